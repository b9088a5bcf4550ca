/* Statements of others read and compute; what else they would do is not done. */
#include <stdlib.h>
#include <strings.h>

#include "base/base.h"
#include "db/db.h"
#include "lc_test.h"

static lc_db *open_db(lc_ctx *ctx)
{
    lc_db *db = NULL;
    assert_ok(ctx, lc_db_open(ctx, NULL, LC_DB_MEMORY, &db));
    assert_ok(ctx, lc_db_exec(db, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)"));
    assert_ok(ctx, lc_db_exec(db, "CREATE INDEX t_name ON t (name)"));
    return db;
}

/* The one number that a statement of ours gives. */
static int64_t number(lc_ctx *ctx, lc_db *db, const char *sql)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    assert_ok(ctx, lc_db_prepare(db, "look", sql, &stmt));
    assert_ok(ctx, lc_stmt_step(stmt, &row));
    assert_true(row);
    int64_t value = lc_stmt_int(stmt, 0);
    lc_stmt_free(stmt);
    return value;
}

static void assert_refused(lc_db *db, const char *sql, const char *word)
{
    lc_db_refusal why;
    lc_stmt *stmt = NULL;
    assert_int_equal(lc_db_prepare_guarded(db, "own", sql, &why, &stmt), LC_INPUT);
    assert_null(stmt);
    assert_true(why.forbidden);
    assert_int_equal(strcasecmp(why.word, word), 0);
}

static void a_reader_is_prepared(void **state)
{
    lc_ctx *ctx = *state;
    lc_db *db = open_db(ctx);
    lc_db_refusal why;
    lc_stmt *stmt = NULL;
    assert_ok(ctx, lc_db_prepare_guarded(db, "own", "SELECT count(*) FROM t", &why, &stmt));
    assert_string_equal(why.word, "");
    lc_stmt_free(stmt);
    lc_db_close(db);
}

/* SQLite sets flags of a connection while it prepares the pragma: a refused one must not get so
 * far. */
static void a_refused_pragma_sets_nothing(void **state)
{
    lc_ctx *ctx = *state;
    lc_db *db = open_db(ctx);
    int64_t before = number(ctx, db, "PRAGMA foreign_keys");
    assert_refused(db, before ? "PRAGMA foreign_keys=OFF" : "PRAGMA foreign_keys=ON",
                   "foreign_keys");
    assert_int_equal(number(ctx, db, "PRAGMA foreign_keys"), before);
    assert_int_equal(number(ctx, db, "PRAGMA reverse_unordered_selects"), 0);
    assert_refused(db, "PRAGMA reverse_unordered_selects=ON", "reverse_unordered_selects");
    assert_int_equal(number(ctx, db, "PRAGMA reverse_unordered_selects"), 0);
    lc_db_close(db);
}

/* pragma_optimize would write the statistics of every table. */
static void pragmas_are_no_tables(void **state)
{
    lc_ctx *ctx = *state;
    lc_db *db = open_db(ctx);
    assert_refused(db, "SELECT * FROM pragma_optimize(65534)", "pragma_optimize");
    assert_refused(db, "SELECT 1 FROM Pragma_Optimize(65534)", "pragma_optimize");
    assert_refused(db, "SELECT (SELECT count(*) FROM pragma_table_info('t'))", "pragma_table_info");
    assert_refused(db, "WITH o AS (SELECT 1 AS one FROM main.t, pragma_optimize) SELECT * FROM o",
                   "pragma_optimize");
    lc_db_close(db);
}

/* --- bounds.c --- */

/* Runs a reader to its end within bounds, and counts its rows. */
static lc_db_bounds run_bounded(lc_ctx *ctx, lc_db *db, const char *sql, int64_t steps,
                                int64_t bytes, lc_status *status, int64_t *rows)
{
    lc_stmt *stmt = NULL;
    bool row = true;
    *rows = 0;
    assert_ok(ctx, lc_db_prepare(db, "own", sql, &stmt));
    lc_db_bound(db, steps, bytes);
    while ((*status = lc_stmt_step(stmt, &row)) == LC_OK && row)
        ++*rows;
    const lc_db_bounds found = lc_db_unbound(db);
    lc_stmt_free(stmt);
    return found;
}

#define DIGITS "(VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9))"
#define MANY   DIGITS "," DIGITS "," DIGITS "," DIGITS "," DIGITS "," DIGITS "," DIGITS "," DIGITS

enum { MILLION = 1000000 };

