#include "graph/graph.h"

#include <math.h>

#include "lc_test.h"

#define CLOSED LC_UNREACHED
#define NOWHERE                                                                                    \
    {                                                                                              \
        LC_UNREACHED, 0, 0                                                                         \
    }

/* A street of three pieces, 100 + 200 + 300 mm:   0 --100-- 1 --200-- 2 --300-- 3,   and node 4 by
 * itself. */
static const lc_edge street[] = {{0, 1, 100, 100}, {1, 2, 200, 200}, {2, 3, 300, 300}};

static lc_graph *new_graph(lc_ctx *ctx, uint32_t nodes, const lc_edge *edges, uint32_t count)
{
    lc_graph *graph;
    assert_ok(ctx, lc_graph_new(ctx, nodes, edges, count, &graph));
    return graph;
}

/* The cost from one place to one other, by both searches, which must agree. */
static uint32_t cost(lc_ctx *ctx, const lc_graph *graph, lc_join from, lc_join to,
                     uint32_t limit_mm)
{
    uint32_t cost_mm, which, owner = 0;
    lc_catchments rows;
    assert_ok(ctx, lc_graph_nearest(ctx, graph, &from, 1, &to, 1, limit_mm, &cost_mm, &which));
    assert_ok(ctx, lc_graph_catchments(ctx, graph, &from, 1, &to, &owner, 1, 1, limit_mm, &rows));
    assert_int_equal(which, cost_mm == LC_UNREACHED ? LC_UNREACHED : 0);
    assert_int_equal(rows.row_count, cost_mm != LC_UNREACHED);
    if (rows.row_count > 0)
        assert_int_equal(rows.rows[0].cost_mm, cost_mm);
    lc_catchments_clear(&rows);
    return cost_mm;
}

static void walks_along_a_street_with_both_legs(void **state)
{
    lc_ctx *ctx = *state;
    lc_graph *graph = new_graph(ctx, 5, street, 3);
    /* 30 mm into piece 0, leg 7; 250 mm into piece 2, leg 11: 7 + 70 + 200 + 250 + 11 = 538, either
     * way. */
    lc_join a = {0, 30, 7}, b = {2, 250, 11};
    assert_int_equal(cost(ctx, graph, a, b, 1000), 538);
    assert_int_equal(cost(ctx, graph, b, a, 1000), 538);
    lc_graph_free(graph);
}

static void the_limit_is_inclusive(void **state)
{
    lc_ctx *ctx = *state;
    lc_graph *graph = new_graph(ctx, 5, street, 3);
    lc_join a = {0, 30, 7}, b = {2, 250, 11};
    assert_int_equal(cost(ctx, graph, a, b, 538), 538);
    assert_int_equal(cost(ctx, graph, a, b, 537), LC_UNREACHED);
    lc_graph_free(graph);
}

static void walks_directly_on_one_piece(void **state)
{
    lc_ctx *ctx = *state;
    lc_graph *graph = new_graph(ctx, 5, street, 3);
    lc_join a = {1, 150, 1}, b = {1, 40, 2};
    assert_int_equal(cost(ctx, graph, a, b, 1000), 113); /* 1 + 110 + 2 */
    assert_int_equal(cost(ctx, graph, a, b, 113), 113);
    assert_int_equal(cost(ctx, graph, a, b, 112), LC_UNREACHED);
    assert_int_equal(cost(ctx, graph, a, a, 2), 2); /* both legs, no street */
    lc_graph_free(graph);
}

static void goes_round_where_the_direct_way_is_closed(void **state)
{
    lc_ctx *ctx = *state;
    /* A one-way piece 0 -> 1 of 100 and a way back of 500. From 80 to 30 on it: 20 on to node 1,
     * 500 back, 30 in = 550. */
    const lc_edge edges[] = {{0, 1, 100, CLOSED}, {1, 0, 500, CLOSED}};
    lc_graph *graph = new_graph(ctx, 2, edges, 2);
    assert_int_equal(cost(ctx, graph, (lc_join){0, 80, 0}, (lc_join){0, 30, 0}, 1000), 550);
    assert_int_equal(cost(ctx, graph, (lc_join){0, 30, 0}, (lc_join){0, 80, 0}, 1000), 50);
    lc_graph_free(graph);
}

