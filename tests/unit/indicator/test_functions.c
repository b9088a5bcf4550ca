/* Function lists in the hand-worked town (tests/stage/town/README.md), against figures worked out
 * by hand. functions.sql says what the facilities do.
 *
 * Walks of at most 1000 m: d1 P1 R1, d2 P1 R1, d3 P1 R1, d4 R2, d5 R1, d6 P2 R2, d7 none. So of
 * care, meals, culture: d1 d2 d3 care and culture with a centre, d4 meals and culture, d5 culture,
 * d6 all with a centre, d7 nothing. Circles: d1 P1 R1; d2 P1 P2 R1 R2; d3 P1 P2 R1; d4, d5 all
 * four; d6 P2 R1 R2; d7 P2. So all but d1 (no meals) and d7 (no culture) are complete. */
#include "indicator/frame.h"
#include "indicator/functions.h"
#include "indicator/indicator.h"
#include "lc_town.h"

/* Every walk of the README up to 1000 m, as reach keeps them: doors name the facility. */
static const struct walk {
    char door[2];
    uint32_t count, points[5], costs_mm[5];
} walks[] = {{"1", 3, {0, 1, 2}, {250000, 550000, 850000}},
             {"2", 1, {5}, {300000}},
             {"3", 4, {0, 1, 2, 4}, {940000, 440000, 140000, 760000}},
             {"4", 2, {3, 5}, {890000, 360000}}};

static lc_store *town(lc_ctx *ctx, const char *change)
{
    lc_store *store = lc_town_open(ctx);
    lc_town_sql(ctx, store, "unit/indicator/functions.sql");
    if (change != NULL)
        assert_ok(ctx, lc_db_exec(lc_store_db(store), change));
    assert_ok(ctx, lc_db_exec(lc_store_db(store),
                              "UPDATE reach_facility SET doors = CAST(facility_id AS BLOB)"));
    for (size_t i = 0; i < sizeof walks / sizeof *walks; i++)
        assert_ok(ctx, lc_shelf_put_catchment(store, 2, walks[i].door, 1, walks[i].points,
                                              walks[i].costs_mm, walks[i].count));
    return store;
}

static lc_store *ready(lc_ctx *ctx, const char *change)
{
    lc_store *store = town(ctx, change);
    assert_ok(ctx, lc_indicator_run(store, "2025-12-31"));
    return store;
}

/* One figure; *base gets its denominator. False when there is no such row. */
static bool look(lc_store *store, const char *indicator, const char *variant, int64_t region_id,
                 const char *group, const char *mode, double limit_min, double *value, double *base)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_stmt *stmt = NULL;
    bool row = false;
    assert_ok(ctx, lc_db_prepare(
                       lc_store_db(store), "test",
                       "SELECT value, denominator FROM indicator_value WHERE indicator = "
                       ":indicator AND variant = :variant AND region_id = :region_id AND "
                       "group_code = :group AND mode = :mode AND limit_min = :limit AND types = ''",
                       &stmt));
    lc_stmt_bind_text(stmt, ":indicator", indicator);
    lc_stmt_bind_text(stmt, ":variant", variant);
    lc_stmt_bind_int(stmt, ":region_id", region_id);
    lc_stmt_bind_text(stmt, ":group", group);
    lc_stmt_bind_text(stmt, ":mode", mode);
    lc_stmt_bind_double(stmt, ":limit", limit_min);
    assert_ok(ctx, lc_stmt_step(stmt, &row));
    *value = lc_stmt_double(stmt, 0);
    *base = lc_stmt_double(stmt, 1);
    lc_stmt_free(stmt);
    return row;
}

/* Residents within 15 minutes, unless told. */
static void expect_of(lc_store *store, const char *indicator, const char *variant,
                      int64_t region_id, const char *group, const char *mode, double limit_min,
                      double want)
{
    double value, base;
    if (!look(store, indicator, variant, region_id, group, mode, limit_min, &value, &base))
        fail_msg("no %s %s of region %d", indicator, variant, (int)region_id);
    if (isnan(want) ? !isnan(value) : !(fabs(value - want) <= 1e-14 * fabs(want)))
        fail_msg("%s %s of region %d: %.17g instead of %.17g", indicator, variant, (int)region_id,
                 value, want);
}

static void expect(lc_store *store, const char *indicator, const char *variant, int64_t region_id,
                   const char *mode, double want)
{
    expect_of(store, indicator, variant, region_id, "resident", mode, 15, want);
}

/* By walk d6 alone: 3000 of 9500, of the east 5700, of the west nobody; 700 elders of 2000. */
static void a_circle_is_complete_with_a_centre_and_every_item(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, "circle_completeness", "list=three", 1, "network", 3000.0 / 9500);
    expect(store, "circle_completeness", "list=three", 2, "network", 0);
    expect(store, "circle_completeness", "list=three", 6, "network", 3000.0 / 5700);
    expect(store, "circle_completeness", "list=three", 1, "circle", 8000.0 / 9500);
    expect(store, "circle_completeness", "list=three", 3, "circle", 2000.0 / 3000);
    expect_of(store, "circle_completeness", "list=three", 1, "age60", "network", 15, 700.0 / 2000);
    /* 5 minutes, 333 m: d1 P1, d3 R1, d6 P2: nobody has all */
    expect_of(store, "circle_completeness", "list=three", 1, "resident", "network", 5, 0);
    lc_store_close(store);
}

