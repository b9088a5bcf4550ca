/* Legs that may not cross: by hand on the equator, and against trying everything. */
#include "town.h"

#include "geom/geom.h"
#include "network/builder.h"
#include "network/image.h"
#include "network/place.h"

static void context(lc_store *store, const char *wkt, bool blocks)
{
    lc_stmt *stmt =
        town_prepare(store, "INSERT INTO context_feature (kind, wkb, input_id, blocks) VALUES"
                            " ('water', AsBinary(GeomFromText(:wkt, 4326)), 1, :blocks)");
    lc_stmt_bind_text(stmt, ":wkt", wkt);
    lc_stmt_bind_int(stmt, ":blocks", blocks);
    assert_ok(lc_store_ctx(store), lc_stmt_run(stmt));
    lc_stmt_free(stmt);
}

static void home(lc_store *store, int64_t id, double lon, double lat)
{
    lc_stmt *stmt =
        town_prepare(store, "INSERT INTO demand (demand_id, region_id, lon_deg, lat_deg,"
                            " input_id) SELECT :id, (SELECT MIN(region_id) FROM region),"
                            " :lon, :lat, 1");
    lc_stmt_bind_int(stmt, ":id", id);
    lc_stmt_bind_double(stmt, ":lon", lon);
    lc_stmt_bind_double(stmt, ":lat", lat);
    assert_ok(lc_store_ctx(store), lc_stmt_run(stmt));
    lc_stmt_free(stmt);
}

static void join(lc_store *store, double warn_m, double limit_m)
{
    lc_ctx *ctx = lc_store_ctx(store);
    assert_ok(ctx, lc_store_stage_begin(store, "network"));
    assert_ok(ctx, town_build(store));
    assert_ok(ctx, town_join(store, warn_m, limit_m));
    assert_ok(ctx, lc_store_stage_commit(store, "f"));
}

#define HOME(id)                                                                                   \
    "SELECT ifnull(edge_id, '-') || ' ' || leg_mm || ' ' || status || ' ' || blocked FROM"         \
    " demand_join WHERE demand_id = " #id

/* Two streets, 0 on the equator and 1 some 442.3 m north; 0.0001 degrees of latitude are 11.0574 m.
 */
static lc_store *two_banks(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 10.0, 0.0}, {2, 10.002, 0.0});
    town_street(store, 2, {3, 10.0, 0.004}, {4, 10.002, 0.004});
    town_street(store, 3, {1, 10.0, 0.0}, {3, 10.0, 0.004}); /* the bridge, 110 m west */
    return store;
}

/* 110.574 m from the southern street, 331.723 m from the northern one, 111.319 m from the bridge.
 */
static void a_river_sends_home_to_the_other_street(void **state)
{
    lc_store *store = two_banks(state);
    home(store, 1, 10.001, 0.001);
    join(store, 150, 500);
    assert_string_equal(town_text(store, HOME(1)), "0 110574 ok 0");
    context(store, "LINESTRING(10.0005 0.0005, 10.003 0.0005)", true);
    join(store, 150, 500);
    assert_string_equal(town_text(store, HOME(1)), "2 111319 ok 1");
    context(store, "LINESTRING(10.0005 0.0005, 10.0005 0.003)", true);
    join(store, 150, 500);
    assert_string_equal(town_text(store, HOME(1)), "1 331723 far 1");
    join(store, 150, 300);
    assert_string_equal(town_text(store, HOME(1)), "- 110574 unsnapped 1");
    lc_store_close(store);
}

static void what_is_only_drawn_is_no_barrier(void **state)
{
    lc_store *store = two_banks(state);
    home(store, 1, 10.001, 0.001);
    context(store, "LINESTRING(10.0005 0.0005, 10.003 0.0005)", false);
    context(store, "POINT(10.001 0.0005)", true);
    join(store, 150, 500);
    assert_string_equal(town_text(store, HOME(1)), "0 110574 ok 0");
    lc_store_close(store);
}

