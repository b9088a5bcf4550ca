/* Regions: outlines, levels, parents, and every way a boundary file goes wrong. */
#include "source_test.h"

static void regions_are(bench *b, const char *geojson, const char *more)
{
    char yaml[512];
    put(b, "regions.geojson", geojson);
    snprintf(yaml, sizeof yaml, REGIONS "%s", more);
    study_is(b, yaml);
}

static void tree_is_built_from_parents_and_ground(void **state)
{
    bench *b = *state;
    regions_are(b, town_file, "");
    run_stage(b, regions);
    /* ids by code: C1 C2 D T1 T2; C2 names no parent and lies in T1, towns lie in D */
    assert_rows(b,
                "SELECT r.region_id, r.code, r.level, r.class, r.kind, p.code FROM region r LEFT "
                "JOIN region p ON p.region_id = r.parent_id ORDER BY 1",
                "1|C1|community|-|-|T1\n2|C2|community|-|-|T1\n3|D|district|-|-|-\n4|T1|town|"
                "central|street|D\n5|T2|town|rural|-|D\n");
    assert_rows(b, "SELECT COUNT(*), SUM(depth) FROM region_tree",
                "11|8\n"); /* 5 selves; C1 C2: 1+2 each; T1 T2: 1 each */
    assert_string_equal(findings(b), "");
}

static void area_is_geodesic(void **state)
{
    bench *b = *state;
    regions_are(b, town_file, "");
    run_stage(b, regions);
    /* pyproj.Geod(ellps="WGS84").polygon_area_perimeter of D's corners: 4234967.1 m2 */
    assert_true(fabs(figure(b, "SELECT area_m2 FROM region WHERE code = 'D'") - 4234967.1) < 1);
}

static void outlines_are_valid_multipolygons(void **state)
{
    bench *b = *state;
    regions_are(b, town_file, "");
    run_stage(b, regions);
    assert_rows(b,
                "SELECT COUNT(*) FROM region WHERE ST_IsValid(geom) = 1 AND GeometryType(geom) = "
                "'MULTIPOLYGON' AND SRID(geom) = 4326",
                "5\n");
}

static void parent_by_statistical_code(void **state)
{
    bench *b = *state;
    /* the outlines lie apart, so only the codes can tell */
    regions_are(
        b,
        COLLECTION(FEATURE(
            "{\"code\":\"310115000000\",\"name\":\"区\",\"level\":\"district\"}",
            SQUARE(
                121, 31, 121.01,
                31.01)) "," FEATURE("{\"code\":\"310115007000\",\"name\":\"镇\",\"level\":"
                                    "\"town\"}",
                                    SQUARE(
                                        121.1, 31, 121.11,
                                        31.01)) "," FEATURE("{\"code\":\"310115007003\",\"name\":"
                                                            "\"村\",\"level\":\"community\"}",
                                                            SQUARE(121.2, 31, 121.21, 31.01))),
        "");
    run_stage(b, regions);
    assert_rows(
        b,
        "SELECT r.code, p.code FROM region r JOIN region p ON p.region_id = r.parent_id ORDER BY 1",
        "310115007000|310115000000\n310115007003|310115007000\n");
    assert_string_equal(findings(b),
                        "1|outside_parent|parent|0.0 %\n2|outside_parent|parent|0.0 %\n");
}

static void orphan_parent_is_told_and_found_by_ground(void **state)
{
    bench *b = *state;
    regions_are(
        b,
        COLLECTION(FEATURE(
            "{\"code\":\"D\",\"name\":\"区\",\"level\":\"district\"}",
            SQUARE(121, 31, 121.02, 31.02)) "," FEATURE("{\"code\":\"T\",\"name\":\"镇\",\"level\":"
                                                        "\"town\",\"parent\":\"X9\"}",
                                                        SQUARE(121, 31, 121.01, 31.01))),
        "");
    run_stage(b, regions);
    assert_rows(b, "SELECT code, parent_id FROM region ORDER BY 1", "D|-\nT|1\n");
    assert_string_equal(findings(b), "1|orphan_parent|parent|X9\n");
}

static void cycle_of_parents_is_cut(void **state)
{
    bench *b = *state;
    regions_are(
        b,
        COLLECTION(FEATURE(
            "{\"code\":\"A\",\"name\":\"甲\",\"level\":\"district\",\"parent\":\"B\"}",
            SQUARE(121, 31, 121.02, 31.02)) "," FEATURE("{\"code\":\"B\",\"name\":\"乙\",\"level\":"
                                                        "\"town\",\"parent\":\"A\"}",
                                                        SQUARE(121, 31, 121.01, 31.01))),
        "");
    run_stage(b, regions);
    assert_rows(b, "SELECT code, parent_id FROM region ORDER BY 1", "A|-\nB|1\n");
    assert_string_equal(findings(b), "0|parent_cycle|parent|B\n");
}

