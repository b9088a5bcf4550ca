/* The inside of reach: what is read from the store, and what its parts hand each other. */
#ifndef LC_REACH_INTERNAL_H
#define LC_REACH_INTERNAL_H

#include <lifecircle/coordinates.h>

#include "base/base.h"
#include "graph/graph.h"
#include "reach/reach.h"

/* No limit holds it. */
#define LC_NO_LIMIT UINT32_MAX

typedef struct lc_reach_limit {
    int64_t id;
    double limit_min;
} lc_reach_limit;

/* A measure, its limits turned into whole millimetres (of distance or of walking on the level). */
typedef struct lc_reach_measure {
    int64_t id;
    bool is_network;
    double speed_mps, steps_factor;
    uint32_t *limit_mm; /* limit_count items, ascending */
    uint32_t horizon_mm;
} lc_reach_measure;

/* The facilities of a type: facilities[first] .. facilities[end - 1]. */
typedef struct lc_reach_type {
    int64_t id;
    uint32_t first, end;
} lc_reach_type;

/* The entrances of a facility: entrances[first] .. entrances[end - 1]. */
typedef struct lc_reach_facility {
    int64_t id;
    uint32_t first, end;
} lc_reach_facility;

/* An entrance or a demand point; `join` in real lengths, its edge LC_UNREACHED where it meets no
 * street. */
typedef struct lc_reach_place {
    int64_t id; /* demand_id; of an entrance, its facility_id */
    lc_lonlat at;
    lc_join join;
} lc_reach_place;

/* A street piece in real lengths; its vertices are xy[first] .. xy[end - 1]. */
typedef struct lc_reach_edge {
    uint32_t from, to, length_mm;
    bool steps, forward, backward;
    size_t first, end;
} lc_reach_edge;

/* All that the stage reads; arrays of the structs above. */
typedef struct lc_reach_model {
    lc_ctx *ctx;
    lc_store *store;
    lc_array limits, measures, types, facilities, entrances, demand, edges;
    lc_array xy; /* lc_lonlat */
    uint32_t node_count;
    double horizon_min;
    uint64_t done, total; /* work in pairs of measure and type, for progress */
} lc_reach_model;

lc_status lc_reach_model_load(lc_store *store, lc_reach_model *model);
void lc_reach_model_clear(lc_reach_model *model);

static inline const lc_reach_limit *lc_reach_limit_at(const lc_reach_model *m, size_t i)
{
    return lc_array_at(&m->limits, i);
}
static inline const lc_reach_measure *lc_reach_measure_at(const lc_reach_model *m, size_t i)
{
    return lc_array_at(&m->measures, i);
}
static inline const lc_reach_type *lc_reach_type_at(const lc_reach_model *m, size_t i)
{
    return lc_array_at(&m->types, i);
}
static inline const lc_reach_facility *lc_reach_facility_at(const lc_reach_model *m, size_t i)
{
    return lc_array_at(&m->facilities, i);
}
static inline const lc_reach_place *lc_reach_entrance_at(const lc_reach_model *m, size_t i)
{
    return lc_array_at(&m->entrances, i);
}
static inline const lc_reach_place *lc_reach_demand_at(const lc_reach_model *m, size_t i)
{
    return lc_array_at(&m->demand, i);
}
static inline const lc_reach_edge *lc_reach_edge_at(const lc_reach_model *m, size_t i)
{
    return lc_array_at(&m->edges, i);
}
/* Entrances of a type: [first, end). */
void lc_reach_type_entrances(const lc_reach_model *m, const lc_reach_type *type, uint32_t *first,
                             uint32_t *end);

/* --- rows --- */

/* The two statements, prepared once. */
typedef struct lc_reach_rows {
    lc_stmt *nearest, *count;
} lc_reach_rows;
lc_status lc_reach_rows_open(const lc_reach_model *model, lc_reach_rows *rows);
void lc_reach_rows_close(lc_reach_rows *rows);
/* What follows is of this measure and type. */
void lc_reach_rows_begin(lc_reach_rows *rows, const lc_reach_measure *measure,
                         const lc_reach_type *type);
/* One row of reach_nearest; limit LC_NO_LIMIT for beyond the largest. */
lc_status lc_reach_rows_nearest(lc_reach_rows *rows, const lc_reach_model *model,
                                const lc_reach_measure *measure, size_t demand, int64_t facility_id,
                                uint32_t cost_mm, uint32_t limit);
/* Rows of reach_count for a limit: counts has one item per demand point, zeros make no row. */
lc_status lc_reach_rows_counts(lc_reach_rows *rows, const lc_reach_model *model, uint32_t limit,
                               const uint32_t *counts);

/* --- the two ways to measure --- */

/* All circle measures: distances are found once and serve every profile. */
typedef struct lc_reach_circles lc_reach_circles;
lc_status lc_reach_circles_find(lc_reach_model *model, lc_reach_circles **out);
void lc_reach_circles_free(lc_reach_circles *circles);
lc_status lc_reach_circles_write(lc_reach_model *model, const lc_reach_circles *circles,
                                 const lc_reach_measure *measure, lc_reach_rows *rows);

/* The streets as one profile walks them. Places are in cost, ready for the graph. */
typedef struct lc_reach_walk {
    lc_graph *graph;
    lc_graph_demand *demand;
    lc_join *entrances;
} lc_reach_walk;
lc_status lc_reach_walk_init(const lc_reach_model *model, const lc_reach_measure *measure,
                             lc_reach_walk *walk);
void lc_reach_walk_clear(lc_reach_walk *walk);
lc_status lc_reach_walk_write(lc_reach_model *model, const lc_reach_walk *walk,
                              const lc_reach_measure *measure, lc_reach_rows *rows);

/* --- for maps --- */
lc_status lc_reach_draw_circles(lc_reach_model *model, const lc_reach_measure *measure);
lc_status lc_reach_draw_streets(lc_reach_model *model, const lc_reach_walk *walk,
                                const lc_reach_measure *measure);

#endif
