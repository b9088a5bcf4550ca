/* Topology from hand-made streets. */
#include "town.h"

#include "graph/graph.h"

#define NODES      "SELECT COUNT(*) FROM net_node"
#define EDGES      "SELECT COUNT(*) FROM net_edge"
#define COMPONENTS "SELECT MAX(component) + 1 FROM net_node"

static void assert_graph(lc_store *store, int64_t nodes, int64_t edges, int64_t components)
{
    assert_ok(lc_store_ctx(store), town_build(store));
    assert_int_equal(town_int(store, NODES), nodes);
    assert_int_equal(town_int(store, EDGES), edges);
    assert_int_equal(town_int(store, COMPONENTS), components);
}

/* The edges at a place, a loop once. */
static int64_t degree(lc_store *store, double lon, double lat)
{
    char sql[400];
    snprintf(sql, sizeof sql,
             "SELECT COUNT(*) FROM net_node n JOIN net_edge e ON n.node_id = e.from_node OR"
             " n.node_id = e.to_node WHERE abs(n.lon_deg - %.9f) < 1e-9 AND"
             " abs(n.lat_deg - %.9f) < 1e-9",
             lon, lat);
    return town_int(store, sql);
}

static void a_single_street(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 121.0, 31.0}, {2, 121.001, 31.0}, {3, 121.002, 31.001});
    assert_graph(store, 2, 1, 1);
    assert_int_equal(town_int(store, "SELECT length(xy) FROM net_edge"), 3 * 16);
    lc_store_close(store);
}

static void a_cross(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 120.999, 31.0}, {5, 121.0, 31.0}, {2, 121.001, 31.0});
    town_street(store, 2, {3, 121.0, 30.999}, {5, 121.0, 31.0}, {4, 121.0, 31.001});
    assert_graph(store, 5, 4, 1);
    assert_int_equal(degree(store, 121.0, 31.0), 4);
    assert_int_equal(degree(store, 120.999, 31.0), 1);
    lc_store_close(store);
}

/* The same drawing without a common node: one passes over the other. */
static void a_bridge_is_no_junction(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 120.999, 31.0}, {5, 121.0, 31.0}, {2, 121.001, 31.0});
    town_street(store, 2, {3, 121.0, 30.999}, {6, 121.0, 31.0}, {4, 121.0, 31.001});
    assert_graph(store, 4, 2, 2);
    lc_store_close(store);
}

static void a_street_touching_another_in_its_middle(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 121.0, 31.0}, {2, 121.001, 31.0}, {3, 121.002, 31.0});
    town_street(store, 2, {2, 121.001, 31.0}, {4, 121.001, 31.001});
    assert_graph(store, 4, 3, 1);
    assert_int_equal(degree(store, 121.001, 31.0), 3);
    lc_store_close(store);
}

static void a_loop_is_one_edge(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 121.0, 31.0}, {2, 121.001, 31.0}, {3, 121.001, 31.001},
                {1, 121.0, 31.0});
    assert_graph(store, 1, 1, 1);
    assert_int_equal(town_int(store, "SELECT from_node = to_node FROM net_edge"), 1);
    lc_store_close(store);
}

static void a_loop_with_a_street(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 121.0, 31.0}, {2, 121.001, 31.0}, {3, 121.001, 31.001},
                {1, 121.0, 31.0});
    town_street(store, 2, {3, 121.001, 31.001}, {4, 121.002, 31.002});
    assert_graph(store, 3, 3, 1);
    assert_int_equal(degree(store, 121.001, 31.001), 3);
    lc_store_close(store);
}

/* Node 2 stands twice in one street: a knot, cut there. */
static void a_street_that_meets_itself(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 121.0, 31.0}, {2, 121.001, 31.0}, {3, 121.002, 31.0},
                {4, 121.002, 31.001}, {2, 121.001, 31.0}, {5, 121.001, 30.999});
    assert_graph(store, 3, 3, 1);
    assert_int_equal(degree(store, 121.001, 31.0), 3);
    lc_store_close(store);
}

/* WGS-84: one degree of the equator is pi * 6378137 / 180 = 111319.490793 m, the first degree of
 * the meridian 110574.388558 m (published tables of meridian arc give 110574.4). */
static void lengths_are_geodesic_millimetres(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 10.0, 0.0}, {2, 11.0, 0.0});
    town_street(store, 2, {1, 10.0, 0.0}, {3, 10.0, 1.0});
    town_street(store, 3, {3, 10.0, 1.0}, {5, 10.0, 0.5}, {4, 10.0, 0.0}, {6, 10.5, 0.0});
    assert_graph(store, 4, 3, 1);
    assert_int_equal(town_int(store, "SELECT length_mm FROM net_edge WHERE edge_id = 0"),
                     111319491);
    assert_int_equal(town_int(store, "SELECT length_mm FROM net_edge WHERE edge_id = 1"),
                     110574389);
    assert_int_equal(town_int(store, "SELECT length_mm FROM net_edge WHERE edge_id = 2"),
                     110574389 + 55659745);
    lc_store_close(store);
}

