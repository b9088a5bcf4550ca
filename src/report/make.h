/* Columns that are made from a row instead of read from it. For room report alone. */
#ifndef LC_REPORT_MAKE_H
#define LC_REPORT_MAKE_H

#include "store/store.h"

/* The text of such a column, from the hidden first columns of the row; in the context's language.
 * Free with free(); NULL when it fails. */
typedef char *lc_make_fn(lc_store *store, lc_stmt *stmt);

/* Column 0 is a gap_id: what closes it, and, where column 5 has a code, the data that are lacking.
 * NULL for a target that could not be read; columns 1 to 4 are then those of its finding, and the
 * words are what is wrong with it. */
char *lc_make_closes(lc_store *store, lc_stmt *stmt);
/* Columns 0 to 3 are a finding's code, field, value, detail: its words. */
char *lc_make_words(lc_store *store, lc_stmt *stmt);
/* The same apart: what is wrong, and what to do. */
char *lc_make_reason(lc_store *store, lc_stmt *stmt);
char *lc_make_advice(lc_store *store, lc_stmt *stmt);

#endif
