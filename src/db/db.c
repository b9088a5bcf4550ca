#include "db/db.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <spatialite.h> /* leans on sqlite3.h before it */

#include "base/base.h"
#include "db/internal.h"
#include "db/rows.h"

struct lc_stmt {
    lc_db *db;
    sqlite3_stmt *stmt;
    char *name;
    int bind_code; /* the first failure to bind, SQLITE_OK for none */
};

enum { BUSY_WAIT_MS = 2000, PROGRESS_STEPS = 20000 };

static lc_status translate(int code)
{
    switch (code & 0xFF) {
    case SQLITE_NOMEM:
        return LC_MEMORY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return LC_BUSY;
    case SQLITE_INTERRUPT:
        return LC_CANCELLED;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return LC_STORE;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return LC_IO;
    default:
        return LC_INTERNAL;
    }
}

static bool has_journal(const char *path)
{
    char name[PATH_MAX];
    int size = snprintf(name, sizeof name, "%s-journal", path);
    return size > 0 && (size_t)size < sizeof name && access(name, F_OK) == 0;
}

/* What SQLite says of a failure: by now its last word may be of something else. */
static const char *words_of(lc_db *db, int code)
{
    return sqlite3_extended_errcode(db->sqlite) == code ? sqlite3_errmsg(db->sqlite)
                                                        : sqlite3_errstr(code);
}

static lc_status fail_io(lc_db *db, int code)
{
    if ((code & 0xFF) == SQLITE_FULL)
        return lc_fail(db->ctx, LC_IO,
                       "%s: the disk is full; free some space and run again. Nothing was lost.",
                       db->path);
    if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY ||
        ((code & 0xFF) == SQLITE_READONLY && has_journal(db->path)))
        return lc_fail(db->ctx, LC_IO,
                       "%s: a run that was stopped left half a stage in it. What undoes that lies "
                       "beside it (-journal), but here nothing may be written: copy both to where "
                       "you may write, and open the copy.",
                       db->path);
    if ((code & 0xFF) == SQLITE_READONLY)
        return lc_fail(
            db->ctx, LC_IO,
            "%s: cannot be written; check the permissions, or name another place with --out.",
            db->path);
    return lc_fail(db->ctx, LC_IO, "%s: cannot be read or written (%s).", db->path,
                   words_of(db, code));
}

lc_status lc_db_fail(lc_db *db, int code, const char *what)
{
    lc_status status = translate(code);
    switch (status) {
    case LC_MEMORY:
        return lc_fail_memory(db->ctx);
    case LC_CANCELLED:
        (void)lc_tick(db->ctx, 0, 0); /* says it in words */
        return LC_CANCELLED;
    case LC_BUSY:
        return lc_fail(db->ctx, LC_BUSY,
                       "%s: another program is using this store; close it and run again.",
                       db->path);
    case LC_STORE:
        return lc_fail(
            db->ctx, LC_STORE,
            "%s: is not a readable store (%s); move it away and run again to build it anew.",
            db->path, words_of(db, code));
    case LC_IO:
        return fail_io(db, code);
    case LC_OK:
    case LC_USAGE:
    case LC_INPUT:
    case LC_EXISTS:
    case LC_UNSUPPORTED:
    case LC_INTERNAL:
        break;
    }
    return lc_fail(db->ctx, LC_INTERNAL, "Internal error in %s: %s (%d). Please report it.", what,
                   words_of(db, code), code);
}

/* SQLite's progress hook: the adapter from its world to lc_ctx_cancel and to the bounds. */
static int interrupted(void *user)
{
    lc_db *db = user;
    return lc_cancelled(db->ctx) || lc_db_is_over(db, PROGRESS_STEPS);
}

/* What was read before a transaction was undone may hold no longer. */
static void undone(void *user)
{
    lc_db *db = user;
    db->rollbacks++;
}

/* A connection stays with the thread that opened it, so its own locks are left out: they took a
 * tenth of a run. */
static int open_flags(lc_db_mode mode)
{
    switch (mode) {
    case LC_DB_READ:
        return SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    case LC_DB_WRITE:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    case LC_DB_MEMORY:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY |
               SQLITE_OPEN_NOMUTEX;
    }
    return 0;
}

