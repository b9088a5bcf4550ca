/* Any bytes as an indicator of the user's own: header and statement are taken or refused with
 * words, and what was taken may only read. */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "fuzz.h"
#include "store/indicators.h"

static lc_store *open_store(lc_ctx *ctx)
{
    static lc_store *store; /* opening SpatiaLite takes longer than any case */
    static lc_ctx *own;
    (void)ctx;
    if (own == NULL)
        own = lc_ctx_new();
    if (store == NULL && lc_store_open(own, NULL, LC_STORE_MEMORY, &store) != LC_OK)
        abort();
    return store;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_ctx *ctx = lc_ctx_new();
    char *sql = calloc(1, size + 1);
    if (ctx == NULL || sql == NULL)
        abort();
    memcpy(sql, data, size);
    lc_indicator_info info;
    lc_status status = lc_own_indicator_parse(ctx, "case.sql", sql, &info);
    fuzz_check((status == LC_OK) == (lc_ctx_message(ctx)[0] == '\0'), "a failure says why");
    if (status == LC_OK) {
        char variant[LC_VARIANT_MAX], key[LC_INDICATOR_ID];
        (void)lc_indicator_variant(&info, sql, variant);
        for (size_t i = 0; lc_indicator_needs(&info, i, key); i++)
            fuzz_check(lc_indicator_takes(&info, key, NULL), "what is needed is taken");
    }
    lc_db *db = lc_store_db(open_store(ctx));
    lc_db_refusal why;
    lc_stmt *stmt = NULL;
    int64_t before = lc_db_changes(db);
    status = lc_db_prepare_guarded(db, "case.sql", sql, &why, &stmt);
    fuzz_check((status == LC_OK) == (stmt != NULL), "a statement or a reason");
    fuzz_check(status == LC_OK || why.word[0] != '\0' || !why.forbidden,
               "a refusal says why, but where there is no statement");
    bool row = true;
    for (int i = 0; stmt != NULL && status == LC_OK && row && i < 100; i++)
        status = lc_stmt_step(stmt, &row);
    fuzz_check(lc_db_changes(db) == before, "nothing is written");
    lc_stmt_free(stmt);
    free(sql);
    lc_ctx_free(ctx);
    return 0;
}
