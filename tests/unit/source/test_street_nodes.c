/* What OSM files hold besides plain ways: nodes that stop, squares, private ways, several files. */
#include "street_files.h"

#define ONE_FILE "  - {file: s.osm}\n"

/* A street with a gate in its middle and a wall beside it, on no street that is walked. */
static void nodes_that_stop_or_delay(void **state)
{
    bench *b = *state;
    put(b, "s.osm",
        OSM(NODE(1, 121.001, 31.001) NODE_TAGGED(2, 121.002, 31.001, TAG("barrier", "gate"))
                NODE_TAGGED(3, 121.003, 31.001, TAG("barrier", "wall"))
                    NODE_TAGGED(4, 121.004, 31.001, TAG("highway", "crossing"))
                        NODE_TAGGED(5, 121.005, 31.001, TAG("highway", "elevator"))
                            NODE_TAGGED(6, 121.006, 31.001, TAG("barrier", "fence"))
                                NODE_TAGGED(7, 121.007, 31.001, TAG("name", "plain"))
                                    WAY(10, ND(1) ND(2) ND(3) ND(4) ND(5) ND(7),
                                        TAG("highway", "residential"))
                                        WAY(11, ND(5) ND(6), TAG("highway", "motorway"))));
    assert_ok(b->ctx, streets_of(b, ONE_FILE));
    assert_rows(b,
                "SELECT node_id, kind, passes, wait_s, rule, lon_deg FROM street_node ORDER BY 1",
                "2|gate|1|10.0|node_gate|121.002\n"
                "3|barrier|0|0.0|node_wall|121.003\n"
                "4|crossing|1|0.0|node_crossing|121.004\n"
                "5|elevator|1|0.0|node_elevator|121.005\n");
}

/* A bridge over a road with a vertex at the very same place, and a road that merely crosses: nodes
 * are shared or they are not. */
static void bridges_do_not_join(void **state)
{
    bench *b = *state;
    put(b, "s.osm",
        OSM(NODE(1, 121.001, 31.002) NODE(2, 121.002, 31.002) NODE(3, 121.003, 31.002)
                NODE(4, 121.002, 31.001) NODE(5, 121.002, 31.002) NODE(6, 121.002, 31.003)
                    WAY(10, ND(1) ND(2) ND(3), TAG("highway", "residential")) WAY(
                        11, ND(4) ND(5) ND(6), TAG("highway", "footway") TAG("bridge", "yes"))));
    assert_ok(b->ctx, streets_of(b, ONE_FILE));
    assert_rows(b,
                "SELECT HEX(SUBSTR(a.node_ids, 9, 8)) = HEX(SUBSTR(b.node_ids, 9, 8)) FROM street "
                "a, street b WHERE a.source_id = 10 AND b.source_id = 11",
                "0\n");
}

/* A square of 4 corners (1 to 4) with streets at 1 and 3: one link across, along the diagonal. The
 * street at corner 2 may not be walked, so nothing meets there. */
#define SQUARE_NODES                                                                               \
    NODE(1, 121.001, 31.001)                                                                       \
    NODE(2, 121.002, 31.001)                                                                       \
    NODE(3, 121.002, 31.002)                                                                       \
    NODE(4, 121.001, 31.002)                                                                       \
    NODE(5, 121.0, 31.001) NODE(6, 121.003, 31.002) NODE(7, 121.003, 31.001)

static void squares_are_walked_across(void **state)
{
    bench *b = *state;
    put(b, "s.osm",
        OSM(SQUARE_NODES WAY(20, ND(1) ND(2) ND(3) ND(4) ND(1),
                             TAG("highway", "pedestrian") TAG("area", "yes") TAG("name", "广场"))
                WAY(21, ND(5) ND(1), TAG("highway", "residential"))
                    WAY(22, ND(3) ND(6), TAG("highway", "residential"))
                        WAY(23, ND(2) ND(7), TAG("highway", "motorway"))));
    assert_ok(b->ctx, streets_of(b, ONE_FILE));
    assert_rows(
        b,
        "SELECT source_id, kind, access, rule, name, HEX(node_ids) FROM street WHERE kind = "
        "'area'",
        "20|area|through|class_open|广场|01000000000000000300000000000000\n");
    assert_rows(b, "SELECT kind, LENGTH(node_ids) FROM street WHERE source_id = 20 ORDER BY 2",
                "area|16\nplain|40\n");
}

