#include "lc_test.h"

#include <math.h>

#include "crs/crs.h"

static void near(double got, double expected, double tolerance)
{
    if (!(fabs(got - expected) <= tolerance))
        fail_msg("%.12g instead of %.12g", got, expected);
}

static uint64_t seed = 88172645463325252u;

static double chance(void)
{
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17; /* xorshift, Marsaglia 2003 */
    return (double)(seed >> 11) / 9007199254740992.0;
}

/* At every latitude and azimuth, from a metre to a hemisphere: the exact distance lies between the
 * bounds, which are within a millimetre of each other up to 5 km, and no radius is judged wrongly,
 * the distance itself least of all. */
static void chords_bound_distances(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        lc_lonlat a = {chance() * 360 - 180, chance() * 180 - 90};
        double wanted_m = pow(10, chance() * 7.2), least_m, most_m;
        lc_lonlat b = lc_geodesic_direct(a, chance() * 360, wanted_m);
        double exact_m = lc_geodesic_distance_m(a, b);
        lc_space from = lc_space_at(a), to = lc_space_at(b);
        lc_geodesic_bounds_m(from, to, &least_m, &most_m);
        assert_true(least_m <= exact_m && exact_m <= most_m);
        assert_true(exact_m > 5000 || most_m - least_m < 1e-3);
        double x = from.x - to.x, y = from.y - to.y, z = from.z - to.z;
        double chord_m2 = x * x + y * y + z * z;
        const double radii_m[] = {exact_m, exact_m * 0.999, exact_m * 1.001, wanted_m, 0, 1e7};
        for (size_t k = 0; k < sizeof radii_m / sizeof *radii_m; k++) {
            lc_chords chords = lc_chords_of(radii_m[k]);
            assert_true(chord_m2 > chords.within_m2 || exact_m <= radii_m[k]);
            assert_true(chord_m2 <= chords.beyond_m2 || exact_m > radii_m[k]);
        }
    }
}

/* Half the equator and the quarter meridian, textbook figures of WGS-84; JFK to LHR and the
 * antipodal-ish pair from the examples in Karney (2013), "Algorithms for geodesics". */
static void distances_from_the_textbooks(void **state)
{
    (void)state;
    near(lc_geodesic_distance_m((lc_lonlat){0, 0}, (lc_lonlat){0, 90}), 10001965.7293, 1e-3);
    near(lc_geodesic_distance_m((lc_lonlat){0, 0}, (lc_lonlat){90, 0}), 6378137 * M_PI / 2, 1e-6);
    near(lc_geodesic_distance_m((lc_lonlat){-73.8, 40.6}, (lc_lonlat){-0.5, 51.6}), 5551759.4, 0.1);
    near(lc_geodesic_distance_m((lc_lonlat){0, -30}, (lc_lonlat){179.8, 29.9}), 19989832.82761,
         1e-4);
}

/* From a millimetre to 90 km, all over the globe: within the slack that is told, which is 0.1
 * micrometre up to a kilometre; beyond 100 km nothing is claimed. */
static void a_short_geodesic_is_an_arc_over_its_chord(void **state)
{
    (void)state;
    double slack_m;
    for (double lat_deg = -88; lat_deg <= 88; lat_deg += 4)
        for (double azimuth_deg = 0; azimuth_deg < 360; azimuth_deg += 15)
            for (double distance_m = 0.001; distance_m < 90000; distance_m *= 3.1) {
                lc_lonlat from = {lat_deg * 2, lat_deg};
                lc_lonlat to = lc_geodesic_direct(from, azimuth_deg, distance_m);
                double got_m = lc_geodesic_near_m(lc_space_at(from), lc_space_at(to), &slack_m);
                near(got_m, lc_geodesic_distance_m(from, to), slack_m);
                assert_true(slack_m < (distance_m <= 1000 ? 1e-7 : distance_m * 1e-6));
            }
    (void)lc_geodesic_near_m(lc_space_at((lc_lonlat){0, 0}), lc_space_at((lc_lonlat){1, 0}),
                             &slack_m);
    assert_true(isinf(slack_m));
}

