#include "geom_test.h"

static lc_geom *opened(lc_ctx *ctx)
{
    lc_geom *geom = NULL;
    assert_ok(ctx, lc_geom_open(ctx, &geom));
    return geom;
}

static double area_of(lc_ctx *ctx, lc_geom *geom, const lc_wkb *wkb)
{
    double area;
    assert_ok(ctx, lc_geom_area(geom, wkb->bytes, wkb->size, &area));
    return area;
}

static void near(double got, double expected, double tolerance)
{
    if (!(fabs(got - expected) <= tolerance))
        fail_msg("%.12g instead of %.12g", got, expected);
}

static void area_agrees_with_the_surveyor(void **state)
{
    lc_geom *geom = opened(*state);
    uint64_t seed = 5;
    double xy[80];
    for (int i = 0; i < 200; i++) {
        random_star(&seed, 1000, -500, 300, xy, 40);
        lc_wkb wkb = polygon(*state, xy, 40);
        near(area_of(*state, geom, &wkb), shoelace(xy, 40), 1e-6);
        lc_wkb_clear(&wkb);
    }
    lc_geom_close(geom);
}

/* Makes it valid; the area and what was said. */
static void becomes(lc_ctx *ctx, const unsigned char *at, size_t size, double area,
                    const char *reason)
{
    lc_geom *geom = opened(ctx);
    lc_wkb out;
    bool repaired;
    char *said = NULL;
    assert_ok(ctx, lc_geom_valid_polygon(geom, at, size, &out, &repaired, &said));
    uint32_t type;
    memcpy(&type, out.bytes + 1, 4);
    assert_int_equal(type, 6); /* MULTIPOLYGON */
    near(area_of(ctx, geom, &out), area, 1e-9);
    assert_int_equal(repaired, reason != NULL);
    if (reason != NULL && (said == NULL || strstr(said, reason) == NULL))
        fail_msg("\"%s\" instead of \"%s\"", said != NULL ? said : "(nothing)", reason);
    if (reason == NULL)
        assert_null(said);
    free(said);
    lc_wkb again;
    assert_ok(ctx, lc_geom_valid_polygon(geom, out.bytes, out.size, &again, &repaired, NULL));
    assert_false(repaired);
    assert_int_equal(again.size, out.size);
    assert_memory_equal(again.bytes, out.bytes, out.size);
    lc_wkb_clear(&again);
    lc_wkb_clear(&out);
    lc_geom_close(geom);
}

static void a_valid_polygon_stays(void **state)
{
    lc_wkb wkb = box(*state, 0, 0, 4, 3);
    becomes(*state, wkb.bytes, wkb.size, 12, NULL);
    lc_wkb_clear(&wkb);
}

/* A bow tie of two triangles, each 2 wide and 1 high. */
static void a_bow_tie_is_untangled(void **state)
{
    lc_wkb wkb = polygon(*state, (double[]){0, 0, 2, 2, 2, 0, 0, 2}, 4);
    becomes(*state, wkb.bytes, wkb.size, 2, "Self-intersection");
    lc_wkb_clear(&wkb);
}

static void an_open_ring_is_closed(void **state)
{
    bytes b = {.size = 0};
    add_header(&b, 3);
    add_u32(&b, 1);
    add_ring(&b, (double[]){0, 0, 4, 0, 4, 3, 0, 3}, 4);
    becomes(*state, b.at, b.size, 12, "Ring not closed");
}

/* Overlapping parts: the union, not the overlap twice nor a hole where they meet: 4 + 4 - 1. */
static void overlapping_parts_are_joined(void **state)
{
    bytes b = {.size = 0};
    add_header(&b, 6);
    add_u32(&b, 2);
    for (int i = 0; i < 2; i++) {
        double o = i;
        add_header(&b, 3);
        add_u32(&b, 1);
        add_ring(&b, (double[]){o, o, o + 2, o, o + 2, o + 2, o, o + 2, o, o}, 5);
    }
    becomes(*state, b.at, b.size, 7, "Self-intersection");
}

