/* The inside of reach: what is read from the store, and what its parts hand each other. */
#ifndef LC_REACH_INTERNAL_H
#define LC_REACH_INTERNAL_H

#include <lifecircle/coordinates.h>

#include "base/base.h"
#include "graph/graph.h"
#include "reach/reach.h"
#include "store/shelf.h"

typedef struct lc_reach_limit {
    int64_t id;
    double limit_min;
} lc_reach_limit;

/* A measure, its limits turned into whole millimetres (of distance or of walking on the level). */
typedef struct lc_reach_measure {
    int64_t id;
    bool is_network;
    double speed_mps, steps_factor;
    double crossing_s, elevator_s; /* lost at each, beside what everybody waits there */
    bool step_free, slope;         /* no steps at all; climbs and descents cost what they do */
    uint32_t *limit_mm;            /* limit_count items, ascending */
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
    bool ends_only;                       /* walked only where a walk begins or ends */
    bool crossing, elevator;              /* profiles may lose time on it */
    bool ferry;                           /* ridden: its time is wait_s, where that is known */
    double wait_s;                        /* lost on it by everybody */
    double slope_forward, slope_backward; /* what the climb makes of the time, 1 on the level */
    size_t first, end;
} lc_reach_edge;

/* A node at which somebody loses time. */
typedef struct lc_reach_stop {
    uint32_t node;
    bool crossing, elevator; /* profiles may lose time there */
    double wait_s;           /* lost by everybody who passes */
} lc_reach_stop;

/* All that the stage reads; arrays of the structs above. */
typedef struct lc_reach_model {
    lc_ctx *ctx;
    lc_store *store;
    lc_array limits, measures, types, facilities, entrances, demand, edges, stops;
    lc_array xy; /* lc_lonlat */
    uint32_t node_count;
    double horizon_min;
    uint64_t done, total; /* work in pairs of measure and type, for progress */
} lc_reach_model;

/* Which facilities are read: those that count on as_of, or those whose catchments are wanted. */
typedef enum lc_reach_whose { LC_REACH_COUNTING, LC_REACH_WANTED } lc_reach_whose;
/* Streets from the tables where `streets` is NULL. */
lc_status lc_reach_model_load(lc_store *store, const lc_streets *streets, lc_reach_whose whose,
                              lc_reach_model *model);
/* All but the demand points. */
lc_status lc_reach_model_load_places(lc_store *store, const lc_streets *streets,
                                     lc_reach_model *model);
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
static inline const lc_reach_stop *lc_reach_stop_at(const lc_reach_model *m, size_t i)
{
    return lc_array_at(&m->stops, i);
}
/* Entrances of a type: [first, end). */
void lc_reach_type_entrances(const lc_reach_model *m, const lc_reach_type *type, uint32_t *first,
                             uint32_t *end);

/* --- what was kept of the last run (keep.c) --- */

/* What of the last run still holds. */
typedef struct lc_reach_kept {
    bool *type_places,
        *type_doors;    /* per type: its facilities are where they were, in this order */
    bool *measure;      /* per measure: all but the facilities is as it was */
    uint8_t *doors;     /* of all entrances that meet a street, LC_REACH_DOOR_SIZE each */
    size_t *door_start; /* facilities + 1: where each one's begin */
    char (*basis)[65];  /* per measure */
    uint32_t *types_searched, *facilities_searched; /* per measure, counted in this run */
    lc_shelf *shelf;                                /* for the catchments that are kept */
} lc_reach_kept;
enum { LC_REACH_DOOR_SIZE = 12 };

/* Compares the model with what the store says the last run was made from, and deletes the columns
 * and catchments that no longer hold. Clear it in any case. */
lc_status lc_reach_keep(lc_reach_model *model, lc_reach_kept *kept);
/* Is everything known of a measure and type? */
bool lc_reach_is_kept(const lc_reach_model *model, const lc_reach_kept *kept, size_t measure,
                      size_t type);
/* Records what this run was made from, and deletes the catchments that no facility has. */
lc_status lc_reach_keep_basis(lc_reach_model *model, const lc_reach_kept *kept);
void lc_reach_kept_clear(lc_reach_kept *kept);
/* Where the entrances of a facility are, as the tables keep it. Free with free(). */
void *lc_reach_places_of(const lc_reach_model *model, size_t facility, size_t *size);
/* Fills kept->doors and kept->door_start. */
lc_status lc_reach_fill_doors(const lc_reach_model *model, lc_reach_kept *kept);
/* The doors of a facility among them; borrowed. */
const uint8_t *lc_reach_doors_of(const lc_reach_kept *kept, uint32_t facility, size_t *size);

