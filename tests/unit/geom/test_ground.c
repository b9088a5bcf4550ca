/* Ground, its neighbours and outlines, and fences: by hand and against plain arithmetic. */
#include "geom_test.h"

#include "geom/clip.h"
#include "geom/fence.h"
#include "geom/ground.h"

enum { CELL = 25000 };

/* Two places 200 m apart: the cells between go to the nearer one, none lies beyond the reach. */
static void two_places(void **state)
{
    const lc_spot_mm places[] = {{0, 0}, {200000, 0}};
    lc_ground g;
    lc_neighbours *pairs;
    size_t count;
    assert_ok(*state, lc_ground_make(*state, places, 2, 150000, CELL, &g));
    assert_int_equal(lc_ground_at(&g, (lc_spot_mm){60000, 10000}), 0);
    assert_int_equal(lc_ground_at(&g, (lc_spot_mm){140000, 10000}), 1);
    assert_int_equal(lc_ground_at(&g, (lc_spot_mm){-140000, 1000}), 0);
    assert_int_equal(lc_ground_at(&g, (lc_spot_mm){-180000, 1000}), LC_GROUND_NONE);
    assert_int_equal(lc_ground_at(&g, (lc_spot_mm){9000000, 1000}), LC_GROUND_NONE);
    assert_ok(*state, lc_ground_neighbours(*state, &g, places, 2, &pairs, &count));
    assert_int_equal(count, 1);
    assert_int_equal(pairs[0].a, 0);
    assert_int_equal(pairs[0].b, 1);
    free(pairs);
    lc_ground_clear(&g);
}

/* Three places in one cell: one owns it, the others are its neighbours. */
static void places_that_share_a_cell(void **state)
{
    const lc_spot_mm places[] = {{1000, 1000}, {12000, 12000}, {20000, 20000}};
    lc_ground g;
    lc_neighbours *pairs;
    size_t count, with_owner = 0;
    assert_ok(*state, lc_ground_make(*state, places, 3, 100000, CELL, &g));
    assert_int_equal(lc_ground_at(&g, places[1]), 1);
    assert_int_equal(lc_ground_at(&g, places[0]), 1);
    assert_ok(*state, lc_ground_neighbours(*state, &g, places, 3, &pairs, &count));
    for (size_t i = 0; i < count; i++)
        with_owner += pairs[i].a == 1 || pairs[i].b == 1;
    assert_true(with_owner >= 2);
    free(pairs);
    lc_ground_clear(&g);
}

static void no_places_no_ground(void **state)
{
    lc_ground g;
    lc_neighbours *pairs;
    size_t count;
    assert_ok(*state, lc_ground_make(*state, NULL, 0, 100000, CELL, &g));
    assert_int_equal(lc_ground_at(&g, (lc_spot_mm){0, 0}), LC_GROUND_NONE);
    assert_ok(*state, lc_ground_neighbours(*state, &g, NULL, 0, &pairs, &count));
    assert_int_equal(count, 0);
    free(pairs);
    lc_ground_clear(&g);
}

enum { PLACES = 60, GROUPS = 4 };

static void strew(uint64_t *seed, lc_spot_mm *places)
{
    for (int p = 0; p < PLACES; p++)
        places[p] =
            (lc_spot_mm){(int64_t)(random_01(seed) * 1e6), (int64_t)(random_01(seed) * 1e6)};
}