/* Foreign keys bind rows of different stages, which are replaced one stage at a time: they are
 * checked as a whole by a test, not row by row. The page cache is big because indicators scan;
 * synchronous FULL keeps a stage or not, where the power fails, too, and a rollback journal
 * (another program may have set the file to WAL) lets a store be read where nothing can be written.
 */
static const char *const set_up =
    "PRAGMA foreign_keys=OFF; PRAGMA cache_size=-131072; PRAGMA temp_store=MEMORY;"
    "PRAGMA mmap_size=1073741824; PRAGMA synchronous=FULL; PRAGMA journal_mode=DELETE;";
/* Readers are several at a time, in the threads of a report: the same pages of the file count as
 * memory of each. */
static const char *const set_up_reading =
    "PRAGMA foreign_keys=OFF; PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY;"
    "PRAGMA mmap_size=134217728; PRAGMA cell_size_check=ON;";

static lc_status start(lc_db *db, lc_db_mode mode)
{
    sqlite3_extended_result_codes(db->sqlite, 1);
    sqlite3_busy_timeout(db->sqlite, BUSY_WAIT_MS);
    sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    /* A store may come from anywhere: what its views call computes and touches no file. */
    sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    /* SpatiaLite's triggers ask of every geometry that is written whether it is of its column's
     * type and system. What we write is made of the right ones in the statement itself; asking took
     * half the time of loading. The triggers stay in the file, for others who write there. */
    sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    db->spatial = spatialite_alloc_connection();
    if (db->spatial == NULL)
        return lc_fail_memory(db->ctx);
    spatialite_init_ex(db->sqlite, db->spatial, 0);
    if (lc_db_add_rows(db->sqlite) != SQLITE_OK)
        return lc_fail_memory(db->ctx);
    sqlite3_progress_handler(db->sqlite, PROGRESS_STEPS, interrupted, db);
    (void)sqlite3_rollback_hook(db->sqlite, undone, db);
    return lc_db_exec(db, mode == LC_DB_READ ? set_up_reading : set_up);
}

/* Touches the file, so that something that is no database fails here and not in the middle of a
 * run. */
static lc_status probe(lc_db *db)
{
    return lc_db_exec(db, "PRAGMA schema_version");
}

/* A run that was killed in the middle of a stage may have left half of it in the file, and a
 * journal that undoes it. Whoever may only read cannot undo it, so a writer does it first: the
 * first look at the file is enough. Where it may not be written, reading it says so. */
static void undo_killed(const char *path)
{
    sqlite3 *sqlite = NULL;
    if (has_journal(path) &&
        sqlite3_open_v2(path, &sqlite, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) ==
            SQLITE_OK) {
        sqlite3_busy_timeout(sqlite, BUSY_WAIT_MS);
        (void)sqlite3_exec(sqlite, "PRAGMA schema_version", NULL, NULL, NULL);
    }
    sqlite3_close(sqlite);
}

/* SQLite takes a file too short to be a database for an empty one and writes over it: somebody's
 * notes are not ours to lose. With a journal beside it, it is SQLite's to repair. */
static lc_status check_file(lc_ctx *ctx, const char *path)
{
    static const char magic[] = "SQLite format 3"; /* with its NUL */
    char head[sizeof magic] = "";
    int file = has_journal(path) ? -1 : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return LC_OK; /* absent or not to be read: SQLite says so */
    ssize_t got = read(file, head, sizeof head);
    close(file);
    if (got <= 0 || memcmp(head, magic, sizeof magic) == 0)
        return LC_OK;
    return lc_fail(ctx, LC_STORE,
                   "%s: is not a readable store (%s); move it away and run again to build it anew.",
                   path, "not SQLite");
}

