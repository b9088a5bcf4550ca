#include "study_test.h"

static const char *const full =
    "lifecircle: 1\n"
    "title: {zh: 云溪区评估, en: Yunxi}\n"
    "language: en\n"
    "as_of: 2024/6/30\n"
    "out: ./results/../out2\n"
    "store: /var/data/x.sqlite\n"
    "population:\n"
    "  - file: p.csv\n"
    "    form: polygons\n"
    "    grid_m: 50\n"
    "    year: 2025\n"
    "    crs: GCJ-02\n"
    "    groups: {resident: 常住人口, age60: 老年人口}\n"
    "  - {file: p.tif, form: raster, band: 2, year: '2020', groups: [resident]}\n"
    "  - {file: p.csv, form: points, year: 2024, groups: [resident, age60]}\n"
    "facilities:\n"
    "  - file: f.csv\n"
    "    sheet: 设施\n"
    "    encoding: GBK\n"
    "    crs: EPSG:4326\n"
    "    columns: {x: 经度, y: 纬度}\n"
    "    set: {status: open, type: meal_point}\n"
    "    map: {ownership: {公办: public, 民办: private}}\n"
    "regions: [{file: ./sub/../r.shp, layer: towns}]\n"
    "streets: [{file: s.osm.pbf}]\n"
    "targets: [{file: t.csv}]\n"
    "plans: [huangpu-2022, shanghai-2021]\n"
    "context: [{file: w.geojson, set: {kind: wall}, blocks: true}]\n"
    "types: types.csv\n"
    "sets:\n"
    "  care: {zh: 养老, types: [centre, day_care]}\n"
    "  rest: {types: [bench]}\n"
    "groups: [age60]\n"
    "limits_min: [7.5, 20]\n"
    "modes: [network]\n"
    "profiles:\n"
    "  - elder\n"
    "  - slow: {en: Slow, speed_mps: 0.9, steps_factor: 2}\n"
    "  - frail\n"
    "horizon_min: 45\n"
    "margin_m: 3000\n"
    "snap: {warn_m: 50, limit_m: 200}\n"
    "output: {formats: [csv, geojson], csv_bom: true, shapefile_encoding: gbk}\n"
    "elevation: dem.tif\n"
    "function_lists:\n"
    "  mine: {zh: 清单, centre: care, functions: [[day_care, meals], culture]}\n"
    "  other: {centre: rest, functions: [meals]}\n"
    "observations: [{file: t.csv}]\n"
    "trend: [2020, 2022, 2024]\n"
    "indicators_for: targets\n";

static void in_folder(const char *path, const char *rest)
{
    assert_memory_equal(path, folder, strlen(folder));
    assert_string_equal(path + strlen(folder), rest);
}

static void assert_near(double value, double expected)
{
    if (value < expected - 1e-9 || value > expected + 1e-9)
        fail_msg("%.17g is not %.17g", value, expected);
}

static lc_study *good(lc_ctx *ctx, const char *text)
{
    lc_study *study = NULL;
    assert_ok(ctx, parse(ctx, text, &study));
    assert_non_null(study);
    return study;
}

