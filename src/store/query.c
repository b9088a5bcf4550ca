/* The query registry: every file under queries/, found by its name. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "lc_queries.h"
#include "store/internal.h"

static const char *find_sql(const char *name)
{
    size_t size = strlen(name);
    for (size_t i = 0; i < lc_queries_count; i++)
        if (strncmp(lc_queries[i].name, name, size) == 0 &&
            strcmp(lc_queries[i].name + size, ".sql") == 0)
            return lc_queries[i].text;
    return NULL;
}

const char *lc_store_query_name(size_t i, const char **sql)
{
    if (i >= lc_queries_count)
        return NULL;
    if (sql != NULL)
        *sql = lc_queries[i].text;
    return lc_queries[i].name;
}

lc_status lc_store_query(lc_store *store, const char *name, lc_stmt **out)
{
    *out = NULL;
    const char *sql = find_sql(name);
    assert(sql != NULL && "no such file below queries/");
    if (sql == NULL)
        return lc_fail(store->ctx, LC_INTERNAL, "Internal error in %s: %s (%d). Please report it.",
                       name, "no such query", 0);
    return lc_db_prepare(store->db, name, sql, out);
}

lc_status lc_store_run(lc_store *store, const char *name)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, name, &stmt);
    if (status == LC_OK)
        status = lc_stmt_run(stmt);
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_store_run_text(lc_store *store, const char *name, const char *parameter,
                            const char *text)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, name, &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, parameter, text);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_store_rows(lc_status status, lc_stmt *stmt, lc_row_fn *fn, void *user)
{
    bool row = false;
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row)
        status = fn(user, stmt);
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_store_each(lc_store *store, const char *name, lc_row_fn *fn, void *user)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, name, &stmt);
    return lc_store_rows(status, stmt, fn, user);
}

lc_status lc_store_count(lc_store *store, const char *name, int64_t *out)
{
    *out = 0;
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, name, &stmt);
    if (status == LC_OK)
        status = lc_stmt_step(stmt, &row);
    if (row)
        *out = lc_stmt_int(stmt, 0);
    lc_stmt_free(stmt);
    return status;
}
