/* What no further circle crosses: railways and expressways never, water where no bridge is near. */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "circles/town.h"
#include "geom/fence.h"

/* A walked street leads over the same water within this distance of where the straight way crosses
 * it. */
enum { BRIDGE_MM = 300000 };

/* Where a walked street crosses a water. */
typedef struct bridge {
    uint32_t water;
    lc_spot_mm at;
} bridge;

struct town_barriers {
    lc_ctx *ctx;
    lc_fence *closed, *water;
    lc_array bridges; /* bridge, by water, then by x */
    bool has_water;
    bool out_of_memory;
};

/* --- reading --- */

typedef struct adding {
    const town *t;
    lc_fence *fence;
    uint32_t line;
} adding;

static lc_status add_part(void *user, size_t polygon, size_t ring, const double *xy, size_t count)
{
    adding *a = user;
    lc_spot_mm last = {0, 0}, now;
    lc_status status = LC_OK;
    (void)polygon;
    (void)ring;
    for (size_t i = 0; status == LC_OK && i < count; i++) {
        status = town_spot(a->t, xy[2 * i], xy[2 * i + 1], &now);
        if (status == LC_OK && i > 0)
            status = lc_fence_add(a->fence, a->line, last, now);
        last = now;
    }
    return status;
}

static lc_status read_features(const town *t, town_barriers *b)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    uint32_t line = 0;
    lc_status status = lc_store_query(t->store, "circles/read_barriers", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        size_t size;
        const void *wkb = lc_stmt_blob(stmt, 1, &size);
        bool is_water = strcmp(lc_stmt_text(stmt, 0), "water") == 0;
        b->has_water = b->has_water || is_water;
        adding a = {t, is_water ? b->water : b->closed, line++};
        status = lc_wkb_each_part(t->ctx, wkb, size, add_part, &a);
    }
    lc_stmt_free(stmt);
    return status;
}

static bool note_bridge(void *user, uint32_t line, lc_spot_mm at)
{
    town_barriers *b = user;
    bridge *item = lc_array_push(b->ctx, &b->bridges);
    if (item == NULL) {
        b->out_of_memory = true;
        return false;
    }
    *item = (bridge){line, at};
    return true;
}

static int by_water(const void *left, const void *right)
{
    const bridge *a = left, *b = right;
    if (a->water != b->water)
        return a->water < b->water ? -1 : 1;
    if (a->at.x != b->at.x)
        return a->at.x < b->at.x ? -1 : 1;
    return (a->at.y > b->at.y) - (a->at.y < b->at.y);
}

static bool is_walked(const lc_piece *piece)
{
    return (piece->flags & (LC_PIECE_FORWARD | LC_PIECE_BACKWARD)) != 0 &&
           (piece->flags & LC_PIECE_FERRY) == 0;
}

static lc_status find_on_piece(const town *t, town_barriers *b, const lc_piece *piece)
{
    lc_spot_mm last = {0, 0}, now;
    lc_status status = LC_OK;
    for (uint32_t v = piece->first_vertex; status == LC_OK && v < piece[1].first_vertex; v++) {
        lc_lonlat at = t->streets->vertices[v];
        status = town_spot(t, at.lon_deg, at.lat_deg, &now);
        if (status == LC_OK && v > piece->first_vertex &&
            !lc_fence_cross(b->water, last, now, note_bridge, b))
            status = LC_MEMORY;
        last = now;
    }
    return status;
}

static lc_status find_bridges(const town *t, town_barriers *b)
{
    lc_status status = LC_OK;
    uint32_t count = t->streets != NULL && b->has_water ? t->streets->piece_count : 0;
    for (uint32_t i = 0; status == LC_OK && i < count; i++)
        if (is_walked(&t->streets->pieces[i]))
            status = find_on_piece(t, b, &t->streets->pieces[i]);
    if (b->bridges.count > 1)
        qsort(b->bridges.items, b->bridges.count, sizeof(bridge), by_water);
    return status;
}

lc_status town_barriers_read(const town *t, town_barriers **out)
{
    town_barriers *b = *out = lc_alloc(t->ctx, 1, sizeof *b);
    if (b == NULL)
        return LC_MEMORY;
    b->ctx = t->ctx;
    lc_array_init(&b->bridges, sizeof(bridge));
    lc_status status = lc_fence_new(t->ctx, &b->closed);
    if (status == LC_OK)
        status = lc_fence_new(t->ctx, &b->water);
    if (status == LC_OK)
        status = read_features(t, b);
    if (status == LC_OK)
        status = lc_fence_build(b->closed);
    if (status == LC_OK)
        status = lc_fence_build(b->water);
    return status == LC_OK ? find_bridges(t, b) : status;
}

void town_barriers_free(town_barriers *barriers)
{
    if (barriers == NULL)
        return;
    lc_fence_free(barriers->closed);
    lc_fence_free(barriers->water);
    lc_array_clear(&barriers->bridges);
    free(barriers);
}

/* --- asking --- */

static bool is_near(lc_spot_mm a, lc_spot_mm b)
{
    int64_t dx = a.x - b.x, dy = a.y - b.y;
    return dx * dx + dy * dy <= (int64_t)BRIDGE_MM * BRIDGE_MM;
}

static bool is_bridged(const town_barriers *b, uint32_t water, lc_spot_mm at)
{
    const bridge *all = b->bridges.items;
    const bridge from = {water, {at.x - BRIDGE_MM, INT64_MIN}};
    size_t low = lc_array_lower_bound(&b->bridges, &from, by_water);
    for (; low < b->bridges.count && all[low].water == water && all[low].at.x <= at.x + BRIDGE_MM;
         low++)
        if (is_near(all[low].at, at))
            return true;
    return false;
}

static bool never(void *user, uint32_t line, lc_spot_mm at)
{
    (void)user;
    (void)line;
    (void)at;
    return false;
}

typedef struct asking {
    const town_barriers *barriers;
} asking;

static bool only_by_bridge(void *user, uint32_t line, lc_spot_mm at)
{
    const asking *a = user;
    return is_bridged(a->barriers, line, at);
}

bool town_barriers_part(const town_barriers *barriers, lc_spot_mm a, lc_spot_mm b)
{
    asking user = {barriers};
    return !lc_fence_cross(barriers->closed, a, b, never, NULL) ||
           !lc_fence_cross(barriers->water, a, b, only_by_bridge, &user);
}
