#include "reach_town.h"

#define NEAREST                                                                                    \
    "SELECT type_id, demand_id, facility_id, limit_id FROM reach_nearest WHERE measure_id = 1 "    \
    "ORDER BY 1, 2"

static const lc_lonlat centre = {121.47, 31.23};

static void the_radius_is_inclusive_and_exact(void **state)
{
    lc_store *store = town(*state);
    add_circle(store);
    add_facility(store, 1, 1, true);
    add_entrance(store, 1, 1, centre);
    /* Either side of 1000 m by a micrometre, which PROJ tells apart. */
    add_demand(store, 1, lc_geodesic_direct(centre, 77, 1000 - 1e-6));
    add_demand(store, 2, lc_geodesic_direct(centre, 77, 1000 + 1e-6));
    add_demand(store, 3, centre);
    run(store);
    expect_rows(store, NEAREST, "1|1|1|3;1|2|1|NULL;1|3|1|1;");
    expect_rows(store, "SELECT demand_id, cost_mm, printf('%.6f', walk_min) FROM reach_nearest",
                "1|1000000|15.000000;2|1000000|15.000000;3|0|0.000000;");
    expect_rows(store, "SELECT limit_id, demand_id, facilities FROM reach_count",
                "1|3|1;2|3|1;3|1|1;3|3|1;");
    lc_store_close(store);
}

static void two_entrances_are_one_facility(void **state)
{
    lc_store *store = town(*state);
    add_circle(store);
    add_facility(store, 1, 1, true);
    add_entrance(store, 1, 1, lc_geodesic_direct(centre, 0, 600));
    add_entrance(store, 1, 2, lc_geodesic_direct(centre, 180, 200));
    add_facility(store, 2, 1, true);
    add_entrance(store, 2, 1, lc_geodesic_direct(centre, 90, 500));
    add_demand(store, 1, centre);
    run(store);
    expect_rows(store, NEAREST, "1|1|1|1;");
    expect_rows(store, "SELECT cost_mm FROM reach_nearest", "200000;");
    expect_rows(store, "SELECT limit_id, facilities FROM reach_count", "1|1;2|2;3|2;");
    lc_store_close(store);
}

static void only_what_counts_is_counted(void **state)
{
    lc_store *store = town(*state);
    add_circle(store);
    add_facility(store, 1, 1, false);
    add_entrance(store, 1, 1, centre);
    add_facility(store, 2, 2, true);
    add_entrance(store, 2, 1, lc_geodesic_direct(centre, 90, 500));
    add_demand(store, 1, centre);
    run(store);
    expect_rows(store, NEAREST, "2|1|2|2;");
    expect_rows(store, "SELECT DISTINCT type_id FROM reach_count", "2;");
    expect_rows(store, "SELECT DISTINCT facility_id FROM service_circle", "2;");
    lc_store_close(store);
}

static void at_the_same_place_the_lowest_facility_wins(void **state)
{
    lc_store *store = town(*state);
    add_circle(store);
    for (int id = 9; id > 4; id--) {
        add_facility(store, id, 1, true);
        add_entrance(store, id, 1, lc_geodesic_direct(centre, 10, 250));
    }
    add_demand(store, 1, centre);
    run(store);
    expect_rows(store, NEAREST, "1|1|5|1;");
    lc_store_close(store);
}

