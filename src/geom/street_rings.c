/* The stretches of the boundary as rings, and the rings as polygons. At every position as many
 * stretches begin as end; where several do, the ring goes on along the same piece of the area, and
 * a ring that meets itself is parted there, so that every ring is simple and the rings of one
 * polygon touch at most in single corners. */
#include <math.h>
#include <string.h>

#include "geom/street.h"

static const uint32_t NONE = UINT32_MAX;

/* Rings of less are what rounding leaves between edges: 0.01 m2 in fine units. */
static const double AREA_MIN = 0.01 * LATTICE_PER_M * FINE * ((double)LATTICE_PER_M * FINE);

static const lc_stretch *stretch_at(const lc_street_area *area, uint32_t i)
{
    return (const lc_stretch *)area->boundary.items + i;
}

static size_t hash(lc_spot at)
{
    uint64_t h = (uint64_t)at.x * 0x9E3779B97F4A7C15u ^ (uint64_t)at.y * 0xC2B2AE3D27D4EB4Fu;
    return (size_t)(h ^ h >> 31);
}

static bool same(lc_spot a, lc_spot b)
{
    return a.x == b.x && a.y == b.y;
}

/* Where the table keeps, or would keep, the first stretch that begins at a position. */
static uint32_t *slot_of(const lc_street_area *area, lc_spot at)
{
    uint32_t *table = area->table.items;
    size_t mask = area->table.count - 1, i = hash(at) & mask;
    while (table[i] != NONE && !same(stretch_at(area, table[i])->from, at))
        i = (i + 1) & mask;
    return &table[i];
}

/* Chains the stretches by where they begin. */
static bool index_stretches(lc_street_area *area)
{
    size_t count = area->boundary.count, size = 64;
    while (size < 2 * count)
        size *= 2;
    area->table.count = area->next.count = area->place.count = 0;
    uint32_t *table = lc_array_push_many(area->ctx, &area->table, size);
    uint32_t *next = lc_array_push_many(area->ctx, &area->next, count);
    uint32_t *place = lc_array_push_many(area->ctx, &area->place, count);
    if (table == NULL || next == NULL || place == NULL)
        return false;
    memset(table, 0xff, size * sizeof *table);
    memset(place, 0xff, count * sizeof *place);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *slot = slot_of(area, stretch_at(area, i)->from);
        next[i] = *slot;
        *slot = i;
    }
    return true;
}

/* Angle from the way back to `along`, clockwise, in (0, 2 pi]. */
static double clockwise_from_back(lc_spot came, lc_spot along)
{
    double angle =
        atan2(-(double)came.y, -(double)came.x) - atan2((double)along.y, (double)along.x);
    while (angle <= 0)
        angle += 2 * M_PI;
    return angle;
}

/* The stretch that goes on from stretch i with the area to the left between them; NONE only when
 * rounding has torn the boundary. `first` may be met again, other used ones not. */
static uint32_t after(const lc_street_area *area, const bool *used, uint32_t i, uint32_t first)
{
    const uint32_t *next = area->next.items;
    uint32_t best = NONE;
    double least = INFINITY;
    for (uint32_t k = *slot_of(area, stretch_at(area, i)->to); k != NONE; k = next[k]) {
        if (used[k] && k != first)
            continue;
        if (best == NONE && next[k] == NONE)
            return k;
        double angle = clockwise_from_back(stretch_at(area, i)->along, stretch_at(area, k)->along);
        if (angle < least) {
            least = angle;
            best = k;
        }
    }
    return best;
}

/* --- rings --- */

static double twice_area(const lc_spot *corner, size_t count)
{
    double sum = 0;
    for (size_t i = 1; i + 1 < count; i++) {
        double ax = (double)(corner[i].x - corner[0].x), ay = (double)(corner[i].y - corner[0].y);
        double bx = (double)(corner[i + 1].x - corner[0].x);
        double by = (double)(corner[i + 1].y - corner[0].y);
        sum += ax * by - ay * bx;
    }
    return sum;
}

