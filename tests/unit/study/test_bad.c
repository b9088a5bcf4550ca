#include "study_test.h"

/* Every document is wrong in one thing; the message begins with its place and says what to do. */
static const struct {
    const char *text, *place, *words;
} bad[] = {
    /* the document */
    {"", "1:1", "the study file is empty; `lifecircle new DIR`"},
    {"# only a comment\n", "1:1", "the study file is empty"},
    {"hello\n", "1:1", "the study must be a mapping, as in {key: value}, but this is a text"},
    {"[1, 2]\n", "1:1", "the study must be a mapping, as in {key: value}, but this is a list"},
    {BASE "---\nmore: 1\n", "5:1", "a second document begins here"},
    {BASE "title: [a\n", "5:1", "this is not valid YAML"},
    {BASE "title: \"a\n", "5:1", "found unexpected end of stream"},
    {BASE "\ttitle: a\n", "4:1", "found character that cannot start any token"},
    {BASE "title: a: b\n", "4:9", "mapping values are not allowed in this context"},
    {BASE "title: *nobody\n", "4:8", "found undefined alias"},
    {BASE "title: \x01\n", "4:8", "control characters are not allowed"},
    {BASE "title: \xD4\xC6\xCF\xAA\n", "4:1", "this line is not UTF-8"},
    /* the version */
    {"title: a\nfacilities: [{file: f.csv}]\npopulation: [{file: p.csv, form: points, year: 2025, "
     "groups: "
     "[resident]}]\n",
     "1:1", "begin it with the line lifecircle: 1"},
    {"lifecircle: 2\nnew_key: 1\n", "1:13",
     "written for a newer lifecircle (format 2; this program reads format 1)"},
    {"lifecircle: one\n", "1:13",
     "lifecircle must be a number from 1 to 1e+06, but this is \"one\""},
    {"lifecircle: 0.5\n", "1:13", "lifecircle must be a number from 1"},
    /* keys */
    {"lifecircle: 1\nfacilites: []\n", "2:1",
     "unknown key \"facilites\" in the study; did you mean \"facilities\"? Valid keys: lifecircle, "
     "title, "},
    {BASE "zebra: 1\n", "4:1", "unknown key \"zebra\" in the study. Valid keys: lifecircle"},
    {BASE "title: a\ntitle: b\n", "5:1",
     "key \"title\" is written twice in the study (first in line 4)"},
    {BASE "[a]: b\n", "4:1", "a key must be one word, but this is a list"},
    {BASE "title:\n", "4:7", "title must be one text or number, but this is nothing"},
    {BASE "title: ''\n", "4:8", "title must not be empty"},
    {BASE "title: {zh: a, fr: b}\n", "4:16", "unknown key \"fr\" in title"},
    {BASE "title: [a]\n", "4:8", "title must be one text or number, but this is a list"},
    {BASE "language: fr\n", "4:11", "unknown value \"fr\" for language"},
    {BASE "as_of: 2025-02-30\n", "4:8",
     "as_of must be a day written as 2025-12-31, but this is \"2025-02-30\""},
    {BASE "as_of: 2025\n", "4:8", "as_of must be a day"},
    {BASE "as_of: soon\n", "4:8", "as_of must be a day"},
    {BASE "trend: [2020, 2020]\n", "4:15", "trend must grow: 2020 comes after 2020"},
    {BASE "trend: [2025, 2020]\n", "4:15", "trend must grow: 2020 comes after 2025"},
    {BASE "trend: [2020.5]\n", "4:9", "trend must be whole years, as in trend: [2020, 2025]"},
    {BASE "trend: [20]\n", "4:9", "trend must be a number from 1900 to 2200"},
    {BASE "trend: [2025-12-31]\n", "4:9", "but this is \"2025-12-31\""},
    {BASE "trend: [1901, 1902, 1903, 1904, 1905, 1906, 1907, 1908, 1909, 1910, 1911, 1912, 1913, "
          "1914, 1915, 1916, 1917, 1918, 1919, 1920, 1921]\n",
     "4:129", "trend has more than 20 years"},
    /* files */
    {BASE "regions: r.shp\n", "4:10",
     "regions must be a list, as in [a, b] or lines beginning with -, but this is a text"},
    {BASE "regions: []\n", "4:10", "the list of regions is empty"},
    {BASE "regions: [r.shp]\n", "4:11", "regions must be a mapping"},
    {BASE "regions: [{layer: a}]\n", "4:11", "this entry of regions lacks \"file\""},
    {BASE "regions: [{fil: r.shp}]\n", "4:12",
     "unknown key \"fil\" in regions; did you mean \"file\"?"},
    {BASE "regions: [{file: r.sph}]\n", "4:18", "did you mean \"r.shp\"?"},
    {BASE "regions: [{file: nothing_like_it.gpkg}]\n", "4:18",
     "/nothing_like_it.gpkg); paths are relative to the study file"},
    {BASE "regions: [{file: data/r.shp}]\n", "4:18", "the folder"},
    {BASE "regions: [{file: sub}]\n", "4:18", "\"sub\" is a folder"},
    {BASE "regions: [{file: r.shp, layer: a, sheet: b}]\n", "4:42",
     "layer and sheet mean the same"},
    {BASE "regions: [{file: r.shp, encoding: GKB}]\n", "4:35",
     "unknown value \"GKB\" for encoding; did you mean \"GBK\"?"},
    {BASE "regions: [{file: r.shp, crs: 4549}]\n", "4:30", "write EPSG:4549"},
    {BASE "regions: [{file: r.shp, grid_m: 50}]\n", "4:25", "unknown key \"grid_m\" in regions"},
    {BASE "regions: [{file: r.shp, columns: {nmae: JDMC}}]\n", "4:35",
     "unknown value \"nmae\" for columns; did you mean \"name\"?"},
    {BASE "regions: [{file: r.shp, columns: {area_m2: x}}]\n", "4:35",
     "unknown value \"area_m2\" for columns. Valid values: code, name, level, parent, class, kind"},
    {BASE "regions: [{file: r.shp, columns: {name: a, name: b}}]\n", "4:44",
     "key \"name\" is written twice in columns"},
    {BASE "regions: [{file: r.shp, set: {level: twon}}]\n", "4:38",
     "unknown value \"twon\" for level; did you mean \"town\"?"},
    {BASE "regions: [{file: r.shp, map: {class: {a: urban}}}]\n", "4:42",
     "unknown value \"urban\" for class"},
    {BASE "regions: [{file: r.shp, map: {name: {a: b}}}]\n", "4:31",
     "unknown value \"name\" for map"},
    {BASE "regions: [{file: r.shp, map: {class: central}}]\n", "4:38", "class must be a mapping"},
    {BASE "regions: [{file: r.shp, columns: {name: a}, set: {name: b}}]\n", "4:51",
     "field \"name\" is both in columns and in set"},
    {BASE "targets: [{file: t.csv, map: {unit: {a: b}}}]\n", "4:31",
     "\"map\" has no meaning for targets"},
    {BASE "context: [{file: w.geojson, set: {kind: water}, blocks: maybe}]\n", "4:57", "blocks"},
    {BASE "streets: [{file: w.geojson, blocks: true}]\n", "4:29", "blocks"},
    {BASE "elevation: [a.tif]\n", "4:12", "elevation"},
    {BASE "context: [{file: w.geojson, set: {kind: river}}]\n", "4:41",
     "Valid values: water, railway, expressway"},
    {BASE "types: typos.csv\n", "4:8", "did you mean \"types.csv\"?"},
    /* population */
    {"lifecircle: 1\npopulation: [{file: p.csv, year: 2025, groups: [a]}]\n", "2:14",
     "this entry of population lacks \"form\" (points, polygons or raster)"},
    {"lifecircle: 1\npopulation: [{file: p.csv, form: points, groups: [a]}]\n", "2:14",
     "lacks \"year\""},
    {"lifecircle: 1\npopulation: [{file: p.csv, form: points, year: 2025}]\n", "2:14",
     "lacks \"groups\""},
    {"lifecircle: 1\npopulation: [{file: p.csv, form: points, year: 2025, groups: {}}]\n", "2:14",
     "groups of population must not be empty"},
    {"lifecircle: 1\npopulation: [{file: p.csv, form: polygon}]\n", "2:34",
     "unknown value \"polygon\" for form; did you mean \"polygons\"?"},
    {"lifecircle: 1\npopulation: [{file: p.csv, form: polygons, grid_m: 5}]\n", "2:52",
     "grid_m must be a number from 10 to 1000, but this is \"5\""},
    {"lifecircle: 1\npopulation: [{file: p.csv, form: points, year: 2025, groups: [a], grid_m: "
     "50}]\n",
     "2:67", "\"grid_m\" has no meaning for population of form points"},
    {"lifecircle: 1\npopulation: [{file: p.tif, form: raster, year: 2025, groups: [a, b]}]\n",
     "2:62", "a raster holds one group"},
    {"lifecircle: 1\npopulation: [{file: p.tif, form: raster, year: 2025, groups: {a: b}}]\n",
     "2:62", "a raster holds one group"},
    {"lifecircle: 1\npopulation: [{file: p.tif, form: raster, band: 1.5}]\n", "2:48",
     "band must be a whole number"},
    {"lifecircle: 1\npopulation: [{file: p.csv, form: points, year: last}]\n", "2:48",
     "year must be a number from 1900 to 2200"},
    {"lifecircle: 1\npopulation: [{file: p.csv, form: points, groups: [常住]}]\n", "2:51",
     "groups must be a code of small letters a-z, digits and _"},
    {"lifecircle: 1\npopulation: [{file: p.csv, form: points, groups: [a, a]}]\n", "2:54",
     "group \"a\" is named twice"},
    {"lifecircle: 1\npopulation: [{file: p.csv, map: {a: {b: c}}}]\n", "2:28",
     "unknown key \"map\" in population"},
    {"lifecircle: 1\nfacilities: [{file: f.csv}]\n", "1:1", "the study lacks \"population\""},
    {"lifecircle: 1\npopulation: [{file: p.csv, form: points, year: 2025, groups: [a]}]\n", "1:1",
     "the study lacks \"facilities\""},
    /* the rest */
    {BASE "plans: huangpu-2022\n", "4:8", "plans must be a list"},
    {BASE "plans: []\n", "4:8", "the list of plans is empty"},
    {BASE "plans: [{file: p.csv}]\n", "4:9", "plans must be one text or number"},
    {BASE "plans: [a-1, b-2, a-1]\n", "4:19", "\"a-1\" is named twice in plans; keep one"},
    {BASE "plan: [a-1]\n", "4:1", "unknown key \"plan\" in the study; did you mean \"plans\"?"},
    {BASE "groups: [age60]\n", "4:10", "no population file has the group \"age60\""},
    {BASE "groups: [resident, resident]\n", "4:20", "\"resident\" is named twice in groups"},
    {BASE "function_lists: {f: {functions: [a]}}\n", "4:18",
     "function list \"f\" lacks \"centre\""},
    {BASE "function_lists: {f: {centre: a}}\n", "4:18", "function list \"f\" lacks \"functions\""},
    {BASE "function_lists: {f: {centre: a, functions: [[b, c], [{d: e}]]}}\n", "4:54",
     "functions must be a code, but this is a mapping"},
    {BASE "function_lists: {f: {centre: a, function: [b]}}\n", "4:33",
     "did you mean \"functions\""},
    {BASE
     "function_lists: {f: {centre: a, functions: [a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,"
     "a,a,a,a,a,a,a,a]}}\n",
     "4:105", "functions has more than 30 items"},
    {BASE "sets: {care: {zh: a}}\n", "4:8", "set \"care\" lacks \"types\""},
    {BASE "sets: {care: {types: [a, a]}}\n", "4:26", "\"a\" is named twice in types"},
    {BASE "sets: {Care: {types: [a]}}\n", "4:8", "sets must be a code"},
    {BASE "sets: {care: [a]}\n", "4:14", "care must be a mapping"},
    {BASE "circles: {people: [50000, 30000]}\n", "4:19", "people must be the least and the most"},
    {BASE "circles: {people: [1, 2, 3]}\n", "4:26", "people has two numbers"},
    {BASE "circles: {people: [1]}\n", "4:19", "people must be the least and the most"},
    {BASE "circles: {limit: 7}\n", "4:18",
     "circles: limit must be one of limits_min, but this is 7"},
    {BASE "circles: {mode: network}\n", "4:17", "circles: mode must be one of the study's modes"},
    {BASE "circles: {group: nobody}\n", "4:18", "no population file has the group \"nobody\""},
    {BASE "circles: {class: [rural, rural]}\n", "4:26", "\"rural\" is named twice in class"},
    {BASE "circles: {size: 3}\n", "4:11", "unknown"},
    {BASE "limits_min: [5, 5]\n", "4:17", "limits_min must grow: 5 comes after 5"},
    {BASE "limits_min: [15, 10]\n", "4:18", "limits_min must grow: 10 comes after 15"},
    {BASE "limits_min: [0]\n", "4:14", "limits_min must be a number from 0.1 to 120"},
    {BASE "limits_min: [121]\n", "4:14", "limits_min must be a number"},
    {BASE "limits_min: [1, 2, 3, 4, 5, 6, 7, 8, 9]\n", "4:38", "limits_min has more than 8 limits"},
    {BASE "limits_min: [five]\n", "4:14", "but this is \"five\""},
    {BASE "modes: [network]\n", "4:8", "mode network needs \"streets\""},
    {BASE "modes: [circle, circle]\n", "4:17", "\"circle\" is named twice in modes"},
    {BASE "modes: [net]\n", "4:9", "Valid values: circle, network"},
    {BASE "profiles: [elderly]\n", "4:12",
     "unknown value \"elderly\" for profiles; did you mean \"elder\"?"},
    {BASE "profiles: [elder, elder]\n", "4:19", "profile \"elder\" is named twice"},
    {BASE "profiles: [{slow: {zh: a}}]\n", "4:13", "profile \"slow\" lacks \"speed_mps\""},
    {BASE "profiles: [{slow: {speed_mps: 9}}]\n", "4:31",
     "speed_mps must be a number from 0.1 to 5"},
    {BASE "profiles: [{slow: {speed_mps: 1, steps_factor: 0.5}}]\n", "4:48",
     "steps_factor must be a number from 1 to 20"},
    {BASE "profiles: [{slow: {speed_mps: 1, crossing_s: -1}}]\n", "4:46",
     "crossing_s must be a number from 0 to 600"},
    {BASE "profiles: [{slow: {speed_mps: 1, step_free: maybe}}]\n", "4:45", "step_free"},
    {BASE "profiles: [{elder: {speed_mps: 1}}]\n", "4:13", "\"elder\" is a preset"},
    {BASE "profiles: [{a: {speed_mps: 1}, b: {speed_mps: 1}}]\n", "4:12",
     "a profile of your own is written as"},
    {BASE "horizon_min: 10\n", "4:14",
     "horizon_min (10) must not be below the largest limit (15 minutes)"},
    {BASE "indicators_for: target\n", "4:17", "did you mean \"targets\"?"},
    {BASE "margin_m: 999\n", "4:11", "margin_m (999) must be at least 1000"},
    {BASE "snap: {warn_m: 400}\n", "4:7", "snap: warn_m (400) must not be above limit_m (300)"},
    {BASE "snap: {limit: 400}\n", "4:8", "did you mean \"limit_m\"? Valid keys: warn_m, limit_m"},
    {BASE "output: {formats: [shp]}\n", "4:20", "unknown value \"shp\" for formats"},
    {BASE "output: {formats: [csv, csv]}\n", "4:25", "\"csv\" is named twice in formats"},
    {BASE "output: {csv_bom: maybe}\n", "4:19", "Valid values: true, false"},
    {BASE "output: {shapefile_encoding: gb2312}\n", "4:30", "Valid values: utf-8, gbk"},
    /* aliases */
    {BASE "regions: &a [*a]\n", "4:10", "regions must be a mapping"},
    {BASE "title: &a {zh: *a}\n", "4:8", "zh must be one text or number, but this is a mapping"},
};

