#include "geom_test.h"

#include "geom/street_area.h"

/* Lines as they are handed in, and again as one MULTILINESTRING for GEOS to measure by. */
typedef struct net {
    double xy[4096];
    size_t start[512];
    size_t lines;
} net;

static void line(net *n, const double *xy, size_t count)
{
    size_t first = n->start[n->lines];
    assert_in_range(2 * (first + count), 0, 4090);
    memcpy(n->xy + 2 * first, xy, 2 * count * sizeof *xy);
    if (count == 1) /* GEOS knows no line of one place */
        memcpy(n->xy + 2 * (first + count++), xy, 2 * sizeof *xy);
    n->start[++n->lines] = first + count;
}

#define LINE(n, ...) line(n, (double[]){__VA_ARGS__}, sizeof((double[]){__VA_ARGS__}) / 16)

static lc_wkb draw(lc_ctx *ctx, lc_street_area *area, const net *n, lc_polygons *shape)
{
    lc_polygons own;
    lc_wkb wkb = {0};
    if (shape == NULL)
        shape = &own;
    lc_street_area_begin(area);
    for (size_t i = 0; i < n->lines; i++)
        assert_ok(ctx,
                  lc_street_area_add(area, n->xy + 2 * n->start[i], n->start[i + 1] - n->start[i]));
    assert_ok(ctx, lc_street_area_draw(area, shape));
    assert_ok(ctx, lc_wkb_multipolygon(ctx, shape->xy, shape->ring_start, shape->polygon_start,
                                       shape->polygon_count, &wkb));
    return wkb;
}

static void assert_valid(lc_geom *geom, lc_ctx *ctx, const lc_wkb *wkb)
{
    lc_wkb same = {0};
    char *reason = NULL;
    bool repaired = false;
    assert_ok(ctx, lc_geom_valid_polygon(geom, wkb->bytes, wkb->size, &same, &repaired, &reason));
    if (repaired)
        fail_msg("not valid: %s", reason);
    free(reason);
    lc_wkb_clear(&same);
}

static double area_of(lc_ctx *ctx, lc_geom *geom, const lc_wkb *wkb)
{
    double area;
    assert_ok(ctx, lc_geom_area(geom, wkb->bytes, wkb->size, &area));
    return area;
}

/* How much of `inner` lies more than `tolerance` outside `outer`. */
static double outside(lc_ctx *ctx, lc_geom *geom, const lc_wkb *inner, const lc_wkb *outer,
                      double tolerance)
{
    double shared;
    lc_wkb grown = {0};
    assert_ok(ctx, lc_geom_buffer(geom, outer->bytes, outer->size, tolerance, &grown));
    assert_ok(ctx, lc_geom_shared_area(geom, inner, &grown, &shared));
    lc_wkb_clear(&grown);
    return area_of(ctx, geom, inner) - shared;
}

static lc_wkb true_area(lc_ctx *ctx, lc_geom *geom, const net *n, double half_width)
{
    lc_wkb lines = {0}, buffer = {0};
    assert_ok(ctx, lc_wkb_multiline(ctx, n->xy, n->start, n->lines, &lines));
    assert_ok(ctx, lc_geom_buffer(geom, lines.bytes, lines.size, half_width, &buffer));
    lc_wkb_clear(&lines);
    return buffer;
}

static double to_segment(const double *a, const double *b, double x, double y)
{
    double dx = b[0] - a[0], dy = b[1] - a[1], length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? ((x - a[0]) * dx + (y - a[1]) * dy) / length2 : 0;
    t = fmin(fmax(t, 0), 1);
    return hypot(x - a[0] - t * dx, y - a[1] - t * dy);
}

static double to_net(const net *n, double x, double y)
{
    double best = INFINITY;
    for (size_t i = 0; i < n->lines; i++)
        for (size_t k = n->start[i]; k < n->start[i + 1]; k++) {
            size_t next = k + 1 < n->start[i + 1] ? k + 1 : k;
            best = fmin(best, to_segment(n->xy + 2 * k, n->xy + 2 * next, x, y));
        }
    return best;
}

