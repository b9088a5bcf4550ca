/* What the foot rules put into the store, on the graph: gates, barriers, private drives, waits. All
 * streets run along the equator in steps of 0.001 degrees. */
#include "town.h"

#include "network/image.h"

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

static void post(lc_store *store, int64_t node_id, const char *kind, bool passes, double wait_s)
{
    lc_stmt *stmt = town_prepare(
        store, "INSERT INTO street_node (input_id, node_id, kind, passes, wait_s, rule, lon_deg,"
               " lat_deg) VALUES (1, :node, :kind, :passes, :wait, 'test', 0, 0)");
    lc_stmt_bind_int(stmt, ":node", node_id);
    lc_stmt_bind_text(stmt, ":kind", kind);
    lc_stmt_bind_int(stmt, ":passes", passes);
    lc_stmt_bind_double(stmt, ":wait", wait_s);
    assert_ok(lc_store_ctx(store), lc_stmt_run(stmt));
    lc_stmt_free(stmt);
}

static void say(lc_store *store, const char *sql)
{
    assert_ok(lc_store_ctx(store), lc_db_exec(lc_store_db(store), sql));
}

static lc_store *one_street(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 10.0, 0.0}, {2, 10.001, 0.0}, {3, 10.002, 0.0});
    return store;
}

/* 1--2  2'--3 */
static void a_barrier_ends_the_street_on_both_sides(void **state)
{
    lc_store *store = one_street(state);
    post(store, 2, "barrier", false, 0);
    assert_graph(store, 4, 2, 2);
    assert_int_equal(
        town_int(store, "SELECT COUNT(*) FROM net_node WHERE abs(lon_deg - 10.001) < 1e-9"), 2);
    assert_int_equal(town_int(store, "SELECT COUNT(*) FROM net_edge a JOIN net_edge b ON"
                                     " a.edge_id < b.edge_id WHERE a.to_node = b.from_node"),
                     0);
    /* Each half is 111.319491 m: one walks up to the barrier. */
    assert_int_equal(town_int(store, "SELECT MIN(length_mm) FROM net_edge"), 111319);
    assert_int_equal(town_int(store, "SELECT MAX(length_mm) FROM net_edge"), 111319);
    lc_store_close(store);
}

/* Four arms, four dead ends. */
static void a_barrier_at_a_junction_stops_every_arm(void **state)
{
    lc_store *store = one_street(state);
    town_street(store, 2, {4, 10.001, -0.001}, {2, 10.001, 0.0}, {5, 10.001, 0.001});
    post(store, 2, "barrier", false, 0);
    assert_graph(store, 8, 4, 4);
    lc_store_close(store);
}

static void a_loop_through_a_barrier_is_open(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 10.0, 0.0}, {2, 10.001, 0.0}, {3, 10.001, 0.001}, {1, 10.0, 0.0});
    post(store, 1, "gate", false, 0); /* locked */
    assert_graph(store, 2, 1, 1);
    assert_int_equal(town_int(store, "SELECT from_node <> to_node FROM net_edge"), 1);
    assert_int_equal(town_int(store, "SELECT COUNT(*) FROM net_node WHERE kind <> ''"), 0);
    lc_store_close(store);
}

#define POSTED                                                                                     \
    "SELECT kind || ' ' || wait_s FROM net_node WHERE abs(lon_deg - 10.001) < 1e-9 AND"            \
    " abs(lat_deg) < 1e-9"

static void a_gate_is_a_node_and_takes_its_time(void **state)
{
    lc_store *store = one_street(state);
    post(store, 2, "gate", true, 12.5);
    assert_graph(store, 3, 2, 1);
    assert_string_equal(town_text(store, POSTED), "gate 12.5");
    lc_store_close(store);
}

static void crossings_and_lifts_are_nodes(void **state)
{
    static const char *const KINDS[] = {"crossing", "elevator"};
    static const char *const WANTED[] = {"crossing 0.0", "elevator 0.0"};
    for (int i = 0; i < 2; i++) {
        lc_store *store = one_street(state);
        post(store, 2, KINDS[i], true, 0);
        assert_graph(store, 3, 2, 1);
        assert_string_equal(town_text(store, POSTED), WANTED[i]);
        lc_store_close(store);
    }
}

/* Bollards: a barrier that lets people pass is nothing, but for its wait. */
static void a_barrier_to_pass(void **state)
{
    lc_store *store = one_street(state);
    post(store, 2, "barrier", true, 0);
    assert_graph(store, 2, 1, 1);
    post(store, 2, "barrier", true, 3);
    assert_graph(store, 3, 2, 1);
    assert_string_equal(town_text(store, POSTED), "gate 3.0");
    lc_store_close(store);
}

static void several_at_one_node(void **state)
{
    lc_store *store = one_street(state);
    post(store, 2, "crossing", true, 4);
    post(store, 2, "gate", true, 9);
    assert_graph(store, 3, 2, 1);
    assert_string_equal(town_text(store, POSTED), "crossing 9.0");
    post(store, 2, "barrier", false, 0);
    assert_graph(store, 4, 2, 2);
    lc_store_close(store);
}