/* The same ring without area=yes is a street in a ring. */
static void a_ring_street_is_no_square(void **state)
{
    bench *b = *state;
    put(b, "s.osm",
        OSM(SQUARE_NODES WAY(20, ND(1) ND(2) ND(3) ND(4) ND(1), TAG("highway", "pedestrian"))
                WAY(21, ND(5) ND(1), TAG("highway", "residential"))
                    WAY(22, ND(3) ND(6), TAG("highway", "residential"))));
    assert_ok(b->ctx, streets_of(b, ONE_FILE));
    assert_rows(b, "SELECT COUNT(*) FROM street WHERE kind = 'area'", "0\n");
}

/* An L: what joins the tips of its arms runs outside, what joins a tip to the inner corner does
 * not. 6---5 |   | |   4-----3 |         | 1---------2  */
static void links_stay_within_the_square(void **state)
{
    bench *b = *state;
    put(b, "s.osm",
        OSM(NODE(1, 121.001, 31.001) NODE(2, 121.003, 31.001) NODE(3, 121.003, 31.002)
                NODE(4, 121.002, 31.002) NODE(5, 121.002, 31.003) NODE(6, 121.001, 31.003)
                    NODE(8, 121.004, 31.002) NODE(9, 121.002, 31.004)
                        WAY(20, ND(1) ND(2) ND(3) ND(4) ND(5) ND(6) ND(1),
                            TAG("highway", "footway") TAG("area", "yes"))
                            WAY(21, ND(3) ND(8), TAG("highway", "path"))
                                WAY(22, ND(5) ND(9), TAG("highway", "path"))
                                    WAY(23, ND(1) ND(8), TAG("highway", "path"))));
    assert_ok(b->ctx, streets_of(b, ONE_FILE));
    /* 1-3 and 1-5 are seen; 3-5 is not. */
    assert_rows(b, "SELECT HEX(node_ids) FROM street WHERE kind = 'area' ORDER BY 1",
                "01000000000000000300000000000000\n01000000000000000500000000000000\n");
}

static void private_streets_alone_are_told(void **state)
{
    bench *b = *state;
    put(b, "s.osm",
        OSM(NODE(1, 121.001, 31.001) NODE(2, 121.002, 31.001)
                WAY(10, ND(1) ND(2), TAG("highway", "service") TAG("access", "private"))));
    assert_ok(b->ctx, streets_of(b, ONE_FILE));
    assert_rows(b, "SELECT access, rule, foot_forward FROM street", "ends|access_private|1\n");
    assert_rows(b, "SELECT code FROM finding", "all_private\n");
}

static void one_street_is_a_network(void **state)
{
    bench *b = *state;
    put(b, "s.osm",
        OSM(NODE(1, 121.001, 31.001) NODE(2, 121.002, 31.001)
                WAY(10, ND(1) ND(2), TAG("highway", "path"))));
    assert_ok(b->ctx, streets_of(b, ONE_FILE));
    assert_rows(b, "SELECT COUNT(*) FROM finding", "0\n");
}

static void nothing_to_walk_is_told_with_counts(void **state)
{
    bench *b = *state;
    put(b, "s.osm", OSM(NODE(1, 121.001, 31.001)));
    assert_int_equal(streets_of(b, ONE_FILE), LC_INPUT);
    assert_message(b->ctx, "s.osm: there is no street in it");
    lc_ctx_clear(b->ctx);
    put(b, "s.osm",
        OSM(NODE(1, 121.001, 31.001) NODE(2, 121.002, 31.001) WAY(
            10, ND(1) ND(2), TAG("highway", "motorway")) WAY(11, ND(1), TAG("highway", "path"))));
    assert_int_equal(streets_of(b, ONE_FILE), LC_INPUT);
    assert_message(b->ctx, "none of its 2 streets may be walked by the foot rules");
    lc_ctx_clear(b->ctx);
    put(b, "s.osm",
        OSM(NODE(4, 125.0, 31.0) NODE(5, 125.1, 31.0)
                WAY(13, ND(4) ND(5), TAG("highway", "residential"))));
    assert_int_equal(streets_of(b, ONE_FILE), LC_INPUT);
    assert_message(b->ctx, "1 lie elsewhere (the file is around 125.050, 31.000, the study around "
                           "121.010, 31.010)");
}

