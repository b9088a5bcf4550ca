/* Every indicator against figures worked out by hand: tests/stage/town/README.md derives the
 * town's, a comment each of the others. Regions: 1 district, 2 west town with communities 3 and 4,
 * 5 east town with community 6. */
#include "indicator/indicator.h"
#include "indicator_test.h"

static lc_store *ready(lc_ctx *ctx, const char *change)
{
    lc_store *store = lc_town_open(ctx);
    if (change != NULL)
        lc_town_sql(ctx, store, change);
    assert_ok(ctx, lc_indicator_run(store, "2025-12-31"));
    return store;
}

#define CENTRE "comprehensive_centre"
#define ROOM   "activity_room"
#define BOTH   "community_elderly"

static void people_sum_up_the_tree(void **state)
{
    lc_store *store = ready(*state, NULL);
    const double resident[] = {9500, 3800, 3000, 800, 5700, 5700};
    const double age60[] = {2000, 900, 700, 200, 1100, 1100};
    for (int r = 0; r < 6; r++) {
        expect(store, "people", r + 1, "", "resident", "", 0, resident[r]);
        expect(store, "people", r + 1, "", "age60", "", 0, age60[r]);
    }
    lc_store_close(store);
}

/* Walks to a centre: d1 250, d2 550, d3 850, d4 1030, d5 1470, d6 300 m; d7 none. 5, 10, 15 minutes
 * are 333, 666, 1000 m. */
static void coverage_by_walk(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, "coverage", 1, CENTRE, "resident", "network", 5, 4000.0 / 9500);
    expect(store, "coverage", 1, CENTRE, "resident", "network", 10, 6000.0 / 9500);
    expect(store, "coverage", 1, CENTRE, "resident", "network", 15, 6800.0 / 9500);
    expect(store, "coverage", 1, CENTRE, "age60", "network", 15, 1600.0 / 2000);
    expect(store, "coverage", 2, CENTRE, "resident", "network", 15, 1);
    expect(store, "coverage", 4, CENTRE, "resident", "network", 10, 0);
    expect(store, "coverage", 5, CENTRE, "resident", "network", 15, 3000.0 / 5700);
    figure f = look(store, "coverage", 6, CENTRE, "age60", "network", 15);
    same(f.numerator, 700, "numerator", 6);
    same(f.denominator, 1100, "denominator", 6);
    lc_store_close(store);
}

/* The set reaches d1 through the room, whatever the order of its types: everybody in the west. */
static void of_two_alike_the_one_within_the_limit_counts(void **state)
{
    lc_store *store = ready(*state, "unit/indicator/alike.sql");
    expect(store, "coverage", 3, CENTRE, "resident", "circle", 15, 2000.0 / 3000);
    expect(store, "coverage", 3, BOTH, "resident", "circle", 15, 1);
    lc_store_close(store);
}

static void coverage_by_circle_and_their_ratio(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, "coverage", 1, CENTRE, "resident", "circle", 15, 1);
    expect(store, "coverage", 1, CENTRE, "resident", "circle", 5, 4000.0 / 9500);
    expect(store, "coverage", 1, CENTRE, "resident", "ratio", 15, 6800.0 / 9500);
    expect(store, "coverage", 1, CENTRE, "resident", "ratio", 5, 1);
    expect(store, "coverage", 5, CENTRE, "resident", "ratio", 15, 3000.0 / 5700);
    figure f =
        look(store, "coverage", 4, CENTRE, "resident", "ratio", 5); /* no circle reaches it */
    assert_true(f.found);
    same(f.value, NAN, "ratio", 4);
    same(f.denominator, 0, "denominator", 4);
    lc_store_close(store);
}

/* The nearest of a set is the nearest of its types: d1 250, d2 440, d3 140, d4 890, d5 760, d6 300
 * m. */
static void a_set_takes_its_nearest_type(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, "coverage", 1, BOTH, "resident", "network", 5, 4800.0 / 9500);
    expect(store, "coverage", 1, BOTH, "resident", "network", 10, 6800.0 / 9500);
    expect(store, "coverage", 1, BOTH, "resident", "network", 15, 9000.0 / 9500);
    /* d3 800, d1 1800, d6 4800 of 9500: half are 4750 */
    expect(store, "time_median", 1, BOTH, "resident", "network", 0, 4.5);
    lc_store_close(store);
}

