/* What the other shapes leave of an edge. All decisions are made in whole numbers: signs of cross
 * products, and shares of an edge compared as fractions. Where edges of two shapes run along each
 * other the same way, the lower shape keeps the stretch; where they run against each other, both
 * lose it, for the area lies on both sides. So every stretch of the boundary is kept exactly once.
 */
#include <stdlib.h>

#include "geom/street.h"

/* The bins hold few corners each; their number is bounded by that of the corners. */
enum { BINS_PER_CORNER = 16 };

static int compare(lc_share a, lc_share b)
{
    lc_wide left = (lc_wide)a.num * b.den, right = (lc_wide)b.num * a.den;
    return (left > right) - (left < right);
}

/* An edge on its way through the half planes of a convex shape. */
typedef struct way {
    lc_spot from, to; /* relative to a point of the shape */
    lc_spot along;    /* to - from */
    lc_cover inside;
    bool out;
    bool lower; /* the shape is lower than the edge's own */
} way;

static void narrow(way *w, int64_t at_from, int64_t at_to, lc_spot edge)
{
    if (at_from >= 0 && at_to >= 0) {
        /* Along the shape's own edge. */
        if (at_from == 0 && at_to == 0 && !w->lower &&
            edge.x * w->along.x + edge.y * w->along.y > 0)
            w->out = true;
        return;
    }
    if (at_from <= 0 && at_to <= 0) {
        w->out = true;
    } else if (at_from < 0) {
        lc_share low = {-at_from, at_to - at_from};
        if (compare(low, w->inside.low) > 0)
            w->inside.low = low;
    } else {
        lc_share high = {at_from, at_from - at_to};
        if (compare(high, w->inside.high) < 0)
            w->inside.high = high;
    }
}

static way start(const lc_side *side, lc_spot origin, uint32_t shape)
{
    return (way){.from = lc_minus(side->from, origin),
                 .to = lc_minus(side->to, origin),
                 .along = lc_minus(side->to, side->from),
                 .inside = {{0, 1}, {1, 1}},
                 .lower = shape < side->shape};
}

static bool is_something(const way *w)
{
    return !w->out && compare(w->inside.low, w->inside.high) < 0;
}

static bool in_bar(const lc_street_area *area, uint32_t number, const lc_side *side,
                   lc_cover *covered)
{
    const lc_bar *bar = (const lc_bar *)area->bars.items + number;
    const lc_spot *corners = area->corners.items;
    lc_spot a = corners[bar->a], along = lc_minus(corners[bar->b], a), across = bar->side;
    way w = start(side, a, number);
    int64_t whole = lc_cross(along, across);
    int64_t from = lc_cross(along, w.from), to = lc_cross(along, w.to);
    narrow(&w, whole - from, whole - to, (lc_spot){-along.x, -along.y});
    narrow(&w, whole + from, whole + to, along);
    if (w.out)
        return false;
    from = lc_cross(w.from, across);
    to = lc_cross(w.to, across);
    narrow(&w, from, to, (lc_spot){-across.x, -across.y});
    narrow(&w, whole - from, whole - to, across);
    *covered = w.inside;
    return is_something(&w);
}

/* Whether a circle around the origin surely holds the edge (1), surely misses it (-1), or neither.
 */
static int circle_says(const lc_street_area *area, const way *w)
{
    double inner = area->inner * area->inner, outer = (double)area->radius + 2;
    double px = (double)w->from.x, py = (double)w->from.y;
    double dx = (double)w->along.x, dy = (double)w->along.y;
    double p2 = px * px + py * py;
    double q2 = (px + dx) * (px + dx) + (py + dy) * (py + dy);
    if (p2 < inner && q2 < inner)
        return 1;
    double length2 = dx * dx + dy * dy, ahead = -(px * dx + py * dy);
    double near2 = p2 < q2 ? p2 : q2;
    if (ahead > 0 && ahead < length2) {
        double across = px * dy - py * dx;
        near2 = across * across / length2;
    }
    return near2 > outer * outer ? -1 : 0;
}

