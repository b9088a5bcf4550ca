#include "network/place.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "graph/graph.h"
#include "network/measure.h"

/* How much farther the main component may be than an islet of streets to be preferred: the islet is
 * most often a gap in the map. */
static const double MAIN_FACTOR = 3, MAIN_EXTRA_M = 50;
/* Distances in the plane are off by less than this up to the largest limit (5 km). */
static const double PLANE_SLACK_M = 0.1;

typedef struct joining {
    const lc_network *network;
    const lc_join_rule *rule;
    lc_lonlat place;
    lc_space space; /* of the place */
    bool refused;   /* a leg that was asked for crosses a barrier */
} joining;

static bool is_open(void *user, lc_lonlat at)
{
    joining *j = user;
    bool across = lc_barriers_cross(j->rule->barriers, j->place, at);
    j->refused = j->refused || across;
    return !across;
}

static bool find(joining *j, bool main_only, double max_m, bool heed, lc_nearest *out)
{
    lc_wish wish = {.place = j->place, .main_only = main_only, .max_m = max_m, .user = j};
    wish.leg = heed && j->rule->barriers != NULL ? is_open : NULL;
    return lc_network_nearest(j->network, &wish, out);
}

static lc_joined judge(const joining *j, const lc_nearest *nearest)
{
    lc_space space = lc_space_at(nearest->at);
    lc_joined joined = {.leg_mm = lc_network_leg_mm(j->place, j->space, nearest->at, space)};
    double leg_m = (double)joined.leg_mm / 1000;
    joined.status = leg_m <= j->rule->warn_m    ? LC_JOIN_OK
                    : leg_m <= j->rule->limit_m ? LC_JOIN_FAR
                                                : LC_JOIN_UNSNAPPED;
    if (joined.status != LC_JOIN_UNSNAPPED) {
        joined.piece = nearest->piece;
        joined.offset_mm = lc_network_offset_mm(j->network, nearest->piece, nearest->vertex,
                                                nearest->share, nearest->at, space);
    }
    return joined;
}

/* The nearest street, whatever is between: what is told of a place that joins nowhere. */
static lc_joined join_nowhere(joining *j)
{
    lc_nearest nearest;
    bool found = find(j, false, INFINITY, false, &nearest);
    assert(found);
    (void)found;
    lc_joined joined = judge(j, &nearest);
    bool blocked = joined.status != LC_JOIN_UNSNAPPED; /* else it is too far anyway */
    return (lc_joined){.status = LC_JOIN_UNSNAPPED, .leg_mm = joined.leg_mm, .blocked = blocked};
}

/* A leg that was refused on the way may still have been longer than the one that was taken. */
static bool is_nearest_refused(joining *j)
{
    lc_nearest nearest;
    return j->refused && find(j, false, INFINITY, false, &nearest) &&
           lc_barriers_cross(j->rule->barriers, j->place, nearest.at);
}

/* A street of the main component instead of the one found. */
static lc_joined prefer_main(joining *j, const lc_nearest *nearest, lc_joined joined)
{
    lc_nearest main;
    double reach_m = fmin(j->rule->limit_m, MAIN_FACTOR * nearest->distance_m + MAIN_EXTRA_M);
    if (nearest->main || !find(j, true, reach_m, true, &main))
        return joined;
    lc_joined other = judge(j, &main);
    return other.status == LC_JOIN_UNSNAPPED ? joined : other;
}

lc_joined lc_network_join_place(const lc_network *network, const lc_join_rule *rule,
                                lc_lonlat place)
{
    joining j = {.network = network, .rule = rule, .place = place, .space = lc_space_at(place)};
    lc_nearest nearest;
    /* Within walls every leg is refused: no farther than the limit is looked. */
    double most_m = rule->barriers != NULL ? rule->limit_m + PLANE_SLACK_M : (double)INFINITY;
    if (!find(&j, false, most_m, true, &nearest))
        return join_nowhere(&j);
    lc_joined joined = judge(&j, &nearest);
    if (joined.status == LC_JOIN_UNSNAPPED)
        return rule->barriers != NULL ? join_nowhere(&j) : joined;
    joined = prefer_main(&j, &nearest, joined);
    joined.blocked = is_nearest_refused(&j);
    return joined;
}

lc_status lc_network_join_places(lc_ctx *ctx, const lc_network *network, const lc_join_rule *rule,
                                 const lc_lonlat *places, size_t count, lc_joined *joined)
{
    uint32_t *order = lc_alloc(ctx, count, sizeof *order);
    lc_status status =
        order != NULL ? lc_graph_hilbert_order(ctx, places, count, order) : LC_MEMORY;
    if (status == LC_OK) {
#pragma omp parallel for num_threads(lc_ctx_threads(ctx)) schedule(dynamic, 256)
        for (size_t i = 0; i < count; i++)
            joined[order[i]] = lc_network_join_place(network, rule, places[order[i]]);
    }
    free(order);
    return status;
}

const char *lc_join_status_name(lc_join_status status)
{
    static const char *const NAMES[] = {"ok", "far", "unsnapped"};
    return NAMES[status];
}
