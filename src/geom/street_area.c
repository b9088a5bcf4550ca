#include "geom/street_area.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "geom/street.h"

/* Every array of the workspace with the size of its items. */
typedef struct member {
    size_t offset, item_size;
} member;
#define MEMBER(name, type)                                                                         \
    {                                                                                              \
        offsetof(lc_street_area, name), sizeof(type)                                               \
    }
static const member members[] = {
    MEMBER(corners, lc_spot),
    MEMBER(slots, uint32_t),
    MEMBER(bars, lc_bar),
    MEMBER(bars_start, uint32_t),
    MEMBER(bars_at, uint32_t),
    MEMBER(round_start, uint32_t),
    MEMBER(rounds, lc_spot),
    MEMBER(edges, lc_round_edge),
    MEMBER(raster.words, uint64_t),
    MEMBER(corner_bins.start, uint32_t),
    MEMBER(corner_bins.items, uint32_t),
    MEMBER(bar_bins.start, uint32_t),
    MEMBER(bar_bins.items, uint32_t),
    MEMBER(seen, uint32_t),
    MEMBER(covers, lc_cover),
    MEMBER(boundary, lc_stretch),
    MEMBER(fan, lc_spot),
    MEMBER(table, uint32_t),
    MEMBER(next, uint32_t),
    MEMBER(place, uint32_t),
    MEMBER(stack, uint32_t),
    MEMBER(ring_corners, lc_spot),
    MEMBER(rings, lc_loop),
    MEMBER(order, uint32_t),
    MEMBER(used, bool),
    MEMBER(xy, double),
    MEMBER(ring_start, size_t),
    MEMBER(polygon_start, size_t),
};
enum { MEMBERS = sizeof members / sizeof *members };

static lc_array *array_at(lc_street_area *area, size_t i)
{
    return (lc_array *)(void *)((char *)area + members[i].offset);
}

/* The circle's corners lie a lattice unit inside it, so that rounding leads none outside. */
static void set_circle(lc_street_area *area, double half_width_m)
{
    double radius = half_width_m * LATTICE_PER_M - 1;
    area->radius = (int64_t)radius;
    area->inner = radius * cos(M_PI / LC_ROUND_CORNERS) - 2;
    for (int i = 0; i < LC_ROUND_CORNERS; i++) {
        double angle = 2 * M_PI * i / LC_ROUND_CORNERS;
        area->circle[i] = (lc_spot){llround(radius * cos(angle)), llround(radius * sin(angle))};
    }
}

lc_status lc_street_area_new(lc_ctx *ctx, double half_width_m, lc_street_area **out)
{
    assert(half_width_m >= 0.1 && half_width_m <= 1000);
    lc_street_area *area = *out = lc_alloc(ctx, 1, sizeof *area);
    if (area == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < MEMBERS; i++)
        lc_array_init(array_at(area, i), members[i].item_size);
    area->ctx = ctx;
    set_circle(area, half_width_m);
    return LC_OK;
}

void lc_street_area_free(lc_street_area *area)
{
    for (size_t i = 0; area != NULL && i < MEMBERS; i++)
        lc_array_clear(array_at(area, i));
    free(area);
}

void lc_street_area_begin(lc_street_area *area)
{
    area->corners.count = area->bars.count = area->slots.count = 0;
}

/* --- lines in --- */

static size_t slot_of(lc_spot at, size_t mask)
{
    uint64_t h = (uint64_t)at.x * 0x9E3779B97F4A7C15u ^ (uint64_t)at.y * 0xC2B2AE3D27D4EB4Fu;
    return (size_t)(h ^ h >> 29) & mask;
}

/* Room for another corner in the hash, which is at most half full. */
static bool widen_slots(lc_street_area *area)
{
    const lc_spot *corners = area->corners.items;
    if (area->corners.count * 2 + 2 <= area->slots.count)
        return true;
    size_t count = 1024;
    while (count < area->corners.count * 4)
        count *= 2;
    area->slots.count = 0;
    uint32_t *slots = lc_array_push_many(area->ctx, &area->slots, count);
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < area->corners.count; i++) {
        size_t s = slot_of(corners[i], count - 1);
        while (slots[s] != 0)
            s = (s + 1) & (count - 1);
        slots[s] = (uint32_t)i + 1;
    }
    return true;
}

