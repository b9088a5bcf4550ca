/* Many rows by one statement. */
#include <math.h>

#include "base/base.h"
#include "db/db.h"
#include "lc_test.h"

typedef struct table {
    lc_db *db;
    lc_stmt *insert;
    lc_rows *rows;
} table;

static void open_table(lc_ctx *ctx, table *t)
{
    assert_ok(ctx, lc_db_open(ctx, NULL, LC_DB_MEMORY, &t->db));
    assert_ok(
        ctx,
        lc_db_exec(t->db,
                   "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, x REAL CHECK (x < 10))"));
    assert_ok(ctx,
              lc_db_prepare(t->db, "insert", "INSERT INTO t SELECT c0, c1, c2 FROM lc_rows(:rows)",
                            &t->insert));
    t->rows = lc_rows_new(ctx, 3);
    assert_non_null(t->rows);
}

static void close_table(table *t)
{
    lc_rows_free(t->rows);
    lc_stmt_free(t->insert);
    lc_db_close(t->db);
}

static void add(table *t, int64_t id, const char *name, double x)
{
    lc_rows_add_int(t->rows, id);
    lc_rows_add_text(t->rows, name);
    lc_rows_add_double(t->rows, x);
}

static void assert_one(lc_ctx *ctx, table *t, const char *sql, const char *expected)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    assert_ok(ctx, lc_db_prepare(t->db, "look", sql, &stmt));
    assert_ok(ctx, lc_stmt_step(stmt, &row));
    assert_true(row);
    assert_string_equal(lc_stmt_text(stmt, 0), expected);
    lc_stmt_free(stmt);
}

static void rows_arrive_as_they_are(void **state)
{
    lc_ctx *ctx = *state;
    table t;
    open_table(ctx, &t);
    add(&t, 1, "甲", 0.125);
    add(&t, INT64_MAX, "", NAN);
    lc_rows_add_int(t.rows, -5);
    lc_rows_add_text(t.rows, NULL);
    lc_rows_add_null(t.rows);
    assert_int_equal(lc_rows_count(t.rows), 3);
    assert_ok(ctx, lc_rows_run(t.rows, t.insert));
    assert_int_equal(lc_rows_count(t.rows), 0);
    assert_one(ctx, &t,
               "SELECT group_concat(id || ' ' || quote(name) || ' ' || quote(x), '; ') FROM "
               "(SELECT * FROM t ORDER BY id)",
               "-5 NULL NULL; 1 '甲' 0.125; 9223372036854775807 '' NULL");
    close_table(&t);
}

static void batches_follow_each_other(void **state)
{
    lc_ctx *ctx = *state;
    table t;
    open_table(ctx, &t);
    assert_ok(ctx, lc_rows_run(t.rows, t.insert)); /* none: nothing to do */
    for (int64_t i = 0; i < 1000; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "n%lld", (long long)i);
        add(&t, i, name, (double)(i % 10));
        if (i % 300 == 299)
            assert_ok(ctx, lc_rows_run(t.rows, t.insert));
    }
    assert_ok(ctx, lc_rows_run(t.rows, t.insert));
    assert_one(
        ctx, &t,
        "SELECT count(*) || ' ' || sum(id) || ' ' || sum(x) || ' ' || sum(name = 'n' || id) FROM t",
        "1000 499500 4500.0 1000");
    close_table(&t);
}

/* A row that the table refuses leaves nothing of its batch behind. */
static void a_refused_row_is_told(void **state)
{
    lc_ctx *ctx = *state;
    table t;
    open_table(ctx, &t);
    add(&t, 1, "a", 1);
    add(&t, 2, "b", 11);
    assert_int_equal(lc_rows_run(t.rows, t.insert), LC_INTERNAL);
    assert_one(ctx, &t, "SELECT count(*) || '' FROM t", "0");
    close_table(&t);
}

/* Without rows bound there are none, whatever a statement says. */
static void nothing_bound_is_nothing(void **state)
{
    lc_ctx *ctx = *state;
    table t;
    open_table(ctx, &t);
    assert_ok(ctx, lc_stmt_run(t.insert));
    assert_one(ctx, &t, "SELECT (SELECT count(*) FROM t) || ' ' || count(*) FROM lc_rows(42)",
               "0 0");
    close_table(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(rows_arrive_as_they_are),
        LC_TEST(batches_follow_each_other),
        LC_TEST(a_refused_row_is_told),
        LC_TEST(nothing_bound_is_nothing),
    };
    return cmocka_run_group_tests_name("db_rows", tests, NULL, NULL);
}
