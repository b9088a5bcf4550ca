/* A run after a small change searches only what changed, and leaves what a fresh run leaves, to the
 * last byte. */
#include "reach_grid.h"

/* All that the stage keeps, and what SQL sees of it. */
static char *everything(lc_store *store)
{
    return rows(
        store,
        "SELECT * FROM (SELECT 1 AS t, measure_id AS a, type_id AS b, part AS c, limit_id AS d, "
        "hex(packed) AS e FROM reach_column "
        "UNION ALL SELECT 2, measure_id, hex(doors), hex(steps), hex(costs), 0 FROM "
        "reach_catchment_kept "
        "UNION ALL SELECT 3, facility_id, type_id, rank, hex(places), hex(doors) FROM "
        "reach_facility "
        "UNION ALL SELECT 4, hex(demand_ids), 0, 0, 0, 0 FROM reach_demand "
        "UNION ALL SELECT 5, measure_id, basis, 0, 0, 0 FROM reach_basis "
        "UNION ALL SELECT 6, measure_id, type_id, demand_id, facility_id, cost_mm || ' ' || "
        "walk_min || ' ' || coalesce(limit_id, '-') FROM reach_nearest "
        "UNION ALL SELECT 7, measure_id, type_id, limit_id, demand_id, facilities FROM "
        "reach_count "
        "UNION ALL SELECT 8, measure_id, facility_id, demand_id, cost_mm, 0 FROM reach_catchment "
        "UNION ALL SELECT 9, service_circle_id, facility_id, measure_id, limit_id, hex(geom) FROM "
        "service_circle "
        "UNION ALL SELECT 10, service_street_id, type_id, measure_id, limit_id, hex(geom) FROM "
        "service_street) ORDER BY t, a, b, c, d, e");
}

/* What a step changes, and what the run after it searches: types by circle 1, types and facilities
 * along the streets by measures 2 and 4. */
typedef struct change {
    const char *what, *sql, *searched;
} change;

#define NOTHING      "1|0|0;2|0|0;3|0|0;4|0|0;"
#define ONE_TYPE     "1|1|0;2|1|0;3|1|0;4|1|0;"
#define ONE_FACILITY "1|1|0;2|1|1;3|1|0;4|1|1;"

/* Facilities 1 to 40, facility f of type 1 + f % 4. At the end there are 42 less the ten of type 4,
 * and two of them share their doors: 31 places to search from. */