static void bound(lc_loop *loop, const lc_spot *corner)
{
    loop->low = loop->high = corner[loop->first];
    for (size_t i = loop->first; i < loop->end; i++) {
        loop->low.x = corner[i].x < loop->low.x ? corner[i].x : loop->low.x;
        loop->low.y = corner[i].y < loop->low.y ? corner[i].y : loop->low.y;
        loop->high.x = corner[i].x > loop->high.x ? corner[i].x : loop->high.x;
        loop->high.y = corner[i].y > loop->high.y ? corner[i].y : loop->high.y;
    }
}

/* A ring from the stretches on the stack from `bottom` on, without corners where it runs straight.
 */
static bool add_ring(lc_street_area *area, size_t bottom)
{
    const uint32_t *stack = area->stack.items;
    size_t count = area->stack.count - bottom, first = area->ring_corners.count;
    uint32_t before = stack[area->stack.count - 1];
    for (size_t i = 0; i < count; i++) {
        const lc_stretch *s = stretch_at(area, stack[bottom + i]);
        lc_spot came = stretch_at(area, before)->along;
        before = stack[bottom + i];
        if (lc_cross(came, s->along) == 0 && came.x * s->along.x + came.y * s->along.y > 0)
            continue;
        lc_spot *corner = lc_array_push_many(area->ctx, &area->ring_corners, 1);
        if (corner == NULL)
            return false;
        *corner = s->from;
    }
    const lc_spot *corners = area->ring_corners.items;
    lc_loop loop = {.first = first, .end = area->ring_corners.count, .shell = NONE};
    if (loop.end - loop.first >= 3)
        loop.area = twice_area(corners + first, loop.end - loop.first) / 2;
    if (fabs(loop.area) < AREA_MIN) {
        area->ring_corners.count = first;
        return true;
    }
    bound(&loop, corners);
    lc_loop *ring = lc_array_push_many(area->ctx, &area->rings, 1);
    if (ring != NULL)
        *ring = loop;
    return ring != NULL;
}

/* Takes the stretches from `bottom` on off the stack. */
static void drop(lc_street_area *area, size_t bottom)
{
    uint32_t *stack = area->stack.items, *place = area->place.items;
    while (area->stack.count > bottom)
        place[*slot_of(area, stretch_at(area, stack[--area->stack.count])->from)] = NONE;
}

/* Puts a stretch on the stack; when the ring has been where it begins, what lies between is a ring
 * of its own. */
static bool pass(lc_street_area *area, uint32_t i)
{
    uint32_t *place = area->place.items, at = *slot_of(area, stretch_at(area, i)->from);
    if (place[at] != NONE) {
        size_t bottom = place[at];
        if (!add_ring(area, bottom))
            return false;
        drop(area, bottom);
    }
    uint32_t *top = lc_array_push_many(area->ctx, &area->stack, 1);
    if (top == NULL)
        return false;
    *top = i;
    place[at] = (uint32_t)(area->stack.count - 1);
    return true;
}

static bool trace(lc_street_area *area, bool *used, uint32_t first)
{
    uint32_t i = first;
    do {
        if (!pass(area, i))
            return false;
        used[i] = true;
        i = after(area, used, i, first);
    } while (i != first && i != NONE);
    bool ok = i == NONE || add_ring(area, 0);
    drop(area, 0);
    return ok;
}

/* --- polygons --- */

/* 1 inside the ring, 0 on it, -1 outside. Exact. */
static int where(const lc_spot *corner, size_t count, lc_spot at)
{
    bool inside = false;
    for (size_t i = 0, j = count - 1; i < count; j = i++) {
        lc_spot a = lc_minus(corner[j], at), b = lc_minus(corner[i], at);
        lc_wide cross = (lc_wide)a.x * b.y - (lc_wide)a.y * b.x;
        if (cross == 0 && (lc_wide)a.x * b.x + (lc_wide)a.y * b.y <= 0)
            return 0;
        if ((a.y > 0) != (b.y > 0) && (cross > 0) == (b.y > a.y))
            inside = !inside;
    }
    return inside ? 1 : -1;
}

static bool boxes_nest(const lc_loop *shell, const lc_loop *hole)
{
    return shell->low.x <= hole->low.x && shell->low.y <= hole->low.y &&
           shell->high.x >= hole->high.x && shell->high.y >= hole->high.y;
}

