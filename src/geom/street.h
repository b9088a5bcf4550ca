/* What the files that draw street areas share: the convex shapes, what covers them, the boundary.
 */
#ifndef LC_GEOM_STREET_H
#define LC_GEOM_STREET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/base.h"
#include "geom/street_area.h"

/* Products of two coordinates, and sums of them, whole. */
__extension__ typedef __int128 lc_wide;

/* Positions are whole numbers of LATTICE_PER_M to the metre; crossings, FINE times finer. */
enum { LATTICE_PER_M = 10000, FINE = 1000 };
/* Corners of a round: 32 lose 0.6 % of a full circle. */
enum { LC_ROUND_CORNERS = 32 };

typedef struct lc_spot {
    int64_t x, y;
} lc_spot;

/* A rectangle (on the lattice: a parallelogram) around the stretch from corner a to corner b,
 * `side` to its left and as much to its right. */
typedef struct lc_bar {
    uint32_t a, b;
    lc_spot side;
} lc_bar;

/* An edge of a round in exact doubles: a position relative to the round's corner lies to its left
 * by dx * y - dy * x - offset. (Below 2^53: widths of 2e7 by lengths of 1e9 lattice units would be
 * needed to leave them.) */
typedef struct lc_round_edge {
    double dx, dy, offset;
} lc_round_edge;

/* A directed edge of a shape, which lies to its left. Bars are shapes 0 .. bar_count - 1, the
 * rounds come behind them. */
typedef struct lc_side {
    lc_spot from, to;
    uint32_t shape;
} lc_side;

/* A stretch of the boundary, in fine positions, and the direction of the edge it lies on. */
typedef struct lc_stretch {
    lc_spot from, to, along;
} lc_stretch;

/* A position on an edge as a share of it: num / den, den > 0. */
typedef struct lc_share {
    int64_t num, den;
} lc_share;
/* What one shape covers of an edge. */
typedef struct lc_cover {
    lc_share low, high;
} lc_cover;

/* A ring: ring_corners[first] .. ring_corners[end - 1]; its area is positive for a shell. */
typedef struct lc_loop {
    size_t first, end;
    double area;
    lc_spot low, high;
    uint32_t shell; /* of a hole: the ring around it */
} lc_loop;

/* Cells that surely lie inside the area, a bit each. */
typedef struct lc_raster {
    lc_array words; /* uint64_t, words_per_row to the row */
    size_t words_per_row, rows;
    lc_spot origin;
    double cell;
} lc_raster;

/* Which corners and bars lie where: bin i holds items[start[i]] .. items[start[i + 1] - 1]. */
typedef struct lc_bins {
    lc_array start, items; /* uint32_t */
} lc_bins;

struct lc_street_area {
    lc_ctx *ctx;                      /* borrowed */
    int64_t radius;                   /* lattice units */
    double inner;                     /* radius of a circle inside every round */
    lc_spot circle[LC_ROUND_CORNERS]; /* counter-clockwise */
    lc_array edges;       /* lc_round_edge: those that begin at the corners of the rounds */
    lc_array corners;     /* lc_spot */
    lc_array slots;       /* uint32_t: hash of the corners, number + 1 */
    lc_array bars;        /* lc_bar */
    lc_array bars_start;  /* uint32_t, corners + 1: the bars at a corner */
    lc_array bars_at;     /* uint32_t */
    lc_array round_start; /* uint32_t, corners + 1 */
    lc_array rounds;      /* lc_spot, offsets from the corner, counter-clockwise */
    lc_raster raster;
    lc_bins corner_bins, bar_bins;
    lc_spot bin_origin;
    int64_t bin_size;
    size_t bin_columns, bin_rows;
    lc_array seen; /* uint32_t by bar: the last query that met it */
    uint32_t query;
    lc_array covers;   /* of the side in hand */
    lc_array boundary; /* lc_stretch */
    lc_array fan;      /* lc_spot: scratch of one round */
    /* of the rings */
    lc_array table, next, place, stack, ring_corners, rings, order, used, xy, ring_start,
        polygon_start;
};

static inline int64_t lc_cross(lc_spot a, lc_spot b)
{
    return a.x * b.y - a.y * b.x;
}
static inline lc_spot lc_minus(lc_spot a, lc_spot b)
{
    return (lc_spot){a.x - b.x, a.y - b.y};
}
static inline lc_spot lc_plus(lc_spot a, lc_spot b)
{
    return (lc_spot){a.x + b.x, a.y + b.y};
}

/* --- street_round.c --- */
/* The rounds of all corners. False without memory. */
bool lc_street_rounds(lc_street_area *area);

/* --- street_raster.c --- */
bool lc_street_raster(lc_street_area *area, lc_spot low, lc_spot high);
/* Whether a box, or an edge from end to end, surely lies inside the area. */
bool lc_street_box_buried(const lc_street_area *area, lc_spot low, lc_spot high);
bool lc_street_buried(const lc_street_area *area, lc_spot from, lc_spot to);

/* --- street_cover.c --- */
bool lc_street_bins(lc_street_area *area, lc_spot low, lc_spot high);
/* Adds to the boundary what no other shape covers of an edge. */
bool lc_street_uncover(lc_street_area *area, const lc_side *side);

/* --- street_rings.c --- */
/* Links the boundary to rings. */
bool lc_street_rings(lc_street_area *area, lc_polygons *out);

#endif
