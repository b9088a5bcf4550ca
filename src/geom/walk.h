/* One reader of WKB for the whole room: it checks every byte and trusts none. */
#ifndef LC_GEOM_WALK_H
#define LC_GEOM_WALK_H

#include "geom/geom.h"

/* The codes of OGC 06-103r4, table 7. */
enum {
    WKB_POINT = 1,
    WKB_LINE = 2,
    WKB_POLYGON = 3,
    WKB_MULTIPOINT = 4,
    WKB_MULTILINE = 5,
    WKB_MULTIPOLYGON = 6,
    WKB_COLLECTION = 7
};

/* A run of coordinate pairs: of a point (one pair), a line or a ring. */
typedef struct lc_run {
    lc_shape shape;
    size_t part;   /* which point, line or polygon of the geometry, from 0 */
    size_t ring;   /* 0 but for the holes of a polygon */
    size_t offset; /* of the first pair in the bytes; unaligned */
    size_t count;  /* pairs */
} lc_run;

/* Told of every run in order; another status than LC_OK ends the walk. */
typedef lc_status lc_run_fn(void *user, const lc_run *run);

/* *well_formed tells whether the bytes are one WKB geometry of the seven simple types, 2D, little
 * endian, nothing behind it, collections at most 16 deep. Returns what fn returned (fn may be
 * NULL); runs before a fault have been told by then. Reads within size. O(size). */
lc_status lc_wkb_walk(const unsigned char *bytes, size_t size, lc_run_fn *fn, void *user,
                      bool *well_formed);
/* Pair i of a run. */
void lc_wkb_get_xy(const unsigned char *bytes, const lc_run *run, size_t i, double xy[2]);

/* Fails with the words for bytes that are no geometry. */
lc_status lc_wkb_fail(lc_ctx *ctx);
/* The same for NaN and infinity among its coordinates. */
lc_status lc_wkb_fail_finite(lc_ctx *ctx);

#endif
