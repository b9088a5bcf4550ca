/* Where places meet the streets: by hand on the equator, and against trying every segment with
 * PROJ's geodesics. */
#include "town.h"

#include "network/builder.h"
#include "network/image.h"
#include "network/measure.h"
#include "network/place.h"

/* On the equator one degree of longitude is 111319.490793 m; the meridian's first 0.0001 degrees
 * are a (1 - e2) pi / 180 / 10000 = 6335439.3273 m * 1.74532925e-6 = 11.057428 m, and grow by less
 * than a millionth over a kilometre. */
static void equator_street(lc_store *store)
{
    town_street(store, 1, {1, 10.0, 0.0}, {2, 10.001, 0.0}, {3, 10.002, 0.0});
}

static void home(lc_store *store, int64_t id, double lon, double lat)
{
    lc_stmt *stmt =
        town_prepare(store, "INSERT INTO demand (demand_id, region_id, lon_deg, lat_deg, input_id)"
                            " SELECT :id, (SELECT MIN(region_id) FROM region), :lon, :lat, 1");
    lc_stmt_bind_int(stmt, ":id", id);
    lc_stmt_bind_double(stmt, ":lon", lon);
    lc_stmt_bind_double(stmt, ":lat", lat);
    assert_ok(lc_store_ctx(store), lc_stmt_run(stmt));
    lc_stmt_free(stmt);
}

static void entrance(lc_store *store, int64_t facility, int64_t number, double lon, double lat)
{
    lc_stmt *stmt = town_prepare(
        store, "INSERT INTO facility_entrance (facility_id, entrance_no, lon_deg, lat_deg)"
               " VALUES (:id, :no, :lon, :lat)");
    lc_stmt_bind_int(stmt, ":id", facility);
    lc_stmt_bind_int(stmt, ":no", number);
    lc_stmt_bind_double(stmt, ":lon", lon);
    lc_stmt_bind_double(stmt, ":lat", lat);
    assert_ok(lc_store_ctx(store), lc_stmt_run(stmt));
    lc_stmt_free(stmt);
}

static void facility(lc_store *store, int64_t id, const char *name)
{
    assert_ok(lc_store_ctx(store),
              lc_db_exec(lc_store_db(store), "INSERT OR IGNORE INTO facility_type (type_id, code,"
                                             " name_zh, name_en) VALUES (1, 't', '类', 'type')"));
    lc_stmt *stmt = town_prepare(store, "INSERT INTO facility (facility_id, name, type_id, status,"
                                        " counts, input_id, row_no) VALUES (:id, :name, 1, 'open',"
                                        " 1, 1, :id + 100)");
    lc_stmt_bind_int(stmt, ":id", id);
    lc_stmt_bind_text(stmt, ":name", name);
    assert_ok(lc_store_ctx(store), lc_stmt_run(stmt));
    lc_stmt_free(stmt);
}

#define HOME(id)                                                                                   \
    "SELECT ifnull(edge_id, '-') || ' ' || ifnull(offset_mm, '-') || ' ' || leg_mm || ' ' ||"      \
    " status FROM demand_join WHERE demand_id = " #id
#define ENTRANCE(id, no)                                                                           \
    "SELECT ifnull(edge_id, '-') || ' ' || ifnull(offset_mm, '-') || ' ' || leg_mm || ' ' ||"      \
    " status FROM facility_join WHERE facility_id = " #id " AND entrance_no = " #no
#define FINDINGS "SELECT COUNT(*) FROM finding"

static void join(lc_store *store, double warn_m, double limit_m)
{
    lc_ctx *ctx = lc_store_ctx(store);
    assert_ok(ctx, lc_store_stage_begin(store, "network"));
    assert_ok(ctx, town_build(store));
    assert_ok(ctx, town_join(store, warn_m, limit_m));
    assert_ok(ctx, lc_store_stage_commit(store, "f"));
}

