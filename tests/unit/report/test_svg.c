/* Drawing: places come to lie where a hand calculation puts them, and streets cost few strokes. */
#include <math.h>

#include "lc_test.h"
#include "report/svg.h"

/* 0.01 degrees of latitude are 1111.95 m. */
static lc_plane square(void)
{
    lc_plane plane;
    assert_true(lc_plane_fit(&plane, 121.0, -0.005, 121.01, 0.005));
    return plane;
}

/* On the equator a degree is as long either way: the box is square, its height of 900 px less two
 * borders of 14 the tighter side. 872 px over 1111.95 m. */
static void a_square_fits(void **state)
{
    (void)state;
    lc_plane plane = square();
    assert_true(fabs(plane.px_per_m - 872 / 1111.95) < 1e-6);
    double x = 121.005, y = 0;
    lc_plane_move(&plane, &x, &y);
    assert_true(fabs(x - plane.width_px / 2) < 1e-6 && fabs(y - plane.height_px / 2) < 1e-6);
    x = 121.0, y = 0.005;
    lc_plane_move(&plane, &x, &y);
    assert_true(fabs(y - 14) < 1 && fabs(x - 14) < 1);
}

/* At 60 degrees a degree of longitude is half as long as one of latitude. */
static void longitudes_shrink(void **state)
{
    (void)state;
    lc_plane plane;
    assert_true(lc_plane_fit(&plane, 10, 59.9, 10.4, 60.1));
    assert_true(fabs(plane.px_per_lon / plane.px_per_lat - 0.5) < 1e-9);
}

static void no_box_no_plane(void **state)
{
    (void)state;
    lc_plane plane;
    assert_false(lc_plane_fit(&plane, NAN, 0, 1, 1));
    assert_false(lc_plane_fit(&plane, 0, 0, INFINITY, 1));
    assert_true(lc_plane_fit(&plane, 121, 31, 121, 31)); /* one point: drawn as 200 m */
    assert_true(isfinite(plane.px_per_m) && plane.px_per_m <= 1000.0 / 200);
}

static void number(lc_ctx *ctx, double value, const char *want)
{
    lc_text text;
    lc_text_init(&text, ctx);
    lc_svg_number(&text, value);
    assert_string_equal(text.bytes, want);
    lc_text_clear(&text);
}

static void numbers_are_short(void **state)
{
    number(*state, 12.04, "12");
    number(*state, 12.06, "12.1");
    number(*state, 0.5, ".5");
    number(*state, -0.52, "-.5");
    number(*state, -0.01, "0");
    number(*state, 0, "0");
}

/* 1 px = 0.1 degrees, the origin at (0, 10). */
static const lc_plane simple = {.west_deg = 0,
                                .north_deg = 1,
                                .px_per_lon = 10,
                                .px_per_lat = 10,
                                .px_per_m = 1,
                                .width_px = 100,
                                .height_px = 100};

static void path(lc_ctx *ctx, const lc_wkb *wkb, const char *want)
{
    lc_geom *geom = NULL;
    lc_text text;
    assert_ok(ctx, lc_geom_open(ctx, &geom));
    lc_text_init(&text, ctx);
    assert_ok(ctx, lc_svg_path(geom, &simple, wkb->bytes, wkb->size, &text));
    assert_string_equal(text.bytes, want);
    lc_text_clear(&text);
    lc_geom_close(geom);
}

static void a_polygon_is_closed(void **state)
{
    const double corners[] = {0, 0, 1, 0, 1, 1, 0, 1};
    lc_wkb wkb = {NULL, 0};
    assert_ok(*state, lc_wkb_polygon(*state, corners, 4, &wkb));
    path(*state, &wkb, "M0 10l10 0 0-10-10 0z");
    lc_wkb_clear(&wkb);
}

/* The middle vertex is 0.2 px off the straight line: nobody sees it. */
static void what_nobody_sees_is_left_out(void **state)
{
    const double line[] = {0, 1, 1, 0.98, 2, 1};
    lc_wkb wkb = {NULL, 0};
    assert_ok(*state, lc_wkb_line(*state, line, 3, &wkb));
    path(*state, &wkb, "M0 0l20 0");
    lc_wkb_clear(&wkb);
}