lc_status lc_db_open(lc_ctx *ctx, const char *path, lc_db_mode mode, lc_db **out)
{
    *out = NULL;
    lc_db *db = lc_alloc(ctx, 1, sizeof *db);
    if (db == NULL)
        return LC_MEMORY;
    lc_status status = LC_OK;
    db->ctx = ctx;
    db->path = lc_strdup(ctx, mode == LC_DB_MEMORY ? ":memory:" : path);
    if (db->path == NULL) {
        status = LC_MEMORY;
        goto done;
    }
    if (mode != LC_DB_MEMORY && (status = check_file(ctx, db->path)) != LC_OK)
        goto done;
    if (mode == LC_DB_READ)
        undo_killed(db->path);
    int code = sqlite3_open_v2(db->path, &db->sqlite, open_flags(mode), lc_db_vfs());
    if (code != SQLITE_OK) {
        status = db->sqlite == NULL ? lc_fail_memory(ctx) : lc_db_fail(db, code, "open");
        goto done;
    }
    status = start(db, mode);
    if (status == LC_OK)
        status = probe(db);
done:
    if (status != LC_OK) {
        lc_db_close(db);
        db = NULL;
    }
    *out = db;
    return status;
}

void lc_db_close(lc_db *db)
{
    if (db == NULL)
        return;
    sqlite3_close_v2(db->sqlite);
    if (db->spatial != NULL)
        spatialite_cleanup_ex(db->spatial);
    free(db->path);
    free(db);
}

lc_status lc_db_exec(lc_db *db, const char *sql)
{
    int code = sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? LC_OK : lc_db_fail(db, code, sql);
}

lc_status lc_db_begin(lc_db *db)
{
    return lc_db_exec(db, "BEGIN IMMEDIATE");
}

lc_status lc_db_commit(lc_db *db)
{
    return lc_db_exec(db, "COMMIT");
}

void lc_db_rollback(lc_db *db)
{
    if (sqlite3_get_autocommit(db->sqlite) == 0)
        sqlite3_exec(db->sqlite, "ROLLBACK", NULL, NULL, NULL);
}

lc_status lc_db_prepare(lc_db *db, const char *name, const char *sql, lc_stmt **out)
{
    *out = NULL;
    lc_stmt *stmt = lc_alloc(db->ctx, 1, sizeof *stmt);
    if (stmt == NULL)
        return LC_MEMORY;
    lc_status status = LC_OK;
    stmt->db = db;
    stmt->name = lc_strdup(db->ctx, name);
    if (stmt->name == NULL) {
        status = LC_MEMORY;
        goto done;
    }
    int code = sqlite3_prepare_v2(db->sqlite, sql, -1, &stmt->stmt, NULL);
    if (code != SQLITE_OK)
        status = lc_db_fail(db, code, name);
    else if (stmt->stmt == NULL)
        status = lc_fail(db->ctx, LC_INTERNAL, "Internal error in %s: %s (%d). Please report it.",
                         name, "no statement", 0);
done:
    if (status != LC_OK) {
        lc_stmt_free(stmt);
        stmt = NULL;
    }
    *out = stmt;
    return status;
}

void lc_stmt_free(lc_stmt *stmt)
{
    if (stmt == NULL)
        return;
    sqlite3_finalize(stmt->stmt);
    free(stmt->name);
    free(stmt);
}

static int parameter(const lc_stmt *stmt, const char *name)
{
    int index = sqlite3_bind_parameter_index(stmt->stmt, name);
    assert(index > 0 && "the statement has no such parameter");
    return index;
}

static void note(lc_stmt *stmt, int code)
{
    if (stmt->bind_code == SQLITE_OK)
        stmt->bind_code = code;
}

void lc_stmt_bind_null(lc_stmt *stmt, const char *name)
{
    note(stmt, sqlite3_bind_null(stmt->stmt, parameter(stmt, name)));
}

void lc_stmt_bind_int(lc_stmt *stmt, const char *name, int64_t value)
{
    note(stmt, sqlite3_bind_int64(stmt->stmt, parameter(stmt, name), value));
}

void lc_stmt_bind_double(lc_stmt *stmt, const char *name, double value)
{
    int index = parameter(stmt, name);
    note(stmt, isnan(value) ? sqlite3_bind_null(stmt->stmt, index)
                            : sqlite3_bind_double(stmt->stmt, index, value));
}

