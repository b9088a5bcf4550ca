/* All street pieces in memory, and the nearest point on them. Pure: no store. For this room alone.
 */
#ifndef LC_NETWORK_INDEX_H
#define LC_NETWORK_INDEX_H

#include <lifecircle/coordinates.h>
#include <stddef.h>
#include <stdint.h>

#include "base/base.h"

typedef struct lc_street_index lc_street_index;

/* An empty index. *out is yours (lc_street_index_free). */
lc_status lc_street_index_new(lc_ctx *ctx, lc_street_index **out);
void lc_street_index_free(lc_street_index *index);
/* Adds the next edge (they are numbered from 0 as they come): count >= 2 vertices (asserted),
 * copied; `main` says that it belongs to the largest component. */
lc_status lc_street_index_add(lc_street_index *index, const lc_lonlat *line, size_t count,
                              bool main, uint32_t length_mm);
/* Builds the tree over what was added: a packed Hilbert R-tree (Kamel & Faloutsos 1993). To be
 * called once, after the last edge. O(n log n). */
lc_status lc_street_index_build(lc_street_index *index);
uint32_t lc_street_index_edge_count(const lc_street_index *index);

/* The nearest point of the streets. */
typedef struct lc_nearest {
    uint32_t edge;
    bool main;       /* the edge belongs to the largest component */
    uint32_t vertex; /* it lies on the segment from this vertex (of all vertices) to the next */
    double share;    /* how far along that segment, 0..1 */
    lc_lonlat at;
    double distance_m; /* in the plane around the place asked for */
} lc_nearest;

/* The point of the streets (or only of the main component) nearest to `place` and at most max_m
 * away; false when there is none. Among equally near edges the lowest. Distances are measured in a
 * plane around the place: the ellipsoid's radii of curvature there, the parallel's shrinking with
 * latitude to first order; against the geodesic that is off by less than 1e-7 of the distance up to
 * 2 km and 60 degrees. Every branch that could hold something as near is visited, so the answer is
 * that of trying all segments. */
bool lc_street_index_nearest(const lc_street_index *index, lc_lonlat place, bool main_only,
                             double max_m, lc_nearest *out);

/* Where that point is along its edge: geodesic millimetres from the edge's first vertex, 0 .. the
 * edge's length. O(vertices of the edge). */
uint32_t lc_street_index_offset_mm(const lc_street_index *index, const lc_nearest *nearest);

#endif
