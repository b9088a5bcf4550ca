#include "geom/lines.h"

#include <math.h>
#include <stdlib.h>

#include "geom/geos.h"

typedef struct segment {
    double ax, ay, bx, by;
    size_t line, at;
    int level;
} segment;

struct lc_line_index {
    lc_geom *geom;
    lc_array segments; /* segment */
    GEOSSTRtree *tree; /* NULL before the first question */
};

lc_status lc_line_index_new(lc_geom *geom, lc_line_index **out)
{
    *out = lc_alloc(geom->ctx, 1, sizeof **out);
    if (*out == NULL)
        return LC_MEMORY;
    (*out)->geom = geom;
    lc_array_init(&(*out)->segments, sizeof(segment));
    return LC_OK;
}

void lc_line_index_free(lc_line_index *index)
{
    if (index == NULL)
        return;
    if (index->tree != NULL)
        GEOSSTRtree_destroy_r(index->geom->geos, index->tree);
    lc_array_clear(&index->segments);
    free(index);
}

lc_status lc_line_index_add(lc_line_index *index, size_t line, const double *xy, size_t count,
                            int level)
{
    for (size_t i = 0; i < 2 * count; i++)
        if (!isfinite(xy[i]))
            return lc_fail(index->geom->ctx, LC_INPUT,
                           "A line has a coordinate that is no finite number.");
    for (size_t i = 0; i + 1 < count; i++) {
        segment *s = lc_array_push(index->geom->ctx, &index->segments);
        if (s == NULL)
            return LC_MEMORY;
        *s = (segment){xy[2 * i], xy[2 * i + 1], xy[2 * i + 2], xy[2 * i + 3], line, i, level};
    }
    return LC_OK;
}

/* The box of two corners as a geometry; yours. */
static GEOSGeometry *box_of(const lc_line_index *index, double ax, double ay, double bx, double by)
{
    GEOSContextHandle_t geos = index->geom->geos;
    GEOSCoordSequence *ends = GEOSCoordSeq_create_r(geos, 2, 2);
    if (ends == NULL)
        return NULL;
    (void)GEOSCoordSeq_setXY_r(geos, ends, 0, ax, ay);
    (void)GEOSCoordSeq_setXY_r(geos, ends, 1, bx, by);
    return GEOSGeom_createLineString_r(geos, ends);
}

static lc_status build(lc_line_index *index)
{
    enum { NODE_CAPACITY = 10 };
    GEOSContextHandle_t geos = index->geom->geos;
    if (index->tree != NULL)
        return LC_OK;
    index->tree = GEOSSTRtree_create_r(geos, NODE_CAPACITY);
    if (index->tree == NULL)
        return lc_geom_fail(index->geom);
    lc_geom_listen(index->geom);
    for (size_t i = 0; i < index->segments.count; i++) {
        segment *s = lc_array_at(&index->segments, i);
        GEOSGeometry *box = box_of(index, s->ax, s->ay, s->bx, s->by);
        if (box == NULL)
            return lc_geom_fail(index->geom);
        GEOSSTRtree_insert_r(geos, index->tree, box, s); /* keeps the envelope, not the geometry */
        GEOSGeom_destroy_r(geos, box);
    }
    return lc_geom_heard(index->geom);
}

static lc_status query(lc_line_index *index, double ax, double ay, double bx, double by,
                       GEOSQueryCallback fn, void *user)
{
    lc_status status = build(index);
    if (status != LC_OK)
        return status;
    GEOSGeometry *box = box_of(index, ax, ay, bx, by);
    if (box == NULL)
        return lc_geom_fail(index->geom);
    lc_geom_listen(index->geom);
    GEOSSTRtree_query_r(index->geom->geos, index->tree, box, fn, user);
    GEOSGeom_destroy_r(index->geom->geos, box);
    return lc_geom_heard(index->geom);
}

/* --- nearest --- */

/* How far along the segment the place nearest to (x, y) is. */
static double share_of(const segment *s, double x, double y)
{
    double dx = s->bx - s->ax, dy = s->by - s->ay, square = dx * dx + dy * dy;
    double share = square > 0 ? ((x - s->ax) * dx + (y - s->ay) * dy) / square : 0;
    return fmin(1, fmax(0, share));
}

typedef struct nearest_walk {
    double x, y, within;
    int level;
    size_t but;
    bool found;
    lc_line_place best;
} nearest_walk;

static void look(void *item, void *user)
{
    const segment *s = item;
    nearest_walk *walk = user;
    if (s->level != walk->level || s->line == walk->but)
        return;
    double share = share_of(s, walk->x, walk->y);
    double x = s->ax + share * (s->bx - s->ax), y = s->ay + share * (s->by - s->ay);
    double distance = hypot(x - walk->x, y - walk->y);
    const lc_line_place *best = &walk->best;
    bool earlier = s->line < best->line || (s->line == best->line && s->at < best->segment);
    if (distance > walk->within ||
        (walk->found && (distance > best->distance || (distance == best->distance && !earlier))))
        return;
    walk->found = true;
    walk->best = (lc_line_place){s->line, s->at, share, x, y, distance};
}

lc_status lc_line_index_nearest(lc_line_index *index, double x, double y, int level, size_t but,
                                double within, bool *found, lc_line_place *place)
{
    nearest_walk walk = {.x = x, .y = y, .within = within, .level = level, .but = but};
    lc_status status = query(index, x - within, y - within, x + within, y + within, look, &walk);
    *found = status == LC_OK && walk.found;
    *place = walk.best;
    return status;
}