static void largest_share_of_ground_decides(void **state)
{
    bench *b = *state;
    regions_are(
        b,
        COLLECTION(FEATURE(
            "{\"code\":\"A\",\"name\":\"甲\",\"level\":\"district\"}",
            SQUARE(121, 31, 121.01,
                   31.02)) "," FEATURE("{\"code\":\"B\",\"name\":\"乙\",\"level\":\"district\"}",
                                       SQUARE(121.01, 31, 121.02,
                                              31.02)) "," FEATURE("{\"code\":\"T\",\"name\":\"镇\","
                                                                  "\"level\":\"town\"}",
                                                                  SQUARE(121.008, 31, 121.014,
                                                                         31.02))),
        "");
    run_stage(b, regions);
    assert_rows(b, "SELECT p.code FROM region r JOIN region p ON p.region_id = r.parent_id", "B\n");
    assert_string_equal(findings(b), "2|outside_parent|parent|66.7 %\n"); /* 4 of 6 parts */
}

static void rows_with_one_code_and_name_are_one_region(void **state)
{
    bench *b = *state;
    regions_are(
        b,
        COLLECTION(FEATURE(
            "{\"code\":\"A\",\"name\":\"甲\",\"level\":\"town\"}",
            SQUARE(121, 31, 121.01,
                   31.01)) "," FEATURE("{\"code\":\"A\",\"name\":\"甲\",\"level\":\"town\"}",
                                       SQUARE(121.02, 31, 121.03,
                                              31.01)) "," FEATURE("{\"code\":\"A\",\"name\":\"乙\","
                                                                  "\"level\":\"town\"}",
                                                                  SQUARE(121.04, 31, 121.05,
                                                                         31.01))),
        "");
    run_stage(b, regions);
    assert_rows(b, "SELECT code, name, ST_NumGeometries(geom) FROM region", "A|甲|2\n");
    assert_string_equal(findings(b), "1|merged_parts|code|A\n2|duplicate_code|code|A\n");
    assert_rows(b, "SELECT detail FROM finding WHERE code = 'duplicate_code'", "甲 (row 0)\n");
    assert_rows(b, "SELECT rows_in, rows_kept, rows_with_findings FROM input", "3|2|2\n");
    assert_true(fabs(figure(b, "SELECT area_m2 FROM region") / 2 - 1058796.2) < 1);
}

static void bad_rows_are_findings(void **state)
{
    bench *b = *state;
    regions_are(
        b,
        COLLECTION(
            FEATURE("{\"code\":\"A\",\"name\":\"甲\",\"level\":\"town\",\"class\":\"郊外\"}", SQUARE(121, 31, 121.01, 31.01)) "," FEATURE(
                "{\"code\":null,\"name\":\"乙\",\"level\":\"town\"}",
                SQUARE(
                    121, 31, 121.01,
                    31.01)) "," FEATURE("{\"code\":\"C\",\"name\":null,\"level\":\"town\"}",
                                        SQUARE(
                                            121, 31, 121.01,
                                            31.01)) "," FEATURE("{\"code\":\"D\",\"name\":\"丁\","
                                                                "\"level\":\"hamlet\"}",
                                                                SQUARE(
                                                                    121, 31, 121.01,
                                                                    31.01)) "," FEATURE("{\"code\":"
                                                                                        "\"E\","
                                                                                        "\"name\":"
                                                                                        "\"戊\","
                                                                                        "\"level\":"
                                                                                        "\"town\"}",
                                                                                        "null") "," FEATURE("{\"code\":\"F\",\"name\":\"己\",\"level\":\"town\"}",
                                                                                                            "{\"type\":\"Point\",\"coordinates\":[121,31]}")),
        "");
    run_stage(b, regions);
    assert_rows(b, "SELECT code, class FROM region", "A|-\n");
    assert_string_equal(rows(b, "SELECT row_no, code, severity FROM finding ORDER BY row_no"),
                        "0|unknown_value|warning\n1|missing_value|error\n2|missing_value|error\n3|"
                        "unknown_level|error\n4|no_geometry|error\n5|no_geometry|error\n");
}

static void bow_tie_is_repaired_and_told(void **state)
{
    bench *b = *state;
    regions_are(b,
                COLLECTION(FEATURE("{\"code\":\"A\",\"name\":\"甲\",\"level\":\"town\"}",
                                   "{\"type\":\"Polygon\",\"coordinates\":[[[121,31],[121.01,31.01]"
                                   ",[121.01,31],[121,31.01],[121,31]]]}")),
                "");
    run_stage(b, regions);
    assert_rows(b, "SELECT ST_IsValid(geom) FROM region", "1\n");
    assert_rows(b, "SELECT code FROM finding", "geometry_repaired\n");
}

static void levels_and_names_by_columns_set_and_map(void **state)
{
    bench *b = *state;
    regions_are(b,
                COLLECTION(FEATURE("{\"JDDM\":\"A\",\"JDMC\":\"甲\",\"FQ\":\"1类\"}",
                                   SQUARE(121, 31, 121.01, 31.01))),
                "    columns: {code: JDDM, name: JDMC, class: FQ}\n    set: {level: town}\n    "
                "map: {class: {1类: central}}\n");
    run_stage(b, regions);
    assert_rows(b, "SELECT code, name, level, class FROM region", "A|甲|town|central\n");
}

