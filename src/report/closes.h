/* What closes a gap, in words. For room report alone. */
#ifndef LC_REPORT_CLOSES_H
#define LC_REPORT_CLOSES_H

#include "base/base.h"
#include "store/store.h"

/* "1,250 m2 of floor area; 2 more standard facilities (Day-care centre); without one: East Village,
 * West Village". "" when nothing is to be said. In the context's language; free with free(), NULL
 * when it fails. */
char *lc_report_closes(lc_store *store, int64_t gap_id);
/* The same, and behind it the data that the gap lacks, "floor_area:2"; NULL: none. */
char *lc_report_closes_whole(lc_store *store, int64_t gap_id, const char *lacks);
/* Only the first and plainest of it: "1,250 m2 more floor area". */
char *lc_report_closes_first(lc_store *store, int64_t gap_id);
/* Adds one such part, a row of report/gap_closes or report/page_target_closes. */
void lc_report_closes_row(lc_ctx *ctx, lc_text *text, lc_stmt *row);
#endif