/* --- writing columns (column.c) --- */

/* The nearest facility of a type, one item of each array per demand point. */
typedef struct lc_reach_nearest {
    uint32_t *cost_mm;
    uint32_t *rank;  /* among the type's facilities */
    uint32_t *limit; /* as in LC_PART_LIMIT */
} lc_reach_nearest;
lc_status lc_reach_nearest_init(const lc_reach_model *model, lc_reach_nearest *nearest);
void lc_reach_nearest_clear(lc_reach_nearest *nearest);
lc_status lc_reach_write_nearest(const lc_reach_model *model, const lc_reach_measure *measure,
                                 const lc_reach_type *type, const lc_reach_nearest *nearest);
/* Facilities within limit k of each demand point. */
lc_status lc_reach_write_counts(const lc_reach_model *model, const lc_reach_measure *measure,
                                const lc_reach_type *type, size_t k, const uint32_t *counts);

/* --- the two ways to measure --- */

/* Circles: distances are found once for a type and serve every profile. */
typedef struct lc_reach_circles lc_reach_circles;
lc_status lc_reach_circles_new(const lc_reach_model *model, lc_reach_circles **out);
void lc_reach_circles_free(lc_reach_circles *circles);
lc_status lc_reach_circles_find(const lc_reach_model *model, lc_reach_circles *circles,
                                size_t type);
/* Of the type that was found last. */
lc_status lc_reach_circles_write(const lc_reach_model *model, const lc_reach_circles *circles,
                                 const lc_reach_measure *measure);

/* The streets as one profile walks them (street.c). Places are in cost, ready for the graph. Edge i
 * of the graph is piece i of the model, as those walk it who set out on it; of a piece that is
 * walked only at the ends of a walk there is a second edge for those who arrive. The graph has more
 * nodes than the model. */
typedef struct lc_reach_walk {
    lc_graph *graph;
    uint32_t
        *arrival; /* per piece: the edge of those who arrive, LC_UNREACHED where it is i itself */
    lc_graph_demand *demand; /* model's demand, then again_count more */
    uint32_t *again; /* who they are: those who set out on such a piece may also arrive on it */
    size_t again_count;
    lc_join *entrances;
} lc_reach_walk;
lc_status lc_reach_walk_init(const lc_reach_model *model, const lc_reach_measure *measure,
                             lc_reach_walk *walk);
void lc_reach_walk_clear(lc_reach_walk *walk);
/* Where somebody at a join in real lengths stands on the profile's streets; the answer says at how
 * many places, 1 or 2: those on a piece for the ends of a walk stand on both of its edges, first on
 * that of setting out, and take the cheaper walk. */
size_t lc_reach_stand(const lc_reach_model *model, const lc_reach_walk *walk, lc_join join,
                      lc_join places[2]);
/* What of a piece's cost is time lost on it. */
uint32_t lc_reach_wait_mm(const lc_reach_measure *measure, const lc_reach_edge *edge);
/* Searches and writes one type; catchments that are kept already are not searched. */
lc_status lc_reach_walk_type(const lc_reach_model *model, const lc_reach_walk *walk, size_t measure,
                             size_t type, lc_reach_kept *kept);
/* Searches from facilities of a type and keeps their catchments, which are not kept yet. */
lc_status lc_reach_walk_catchments(const lc_reach_model *model, const lc_reach_walk *walk,
                                   size_t measure, size_t type, const lc_reach_kept *kept,
                                   uint32_t *sought, size_t count);

/* The homes around facilities by circle (circle_catchment.c), made ready once. */
typedef struct lc_reach_homes lc_reach_homes;
lc_status lc_reach_homes_new(const lc_reach_model *model, lc_reach_homes **out);
void lc_reach_homes_free(lc_reach_homes *homes);
/* Keeps the catchments of facilities by a circle measure, which are not kept yet: the homes within
 * its largest limit. A cost is rounded up to the millimetre, so that it is within a limit when the
 * distance is. O(facilities x homes in a latitude band), parallel. */
lc_status lc_reach_circle_catchments(const lc_reach_model *model, const lc_reach_homes *homes,
                                     const lc_reach_measure *measure, const uint32_t *facilities,
                                     size_t count);

/* --- for maps --- */
lc_status lc_reach_draw_circles(lc_reach_model *model, const lc_reach_measure *measure);
lc_status lc_reach_draw_streets(lc_reach_model *model, const lc_reach_walk *walk,
                                const lc_reach_measure *measure);

#endif