/* The number of the corner at a spot, a new one when nothing is there yet. */
static bool corner_of(lc_street_area *area, lc_spot at, uint32_t *number)
{
    if (!widen_slots(area))
        return false;
    uint32_t *slots = area->slots.items;
    size_t mask = area->slots.count - 1, s = slot_of(at, mask);
    for (; slots[s] != 0; s = (s + 1) & mask) {
        const lc_spot *there = (const lc_spot *)area->corners.items + slots[s] - 1;
        if (there->x == at.x && there->y == at.y) {
            *number = slots[s] - 1;
            return true;
        }
    }
    lc_spot *corner = lc_array_push_many(area->ctx, &area->corners, 1);
    if (corner == NULL)
        return false;
    *corner = at;
    slots[s] = (uint32_t)area->corners.count;
    *number = slots[s] - 1;
    return true;
}

/* The same line walked the other way has the same bar, turned around: llround is odd. */
static lc_spot side_of(const lc_street_area *area, lc_spot from, lc_spot to)
{
    double dx = (double)(to.x - from.x), dy = (double)(to.y - from.y);
    double scale = (double)area->radius / sqrt(dx * dx + dy * dy);
    return (lc_spot){llround(-dy * scale), llround(dx * scale)};
}

lc_status lc_street_area_add(lc_street_area *area, const double *xy, size_t count)
{
    uint32_t last = 0, number;
    for (size_t i = 0; i < count; i++) {
        lc_spot at = {llround(xy[2 * i] * LATTICE_PER_M), llround(xy[2 * i + 1] * LATTICE_PER_M)};
        if (!corner_of(area, at, &number))
            return LC_MEMORY;
        if (i > 0 && number != last) {
            lc_bar *bar = lc_array_push_many(area->ctx, &area->bars, 1);
            if (bar == NULL)
                return LC_MEMORY;
            const lc_spot *corners = area->corners.items;
            *bar = (lc_bar){last, number, side_of(area, corners[last], corners[number])};
        }
        last = number;
    }
    return LC_OK;
}

/* --- the area --- */

/* Lists the bars at each corner. */
static bool index_bars(lc_street_area *area)
{
    const lc_bar *bars = area->bars.items;
    area->bars_start.count = area->bars_at.count = 0;
    uint32_t *start = lc_array_push_many(area->ctx, &area->bars_start, area->corners.count + 1);
    uint32_t *at = lc_array_push_many(area->ctx, &area->bars_at, 2 * area->bars.count);
    if (start == NULL || at == NULL)
        return false;
    for (size_t i = 0; i < area->bars.count; i++) {
        start[bars[i].a]++;
        start[bars[i].b]++;
    }
    for (size_t i = 1; i <= area->corners.count; i++)
        start[i] += start[i - 1];
    for (size_t i = area->bars.count; i-- > 0;) {
        at[--start[bars[i].a]] = (uint32_t)i;
        at[--start[bars[i].b]] = (uint32_t)i;
    }
    return true;
}

static bool uncover(lc_street_area *area, lc_spot from, lc_spot to, size_t shape)
{
    if (lc_street_buried(area, from, to))
        return true;
    return lc_street_uncover(area, &(lc_side){from, to, (uint32_t)shape});
}

/* The long sides; the ends lie within the rounds. */
static bool bar_sides(lc_street_area *area)
{
    const lc_spot *corners = area->corners.items;
    bool ok = true;
    for (size_t i = 0; ok && i < area->bars.count; i++) {
        const lc_bar *bar = (const lc_bar *)area->bars.items + i;
        lc_spot a = corners[bar->a], b = corners[bar->b];
        ok = uncover(area, lc_minus(a, bar->side), lc_minus(b, bar->side), i) &&
             uncover(area, lc_plus(b, bar->side), lc_plus(a, bar->side), i);
    }
    return ok;
}