static void reads_the_plain_keys(void **state)
{
    lc_study *study = good(*state, full);
    in_folder(study->path, "/study.yaml");
    in_folder(study->folder, "");
    assert_string_equal(study->title_zh, "云溪区评估");
    assert_string_equal(study->title_en, "Yunxi");
    assert_int_equal(study->language, LC_LANG_EN);
    assert_string_equal(study->as_of, "2024-06-30");
    assert_int_equal(study->trend_count, 3);
    assert_int_equal(study->trend_years[0], 2020);
    assert_int_equal(study->trend_years[2], 2024);
    in_folder(study->out, "/out2");
    assert_string_equal(study->store, "/var/data/x.sqlite");
    in_folder(study->types, "/types.csv");
    assert_int_equal(study->types_place.line, 29);
    assert_int_equal(study->types_place.column, 8);
    assert_false(study->circle);
    assert_true(study->network);
    assert_int_equal(study->limit_count, 2);
    assert_near(study->limits_min[0], 7.5);
    assert_near(study->limits_min[1], 20);
    assert_near(study->horizon_min, 45);
    assert_near(study->margin_m, 3000);
    assert_string_equal(study->elevation_written, "dem.tif");
    assert_string_equal(study->elevation + strlen(study->folder), "/dem.tif");
    for (size_t i = 0; i < study->source_count; i++)
        assert_int_equal(study->sources[i].blocks, study->sources[i].role == LC_ROLE_CONTEXT);
    assert_near(study->snap_warn_m, 50);
    assert_near(study->snap_limit_m, 200);
    assert_int_equal(study->formats, LC_FORMAT_CSV | LC_FORMAT_GEOJSON);
    assert_true(study->csv_bom);
    assert_true(study->shapefile_gbk);
    assert_true(study->for_targets);
    assert_int_equal(study->group_count, 1);
    assert_string_equal(study->groups[0], "age60");
    lc_study_free(study);
}

static void orders_the_sources_by_role(void **state)
{
    static const lc_role roles[] = {LC_ROLE_REGIONS,    LC_ROLE_FACILITIES,   LC_ROLE_POPULATION,
                                    LC_ROLE_POPULATION, LC_ROLE_POPULATION,   LC_ROLE_STREETS,
                                    LC_ROLE_TARGETS,    LC_ROLE_OBSERVATIONS, LC_ROLE_CONTEXT};
    lc_study *study = good(*state, full);
    assert_int_equal(study->source_count, 9);
    for (size_t i = 0; i < 9; i++)
        assert_int_equal(study->sources[i].role, roles[i]);
    assert_string_equal(study->sources[0].written, "./sub/../r.shp");
    in_folder(study->sources[0].path, "/r.shp");
    assert_string_equal(study->sources[0].layer, "towns");
    assert_int_equal(study->sources[0].place.line, 24);
    assert_int_equal(study->sources[0].place.column, 18);
    assert_null(study->sources[0].crs);
    assert_string_equal(lc_role_name(LC_ROLE_CONTEXT), "context");
    lc_study_free(study);
}

static void reads_columns_constants_and_value_rules(void **state)
{
    lc_study *study = good(*state, full);
    const lc_source *source = &study->sources[1];
    assert_string_equal(source->layer, "设施");
    assert_string_equal(source->encoding, "GBK");
    assert_string_equal(source->crs, "EPSG:4326");
    assert_string_equal(lc_pairs_get(&source->columns, "y"), "纬度");
    assert_null(lc_pairs_get(&source->columns, "type"));
    assert_int_equal(source->constants.count, 2);
    assert_string_equal(lc_pairs_get(&source->constants, "type"), "meal_point");
    assert_int_equal(source->value_count, 2);
    assert_string_equal(source->values[1].field, "ownership");
    assert_string_equal(source->values[1].theirs, "民办");
    assert_string_equal(source->values[1].ours, "private");
    assert_int_equal(source->values[1].place.line, 23);
    lc_study_free(study);
}

static void reads_population_of_every_form(void **state)
{
    lc_study *study = good(*state, full);
    const lc_source *polygons = &study->sources[2], *raster = &study->sources[3],
                    *points = &study->sources[4];
    assert_int_equal(polygons->form, LC_POPULATION_POLYGONS);
    assert_near(polygons->grid_m, 50);
    assert_string_equal(polygons->crs, "gcj02");
    assert_string_equal(polygons->year, "2025");
    assert_int_equal(polygons->group_count, 2);
    assert_string_equal(polygons->groups[1].group, "age60");
    assert_string_equal(polygons->groups[1].column, "老年人口");
    assert_int_equal(raster->form, LC_POPULATION_RASTER);
    assert_int_equal(raster->band, 2);
    assert_string_equal(raster->groups[0].group, "resident");
    assert_null(raster->groups[0].column);
    assert_string_equal(points->groups[1].column, "age60");
    assert_near(points->grid_m, 100);
    lc_study_free(study);
}