static void what_does_not_end_is_ended(void **state)
{
    lc_ctx *ctx = *state;
    lc_db *db = open_db(ctx);
    lc_status status;
    int64_t rows;
    assert_int_equal(
        run_bounded(ctx, db, "SELECT count(*) FROM " MANY, MILLION, MILLION, &status, &rows),
        LC_DB_STEPS);
    assert_int_equal(status, LC_CANCELLED);
    /* and nothing of it is left for the next */
    assert_int_equal(number(ctx, db, "SELECT count(*) FROM " DIGITS "," DIGITS "," DIGITS), 1000);
    lc_db_close(db);
}

static void what_takes_the_memory_is_ended(void **state)
{
    lc_ctx *ctx = *state;
    lc_db *db = open_db(ctx);
    lc_status status;
    int64_t rows;
    static const char sql[] =
        "SELECT a.column1 || hex(zeroblob(200)) AS s FROM " DIGITS " AS a," MANY " ORDER BY s";
    assert_int_equal(run_bounded(ctx, db, sql, 1000 * MILLION, 4 * MILLION, &status, &rows),
                     LC_DB_MEMORY_MOST);
    assert_int_equal(status, LC_CANCELLED);
    lc_db_close(db);
}

static void texts_and_patterns_are_bounded(void **state)
{
    lc_ctx *ctx = *state;
    lc_db *db = open_db(ctx);
    lc_status status;
    int64_t rows;
    static const char *const bombs[] = {
        "SELECT length(replace(hex(zeroblob(20000)), '0', hex(zeroblob(20000))))",
        "SELECT 'aaaaaaaa' LIKE hex(zeroblob(2000))", "SELECT 'a' GLOB hex(zeroblob(2000))"};
    for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
        assert_int_equal(run_bounded(ctx, db, bombs[i], MILLION, 100 * MILLION, &status, &rows),
                         LC_DB_WITHIN);
        assert_int_equal(status, LC_INTERNAL); /* with SQLite's words; the caller knows the file */
        lc_ctx_clear(ctx);
    }
    assert_int_equal(number(ctx, db, "SELECT length(hex(zeroblob(40000000)))"), 80000000);
    lc_db_close(db);
}

static void nobody_knows_what_day_it_is(void **state)
{
    lc_ctx *ctx = *state;
    lc_db *db = open_db(ctx);
    lc_status status;
    int64_t rows;
    static const char *const asking[] = {"SELECT date('now')", "SELECT date()",
                                         "SELECT julianday('n' || 'ow')",
                                         "SELECT strftime('%Y', 'NOW')"};
    for (size_t i = 0; i < sizeof asking / sizeof *asking; i++) {
        assert_int_equal(run_bounded(ctx, db, asking[i], MILLION, MILLION, &status, &rows),
                         LC_DB_CLOCK);
        assert_ok(ctx, status);
    }
    assert_int_equal(run_bounded(ctx, db, "SELECT date('2025-12-31', '+1 day')", MILLION, MILLION,
                                 &status, &rows),
                     LC_DB_WITHIN);
    assert_int_equal(rows, 1);
    lc_db_close(db);
}

/* Views of a file that came from elsewhere compute, and open nothing. */
static void views_call_no_functions_that_open_files(void **state)
{
    lc_ctx *ctx = *state;
    lc_stmt *stmt = NULL;
    bool row = false;
    setenv("SPATIALITE_SECURITY", "relaxed", 1);
    lc_db *relaxed = open_db(ctx);
    unsetenv("SPATIALITE_SECURITY");
    assert_ok(ctx, lc_db_exec(relaxed, "CREATE VIEW v AS SELECT BlobFromFile('/etc/passwd') AS b"));
    lc_status status = lc_db_prepare(relaxed, "look", "SELECT length(b) FROM v", &stmt);
    if (status == LC_OK)
        status = lc_stmt_step(stmt, &row);
    assert_int_not_equal(status, LC_OK);
    lc_stmt_free(stmt);
    lc_ctx_clear(ctx);
    lc_db_close(relaxed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(a_reader_is_prepared),           LC_TEST(a_refused_pragma_sets_nothing),
        LC_TEST(pragmas_are_no_tables),          LC_TEST(what_does_not_end_is_ended),
        LC_TEST(what_takes_the_memory_is_ended), LC_TEST(texts_and_patterns_are_bounded),
        LC_TEST(nobody_knows_what_day_it_is),    LC_TEST(views_call_no_functions_that_open_files),
    };
    return cmocka_run_group_tests_name("db_guard", tests, NULL, NULL);
}