static void covered_and_uncovered_are_everybody(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, "people_covered", 1, CENTRE, "resident", "network", 15, 6800);
    expect(store, "people_uncovered", 1, CENTRE, "resident", "network", 15, 2700);
    expect(store, "people_uncovered", 6, CENTRE, "resident", "network", 15, 2700);
    expect(store, "people_uncovered", 4, CENTRE, "age60", "network", 10, 200);
    const char *modes[] = {"circle", "network"};
    for (int r = 1; r <= 6; r++)
        for (int m = 0; m < 2; m++)
            for (int limit = 5; limit <= 15; limit += 5) {
                figure c = look(store, "people_covered", r, ROOM, "resident", modes[m], limit);
                figure u = look(store, "people_uncovered", r, ROOM, "resident", modes[m], limit);
                figure p = look(store, "people", r, "", "resident", "", 0);
                assert_true(c.found && u.found);
                same(c.value + u.value, p.value, "covered + uncovered", r);
            }
    lc_store_close(store);
}

/* Network, both types together: d1 2, d2 2, d3 2, d4 1, d5 1, d6 2, d7 0; circle: 2, 4, 3, 4, 4,
 * 3, 1. */
static void the_histogram_of_facilities_reached(void **state)
{
    lc_store *store = ready(*state, NULL);
    const char *ids[] = {"people_reaching_0", "people_reaching_1", "people_reaching_2",
                         "people_reaching_3", "people_reaching_4", "people_reaching_5_or_more"};
    const double network[] = {500, 2200, 6800, 0, 0, 0}, circle[] = {0, 500, 1000, 3800, 4200, 0};
    for (int k = 0; k < 6; k++) {
        expect(store, ids[k], 1, BOTH, "resident", "network", 15, network[k]);
        expect(store, ids[k], 1, BOTH, "resident", "circle", 15, circle[k]);
    }
    assert_false(look(store, ids[0], 1, BOTH, "resident", "network", 10).found);
    lc_store_close(store);
}

/* With the change, d1 reaches 4 centres and a room, d2 8 and a room: 3000 people reach five or
 * more; d3 is empty, d7 has 5000. */
static void five_or_more_is_one_bin(void **state)
{
    lc_store *store = ready(*state, "unit/indicator/variant.sql");
    expect(store, "people_reaching_5_or_more", 1, BOTH, "resident", "network", 15, 3000);
    expect(store, "people_reaching_4", 1, CENTRE, "resident", "network", 15, 1000);
    expect(store, "people_reaching_0", 1, BOTH, "resident", "network", 15, 5000);
    lc_store_close(store);
}

/* (1000*250 + 2000*550 + 800*850 + 1500*1030 + 700*1470 + 3000*300) m / 9000 people = 5504/9 m; 15
 * min per 1000 m. */
static void time_to_the_nearest(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, "time_mean", 1, CENTRE, "resident", "network", 0, 5504.0 / 9 * 0.015);
    expect(store, "time_mean", 4, CENTRE, "resident", "network", 0, 12.75);
    assert_int_equal(look(store, "time_mean", 1, CENTRE, "resident", "network", 0).missing, 500);
    assert_int_equal(look(store, "time_mean", 1, CENTRE, "age60", "network", 0).missing, 0);
    /* of 9500: d1 1000, d6 4000, d2 6000 (half is 4750), d3 6800, d4 8300, d5 9000 (nine tenths are
     * 8550) */
    expect(store, "time_median", 1, CENTRE, "resident", "network", 0, 8.25);
    expect(store, "time_p90", 1, CENTRE, "resident", "network", 0, 22.05);
    /* east, of 5700: d6 3000 (half is 2850), d4 4500, d5 5200 (nine tenths are 5130) */
    expect(store, "time_median", 5, CENTRE, "resident", "network", 0, 4.5);
    expect(store, "time_p90", 5, CENTRE, "resident", "network", 0, 22.05);
    /* age60, of 2000: d1 300, d6 1000 is exactly half, d2 1400, d3 1600, d4 1850 (nine tenths are
     * 1800) */
    expect(store, "time_median", 1, CENTRE, "age60", "network", 0, 4.5);
    expect(store, "time_p90", 1, CENTRE, "age60", "network", 0, 15.45);
    lc_store_close(store);
}

/* With d7 at 5000 and d3 at 0 there are 13200: 8200 have a centre. Half (6600) falls at d4 (1000,
 * 4000, 6000, 7500), nine tenths at nobody. */
