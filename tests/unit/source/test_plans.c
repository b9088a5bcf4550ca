/* The plans that are compiled in: every row is a target, of the right region, with its words. */
#include "base/csv.h"
#include "source/plans.h"
#include "source_test.h"
#include "store/indicators.h"

/* INTEGRATOR: rows whose indicators and scopes are not merged yet; make it "" when they are. */
#define NOT_YET                                                                                    \
    " AND value NOT IN ('reported', 'capacity', 'open_in_period', 'renovated_in_period', "         \
    "'contracted_share', 'type_share', 'places_per_child', 'staff_per_1000_elder', "               \
    "'staff_per_100_beds', 'land_per_person', 'beds_share', 'circle_completeness', "               \
    "'each:circle') AND value NOT LIKE '%bed=%'"

static const char huangpu[] =
    COLLECTION(FEATURE("{\"code\":\"310101\",\"name\":\"黄浦区\",\"level\":\"district\"}",
                       SQUARE(121.0, 31.0, 121.02, 31.02)));
static const char two_tops[] = COLLECTION(
    FEATURE("{\"code\":\"A\",\"name\":\"甲\",\"level\":\"district\"}",
            SQUARE(121.0, 31.0, 121.01, 31.02)) "," FEATURE("{\"code\":\"B\",\"name\":"
                                                            "\"乙\",\"level\":"
                                                            "\"district\"}",
                                                            SQUARE(121.01, 31.0, 121.02, 31.02)));

/* The targets of a study that has these regions and, of plans and targets files, what `rest` says.
 */
static lc_status targets_of(bench *b, const char *regions, const char *rest)
{
    char text[4096];
    put(b, "regions.geojson", regions);
    snprintf(text, sizeof text, REGIONS "%s", rest);
    study_is(b, text);
    run_stage(b, types);
    run_stage(b, regions);
    run_stage(b, population);
    return stage(b, "targets", lc_source_targets);
}

static int64_t rows_of(bench *b, const char *code)
{
    const char *bytes;
    size_t size;
    lc_csv csv;
    bool row = true;
    int64_t rows = -2; /* the header, and the call that finds no more */
    assert_true(lc_source_plan_bytes(code, LC_PLAN_TARGETS, &bytes, &size));
    assert_ok(b->ctx, lc_csv_init(&csv, b->ctx, bytes, size));
    for (; row; rows++)
        assert_ok(b->ctx, lc_csv_next(&csv, &row));
    lc_csv_clear(&csv);
    return rows;
}

static void every_plan_is_whole(void **state)
{
    bench *b = *state;
    lc_source_plans plans;
    assert_ok(b->ctx, lc_source_plans_load(&plans, b->ctx));
    assert_true(plans.items.count >= 5);
    for (size_t i = 0; i < plans.items.count; i++) {
        const lc_source_plan *plan = lc_array_at(&plans.items, i);
        const char *const texts[] = {plan->code,        plan->name_zh,   plan->name_en,
                                     plan->region_code, plan->region_zh, plan->region_en,
                                     plan->issued,      plan->horizon};
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
            assert_true(texts[t][0] != '\0');
        assert_ptr_equal(lc_source_plan_find(&plans, plan->code), plan); /* no code twice */
        assert_true(rows_of(b, plan->code) > 0);
    }
    lc_source_plans_clear(&plans);
}

/* Every row of every plan through the reader of targets files: a known indicator with what it
 * needs, sets and groups that are there, a scope, an operator, a figure, a unit and a year that can
 * be read, nothing doubtful in its numbers. */
static void every_row_of_every_plan_becomes_a_target(void **state)
{
    bench *b = *state;
    lc_source_plans plans;
    assert_ok(b->ctx, lc_source_plans_load(&plans, b->ctx));
    for (size_t i = 0; i < plans.items.count; i++) {
        const lc_source_plan *plan = lc_array_at(&plans.items, i);
        char rest[512];
        snprintf(rest, sizeof rest, "plans: [%s]\n", plan->code);
        if (NOT_YET[0] != '\0' && strcmp(plan->code, "shanghai-2018") == 0)
            continue; /* INTEGRATOR: delete this line */
        assert_ok(b->ctx, targets_of(b, town_file, rest));
        assert_rows(b, "SELECT row_no, value FROM finding WHERE severity = 'error'" NOT_YET, "");
        assert_rows(b,
                    "SELECT * FROM finding WHERE stage = 'targets' AND code IN "
                    "('doubtful_number', 'unknown_value', 'bad_encoding')",
                    "");
        double told = figure(b, "SELECT count(*) FROM finding WHERE code = 'bad_target'");
        assert_int_equal(rows_of(b, plan->code), figure(b, "SELECT count(*) FROM target") + told);
        assert_rows(b,
                    "SELECT item FROM target WHERE coalesce(item_no, '') = '' OR coalesce(item_en, "
                    "'') = '' OR coalesce(source, '') = '' OR coalesce(text, '') = '' OR "
                    "coalesce(text_en, '') = '' OR region_code <> 'D' OR year NOT BETWEEN 2000 AND "
                    "2050",
                    "");
        assert_rows(b, "SELECT item_no FROM target GROUP BY item_no HAVING count(*) > 1", "");
        snprintf(rest, sizeof rest, "%s|%s|%s\n", plan->code, plan->name_zh, plan->name_en);
        assert_rows(b, "SELECT DISTINCT plan_code, plan, plan_en FROM target", rest);
    }
    lc_source_plans_clear(&plans);
}

