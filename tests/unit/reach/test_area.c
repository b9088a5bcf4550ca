#include "reach_town.h"

/* Degrees to a metre at the equator, where these towns lie. */
#define LON_PER_M (1 / 111319.49079327358)
#define LAT_PER_M (1 / 110574.2758)

static double number(lc_store *store, const char *query)
{
    char *text = rows(store, query);
    double value = strtod(text, NULL);
    free(text);
    return value;
}

static void set(lc_store *store, const char *kinds)
{
    sql(store, "INSERT OR REPLACE INTO parameter VALUES ('service_areas', '%s every_limit')",
        kinds);
}

static lc_store *network_town(lc_ctx *ctx)
{
    lc_store *store = town(ctx);
    add_network(store);
    add_nodes(store, 8);
    set(store, "dissolved");
    return store;
}

static void move_entrance(lc_store *store, int facility, double x_m, double y_m)
{
    sql(store,
        "UPDATE facility_entrance SET lon_deg = %.17g, lat_deg = %.17g WHERE facility_id = %d",
        x_m * LON_PER_M, y_m * LAT_PER_M, facility);
}

/* 2000 m to the east. */
static const lc_lonlat straight[] = {{0, 0}, {2000 * LON_PER_M, 0}};

#define NEAR(a, b, within) assert_true(fabs((a) - (b)) <= (within))

static void the_largest_limit_alone_unless_asked(void **state)
{
    lc_store *store = network_town(*state);
    add_edge(store, 0, 0, 1, 2000000, "", straight, 2);
    add_joined(store, 1, 1, 0, 1000000, 100000);
    sql(store, "DELETE FROM parameter WHERE name = 'service_areas'");
    run(store);
    expect_rows(store,
                "SELECT kind, limit_id = (SELECT max(limit_id) FROM reach_limit) FROM service_area",
                "dissolved|1;");
    lc_store_close(store);
}

static void the_area_is_the_street_and_the_leg(void **state)
{
    lc_store *store = network_town(*state);
    /* The facility is 100 m north of the middle; 5 min are 333.333 m: 233.333 m either way. */
    add_edge(store, 0, 0, 1, 2000000, "", straight, 2);
    add_joined(store, 1, 1, 0, 1000000, 100000);
    move_entrance(store, 1, 1000, 100);
    run(store);
    expect_rows(store,
                "SELECT kind, facility_id, GeometryType(geom), SRID(geom), IsValid(geom), "
                "NumGeometries(geom), NumInteriorRings(GeometryN(geom, 1)) FROM service_area "
                "WHERE limit_id = 1",
                "dissolved|NULL|MULTIPOLYGON|4326|1|1|0;");
    /* 30 m beyond both cuts, beyond the street and beyond the facility. */
    double east =
        number(store, "SELECT printf('%.12f', MbrMaxX(geom)) FROM service_area") / LON_PER_M;
    double west =
        number(store, "SELECT printf('%.12f', MbrMinX(geom)) FROM service_area") / LON_PER_M;
    double north =
        number(store, "SELECT printf('%.12f', MbrMaxY(geom)) FROM service_area") / LAT_PER_M;
    NEAR(east, 1263.333, 0.01);
    NEAR(west, 736.667, 0.01);
    NEAR(north, 130, 0.01);
    /* A bar of 466.666 x 60, a bar of 70 x 60 above it, and three half rounds. */
    double expected = 466.666 * 60 + 70 * 60 + 1.5 * 16 * 900 * sin(M_PI / 16);
    NEAR(number(store, "SELECT printf('%.3f', area_m2) FROM service_area WHERE limit_id = 1"),
         expected, 2);
    expect_rows(store,
                "SELECT COUNT(*) FROM service_area s, facility_entrance e WHERE NOT "
                "ST_Covers(s.geom, MakePoint(e.lon_deg, e.lat_deg, 4326))",
                "0;");
    lc_store_close(store);
}