/* 0.0005 degrees along, 0.0001 beside: 55.659745 m and 11.057428 m. */
static void beside_a_street(void **state)
{
    lc_store *store = town_open(state);
    equator_street(store);
    home(store, 1, 10.0005, 0.0001);
    home(store, 2, 10.0015, -0.0001);
    join(store, 100, 300);
    assert_string_equal(town_text(store, HOME(1)), "0 55660 11057 ok");
    assert_string_equal(town_text(store, HOME(2)), "0 166979 11057 ok");
    assert_int_equal(town_int(store, FINDINGS), 0);
    lc_store_close(store);
}

/* Beyond the ends the ends are nearest; the street is 222.638982 m long, 0.0001 degrees
 * are 11.131949 m. */
static void beyond_the_ends(void **state)
{
    lc_store *store = town_open(state);
    equator_street(store);
    home(store, 1, 9.9999, 0.0);
    home(store, 2, 10.0021, 0.0);
    join(store, 100, 300);
    assert_string_equal(town_text(store, HOME(1)), "0 0 11132 ok");
    assert_string_equal(town_text(store, HOME(2)), "0 222639 11132 ok");
    lc_store_close(store);
}

static void on_the_street(void **state)
{
    lc_store *store = town_open(state);
    equator_street(store);
    home(store, 1, 10.001, 0.0);
    join(store, 100, 300);
    assert_string_equal(town_text(store, HOME(1)), "0 111319 0 ok");
    lc_store_close(store);
}

/* A street of no length still has a place. */
static void on_a_spot(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 10.0, 0.0}, {2, 10.0, 0.0});
    home(store, 1, 10.0, 0.0001);
    join(store, 100, 300);
    assert_string_equal(town_text(store, HOME(1)), "0 0 11057 ok");
    lc_store_close(store);
}

/* 99.517, 100.623, 298.551 and 309.608 m from the street. */
static void near_far_and_too_far(void **state)
{
    lc_store *store = town_open(state);
    equator_street(store);
    home(store, 1, 10.0, 0.0009);
    home(store, 2, 10.0, 0.00091);
    home(store, 3, 10.0, 0.0027);
    home(store, 4, 10.0, 0.0028);
    join(store, 100, 300);
    assert_string_equal(town_text(store, HOME(1)), "0 0 99517 ok");
    assert_string_equal(town_text(store, HOME(2)), "0 0 100623 far");
    assert_string_equal(town_text(store, HOME(3)), "0 0 298551 far");
    assert_string_equal(town_text(store, HOME(4)), "- - 309608 unsnapped");
    lc_store_close(store);
}

static void limits_are_inclusive(void **state)
{
    static const double LIMITS[][2] = {{11.057, 20}, {11.056, 11.057}, {11.056, 11.056}};
    static const char *const STATUS[] = {"0 0 11057 ok", "0 0 11057 far", "- - 11057 unsnapped"};
    for (int i = 0; i < 3; i++) {
        lc_store *store = town_open(state);
        equator_street(store);
        home(store, 1, 10.0, 0.0001);
        join(store, LIMITS[i][0], LIMITS[i][1]);
        assert_string_equal(town_text(store, HOME(1)), STATUS[i]);
        lc_store_close(store);
    }
}

/* Three streets end in one node, which is nearest: the lowest edge wins, wherever it stands in the
 * tree. */
static void ties_go_to_the_lowest_edge(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {2, 9.999, 0.001}, {1, 10.0, 0.0});
    town_street(store, 2, {1, 10.0, 0.0}, {3, 9.998, 0.0});
    town_street(store, 3, {4, 9.999, -0.001}, {1, 10.0, 0.0});
    home(store, 1, 10.0002, 0.0);
    join(store, 100, 300);
    assert_int_equal(town_int(store, "SELECT edge_id FROM demand_join"), 0);
    assert_int_equal(town_int(store, "SELECT offset_mm = length_mm FROM demand_join JOIN net_edge"
                                     " USING (edge_id)"),
                     1);
    lc_store_close(store);
}

/* The main street and, 110.574 m north, an islet of one piece. */
static void islet_town(lc_store *store)
{
    town_street(store, 1, {9, 10.0, 0.001}, {8, 10.002, 0.001});
    town_street(store, 2, {1, 10.0, 0.0}, {2, 10.001, 0.0});
    town_street(store, 3, {2, 10.001, 0.0}, {3, 10.002, 0.0});
}

