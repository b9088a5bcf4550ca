/* Real files, where they are at hand: the demo city that ships with the project, and Shanghai's
 * canteens in GCJ-02. */
#include "source_test.h"

#define SHANGHAI LC_SOURCE_DIR "/../shared/data/shanghai/"

static void read_demo(bench *b)
{
    assert_ok(b->ctx, lc_study_read(b->ctx, LC_SOURCE_DIR "/geodata/demo/study.yaml", &b->study));
    run_stage(b, types);
    run_stage(b, regions);
    run_stage(b, population);
    run_stage(b, facilities);
    run_stage(b, streets);
    run_stage(b, targets);
    run_stage(b, context);
}

/* The figures are those that the generator put in: geodata/demo/facts.json and README.md. */
static void demo_city_is_read_whole(void **state)
{
    bench *b = *state;
    read_demo(b);
    assert_rows(b, "SELECT level, COUNT(*), SUM(parent_id IS NULL) FROM region GROUP BY 1",
                "community|120|0\ndistrict|1|1\ntown|10|0\n");
    assert_rows(b,
                "SELECT code, SUM(people_micro) / 1000000 FROM demand_people JOIN people_group "
                "USING (group_id) GROUP BY 1",
                "age1_3|14251\nage60|154938\nage65|112962\nage70|71001\nage80|25362\nregistered|"
                "462334\nresident|600000\n");
    assert_rows(b, "SELECT COUNT(*) FROM demand WHERE region_id IS NULL", "0\n");
    assert_rows(b, "SELECT path, encoding, crs FROM input WHERE role = 'regions' LIMIT 1",
                "boundaries/district.shp|GB18030|EPSG:4549\n");
    assert_true(figure(b, "SELECT COUNT(*) FROM target") > 10);
}

/* Each unit's figure, for every group, against the sum over its points. */
static void demo_people_are_conserved_by_unit(void **state)
{
    bench *b = *state;
    read_demo(b);
    assert_rows(b,
                "SELECT COUNT(*) FROM unit_people u LEFT JOIN (SELECT unit_id, group_id, "
                "SUM(people_micro) AS total FROM demand "
                "JOIN demand_people USING (demand_id) GROUP BY 1, 2) s USING (unit_id, group_id) "
                "WHERE u.people_micro <> IFNULL(s.total, 0)",
                "0\n");
    assert_rows(b,
                "SELECT COUNT(*) FROM demand JOIN population_unit u USING (unit_id) JOIN region r "
                "USING (region_id) WHERE r.code <> u.code",
                "0\n");
}

static void demo_mess_is_told_row_by_row(void **state)
{
    bench *b = *state;
    read_demo(b);
    assert_rows(
        b,
        "SELECT code, COUNT(*) FROM finding WHERE stage = 'facilities' AND severity <> "
        "'note' GROUP BY 1",
        "approximate_number|1\nbad_date|1\ndoubtful_number|1\nduplicate_facility|1\nlat_lon_"
        "swapped|1\nmissing_name|1\nnegative_number|1\nno_coordinates|1\n"
        "outside_study|1\nunknown_type|1\n");
}

/* The canteens read against the districts, declared as `crs`; how many fall in the district that
 * their row names. */
static double canteens_in_their_district(bench *b, const char *crs)
{
    char yaml[1024];
    if (access(SHANGHAI "senior_canteens_gcj02.csv", R_OK) != 0)
        skip();
    snprintf(yaml, sizeof yaml,
             "regions:\n  - file: %sdistricts.geojson\n    columns: {code: district, name: "
             "district}\n    "
             "set: {level: district}\n"
             "facilities:\n  - file: %ssenior_canteens_gcj02.csv\n    crs: %s\n    columns: {code: "
             "district, x: longitude, y: latitude}\n    set: {type: meal_point}\n"
             "allow_paths: [%s]\n",
             SHANGHAI, SHANGHAI, crs, SHANGHAI);
    study_is(b, yaml);
    run_stage(b, types);
    run_stage(b, regions);
    run_stage(b, facilities);
    assert_rows(b, "SELECT COUNT(*) FROM facility", "97\n");
    return figure(b, "SELECT COUNT(*) FROM facility JOIN region USING (region_id) WHERE "
                     "facility.code = region.name");
}

/* 97 and 88 were counted by other means when the data was collected (its INDEX.md). */
static void canteens_declared_gcj02(void **state)
{
    assert_true(canteens_in_their_district(*state, "gcj02") == 97);
}

static void canteens_declared_wgs84(void **state)
{
    assert_true(canteens_in_their_district(*state, "EPSG:4326") == 88);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(demo_city_is_read_whole),      BENCH_TEST(demo_people_are_conserved_by_unit),
        BENCH_TEST(demo_mess_is_told_row_by_row), BENCH_TEST(canteens_declared_gcj02),
        BENCH_TEST(canteens_declared_wgs84),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