static void a_hole_stays_a_hole(void **state)
{
    bytes b = {.size = 0};
    add_header(&b, 3);
    add_u32(&b, 2);
    add_ring(&b, (double[]){0, 0, 4, 0, 4, 4, 0, 4, 0, 0}, 5);
    add_ring(&b, (double[]){1, 1, 2, 1, 2, 2, 1, 2, 1, 1}, 5);
    becomes(*state, b.at, b.size, 15, NULL);
}

/* A box of 4 x 4, a needle of a part, a needle of a hole and a lone line. */
static void parts_without_area_are_left_out(void **state)
{
    bytes b = {.size = 0};
    add_header(&b, 7);
    add_u32(&b, 3);
    add_header(&b, 3);
    add_u32(&b, 2);
    add_ring(&b, (double[]){0, 0, 4, 0, 4, 4, 0, 4, 0, 0}, 5);
    add_ring(&b, (double[]){1, 1, 2, 1, 1, 1}, 3);
    add_header(&b, 3);
    add_u32(&b, 2);
    add_ring(&b, (double[]){5, 5, 6, 6, 5, 5}, 3);
    add_ring(&b, (double[]){5, 5, 6, 5, 6, 6, 5, 5}, 4);
    add_header(&b, 2);
    add_ring(&b, (double[]){0, 0, 9, 9}, 2);
    becomes(*state, b.at, b.size, 16, "Part without an area");
}

static void nothing_valid(lc_ctx *ctx, const unsigned char *at, size_t size, const char *message)
{
    lc_geom *geom = opened(ctx);
    lc_wkb out;
    bool repaired = true;
    char *reason;
    lc_ctx_clear(ctx);
    assert_int_equal(lc_geom_valid_polygon(geom, at, size, &out, &repaired, &reason), LC_INPUT);
    assert_message(ctx, message);
    assert_null(out.bytes);
    assert_null(reason);
    lc_geom_close(geom);
}

static void what_encloses_nothing_is_refused(void **state)
{
    lc_wkb wkb = polygon(*state, (double[]){0, 0, 1, 1, 2, 2, 3, 3}, 4);
    nothing_valid(*state, wkb.bytes, wkb.size, "encloses no area");
    lc_wkb_clear(&wkb);
    assert_ok(*state, lc_wkb_line(*state, (double[]){0, 0, 1, 1}, 2, &wkb));
    nothing_valid(*state, wkb.bytes, wkb.size, "encloses no area");
    nothing_valid(*state, wkb.bytes, wkb.size - 1, "no well-formed WKB");
    lc_wkb_clear(&wkb);
    wkb = polygon(*state, (double[]){0, 0, 1, 0, 1, NAN}, 3);
    nothing_valid(*state, wkb.bytes, wkb.size, "no finite number");
    lc_wkb_clear(&wkb);
    wkb = polygon(*state, NULL, 0);
    nothing_valid(*state, wkb.bytes, wkb.size, "encloses no area");
    lc_wkb_clear(&wkb);
}

static void shared_area_of_two_boxes(void **state)
{
    lc_geom *geom = opened(*state);
    lc_wkb a = box(*state, 0, 0, 4, 4), b = box(*state, 3, 2, 9, 9), c = box(*state, 4, 0, 5, 4);
    double area;
    assert_ok(*state, lc_geom_shared_area(geom, &a, &b, &area));
    near(area, 1 * 2, 1e-12);
    assert_ok(*state, lc_geom_shared_area(geom, &a, &c, &area)); /* neighbours share a side only */
    near(area, 0, 0);
    assert_ok(*state, lc_geom_shared_area(geom, &a, &a, &area));
    near(area, 16, 1e-12);
    lc_wkb_clear(&a);
    lc_wkb_clear(&b);
    lc_wkb_clear(&c);
    lc_geom_close(geom);
}