static void a_percentile_among_those_without_is_unknown(void **state)
{
    lc_store *store = ready(*state, "unit/indicator/variant.sql");
    expect(store, "time_median", 1, CENTRE, "resident", "network", 0, 15.45);
    expect(store, "time_p90", 1, CENTRE, "resident", "network", 0, NAN);
    assert_int_equal(look(store, "time_p90", 1, CENTRE, "resident", "network", 0).missing, 5000);
    lc_store_close(store);
}

static void nobody_has_no_share(void **state)
{
    lc_store *store = ready(*state, "unit/indicator/variant.sql");
    const char *ids[] = {"time_mean", "time_median", "time_p90"};
    expect(store, "coverage", 4, CENTRE, "resident", "network", 15, NAN);
    expect(store, "area_per_1000", 4, ROOM, "resident", "", 0, NAN);
    expect(store, "beds_per_elder", 4, CENTRE, "age60", "", 0, NAN);
    same(look(store, "coverage", 4, CENTRE, "resident", "network", 15).denominator, 0, "base", 4);
    expect(store, "people_uncovered", 4, CENTRE, "resident", "network", 15, 0);
    for (int i = 0; i < 3; i++)
        expect(store, ids[i], 4, CENTRE, "resident", "network", 0, NAN);
    lc_store_close(store);
}

static void facilities_are_counted_where_they_are(void **state)
{
    lc_store *store = ready(*state, NULL);
    const double centres[] = {2, 1, 1, 0, 1, 1}, rooms[] = {2, 1, 0, 1, 1, 1};
    for (int r = 0; r < 6; r++) {
        expect(store, "count", r + 1, CENTRE, "", "", 0, centres[r]);
        expect(store, "count", r + 1, ROOM, "", "", 0,
               rooms[r]); /* the planned one is not there yet */
        expect(store, "count", r + 1, BOTH, "", "", 0, centres[r] + rooms[r]);
    }
    lc_store_close(store);
}

static void a_missing_floor_area_bounds_the_sum(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, "floor_area", 1, CENTRE, "", "", 0, 1800);
    expect(store, "floor_area", 3, ROOM, "", "", 0, 0);
    expect(store, "floor_area", 4, ROOM, "", "", 0, 150);
    figure f = look(store, "floor_area", 1, BOTH, "", "", 0);
    same(f.value, NAN, "floor area", 1);
    assert_int_equal(f.missing, 1);
    same(f.low, 1950, "low", 1);
    same(f.high, 1950 + 1500, "high", 1);
    lc_store_close(store);
}

static void floor_area_per_thousand(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, "area_per_1000", 1, CENTRE, "resident", "", 0, 1800 / 9.5);
    expect(store, "area_per_1000", 1, CENTRE, "age60", "", 0, 900);
    expect(store, "area_per_1000", 2, BOTH, "resident", "", 0, 1350 / 3.8);
    expect(store, "area_per_1000", 4, CENTRE, "resident", "", 0, 0);
    figure f = look(store, "area_per_1000", 5, BOTH, "resident", "", 0);
    same(f.value, NAN, "area per 1000", 5);
    same(f.numerator, 600, "known", 5);
    same(f.denominator, 5700, "base", 5);
    same(f.low, 600 / 5.7, "low", 5);
    same(f.high, 2100 / 5.7, "high", 5);
    lc_store_close(store);
}

static void beds_and_beds_per_elder(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, "beds", 1, CENTRE, "", "", 0, 40);
    expect(store, "beds", 4, CENTRE, "", "", 0, 0);
    expect(store, "beds", 1, BOTH, "", "", 0, 40); /* activity rooms have no beds to be missing */
    expect(store, "beds_per_elder", 1, CENTRE, "age60", "", 0, 0.02);
    expect(store, "beds_per_elder", 5, CENTRE, "age60", "", 0, 10.0 / 1100);
    assert_false(look(store, "beds", 1, ROOM, "", "", 0).found);
    assert_false(look(store, "beds_per_elder", 1, ROOM, "age60", "", 0).found);
    lc_store_close(store);
}

