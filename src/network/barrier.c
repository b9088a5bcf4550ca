#include "network/barrier.h"

#include <math.h>
#include <stdlib.h>

#include "geom/geom.h"
#include "network/tree.h"

/* Wider than 64 bits: the products of two differences of positions in 1e-9 degree. */
__extension__ typedef __int128 wide;

static const double END_M = 0.01;
static const double M_PER_DEG = 111195; /* for the centimetre alone */
static const double RAD_PER_DEG = 0.01745329251994329577;

/* One line, or one polygon with its holes. */
typedef struct barrier {
    bool is_area;
    double east; /* of an area: no farther goes the line that tells inside from outside */
} barrier;

struct lc_barriers {
    lc_ctx *ctx;
    lc_array vertices; /* lc_lonlat */
    lc_array all;      /* barrier */
    lc_array segments; /* lc_segment; the owner is the barrier */
    lc_tree_leaf *leaves;
    lc_tree_group *groups;
    lc_tree tree;
};

lc_status lc_barriers_new(lc_ctx *ctx, lc_barriers **out)
{
    lc_barriers *b = *out = lc_alloc(ctx, 1, sizeof *b);
    if (b == NULL)
        return LC_MEMORY;
    b->ctx = ctx;
    lc_array_init(&b->vertices, sizeof(lc_lonlat));
    lc_array_init(&b->all, sizeof(barrier));
    lc_array_init(&b->segments, sizeof(lc_segment));
    return LC_OK;
}

void lc_barriers_free(lc_barriers *barriers)
{
    if (barriers == NULL)
        return;
    lc_array_clear(&barriers->vertices);
    lc_array_clear(&barriers->all);
    lc_array_clear(&barriers->segments);
    free(barriers->leaves);
    free(barriers->groups);
    free(barriers);
}

/* --- building --- */

typedef struct adding {
    lc_barriers *barriers;
    bool is_area, begun;
    size_t part; /* the polygon or line that was begun last */
} adding;

static barrier *barrier_of(adding *a, size_t part)
{
    lc_array *all = &a->barriers->all;
    if (a->begun && a->part == part)
        return lc_array_at(all, all->count - 1);
    barrier *fresh = lc_array_push(a->barriers->ctx, all);
    if (fresh != NULL)
        *fresh = (barrier){a->is_area, -INFINITY};
    a->begun = true;
    a->part = part;
    return fresh;
}

static lc_status add_part(void *user, size_t part, size_t ring, const double *xy, size_t count)
{
    (void)ring;
    adding *a = user;
    lc_barriers *b = a->barriers;
    if (count < 2)
        return LC_OK;
    uint32_t first = (uint32_t)b->vertices.count;
    barrier *owner = barrier_of(a, part);
    lc_lonlat *vertices = lc_array_push_many(b->ctx, &b->vertices, count);
    lc_segment *segments = lc_array_push_many(b->ctx, &b->segments, count - 1);
    if (owner == NULL || vertices == NULL || segments == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < count; i++) {
        vertices[i] = (lc_lonlat){xy[2 * i], xy[2 * i + 1]};
        owner->east = fmax(owner->east, xy[2 * i]);
        if (i > 0)
            segments[i - 1] = (lc_segment){first + (uint32_t)i - 1, (uint32_t)b->all.count - 1};
    }
    return LC_OK;
}

lc_status lc_barriers_add(lc_barriers *barriers, const unsigned char *wkb, size_t size)
{
    lc_shape shape = lc_wkb_shape(wkb, size);
    adding a = {.barriers = barriers, .is_area = shape == LC_SHAPE_POLYGON};
    if (shape == LC_SHAPE_POINT)
        return LC_OK;
    if (shape != LC_SHAPE_POLYGON && shape != LC_SHAPE_LINE)
        return lc_fail(barriers->ctx, LC_STORE,
                       "A barrier of the store is damaged. Delete the store and run again.");
    return lc_wkb_each_part(barriers->ctx, wkb, size, add_part, &a);
}

lc_status lc_barriers_build(lc_barriers *b)
{
    b->tree = lc_tree_plan(b->segments.count);
    b->leaves = lc_alloc(b->ctx, b->tree.count[0], sizeof *b->leaves);
    b->groups = lc_alloc(b->ctx, lc_tree_group_count(&b->tree), sizeof *b->groups);
    if (b->leaves == NULL || b->groups == NULL)
        return LC_MEMORY;
    b->tree.leaves = b->leaves;
    b->tree.groups = b->groups;
    return lc_tree_fill(b->ctx, &b->tree, b->vertices.items, b->segments.items, b->leaves,
                        b->groups);
}