static void the_inner_point_is_inside(void **state)
{
    lc_geom *geom = opened(*state);
    uint64_t seed = 9;
    double xy[60], x, y;
    for (int i = 0; i < 500; i++) {
        random_star(&seed, 0, 0, 100, xy, 30);
        lc_wkb wkb = polygon(*state, xy, 30);
        assert_ok(*state, lc_geom_inner_point(geom, wkb.bytes, wkb.size, &x, &y));
        assert_true(cast_ray(xy, 30, x, y) && to_side(xy, 30, x, y) > 1e-9);
        lc_wkb_clear(&wkb);
    }
    lc_wkb empty = polygon(*state, NULL, 0);
    assert_int_equal(lc_geom_inner_point(geom, empty.bytes, empty.size, &x, &y), LC_INPUT);
    assert_message(*state, "empty");
    assert_true(isnan(x) && isnan(y));
    lc_wkb_clear(&empty);
    lc_geom_close(geom);
}

/* Three boxes of 2 x 2 in a row that overlap by 1 each, and one apart: 4 + 2 + 2 + 1. */
static void a_union_counts_ground_once(void **state)
{
    lc_geom *geom = opened(*state);
    lc_wkb parts[4] = {box(*state, 0, 0, 2, 2), box(*state, 1, 0, 3, 2), box(*state, 2, 0, 4, 2),
                       box(*state, 9, 9, 10, 10)};
    lc_wkb out, none;
    assert_ok(*state, lc_geom_union(geom, parts, 4, &out));
    near(area_of(*state, geom, &out), 9, 1e-12);
    assert_int_equal(lc_wkb_shape(out.bytes, out.size), LC_SHAPE_POLYGON);
    lc_wkb_clear(&out);
    assert_ok(*state, lc_geom_union(geom, NULL, 0, &none));
    near(area_of(*state, geom, &none), 0, 0);
    assert_int_equal(lc_wkb_shape(none.bytes, none.size), LC_SHAPE_POLYGON);
    lc_wkb_clear(&none);
    parts[2].size--; /* damaged */
    assert_int_equal(lc_geom_union(geom, parts, 4, &out), LC_INPUT);
    assert_null(out.bytes);
    for (int i = 0; i < 4; i++)
        lc_wkb_clear(&parts[i]);
    lc_geom_close(geom);
}

static void a_union_of_lines_stays_lines(void **state)
{
    lc_geom *geom = opened(*state);
    lc_wkb line, out;
    assert_ok(*state, lc_wkb_line(*state, (double[]){0, 0, 1, 1}, 2, &line));
    assert_ok(*state, lc_geom_union(geom, &line, 1, &out));
    assert_int_equal(lc_wkb_shape(out.bytes, out.size), LC_SHAPE_LINE);
    lc_wkb_clear(&line);
    lc_wkb_clear(&out);
    lc_geom_close(geom);
}

/* 32 corners on a circle hold 16 sin(pi / 16) of r^2; a segment adds a rectangle of 2 r by its
 * length. */
static void buffers_have_the_area_of_their_corners(void **state)
{
    lc_geom *geom = opened(*state);
    lc_wkb point, line, out;
    double disc = 16 * sin(M_PI / 16) * 10 * 10;
    assert_ok(*state, lc_wkb_point(*state, 5, 5, &point));
    assert_ok(*state, lc_geom_buffer(geom, point.bytes, point.size, 10, &out));
    near(area_of(*state, geom, &out), disc, 1e-9);
    lc_wkb_clear(&out);
    assert_ok(*state, lc_wkb_line(*state, (double[]){0, 0, 100, 0}, 2, &line));
    assert_ok(*state, lc_geom_buffer(geom, line.bytes, line.size, 10, &out));
    near(area_of(*state, geom, &out), disc + 2000, 1e-9);
    lc_wkb_clear(&out);
    lc_wkb square = box(*state, 0, 0, 100, 100);
    assert_ok(*state, lc_geom_buffer(geom, square.bytes, square.size, -10, &out));
    near(area_of(*state, geom, &out), 6400, 1e-9);
    lc_wkb_clear(&out);
    assert_ok(*state, lc_geom_buffer(geom, square.bytes, square.size, -60, &out));
    near(area_of(*state, geom, &out), 0, 0);
    assert_int_equal(lc_wkb_shape(out.bytes, out.size), LC_SHAPE_POLYGON);
    lc_wkb_clear(&out);
    lc_wkb_clear(&square);
    lc_wkb_clear(&line);
    lc_wkb_clear(&point);
    lc_geom_close(geom);
}