static bool in_round(const lc_street_area *area, uint32_t corner, const lc_side *side,
                     lc_cover *covered)
{
    const uint32_t *round_start = area->round_start.items;
    const lc_round_edge *edges = area->edges.items;
    way w = start(side, ((const lc_spot *)area->corners.items)[corner],
                  (uint32_t)area->bars.count + corner);
    int says = circle_says(area, &w);
    *covered = w.inside;
    if (says != 0)
        return says > 0;
    double px = (double)w.from.x, py = (double)w.from.y;
    double qx = (double)w.to.x, qy = (double)w.to.y;
    for (uint32_t i = round_start[corner]; i < round_start[corner + 1] && !w.out; i++) {
        const lc_round_edge *e = &edges[i];
        double from = e->dx * py - e->dy * px - e->offset;
        double to = e->dx * qy - e->dy * qx - e->offset;
        if (from < 0 || to < 0 || (from == 0 && to == 0))
            narrow(&w, (int64_t)from, (int64_t)to, (lc_spot){(int64_t)e->dx, (int64_t)e->dy});
    }
    *covered = w.inside;
    return is_something(&w);
}

/* --- what is near --- */

typedef struct bin_box {
    size_t left, bottom, right, top; /* inclusive */
} bin_box;

static size_t bin_of(int64_t at, int64_t origin, int64_t size, size_t count)
{
    int64_t bin = (at - origin) / size;
    return bin < 0 ? 0 : (size_t)bin < count ? (size_t)bin : count - 1;
}

static bin_box box_of(const lc_street_area *area, lc_spot a, lc_spot b, int64_t margin)
{
    int64_t x0 = a.x < b.x ? a.x : b.x, x1 = a.x < b.x ? b.x : a.x;
    int64_t y0 = a.y < b.y ? a.y : b.y, y1 = a.y < b.y ? b.y : a.y;
    lc_spot o = area->bin_origin;
    return (bin_box){bin_of(x0 - margin, o.x, area->bin_size, area->bin_columns),
                     bin_of(y0 - margin, o.y, area->bin_size, area->bin_rows),
                     bin_of(x1 + margin, o.x, area->bin_size, area->bin_columns),
                     bin_of(y1 + margin, o.y, area->bin_size, area->bin_rows)};
}

/* Counts (items NULL) or places a thing in the bins of a box. */
static void put(const lc_street_area *area, uint32_t *start, uint32_t *items, bin_box box,
                uint32_t thing)
{
    for (size_t y = box.bottom; y <= box.top; y++)
        for (size_t x = box.left; x <= box.right; x++) {
            uint32_t *at = &start[y * area->bin_columns + x];
            if (items == NULL)
                ++*at;
            else
                items[--*at] = thing;
        }
}

static void put_corners(const lc_street_area *area, uint32_t *start, uint32_t *items)
{
    const lc_spot *corners = area->corners.items;
    for (size_t i = area->corners.count; i-- > 0;)
        put(area, start, items, box_of(area, corners[i], corners[i], 0), (uint32_t)i);
}

static void put_bars(const lc_street_area *area, uint32_t *start, uint32_t *items)
{
    const lc_spot *corners = area->corners.items;
    const lc_bar *bars = area->bars.items;
    for (size_t i = area->bars.count; i-- > 0;)
        put(area, start, items, box_of(area, corners[bars[i].a], corners[bars[i].b], 0),
            (uint32_t)i);
}

static bool fill_bins(lc_street_area *area, lc_bins *bins,
                      void (*put_all)(const lc_street_area *, uint32_t *, uint32_t *))
{
    size_t count = area->bin_columns * area->bin_rows;
    bins->start.count = bins->items.count = 0;
    uint32_t *start = lc_array_push_many(area->ctx, &bins->start, count + 1);
    if (start == NULL)
        return false;
    put_all(area, start, NULL);
    for (size_t i = 1; i <= count; i++)
        start[i] += start[i - 1];
    uint32_t *items = lc_array_push_many(area->ctx, &bins->items, start[count]);
    if (items == NULL)
        return false;
    put_all(area, start, items);
    return true;
}

bool lc_street_bins(lc_street_area *area, lc_spot low, lc_spot high)
{
    if (area->corners.count == 0)
        return true;
    area->bin_origin = low;
    area->bin_size = area->radius;
    size_t most = area->corners.count * BINS_PER_CORNER + 64;
    do {
        area->bin_columns = (size_t)((high.x - low.x) / area->bin_size) + 1;
        area->bin_rows = (size_t)((high.y - low.y) / area->bin_size) + 1;
        area->bin_size *= 2;
    } while (area->bin_columns > most || area->bin_columns * area->bin_rows > most);
    area->bin_size /= 2;
    area->seen.count = 0;
    area->query = 0;
    return lc_array_push_many(area->ctx, &area->seen, area->bars.count) != NULL &&
           fill_bins(area, &area->corner_bins, put_corners) &&
           fill_bins(area, &area->bar_bins, put_bars);
}

/* --- one edge --- */

