/* What lc_bench_graph measures on: a street graph with facilities at nodes, read from files or
 * made up. */
#ifndef LC_BENCH_TOWN_H
#define LC_BENCH_TOWN_H

#include "base/base.h"
#include "graph/graph.h"

typedef struct town {
    lc_array places;     /* lc_lonlat of every node; any plane coordinates do */
    lc_array edges;      /* lc_edge */
    lc_array facilities; /* uint32_t, nodes */
} town;

/* From DIR/nodes.csv (the last two columns are coordinates), edges.csv (u, v, metres) and
 * facilities.csv (node); or, where the name is grid:SIDE, a grid of SIDE x SIDE nodes, 80 to 119 m
 * apart, with a facility at one node in 126 as in Porto, the same every time. Nodes are numbered
 * along a Hilbert curve. Clear it whatever comes of it. */
lc_status town_load(lc_ctx *ctx, town *t, const char *name);
void town_clear(town *t);

#endif
