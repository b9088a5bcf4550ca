/* Streets: OSM files by the foot rules, line layers by their vertices; and what maps draw besides.
 */
#include "street_files.h"

static lc_status streets_are(bench *b, const char *file, const char *text)
{
    char yaml[512];
    put(b, "regions.geojson", town_file);
    put(b, file, text);
    snprintf(yaml, sizeof yaml, REGIONS "streets:\n  - {file: %s}\n", file);
    study_is(b, yaml);
    run_stage(b, types);
    run_stage(b, regions);
    return stage(b, "streets", lc_source_streets);
}

static void osm_ways_by_the_foot_rules(void **state)
{
    bench *b = *state;
    assert_ok(
        b->ctx,
        streets_are(b, "s.osm",
                    OSM(NODE(1, 121.001, 31.001) NODE(2, 121.002, 31.001) NODE(3, 121.003, 31.001)
                            NODE(4, 125.0, 31.0) NODE(5, 125.1, 31.0) WAY(
                                10, ND(1) ND(2), TAG("highway", "residential") TAG("name", "一路"))
                                WAY(11, ND(2) ND(3), TAG("highway", "steps"))
                                    WAY(12, ND(1) ND(3), TAG("highway", "motorway"))
                                        WAY(13, ND(4) ND(5), TAG("highway", "residential"))
                                            WAY(14, ND(3) ND(99), TAG("highway", "footway"))
                                                WAY(15, ND(1) ND(2), TAG("building", "yes")))));
    assert_rows(b,
                "SELECT source_id, class, name, steps, foot_forward, foot_backward, rule, access, "
                "kind, LENGTH(node_ids), HEX(node_ids), ST_AsText(geom) FROM street ORDER BY 1",
                "10|residential|一路|0|1|1|class_open|through|plain|16|"
                "01000000000000000200000000000000|LINESTRING(121.001 31.001, 121.002 31.001)\n"
                "11|steps|-|1|1|1|class_open|through|steps|16|"
                "02000000000000000300000000000000|LINESTRING(121.002 31.001, 121.003 31.001)\n"
                "12|motorway|-|0|0|0|class_closed|none|plain|16|"
                "01000000000000000300000000000000|LINESTRING(121.001 31.001, 121.003 31.001)\n");
    assert_rows(b, "SELECT code, value, detail FROM finding", "missing_nodes|1|1\n");
    assert_rows(b, "SELECT role, driver, rows_in, rows_kept FROM input WHERE stage = 'streets'",
                "streets|OSM|5|2\n");
}

static void broken_osm_is_refused(void **state)
{
    bench *b = *state;
    assert_int_equal(streets_are(b, "s.osm", "<?xml version='1.0'?><osm version='0.6'><node id="),
                     LC_INPUT);
    assert_message(b->ctx, "s.osm");
}

static void streets_elsewhere_are_refused(void **state)
{
    bench *b = *state;
    assert_int_equal(streets_are(b, "s.osm",
                                 OSM(NODE(4, 125.0, 31.0) NODE(5, 125.1, 31.0)
                                         WAY(13, ND(4) ND(5), TAG("highway", "residential")))),
                     LC_INPUT);
    assert_message(b->ctx, "none of its 1 streets can be walked within the study area");
}

static void lines_join_where_vertices_agree(void **state)
{
    bench *b = *state;
    assert_ok(
        b->ctx,
        streets_are(b, "s.geojson",
                    COLLECTION(LINE("{\"name\":\"甲\",\"highway\":\"residential\"}",
                                    "[121.001,31.001],[121.002,"
                                    "31.001]") "," LINE("{\"name\":\"乙\",\"highway\":"
                                                        "\"footway\"}",
                                                        "[121.00200000001,31.001],[121.002,31."
                                                        "002]") "," LINE("{\"name\":\"丙\","
                                                                         "\"highway\":"
                                                                         "\"footway\"}",
                                                                         "[121.0020002,31.001],["
                                                                         "121.003,31.002]"))));
    assert_rows(
        b,
        "SELECT SUBSTR(HEX(a.node_ids), 17) = SUBSTR(HEX(b.node_ids), 1, 16), "
        "SUBSTR(HEX(a.node_ids), 17) = SUBSTR(HEX(c.node_ids), 1, 16) "
        "FROM street a, street b, street c WHERE a.name = '甲' AND b.name = '乙' AND c.name = '丙'",
        "1|0\n");
}

