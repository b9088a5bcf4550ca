/* The catchments that are kept because somebody wants them: put together they give what a run on
 * another day finds, home by home. */
#include "reach_grid.h"
#include "store/shelf.h"

static const char *const days[] = {"2022-12-31", "2027-12-31"};

/* Of 40 facilities every fifth opens in June 2026 and every seventh has closed in March 2023, the
 * 35th is planned without a day; what counts today is the rest. */
static lc_store *town_of_days(lc_ctx *ctx)
{
    lc_store *store = big_town(ctx, 21);
    sql(store, "UPDATE facility SET status = 'planned', opened = '2026-06-01', counts = 0 WHERE "
               "facility_id %% 5 = 0");
    sql(store, "UPDATE facility SET status = 'closed', closed = '2023-03-01', counts = 0 WHERE "
               "facility_id %% 7 = 0");
    sql(store, "UPDATE facility SET status = 'planned', opened = NULL, closed = NULL WHERE "
               "facility_id = 35");
    sql(store, "INSERT INTO facility_entrance VALUES (5, 2, 0.02, 0.01), (6, 2, 0.01, 0.02)");
    return store;
}

static void want(lc_store *store)
{
    sql(store, "INSERT INTO trend_day VALUES ('2022-12-31', 1), ('2027-12-31', 0)");
    sql(store, "INSERT INTO catchment_wanted VALUES (1), (2), (3)"); /* 4 is not */
}

static void run_wanted(lc_store *store)
{
    lc_ctx *ctx = lc_store_ctx(store);
    assert_ok(ctx, lc_store_stage_begin(store, "days"));
    assert_ok(ctx, lc_reach_catchments_run(store, NULL));
    assert_ok(ctx, lc_store_stage_commit(store, "x"));
}

static char *columns(lc_store *store)
{
    return rows(store, "SELECT * FROM (SELECT measure_id AS a, type_id AS b, part AS c, limit_id "
                       "AS d, hex(packed) FROM reach_column UNION ALL SELECT facility_id, type_id, "
                       "rank, hex(places), hex(doors) FROM reach_facility) ORDER BY a, b, c, d");
}

static char *catchments(lc_store *store)
{
    return rows(store, "SELECT measure_id, hex(doors), hex(steps), hex(costs) FROM "
                       "reach_catchment_kept ORDER BY measure_id, doors");
}

/* Counts a facility's catchment into the table `merged`. */
static void count_in(lc_store *store, lc_shelf *shelf, int measure, int64_t facility, int64_t type,
                     double speed_mps)
{
    static const int limits_min[] = {5, 10, 15};
    lc_ctx *ctx = lc_store_ctx(store);
    lc_shelf_catchment c;
    size_t count = 0;
    lc_stmt *stmt = NULL;
    const uint32_t *ids = lc_shelf_demand(shelf, &count);
    assert_ok(ctx, lc_shelf_read_catchment(shelf, measure, facility, &c));
    assert_ok(ctx, lc_db_prepare(lc_store_db(store), "test",
                                 "INSERT INTO merged VALUES (:m, :t, :l, :d)", &stmt));
    for (size_t i = 0; i < c.count; i++)
        for (int l = 0; l < 3; l++) {
            if (c.cost_mm[i] > lc_shelf_walked_mm(limits_min[l], speed_mps))
                continue;
            lc_stmt_bind_int(stmt, ":m", measure);
            lc_stmt_bind_int(stmt, ":t", type);
            lc_stmt_bind_int(stmt, ":l", l + 1);
            lc_stmt_bind_int(stmt, ":d", ids[c.point[i]]);
            assert_ok(ctx, lc_stmt_run(stmt));
        }
    lc_stmt_free(stmt);
    lc_shelf_catchment_clear(&c);
}