static void a_leg_beyond_the_limit_is_cut_there(void **state)
{
    lc_store *store = network_town(*state);
    add_edge(store, 0, 0, 1, 2000000, "", straight, 2);
    add_joined(store, 1, 1, 0, 1000000, 400000);
    move_entrance(store, 1, 1000, 400);
    run(store);
    /* 5 min end 66.667 m short of the street, 10 min go 266.666 m along it. */
    NEAR(number(store,
                "SELECT printf('%.12f', MbrMinY(geom)) FROM service_area WHERE limit_id = 1") /
             LAT_PER_M,
         36.667, 0.01);
    NEAR(number(store,
                "SELECT printf('%.12f', MbrMaxX(geom)) FROM service_area WHERE limit_id = 2") /
             LON_PER_M,
         1296.666, 0.01);
    lc_store_close(store);
}

static void the_kinds_are_those_that_were_asked_for(void **state)
{
    lc_store *store = network_town(*state);
    add_edge(store, 0, 0, 1, 2000000, "", straight, 2);
    add_joined(store, 1, 1, 0, 400000, 0);
    add_joined(store, 2, 1, 0, 1600000, 0);
    add_joined(store, 3, 2, 0, 0, 0);
    sql(store, "INSERT INTO facility (facility_id, name, type_id, status, counts) VALUES (4, 'f', "
               "2, 'open', 1)"); /* nowhere near a street */
    add_entrance(store, 4, 1, (lc_lonlat){0, 0});
    move_entrance(store, 1, 400, 0);
    move_entrance(store, 2, 1600, 0);
    set(store, "overlapping split");
    run(store);
    expect_rows(store,
                "SELECT kind, type_id, facility_id, COUNT(*) FROM service_area GROUP BY 1, 2, 3",
                "overlapping|1|1|3;overlapping|1|2|3;overlapping|2|3|3;"
                "split|1|1|3;split|1|2|3;split|2|3|3;");
    /* 15 min are 1000 m: 1 reaches 1400, but the middle is at 1000. */
    NEAR(number(store, "SELECT printf('%.12f', MbrMaxX(geom)) FROM service_area WHERE facility_id "
                       "= 1 AND limit_id = 3 AND kind = 'overlapping'") /
             LON_PER_M,
         1430, 0.01);
    NEAR(number(store, "SELECT printf('%.12f', MbrMaxX(geom)) FROM service_area WHERE facility_id "
                       "= 1 AND limit_id = 3 AND kind = 'split'") /
             LON_PER_M,
         1030, 0.01);
    set(store, "");
    run(store);
    expect_rows(store, "SELECT COUNT(*) FROM service_area", "0;");
    lc_store_close(store);
}

static void the_width_is_the_studys(void **state)
{
    lc_store *store = network_town(*state);
    add_edge(store, 0, 0, 1, 2000000, "", straight, 2);
    add_joined(store, 1, 1, 0, 1000000, 0);
    move_entrance(store, 1, 1000, 0);
    sql(store, "INSERT INTO parameter VALUES ('street_half_width_m', '12.5')");
    run(store);
    NEAR(number(store, "SELECT printf('%.12f', MbrMaxY(geom)) FROM service_area") / LAT_PER_M, 12.5,
         0.01);
    lc_store_close(store);
}

/* --- a town at random, looked at from outside --- */

enum { SIDE = 7, BLOCK_M = 90, STEP_M = 3, FACILITIES = 6 };

/* Where the demand points of the town stand: every STEP_M of every street. */
typedef struct spot {
    double x, y;
    bool within; /* the limit in hand */
} spot;

/* A crooked grid, some streets missing, some one way, some of steps. Facilities stand on the street
 * or beside it. */