static void a_tenth_of_a_micrometre_makes_the_nearest(void **state)
{
    enum { SETS = 40, DOORS_IN_SET = 20 };
    lc_store *store = town(*state);
    lc_text expected;
    uint64_t seed = 3;
    add_circle(store);
    lc_text_init(&expected, *state);
    /* All around, 3900 m and less than a micrometre away: the chords are 61 micrometres shorter, by
     * a per cent more to the north than to the east, so that the shortest chord need not be the
     * nearest. */
    for (int type = 1; type <= SETS; type++) {
        double best_m = INFINITY;
        int best = 0;
        for (int k = 0; k < DOORS_IN_SET; k++) {
            int id = type * 100 + k;
            lc_lonlat at =
                lc_geodesic_direct(centre, 360 * random_01(&seed), 3900 + 1e-6 * random_01(&seed));
            add_facility(store, id, type, true);
            add_entrance(store, id, 1, at);
            double m = lc_geodesic_distance_m(centre, at);
            best = m < best_m ? id : best;
            best_m = fmin(m, best_m);
        }
        lc_text_addf(&expected, "%d|1|%d|NULL;", type, best);
    }
    add_demand(store, 1, centre);
    run(store);
    char *text = lc_text_take(&expected);
    expect_rows(store, NEAREST, text);
    free(text);
    lc_store_close(store);
}

static void beyond_the_horizon_there_is_no_row(void **state)
{
    lc_store *store = town(*state);
    add_circle(store);
    add_facility(store, 1, 1, true);
    add_entrance(store, 1, 1, centre);
    add_demand(store, 1, lc_geodesic_direct(centre, 300, 3999.999)); /* 60 min are 4000 m */
    add_demand(store, 2, lc_geodesic_direct(centre, 300, 4000.001));
    run(store);
    expect_rows(store, NEAREST, "1|1|1|NULL;");
    lc_store_close(store);
}

enum { DEMAND = 700, DOORS = 160, FACILITIES = 120, TYPES = 3 };

typedef struct crowd {
    lc_lonlat demand[DEMAND], door[DOORS];
    int owner[DOORS]; /* facility id, from 1; its type is id % TYPES */
} crowd;

/* Points over about 8 x 8 km; some doors lie a whole limit from some point, to the last bits, and
 * some on a point or on each other. */
static void scatter(crowd *c, uint64_t seed, double lat_deg)
{
    static const double on_edge_m[] = {1000, 2000 / 3.0, 666.666, 333.333, 780, 4000};
    for (int i = 0; i < DEMAND; i++)
        c->demand[i] =
            (lc_lonlat){121.4 + 0.08 * random_01(&seed), lat_deg + 0.07 * random_01(&seed)};
    for (int d = 0; d < DOORS; d++) {
        c->owner[d] = d < FACILITIES ? d + 1 : 1 + (int)(random_bits(&seed) % FACILITIES);
        lc_lonlat near = c->demand[random_bits(&seed) % DEMAND];
        switch (random_bits(&seed) % 4) {
        case 0:
            c->door[d] =
                lc_geodesic_direct(near, 360 * random_01(&seed), on_edge_m[random_bits(&seed) % 6]);
            break;
        case 1:
            c->door[d] = random_bits(&seed) % 4 == 0 ? near : c->door[d > 0 ? d - 1 : 0];
            break;
        default:
            c->door[d] =
                (lc_lonlat){121.4 + 0.08 * random_01(&seed), lat_deg + 0.07 * random_01(&seed)};
        }
    }
}

static void fill(lc_store *store, const crowd *c)
{
    sql(store, "BEGIN");
    for (int f = 1; f <= FACILITIES; f++)
        add_facility(store, f, f % TYPES, true);
    for (int d = 0; d < DOORS; d++)
        add_entrance(store, c->owner[d], d, c->door[d]);
    for (int i = 0; i < DEMAND; i++)
        add_demand(store, i + 1, c->demand[i]);
    sql(store, "COMMIT");
}