static bool holds(const lc_polygons *p, double x, double y)
{
    bool inside = false;
    for (size_t r = 0; r < p->ring_count; r++)
        inside ^=
            cast_ray(p->xy + 2 * p->ring_start[r], p->ring_start[r + 1] - p->ring_start[r], x, y);
    return inside;
}

/* --- shapes known by hand --- */

static void a_street_is_a_bar_with_round_ends(void **state)
{
    lc_polygons p;
    lc_street_area *area = NULL;
    net n = {0};
    assert_ok(*state, lc_street_area_new(*state, 30, &area));
    LINE(&n, 1000, 2000, 1100, 2000);
    lc_wkb wkb = draw(*state, area, &n, &p);
    assert_int_equal(p.polygon_count, 1);
    assert_int_equal(p.ring_count, 1);
    /* 32 corners, those at the top and the bottom twice. */
    assert_int_equal(p.corner_count, 34);
    /* 100 x 60 and a polygon of 32 corners: 16 r2 sin(11.25 degrees). */
    double expected = 6000 + 16 * 900 * sin(M_PI / 16);
    assert_true(fabs(shoelace(p.xy, p.corner_count) - expected) < 0.1);
    for (size_t i = 0; i < p.corner_count; i++)
        assert_true(to_net(&n, p.xy[2 * i], p.xy[2 * i + 1]) <= 30);
    lc_wkb_clear(&wkb);
    lc_street_area_free(area);
}

static void what_a_block_encloses_is_a_hole(void **state)
{
    lc_polygons p;
    lc_street_area *area = NULL;
    net n = {0};
    assert_ok(*state, lc_street_area_new(*state, 30, &area));
    LINE(&n, 0, 0, 200, 0, 200, 100, 0, 100, 0, 0);
    lc_wkb wkb = draw(*state, area, &n, &p);
    assert_int_equal(p.polygon_count, 1);
    assert_int_equal(p.ring_count, 2);
    size_t corners = p.ring_start[2] - p.ring_start[1];
    assert_int_equal(corners, 4);
    assert_true(fabs(shoelace(p.xy + 2 * p.ring_start[1], corners) - 140 * 40) < 0.1);
    lc_wkb_clear(&wkb);
    lc_street_area_free(area);
}

static void nothing_gives_nothing_and_a_place_a_round(void **state)
{
    lc_polygons p;
    lc_street_area *area = NULL;
    net n = {0};
    assert_ok(*state, lc_street_area_new(*state, 10, &area));
    lc_wkb wkb = draw(*state, area, &n, &p);
    assert_int_equal(p.polygon_count, 0);
    lc_wkb_clear(&wkb);
    LINE(&n, -5, 7);
    LINE(&n, -5, 7, -5, 7);
    wkb = draw(*state, area, &n, &p);
    assert_int_equal(p.corner_count, 32);
    assert_true(holds(&p, -5, 7));
    lc_wkb_clear(&wkb);
    lc_street_area_free(area);
}