/* P2 without a figure: 30 known, at most 60 more; 1800 elders in the changed town. */
static void missing_beds_bound_the_sum(void **state)
{
    lc_store *store = ready(*state, "unit/indicator/variant.sql");
    figure f = look(store, "beds", 1, CENTRE, "", "", 0);
    same(f.value, NAN, "beds", 1);
    same(f.low, 30, "low", 1);
    same(f.high, 90, "high", 1);
    f = look(store, "beds_per_elder", 1, BOTH, "age60", "", 0);
    assert_int_equal(f.missing, 1);
    same(f.low, 30.0 / 1800, "low", 1);
    same(f.high, 90.0 / 1800, "high", 1);
    lc_store_close(store);
}

static void without_a_largest_size_there_is_no_upper_bound(void **state)
{
    lc_store *store = ready(*state, "unit/indicator/unbounded.sql");
    same(look(store, "floor_area", 1, ROOM, "", "", 0).low, 150, "low", 1);
    same(look(store, "floor_area", 1, ROOM, "", "", 0).high, NAN, "high", 1);
    same(look(store, "area_per_1000", 1, ROOM, "resident", "", 0).high, NAN, "high", 1);
    same(look(store, "beds", 1, CENTRE, "", "", 0).low, 30, "low", 1);
    same(look(store, "beds", 1, CENTRE, "", "", 0).high, NAN, "high", 1);
    same(look(store, "beds_per_elder", 1, CENTRE, "age60", "", 0).high, NAN, "high", 1);
    lc_store_close(store);
}

/* docs/indicators/reported.md: 120 by the end of 2023, 180 by the end of June 2025, 260 by the end
 * of 2026. The west town reported a share once, the east town nothing. */
static void the_latest_report_not_after_the_day(void **state)
{
    lc_store *store = ready(*state, "unit/indicator/reported.sql");
    expect(store, "reported", 1, "", "key=family_carers_trained", "", 0, 180);
    expect(store, "reported", 2, "", "key=graded_share", "", 0, 0.6);
    expect(store, "reported", 2, "", "key=homes_adapted", "", 0, 0);
    assert_false(look(store, "reported", 5, "", "key=graded_share", "", 0).found);
    assert_false(look(store, "reported", 1, "", "key=graded_share", "", 0).found);
    assert_false(look(store, "reported", 1, "", "types=comprehensive_centre", "", 0).found);
    assert_ok(*state, lc_indicator_run(store, "2024-12-31"));
    expect(store, "reported", 1, "", "key=family_carers_trained", "", 0, 120);
    assert_ok(*state, lc_indicator_run(store, "2026-12-31"));
    expect(store, "reported", 1, "", "key=family_carers_trained", "", 0, 260);
    assert_ok(*state, lc_indicator_run(store, "2023-12-30"));
    assert_false(look(store, "reported", 1, "", "key=family_carers_trained", "", 0).found);
    lc_store_close(store);
}

static void parts_that_have_one(void **state)
{
    lc_store *store = ready(*state, NULL);
    const char *id = "share_of_children_regions_with";
    expect(store, id, 1, ROOM, "level=community", "", 0, 2.0 / 3);
    expect(store, id, 1, ROOM, "level=town", "", 0, 1);
    expect(store, id, 2, CENTRE, "level=community", "", 0, 0.5);
    figure f = look(store, id, 1, ROOM, "level=community", "", 0);
    same(f.numerator, 2, "with", 1);
    same(f.denominator, 3, "parts", 1);
    assert_false(look(store, id, 3, ROOM, "level=community", "", 0).found); /* it has no parts */
    lc_store_close(store);
}

static void a_second_run_changes_nothing_and_leaves_no_workbench(void **state)
{
    lc_store *store = ready(*state, NULL);
    const char *values = "unit/indicator/count_values.sql";
    int64_t before = lc_town_count(*state, store, values);
    assert_ok(*state, lc_indicator_run(store, "2025-12-31"));
    int64_t after = lc_town_count(*state, store, values);
    int64_t left = lc_town_count(*state, store, "unit/indicator/count_workbench.sql");
    assert_true(before > 0);
    assert_int_equal(before, after);
    assert_int_equal(left, 0);
    lc_store_close(store);
}

static void an_empty_store_has_no_figures(void **state)
{
    lc_store *store = NULL;
    assert_ok(*state, lc_store_open(*state, NULL, LC_STORE_MEMORY, &store));
    assert_ok(*state, lc_indicator_run(store, "2025-12-31"));
    assert_int_equal(lc_town_count(*state, store, "unit/indicator/count_values.sql"), 0);
    lc_store_close(store);
}

