/* Bytes as lines and places on a plane, for the rooms' own geometry: areas along streets, fences,
 * the ground around places. The first byte says how far apart things lie, the others are
 * coordinates, 16 bits each; what a street area may be given (within 100 km) they never leave. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "fuzz.h"
#include "geom/fence.h"
#include "geom/geom.h"
#include "geom/ground.h"
#include "geom/street_area.h"

enum { SPOTS_MAX = 40, LINE_SPOTS = 4, GROUPS = 3 };

typedef struct spots {
    lc_spot_mm at[SPOTS_MAX];
    size_t count;
} spots;

static spots read_spots(const uint8_t *data, size_t size)
{
    static const int64_t units_mm[] = {1, 10, 100, 1000};
    spots s = {.count = 0};
    int64_t unit = units_mm[data[0] % 4], offset = (data[0] / 4 % 3) * INT64_C(3000000000);
    for (size_t i = 1; i + 4 <= size && s.count < SPOTS_MAX; i += 4) {
        int16_t x, y;
        memcpy(&x, data + i, 2);
        memcpy(&y, data + i + 2, 2);
        s.at[s.count++] = (lc_spot_mm){x * unit + offset, y * unit - offset};
    }
    return s;
}

/* --- areas along streets --- */

static double draw(lc_ctx *ctx, lc_street_area *area, lc_wkb *out)
{
    lc_geom *geom = NULL;
    lc_polygons drawn;
    lc_wkb valid = {0};
    bool repaired = true;
    double area_m2 = NAN;
    fuzz_check(lc_street_area_draw(area, &drawn) == LC_OK && lc_geom_open(ctx, &geom) == LC_OK,
               "memory");
    fuzz_check(lc_wkb_multipolygon(ctx, drawn.xy, drawn.ring_start, drawn.polygon_start,
                                   drawn.polygon_count, out) == LC_OK,
               "memory");
    fuzz_check(drawn.polygon_count > 0, "a street has an area");
    fuzz_check(lc_geom_valid_polygon(geom, out->bytes, out->size, &valid, &repaired, NULL) ==
                       LC_OK &&
                   !repaired,
               "which is valid as it is");
    fuzz_check(lc_geom_area(geom, out->bytes, out->size, &area_m2) == LC_OK && area_m2 > 0,
               "and some ground");
    lc_wkb_clear(&valid);
    lc_geom_close(geom);
    return area_m2;
}

static void check_inside(lc_ctx *ctx, const lc_wkb *area, const double *xy, size_t count)
{
    lc_geom *geom = NULL;
    lc_locator *locator = NULL;
    fuzz_check(lc_geom_open(ctx, &geom) == LC_OK && lc_locator_new(geom, &locator) == LC_OK &&
                   lc_locator_add(locator, area->bytes, area->size) == LC_OK,
               "memory");
    for (size_t i = 0; i < count; i++) {
        int64_t id = -1;
        fuzz_check(lc_locator_find(locator, xy[2 * i], xy[2 * i + 1], &id) == LC_OK && id == 0,
                   "a street is within its area");
    }
    lc_locator_free(locator);
    lc_geom_close(geom);
}

static void try_street(lc_ctx *ctx, const spots *s, double half_width_m)
{
    double xy[2 * SPOTS_MAX], part_m2 = 0, all_m2 = 0;
    lc_street_area *area = NULL;
    lc_wkb part = {0}, all = {0};
    for (size_t i = 0; i < s->count; i++)
        xy[2 * i] = (double)s->at[i].x / 1000, xy[2 * i + 1] = (double)s->at[i].y / 1000;
    fuzz_check(lc_street_area_new(ctx, half_width_m, &area) == LC_OK, "memory");
    lc_street_area_begin(area);
    for (size_t i = 0; i < s->count; i += LINE_SPOTS) {
        size_t count = s->count - i < LINE_SPOTS ? s->count - i : LINE_SPOTS;
        fuzz_check(lc_street_area_add(area, xy + 2 * i, count) == LC_OK, "memory");
        if (i == 0)
            part_m2 = draw(ctx, area, &part);
    }
    all_m2 = draw(ctx, area, &all);
    fuzz_check(all_m2 >= part_m2 - 0.02 - 1e-9 * part_m2, "more streets are no less ground");
    check_inside(ctx, &all, xy, s->count);
    lc_wkb_clear(&part);
    lc_wkb_clear(&all);
    lc_street_area_free(area);
}

/* --- fences --- */

typedef struct crossings {
    size_t count;
    lc_spot_mm from, to;
} crossings;

static bool within(int64_t value, int64_t a, int64_t b)
{
    return value >= (a < b ? a : b) - 1 && value <= (a < b ? b : a) + 1;
}

static bool hear(void *user, uint32_t line, lc_spot_mm at)
{
    crossings *c = user;
    fuzz_check(line < SPOTS_MAX, "a crossing is with a line");
    fuzz_check(within(at.x, c->from.x, c->to.x) && within(at.y, c->from.y, c->to.y),
               "and lies on the way");
    c->count++;
    return true;
}

/* All spots but the last two are a closed fence; a way between places far away crosses it an even
 * number of times. */
