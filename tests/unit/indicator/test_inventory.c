/* The indicators of what facilities hold, against figures worked out by hand: inventory.sql tells
 * the inventory, a comment each derives the figure. Regions: 1 district, 2 west town with
 * communities 3 (P1, N1) and 4 (R1), 5 east town with community 6 (P2, R2, N2, R4). Elders 2000,
 * 900, 700, 200, 1100, 1100; residents 9500, 3800, 3000, 800, 5700, 5700. */
#include "indicator/indicator.h"
#include "indicator_test.h"

#define CENTRE "comprehensive_centre"
#define ROOM   "activity_room"
#define BOTH   "community_elderly"
#define BABY   "nursery_room"

static lc_store *ready(lc_ctx *ctx, const char *change)
{
    lc_store *store = lc_town_open(ctx);
    lc_town_sql(ctx, store, "unit/indicator/inventory.sql");
    if (change != NULL)
        lc_town_sql(ctx, store, change);
    assert_ok(ctx, lc_indicator_run(store, "2025-12-31"));
    return store;
}

#define UNKNOWN "unit/indicator/inventory_unknown.sql"

/* P1 has 30 beds, 18 for nursing, 4 for dementia, public; P2 10, none for dementia, private, and
 * does not tell those for nursing: at most its 10. */
static void beds_of_each_kind(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect_of(store, "beds", 1, CENTRE, "bed=dementia", 4);
    expect_of(store, "beds", 1, CENTRE, "bed=public", 30);
    expect_of(store, "beds", 5, CENTRE, "bed=public", 0);
    expect_of(store, "beds", 2, CENTRE, "bed=nursing", 18);
    expect_of(store, "beds", 4, CENTRE, "bed=nursing", 0); /* no centre there */
    expect_bounds(store, "beds", 1, CENTRE, "bed=nursing", (bounds){1, 18, 18 + 10});
    expect_bounds(store, "beds", 5, BOTH, "bed=nursing", (bounds){1, 0, 10});
    assert_false(look(store, "beds", 1, ROOM, "bed=nursing", "", 0).found);
    lc_store_close(store);
}

/* P2 tells neither its beds (at most 60) nor whose they are. */
static void beds_of_nobody_knows_whom(void **state)
{
    lc_store *store = ready(*state, UNKNOWN);
    expect_bounds(store, "beds", 1, CENTRE, "bed=public", (bounds){1, 30, 30 + 60});
    expect_bounds(store, "beds", 1, CENTRE, "bed=nursing", (bounds){1, 18, 18 + 60});
    expect_of(store, "beds", 1, CENTRE, "bed=dementia", 4);
    lc_store_close(store);
}

/* P2 has at least 90 beds, and so at most 90 in place of the 60 of its type. Staff 12 + 6. */
static void beds_of_a_kind_beyond_the_largest(void **state)
{
    lc_store *store = ready(*state, "unit/indicator/inventory_kinds_only.sql");
    expect_bounds(store, "beds", 1, CENTRE, "", (bounds){1, 30, 30 + 90});
    expect_bounds(store, "beds", 1, CENTRE, "bed=dementia", (bounds){1, 4, 4 + 90});
    expect_bounds(store, "open_in_period", 1, CENTRE, "period=2021|of=beds_dementia",
                  (bounds){1, 0, 90});
    expect_bounds(store, "staff_per_100_beds", 1, CENTRE, "", (bounds){1, 1800 / 120.0, 60});
    figure f = look(store, "beds_per_elder", 1, CENTRE, "age60", "", 0);
    same(f.low, 30 / 2000.0, "low", 1);
    same(f.high, 120 / 2000.0, "high", 1);
    lc_store_close(store);
}

/* Dementia 4 of 40, public 30 of 40; nursing 18 of 40 at least, 28 of 40 at most; in the west 18 of
 * 30. */
static void shares_of_beds(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect_of(store, "beds_share", 1, CENTRE, "bed=dementia", 0.1);
    expect_of(store, "beds_share", 1, CENTRE, "bed=public", 0.75);
    expect_of(store, "beds_share", 2, CENTRE, "bed=nursing", 0.6);
    expect_bounds(store, "beds_share", 1, CENTRE, "bed=nursing", (bounds){1, 18 / 40.0, 28 / 40.0});
    figure f = look(store, "beds_share", 1, CENTRE, "bed=nursing", "", 0);
    same(f.numerator, 18, "known", 1);
    same(f.denominator, 40, "beds", 1);
    f = look(store, "beds_share", 4, CENTRE, "bed=nursing", "", 0); /* no bed, no share */
    assert_true(f.found);
    same(f.value, NAN, "share", 4);
    same(f.denominator, 0, "beds", 4);
    lc_store_close(store);
}

