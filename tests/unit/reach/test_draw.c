#include "reach_town.h"

#define STREETS                                                                                    \
    "SELECT type_id, limit_id, printf('%.6f', length_m), NumGeometries(geom) FROM service_street " \
    "ORDER BY 1, 2"

static double number(lc_store *store, const char *query)
{
    char *text = rows(store, query);
    double value = strtod(text, NULL);
    free(text);
    return value;
}

/* Where x runs from 0 at node 0 to 0.01 degrees at node 1, for a street as long as the caller says.
 */
static const lc_lonlat straight[] = {{0, 0}, {0.01, 0}};

static lc_store *network_town(lc_ctx *ctx)
{
    lc_store *store = town(ctx);
    add_network(store);
    add_nodes(store, 6);
    return store;
}

static void streets_are_cut_at_the_limit_on_both_sides(void **state)
{
    lc_store *store = network_town(*state);
    /* 1000 m, the facility 400 m along with a leg of 33.333 m: 5 min leave 300 m either way (100 ..
     * 700), 10 min 633.333 m: the start and, short of the end, nothing (0 .. 1000 by 33.333 m). */
    add_edge(store, 0, 0, 1, 1000000, "", straight, 2);
    add_joined(store, 1, 1, 0, 400000, 33333);
    run(store);
    expect_rows(store, STREETS, "1|1|600.000000|1;1|2|1000.000000|1;1|3|1000.000000|1;");
    expect_rows(store,
                "SELECT printf('%.12f %.12f', MbrMinX(geom), MbrMaxX(geom)) FROM service_street",
                "0.001000000000 0.007000000000;0.000000000000 0.010000000000;"
                "0.000000000000 0.010000000000;");
    expect_rows(store,
                "SELECT DISTINCT GeometryType(geom), SRID(geom), IsValid(geom) FROM "
                "service_street",
                "MULTILINESTRING|4326|1;");
    lc_store_close(store);
}

static void the_middle_out_of_reach_is_left_out(void **state)
{
    lc_store *store = network_town(*state);
    /* 1000 m with a facility at each end: 333.333 m from each at 5 min, nothing left out at 10. */
    add_edge(store, 0, 0, 1, 1000000, "", straight, 2);
    add_joined(store, 1, 1, 0, 0, 0);
    add_joined(store, 2, 1, 0, 1000000, 0);
    run(store);
    expect_rows(store, STREETS, "1|1|666.666000|2;1|2|1000.000000|1;1|3|1000.000000|1;");
    expect_rows(store,
                "SELECT printf('%.10f %.10f', MbrMaxX(GeometryN(geom, 1)), MbrMinX(GeometryN(geom, "
                "2))) FROM service_street WHERE limit_id = 1",
                "0.0033333300 0.0066666700;");
    lc_store_close(store);
}

static void stretches_that_touch_are_one_line(void **state)
{
    lc_store *store = network_town(*state);
    /* Twice 333.333 m: at 5 min the two ends meet in the middle. */
    add_edge(store, 0, 0, 1, 666666, "", straight, 2);
    add_joined(store, 1, 1, 0, 0, 0);
    add_joined(store, 2, 1, 0, 666666, 0);
    run(store);
    expect_rows(store, STREETS, "1|1|666.666000|1;1|2|666.666000|1;1|3|666.666000|1;");
    expect_rows(store, "SELECT DISTINCT NumPoints(geom) FROM service_street", "2;");
    lc_store_close(store);
}