static void goes_round_a_loop_the_shorter_way(void **state)
{
    lc_ctx *ctx = *state;
    /* A loop of 100 at node 0: from 10 to 95 it is 10 back to the node and 5 in again, not 85. */
    const lc_edge edges[] = {{0, 0, 100, 100}, {0, 0, 70, CLOSED}};
    lc_graph *graph = new_graph(ctx, 1, edges, 2);
    assert_int_equal(cost(ctx, graph, (lc_join){0, 10, 0}, (lc_join){0, 95, 0}, 1000), 15);
    /* A one-way loop of 70: from 40 to 30 it is 30 to the node and 30 in. */
    assert_int_equal(cost(ctx, graph, (lc_join){1, 40, 0}, (lc_join){1, 30, 0}, 1000), 60);
    lc_graph_free(graph);
}

static void takes_the_shorter_of_parallel_pieces(void **state)
{
    lc_ctx *ctx = *state;
    const lc_edge edges[] = {{0, 1, 400, 400}, {0, 1, 100, 100}};
    lc_graph *graph = new_graph(ctx, 2, edges, 2);
    /* On the long piece from 50 to 350: 50 + 100 + 50 by the short one beats 300. */
    assert_int_equal(cost(ctx, graph, (lc_join){0, 50, 0}, (lc_join){0, 350, 0}, 1000), 200);
    lc_graph_free(graph);
}

static void uphill_costs_more_than_downhill(void **state)
{
    lc_ctx *ctx = *state;
    /* 100 forward, 300 backward: from 60 back to 20 is 180 - 60 = 120; forth it is 40. */
    const lc_edge edges[] = {{0, 1, 100, 300}};
    lc_graph *graph = new_graph(ctx, 2, edges, 1);
    assert_int_equal(cost(ctx, graph, (lc_join){0, 60, 0}, (lc_join){0, 20, 0}, 1000), 120);
    assert_int_equal(cost(ctx, graph, (lc_join){0, 20, 0}, (lc_join){0, 60, 0}, 1000), 40);
    lc_graph_free(graph);
}

static void a_place_at_an_end_is_at_the_node(void **state)
{
    lc_ctx *ctx = *state;
    /* Piece 0 may only be walked 0 -> 1. Who stands at its start can still leave by piece 1. */
    const lc_edge edges[] = {{0, 1, 100, CLOSED}, {0, 2, 50, 50}};
    lc_graph *graph = new_graph(ctx, 3, edges, 2);
    assert_int_equal(cost(ctx, graph, (lc_join){0, 0, 0}, (lc_join){1, 50, 0}, 1000), 50);
    assert_int_equal(cost(ctx, graph, (lc_join){0, 1, 0}, (lc_join){1, 50, 0}, 1000), LC_UNREACHED);
    assert_int_equal(cost(ctx, graph, (lc_join){1, 0, 0}, (lc_join){0, 100, 0}, 1000), 100);
    lc_graph_free(graph);
}

static void islands_and_those_joined_nowhere_are_not_reached(void **state)
{
    lc_ctx *ctx = *state;
    const lc_edge edges[] = {{0, 1, 10, 10}, {2, 3, 10, 10}};
    lc_graph *graph = new_graph(ctx, 4, edges, 2);
    lc_join a = {0, 5, 0}, b = {1, 5, 0}, nowhere = NOWHERE;
    assert_int_equal(cost(ctx, graph, a, b, UINT32_MAX), LC_UNREACHED);
    assert_int_equal(cost(ctx, graph, a, nowhere, UINT32_MAX), LC_UNREACHED);
    assert_int_equal(cost(ctx, graph, nowhere, b, UINT32_MAX), LC_UNREACHED);
    lc_graph_free(graph);
}