/* Too far anyway is not the barrier's fault. */
static void far_and_behind_a_barrier(void **state)
{
    lc_store *store = two_banks(state);
    home(store, 1, 10.001, -0.004);
    context(store, "LINESTRING(9.99 -0.002, 10.01 -0.002)", true);
    join(store, 100, 300);
    assert_string_equal(town_text(store, HOME(1)), "- 442297 unsnapped 0");
    lc_store_close(store);
}

/* A lake over the middle. A houseboat on it gets ashore, to the nearer bank; a house on the island
 * in it does not; one beside it does not get across. */
static void on_the_water_and_beside_it(void **state)
{
    lc_store *store = two_banks(state);
    context(store,
            "POLYGON((10.0002 0.001, 10.003 0.001, 10.003 0.003, 10.0002 0.003, 10.0002 0.001),"
            " (10.0012 0.0018, 10.0014 0.0018, 10.0014 0.0022, 10.0012 0.0022, 10.0012 0.0018))",
            true);
    home(store, 1, 10.001, 0.0015);  /* on the water */
    home(store, 2, 10.0013, 0.0019); /* on the island */
    home(store, 3, 10.0025, 0.0005); /* on the southern bank */
    home(store, 4, 10.0013, 0.0031); /* on the northern one */
    join(store, 300, 300);
    assert_string_equal(town_text(store, HOME(1)), "2 111319 ok 0");
    assert_string_equal(town_text(store, HOME(2)), "- 144715 unsnapped 1");
    assert_string_equal(town_text(store, "SELECT edge_id || ' ' || status || blocked FROM"
                                         " demand_join WHERE demand_id = 3"),
                        "0 ok0");
    assert_string_equal(town_text(store, HOME(4)), "1 99517 ok 0");
    lc_store_close(store);
}

/* A boat is not kept on its own water, but by a second barrier on the way. */
static void other_barriers_stop_a_boat(void **state)
{
    lc_store *store = two_banks(state);
    context(store,
            "POLYGON((10.0002 0.0005, 10.003 0.0005, 10.003 0.003, 10.0002 0.003,"
            " 10.0002 0.0005))",
            true);
    home(store, 1, 10.001, 0.001);
    join(store, 300, 500);
    assert_string_equal(town_text(store, HOME(1)), "0 110574 ok 0");
    context(store, "LINESTRING(10.0 0.0003, 10.003 0.0003)", true);
    join(store, 300, 500);
    assert_string_equal(town_text(store, HOME(1)), "2 111319 ok 1");
    lc_store_close(store);
}

static bool crosses(lc_ctx *ctx, const char *wkt, lc_lonlat from, lc_lonlat to)
{
    lc_store *store = NULL;
    lc_barriers *barriers = NULL;
    assert_ok(ctx, lc_store_open(ctx, NULL, LC_STORE_MEMORY, &store));
    assert_ok(ctx, lc_db_exec(lc_store_db(store), "INSERT INTO input (input_id, stage, role, path)"
                                                  " VALUES (1, 'context', 'context', 'w')"));
    context(store, wkt, true);
    assert_ok(ctx, lc_barriers_load(store, &barriers));
    assert_non_null(barriers);
    bool across = lc_barriers_cross(barriers, from, to);
    assert_int_equal(lc_barriers_cross(barriers, to, from), across); /* lines: either way */
    lc_barriers_free(barriers);
    lc_store_close(store);
    return across;
}