static void a_row_keeps_its_words_and_the_input_its_digest(void **state)
{
    bench *b = *state;
    const char *bytes;
    size_t size;
    char hex[65], want[256];
    assert_ok(b->ctx, targets_of(b, town_file, "plans: [huangpu-2022]\n"));
    assert_rows(b,
                "SELECT plan_code, plan_en, item, item_en, indicator, op, value, year, nature, "
                "row_no FROM target WHERE item_no = 'elder-6'",
                "huangpu-2022|Huangpu District: implementation plan for elderly care and nursery "
                "services|每千人拥有社区养老服务设施建筑面积数|"
                "Floor area of community elderly facilities per 1000 people|area_per_1000|>=|40.0|"
                "2025|binding|7\n");
    assert_true(lc_source_plan_bytes("huangpu-2022", LC_PLAN_TARGETS, &bytes, &size));
    put_bytes(b, "copy.csv", bytes, size);
    int64_t size_bytes;
    snprintf(want, sizeof want, "%s/copy.csv", b->folder);
    assert_ok(b->ctx, lc_source_sha256(b->ctx, want, hex, &size_bytes));
    assert_int_equal(size_bytes, (int64_t)size);
    snprintf(want, sizeof want, "targets|plan:huangpu-2022|%zu|%s|%lld\n", size, hex,
             (long long)rows_of(b, "huangpu-2022"));
    assert_rows(b,
                "SELECT role, path, size_bytes, sha256, rows_in FROM input WHERE stage = 'targets'",
                want);
}

/* A copy of a plan is a targets file like any other, and says the same. */
static void a_copied_plan_gives_the_same_targets(void **state)
{
    static const char sql[] = "SELECT item_no, item, item_en, region_code, scope, indicator, "
                              "parameters, op, value, unit, year, nature, source, text, text_en, "
                              "responsible, row_no FROM target WHERE item_no LIKE 'elder-%' ORDER "
                              "BY target_id";
    bench *b = *state;
    const char *bytes;
    size_t size;
    assert_true(lc_source_plan_bytes("huangpu-2022", LC_PLAN_TARGETS, &bytes, &size));
    assert_ok(b->ctx, targets_of(b, huangpu, "plans: [huangpu-2022]\n"));
    char *built_in = strdup(rows(b, sql));
    char *copy = malloc(size), *to = copy;
    for (size_t i = 0; i < size; i++) { /* the region's code as this study writes it */
        bool code = size - i >= 12 && strncmp(bytes + i, "310101000000", 12) == 0;
        size_t n = code ? 6 : 1;
        memcpy(to, bytes + i, n);
        to += n;
        i += code ? 11 : 0;
    }
    put_bytes(b, "t.csv", copy, (size_t)(to - copy));
    assert_ok(b->ctx, targets_of(b, huangpu, "targets:\n  - file: t.csv\n"));
    assert_string_equal(rows(b, sql), built_in);
    assert_rows(b, "SELECT DISTINCT plan, plan_code, plan_en FROM target", "huangpu-2022|-|-\n");
    free(copy);
    free(built_in);
}

static void a_plan_of_the_study_is_for_its_own_region(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, targets_of(b, huangpu, "plans: [huangpu-2022]\n"));
    assert_rows(b, "SELECT DISTINCT region_code FROM target", "310101\n");
    assert_rows(b, "SELECT * FROM finding WHERE code = 'plan_elsewhere'", "");
}

static void a_plan_of_another_place_is_for_the_top_region(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, targets_of(b, town_file, "plans: [huangpu-2022, shanghai-2021]\n"));
    assert_rows(b, "SELECT DISTINCT plan_code, region_code FROM target",
                "huangpu-2022|D\nshanghai-2021|D\n");
    assert_rows(b,
                "SELECT input.path, severity, row_no, value, detail FROM finding JOIN input USING "
                "(input_id) WHERE code = 'plan_elsewhere' ORDER BY finding_id",
                "plan:huangpu-2022|note|-|上海市黄浦区 (Huangpu District, Shanghai, "
                "310101000000)|D\n"
                "plan:shanghai-2021|note|-|上海市 (Shanghai, 310000000000)|D\n");
}

