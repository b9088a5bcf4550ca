/* One place that is in no table, joined as those in the tables are. */
#include <assert.h>
#include <math.h>

#include "network/network.h"
#include "network/place.h"

lc_status lc_network_join_spot(lc_store *store, const lc_network *network, double warn_m,
                               double limit_m, lc_lonlat place, lc_spot *spot)
{
    assert(warn_m >= 0 && warn_m <= limit_m);
    lc_barriers *barriers = NULL;
    *spot = (lc_spot){0};
    lc_status status = lc_barriers_load(store, &barriers);
    if (status == LC_OK) {
        const lc_join_rule rule = {warn_m, limit_m, barriers};
        lc_joined joined = lc_network_join_place(network, &rule, place);
        *spot = (lc_spot){.joined = joined.status != LC_JOIN_UNSNAPPED,
                          .far = joined.status == LC_JOIN_FAR,
                          .blocked = joined.blocked,
                          .piece = joined.piece,
                          .offset_mm = joined.offset_mm,
                          .leg_mm = joined.leg_mm};
    }
    lc_barriers_free(barriers);
    return status;
}

double lc_network_leg_m(const lc_network *network, lc_lonlat place, double most_m)
{
    const lc_wish wish = {.place = place, .max_m = most_m};
    lc_nearest nearest;
    return lc_network_nearest(network, &wish, &nearest) ? nearest.distance_m : INFINITY;
}