static void cuts_follow_the_bends_of_a_street(void **state)
{
    lc_ctx *ctx = *state;
    /* East, then north, then east; the cut at 1000 m falls on the second segment. */
    static const lc_lonlat bent[] = {{121, 31}, {121.005, 31}, {121.005, 31.01}, {121.02, 31.01}};
    double length_m = lc_geodesic_distance_m(bent[0], bent[1]) +
                      lc_geodesic_distance_m(bent[1], bent[2]) +
                      lc_geodesic_distance_m(bent[2], bent[3]);
    lc_store *store = network_town(ctx);
    add_edge(store, 0, 0, 1, (int)lround(length_m * 1000), "", bent, 4);
    add_joined(store, 1, 1, 0, 0, 0);
    sql(store, "UPDATE facility_entrance SET lon_deg = 121, lat_deg = 31"); /* its beginning */
    run(store);
    expect_rows(store, "SELECT printf('%.6f', length_m) FROM service_street WHERE limit_id = 3",
                "1000.000000;");
    expect_rows(store, "SELECT NumPoints(geom) FROM service_street WHERE limit_id = 3", "3;");
    double lat = number(store, "SELECT printf('%.17g', MbrMaxY(geom)) FROM service_street WHERE "
                               "limit_id = 3");
    /* The length in the table is whole millimetres, which is all that may be lost. */
    double walked_m = lc_geodesic_distance_m(bent[0], bent[1]) +
                      lc_geodesic_distance_m(bent[1], (lc_lonlat){121.005, lat});
    assert_true(fabs(walked_m - 1000) < 0.001);
    expect_rows(store,
                "SELECT printf('%.17g', MbrMaxX(geom)) = '121.005' OR MbrMaxX(geom) = 121.005 "
                "FROM service_street WHERE limit_id = 3",
                "1;");
    lc_store_close(store);
}

static void streets_reach_beyond_the_first_piece(void **state)
{
    lc_store *store = network_town(*state);
    /* 3 --500-- 0 with arms 0-1 of 400, 0-2 of 300 (steps, worth 600) and 0-4 of 200, which may
     * only be walked away from 0. The facility is 100 m from 3. 5 min: 0 .. 433.333 of the first
     * piece. 10 min: all 500, and with 266.666 m left at the crossing that much of 0-1 and half as
     * much, 133.333, of the steps; on 0-4 nobody can walk here: 899.999. 15 min: 500 + 400 + 300.
     */
    add_edge(store, 0, 3, 0, 500000, "", straight, 2);
    add_edge(store, 1, 0, 1, 400000, "", straight, 2);
    add_edge(store, 2, 0, 2, 300000, "s", straight, 2);
    add_edge(store, 3, 0, 4, 200000, "b", straight, 2);
    add_joined(store, 1, 1, 0, 100000, 0);
    run(store);
    expect_rows(store, STREETS, "1|1|433.333000|1;1|2|899.999000|3;1|3|1200.000000|3;");
    lc_store_close(store);
}

static void on_a_one_way_street_people_come_from_one_side(void **state)
{
    lc_store *store = network_town(*state);
    /* 1000 m one way; the facility at 600 m is reached from 266.667 .. 600, and only against the
     * arrow where the arrow is turned. */
    add_edge(store, 0, 0, 1, 1000000, "b", straight, 2);
    add_edge(store, 1, 2, 3, 1000000, "f", straight, 2);
    add_joined(store, 1, 1, 0, 600000, 0);
    add_joined(store, 2, 2, 1, 600000, 0);
    run(store);
    expect_rows(store,
                "SELECT type_id, printf('%.3f %.9f %.9f', length_m, MbrMinX(geom), MbrMaxX(geom)) "
                "FROM service_street WHERE limit_id = 1 ORDER BY 1",
                "1|333.333 0.002666670 0.006000000;2|333.333 0.006000000 0.009333330;");
    lc_store_close(store);
}

static void pieces_without_length_draw_nothing(void **state)
{
    static const lc_lonlat point[] = {{0, 0}, {0, 0}};
    lc_store *store = network_town(*state);
    add_edge(store, 0, 0, 1, 0, "", point, 2);
    add_edge(store, 1, 1, 2, 0, "fb", point, 2);
    add_joined(store, 1, 1, 0, 0, 0);
    add_joined_demand(store, 1, 0, 0, 250);
    run(store);
    expect_rows(store, "SELECT COUNT(*) FROM service_street", "0;");
    expect_rows(store, "SELECT facility_id, cost_mm FROM reach_nearest", "1|250;");
    lc_store_close(store);
}

static void only_the_first_profile_is_drawn(void **state)
{
    lc_store *store = network_town(*state);
    add_circle(store);
    sql(store, "INSERT INTO profile (profile_id, code, name_zh, name_en, speed_mps, steps_factor) "
               "VALUES (2, 'slow', '慢', 'slow', 0.5, 1)");
    sql(store, "INSERT INTO measure VALUES (3, 'network', 2, 'network:slow')");
    sql(store, "INSERT INTO measure VALUES (4, 'circle', 2, 'circle:slow')");
    add_edge(store, 0, 0, 1, 1000000, "", straight, 2);
    add_joined(store, 1, 1, 0, 0, 0);
    run(store);
    expect_rows(store, "SELECT DISTINCT measure_id FROM service_street", "2;");
    expect_rows(store, "SELECT DISTINCT measure_id FROM service_circle", "1;");
    lc_store_close(store);
}

