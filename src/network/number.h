/* An order of places along a Hilbert curve, so that neighbours on the ground are neighbours in
 * memory. For this room alone. */
#ifndef LC_NETWORK_NUMBER_H
#define LC_NETWORK_NUMBER_H

#include <lifecircle/coordinates.h>
#include <stddef.h>
#include <stdint.h>

#include "base/base.h"

/* order[i] = index of the place that comes i-th; ties by index. `order` holds count items. O(n log
 * n). */
lc_status lc_network_hilbert_order(lc_ctx *ctx, const lc_lonlat *places, size_t count,
                                   uint32_t *order);

#endif
