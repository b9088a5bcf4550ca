#include "reach_town.h"

#define NEAREST                                                                                    \
    "SELECT type_id, demand_id, facility_id, cost_mm, limit_id FROM reach_nearest "                \
    "WHERE measure_id = 2 ORDER BY 1, 2"
#define COUNTS                                                                                     \
    "SELECT type_id, demand_id, limit_id, facilities FROM reach_count WHERE measure_id = 2 "       \
    "ORDER BY 1, 2, 3"

/* A cross of four streets around node 0; the standard profile walks steps at half speed:
 *
 *              2               e0: 0-1  400 m
 *              | e1 steps      e1: 0-2  300 m of steps, 600 m worth of walking
 *      3 --e2-- 0 --e0-- 1     e2: 3-0  500 m
 *              | e3            e3: 0-4  200 m, may only be walked away from the crossing
 *              4
 * Type 1: facility 10 on e0, 350 m from the crossing, leg 10 m;
 *         facility 11 with two entrances: on e1 at 250 m (500 m worth), leg 5 m, and on e3 at 100
 * m, leg 20 m; facility 12 on e2, right where demand 1 is, but planned, so it does not count. Type
 * 2: facility 20 on e2, 400 m from the crossing, no leg. Limits: 5, 10, 15 min are 333.333, 666.666
 * and 1000 m. */
static lc_store *cross(lc_ctx *ctx)
{
    static const lc_lonlat xy[] = {{0, 0}, {0.001, 0}};
    lc_store *store = town(ctx);
    add_network(store);
    add_nodes(store, 5);
    add_edge(store, 0, 0, 1, 400000, "", xy, 2);
    add_edge(store, 1, 0, 2, 300000, "s", xy, 2);
    add_edge(store, 2, 3, 0, 500000, "", xy, 2);
    add_edge(store, 3, 0, 4, 200000, "b", xy, 2);
    add_joined(store, 10, 1, 0, 350000, 10000);
    add_joined(store, 11, 1, 1, 250000, 5000);
    add_entrance(store, 11, 2, (lc_lonlat){0, 0});
    sql(store, "INSERT INTO facility_join (facility_id, entrance_no, edge_id, offset_mm, leg_mm, "
               "status) VALUES (11, 2, 3, 100000, 20000, 'far')");
    add_joined(store, 12, 1, 2, 300000, 0);
    sql(store, "UPDATE facility SET counts = 0, status = 'planned' WHERE facility_id = 12");
    add_joined(store, 20, 2, 2, 100000, 0);
    return store;
}

static void walks_to_the_nearest_entrance(void **state)
{
    lc_store *store = cross(*state);
    /* On e2, 200 m before the crossing, leg 30 m. To 10: 30 + 200 + 350 + 10 = 590. To 11 by the
     * steps: 30 + 200 + 500 + 5 = 735, by e3: 30 + 200 + 100 + 20 = 350. To 20: 30 + 200 = 230. */
    add_joined_demand(store, 1, 2, 300000, 30000);
    run(store);
    expect_rows(store, NEAREST, "1|1|11|350000|2;2|1|20|230000|1;");
    expect_rows(store, COUNTS, "1|1|2|2;1|1|3|2;2|1|1|1;2|1|2|1;2|1|3|1;");
    /* 350 m at 1000 m in 15 min are 5.25 min. */
    expect_rows(store, "SELECT printf('%.10f', walk_min) FROM reach_nearest WHERE type_id = 1",
                "5.2500000000;");
    lc_store_close(store);
}

static void one_way_streets_are_not_walked_back(void **state)
{
    lc_store *store = cross(*state);
    /* On e3 past the entrance, at 150 m: only a dead end lies ahead. At 40 m: 60 + 20 to the
     * entrance, and nowhere else. */
    add_joined_demand(store, 1, 3, 150000, 0);
    add_joined_demand(store, 2, 3, 40000, 0);
    run(store);
    expect_rows(store, NEAREST, "1|2|11|80000|1;");
    expect_rows(store, COUNTS, "1|2|1|1;1|2|2|1;1|2|3|1;");
    lc_store_close(store);
}

