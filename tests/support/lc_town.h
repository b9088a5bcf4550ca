/* Stores for the tests of indicators and plans: an empty one, or one that SQL files of tests/ have
 * filled. */
#ifndef LC_TOWN_H
#define LC_TOWN_H

#include <math.h>

#include "lc_test.h"
#include "store/store.h"

/* The text of a file, named below tests/. Free with free(). */
static inline char *lc_town_text(lc_ctx *ctx, const char *file)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/tests/%s", LC_SOURCE_DIR, file);
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    lc_text text;
    char chunk[4096];
    size_t size;
    lc_text_init(&text, ctx);
    while ((size = fread(chunk, 1, sizeof chunk, in)) > 0)
        lc_text_add_bytes(&text, chunk, size);
    fclose(in);
    return lc_text_take(&text);
}

/* Runs a file of SQL. */
static inline void lc_town_sql(lc_ctx *ctx, lc_store *store, const char *file)
{
    char *sql = lc_town_text(ctx, file);
    assert_ok(ctx, lc_db_exec(lc_store_db(store), sql));
    free(sql);
}

/* Prepares the one statement of a file. Free with lc_stmt_free. */
static inline lc_stmt *lc_town_stmt(lc_ctx *ctx, lc_store *store, const char *file)
{
    lc_stmt *stmt = NULL;
    char *sql = lc_town_text(ctx, file);
    assert_ok(ctx, lc_db_prepare(lc_store_db(store), file, sql, &stmt));
    free(sql);
    return stmt;
}

/* The first column of the first row of the statement of a file. */
static inline int64_t lc_town_count(lc_ctx *ctx, lc_store *store, const char *file)
{
    bool row = false;
    lc_stmt *stmt = lc_town_stmt(ctx, store, file);
    assert_ok(ctx, lc_stmt_step(stmt, &row));
    assert_true(row);
    int64_t count = lc_stmt_int(stmt, 0);
    lc_stmt_free(stmt);
    return count;
}

/* A store in memory with the hand-worked town in it. Close it with lc_store_close. */
static inline lc_store *lc_town_open(lc_ctx *ctx)
{
    lc_store *store = NULL;
    assert_ok(ctx, lc_store_open(ctx, NULL, LC_STORE_MEMORY, &store));
    lc_town_sql(ctx, store, "support/town.sql");
    return store;
}

#endif
