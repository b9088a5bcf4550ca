/* The hand-worked town from its streets on: the network, the walks, the circles and the counts that
 * the program finds are those worked out by hand in tests/stage/town/README.md, to the millimetre;
 * and so are the gaps. */
#include "indicator/indicator.h"
#include "lc_town.h"
#include "network/network.h"
#include "plan/plan.h"
#include "reach/reach.h"

static lc_store *from_streets(lc_ctx *ctx)
{
    lc_store *store = lc_town_open(ctx);
    lc_town_sql(ctx, store, "support/town_streets.sql");
    lc_town_sql(ctx, store, "unit/plan/targets.sql");
    lc_network *network = NULL;
    assert_ok(ctx, lc_network_build(store, NULL, &network));
    assert_ok(ctx, lc_network_join(store, network, 100, 300));
    assert_ok(ctx, lc_reach_run_on(store, lc_network_streets(network)));
    lc_network_close(network);
    /* The tables hold the same streets: nothing is to be searched again. */
    assert_ok(ctx, lc_reach_run(store));
    assert_int_equal(lc_town_count(ctx, store, "unit/plan/count_searched.sql"), 0);
    return store;
}

static char *line_of(lc_ctx *ctx, lc_store *store, const char *file)
{
    bool row = false;
    lc_stmt *stmt = lc_town_stmt(ctx, store, file);
    assert_ok(ctx, lc_stmt_step(stmt, &row));
    assert_true(row);
    char *line = lc_strdup(ctx, lc_stmt_text(stmt, 0));
    lc_stmt_free(stmt);
    return line;
}

static void reach_is_what_the_hand_found(void **state)
{
    lc_store *store = from_streets(*state);
    char *differences = line_of(*state, store, "unit/plan/reach_differences.sql");
    assert_string_equal(differences, "");
    free(differences);
    lc_store_close(store);
}

static void gaps_from_computed_reach_are_those_from_the_hand_s(void **state)
{
    lc_store *hand = lc_town_open(*state), *computed = from_streets(*state);
    lc_store *stores[] = {hand, computed};
    char *lines[2];
    lc_town_sql(*state, hand, "unit/plan/targets.sql");
    for (int i = 0; i < 2; i++) {
        assert_ok(*state, lc_indicator_run(stores[i], "2025-12-31"));
        assert_ok(*state, lc_plan_run(stores[i], "2025-12-31"));
        lines[i] = line_of(*state, stores[i], "unit/plan/all_gaps.sql");
        lc_store_close(stores[i]);
    }
    assert_string_equal(lines[0], lines[1]);
    assert_true(strlen(lines[0]) > 500);
    free(lines[0]);
    free(lines[1]);
}

static void expect_line(lc_store *store, int target, int region, const char *want)
{
    bool row = false;
    lc_stmt *stmt = lc_town_stmt(lc_store_ctx(store), store, "unit/plan/lines.sql");
    lc_stmt_bind_int(stmt, ":target_id", target);
    lc_stmt_bind_int(stmt, ":region_id", region);
    assert_ok(lc_store_ctx(store), lc_stmt_step(stmt, &row));
    assert_true(row);
    assert_string_equal(lc_stmt_text(stmt, 0), want);
    lc_stmt_free(stmt);
}

/* tests/unit/indicator/test_functions.c says who reaches what on foot: everything d6 (3000) alone;
 * a centre and care all but d4 d5 d7 (2700), meals d4 d6 (4500 of 9500), culture all but d7 (500).
 * In the west d1 d2 d3 lack meals and nothing else; in the east meals lack d5 and d7. */
static void who_lacks_what_most_first(void **state)
{
    lc_store *store = from_streets(*state);
    lc_town_sql(*state, store, "unit/indicator/functions.sql");
    lc_town_sql(*state, store, "unit/plan/lacking.sql");
    /* packing the hand's columns forgot which facilities were searched from */
    assert_ok(*state, lc_reach_run(store));
    assert_ok(*state, lc_indicator_run(store, "2025-12-31"));
    assert_ok(*state, lc_plan_run(store, "2025-12-31"));
    expect_line(store, 101, 1,
                "short||people 6500; function 5000 meals; centre 2700 comprehensive_centre; "
                "function 2700 day_care; function 500 culture|西镇、东镇");
    expect_line(store, 102, 2, "short||people 3800; function 3800 meals|西一居委、西二村");
    expect_line(store, 102, 5,
                "short||people 2700; centre 2700 comprehensive_centre; function 2700 day_care; "
                "function 1200 meals; function 500 culture|东一居委");
    expect_line(store, 103, 1, "short||people 1200; function 5000 meals|");
    expect_line(store, 104, 1, "short||people 3800; function 3800 meals|西镇");
    expect_line(store, 105, 1, "short|||");
    expect_line(store, 106, 1, "no data|limit:12||");
    lc_store_close(store);
}

/* What is lacking is told alike, too. */
static void gaps_are_the_same_when_indicators_are_made_for_targets_alone(void **state)
{
    lc_store *stores[] = {lc_town_open(*state), lc_town_open(*state)};
    char *lines[2];
    int64_t figures[2];
    lc_town_sql(*state, stores[1], "unit/plan/for_targets.sql");
    for (int i = 0; i < 2; i++) {
        lc_town_sql(*state, stores[i], "unit/plan/targets.sql");
        assert_ok(*state, lc_indicator_run(stores[i], "2025-12-31"));
        assert_ok(*state, lc_plan_run(stores[i], "2025-12-31"));
        lines[i] = line_of(*state, stores[i], "unit/plan/all_gaps.sql");
        figures[i] = lc_town_count(*state, stores[i], "unit/indicator/count_values.sql");
        lc_store_close(stores[i]);
    }
    assert_string_equal(lines[0], lines[1]);
    assert_true(2 * figures[1] < figures[0]);
    free(lines[0]);
    free(lines[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(reach_is_what_the_hand_found),
        LC_TEST(who_lacks_what_most_first),
        LC_TEST(gaps_from_computed_reach_are_those_from_the_hand_s),
        LC_TEST(gaps_are_the_same_when_indicators_are_made_for_targets_alone),
    };
    return cmocka_run_group_tests_name("plan_chain", tests, NULL, NULL);
}
