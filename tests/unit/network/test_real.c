/* Real extracts from the file to the joins. */
#include "town.h"

#include <sys/stat.h>

#include "osm/foot.h"

#define DATA LC_SOURCE_DIR "/../shared/data/"

typedef struct loading {
    lc_store *store;
    lc_stmt *insert;
    lc_foot_rules *rules;
    corner *corners;
    size_t longest;
} loading;

/* Left out by the filter that counted independently. */
static bool is_private(const lc_osm_way *way, const lc_foot *foot)
{
    for (size_t i = 0; i < way->tag_count; i++)
        if (strcmp(foot->access, "ends") == 0 && strcmp(way->tags[i].value, "private") == 0)
            return true;
    return false;
}

static lc_status load_way(void *user, const lc_osm_way *way)
{
    loading *l = user;
    lc_foot foot;
    if (!lc_foot_rule(l->rules, way->tags, way->tag_count, &foot) || way->node_count < 2 ||
        is_private(way, &foot))
        return LC_OK;
    assert_true(way->node_count <= l->longest);
    for (size_t i = 0; i < way->node_count; i++)
        l->corners[i] = (corner){way->node_ids[i], way->lonlat[2 * i], way->lonlat[2 * i + 1]};
    town_put_street(l->store, l->insert,
                    (street_row){way->id, foot.steps, foot.forward, foot.backward}, l->corners,
                    way->node_count);
    return LC_OK;
}

/* The network of an extract, or a skipped test where there is none. */
static lc_store *load(void **state, const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0) {
        print_message("skipped: no data at %s\n", path);
        skip();
    }
    lc_store *store = town_open(state);
    loading l = {store, town_street_stmt(store), NULL, calloc(2000, sizeof(corner)), 2000};
    lc_osm_count count;
    assert_non_null(l.corners);
    assert_ok(*state, lc_foot_rules_new(*state, &l.rules));
    assert_ok(*state, lc_store_stage_begin(store, "network"));
    assert_ok(*state, lc_osm_read(*state, path, load_way, &l, &count));
    assert_ok(*state, town_build(store));
    lc_foot_rules_free(l.rules);
    lc_stmt_free(l.insert);
    free(l.corners);
    return store;
}

/* Holds for every graph: dense numbers, ends of lines at their nodes, no edge between components,
 * no edge shorter than the straight line. */
static void check_graph(lc_store *store)
{
    assert_int_equal(town_int(store, "SELECT MAX(node_id) + 1 - COUNT(*) FROM net_node"), 0);
    assert_int_equal(town_int(store, "SELECT MAX(edge_id) + 1 - COUNT(*) FROM net_edge"), 0);
    assert_int_equal(town_int(store,
                              "SELECT COUNT(*) FROM net_edge e JOIN net_node a ON a.node_id ="
                              " e.from_node JOIN net_node b ON b.node_id = e.to_node"
                              " WHERE a.component <> b.component"),
                     0);
    lc_stmt *stmt = town_prepare(
        store,
        "SELECT e.xy, e.length_mm, a.lon_deg, a.lat_deg, b.lon_deg, b.lat_deg FROM net_edge e"
        " JOIN net_node a ON a.node_id = e.from_node"
        " JOIN net_node b ON b.node_id = e.to_node");
    for (bool row = true;;) {
        assert_ok(lc_store_ctx(store), lc_stmt_step(stmt, &row));
        if (!row)
            break;
        size_t size;
        const char *xy = lc_stmt_blob(stmt, 0, &size);
        lc_lonlat first, last;
        lc_lonlat from = {lc_stmt_double(stmt, 2), lc_stmt_double(stmt, 3)};
        lc_lonlat to = {lc_stmt_double(stmt, 4), lc_stmt_double(stmt, 5)};
        memcpy(&first, xy, sizeof first);
        memcpy(&last, xy + size - sizeof last, sizeof last);
        assert_memory_equal(&first, &from, sizeof first);
        assert_memory_equal(&last, &to, sizeof last);
        assert_true((double)lc_stmt_int(stmt, 1) + 0.501 >=
                    1000 * lc_geodesic_distance_m(from, to));
    }
    lc_stmt_free(stmt);
}

static double main_share(lc_store *store)
{
    return town_real(store, "SELECT AVG(component = 0) FROM net_node");
}

/* Every node of the main streets, asked for as a home, is joined on the spot to an end of one of
 * its own edges. */
static void check_homes(void **state, lc_store *store)
{
    assert_ok(*state,
              lc_db_exec(lc_store_db(store),
                         "INSERT INTO demand (demand_id, lon_deg, lat_deg, input_id)"
                         " SELECT node_id, lon_deg, lat_deg, 1 FROM net_node WHERE component = 0"));
    assert_ok(*state, town_join(store, 100, 300));
    assert_int_equal(town_int(store, "SELECT COUNT(*) FROM demand_join WHERE leg_mm > 0 OR"
                                     " status <> 'ok'"),
                     0);
    assert_int_equal(town_int(store, "SELECT COUNT(*) FROM demand_join j JOIN net_edge e"
                                     " USING (edge_id) WHERE j.demand_id NOT IN (e.from_node,"
                                     " e.to_node) OR (j.offset_mm <> 0 AND j.offset_mm <>"
                                     " e.length_mm)"),
                     0);
}

/* A plain foot filter over this extract gives 18,916 vertices and 68 components, the largest
 * with 98.3 %, as counted independently. Our rules drop a little more (cycleways without foot,
 * outlines of car parks) and keep a little more (foot=yes on private drives): 2 % is allowed. */
static void porto_alegre(void **state)
{
    lc_store *store = load(state, DATA "porto_alegre/poa_osm.pbf");
    check_graph(store);
    int64_t nodes = town_int(store, "SELECT COUNT(*) FROM net_node");
    int64_t components = town_int(store, "SELECT MAX(component) + 1 FROM net_node");
    assert_in_range(nodes, 18538, 19294);
    assert_in_range(components, 50, 80);
    assert_true(fabs(main_share(store) - 0.983) < 0.005);
    check_homes(state, store);
    lc_store_close(store);
}

static void helsinki(void **state)
{
    lc_store *store = load(state, DATA "helsinki/Helsinki.osm.pbf");
    check_graph(store);
    assert_true(town_int(store, "SELECT COUNT(*) FROM net_edge") > 2000);
    assert_true(main_share(store) > 0.8);
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(porto_alegre),
        LC_TEST(helsinki),
    };
    return cmocka_run_group_tests_name("network_real", tests, NULL, NULL);
}
