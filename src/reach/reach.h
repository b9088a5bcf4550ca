/* Who reaches what: from each demand point the nearest facility of each type and how many are
 * within each limit, by geodesic circle and by walking along the streets; and what a map shows of
 * it. docs/reach.md has the definitions. */
#ifndef LC_REACH_REACH_H
#define LC_REACH_REACH_H

#include "store/store.h"

/* Fills reach_nearest, reach_count, service_circle and service_street afresh for every measure,
 * type (of the facilities that count) and limit of the store, from its tables alone: profile,
 * measure, reach_limit, parameter horizon_min, facility, facility_entrance, facility_join, demand,
 * demand_join, net_node, net_edge. The caller owns the transaction (lc_store_stage_begin). Parallel
 * (lc_ctx_threads); no byte depends on the number of threads. LC_STORE when the street tables
 * contradict each other, LC_MEMORY, LC_CANCELLED, LC_IO. O(demand x entrances in a latitude band)
 * for circles, one search per type and one bounded search per facility for streets. */
lc_status lc_reach_run(lc_store *store);

#endif
