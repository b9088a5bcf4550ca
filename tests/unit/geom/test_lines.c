/* Lines that come near or cross, against plain arithmetic; and what is seen across a ring. */
#include "geom_test.h"

#include "geom/lines.h"

typedef struct bench {
    lc_ctx *ctx;
    lc_geom *geom;
    lc_line_index *index;
} bench;

static int setup(void **state)
{
    static bench b;
    b.ctx = lc_ctx_new();
    lc_ctx_set_language(b.ctx, LC_LANG_EN);
    *state = &b;
    return lc_geom_open(b.ctx, &b.geom) != LC_OK || lc_line_index_new(b.geom, &b.index) != LC_OK;
}

static int teardown(void **state)
{
    bench *b = *state;
    lc_line_index_free(b->index);
    lc_geom_close(b->geom);
    lc_ctx_free(b->ctx);
    return 0;
}

static void add_line(bench *b, size_t line, int level, double ax, double ay, double bx, double by)
{
    const double xy[] = {ax, ay, bx, by};
    assert_ok(b->ctx, lc_line_index_add(b->index, line, xy, 2, level));
}

static void the_nearest_of_two(void **state)
{
    bench *b = *state;
    bool found;
    lc_line_place place;
    add_line(b, 0, 0, 0, 0, 10, 0);
    add_line(b, 1, 0, 0, 5, 10, 5);
    assert_ok(b->ctx, lc_line_index_nearest(b->index, 4, 2, 0, SIZE_MAX, 3, &found, &place));
    assert_true(found);
    assert_int_equal(place.line, 0);
    assert_true(place.distance == 2 && place.x == 4 && place.y == 0 && place.share_01 == 0.4);
    assert_ok(b->ctx, lc_line_index_nearest(b->index, 4, 2, 0, 0, 3, &found, &place));
    assert_true(found && place.line == 1 && place.distance == 3);
    assert_ok(b->ctx, lc_line_index_nearest(b->index, 4, 2, 0, 0, 2.9, &found, &place));
    assert_false(found);
    assert_ok(b->ctx, lc_line_index_nearest(b->index, 4, 2, 1, SIZE_MAX, 3, &found, &place));
    assert_false(found);
    /* Beyond an end it is the end. */
    assert_ok(b->ctx, lc_line_index_nearest(b->index, 13, -4, 0, SIZE_MAX, 5, &found, &place));
    assert_true(found && place.distance == 5 && place.share_01 == 1);
    /* Equally near: the lowest line. */
    assert_ok(b->ctx, lc_line_index_nearest(b->index, 4, 2.5, 0, SIZE_MAX, 3, &found, &place));
    assert_int_equal(place.line, 0);
}

static double segment_distance(const double *s, double x, double y)
{
    double best = INFINITY;
    for (int i = 0; i <= 100000; i++) {
        double t = i / 100000.0;
        best = fmin(best, hypot(s[0] + t * (s[2] - s[0]) - x, s[1] + t * (s[3] - s[1]) - y));
    }
    return best;
}

static void nearest_of_many(void **state)
{
    bench *b = *state;
    enum { LINES = 60 };
    uint64_t seed = 7;
    double lines[LINES][4];
    for (size_t l = 0; l < LINES; l++) {
        for (int i = 0; i < 4; i++)
            lines[l][i] = 100 * random_01(&seed);
        add_line(b, l, 0, lines[l][0], lines[l][1], lines[l][2], lines[l][3]);
    }
    for (int q = 0; q < 20; q++) {
        double x = 100 * random_01(&seed), y = 100 * random_01(&seed), best = INFINITY;
        bool found;
        lc_line_place place;
        for (size_t l = 0; l < LINES; l++)
            best = fmin(best, segment_distance(lines[l], x, y));
        assert_ok(b->ctx, lc_line_index_nearest(b->index, x, y, 0, SIZE_MAX, 200, &found, &place));
        assert_true(found && fabs(place.distance - best) < 1e-3);
    }
}

typedef struct met {
    size_t count;
    lc_line_place a, b;
} met;

static lc_status meet(void *user, const lc_line_place *a, const lc_line_place *b)
{
    met *m = user;
    m->count++;
    m->a = *a;
    m->b = *b;
    return LC_OK;
}

static void a_cross(void **state)
{
    bench *b = *state;
    met m = {0};
    add_line(b, 0, 0, 0, 5, 10, 5);
    add_line(b, 1, 0, 4, 0, 4, 10);
    add_line(b, 2, 1, 6, 0, 6, 10); /* a bridge */
    add_line(b, 3, 0, 0, 6, 3, 6);  /* beside */
    assert_ok(b->ctx, lc_line_index_crossings(b->index, meet, &m));
    assert_int_equal(m.count, 1);
    assert_true(m.a.line == 0 && m.b.line == 1 && m.a.x == 4 && m.a.y == 5);
    assert_true(m.a.share_01 == 0.4 && m.b.share_01 == 0.5);
}

static void a_line_crosses_itself(void **state)
{
    bench *b = *state;
    met m = {0};
    const double xy[] = {0, 0, 10, 0, 10, 10, 5, 10, 5, -5};
    assert_ok(b->ctx, lc_line_index_add(b->index, 0, xy, 5, 0));
    assert_ok(b->ctx, lc_line_index_crossings(b->index, meet, &m));
    assert_int_equal(m.count, 1);
    assert_true(m.a.segment == 0 && m.b.segment == 3 && m.a.x == 5 && m.a.y == 0);
}

static void numbers_that_are_none(void **state)
{
    bench *b = *state;
    const double xy[] = {0, 0, NAN, 1};
    assert_int_equal(lc_line_index_add(b->index, 0, xy, 2, 0), LC_INPUT);
}

/* An L of corners 0 to 5: its tips (2 and 4) do not see each other. */
static void across_an_l(void **state)
{
    bench *b = *state;
    const double ring[] = {0, 0, 2, 0, 2, 1, 1, 1, 1, 2, 0, 2, 0, 0};
    const size_t pairs[] = {2, 4, 0, 3, 0, 2, 0, 1, 1, 5, 2, 5};
    bool within[6];
    assert_ok(b->ctx, lc_geom_seen_across(b->geom, ring, 7, pairs, 6, within));
    /* 0-3 and 0-2 inside, 0-1 along the outline, 1-5 touches the inner corner, 2-5 cuts it off. */
    const bool expected[6] = {false, true, true, true, true, false};
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(within[i], expected[i]);
    const double bow[] = {0, 0, 2, 2, 2, 0, 0, 2, 0, 0};
    const size_t one[] = {0, 2};
    within[0] = true;
    assert_ok(b->ctx, lc_geom_seen_across(b->geom, bow, 5, one, 1, within));
    assert_false(within[0]);
}

#define LINES_TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LINES_TEST(the_nearest_of_two),
        LINES_TEST(nearest_of_many),
        LINES_TEST(a_cross),
        LINES_TEST(a_line_crosses_itself),
        LINES_TEST(numbers_that_are_none),
        LINES_TEST(across_an_l),
    };
    return cmocka_run_group_tests_name("geom_lines", tests, NULL, NULL);
}
