/* A bigger town for the tests of whole runs. */
#ifndef REACH_GRID_H
#define REACH_GRID_H

#include "reach_town.h"

enum { SIDE = 12, TYPES = 4, FACILITIES = 40, DEMAND = 600 };

/* A grid town of 12 x 12 crossings with everything in it, by the seed. */
static inline lc_store *big_town(lc_ctx *ctx, uint64_t seed)
{
    lc_store *store = town(ctx);
    add_circle(store);
    add_network(store);
    sql(store, "INSERT INTO profile (profile_id, code, name_zh, name_en, speed_mps, steps_factor) "
               "VALUES (2, 'elder', '老年', 'elder', 1.0, 1.5)");
    sql(store, "INSERT INTO measure VALUES (3, 'circle', 2, 'circle:elder')");
    sql(store, "INSERT INTO measure VALUES (4, 'network', 2, 'network:elder')");
    sql(store, "BEGIN");
    add_nodes(store, SIDE * SIDE);
    int edges = 0;
    for (int v = 0; v < SIDE * SIDE; v++)
        for (int down = 0; down < 2; down++) {
            if (down ? v + SIDE >= SIDE * SIDE : v % SIDE == SIDE - 1)
                continue;
            lc_lonlat xy[2] = {{0.002 * (v % SIDE), 0.002 * (v / SIDE)}};
            xy[1] = (lc_lonlat){xy[0].lon_deg + 0.002 * !down, xy[0].lat_deg + 0.002 * down};
            static const char *const flags[] = {"", "", "", "s", "b", "f"};
            add_edge(store, edges++, v, down ? v + SIDE : v + 1, 222000,
                     flags[random_bits(&seed) % 6], xy, 2);
        }
    for (int f = 1; f <= FACILITIES; f++)
        add_joined(store, f, 1 + f % TYPES, (int)(random_bits(&seed) % (uint64_t)edges),
                   (int)(random_bits(&seed) % 222001), (int)(random_bits(&seed) % 50000));
    for (int i = 1; i <= DEMAND; i++)
        add_joined_demand(store, i, (int)(random_bits(&seed) % (uint64_t)edges),
                          (int)(random_bits(&seed) % 222001), (int)(random_bits(&seed) % 50000));
    sql(store,
        "UPDATE demand SET lon_deg = (demand_id * 37 %% 600) * 0.00004, lat_deg = demand_id * "
        "0.00004");
    sql(store,
        "UPDATE facility_entrance SET lon_deg = facility_id * 0.0005, lat_deg = (facility_id "
        "* 7 %% 40) * 0.0005");
    sql(store, "COMMIT");
    return store;
}

#endif
