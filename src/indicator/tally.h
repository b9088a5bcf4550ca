/* Sums and ranks over demand points, for the SQL files to read. For the indicator room alone. */
#ifndef LC_INDICATOR_TALLY_H
#define LC_INDICATOR_TALLY_H

#include "store/store.h"

/* Fills scratch_people, scratch_covered, scratch_time, scratch_reaching and, where a target asks
 * for a function list, scratch_list and scratch_functions, which must be empty. */
lc_status lc_tally_run(lc_store *store);

#endif
