/* One place's own reach and its way, on streets small enough to walk with a finger. */
#include "reach/trace.h"

#include "reach_grid.h"

/* Around the crossing, node 0; the standard profile walks steps at half speed:
 *
 *              2               e0: 0-1  400 m
 *              | e1 steps      e1: 0-2  300 m of steps, 600 m worth of walking
 *      3 --e2-- 0 --e0-- 1     e2: 3-0  500 m
 *              | e3            e3: 0-4  200 m, may only be walked away from the crossing
 *              4
 * Type 1: facility 10 on e0, 350 m from the crossing, leg 10 m; facility 11 with two entrances: on
 * e1 at 250 m (500 m worth), leg 5 m, and on e3 at 100 m, leg 20 m. Type 2: facility 20 on e2, 400
 * m from the crossing, no leg. */
static lc_store *crossing(lc_ctx *ctx)
{
    static const lc_lonlat xy[] = {{0, 0}, {0.001, 0}};
    lc_store *store = town(ctx);
    add_network(store);
    add_nodes(store, 5);
    add_edge(store, 0, 0, 1, 400000, "", xy, 2);
    add_edge(store, 1, 0, 2, 300000, "s", xy, 2);
    add_edge(store, 2, 3, 0, 500000, "", xy, 2);
    add_edge(store, 3, 0, 4, 200000, "b", xy, 2);
    add_joined(store, 10, 1, 0, 350000, 10000);
    add_joined(store, 11, 1, 1, 250000, 5000);
    add_entrance(store, 11, 2, (lc_lonlat){0, 0});
    sql(store, "INSERT INTO facility_join (facility_id, entrance_no, edge_id, offset_mm, leg_mm, "
               "status) VALUES (11, 2, 3, 100000, 20000, 'far')");
    add_joined(store, 20, 2, 2, 100000, 0);
    return store;
}

static lc_trace *open_trace(lc_ctx *ctx, lc_store *store, int64_t circle, int64_t network)
{
    lc_trace *trace = NULL;
    assert_ok(ctx, lc_trace_open(store, NULL, circle, network, &trace));
    return trace;
}

typedef struct expected_step {
    uint32_t piece, begin_m, end_m, cost_m;
} expected_step;

/* Walks from a place to the nearest of a type and compares with what the finger says, in metres. */
static void expect_walk(lc_ctx *ctx, const lc_trace *trace, int64_t type, lc_join place,
                        int64_t facility, uint32_t cost_m, const expected_step *steps,
                        size_t step_count)
{
    lc_trace_end end;
    lc_trace_way way;
    assert_ok(ctx, lc_trace_walk(trace, type, &place, &end));
    assert_true(end.found);
    assert_int_equal(end.facility_id, facility);
    assert_int_equal(end.cost_mm, cost_m * 1000);
    assert_ok(ctx, lc_trace_way_find(trace, &place, &end, &way));
    assert_int_equal(way.count, step_count);
    uint32_t sum_mm = way.leg_mm + way.last_leg_mm;
    for (size_t i = 0; i < step_count; i++) {
        assert_int_equal(way.steps[i].piece, steps[i].piece);
        assert_int_equal(way.steps[i].begin_mm, steps[i].begin_m * 1000);
        assert_int_equal(way.steps[i].end_mm, steps[i].end_m * 1000);
        assert_int_equal(way.steps[i].cost_mm, steps[i].cost_m * 1000);
        assert_int_equal(way.steps[i].wait_mm, 0);
        sum_mm += way.steps[i].cost_mm;
    }
    assert_int_equal(sum_mm, end.cost_mm);
    lc_trace_way_clear(&way);
}

#define EXPECT_WALK(trace, type, place, facility, cost_m, ...)                                     \
    do {                                                                                           \
        static const expected_step steps[] = {__VA_ARGS__};                                        \
        expect_walk(ctx, trace, type, place, facility, cost_m, steps,                              \
                    sizeof steps / sizeof *steps);                                                 \
    } while (0)

