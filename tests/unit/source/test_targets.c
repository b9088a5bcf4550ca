/* Targets: the words of plans in one form, and what happens to those that are none. */
#include "source_test.h"

#define HEADER                                                                                     \
    "plan,item,region_code,scope,indicator,parameters,op,value,unit,year,nature,source,text,"      \
    "responsible\n"

static lc_status targets_are(bench *b, const char *lines)
{
    char csv[4096];
    snprintf(csv, sizeof csv, HEADER "%s", lines);
    put(b, "regions.geojson", town_file);
    put(b, "t.csv", csv);
    study_is(b, REGIONS "targets:\n  - file: t.csv\n");
    run_stage(b, types);
    run_stage(b, regions);
    run_stage(b, population);
    return stage(b, "targets", lc_source_targets);
}

static void words_are_brought_to_one_form(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx,
              targets_are(
                  b,
                  "规划,甲,D,self,area_per_1000,group=resident; "
                  "types=community_elderly,≥,40,m2,2025,约束性,文件一,\"不低于40,平方米\",民政局\n"
                  "规划,乙,D,each:街镇:class=中心城区+urbanised,覆盖率,types=comprehensive_centre|"
                  "limit=15|mode=network,不低于,95%,%,2025年,预期,,,\n"
                  "规划,丙,T1,,share_of_children_regions_with,\"types=activity_room,level=社区\","
                  "全部,,,,,,,\n"));
    assert_rows(b,
                "SELECT item, region_code, scope, indicator, parameters, op, value, unit, year, "
                "nature, text, row_no FROM target ORDER BY target_id",
                "甲|D|self|area_per_1000|types=community_elderly|group=resident|>=|40.0|m2|2025|"
                "binding|不低于40,平方米|2\n"
                "乙|D|each:town:class=central+urbanised|coverage|types=comprehensive_centre|limit="
                "15|mode=network|>=|95.0|%|2025|expected|-|3\n"
                "丙|T1|self|share_of_children_regions_with|types=activity_room|level=community|all|"
                "-|-|-|-|-|4\n");
    /* The bench's study has no streets: what it asks along them is told as not computed. */
    assert_string_equal(
        findings(b),
        "3|not_computed|parameters|types=comprehensive_centre|limit=15|mode=network\n");
}

static void empty_value_awaits_a_figure(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, targets_are(b, "p,a,D,,count,types=day_care,>=,,,2025,,,按市下达,\n"));
    assert_rows(b, "SELECT item, value FROM target", "a|-\n");
}

static void empty_region_is_the_one_above_all(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, targets_are(b, "p,a,,,count,types=day_care,>=,3,,,,,,\n"));
    assert_rows(b, "SELECT region_code FROM target", "D\n");
}

static void bad_rows_are_dropped_and_the_run_goes_on(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, targets_are(b, "p,a,X,,count,types=day_care,>=,3,,,,,,\n"
                                     "p,b,D,,happiness,types=day_care,>=,3,,,,,,\n"
                                     "p,c,D,every,count,types=day_care,>=,3,,,,,,\n"
                                     "p,d,D,each:hamlet,count,types=day_care,>=,3,,,,,,\n"
                                     "p,e,D,each:town:class=outer,count,types=day_care,>=,3,,,,,,\n"
                                     "p,f,D,,count,types=day_cares,>=,3,,,,,,\n"
                                     "p,g,D,,count,types=day_care;speed=9,>=,3,,,,,,\n"
                                     "p,h,D,,count,types=day_care,>>,3,,,,,,\n"
                                     "p,i,D,,count,types=day_care,>=,forty,,,,,,\n"
                                     "p,j,D,,count,types=day_care,>=,3,,soon,,,,\n"
                                     "p,k,D,,count,types=day_care;group=martians,>=,3,,,,,,\n"
                                     "p,l,D,,coverage,types=day_care;limit=-5,>=,3,,,,,,\n"
                                     "p,m,D,,count,types=day_care,>=,3,,2025,holy,,,\n"
                                     "p,n,D,,,types=day_care,>=,3,,2025,,,,\n"));
    assert_rows(b, "SELECT item, nature FROM target", "m|-\n");
    assert_rows(b, "SELECT feature, code, field FROM finding ORDER BY row_no",
                "a|unknown_region|region_code\nb|bad_target|indicator\nc|bad_target|scope\nd|bad_"
                "target|scope\ne|bad_target|scope\nf|bad_target|parameters\n"
                "g|bad_target|parameters\nh|bad_target|op\ni|bad_target|value\nj|bad_target|"
                "year\nk|bad_target|parameters\nl|bad_target|parameters\n"
                "m|unknown_value|nature\nn|missing_value|indicator\n");
    assert_rows(b, "SELECT detail FROM finding WHERE feature = 'f'", "types=day_care\n");
    assert_rows(b,
                "SELECT rows_in, rows_kept, rows_with_findings FROM input WHERE stage = 'targets'",
                "14|1|14\n");
}

