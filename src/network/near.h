/* The nearest point of the streets. Pure: no store. For this room alone. */
#ifndef LC_NETWORK_NEAR_H
#define LC_NETWORK_NEAR_H

#include <lifecircle/coordinates.h>
#include <stdint.h>

#include "base/base.h"
#include "network/network.h"

/* May the straight leg to this point of the streets be walked? */
typedef bool lc_leg_fn(void *user, lc_lonlat at);

/* What is asked for. */
typedef struct lc_wish {
    lc_lonlat place;
    bool main_only; /* only pieces of the largest component */
    double max_m;   /* no farther than this; INFINITY for any distance */
    lc_leg_fn *leg; /* NULL: every leg may be walked */
    void *user;
} lc_wish;

typedef struct lc_nearest {
    uint32_t piece;
    bool main;       /* the piece belongs to the largest component */
    uint32_t vertex; /* it lies on the segment from this vertex (of all vertices) to the next */
    double share;    /* how far along that segment, 0..1 */
    lc_lonlat at;
    double distance_m; /* in the plane around the place asked for */
} lc_nearest;

/* Of the nearest points of all segments the nearest that the wish allows; false when there is none.
 * Among equally near ones the lowest piece. Distances are measured in a plane around the place: the
 * ellipsoid's radii of curvature there, the parallel's shrinking with latitude to first order;
 * against the geodesic that is off by less than 1e-7 of the distance up to 2 km and 60 degrees.
 * Every branch that could hold something as near is visited, so the answer is that of trying all
 * segments. */
bool lc_network_nearest(const lc_network *network, const lc_wish *wish, lc_nearest *out);

#endif