/* P2: 0 to 60 beds. Nursing: none of 60 more beds, 18 / 90, or all of them, 78 / 90. Dementia: P2
 * has none, so 4 / 90 to 4 / 30. Public: 30 / 90 to 90 / 90. */
static void shares_of_beds_that_are_not_told(void **state)
{
    lc_store *store = ready(*state, UNKNOWN);
    expect_bounds(store, "beds_share", 1, CENTRE, "bed=nursing", (bounds){1, 0.2, 78 / 90.0});
    expect_bounds(store, "beds_share", 1, CENTRE, "bed=dementia", (bounds){1, 4 / 90.0, 4 / 30.0});
    expect_bounds(store, "beds_share", 1, CENTRE, "bed=public", (bounds){1, 30 / 90.0, 1});
    expect_bounds(store, "beds_share", 5, CENTRE, "bed=nursing", (bounds){1, 0, 1});
    same(look(store, "beds_share", 1, CENTRE, "bed=nursing", "", 0).denominator, 30, "beds", 1);
    lc_store_close(store);
}

/* Without a largest number P2 may have any number of beds: no share is impossible. */
static void shares_without_a_largest_size(void **state)
{
    lc_store *store = ready(*state, "unit/indicator/unbounded.sql");
    expect_bounds(store, "beds_share", 1, CENTRE, "bed=nursing", (bounds){1, 0, 1});
    expect_bounds(store, "beds", 1, CENTRE, "bed=nursing", (bounds){1, 18, NAN});
    expect_bounds(store, "staff_per_100_beds", 1, CENTRE, "", (bounds){1, 0, 60});
    lc_store_close(store);
}

/* N1 has 20 places; N2 does not tell: at most 100. 400 children, 100 of them in the west. */
static void places_and_places_per_child(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, "places", 2, BABY, "", "", 0, 20);
    expect(store, "places", 4, BABY, "", "", 0, 0);
    expect_bounds(store, "places", 1, BABY, "", (bounds){1, 20, 120});
    assert_false(
        look(store, "places", 1, CENTRE, "", "", 0).found); /* a centre has no such thing */
    expect(store, "places_per_child", 3, BABY, "age1_3", "", 0, 0.2);
    expect(store, "places_per_child", 4, BABY, "age1_3", "", 0, NAN); /* no child lives there */
    figure f = look(store, "places_per_child", 1, BABY, "age1_3", "", 0);
    same(f.low, 20 / 400.0, "low", 1);
    same(f.high, 120 / 400.0, "high", 1);
    same(f.denominator, 400, "children", 1);
    lc_store_close(store);
}

/* P1 serves 100 meals a day; P2 does not tell: at most 1000. */
static void capacity_in_meals_and_places(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, "capacity", 2, CENTRE, "", "", 0, 100);
    expect_of(store, "capacity", 2, CENTRE, "of=meals_per_day", 100); /* asked for in words */
    expect(store, "capacity", 4, CENTRE, "", "", 0, 0);
    expect_bounds(store, "capacity", 1, CENTRE, "", (bounds){1, 100, 1100});
    expect_bounds(store, "capacity", 1, BABY, "of=places", (bounds){1, 20, 120});
    expect_of(store, "capacity", 3, BABY, "of=places", 20);
    assert_false(look(store, "capacity", 1, ROOM, "", "", 0).found);
    assert_false(look(store, "capacity", 1, CENTRE, "of=places", "", 0).found);
    lc_store_close(store);
}

/* Staff 12 + 6 = 18, social workers 2 + 1 = 3, for 2000 elders and 40 beds. */
static void staff_per_elders_and_beds(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, "staff_per_1000_elder", 1, CENTRE, "age60", "", 0, 9);
    expect(store, "staff_per_1000_elder", 2, CENTRE, "age60", "", 0, 12 / 0.9);
    expect(store, "staff_per_1000_elder", 4, CENTRE, "age60", "", 0, 0);
    expect(store, "staff_per_100_beds", 1, CENTRE, "", "", 0, 45);
    expect_of(store, "staff_per_100_beds", 1, CENTRE, "staff=social_workers", 7.5);
    expect_of(store, "staff_per_100_beds", 1, CENTRE, "staff=all", 45);
    expect_of(store, "staff_per_100_beds", 1, BOTH, "staff=social_workers", 7.5);
    expect(store, "staff_per_100_beds", 4, CENTRE, "", "", 0, NAN); /* no bed there */
    expect_group_of(store, "staff_per_1000_elder", 1, CENTRE, "staff=social_workers", 1.5);
    expect_group_of(store, "staff_per_1000_elder", 1, CENTRE, "staff=all", 9);
    lc_store_close(store);
}

