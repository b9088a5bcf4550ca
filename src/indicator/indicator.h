/* Indicators: from reach and inventory to one figure per region, set of types, group, measure and
 * limit. The formulas are the SQL files of queries/indicators, one per indicator; their headers say
 * what each is (store/indicators.h). What is summed and ranked over every demand point is made once
 * before (tally.c), because a percentile of every region at every level is a sort per region in SQL
 * and one sweep in C. docs/indicators/ has a page for each. */
#ifndef LC_INDICATOR_INDICATOR_H
#define LC_INDICATOR_INDICATOR_H

#include <lifecircle/context.h>

#include "store/store.h"

/* Deletes and fills `indicator` and `indicator_value` for every region of every level, as things
 * are on the day `as_of` ("YYYY-MM-DD"): all figures, or, where the parameter indicators_for is
 * "targets", people and what targets ask; and trend_value with what targets ask, as things are on
 * each day of trend_day and on as_of (empty where there are no further days). People are those of
 * their own year on every day. To be run within a stage's transaction. People stay whole: covered
 * + uncovered is the total, and towns sum to their district. LC_STORE, LC_MEMORY,
 * LC_CANCELLED. O(sets x measures x demand x (log demand + groups x levels)). */
lc_status lc_indicator_run(lc_store *store, const char *as_of);

/* Fills trend_asked and catchment_wanted with what targets ask of the further days in trend_day;
 * both stay empty where there are none. Reach keeps the catchments that are wanted
 * (lc_reach_catchments_run); lc_indicator_run makes the figures (trend_value). LC_STORE, LC_MEMORY.
 */
lc_status lc_indicator_ask_days(lc_store *store);

#endif
