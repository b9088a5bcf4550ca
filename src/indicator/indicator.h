/* Indicators: from reach and inventory to one figure per region, set of types, group, measure and
 * limit. The formulas are the SQL files of queries/indicators, one per indicator; their headers are
 * the registry. What is summed and ranked over every demand point is made once before
 * (tally.c), because a percentile of every region at every level is a sort per region in SQL and
 * one sweep in C. docs/indicators/ has a page for each. */
#ifndef LC_INDICATOR_INDICATOR_H
#define LC_INDICATOR_INDICATOR_H

#include <lifecircle/context.h>

#include "store/store.h"

/* One indicator as the header of its SQL file describes it. */
typedef struct lc_indicator_info {
    char id[48];
    char title_zh[96], title_en[96];
    char unit[32];    /* "1" for shares, "people", "min", "m2", ... */
    const char *file; /* name of the query, "indicators/coverage.sql". Static. */
} lc_indicator_info;

/* Indicator i of the registry in the order of their files; false past the last. A file whose one
 * formula fills several indicators describes each of them. O(files). */
bool lc_indicator_describe(size_t i, lc_indicator_info *out);

/* Deletes and fills `indicator` and `indicator_value` for every region of every level. To be run
 * within a stage's transaction. People stay whole: covered + uncovered is the total, and towns sum
 * to their district. LC_STORE, LC_MEMORY, LC_CANCELLED. O(sets x measures x demand x (log demand +
 * groups x levels)). */
lc_status lc_indicator_run(lc_store *store);

#endif