void lc_stmt_bind_text(lc_stmt *stmt, const char *name, const char *value)
{
    note(stmt, sqlite3_bind_text(stmt->stmt, parameter(stmt, name), value, -1, SQLITE_TRANSIENT));
}

void lc_stmt_bind_blob(lc_stmt *stmt, const char *name, const void *bytes, size_t size)
{
    note(stmt,
         sqlite3_bind_blob64(stmt->stmt, parameter(stmt, name), bytes, size, SQLITE_TRANSIENT));
}

void lc_stmt_bind_pointer(lc_stmt *stmt, const char *name, void *pointer, const char *kind)
{
    note(stmt, sqlite3_bind_pointer(stmt->stmt, parameter(stmt, name), pointer, kind, NULL));
}

lc_status lc_stmt_step(lc_stmt *stmt, bool *row)
{
    *row = false;
    if (stmt->bind_code != SQLITE_OK)
        return lc_db_fail(stmt->db, stmt->bind_code, stmt->name);
    int code = sqlite3_step(stmt->stmt);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return lc_db_fail(stmt->db, code, stmt->name);
    *row = code == SQLITE_ROW;
    return LC_OK;
}

lc_status lc_stmt_run(lc_stmt *stmt)
{
    bool row = true;
    lc_status status = LC_OK;
    while (status == LC_OK && row)
        status = lc_stmt_step(stmt, &row);
    lc_stmt_reset(stmt);
    return status;
}

void lc_stmt_reset(lc_stmt *stmt)
{
    sqlite3_reset(stmt->stmt);
    stmt->bind_code = SQLITE_OK;
}

int lc_stmt_column_count(const lc_stmt *stmt)
{
    return sqlite3_column_count(stmt->stmt);
}

const char *lc_stmt_column_name(const lc_stmt *stmt, int column)
{
    return sqlite3_column_name(stmt->stmt, column);
}

bool lc_stmt_is_null(lc_stmt *stmt, int column)
{
    return sqlite3_column_type(stmt->stmt, column) == SQLITE_NULL;
}

bool lc_stmt_is_number(lc_stmt *stmt, int column)
{
    int type = sqlite3_column_type(stmt->stmt, column);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

int64_t lc_stmt_int(lc_stmt *stmt, int column)
{
    return sqlite3_column_int64(stmt->stmt, column);
}

double lc_stmt_double(lc_stmt *stmt, int column)
{
    return lc_stmt_is_null(stmt, column) ? NAN : sqlite3_column_double(stmt->stmt, column);
}

const char *lc_stmt_text(lc_stmt *stmt, int column)
{
    return (const char *)sqlite3_column_text(stmt->stmt, column);
}

const void *lc_stmt_blob(lc_stmt *stmt, int column, size_t *size)
{
    const void *bytes = sqlite3_column_blob(stmt->stmt, column);
    *size = (size_t)sqlite3_column_bytes(stmt->stmt, column);
    return bytes;
}

int64_t lc_db_last_rowid(const lc_db *db)
{
    return sqlite3_last_insert_rowid(db->sqlite);
}

int64_t lc_db_changes(const lc_db *db)
{
    return sqlite3_changes64(db->sqlite);
}

const char *lc_db_sqlite_version(void)
{
    return sqlite3_libversion();
}

const char *lc_db_spatialite_version(void)
{
    return spatialite_version();
}

static int authorize(void *user, int action, const char *first, const char *second,
                     const char *database, const char *trigger)
{
    (void)second;
    (void)trigger;
    const lc_db *db = user;
    if (first == NULL || (database != NULL && strcmp(database, "temp") == 0))
        return SQLITE_OK;
    if (action == SQLITE_READ)
        db->touch(db->touch_user, first, false);
    if (action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE)
        db->touch(db->touch_user, first, true);
    return SQLITE_OK;
}

void lc_db_watch(lc_db *db, lc_db_touch_fn *fn, void *user)
{
    db->touch = fn;
    db->touch_user = user;
    sqlite3_set_authorizer(db->sqlite, fn == NULL ? NULL : authorize, db);
}
