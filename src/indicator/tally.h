/* Sums and ranks over demand points, for the SQL files to read. For the indicator room alone. */
#ifndef LC_INDICATOR_TALLY_H
#define LC_INDICATOR_TALLY_H

#include "store/store.h"

/* Fills scratch_people, scratch_covered, scratch_time and scratch_reaching, which must be empty. */
lc_status lc_tally_run(lc_store *store);

#endif