static void reads_profiles_and_sets(void **state)
{
    lc_study *study = good(*state, full);
    assert_int_equal(study->profile_count, 3);
    assert_string_equal(study->profiles[0].code, "elder");
    assert_near(study->profiles[0].speed_mps, 1.0);
    assert_string_equal(study->profiles[1].code, "slow");
    assert_string_equal(study->profiles[1].name_zh, "Slow");
    assert_near(study->profiles[1].speed_mps, 0.9);
    assert_near(study->profiles[1].steps_factor, 2);
    assert_int_equal(study->profiles[1].place.line, 38);
    assert_near(study->profiles[2].speed_mps, 0.75);
    assert_int_equal(study->plan_count, 2);
    assert_string_equal(study->plans[1].code, "shanghai-2021");
    assert_int_equal(study->plans[1].place.line, 27);
    assert_int_equal(study->plans[1].place.column, 23);
    assert_int_equal(study->set_count, 2);
    assert_string_equal(study->sets[0].name_en, "养老");
    assert_string_equal(study->sets[0].types[1], "day_care");
    assert_string_equal(study->sets[1].name_zh, "rest");
    lc_study_free(study);
}

static void reads_function_lists(void **state)
{
    lc_study *study = good(*state, full);
    assert_int_equal(study->function_list_count, 2);
    const lc_function_list *lists = study->function_lists;
    assert_string_equal(lists[0].code, "mine");
    assert_string_equal(lists[0].name_en, "清单");
    assert_string_equal(lists[0].centre, "care");
    assert_string_equal(lists[0].functions, "day_care/meals;culture");
    assert_string_equal(lists[1].name_zh, "other");
    assert_string_equal(lists[1].functions, "meals");
    lc_study_free(study);
}

static void what_is_left_out_has_its_default(void **state)
{
    lc_study *study = good(*state, BASE);
    assert_string_equal(study->title_zh, "社区生活圈评估");
    assert_int_equal(study->language, -1);
    assert_string_equal(study->as_of, "2025-12-31");
    in_folder(study->out, "/out");
    assert_null(study->store);
    assert_null(study->types);
    assert_null(study->groups);
    assert_true(study->circle);
    assert_false(study->network);
    assert_int_equal(study->limit_count, 3);
    assert_near(study->limits_min[2], 15);
    assert_int_equal(study->profile_count, 1);
    assert_string_equal(study->profiles[0].code, "standard");
    assert_near(study->profiles[0].speed_mps * 900, 1000);
    assert_near(study->profiles[0].steps_factor, 1);
    assert_near(study->horizon_min, 60);
    assert_false(study->for_targets);
    assert_near(study->margin_m, 1500); /* 1000 m in 15 min, and 500 */
    assert_null(study->elevation);
    assert_near(study->snap_warn_m, 100);
    assert_near(study->snap_limit_m, 300);
    assert_int_equal(study->formats, LC_FORMAT_GPKG | LC_FORMAT_SHAPEFILE | LC_FORMAT_CSV |
                                         LC_FORMAT_JSON | LC_FORMAT_HTML);
    assert_false(study->csv_bom);
    assert_false(study->shapefile_gbk);
    lc_study_free(study);
}

static void streets_switch_the_network_on(void **state)
{
    lc_study *study = good(*state, BASE "streets: [{file: s.osm.pbf}]\n");
    assert_true(study->circle);
    assert_true(study->network);
    lc_study_free(study);
}

/* adult walks 1.3 m/s * 60 s * 90 min = 7020 m. */
static void profiles_say_what_they_lose(void **state)
{
    lc_study *study = good(*state, BASE "profiles: [standard, step_free, {own: {speed_mps: 1, "
                                        "crossing_s: 12.5, elevator_s: 40, step_free: true}}, "
                                        "{hill: {speed_mps: 1, slope: true}}]\n");
    const lc_profile *p = study->profiles;
    assert_int_equal(study->profile_count, 4);
    assert_near(p[0].crossing_s, 0);
    assert_near(p[0].elevator_s, 0);
    assert_false(p[0].step_free || p[0].slope);
    assert_near(p[1].crossing_s, 13);
    assert_near(p[1].elevator_s, 45);
    assert_true(p[1].step_free && p[1].slope);
    assert_near(p[2].crossing_s, 12.5);
    assert_near(p[2].elevator_s, 40);
    assert_true(p[2].step_free && !p[2].slope);
    assert_true(!p[3].step_free && p[3].slope);
    lc_study_free(study);
}