static void a_way_is_told_stretch_by_stretch(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = crossing(ctx);
    lc_trace *trace = open_trace(ctx, store, 0, 2);
    /* On e2, 200 m before the crossing, leg 30 m: by e3 to the second entrance of 11. */
    EXPECT_WALK(trace, 1, ((lc_join){2, 300000, 30000}), 11, 30 + 200 + 100 + 20,
                {2, 300, 500, 200}, {3, 0, 100, 100});
    /* On e2 beside 20: along the one street, backwards. */
    EXPECT_WALK(trace, 2, ((lc_join){2, 160000, 0}), 20, 60, {2, 160, 100, 60});
    /* On e0, 390 m out: back along it, past nobody. */
    EXPECT_WALK(trace, 1, ((lc_join){0, 390000, 0}), 10, 40 + 10, {0, 390, 350, 40});
    lc_trace_close(trace);
    lc_store_close(store);
}

static void steps_cost_more_than_they_are_long(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = crossing(ctx);
    lc_trace *trace = open_trace(ctx, store, 0, 2);
    /* From the top of the steps down to 11's entrance on them: 50 m, 100 m worth. */
    EXPECT_WALK(trace, 1, ((lc_join){1, 300000, 0}), 11, 100 + 5, {1, 300, 250, 100});
    /* And all the way down to 20. */
    EXPECT_WALK(trace, 2, ((lc_join){1, 300000, 0}), 20, 1000, {1, 300, 0, 600},
                {2, 500, 100, 400});
    lc_trace_close(trace);
    lc_store_close(store);
}

static void who_is_there_walks_nothing(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = crossing(ctx);
    lc_trace *trace = open_trace(ctx, store, 0, 2);
    lc_join place = {2, 100000, 7000};
    lc_trace_end end;
    lc_trace_way way;
    assert_ok(ctx, lc_trace_walk(trace, 2, &place, &end));
    assert_int_equal(end.cost_mm, 7000);
    assert_ok(ctx, lc_trace_way_find(trace, &place, &end, &way));
    uint32_t walked_mm = 0;
    for (size_t i = 0; i < way.count; i++)
        walked_mm += way.steps[i].cost_mm;
    assert_int_equal(walked_mm, 0);
    assert_int_equal(way.leg_mm, 7000);
    lc_trace_way_clear(&way);
    lc_trace_close(trace);
    lc_store_close(store);
}

static void where_no_way_leads_nothing_is_found(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = crossing(ctx);
    lc_trace *trace = open_trace(ctx, store, 0, 2);
    lc_trace_end end;
    /* Past the entrance on the one-way street; unsnapped; a type without facilities. */
    assert_ok(ctx, lc_trace_walk(trace, 2, &(lc_join){3, 150000, 0}, &end));
    assert_false(end.found);
    assert_ok(ctx, lc_trace_walk(trace, 1, &(lc_join){LC_UNREACHED, 0, 0}, &end));
    assert_false(end.found);
    assert_ok(ctx, lc_trace_walk(trace, 3, &(lc_join){0, 0, 0}, &end));
    assert_false(end.found);
    assert_int_equal(end.limit, LC_TRACE_BEYOND);
    /* 4 km of leg are an hour at 1000 m in 15 min; a millimetre more is beyond the horizon. */
    assert_ok(ctx, lc_trace_walk(trace, 2, &(lc_join){2, 100000, 4000000}, &end));
    assert_true(end.found);
    assert_ok(ctx, lc_trace_walk(trace, 2, &(lc_join){2, 100000, 4000001}, &end));
    assert_false(end.found);
    lc_trace_close(trace);
    lc_store_close(store);
}

static void limits_are_inclusive(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = crossing(ctx);
    lc_trace *trace = open_trace(ctx, store, 0, 2);
    lc_trace_end end;
    assert_int_equal(lc_trace_limit_count(trace), 3);
    assert_int_equal(lc_trace_limit_mm(trace, 0), 333333);
    assert_int_equal(lc_trace_limit_mm(trace, 2), 1000000);
    static const struct {
        uint32_t leg_mm;
        size_t limit;
    } cases[] = {{333333, 0}, {333334, 1}, {1000000, 2}, {1000001, LC_TRACE_BEYOND}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_ok(ctx, lc_trace_walk(trace, 2, &(lc_join){2, 100000, cases[i].leg_mm}, &end));
        assert_int_equal(end.limit, cases[i].limit);
    }
    lc_trace_close(trace);
    lc_store_close(store);
}

