/* What closes a gap, in words. For room report alone. */
#ifndef LC_REPORT_CLOSES_H
#define LC_REPORT_CLOSES_H

#include "base/base.h"
#include "store/store.h"

/* "1,250 m2 of floor area; 2 more standard facilities (Day-care centre); without one: East Village,
 * West Village". "" when nothing is to be said. In the context's language; free with free(), NULL
 * when it fails. */
char *lc_report_closes(lc_store *store, int64_t gap_id);
/* Only the first and plainest of it: "1,250 m2 more floor area". */
char *lc_report_closes_first(lc_store *store, int64_t gap_id);
/* What a gap without data lacks, "floor_area:2": a msgid with {n} for *detail, "2", which is
 * borrowed from it. NULL when the code is not known. Static. */
const char *lc_report_lacks(const char *lacks, const char **detail);
/* What such a detail is called: the name of the set of types or the group of people with this code,
 * else the detail as it is. Free with free(), NULL when it fails. */
char *lc_report_lack_name(lc_store *store, const char *detail);
/* The whole in the context's language; the code itself when it is not known. Free with free(), NULL
 * when it fails. */
char *lc_report_lacks_text(lc_store *store, const char *lacks);
/* Adds one such part, a row of report/gap_closes or report/page_target_closes. */
void lc_report_closes_row(lc_ctx *ctx, lc_text *text, lc_stmt *row);
/* Adds one such part: a kind of gap_closes, its amount, the type's name in the context's language
 * (may be NULL), and whether more may be needed, because data are missing. Adds nothing for an
 * unknown kind. */
void lc_report_closes_add(lc_ctx *ctx, lc_text *text, const char *kind, double amount,
                          const char *type, bool at_least);

#endif
