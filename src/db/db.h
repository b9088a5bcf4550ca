/* SQLite with SpatiaLite: open, prepare, bind, step, transaction. Statements hold no SQL of ours:
 * the text comes from queries/. */
#ifndef LC_DB_DB_H
#define LC_DB_DB_H

#include <lifecircle/context.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lc_db lc_db;
typedef struct lc_stmt lc_stmt;

typedef enum lc_db_mode {
    LC_DB_READ,  /* must exist; nothing is written, not even beside it, but that what
                  a killed run left half done is undone */
    LC_DB_WRITE, /* created when absent */
    LC_DB_MEMORY /* path is ignored */
} lc_db_mode;

/* Opens a file with SpatiaLite loaded, triggers and views of the file trusted for nothing but
 * SpatiaLite's own functions. *out is yours (lc_db_close). LC_IO, LC_BUSY, LC_STORE (no database,
 * damaged). Cancelling the context interrupts long statements. */
lc_status lc_db_open(lc_ctx *ctx, const char *path, lc_db_mode mode, lc_db **out);
void lc_db_close(lc_db *db);

/* Runs several statements that return nothing. */
lc_status lc_db_exec(lc_db *db, const char *sql);
lc_status lc_db_begin(lc_db *db); /* BEGIN IMMEDIATE: LC_BUSY when another process writes */
lc_status lc_db_commit(lc_db *db);
void lc_db_rollback(lc_db *db); /* harmless outside a transaction */

/* Prepares one statement; `name` (borrowed for messages, copied) says which it is. *out is yours
 * (lc_stmt_free). */
lc_status lc_db_prepare(lc_db *db, const char *name, const char *sql, lc_stmt **out);
void lc_stmt_free(lc_stmt *stmt);

/* Binding by parameter name with its colon, ":limit_min". A name the statement lacks is our bug
 * (asserted). Text and blobs are copied. A failure to bind is told by the next step. NULL text
 * binds NULL. */
void lc_stmt_bind_null(lc_stmt *stmt, const char *name);
void lc_stmt_bind_int(lc_stmt *stmt, const char *name, int64_t value);
void lc_stmt_bind_double(lc_stmt *stmt, const char *name, double value); /* NaN binds NULL */
void lc_stmt_bind_text(lc_stmt *stmt, const char *name, const char *value);
void lc_stmt_bind_blob(lc_stmt *stmt, const char *name, const void *bytes, size_t size);

/* The next row: *row is false after the last. */
lc_status lc_stmt_step(lc_stmt *stmt, bool *row);
/* Steps to the end and resets: for statements whose rows do not matter. Bindings stay. */
lc_status lc_stmt_run(lc_stmt *stmt);
void lc_stmt_reset(lc_stmt *stmt);

/* Columns of the current row, from 0. Borrowed until the next step. */
int lc_stmt_column_count(const lc_stmt *stmt);
const char *lc_stmt_column_name(const lc_stmt *stmt, int column);
bool lc_stmt_is_null(lc_stmt *stmt, int column);
/* Is the value a number (not text, not NULL)? */
bool lc_stmt_is_number(lc_stmt *stmt, int column);
int64_t lc_stmt_int(lc_stmt *stmt, int column);
double lc_stmt_double(lc_stmt *stmt, int column);    /* NaN for NULL */
const char *lc_stmt_text(lc_stmt *stmt, int column); /* NULL for NULL */
const void *lc_stmt_blob(lc_stmt *stmt, int column, size_t *size);

/* --- guard.c: statements of others --- */
/* Why a statement is not used. */
typedef struct lc_db_refusal {
    char word[160]; /* what it may not do or use, or what SQLite says is wrong with it; "": there is
                     * none that gives columns */
    bool forbidden; /* it is not wrong, but does more than read and compute */
    int line;       /* from 1, 0 where it is not known */
} lc_db_refusal;
/* Prepares one statement that may read tables and compute, by functions that touch no file and are
 * named in guard.c; no parameters, nothing behind it, no recursion. LC_INPUT leaves the reason in
 * *why and no message: the caller knows the file. */
lc_status lc_db_prepare_guarded(lc_db *db, const char *name, const char *sql, lc_db_refusal *why,
                                lc_stmt **out);

/* --- bounds.c --- */
/* What a bounded statement ran into. */
typedef enum lc_db_bounds {
    LC_DB_WITHIN,      /* nothing */
    LC_DB_CLOCK,       /* it asked what day it is; the answer was NULL */
    LC_DB_STEPS,       /* it made more steps of SQLite's machine than it may */
    LC_DB_MEMORY_MOST, /* it needs more memory, beside what was held before */
} lc_db_bounds;
/* From here on the statements of the connection are bounded, until lc_db_unbound tells what they
 * ran into; one that leaves them stops with LC_CANCELLED. No text may have more than 64 MB and no
 * pattern of LIKE or GLOB more than 1000 bytes. Steps are counted, not seconds: a statement stops
 * on every machine or on none. */
void lc_db_bound(lc_db *db, int64_t steps_max, int64_t bytes_max);
lc_db_bounds lc_db_unbound(lc_db *db);

/* What SQLite says of the last failure. Borrowed until the next call. */
const char *lc_db_message(const lc_db *db);

/* --- rows.c: many rows by one statement, which selects c0, c1 ... from lc_rows(:rows) --- */
typedef struct lc_rows lc_rows;
enum { LC_ROWS_COLUMNS_MAX = 14 };
/* Rows of `columns` (at most LC_ROWS_COLUMNS_MAX) cells, which are added one by one. NULL when
 * memory is out. */
lc_rows *lc_rows_new(lc_ctx *ctx, size_t columns);
void lc_rows_free(lc_rows *rows);
/* Running out of memory is remembered and told by lc_rows_run. */
void lc_rows_add_null(lc_rows *rows);
void lc_rows_add_int(lc_rows *rows, int64_t value);
void lc_rows_add_double(lc_rows *rows, double value);    /* NaN adds NULL */
void lc_rows_add_text(lc_rows *rows, const char *value); /* copied; NULL adds NULL */
/* Borrowed until lc_rows_run. */
void lc_rows_add_blob(lc_rows *rows, const void *bytes, size_t size);
size_t lc_rows_count(const lc_rows *rows);
/* Runs the statement with the rows as :rows, and empties them. Nothing to do for no rows. */
lc_status lc_rows_run(lc_rows *rows, lc_stmt *stmt);

int64_t lc_db_last_rowid(const lc_db *db);
int64_t lc_db_changes(const lc_db *db);
/* Versions for provenance, "3.40.1" and the like. Static. */
const char *lc_db_sqlite_version(void);
const char *lc_db_spatialite_version(void);

/* For the query contract test: fn hears of every table that a statement being prepared reads (write
 * false) or writes. */
typedef void lc_db_touch_fn(void *user, const char *table, bool write);
void lc_db_watch(lc_db *db, lc_db_touch_fn *fn, void *user);

#endif
