#include "report/make.h"

#include <stdlib.h>

#include "report/closes.h"

static char *words_from(lc_store *store, lc_stmt *stmt, int column)
{
    return lc_finding_text(lc_store_ctx(store), lc_stmt_text(stmt, column),
                           lc_stmt_text(stmt, column + 1), lc_stmt_text(stmt, column + 2),
                           lc_stmt_text(stmt, column + 3));
}

char *lc_make_closes(lc_store *store, lc_stmt *stmt)
{
    if (lc_stmt_is_null(stmt, 0))
        return words_from(store, stmt, 1);
    return lc_report_closes_whole(store, lc_stmt_int(stmt, 0), lc_stmt_text(stmt, 5));
}

char *lc_make_words(lc_store *store, lc_stmt *stmt)
{
    return words_from(store, stmt, 0);
}

char *lc_make_reason(lc_store *store, lc_stmt *stmt)
{
    return lc_finding_reason(lc_store_ctx(store), lc_stmt_text(stmt, 0), lc_stmt_text(stmt, 1),
                             lc_stmt_text(stmt, 2), lc_stmt_text(stmt, 3));
}

char *lc_make_advice(lc_store *store, lc_stmt *stmt)
{
    return lc_finding_advice(lc_store_ctx(store), lc_stmt_text(stmt, 0), lc_stmt_text(stmt, 1),
                             lc_stmt_text(stmt, 2), lc_stmt_text(stmt, 3));
}