static void a_post_where_no_street_is(void **state)
{
    lc_store *store = one_street(state);
    post(store, 77, "gate", true, 9);
    post(store, 78, "barrier", false, 0);
    assert_graph(store, 2, 1, 1);
    lc_store_close(store);
}

static void closed_streets_are_not_built(void **state)
{
    lc_store *store = one_street(state);
    town_street(store, 2, {3, 10.002, 0.0}, {4, 10.003, 0.0});
    say(store, "UPDATE street SET access = 'none' WHERE street_id = 2");
    assert_graph(store, 2, 1, 1);
    lc_store_close(store);
}

/* Kinds, waits and private ends, in the tables and in the value that other rooms get. */
static void kinds_and_waits_are_carried_over(void **state)
{
    lc_store *store = one_street(state);
    say(store, "UPDATE street SET kind = 'ferry', wait_s = 301.25, access = 'ends',"
               " foot_backward = 0");
    assert_graph(store, 2, 1, 1);
    assert_string_equal(town_text(store,
                                  "SELECT kind || ' ' || wait_s || ' ' || ends_only || ' '"
                                  " || slope_forward || ' ' || slope_backward FROM net_edge"),
                        "ferry 301.3 1 1.0 1.0");
    lc_network *network = NULL;
    assert_ok(*state, lc_network_open(store, NULL, "f", &network));
    const lc_piece *piece = lc_network_streets(network)->pieces;
    assert_int_equal(piece->flags, LC_PIECE_FERRY | LC_PIECE_ENDS_ONLY | LC_PIECE_FORWARD);
    assert_int_equal(piece->wait_ds, 3013);
    assert_int_equal(piece->slope_forward_pm, LC_LEVEL_PM);
    lc_network_close(network);
    say(store, "UPDATE street SET kind = 'elevator', access = 'through'");
    assert_graph(store, 2, 1, 1);
    assert_string_equal(town_text(store, "SELECT kind || steps || ends_only FROM net_edge"),
                        "elevator00");
    lc_store_close(store);
}

#define PIECES                                                                                     \
    "SELECT group_concat(kind || ' ' || wait_s, '; ') FROM (SELECT * FROM net_edge WHERE"          \
    " street_id = 1 ORDER BY edge_id)"

/* A quarter and three quarters of the street: of 301.3 s these have 75.325 and 225.975; cumulative
 * rounding makes 75.3 and 226.0 of it. */
static void a_wait_is_shared_by_the_pieces_of_its_street(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 10.0, 0.0}, {2, 10.001, 0.0}, {3, 10.004, 0.0});
    town_street(store, 2, {2, 10.001, 0.0}, {4, 10.001, 0.001});
    say(store, "UPDATE street SET kind = 'ferry', wait_s = 301.3 WHERE street_id = 1");
    assert_graph(store, 4, 3, 1);
    assert_string_equal(town_text(store, PIECES), "ferry 75.3; ferry 226.0");
    lc_store_close(store);
}

/* 1 -- 2 -- 3, across a carriageway 4 -- 2 -- 5 that is met at a marked crossing: time is lost at
 * node 2, and neither half costs it again. */
static void a_crossing_that_is_marked_at_its_node_counts_once(void **state)
{
    lc_store *store = one_street(state);
    town_street(store, 2, {4, 10.001, -0.001}, {2, 10.001, 0.0}, {5, 10.001, 0.001});
    say(store, "UPDATE street SET kind = 'crossing' WHERE street_id = 1");
    post(store, 2, "crossing", true, 0);
    assert_graph(store, 5, 4, 1);
    assert_string_equal(town_text(store, PIECES), "plain 0.0; plain 0.0");
    assert_string_equal(town_text(store, POSTED), "crossing 0.0");
    lc_store_close(store);
}

/* The same where nothing stands at the node: the longer half costs it. */
static void a_crossing_that_is_cut_counts_once(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 10.0, 0.0}, {2, 10.001, 0.0}, {3, 10.004, 0.0});
    town_street(store, 2, {4, 10.001, -0.001}, {2, 10.001, 0.0}, {5, 10.001, 0.001});
    say(store, "UPDATE street SET kind = 'crossing' WHERE street_id = 1");
    assert_graph(store, 5, 4, 1);
    assert_string_equal(town_text(store, PIECES), "plain 0.0; crossing 0.0");
    lc_store_close(store);
}

#define COMPONENT_AT(lon)                                                                          \
    "SELECT component FROM net_node WHERE abs(lon_deg - " #lon ") < 1e-9 AND abs(lat_deg) < 1e-9"

/* 1 -- 2 -- 3 ==drive== 4 ==drive== 5 -- 6: nobody walks through the drive, so the streets are two;
 * node 4 hangs on the larger. */