static int64_t square(lc_spot_mm a, lc_spot_mm b)
{
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

/* Every cell without a place against all places. */
static void each_cell_against_all_places(void **state)
{
    uint64_t seed = 11;
    const int64_t reach = 120000;
    for (int round = 0; round < 10; round++) {
        lc_spot_mm places[PLACES];
        lc_ground g;
        strew(&seed, places);
        assert_ok(*state, lc_ground_make(*state, places, PLACES, reach, CELL, &g));
        for (uint32_t c = 0; c < g.columns * g.rows; c++) {
            lc_spot_mm middle = {g.west_mm + c % g.columns * (int64_t)CELL + CELL / 2,
                                 g.south_mm + c / g.columns * (int64_t)CELL + CELL / 2};
            uint32_t best = LC_GROUND_NONE;
            bool seat = false;
            for (uint32_t p = 0; p < PLACES; p++) {
                int64_t far = square(places[p], middle);
                seat |= llabs(places[p].x - middle.x) <= CELL / 2 + 1 &&
                        llabs(places[p].y - middle.y) <= CELL / 2 + 1;
                if (far <= reach * reach &&
                    (best == LC_GROUND_NONE || far < square(places[best], middle)))
                    best = p;
            }
            if (!seat)
                assert_int_equal(g.owner[c], best);
        }
        lc_ground_clear(&g);
    }
}

/* Outlines are valid, cover exactly their cells and overlap nowhere. */
static void outlines_are_their_cells(void **state)
{
    lc_geom *geom;
    uint64_t seed = 5;
    assert_ok(*state, lc_geom_open(*state, &geom));
    for (int round = 0; round < 10; round++) {
        lc_spot_mm places[PLACES];
        uint32_t group[PLACES];
        lc_ground g;
        lc_wkb out[GROUPS];
        double cells[GROUPS] = {0};
        strew(&seed, places);
        for (int p = 0; p < PLACES; p++) /* one group in five is none */
            group[p] = (uint32_t)(random_01(&seed) * (GROUPS + 1));
        for (int p = 0; p < PLACES; p++)
            group[p] = group[p] == GROUPS ? LC_GROUND_NONE : group[p];
        assert_ok(*state, lc_ground_make(*state, places, PLACES, 120000, CELL, &g));
        for (uint32_t c = 0; c < g.columns * g.rows; c++)
            if (g.owner[c] != LC_GROUND_NONE && group[g.owner[c]] != LC_GROUND_NONE)
                cells[group[g.owner[c]]] += 25.0 * 25.0;
        assert_ok(*state, lc_ground_outline(*state, &g, group, GROUPS, out));
        for (int a = 0; a < GROUPS; a++) {
            double area, shared;
            lc_wkb same;
            bool repaired;
            assert_ok(*state, lc_geom_area(geom, out[a].bytes, out[a].size, &area));
            assert_true(fabs(area - cells[a]) < 1e-6);
            assert_ok(*state, lc_geom_valid_polygon(geom, out[a].bytes, out[a].size, &same,
                                                    &repaired, NULL));
            assert_false(repaired);
            lc_wkb_clear(&same);
            for (int b = 0; b < a; b++) {
                assert_ok(*state, lc_geom_shared_area(geom, &out[a], &out[b], &shared));
                assert_true(shared == 0);
            }
        }
        for (int a = 0; a < GROUPS; a++)
            lc_wkb_clear(&out[a]);
        lc_ground_clear(&g);
    }
    lc_geom_close(geom);
}

/* --- fences --- */

typedef struct heard {
    int count;
    uint32_t line;
    lc_spot_mm at;
} heard;

static bool hear(void *user, uint32_t line, lc_spot_mm at)
{
    heard *h = user;
    h->count++;
    h->line = line;
    h->at = at;
    return true;
}

/* A long way through a corner of a fence crosses once; one that only touches a corner never. */
static void corners_count_once(void **state)
{
    lc_fence *fence;
    heard through = {0}, touching = {0}, past = {0};
    assert_ok(*state, lc_fence_new(*state, &fence));
    assert_ok(*state, lc_fence_add(fence, 7, (lc_spot_mm){0, -900000}, (lc_spot_mm){0, 0}));
    assert_ok(*state, lc_fence_add(fence, 7, (lc_spot_mm){0, 0}, (lc_spot_mm){50000, 900000}));
    assert_ok(*state, lc_fence_build(fence));
    assert_true(
        lc_fence_cross(fence, (lc_spot_mm){-800000, 0}, (lc_spot_mm){700000, 0}, hear, &through));
    assert_int_equal(through.count, 1);
    assert_int_equal(through.line, 7);
    assert_true(through.at.x == 0 && through.at.y == 0);
    assert_true(lc_fence_cross(fence, (lc_spot_mm){-1000, -1000000}, (lc_spot_mm){-1000, 1000000},
                               hear, &past));
    assert_int_equal(past.count, 0);
    assert_true(lc_fence_cross(fence, (lc_spot_mm){-50000, 900000}, (lc_spot_mm){50000, 900000},
                               hear, &touching));
    assert_true(touching.count <= 1);
    lc_fence_free(fence);
}

/* Random ways over random stretches against the parameters of the two lines. */
static void ways_against_plain_arithmetic(void **state)
{
    enum { STRETCHES = 200, WAYS = 300 };
    uint64_t seed = 3;
    lc_spot_mm ends[STRETCHES][2];
    lc_fence *fence;
    assert_ok(*state, lc_fence_new(*state, &fence));
    for (int i = 0; i < STRETCHES; i++) {
        for (int k = 0; k < 2; k++)
            ends[i][k] = (lc_spot_mm){(int64_t)(random_01(&seed) * 2e6) - 1000000,
                                      (int64_t)(random_01(&seed) * 2e6) - 1000000};
        assert_ok(*state, lc_fence_add(fence, (uint32_t)i, ends[i][0], ends[i][1]));
    }
    assert_ok(*state, lc_fence_build(fence));
    for (int w = 0; w < WAYS; w++) {
        double x[2], y[2];
        heard h = {0};
        int want = 0;
        for (int k = 0; k < 2; k++) {
            x[k] = floor(random_01(&seed) * 2e6) - 1e6;
            y[k] = floor(random_01(&seed) * 2e6) - 1e6;
        }
        for (int i = 0; i < STRETCHES; i++) {
            double ax = x[1] - x[0], ay = y[1] - y[0];
            double bx = (double)(ends[i][1].x - ends[i][0].x);
            double by = (double)(ends[i][1].y - ends[i][0].y);
            double dx = (double)ends[i][0].x - x[0], dy = (double)ends[i][0].y - y[0];
            double det = ax * by - ay * bx, s = (dx * by - dy * bx) / det;
            double t = (dx * ay - dy * ax) / det;
            want += s > 0 && s < 1 && t > 0 && t < 1;
        }
        assert_true(lc_fence_cross(fence, (lc_spot_mm){(int64_t)x[0], (int64_t)y[0]},
                                   (lc_spot_mm){(int64_t)x[1], (int64_t)y[1]}, hear, &h));
        assert_int_equal(h.count, want);
    }
    lc_fence_free(fence);
}

static void what_lies_within(void **state)
{
    const double square_xy[] = {0, 0, 10, 0, 10, 10, 0, 10}, over[] = {5, 5, 15, 5, 15, 8, 5, 8};
    const double far[] = {20, 20, 30, 20, 30, 30};
    lc_geom *geom;
    lc_clip *clip;
    lc_wkb outline, part, out;
    double area;
    assert_ok(*state, lc_geom_open(*state, &geom));
    assert_ok(*state, lc_wkb_polygon(*state, square_xy, 4, &outline));
    assert_ok(*state, lc_clip_open(geom, &outline, &clip));
    assert_ok(*state, lc_wkb_polygon(*state, over, 4, &part));
    assert_ok(*state, lc_clip_polygon(clip, &part, &out));
    assert_ok(*state, lc_geom_area(geom, out.bytes, out.size, &area));
    assert_true(area == 15);
    lc_wkb_clear(&part);
    lc_wkb_clear(&out);
    assert_ok(*state, lc_wkb_polygon(*state, far, 3, &part));
    assert_ok(*state, lc_clip_polygon(clip, &part, &out));
    assert_ok(*state, lc_geom_area(geom, out.bytes, out.size, &area));
    assert_true(area == 0);
    lc_wkb_clear(&part);
    lc_wkb_clear(&out);
    lc_wkb_clear(&outline);
    lc_clip_close(clip);
    lc_geom_close(geom);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(two_places),
        LC_TEST(places_that_share_a_cell),
        LC_TEST(no_places_no_ground),
        LC_TEST(each_cell_against_all_places),
        LC_TEST(outlines_are_their_cells),
        LC_TEST(corners_count_once),
        LC_TEST(ways_against_plain_arithmetic),
        LC_TEST(what_lies_within),
    };
    return cmocka_run_group_tests_name("geom_ground", tests, NULL, NULL);
}