static void each_mistake_is_told_with_its_place(void **state)
{
    lc_ctx *ctx = *state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lc_study *study = NULL;
        char start[64];
        snprintf(start, sizeof start, "study.yaml:%s: ", bad[i].place);
        lc_ctx_clear(ctx);
        lc_status status = parse(ctx, bad[i].text, &study);
        if (status != LC_INPUT || study != NULL)
            fail_msg("status %d for:\n%s", (int)status, bad[i].text);
        const char *message = lc_ctx_message(ctx);
        if (strncmp(message, start, strlen(start)) != 0 || strstr(message, bad[i].words) == NULL)
            fail_msg("for:\n%s\nwanted: %s... %s\ngot:    %s", bad[i].text, start, bad[i].words,
                     message);
    }
}

/* No message of the table is left in English when the context is Chinese: all say something beyond
 * ASCII. */
static void each_mistake_is_told_in_chinese(void **state)
{
    lc_ctx *ctx = *state;
    lc_ctx_set_language(ctx, LC_LANG_ZH);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lc_study *study = NULL;
        lc_ctx_clear(ctx);
        assert_int_equal(parse(ctx, bad[i].text, &study), LC_INPUT);
        const char *message = lc_ctx_message(ctx);
        bool chinese = false;
        for (const char *c = message; *c != '\0'; c++)
            chinese = chinese || (unsigned char)*c >= 0xE3;
        if (!chinese || strstr(message, "must be") != NULL || strstr(message, "Valid") != NULL)
            fail_msg("not Chinese: %s", message);
    }
}

