/* What profiles lose and may not walk, by hand and against brute force: a search over who stands at
 * which end of which piece, having set out, being on public streets or arriving. */
#include "reach_town.h"

#define NEAREST                                                                                    \
    "SELECT demand_id, facility_id, cost_mm FROM reach_nearest WHERE measure_id = 2 ORDER BY 1"

static const lc_lonlat xy[] = {{0, 0}, {0.001, 0}};

/* A street of three pieces 0-1, 1-2, 2-3 of 100 m; facility 1 at the far end, demand 1 at the
 * start, 2 in the middle of piece 1 and 3 in the middle of piece 2. Walked at 1 m/s. */
static lc_store *street(lc_ctx *ctx)
{
    lc_store *store = town(ctx);
    add_network(store);
    sql(store, "UPDATE profile SET speed_mps = 1, steps_factor = 2");
    add_nodes(store, 4);
    for (int i = 0; i < 3; i++)
        add_edge(store, i, i, i + 1, 100000, "", xy, 2);
    add_joined(store, 1, 1, 2, 100000, 0);
    add_joined_demand(store, 1, 0, 0, 0);
    add_joined_demand(store, 2, 1, 50000, 0);
    add_joined_demand(store, 3, 2, 50000, 0);
    return store;
}

static void run_and_expect(lc_store *store, const char *query, const char *expected)
{
    run(store);
    expect_rows(store, query, expected);
    lc_store_close(store);
}

static void whoever_passes_a_gate_waits_once(void **state)
{
    lc_store *store = street(*state);
    sql(store, "UPDATE net_node SET kind = 'gate', wait_s = 12.34 WHERE node_id = 2");
    run_and_expect(store, NEAREST, "1|1|312340;2|1|162340;3|1|50000;");
}

static void crossings_cost_what_the_profile_loses(void **state)
{
    lc_store *store = street(*state);
    sql(store, "UPDATE net_node SET kind = 'crossing' WHERE node_id IN (1, 2)");
    sql(store, "UPDATE profile SET crossing_s = 10.5");
    run_and_expect(store, NEAREST, "1|1|321000;2|1|160500;3|1|50000;");
}

static void lifts_cost_what_the_profile_and_everybody_lose(void **state)
{
    lc_store *store = street(*state);
    sql(store, "UPDATE net_node SET kind = 'elevator', wait_s = 5 WHERE node_id = 1");
    sql(store, "UPDATE profile SET elevator_s = 30, crossing_s = 99");
    run_and_expect(store, NEAREST, "1|1|335000;2|1|150000;3|1|50000;");
}

/* A ferry takes its own time at any profile's speed, and not the walk on top of it: 60 s at 1 m/s,
 * then 200 m on foot; one whose time is not known is as long as it is. */
static void a_ferry_is_ridden_not_walked(void **state)
{
    lc_store *store = street(*state);
    sql(store, "UPDATE net_edge SET kind = 'ferry', wait_s = 60 WHERE edge_id = 0");
    sql(store, "UPDATE net_edge SET kind = 'ferry' WHERE edge_id = 1");
    run_and_expect(store, NEAREST, "1|1|260000;2|1|150000;3|1|50000;");
}

/* Half of a piece has half of what is lost on it. */
static void time_is_lost_on_pieces_too(void **state)
{
    lc_store *store = street(*state);
    sql(store, "UPDATE net_edge SET kind = 'crossing', wait_s = 2 WHERE edge_id = 2");
    sql(store, "UPDATE net_edge SET kind = 'elevator' WHERE edge_id = 1");
    sql(store, "UPDATE net_edge SET wait_s = 100 WHERE edge_id = 0");
    sql(store, "UPDATE profile SET crossing_s = 8, elevator_s = 20");
    run_and_expect(store, NEAREST, "1|1|430000;2|1|170000;3|1|55000;");
}