static void sums_beyond_32_bits_are_unreached_not_small(void **state)
{
    lc_ctx *ctx = *state;
    const lc_edge edges[] = {{0, 1, 3000000000U, 3000000000U}, {1, 2, 3000000000U, 3000000000U}};
    lc_graph *graph = new_graph(ctx, 3, edges, 2);
    lc_join a = {0, 0, 0}, b = {1, 3000000000U, 0}, c = {0, 3000000000U, 0};
    assert_int_equal(cost(ctx, graph, a, b, UINT32_MAX), LC_UNREACHED);
    assert_int_equal(cost(ctx, graph, a, c, UINT32_MAX), 3000000000U);
    c.leg_mm = 2000000000U;
    assert_int_equal(cost(ctx, graph, a, c, UINT32_MAX), LC_UNREACHED);
    a.leg_mm = UINT32_MAX - 1;
    a.offset_mm = c.offset_mm;
    c.leg_mm = 0;
    assert_int_equal(cost(ctx, graph, a, c, UINT32_MAX), UINT32_MAX - 1);
    lc_graph_free(graph);
}

static void among_equals_the_first_place_wins(void **state)
{
    lc_ctx *ctx = *state;
    /* Node 1 is 100 from node 0 and, by way of pieces without length, from node 3; place 1 is at 3,
     * place 2 at 0, place 0 is farther. */
    const lc_edge edges[] = {
        {0, 1, 100, 100}, {1, 2, 0, 0}, {2, 3, 100, 100}, {3, 4, 0, 0}, {4, 3, 0, 0}};
    lc_graph *graph = new_graph(ctx, 5, edges, 5);
    lc_join to[] = {{0, 0, 1}, {4, 0, 0}, {0, 0, 0}};
    lc_join from[] = {{1, 0, 0}, {0, 100, 0}, {0, 99, 0}, {3, 0, 0}, {0, 0, 0}};
    uint32_t cost_mm[5], which[5];
    assert_ok(ctx, lc_graph_nearest(ctx, graph, from, 5, to, 3, 1000, cost_mm, which));
    static const uint32_t costs[] = {100, 100, 99, 0, 0}, whiches[] = {1, 1, 2, 1, 2};
    assert_memory_equal(cost_mm, costs, sizeof costs);
    assert_memory_equal(which, whiches, sizeof whiches);
    lc_graph_free(graph);
}

static void an_owner_of_two_places_counts_once(void **state)
{
    lc_ctx *ctx = *state;
    lc_graph *graph = new_graph(ctx, 5, street, 3);
    /* Owner 0 has doors at both ends of the street, owner 1 none that is joined, owner 2 one at
     * node 2 (300 along). */
    lc_join to[] = {{0, 0, 0}, {2, 300, 0}, NOWHERE, {1, 200, 0}};
    uint32_t owner[] = {0, 0, 1, 2};
    /* Demand at 250 (150 into piece 1), at 500 (200 into piece 2), nowhere. */
    lc_join from[] = {{1, 150, 0}, {2, 200, 0}, NOWHERE};
    lc_catchments rows;
    assert_ok(ctx, lc_graph_catchments(ctx, graph, from, 3, to, owner, 4, 3, 250, &rows));
    static const size_t starts[] = {0, 2, 2, 4};
    static const lc_reached reached[] = {{0, 250}, {1, 100}, {0, 50}, {1, 200}};
    assert_memory_equal(rows.start, starts, sizeof starts);
    assert_int_equal(rows.row_count, 4);
    assert_memory_equal(rows.rows, reached, sizeof reached);
    lc_catchments_clear(&rows);
    lc_graph_free(graph);
}

