/* Reported figures: one form for what is asked, when and how much; and what happens to rows that
 * are none. The bench's study is of 2025-12-31 and has no streets. */
#include "source_test.h"

#define HEADER "indicator,parameters,region_code,date,value,unit,source,text,text_en\n"

static lc_status observations_are(bench *b, const char *header, const char *lines)
{
    char csv[4096];
    snprintf(csv, sizeof csv, "%s%s", header, lines);
    put(b, "regions.geojson", town_file);
    put(b, "o.csv", csv);
    study_is(b, REGIONS "observations:\n  - file: o.csv\n");
    run_stage(b, types);
    run_stage(b, regions);
    run_stage(b, population);
    return stage(b, "observations", lc_source_observations);
}

static void figures_are_brought_to_one_form(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx,
              observations_are(b, HEADER,
                               "beds,types=elder_beds,D,2025-06-30,120,张,年报,\"床位,共\",beds\n"
                               "覆盖率,limit=10;types=day_care,T1,2025,62.5,%,,,\n"
                               "carers_trained,,,2025年2月,\"1,860\",人,,,\n"
                               "reported,key=graded_share,T2,20250101,35,‰,,,\n"
                               "coverage,types=day_care,T1,2024-02,0.5,,,,\n"));
    assert_rows(b,
                "SELECT indicator, parameters, region_code, day, value, unit, source, text, "
                "text_en, row_no FROM observation ORDER BY observation_id",
                "beds|types=elder_beds|D|2025-06-30|120.0|张|年报|床位,共|beds|2\n"
                "coverage|types=day_care|limit=10|T1|2025-12-31|0.625|%|-|-|-|3\n"
                "reported|key=carers_trained|D|2025-02-28|1860.0|人|-|-|-|4\n"
                "reported|key=graded_share|T2|2025-01-01|0.035|‰|-|-|-|5\n"
                "coverage|types=day_care|T1|2024-02-29|0.5|-|-|-|-|6\n");
    /* 120 and 1,860 are whole, so 0.5; 62.5 % is known to 0.05 %, 35 per mille to 0.5 of
     * them, and a share of 0.5 to 0.05 */
    assert_rows(b, "SELECT round(rounding, 9) FROM observation ORDER BY observation_id",
                "0.5\n0.0005\n0.5\n0.0005\n0.05\n");
    /* What is left out is its default; without streets a mode means the circle. */
    assert_rows(b, "SELECT question FROM observation ORDER BY observation_id",
                "beds|types=elder_beds\n"
                "coverage|types=day_care|group=resident|limit=10|mode=circle\n"
                "reported|key=carers_trained\n"
                "reported|key=graded_share\n"
                "coverage|types=day_care|group=resident|limit=15|mode=circle\n");
    assert_string_equal(findings(b), "");
}

static void chinese_headers_are_found(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, observations_are(b, "指标,参数,区域代码,年份,数值,单位,来源,说明\n",
                                       "homes_adapted,,T1,2024,35,户,民政局,适老化改造\n"));
    assert_rows(b,
                "SELECT parameters, region_code, day, value, unit, source, text FROM observation",
                "key=homes_adapted|T1|2024-12-31|35.0|户|民政局|适老化改造\n");
}

static void bad_rows_are_dropped_and_the_run_goes_on(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, observations_are(b, HEADER,
                                       "beds,types=elder_beds,X,2025,1,,,,\n"
                                       "beds,types=elder_bedz,D,2025,1,,,,\n"
                                       "beds,,D,2025,1,,,,\n"
                                       "bads,types=elder_beds,D,2025,1,,,,\n"
                                       "Carers Trained,,D,2025,1,,,,\n"
                                       "carers,,D,soon,1,,,,\n"
                                       "carers,,D,,1,,,,\n"
                                       "carers,,D,2025,many,,,,\n"
                                       "carers,,D,2025,-1,,,,\n"
                                       "carers,,D,2025,,,,,\n"
                                       "carers,,D,2025,3,万人,,,\n"
                                       "coverage,types=day_care,D,2025,80,,,,\n"
                                       ",,D,2025,1,,,,\n"
                                       "carers,,D,2025,0,,,,\n"));
    assert_rows(b, "SELECT indicator, parameters, value FROM observation",
                "reported|key=carers|0.0\n");
    assert_string_equal(findings(b), "2|unknown_region|region_code|X\n"
                                     "3|bad_observation|parameters|types=elder_bedz\n"
                                     "4|bad_observation|parameters|-\n"
                                     "5|bad_observation|indicator|bads\n"
                                     "6|bad_observation|indicator|Carers Trained\n"
                                     "7|bad_observation|date|soon\n"
                                     "8|missing_value|date|-\n"
                                     "9|bad_observation|value|many\n"
                                     "10|bad_observation|value|-1\n"
                                     "11|missing_value|value|-\n"
                                     "12|bad_observation|unit|万人\n"
                                     "13|bad_observation|unit|\n"
                                     "14|missing_value|indicator|-\n");
    assert_rows(b, "SELECT detail FROM finding WHERE row_no IN (3, 5, 12) ORDER BY row_no",
                "types=elder_beds\nbeds\n30000, not 3 万\n");
    assert_rows(b, "SELECT rows_in, rows_kept FROM input WHERE stage = 'observations'", "14|1\n");
}