static void delays_are_rounded_once(void **state)
{
    lc_store *store = street(*state);
    /* 1000/900 m/s: 0.1 s and 1 s are 1222.2 mm together. */
    sql(store, "UPDATE profile SET speed_mps = " STANDARD_MPS ", crossing_s = 1");
    sql(store, "UPDATE net_node SET kind = 'crossing', wait_s = 0.1 WHERE node_id = 2");
    run_and_expect(store, NEAREST, "1|1|301222;2|1|151222;3|1|50000;");
}

static void step_free_walks_go_round_steps(void **state)
{
    lc_store *store = street(*state);
    sql(store, "UPDATE net_edge SET steps = 1 WHERE edge_id = 1");
    sql(store, "UPDATE profile SET step_free = 1");
    /* Who stands on the steps goes nowhere; at their upper end one is on the street. */
    add_joined_demand(store, 4, 1, 100000, 7);
    run(store);
    expect_rows(store, NEAREST, "3|1|50000;4|1|100007;");
    add_edge(store, 3, 0, 2, 450000, "", xy, 2);
    run_and_expect(store, NEAREST, "1|1|550000;3|1|50000;4|1|100007;");
}

static void climbs_cost_their_direction(void **state)
{
    lc_store *store = street(*state);
    sql(store, "UPDATE net_edge SET slope_forward = 1.5, slope_backward = 0.9 WHERE edge_id = 1");
    /* Steps have their climb in their factor. */
    sql(store, "UPDATE net_edge SET slope_forward = 3, steps = 1 WHERE edge_id = 2");
    sql(store, "UPDATE profile SET slope = 1");
    add_joined(store, 2, 2, 0, 0, 0);
    run(store);
    expect_rows(store, NEAREST, "1|1|450000;1|2|0;2|1|275000;2|2|145000;3|1|100000;3|2|290000;");
    sql(store, "UPDATE profile SET slope = 0");
    run_and_expect(store, NEAREST, "1|1|400000;1|2|0;2|1|250000;2|2|150000;3|1|100000;3|2|300000;");
}

/* Piece 1 is private: nobody passes; who lives there gets out and who is going there gets in. */
static void private_streets_are_for_those_who_live_there(void **state)
{
    lc_store *store = street(*state);
    sql(store, "UPDATE net_edge SET ends_only = 1 WHERE edge_id = 1");
    add_joined(store, 2, 2, 1, 30000, 0);
    /* Demand 2 walks along its own street; 1 and 3 walk in from either side. */
    run_and_expect(store, NEAREST, "1|2|130000;2|1|150000;2|2|20000;3|1|50000;3|2|120000;");
}

static void private_streets_join_private_streets(void **state)
{
    lc_store *store = street(*state);
    sql(store, "UPDATE net_edge SET ends_only = 1 WHERE edge_id > 0");
    /* Demand 1 goes in to the end; 2 and 3 never leave. */
    run_and_expect(store, NEAREST, "1|1|300000;2|1|150000;3|1|50000;");
}

/* --- against brute force --- */

enum { NODES = 6, PIECES = 11, PLACES = 5, PHASES = 3, FAR = 2000000000 };
enum { SET_OUT, PUBLIC, ARRIVE };

typedef struct piece {
    int node[2], length_mm;
    bool steps, open[2], ends_only;
    const char *kind;
    double wait_s, slope[2];
} piece;

typedef struct place {
    int piece, offset_mm, leg_mm;
} place;

typedef struct world {
    int node_count, piece_count;
    piece pieces[PIECES];
    const char *node_kind[NODES];
    double node_wait_s[NODES];
    place demand[PLACES], facilities[PLACES];
    double speed_mps, steps_factor, crossing_s, elevator_s;
    bool step_free, slope;
} world;

static int pick(uint64_t *seed, int count)
{
    return (int)(random_bits(seed) % (uint64_t)count);
}