static void repeated_vertices_are_merged(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 121.0, 31.0}, {1, 121.0, 31.0}, {2, 121.001, 31.0},
                {2, 121.001, 31.0}, {3, 121.002, 31.0});
    assert_graph(store, 2, 1, 1);
    assert_int_equal(town_int(store, "SELECT length(xy) FROM net_edge"), 3 * 16);
    lc_store_close(store);
}

/* Two nodes on one spot are joined by an edge of no length, else the streets would fall apart. */
static void nodes_on_one_spot(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 121.0, 31.0}, {2, 121.001, 31.0});
    town_street(store, 2, {2, 121.001, 31.0}, {3, 121.001, 31.0});
    town_street(store, 3, {3, 121.001, 31.0}, {4, 121.002, 31.0});
    assert_graph(store, 4, 3, 1);
    assert_int_equal(town_int(store, "SELECT length_mm FROM net_edge WHERE street_id = 2"), 0);
    lc_store_close(store);
}

static void spots_are_no_edges(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 121.0, 31.0}, {1, 121.0, 31.0});
    town_street(store, 2, {2, 121.0, 31.0}, {3, 121.0, 31.0}, {2, 121.0, 31.0});
    town_street(store, 3, {4, 121.0, 31.0}, {5, 121.001, 31.0});
    assert_graph(store, 2, 1, 1);
    lc_store_close(store);
}

static void flags_are_carried_over(void **state)
{
    lc_store *store = town_open(state);
    const corner up[] = {{1, 121.0, 31.0}, {2, 121.001, 31.0}};
    const corner shut[] = {{2, 121.001, 31.0}, {3, 121.002, 31.0}};
    town_street_row(store, (street_row){7, true, false, true}, up, 2);
    town_street_row(store, (street_row){8, false, false, false}, shut, 2);
    assert_graph(store, 2, 1, 1);
    assert_string_equal(
        town_text(
            store,
            "SELECT street_id || ':' || steps || foot_forward || foot_backward FROM net_edge"),
        "7:101");
    lc_store_close(store);
}

static void components_by_falling_size(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 121.0, 31.0}, {2, 121.001, 31.0});
    town_street(store, 2, {3, 121.1, 31.0}, {4, 121.101, 31.0});
    town_street(store, 3, {4, 121.101, 31.0}, {5, 121.102, 31.0});
    assert_graph(store, 5, 3, 2);
    assert_int_equal(
        town_int(store, "SELECT COUNT(*) FROM net_node WHERE component = 0 AND lon_deg > 121.05"),
        3);
    lc_store_close(store);
}

#define DUMP                                                                                       \
    "SELECT group_concat(line, ';') FROM (SELECT node_id || ',' || lon_deg || ',' || lat_deg AS"   \
    " line FROM net_node ORDER BY node_id)"

/* Numbers depend on where nodes are, not on the order of streets. */
static void node_numbers_are_stable(void **state)
{
    char first[4096];
    for (int turn = 0; turn < 2; turn++) {
        lc_store *store = town_open(state);
        town_street(store, turn == 0 ? 1 : 9, {1, 121.0, 31.0}, {2, 121.004, 31.003});
        town_street(store, 5, {2, 121.004, 31.003}, {3, 121.002, 31.009}, {4, 121.02, 31.01});
        town_street(store, turn == 0 ? 9 : 1, {4, 121.02, 31.01}, {1, 121.0, 31.0});
        assert_graph(store, 3, 3, 1);
        assert_int_equal(town_int(store, "SELECT MIN(node_id) FROM net_node"), 0);
        assert_int_equal(town_int(store, "SELECT MAX(node_id) FROM net_node"), 2);
        const char *dump = town_text(store, DUMP);
        if (turn == 0)
            snprintf(first, sizeof first, "%s", dump);
        assert_string_equal(dump, first);
        lc_store_close(store);
    }
}

static void building_again_replaces(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 121.0, 31.0}, {2, 121.001, 31.0});
    assert_graph(store, 2, 1, 1);
    town_street(store, 2, {2, 121.001, 31.0}, {3, 121.002, 31.0});
    assert_graph(store, 3, 2, 1);
    lc_store_close(store);
}

static void nothing_to_walk_on(void **state)
{
    lc_store *store = town_open(state);
    assert_int_equal(town_build(store), LC_INPUT);
    assert_message(*state, "no walkable street in streets.osm");
    lc_ctx_clear(*state);
    lc_ctx_set_language(*state, LC_LANG_ZH);
    assert_int_equal(town_build(store), LC_INPUT);
    assert_message(*state, "streets.osm 中没有可步行的道路");
    lc_store_close(store);
}

/* A quarter of the equator, 10,019 km: one place is wrong, and the message names it. */
static void a_street_around_the_world(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 0.0, 0.0}, {2, 0.001, 0.0});
    town_street(store, 2, {2, 0.001, 0.0}, {3, 90.0, 0.0});
    assert_int_equal(town_build(store), LC_INPUT);
    assert_message(*state, "from 0.00100,0.00000 to 90.00000,0.00000");
    lc_store_close(store);
}