static void what_a_crossing_is(void **state)
{
    const lc_lonlat south = {10.001, 0.0}, north = {10.001, 0.002};
    /* Through the middle of a segment, and exactly through a vertex. */
    assert_true(crosses(*state, "LINESTRING(10.0 0.001, 10.002 0.001)", south, north));
    assert_true(
        crosses(*state, "LINESTRING(10.0 0.001, 10.001 0.001, 10.002 0.001)", south, north));
    /* A barrier's end on the leg stands in the way; one beside it does not. */
    assert_true(crosses(*state, "LINESTRING(10.0 0.001, 10.001 0.001)", south, north));
    assert_false(crosses(*state, "LINESTRING(10.0 0.001, 10.000999 0.001)", south, north));
    /* Walking along a wall, and up to one at either end, is walking. */
    assert_false(crosses(*state, "LINESTRING(10.001 -0.001, 10.001 0.003)", south, north));
    assert_false(crosses(*state, "LINESTRING(10.0 0.002, 10.002 0.002)", south, north));
    assert_false(crosses(*state, "LINESTRING(10.0 0.0, 10.002 0.0)", south, north));
    /* Less than a centimetre (9e-8 degrees) beyond an end is at the end; more is not. */
    assert_false(crosses(*state, "LINESTRING(10.0 0.00199992, 10.002 0.00199992)", south, north));
    assert_true(crosses(*state, "LINESTRING(10.0 0.0019998, 10.002 0.0019998)", south, north));
    /* Behind the ends. */
    assert_false(crosses(*state, "LINESTRING(10.0 0.0021, 10.002 0.0021)", south, north));
    /* A leg of no length crosses nothing. */
    assert_false(crosses(*state, "LINESTRING(10.0 0.0, 10.002 0.0)", south, south));
    /* A barrier as long as a continent, missed by a tenth of a millimetre a degree away. */
    assert_true(
        crosses(*state, "MULTILINESTRING((-170 0.001, 170 0.001), (0 50, 1 50))", south, north));
}

static void the_reason_is_told(void **state)
{
    lc_store *store = two_banks(state);
    assert_ok(
        *state,
        lc_db_exec(lc_store_db(store),
                   "INSERT INTO region (region_id, code, name, level, area_m2)"
                   " VALUES (1, 'a', 'a', 'town', 1);"
                   "INSERT INTO people_group (group_id, code, name_zh, name_en)"
                   " VALUES (1, 'all', '人', 'people');"
                   "INSERT INTO facility_type (type_id, code, name_zh, name_en)"
                   " VALUES (1, 't', '类', 'type');"
                   "INSERT INTO facility (facility_id, name, type_id, status, counts, input_id,"
                   " row_no) VALUES (5, '岛', 1, 'open', 1, 1, 105), (6, '门', 1, 'open', 1, 1,"
                   " 106);"
                   "INSERT INTO facility_entrance VALUES (5, 0, 10.001, 0.001),"
                   " (6, 0, 10.001, 0.001), (6, 1, 10.0012, -0.0011)"));
    home(store, 1, 10.001, 0.0009);
    home(store, 2, 10.001, 0.02);
    assert_ok(*state,
              lc_db_exec(lc_store_db(store), "INSERT INTO demand_people VALUES (1, 1, 7000000),"
                                             " (2, 1, 11000000)"));
    context(store,
            "POLYGON((10.0008 0.0008, 10.0012 0.0008, 10.0012 0.0011, 10.0008 0.0011,"
            " 10.0008 0.0008))",
            false);
    context(store,
            "LINESTRING(10.0008 0.0008, 10.0012 0.0008, 10.0012 0.0011, 10.0008 0.0011,"
            " 10.0008 0.0008)",
            true); /* a wall all around */
    join(store, 130, 300);
    assert_string_equal(town_text(store, "SELECT group_concat(code || '|' || ifnull(feature, '') ||"
                                         " '|' || ifnull(value, '') || '|' || detail, ' ') FROM"
                                         " (SELECT * FROM finding ORDER BY finding_id)"),
                        "unsnapped_barrier|岛||111 m unsnapped_demand||1|11"
                        " unsnapped_demand_barrier||1|7");
    /* The facility with an entrance outside is not lost: its other entrance is 121.6 m off. */
    assert_string_equal(town_text(store, "SELECT group_concat(status || blocked) FROM facility_join"
                                         " WHERE facility_id = 6"),
                        "unsnapped1,ok0");
    lc_store_close(store);
}