static world make_world(uint64_t *seed)
{
    static const char *const piece_kinds[] = {"plain",    "plain",    "plain", "steps",
                                              "crossing", "elevator", "ferry"};
    static const char *const node_kinds[] = {"", "", "", "gate", "crossing", "elevator"};
    static const double slopes[] = {1, 1, 0.875, 1.5, 2.25};
    world w = {.node_count = 2 + pick(seed, NODES - 1),
               .piece_count = 1 + pick(seed, PIECES),
               .speed_mps = 0.5 + pick(seed, 3) * 0.25,
               .steps_factor = 1 + pick(seed, 3) * 0.5,
               .crossing_s = pick(seed, 3) * 2.5,
               .elevator_s = pick(seed, 3) * 4,
               .step_free = pick(seed, 3) == 0,
               .slope = pick(seed, 2) == 0};
    for (int i = 0; i < w.piece_count; i++) {
        piece *p = &w.pieces[i];
        *p = (piece){.node = {pick(seed, w.node_count), pick(seed, w.node_count)},
                     .length_mm = pick(seed, 8) == 0 ? 0 : 1 + pick(seed, 20000),
                     .kind = piece_kinds[pick(seed, 7)],
                     .ends_only = pick(seed, 3) == 0,
                     .wait_s = pick(seed, 5) == 0 ? pick(seed, 90) / 10.0 : 0,
                     .open = {pick(seed, 6) != 0, pick(seed, 6) != 0},
                     .slope = {slopes[pick(seed, 5)], slopes[pick(seed, 5)]}};
        p->steps = strcmp(p->kind, "steps") == 0;
    }
    for (int v = 0; v < w.node_count; v++) {
        w.node_kind[v] = node_kinds[pick(seed, 6)];
        w.node_wait_s[v] = strcmp(w.node_kind[v], "") == 0 ? 0 : pick(seed, 50) / 10.0;
    }
    for (int k = 0; k < 2 * PLACES; k++) {
        place *at = k < PLACES ? &w.demand[k] : &w.facilities[k - PLACES];
        at->piece = pick(seed, w.piece_count);
        int length_mm = w.pieces[at->piece].length_mm;
        at->offset_mm = pick(seed, 4) == 0 ? length_mm * pick(seed, 2) : pick(seed, length_mm + 1);
        at->leg_mm = pick(seed, 3) == 0 ? 0 : pick(seed, 500);
    }
    return w;
}

static void fill_store(lc_store *store, const world *w)
{
    static const char *const tables[] = {"facility", "facility_entrance", "facility_join",
                                         "demand",   "demand_join",       "net_node",
                                         "net_edge"};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        sql(store, "DELETE FROM %s", tables[i]);
    sql(store,
        "UPDATE profile SET speed_mps = %.17g, steps_factor = %.17g, crossing_s = %.17g, "
        "elevator_s = %.17g, step_free = %d, slope = %d",
        w->speed_mps, w->steps_factor, w->crossing_s, w->elevator_s, w->step_free, w->slope);
    add_nodes(store, w->node_count);
    for (int v = 0; v < w->node_count; v++)
        sql(store, "UPDATE net_node SET kind = '%s', wait_s = %.17g WHERE node_id = %d",
            w->node_kind[v], w->node_wait_s[v], v);
    for (int i = 0; i < w->piece_count; i++) {
        const piece *p = &w->pieces[i];
        char flags[4];
        snprintf(flags, sizeof flags, "%s%s%s", p->steps ? "s" : "", p->open[0] ? "" : "f",
                 p->open[1] ? "" : "b");
        add_edge(store, i, p->node[0], p->node[1], p->length_mm, flags, xy, 2);
        sql(store,
            "UPDATE net_edge SET ends_only = %d, kind = '%s', wait_s = %.17g, slope_forward = "
            "%.17g, slope_backward = %.17g WHERE edge_id = %d",
            p->ends_only, p->kind, p->wait_s, p->slope[0], p->slope[1], i);
    }
    for (int k = 0; k < PLACES; k++) {
        add_joined(store, k + 1, k % 2, w->facilities[k].piece, w->facilities[k].offset_mm,
                   w->facilities[k].leg_mm);
        add_joined_demand(store, k + 1, w->demand[k].piece, w->demand[k].offset_mm,
                          w->demand[k].leg_mm);
    }
}