static void distances_follow_the_fastest_profile(void **state)
{
    lc_study *study = good(*state, BASE "limits_min: [90]\nprofiles: [elder, adult]\n");
    assert_near(study->horizon_min, 90);
    assert_near(study->margin_m, 7520);
    lc_study_free(study);
}

static void a_plain_title_serves_both_languages(void **state)
{
    lc_study *study = good(*state, BASE "title: 宝山\n");
    assert_string_equal(study->title_zh, "宝山");
    assert_string_equal(study->title_en, "宝山");
    lc_study_free(study);
}

static void anchors_may_share_what_repeats(void **state)
{
    lc_study *study =
        good(*state, "\xEF\xBB\xBFlifecircle: 1\n"
                     "facilities:\n"
                     "  - {file: f.csv, crs: bd09, map: &m {status: {在建: planned}}}\n"
                     "  - {file: t.csv, map: *m}\n"
                     "population: [{file: p.csv, form: points, year: 2025, groups: [a]}]\n");
    assert_int_equal(study->sources[0].value_count, 1);
    assert_string_equal(study->sources[1].values[0].ours, "planned");
    lc_study_free(study);
}

static void a_file_elsewhere_is_read_with_its_own_folder(void **state)
{
    lc_ctx *ctx = *state;
    lc_study *study = NULL;
    write_bytes("study.yaml", BASE, strlen(BASE));
    assert_int_equal(chdir("/"), 0);
    lc_status status = lc_study_read(ctx, study_path, &study);
    assert_int_equal(chdir(folder), 0);
    assert_ok(ctx, status);
    in_folder(study->sources[0].path, "/f.csv");
    lc_study_free(study);
}

/* docs/study-file.md lists every field of every role, and no other. */
static void the_page_lists_the_fields_of_each_role(void **state)
{
    lc_ctx *ctx = *state;
    FILE *file = fopen(LC_SOURCE_DIR "/docs/study-file.md", "rb");
    assert_non_null(file);
    static char page[65536];
    page[fread(page, 1, sizeof page - 1, file)] = '\0';
    fclose(file);
    for (int role = 0; role < LC_ROLE_COUNT; role++) {
        size_t count;
        const char *const *fields = lc_role_fields((lc_role)role, &count);
        lc_text row;
        lc_text_init(&row, ctx);
        lc_text_addf(&row, "\n| `%s` | ", lc_role_name((lc_role)role));
        for (size_t i = 0; i < count; i++)
            lc_text_addf(&row, "%s`%s`", i > 0 ? ", " : "", fields[i]);
        lc_text_add(&row, " |");
        if (strstr(page, row.bytes) == NULL)
            fail_msg("docs/study-file.md lacks the row%s", row.bytes);
        lc_text_clear(&row);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(reads_the_plain_keys),
        LC_TEST(orders_the_sources_by_role),
        LC_TEST(reads_columns_constants_and_value_rules),
        LC_TEST(reads_population_of_every_form),
        LC_TEST(reads_profiles_and_sets),
        LC_TEST(reads_function_lists),
        LC_TEST(what_is_left_out_has_its_default),
        LC_TEST(streets_switch_the_network_on),
        LC_TEST(profiles_say_what_they_lose),
        LC_TEST(distances_follow_the_fastest_profile),
        LC_TEST(a_plain_title_serves_both_languages),
        LC_TEST(anchors_may_share_what_repeats),
        LC_TEST(a_file_elsewhere_is_read_with_its_own_folder),
        LC_TEST(the_page_lists_the_fields_of_each_role),
    };
    return cmocka_run_group_tests_name("study_good", tests, make_folder, remove_folder);
}
