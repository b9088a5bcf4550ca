/* What targets ask, where a study wants indicators for its targets alone. For the indicator room
 * alone. */
#ifndef LC_INDICATOR_QUESTIONS_H
#define LC_INDICATOR_QUESTIONS_H

#include "store/store.h"

/* Fills scratch_question. */
lc_status questions_read(lc_store *store);
/* Puts into scratch_set the sets that are asked of the indicators of one file (a query's name).
 * *needed: is the file to be run? One whose indicators know no sets always is. */
lc_status questions_choose(lc_store *store, const char *file, bool *needed);
/* Puts into scratch_set all sets that are asked for. */
lc_status questions_choose_all(lc_store *store);

#endif