static int64_t lost_mm(const world *w, double wait_s, const char *kind)
{
    double s = wait_s + (strcmp(kind, "crossing") == 0 ? w->crossing_s : 0) +
               (strcmp(kind, "elevator") == 0 ? w->elevator_s : 0);
    return (int64_t)floor(s * w->speed_mps * 1000 + 0.5);
}

/* The whole of a piece from end 0 to end 1 (way 0) or back (way 1); FAR when closed. */
static int64_t piece_mm(const world *w, const piece *p, int way)
{
    if (!p->open[way] || (p->steps && w->step_free))
        return FAR;
    double factor = p->steps ? w->steps_factor : w->slope ? p->slope[way] : 1;
    double lost = p->wait_s + (strcmp(p->kind, "crossing") == 0 ? w->crossing_s : 0) +
                  (strcmp(p->kind, "elevator") == 0 ? w->elevator_s : 0);
    if (strcmp(p->kind, "ferry") == 0 && p->wait_s > 0)
        factor = 0;
    return (int64_t)floor(p->length_mm * factor + lost * w->speed_mps * 1000 + 0.5);
}

/* From a place to the end 0 and 1 of its piece (leaving), or from them to it; and how far along the
 * piece it is in cost of either way, which tells what lies between two places. False where a place
 * is on no street: inside a piece that is closed. */
static bool place_mm(const world *w, const place *at, int64_t leave[2], int64_t enter[2],
                     int64_t along[2])
{
    const piece *p = &w->pieces[at->piece];
    int64_t there = piece_mm(w, p, 0), back = piece_mm(w, p, 1), length = p->length_mm;
    int64_t whole = there != FAR ? there : back;
    leave[0] = leave[1] = enter[0] = enter[1] = FAR;
    if (whole == FAR) {
        int end = at->offset_mm > 0;
        if (at->offset_mm > 0 && at->offset_mm < length)
            return false;
        leave[end] = enter[end] = 0;
        along[0] = along[1] = end;
        return true;
    }
    along[0] = along[1] = length > 0 ? (at->offset_mm * whole + length / 2) / length : 0;
    if (there != FAR && back != FAR && there > 0)
        along[1] = (along[0] * back + there / 2) / there;
    if (there != FAR) {
        enter[0] = along[0];
        leave[1] = there - along[0];
    }
    if (back != FAR) {
        leave[0] = along[1];
        enter[1] = back - along[1];
    }
    if (along[0] == 0)
        leave[0] = enter[0] = 0;
    if (along[0] == whole)
        leave[1] = enter[1] = 0;
    return true;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static bool may_follow(int phase, int next, bool ends_only)
{
    return next >= phase && (next == PUBLIC) == !ends_only;
}

/* Lowers what is known by every move until none helps: to the other end of the piece, and at a node
 * to another piece's end. */
static void settle(const world *w, int64_t best[PIECES][2][PHASES])
{
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < w->piece_count; i++)
            for (int end = 0; end < 2; end++)
                for (int phase = 0; phase < PHASES; phase++) {
                    int64_t here = best[i][end][phase];
                    if (here >= FAR)
                        continue;
                    int64_t other = here + piece_mm(w, &w->pieces[i], end);
                    if (other < best[i][!end][phase]) {
                        best[i][!end][phase] = other;
                        changed = true;
                    }
                    int node = w->pieces[i].node[end];
                    int64_t wait = lost_mm(w, w->node_wait_s[node], w->node_kind[node]);
                    for (int j = 0; j < 2 * w->piece_count; j++)
                        for (int next = phase; next < PHASES; next++)
                            if (w->pieces[j / 2].node[j % 2] == node &&
                                may_follow(phase, next, w->pieces[j / 2].ends_only) &&
                                here + wait < best[j / 2][j % 2][next]) {
                                best[j / 2][j % 2][next] = here + wait;
                                changed = true;
                            }
                }
    }
}

