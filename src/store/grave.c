/* The findings that whoever reads a figure must know of. */
#include <stdlib.h>

#include "base/base.h"
#include "store/store.h"

enum { CODE, FIELD, VALUE, DETAIL, FILE_NAME, ROW_NO, FEATURE, ALIKE };

static lc_status hear(lc_store *store, lc_stmt *row, lc_grave_fn *fn, void *user)
{
    lc_ctx *ctx = lc_store_ctx(store);
    const char *code = lc_stmt_text(row, CODE), *field = lc_stmt_text(row, FIELD),
               *value = lc_stmt_text(row, VALUE), *detail = lc_stmt_text(row, DETAIL);
    char *reason = lc_finding_reason(ctx, code, field, value, detail);
    char *advice = lc_finding_advice(ctx, code, field, value, detail);
    lc_status status = LC_MEMORY;
    if (reason != NULL && advice != NULL)
        status = fn(user,
                    &(lc_grave){.path = lc_stmt_text(row, FILE_NAME),
                                .feature = lc_stmt_text(row, FEATURE),
                                .reason = reason,
                                .advice = advice,
                                .row = lc_stmt_is_null(row, ROW_NO) ? -1 : lc_stmt_int(row, ROW_NO),
                                .alike = lc_stmt_int(row, ALIKE)});
    free(reason);
    free(advice);
    return status;
}

lc_status lc_store_each_grave(lc_store *store, size_t most, lc_grave_fn *fn, void *user,
                              size_t *kinds)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    *kinds = 0;
    lc_status status = lc_store_query(store, "store/grave_findings", &stmt);
    if (status == LC_OK)
        lc_finding_bind_grave(stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row)
        if ((*kinds)++ < most)
            status = hear(store, stmt, fn, user);
    lc_stmt_free(stmt);
    return status;
}

char *lc_grave_words(lc_ctx *ctx, const lc_grave *grave)
{
    const char *gap = lc_ctx_language(ctx) == LC_LANG_ZH ? "" : " ";
    lc_text text;
    lc_text_init(&text, ctx);
    if (grave->path != NULL && grave->row >= 0)
        lc_text_addf(&text, lc_tr(ctx, "%s, row %lld"), grave->path, (long long)grave->row);
    else if (grave->path != NULL)
        lc_text_add(&text, grave->path);
    if (grave->feature != NULL)
        lc_text_addf(&text, lc_tr(ctx, text.size > 0 ? " (%s)" : "%s"), grave->feature);
    if (text.size > 0)
        lc_text_add(&text, lc_tr(ctx, ": "));
    lc_text_add(&text, grave->reason);
    if (grave->alike > 1) {
        lc_text_add(&text, gap);
        lc_text_addf(&text, lc_tr(ctx, "(%lld rows alike)"), (long long)grave->alike);
    }
    if (grave->advice[0] != '\0')
        lc_text_addf(&text, "%s%s", gap, grave->advice);
    return lc_text_take(&text);
}
