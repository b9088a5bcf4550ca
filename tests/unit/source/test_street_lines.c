/* Line layers: ends within a tolerance, crossings, and the report of what does not join. One
 * ten-thousandth of a degree is 11 m of latitude and 9.5 m of longitude here. */
#include "street_files.h"

static bool joins(bench *b, const char *x, int i, const char *y, int j)
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

#define VERTICES(name) figure(b, "SELECT LENGTH(node_ids) / 8 FROM street WHERE name = '" name "'")

/* b begins 1.1 m north of a's end; c ends 1.1 m short of the middle of a. */
#define GAPS                                                                                       \
    COLLECTION(LINE("{\"name\":\"a\"}", "[121.001,31.001],[121.003,31.001]") "," LINE(             \
        "{\"name\":\"b\"}", "[121.003,31.00101],[121.003,31.003]") "," LINE("{\"name\":\"c\"}",    \
                                                                            "[121.002,31.003],"    \
                                                                            "[121.002,31.00101]"))

static void gaps_are_reported(void **state)
{
    bench *b = *state;
    put(b, "s.geojson", GAPS);
    assert_ok(b->ctx, streets_of(b, "  - {file: s.geojson}\n"));
    assert_false(joins(b, "a", 2, "b", 1));
    /* Within 2 m: a's end, b's beginning, c's end. The three others are dead ends. */
    assert_rows(b, "SELECT code, value, field FROM finding ORDER BY code",
                "dangling_ends|3|-\nnear_misses|3|2\n");
    assert_rows(b, "SELECT detail FROM finding WHERE code = 'near_misses'",
                "121.00300, 31.00100; 121.00300, 31.00101; 121.00200, 31.00101\n");
}

static void a_tolerance_closes_them(void **state)
{
    bench *b = *state;
    put(b, "s.geojson", GAPS);
    assert_ok(b->ctx, streets_of(b, "  - {file: s.geojson, tolerance_m: 1.5}\n"));
    /* c's end became a vertex of a. */
    assert_true(VERTICES("a") == 3);
    assert_true(joins(b, "a", 2, "c", 2));
    assert_true(joins(b, "a", 3, "b", 1));
    assert_rows(b, "SELECT code, value, detail FROM finding WHERE code <> 'dangling_ends'",
                "topology_repaired|2|0\n");
    assert_rows(b, "SELECT value FROM finding WHERE code = 'dangling_ends'", "3\n");
}

static void a_smaller_tolerance_leaves_them(void **state)
{
    bench *b = *state;
    put(b, "s.geojson", GAPS);
    assert_ok(b->ctx, streets_of(b, "  - {file: s.geojson, tolerance_m: 1}\n"));
    assert_false(joins(b, "a", 2, "b", 1));
    assert_true(VERTICES("a") == 2);
}

/* A cross on the ground, and a bridge (level 1) over the middle of one arm. */
#define CROSS                                                                                      \
    COLLECTION(LINE("{\"name\":\"a\",\"layer\":0}", "[121.001,31.002],[121.005,31.002]") "," LINE( \
        "{\"name\":\"b\",\"layer\":0}",                                                            \
        "[121.002,31.001],[121.002,31.003]") "," LINE("{\"name\":\"bridge\",\"layer\":1}",         \
                                                      "[121.004,31.001],[121.004,31.003]"))

static void crossings_are_reported(void **state)
{
    bench *b = *state;
    put(b, "s.geojson", CROSS);
    assert_ok(b->ctx, streets_of(b, "  - {file: s.geojson}\n"));
    assert_rows(b, "SELECT value, detail FROM finding WHERE code = 'crossings_without_node'",
                "1|121.00200, 31.00200\n");
    assert_true(VERTICES("a") == 2);
}

static void noding_makes_junctions_on_one_level(void **state)
{
    bench *b = *state;
    put(b, "s.geojson", CROSS);
    assert_ok(b->ctx, streets_of(b, "  - {file: s.geojson, noding: true}\n"));
    assert_true(VERTICES("a") == 3);
    assert_true(VERTICES("b") == 3);
    assert_true(VERTICES("bridge") == 2);
    assert_true(joins(b, "a", 2, "b", 2));
    assert_rows(b, "SELECT code, value, detail FROM finding WHERE code <> 'dangling_ends'",
                "topology_repaired|0|1\n");
}

/* A bridge ends upon the middle of a road on the ground: with noding it joins. A walkway at level 1
 * ends upon a vertex of the bridge: it joins the bridge, and not the road below. */
