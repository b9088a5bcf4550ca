/* Sums and ranks over demand points, for the SQL files to read. For the indicator room alone. */
#ifndef LC_INDICATOR_TALLY_H
#define LC_INDICATOR_TALLY_H

#include "store/store.h"

/* What is read once for all days. */
typedef struct lc_tally lc_tally;
/* Fills scratch_people, which must be empty. *out is yours (lc_tally_close). */
lc_status lc_tally_open(lc_store *store, lc_tally **out);
void lc_tally_close(lc_tally *tally);

/* Fills scratch_covered, scratch_time, scratch_reaching and, where a target asks for a function
 * list, scratch_list and scratch_functions, which must be empty. The first three as reach found it
 * for the study's own day where `day` is NULL: for every set of scratch_set and group of it, or,
 * for targets alone, for the sets and groups to which they ask the walks (scratch_question). For
 * another day from the catchments of the facilities that count then, for the sets alone that
 * targets ask it of (trend_asked); catchments end at the largest limit, so scratch_time stays empty
 * then. */
lc_status lc_tally_run(lc_tally *tally, const char *day, bool for_targets);

#endif
