/* Polygons: validity, clipping, buffers, point-in-polygon over many. Coordinates are whatever plane
 * the caller works in; geometries cross the door as WKB (OGC 06-103r4, little endian, 2D). */
#ifndef LC_GEOM_GEOM_H
#define LC_GEOM_GEOM_H

#include <lifecircle/context.h>
#include <stddef.h>
#include <stdint.h>

/* Owned bytes of one WKB geometry. */
typedef struct lc_wkb {
    unsigned char *bytes;
    size_t size;
} lc_wkb;
void lc_wkb_clear(lc_wkb *wkb);

/* --- making and reading simple WKB without GEOS --- */
typedef enum lc_shape { LC_SHAPE_NONE, LC_SHAPE_POINT, LC_SHAPE_LINE, LC_SHAPE_POLYGON } lc_shape;
/* Kind of a WKB geometry (multi or single alike; collections NONE). */
lc_shape lc_wkb_shape(const unsigned char *bytes, size_t size);
/* WKB of a point, a line of count xy pairs, or a polygon of one ring (closed for you); *out is
 * yours. Count 0 makes an EMPTY one. */
lc_status lc_wkb_point(lc_ctx *ctx, double x, double y, lc_wkb *out);
lc_status lc_wkb_line(lc_ctx *ctx, const double *xy, size_t count, lc_wkb *out);
lc_status lc_wkb_polygon(lc_ctx *ctx, const double *xy, size_t count, lc_wkb *out);
/* Many lines as one MULTILINESTRING: line i has the xy pairs start[i] .. start[i+1]. */
lc_status lc_wkb_multiline(lc_ctx *ctx, const double *xy, const size_t *start, size_t line_count,
                           lc_wkb *out);
/* Polygons as one MULTIPOLYGON: polygon p has the rings polygon_start[p] .. polygon_start[p + 1] -
 * 1, its shell first; ring r has the xy pairs ring_start[r] .. ring_start[r + 1] - 1, closed for
 * you. */
lc_status lc_wkb_multipolygon(lc_ctx *ctx, const double *xy, const size_t *ring_start,
                              const size_t *polygon_start, size_t polygon_count, lc_wkb *out);
/* Calls fn with each coordinate pair in the geometry so it can be changed in place (for
 * transforms). False, and nothing called, for bytes that are no well-formed WKB of the seven simple
 * types (2D, little endian, nothing behind it, collections at most 16 deep); nothing is read beyond
 * size. O(size). */
typedef void lc_wkb_xy_fn(void *user, double *x, double *y);
bool lc_wkb_each_xy(unsigned char *bytes, size_t size, lc_wkb_xy_fn *fn, void *user);
/* Calls fn for each part that is not empty: rings of polygons (ring 0 is the shell), lines, points;
 * `polygon` numbers the polygons, lines or points from 0. xy is an aligned copy, borrowed for the
 * call. A status other than LC_OK ends it and is returned. LC_INPUT, and nothing called, for bytes
 * that lc_wkb_each_xy would refuse. */
typedef lc_status lc_wkb_part_fn(void *user, size_t polygon, size_t ring, const double *xy,
                                 size_t count);
lc_status lc_wkb_each_part(lc_ctx *ctx, const unsigned char *bytes, size_t size, lc_wkb_part_fn *fn,
                           void *user);

/* --- GEOS --- */
/* GEOS's context; one per thread. It borrows ctx. Every function below answers LC_INPUT, with
 * GEOS's words, for WKB that is damaged, holds numbers that are not finite, or defeats GEOS; every
 * lc_wkb *out is yours (lc_wkb_clear) and empty after a failure. */
typedef struct lc_geom lc_geom;
lc_status lc_geom_open(lc_ctx *ctx, lc_geom **out);
void lc_geom_close(lc_geom *geom);

/* WKB of a shape written as WKT ("POINT (121.5 31.2)", any case, heights left aside). LC_INPUT,
 * with GEOS's words, for anything else. */