static void bridges_meet_the_ground_at_their_ends(void **state)
{
    bench *b = *state;
    put(b, "s.geojson",
        COLLECTION(
            LINE("{\"name\":\"road\",\"layer\":0}", "[121.001,31.002],[121.005,31.002]") "," LINE(
                "{\"name\":\"bridge\",\"layer\":1}", "[121.002,31.002],[121.003,31.003],[121.004,"
                                                     "31.004]") "," LINE("{\"name\":\"below\","
                                                                         "\"layer\":0}",
                                                                         "[121.003,31.0025],[121."
                                                                         "003,31.003],[121.003,31."
                                                                         "0035]") "," LINE("{\"name"
                                                                                           "\":"
                                                                                           "\"walkw"
                                                                                           "ay\","
                                                                                           "\"layer"
                                                                                           "\":1}",
                                                                                           "[121."
                                                                                           "003,31."
                                                                                           "003],["
                                                                                           "121."
                                                                                           "001,31."
                                                                                           "004"
                                                                                           "]")));
    assert_ok(b->ctx, streets_of(b, "  - {file: s.geojson, noding: true}\n"));
    assert_true(VERTICES("road") == 3);
    assert_true(joins(b, "road", 2, "bridge", 1));
    assert_true(joins(b, "walkway", 1, "bridge", 2));
    assert_false(joins(b, "walkway", 1, "below", 2));
}

/* Lines that may not be walked neither catch ends nor are crossed. */
static void closed_lines_take_no_part(void **state)
{
    bench *b = *state;
    put(b, "s.geojson",
        COLLECTION(
            LINE("{\"name\":\"a\",\"foot\":\"yes\"}", "[121.001,31.001],[121.003,31.001]") "," LINE(
                "{\"name\":\"m\",\"foot\":\"no\"}", "[121.002,31.0005],[121.002,31.002]")));
    assert_ok(b->ctx, streets_of(b, "  - {file: s.geojson, noding: true, tolerance_m: 5}\n"));
    assert_true(VERTICES("a") == 2);
    assert_rows(b, "SELECT name, access FROM street ORDER BY 1", "a|through\nm|none\n");
}

static void one_way_on_foot(void **state)
{
    bench *b = *state;
    put(b, "s.geojson",
        COLLECTION(LINE(
            "{\"name\":\"a\",\"行人单向\":\"是\",\"oneway\":\"F\"}",
            "[121.001,31.001],[121."
            "003,31.001]") "," LINE("{\"name\":\"b\",\"行人单向\":\"-1\",\"oneway\":null}",
                                    "[121.001,31.001],[121.003,31.001]") "," LINE("{\"name\":\"c\","
                                                                                  "\"行人单向\":"
                                                                                  "null,"
                                                                                  "\"oneway\":"
                                                                                  "\"F\"}",
                                                                                  "[121.001,31.001]"
                                                                                  ",[121.003,31."
                                                                                  "001]")));
    assert_ok(b->ctx, streets_of(b, "  - {file: s.geojson}\n"));
    assert_rows(b, "SELECT name, foot_forward, foot_backward FROM street ORDER BY 1",
                "a|1|0\nb|0|1\nc|1|1\n");
}

/* Names and classes go through the one table, as those of OSM do. */
static void elevated_roads_of_a_layer(void **state)
{
    bench *b = *state;
    put(b, "s.geojson",
        COLLECTION(LINE("{\"name\":\"内环高架路\",\"class\":\"trunk\"}",
                        "[121.001,31.001],[121."
                        "003,31.001]") "," LINE("{\"name\":\"内环高架路辅路\",\"class\":\"trunk\"}",
                                                "[121.001,31.001],[121.003,31.001]")));
    assert_ok(b->ctx, streets_of(b, "  - {file: s.geojson}\n"));
    assert_rows(b, "SELECT rule, access FROM street ORDER BY street_id",
                "elevated|none\nclass_open|through\n");
}

static void a_layer_in_another_place(void **state)
{
    bench *b = *state;
    put(b, "s.geojson", COLLECTION(LINE("{\"name\":\"a\"}", "[116.4,39.9],[116.5,39.9]")));
    assert_int_equal(streets_of(b, "  - {file: s.geojson}\n"), LC_INPUT);
    assert_message(b->ctx, "1 lie elsewhere (the file is around 116.450, 39.900");
}

/* Metres that are read as degrees: the finding says which numbers. */
static void a_layer_in_another_system(void **state)
{
    bench *b = *state;
    put(b, "s.geojson", COLLECTION(LINE("{\"name\":\"a\"}", "[502000,3430000],[502100,3430000]")));
    assert_int_equal(streets_of(b, "  - {file: s.geojson}\n"), LC_INPUT);
    assert_message(b->ctx, "s.geojson: none of its 1 rows is a street");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(gaps_are_reported),
        BENCH_TEST(a_tolerance_closes_them),
        BENCH_TEST(a_smaller_tolerance_leaves_them),
        BENCH_TEST(crossings_are_reported),
        BENCH_TEST(noding_makes_junctions_on_one_level),
        BENCH_TEST(bridges_meet_the_ground_at_their_ends),
        BENCH_TEST(closed_lines_take_no_part),
        BENCH_TEST(one_way_on_foot),
        BENCH_TEST(elevated_roads_of_a_layer),
        BENCH_TEST(a_layer_in_another_place),
        BENCH_TEST(a_layer_in_another_system),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