/* Either care will do; a centre is told as function=centre. */
static void each_item_by_its_first_function(void **state)
{
    lc_store *store = ready(*state, NULL);
    double value, base;
    expect(store, "function_coverage", "list=three|function=centre", 1, "network", 6800.0 / 9500);
    expect(store, "function_coverage", "list=three|function=day_care", 1, "network", 6800.0 / 9500);
    expect(store, "function_coverage", "list=three|function=meals", 1, "network", 4500.0 / 9500);
    expect(store, "function_coverage", "list=three|function=culture", 1, "network", 9000.0 / 9500);
    expect(store, "function_coverage", "list=three|function=meals", 2, "network", 0);
    expect(store, "function_coverage", "list=three|function=meals", 1, "circle", 8500.0 / 9500);
    expect(store, "function_coverage", "list=three|function=culture", 6, "circle", 5200.0 / 5700);
    expect_of(store, "function_coverage", "list=three|function=meals", 1, "resident", "network", 5,
              3000.0 / 9500);
    assert_false(look(store, "function_coverage", "list=three|function=full_time_care", 1,
                      "resident", "network", 15, &value, &base));
    lc_store_close(store);
}

/* By walk none d7, one d5, two d1 d2 d3 d4, three d6: 0 x 500 + 1 x 700 + 2 x 5300 + 3 x 3000 =
 * 20300 over 9500. Elders: 0, 150, 300 + 400 + 200 + 250, 700: 150 + 2300 + 2100 = 4550 over
 * 2000. By circle two d1 d7, three 8000: 27000. */
static void people_by_how_many_they_reach(void **state)
{
    lc_store *store = ready(*state, NULL);
    const char *variants[] = {"list=three|items=0", "list=three|items=1", "list=three|items=2",
                              "list=three|items=3"};
    const double network[] = {500, 700, 5300, 3000}, circle[] = {0, 0, 1500, 8000};
    const double at_five[] = {4700, 1800, 3000, 0};
    for (int n = 0; n < 4; n++) {
        expect(store, "people_reaching_functions", variants[n], 1, "network", network[n]);
        expect(store, "people_reaching_functions", variants[n], 1, "circle", circle[n]);
        expect_of(store, "people_reaching_functions", variants[n], 1, "resident", "network", 5,
                  at_five[n]);
    }
    expect(store, "functions_mean", "list=three", 1, "network", 20300.0 / 9500);
    expect(store, "functions_mean", "list=three", 1, "circle", 27000.0 / 9500);
    expect_of(store, "functions_mean", "list=three", 1, "age60", "network", 15, 4550.0 / 2000);
    lc_store_close(store);
}

/* Rooms do culture and nothing else does: the list is who is covered by rooms. */
static void a_list_of_what_one_type_does_is_its_coverage(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, "circle_completeness", "list=room", 1, "network", 9000.0 / 9500);
    expect(store, "circle_completeness", "list=room", 1, "circle", 9000.0 / 9500);
    lc_store_close(store);
}

/* Without d3 nobody lives in community 4. */
static void nobody_has_no_share(void **state)
{
    double value, base;
    lc_store *store =
        ready(*state, "UPDATE demand_people SET people_micro = 0 WHERE demand_id = 3");
    expect(store, "circle_completeness", "list=three", 4, "network", NAN);
    expect(store, "function_coverage", "list=three|function=meals", 4, "circle", NAN);
    expect(store, "functions_mean", "list=three", 4, "network", NAN);
    expect(store, "people_reaching_functions", "list=three|items=2", 4, "network", 0);
    assert_true(look(store, "circle_completeness", "list=three", 4, "resident", "network", 15,
                     &value, &base));
    assert_true(base == 0);
    lc_store_close(store);
}

/* A facility that does nothing serves nobody, and one whose doors meet no street nobody who walks:
 * without P2 d6 reaches no centre. */
static void a_facility_without_functions_or_streets(void **state)
{
    lc_store *store = ready(*state, "DELETE FROM facility_function WHERE facility_id = 2");
    expect(store, "function_coverage", "list=three|function=centre", 1, "network", 6800.0 / 9500);
    expect(store, "function_coverage", "list=three|function=day_care", 1, "network", 3800.0 / 9500);
    expect(store, "circle_completeness", "list=three", 1, "network", 0);
    lc_store_close(store);
    store = town(*state, NULL);
    assert_ok(*state, lc_db_exec(lc_store_db(store),
                                 "DELETE FROM reach_catchment_kept WHERE doors = x'32'"));
    assert_ok(*state, lc_indicator_run(store, "2025-12-31"));
    expect(store, "function_coverage", "list=three|function=centre", 1, "network", 3800.0 / 9500);
    expect(store, "circle_completeness", "list=three", 1, "circle", 8000.0 / 9500);
    lc_store_close(store);
}