static void try_fence(lc_ctx *ctx, const spots *s)
{
    lc_fence *fence = NULL;
    size_t count = s->count - 2;
    crossings c = {.from = s->at[count], .to = s->at[count + 1]};
    fuzz_check(lc_fence_new(ctx, &fence) == LC_OK, "memory");
    for (size_t i = 0; i < count; i++)
        fuzz_check(lc_fence_add(fence, (uint32_t)i, s->at[i], s->at[(i + 1) % count]) == LC_OK,
                   "memory");
    fuzz_check(lc_fence_build(fence) == LC_OK, "memory");
    fuzz_check(lc_fence_cross(fence, c.from, c.to, hear, &c), "all are heard of");
    c = (crossings){.from = s->at[count], .to = s->at[count + 1]};
    c.from.x -= 70000000;
    c.to.x += 70000000;
    fuzz_check(lc_fence_cross(fence, c.from, c.to, hear, &c), "all are heard of");
    fuzz_check(c.count % 2 == 0, "who goes in comes out");
    lc_fence_free(fence);
}

/* --- the ground around places --- */

static double squared(lc_spot_mm a, double x, double y)
{
    return ((double)a.x - x) * ((double)a.x - x) + ((double)a.y - y) * ((double)a.y - y);
}

static bool in_cell(const lc_ground *g, uint32_t column, uint32_t row, lc_spot_mm at)
{
    int64_t west = g->west_mm + column * g->cell_mm, south = g->south_mm + row * g->cell_mm;
    return at.x >= west && at.x < west + g->cell_mm && at.y >= south && at.y < south + g->cell_mm;
}

/* Nobody is nearer to a cell's centre than its owner: of those in the cell, where there are such.
 */
static void check_cell(const spots *s, const lc_ground *g, uint32_t column, uint32_t row,
                       int64_t reach_mm)
{
    double x = (double)(g->west_mm + column * g->cell_mm) + (double)g->cell_mm / 2;
    double y = (double)(g->south_mm + row * g->cell_mm) + (double)g->cell_mm / 2;
    uint32_t owner = g->owner[(size_t)row * g->columns + column];
    double least = INFINITY, inside = INFINITY, reach = (double)reach_mm;
    for (size_t i = 0; i < s->count; i++) {
        least = fmin(least, squared(s->at[i], x, y));
        if (in_cell(g, column, row, s->at[i]))
            inside = fmin(inside, squared(s->at[i], x, y));
    }
    fuzz_check(owner == LC_GROUND_NONE || owner < s->count, "an owner is a place");
    if (owner == LC_GROUND_NONE)
        fuzz_check(least > reach * reach && isinf(inside), "nobody's ground is far from all");
    else
        fuzz_check(squared(s->at[owner], x, y) <= (isinf(inside) ? least : inside),
                   "ground is the nearest place's");
}

static void try_ground(lc_ctx *ctx, const spots *s, int64_t cell_mm, int64_t reach_mm)
{
    lc_ground g;
    lc_neighbours *pairs = NULL;
    lc_wkb outline[GROUPS] = {{0}};
    lc_geom *geom = NULL;
    uint32_t group[SPOTS_MAX];
    size_t pair_count = 0, owned = 0;
    double area_m2, all_m2 = 0;
    for (size_t i = 0; i < s->count; i++)
        group[i] = (uint32_t)i % GROUPS;
    fuzz_check(lc_ground_make(ctx, s->at, s->count, reach_mm, cell_mm, &g) == LC_OK, "memory");
    for (uint32_t r = 0; r < g.rows; r++)
        for (uint32_t c = 0; c < g.columns; c++) {
            check_cell(s, &g, c, r, reach_mm);
            owned += g.owner[(size_t)r * g.columns + c] != LC_GROUND_NONE;
        }
    fuzz_check(lc_ground_neighbours(ctx, &g, s->at, s->count, &pairs, &pair_count) == LC_OK,
               "memory");
    for (size_t i = 0; i < pair_count; i++)
        fuzz_check(pairs[i].a < pairs[i].b && pairs[i].b < s->count, "neighbours are two");
    fuzz_check(lc_ground_outline(ctx, &g, group, GROUPS, outline) == LC_OK &&
                   lc_geom_open(ctx, &geom) == LC_OK,
               "memory");
    for (size_t i = 0; i < GROUPS; i++) {
        fuzz_check(lc_geom_area(geom, outline[i].bytes, outline[i].size, &area_m2) == LC_OK,
                   "an outline has an area");
        all_m2 += area_m2;
        lc_wkb_clear(&outline[i]);
    }
    double cell_m = (double)g.cell_mm / 1000, cells_m2 = (double)owned * cell_m * cell_m;
    fuzz_check(fabs(all_m2 - cells_m2) <= 1e-6 * cells_m2 + 1e-3, "all ground is within outlines");
    lc_geom_close(geom);
    free(pairs);
    lc_ground_clear(&g);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const double half_widths_m[] = {0.1, 3, 30, 1000};
    if (size < 1 + 4 * 3)
        return 0;
    lc_ctx *ctx = lc_ctx_new();
    if (ctx == NULL)
        return 0;
    spots s = read_spots(data, size);
    try_street(ctx, &s, half_widths_m[data[0] / 12 % 4]);
    if (s.count > 4)
        try_fence(ctx, &s);
    if (data[0] % 4 < 2) /* 650 m are not too many cells of 7 m */
        try_ground(ctx, &s, 7000, 20000);
    fuzz_told(ctx, LC_OK);
    lc_ctx_free(ctx);
    return 0;
}