static void node_costs_stop_at_the_limit(void **state)
{
    lc_ctx *ctx = *state;
    lc_graph *graph = new_graph(ctx, 5, street, 3);
    lc_join to = {0, 40, 5};
    uint32_t cost_mm[5];
    assert_ok(ctx, lc_graph_node_costs(ctx, graph, &to, 1, 265, cost_mm));
    /* 40 + 5, 60 + 5, 60 + 200 + 5, then 565 is too far, and the island. */
    static const uint32_t costs[] = {45, 65, 265, LC_UNREACHED, LC_UNREACHED};
    assert_memory_equal(cost_mm, costs, sizeof costs);
    lc_graph_free(graph);
}

static void the_k_nearest_are_different_owners_in_order(void **state)
{
    lc_ctx *ctx = *state;
    lc_graph *graph = new_graph(ctx, 5, street, 3);
    /* Owner 7 at 0 and at 600, owner 2 at 300, owner 5 at 100: in any order. */
    lc_join to[] = {{0, 0, 0}, {1, 200, 0}, {2, 300, 0}, NOWHERE, {0, 100, 0}};
    uint32_t owner[] = {7, 2, 7, 1, 5};
    /* At 200: 2 and 5 are 100 away, 7 is 200. At 550: 7 is 50 away, 2 is 250, 5 is 450. */
    lc_join from[] = {{1, 100, 0}, {2, 250, 0}, NOWHERE};
    uint32_t cost_mm[9], which[9];
    assert_ok(ctx, lc_graph_k_nearest(ctx, graph, from, 3, to, owner, 5, 3, 449, cost_mm, which));
    static const uint32_t costs[] = {100,    100,          200,          50,          250,
                                     CLOSED, LC_UNREACHED, LC_UNREACHED, LC_UNREACHED};
    static const uint32_t owners[] = {
        2, 5, 7, 7, 2, LC_UNREACHED, LC_UNREACHED, LC_UNREACHED, LC_UNREACHED};
    assert_memory_equal(cost_mm, costs, sizeof costs);
    assert_memory_equal(which, owners, sizeof owners);
    lc_graph_free(graph);
}

static void assert_piece(const lc_path_piece *piece, lc_path_piece expected)
{
    assert_int_equal(piece->edge, expected.edge);
    assert_int_equal(piece->begin_mm, expected.begin_mm);
    assert_int_equal(piece->end_mm, expected.end_mm);
    assert_int_equal(piece->cost_mm, expected.cost_mm);
    assert_int_equal(piece->backward, expected.backward);
}

static void a_path_names_every_piece(void **state)
{
    lc_ctx *ctx = *state;
    lc_graph *graph = new_graph(ctx, 5, street, 3);
    lc_join a = {0, 30, 7}, b = {2, 250, 11};
    lc_path path;
    assert_ok(ctx, lc_graph_path(ctx, graph, &a, &b, 538, &path));
    assert_int_equal(path.cost_mm, 538);
    assert_int_equal(path.count, 3);
    assert_piece(&path.pieces[0], (lc_path_piece){0, 30, 100, 70, false});
    assert_piece(&path.pieces[1], (lc_path_piece){1, 0, 200, 200, false});
    assert_piece(&path.pieces[2], (lc_path_piece){2, 0, 250, 250, false});
    lc_path_clear(&path);
    assert_ok(ctx, lc_graph_path(ctx, graph, &b, &a, 538, &path));
    assert_int_equal(path.count, 3);
    assert_piece(&path.pieces[0], (lc_path_piece){2, 250, 0, 250, true});
    assert_piece(&path.pieces[1], (lc_path_piece){1, 200, 0, 200, true});
    assert_piece(&path.pieces[2], (lc_path_piece){0, 100, 30, 70, true});
    lc_path_clear(&path);
    assert_ok(ctx, lc_graph_path(ctx, graph, &a, &b, 537, &path));
    assert_int_equal(path.cost_mm, LC_UNREACHED);
    assert_null(path.pieces);
    lc_graph_free(graph);
}

