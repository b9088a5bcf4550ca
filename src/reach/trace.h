/* The reach of one place, wherever it is, told leg by leg: what the tables say of a demand point
 * that stands there, by the same rules, from the same streets and costs. */
#ifndef LC_REACH_TRACE_H
#define LC_REACH_TRACE_H

#include <lifecircle/coordinates.h>

#include "graph/graph.h"
#include "graph/streets.h"
#include "store/store.h"

/* Beyond every limit. */
#define LC_TRACE_BEYOND SIZE_MAX

/* One profile's circle and walk; measures as the table measure has them, 0 for none. */
typedef struct lc_trace lc_trace;
/* Reads limits and facilities and takes the streets, from the tables where `streets` is NULL (else
 * only read while opening). *out is yours (lc_trace_close). LC_STORE when the tables contradict
 * each other. O(streets + facilities). */
lc_status lc_trace_open(lc_store *store, const lc_streets *streets, int64_t circle_measure,
                        int64_t network_measure, lc_trace **out);
void lc_trace_close(lc_trace *trace);

/* The limits, shortest first, in minutes and in whole millimetres of the profile. */
size_t lc_trace_limit_count(const lc_trace *trace);
double lc_trace_limit_min(const lc_trace *trace, size_t limit);
uint32_t lc_trace_limit_mm(const lc_trace *trace, size_t limit);

/* The nearest facility of a type. */
typedef struct lc_trace_end {
    bool found;
    int64_t facility_id;
    uint32_t entrance; /* for lc_trace_way_find, as is `stand` */
    size_t stand;
    lc_lonlat at;     /* the entrance */
    uint32_t cost_mm; /* as in reach_nearest */
    double walk_min;
    size_t limit; /* the smallest limit that holds it; LC_TRACE_BEYOND beyond the largest */
} lc_trace_end;
/* By the geodesic, at any distance: farther than the horizon there is no row in reach_nearest.
 * O(entrances of the type). */
lc_status lc_trace_circle(const lc_trace *trace, int64_t type_id, lc_lonlat place,
                          lc_trace_end *end);
/* By the streets, within the horizon; `place` in real lengths, as a row of demand_join. One search.
 */
lc_status lc_trace_walk(const lc_trace *trace, int64_t type_id, const lc_join *place,
                        lc_trace_end *end);

/* A stretch of one street piece, or a wait at a node, in the order of walking. */
typedef struct lc_trace_step {
    uint32_t piece;            /* edge_id of net_edge; LC_UNREACHED: waiting at `node` */
    uint32_t node;             /* node_id of net_node; LC_UNREACHED on a piece */
    uint32_t begin_mm, end_mm; /* real lengths from the piece's first node; 0 at a node */
    uint32_t cost_mm;          /* what is waited on it included */
    uint32_t wait_mm;          /* of that: waited, in millimetres of walking */
} lc_trace_step;

/* leg_mm + the steps' costs + last_leg_mm = cost_mm of the end that it leads to. */
typedef struct lc_trace_way {
    uint32_t leg_mm, last_leg_mm;
    lc_trace_step *steps;
    size_t count;
} lc_trace_way;
/* The way of a walk that was found. Fills *way (lc_trace_way_clear). */
lc_status lc_trace_way_find(const lc_trace *trace, const lc_join *place, const lc_trace_end *end,
                            lc_trace_way *way);
void lc_trace_way_clear(lc_trace_way *way);

#endif