static void expect_read(lc_ctx *ctx, const char *path, lc_status status, const char *words)
{
    lc_study *study = NULL;
    lc_ctx_clear(ctx);
    assert_int_equal(lc_study_read(ctx, path, &study), status);
    assert_null(study);
    assert_message(ctx, words);
}

static void a_study_that_cannot_be_read_is_told(void **state)
{
    lc_ctx *ctx = *state;
    expect_read(ctx, "sub", LC_INPUT,
                "sub is a folder; name the study file in it, as in sub/study.yaml");
    expect_read(ctx, "nowhere.yaml", LC_INPUT,
                "There is no study file nowhere.yaml; `lifecircle new DIR`");
    write_bytes("study.yaml", BASE, strlen(BASE));
    expect_read(ctx, "studdy.yaml", LC_INPUT, "did you mean \"study.yaml\"?");
    expect_read(ctx, "study.yaml/x", LC_INPUT, "There is no study file");
    expect_read(ctx, "/dev/null", LC_INPUT, "is no ordinary file");
    write_bytes("study.yaml", "", 0);
    expect_read(ctx, "study.yaml", LC_INPUT, "study.yaml:1:1: the study file is empty");
}

static void a_huge_file_is_refused(void **state)
{
    lc_ctx *ctx = *state;
    lc_study *study = NULL;
    size_t size = (4u << 20) + 1;
    char *bytes = malloc(size);
    memset(bytes, '#', size);
    assert_int_equal(lc_study_parse(ctx, bytes, size, "study.yaml", &study), LC_INPUT);
    assert_message(ctx, "study.yaml has more than 4 MB");
    write_bytes("study.yaml", bytes, size);
    expect_read(ctx, "study.yaml", LC_INPUT, "more than 4 MB");
    free(bytes);
}