/* A private drive is as good as a street to those who live there. */
static void a_drive_is_joined(void **state)
{
    lc_store *store = two_banks(state);
    town_street(store, 4, {2, 10.002, 0.0}, {9, 10.002, 0.001});
    assert_ok(*state, lc_db_exec(lc_store_db(store),
                                 "UPDATE street SET access = 'ends' WHERE street_id = 4"));
    home(store, 1, 10.0021, 0.0008);
    join(store, 100, 300);
    assert_string_equal(town_text(store, HOME(1)), "3 11132 ok 0");
    lc_store_close(store);
}

/* --- against trying everything --- */

enum { LINES = 14, POINTS = 4, WALLS = 7, LAKES = 2, LAKE_CORNERS = 7, NETS = 250, PLACES = 20 };

typedef struct world {
    lc_lonlat lines[LINES][POINTS];
    lc_lonlat walls[WALLS][2];
    lc_lonlat lakes[LAKES][LAKE_CORNERS + 1];
    lc_lonlat centre;
} world;

static lc_lonlat somewhere(const world *w, double spread, uint64_t *seed)
{
    return (lc_lonlat){w->centre.lon_deg + (town_random(seed) - 0.5) * spread,
                       w->centre.lat_deg + (town_random(seed) - 0.5) * spread};
}

static void draw(world *w, uint64_t *seed)
{
    for (int i = 0; i < LINES; i++) {
        w->lines[i][0] = somewhere(w, 0.008, seed);
        for (int k = 1; k < POINTS; k++)
            w->lines[i][k] =
                (lc_lonlat){w->lines[i][k - 1].lon_deg + (town_random(seed) - 0.5) * 0.003,
                            w->lines[i][k - 1].lat_deg + (town_random(seed) - 0.5) * 0.003};
    }
    for (int i = 0; i < WALLS; i++) {
        w->walls[i][0] = somewhere(w, 0.008, seed);
        w->walls[i][1] = (lc_lonlat){w->walls[i][0].lon_deg + (town_random(seed) - 0.5) * 0.008,
                                     w->walls[i][0].lat_deg + (town_random(seed) - 0.5) * 0.008};
    }
    for (int i = 0; i < LAKES; i++) {
        lc_lonlat middle = somewhere(w, 0.006, seed);
        for (int k = 0; k < LAKE_CORNERS; k++) {
            double angle = k * 2 * M_PI / LAKE_CORNERS, far = 0.0003 + town_random(seed) * 0.001;
            w->lakes[i][k] =
                (lc_lonlat){middle.lon_deg + far * cos(angle), middle.lat_deg + far * sin(angle)};
        }
        w->lakes[i][LAKE_CORNERS] = w->lakes[i][0];
    }
}

static lc_network *network_of(lc_ctx *ctx, const world *w)
{
    lc_builder *builder = NULL;
    lc_network *network = NULL;
    assert_ok(ctx, lc_builder_new(ctx, &builder));
    for (int i = 0; i < LINES; i++) {
        int64_t ids[POINTS];
        for (int k = 0; k < POINTS; k++)
            ids[k] = i * POINTS + k;
        lc_walkway way = {.ids = ids, .points = w->lines[i], .count = POINTS};
        assert_ok(ctx, lc_builder_street(builder, &way));
    }
    assert_ok(ctx, lc_builder_finish(builder, &network));
    lc_builder_free(builder);
    /* All of one component, so that the nearest is taken. */
    for (uint32_t i = 0; i < network->streets.node_count; i++)
        lc_image_of(network).nodes[i].component = 0;
    return network;
}

static lc_barriers *barriers_of(lc_ctx *ctx, const world *w)
{
    lc_barriers *barriers = NULL;
    assert_ok(ctx, lc_barriers_new(ctx, &barriers));
    for (int i = 0; i < WALLS + LAKES; i++) {
        lc_wkb wkb = {NULL, 0};
        if (i < WALLS)
            assert_ok(ctx, lc_wkb_line(ctx, &w->walls[i][0].lon_deg, 2, &wkb));
        else
            assert_ok(ctx,
                      lc_wkb_polygon(ctx, &w->lakes[i - WALLS][0].lon_deg, LAKE_CORNERS, &wkb));
        assert_ok(ctx, lc_barriers_add(barriers, wkb.bytes, wkb.size));
        lc_wkb_clear(&wkb);
    }
    assert_ok(ctx, lc_barriers_build(barriers));
    return barriers;
}

