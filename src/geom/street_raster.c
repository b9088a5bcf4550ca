/* A raster of cells that surely lie inside the area. Nearly all edges of the shapes run through
 * such cells alone, where no boundary can be: they need no exact look. */
#include <math.h>

#include "geom/street.h"

/* Cells of a sixth of the half width; coarser where the lines are few for their extent, so that the
 * raster stays small beside them. */
enum { CELLS_PER_RADIUS = 6, CELLS_PER_CORNER = 4096 };

/* A line with a round end of `radius` at both of its corners, in the raster's own coordinates. */
typedef struct capsule {
    double ax, ay, bx, by, radius, length, ux, uy;
} capsule;

/* fmin and fmax without their care for NaN, which costs a call. */
static inline double lesser(double a, double b)
{
    return a < b ? a : b;
}
static inline double larger(double a, double b)
{
    return a > b ? a : b;
}

static void stretch_span(double x, double *low, double *high)
{
    *low = x < *low ? x : *low;
    *high = x > *high ? x : *high;
}

static void circle_span(double cx, double cy, double radius, double y, double *low, double *high)
{
    double square = radius * radius - (y - cy) * (y - cy);
    if (square < 0)
        return;
    double half = sqrt(square);
    stretch_span(cx - half, low, high);
    stretch_span(cx + half, low, high);
}

/* Where the line at height y runs inside the capsule; low > high where it does not. */
static void span_at(const capsule *c, double y, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    circle_span(c->ax, c->ay, c->radius, y, low, high);
    circle_span(c->bx, c->by, c->radius, y, low, high);
    if (fabs(c->uy) * c->length < 1)
        return; /* level: the circles say it all */
    for (int side = -1; side <= 1; side += 2) {
        double along = (y - c->ay - side * c->radius * c->ux) / c->uy;
        if (along >= 0 && along <= c->length)
            stretch_span(c->ax - side * c->radius * c->uy + along * c->ux, low, high);
    }
}

static void set_bits(uint64_t *row, size_t first, size_t end)
{
    for (size_t w = first / 64; w * 64 < end; w++) {
        uint64_t bits = ~(uint64_t)0;
        if (w == first / 64)
            bits &= ~(uint64_t)0 << first % 64;
        if (w == end / 64)
            bits &= ((uint64_t)1 << end % 64) - 1;
        row[w] |= bits;
    }
}

static bool all_set(const uint64_t *row, size_t first, size_t end)
{
    for (size_t w = first / 64; w * 64 < end; w++) {
        uint64_t bits = ~(uint64_t)0;
        if (w == first / 64)
            bits &= ~(uint64_t)0 << first % 64;
        if (w == end / 64)
            bits &= ((uint64_t)1 << end % 64) - 1;
        if ((row[w] & bits) != bits)
            return false;
    }
    return true;
}

/* Sets the cells whose four corners lie inside: between two lines of the raster those that both
 * lines run through inside, because a capsule is convex. */
static void fill(lc_raster *raster, const capsule *c)
{
    double bottom = lesser(c->ay, c->by) - c->radius, top = larger(c->ay, c->by) + c->radius;
    double low, high, last_low = INFINITY, last_high = -INFINITY;
    uint64_t *words = raster->words.items;
    size_t last = (size_t)(top / raster->cell);
    for (size_t line = (size_t)ceil(bottom / raster->cell); line <= last; line++) {
        span_at(c, (double)line * raster->cell, &low, &high);
        double first = ceil(larger(low, last_low) / raster->cell);
        double end = floor(lesser(high, last_high) / raster->cell);
        if (end > first)
            set_bits(words + (line - 1) * raster->words_per_row, (size_t)first, (size_t)end);
        last_low = low;
        last_high = high;
    }
}

