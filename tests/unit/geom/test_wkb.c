#include "geom_test.h"

/* POINT (1 2) as PostGIS prints it: ST_AsBinary('POINT(1 2)'). */
static void a_point_as_others_write_it(void **state)
{
    static const unsigned char expected[] = {1,    1,    0, 0, 0, 0, 0, 0, 0, 0,   0,
                                             0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0x40};
    lc_wkb wkb;
    assert_ok(*state, lc_wkb_point(*state, 1, 2, &wkb));
    assert_int_equal(wkb.size, sizeof expected);
    assert_memory_equal(wkb.bytes, expected, sizeof expected);
    assert_int_equal(lc_wkb_shape(wkb.bytes, wkb.size), LC_SHAPE_POINT);
    lc_wkb_clear(&wkb);
    assert_null(wkb.bytes);
    lc_wkb_clear(&wkb);
}

typedef struct seen {
    char text[1024];
} seen;

static lc_status note_part(void *user, size_t part, size_t ring, const double *xy, size_t count)
{
    seen *s = user;
    size_t used = strlen(s->text);
    (void)snprintf(s->text + used, sizeof s->text - used, "%zu.%zu:%zu(%g %g) ", part, ring, count,
                   xy[0], xy[1]);
    return LC_OK;
}

static void has_parts(lc_ctx *ctx, const unsigned char *at, size_t size, const char *expected)
{
    seen s = {""};
    assert_ok(ctx, lc_wkb_each_part(ctx, at, size, note_part, &s));
    assert_string_equal(s.text, expected);
}

static void lines_and_multilines(void **state)
{
    static const double xy[] = {0, 0, 1, 1, 2, 2, 5, 5, 6, 6};
    static const size_t start[] = {0, 3, 5};
    lc_wkb wkb;
    assert_ok(*state, lc_wkb_line(*state, xy, 5, &wkb));
    assert_int_equal(lc_wkb_shape(wkb.bytes, wkb.size), LC_SHAPE_LINE);
    has_parts(*state, wkb.bytes, wkb.size, "0.0:5(0 0) ");
    lc_wkb_clear(&wkb);
    assert_ok(*state, lc_wkb_multiline(*state, xy, start, 2, &wkb));
    assert_int_equal(lc_wkb_shape(wkb.bytes, wkb.size), LC_SHAPE_LINE);
    has_parts(*state, wkb.bytes, wkb.size, "0.0:3(0 0) 1.0:2(5 5) ");
    lc_wkb_clear(&wkb);
    assert_ok(*state, lc_wkb_multiline(*state, NULL, NULL, 0, &wkb));
    has_parts(*state, wkb.bytes, wkb.size, "");
    lc_wkb_clear(&wkb);
}

static void a_ring_is_closed_once(void **state)
{
    static const double open[] = {0, 0, 1, 0, 1, 1}, closed[] = {0, 0, 1, 0, 1, 1, 0, 0};
    lc_wkb a = polygon(*state, open, 3), b = polygon(*state, closed, 4);
    assert_int_equal(a.size, b.size);
    assert_memory_equal(a.bytes, b.bytes, a.size);
    has_parts(*state, a.bytes, a.size, "0.0:4(0 0) ");
    assert_int_equal(lc_wkb_shape(a.bytes, a.size), LC_SHAPE_POLYGON);
    lc_wkb_clear(&a);
    lc_wkb_clear(&b);
    a = polygon(*state, NULL, 0);
    has_parts(*state, a.bytes, a.size, "");
    lc_wkb_clear(&a);
}

/* A collection of a point, an empty point, two polygons (the first with a hole) and a line. */
static bytes collection(void)
{
    static const double shell[] = {0, 0, 9, 0, 9, 9, 0, 0}, hole[] = {6, 1, 7, 1, 7, 2, 6, 1};
    bytes b = {.size = 0};
    add_header(&b, 7);
    add_u32(&b, 4);
    add_header(&b, 1);
    add(&b, (double[]){3, 4}, 16);
    add_header(&b, 1);
    add(&b, (double[]){NAN, NAN}, 16);
    add_header(&b, 6);
    add_u32(&b, 2);
    add_header(&b, 3);
    add_u32(&b, 2);
    add_ring(&b, shell, 4);
    add_ring(&b, hole, 4);
    add_header(&b, 3);
    add_u32(&b, 1);
    add_ring(&b, shell, 4);
    add_header(&b, 2);
    add_ring(&b, shell, 2);
    return b;
}

