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
 * are on the day `as_of` ("YYYY-MM-DD"). To be run within a stage's transaction. People stay whole:
 * covered + uncovered is the total, and towns sum to their district. LC_STORE, LC_MEMORY,
 * LC_CANCELLED. O(sets x measures x demand x (log demand + groups x levels)). */
lc_status lc_indicator_run(lc_store *store, const char *as_of);

#endif