/* A share of 80 without its per cent, and figures in ten thousands, would be compared with figures
 * of another size. */
static void figures_of_another_size_are_refused(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, targets_are(b, "p,a,D,,coverage,types=day_care,>=,80,,,,,,\n"
                                     "p,b,D,,coverage,types=day_care,>=,0.8,,,,,,\n"
                                     "p,c,D,,coverage,types=day_care,>=,100,％,,,,,\n"
                                     "p,e,D,,beds_per_elder,types=day_care,>=,35,‰,,,,,\n"
                                     "p,f,D,,floor_area,types=day_care,>=,3,万平方米,,,,,\n"
                                     "p,g,D,,floor_area,types=day_care,>=,30000,平方米,,,,,\n"
                                     "p,h,D,,count,types=day_care,all,,,,,,,\n"
                                     "p,i,D,,coverage,types=day_care,all,100,,,,,,\n"));
    assert_rows(b, "SELECT item, value, unit FROM target",
                "b|0.8|-\nc|100.0|%\ne|35.0|‰\ng|30000.0|平方米\ni|100.0|-\n");
    assert_rows(b, "SELECT feature, code, field, value FROM finding ORDER BY row_no",
                "a|bad_target|unit|\nf|bad_target|unit|万平方米\n"
                "h|bad_target|op|all\n");
}

static void every_measure_can_be_asked_for(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx,
              targets_are(b, "p,a,D,,coverage,types=day_care|mode=半径,>=,0.8,,,,,,\n"
                             "p,b,D,,coverage,types=day_care|mode=circle:elder,>=,0.8,,,,,,\n"
                             "p,c,D,,coverage,types=day_care|mode=network:elder,>=,0.8,,,,,,\n"
                             "p,d,D,,coverage,types=day_care|mode=ratio,>=,0.8,,,,,,\n"
                             "p,e,D,,coverage,types=day_care|mode=flight,>=,0.8,,,,,,\n"));
    assert_rows(b, "SELECT item, parameters FROM target",
                "a|types=day_care|mode=circle\nb|types=day_care|mode=circle:elder\n"
                "c|types=day_care|mode=network:elder\nd|types=day_care|mode=ratio\n");
}

static void table_without_indicator_is_refused(void **state)
{
    bench *b = *state;
    put(b, "regions.geojson", town_file);
    put(b, "t.csv", "plan,op,value\np,>=,3\n");
    study_is(b, REGIONS "targets:\n  - file: t.csv\n");
    assert_int_equal(stage(b, "targets", lc_source_targets), LC_INPUT);
    assert_message(b->ctx, "no column for indicator");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(words_are_brought_to_one_form),
        BENCH_TEST(empty_value_awaits_a_figure),
        BENCH_TEST(empty_region_is_the_one_above_all),
        BENCH_TEST(bad_rows_are_dropped_and_the_run_goes_on),
        BENCH_TEST(figures_of_another_size_are_refused),
        BENCH_TEST(every_measure_can_be_asked_for),
        BENCH_TEST(table_without_indicator_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
