#include "geom_test.h"

static lc_geom *opened(lc_ctx *ctx)
{
    lc_geom *geom = NULL;
    assert_ok(ctx, lc_geom_open(ctx, &geom));
    return geom;
}

static void grid_of(lc_ctx *ctx, const lc_wkb *wkb, double spacing, double **xy, size_t *count)
{
    lc_geom *geom = opened(ctx);
    assert_ok(ctx, lc_geom_grid_points(geom, wkb->bytes, wkb->size, spacing, xy, count));
    lc_geom_close(geom);
}

/* The box from (0, 0) to (40, 30) on a grid of 10: the boundary is excluded, so x = 10, 20, 30 and
 * y = 10, 20. */
static void grid_points_row_by_row_without_the_boundary(void **state)
{
    static const double expected[] = {10, 10, 20, 10, 30, 10, 10, 20, 20, 20, 30, 20};
    lc_wkb wkb = box(*state, 0, 0, 40, 30);
    double *xy;
    size_t count;
    grid_of(*state, &wkb, 10, &xy, &count);
    assert_int_equal(count, 6);
    assert_memory_equal(xy, expected, sizeof expected);
    free(xy);
    lc_wkb_clear(&wkb);
}

static void the_grid_is_the_planes_own(void **state)
{
    lc_wkb wkb = box(*state, -15, -25, 13, -3);
    double *xy;
    size_t count;
    grid_of(*state, &wkb, 10, &xy, &count);
    assert_int_equal(count, 6); /* x -10 0 10, y -20 -10 */
    assert_true(xy[0] == -10 && xy[1] == -20);
    assert_true(xy[10] == 10 && xy[11] == -10);
    free(xy);
    lc_wkb_clear(&wkb);
}

static void a_polygon_between_the_grid_lines_gets_one_point(void **state)
{
    double xy_of[] = {11, 11, 19, 12, 14, 18}, *xy;
    lc_wkb wkb = polygon(*state, xy_of, 3);
    size_t count;
    grid_of(*state, &wkb, 10, &xy, &count);
    assert_int_equal(count, 1);
    assert_true(cast_ray(xy_of, 3, xy[0], xy[1]));
    free(xy);
    lc_wkb_clear(&wkb);
}

/* Every grid point of the extent, tested by ray casting; positions within 1e-6 of a side are left
 * to either. */
static void the_grid_agrees_with_ray_casting(void **state)
{
    uint64_t seed = 31;
    double star[50];
    for (int round = 0; round < 60; round++) {
        random_star(&seed, 500 * random_01(&seed), -300, 200, star, 25);
        lc_wkb wkb = polygon(*state, star, 25);
        double *xy;
        size_t count, next = 0;
        grid_of(*state, &wkb, 7, &xy, &count);
        for (int j = -100; j < 100; j++)
            for (int i = -100; i < 200; i++) {
                bool listed =
                    next < count && xy[2 * next] == i * 7.0 && xy[2 * next + 1] == j * 7.0;
                if (listed != cast_ray(star, 25, i * 7, j * 7))
                    assert_true(to_side(star, 25, i * 7, j * 7) < 1e-6);
                next += listed;
            }
        assert_int_equal(next, count);
        free(xy);
        lc_wkb_clear(&wkb);
    }
}

static void absurd_grids_are_refused(void **state)
{
    lc_geom *geom = opened(*state);
    lc_wkb wkb = box(*state, 0, 0, 40000, 30000);
    double *xy;
    size_t count;
    assert_int_equal(lc_geom_grid_points(geom, wkb.bytes, wkb.size, 5, &xy, &count), LC_INPUT);
    assert_message(*state, "more than 10 million");
    assert_null(xy);
    lc_ctx_clear(*state);
    assert_int_equal(lc_geom_grid_points(geom, wkb.bytes, wkb.size, 1e-300, &xy, &count), LC_INPUT);
    assert_message(*state, "more than 10 million");
    static const double bad[] = {0, -1, NAN, INFINITY};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lc_ctx_clear(*state);
        assert_int_equal(lc_geom_grid_points(geom, wkb.bytes, wkb.size, bad[i], &xy, &count),
                         LC_USAGE);
        assert_message(*state, "spacing above 0");
    }
    lc_wkb_clear(&wkb);
    wkb = polygon(*state, NULL, 0);
    lc_ctx_clear(*state);
    assert_int_equal(lc_geom_grid_points(geom, wkb.bytes, wkb.size, 5, &xy, &count), LC_INPUT);
    assert_message(*state, "empty");
    lc_wkb_clear(&wkb);
    lc_geom_close(geom);
}

static void a_grid_can_be_cancelled(void **state)
{
    lc_geom *geom = opened(*state);
    lc_wkb wkb = box(*state, 0, 0, 1000, 1000);
    double *xy;
    size_t count;
    lc_ctx_cancel(*state);
    assert_int_equal(lc_geom_grid_points(geom, wkb.bytes, wkb.size, 5, &xy, &count), LC_CANCELLED);
    assert_null(xy);
    lc_wkb_clear(&wkb);
    lc_geom_close(geom);
}

static void add_box(lc_ctx *ctx, lc_locator *locator, double x0, double y0, double x1, double y1)
{
    lc_wkb wkb = box(ctx, x0, y0, x1, y1);
    assert_ok(ctx, lc_locator_add(locator, wkb.bytes, wkb.size));
    lc_wkb_clear(&wkb);
}