static void the_circle_is_told_at_any_distance(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = town(ctx);
    const lc_lonlat home = {121, 31};
    lc_trace_end end;
    add_circle(store);
    add_facility(store, 1, 1, true);
    add_entrance(store, 1, 1, lc_geodesic_direct(home, 90, 900.4));
    add_entrance(store, 1, 2, lc_geodesic_direct(home, 0, 500));
    add_facility(store, 2, 1, true);
    add_entrance(store, 2, 1, lc_geodesic_direct(home, 0, 500)); /* the same place */
    add_facility(store, 3, 1, false);
    add_entrance(store, 3, 1, home);
    add_facility(store, 4, 2, true);
    add_entrance(store, 4, 1, lc_geodesic_direct(home, 200, 30000)); /* beyond the horizon */
    lc_trace *trace = open_trace(ctx, store, 1, 0);
    assert_ok(ctx, lc_trace_circle(trace, 1, home, &end));
    assert_int_equal(end.facility_id, 1);
    assert_int_equal(end.cost_mm, 500000);
    assert_int_equal(end.limit, 1);
    assert_true(fabs(end.walk_min - 7.5) < 1e-9);
    assert_ok(ctx, lc_trace_circle(trace, 2, home, &end));
    assert_int_equal(end.cost_mm, 30000000);
    assert_int_equal(end.limit, LC_TRACE_BEYOND);
    assert_ok(ctx, lc_trace_walk(trace, 1, &(lc_join){0, 0, 0}, &end)); /* nobody walks here */
    assert_false(end.found);
    lc_trace_close(trace);
    lc_store_close(store);
}

/* Every place on these streets: what the trace says is what the tables say. */
static void a_trace_agrees_with_the_tables(void **state)
{
    static const uint32_t lengths_mm[] = {400000, 300000, 500000, 200000};
    enum { PLACES = 300 };
    static lc_join places[PLACES];
    lc_ctx *ctx = *state;
    lc_store *store = crossing(ctx);
    uint64_t seed = 7;
    for (int i = 0; i < PLACES; i++) {
        uint32_t edge = (uint32_t)(random_bits(&seed) % 4);
        places[i] = (lc_join){edge, (uint32_t)(random_bits(&seed) % (lengths_mm[edge] + 1)),
                              (uint32_t)(random_bits(&seed) % 300000)};
        add_joined_demand(store, i + 1, (int)edge, (int)places[i].offset_mm, (int)places[i].leg_mm);
    }
    run(store);
    lc_trace *trace = open_trace(ctx, store, 0, 2);
    lc_text told;
    lc_text_init(&told, ctx);
    for (int64_t type = 1; type <= 2; type++)
        for (int i = 0; i < PLACES; i++) {
            lc_trace_end end;
            assert_ok(ctx, lc_trace_walk(trace, type, &places[i], &end));
            if (end.found)
                lc_text_addf(&told, "%d|%d|%d|%u|%d;", (int)type, i + 1, (int)end.facility_id,
                             end.cost_mm, end.limit == LC_TRACE_BEYOND ? 0 : (int)end.limit + 1);
        }
    char *expected = lc_text_take(&told);
    expect_rows(store,
                "SELECT type_id, demand_id, facility_id, cost_mm, ifnull(limit_id, 0) FROM "
                "reach_nearest WHERE measure_id = 2 ORDER BY 1, 2",
                expected);
    free(expected);
    lc_trace_close(trace);
    lc_store_close(store);
}

/* A gate in the middle of a straight street: the wait is a step of its own, at the node. */
static void who_waits_is_told_where(void **state)
{
    static const lc_lonlat xy[] = {{0, 0}, {0.001, 0}};
    lc_ctx *ctx = *state;
    lc_store *store = town(ctx);
    lc_trace_end end;
    lc_trace_way way;
    add_network(store);
    sql(store, "UPDATE profile SET speed_mps = 1, crossing_s = 8");
    add_nodes(store, 3);
    add_edge(store, 0, 0, 1, 100000, "", xy, 2);
    add_edge(store, 1, 1, 2, 100000, "", xy, 2);
    add_joined(store, 1, 1, 1, 100000, 0);
    sql(store, "UPDATE net_node SET kind = 'gate', wait_s = 10 WHERE node_id = 1");
    sql(store, "UPDATE net_edge SET kind = 'crossing', wait_s = 2 WHERE edge_id = 1");
    lc_trace *trace = open_trace(ctx, store, 0, 2);
    /* 50 m, 10 s at the gate, 100 m and 10 s on the crossing */
    const lc_join place = {0, 50000, 0};
    assert_ok(ctx, lc_trace_walk(trace, 1, &place, &end));
    assert_int_equal(end.cost_mm, 170000);
    assert_ok(ctx, lc_trace_way_find(trace, &place, &end, &way));
    assert_int_equal(way.count, 3);
    assert_int_equal(way.steps[0].cost_mm, 50000);
    assert_int_equal(way.steps[0].wait_mm, 0);
    assert_int_equal(way.steps[1].piece, LC_UNREACHED);
    assert_int_equal(way.steps[1].node, 1);
    assert_int_equal(way.steps[1].wait_mm, 10000);
    assert_int_equal(way.steps[2].piece, 1);
    assert_int_equal(way.steps[2].cost_mm, 110000);
    assert_int_equal(way.steps[2].wait_mm, 10000);
    lc_trace_way_clear(&way);
    lc_trace_close(trace);
    lc_store_close(store);
}