static void a_damaged_street(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 3, {1, 121.0, 31.0}, {2, 121.001, 31.0});
    assert_ok(*state, lc_db_exec(lc_store_db(store), "UPDATE street SET node_ids = x'0102'"));
    assert_int_equal(town_build(store), LC_STORE);
    assert_message(*state, "Street 3");
    lc_ctx_clear(*state);
    assert_ok(*state, lc_db_exec(lc_store_db(store), "UPDATE street SET geom = NULL"));
    assert_int_equal(town_build(store), LC_STORE);
    lc_store_close(store);
}

static void cancelling(void **state)
{
    lc_store *store = town_open(state);
    for (int i = 0; i < 600; i++)
        town_street(store, i + 1, {i, 121 + i * 0.001, 31}, {i + 1, 121 + (i + 1) * 0.001, 31});
    lc_ctx_cancel(*state);
    assert_int_equal(town_build(store), LC_CANCELLED);
    lc_store_close(store);
}

enum { RANDOM_STREETS = 120, RANDOM_LENGTH = 9, RANDOM_NODES = 300 };

/* Random walks over a pool of nodes against the definition, counted without sorting: an id is a
 * node when it is an end or stands in two places; a street with k cuts has k - 1 pieces; no length
 * is lost. */
static void random_streets_follow_the_definition(void **state)
{
    static corner walks[RANDOM_STREETS][RANDOM_LENGTH];
    int places[RANDOM_NODES] = {0};
    int64_t nodes = 0, edges = 0;
    double length_m = 0;
    uint64_t seed = 20;
    lc_store *store = town_open(state);
    for (int s = 0; s < RANDOM_STREETS; s++) {
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            int64_t id = (int64_t)(town_random(&seed) * RANDOM_NODES);
            while (i > 0 && id == walks[s][i - 1].id)
                id = (id + 1) % RANDOM_NODES;
            walks[s][i] = (corner){id, 121 + (double)(id % 17) / 100, 31 + (double)(id / 17) / 100};
            places[id] += i == 0 || i == RANDOM_LENGTH - 1 ? 2 : 1;
            if (i > 0)
                length_m +=
                    lc_geodesic_distance_m((lc_lonlat){walks[s][i - 1].lon, walks[s][i - 1].lat},
                                           (lc_lonlat){walks[s][i].lon, walks[s][i].lat});
        }
        town_street_row(store, (street_row){s + 1, false, true, true}, walks[s], RANDOM_LENGTH);
    }
    for (int i = 0; i < RANDOM_NODES; i++)
        nodes += places[i] > 1;
    for (int s = 0; s < RANDOM_STREETS; s++)
        for (int i = 1; i < RANDOM_LENGTH; i++)
            edges += places[walks[s][i].id] > 1;
    assert_true(nodes > 100 && nodes < RANDOM_NODES);
    assert_ok(*state, town_build(store));
    assert_int_equal(town_int(store, NODES), nodes);
    assert_int_equal(town_int(store, EDGES), edges);
    double sum_m = town_real(store, "SELECT SUM(length_mm) / 1000.0 FROM net_edge");
    assert_true(fabs(sum_m - length_m) < 0.0005 * (double)edges);
    lc_store_close(store);
}

/* On a full grid whose side is a power of two every step of the curve goes to a neighbour. */
static void hilbert_steps_are_short(void **state)
{
    enum { SIDE = 16 };
    lc_lonlat places[SIDE * SIDE];
    uint32_t order[SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++)
        places[i] = (lc_lonlat){i % SIDE, i / SIDE};
    assert_ok(*state, lc_graph_hilbert_order(*state, places, SIDE * SIDE, order));
    for (int i = 1; i < SIDE * SIDE; i++) {
        int a = (int)order[i - 1], b = (int)order[i];
        assert_int_equal(abs(a % SIDE - b % SIDE) + abs(a / SIDE - b / SIDE), 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(a_single_street),
        LC_TEST(a_cross),
        LC_TEST(a_bridge_is_no_junction),
        LC_TEST(a_street_touching_another_in_its_middle),
        LC_TEST(a_loop_is_one_edge),
        LC_TEST(a_loop_with_a_street),
        LC_TEST(a_street_that_meets_itself),
        LC_TEST(lengths_are_geodesic_millimetres),
        LC_TEST(repeated_vertices_are_merged),
        LC_TEST(nodes_on_one_spot),
        LC_TEST(spots_are_no_edges),
        LC_TEST(flags_are_carried_over),
        LC_TEST(components_by_falling_size),
        LC_TEST(node_numbers_are_stable),
        LC_TEST(building_again_replaces),
        LC_TEST(nothing_to_walk_on),
        LC_TEST(a_street_around_the_world),
        LC_TEST(a_damaged_street),
        LC_TEST(cancelling),
        LC_TEST(random_streets_follow_the_definition),
        LC_TEST(hilbert_steps_are_short),
    };
    return cmocka_run_group_tests_name("network_build", tests, NULL, NULL);
}