static char *merged_on(lc_store *store, const char *day)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_shelf *shelf = NULL;
    lc_stmt *stmt = NULL;
    bool row = false;
    sql(store, "CREATE TABLE merged (m, t, l, d)");
    assert_ok(ctx, lc_shelf_open(store, &shelf));
    assert_ok(ctx, lc_db_prepare(lc_store_db(store), "test",
                                 "SELECT facility_id, type_id FROM facility WHERE counts_from <= "
                                 ":day AND :day < counts_until AND type_id < 4 ORDER BY 1",
                                 &stmt));
    lc_stmt_bind_text(stmt, ":day", day);
    for (;;) {
        assert_ok(ctx, lc_stmt_step(stmt, &row));
        if (!row)
            break;
        for (int m = 1; m <= 4; m++)
            count_in(store, shelf, m, lc_stmt_int(stmt, 0), lc_stmt_int(stmt, 1),
                     m < 3 ? 1000.0 / 900 : 1.0);
    }
    lc_stmt_free(stmt);
    lc_shelf_close(shelf);
    char *all = rows(store, "SELECT m, t, l, d, count(*) FROM merged GROUP BY m, t, l, d");
    sql(store, "DROP TABLE merged");
    return all;
}

static void merged_they_are_a_run_on_that_day(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = town_of_days(ctx);
    want(store);
    run(store);
    char *before = columns(store);
    run_wanted(store);
    char *after = columns(store);
    assert_string_equal(before, after); /* today is as it was */
    for (size_t i = 0; i < 2; i++) {
        lc_store *then = town_of_days(ctx);
        sql(then,
            "UPDATE facility SET counts = coalesce(counts_from <= '%s' AND '%s' < counts_until, 0)",
            days[i], days[i]);
        run(then);
        char *expected = rows(then, "SELECT measure_id, type_id, limit_id, demand_id, facilities "
                                    "FROM reach_count WHERE type_id < 4 ORDER BY 1, 2, 3, 4");
        char *merged = merged_on(store, days[i]);
        assert_true(strlen(expected) > 10000);
        assert_string_equal(merged, expected);
        free(expected);
        free(merged);
        lc_store_close(then);
    }
    free(before);
    free(after);
    lc_store_close(store);
}

/* Nobody wants those of type 4; and when nobody wants any, what reach keeps of itself is left. */
static void only_types_that_are_wanted_are_kept(void **state)
{
    lc_store *store = town_of_days(*state);
    run(store);
    char *reach_alone = catchments(store);
    run_wanted(store); /* nothing is wanted: nothing happens */
    char *still = catchments(store);
    assert_string_equal(reach_alone, still);
    want(store);
    run_wanted(store);
    expect_rows(store,
                "SELECT DISTINCT type_id FROM catchment_facility JOIN facility USING "
                "(facility_id) ORDER BY 1",
                "1;2;3;");
    sql(store, "DELETE FROM catchment_wanted");
    run_wanted(store);
    char *again = catchments(store);
    assert_string_equal(reach_alone, again);
    free(reach_alone);
    free(still);
    free(again);
    lc_store_close(store);
}

static void kept_or_fresh_one_thread_or_many_they_are_the_same(void **state)
{
    lc_ctx *ctx = *state;
    lc_ctx_set_threads(ctx, 1);
    lc_store *store = town_of_days(ctx);
    want(store);
    run(store);
    run_wanted(store);
    /* the future comes nearer, one is given up, somebody moves; then all is as it is in `fresh` */
    const char *change = "UPDATE facility SET opened = '2029-01-01' WHERE facility_id = 10; UPDATE "
                         "demand SET lon_deg = lon_deg + 0.0001 WHERE demand_id = 17";
    sql(store, "%s", change);
    run(store);
    run_wanted(store);
    char *kept = catchments(store);
    lc_ctx_set_threads(ctx, 3);
    lc_store *fresh = town_of_days(ctx);
    want(fresh);
    sql(fresh, "%s", change);
    run(fresh);
    run_wanted(fresh);
    char *new = catchments(fresh);
    assert_string_equal(kept, new);
    run_wanted(fresh);
    free(new);
    new = catchments(fresh);
    assert_string_equal(kept, new);
    free(kept);
    free(new);
    lc_store_close(store);
    lc_store_close(fresh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(merged_they_are_a_run_on_that_day),
        LC_TEST(only_types_that_are_wanted_are_kept),
        LC_TEST(kept_or_fresh_one_thread_or_many_they_are_the_same),
    };
    return cmocka_run_group_tests_name("reach_catchments", tests, NULL, NULL);
}