/* --- a whole town --- */

/* What is known of the pieces, read back from the tables. */
typedef struct pieces {
    uint32_t from[2 * SIDE * SIDE], to[2 * SIDE * SIDE], length_mm[2 * SIDE * SIDE];
    bool ends_only[2 * SIDE * SIDE];
} pieces;

static lc_stmt *ask(lc_store *store, const char *query)
{
    lc_stmt *stmt = NULL;
    assert_ok(lc_store_ctx(store), lc_db_prepare(lc_store_db(store), "test", query, &stmt));
    return stmt;
}

static bool next(lc_ctx *ctx, lc_stmt *stmt)
{
    bool row = false;
    assert_ok(ctx, lc_stmt_step(stmt, &row));
    return row;
}

static void read_pieces(lc_store *store, pieces *p)
{
    lc_stmt *stmt =
        ask(store, "SELECT edge_id, from_node, to_node, length_mm, ends_only FROM net_edge");
    while (next(lc_store_ctx(store), stmt)) {
        size_t i = (size_t)lc_stmt_int(stmt, 0);
        assert_true(i < sizeof p->from / sizeof *p->from);
        p->from[i] = (uint32_t)lc_stmt_int(stmt, 1);
        p->to[i] = (uint32_t)lc_stmt_int(stmt, 2);
        p->length_mm[i] = (uint32_t)lc_stmt_int(stmt, 3);
        p->ends_only[i] = lc_stmt_int(stmt, 4) != 0;
    }
    lc_stmt_free(stmt);
}

/* Its legs add up; each stretch begins where the one before ended; private ones are at the ends. */
static void check_way(const pieces *p, const lc_trace_way *way, uint32_t cost_mm, uint64_t *waited)
{
    uint32_t sum_mm = way->leg_mm + way->last_leg_mm, node = LC_UNREACHED;
    int private_runs = 0, public_runs = 0;
    bool was_private = false, any = false;
    for (size_t i = 0; i < way->count; i++) {
        const lc_trace_step *s = &way->steps[i];
        sum_mm += s->cost_mm;
        *waited += s->wait_mm;
        assert_true(s->wait_mm <= s->cost_mm);
        if (s->piece == LC_UNREACHED) {
            assert_true(node == LC_UNREACHED || node == s->node);
            node = s->node;
            continue;
        }
        uint32_t length_mm = p->length_mm[s->piece];
        bool whole_begin = s->begin_mm == 0 || s->begin_mm == length_mm;
        if (node != LC_UNREACHED)
            assert_true(whole_begin &&
                        node == (s->begin_mm == 0 ? p->from[s->piece] : p->to[s->piece]));
        node = s->end_mm == 0 ? p->from[s->piece] : p->to[s->piece];
        if (!any || p->ends_only[s->piece] != was_private)
            *(p->ends_only[s->piece] ? &private_runs : &public_runs) += 1;
        was_private = p->ends_only[s->piece];
        any = true;
    }
    assert_int_equal(sum_mm, cost_mm);
    assert_true(private_runs <= 2 && public_runs <= 1);
}

