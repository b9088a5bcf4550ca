#include "network/near.h"

#include <math.h>

#include "network/image.h"

static const double WGS84_A_M = 6378137.0;
static const double WGS84_E2 = 6.69437999014131699614e-3;
static const double RAD_PER_DEG = 0.01745329251994329577;

/* Metres around a place: x = (x_m - x_shrink_m * dlat) * dlon, y = y_m * dlat, differences in
 * radians. x is the parallel's arc at the middle latitude, so distances from the place are right to
 * second order. */
typedef struct search {
    const lc_network *network;
    const lc_wish *wish;
    lc_lonlat place;
    double x_m, x_shrink_m, y_m;
    double bulge_m; /* how far a segment, straight in degrees, can leave the chord in this plane */
    bool found;
    lc_nearest best;
} search;

static void set_plane(search *s)
{
    double lat = s->place.lat_deg * RAD_PER_DEG;
    double w2 = 1 - WGS84_E2 * sin(lat) * sin(lat);
    double normal_m = WGS84_A_M / sqrt(w2);
    double meridian_m = normal_m * (1 - WGS84_E2) / w2;
    s->x_m = normal_m * cos(lat);
    s->x_shrink_m = meridian_m * sin(lat) / 2;
    s->y_m = meridian_m;
    s->bulge_m = fabs(s->x_shrink_m) * s->network->twist_rad2 / 4;
}

static void to_plane(const search *s, lc_lonlat p, double *x, double *y)
{
    double dlat = (p.lat_deg - s->place.lat_deg) * RAD_PER_DEG;
    *x = (s->x_m - s->x_shrink_m * dlat) * (p.lon_deg - s->place.lon_deg) * RAD_PER_DEG;
    *y = s->y_m * dlat;
}

/* fmax and hypot guard against what cannot be here; this loop is where the time goes. */
static double larger(double a, double b)
{
    return a > b ? a : b;
}

static double length_m(double x, double y)
{
    return sqrt(x * x + y * y);
}

/* Share of the way from a to b that is nearest to the origin. The ends are exact, so that edges
 * that meet there are equally near. */
static double nearest_share(double ax, double ay, double bx, double by)
{
    double dx = bx - ax, dy = by - ay, length2 = dx * dx + dy * dy;
    double share = length2 > 0 ? -(ax * dx + ay * dy) / length2 : 0;
    return share < 1 ? larger(0, share) : 1;
}

static bool comes_first(const lc_nearest *a, const lc_nearest *b)
{
    if (a->piece != b->piece)
        return a->piece < b->piece;
    return a->vertex < b->vertex;
}

/* A drive belongs to what either of its ends belongs to. */
static bool is_main(const lc_streets *streets, uint32_t piece)
{
    const lc_piece *p = &streets->pieces[piece];
    return streets->nodes[p->from].component == 0 || streets->nodes[p->to].component == 0;
}

static lc_lonlat between(const lc_lonlat *v, double share)
{
    if (share >= 1)
        return v[1];
    return (lc_lonlat){v[0].lon_deg + share * (v[1].lon_deg - v[0].lon_deg),
                       v[0].lat_deg + share * (v[1].lat_deg - v[0].lat_deg)};
}

static void try_segment(search *s, lc_segment candidate)
{
    const lc_streets *streets = &s->network->streets;
    const lc_lonlat *v = streets->vertices + candidate.vertex;
    double ax, ay, bx, by;
    to_plane(s, v[0], &ax, &ay);
    to_plane(s, v[1], &bx, &by);
    double share = nearest_share(ax, ay, bx, by);
    double distance_m =
        share >= 1 ? length_m(bx, by) : length_m(ax + share * (bx - ax), ay + share * (by - ay));
    if (distance_m > s->best.distance_m)
        return;
    lc_nearest found = {candidate.owner,   is_main(streets, candidate.owner),
                        candidate.vertex,  share,
                        between(v, share), distance_m};
    if (s->wish->main_only && !found.main)
        return;
    /* Ferries are boarded at their landings, from the streets there. */
    if ((streets->pieces[candidate.owner].flags & LC_PIECE_FERRY) != 0)
        return;
    if (distance_m == s->best.distance_m && s->found && !comes_first(&found, &s->best))
        return;
    if (s->wish->leg != NULL && !s->wish->leg(s->wish->user, found.at))
        return;
    s->best = found;
    s->found = true;
}

/* Squares of the distances of a leaf's segments, a hair off in the last digits: good enough to
 * leave out those that are too far. NaN where there is no segment. */