static lc_store *random_town(lc_ctx *ctx, uint64_t *seed, spot *spots, size_t *count)
{
    double x[SIDE * SIDE], y[SIDE * SIDE];
    lc_store *store = town(ctx);
    int edges = 0;
    *count = 0;
    add_network(store);
    sql(store, "BEGIN");
    add_nodes(store, SIDE * SIDE);
    for (int v = 0; v < SIDE * SIDE; v++) {
        x[v] = v % SIDE * BLOCK_M + (double)(random_bits(seed) % 60);
        y[v] = v / SIDE * BLOCK_M + (double)(random_bits(seed) % 60);
    }
    for (int v = 0; v < SIDE * SIDE; v++)
        for (int down = 0; down < 2; down++) {
            static const char *const flags[] = {"", "", "s", "b"};
            if ((down ? v + SIDE >= SIDE * SIDE : v % SIDE == SIDE - 1) ||
                random_bits(seed) % 5 == 0)
                continue;
            int w = down ? v + SIDE : v + 1;
            double length_m = hypot(x[w] - x[v], y[w] - y[v]);
            lc_lonlat xy[] = {{x[v] * LON_PER_M, y[v] * LAT_PER_M},
                              {x[w] * LON_PER_M, y[w] * LAT_PER_M}};
            int length_mm = (int)lround(length_m * 1000);
            add_edge(store, edges, v, w, length_mm, flags[random_bits(seed) % 4], xy, 2);
            for (double at_m = 0; at_m < length_m; at_m += STEP_M) {
                double t = at_m / length_m;
                spots[*count] = (spot){x[v] + t * (x[w] - x[v]), y[v] + t * (y[w] - y[v]), false};
                add_joined_demand(store, (int)++*count, edges, (int)lround(at_m * 1000), 0);
            }
            if (edges % 11 == 0 && edges / 11 < FACILITIES) {
                int id = edges / 11 + 1, leg_m = (int)(random_bits(seed) % 50);
                add_joined(store, id, 1 + id % 2, edges, length_mm / 2, leg_m * 1000);
                move_entrance(store, id, (x[v] + x[w]) / 2 - (y[w] - y[v]) / length_m * leg_m,
                              (y[v] + y[w]) / 2 + (x[w] - x[v]) / length_m * leg_m);
            }
            edges++;
        }
    sql(store, "COMMIT");
    return store;
}

static void mark_within(lc_store *store, int type, int limit, spot *spots, size_t count)
{
    char query[200];
    for (size_t i = 0; i < count; i++)
        spots[i].within = false;
    (void)snprintf(query, sizeof query,
                   "SELECT demand_id FROM reach_nearest WHERE type_id = %d AND limit_id <= %d",
                   type, limit);
    char *all = rows(store, query);
    for (char *at = strtok(all, ";"); at != NULL; at = strtok(NULL, ";"))
        spots[strtol(at, NULL, 10) - 1].within = true;
    free(all);
}

/* The area has what is reached, and none of its corners is farther from it than the width; the
 * spots are STEP_M apart and the legs are not among them. */
static void check_area(lc_store *store, int type, int limit, const spot *spots, size_t count)
{
    char query[600];
    (void)snprintf(query, sizeof query,
                   "SELECT group_concat(hex(AsBinary(geom)), '') FROM service_area WHERE type_id = "
                   "%d AND limit_id = %d AND kind = 'dissolved'",
                   type, limit);
    for (size_t i = 0; i < count; i += 7) {
        bool near = false;
        for (size_t k = 0; k < count && !near; k++)
            near =
                spots[k].within && hypot(spots[k].x - spots[i].x, spots[k].y - spots[i].y) < 31.5;
        (void)snprintf(
            query, sizeof query,
            "SELECT SUM(ST_Distance(s.geom, MakePoint(%.12f, %.12f, 4326)) = 0), "
            "MIN(ST_Distance(MakePoint(e.lon_deg, e.lat_deg, 4326), MakePoint(%.12f, "
            "%.12f, 4326))) FROM service_area s, facility_entrance e JOIN facility f ON "
            "f.facility_id = e.facility_id WHERE s.type_id = %d AND f.type_id = %d AND limit_id "
            "= %d AND kind = 'dissolved'",
            spots[i].x * LON_PER_M, spots[i].y * LAT_PER_M, spots[i].x * LON_PER_M,
            spots[i].y * LAT_PER_M, type, type, limit);
        char *answer = rows(store, query);
        bool inside = strtol(answer, NULL, 10) > 0;
        double away_m = strtod(strchr(answer, '|') + 1, NULL) / LON_PER_M;
        if (spots[i].within && !inside)
            fail_msg("type %d, limit %d: %f, %f is reached and outside", type, limit, spots[i].x,
                     spots[i].y);
        if (inside && !near && away_m > 81) /* a leg of 50 m, and 30 m beside it */
            fail_msg("type %d, limit %d: %f, %f is inside and far", type, limit, spots[i].x,
                     spots[i].y);
        free(answer);
    }
}

