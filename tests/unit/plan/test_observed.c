/* Reported figures beside computed ones, on the hand-worked town: west town 2 (3800 residents, 900
 * of 60+), east town 5 (5700 and 1100), district 1. observations.sql lists what is reported. */
#include "plan_test.h"

static lc_store *ready(lc_ctx *ctx, const char *as_of)
{
    lc_store *store = lc_town_open(ctx);
    lc_town_sql(ctx, store, "unit/plan/observations.sql");
    assert_ok(ctx, lc_indicator_run(store, as_of));
    assert_ok(ctx, lc_plan_run(store, as_of));
    return store;
}

static void expect_basis(lc_store *store, int target, int region, const char *want)
{
    bool row = false;
    lc_ctx *ctx = lc_store_ctx(store);
    lc_stmt *stmt = lc_town_stmt(ctx, store, "unit/plan/gaps.sql");
    lc_stmt_bind_int(stmt, ":target_id", target);
    lc_stmt_bind_int(stmt, ":region_id", region);
    assert_ok(ctx, lc_stmt_step(stmt, &row));
    assert_true(row);
    int64_t gap_id = lc_stmt_int(stmt, 0);
    lc_stmt_free(stmt);
    same_text(store, "unit/plan/basis.sql", gap_id, want);
}

/* 180 of 200; by 2030 120 more are needed, 24 a year. */
static void the_latest_report_is_used_and_never_one_of_the_future(void **state)
{
    lc_store *store = ready(*state, "2025-12-31");
    expect(store, 51, 1,
           (expected){.status = "short", .value = 180, .gap = 20, .closes = "units 20"});
    expect_basis(store, 51, 1, "reported 2025-06-30 季报");
    expect(
        store, 63, 1,
        (expected){
            .status = "not yet due", .value = 180, .gap = 120, .closes = "units 120", .pace = 24});
    lc_store_close(store);
    store = ready(*state, "2026-12-31");
    expect(store, 51, 1, (expected){.status = "met", .value = 260, .gap = 0});
    expect_basis(store, 51, 1, "reported 2026-12-31 年报");
    lc_store_close(store);
}

static void each_region_takes_its_own_report(void **state)
{
    lc_store *store = ready(*state, "2025-12-31");
    expect(store, 52, 2, (expected){.status = "met", .value = 0.6, .gap = 0});
    expect_basis(store, 52, 2, "reported 2024-12-30 年报");
    expect(store, 52, 5,
           (expected){.status = "no data",
                      .value = NAN,
                      .gap = NAN,
                      .lacks = "observation:homes_adapted_share"});
    expect_basis(store, 52, 5, "- - -");
    lc_store_close(store);
}

static void what_is_computed_wins(void **state)
{
    lc_store *store = ready(*state, "2025-12-31");
    expect(store, 53, 1,
           (expected){.status = "short",
                      .value = 2,
                      .gap = 2,
                      .closes = "facilities 2 comprehensive_centre"});
    expect_basis(store, 53, 1, "computed - -");
    /* Bounds that decide are computed, too: at most 1650 m2 of 2000. */
    expect_basis(store, 64, 1, "computed - -");
    lc_store_close(store);
}

/* East: 105 to 368 a thousand say nothing about 120 (test_plan.c); 130 are reported. */
static void bounds_that_do_not_decide_give_way(void **state)
{
    lc_store *store = ready(*state, "2025-12-31");
    expect(store, 54, 2, (expected){.status = "met", .value = 1350 / 3.8, .gap = 0});
    expect_basis(store, 54, 2, "computed - -");
    expect(store, 54, 5,
           (expected){.status = "met", .value = 130, .gap = 0, .low = NAN, .high = NAN});
    expect_basis(store, 54, 5, "reported 2025-12-31 年报");
    lc_store_close(store);
}

/* Nobody has listed a single day care: that is not to say that there is none. A report may say it:
 * 15 beds are missing, in two facilities of 10. 1 % of 2 % of the east town's 1100 elders: 11 more
 * beds. */
static void an_inventory_without_any_says_nothing(void **state)
{
    lc_store *store = ready(*state, "2025-12-31");
    expect(
        store, 55, 1,
        (expected){.status = "no data", .value = NAN, .gap = NAN, .lacks = "facilities:day_care"});
    expect_basis(store, 55, 1, "- - -");
    expect(
        store, 66, 1,
        (expected){.status = "no data", .value = NAN, .gap = NAN, .lacks = "facilities:day_care"});
    expect(
        store, 56, 1,
        (expected){
            .status = "short", .value = 0, .gap = 15, .closes = "beds 15; facilities 2 day_care"});
    expect_basis(store, 56, 1, "reported 2025-12-31 年报");
    expect(store, 57, 5,
           (expected){.status = "short",
                      .value = 0.01,
                      .gap = 0.01,
                      .closes = "beds 11; facilities 2 day_care"});
    lc_store_close(store);
}