static void two_streets_do_not_hang_together_by_a_drive(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 10.0, 0.0}, {2, 10.001, 0.0});
    town_street(store, 2, {2, 10.001, 0.0}, {3, 10.002, 0.0});
    town_street(store, 3, {3, 10.002, 0.0}, {4, 10.003, 0.0});
    town_street(store, 4, {4, 10.003, 0.0}, {5, 10.004, 0.0});
    town_street(store, 5, {5, 10.004, 0.0}, {6, 10.005, 0.0});
    say(store, "UPDATE street SET access = 'ends' WHERE street_id IN (3, 4)");
    assert_graph(store, 6, 5, 2);
    assert_int_equal(town_int(store, COMPONENT_AT(10.002)), 0);
    assert_int_equal(town_int(store, COMPONENT_AT(10.003)), 0);
    assert_int_equal(town_int(store, COMPONENT_AT(10.004)), 1);
    lc_store_close(store);
}

/* A compound of three drives behind its gate belongs to the street; one without a street is its
 * own part. */
static void drives_hang_on_their_street(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 10.0, 0.0}, {2, 10.001, 0.0});
    town_street(store, 2, {2, 10.001, 0.0}, {3, 10.002, 0.0});
    town_street(store, 3, {3, 10.002, 0.0}, {4, 10.003, 0.0});
    town_street(store, 4, {8, 10.008, 0.0}, {9, 10.009, 0.0});
    say(store, "UPDATE street SET access = 'ends' WHERE street_id > 1");
    assert_graph(store, 6, 4, 2);
    assert_int_equal(town_int(store, COMPONENT_AT(10.003)), 0);
    assert_int_equal(town_int(store, COMPONENT_AT(10.008)), 1);
    lc_store_close(store);
}

/* 111 m of 445 m hang on nothing. */
static void islets_are_told(void **state)
{
    lc_store *store = one_street(state);
    town_street(store, 2, {3, 10.002, 0.0}, {4, 10.003, 0.0});
    town_street(store, 3, {8, 10.008, 0.0}, {9, 10.009, 0.0});
    assert_ok(*state, lc_store_stage_begin(store, "network"));
    assert_graph(store, 5, 3, 2);
    assert_ok(*state, lc_store_stage_commit(store, "f"));
    assert_string_equal(
        town_text(store, "SELECT code || '|' || severity || '|' || value || '|' || detail FROM"
                         " finding"),
        "islets|note|1|25.0 %");
    lc_store_close(store);
}

static void damaged_rows_are_refused(void **state)
{
    lc_store *store = one_street(state);
    town_street(store, 2, {3, 10.002, 0.0}, {4, 10.003, 0.0});
    assert_graph(store, 3, 2, 1);
    static const char *const HARM[] = {
        "UPDATE net_edge SET to_node = 3 WHERE edge_id = 1",
        "UPDATE net_edge SET to_node = 1, slope_backward = 0 WHERE edge_id = 1",
        "UPDATE net_edge SET slope_backward = 1, wait_s = -1 WHERE edge_id = 1",
        "UPDATE net_edge SET wait_s = 0, kind = 'tube' WHERE edge_id = 1",
        "UPDATE net_edge SET kind = 'plain', edge_id = 7 WHERE edge_id = 1",
        ("UPDATE net_edge SET edge_id = 1 WHERE edge_id = 7;"
         " UPDATE net_node SET node_id = 9 WHERE node_id = 2")};
    for (size_t i = 0; i < sizeof HARM / sizeof *HARM; i++) {
        lc_network *network = NULL;
        say(store, HARM[i]);
        assert_int_equal(lc_network_open(store, NULL, "f", &network), LC_STORE);
        assert_null(network);
        lc_ctx_clear(*state);
    }
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(a_barrier_ends_the_street_on_both_sides),
        LC_TEST(a_barrier_at_a_junction_stops_every_arm),
        LC_TEST(a_loop_through_a_barrier_is_open),
        LC_TEST(a_gate_is_a_node_and_takes_its_time),
        LC_TEST(crossings_and_lifts_are_nodes),
        LC_TEST(a_barrier_to_pass),
        LC_TEST(several_at_one_node),
        LC_TEST(a_post_where_no_street_is),
        LC_TEST(closed_streets_are_not_built),
        LC_TEST(kinds_and_waits_are_carried_over),
        LC_TEST(a_wait_is_shared_by_the_pieces_of_its_street),
        LC_TEST(a_crossing_that_is_marked_at_its_node_counts_once),
        LC_TEST(a_crossing_that_is_cut_counts_once),
        LC_TEST(two_streets_do_not_hang_together_by_a_drive),
        LC_TEST(drives_hang_on_their_street),
        LC_TEST(islets_are_told),
        LC_TEST(damaged_rows_are_refused),
    };
    return cmocka_run_group_tests_name("network_rules", tests, NULL, NULL);
}