static void towns_at_random(void **state)
{
    static spot spots[2 * SIDE * SIDE * 60];
    uint64_t seed = 3;
    for (int round = 0; round < 8; round++) {
        size_t count;
        lc_store *store = random_town(*state, &seed, spots, &count);
        set(store, "dissolved overlapping split");
        run(store);
        for (int type = 1; type <= 2; type++)
            for (int limit = 1; limit <= 2; limit++) {
                mark_within(store, type, limit, spots, count);
                check_area(store, type, limit, spots, count);
            }
        expect_rows(store, "SELECT COUNT(*) FROM service_area WHERE NOT IsValid(geom)", "0;");
        /* Each limit within the next, to 1 cm. */
        expect_rows(store,
                    "SELECT COUNT(*) FROM service_area a JOIN service_area b USING (kind, type_id) "
                    "WHERE b.limit_id = a.limit_id + 1 AND a.facility_id IS b.facility_id AND NOT "
                    "ST_Covers(ST_Buffer(b.geom, 9e-8, 2), a.geom)",
                    "0;");
        /* Every facility lies in its areas. */
        expect_rows(store,
                    "SELECT COUNT(*) FROM service_area s JOIN facility_entrance e ON e.facility_id "
                    "= s.facility_id WHERE NOT ST_Covers(s.geom, MakePoint(e.lon_deg, e.lat_deg, "
                    "4326))",
                    "0;");
        /* The facilities of a type make up the type's area, whether split or not. */
        expect_rows(store,
                    "SELECT COUNT(*) FROM (SELECT kind, type_id, limit_id, ST_Area(ST_Union(geom)) "
                    "AS one FROM service_area WHERE kind <> 'dissolved' GROUP BY 1, 2, 3) u JOIN "
                    "service_area d USING (type_id, limit_id) WHERE d.kind = 'dissolved' AND "
                    "abs(ST_Area(d.geom) / one - 1) > 1e-3",
                    "0;");
        /* What is split is part of what is not. */
        expect_rows(store,
                    "SELECT COUNT(*) FROM service_area a JOIN service_area b USING (facility_id, "
                    "limit_id) WHERE a.kind = 'split' AND b.kind = 'overlapping' AND NOT "
                    "ST_Covers(ST_Buffer(b.geom, 9e-8, 2), a.geom)",
                    "0;");
        lc_store_close(store);
    }
}

static char *all_bytes(lc_store *store)
{
    return rows(store, "SELECT kind, type_id, facility_id, limit_id, area_m2, hex(geom) FROM "
                       "service_area ORDER BY service_area_id");
}

static void threads_change_no_byte(void **state)
{
    static spot spots[2 * SIDE * SIDE * 60];
    lc_ctx *ctx = *state;
    uint64_t seed = 77;
    size_t count;
    lc_store *store = random_town(ctx, &seed, spots, &count);
    set(store, "dissolved overlapping split");
    lc_ctx_set_threads(ctx, 1);
    run(store);
    char *one = all_bytes(store);
    assert_true(strlen(one) > 10000);
    for (int threads = 2; threads <= 5; threads += 3) {
        lc_ctx_set_threads(ctx, threads);
        run(store);
        char *many = all_bytes(store);
        assert_string_equal(one, many);
        free(many);
    }
    free(one);
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(the_largest_limit_alone_unless_asked),
        LC_TEST(the_area_is_the_street_and_the_leg),
        LC_TEST(a_leg_beyond_the_limit_is_cut_there),
        LC_TEST(the_kinds_are_those_that_were_asked_for),
        LC_TEST(the_width_is_the_studys),
        LC_TEST(towns_at_random),
        LC_TEST(threads_change_no_byte),
    };
    return cmocka_run_group_tests_name("reach_area", tests, NULL, NULL);
}
