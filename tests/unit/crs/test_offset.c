#include "lc_test.h"

#include <math.h>

#include "crs/crs.h"

typedef lc_lonlat convert_fn(lc_lonlat);

/* Small distances in m on a sphere, so that nothing of the room measures itself. */
static double apart_m(lc_lonlat a, lc_lonlat b)
{
    double north_m = (a.lat_deg - b.lat_deg) * 111195;
    double east_m = (a.lon_deg - b.lon_deg) * 111195 * cos(a.lat_deg * M_PI / 180);
    return hypot(north_m, east_m);
}

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static double between(uint64_t *seed, double low, double high)
{
    return low + (high - low) * (double)(next_random(seed) >> 11) / 9007199254740992.0;
}

static bool same_place(lc_lonlat a, lc_lonlat b)
{
    return a.lon_deg == b.lon_deg && a.lat_deg == b.lat_deg;
}

/* Pairs that the open implementations of the formula have agreed on for years (eviltransform's test
 * table). */
static void shifts_as_published(void **state)
{
    (void)state;
    static const struct {
        lc_lonlat wgs84, gcj02;
    } cases[] = {
        {{121.5272106, 31.1774276}, {121.531541859215, 31.17530398364597}},
        {{113.912316, 22.543847}, {113.9171764808363, 22.540796131694766}},
        {{116.377817, 39.911954}, {116.38404722455657, 39.91334545536069}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lc_lonlat got = lc_gcj02_from_wgs84(cases[i].wgs84);
        assert_true(fabs(got.lon_deg - cases[i].gcj02.lon_deg) < 1e-12 * 200);
        assert_true(fabs(got.lat_deg - cases[i].gcj02.lat_deg) < 1e-12 * 200);
        assert_true(apart_m(lc_wgs84_from_gcj02(cases[i].gcj02), cases[i].wgs84) < 1e-4);
    }
}

/* A pair of the Go package coordtransform, whose tests pin both steps for a place in Wuhan. */
static void baidu_shifts_as_published(void **state)
{
    (void)state;
    lc_lonlat got = lc_bd09_from_wgs84((lc_lonlat){114.363089, 30.517411});
    assert_true(fabs(got.lon_deg - 114.3750500836037) < 1e-10);
    assert_true(fabs(got.lat_deg - 30.521392123098003) < 1e-10);
    got = lc_gcj02_from_wgs84((lc_lonlat){114.363089, 30.517411});
    assert_true(fabs(got.lon_deg - 114.36861383019243) < 1e-10);
    assert_true(fabs(got.lat_deg - 30.515078352018758) < 1e-10);
}

static void round_trips(convert_fn *there, convert_fn *back, lc_lonlat low, lc_lonlat high)
{
    uint64_t seed = 20240501;
    for (int i = 0; i < 200000; i++) {
        lc_lonlat from = {between(&seed, low.lon_deg, high.lon_deg),
                          between(&seed, low.lat_deg, high.lat_deg)};
        double lost_m = apart_m(back(there(from)), from);
        if (!(lost_m < 0.001))
            fail_msg("%.9f %.9f comes back %.6f m off", from.lon_deg, from.lat_deg, lost_m);
    }
}

static const lc_lonlat box_low = {72.004, 0.8293}, box_high = {137.8347, 55.8271};

static void gcj02_round_trips_over_china(void **state)
{
    (void)state;
    round_trips(lc_gcj02_from_wgs84, lc_wgs84_from_gcj02, box_low, box_high);
    round_trips(lc_wgs84_from_gcj02, lc_gcj02_from_wgs84, box_low, box_high);
}

static void bd09_round_trips_over_china(void **state)
{
    (void)state;
    round_trips(lc_bd09_from_wgs84, lc_wgs84_from_bd09, box_low, box_high);
    round_trips(lc_wgs84_from_bd09, lc_bd09_from_wgs84, box_low, box_high);
}

/* Strips of 0.3 degrees around the four sides, inside and outside. */
static void round_trips_across_the_sides_of_the_box(void **state)
{
    (void)state;
    static const lc_lonlat strips[][2] = {
        {{71.854, 0.7}, {72.154, 56}},
        {{137.6847, 0.7}, {137.9847, 56}},
        {{71.9, 0.6793}, {138, 0.9793}},
        {{71.9, 55.6771}, {138, 55.9771}},
    };
    for (size_t i = 0; i < sizeof strips / sizeof *strips; i++) {
        round_trips(lc_gcj02_from_wgs84, lc_wgs84_from_gcj02, strips[i][0], strips[i][1]);
        round_trips(lc_wgs84_from_gcj02, lc_gcj02_from_wgs84, strips[i][0], strips[i][1]);
        round_trips(lc_bd09_from_wgs84, lc_wgs84_from_bd09, strips[i][0], strips[i][1]);
        round_trips(lc_wgs84_from_bd09, lc_bd09_from_wgs84, strips[i][0], strips[i][1]);
    }
}

/* The published shift has an infinite slope (a square root) where longitude is 105. */
static void round_trips_around_the_root(void **state)
{
    (void)state;
    round_trips(lc_gcj02_from_wgs84, lc_wgs84_from_gcj02, (lc_lonlat){104.99999, 18},
                (lc_lonlat){105.00001, 53});
    round_trips(lc_wgs84_from_gcj02, lc_gcj02_from_wgs84, (lc_lonlat){105 - 1e-9, 18},
                (lc_lonlat){105 + 1e-9, 53});
}

static void leaves_the_rest_of_the_world_alone(void **state)
{
    (void)state;
    static const lc_lonlat abroad[] = {
        {-51.23, -30.03}, {139.7671, 35.6812}, {0, 0},        {2.35, 48.85}, {72.003, 30},
        {110, 0.829},     {110, 55.83},        {137.835, 30}, {180, 90},
    };
    static convert_fn *const all[] = {lc_gcj02_from_wgs84, lc_wgs84_from_gcj02, lc_bd09_from_wgs84,
                                      lc_wgs84_from_bd09};
    for (size_t i = 0; i < sizeof abroad / sizeof *abroad; i++)
        for (size_t j = 0; j < sizeof all / sizeof *all; j++)
            assert_true(same_place(all[j](abroad[i]), abroad[i]));
}

static void not_a_number_stays_so(void **state)
{
    (void)state;
    lc_lonlat got = lc_wgs84_from_bd09((lc_lonlat){NAN, 31});
    assert_true(isnan(got.lon_deg));
    got = lc_wgs84_from_gcj02((lc_lonlat){121, INFINITY});
    assert_true(isinf(got.lat_deg));
}

/* One line of district,street,gcj lon,gcj lat,wgs lon,wgs lat. */
static bool read_pair(char *line, lc_lonlat *gcj02, lc_lonlat *wgs84)
{
    double *const into[] = {&gcj02->lon_deg, &gcj02->lat_deg, &wgs84->lon_deg, &wgs84->lat_deg};
    char *at = strchr(line, ',');
    at = at != NULL ? strchr(at + 1, ',') : NULL;
    for (int i = 0; i < 4; i++) {
        if (at == NULL || *at != ',')
            return false;
        *into[i] = strtod(at + 1, &at);
    }
    return true;
}

static void shanghai_residential_points(void **state)
{
    (void)state;
    FILE *file = fopen(LC_SOURCE_DIR "/../shared/data/shanghai/residential_points.csv", "r");
    if (file == NULL) {
        print_message("residential_points.csv is not here: skipped\n");
        skip();
    }
    char line[1024];
    int count = 0;
    double worst_round_m = 0, worst_m = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        lc_lonlat gcj02, given;
        if (!read_pair(line, &gcj02, &given) || gcj02.lon_deg == 0)
            continue;
        lc_lonlat wgs84 = lc_wgs84_from_gcj02(gcj02);
        worst_round_m = fmax(worst_round_m, apart_m(lc_gcj02_from_wgs84(wgs84), gcj02));
        worst_m = fmax(worst_m, apart_m(wgs84, given));
        count++;
    }
    (void)fclose(file);
    assert_int_equal(count, 26105);
    assert_true(worst_round_m < 0.01);
    assert_true(worst_m < 2.3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(shifts_as_published),
        LC_TEST(baidu_shifts_as_published),
        LC_TEST(gcj02_round_trips_over_china),
        LC_TEST(bd09_round_trips_over_china),
        LC_TEST(round_trips_across_the_sides_of_the_box),
        LC_TEST(round_trips_around_the_root),
        LC_TEST(leaves_the_rest_of_the_world_alone),
        LC_TEST(not_a_number_stays_so),
        LC_TEST(shanghai_residential_points),
    };
    return cmocka_run_group_tests_name("crs_offset", tests, NULL, NULL);
}
