/* Who reaches what: from each demand point the nearest facility of each type and how many are
 * within each limit, by geodesic circle and by walking along the streets; and what a map shows of
 * it. docs/reach.md has the definitions. */
#ifndef LC_REACH_REACH_H
#define LC_REACH_REACH_H

#include "graph/streets.h"
#include "store/store.h"

/* Brings what the store keeps of reach (store/shelf.h; in SQL reach_nearest, reach_count and
 * reach_catchment) and the shapes for maps to what its tables say: profile, measure, reach_limit,
 * parameters horizon_min, street_half_width_m and service_areas, facility, facility_entrance,
 * facility_join, demand, demand_join. What did not change since the last run is not searched again;
 * the result is that of a fresh run, byte for byte. `streets` is the network that the joins speak
 * of (borrowed); NULL reads net_node and net_edge, which hold the same. The caller owns the
 * transaction (lc_store_stage_begin). Parallel (lc_ctx_threads); no byte depends on the number of
 * threads. LC_STORE when the tables contradict each other or what was kept is damaged, LC_MEMORY,
 * LC_CANCELLED, LC_IO. O(demand x entrances in a latitude band) for circles, one search per type
 * and one bounded search per facility for streets.
 */
lc_status lc_reach_run_on(lc_store *store, const lc_streets *streets);
/* The same with the streets of the tables. */
lc_status lc_reach_run(lc_store *store);

/* Keeps, beside what lc_reach_run_on kept, the catchments of the types in catchment_wanted: those
 * of circles, and of facilities that count on a further day (trend_day). The columns, which are of
 * as_of, stay as they are. What is kept already is not searched again; what nobody wants any more
 * is forgotten. After lc_reach_run_on, within a stage's transaction. Fills catchment_facility.
 * LC_STORE, LC_MEMORY, LC_CANCELLED. Nothing is done, and streets may be NULL, where no type is
 * wanted. */
lc_status lc_reach_catchments_run(lc_store *store, const lc_streets *streets);

#endif