/* One that is only planned shows that somebody looked. */
static void a_planned_one_makes_the_rest_a_true_nought(void **state)
{
    lc_store *store = ready(*state, "2025-12-31");
    expect(
        store, 58, 1,
        (expected){.status = "short", .value = 0, .gap = 1, .closes = "facilities 1 meal_point"});
    expect_basis(store, 58, 1, "computed - -");
    lc_store_close(store);
}

/* 40 % of the 5700 are 2280 people; a third of the three communities is one, so two are without.
 * Which ones they are, and where circles would help, no report says. */
static void a_reported_share_names_no_places(void **state)
{
    lc_store *store = ready(*state, "2025-12-31");
    expect(store, 62, 5,
           (expected){.status = "short", .value = 0.6, .gap = 0.4, .closes = "people 2280"});
    expect(store, 65, 1,
           (expected){.status = "short",
                      .value = 0.33333,
                      .gap = 1 - 0.33333,
                      .closes = "regions 2; facilities 2 day_care"});
    lc_store_close(store);
}

static void what_nobody_reported_is_lacking(void **state)
{
    lc_store *store = ready(*state, "2025-12-31");
    expect(
        store, 60, 1,
        (expected){
            .status = "no data", .value = NAN, .gap = NAN, .lacks = "observation:never_reported"});
    expect(store, 61, 1,
           (expected){
               .status = "no data", .value = NAN, .gap = NAN, .lacks = "observation:from_2026"});
    lc_store_close(store);
}

/* Today's value is told, and so is how it is known. */
static void a_target_that_awaits_its_figure_shows_what_is_reported(void **state)
{
    lc_store *store = ready(*state, "2025-12-31");
    expect(store, 59, 1, (expected){.status = "awaiting", .value = 180, .gap = NAN});
    expect_basis(store, 59, 1, "reported 2025-06-30 季报");
    lc_store_close(store);
}

/* In use and more than a year old: the homes of the west town. Old and not in use (12): not told.
 * Differing: 5 centres where 2 are; 75 % of a year ago to the day where 6800 / 9500 are covered;
 * within 0.5 %: 356.9 where 355.263 are (1.637 of 1.7845); within half a digit: 9.2 minutes where
 * 9.1733 are; between bounds: East's 130 of 105 to 368, its rooms' 1500 m2 of 0 to 1500. Beyond
 * them: 1700 m2 of rooms, of 150 to 1650 (2.9 %). Day care cannot be compared with nothing. */
static void old_and_differing_figures_are_found(void **state)
{
    lc_store *store = ready(*state, "2025-12-31");
    bool row = false;
    lc_stmt *stmt = lc_town_stmt(*state, store, "unit/plan/observation_findings.sql");
    assert_ok(*state, lc_stmt_step(stmt, &row));
    assert_string_equal(
        lc_stmt_text(stmt, 0),
        "observation_old|warning|5|西镇|homes_adapted_share|2024-12-30|2025-12-31\n"
        "observation_differs|warning|6|双河区|count (types=comprehensive_centre)|5 处 "
        "(2025-12-31)|2 处\n"
        "observation_differs|warning|12|双河区|coverage (types=comprehensive_centre)|75 % "
        "(2024-12-31)|71.5789 %\n"
        "observation_differs|warning|17|双河区|floor_area (types=activity_room)|1700 m2 "
        "(2025-12-31)|150..1650 m2");
    lc_stmt_free(stmt);
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(the_latest_report_is_used_and_never_one_of_the_future),
        LC_TEST(each_region_takes_its_own_report),
        LC_TEST(what_is_computed_wins),
        LC_TEST(bounds_that_do_not_decide_give_way),
        LC_TEST(an_inventory_without_any_says_nothing),
        LC_TEST(a_planned_one_makes_the_rest_a_true_nought),
        LC_TEST(a_reported_share_names_no_places),
        LC_TEST(what_nobody_reported_is_lacking),
        LC_TEST(a_target_that_awaits_its_figure_shows_what_is_reported),
        LC_TEST(old_and_differing_figures_are_found),
    };
    return cmocka_run_group_tests_name("plan_observed", tests, NULL, NULL);
}
