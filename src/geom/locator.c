/* Which of many polygons holds a point: an STR tree over their extents, then prepared tests in the
 * order of ids. */
#include <math.h>
#include <stdlib.h>

#include "geom/geos.h"

typedef struct shape {
    GEOSGeometry *geometry;
    const GEOSPreparedGeometry *prepared; /* NULL until first asked for */
    int64_t id;
} shape;

struct lc_locator {
    lc_geom *geom;
    lc_array shapes;   /* shape * : the tree points at them, so they must not move */
    GEOSSTRtree *tree; /* built at the first question; dropped when a polygon comes after it */
    lc_array hits;     /* shape * : what the last question brought up */
    bool hits_failed;
};

lc_status lc_locator_new(lc_geom *geom, lc_locator **out)
{
    *out = NULL;
    lc_locator *locator = lc_alloc(geom->ctx, 1, sizeof *locator);
    if (locator == NULL)
        return LC_MEMORY;
    locator->geom = geom;
    lc_array_init(&locator->shapes, sizeof(shape *));
    lc_array_init(&locator->hits, sizeof(shape *));
    *out = locator;
    return LC_OK;
}

static shape *shape_at(const lc_array *list, size_t i)
{
    return *(shape **)lc_array_at(list, i);
}

static void drop_tree(lc_locator *locator)
{
    if (locator->tree != NULL)
        GEOSSTRtree_destroy_r(locator->geom->geos, locator->tree);
    locator->tree = NULL;
}

static void free_shape(GEOSContextHandle_t geos, shape *s)
{
    if (s == NULL)
        return;
    if (s->prepared != NULL)
        GEOSPreparedGeom_destroy_r(geos, s->prepared);
    GEOSGeom_destroy_r(geos, s->geometry);
    free(s);
}

void lc_locator_free(lc_locator *locator)
{
    if (locator == NULL)
        return;
    drop_tree(locator);
    for (size_t i = 0; i < locator->shapes.count; i++)
        free_shape(locator->geom->geos, shape_at(&locator->shapes, i));
    lc_array_clear(&locator->shapes);
    lc_array_clear(&locator->hits);
    free(locator);
}

lc_status lc_locator_add(lc_locator *locator, const unsigned char *bytes, size_t size)
{
    lc_geom *geom = locator->geom;
    drop_tree(locator);
    shape *added = lc_alloc(geom->ctx, 1, sizeof *added);
    if (added == NULL)
        return LC_MEMORY;
    lc_status status = lc_geom_read(geom, bytes, size, &added->geometry);
    shape **slot = status == LC_OK ? lc_array_push(geom->ctx, &locator->shapes) : NULL;
    if (slot == NULL) {
        free_shape(geom->geos, added);
        return status != LC_OK ? status : LC_MEMORY;
    }
    added->id = (int64_t)locator->shapes.count - 1;
    *slot = added;
    return LC_OK;
}

static lc_status need_tree(lc_locator *locator)
{
    lc_geom *geom = locator->geom;
    if (locator->tree != NULL)
        return LC_OK;
    locator->tree = GEOSSTRtree_create_r(geom->geos, 10);
    if (locator->tree == NULL)
        return lc_geom_fail(geom);
    lc_geom_listen(geom);
    for (size_t i = 0; i < locator->shapes.count; i++) {
        shape *s = shape_at(&locator->shapes, i);
        GEOSSTRtree_insert_r(geom->geos, locator->tree, s->geometry, s);
    }
    lc_status status = lc_geom_heard(geom);
    if (status != LC_OK)
        drop_tree(locator);
    return status;
}

static void keep_hit(void *item, void *user)
{
    lc_locator *locator = user;
    shape **slot = lc_array_push(locator->geom->ctx, &locator->hits);
    if (slot != NULL)
        *slot = item;
    else
        locator->hits_failed = true;
}

static int by_id(const void *a, const void *b)
{
    const shape *const *left = a, *const *right = b;
    return ((*left)->id > (*right)->id) - ((*left)->id < (*right)->id);
}

/* Fills `hits` with the shapes whose extent holds the point, by id. */
static lc_status ask_tree(lc_locator *locator, const GEOSGeometry *point)
{
    locator->hits.count = 0;
    locator->hits_failed = false;
    lc_geom_listen(locator->geom);
    GEOSSTRtree_query_r(locator->geom->geos, locator->tree, point, keep_hit, locator);
    if (locator->hits_failed)
        return LC_MEMORY;
    if (locator->hits.count > 1)
        qsort(locator->hits.items, locator->hits.count, sizeof(shape *), by_id);
    return lc_geom_heard(locator->geom);
}

/* 1 when s covers the point, 0 when not, 2 for a failure. A polygon covers a point exactly when
 * they meet, and that test is the quicker one. */
static char covers(lc_geom *geom, shape *s, const GEOSGeometry *point)
{
    if (s->prepared == NULL)
        s->prepared = GEOSPrepare_r(geom->geos, s->geometry);
    return s->prepared != NULL ? GEOSPreparedIntersects_r(geom->geos, s->prepared, point) : 2;
}

/* The first `enough` ids at most, ascending; ids beyond `capacity` are counted but not kept. */
static lc_status search(lc_locator *locator, double x, double y, int64_t *ids, size_t capacity,
                        size_t enough, size_t *count)
{
    lc_geom *geom = locator->geom;
    *count = 0;
    if (!isfinite(x) || !isfinite(y) || locator->shapes.count == 0)
        return LC_OK;
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(geom->geos, x, y);
    lc_status status = point != NULL ? need_tree(locator) : lc_geom_fail(geom);
    if (status == LC_OK)
        status = ask_tree(locator, point);
    for (size_t i = 0; status == LC_OK && *count < enough && i < locator->hits.count; i++) {
        shape *s = shape_at(&locator->hits, i);
        char inside = covers(geom, s, point);
        if (inside == 2)
            status = lc_geom_fail(geom);
        else if (inside == 1 && (*count)++ < capacity)
            ids[*count - 1] = s->id;
    }
    GEOSGeom_destroy_r(geom->geos, point);
    return status;
}

lc_status lc_locator_find(lc_locator *locator, double x, double y, int64_t *id)
{
    size_t count;
    *id = -1;
    return search(locator, x, y, id, 1, 1, &count);
}

lc_status lc_locator_find_all(lc_locator *locator, double x, double y, int64_t *ids,
                              size_t capacity, size_t *count)
{
    return search(locator, x, y, ids, capacity, SIZE_MAX, count);
}