static void parts_of_a_collection_in_order(void **state)
{
    bytes b = collection();
    has_parts(*state, b.at, b.size, "0.0:1(3 4) 2.0:4(0 0) 2.1:4(6 1) 3.0:4(0 0) 4.0:2(0 0) ");
    assert_int_equal(lc_wkb_shape(b.at, b.size), LC_SHAPE_NONE);
}

static void shift(void *user, double *x, double *y)
{
    ++*(size_t *)user;
    *x += 100;
    *y = -*y;
}

static void coordinates_change_in_place(void **state)
{
    bytes b = collection();
    size_t pairs = 0;
    assert_true(lc_wkb_each_xy(b.at, b.size, shift, &pairs));
    assert_int_equal(pairs, 1 + 1 + 4 + 4 + 4 + 2);
    has_parts(*state, b.at, b.size,
              "0.0:1(103 -4) 2.0:4(100 -0) 2.1:4(106 -1) 3.0:4(100 -0) 4.0:2(100 -0) ");
}

static void refused(lc_ctx *ctx, const unsigned char *at, size_t size)
{
    /* An exact heap copy, so that a sanitizer sees any byte read behind it. */
    unsigned char *copy = malloc(size + (size == 0));
    assert_non_null(copy);
    memcpy(copy, at, size);
    size_t calls = 0;
    seen s = {""};
    assert_false(lc_wkb_each_xy(copy, size, shift, &calls));
    assert_int_equal(calls, 0);
    assert_memory_equal(copy, at, size);
    lc_ctx_clear(ctx);
    assert_int_equal(lc_wkb_each_part(ctx, copy, size, note_part, &s), LC_INPUT);
    assert_message(ctx, "no well-formed WKB");
    assert_string_equal(s.text, "");
    free(copy);
}

static void every_truncation_is_refused(void **state)
{
    bytes b = collection();
    for (size_t size = 0; size < b.size; size++)
        refused(*state, b.at, size);
    b.at[b.size] = 0;
    refused(*state, b.at, b.size + 1);
    assert_false(lc_wkb_each_xy(NULL, 0, shift, NULL));
}

static void foreign_kinds_are_refused(void **state)
{
    static const uint32_t types[] = {0,           8,           9,           10,        15,
                                     16,          17,          1001,        2001,      3001,
                                     0x80000001u, 0x40000001u, 0x20000001u, UINT32_MAX};
    double xyzm[4] = {1, 2, 3, 4};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        for (size_t size = 16; size <= 32; size += 8) {
            bytes b = {.size = 0};
            add_header(&b, types[i]);
            add(&b, xyzm, size);
            refused(*state, b.at, b.size);
        }
    bytes big = {.size = 0}; /* big endian */
    add(&big, "\0\0\0\0\1", 5);
    add(&big, xyzm, 16);
    refused(*state, big.at, big.size);
    assert_int_equal(lc_wkb_shape(big.at, big.size), LC_SHAPE_NONE);
}

static void absurd_counts_are_refused(void **state)
{
    static const uint32_t counts[] = {5, 1000, 0x10000001u, 0x7FFFFFFFu, UINT32_MAX};
    for (uint32_t type = 2; type <= 7; type++)
        for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
            bytes b = {.size = 0};
            add_header(&b, type);
            add_u32(&b, counts[i]);
            add(&b, (double[]){1, 2, 3, 4}, 32);
            refused(*state, b.at, b.size);
        }
}

static void members_must_be_of_their_kind(void **state)
{
    bytes b = {.size = 0};
    add_header(&b, 6); /* a multipolygon of a point */
    add_u32(&b, 1);
    add_header(&b, 1);
    add(&b, (double[]){1, 2}, 16);
    refused(*state, b.at, b.size);
}

