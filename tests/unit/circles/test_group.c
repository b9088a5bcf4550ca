/* Groups of places: worked out by hand, and against an exhaustive search on small graphs. */
#include "circles/group.h"

#include <stdlib.h>
#include <string.h>

#include "lc_test.h"

enum { PLACES_MAX = 64, LINKS_MAX = 512 };

/* A graph that is built link by link. */
typedef struct net {
    size_t count, links;
    uint32_t from[LINKS_MAX], to[LINKS_MAX];
    lc_spot_mm at[PLACES_MAX];
    int64_t weight[PLACES_MAX];
    size_t start[PLACES_MAX + 2];
    uint32_t next[2 * LINKS_MAX];
    uint32_t group[PLACES_MAX], groups;
} net;

static void link_places(net *n, uint32_t a, uint32_t b)
{
    n->from[n->links] = a;
    n->to[n->links++] = b;
}

static void group_net(lc_ctx *ctx, net *n, int64_t least, int64_t most)
{
    memset(n->start, 0, sizeof n->start);
    for (size_t i = 0; i < n->links; i++) {
        n->start[n->from[i] + 2]++;
        n->start[n->to[i] + 2]++;
    }
    for (size_t p = 0; p < n->count; p++)
        n->start[p + 2] += n->start[p + 1];
    for (size_t i = 0; i < n->links; i++) {
        n->next[n->start[n->from[i] + 1]++] = n->to[i];
        n->next[n->start[n->to[i] + 1]++] = n->from[i];
    }
    const circles_graph graph = {n->count, n->at, n->weight, n->start, n->next};
    assert_ok(ctx, circles_group(ctx, &graph, least, most, n->group, &n->groups));
}

/* A grid of places 100 m apart, `weight` each. */
static void make_grid(net *n, uint32_t columns, uint32_t rows, int64_t weight)
{
    *n = (net){.count = (size_t)columns * rows};
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t c = 0; c < columns; c++) {
            uint32_t p = r * columns + c;
            n->at[p] = (lc_spot_mm){c * 100000, r * 100000};
            n->weight[p] = weight;
            if (c + 1 < columns)
                link_places(n, p, p + 1);
            if (r + 1 < rows)
                link_places(n, p, p + columns);
        }
}

static int64_t weight_of(const net *n, uint32_t group)
{
    int64_t sum = 0;
    for (size_t p = 0; p < n->count; p++)
        sum += n->group[p] == group ? n->weight[p] : 0;
    return sum;
}

/* Whether the places of a set hang together, and which, by spreading from the lowest. */
static uint64_t hanging(const net *n, uint64_t set)
{
    uint64_t reached = set & (~set + 1), last = 0;
    while (reached != last) {
        last = reached;
        for (size_t i = 0; i < n->links; i++) {
            uint64_t a = 1ull << n->from[i], b = 1ull << n->to[i];
            if ((set & a) != 0 && (set & b) != 0 && (reached & (a | b)) != 0)
                reached |= a | b;
        }
    }
    return reached;
}

static void expect_contiguous(const net *n)
{
    for (uint32_t g = 0; g < n->groups; g++) {
        uint64_t set = 0;
        for (size_t p = 0; p < n->count; p++)
            set |= n->group[p] == g ? 1ull << p : 0;
        assert_true(set != 0);
        assert_true(hanging(n, set) == set);
    }
}

/* Two rows of four places of 10: with 30 to 50 people a group, two squares of 40. The straight cut
 * that parts the fewest neighbours runs between columns 2 and 3. */
static void a_block_is_cut_across(void **state)
{
    net n;
    make_grid(&n, 4, 2, 10);
    group_net(*state, &n, 30, 50);
    const uint32_t want[] = {0, 0, 1, 1, 0, 0, 1, 1};
    assert_int_equal(n.groups, 2);
    assert_memory_equal(n.group, want, sizeof want);
}

static void what_is_light_enough_stays_whole(void **state)
{
    net n;
    make_grid(&n, 5, 1, 10);
    group_net(*state, &n, 30, 50);
    assert_int_equal(n.groups, 1);
}

/* Two places of 10 without a neighbour on the other side: too light, and never joined. */
static void what_is_cut_off_stays_alone(void **state)
{
    net n = {.count = 4, .weight = {10, 10, 20, 20}};
    for (int p = 0; p < 4; p++)
        n.at[p] = (lc_spot_mm){p * 100000, 0};
    link_places(&n, 0, 1);
    link_places(&n, 2, 3);
    group_net(*state, &n, 30, 50);
    const uint32_t want[] = {0, 0, 1, 1};
    assert_int_equal(n.groups, 2);
    assert_memory_equal(n.group, want, 4 * sizeof *want);
}

