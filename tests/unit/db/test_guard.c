/* Statements of others read and compute; what else they would do is not done. */
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(a_reader_is_prepared),
        LC_TEST(a_refused_pragma_sets_nothing),
        LC_TEST(pragmas_are_no_tables),
    };
    return cmocka_run_group_tests_name("db_guard", tests, NULL, NULL);
}
