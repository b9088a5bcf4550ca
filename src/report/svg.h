/* Drawing on the page: a plane of tenths of a pixel, and paths that take few bytes. For room report
 * alone. */
#ifndef LC_REPORT_SVG_H
#define LC_REPORT_SVG_H

#include "base/base.h"
#include "geom/geom.h"

/* Degrees to pixels: equirectangular, true to scale at the middle latitude (within 0.1 % over a
 * district). y grows downwards. */
typedef struct lc_plane {
    double west_deg, north_deg;
    double px_per_lon, px_per_lat, px_per_m;
    double left_px, top_px; /* where west and north come to lie */
    double width_px, height_px;
} lc_plane;

/* Fits the box into at most width_max x height_max, with a border all around. False when the box is
 * none. */
bool lc_plane_fit(lc_plane *plane, double west_deg, double south_deg, double east_deg,
                  double north_deg);
/* An lc_wkb_xy_fn with an lc_plane. */
void lc_plane_move(void *plane, double *x, double *y);
/* The degrees of the picture and a border of a twentieth around it. */
typedef struct lc_box {
    double west_deg, south_deg, east_deg, north_deg;
} lc_box;
lc_box lc_plane_box(const lc_plane *plane);
bool lc_plane_holds(const lc_plane *plane, double x_px, double y_px);

/* A number with at most one decimal, "12", "-.5". */
void lc_svg_number(lc_text *text, double number);
/* The same for a pair, with as few bytes between as there need to be; in tenths. */
void lc_svg_pair(lc_text *text, long x_tenths, long y_tenths);
long lc_svg_tenths(double px);
/* Appends WKB in degrees as path data: simplified to half a pixel, relative, polygons closed.
 * LC_INPUT for damaged bytes. */
lc_status lc_svg_path(lc_geom *geom, const lc_plane *plane, const void *wkb, size_t size,
                      lc_text *text);

/* Many short street pieces as few long trails: pieces that occur twice are drawn once, and those
 * that meet are drawn in one stroke, straight on where it can be. */
typedef struct lc_trails {
    lc_ctx *ctx;
    const lc_plane *plane;
    lc_array pieces;
    int32_t snap_tenths; /* corners are moved to multiples of so many tenths of a pixel; 0: not */
} lc_trails;
void lc_trails_init(lc_trails *trails, lc_ctx *ctx, const lc_plane *plane);
void lc_trails_clear(lc_trails *trails);
/* Adds one piece, or lines of WKB, in degrees; what lies outside the plane is left out. */
lc_status lc_trails_add_piece(lc_trails *trails, const double lon_deg[2], const double lat_deg[2]);
lc_status lc_trails_add(lc_trails *trails, const void *wkb, size_t size);
/* Appends them as path data. O(n log n). */
lc_status lc_trails_write(lc_trails *trails, lc_geom *geom, lc_text *text);

/* What room geom said of a region's outline: LC_INPUT becomes LC_STORE and names the region, for
 * what the store holds was good once. */
lc_status lc_outline_status(lc_ctx *ctx, lc_status status, const char *name);

#endif
