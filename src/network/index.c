#include "network/index.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "crs/crs.h"
#include "network/number.h"

enum { FAN = 8, LEVELS_MAX = 12 }; /* 8^11 > 2^32 segments */

static const double WGS84_A_M = 6378137.0;
static const double WGS84_E2 = 6.69437999014131699614e-3;
static const double RAD_PER_DEG = 0.01745329251994329577;

typedef struct edge {
    uint32_t first; /* vertex */
    uint32_t length_mm;
    bool main;
} edge;

typedef struct segment {
    uint32_t vertex, edge;
} segment;

typedef struct box {
    double west, south, east, north; /* degrees */
} box;

struct lc_street_index {
    lc_ctx *ctx;
    lc_array vertices; /* lc_lonlat */
    lc_array edges;    /* edge */
    double *along_m;   /* per vertex: from the first vertex of its edge */
    segment *segments; /* along the curve */
    size_t segment_count;
    box *boxes; /* level by level, the leaves first */
    size_t level_start[LEVELS_MAX + 1];
    size_t levels;
    double twist_rad2; /* largest |dlon * dlat| of a segment */
};

lc_status lc_street_index_new(lc_ctx *ctx, lc_street_index **out)
{
    *out = lc_alloc(ctx, 1, sizeof **out);
    if (*out == NULL)
        return LC_MEMORY;
    (*out)->ctx = ctx;
    lc_array_init(&(*out)->vertices, sizeof(lc_lonlat));
    lc_array_init(&(*out)->edges, sizeof(edge));
    return LC_OK;
}

void lc_street_index_free(lc_street_index *index)
{
    if (index == NULL)
        return;
    lc_array_clear(&index->vertices);
    lc_array_clear(&index->edges);
    free(index->segments);
    free(index->boxes);
    free(index->along_m);
    free(index);
}

lc_status lc_street_index_add(lc_street_index *index, const lc_lonlat *line, size_t count,
                              bool main, uint32_t length_mm)
{
    assert(count >= 2 && index->segments == NULL);
    uint32_t first = (uint32_t)index->vertices.count;
    edge *e = lc_array_push(index->ctx, &index->edges);
    lc_lonlat *vertices = lc_array_push_many(index->ctx, &index->vertices, count);
    if (e == NULL || vertices == NULL)
        return LC_MEMORY;
    *e = (edge){first, length_mm, main};
    for (size_t i = 0; i < count; i++)
        vertices[i] = line[i];
    return LC_OK;
}

uint32_t lc_street_index_edge_count(const lc_street_index *index)
{
    return (uint32_t)index->edges.count;
}

static const lc_lonlat *vertex_at(const lc_street_index *index, uint32_t vertex)
{
    return (const lc_lonlat *)index->vertices.items + vertex;
}

static const edge *edge_at(const lc_street_index *index, uint32_t number)
{
    return (const edge *)index->edges.items + number;
}

/* --- building --- */

static box no_box(void)
{
    return (box){INFINITY, INFINITY, -INFINITY, -INFINITY};
}

static void widen(box *to, box by)
{
    to->west = fmin(to->west, by.west);
    to->south = fmin(to->south, by.south);
    to->east = fmax(to->east, by.east);
    to->north = fmax(to->north, by.north);
}

static box segment_box(const lc_street_index *index, segment s)
{
    const lc_lonlat *v = vertex_at(index, s.vertex);
    return (box){fmin(v[0].lon_deg, v[1].lon_deg), fmin(v[0].lat_deg, v[1].lat_deg),
                 fmax(v[0].lon_deg, v[1].lon_deg), fmax(v[0].lat_deg, v[1].lat_deg)};
}

static void list_segments(lc_street_index *index, segment *list, lc_lonlat *middles)
{
    size_t at = 0;
    for (uint32_t e = 0; e < index->edges.count; e++) {
        size_t end =
            e + 1 < index->edges.count ? edge_at(index, e + 1)->first : index->vertices.count;
        for (uint32_t v = edge_at(index, e)->first; v + 1 < end; v++, at++) {
            const lc_lonlat *p = vertex_at(index, v);
            double dlon = p[1].lon_deg - p[0].lon_deg, dlat = p[1].lat_deg - p[0].lat_deg;
            list[at] = (segment){v, e};
            middles[at] = (lc_lonlat){p[0].lon_deg + dlon / 2, p[0].lat_deg + dlat / 2};
            index->twist_rad2 =
                fmax(index->twist_rad2, fabs(dlon * dlat) * RAD_PER_DEG * RAD_PER_DEG);
        }
    }
}