static bytes nest(int depth)
{
    bytes b = {.size = 0};
    for (int i = 0; i < depth; i++) {
        add_header(&b, 7);
        add_u32(&b, 1);
    }
    add_header(&b, 1);
    add(&b, (double[]){1, 2}, 16);
    return b;
}

static void nesting_has_an_end(void **state)
{
    bytes b = nest(16);
    has_parts(*state, b.at, b.size, "0.0:1(1 2) ");
    b = nest(17);
    refused(*state, b.at, b.size);
    size_t size = 9 * 1000000; /* deep enough to break a stack */
    unsigned char *deep = malloc(size);
    assert_non_null(deep);
    for (size_t i = 0; i < size; i += 9)
        memcpy(deep + i, "\1\7\0\0\0\1\0\0\0", 9);
    refused(*state, deep, size);
    free(deep);
}

static lc_status count_part(void *user, size_t part, size_t ring, const double *xy, size_t count)
{
    (void)part;
    (void)ring;
    (void)xy;
    *(size_t *)user += count;
    return LC_OK;
}

/* Random damage: whatever the verdict, both readers agree on it and nothing is read or written
 * outside (the sanitizers watch). */
static void random_damage_does_no_harm(void **state)
{
    uint64_t seed = 77;
    lc_geom *geom = NULL;
    size_t accepted = 0;
    assert_ok(*state, lc_geom_open(*state, &geom));
    for (int round = 0; round < 20000; round++) {
        bytes b = collection();
        size_t size = (size_t)(random_01(&seed) * 1.3 * (double)b.size);
        size = size < b.size ? size : b.size;
        unsigned char *copy = malloc(size + 1);
        assert_non_null(copy);
        memcpy(copy, b.at, size);
        for (int hits = (int)(random_01(&seed) * 4); hits > 0 && size > 0; hits--)
            copy[(size_t)(random_01(&seed) * (double)size)] =
                (unsigned char)(random_01(&seed) * 256);
        unsigned char *tight = realloc(copy, size + (size == 0));
        assert_non_null(tight);
        size_t edited = 0, seen_pairs = 0;
        double area;
        lc_wkb valid;
        bool repaired, good = lc_wkb_each_xy(tight, size, shift, &edited);
        lc_ctx_clear(*state);
        lc_status status = lc_wkb_each_part(*state, tight, size, count_part, &seen_pairs);
        assert_int_equal(good, status == LC_OK);
        assert_true(seen_pairs <= edited);
        (void)lc_geom_area(geom, tight, size, &area);
        status = lc_geom_valid_polygon(geom, tight, size, &valid, &repaired, NULL);
        assert_int_equal(valid.bytes != NULL, status == LC_OK);
        lc_wkb_clear(&valid);
        accepted += good;
        free(tight);
    }
    assert_true(accepted > 1000 && accepted < 19000);
    lc_geom_close(geom);
}

static lc_status stop_at_once(void *user, size_t part, size_t ring, const double *xy, size_t count)
{
    (void)part;
    (void)ring;
    (void)xy;
    (void)count;
    ++*(size_t *)user;
    return LC_CANCELLED;
}

static void a_reader_can_stop(void **state)
{
    bytes b = collection();
    size_t calls = 0;
    assert_int_equal(lc_wkb_each_part(*state, b.at, b.size, stop_at_once, &calls), LC_CANCELLED);
    assert_int_equal(calls, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(a_point_as_others_write_it),    LC_TEST(lines_and_multilines),
        LC_TEST(a_ring_is_closed_once),         LC_TEST(parts_of_a_collection_in_order),
        LC_TEST(coordinates_change_in_place),   LC_TEST(every_truncation_is_refused),
        LC_TEST(foreign_kinds_are_refused),     LC_TEST(absurd_counts_are_refused),
        LC_TEST(members_must_be_of_their_kind), LC_TEST(nesting_has_an_end),
        LC_TEST(random_damage_does_no_harm),    LC_TEST(a_reader_can_stop),
    };
    return cmocka_run_group_tests_name("geom_wkb", tests, NULL, NULL);
}