static void leaf_distances(const search *s, const lc_tree_leaf *leaf, double distance2_m2[])
{
#pragma omp simd
    for (int i = 0; i < LC_TREE_FAN; i++) {
        double a_lat = (leaf->a_lat[i] - s->place.lat_deg) * RAD_PER_DEG;
        double b_lat = (leaf->b_lat[i] - s->place.lat_deg) * RAD_PER_DEG;
        double ax =
            (s->x_m - s->x_shrink_m * a_lat) * (leaf->a_lon[i] - s->place.lon_deg) * RAD_PER_DEG;
        double bx =
            (s->x_m - s->x_shrink_m * b_lat) * (leaf->b_lon[i] - s->place.lon_deg) * RAD_PER_DEG;
        double ay = s->y_m * a_lat, by = s->y_m * b_lat, dx = bx - ax, dy = by - ay;
        double share = -(ax * dx + ay * dy) / larger(dx * dx + dy * dy, 1e-300);
        share = share < 0 ? 0 : share;
        share = share > 1 ? 1 : share;
        double x = ax + share * dx, y = ay + share * dy;
        distance2_m2[i] = x * x + y * y;
    }
}

static void visit_leaf(search *s, size_t number)
{
    const lc_tree_leaf *leaf = &s->network->tree.leaves[number];
    double distance2_m2[LC_TREE_FAN];
    leaf_distances(s, leaf, distance2_m2);
    for (size_t i = 0; i < LC_TREE_FAN; i++) {
        double most_m = s->best.distance_m * (1 + 1e-9) + 1e-6;
        if (distance2_m2[i] <= most_m * most_m && lc_tree_has(&s->network->tree, number, i))
            try_segment(s, leaf->segments[i]);
    }
}

/* Squares of distances that no point of a segment in the box of a child is below, but for the
 * bulge. NaN where there is no child. */
static void group_bounds(const search *s, const lc_tree_group *group, double bound2_m2[])
{
    double shrink_m = fabs(s->x_shrink_m);
#pragma omp simd
    for (int i = 0; i < LC_TREE_FAN; i++) {
        double west = group->west[i] - s->place.lon_deg, east = s->place.lon_deg - group->east[i];
        double south = group->south[i] - s->place.lat_deg;
        double north = s->place.lat_deg - group->north[i];
        double dlon = larger(larger(west, east), 0) * RAD_PER_DEG;
        double dlat = larger(larger(south, north), 0) * RAD_PER_DEG;
        double far = larger(fabs(south), fabs(north)) * RAD_PER_DEG;
        double x = larger(s->x_m - shrink_m * far, 0) * dlon, y = s->y_m * dlat;
        bound2_m2[i] = x * x + y * y;
    }
}

/* May a box with this bound hold something as near as the best? */
static bool is_worth(const search *s, double bound2_m2)
{
    double most_m = (s->best.distance_m + s->bulge_m) * (1 + 1e-11);
    return bound2_m2 <= most_m * most_m;
}

typedef struct branch {
    double bound2_m2;
    size_t number;
} branch;

/* Visits an item of a level, nearer children first; recursion is at most LC_TREE_LEVELS deep. */
static void visit(search *s, size_t level, size_t number)
{
    const lc_tree *tree = &s->network->tree;
    branch children[LC_TREE_FAN];
    double bound2_m2[LC_TREE_FAN];
    size_t count = 0, first = number * LC_TREE_FAN;
    if (level == 0) {
        visit_leaf(s, number);
        return;
    }
    group_bounds(s, &tree->groups[tree->start[level] + number], bound2_m2);
    for (size_t i = 0; i < LC_TREE_FAN && first + i < tree->count[level - 1]; i++) {
        if (!is_worth(s, bound2_m2[i]))
            continue;
        size_t at = count++;
        for (; at > 0 && children[at - 1].bound2_m2 > bound2_m2[i]; at--)
            children[at] = children[at - 1];
        children[at] = (branch){bound2_m2[i], first + i};
    }
    for (size_t i = 0; i < count && is_worth(s, children[i].bound2_m2); i++)
        visit(s, level - 1, children[i].number);
}

bool lc_network_nearest(const lc_network *network, const lc_wish *wish, lc_nearest *out)
{
    search s = {.network = network, .wish = wish, .place = wish->place};
    s.best.distance_m = wish->max_m;
    *out = (lc_nearest){0};
    set_plane(&s);
    visit(&s, network->tree.top, 0);
    if (s.found)
        *out = s.best;
    return s.found;
}