/* Each row: what GEOS's buffer must agree with, and how many polygons and rings there are. */
static void odd_streets(void **state)
{
    lc_ctx *ctx = *state;
    lc_geom *geom = NULL;
    lc_street_area *area = NULL;
    net nets[10] = {{{0}, {0}, 0}};
    static const size_t polygons[10] = {1, 1, 1, 1, 2, 2, 1, 1, 1, 1};
    LINE(&nets[0], 0, 0, 100, 0); /* the same street twice, and back */
    LINE(&nets[0], 0, 0, 100, 0);
    LINE(&nets[0], 100, 0, 0, 0);
    LINE(&nets[1], 0, 0, 50, 0, 100, 0, 150, 0, 151, 0); /* straight on */
    LINE(&nets[1], 20, 0, 120, 0);                       /* and a part of it */
    LINE(&nets[2], 0, 0, 100, 0, 40, 0);                 /* back on itself */
    LINE(&nets[3], 0, 0, 100, 0);                        /* side by side, touching */
    LINE(&nets[3], 0, 60, 100, 60);
    LINE(&nets[3], 0, 0, 0, 60);
    LINE(&nets[4], 0, 0, 100, 0); /* two widths and a hair apart */
    LINE(&nets[4], 0, 60.001, 100, 60.001);
    LINE(&nets[5], 0, 0, 0, 0); /* two places */
    LINE(&nets[5], 300, 0);
    LINE(&nets[6], 0, 0, 100, 0); /* a crossing without a corner */
    LINE(&nets[6], 50, -50, 50, 50);
    LINE(&nets[7], 0, 0, 0.001, 0, 0.002, 0.001, 0.004, 0.001, 100, 1); /* crumbs */
    LINE(&nets[8], 0, 0, 100, 0.0001);                                  /* a hair off each other */
    LINE(&nets[8], 0, 0.0001, 100, 0);
    LINE(&nets[9], 0, 0, 60, 0, 60, 60, 0, 60, 0, 0); /* a block whose hole has just closed */
    assert_ok(ctx, lc_geom_open(ctx, &geom));
    assert_ok(ctx, lc_street_area_new(ctx, 30, &area));
    for (size_t i = 0; i < 10; i++) {
        lc_polygons p;
        lc_wkb ours = draw(ctx, area, &nets[i], &p), theirs = true_area(ctx, geom, &nets[i], 30);
        assert_valid(geom, ctx, &ours);
        double a = area_of(ctx, geom, &ours), b = area_of(ctx, geom, &theirs);
        if (fabs(a / b - 1) > 0.005 || p.polygon_count != polygons[i])
            fail_msg("net %zu: %f and %f m2, %zu polygons", i, a, b, p.polygon_count);
        lc_wkb_clear(&ours);
        lc_wkb_clear(&theirs);
    }
    lc_street_area_free(area);
    lc_geom_close(geom);
}

/* --- random nets --- */

/* Streets between places on a grid of `step` (0: anywhere), so that many meet, overlap and run
 * along each other. */
static void random_net(uint64_t *seed, net *n, double step)
{
    size_t lines = 1 + (size_t)(random_01(seed) * 25);
    *n = (net){.lines = 0};
    for (size_t i = 0; i < lines; i++) {
        double xy[12];
        size_t count = 1 + (size_t)(random_01(seed) * 6);
        for (size_t k = 0; k < 2 * count; k++) {
            double reach = k < 2 ? 400 : 120;
            double at = (k < 2 ? 0 : xy[k - 2]) + (random_01(seed) - 0.5) * reach;
            xy[k] = step > 0 ? round(at / step) * step : at;
        }
        line(n, xy, count);
    }
}

/* The first part of each line, by length. */
static void shorter(const net *n, double share, net *out)
{
    *out = (net){.lines = 0};
    for (size_t i = 0; i < n->lines; i++) {
        size_t first = n->start[i], count = n->start[i + 1] - first;
        double xy[12];
        memcpy(xy, n->xy + 2 * first, 2 * count * sizeof *xy);
        size_t keep = 1 + (size_t)(share * (double)(count - 1));
        if (keep < count) { /* cut in the middle of the stretch that follows */
            double t = 0.1 + 0.8 * share;
            for (int c = 0; c < 2; c++)
                xy[2 * keep + (size_t)c] =
                    xy[2 * keep - 2 + (size_t)c] +
                    t * (xy[2 * keep + (size_t)c] - xy[2 * keep - 2 + (size_t)c]);
            keep++;
        }
        line(out, xy, keep);
    }
}