static void is_at(lc_ctx *ctx, lc_locator *locator, double x, double y, int64_t expected)
{
    int64_t id = -2;
    assert_ok(ctx, lc_locator_find(locator, x, y, &id));
    if (id != expected)
        fail_msg("%g %g is in %d instead of %d", x, y, (int)id, (int)expected);
}

/* Four boxes around a corner; the corner and the sides belong to the lowest of their neighbours. */
static void sides_belong_to_the_lowest(void **state)
{
    lc_geom *geom = opened(*state);
    lc_locator *locator;
    assert_ok(*state, lc_locator_new(geom, &locator));
    is_at(*state, locator, 0, 0, -1);
    add_box(*state, locator, 0, 0, 1, 1);
    add_box(*state, locator, -1, 0, 0, 1);
    add_box(*state, locator, -1, -1, 0, 0);
    add_box(*state, locator, 0, -1, 1, 0);
    is_at(*state, locator, 0.5, 0.5, 0);
    is_at(*state, locator, -0.5, 0.5, 1);
    is_at(*state, locator, -0.5, -0.5, 2);
    is_at(*state, locator, 0.5, -0.5, 3);
    is_at(*state, locator, 0, 0, 0);
    is_at(*state, locator, -0.5, 0, 1);
    is_at(*state, locator, 0, -0.5, 2);
    is_at(*state, locator, 1, -1, 3);
    is_at(*state, locator, 1.0001, 0, -1);
    is_at(*state, locator, NAN, 0, -1);
    is_at(*state, locator, 0, INFINITY, -1);
    int64_t ids[4];
    size_t count;
    assert_ok(*state, lc_locator_find_all(locator, 0, 0, ids, 4, &count));
    assert_int_equal(count, 4);
    for (int i = 0; i < 4; i++)
        assert_int_equal(ids[i], i);
    assert_ok(*state, lc_locator_find_all(locator, 0, -0.5, ids, 1, &count));
    assert_int_equal(count, 2); /* one more than there was room for */
    assert_int_equal(ids[0], 2);
    assert_ok(*state, lc_locator_find_all(locator, 5, 5, NULL, 0, &count));
    assert_int_equal(count, 0);
    add_box(*state, locator, 5, 5, 6, 6); /* after a question */
    is_at(*state, locator, 5.5, 5.5, 4);
    lc_locator_free(locator);
    lc_locator_free(NULL);
    lc_geom_close(geom);
}

static void damaged_polygons_are_not_added(void **state)
{
    lc_geom *geom = opened(*state);
    lc_locator *locator;
    assert_ok(*state, lc_locator_new(geom, &locator));
    lc_wkb wkb = box(*state, 0, 0, 1, 1);
    assert_int_equal(lc_locator_add(locator, wkb.bytes, wkb.size - 3), LC_INPUT);
    assert_message(*state, "no well-formed WKB");
    lc_ctx_clear(*state);
    assert_ok(*state, lc_locator_add(locator, wkb.bytes, wkb.size));
    is_at(*state, locator, 0.5, 0.5, 0);
    lc_wkb_clear(&wkb);
    lc_locator_free(locator);
    lc_geom_close(geom);
}

enum { STARS = 80, CORNERS = 20 };

static void the_locator_agrees_with_ray_casting(void **state)
{
    lc_geom *geom = opened(*state);
    lc_locator *locator;
    uint64_t seed = 123;
    static double stars[STARS][2 * CORNERS];
    assert_ok(*state, lc_locator_new(geom, &locator));
    for (size_t i = 0; i < STARS; i++) {
        random_star(&seed, 1000 * random_01(&seed), 1000 * random_01(&seed), 150, stars[i],
                    CORNERS);
        lc_wkb wkb = polygon(*state, stars[i], CORNERS);
        assert_ok(*state, lc_locator_add(locator, wkb.bytes, wkb.size));
        lc_wkb_clear(&wkb);
    }
    for (int round = 0; round < 5000; round++) {
        double x = 1000 * random_01(&seed), y = 1000 * random_01(&seed);
        int64_t expected[STARS], got[STARS];
        size_t holding = 0, count;
        for (size_t i = 0; i < STARS; i++) {
            assert_true(to_side(stars[i], CORNERS, x, y) > 1e-9);
            if (cast_ray(stars[i], CORNERS, x, y))
                expected[holding++] = (int64_t)i;
        }
        assert_ok(*state, lc_locator_find_all(locator, x, y, got, STARS, &count));
        assert_int_equal(count, holding);
        assert_memory_equal(got, expected, holding * sizeof *got);
        is_at(*state, locator, x, y, holding > 0 ? expected[0] : -1);
    }
    lc_locator_free(locator);
    lc_geom_close(geom);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(grid_points_row_by_row_without_the_boundary),
        LC_TEST(the_grid_is_the_planes_own),
        LC_TEST(a_polygon_between_the_grid_lines_gets_one_point),
        LC_TEST(the_grid_agrees_with_ray_casting),
        LC_TEST(absurd_grids_are_refused),
        LC_TEST(a_grid_can_be_cancelled),
        LC_TEST(sides_belong_to_the_lowest),
        LC_TEST(damaged_polygons_are_not_added),
        LC_TEST(the_locator_agrees_with_ray_casting),
    };
    return cmocka_run_group_tests_name("geom_locate", tests, NULL, NULL);
}