/* --- crossings --- */

typedef struct crossing_walk {
    lc_line_index *index;
    const segment *s;
    lc_line_crossing_fn *fn;
    void *user;
    lc_status status;
    lc_array others; /* const segment *, those behind s */
} crossing_walk;

static void collect(void *item, void *user)
{
    crossing_walk *walk = user;
    const segment *other = item;
    if (other <= walk->s || other->level != walk->s->level || walk->status != LC_OK)
        return;
    if (other->line == walk->s->line && other->at == walk->s->at + 1)
        return;
    const segment **slot = lc_array_push(walk->index->geom->ctx, &walk->others);
    if (slot == NULL)
        walk->status = LC_MEMORY;
    else
        *slot = other;
}

static lc_line_place place_on(const segment *s, double x, double y)
{
    return (lc_line_place){s->line, s->at, share_of(s, x, y), x, y, 0};
}

static int by_order(const void *a, const void *b)
{
    const segment *s = *(segment *const *)a, *t = *(segment *const *)b;
    return (s > t) - (s < t);
}

static lc_status tell(crossing_walk *walk, const segment *b)
{
    const segment *a = walk->s;
    double x, y;
    int met = GEOSSegmentIntersection_r(walk->index->geom->geos, a->ax, a->ay, a->bx, a->by, b->ax,
                                        b->ay, b->bx, b->by, &x, &y);
    if (met == 0)
        return lc_geom_fail(walk->index->geom);
    if (met < 0)
        return LC_OK;
    lc_line_place on_a = place_on(a, x, y), on_b = place_on(b, x, y);
    return walk->fn(walk->user, &on_a, &on_b);
}

lc_status lc_line_index_crossings(lc_line_index *index, lc_line_crossing_fn *fn, void *user)
{
    enum { SEGMENTS_A_TICK = 1024 };
    crossing_walk walk = {.index = index, .fn = fn, .user = user};
    lc_array_init(&walk.others, sizeof(const segment *));
    for (size_t i = 0; walk.status == LC_OK && i < index->segments.count; i++) {
        const segment *s = lc_array_at(&index->segments, i);
        walk.s = s;
        walk.others.count = 0;
        lc_status status = query(index, s->ax, s->ay, s->bx, s->by, collect, &walk);
        if (walk.status == LC_OK)
            walk.status = status;
        if (walk.others.count > 1)
            qsort(walk.others.items, walk.others.count, sizeof(const segment *), by_order);
        for (size_t o = 0; walk.status == LC_OK && o < walk.others.count; o++)
            walk.status = tell(&walk, *(const segment **)lc_array_at(&walk.others, o));
        if (walk.status == LC_OK && i % SEGMENTS_A_TICK == 0)
            walk.status = lc_tick(index->geom->ctx, i, index->segments.count);
    }
    lc_array_clear(&walk.others);
    return walk.status;
}

/* --- across a ring --- */

static lc_status ask_pairs(lc_geom *geom, const GEOSPreparedGeometry *area, const double *xy,
                           const size_t *pairs, size_t pair_count, bool *within)
{
    for (size_t i = 0; i < pair_count; i++) {
        const double *a = xy + 2 * pairs[2 * i], *b = xy + 2 * pairs[2 * i + 1];
        GEOSCoordSequence *ends = GEOSCoordSeq_create_r(geom->geos, 2, 2);
        GEOSGeometry *line = NULL;
        if (ends != NULL) {
            (void)GEOSCoordSeq_setXY_r(geom->geos, ends, 0, a[0], a[1]);
            (void)GEOSCoordSeq_setXY_r(geom->geos, ends, 1, b[0], b[1]);
            line = GEOSGeom_createLineString_r(geom->geos, ends);
        }
        char answer = line != NULL ? GEOSPreparedCovers_r(geom->geos, area, line) : 2;
        GEOSGeom_destroy_r(geom->geos, line);
        if (answer == 2)
            return lc_geom_fail(geom);
        within[i] = answer == 1;
    }
    return LC_OK;
}

lc_status lc_geom_seen_across(lc_geom *geom, const double *xy, size_t count, const size_t *pairs,
                              size_t pair_count, bool *within)
{
    lc_wkb wkb = {NULL, 0};
    GEOSGeometry *area = NULL;
    const GEOSPreparedGeometry *prepared = NULL;
    for (size_t i = 0; i < pair_count; i++)
        within[i] = false;
    lc_status status = lc_wkb_polygon(geom->ctx, xy, count, &wkb);
    if (status == LC_OK)
        status = lc_geom_read(geom, wkb.bytes, wkb.size, &area);
    char valid = status == LC_OK ? GEOSisValid_r(geom->geos, area) : 0;
    if (valid == 2)
        status = lc_geom_fail(geom);
    if (valid != 1)
        goto done;
    prepared = GEOSPrepare_r(geom->geos, area);
    status = prepared != NULL ? ask_pairs(geom, prepared, xy, pairs, pair_count, within)
                              : lc_geom_fail(geom);
done:
    GEOSPreparedGeom_destroy_r(geom->geos, prepared);
    GEOSGeom_destroy_r(geom->geos, area);
    lc_wkb_clear(&wkb);
    return status;
}