lc_status lc_barriers_load(lc_store *store, lc_barriers **out)
{
    lc_barriers *b = NULL;
    lc_stmt *stmt = NULL;
    bool row = false;
    *out = NULL;
    lc_status status = lc_barriers_new(lc_store_ctx(store), &b);
    if (status == LC_OK)
        status = lc_store_query(store, "network/barriers", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        size_t size;
        const void *wkb = lc_stmt_blob(stmt, 0, &size);
        status = lc_barriers_add(b, wkb, size);
    }
    lc_stmt_free(stmt);
    if (status == LC_OK)
        status = lc_barriers_build(b);
    if (status == LC_OK && b->segments.count > 0)
        *out = b;
    else
        lc_barriers_free(b);
    return status;
}

/* --- asking --- */

/* A position in whole 1e-9 degrees. */
typedef struct spot {
    int64_t x, y;
} spot;

static spot spot_at(lc_lonlat at)
{
    return (spot){llround(at.lon_deg * 1e9), llround(at.lat_deg * 1e9)};
}

/* On which side of the line from a to b is c: 1 left, -1 right, 0 on it. */
static int side(spot a, spot b, spot c)
{
    wide left = (wide)(b.x - a.x) * (c.y - a.y), right = (wide)(b.y - a.y) * (c.x - a.x);
    return left > right ? 1 : left < right ? -1 : 0;
}

/* From one side of the barrier a-b to the other, within its ends. */
static bool is_across(spot from, spot to, spot a, spot b)
{
    int side_a = side(from, to, a), side_b = side(from, to, b);
    if (side_a * side_b > 0 || (side_a == 0 && side_b == 0))
        return false;
    return side(a, b, from) * side(a, b, to) < 0;
}

typedef struct leg {
    const lc_barriers *barriers;
    lc_lonlat place;
    spot from, to; /* a centimetre within its ends */
} leg;

typedef struct counting {
    uint32_t owner;
    lc_lonlat place;
    bool inside;
} counting;

/* Does the ring pass east of the place? A vertex at its latitude counts as above. */
static bool count_crossing(void *user, uint32_t owner, lc_lonlat a, lc_lonlat b)
{
    counting *c = user;
    double lat = c->place.lat_deg;
    if (owner != c->owner || (a.lat_deg >= lat) == (b.lat_deg >= lat))
        return false;
    double share = (lat - a.lat_deg) / (b.lat_deg - a.lat_deg);
    if (a.lon_deg + share * (b.lon_deg - a.lon_deg) > c->place.lon_deg)
        c->inside = !c->inside;
    return false;
}

/* Even-odd along the parallel. */
static bool holds(const lc_barriers *b, uint32_t owner, lc_lonlat place)
{
    const barrier *area = (const barrier *)b->all.items + owner;
    counting c = {owner, place, false};
    if (!area->is_area || !(place.lon_deg <= area->east))
        return false;
    lc_tree_box ray = {place.lon_deg, place.lat_deg, area->east, place.lat_deg};
    (void)lc_tree_any(&b->tree, ray, count_crossing, &c);
    return c.inside;
}

static bool stops(void *user, uint32_t owner, lc_lonlat a, lc_lonlat b)
{
    const leg *l = user;
    return is_across(l->from, l->to, spot_at(a), spot_at(b)) &&
           !holds(l->barriers, owner, l->place);
}

static double metres_between(lc_lonlat a, lc_lonlat b)
{
    double north = (b.lat_deg - a.lat_deg) * M_PER_DEG;
    double east = (b.lon_deg - a.lon_deg) * M_PER_DEG * cos(a.lat_deg * RAD_PER_DEG);
    return sqrt(north * north + east * east);
}

static lc_lonlat towards(lc_lonlat a, lc_lonlat b, double share)
{
    return (lc_lonlat){a.lon_deg + share * (b.lon_deg - a.lon_deg),
                       a.lat_deg + share * (b.lat_deg - a.lat_deg)};
}

bool lc_barriers_cross(const lc_barriers *barriers, lc_lonlat place, lc_lonlat to)
{
    double length_m = metres_between(place, to);
    if (!(length_m > 2 * END_M))
        return false;
    leg l = {barriers, place, spot_at(towards(place, to, END_M / length_m)),
             spot_at(towards(to, place, END_M / length_m))};
    lc_tree_box box = {fmin(place.lon_deg, to.lon_deg), fmin(place.lat_deg, to.lat_deg),
                       fmax(place.lon_deg, to.lon_deg), fmax(place.lat_deg, to.lat_deg)};
    return lc_tree_any(&barriers->tree, box, stops, &l);
}
