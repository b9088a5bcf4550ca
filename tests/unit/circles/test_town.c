/* The circles of the hand-worked town (tests/stage/town/README.md). On foot within 15 minutes: d1
 * (1000 people), d2 (2000) and d3 (800) to the western centre, d6 (3000) to the eastern one. d4
 * (1500), d5 (700) and d7 (500) have none: d4 and d5 are 50 m apart, d7 is 0.9 km from both. */
#include <stdlib.h>
#include <string.h>

#include "circles/circles.h"
#include "lc_town.h"

static char centres[] = "comprehensive_centre", resident[] = "resident", unknown[] = "centres";

static lc_study study_of(bool network, double least, double most, unsigned classes)
{
    lc_study study = {0};
    study.circles = (lc_circle_wish){.asked = true,
                                     .types = centres,
                                     .group = resident,
                                     .people = {least, most},
                                     .limit_min = 15,
                                     .network = network,
                                     .classes = classes};
    return study;
}

static const unsigned both = LC_CIRCLE_CENTRAL | LC_CIRCLE_URBANISED;

static lc_store *open_town(lc_ctx *ctx, const char *change)
{
    lc_store *store = lc_town_open(ctx);
    lc_town_sql(ctx, store, "unit/circles/ground.sql");
    if (change != NULL)
        lc_town_sql(ctx, store, change);
    return store;
}

static void expect_text(lc_ctx *ctx, lc_store *store, const char *file, const char *want)
{
    bool row = false;
    lc_stmt *stmt = lc_town_stmt(ctx, store, file);
    assert_ok(ctx, lc_stmt_step(stmt, &row));
    assert_true(row);
    assert_string_equal(lc_stmt_text(stmt, 0), want);
    lc_stmt_free(stmt);
}

/* The circles of d1 to d7. */
static void expect_places(lc_ctx *ctx, lc_store *store, lc_study study, const lc_streets *streets,
                          const char *want)
{
    assert_ok(ctx, lc_circles_run(store, &study, streets));
    expect_text(ctx, store, "unit/circles/circle_of.sql", want);
    assert_int_equal(lc_town_count(ctx, store, "unit/circles/overlaps.sql"), 0);
}

static void centres_and_the_rest(void **state)
{
    lc_store *store = open_town(*state, NULL);
    expect_places(*state, store, study_of(true, 2000, 4000, both), NULL, "1113323");
    expect_text(*state, store, "unit/circles/facts.sql",
                "319901000000-C001 centre central 1 - 1+3 3800; "
                "319901000000-C002 centre urbanised 1 - 2+4 3000; "
                "319901000000-C003 further urbanised 1 - 5 2700");
    lc_store_close(store);
}

static void too_few_people_are_told(void **state)
{
    lc_store *store = open_town(*state, NULL);
    expect_places(*state, store, study_of(true, 30000, 50000, both), NULL, "1113323");
    expect_text(*state, store, "unit/circles/facts.sql",
                "319901000000-C001 centre central 1 - 1+3 3800; "
                "319901000000-C002 centre urbanised 1 - 2+4 3000; "
                "319901000000-C003 further urbanised 1 below_minimum 5 2700");
    lc_store_close(store);
}

static void classes_that_are_not_asked_stay_without(void **state)
{
    lc_store *store = open_town(*state, NULL);
    expect_places(*state, store, study_of(true, 2000, 4000, LC_CIRCLE_CENTRAL), NULL, "1110020");
    lc_store_close(store);
}

/* By radius everybody is within a kilometre of a centre. */
static void by_radius_nobody_is_left(void **state)
{
    lc_store *store = open_town(*state, NULL);
    expect_places(*state, store, study_of(false, 2000, 4000, both), NULL, "1112222");
    lc_store_close(store);
}

/* At most 2500: 2700 are too many. All three are neighbours, so each cut parts two pairs; the one
 * that comes nearest to half on each side leaves d4 alone. */
static void too_many_are_cut(void **state)
{
    lc_store *store = open_town(*state, NULL);
    expect_places(*state, store, study_of(true, 400, 2500, both), NULL, "1113424");
    lc_store_close(store);
}

static void a_railway_parts(void **state)
{
    lc_store *store = open_town(*state, "unit/circles/railway.sql");
    expect_places(*state, store, study_of(true, 2000, 4000, both), NULL, "1113324");
    lc_store_close(store);
}

/* A street from south to north over the river at the given longitude. */
static void expect_street(lc_ctx *ctx, const char *change, double lon_deg, uint16_t flags,
                          const char *want)
{
    lc_store *store = open_town(ctx, change);
    const lc_lonlat vertices[] = {{lon_deg, 31.004}, {lon_deg, 31.006}};
    const lc_piece pieces[] = {{.flags = flags}, {.first_vertex = 2}};
    const lc_streets streets = {
        .piece_count = 1, .vertex_count = 2, .pieces = pieces, .vertices = vertices};
    expect_places(ctx, store, study_of(true, 2000, 4000, both), &streets, want);
    lc_store_close(store);
}

/* The ways from d4 and d5 to d7 cross the latitude 31.005 at the longitudes 121.0125 and 121.0121;
 * 0.001 degree is 95 m. */
static void a_river_parts_where_no_bridge_is_near(void **state)
{
    const char *river = "unit/circles/river.sql";
    lc_store *store = open_town(*state, river);
    expect_places(*state, store, study_of(true, 2000, 4000, both), NULL, "1113324");
    lc_store_close(store);
    expect_street(*state, river, 121.0140, LC_PIECE_FORWARD, "1113323");  /* 150 m */
    expect_street(*state, river, 121.0165, LC_PIECE_BACKWARD, "1113324"); /* 380 m */
    expect_street(*state, river, 121.0140, 0, "1113324");                 /* nobody may walk */
    expect_street(*state, river, 121.0140, LC_PIECE_FORWARD | LC_PIECE_FERRY, "1113324");
    expect_street(*state, "unit/circles/railway.sql", 121.0140, LC_PIECE_FORWARD, "1113324");
}

/* A second run finds the circles of the first; without the key nothing is left of them. */
static void again_and_without(void **state)
{
    lc_store *store = open_town(*state, NULL);
    expect_places(*state, store, study_of(true, 2000, 4000, both), NULL, "1113323");
    expect_places(*state, store, study_of(true, 2000, 4000, both), NULL, "1113323");
    lc_study none = {0};
    assert_ok(*state, lc_circles_run(store, &none, NULL));
    assert_int_equal(lc_town_count(*state, store, "unit/circles/left.sql"), 0);
    lc_store_close(store);
}

static void an_unknown_set_is_refused(void **state)
{
    lc_store *store = open_town(*state, NULL);
    lc_study study = study_of(true, 2000, 4000, both);
    study.circles.types = unknown;
    assert_int_equal(lc_circles_run(store, &study, NULL), LC_INPUT);
    assert_message(*state, "\"centres\" is neither a set of facility types nor a type");
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(centres_and_the_rest),
        LC_TEST(too_few_people_are_told),
        LC_TEST(classes_that_are_not_asked_stay_without),
        LC_TEST(by_radius_nobody_is_left),
        LC_TEST(too_many_are_cut),
        LC_TEST(a_railway_parts),
        LC_TEST(a_river_parts_where_no_bridge_is_near),
        LC_TEST(again_and_without),
        LC_TEST(an_unknown_set_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