static void a_line_is_as_long_as_its_pieces(void **state)
{
    (void)state;
    const lc_lonlat line[] = {{0, 0}, {45, 0}, {90, 0}, {90, 90}};
    near(lc_geodesic_length_m(line, 4), 6378137 * M_PI / 2 + 10001965.7293, 1e-3);
    near(lc_geodesic_length_m(line, 1), 0, 0);
    near(lc_geodesic_length_m(line, 0), 0, 0);
}

/* An octant of WGS-84 is an eighth of its 510065621.724 km2. */
static void an_octant_is_an_eighth_of_the_earth(void **state)
{
    (void)state;
    const lc_lonlat octant[] = {{0, 0}, {90, 0}, {0, 90}};
    const lc_lonlat reversed[] = {{0, 90}, {90, 0}, {0, 0}};
    double area_m2, around_m;
    lc_geodesic_ring(octant, 3, &area_m2, &around_m);
    near(area_m2, 510065621.724e6 / 8, 1e3);
    near(around_m, 6378137 * M_PI / 2 + 2 * 10001965.7293, 1e-3);
    lc_geodesic_ring(reversed, 3, &area_m2, &around_m);
    near(area_m2, 510065621.724e6 / 8, 1e3);
}

/* A small geodesic disc on a surface of Gaussian curvature K has the area pi r^2 (1 - K r^2 / 12)
 * (Bertrand, Diguet, Puiseux 1848), here with K = 1 / (M N) at the latitude of the centre. */
static double cap_m2(double lat_deg, double radius_m)
{
    double e_sq = 1 / 298.257223563 * (2 - 1 / 298.257223563);
    double w_sq = 1 - e_sq * pow(sin(lat_deg * M_PI / 180), 2);
    double prime_m = 6378137 / sqrt(w_sq), meridian_m = prime_m * (1 - e_sq) / w_sq;
    return M_PI * radius_m * radius_m * (1 - radius_m * radius_m / (12 * meridian_m * prime_m));
}

/* A polygon of n corners on the circle holds sin(2 pi / n) / (2 pi / n) of it: 256 corners lose
 * 0.01004 %, 360 0.00508 %. */
static void a_circle_has_the_area_of_its_cap(void **state)
{
    (void)state;
    static const double lats_deg[] = {-30, 0, 31.23, 60, 89.999};
    static const size_t counts[] = {32, 256, LC_CIRCLE_POINTS};
    lc_lonlat ring[LC_CIRCLE_POINTS];
    for (size_t i = 0; i < sizeof lats_deg / sizeof *lats_deg; i++)
        for (size_t j = 0; j < sizeof counts / sizeof *counts; j++) {
            double step_rad = 2 * M_PI / (double)counts[j], area_m2, around_m;
            lc_geodesic_circle((lc_lonlat){121.47, lats_deg[i]}, 1000, ring, counts[j]);
            lc_geodesic_ring(ring, counts[j], &area_m2, &around_m);
            double share_01 = area_m2 / cap_m2(lats_deg[i], 1000);
            near(share_01, sin(step_rad) / step_rad, 1e-7);
            if (counts[j] == LC_CIRCLE_POINTS)
                assert_true(share_01 > 0.9999);
        }
}

static void a_circle_keeps_its_distance_everywhere(void **state)
{
    (void)state;
    static const lc_lonlat centres[] = {
        {121.47, 31.23}, {180, 10}, {-179.999, -45}, {10, 90}, {0, -89.9999}};
    lc_lonlat ring[64];
    for (size_t i = 0; i < sizeof centres / sizeof *centres; i++) {
        lc_geodesic_circle(centres[i], 1200, ring, 64);
        for (int j = 0; j < 64; j++) {
            near(lc_geodesic_distance_m(centres[i], ring[j]), 1200, 1e-6);
            assert_true(fabs(ring[j].lon_deg) <= 180);
        }
    }
}