static void a_path_finds_out_of_streets_without_length(void **state)
{
    lc_ctx *ctx = *state;
    /* A ring 1 - 2 - 3 of no length between two streets; the chord 1 - 3 is one piece shorter. */
    const lc_edge edges[] = {{0, 1, 100, 100}, {1, 2, 0, 0}, {2, 3, 0, 0},
                             {3, 1, 0, 0},     {3, 1, 0, 0}, {3, 4, 100, 100}};
    lc_graph *graph = new_graph(ctx, 5, edges, 6);
    lc_join a = {0, 0, 0}, b = {5, 100, 0};
    lc_path path;
    assert_ok(ctx, lc_graph_path(ctx, graph, &a, &b, 1000, &path));
    assert_int_equal(path.cost_mm, 200);
    assert_int_equal(path.count, 3);
    assert_piece(&path.pieces[1], (lc_path_piece){3, 0, 0, 0, true});
    lc_path_clear(&path);
    lc_graph_free(graph);
}

static void uphill_is_told_apart_on_a_path(void **state)
{
    lc_ctx *ctx = *state;
    /* 100 forward, 300 backward: from 60 back to 20 is 180 - 60. */
    const lc_edge edges[] = {{0, 1, 100, 300}};
    lc_graph *graph = new_graph(ctx, 2, edges, 1);
    lc_join a = {0, 60, 1}, b = {0, 20, 2};
    lc_path path;
    assert_ok(ctx, lc_graph_path(ctx, graph, &a, &b, 1000, &path));
    assert_int_equal(path.cost_mm, 123);
    assert_int_equal(path.count, 1);
    assert_piece(&path.pieces[0], (lc_path_piece){0, 60, 20, 120, true});
    lc_path_clear(&path);
    assert_ok(ctx, lc_graph_path(ctx, graph, &a, &a, 1000, &path));
    assert_int_equal(path.cost_mm, 2);
    assert_int_equal(path.count, 0);
    lc_path_clear(&path);
    lc_graph_free(graph);
}

static void neighbours_on_the_ground_have_near_numbers(void **state)
{
    lc_ctx *ctx = *state;
    /* A square of 4 x 4: along the curve every step goes to one of the four neighbours. */
    lc_lonlat places[17];
    uint32_t order[17];
    for (int i = 0; i < 16; i++)
        places[i] = (lc_lonlat){i % 4, i / 4}; /* NOLINT(bugprone-integer-division) */
    assert_ok(ctx, lc_graph_hilbert_order(ctx, places, 16, order));
    for (int i = 1; i < 16; i++) {
        lc_lonlat a = places[order[i - 1]], b = places[order[i]];
        double steps = fabs(a.lon_deg - b.lon_deg) + fabs(a.lat_deg - b.lat_deg);
        assert_true(steps == 1);
    }
    /* Ties by index. */
    places[16] = places[order[0]];
    uint32_t first = order[0];
    assert_ok(ctx, lc_graph_hilbert_order(ctx, places, 17, order));
    assert_int_equal(order[0], first);
    assert_int_equal(order[1], 16);
}

static void numbers_components_by_size_then_by_first_node(void **state)
{
    lc_ctx *ctx = *state;
    /* {1, 2} by a one-way piece, {3, 4, 5}, {0}, {6, 7}; 0-1 is closed both ways. */
    const lc_edge edges[] = {
        {1, 2, 5, CLOSED}, {3, 4, 5, 5}, {5, 4, CLOSED, 5}, {0, 1, CLOSED, CLOSED}, {7, 6, 5, 5}};
    lc_graph *graph = new_graph(ctx, 8, edges, 5);
    uint32_t component[8], count;
    assert_ok(ctx, lc_graph_components(ctx, graph, component, &count));
    static const uint32_t numbers[] = {3, 1, 1, 0, 0, 0, 2, 2};
    assert_int_equal(count, 4);
    assert_memory_equal(component, numbers, sizeof numbers);
    lc_graph_free(graph);
}