/* A walk of 666,666 mm is within 10 minutes, one of 666,667 is not. */
static void a_walk_as_long_as_the_limit_counts(void **state)
{
    const uint32_t point = 3, costs_mm[] = {666666, 666667};
    const double want[] = {1500.0 / 9500, 0};
    for (int i = 0; i < 2; i++) {
        lc_store *store = town(
            *state, "DELETE FROM facility WHERE facility_id <> 4; UPDATE target SET parameters = "
                    "'limit=10|list=room'");
        assert_ok(*state, lc_db_exec(lc_store_db(store), "DELETE FROM reach_catchment_kept"));
        assert_ok(*state, lc_shelf_put_catchment(store, 2, "4", 1, &point, &costs_mm[i], 1));
        assert_ok(*state, lc_indicator_run(store, "2025-12-31"));
        expect_of(store, "circle_completeness", "list=room", 1, "resident", "network", 10, want[i]);
        lc_store_close(store);
    }
}

static void without_a_question_there_is_no_figure(void **state)
{
    double value, base;
    lc_store *store = ready(*state, "UPDATE target SET parameters = 'list=unheard_of'");
    assert_false(look(store, "circle_completeness", "list=three", 1, "resident", "network", 15,
                      &value, &base));
    lc_store_close(store);
    store = ready(*state, NULL);
    assert_false(look(store, "circle_completeness", "list=three", 1, "resident", "network", 10,
                      &value, &base));
    assert_false(
        look(store, "circle_completeness", "list=room", 1, "age60", "network", 15, &value, &base));
    lc_store_close(store);
}

/* A circle across the tree around d1 and d6: 3000 of 4000 have all. */
static void a_circle_across_the_tree_has_its_own_sums(void **state)
{
    lc_store *store = ready(
        *state,
        "INSERT INTO region (region_id, code, name, level, parent_id, area_m2) VALUES (7, 'c1', "
        "'c1', 'circle', 1, 1); INSERT INTO region_tree VALUES (7, 7, 0);"
        "INSERT INTO demand_circle VALUES (1, 7), (6, 7)");
    expect(store, "circle_completeness", "list=three", 7, "network", 3000.0 / 4000);
    expect(store, "functions_mean", "list=three", 7, "network", (2000.0 + 9000) / 4000);
    expect(store, "circle_completeness", "list=three", 1, "network", 3000.0 / 9500);
    lc_store_close(store);
}

/* Of P1 and R1 alone: d1 d2 d3 care and culture, d5 culture; by circle d1 to d5 both, d6 culture.
 */
static void other_facilities_for_another_day(void **state)
{
    int64_t ids[] = {1, 3};
    const frame_ids facilities = {ids, 2};
    frame f;
    bool row = false;
    lc_stmt *stmt = NULL;
    lc_store *store = town(*state, NULL);
    assert_ok(*state, frame_read(store, &f));
    assert_ok(*state, functions_run(store, &f, &facilities));
    assert_ok(*state,
              lc_db_prepare(lc_store_db(store), "test",
                            "SELECT group_concat(people_micro / 1000000, ' ') FROM (SELECT "
                            "people_micro FROM scratch_functions WHERE list_id = 1 AND group_id = "
                            "1 AND limit_min = 15 AND region_id = 1 AND part = 'reaching' ORDER BY "
                            "measure_id, number)",
                            &stmt));
    assert_ok(*state, lc_stmt_step(stmt, &row));
    assert_string_equal(lc_stmt_text(stmt, 0), "500 3000 6000 0 5000 700 3800 0");
    lc_stmt_free(stmt);
    frame_clear(&f);
    lc_store_close(store);
}

static void cancelling_stops_it(void **state)
{
    lc_store *store = town(*state, NULL);
    frame f;
    assert_ok(*state, frame_read(store, &f));
    lc_ctx_cancel(*state);
    assert_int_equal(functions_run(store, &f, NULL), LC_CANCELLED);
    lc_ctx_clear(*state);
    frame_clear(&f);
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(a_circle_is_complete_with_a_centre_and_every_item),
        LC_TEST(each_item_by_its_first_function),
        LC_TEST(people_by_how_many_they_reach),
        LC_TEST(a_list_of_what_one_type_does_is_its_coverage),
        LC_TEST(nobody_has_no_share),
        LC_TEST(a_facility_without_functions_or_streets),
        LC_TEST(a_walk_as_long_as_the_limit_counts),
        LC_TEST(without_a_question_there_is_no_figure),
        LC_TEST(a_circle_across_the_tree_has_its_own_sums),
        LC_TEST(other_facilities_for_another_day),
        LC_TEST(cancelling_stops_it),
    };
    return cmocka_run_group_tests_name("indicator_functions", tests, NULL, NULL);
}