/* Two hundred thousand ways of one node each: told, and soon. */
static void ways_of_one_node(void **state)
{
    bench *b = *state;
    enum { WAYS = 200000, ROOM = 96 };
    char *text = calloc(WAYS + 2, ROOM), *at = text;
    assert_non_null(text);
    at += sprintf(at, "<?xml version='1.0'?><osm version='0.6'>" NODE(1, 121.001, 31.001));
    for (int i = 1; i <= WAYS; i++)
        at += sprintf(at, "<way id='%d'><nd ref='1'/><tag k='highway' v='path'/></way>", i);
    sprintf(at, "</osm>");
    put(b, "s.osm", text);
    free(text);
    assert_int_equal(streets_of(b, ONE_FILE), LC_INPUT);
    assert_message(b->ctx, "none of its 200000 rows is a street");
}

/* --- several files --- */

/* Are vertex `i` of street x and vertex `j` of street y (from 1) the same node? */
static bool same_node(bench *b, const char *x, int i, const char *y, int j)
{
    char sql[256];
    snprintf(sql, sizeof sql,
             "SELECT SUBSTR(a.node_ids, %d, 8) = SUBSTR(b.node_ids, %d, 8) FROM street a, street b "
             "WHERE a.name = '%s' AND b.name = '%s'",
             8 * i - 7, 8 * j - 7, x, y);
    const char *answer = rows(b, sql);
    assert_true(strcmp(answer, "0\n") == 0 || strcmp(answer, "1\n") == 0);
    return answer[0] == '1';
}

/* A city's street (with a bridge above it) and footpaths drawn upon it in another program. */
static void drawn_lines_join_the_streets(void **state)
{
    bench *b = *state;
    put(b, "s.osm",
        OSM(NODE(1, 121.001, 31.002) NODE(2, 121.002, 31.002) NODE(3, 121.003, 31.002)
                NODE(4, 121.003, 31.001) NODE(5, 121.003, 31.0021) NODE(6, 121.003, 31.003)
                    WAY(10, ND(1) ND(2) ND(3), TAG("highway", "residential") TAG("name", "street"))
                        WAY(11, ND(4) ND(5) ND(6),
                            TAG("highway", "footway") TAG("bridge", "yes") TAG("name", "bridge"))));
    put(b, "paths.geojson",
        COLLECTION(LINE("{\"name\":\"path\"}", "[121.002,31.002],[121.0025,31.004]") "," LINE(
            "{\"name\":\"under\"}", "[121.0028,31.0021],[121.003,31.0021],[121.0032,31.0021]")));
    /* The order of the study does not matter. */
    assert_ok(b->ctx, streets_of(b, "  - {file: paths.geojson}\n  - {file: s.osm}\n"));
    assert_true(same_node(b, "street", 2, "path", 1));
    assert_false(same_node(b, "bridge", 2, "under", 2));
    assert_rows(b, "SELECT HEX(SUBSTR(node_ids, 1, 8)) FROM street WHERE name = 'path'",
                "0200000000000000\n");
}

/* Editors number new nodes from -1 in every file: ids below 0 say nothing. */
static void new_nodes_of_editors_are_known_by_place(void **state)
{
    bench *b = *state;
    put(b, "a.osm",
        OSM(NODE(1, 121.001, 31.002) NODE(2, 121.002, 31.002)
                WAY(10, ND(1) ND(2), TAG("highway", "residential") TAG("name", "street"))));
    put(b, "b.osm",
        OSM(NODE(-1, 121.002, 31.002) NODE_TAGGED(-2, 121.003, 31.002, TAG("barrier", "gate"))
                WAY(-1, ND(-1) ND(-2), TAG("highway", "path") TAG("name", "b"))));
    put(b, "c.osm",
        OSM(NODE(-1, 121.003, 31.002) NODE(-2, 121.004, 31.002)
                WAY(-1, ND(-1) ND(-2), TAG("highway", "path") TAG("name", "c"))));
    assert_ok(b->ctx, streets_of(b, "  - {file: a.osm}\n  - {file: b.osm}\n  - {file: c.osm}\n"));
    assert_true(same_node(b, "street", 2, "b", 1));
    assert_true(same_node(b, "b", 2, "c", 1));
    assert_false(same_node(b, "b", 1, "c", 1));
    assert_rows(b,
                "SELECT COUNT(*) FROM street_node n, street s WHERE s.name = 'c' AND n.kind = "
                "'gate' AND s.source_id = -1",
                "1\n");
}

/* --- the study's own rules --- */