/* P2 has 0 to 60 beds and 0 to 6 social workers: 18 of all staff on 30 to 90 beds; 2 social workers
 * on 90 beds to 8 on 30. */
static void staff_and_beds_that_are_not_told(void **state)
{
    lc_store *store = ready(*state, UNKNOWN);
    expect_bounds(store, "staff_per_100_beds", 1, CENTRE, "", (bounds){1, 20, 60});
    expect_bounds(store, "staff_per_100_beds", 1, CENTRE, "staff=social_workers",
                  (bounds){1, 200 / 90.0, 800 / 30.0});
    expect(store, "staff_per_1000_elder", 4, CENTRE, "age60", "", 0, NAN); /* no elder is left */
    figure f = look_group_of(store, "staff_per_1000_elder", 5, CENTRE, "staff=social_workers");
    assert_int_equal(f.missing, 1);
    same(f.low, 0, "low", 5);
    same(f.high, 6 / 1.1, "high", 5);
    lc_store_close(store);
}

/* Centres 800 + 500 m2; R1 200; R2 does not tell, and nothing bounds a site. */
static void land_per_resident(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, "land_per_person", 1, CENTRE, "resident", "", 0, 1300 / 9500.0);
    expect(store, "land_per_person", 2, BOTH, "resident", "", 0, 1000 / 3800.0);
    expect(store, "land_per_person", 4, CENTRE, "resident", "", 0, 0);
    figure f = look(store, "land_per_person", 1, BOTH, "resident", "", 0);
    assert_int_equal(f.missing, 1);
    same(f.value, NAN, "land", 1);
    same(f.low, 1500 / 9500.0, "low", 1);
    same(f.high, NAN, "high", 1);
    lc_store_close(store);
    store = ready(*state, UNKNOWN);
    expect(store, "land_per_person", 4, ROOM, "resident", "", 0, NAN);
    lc_store_close(store);
}

/* P1 opened in 2018 with 30 beds, P2 in 2021 with 10, none for dementia, those for nursing not
 * told. R1 opened in 2018 with 150 m2, R4, closed since, with 100; when R2 opened nobody knows, nor
 * its size (at most 1500). N1 opened in 2021, N2 in 2020 with at most 100 places. */
static void what_opened_in_a_period(void **state)
{
    lc_store *store = ready(*state, NULL);
    const char *id = "open_in_period";
    expect_of(store, id, 1, CENTRE, "period=2018", 1);
    expect_of(store, id, 5, CENTRE, "period=2018", 0);
    expect_of(store, id, 1, CENTRE, "period=2018|of=facilities", 1);
    expect_of(store, id, 1, CENTRE, "period=2018..2021", 2);
    expect_of(store, id, 1, CENTRE, "period=2018|of=beds", 30);
    expect_of(store, id, 1, CENTRE, "period=2021|of=beds_dementia", 0);
    expect_bounds(store, id, 1, CENTRE, "period=2021|of=beds_nursing", (bounds){1, 0, 10});
    expect_bounds(store, id, 1, ROOM, "period=2018", (bounds){1, 2, 3});
    expect_bounds(store, id, 1, ROOM, "period=2018|of=area", (bounds){1, 250, 250 + 1500});
    expect_of(store, id, 4, ROOM, "period=2018", 1);
    expect_of(store, id, 1, ROOM, "period=2018|of=beds", 0); /* rooms have no beds to be missing */
    expect_bounds(store, id, 1, BABY, "period=2020..2021|of=places", (bounds){1, 20, 120});
    /* R2 is there on the last day of 2025: it did not open later */
    expect_of(store, id, 1, ROOM, "period=2026", 0);
    assert_false(look(store, id, 1, BABY, "period=2018", "", 0).found); /* nobody asks */
    lc_store_close(store);
}