static const change changes[] = {
    {"nothing", "SELECT 1", NOTHING},
    {"one closes", "UPDATE facility SET counts = 0 WHERE facility_id = 5", ONE_TYPE},
    {"it opens again", "UPDATE facility SET counts = 1 WHERE facility_id = 5", ONE_FACILITY},
    {"a door moves along its street",
     "UPDATE facility_join SET offset_mm = 222000 - offset_mm WHERE facility_id = 6",
     "1|0|0;2|1|1;3|0|0;4|1|1;"},
    {"an entrance moves, its join does not",
     "UPDATE facility_entrance SET lon_deg = lon_deg + 0.001 WHERE facility_id = 6",
     "1|1|0;2|0|0;3|1|0;4|0|0;"},
    {"one is built",
     "INSERT INTO facility (facility_id, name, type_id, status, counts) VALUES (41, 'f', 2, "
     "'open', 1); INSERT INTO facility_entrance VALUES (41, 1, 0.01, 0.01); INSERT INTO "
     "facility_join (facility_id, entrance_no, edge_id, offset_mm, leg_mm, status) VALUES (41, 1, "
     "77, 1234, 5678, 'ok')",
     ONE_FACILITY},
    {"it gets a second entrance",
     "INSERT INTO facility_entrance VALUES (41, 2, 0.011, 0.01); INSERT INTO facility_join "
     "(facility_id, entrance_no, edge_id, offset_mm, leg_mm, status) VALUES "
     "(41, 2, 78, 100, 200, 'ok')",
     ONE_FACILITY},
    {"another kind moves in at the same doors",
     "INSERT INTO facility (facility_id, name, type_id, status, counts) VALUES (42, 'f', 3, "
     "'open', 1); INSERT INTO facility_entrance SELECT 42, entrance_no, lon_deg, lat_deg FROM "
     "facility_entrance WHERE facility_id = 41; INSERT INTO facility_join (facility_id, "
     "entrance_no, edge_id, offset_mm, leg_mm, status) SELECT 42, entrance_no, "
     "edge_id, offset_mm, leg_mm, status FROM facility_join WHERE facility_id = 41",
     ONE_TYPE},
    {"a row is put into the middle of the file: ids shift",
     "UPDATE facility SET facility_id = facility_id + 100 WHERE facility_id > 20; UPDATE "
     "facility_entrance SET facility_id = facility_id + 100 WHERE facility_id > 20; UPDATE "
     "facility_join SET facility_id = facility_id + 100 WHERE facility_id > 20",
     NOTHING},
    {"one changes its type", "UPDATE facility SET type_id = 1 WHERE facility_id = 10",
     "1|2|0;2|2|0;3|2|0;4|2|0;"},
    {"one has no street any more",
     "UPDATE facility_join SET edge_id = NULL, offset_mm = NULL, status = 'unsnapped' WHERE "
     "facility_id = 11",
     "1|0|0;2|1|0;3|0|0;4|1|0;"},
    {"a type is given up", "UPDATE facility SET counts = 0 WHERE type_id = 4", NOTHING},
    {"the second profile walks faster", "UPDATE profile SET speed_mps = 1.1 WHERE profile_id = 2",
     "1|0|0;2|0|0;3|3|0;4|3|31;"},
    {"a street gets shorter", "UPDATE net_edge SET length_mm = 221999 WHERE edge_id = 3",
     "1|0|0;2|3|31;3|0|0;4|3|31;"},
    {"somebody moves house", "UPDATE demand SET lon_deg = lon_deg + 0.0001 WHERE demand_id = 17",
     "1|3|0;2|0|0;3|3|0;4|0|0;"},
    {"somebody gets a new door", "UPDATE demand_join SET leg_mm = leg_mm + 1 WHERE demand_id = 17",
     "1|0|0;2|3|31;3|0|0;4|3|31;"},
    {"a limit grows", "UPDATE reach_limit SET limit_min = 11 WHERE limit_id = 2",
     "1|3|0;2|3|31;3|3|0;4|3|31;"},
    {"the search goes farther", "UPDATE parameter SET value = '70'", "1|3|0;2|3|31;3|3|0;4|3|31;"},
    {"a measure is given up", "DELETE FROM measure WHERE measure_id = 3", "1|0|0;2|0|0;4|0|0;"},
};
enum { CHANGES = sizeof changes / sizeof *changes };

static lc_store *fresh_town(lc_ctx *ctx, size_t change_count)
{
    lc_store *store = big_town(ctx, 11);
    for (size_t i = 0; i < change_count; i++)
        sql(store, "%s", changes[i].sql);
    run(store);
    return store;
}

static void only_what_changed_is_searched(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = fresh_town(ctx, 0);
    expect_rows(
        store, "SELECT measure_id, types_searched, facilities_searched FROM reach_basis ORDER BY 1",
        "1|4|0;2|4|40;3|4|0;4|4|40;");
    char *before = everything(store);
    for (size_t i = 0; i < CHANGES; i++) {
        sql(store, "%s", changes[i].sql);
        run(store);
        char *searched = rows(store, "SELECT measure_id, types_searched, facilities_searched FROM "
                                     "reach_basis ORDER BY 1");
        if (strcmp(searched, changes[i].searched) != 0)
            fail_msg("%s: searched %s instead of %s", changes[i].what, searched,
                     changes[i].searched);
        free(searched);
        lc_store *fresh = fresh_town(ctx, i + 1);
        char *now = everything(store), *wanted = everything(fresh);
        if (strcmp(now, wanted) != 0)
            fail_msg("%s: not what a fresh run leaves", changes[i].what);
        assert_int_equal(strcmp(now, before) == 0, i == 0);
        free(before);
        free(wanted);
        before = now;
        lc_store_close(fresh);
    }
    free(before);
    lc_store_close(store);
}