/* 22.115 m from the islet and 88.459 m from the main street: 3 x 22.115 + 50 > 88.459. */
static void main_streets_go_before_islets(void **state)
{
    lc_store *store = town_open(state);
    islet_town(store);
    home(store, 1, 10.0005, 0.0008);
    join(store, 100, 300);
    assert_string_equal(town_text(store, HOME(1)), "1 55660 88459 ok");
    lc_store_close(store);
}

/* 5.529 m from the islet and 105.046 m from the main street: 3 x 5.529 + 50 < 105.046. */
static void but_not_from_much_farther(void **state)
{
    lc_store *store = town_open(state);
    islet_town(store);
    home(store, 1, 10.0005, 0.00095);
    join(store, 100, 300);
    assert_string_equal(town_text(store, HOME(1)), "0 55660 5529 ok");
    lc_store_close(store);
}

static void nor_from_beyond_the_limit(void **state)
{
    lc_store *store = town_open(state);
    islet_town(store);
    home(store, 1, 10.0005, 0.0008);
    join(store, 50, 80);
    assert_string_equal(town_text(store, HOME(1)), "0 55660 22115 ok");
    lc_store_close(store);
}

static void every_entrance_joins(void **state)
{
    lc_store *store = town_open(state);
    equator_street(store);
    facility(store, 5, "阳光之家");
    entrance(store, 5, 0, 10.0005, 0.0001);
    entrance(store, 5, 1, 10.0005, 0.0030);
    join(store, 100, 300);
    assert_string_equal(town_text(store, ENTRANCE(5, 0)), "0 55660 11057 ok");
    assert_string_equal(town_text(store, ENTRANCE(5, 1)), "- - 331723 unsnapped");
    assert_int_equal(town_int(store, FINDINGS), 0); /* it can be walked to */
    lc_store_close(store);
}

#define FINDING(id)                                                                                \
    "SELECT code || '|' || feature || '|' || detail || '|' || input_id || '|' || row_no || '|' ||" \
    " lat_deg FROM finding WHERE row_no = " #id

static void distant_facilities_are_told(void **state)
{
    lc_store *store = town_open(state);
    equator_street(store);
    facility(store, 5, "近");
    entrance(store, 5, 0, 10.0005, 0.0001);
    facility(store, 6, "远");
    entrance(store, 6, 0, 10.0005, 0.004);
    entrance(store, 6, 1, 10.0005, 0.002);
    facility(store, 7, "太远");
    entrance(store, 7, 0, 10.0005, 0.0035);
    join(store, 100, 300);
    assert_int_equal(town_int(store, FINDINGS), 2);
    assert_string_equal(town_text(store, FINDING(106)), "snap_far|远|221 m|1|106|0.002");
    assert_string_equal(town_text(store, FINDING(107)), "unsnapped|太远|387 m|1|107|0.0035");
    lc_store_close(store);
}

/* Three homes without a street, one of them outside all regions: two places, and 12.5 + 7 people of
 * the larger group. */
static void lost_homes_are_told_once(void **state)
{
    lc_store *store = town_open(state);
    equator_street(store);
    assert_ok(*state,
              lc_db_exec(lc_store_db(store),
                         "INSERT INTO region (region_id, code, name, level, area_m2)"
                         " VALUES (1, 'a', 'a', 'town', 1);"
                         "INSERT INTO people_group (group_id, code, name_zh, name_en)"
                         " VALUES (1, 'age60', '老人', 'old'), (2, 'all', '人', 'people')"));
    for (int i = 1; i <= 4; i++)
        home(store, i, 10.0, i == 1 ? 0.0001 : 0.01);
    assert_ok(*state, lc_db_exec(lc_store_db(store),
                                 "UPDATE demand SET region_id = NULL WHERE demand_id = 4;"
                                 "INSERT INTO demand_people VALUES (1, 2, 99000000),"
                                 " (2, 1, 3000000), (2, 2, 12500000), (3, 2, 7000000),"
                                 " (4, 2, 55000000)"));
    join(store, 100, 300);
    assert_int_equal(town_int(store, FINDINGS), 1);
    assert_string_equal(
        town_text(store, "SELECT code || '|' || value || '|' || detail FROM finding"),
        "unsnapped_demand|2|20");
    lc_store_close(store);
}