lc_status lc_geom_from_wkt(lc_geom *geom, const char *text, lc_wkb *out);

/* A valid MULTIPOLYGON from any polygonal WKB: open rings are closed, rings of fewer than three
 * corners and parts that are no areas left out, overlapping parts joined, crossing ones untangled
 * (GEOS's structure method). *repaired tells whether something had to change, `reason` (may be
 * NULL) gets why in English (free with free(); NULL when nothing did). LC_INPUT when nothing
 * polygonal is left. */
lc_status lc_geom_valid_polygon(lc_geom *geom, const unsigned char *bytes, size_t size, lc_wkb *out,
                                bool *repaired, char **reason);
/* Area in the square of the plane's unit; 0 for points and lines. */
lc_status lc_geom_area(lc_geom *geom, const unsigned char *bytes, size_t size, double *out);
/* Area of what two valid polygonal geometries share. */
lc_status lc_geom_shared_area(lc_geom *geom, const lc_wkb *a, const lc_wkb *b, double *out);
/* A point surely inside a valid polygon with an area (of a line or points: on it). LC_INPUT for an
 * empty shape. */
lc_status lc_geom_inner_point(lc_geom *geom, const unsigned char *bytes, size_t size, double *x,
                              double *y);
/* The union: one MULTIPOLYGON for polygons (EMPTY for none), a line or multiline for lines alone;
 * of a mixture only the areas are kept. */
lc_status lc_geom_union(lc_geom *geom, const lc_wkb *parts, size_t count, lc_wkb *out);
/* All within `distance` (negative shrinks polygons) as a MULTIPOLYGON, round at the ends: 8
 * segments to the quarter circle, which lose 0.6 % of a full circle and never reach beyond it. */
lc_status lc_geom_buffer(lc_geom *geom, const unsigned char *bytes, size_t size, double distance,
                         lc_wkb *out);
/* The convex hull of count > 0 pairs: a POLYGON, or a line or point where they span no area. */
lc_status lc_geom_hull(lc_geom *geom, const double *xy, size_t count, lc_wkb *out);
/* Simplified for drawing (Douglas-Peucker 1973): no area turns over or falls apart; lines move by
 * at most the tolerance, each for itself, which costs a tenth of what keeping them from crossing
 * would. */
lc_status lc_geom_simplify(lc_geom *geom, const unsigned char *bytes, size_t size, double tolerance,
                           lc_wkb *out);

/* Points of the grid x = i * spacing, y = j * spacing that lie inside the polygon (boundary
 * excluded), row by row from the south-west; when none does, one inner point. *xy is yours
 * (free()), *count pairs. The grid is the plane's own, so neighbouring polygons share it. LC_INPUT
 * when it would lay more than 10 million points over the polygon's extent, LC_USAGE for a spacing
 * that is not above 0. Can be cancelled. */
lc_status lc_geom_grid_points(lc_geom *geom, const unsigned char *bytes, size_t size,
                              double spacing, double **xy, size_t *count);

/* Which of many polygons holds a point. Ids are the order of adding, from 0. It borrows geom; one
 * thread at a time. A find is O(log n + hits); adding after a find makes the next one build its
 * index again. */
typedef struct lc_locator lc_locator;
lc_status lc_locator_new(lc_geom *geom, lc_locator **out);
void lc_locator_free(lc_locator *locator);
lc_status lc_locator_add(lc_locator *locator, const unsigned char *bytes, size_t size);
/* The lowest id among the polygons that cover (x, y), boundary included; -1 for none (and for a
 * point that is not finite). */
lc_status lc_locator_find(lc_locator *locator, double x, double y, int64_t *id);
/* All of them, ascending, at most `capacity`; *count is how many there are. */
lc_status lc_locator_find_all(lc_locator *locator, double x, double y, int64_t *ids,
                              size_t capacity, size_t *count);

/* The version of GEOS, for provenance. Static. */
const char *lc_geom_version(void);

#endif