static void steps_take_longer_and_limits_are_inclusive(void **state)
{
    lc_store *store = cross(*state);
    /* At the top of the steps, node 2. To 11 directly: 50 m of steps are 100, leg 5: 105. To 10:
     * 600 + 350 + 10 = 960. To 20: 600 + 400 = 1000, which is exactly 15 min. */
    add_joined_demand(store, 1, 1, 300000, 0);
    run(store);
    expect_rows(store, NEAREST, "1|1|11|105000|1;2|1|20|1000000|3;");
    expect_rows(store, COUNTS, "1|1|1|1;1|1|2|1;1|1|3|2;2|1|3|1;");
    lc_store_close(store);
}

static void a_millimetre_beyond_the_limit_is_beyond(void **state)
{
    lc_store *store = cross(*state);
    add_joined_demand(store, 1, 1, 300000, 1);
    run(store);
    expect_rows(store, "SELECT cost_mm, limit_id FROM reach_nearest WHERE type_id = 2",
                "1000001|NULL;");
    expect_rows(store, "SELECT COUNT(*) FROM reach_count WHERE type_id = 2", "0;");
    lc_store_close(store);
}

static void beyond_the_horizon_there_is_no_row(void **state)
{
    lc_store *store = cross(*state);
    /* 15 min make the horizon: 1000 m is found, 1000.001 m is not. */
    sql(store, "UPDATE parameter SET value = '15'");
    add_joined_demand(store, 1, 1, 300000, 0);
    add_joined_demand(store, 2, 1, 300000, 1);
    run(store);
    expect_rows(store, "SELECT demand_id, cost_mm FROM reach_nearest WHERE type_id = 2",
                "1|1000000;");
    lc_store_close(store);
}

static void the_unsnapped_have_no_rows(void **state)
{
    lc_store *store = cross(*state);
    add_joined_demand(store, 1, 2, 500000, 0);
    add_demand(store, 2, (lc_lonlat){0, 0});
    sql(store, "INSERT INTO demand_join (demand_id, edge_id, offset_mm, leg_mm, status) VALUES (2, "
               "NULL, NULL, 400000, 'unsnapped')");
    add_demand(store, 3, (lc_lonlat){0, 0}); /* no join at all */
    add_facility(store, 30, 3, true);
    add_entrance(store, 30, 1, (lc_lonlat){0, 0});
    sql(store, "INSERT INTO facility_join (facility_id, entrance_no, edge_id, offset_mm, leg_mm, "
               "status) VALUES (30, 1, NULL, NULL, NULL, 'unsnapped')");
    run(store);
    /* From the crossing: 10 at 360 m, 11 at 120 m; 20 at 400 m. */
    expect_rows(store, NEAREST, "1|1|11|120000|1;2|1|20|400000|2;");
    lc_store_close(store);
}

static void each_profile_walks_at_its_own_pace(void **state)
{
    lc_store *store = cross(*state);
    /* 0.5 m/s, steps no slower: 5, 10, 15 min are 150, 300 and 450 m. From the top of the steps,
     * 300 m from the crossing: 11 at 50 + 5 = 55, 10 at 300 + 350 + 10 = 660, 20 at 700. */
    sql(store, "INSERT INTO profile (profile_id, code, name_zh, name_en, speed_mps, steps_factor) "
               "VALUES (2, 'slow', '慢', 'slow', 0.5, 1)");
    sql(store, "INSERT INTO measure VALUES (3, 'network', 2, 'network:slow')");
    add_joined_demand(store, 1, 1, 300000, 0);
    run(store);
    expect_rows(store,
                "SELECT type_id, facility_id, cost_mm, limit_id, printf('%.6f', walk_min) FROM "
                "reach_nearest WHERE measure_id = 3 ORDER BY 1",
                "1|11|55000|1|1.833333;2|20|700000|NULL|23.333333;");
    expect_rows(store, "SELECT type_id, limit_id, facilities FROM reach_count WHERE measure_id = 3",
                "1|1|1;1|2|1;1|3|1;");
    expect_rows(store, "SELECT facility_id, cost_mm FROM reach_nearest WHERE measure_id = 2",
                "11|105000;20|1000000;");
    lc_store_close(store);
}