static void joining_again_replaces(void **state)
{
    lc_store *store = town_open(state);
    equator_street(store);
    home(store, 1, 10.0005, 0.0001);
    join(store, 100, 300);
    join(store, 5, 10);
    assert_string_equal(town_text(store, HOME(1)), "- - 11057 unsnapped");
    assert_int_equal(town_int(store, "SELECT COUNT(*) FROM demand_join"), 1);
    lc_store_close(store);
}

static void joining_nothing_to_nothing(void **state)
{
    lc_store *store = town_open(state);
    assert_int_equal(town_join(store, 100, 300), LC_INPUT);
    assert_message(*state, "no walkable street in streets.osm");
    lc_ctx_clear(*state);
    equator_street(store);
    join(store, 100, 300);
    assert_int_equal(town_int(store, "SELECT COUNT(*) FROM demand_join"), 0);
    lc_store_close(store);
}

static void a_damaged_edge(void **state)
{
    lc_store *store = town_open(state);
    equator_street(store);
    assert_ok(*state, town_build(store));
    assert_ok(*state, lc_db_exec(lc_store_db(store), "UPDATE net_edge SET xy = x'0011'"));
    assert_int_equal(town_join(store, 100, 300), LC_STORE);
    assert_message(*state, "Street piece 0");
    lc_store_close(store);
}

/* --- against trying everything --- */

enum { LINES = 45, POINTS = 4, PLACES = 25 };

typedef struct drawing {
    lc_lonlat lines[LINES][POINTS];
} drawing;

/* Streets of about a kilometre with bends, some 4 km around the centre. */
static void draw(drawing *d, lc_lonlat centre, uint64_t *seed)
{
    for (int i = 0; i < LINES; i++) {
        lc_lonlat at = {centre.lon_deg + (town_random(seed) - 0.5) * 0.04,
                        centre.lat_deg + (town_random(seed) - 0.5) * 0.04};
        for (int k = 0; k < POINTS; k++) {
            d->lines[i][k] = at;
            at.lon_deg += (town_random(seed) - 0.5) * 0.01;
            at.lat_deg += (town_random(seed) - 0.5) * 0.01;
        }
    }
}

static double distance_at(lc_lonlat place, const lc_lonlat *v, double share)
{
    lc_lonlat at = {v[0].lon_deg + share * (v[1].lon_deg - v[0].lon_deg),
                    v[0].lat_deg + share * (v[1].lat_deg - v[0].lat_deg)};
    return lc_geodesic_distance_m(place, at);
}

/* Golden section search (Kiefer 1953) along one segment: the distance has one minimum there. */
static double segment_distance_m(lc_lonlat place, const lc_lonlat *v)
{
    const double golden = 0.6180339887498949;
    double low = 0, high = 1;
    for (int i = 0; i < 36; i++) {
        double a = high - golden * (high - low), b = low + golden * (high - low);
        if (distance_at(place, v, a) < distance_at(place, v, b))
            high = b;
        else
            low = a;
    }
    return distance_at(place, v, (low + high) / 2);
}

/* Every third line in the main component, whatever its size. */
static lc_network *network_of(lc_ctx *ctx, const drawing *d)
{
    lc_builder *builder = NULL;
    lc_network *network = NULL;
    assert_ok(ctx, lc_builder_new(ctx, &builder));
    for (int i = 0; i < LINES; i++) {
        int64_t ids[POINTS];
        for (int k = 0; k < POINTS; k++)
            ids[k] = i * POINTS + k;
        lc_walkway way = {.ids = ids, .points = d->lines[i], .count = POINTS};
        assert_ok(ctx, lc_builder_street(builder, &way));
    }
    assert_ok(ctx, lc_builder_finish(builder, &network));
    lc_builder_free(builder);
    assert_int_equal(network->streets.piece_count, LINES);
    lc_street_node *nodes = lc_image_of(network).nodes;
    for (uint32_t i = 0; i < LINES; i++) {
        const lc_piece *p = &network->streets.pieces[i];
        nodes[p->from].component = nodes[p->to].component = i % 3 == 0 ? 0 : 1 + i;
    }
    return network;
}