static void an_empty_graph_answers_nothing(void **state)
{
    lc_ctx *ctx = *state;
    lc_graph *graph = new_graph(ctx, 0, NULL, 0);
    uint32_t count = 9;
    lc_catchments rows;
    assert_ok(ctx, lc_graph_components(ctx, graph, &count, &count));
    assert_int_equal(count, 0);
    assert_ok(ctx, lc_graph_nearest(ctx, graph, NULL, 0, NULL, 0, 100, NULL, NULL));
    assert_ok(ctx, lc_graph_node_costs(ctx, graph, NULL, 0, 100, NULL));
    assert_ok(ctx, lc_graph_k_nearest(ctx, graph, NULL, 0, NULL, NULL, 0, 2, 100, NULL, NULL));
    assert_ok(ctx, lc_graph_catchments(ctx, graph, NULL, 0, NULL, NULL, 0, 0, 100, &rows));
    assert_int_equal(rows.row_count, 0);
    assert_int_equal(rows.start[0], 0);
    lc_catchments_clear(&rows);
    lc_graph_free(graph);
}

static void stops_when_asked(void **state)
{
    lc_ctx *ctx = *state;
    lc_graph *graph = new_graph(ctx, 5, street, 3);
    lc_join place = {0, 0, 0};
    lc_join to[64];
    uint32_t owner[64], cost_mm, which;
    lc_catchments rows;
    for (uint32_t i = 0; i < 64; i++) {
        to[i] = place;
        owner[i] = i;
    }
    for (int threads = 1; threads <= 4; threads++) {
        lc_ctx_clear(ctx);
        lc_ctx_set_threads(ctx, threads);
        lc_ctx_cancel(ctx);
        assert_int_equal(lc_graph_catchments(ctx, graph, &place, 1, to, owner, 64, 64, 100, &rows),
                         LC_CANCELLED);
        assert_message(ctx, "Stopped as asked");
        assert_null(rows.rows);
    }
    lc_path path;
    assert_int_equal(lc_graph_nearest(ctx, graph, &place, 1, to, 1, 100, &cost_mm, &which),
                     LC_CANCELLED);
    assert_int_equal(
        lc_graph_k_nearest(ctx, graph, &place, 1, to, owner, 1, 1, 100, &cost_mm, &which),
        LC_CANCELLED);
    assert_int_equal(lc_graph_path(ctx, graph, &place, to, 100, &path), LC_CANCELLED);
    assert_null(path.pieces);
    lc_graph_free(graph);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(walks_along_a_street_with_both_legs),
        LC_TEST(the_limit_is_inclusive),
        LC_TEST(walks_directly_on_one_piece),
        LC_TEST(goes_round_where_the_direct_way_is_closed),
        LC_TEST(goes_round_a_loop_the_shorter_way),
        LC_TEST(takes_the_shorter_of_parallel_pieces),
        LC_TEST(uphill_costs_more_than_downhill),
        LC_TEST(a_place_at_an_end_is_at_the_node),
        LC_TEST(islands_and_those_joined_nowhere_are_not_reached),
        LC_TEST(sums_beyond_32_bits_are_unreached_not_small),
        LC_TEST(among_equals_the_first_place_wins),
        LC_TEST(an_owner_of_two_places_counts_once),
        LC_TEST(node_costs_stop_at_the_limit),
        LC_TEST(the_k_nearest_are_different_owners_in_order),
        LC_TEST(a_path_names_every_piece),
        LC_TEST(a_path_finds_out_of_streets_without_length),
        LC_TEST(uphill_is_told_apart_on_a_path),
        LC_TEST(neighbours_on_the_ground_have_near_numbers),
        LC_TEST(numbers_components_by_size_then_by_first_node),
        LC_TEST(an_empty_graph_answers_nothing),
        LC_TEST(stops_when_asked),
    };
    return cmocka_run_group_tests_name("graph_search", tests, NULL, NULL);
}