static void offsets_on_steps_are_stretched_and_rounded(void **state)
{
    static const lc_lonlat xy[] = {{0, 0}, {0.001, 0}};
    lc_store *store = town(*state);
    add_network(store);
    sql(store, "UPDATE profile SET steps_factor = 1.5");
    add_nodes(store, 2);
    /* 1001 mm of steps are worth 1501.5, so 1502. 1 mm along them is worth 1502 / 1001 = 1.50, so
     * 2; 500 mm 750.25, so 750. */
    add_edge(store, 0, 0, 1, 1001, "s", xy, 2);
    add_joined(store, 1, 1, 0, 1, 0);
    add_joined(store, 2, 2, 0, 1001, 0);
    add_joined_demand(store, 1, 0, 0, 0);
    add_joined_demand(store, 2, 0, 500, 0);
    run(store);
    expect_rows(store, NEAREST, "1|1|1|2|1;1|2|1|748|1;2|1|2|1502|1;2|2|2|752|1;");
    lc_store_close(store);
}

static void among_equals_the_lowest_facility_wins(void **state)
{
    lc_store *store = cross(*state);
    /* 9 is as far as 10: on e2, 360 m before the crossing. */
    add_joined(store, 9, 1, 2, 140000, 0);
    sql(store, "UPDATE facility SET counts = 0 WHERE facility_id = 11");
    add_joined_demand(store, 1, 0, 0, 0);
    run(store);
    expect_rows(store, NEAREST, "1|1|9|360000|2;2|1|20|400000|2;");
    lc_store_close(store);
}

static void street_tables_that_contradict_each_other_are_refused(void **state)
{
    lc_ctx *ctx = *state;
    static const char *const wrongs[] = {
        "UPDATE net_edge SET to_node = 5 WHERE edge_id = 3",
        "UPDATE net_edge SET edge_id = 7 WHERE edge_id = 3",
        "UPDATE net_edge SET length_mm = -1 WHERE edge_id = 3",
        "UPDATE net_edge SET xy = x'00' WHERE edge_id = 3",
        "UPDATE demand_join SET offset_mm = 500001",
        "UPDATE demand_join SET edge_id = 4",
        "UPDATE facility_join SET leg_mm = -1 WHERE facility_id = 20",
    };
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        lc_store *store = cross(ctx);
        add_joined_demand(store, 1, 2, 300000, 0);
        sql(store, "%s", wrongs[i]);
        lc_ctx_clear(ctx);
        assert_ok(ctx, lc_store_stage_begin(store, "reach"));
        assert_int_equal(lc_reach_run(store), LC_STORE);
        assert_message(ctx, "contradict each other");
        assert_message(ctx, i < 4 ? "net_edge" : i < 6 ? "demand_join 1" : "facility_join 20");
        lc_store_stage_rollback(store);
        lc_store_close(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(walks_to_the_nearest_entrance),
        LC_TEST(one_way_streets_are_not_walked_back),
        LC_TEST(steps_take_longer_and_limits_are_inclusive),
        LC_TEST(a_millimetre_beyond_the_limit_is_beyond),
        LC_TEST(beyond_the_horizon_there_is_no_row),
        LC_TEST(the_unsnapped_have_no_rows),
        LC_TEST(each_profile_walks_at_its_own_pace),
        LC_TEST(offsets_on_steps_are_stretched_and_rounded),
        LC_TEST(among_equals_the_lowest_facility_wins),
        LC_TEST(street_tables_that_contradict_each_other_are_refused),
    };
    return cmocka_run_group_tests_name("reach_walk", tests, NULL, NULL);
}