static bool nearest(const lc_network *network, lc_lonlat place, bool main_only, double max_m,
                    lc_nearest *out)
{
    lc_wish wish = {.place = place, .main_only = main_only, .max_m = max_m};
    return lc_network_nearest(network, &wish, out);
}

static double brute_force_m(const drawing *d, lc_lonlat place, bool main_only)
{
    double best_m = INFINITY;
    for (int i = 0; i < LINES; i++)
        for (int k = 0; k + 1 < POINTS; k++)
            if (!main_only || i % 3 == 0)
                best_m = fmin(best_m, segment_distance_m(place, &d->lines[i][k]));
    return best_m;
}

/* A curve that is straight in degrees bulges from the chord by at most L2 tan(lat) / 8R, 0.04 m for
 * a kilometre at 65 degrees; at the foot of the perpendicular that shifts the distance by far less.
 * Half a millimetre is allowed. */
static void compare_at(lc_ctx *ctx, lc_lonlat centre, uint64_t seed)
{
    static drawing d;
    draw(&d, centre, &seed);
    lc_network *index = network_of(ctx, &d);
    for (int i = 0; i < PLACES; i++) {
        lc_lonlat place = {centre.lon_deg + (town_random(&seed) - 0.5) * 0.05,
                           centre.lat_deg + (town_random(&seed) - 0.5) * 0.05};
        for (int main_only = 0; main_only < 2; main_only++) {
            lc_nearest found;
            double want_m = brute_force_m(&d, place, main_only);
            assert_true(nearest(index, place, main_only, INFINITY, &found));
            double got_m = lc_geodesic_distance_m(place, found.at);
            if (fabs(got_m - want_m) > 0.0005 + 1e-6 * want_m)
                fail_msg("%.6f %.6f: %.6f m, not %.6f m", place.lon_deg, place.lat_deg, got_m,
                         want_m);
            assert_true(!main_only || found.main);
            assert_false(nearest(index, place, main_only, got_m * 0.999, &found));
        }
    }
    lc_network_close(index);
}

static void brute_force_in_shanghai(void **state)
{
    compare_at(*state, (lc_lonlat){121.47, 31.23}, 1);
}

static void brute_force_in_the_south(void **state)
{
    compare_at(*state, (lc_lonlat){-51.2, -30.05}, 2);
}

static void brute_force_far_north(void **state)
{
    compare_at(*state, (lc_lonlat){25.0, 65.0}, 3);
}

static void brute_force_on_the_equator(void **state)
{
    compare_at(*state, (lc_lonlat){36.8, 0.0}, 4);
}

/* The offset leads back to the point: walking that far along the line, measured with PROJ, one is
 * there. */
static void offsets_lead_back_to_the_point(void **state)
{
    static drawing d;
    uint64_t seed = 5;
    draw(&d, (lc_lonlat){121.47, 31.23}, &seed);
    lc_network *index = network_of(*state, &d);
    for (int i = 0; i < 200; i++) {
        lc_lonlat place = {121.445 + town_random(&seed) * 0.05, 31.205 + town_random(&seed) * 0.05};
        lc_nearest found;
        assert_true(nearest(index, place, false, INFINITY, &found));
        double rest_m = lc_network_offset_mm(index, found.piece, found.vertex, found.share,
                                             found.at, lc_space_at(found.at)) /
                        1000.0;
        const lc_lonlat *line = d.lines[found.piece];
        int k = 0;
        for (; k + 2 < POINTS && rest_m > lc_geodesic_distance_m(line[k], line[k + 1]); k++)
            rest_m -= lc_geodesic_distance_m(line[k], line[k + 1]);
        double share = rest_m / lc_geodesic_distance_m(line[k], line[k + 1]);
        lc_lonlat at = {line[k].lon_deg + share * (line[k + 1].lon_deg - line[k].lon_deg),
                        line[k].lat_deg + share * (line[k + 1].lat_deg - line[k].lat_deg)};
        assert_true(lc_geodesic_distance_m(at, found.at) < 0.01);
    }
    lc_network_close(index);
}