/* Where on p-q and on a-b the two lines meet, as shares; false for parallels. */
static bool meet(lc_lonlat p, lc_lonlat q, lc_lonlat a, lc_lonlat b, double *on_leg,
                 double *on_wall)
{
    double rx = q.lon_deg - p.lon_deg, ry = q.lat_deg - p.lat_deg;
    double sx = b.lon_deg - a.lon_deg, sy = b.lat_deg - a.lat_deg, cross = rx * sy - ry * sx;
    double dx = a.lon_deg - p.lon_deg, dy = a.lat_deg - p.lat_deg;
    *on_leg = (dx * sy - dy * sx) / cross;
    *on_wall = (dx * ry - dy * rx) / cross;
    return cross != 0;
}

static bool is_cut(lc_lonlat p, lc_lonlat q, lc_lonlat a, lc_lonlat b)
{
    double on_leg, on_wall;
    return meet(p, q, a, b, &on_leg, &on_wall) && on_leg > 0 && on_leg < 1 && on_wall >= 0 &&
           on_wall <= 1;
}

/* By the sum of the angles under which its sides are seen. */
static bool is_inside(const lc_lonlat *ring, size_t count, lc_lonlat p)
{
    double sum = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        double ax = ring[i].lon_deg - p.lon_deg, ay = ring[i].lat_deg - p.lat_deg;
        double bx = ring[i + 1].lon_deg - p.lon_deg, by = ring[i + 1].lat_deg - p.lat_deg;
        sum += atan2(ax * by - ay * bx, ax * bx + ay * by);
    }
    return fabs(sum) > M_PI;
}

static bool is_refused(const world *w, lc_lonlat p, lc_lonlat q)
{
    for (int i = 0; i < WALLS; i++)
        if (is_cut(p, q, w->walls[i][0], w->walls[i][1]))
            return true;
    for (int i = 0; i < LAKES; i++)
        for (int k = 0; k < LAKE_CORNERS; k++)
            if (is_cut(p, q, w->lakes[i][k], w->lakes[i][k + 1]) &&
                !is_inside(w->lakes[i], LAKE_CORNERS + 1, p))
                return true;
    return false;
}

