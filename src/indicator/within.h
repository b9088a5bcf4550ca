/* Which points lie within a radius of places, as the crow flies. For the indicator room alone. */
#ifndef LC_INDICATOR_WITHIN_H
#define LC_INDICATOR_WITHIN_H

#include <lifecircle/coordinates.h>

#include "crs/crs.h"
#include "indicator/frame.h"

/* A point in its cube of space. */
typedef struct within_cell {
    uint64_t cube; /* of cubes at least one radius wide: along z, then y, then x */
    uint32_t point;
} within_cell;

typedef struct within {
    size_t count;
    lc_lonlat *places;  /* per point of the frame */
    within_cell *cells; /* by cube, then point */
    lc_space *at;       /* in the order of cells, as the next */
    uint32_t *bits;
    double radius_m, width_m;
    lc_chords chords;
} within;

/* Reads where the points of the frame are. Clear it in any case. */
lc_status within_open(lc_store *store, const frame *f, within *out);
void within_clear(within *w);
/* Begins anew with a radius and no bits. O(points x log points). */
void within_begin(within *w, double radius_m);
/* Gives the bits to every point whose geodesic distance to the place is at most the radius, to the
 * last bit what reach finds. O(log points + points near). */
void within_add(within *w, lc_lonlat place, uint32_t bits);
/* The bits of every point of the frame. */
void within_end(const within *w, uint32_t *of_point);

#endif