/* Gates, crossings, lifts, ferries, climbs, private streets, and profiles that heed them. */
static void add_hindrances(lc_store *store)
{
    sql(store, "UPDATE net_node SET kind = 'gate', wait_s = 7 WHERE node_id %% 11 = 3");
    sql(store, "UPDATE net_node SET kind = 'crossing' WHERE node_id %% 7 = 2");
    sql(store, "UPDATE net_node SET kind = 'elevator', wait_s = 3.3 WHERE node_id %% 13 = 5");
    sql(store, "UPDATE net_edge SET ends_only = 1 WHERE edge_id %% 5 = 1");
    sql(store, "UPDATE net_edge SET kind = 'crossing' WHERE edge_id %% 9 = 4");
    sql(store, "UPDATE net_edge SET kind = 'ferry', wait_s = 61 WHERE edge_id %% 31 = 8");
    sql(store,
        "UPDATE net_edge SET slope_forward = 1 + edge_id %% 6 * 0.17, slope_backward = 0.93 + "
        "edge_id %% 4 * 0.21");
    sql(store, "UPDATE profile SET crossing_s = 9.7, elevator_s = 21, slope = 1");
    sql(store, "UPDATE profile SET step_free = 1 WHERE profile_id = 2");
}

static uint32_t limit_id(const lc_trace_end *end)
{
    return end->limit == LC_TRACE_BEYOND ? 0 : (uint32_t)end->limit + 1;
}

/* One row of the tables, told here too. Columns: demand_id, type_id, facility_id, cost_mm,
 * limit_id, longitude, latitude, edge_id, offset_mm, leg_mm. */
static void check_row(lc_ctx *ctx, const lc_trace *trace, lc_stmt *row, bool circle,
                      const pieces *p, uint64_t *waited)
{
    lc_trace_end end;
    lc_trace_way way;
    const lc_lonlat at = {lc_stmt_double(row, 5), lc_stmt_double(row, 6)};
    const lc_join place = {(uint32_t)lc_stmt_int(row, 7), (uint32_t)lc_stmt_int(row, 8),
                           (uint32_t)lc_stmt_int(row, 9)};
    int64_t type = lc_stmt_int(row, 1);
    if (circle)
        assert_ok(ctx, lc_trace_circle(trace, type, at, &end));
    else
        assert_ok(ctx, lc_trace_walk(trace, type, &place, &end));
    assert_true(end.found);
    assert_int_equal(end.facility_id, lc_stmt_int(row, 2));
    assert_int_equal(end.cost_mm, lc_stmt_int(row, 3));
    assert_int_equal(limit_id(&end), lc_stmt_int(row, 4));
    if (circle)
        return;
    assert_ok(ctx, lc_trace_way_find(trace, &place, &end, &way));
    check_way(p, &way, end.cost_mm, waited);
    lc_trace_way_clear(&way);
}

static void a_trace_agrees_with_the_tables_of_a_town(void **state)
{
    static const int64_t measures[][2] = {{1, 2}, {3, 4}}; /* circle and network of each profile */
    static pieces p;
    lc_ctx *ctx = *state;
    lc_store *store = big_town(ctx, 42);
    uint64_t waited = 0;
    add_hindrances(store);
    run(store);
    read_pieces(store, &p);
    for (int profile = 0; profile < 2; profile++) {
        lc_trace *trace = open_trace(ctx, store, measures[profile][0], measures[profile][1]);
        for (int mode = 0; mode < 2; mode++) {
            int rows_seen = 0;
            lc_stmt *row =
                ask(store, "SELECT n.demand_id, n.type_id, n.facility_id, n.cost_mm, "
                           "ifnull(n.limit_id, 0), d.lon_deg, d.lat_deg, j.edge_id, "
                           "j.offset_mm, j.leg_mm FROM reach_nearest n JOIN demand d "
                           "USING (demand_id) JOIN demand_join j USING (demand_id) WHERE "
                           "n.measure_id = :measure");
            lc_stmt_bind_int(row, ":measure", measures[profile][mode]);
            for (; next(ctx, row); rows_seen++)
                check_row(ctx, trace, row, mode == 0, &p, &waited);
            assert_true(rows_seen > DEMAND);
            lc_stmt_free(row);
        }
        lc_trace_close(trace);
    }
    assert_true(waited > 0);
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(a_way_is_told_stretch_by_stretch),
        LC_TEST(steps_cost_more_than_they_are_long),
        LC_TEST(who_is_there_walks_nothing),
        LC_TEST(where_no_way_leads_nothing_is_found),
        LC_TEST(limits_are_inclusive),
        LC_TEST(the_circle_is_told_at_any_distance),
        LC_TEST(a_trace_agrees_with_the_tables),
        LC_TEST(who_waits_is_told_where),
        LC_TEST(a_trace_agrees_with_the_tables_of_a_town),
    };
    return cmocka_run_group_tests_name("reach_trace", tests, NULL, NULL);
}