/* The nearest point of a segment in a plane of equal degrees of arc. */
static lc_lonlat foot(lc_lonlat p, const lc_lonlat *v)
{
    /* A degree of longitude over one of latitude on the ellipsoid (Torge, Geodesy, 4.1). */
    double lat = p.lat_deg * M_PI / 180, e2 = 0.00669437999014;
    double narrow = cos(lat) * (1 - e2 * sin(lat) * sin(lat)) / (1 - e2);
    double ax = (v[0].lon_deg - p.lon_deg) * narrow, ay = v[0].lat_deg - p.lat_deg;
    double dx = (v[1].lon_deg - v[0].lon_deg) * narrow, dy = v[1].lat_deg - v[0].lat_deg;
    double share = fmin(1, fmax(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
    return (lc_lonlat){v[0].lon_deg + share * (v[1].lon_deg - v[0].lon_deg),
                       v[0].lat_deg + share * (v[1].lat_deg - v[0].lat_deg)};
}

/* The shortest leg, of all or of those that cross nothing. */
static double brute_force_m(const world *w, lc_lonlat p, bool heed)
{
    double best_m = INFINITY;
    for (int i = 0; i < LINES; i++)
        for (int k = 0; k + 1 < POINTS; k++) {
            lc_lonlat at = foot(p, &w->lines[i][k]);
            if (!heed || !is_refused(w, p, at))
                best_m = fmin(best_m, lc_geodesic_distance_m(p, at));
        }
    return best_m;
}

typedef struct tally {
    int joined, refused, lost;
} tally;

static void compare(const world *w, const lc_network *network, const lc_join_rule *rule,
                    lc_lonlat p, tally *t)
{
    lc_joined got = lc_network_join_place(network, rule, p);
    double open_m = brute_force_m(w, p, true), any_m = brute_force_m(w, p, false);
    bool reached = open_m <= rule->limit_m;
    double want_m = reached ? open_m : any_m;
    lc_join_status want = open_m <= rule->warn_m ? LC_JOIN_OK
                          : reached              ? LC_JOIN_FAR
                                                 : LC_JOIN_UNSNAPPED;
    if (fabs(open_m - rule->warn_m) < 0.01 || fabs(open_m - rule->limit_m) < 0.01)
        return;
    if (fabs((double)got.leg_mm / 1000 - want_m) > 0.002 || got.status != want ||
        got.blocked != (any_m < open_m && any_m <= rule->limit_m))
        fail_msg("%.7f %.7f: %.3f m, %d, blocked %d; not %.3f m, %d (nearest %.3f m)", p.lon_deg,
                 p.lat_deg, (double)got.leg_mm / 1000, (int)got.status, got.blocked, want_m,
                 (int)want, any_m);
    t->joined += reached;
    t->refused += reached && any_m < open_m;
    t->lost += !reached && any_m <= rule->limit_m;
}

static void random_towns(void **state)
{
    static const lc_lonlat CENTRES[] = {{121.47, 31.23}, {-51.2, -30.05}, {25, 60}, {36.8, 0}};
    static world w;
    uint64_t seed = 11;
    tally t = {0};
    for (int net = 0; net < NETS; net++) {
        w.centre = CENTRES[net % 4];
        draw(&w, &seed);
        lc_network *network = network_of(*state, &w);
        lc_barriers *barriers = barriers_of(*state, &w);
        const lc_join_rule rule = {60, 60 + town_random(&seed) * 300, barriers};
        for (int i = 0; i < PLACES; i++)
            compare(&w, network, &rule, somewhere(&w, 0.009, &seed), &t);
        lc_barriers_free(barriers);
        lc_network_close(network);
    }
    assert_true(t.joined > 3000 && t.refused > 200 && t.lost > 50);
}

/* Threads and order change nothing. */
static void many_at_once(void **state)
{
    enum { MANY = 2000 };
    static world w;
    static lc_lonlat places[MANY];
    static lc_joined one[MANY], two[MANY];
    uint64_t seed = 12;
    w.centre = (lc_lonlat){121.47, 31.23};
    draw(&w, &seed);
    lc_network *network = network_of(*state, &w);
    lc_barriers *barriers = barriers_of(*state, &w);
    const lc_join_rule rule = {60, 200, barriers};
    for (int i = 0; i < MANY; i++)
        places[i] = somewhere(&w, 0.009, &seed);
    lc_ctx_set_threads(*state, 1);
    assert_ok(*state, lc_network_join_places(*state, network, &rule, places, MANY, one));
    lc_ctx_set_threads(*state, 4);
    assert_ok(*state, lc_network_join_places(*state, network, &rule, places, MANY, two));
    for (int i = 0; i < MANY; i++) {
        lc_joined want = lc_network_join_place(network, &rule, places[i]);
        assert_true(want.piece == one[i].piece && want.offset_mm == one[i].offset_mm &&
                    want.leg_mm == one[i].leg_mm && want.status == one[i].status);
        assert_true(want.piece == two[i].piece && want.offset_mm == two[i].offset_mm &&
                    want.leg_mm == two[i].leg_mm && want.status == two[i].status);
    }
    lc_barriers_free(barriers);
    lc_network_close(network);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(a_river_sends_home_to_the_other_street),
        LC_TEST(what_is_only_drawn_is_no_barrier),
        LC_TEST(far_and_behind_a_barrier),
        LC_TEST(on_the_water_and_beside_it),
        LC_TEST(other_barriers_stop_a_boat),
        LC_TEST(what_a_crossing_is),
        LC_TEST(the_reason_is_told),
        LC_TEST(a_drive_is_joined),
        LC_TEST(random_towns),
        LC_TEST(many_at_once),
    };
    return cmocka_run_group_tests_name("network_barrier", tests, NULL, NULL);
}