static void missing_column_tells_what_to_write(void **state)
{
    bench *b = *state;
    regions_are(
        b, COLLECTION(FEATURE("{\"kode\":\"A\",\"name\":\"甲\"}", SQUARE(121, 31, 121.01, 31.01))),
        "");
    assert_int_equal(stage(b, "regions", lc_source_regions), LC_INPUT);
    assert_message(b->ctx, "no column for code");
    assert_message(b->ctx, "columns: {code: kode}");
}

static void mapped_column_that_is_not_there_is_placed(void **state)
{
    bench *b = *state;
    regions_are(b, town_file, "    columns: {code: coed}\n");
    assert_int_equal(stage(b, "regions", lc_source_regions), LC_INPUT);
    assert_message(b->ctx, "study.yaml:7:15:");
    assert_message(b->ctx, "did you mean \"code\"");
}

static void table_without_shapes_is_refused(void **state)
{
    bench *b = *state;
    put(b, "r.csv", "code,name,level\nA,甲,town\n");
    study_is(b, "regions:\n  - file: r.csv\n");
    assert_int_equal(stage(b, "regions", lc_source_regions), LC_INPUT);
    assert_message(b->ctx, "the file has no geometry, but regions need one");
}

static void nothing_usable_names_the_commonest_reason(void **state)
{
    bench *b = *state;
    regions_are(
        b,
        COLLECTION(FEATURE(
            "{\"code\":\"A\",\"name\":\"甲\",\"level\":\"hamlet\"}",
            SQUARE(121, 31, 121.01,
                   31.01)) "," FEATURE("{\"code\":\"B\",\"name\":\"甲\",\"level\":\"hamlet\"}",
                                       SQUARE(121, 31, 121.01, 31.01))),
        "");
    assert_int_equal(stage(b, "regions", lc_source_regions), LC_INPUT);
    assert_message(b->ctx, "none of its 2 rows can be used");
    assert_message(b->ctx, "\"hamlet\" is not one of country");
    assert_rows(b, "SELECT COUNT(*) FROM finding", "0\n"); /* all of the stage is undone */
}

static void metres_declared_as_degrees_are_noticed(void **state)
{
    bench *b = *state;
    regions_are(b,
                COLLECTION(FEATURE("{\"code\":\"A\",\"name\":\"甲\",\"level\":\"town\"}",
                                   SQUARE(500000, 3400000, 501000, 3401000))),
                "");
    assert_int_equal(stage(b, "regions", lc_source_regions), LC_INPUT);
    assert_message(b->ctx, "are metres, not degrees");
}

static void study_crs_wins_and_is_told(void **state)
{
    bench *b = *state;
    regions_are(b, town_file, "    crs: gcj02\n");
    run_stage(b, regions);
    assert_rows(b, "SELECT DISTINCT code FROM finding", "crs_overridden\n");
    assert_rows(b, "SELECT crs FROM input", "GCJ-02\n");
    /* GCJ-02 moves Shanghai by 470 to 490 m: west edge no longer at 121.0 */
    assert_true(fabs(figure(b, "SELECT MbrMinX(geom) FROM region WHERE code = 'D'") - 121.0) >
                0.003);
}

static void no_regions_is_a_note(void **state)
{
    bench *b = *state;
    study_is(b, "");
    run_stage(b, regions);
    assert_rows(b, "SELECT severity, code FROM finding", "note|no_regions\n");
}

static void running_twice_gives_the_same(void **state)
{
    bench *b = *state;
    regions_are(b, town_file, "");
    run_stage(b, regions);
    run_stage(b, regions);
    assert_rows(b, "SELECT COUNT(*), (SELECT COUNT(*) FROM input) FROM region", "5|1\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(tree_is_built_from_parents_and_ground),
        BENCH_TEST(area_is_geodesic),
        BENCH_TEST(outlines_are_valid_multipolygons),
        BENCH_TEST(parent_by_statistical_code),
        BENCH_TEST(orphan_parent_is_told_and_found_by_ground),
        BENCH_TEST(cycle_of_parents_is_cut),
        BENCH_TEST(largest_share_of_ground_decides),
        BENCH_TEST(rows_with_one_code_and_name_are_one_region),
        BENCH_TEST(bad_rows_are_findings),
        BENCH_TEST(bow_tie_is_repaired_and_told),
        BENCH_TEST(levels_and_names_by_columns_set_and_map),
        BENCH_TEST(missing_column_tells_what_to_write),
        BENCH_TEST(mapped_column_that_is_not_there_is_placed),
        BENCH_TEST(table_without_shapes_is_refused),
        BENCH_TEST(nothing_usable_names_the_commonest_reason),
        BENCH_TEST(metres_declared_as_degrees_are_noticed),
        BENCH_TEST(study_crs_wins_and_is_told),
        BENCH_TEST(no_regions_is_a_note),
        BENCH_TEST(running_twice_gives_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