static bool lay_out(lc_street_area *area, lc_spot low, lc_spot high)
{
    lc_raster *raster = &area->raster;
    double margin = 2 * (double)area->radius;
    double wide = (double)(high.x - low.x) + 2 * margin;
    double tall = (double)(high.y - low.y) + 2 * margin;
    raster->cell = larger((double)area->radius / CELLS_PER_RADIUS,
                          sqrt(wide * tall / ((double)area->corners.count * CELLS_PER_CORNER + 1)));
    raster->origin = (lc_spot){low.x - (int64_t)margin, low.y - (int64_t)margin};
    raster->words_per_row = (size_t)(wide / raster->cell) / 64 + 1;
    raster->rows = (size_t)(tall / raster->cell) + 1;
    raster->words.count = 0;
    size_t words = raster->words_per_row * raster->rows;
    return lc_array_push_many(area->ctx, &raster->words, words) != NULL;
}

bool lc_street_raster(lc_street_area *area, lc_spot low, lc_spot high)
{
    if (area->corners.count == 0)
        return true;
    if (!lay_out(area, low, high))
        return false;
    lc_raster *raster = &area->raster;
    const lc_spot *corners = area->corners.items;
    const lc_bar *bars = area->bars.items;
    for (size_t i = 0; i < area->bars.count; i++) {
        lc_spot a = lc_minus(corners[bars[i].a], raster->origin);
        lc_spot b = lc_minus(corners[bars[i].b], raster->origin);
        capsule c = {.ax = (double)a.x,
                     .ay = (double)a.y,
                     .bx = (double)b.x,
                     .by = (double)b.y,
                     .radius = area->inner};
        c.length = hypot(c.bx - c.ax, c.by - c.ay);
        c.ux = (c.bx - c.ax) / c.length;
        c.uy = (c.by - c.ay) / c.length;
        fill(raster, &c);
    }
    return true;
}

bool lc_street_buried(const lc_street_area *area, lc_spot from, lc_spot to)
{
    const lc_raster *raster = &area->raster;
    const uint64_t *words = raster->words.items;
    lc_spot p = lc_minus(from, raster->origin), q = lc_minus(to, raster->origin);
    if (p.y > q.y) {
        lc_spot swap = p;
        p = q;
        q = swap;
    }
    double slope = p.y < q.y ? (double)(q.x - p.x) / (double)(q.y - p.y) : 0;
    /* A lattice unit around the edge, so that nothing hangs on how its crossings are rounded. */
    size_t first = (size_t)((double)(p.y - 1) / raster->cell);
    size_t last = (size_t)((double)(q.y + 1) / raster->cell);
    for (size_t row = first; row <= last; row++) {
        double y0 = larger((double)row * raster->cell - 1, (double)p.y);
        double y1 = lesser((double)(row + 1) * raster->cell + 1, (double)q.y);
        double x0 = (double)p.x + slope * (y0 - (double)p.y);
        double x1 = p.y < q.y ? (double)p.x + slope * (y1 - (double)p.y) : (double)q.x;
        if (!all_set(words + row * raster->words_per_row,
                     (size_t)((lesser(x0, x1) - 1) / raster->cell),
                     (size_t)((larger(x0, x1) + 1) / raster->cell) + 1))
            return false;
    }
    return true;
}

bool lc_street_box_buried(const lc_street_area *area, lc_spot low, lc_spot high)
{
    const lc_raster *raster = &area->raster;
    const uint64_t *words = raster->words.items;
    double per_cell = 1 / raster->cell;
    size_t first = (size_t)((double)(low.x - raster->origin.x - 1) * per_cell);
    size_t end = (size_t)((double)(high.x - raster->origin.x + 1) * per_cell) + 1;
    size_t row = (size_t)((double)(low.y - raster->origin.y - 1) * per_cell);
    size_t last = (size_t)((double)(high.y - raster->origin.y + 1) * per_cell);
    for (; row <= last; row++)
        if (!all_set(words + row * raster->words_per_row, first, end))
            return false;
    return true;
}