static void cancelling_stops_it(void **state)
{
    lc_store *store = lc_town_open(*state);
    lc_ctx_cancel(*state);
    assert_int_equal(lc_indicator_run(store, "2025-12-31"), LC_CANCELLED);
    lc_ctx_clear(*state);
    lc_store_close(store);
}

/* A type that has no facility anywhere and that no target names is left out; one that a target
 * names is told as it stands: nobody is covered. */
static void types_the_study_lacks_are_left_out(void **state)
{
    lc_store *store = ready(*state, "unit/indicator/spare_sets.sql");
    assert_false(look(store, "count", 1, "sports_home", "", "", 0).found);
    assert_false(look(store, "coverage", 1, "sports_home", "resident", "network", 15).found);
    expect(store, "count", 1, "nursery", "", "", 0, 0);
    expect(store, "coverage", 1, "nursery", "resident", "network", 15, 0);
    expect(store, "count", 1, CENTRE, "", "", 0, 2);
    lc_store_close(store);
}

/* Figures that nobody asks for are not made; those made are as ever. */
static void for_targets_only_what_they_ask_is_made(void **state)
{
    lc_store *store = ready(*state, "unit/indicator/for_targets.sql"), *all = ready(*state, NULL);
    expect(store, "people", 1, "", "resident", "", 0, 9500);
    expect(store, "coverage", 1, CENTRE, "age60", "network", 10,
           look(all, "coverage", 1, CENTRE, "age60", "network", 10).value);
    expect(store, "coverage", 1, CENTRE, "age60", "ratio", 15,
           look(all, "coverage", 1, CENTRE, "age60", "ratio", 15).value);
    assert_false(look(store, "coverage", 1, CENTRE, "resident", "network", 15).found);
    assert_false(look(store, "people_covered", 1, CENTRE, "age60", "network", 15).found);
    assert_false(look(store, "time_median", 1, CENTRE, "age60", "network", 0).found);
    /* of a group that the set is not reported for: then those that it is, so that the group is told
     * to be what lacks */
    expect(store, "time_median", 1, ROOM, "resident", "network", 0,
           look(all, "time_median", 1, ROOM, "resident", "network", 0).value);
    assert_false(look(store, "time_mean", 1, ROOM, "resident", "network", 0).found);
    expect(store, "share_of_children_regions_with", 1, BOTH, "level=town", "", 0, 1);
    expect(store, "count", 3, BOTH, "", "", 0, look(all, "count", 3, BOTH, "", "", 0).value);
    assert_false(look(store, "count", 1, CENTRE, "", "", 0).found);
    expect(store, "beds", 1, BOTH, "", "", 0, look(all, "beds", 1, BOTH, "", "", 0).value);
    assert_false(look(store, "floor_area", 1, BOTH, "", "", 0).found);
    assert_int_equal(lc_town_count(*state, store, "unit/indicator/count_workbench.sql"), 0);
    lc_store_close(store);
    lc_store_close(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(people_sum_up_the_tree),
        LC_TEST(coverage_by_walk),
        LC_TEST(of_two_alike_the_one_within_the_limit_counts),
        LC_TEST(coverage_by_circle_and_their_ratio),
        LC_TEST(a_set_takes_its_nearest_type),
        LC_TEST(covered_and_uncovered_are_everybody),
        LC_TEST(the_histogram_of_facilities_reached),
        LC_TEST(five_or_more_is_one_bin),
        LC_TEST(time_to_the_nearest),
        LC_TEST(a_percentile_among_those_without_is_unknown),
        LC_TEST(nobody_has_no_share),
        LC_TEST(facilities_are_counted_where_they_are),
        LC_TEST(a_missing_floor_area_bounds_the_sum),
        LC_TEST(floor_area_per_thousand),
        LC_TEST(beds_and_beds_per_elder),
        LC_TEST(missing_beds_bound_the_sum),
        LC_TEST(without_a_largest_size_there_is_no_upper_bound),
        LC_TEST(parts_that_have_one),
        LC_TEST(the_latest_report_not_after_the_day),
        LC_TEST(a_second_run_changes_nothing_and_leaves_no_workbench),
        LC_TEST(types_the_study_lacks_are_left_out),
        LC_TEST(for_targets_only_what_they_ask_is_made),
        LC_TEST(an_empty_store_has_no_figures),
        LC_TEST(cancelling_stops_it),
    };
    return cmocka_run_group_tests_name("indicator", tests, NULL, NULL);
}