static int64_t brute_mm(const world *w, const place *home, const place *facility)
{
    int64_t best[PIECES][2][PHASES], leave[2], enter[2], unused[2], from[2], to[2], cost = FAR;
    for (int i = 0; i < PIECES * 2 * PHASES; i++)
        best[i / 6][i / 3 % 2][i % 3] = FAR;
    if (!place_mm(w, home, leave, unused, from) || !place_mm(w, facility, unused, enter, to))
        return FAR;
    int first = w->pieces[home->piece].ends_only ? SET_OUT : PUBLIC;
    best[home->piece][0][first] = leave[0];
    best[home->piece][1][first] = leave[1];
    settle(w, best);
    for (int end = 0; end < 2; end++)
        for (int phase = 0; phase < PHASES; phase++)
            cost = smaller(cost, best[facility->piece][end][phase] + enter[end]);
    if (home->piece == facility->piece) {
        const piece *p = &w->pieces[home->piece];
        if (from[0] == to[0])
            cost = 0;
        else if (from[0] < to[0] && piece_mm(w, p, 0) != FAR)
            cost = smaller(cost, to[0] - from[0]);
        else if (from[0] > to[0] && piece_mm(w, p, 1) != FAR)
            cost = smaller(cost, from[1] - to[1]);
    }
    return cost >= FAR ? FAR : cost + home->leg_mm + facility->leg_mm;
}

/* What the tables must hold: with a limit and a horizon that hold everything. */
static char *brute_force(lc_ctx *ctx, const world *w)
{
    lc_text text;
    lc_text_init(&text, ctx);
    for (int d = 0; d < PLACES; d++)
        for (int f = 0; f < PLACES; f++) {
            int64_t mm = brute_mm(w, &w->demand[d], &w->facilities[f]);
            if (mm < FAR)
                lc_text_addf(&text, "%d|%d|%lld;", d + 1, f + 1, (long long)mm);
        }
    return lc_text_take(&text);
}

static void agrees_with_brute_force(void **state)
{
    enum { CASES = 400 };
    lc_ctx *ctx = *state;
    lc_store *store = town(ctx);
    uint64_t seed = 20;
    size_t found = 0;
    add_network(store);
    sql(store, "UPDATE reach_limit SET limit_min = 600 WHERE limit_id = 3; UPDATE parameter SET "
               "value = '600'");
    for (int i = 0; i < CASES; i++) {
        world w = make_world(&seed);
        fill_store(store, &w);
        run(store);
        char *wanted = brute_force(ctx, &w);
        char *got = rows(store, "SELECT demand_id, facility_id, cost_mm FROM reach_catchment WHERE "
                                "measure_id = 2 ORDER BY 1, 2");
        if (strcmp(got, wanted) != 0)
            fail_msg("case %d: %s instead of %s", i, got, wanted);
        found += strlen(wanted);
        free(got);
        free(wanted);
        /* The nearest is the best of the catchments, the lowest id among equals. */
        expect_rows(
            store,
            "SELECT COUNT(*) FROM (SELECT n.cost_mm, n.facility_id, MIN(k.cost_mm * 100 + "
            "k.facility_id) AS best FROM reach_catchment AS k JOIN facility AS f ON "
            "f.facility_id = k.facility_id LEFT JOIN reach_nearest AS n ON n.measure_id = 2 "
            "AND n.type_id = f.type_id AND n.demand_id = k.demand_id GROUP BY f.type_id, "
            "k.demand_id) WHERE cost_mm * 100 + facility_id IS NOT best",
            "0;");
    }
    assert_true(found > CASES * 50);
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(whoever_passes_a_gate_waits_once),
        LC_TEST(crossings_cost_what_the_profile_loses),
        LC_TEST(lifts_cost_what_the_profile_and_everybody_lose),
        LC_TEST(a_ferry_is_ridden_not_walked),
        LC_TEST(time_is_lost_on_pieces_too),
        LC_TEST(delays_are_rounded_once),
        LC_TEST(step_free_walks_go_round_steps),
        LC_TEST(climbs_cost_their_direction),
        LC_TEST(private_streets_are_for_those_who_live_there),
        LC_TEST(private_streets_join_private_streets),
        LC_TEST(agrees_with_brute_force),
    };
    return cmocka_run_group_tests_name("reach_profile", tests, NULL, NULL);
}