static void a_study_overrides_rules(void **state)
{
    bench *b = *state;
    put(b, "s.osm",
        OSM(NODE(1, 121.001, 31.001) NODE(2, 121.002, 31.001) NODE(3, 121.003, 31.001)
                WAY(10, ND(1) ND(2), TAG("highway", "residential"))
                    WAY(11, ND(2) ND(3), TAG("highway", "cycleway"))
                        WAY(12, ND(1) ND(3), TAG("highway", "service") TAG("service", "alley"))));
    put(b, "rules.csv",
        "id,on,group,when,verdict,text_en\nno_alleys,way,walk,service=alley,no,No alleys here.\n");
    assert_ok(b->ctx, streets_of(b, ONE_FILE "foot_rules: {file: rules.csv, on: [cycleway]}\n"));
    assert_rows(b, "SELECT source_id, rule, access FROM street ORDER BY 1",
                "10|class_open|through\n11|cycleway|through\n12|no_alleys|none\n");
    assert_rows(b, "SELECT rule, is_on, text_en FROM foot_rule WHERE foot_rule_id = 1",
                "no_alleys|1|No alleys here.\n");
    assert_rows(b, "SELECT is_on FROM foot_rule WHERE rule = 'cycleway'", "1\n");
    /* one language's text stands for the other's, and every row is counted */
    assert_rows(b, "SELECT text_zh FROM foot_rule WHERE foot_rule_id = 1", "No alleys here.\n");
    assert_rows(b, "SELECT role, path, rows_in, rows_kept FROM input WHERE role = 'foot_rules'",
                "foot_rules|rules.csv|1|1\n");
}

static void bad_rules_are_refused_with_their_row(void **state)
{
    bench *b = *state;
    put(b, "s.osm", OSM(NODE(1, 121.001, 31.001)));
    put(b, "rules.csv",
        "id,on,group,when,verdict\nfine,way,walk,service=alley,no\nworse,way,walk,service=,no\n");
    assert_int_equal(streets_of(b, ONE_FILE "foot_rules: rules.csv\n"), LC_INPUT);
    assert_message(b->ctx,
                   "rules.csv, row 3: when \"service=\" cannot be used: a value is missing");
    lc_ctx_clear(b->ctx);
    put(b, "rules.csv", "id,on,when\nfine,way,service=alley\n");
    assert_int_equal(streets_of(b, ONE_FILE "foot_rules: rules.csv\n"), LC_INPUT);
    assert_message(b->ctx, "needs a column \"group\"");
    lc_ctx_clear(b->ctx);
    assert_int_equal(streets_of(b, ONE_FILE "foot_rules: {on: [cycle_way]}\n"), LC_INPUT);
    assert_message(b->ctx, "did you mean \"cycleway\"");
}

/* What an OSM file cannot heed is not passed over in silence. */
static void keys_of_line_layers_are_refused(void **state)
{
    static const char *const keys[][2] = {
        {"tolerance_m", "tolerance_m: 0.5"},
        {"noding", "noding: true"},
        {"crs", "crs: gcj02"},
        {"where", "where: {highway: primary}"},
        {"columns", "columns: {class: kind}"},
        {"set", "set: {class: footway}"},
    };
    bench *b = *state;
    put(b, "s.osm",
        OSM(NODE(1, 121.001, 31.001) NODE(2, 121.002, 31.001)
                WAY(10, ND(1) ND(2), TAG("highway", "residential"))));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char entry[128], words[64];
        snprintf(entry, sizeof entry, "  - {file: s.osm, %s}\n", keys[i][1]);
        snprintf(words, sizeof words, "\"%s\" has no meaning for an OSM file", keys[i][0]);
        assert_int_equal(streets_of(b, entry), LC_INPUT);
        assert_message(b->ctx, words);
        lc_ctx_clear(b->ctx);
    }
    assert_ok(b->ctx, streets_of(b, "  - {file: s.osm, crs: 'EPSG:4326', encoding: UTF-8}\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(nodes_that_stop_or_delay),
        BENCH_TEST(bridges_do_not_join),
        BENCH_TEST(squares_are_walked_across),
        BENCH_TEST(a_ring_street_is_no_square),
        BENCH_TEST(links_stay_within_the_square),
        BENCH_TEST(private_streets_alone_are_told),
        BENCH_TEST(one_street_is_a_network),
        BENCH_TEST(nothing_to_walk_is_told_with_counts),
        BENCH_TEST(ways_of_one_node),
        BENCH_TEST(drawn_lines_join_the_streets),
        BENCH_TEST(new_nodes_of_editors_are_known_by_place),
        BENCH_TEST(a_study_overrides_rules),
        BENCH_TEST(bad_rules_are_refused_with_their_row),
        BENCH_TEST(keys_of_line_layers_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