/* Whether an offset from the corner lies in the bar or on its edge. */
static bool in_bar(lc_spot along, lc_spot side, lc_spot at)
{
    int64_t whole = lc_cross(along, side), across = lc_cross(along, at), far = lc_cross(at, side);
    return -whole <= across && across <= whole && 0 <= far && far <= whole;
}

/* Whether a bar at the corner holds the edge: most rounds show little of themselves. */
static bool in_own_bars(const lc_street_area *area, uint32_t corner, lc_spot from, lc_spot to)
{
    const uint32_t *start = area->bars_start.items, *at = area->bars_at.items;
    const lc_spot *corners = area->corners.items;
    for (uint32_t k = start[corner]; k < start[corner + 1]; k++) {
        const lc_bar *bar = (const lc_bar *)area->bars.items + at[k];
        bool ahead = bar->a == corner;
        lc_spot along = lc_minus(corners[ahead ? bar->b : bar->a], corners[corner]);
        lc_spot side = ahead ? bar->side : (lc_spot){-bar->side.x, -bar->side.y};
        if (in_bar(along, side, from) && in_bar(along, side, to))
            return true;
    }
    return false;
}

static lc_spot low_of(lc_spot a, lc_spot b)
{
    return (lc_spot){a.x < b.x ? a.x : b.x, a.y < b.y ? a.y : b.y};
}

static lc_spot high_of(lc_spot a, lc_spot b)
{
    return (lc_spot){a.x > b.x ? a.x : b.x, a.y > b.y ? a.y : b.y};
}

/* The edges first .. end - 1 of a round, unless all of them are buried. */
static bool arc_sides(lc_street_area *area, uint32_t corner, uint32_t first, uint32_t end)
{
    const uint32_t *start = area->round_start.items;
    const lc_spot *rounds = area->rounds.items;
    lc_spot at = ((const lc_spot *)area->corners.items)[corner];
    uint32_t last = start[corner + 1];
    lc_spot low = rounds[first], high = low;
    bool ok = true;
    for (uint32_t i = first + 1; i <= end; i++) {
        lc_spot next = rounds[i < last ? i : start[corner]];
        low = low_of(low, next);
        high = high_of(high, next);
    }
    if (lc_street_box_buried(area, lc_plus(at, low), lc_plus(at, high)))
        return true;
    for (uint32_t i = first; ok && i < end; i++) {
        lc_spot from = rounds[i], to = rounds[i + 1 < last ? i + 1 : start[corner]];
        if (!in_own_bars(area, corner, from, to))
            ok = uncover(area, lc_plus(at, from), lc_plus(at, to), area->bars.count + corner);
    }
    return ok;
}

static bool round_sides(lc_street_area *area)
{
    enum { ARC = 4 };
    const uint32_t *start = area->round_start.items;
    bool ok = true;
    for (uint32_t c = 0; c < area->corners.count; c++)
        for (uint32_t i = start[c]; ok && i < start[c + 1]; i += ARC)
            ok = arc_sides(area, c, i, i + ARC < start[c + 1] ? i + ARC : start[c + 1]);
    return ok;
}

static void extent(const lc_street_area *area, lc_spot *low, lc_spot *high)
{
    const lc_spot *corners = area->corners.items;
    *low = (lc_spot){INT64_MAX, INT64_MAX};
    *high = (lc_spot){INT64_MIN, INT64_MIN};
    for (size_t i = 0; i < area->corners.count; i++) {
        *low = low_of(*low, corners[i]);
        *high = high_of(*high, corners[i]);
    }
}

lc_status lc_street_area_draw(lc_street_area *area, lc_polygons *out)
{
    lc_spot low, high;
    *out = (lc_polygons){0};
    area->boundary.count = 0;
    extent(area, &low, &high);
    bool ok = index_bars(area) && lc_street_rounds(area) && lc_street_raster(area, low, high) &&
              lc_street_bins(area, low, high) && bar_sides(area) && round_sides(area) &&
              lc_street_rings(area, out);
    return ok ? LC_OK : LC_MEMORY;
}
