/* How many further sites cover people: for the plan room alone. */
#ifndef LC_PLAN_COVER_H
#define LC_PLAN_COVER_H

#include <lifecircle/coordinates.h>
#include <stddef.h>
#include <stdint.h>

/* Points with people, and a radius on the ellipsoid (inclusive). */
typedef struct cover_points {
    const lc_lonlat *at;
    const int64_t *people_micro;
    size_t count;
    double radius_m;
} cover_points;

/* The number of sites, each at one of the points, that together cover at least needed_micro people:
 * the site that covers most of those left, again and again (greedy; Johnson 1974, Chvatal 1979),
 * ties to the lowest index. Of points closer together than a quarter of a radius one in a cell of a
 * grid stands for all as a site. *least is a number that no choice of sites anywhere can go below:
 * the points pairwise further than two radii apart that were found, or the people divided by the
 * most that a disc anywhere can hold. O(points x sites within a radius), near-linear where points
 * crowd: 300,000 points in a second. LC_MEMORY, LC_CANCELLED. */
lc_status cover_count(lc_ctx *ctx, const cover_points *points, int64_t needed_micro, size_t *sites,
                      size_t *least);

#endif
