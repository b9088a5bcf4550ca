/* Editions of the store. PRAGMA user_version counts the migrations a file has had, application_id
 * says that it is ours. Migrations are files queries/store/migrations/NNN_*.sql, applied in order,
 * never changed once released. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "store/internal.h"

enum { APPLICATION_ID = 0x4C434952 }; /* "LCIR" */

static const char migrations[] = "store/migrations/";

/* SQL of migration `number` (from 1), NULL past the last. The registry is sorted by name. */
static const char *migration(int64_t number)
{
    const char *sql = NULL;
    for (size_t i = 0; lc_store_query_name(i, &sql) != NULL; i++) {
        const char *name = lc_store_query_name(i, &sql);
        if (strncmp(name, migrations, sizeof migrations - 1) == 0 &&
            atoi(name + sizeof migrations - 1) == number)
            return sql;
    }
    return NULL;
}

/* The last one's number; numbers may be left out. */
static int64_t newest(void)
{
    int64_t number = 0;
    const char *sql = NULL, *name;
    for (size_t i = 0; (name = lc_store_query_name(i, &sql)) != NULL; i++)
        if (strncmp(name, migrations, sizeof migrations - 1) == 0)
            number = atoi(name + sizeof migrations - 1);
    return number;
}

static lc_status fail_foreign(lc_store *store)
{
    return lc_fail(
        store->ctx, LC_STORE,
        "%s: is an SQLite file, but no lifecircle store; name another file, or move this one away.",
        store->path);
}

static lc_status fail_newer(lc_store *store, int64_t edition)
{
    return lc_fail(store->ctx, LC_STORE,
                   "%s: was written by a newer lifecircle (edition %lld, this program knows %lld); "
                   "update the program, or "
                   "move the file away to build it anew.",
                   store->path, (long long)edition, (long long)newest());
}

static lc_status read_edition(lc_store *store, int64_t *edition, int64_t *application,
                              int64_t *tables)
{
    lc_status status = lc_store_count(store, "store/pragma_user_version", edition);
    if (status == LC_OK)
        status = lc_store_count(store, "store/pragma_application_id", application);
    if (status == LC_OK)
        status = lc_store_count(store, "store/count_tables", tables);
    return status;
}

/* A store may come from anywhere: one with doors of its own is not read. */
static lc_status refuse_doors(lc_store *store)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, "store/select_foreign", &stmt);
    if (status == LC_OK)
        status = lc_stmt_step(stmt, &row);
    if (status == LC_OK && row)
        status = lc_fail(store->ctx, LC_STORE,
                         "%s: has a table \"%s\" that reads other files, which no store made here "
                         "has; move it away and run again to build it anew.",
                         store->path, lc_stmt_text(stmt, 0));
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_store_check_edition(lc_store *store)
{
    int64_t edition = 0, application = 0, tables = 0;
    lc_status status = read_edition(store, &edition, &application, &tables);
    if (status != LC_OK)
        return status;
    if (application == 0 && tables == 0) /* a run that was killed while it made the file */
        return lc_fail(
            store->ctx, LC_INPUT,
            "The store is not finished: its last run stopped early. Run the study again first.");
    if (application != APPLICATION_ID)
        return fail_foreign(store);
    if (edition > newest())
        return fail_newer(store, edition);
    if (edition < newest())
        return lc_fail(store->ctx, LC_STORE,
                       "%s: is of an older edition; run the study again to renew it.", store->path);
    return refuse_doors(store);
}

static lc_status apply(lc_store *store, int64_t number)
{
    char mark[64];
    (void)snprintf(mark, sizeof mark, "PRAGMA user_version=%lld", (long long)number);
    lc_status status = lc_db_exec(store->db, migration(number));
    return status == LC_OK ? lc_db_exec(store->db, mark) : status;
}

static lc_status found(lc_store *store)
{
    char mark[64];
    (void)snprintf(mark, sizeof mark, "PRAGMA application_id=%d", APPLICATION_ID);
    lc_status status = lc_store_run(store, "store/init_spatial");
    return status == LC_OK ? lc_db_exec(store->db, mark) : status;
}

/* Everything inside one transaction: a file is of one edition or of the next. */
static lc_status bring_up(lc_store *store, int64_t edition, bool empty)
{
    lc_status status = lc_db_begin(store->db);
    if (status == LC_OK && empty)
        status = found(store);
    for (int64_t n = edition + 1; status == LC_OK && n <= newest(); n++)
        if (migration(n) != NULL)
            status = apply(store, n);
    if (status == LC_OK)
        status = lc_db_commit(store->db);
    if (status != LC_OK)
        lc_db_rollback(store->db);
    return status;
}

lc_status lc_store_migrate(lc_store *store)
{
    int64_t edition = 0, application = 0, tables = 0;
    lc_status status = read_edition(store, &edition, &application, &tables);
    if (status != LC_OK)
        return status;
    if (tables > 0 && application != APPLICATION_ID)
        return fail_foreign(store);
    if (edition > newest())
        return fail_newer(store, edition);
    if ((status = refuse_doors(store)) != LC_OK)
        return status;
    return edition == newest() ? LC_OK : bring_up(store, edition, tables == 0);
}