/* A set of 300 types, named by 20000 aliases: 200 KB that would read as 6 million codes. */
static void a_bomb_of_aliases_is_refused(void **state)
{
    lc_ctx *ctx = *state;
    lc_text text;
    lc_text_init(&text, ctx);
    lc_text_add(&text, BASE "sets:\n  first: &a {types: [");
    for (int i = 0; i < 300; i++)
        lc_text_addf(&text, "type_with_a_long_name_%d, ", i);
    lc_text_add(&text, "]}\n");
    for (int i = 0; i < 20000; i++)
        lc_text_addf(&text, "  s%d: *a\n", i);
    lc_study *study = NULL;
    assert_int_equal(lc_study_parse(ctx, text.bytes, text.size, "study.yaml", &study), LC_INPUT);
    assert_message(ctx, "grows too large by repeating aliases");
    lc_text_clear(&text);
}

static void too_many_anchors_are_refused(void **state)
{
    lc_ctx *ctx = *state;
    lc_text text;
    lc_text_init(&text, ctx);
    lc_text_add(&text, BASE "sets:\n");
    for (int i = 0; i < 1001; i++)
        lc_text_addf(&text, "  s%d: &a%d {types: [x]}\n", i, i);
    lc_study *study = NULL;
    assert_int_equal(lc_study_parse(ctx, text.bytes, text.size, "study.yaml", &study), LC_INPUT);
    assert_message(ctx, "study.yaml:1005:10: more than 1000 anchors");
    lc_text_clear(&text);
}

static void deep_nesting_is_refused(void **state)
{
    lc_ctx *ctx = *state;
    size_t size = 100000;
    char *bytes = malloc(size);
    memset(bytes, '[', size);
    lc_study *study = NULL;
    assert_int_equal(lc_study_parse(ctx, bytes, size, "study.yaml", &study), LC_INPUT);
    assert_message(ctx, "study.yaml:1:201: more than 200 brackets");
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(each_mistake_is_told_with_its_place),
        LC_TEST(each_mistake_is_told_in_chinese),
        LC_TEST(a_study_that_cannot_be_read_is_told),
        LC_TEST(a_huge_file_is_refused),
        LC_TEST(a_bomb_of_aliases_is_refused),
        LC_TEST(too_many_anchors_are_refused),
        LC_TEST(deep_nesting_is_refused),
    };
    return cmocka_run_group_tests_name("study_bad", tests, make_folder, remove_folder);
}