static lc_status sort_segments(lc_street_index *index)
{
    size_t count = index->vertices.count - index->edges.count;
    segment *list = lc_alloc(index->ctx, count, sizeof *list);
    lc_lonlat *middles = lc_alloc(index->ctx, count, sizeof *middles);
    uint32_t *order = lc_alloc(index->ctx, count, sizeof *order);
    index->segments = lc_alloc(index->ctx, count, sizeof *index->segments);
    lc_status status = list && middles && order && index->segments ? LC_OK : LC_MEMORY;
    if (status != LC_OK)
        goto done;
    list_segments(index, list, middles);
    status = lc_network_hilbert_order(index->ctx, middles, count, order);
    if (status != LC_OK)
        goto done;
    for (size_t i = 0; i < count; i++)
        index->segments[i] = list[order[i]];
    index->segment_count = count;
done:
    free(list);
    free(middles);
    free(order);
    return status;
}

static void plan_levels(lc_street_index *index)
{
    size_t count = index->segment_count, start = 0;
    do {
        count = (count + FAN - 1) / FAN;
        index->level_start[index->levels++] = start;
        start += count;
    } while (count > 1);
    index->level_start[index->levels] = start;
}

static size_t level_size(const lc_street_index *index, size_t level)
{
    return index->level_start[level + 1] - index->level_start[level];
}

/* Added up in the order of the line, as its whole length is. */
static lc_status measure(lc_street_index *index)
{
    index->along_m = lc_alloc(index->ctx, index->vertices.count, sizeof *index->along_m);
    if (index->along_m == NULL)
        return LC_MEMORY;
    for (uint32_t e = 0; e < index->edges.count; e++) {
        size_t end =
            e + 1 < index->edges.count ? edge_at(index, e + 1)->first : index->vertices.count;
        for (uint32_t v = edge_at(index, e)->first + 1; v < end; v++)
            index->along_m[v] =
                index->along_m[v - 1] +
                lc_geodesic_distance_m(*vertex_at(index, v - 1), *vertex_at(index, v));
    }
    return LC_OK;
}

static void fill_boxes(lc_street_index *index)
{
    for (size_t i = 0; i < index->level_start[index->levels]; i++)
        index->boxes[i] = no_box();
    for (size_t i = 0; i < index->segment_count; i++)
        widen(&index->boxes[i / FAN], segment_box(index, index->segments[i]));
    for (size_t level = 1; level < index->levels; level++)
        for (size_t i = 0; i < level_size(index, level - 1); i++)
            widen(&index->boxes[index->level_start[level] + i / FAN],
                  index->boxes[index->level_start[level - 1] + i]);
}

lc_status lc_street_index_build(lc_street_index *index)
{
    if (index->edges.count == 0)
        return LC_OK;
    lc_status status = sort_segments(index);
    if (status == LC_OK)
        status = measure(index);
    if (status != LC_OK)
        return status;
    plan_levels(index);
    index->boxes = lc_alloc(index->ctx, index->level_start[index->levels], sizeof *index->boxes);
    if (index->boxes == NULL)
        return LC_MEMORY;
    fill_boxes(index);
    return LC_OK;
}

/* --- asking --- */

/* Metres around a place: x = (x_m - x_shrink_m * dlat) * dlon, y = y_m * dlat, differences in
 * radians. x is the parallel's arc at the middle latitude, so distances from the place are right to
 * second order. */
