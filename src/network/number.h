/* The order of places along a Hilbert curve, under the name that this room knows it by. */
#ifndef LC_NETWORK_NUMBER_H
#define LC_NETWORK_NUMBER_H

#include "graph/graph.h"

/* See lc_graph_hilbert_order. */
static inline lc_status lc_network_hilbert_order(lc_ctx *ctx, const lc_lonlat *places, size_t count,
                                                 uint32_t *order)
{
    return lc_graph_hilbert_order(ctx, places, count, order);
}

#endif