static void circles_are_round_and_of_the_right_size(void **state)
{
    lc_ctx *ctx = *state;
    static const lc_lonlat at = {121.47, 31.23};
    lc_store *store = town(ctx);
    add_circle(store);
    add_facility(store, 7, 1, true);
    add_entrance(store, 7, 1, at);
    run(store);
    expect_rows(store, "SELECT facility_id, measure_id, limit_id, radius_m FROM service_circle",
                "7|1|1|333.333;7|1|2|666.666;7|1|3|1000.0;");
    expect_rows(store,
                "SELECT DISTINCT GeometryType(geom), SRID(geom), IsValid(geom), NumPoints("
                "ExteriorRing(GeometryN(geom, 1))) FROM service_circle",
                "MULTIPOLYGON|4326|1|257;");
    /* SpatiaLite's own geodesic area against pi r^2 less the 0.01 % of 256 corners. */
    double area_m2 =
        number(store, "SELECT printf('%.3f', ST_Area(geom, 1)) FROM service_circle WHERE "
                      "limit_id = 3");
    assert_true(fabs(area_m2 / (M_PI * 1e6) - 0.9999) < 5e-5);
    lc_store_close(store);
}

static void circles_of_two_entrances_are_one_shape(void **state)
{
    static const lc_lonlat at = {121.47, 31.23};
    lc_store *store = town(*state);
    add_circle(store);
    add_facility(store, 7, 1, true);
    add_entrance(store, 7, 1, at);
    add_entrance(store, 7, 2, lc_geodesic_direct(at, 90, 1000));
    run(store);
    /* 1000 m apart: two at 333 m, one shape at 666 m and 1000 m; the union of two circles of radius
     * r, centres r apart, is r^2 (4 pi / 3 + sqrt(3) / 2). */
    expect_rows(store, "SELECT limit_id, NumGeometries(geom), IsValid(geom) FROM service_circle",
                "1|2|1;2|1|1;3|1|1;");
    double area_m2 =
        number(store, "SELECT printf('%.3f', ST_Area(geom, 1)) FROM service_circle WHERE "
                      "limit_id = 3");
    assert_true(fabs(area_m2 / (1e6 * (4 * M_PI / 3 + sqrt(3) / 2)) - 0.9999) < 5e-5);
    lc_store_close(store);
}

/* 100 m of street, a ferry of 400 m, 100 m of street: the far side is reached, the water between is
 * not drawn. */
static void nobody_walks_along_a_ferry(void **state)
{
    lc_store *store = network_town(*state);
    add_edge(store, 0, 0, 1, 100000, "", straight, 2);
    add_edge(store, 1, 1, 2, 400000, "", straight, 2);
    add_edge(store, 2, 2, 3, 100000, "", straight, 2);
    sql(store, "UPDATE net_edge SET kind = 'ferry', wait_s = 90 WHERE edge_id = 1");
    add_joined(store, 1, 1, 0, 0, 0);
    run(store);
    expect_rows(store, "SELECT length_m, NumGeometries(geom) FROM service_street ORDER BY limit_id",
                "200.0|2;200.0|2;200.0|2;");
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(streets_are_cut_at_the_limit_on_both_sides),
        LC_TEST(the_middle_out_of_reach_is_left_out),
        LC_TEST(stretches_that_touch_are_one_line),
        LC_TEST(cuts_follow_the_bends_of_a_street),
        LC_TEST(streets_reach_beyond_the_first_piece),
        LC_TEST(on_a_one_way_street_people_come_from_one_side),
        LC_TEST(pieces_without_length_draw_nothing),
        LC_TEST(nobody_walks_along_a_ferry),
        LC_TEST(only_the_first_profile_is_drawn),
        LC_TEST(circles_are_round_and_of_the_right_size),
        LC_TEST(circles_of_two_entrances_are_one_shape),
    };
    return cmocka_run_group_tests_name("reach_draw", tests, NULL, NULL);
}
