/* The ground within half a street's width of walked lines, as valid polygons with holes.
 *
 * Each stretch of a line gives a bar (a rectangle as wide as the street), each of its corners a
 * round of 32 corners on the circle, completed by the corners of the bars that meet there. The area
 * is the exact union of these convex shapes: all of them have whole coordinates (tenths of a
 * millimetre), every decision is made in whole numbers, and only the crossings that become corners
 * are rounded, to a ten-millionth of a metre. Hence: fewer lines give a smaller area (nested to the
 * rounding of the corners), nothing lies beyond the width, holes are kept, and the answer depends
 * on nothing but the lines. What the rounds lose to true circles is at most 0.5 % of the width, at
 * the ends of streets. */
#ifndef LC_GEOM_STREET_AREA_H
#define LC_GEOM_STREET_AREA_H

#include "geom/geom.h"

/* A workspace, used again and again; one thread at a time. */
typedef struct lc_street_area lc_street_area;

/* Rings of polygons: ring r has the corners xy[2 * ring_start[r]] .. xy[2 * ring_start[r + 1] - 1],
 * the first one not again at the end; polygon p has the rings polygon_start[p] ..
 * polygon_start[p + 1] - 1, the shell first, counter-clockwise, its holes clockwise. */
typedef struct lc_polygons {
    double *xy;
    size_t *ring_start, *polygon_start;
    size_t corner_count, ring_count, polygon_count;
} lc_polygons;

/* *out is yours; it borrows ctx, so threads have a context each. half_width_m in 0.1 .. 1000
 * (asserted). LC_MEMORY, as all below. */
lc_status lc_street_area_new(lc_ctx *ctx, double half_width_m, lc_street_area **out);
void lc_street_area_free(lc_street_area *area);

/* Forgets the lines. */
void lc_street_area_begin(lc_street_area *area);
/* One more line of count > 0 pairs, metres of a plane, at most 10,000 km from its origin and
 * 100 km apart. A line of one place is a round. Lines may cross, overlap and repeat each other. */
lc_status lc_street_area_add(lc_street_area *area, const double *xy, size_t count);
/* The area of the lines added since begin; *out is borrowed until the next call and may be changed
 * in place (for transforms). Rings that hold less than 0.01 m2 are left out. O(n log n) for n
 * corners in streets as cities have them. */
lc_status lc_street_area_draw(lc_street_area *area, lc_polygons *out);

#endif
