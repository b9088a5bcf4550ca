/* Indicators of the user's own. For the indicator room alone. */
#ifndef LC_INDICATOR_OWN_H
#define LC_INDICATOR_OWN_H

#include "store/store.h"

/* Runs every indicator that lc_store_own_indicators added and writes its rows to indicator_value,
 * after the built-in ones, which it may read. A row that cannot be used is LC_INPUT with file and
 * row. O(rows). */
lc_status own_fill(lc_store *store);
/* Notes their files as inputs of the stage. */
lc_status own_note_inputs(lc_store *store);

#endif
