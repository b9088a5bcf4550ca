/* Spreading a figure over points so that it adds up to itself. */
#ifndef LC_SOURCE_SPREAD_H
#define LC_SOURCE_SPREAD_H

#include <lifecircle/context.h>
#include <stddef.h>
#include <stdint.h>

enum { LC_MICRO = 1000000 }; /* millionths of a person in one person */

/* The order in which `count` points get what is left after the equal share: order[k] is the point
 * that comes k-th. It depends on count alone and steps by the golden ratio, so that few people over
 * many points are strewn over the whole row of points and not heaped at its beginning. Free with
 * free(). O(n log n). */
lc_status lc_spread_order(lc_ctx *ctx, size_t count, size_t **order);

/* The share of point k in the order above (largest remainder with equal weights): all shares add up
 * to people_micro. `whole`: in whole persons; the figure must be whole then. For figures a <= b
 * spread alike, every share of a is <= that of b. O(1). */
int64_t lc_spread_share(int64_t people_micro, size_t count, size_t k, bool whole);

#endif
