#include "report/make.h"

#include "report/closes.h"

char *lc_make_closes(lc_store *store, lc_stmt *stmt)
{
    return lc_report_closes(store, lc_stmt_int(stmt, 0));
}

char *lc_make_words(lc_store *store, lc_stmt *stmt)
{
    return lc_finding_text(lc_store_ctx(store), lc_stmt_text(stmt, 0), lc_stmt_text(stmt, 1),
                           lc_stmt_text(stmt, 2), lc_stmt_text(stmt, 3));
}