static void several_top_regions_are_told_what_to_do(void **state)
{
    bench *b = *state;
    assert_int_equal(targets_of(b, two_tops, "plans: [huangpu-2022]\n"), LC_INPUT);
    assert_message(b->ctx, "none of the study's regions");
    assert_message(b->ctx, "lifecircle plans huangpu-2022 --csv");
}

static void plans_come_after_the_files(void **state)
{
    bench *b = *state;
    put(b, "t.csv",
        "编号,项目,英文名称,indicator,parameters,op,value,条文英文\n"
        "一-1,日间照护中心数,Day-care centres,count,types=day_care,>=,3,Three\n");
    assert_ok(b->ctx,
              targets_of(b, town_file, "targets:\n  - file: t.csv\nplans: [huangpu-2022]\n"));
    assert_rows(b, "SELECT plan, plan_code, item_no, item, item_en, text_en FROM target LIMIT 1",
                "t.csv|-|一-1|日间照护中心数|Day-care centres|Three\n");
    assert_rows(b, "SELECT DISTINCT coalesce(plan_code, 'file') FROM target ORDER BY target_id",
                "file\nhuangpu-2022\n");
}

/* A group that is known but not counted here is a target that will say what it lacks. */
static void a_group_without_people_may_be_asked_for(void **state)
{
    bench *b = *state;
    put(b, "t.csv",
        "item,indicator,parameters,op,value\n"
        "a,area_per_1000,types=nursery|group=age1_3,>=,40\n"
        "b,area_per_1000,types=nursery|group=resident,>=,40\n"
        "c,area_per_1000,types=nursery|group=martians,>=,40\n");
    assert_ok(b->ctx, targets_of(b, town_file, "targets:\n  - file: t.csv\n"));
    assert_rows(b, "SELECT item FROM target", "a\nb\n");
    assert_rows(b, "SELECT feature, severity, code, value FROM finding ORDER BY finding_id",
                "a|note|group_without_people|age1_3\n"
                "c|error|bad_target|types=nursery|group=martians\n");
}

/* A key that is there twice asks for two figures: neither is guessed. */
static void a_key_given_twice_is_refused(void **state)
{
    bench *b = *state;
    put(b, "t.csv",
        "item,indicator,parameters,op,value\n"
        "a,count,types=nursery|types=day_care,>=,4\n"
        "b,open_in_period,types=nursery|period=2018|period=2019,>=,4\n"
        "c,open_in_period,types=nursery|period=2018,>=,4\n");
    assert_ok(b->ctx, targets_of(b, town_file, "targets:\n  - file: t.csv\n"));
    assert_rows(b, "SELECT item FROM target", "c\n");
    assert_rows(b, "SELECT detail FROM finding WHERE code = 'bad_target' ORDER BY finding_id",
                "types=... (1 x)\nperiod=... (1 x)\n");
}

static void an_unknown_plan_is_told_with_the_nearest(void **state)
{
    bench *b = *state;
    study_is(b, "plans:\n  - huangpu-2022\n  - shanghai-2020\n");
    assert_int_equal(lc_source_plans_check(b->ctx, b->study), LC_INPUT);
    assert_message(b->ctx, "study.yaml:7:5: no plan is called \"shanghai-2020\"; did you mean "
                           "\"shanghai-20");
    lc_ctx_clear(b->ctx);
    study_is(b, "plans: [zebra]\n");
    assert_int_equal(lc_source_plans_check(b->ctx, b->study), LC_INPUT);
    assert_message(b->ctx, "study.yaml:5:9: no plan is called \"zebra\"; `lifecircle plans`");
}

static void a_table_that_is_not_there(void **state)
{
    (void)state;
    const char *bytes = "";
    size_t size = 1;
    assert_true(lc_source_plan_bytes("shanghai-2021", LC_PLAN_OBSERVATIONS, &bytes, &size));
    assert_int_equal(strlen(bytes), size);
    assert_false(lc_source_plan_bytes("zebra", LC_PLAN_TARGETS, &bytes, &size));
    assert_null(bytes);
    assert_int_equal(size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(every_plan_is_whole),
        BENCH_TEST(every_row_of_every_plan_becomes_a_target),
        BENCH_TEST(a_row_keeps_its_words_and_the_input_its_digest),
        BENCH_TEST(a_copied_plan_gives_the_same_targets),
        BENCH_TEST(a_plan_of_the_study_is_for_its_own_region),
        BENCH_TEST(a_plan_of_another_place_is_for_the_top_region),
        BENCH_TEST(several_top_regions_are_told_what_to_do),
        BENCH_TEST(plans_come_after_the_files),
        BENCH_TEST(a_group_without_people_may_be_asked_for),
        BENCH_TEST(a_key_given_twice_is_refused),
        BENCH_TEST(an_unknown_plan_is_told_with_the_nearest),
        BENCH_TEST(a_table_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
