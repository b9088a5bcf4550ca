#include "network/place.h"

#include <assert.h>
#include <math.h>

#include "crs/crs.h"

/* How much farther the main component may be than an islet of streets to be preferred: the islet is
 * most often a gap in the map. */
static const double MAIN_FACTOR = 3, MAIN_EXTRA_M = 50;

static lc_joined judge(const lc_street_index *index, lc_lonlat place, const lc_nearest *nearest,
                       double warn_m, double limit_m)
{
    lc_joined j = {.leg_mm = llround(lc_geodesic_distance_m(place, nearest->at) * 1000)};
    double leg_m = (double)j.leg_mm / 1000;
    j.status = leg_m <= warn_m ? LC_JOIN_OK : leg_m <= limit_m ? LC_JOIN_FAR : LC_JOIN_UNSNAPPED;
    if (j.status != LC_JOIN_UNSNAPPED) {
        j.edge = nearest->edge;
        j.offset_mm = lc_street_index_offset_mm(index, nearest);
    }
    return j;
}

lc_joined lc_network_join_place(const lc_street_index *index, lc_lonlat place, double warn_m,
                                double limit_m)
{
    lc_nearest nearest, main;
    bool found = lc_street_index_nearest(index, place, false, INFINITY, &nearest);
    assert(found);
    (void)found;
    lc_joined joined = judge(index, place, &nearest, warn_m, limit_m);
    if (joined.status == LC_JOIN_UNSNAPPED || nearest.main)
        return joined;
    double reach_m = fmin(limit_m, MAIN_FACTOR * nearest.distance_m + MAIN_EXTRA_M);
    if (!lc_street_index_nearest(index, place, true, reach_m, &main))
        return joined;
    lc_joined other = judge(index, place, &main, warn_m, limit_m);
    return other.status == LC_JOIN_UNSNAPPED ? joined : other;
}

const char *lc_join_status_name(lc_join_status status)
{
    static const char *const NAMES[] = {"ok", "far", "unsnapped"};
    return NAMES[status];
}