/* What the tables must hold for a measure, by asking for every distance. */
static void expect_brute_force(lc_store *store, const crowd *c, int measure, double speed_mps,
                               const double *radius_m, double horizon_m)
{
    lc_text nearest, counts[3];
    lc_ctx *ctx = lc_store_ctx(store);
    for (int type = 0; type < TYPES; type++) {
        lc_text_init(&nearest, ctx);
        for (int k = 0; k < 3; k++)
            lc_text_init(&counts[k], ctx);
        for (int i = 0; i < DEMAND; i++) {
            double to[FACILITIES + 1];
            int best = 0, within[3] = {0};
            for (int f = 0; f <= FACILITIES; f++)
                to[f] = INFINITY;
            for (int d = 0; d < DOORS; d++)
                if (c->owner[d] % TYPES == type)
                    to[c->owner[d]] =
                        fmin(to[c->owner[d]], lc_geodesic_distance_m(c->demand[i], c->door[d]));
            for (int f = 1; f <= FACILITIES; f++) {
                best = to[f] < to[best] ? f : best;
                for (int k = 0; k < 3; k++)
                    within[k] += to[f] <= radius_m[k];
            }
            int limit = to[best] <= radius_m[0] ? 1 : to[best] <= radius_m[1] ? 2 : 3;
            long long mm = llround(to[best] * 1000);
            if (to[best] <= horizon_m)
                lc_text_addf(&nearest, "%d|%d|%lld|%.9f|%d;", i + 1, best, mm,
                             (double)mm / 1000 / speed_mps / 60,
                             to[best] <= radius_m[2] ? limit : 0);
            for (int k = 0; k < 3; k++)
                if (within[k] > 0)
                    lc_text_addf(&counts[k], "%d|%d;", i + 1, within[k]);
        }
        char query[512];
        snprintf(query, sizeof query,
                 "SELECT demand_id, facility_id, cost_mm, printf('%%.9f', walk_min), "
                 "COALESCE(limit_id, 0) FROM reach_nearest WHERE measure_id = %d AND type_id = %d "
                 "ORDER BY demand_id",
                 measure, type);
        char *text = lc_text_take(&nearest);
        expect_rows(store, query, text);
        free(text);
        for (int k = 0; k < 3; k++) {
            snprintf(query, sizeof query,
                     "SELECT demand_id, facilities FROM reach_count WHERE measure_id = %d AND "
                     "type_id = %d AND limit_id = %d ORDER BY demand_id",
                     measure, type, k + 1);
            text = lc_text_take(&counts[k]);
            assert_true(strlen(text) > 100);
            expect_rows(store, query, text);
            free(text);
        }
    }
}

static void agrees_with_every_distance_asked(void **state)
{
    static crowd c;
    static const double latitudes[] = {31.2, -0.03, -33.9, 64.1};
    static const double standard_m[] = {333.333, 666.666, 1000};
    /* 1.3 m/s: 390, 780 and 1170 m. */
    static const double adult_m[] = {390, 780, 1170};
    for (size_t i = 0; i < sizeof latitudes / sizeof *latitudes; i++) {
        lc_store *store = town(*state);
        lc_ctx_set_threads(*state, 1 + (int)i % 3);
        add_circle(store);
        sql(store, "INSERT INTO profile (profile_id, code, name_zh, name_en, speed_mps, "
                   "steps_factor) VALUES (2, 'adult', '成人', 'adult', 1.3, 1)");
        sql(store, "INSERT INTO measure VALUES (2, 'circle', 2, 'circle:adult')");
        scatter(&c, 1000 + i, latitudes[i]);
        fill(store, &c);
        run(store);
        expect_brute_force(store, &c, 1, 1000.0 / 900, standard_m, 4000);
        expect_brute_force(store, &c, 2, 1.3, adult_m, 4680);
        lc_store_close(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(the_radius_is_inclusive_and_exact),
        LC_TEST(two_entrances_are_one_facility),
        LC_TEST(only_what_counts_is_counted),
        LC_TEST(at_the_same_place_the_lowest_facility_wins),
        LC_TEST(a_tenth_of_a_micrometre_makes_the_nearest),
        LC_TEST(beyond_the_horizon_there_is_no_row),
        LC_TEST(agrees_with_every_distance_asked),
    };
    return cmocka_run_group_tests_name("reach_circle", tests, NULL, NULL);
}