/* A piece a thousand kilometres long among short ones costs nothing and is found. */
static void a_very_long_piece(void **state)
{
    lc_builder *builder = NULL;
    lc_network *network = NULL;
    const lc_lonlat across[] = {{110.0, 31.0}, {120.0, 31.0}};
    const lc_lonlat small[] = {{115.0, 31.01}, {115.001, 31.01}};
    assert_ok(*state, lc_builder_new(*state, &builder));
    lc_walkway way = {.ids = (int64_t[]){1, 2}, .points = small, .count = 2};
    assert_ok(*state, lc_builder_street(builder, &way));
    way = (lc_walkway){.ids = (int64_t[]){3, 4}, .points = across, .count = 2};
    assert_ok(*state, lc_builder_street(builder, &way));
    assert_ok(*state, lc_builder_finish(builder, &network));
    lc_builder_free(builder);
    lc_nearest found;
    assert_true(nearest(network, (lc_lonlat){115.0, 31.004}, false, 1000, &found));
    assert_int_equal(found.piece, 1);
    assert_true(nearest(network, (lc_lonlat){115.0, 31.006}, false, 1000, &found));
    assert_int_equal(found.piece, 0);
    lc_network_close(network);
}

static void no_streets_no_network(void **state)
{
    lc_builder *builder = NULL;
    lc_network *network = NULL;
    assert_ok(*state, lc_builder_new(*state, &builder));
    assert_ok(*state, lc_builder_finish(builder, &network));
    assert_null(network);
    lc_builder_free(builder);
    lc_builder_free(NULL);
    lc_network_close(NULL);
}

/* On the line of the ferry, 111.319 m from its landing: one gets to the ferry by way of
 * the street there. */
static void nobody_boards_a_ferry_on_the_water(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 10.0, 0.0}, {2, 10.001, 0.0});
    town_street(store, 2, {2, 10.001, 0.0}, {3, 10.005, 0.0});
    assert_ok(*state, lc_db_exec(lc_store_db(store),
                                 "UPDATE street SET kind = 'ferry' WHERE street_id = 2"));
    assert_ok(*state, town_build(store));
    home(store, 1, 10.002, 0.0);
    assert_ok(*state, town_join(store, 100, 300));
    assert_string_equal(town_text(store, HOME(1)), "0 111319 111319 far");
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(beside_a_street),
        LC_TEST(beyond_the_ends),
        LC_TEST(on_the_street),
        LC_TEST(on_a_spot),
        LC_TEST(near_far_and_too_far),
        LC_TEST(limits_are_inclusive),
        LC_TEST(ties_go_to_the_lowest_edge),
        LC_TEST(main_streets_go_before_islets),
        LC_TEST(but_not_from_much_farther),
        LC_TEST(nor_from_beyond_the_limit),
        LC_TEST(every_entrance_joins),
        LC_TEST(distant_facilities_are_told),
        LC_TEST(lost_homes_are_told_once),
        LC_TEST(joining_again_replaces),
        LC_TEST(joining_nothing_to_nothing),
        LC_TEST(a_damaged_edge),
        LC_TEST(brute_force_in_shanghai),
        LC_TEST(brute_force_in_the_south),
        LC_TEST(brute_force_far_north),
        LC_TEST(brute_force_on_the_equator),
        LC_TEST(offsets_lead_back_to_the_point),
        LC_TEST(a_very_long_piece),
        LC_TEST(nobody_boards_a_ferry_on_the_water),
        LC_TEST(no_streets_no_network),
    };
    return cmocka_run_group_tests_name("network_join", tests, NULL, NULL);
}