/* P1 was renovated in 2024; the inventory tells it of P1, so the others never were. */
static void what_was_renovated_in_a_period(void **state)
{
    lc_store *store = ready(*state, NULL);
    const char *id = "renovated_in_period";
    expect_of(store, id, 1, CENTRE, "period=2024", 1);
    expect_of(store, id, 2, CENTRE, "period=2024", 1);
    expect_of(store, id, 5, CENTRE, "period=2024", 0);
    expect_of(store, id, 1, CENTRE, "period=2024|of=beds_nursing", 18);
    expect_of(store, id, 1, ROOM, "period=2024", 0);
    expect_of(store, id, 4, CENTRE, "period=2024", 0); /* no centre there */
    lc_store_close(store);
    store = ready(*state, UNKNOWN); /* and none where it tells nothing: two centres, at most */
    expect_bounds(store, id, 1, CENTRE, "period=2024", (bounds){2, 0, 2});
    expect_bounds(store, id, 1, CENTRE, "period=2024|of=beds_nursing", (bounds){2, 0, 18 + 60});
    lc_store_close(store);
}

/* Of two centres P1 has signed; rooms look after nobody and have nothing to sign. */
static void who_has_signed(void **state)
{
    lc_store *store = ready(*state, NULL);
    expect(store, "contracted_share", 1, CENTRE, "", "", 0, 0.5);
    expect(store, "contracted_share", 1, BOTH, "", "", 0, 0.5);
    expect(store, "contracted_share", 5, CENTRE, "", "", 0, 0);
    expect(store, "contracted_share", 4, CENTRE, "", "", 0, NAN); /* no centre, no share */
    assert_false(look(store, "contracted_share", 1, ROOM, "", "", 0).found);
    lc_store_close(store);
    store = ready(*state, UNKNOWN);
    expect_bounds(store, "contracted_share", 1, CENTRE, "", (bounds){1, 0.5, 1});
    lc_store_close(store);
}

/* Two centres and two rooms count; R3 is planned and R4 closed. Missing data cannot be: a facility
 * has a type. */
static void one_type_among_several(void **state)
{
    lc_store *store = ready(*state, NULL);
    const char *id = "type_share", *among = "among=community_elderly";
    expect_of(store, id, 1, CENTRE, among, 0.5);
    expect_of(store, id, 3, CENTRE, among, 1);
    expect_of(store, id, 4, CENTRE, among, 0);
    figure f = look(store, id, 1, CENTRE, among, "", 0);
    same(f.numerator, 2, "centres", 1);
    same(f.denominator, 4, "centres and rooms", 1);
    assert_false(look(store, id, 1, BABY, among, "", 0).found); /* nobody asks */
    lc_store_close(store);
    store = ready(*state, "unit/indicator/no_rooms_west.sql");
    expect_of(store, id, 4, CENTRE, among, NAN); /* nothing of the larger set */
    lc_store_close(store);
}

/* Ratios over the whole tree follow from their parts: numerators and denominators of the
 * communities add up to the district's. */
static void ratios_follow_from_their_parts(void **state)
{
    lc_store *store = ready(*state, NULL);
    static const char *const ids[] = {"staff_per_100_beds", "contracted_share"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        double numerator = 0, denominator = 0;
        const int64_t parts[] = {3, 4, 6};
        for (size_t p = 0; p < 3; p++) {
            figure f = look(store, ids[i], parts[p], CENTRE, "", "", 0);
            numerator += f.numerator;
            denominator += f.denominator;
        }
        figure whole = look(store, ids[i], 1, CENTRE, "", "", 0);
        same(whole.numerator, numerator, ids[i], 1);
        same(whole.denominator, denominator, ids[i], 1);
    }
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(beds_of_each_kind),
        LC_TEST(beds_of_nobody_knows_whom),
        LC_TEST(beds_of_a_kind_beyond_the_largest),
        LC_TEST(shares_of_beds),
        LC_TEST(shares_of_beds_that_are_not_told),
        LC_TEST(shares_without_a_largest_size),
        LC_TEST(places_and_places_per_child),
        LC_TEST(capacity_in_meals_and_places),
        LC_TEST(staff_per_elders_and_beds),
        LC_TEST(staff_and_beds_that_are_not_told),
        LC_TEST(land_per_resident),
        LC_TEST(what_opened_in_a_period),
        LC_TEST(what_was_renovated_in_a_period),
        LC_TEST(who_has_signed),
        LC_TEST(one_type_among_several),
        LC_TEST(ratios_follow_from_their_parts),
    };
    return cmocka_run_group_tests_name("indicator_inventory", tests, NULL, NULL);
}