static void check_net(lc_ctx *ctx, lc_geom *geom, lc_street_area *area, const net *n,
                      double half_width, uint64_t *seed, size_t number)
{
    lc_polygons p;
    lc_wkb ours = draw(ctx, area, n, &p), theirs = true_area(ctx, geom, n, half_width);
    assert_valid(geom, ctx, &ours);
    double a = area_of(ctx, geom, &ours), b = area_of(ctx, geom, &theirs);
    if (fabs(a / b - 1) > 0.005)
        fail_msg("net %zu: %f and %f m2", number, a, b);
    for (size_t i = 0; i < p.corner_count; i++)
        assert_true(to_net(n, p.xy[2 * i], p.xy[2 * i + 1]) <= half_width + 1e-4);
    for (int i = 0; i < 200; i++) {
        double x = (random_01(seed) - 0.5) * 700, y = (random_01(seed) - 0.5) * 700;
        double away = to_net(n, x, y);
        if (holds(&p, x, y) ? away > half_width + 1e-4 : away < half_width * 0.995 - 0.001)
            fail_msg("net %zu: %f, %f is %f m away", number, x, y, away);
    }
    lc_wkb_clear(&ours);
    lc_wkb_clear(&theirs);
}

static void random_nets(void **state)
{
    static const double steps[] = {0, 0.0001, 1, 10, 30, 60};
    lc_ctx *ctx = *state;
    lc_geom *geom = NULL;
    uint64_t seed = 20261125;
    assert_ok(ctx, lc_geom_open(ctx, &geom));
    for (size_t i = 0; i < 1500; i++) {
        net n;
        lc_street_area *area = NULL;
        double half_width = i % 3 == 0 ? 30 : 5 + floor(random_01(&seed) * 40);
        assert_ok(ctx, lc_street_area_new(ctx, half_width, &area));
        random_net(&seed, &n, steps[i % 6]);
        check_net(ctx, geom, area, &n, half_width, &seed, i);
        lc_street_area_free(area);
    }
    lc_geom_close(geom);
}

static void fewer_streets_nest(void **state)
{
    static const double steps[] = {0, 1, 10, 30};
    lc_ctx *ctx = *state;
    lc_geom *geom = NULL;
    lc_street_area *area = NULL;
    uint64_t seed = 7;
    assert_ok(ctx, lc_geom_open(ctx, &geom));
    assert_ok(ctx, lc_street_area_new(ctx, 30, &area));
    for (size_t i = 0; i < 400; i++) {
        net large, small;
        random_net(&seed, &large, steps[i % 4]);
        shorter(&large, random_01(&seed), &small);
        lc_wkb outer = draw(ctx, area, &large, NULL), inner = draw(ctx, area, &small, NULL);
        double out = outside(ctx, geom, &inner, &outer, 0.01);
        if (out > 1e-6)
            fail_msg("net %zu: %g m2 outside", i, out);
        lc_wkb_clear(&outer);
        lc_wkb_clear(&inner);
    }
    lc_street_area_free(area);
    lc_geom_close(geom);
}

/* The order of the lines may choose where rings begin, not what they hold; the same lines give the
 * same bytes. */
static void the_same_lines_give_the_same_bytes(void **state)
{
    lc_ctx *ctx = *state;
    lc_street_area *area = NULL, *other = NULL;
    uint64_t seed = 11;
    assert_ok(ctx, lc_street_area_new(ctx, 30, &area));
    assert_ok(ctx, lc_street_area_new(ctx, 30, &other));
    for (size_t i = 0; i < 50; i++) {
        net n;
        random_net(&seed, &n, 0);
        lc_wkb a = draw(ctx, area, &n, NULL), b = draw(ctx, i % 2 ? other : area, &n, NULL);
        assert_int_equal(a.size, b.size);
        assert_memory_equal(a.bytes, b.bytes, a.size);
        lc_wkb_clear(&a);
        lc_wkb_clear(&b);
    }
    lc_street_area_free(area);
    lc_street_area_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(a_street_is_a_bar_with_round_ends),
        LC_TEST(what_a_block_encloses_is_a_hole),
        LC_TEST(nothing_gives_nothing_and_a_place_a_round),
        LC_TEST(odd_streets),
        LC_TEST(random_nets),
        LC_TEST(fewer_streets_nest),
        LC_TEST(the_same_lines_give_the_same_bytes),
    };
    return cmocka_run_group_tests_name("geom_street_area", tests, NULL, NULL);
}
