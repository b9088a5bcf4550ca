/* What closes the gaps of beds, places, meals, staff, land, contracts and shares: a comment derives
 * each from inventory.sql (tests/unit/indicator) on the hand-worked town. */
#include "indicator/indicator.h"
#include "lc_town.h"
#include "plan/plan.h"

enum { DISTRICT = 1, WEST = 2, WEST_1 = 3, WEST_2 = 4 };

static lc_store *ready(lc_ctx *ctx, const char *change)
{
    lc_store *store = lc_town_open(ctx);
    lc_town_sql(ctx, store, "unit/indicator/inventory.sql");
    lc_town_sql(ctx, store, "unit/plan/targets_inventory.sql");
    if (change != NULL)
        lc_town_sql(ctx, store, change);
    assert_ok(ctx, lc_indicator_run(store, "2025-12-31"));
    assert_ok(ctx, lc_plan_run(store, "2025-12-31"));
    return store;
}

/* Status, gap in the indicator's unit, what is lacking (NULL: nothing) and what closes it. */
static void expect(lc_store *store, int target, int region, const char *status, double gap,
                   const char *lacks, const char *closes)
{
    lc_ctx *ctx = lc_store_ctx(store);
    bool row = false;
    lc_stmt *stmt = lc_town_stmt(ctx, store, "unit/plan/gaps.sql");
    lc_stmt_bind_int(stmt, ":target_id", target);
    lc_stmt_bind_int(stmt, ":region_id", region);
    assert_ok(ctx, lc_stmt_step(stmt, &row));
    if (!row)
        fail_msg("target %d has no row for region %d", target, region);
    assert_string_equal(lc_stmt_text(stmt, 5), status);
    if (isnan(gap) ? !lc_stmt_is_null(stmt, 4) : !(fabs(lc_stmt_double(stmt, 4) - gap) < 1e-12))
        fail_msg("gap of target %d: %.17g", target, lc_stmt_double(stmt, 4));
    if (lacks == NULL)
        assert_true(lc_stmt_is_null(stmt, 6));
    else
        assert_string_equal(lc_stmt_text(stmt, 6), lacks);
    lc_stmt *said = lc_town_stmt(ctx, store, "unit/plan/closes.sql");
    lc_stmt_bind_int(said, ":gap_id", lc_stmt_int(stmt, 0));
    assert_ok(ctx, lc_stmt_step(said, &row));
    assert_string_equal(lc_stmt_text(said, 0), closes);
    lc_stmt_free(said);
    lc_stmt_free(stmt);
}

/* West: 18 of 30, to be 24: 6 to convert, or x more with (18 + x) / (30 + x) = 0.8: 30. Among its
 * class the same. District: at most 28 of 40, 36 wanted: 8 at least, or (28 + x) / (40 + x) =
 * 0.9: 80. */
static void too_few_beds_of_a_kind(void **state)
{
    lc_store *store = ready(*state, NULL);
    const char *west = "beds_to_nursing 6; beds_or_nursing 30";
    expect(store, 1, WEST, "short", 0.2, NULL, west);
    expect(store, 17, DISTRICT, "short", 0.2, NULL, west);
    expect(store, 16, DISTRICT, "short", 0.2, "beds_of_kind:1",
           "beds_to_nursing 8; beds_or_nursing 80");
    expect(store, 3, DISTRICT, "short", 6, NULL, "beds_dementia 6");
    lc_store_close(store);
}

/* 30 public of 40, at most 20: 10 to convert, or x more of others with 30 / (40 + x) = 0.5: 20. */
static void too_many_beds_of_a_kind(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, 2, DISTRICT, "short", 0.25, NULL, "beds_from 10; beds_or_others 20");
    lc_store_close(store);
}

/* Without a bed there is no share. P2 has 0 to 60 beds: at most 78 / 90 are for nursing, and of the
 * 30 known ones (0.9 - 78 / 90) x 30 = 1 is lacking at least, or 1 / 0.1 = 10 more. Over several
 * areas such a share is not known. */
static void shares_that_are_not_known(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, 18, WEST_2, "no data", NAN, "empty:comprehensive_centre", "");
    lc_store_close(store);
    store = ready(*state, "unit/indicator/inventory_unknown.sql");
    expect(store, 16, DISTRICT, "short", 0.9 - 78 / 90.0, "beds_of_kind:1",
           "beds_to_nursing 1; beds_or_nursing 10");
    expect(store, 19, DISTRICT, "no data", NAN, "beds_of_kind:1", "");
    lc_store_close(store);
}

/* 2 of 4: 3 wanted, one to convert, or (2 + x) / (4 + x) = 0.75: 4 more; at most 1, one less, or 2
 * / (4
 * + x) = 0.25: 4 others. One of two has still to sign. */
static void shares_of_facilities(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, 4, DISTRICT, "short", 0.5, NULL, "contracts 1");
    expect(store, 5, DISTRICT, "short", 0.25, NULL,
           "types_to 1 comprehensive_centre; types_or 4 comprehensive_centre");
    expect(store, 6, DISTRICT, "short", 0.25, NULL,
           "types_from 1 comprehensive_centre; types_or_others 4 comprehensive_centre");
    lc_store_close(store);
}

/* 20 places for 100 children, 60 wanted: 40, two rooms of 20. 20 to 120 of 140: at least 20 more,
 * one room. 100 of 400 meals: 300, 2.5 centres of 120. */
static void places_and_meals(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, 7, WEST_1, "short", 0.4, NULL, "places 40; facilities 2 nursery_room");
    expect(store, 20, DISTRICT, "short", 20, "places:1", "places 20; facilities 1 nursery_room");
    expect(store, 8, WEST, "short", 300, NULL, "meals 300; facilities 3 comprehensive_centre");
    lc_store_close(store);
}

/* 9 of 12 a thousand for 2000 elders: 6. 7.5 of 10 a hundred for 40 beds: 1. 0.2 m2 for 9500 people
 * are 1900, 1300 are there. */
static void staff_and_land(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, 9, DISTRICT, "short", 3, NULL, "staff 6");
    expect(store, 10, DISTRICT, "short", 2.5, NULL, "social_workers 1");
    expect(store, 11, DISTRICT, "short", 0.2 - 1300 / 9500.0, NULL, "land_m2 600");
    lc_store_close(store);
}

/* What 2018 lacked nobody can build any more; until 2027 50 beds are 2.5 centres of 20. P1 was
 * renovated in 2024; nothing can be in 2026 yet. */
static void periods(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, 12, DISTRICT, "short", 4, NULL, "");
    expect(store, 13, DISTRICT, "not yet due", 50, NULL,
           "beds 50; facilities 3 comprehensive_centre");
    expect(store, 14, DISTRICT, "not yet due", 1, NULL, "renovated 1");
    expect(store, 21, DISTRICT, "not yet due", 500, NULL, "renovated_area_m2 500");
    lc_store_close(store);
}

/* Two rooms where there is to be one: nothing that is built helps. */
static void one_too_many(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, 15, DISTRICT, "short", 1, NULL, "");
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(too_few_beds_of_a_kind),
        LC_TEST(too_many_beds_of_a_kind),
        LC_TEST(shares_that_are_not_known),
        LC_TEST(shares_of_facilities),
        LC_TEST(places_and_meals),
        LC_TEST(staff_and_land),
        LC_TEST(periods),
        LC_TEST(one_too_many),
    };
    return cmocka_run_group_tests_name("plan_closes", tests, NULL, NULL);
}