typedef struct search {
    const lc_street_index *index;
    lc_lonlat place;
    double x_m, x_shrink_m, y_m;
    double bulge_m; /* how far a segment, straight in degrees, can leave the chord in this plane */
    bool main_only;
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
    s->bulge_m = fabs(s->x_shrink_m) * s->index->twist_rad2 / 4;
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

/* No point of a segment inside the box is nearer than this. */
static double box_bound_m(const search *s, const box *b)
{
    double west = b->west - s->place.lon_deg, east = s->place.lon_deg - b->east;
    double south = b->south - s->place.lat_deg, north = s->place.lat_deg - b->north;
    double dlon = larger(0, larger(west, east)) * RAD_PER_DEG;
    double dlat = larger(0, larger(south, north)) * RAD_PER_DEG;
    double far = larger(fabs(south), fabs(north)) * RAD_PER_DEG;
    double x_m = larger(0, s->x_m - fabs(s->x_shrink_m) * far);
    return length_m(x_m * dlon, s->y_m * dlat) * (1 - 1e-12) - s->bulge_m;
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
    if (a->edge != b->edge)
        return a->edge < b->edge;
    return a->vertex < b->vertex;
}

static lc_lonlat between(const lc_lonlat *v, double share)
{
    if (share >= 1)
        return v[1];
    return (lc_lonlat){v[0].lon_deg + share * (v[1].lon_deg - v[0].lon_deg),
                       v[0].lat_deg + share * (v[1].lat_deg - v[0].lat_deg)};
}

static void try_segment(search *s, segment candidate)
{
    const lc_lonlat *v = vertex_at(s->index, candidate.vertex);
    double ax, ay, bx, by;
    to_plane(s, v[0], &ax, &ay);
    to_plane(s, v[1], &bx, &by);
    double share = nearest_share(ax, ay, bx, by);
    double distance_m =
        share >= 1 ? length_m(bx, by) : length_m(ax + share * (bx - ax), ay + share * (by - ay));
    if (distance_m > s->best.distance_m)
        return;
    bool main = edge_at(s->index, candidate.edge)->main;
    lc_nearest found = {candidate.edge, main, candidate.vertex, share, v[0], distance_m};
    if (s->main_only && !main)
        return;
    if (distance_m == s->best.distance_m && s->found && !comes_first(&found, &s->best))
        return;
    found.at = between(v, share);
    s->best = found;
    s->found = true;
}

typedef struct branch {
    double bound_m;
    size_t number;
} branch;

/* Visits box `number` of a level, nearer children first; recursion is at most LEVELS_MAX deep. */
static void visit(search *s, size_t level, size_t number)
{
    branch children[FAN];
    size_t count = 0;
    size_t below = level == 0 ? s->index->segment_count : level_size(s->index, level - 1);
    for (size_t i = number * FAN; i < below && i < (number + 1) * FAN; i++) {
        if (level == 0) {
            try_segment(s, s->index->segments[i]);
            continue;
        }
        double bound_m = box_bound_m(s, &s->index->boxes[s->index->level_start[level - 1] + i]);
        size_t at = count++;
        for (; at > 0 && children[at - 1].bound_m > bound_m; at--)
            children[at] = children[at - 1];
        children[at] = (branch){bound_m, i};
    }
    for (size_t i = 0; i < count && children[i].bound_m <= s->best.distance_m; i++)
        visit(s, level - 1, children[i].number);
}

bool lc_street_index_nearest(const lc_street_index *index, lc_lonlat place, bool main_only,
                             double max_m, lc_nearest *out)
{
    search s = {.index = index, .place = place, .main_only = main_only};
    s.best.distance_m = max_m;
    *out = (lc_nearest){0};
    if (index->levels == 0)
        return false;
    set_plane(&s);
    visit(&s, index->levels - 1, 0);
    if (s.found)
        *out = s.best;
    return s.found;
}

uint32_t lc_street_index_offset_mm(const lc_street_index *index, const lc_nearest *nearest)
{
    const edge *e = edge_at(index, nearest->edge);
    bool whole = nearest->share >= 1;
    double offset_m = index->along_m[nearest->vertex + (whole ? 1 : 0)];
    if (!whole)
        offset_m += lc_geodesic_distance_m(*vertex_at(index, nearest->vertex), nearest->at);
    long long offset_mm = llround(offset_m * 1000);
    return offset_mm < e->length_mm ? (uint32_t)offset_mm : e->length_mm;
}