/* A place with more than a group may have stands alone. */
static void a_heavy_place_stands_alone(void **state)
{
    net n = {.count = 3, .weight = {20, 70, 20}};
    for (int p = 0; p < 3; p++)
        n.at[p] = (lc_spot_mm){p * 100000, 0};
    link_places(&n, 0, 1);
    link_places(&n, 1, 2);
    group_net(*state, &n, 10, 50);
    assert_int_equal(n.groups, 3);
    assert_int_equal(weight_of(&n, n.group[1]), 70);
}

/* 55 people in a row of eleven places of 5: one group within 30 to 50, one below. */
static void as_few_as_possible_miss_the_bounds(void **state)
{
    net n;
    make_grid(&n, 11, 1, 5);
    group_net(*state, &n, 30, 50);
    assert_int_equal(n.groups, 2);
    int64_t first = weight_of(&n, 0), second = weight_of(&n, 1);
    assert_true((first >= 30) != (second >= 30));
    assert_int_equal(first + second, 55);
}

static void nothing_gives_nothing(void **state)
{
    net n = {.count = 0};
    group_net(*state, &n, 30, 50);
    assert_int_equal(n.groups, 0);
}

/* --- against every way there is --- */

typedef struct search {
    int64_t least, most;
    int best;
    int64_t weight[512]; /* of every set of nine places */
    bool hangs[512];
} search;

static int64_t weigh(const net *n, uint64_t set)
{
    int64_t sum = 0;
    for (size_t p = 0; p < n->count; p++)
        sum += (set >> p & 1) != 0 ? n->weight[p] : 0;
    return sum;
}

/* The least number of groups outside the bounds, over all partitions into contiguous sets: the set
 * with the lowest place left is chosen in every way. A group that is too heavy is a single place.
 */
static void search_all(search *s, uint64_t left, int bad)
{
    if (bad >= s->best)
        return;
    if (left == 0) {
        s->best = bad;
        return;
    }
    uint64_t lowest = left & (~left + 1), rest = left & ~lowest;
    for (uint64_t sub = rest;; sub = (sub - 1) & rest) {
        uint64_t set = sub | lowest;
        int64_t weight = s->weight[set];
        bool single = sub == 0;
        if ((weight <= s->most || single) && s->hangs[set])
            search_all(s, left & ~set, bad + (weight < s->least || weight > s->most));
        if (sub == 0)
            break;
    }
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Nine places, some neighbours parted. Every group is contiguous and light enough (or one place),
 * nobody is lost, and as a rule no way has fewer groups outside the bounds. */
static void small_graphs_against_all_partitions(void **state)
{
    enum { ROUNDS = 300 };
    int as_good = 0;
    for (uint32_t round = 0, seed = 7; round < ROUNDS; round++) {
        net n, whole;
        make_grid(&whole, 3, 3, 0);
        n = whole;
        n.links = 0;
        for (size_t p = 0; p < n.count; p++)
            n.weight[p] = 1 + next_random(&seed) % 12;
        for (size_t i = 0; i < whole.links; i++)
            if (next_random(&seed) % 4 != 0)
                link_places(&n, whole.from[i], whole.to[i]);
        group_net(*state, &n, 10, 20);
        expect_contiguous(&n);
        int bad = 0;
        int64_t total = 0;
        for (uint32_t g = 0; g < n.groups; g++) {
            int64_t weight = weight_of(&n, g);
            assert_true(weight <= 20);
            bad += weight < 10;
            total += weight;
        }
        assert_int_equal(total, weigh(&n, (1ull << n.count) - 1));
        search s = {.least = 10, .most = 20, .best = 100};
        for (uint64_t set = 0; set < 512; set++) {
            s.weight[set] = weigh(&n, set);
            s.hangs[set] = hanging(&n, set) == set;
        }
        search_all(&s, (1ull << n.count) - 1, 0);
        assert_true(bad >= s.best);
        as_good += bad == s.best;
    }
    assert_in_range(as_good, ROUNDS * 85 / 100, ROUNDS); /* 268 as this is written */
}

/* A block of 64 places of random weight: all groups within the bounds. */
static void a_town_meets_the_bounds(void **state)
{
    for (uint32_t round = 0, seed = 3; round < 50; round++) {
        net n;
        make_grid(&n, 8, 8, 0);
        for (size_t p = 0; p < n.count; p++)
            n.weight[p] = next_random(&seed) % 9;
        group_net(*state, &n, 30, 50);
        expect_contiguous(&n);
        for (uint32_t g = 0; g < n.groups; g++)
            assert_in_range(weight_of(&n, g), 30, 50);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(a_block_is_cut_across),
        LC_TEST(what_is_light_enough_stays_whole),
        LC_TEST(what_is_cut_off_stays_alone),
        LC_TEST(a_heavy_place_stands_alone),
        LC_TEST(as_few_as_possible_miss_the_bounds),
        LC_TEST(nothing_gives_nothing),
        LC_TEST(small_graphs_against_all_partitions),
        LC_TEST(a_town_meets_the_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