typedef enum answer { NO_MEMORY, OPEN, COVERED } answer;

static answer keep(lc_street_area *area, lc_cover cover)
{
    if (cover.low.num == 0 && cover.high.num == cover.high.den)
        return COVERED;
    lc_cover *kept = lc_array_push_many(area->ctx, &area->covers, 1);
    if (kept == NULL)
        return NO_MEMORY;
    *kept = cover;
    return OPEN;
}

static answer cover_by_corners(lc_street_area *area, const lc_side *side, size_t bin)
{
    const uint32_t *bin_start = area->corner_bins.start.items;
    const uint32_t *items = area->corner_bins.items.items;
    answer is = OPEN;
    lc_cover cover;
    for (uint32_t i = bin_start[bin]; is == OPEN && i < bin_start[bin + 1]; i++)
        if (items[i] + area->bars.count != side->shape && in_round(area, items[i], side, &cover))
            is = keep(area, cover);
    return is;
}

static answer cover_by_bars(lc_street_area *area, const lc_side *side, size_t bin)
{
    const uint32_t *bin_start = area->bar_bins.start.items, *items = area->bar_bins.items.items;
    uint32_t *seen = area->seen.items;
    answer is = OPEN;
    lc_cover cover;
    for (uint32_t i = bin_start[bin]; is == OPEN && i < bin_start[bin + 1]; i++) {
        if (items[i] == side->shape || seen[items[i]] == area->query)
            continue;
        seen[items[i]] = area->query;
        if (in_bar(area, items[i], side, &cover))
            is = keep(area, cover);
    }
    return is;
}

/* All that is covered of an edge, unsorted, unless it is covered whole. */
static answer cover(lc_street_area *area, const lc_side *side)
{
    bin_box box = box_of(area, side->from, side->to, area->radius + 1);
    answer is = OPEN;
    area->covers.count = 0;
    area->query++;
    for (size_t y = box.bottom; is == OPEN && y <= box.top; y++)
        for (size_t x = box.left; is == OPEN && x <= box.right; x++) {
            size_t bin = y * area->bin_columns + x;
            is = cover_by_bars(area, side, bin);
            if (is == OPEN)
                is = cover_by_corners(area, side, bin);
        }
    return is;
}

static int lower_first(const void *left, const void *right)
{
    const lc_cover *a = left, *b = right;
    return compare(a->low, b->low);
}

/* num / den rounded to the nearest whole number, halves up; den > 0. */
static int64_t rounded(lc_wide num, lc_wide den)
{
    lc_wide twice = 2 * num + den, whole = twice / (2 * den);
    return (int64_t)(whole * 2 * den > twice ? whole - 1 : whole);
}

/* A crossing found on either of its edges is the same position, so it is rounded alike. */
static lc_spot fine_at(const lc_side *side, lc_share share)
{
    lc_spot along = lc_minus(side->to, side->from);
    if (share.num == 0)
        return (lc_spot){side->from.x * FINE, side->from.y * FINE};
    if (share.num == share.den)
        return (lc_spot){side->to.x * FINE, side->to.y * FINE};
    lc_wide den = share.den, num = (lc_wide)share.num * FINE;
    return (lc_spot){rounded(side->from.x * FINE * den + num * along.x, den),
                     rounded(side->from.y * FINE * den + num * along.y, den)};
}

static bool add_stretch(lc_street_area *area, const lc_side *side, lc_share low, lc_share high)
{
    lc_spot from = fine_at(side, low), to = fine_at(side, high);
    if (from.x == to.x && from.y == to.y)
        return true;
    lc_stretch *stretch = lc_array_push_many(area->ctx, &area->boundary, 1);
    if (stretch != NULL)
        *stretch = (lc_stretch){from, to, lc_minus(side->to, side->from)};
    return stretch != NULL;
}

bool lc_street_uncover(lc_street_area *area, const lc_side *side)
{
    answer is = cover(area, side);
    if (is != OPEN)
        return is == COVERED;
    lc_cover *covers = area->covers.items;
    if (area->covers.count > 1)
        qsort(covers, area->covers.count, sizeof *covers, lower_first);
    lc_share done = {0, 1};
    bool ok = true;
    for (size_t i = 0; ok && i < area->covers.count; i++) {
        if (compare(covers[i].low, done) > 0)
            ok = add_stretch(area, side, done, covers[i].low);
        if (compare(covers[i].high, done) > 0)
            done = covers[i].high;
    }
    if (ok && done.num < done.den)
        ok = add_stretch(area, side, done, (lc_share){1, 1});
    return ok;
}