static void a_run_that_was_undone_is_forgotten(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = fresh_town(ctx, 0);
    char *before = everything(store);
    assert_ok(ctx, lc_store_stage_begin(store, "reach"));
    sql(store, "UPDATE facility SET counts = 0 WHERE facility_id < 20");
    assert_ok(ctx, lc_reach_run(store));
    char *during = everything(store);
    assert_true(strcmp(before, during) != 0);
    lc_store_stage_rollback(store);
    char *after = everything(store);
    assert_true(strcmp(before, after) == 0);
    free(before);
    free(during);
    free(after);
    lc_store_close(store);
}

static void catchments_are_the_counts_in_detail(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = fresh_town(ctx, 0);
    expect_rows(
        store,
        "SELECT COUNT(*) > 1000, SUM(c.facilities <> k.n) FROM reach_count AS c JOIN "
        "(SELECT k.measure_id, f.type_id, k.demand_id, COUNT(*) AS n, MIN(k.cost_mm) AS mm "
        "FROM reach_catchment AS k JOIN facility AS f USING (facility_id) GROUP BY 1, 2, 3) "
        "AS k ON k.measure_id = c.measure_id AND k.type_id = c.type_id AND k.demand_id = "
        "c.demand_id WHERE c.limit_id = 3",
        "1|0;");
    expect_rows(store,
                "SELECT COUNT(*) > 1000, SUM(n.cost_mm > k.cost_mm), SUM(n.facility_id = "
                "k.facility_id AND n.cost_mm <> k.cost_mm) FROM reach_catchment AS k CROSS JOIN "
                "facility AS f ON f.facility_id = k.facility_id CROSS JOIN reach_nearest AS n ON "
                "n.measure_id = k.measure_id AND n.type_id = f.type_id AND n.demand_id = "
                "k.demand_id",
                "1|0|0;");
    /* By its keys, one at a time and all together. */
    expect_rows(store,
                "SELECT COUNT(*) FROM reach_catchment AS a WHERE NOT EXISTS (SELECT 1 FROM "
                "reach_catchment AS b WHERE b.measure_id = a.measure_id AND b.facility_id = "
                "a.facility_id AND b.demand_id = a.demand_id AND b.cost_mm = a.cost_mm)",
                "0;");
    expect_rows(store,
                "SELECT (SELECT COUNT(*) FROM reach_catchment WHERE demand_id = 7) = (SELECT "
                "COUNT(*) FROM reach_catchment WHERE +demand_id = 7), (SELECT COUNT(*) FROM "
                "reach_catchment WHERE demand_id = 100000), (SELECT COUNT(*) FROM reach_catchment "
                "WHERE measure_id = 1)",
                "1|0|0;");
    lc_store_close(store);
}

static void a_damaged_catchment_is_told(void **state)
{
    lc_ctx *ctx = *state;
    static const char *const wrongs[] = {
        "UPDATE reach_catchment_kept SET steps = x'00'",
        "UPDATE reach_catchment_kept SET costs = steps, steps = substr(steps, 2)",
        "UPDATE reach_catchment_kept SET steps = costs",
    };
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        lc_store *store = fresh_town(ctx, 0);
        sql(store, "%s", wrongs[i]);
        sql(store, "UPDATE facility SET counts = 0 WHERE facility_id = 8");
        assert_ok(ctx, lc_store_stage_begin(store, "reach"));
        assert_int_equal(lc_reach_run(store), LC_STORE);
        assert_message(ctx, "What the store keeps of reach is damaged");
        lc_ctx_clear(ctx);
        lc_store_stage_rollback(store);
        lc_store_close(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(only_what_changed_is_searched),
        LC_TEST(a_run_that_was_undone_is_forgotten),
        LC_TEST(catchments_are_the_counts_in_detail),
        LC_TEST(a_damaged_catchment_is_told),
    };
    return cmocka_run_group_tests_name("reach_keep", tests, NULL, NULL);
}