static void damaged_bytes_are_told(void **state)
{
    lc_geom *geom = NULL;
    lc_text text;
    assert_ok(*state, lc_geom_open(*state, &geom));
    lc_text_init(&text, *state);
    assert_int_equal(lc_svg_path(geom, &simple, "\1\2", 2, &text), LC_STORE);
    assert_message(*state, "damaged outline");
    lc_text_clear(&text);
    lc_geom_close(geom);
}

/* --- trails --- */

/* Lines of two points each, as one path. Free with free(). */
static char *trails_of(lc_ctx *ctx, const double (*pieces)[4], size_t count)
{
    lc_trails trails;
    lc_geom *geom = NULL;
    lc_text text;
    assert_ok(ctx, lc_geom_open(ctx, &geom));
    lc_trails_init(&trails, ctx, &simple);
    lc_text_init(&text, ctx);
    for (size_t i = 0; i < count; i++) {
        lc_wkb wkb = {NULL, 0};
        assert_ok(ctx, lc_wkb_line(ctx, pieces[i], 2, &wkb));
        assert_ok(ctx, lc_trails_add(&trails, wkb.bytes, wkb.size));
        lc_wkb_clear(&wkb);
    }
    assert_ok(ctx, lc_trails_write(&trails, geom, &text));
    lc_trails_clear(&trails);
    lc_geom_close(geom);
    return lc_text_take(&text);
}

static void check_trails(lc_ctx *ctx, const double (*pieces)[4], size_t count, const char *want)
{
    char *got = trails_of(ctx, pieces, count);
    assert_string_equal(got, want);
    free(got);
}

static void two_pieces_are_one_stroke(void **state)
{
    const double pieces[][4] = {{0, 1, 1, 1}, {2, 1, 1, 1}};
    check_trails(*state, pieces, 2, "M0 0l20 0");
}

static void a_piece_that_comes_twice_is_drawn_once(void **state)
{
    const double pieces[][4] = {{0, 1, 1, 1}, {1, 1, 0, 1}, {0, 1, 1, 1}};
    check_trails(*state, pieces, 3, "M0 0l10 0");
}

/* A crossing: two straight strokes, no corner. */
static void a_crossing_is_passed_straight_on(void **state)
{
    const double pieces[][4] = {{0, 0, 1, 0}, {1, 0, 2, 0}, {1, 1, 1, 0}, {1, 0, 1, -1}};
    char *got = trails_of(*state, pieces, 4);
    /* Each trail is simplified for itself: where others branch off needs no corner. */
    assert_string_equal(got, "M0 10l20 0M10 0l0 20");
    free(got);
}

static void a_loop_has_no_end(void **state)
{
    const double pieces[][4] = {{0, 1, 1, 1}, {1, 1, 1, 0}, {1, 0, 0, 0}, {0, 0, 0, 1}};
    char *got = trails_of(*state, pieces, 4);
    assert_int_equal(strchr(got, 'M') == strrchr(got, 'M'), 1);
    free(got);
}

static void what_lies_outside_is_left_out(void **state)
{
    const double pieces[][4] = {{0, 1, 1, 1}, {-5, 1, -4, 1}, {20, 1, 21, 1}};
    check_trails(*state, pieces, 3, "M0 0l10 0");
}

static void no_pieces_no_path(void **state)
{
    check_trails(*state, NULL, 0, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(a_square_fits),
        LC_TEST(longitudes_shrink),
        LC_TEST(no_box_no_plane),
        LC_TEST(numbers_are_short),
        LC_TEST(a_polygon_is_closed),
        LC_TEST(what_nobody_sees_is_left_out),
        LC_TEST(damaged_bytes_are_told),
        LC_TEST(two_pieces_are_one_stroke),
        LC_TEST(a_piece_that_comes_twice_is_drawn_once),
        LC_TEST(a_crossing_is_passed_straight_on),
        LC_TEST(a_loop_has_no_end),
        LC_TEST(what_lies_outside_is_left_out),
        LC_TEST(no_pieces_no_path),
    };
    return cmocka_run_group_tests_name("report_svg", tests, NULL, NULL);
}
