/* The ground around places: a grid of square cells, each belonging to the place that is nearest.
 * Everything is decided in whole millimetres, so the same places give the same ground everywhere.
 */
#ifndef LC_GEOM_GROUND_H
#define LC_GEOM_GROUND_H

#include "geom/geom.h"

/* A place in whole millimetres of a plane, at most 10,000 km from its origin. */
typedef struct lc_spot_mm {
    int64_t x, y;
} lc_spot_mm;

/* A cell that lies too far from every place. */
#define LC_GROUND_NONE UINT32_MAX

/* Cell (column, row) is owner[row * columns + column]; its south-western corner lies at
 * west_mm + column * cell_mm, south_mm + row * cell_mm. Clear it in any case. */
typedef struct lc_ground {
    int64_t west_mm, south_mm, cell_mm;
    uint32_t columns, rows;
    uint32_t *owner; /* number of a place, or LC_GROUND_NONE */
} lc_ground;

/* Each cell whose centre has a place within reach_mm belongs to the nearest (of several equally
 * near the lowest number); a cell with places in it belongs to that of them which is nearest to its
 * centre. Cells are cell_mm wide, or as many times doubled as keeps the grid below 40 million. No
 * places give no cells. LC_MEMORY, LC_CANCELLED. O(cells + places). */
lc_status lc_ground_make(lc_ctx *ctx, const lc_spot_mm *places, size_t count, int64_t reach_mm,
                         int64_t cell_mm, lc_ground *out);
void lc_ground_clear(lc_ground *ground);
/* Whose ground a position is; LC_GROUND_NONE for nobody's. O(1). */
uint32_t lc_ground_at(const lc_ground *ground, lc_spot_mm at);

/* Two places, the lower number first. */
typedef struct lc_neighbours {
    uint32_t a, b;
} lc_neighbours;
/* Which places are neighbours: their ground touches along a side; a place that has no cell, because
 * a nearer one shares its own, is the neighbour of whom its cell and the eight around belong to.
 * Ascending, each pair once; *pairs is yours (free()). O(cells + pairs log pairs). */
lc_status lc_ground_neighbours(lc_ctx *ctx, const lc_ground *ground, const lc_spot_mm *places,
                               size_t count, lc_neighbours **pairs, size_t *pair_count);

/* The outlines of the ground of groups of places: group[p] below group_count, or LC_GROUND_NONE for
 * a place in none. out[g], yours, is a valid MULTIPOLYGON in metres of the plane, EMPTY where the
 * group has no cell. Corners stand wherever a third party's ground begins, so that neighbours share
 * every corner of their common border: no two outlines overlap, not even once they are drawn in
 * degrees. O(cells). */
lc_status lc_ground_outline(lc_ctx *ctx, const lc_ground *ground, const uint32_t *group,
                            size_t group_count, lc_wkb *out);

#endif