/* Rows 2 to 5 all ask who is within 15 minutes of day care, of D, for the end of 2025; row 6 of
 * another limit, row 7 of another day, row 8 of another region. */
static void one_figure_for_a_question_a_region_and_a_day(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx,
              observations_are(b, HEADER,
                               "coverage,types=day_care,D,2025-12-31,80,%,,,\n"
                               "coverage,types=day_care|limit=15.0|mode=circle,D,2025,0.8,,,,\n"
                               "coverage,types=day_care|group=resident,D,2025-12,81,%,,,\n"
                               "coverage,types=day_care|class=rural+central,D,2025,80,%,,,\n"
                               "coverage,types=day_care|limit=10,D,2025,70,%,,,\n"
                               "coverage,types=day_care,D,2024,70,%,,,\n"
                               "coverage,types=day_care,T1,2025,90,%,,,\n"
                               "coverage,types=day_care|class=central+rural,D,2025,79,%,,,\n"));
    assert_rows(b, "SELECT row_no FROM observation ORDER BY 1", "2\n5\n6\n7\n8\n");
    assert_rows(b, "SELECT row_no, severity, code, value, detail FROM finding ORDER BY row_no",
                "3|note|repeated_observation|0.8|2\n"
                "4|error|conflicting_observation|81|2\n"
                "9|error|conflicting_observation|79|5\n");
}

static void a_day_ahead_is_kept_and_told(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, observations_are(b, HEADER,
                                       "carers,,D,2025-12-31,5,,,,\n"
                                       "carers,,D,2026-01-01,6,,,,\n"));
    assert_rows(b, "SELECT day, value FROM observation ORDER BY day",
                "2025-12-31|5.0\n2026-01-01|6.0\n");
    assert_string_equal(findings(b), "3|observation_ahead|date|2026-01-01\n");
}

static void a_second_reading_replaces_the_first(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, observations_are(b, HEADER, "carers,,D,2025,5,,,,\n"));
    put(b, "o.csv", HEADER "carers,,D,2025,6,,,,\n");
    assert_ok(b->ctx, stage(b, "observations", lc_source_observations));
    assert_rows(b, "SELECT value FROM observation", "6.0\n");
    assert_string_equal(findings(b), "");
}

/* A study whose district has this code, held against the plan of Shanghai (310000000000). */
static void plan_is_held_against(bench *b, const char *code)
{
    static const char own[] = "\"code\":\"D\"";
    char regions[8192];
    const char *at = strstr(town_file, own);
    assert_non_null(at);
    snprintf(regions, sizeof regions, "%.*s\"code\":\"%s\"%s", (int)(at - town_file), town_file,
             code, at + strlen(own));
    put(b, "regions.geojson", regions);
    put(b, "o.csv", HEADER "minimum_living_standard,,,2020-12-31,1240,,,,\n");
    study_is(b, REGIONS "observations:\n  - file: o.csv\nplans: [shanghai-2021]\n");
    run_stage(b, types);
    run_stage(b, regions);
    run_stage(b, population);
    run_stage(b, observations);
}

/* The plan states the same figure as the file, after it. */
static void the_baselines_of_a_plan_are_read(void **state)
{
    bench *b = *state;
    plan_is_held_against(b, "310000000000");
    assert_rows(b,
                "SELECT path, rows_kept > 10, rows_in - rows_kept FROM input ORDER BY input_id "
                "DESC LIMIT 1",
                "plan:shanghai-2021|1|1\n");
    assert_rows(b,
                "SELECT region_code, day, value FROM observation WHERE parameters = "
                "'key=minimum_living_standard' ORDER BY day",
                "310000000000|2015-12-31|790.0\n310000000000|2020-12-31|1240.0\n");
    assert_rows(b, "SELECT code FROM finding WHERE stage = 'observations'",
                "repeated_observation\n");
}

static void the_baselines_of_another_place_are_not(void **state)
{
    bench *b = *state;
    plan_is_held_against(b, "319900000000");
    assert_rows(b, "SELECT region_code, value FROM observation", "319900000000|1240.0\n");
    assert_rows(b, "SELECT count(*) FROM input WHERE path LIKE 'plan:%'", "0\n");
}

static void a_table_without_dates_is_refused(void **state)
{
    bench *b = *state;
    assert_int_equal(observations_are(b, "indicator,value\n", "carers,5\n"), LC_INPUT);
    assert_message(b->ctx, "no column for date");
}

static void without_files_there_are_none(void **state)
{
    bench *b = *state;
    put(b, "regions.geojson", town_file);
    study_is(b, REGIONS);
    run_stage(b, regions);
    run_stage(b, observations);
    assert_rows(b, "SELECT count(*) FROM observation", "0\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(figures_are_brought_to_one_form),
        BENCH_TEST(chinese_headers_are_found),
        BENCH_TEST(bad_rows_are_dropped_and_the_run_goes_on),
        BENCH_TEST(one_figure_for_a_question_a_region_and_a_day),
        BENCH_TEST(a_day_ahead_is_kept_and_told),
        BENCH_TEST(a_second_reading_replaces_the_first),
        BENCH_TEST(the_baselines_of_a_plan_are_read),
        BENCH_TEST(the_baselines_of_another_place_are_not),
        BENCH_TEST(a_table_without_dates_is_refused),
        BENCH_TEST(without_files_there_are_none),
    };
    return cmocka_run_group_tests_name("source_observations", tests, NULL, NULL);
}
