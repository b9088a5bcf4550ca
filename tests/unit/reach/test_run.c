#include "reach_grid.h"

/* Every byte of the four tables. */
static char *everything(lc_store *store)
{
    return rows(
        store,
        "SELECT * FROM (SELECT 1 AS t, measure_id AS a, type_id AS b, demand_id AS c, "
        "facility_id AS d, cost_mm AS e, walk_min AS f, limit_id AS g FROM reach_nearest "
        "UNION ALL SELECT 2, measure_id, type_id, limit_id, demand_id, facilities, 0, 0 FROM "
        "reach_count "
        "UNION ALL SELECT 3, service_circle_id, facility_id, measure_id, limit_id, radius_m, "
        "hex(geom), 0 FROM service_circle "
        "UNION ALL SELECT 4, service_street_id, type_id, measure_id, limit_id, length_m, "
        "hex(geom), 0 FROM service_street) ORDER BY t, a, b, c, d");
}

static void threads_change_no_byte(void **state)
{
    lc_ctx *ctx = *state;
    lc_ctx_set_threads(ctx, 1);
    lc_store *store = big_town(ctx, 5);
    run(store);
    char *one = everything(store);
    lc_store_close(store);
    assert_true(strlen(one) > 100000);
    for (int threads = 2; threads <= 4; threads++) {
        lc_ctx_set_threads(ctx, threads);
        store = big_town(ctx, 5);
        run(store);
        char *many = everything(store);
        assert_true(strcmp(one, many) == 0);
        free(many);
        lc_store_close(store);
    }
    free(one);
}

static void a_second_run_replaces_the_first(void **state)
{
    lc_store *store = big_town(*state, 6);
    run(store);
    char *first = everything(store);
    run(store);
    char *second = everything(store);
    assert_true(strcmp(first, second) == 0);
    free(first);
    free(second);
    sql(store, "UPDATE facility SET counts = 0");
    run(store);
    second = everything(store);
    assert_string_equal(second, "");
    free(second);
    lc_store_close(store);
}

static void the_tables_agree_with_each_other(void **state)
{
    lc_store *store = big_town(*state, 7);
    run(store);
    /* Who has one within a limit has the nearest within it, and the other way round. */
    expect_rows(
        store,
        "SELECT COUNT(*) > 0, SUM((n.limit_id IS NOT NULL AND n.limit_id <= l.limit_id) <> "
        "(c.facilities IS NOT NULL)) FROM reach_limit AS l CROSS JOIN reach_nearest AS n LEFT "
        "JOIN reach_count AS c ON c.measure_id = n.measure_id AND c.type_id = n.type_id AND "
        "c.demand_id = n.demand_id AND c.limit_id = l.limit_id",
        "1|0;");
    /* Counts grow with the limit. */
    expect_rows(
        store,
        "SELECT COUNT(*) FROM reach_count AS a JOIN reach_count AS b ON b.measure_id = "
        "a.measure_id AND b.type_id = a.type_id AND b.demand_id = a.demand_id AND b.limit_id = "
        "a.limit_id + 1 WHERE b.facilities < a.facilities",
        "0;");
    /* A slower profile finds the same circles' distances and no more facilities. */
    expect_rows(
        store,
        "SELECT COUNT(*) > 100, SUM(a.cost_mm <> b.cost_mm OR a.facility_id <> b.facility_id) "
        "FROM reach_nearest AS a JOIN reach_nearest AS b USING (type_id, demand_id) WHERE "
        "a.measure_id = 1 AND b.measure_id = 3",
        "1|0;");
    expect_rows(
        store,
        "SELECT SUM(facilities) FILTER (WHERE measure_id = 3) < SUM(facilities) FILTER (WHERE "
        "measure_id = 1), SUM(facilities) FILTER (WHERE measure_id = 4) < SUM(facilities) "
        "FILTER (WHERE measure_id = 2) FROM reach_count",
        "1|1;");
    lc_store_close(store);
}

static void nothing_to_do_is_done(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = NULL;
    assert_ok(ctx, lc_store_open(ctx, NULL, LC_STORE_MEMORY, &store));
    run(store); /* no measures, limits, people or streets */
    lc_store_close(store);
    store = town(ctx);
    add_circle(store);
    add_network(store);
    add_facility(store, 1, 1, true);
    add_entrance(store, 1, 1, (lc_lonlat){0, 0});
    run(store); /* nobody there, no streets */
    expect_rows(store, "SELECT COUNT(*) FROM reach_nearest", "0;");
    expect_rows(store, "SELECT COUNT(*) FROM service_circle", "3;");
    lc_store_close(store);
}

static void stops_when_asked(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = big_town(ctx, 8);
    assert_ok(ctx, lc_store_stage_begin(store, "reach"));
    lc_ctx_cancel(ctx);
    assert_int_equal(lc_reach_run(store), LC_CANCELLED);
    assert_message(ctx, "Stopped as asked");
    lc_ctx_clear(ctx);
    lc_store_stage_rollback(store);
    expect_rows(store, "SELECT COUNT(*) FROM reach_nearest", "0;");
    lc_store_close(store);
}

typedef struct heard {
    int calls;
    double last_01;
} heard;

static void hear(void *user, const char *stage, int index, int count, double share_01)
{
    heard *h = user;
    assert_string_equal(stage, "reach");
    assert_int_equal(index, 0);
    assert_int_equal(count, 1);
    assert_true(share_01 >= h->last_01 && share_01 <= 1);
    h->last_01 = share_01;
    h->calls++;
}

static void progress_only_grows(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = big_town(ctx, 9);
    heard h = {0};
    lc_ctx_set_progress(ctx, hear, &h);
    lc_progress_stage(ctx, "reach", 0, 1);
    run(store);
    /* Four types and four measures: some twenty steps. */
    assert_in_range(h.calls, 10, 30);
    assert_true(h.last_01 > 0.9);
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(threads_change_no_byte),
        LC_TEST(a_second_run_replaces_the_first),
        LC_TEST(the_tables_agree_with_each_other),
        LC_TEST(nothing_to_do_is_done),
        LC_TEST(stops_when_asked),
        LC_TEST(progress_only_grows),
    };
    return cmocka_run_group_tests_name("reach_run", tests, NULL, NULL);
}
