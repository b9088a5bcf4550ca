/* How many circles cover people, against an exhaustive search over small sets of points. */
#include <math.h>

#include "lc_test.h"
#include "plan/cover.h"

enum { POINTS_MAX = 14 };

/* The fewest of the points that cover needed_micro, by trying every subset. */
static size_t fewest(const cover_points *p, int64_t needed_micro)
{
    size_t best = p->count + 1;
    uint32_t reach[POINTS_MAX];
    for (size_t i = 0; i < p->count; i++) {
        reach[i] = 0;
        for (size_t k = 0; k < p->count; k++)
            if (lc_geodesic_distance_m(p->at[i], p->at[k]) <= p->radius_m)
                reach[i] |= 1u << k;
    }
    for (uint32_t chosen = 0; chosen < 1u << p->count; chosen++) {
        uint32_t covered = 0;
        size_t size = (size_t)__builtin_popcount(chosen);
        int64_t people_micro = 0;
        for (size_t i = 0; i < p->count; i++)
            covered |= chosen >> i & 1 ? reach[i] : 0;
        for (size_t i = 0; i < p->count; i++)
            people_micro += covered >> i & 1 ? p->people_micro[i] : 0;
        if (people_micro >= needed_micro && size < best)
            best = size;
    }
    return best;
}

static uint32_t random_next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Never better than the best choice, rarely worse, and the lower bound holds. At 70 degrees north a
 * degree of longitude is short. */
static void against_every_subset(void **state)
{
    uint32_t seed = 1;
    size_t greedy = 0, optimal = 0;
    for (int round = 0; round < 60; round++) {
        lc_lonlat at[POINTS_MAX];
        int64_t people_micro[POINTS_MAX], needed_micro = 0;
        size_t sites, least;
        double lat_deg = round % 3 == 0 ? 70 : round % 3 == 1 ? -31.2 : 0;
        for (size_t i = 0; i < POINTS_MAX; i++) {
            at[i].lon_deg = 121 + random_next(&seed) % 60000 / 1e6;
            at[i].lat_deg = lat_deg + random_next(&seed) % 40000 / 1e6;
            people_micro[i] = 1 + random_next(&seed) % 1000;
            needed_micro += people_micro[i];
        }
        if (round % 2 == 0)
            needed_micro = needed_micro * 3 / 4;
        cover_points points = {at, people_micro, POINTS_MAX, 1000};
        assert_ok(*state, cover_count(*state, &points, needed_micro, &sites, &least));
        size_t best = fewest(&points, needed_micro);
        assert_true(sites >= best);
        assert_true(least <= best);
        assert_true(least >= 1);
        greedy += sites;
        optimal += best;
    }
    assert_true(greedy <= optimal + optimal / 10);
}

/* Three in a row, 900 m apart: the middle one covers all at 1000 m. */
static void one_site_in_the_middle(void **state)
{
    const lc_lonlat at[] = {{121, 31}, {121, 31.0081}, {121, 31.0162}};
    const int64_t people_micro[] = {5, 1, 5};
    size_t sites, least;
    cover_points points = {at, people_micro, 3, 1000};
    assert_ok(*state, cover_count(*state, &points, 11, &sites, &least));
    assert_int_equal(sites, 1);
    assert_int_equal(least, 1);
    points.radius_m =
        500; /* now each is on its own, and the two ends are further apart than two radii */
    assert_ok(*state, cover_count(*state, &points, 11, &sites, &least));
    assert_int_equal(sites, 3);
    assert_int_equal(least, 2);
    assert_ok(*state, cover_count(*state, &points, 5, &sites, &least));
    assert_int_equal(sites, 1);
}

enum { CLUSTERS = 20 };

/* Twenty hamlets in a row, each within 300 m of its middle and `apart_deg` from the next, with so
 * many homes: one site each covers all, and none covers two of them. */
static void hamlets(lc_ctx *ctx, size_t homes, double apart_deg)
{
    uint32_t seed = 7;
    size_t count = CLUSTERS * homes, sites, least;
    lc_lonlat *at = lc_alloc(ctx, count, sizeof *at);
    int64_t *people_micro = lc_alloc(ctx, count, sizeof *people_micro);
    assert_true(at != NULL && people_micro != NULL);
    for (size_t i = 0; i < count; i++) {
        at[i] =
            (lc_lonlat){121 + (double)(i % CLUSTERS) * apart_deg + random_next(&seed) % 4000 / 1e6,
                        31 + random_next(&seed) % 3600 / 1e6};
        people_micro[i] = 1 + random_next(&seed) % 1000;
    }
    cover_points points = {at, people_micro, count, 1000};
    assert_ok(ctx, cover_count(ctx, &points, INT64_MAX, &sites, &least));
    assert_int_equal(sites, CLUSTERS);
    assert_int_equal(least, CLUSTERS);
    free(at);
    free(people_micro);
}

static void three_hundred_thousand_homes(void **state)
{
    hamlets(*state, 15000, 0.05);
}

/* Over six hundred kilometres the cells of the grid are larger than a hamlet. */
static void far_apart(void **state)
{
    hamlets(*state, 50, 0.33);
}

static void nobody_needs_no_site(void **state)
{
    const lc_lonlat at[] = {{121, 31}};
    const int64_t people_micro[] = {5};
    size_t sites = 9, least = 9;
    cover_points points = {at, people_micro, 1, 1000};
    assert_ok(*state, cover_count(*state, &points, 0, &sites, &least));
    assert_int_equal(sites, 0);
    assert_int_equal(least, 0);
    assert_ok(*state, cover_count(*state, &points, 1000, &sites, &least)); /* more than there are */
    assert_int_equal(sites, 1);
}

static void cancelling_stops_it(void **state)
{
    const lc_lonlat at[] = {{121, 31}};
    const int64_t people_micro[] = {5};
    size_t sites, least;
    cover_points points = {at, people_micro, 1, 1000};
    lc_ctx_cancel(*state);
    assert_int_equal(cover_count(*state, &points, 5, &sites, &least), LC_CANCELLED);
    lc_ctx_clear(*state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(against_every_subset),         LC_TEST(one_site_in_the_middle),
        LC_TEST(three_hundred_thousand_homes), LC_TEST(far_apart),
        LC_TEST(nobody_needs_no_site),         LC_TEST(cancelling_stops_it),
    };
    return cmocka_run_group_tests_name("plan_cover", tests, NULL, NULL);
}