static void a_circle_runs_counter_clockwise_from_the_north(void **state)
{
    (void)state;
    lc_lonlat ring[4];
    lc_geodesic_circle((lc_lonlat){121, 31}, 1000, ring, 4);
    assert_true(ring[0].lat_deg > 31 && fabs(ring[0].lon_deg - 121) < 1e-9);
    assert_true(ring[1].lon_deg < 121 && ring[2].lat_deg < 31 && ring[3].lon_deg > 121);
}

/* Distances in the plane are too long by at most x^2 / 2R^2, x being the distance from the centre's
 * meridian. */
static void the_plane_keeps_distances_of_a_city(void **state)
{
    static const lc_lonlat centres[] = {{121.47, 31.23}, {-51.2, -30.05}, {180, 0}, {25, 68.5}};
    for (size_t i = 0; i < sizeof centres / sizeof *centres; i++) {
        lc_plane *plane = NULL;
        assert_ok(*state, lc_plane_open(*state, centres[i], &plane));
        for (double azimuth_deg = 0; azimuth_deg < 360; azimuth_deg += 7.5)
            for (double distance_m = 100; distance_m <= 60000; distance_m *= 2.3) {
                lc_lonlat to = lc_geodesic_direct(centres[i], azimuth_deg, distance_m);
                lc_lonlat at = to;
                assert_ok(*state, lc_plane_forward(*state, plane, &at.lon_deg, &at.lat_deg, 1, 1));
                double stretch = pow(at.lon_deg / 6330000, 2) / 2;
                near(hypot(at.lon_deg, at.lat_deg), distance_m, distance_m * stretch + 1e-6);
                assert_ok(*state, lc_plane_inverse(*state, plane, &at.lon_deg, &at.lat_deg, 1, 1));
                near(lc_geodesic_distance_m(at, to), 0, 1e-5);
            }
        lc_plane_close(plane);
    }
}

static void the_plane_holds_its_strides_and_odd_positions(void **state)
{
    lc_plane *plane = NULL;
    assert_ok(*state, lc_plane_open(*state, (lc_lonlat){121.47, 31.23}, &plane));
    double rows[3][3] = {{121.47, 31.23, 1}, {NAN, 31, 2}, {121.48, 31.23, 3}};
    assert_ok(*state, lc_plane_forward(*state, plane, &rows[0][0], &rows[0][1], 3, 3));
    near(rows[0][0], 0, 1e-6);
    near(rows[0][1], 0, 1e-6);
    assert_true(isnan(rows[1][0]) && isnan(rows[1][1]));
    near(rows[2][0], lc_geodesic_distance_m((lc_lonlat){121.47, 31.23}, (lc_lonlat){121.48, 31.23}),
         0.01);
    assert_true(rows[0][2] == 1 && rows[1][2] == 2 && rows[2][2] == 3);
    lc_plane_close(plane);
}

static void no_plane_off_the_globe(void **state)
{
    lc_plane *plane = NULL;
    assert_int_equal(lc_plane_open(*state, (lc_lonlat){31, 121}, &plane), LC_INPUT);
    assert_null(plane);
    assert_message(*state, "order of the axes");
    lc_plane_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(distances_from_the_textbooks),
        LC_TEST(chords_bound_distances),
        LC_TEST(a_short_geodesic_is_an_arc_over_its_chord),
        LC_TEST(a_line_is_as_long_as_its_pieces),
        LC_TEST(an_octant_is_an_eighth_of_the_earth),
        LC_TEST(a_circle_has_the_area_of_its_cap),
        LC_TEST(a_circle_keeps_its_distance_everywhere),
        LC_TEST(a_circle_runs_counter_clockwise_from_the_north),
        LC_TEST(the_plane_keeps_distances_of_a_city),
        LC_TEST(the_plane_holds_its_strides_and_odd_positions),
        LC_TEST(no_plane_off_the_globe),
    };
    return cmocka_run_group_tests_name("crs_geodesic", tests, NULL, NULL);
}