static void inner_vertices_of_another_level_do_not_join(void **state)
{
    bench *b = *state;
    assert_ok(
        b->ctx,
        streets_are(
            b, "s.geojson",
            COLLECTION(LINE("{\"name\":\"路\",\"layer\":0}",
                            "[121.001,31.001],[121.002,31.001],["
                            "121.003,31.001]") "," LINE("{\"name\":\"桥\",\"layer\":1}",
                                                        "[121.002,31.0],[121.002,31.001],[121.002,"
                                                        "31.002]") "," LINE("{\"name\":\"巷\","
                                                                            "\"layer\":0}",
                                                                            "[121.002,31.0],[121."
                                                                            "002,31.001]"))));
    assert_rows(b,
                "SELECT SUBSTR(HEX(a.node_ids), 17, 16) = SUBSTR(HEX(b.node_ids), 17, 16), "
                "SUBSTR(HEX(a.node_ids), 17, 16) = SUBSTR(HEX(c.node_ids), 17, 16), "
                "SUBSTR(HEX(b.node_ids), 1, 16) = SUBSTR(HEX(c.node_ids), 1, 16) FROM street a, "
                "street b, street c WHERE a.name = '路' AND b.name = '桥' AND c.name = '巷'",
                "0|1|1\n");
}

static void foot_column_and_class_decide(void **state)
{
    bench *b = *state;
    assert_ok(
        b->ctx,
        streets_are(
            b, "s.geojson",
            COLLECTION(LINE(
                "{\"name\":\"a\",\"class\":\"主干道\",\"步行\":\"否\"}",
                "[121.001,31.001],["
                "121.002,31.001]") "," LINE("{\"name\":\"b\",\"class\":"
                                            "\"主干道\",\"步行\":\"是\"}",
                                            "[121.001,31.001],[121.002,31."
                                            "001]") "," LINE("{\"name\":\"c\","
                                                             "\"class\":"
                                                             "\"motorway\","
                                                             "\"步行\":null}",
                                                             "[121.001,31.001]"
                                                             ",[121.002,31."
                                                             "001]") "," LINE("{\"name\":"
                                                                              "\"d\","
                                                                              "\"class\":"
                                                                              "\"residential\""
                                                                              ",\"步行\":"
                                                                              "\"no\"}",
                                                                              "[121.001,31."
                                                                              "001],[121.002,"
                                                                              "31.001]") "," LINE("{\"name\":\"e\",\"class\":\"steps\",\"步行\":null}",
                                                                                                  "[121.001,31.001],[121.002,31.001]"))));
    assert_rows(b, "SELECT name, class, steps, access, rule FROM street ORDER BY 1",
                "a|主干道|0|none|foot_no\nb|主干道|0|through|foot_yes\n"
                "c|motorway|0|none|class_closed\nd|residential|0|none|foot_no\n"
                "e|steps|1|through|class_open\n");
}

static void points_are_no_streets(void **state)
{
    bench *b = *state;
    assert_ok(
        b->ctx,
        streets_are(
            b, "s.geojson",
            COLLECTION(LINE("{\"name\":\"a\"}", "[121.001,31.001],[121.002,31.001]") "," FEATURE(
                "{\"name\":\"b\"}", "{\"type\":\"Point\",\"coordinates\":[121.001,31.001]}"))));
    assert_rows(b, "SELECT name FROM street", "a\n");
    assert_rows(b, "SELECT code, feature FROM finding WHERE code <> 'dangling_ends'",
                "bad_street|b\n");
}

static void context_is_kept_for_maps(void **state)
{
    bench *b = *state;
    put(b, "regions.geojson", town_file);
    put(b, "w.geojson",
        COLLECTION(LINE("{\"name\":\"云溪\"}", "[121.0,31.005],[121.02,31.005]") "," FEATURE(
            "{\"name\":\"空\"}", "null")));
    study_is(b, REGIONS "context:\n  - {file: w.geojson, set: {kind: water}}\n");
    run_stage(b, regions);
    run_stage(b, context);
    assert_rows(b, "SELECT kind, name, ST_AsText(GeomFromWKB(wkb, 4326)) FROM context_feature",
                "water|云溪|LINESTRING(121 31.005, 121.02 31.005)\n");
    assert_rows(b, "SELECT code, feature FROM finding", "no_geometry|空\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(osm_ways_by_the_foot_rules),
        BENCH_TEST(broken_osm_is_refused),
        BENCH_TEST(streets_elsewhere_are_refused),
        BENCH_TEST(lines_join_where_vertices_agree),
        BENCH_TEST(inner_vertices_of_another_level_do_not_join),
        BENCH_TEST(foot_column_and_class_decide),
        BENCH_TEST(points_are_no_streets),
        BENCH_TEST(context_is_kept_for_maps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
