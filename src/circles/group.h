/* Places grouped into contiguous groups of so many people. For the circles room and its tests. */
#ifndef LC_CIRCLES_GROUP_H
#define LC_CIRCLES_GROUP_H

#include "geom/ground.h"

/* The neighbours of place p are next[start[p]] .. next[start[p + 1] - 1]; being neighbours is
 * mutual. */
typedef struct circles_graph {
    size_t count;
    const lc_spot_mm *at;
    const int64_t *weight; /* of each place, >= 0 */
    const size_t *start;
    const uint32_t *next;
} circles_graph;

/* Numbers the groups from 0 in the order of their lowest place. Each is contiguous; its weight lies
 * between least and most but where that cannot be found: what hangs together weighs less, a place
 * alone weighs more, or no straight cut serves. What weighs too much is cut in two along the
 * straight line, of eight directions, that parts the fewest neighbours, and so on; then groups
 * outside the bounds are joined, or cut anew, with one beside them. All in whole numbers.
 * LC_MEMORY, LC_CANCELLED. O(n log n) for n places of a plane. */
lc_status circles_group(lc_ctx *ctx, const circles_graph *graph, int64_t least, int64_t most,
                        uint32_t *group, uint32_t *group_count);

#endif