static void a_hull_wraps_all(void **state)
{
    lc_geom *geom = opened(*state);
    lc_wkb out;
    assert_ok(*state, lc_geom_hull(geom, (double[]){0, 0, 4, 0, 2, 1, 4, 3, 0, 3, 1, 1}, 6, &out));
    near(area_of(*state, geom, &out), 12, 1e-12);
    lc_wkb_clear(&out);
    assert_ok(*state, lc_geom_hull(geom, (double[]){0, 0, 1, 1, 2, 2}, 3, &out));
    assert_int_equal(lc_wkb_shape(out.bytes, out.size), LC_SHAPE_LINE);
    lc_wkb_clear(&out);
    assert_ok(*state, lc_geom_hull(geom, (double[]){7, 8}, 1, &out));
    assert_int_equal(lc_wkb_shape(out.bytes, out.size), LC_SHAPE_POINT);
    lc_wkb_clear(&out);
    assert_int_equal(lc_geom_hull(geom, NULL, 0, &out), LC_INPUT);
    assert_message(*state, "No positions");
    lc_geom_close(geom);
}

static lc_status count_pairs(void *user, size_t part, size_t ring, const double *xy, size_t count)
{
    (void)part;
    (void)ring;
    (void)xy;
    *(size_t *)user += count;
    return LC_OK;
}

/* A circle of 360 corners, simplified by 1 % of its radius, keeps its area within 2 % and few of
 * its corners. */
static void simplifying_drops_corners(void **state)
{
    lc_geom *geom = opened(*state);
    double xy[720];
    for (int i = 0; i < 360; i++) {
        xy[2 * i] = 1000 * cos(i * M_PI / 180);
        xy[2 * i + 1] = 1000 * sin(i * M_PI / 180);
    }
    lc_wkb wkb = polygon(*state, xy, 360), out;
    size_t corners = 0;
    assert_ok(*state, lc_geom_simplify(geom, wkb.bytes, wkb.size, 10, &out));
    assert_ok(*state, lc_wkb_each_part(*state, out.bytes, out.size, count_pairs, &corners));
    assert_true(corners >= 16 && corners < 60);
    near(area_of(*state, geom, &out), shoelace(xy, 360), 0.02 * shoelace(xy, 360));
    lc_wkb_clear(&out);
    lc_wkb_clear(&wkb);
    lc_geom_close(geom);
}

static void geos_speaks_through_the_message(void **state)
{
    lc_geom *geom = opened(*state);
    lc_wkb line;
    double area;
    assert_ok(*state, lc_wkb_line(*state, (double[]){1, 1}, 1, &line)); /* a line of one position */
    assert_int_equal(lc_geom_area(geom, line.bytes, line.size, &area), LC_INPUT);
    assert_message(*state, "A shape cannot be computed with (IllegalArgumentException");
    lc_ctx_clear(*state);
    lc_ctx_set_language(*state, LC_LANG_ZH);
    assert_int_equal(lc_geom_area(geom, line.bytes, line.size, &area), LC_INPUT);
    assert_message(*state, "图形无法参与计算（");
    lc_wkb_clear(&line);
    lc_geom_close(geom);
    lc_geom_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(area_agrees_with_the_surveyor),
        LC_TEST(a_valid_polygon_stays),
        LC_TEST(a_bow_tie_is_untangled),
        LC_TEST(an_open_ring_is_closed),
        LC_TEST(overlapping_parts_are_joined),
        LC_TEST(a_hole_stays_a_hole),
        LC_TEST(parts_without_area_are_left_out),
        LC_TEST(what_encloses_nothing_is_refused),
        LC_TEST(shared_area_of_two_boxes),
        LC_TEST(the_inner_point_is_inside),
        LC_TEST(a_union_counts_ground_once),
        LC_TEST(a_union_of_lines_stays_lines),
        LC_TEST(buffers_have_the_area_of_their_corners),
        LC_TEST(a_hull_wraps_all),
        LC_TEST(simplifying_drops_corners),
        LC_TEST(geos_speaks_through_the_message),
    };
    return cmocka_run_group_tests_name("geom_polygons", tests, NULL, NULL);
}