/* A hole may touch its shell in single corners: one off it decides. */
static bool holds(const lc_street_area *area, const lc_loop *shell, const lc_loop *hole)
{
    const lc_spot *corners = area->ring_corners.items;
    int is = 0;
    for (size_t i = hole->first; is == 0 && i < hole->end; i++)
        is = where(corners + shell->first, shell->end - shell->first, corners[i]);
    return is > 0;
}

/* The smallest shell around each hole. */
static void find_shells(lc_street_area *area)
{
    lc_loop *rings = area->rings.items;
    for (size_t h = 0; h < area->rings.count; h++)
        for (uint32_t s = 0; rings[h].area < 0 && s < area->rings.count; s++)
            if (rings[s].area > 0 && boxes_nest(&rings[s], &rings[h]) &&
                (rings[h].shell == NONE || rings[s].area < rings[rings[h].shell].area) &&
                holds(area, &rings[s], &rings[h]))
                rings[h].shell = s;
}

static bool put_ring(lc_street_area *area, const lc_loop *ring)
{
    const lc_spot *corners = area->ring_corners.items;
    const double metre = 1.0 / ((double)LATTICE_PER_M * FINE);
    double *xy = lc_array_push_many(area->ctx, &area->xy, 2 * (ring->end - ring->first));
    size_t *end = lc_array_push_many(area->ctx, &area->ring_start, 1);
    if (xy == NULL || end == NULL)
        return false;
    for (size_t i = ring->first; i < ring->end; i++) {
        *xy++ = (double)corners[i].x * metre;
        *xy++ = (double)corners[i].y * metre;
    }
    *end = area->xy.count / 2;
    return true;
}

/* Chains the holes of each shell, in their order. */
static uint32_t *chain_holes(lc_street_area *area)
{
    const lc_loop *rings = area->rings.items;
    area->order.count = 0;
    uint32_t *chain = lc_array_push_many(area->ctx, &area->order, area->rings.count);
    for (size_t i = 0; chain != NULL && i < area->rings.count; i++)
        chain[i] = NONE;
    for (uint32_t i = (uint32_t)area->rings.count; chain != NULL && i-- > 0;)
        if (rings[i].area < 0 && rings[i].shell != NONE) {
            chain[i] = chain[rings[i].shell];
            chain[rings[i].shell] = i;
        }
    return chain;
}

static bool put_polygons(lc_street_area *area, lc_polygons *out)
{
    const lc_loop *rings = area->rings.items;
    area->xy.count = area->ring_start.count = area->polygon_start.count = 0;
    const uint32_t *chain = chain_holes(area);
    size_t *first_ring = lc_array_push_many(area->ctx, &area->ring_start, 1);
    bool ok = chain != NULL && first_ring != NULL;
    if (ok)
        *first_ring = 0;
    for (uint32_t s = 0; ok && s < area->rings.count; s++) {
        if (rings[s].area < 0)
            continue;
        size_t *first = lc_array_push_many(area->ctx, &area->polygon_start, 1);
        ok = first != NULL;
        if (ok)
            *first = area->ring_start.count - 1;
        for (uint32_t r = s; ok && r != NONE; r = chain[r])
            ok = put_ring(area, &rings[r]);
    }
    size_t polygons = area->polygon_start.count;
    size_t *end = ok ? lc_array_push_many(area->ctx, &area->polygon_start, 1) : NULL;
    if (end == NULL)
        return false;
    *end = area->ring_start.count - 1;
    *out = (lc_polygons){area->xy.items,     area->ring_start.items,     area->polygon_start.items,
                         area->xy.count / 2, area->ring_start.count - 1, polygons};
    return true;
}

bool lc_street_rings(lc_street_area *area, lc_polygons *out)
{
    area->rings.count = area->ring_corners.count = area->stack.count = area->used.count = 0;
    bool ok = index_stretches(area);
    bool *used = ok ? lc_array_push_many(area->ctx, &area->used, area->boundary.count) : NULL;
    if (used == NULL)
        return false;
    for (uint32_t i = 0; ok && i < area->boundary.count; i++)
        if (!used[i])
            ok = trace(area, used, i);
    find_shells(area);
    return ok && put_polygons(area, out);
}
