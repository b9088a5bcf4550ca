#include "geom/fence.h"

#include <math.h>
#include <stdlib.h>

#include "base/base.h"

enum { BIN_MM = 250000 };

typedef struct stretch {
    lc_spot_mm from, to;
    uint32_t line;
} stretch;

/* A stretch stands in every bin that its box meets. */
typedef struct entry {
    int64_t column, row;
    uint32_t stretch;
} entry;

struct lc_fence {
    lc_ctx *ctx;
    lc_array stretches, entries;
};

lc_status lc_fence_new(lc_ctx *ctx, lc_fence **out)
{
    *out = lc_alloc(ctx, 1, sizeof **out);
    if (*out == NULL)
        return LC_MEMORY;
    (*out)->ctx = ctx;
    lc_array_init(&(*out)->stretches, sizeof(stretch));
    lc_array_init(&(*out)->entries, sizeof(entry));
    return LC_OK;
}

void lc_fence_free(lc_fence *fence)
{
    if (fence == NULL)
        return;
    lc_array_clear(&fence->stretches);
    lc_array_clear(&fence->entries);
    free(fence);
}

lc_status lc_fence_add(lc_fence *fence, uint32_t line, lc_spot_mm from, lc_spot_mm to)
{
    stretch *s = lc_array_push(fence->ctx, &fence->stretches);
    if (s == NULL)
        return LC_MEMORY;
    *s = (stretch){from, to, line};
    return LC_OK;
}

static int64_t bin_at(int64_t mm)
{
    return mm / BIN_MM - (mm % BIN_MM < 0);
}

static int64_t low_of(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t high_of(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int by_bin(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return (a->stretch > b->stretch) - (a->stretch < b->stretch);
}

lc_status lc_fence_build(lc_fence *fence)
{
    const stretch *all = fence->stretches.items;
    for (size_t i = 0; i < fence->stretches.count; i++) {
        lc_spot_mm a = all[i].from, b = all[i].to;
        for (int64_t r = bin_at(low_of(a.y, b.y)); r <= bin_at(high_of(a.y, b.y)); r++)
            for (int64_t c = bin_at(low_of(a.x, b.x)); c <= bin_at(high_of(a.x, b.x)); c++) {
                entry *e = lc_array_push(fence->ctx, &fence->entries);
                if (e == NULL)
                    return LC_MEMORY;
                *e = (entry){c, r, (uint32_t)i};
            }
    }
    if (fence->entries.count > 1)
        qsort(fence->entries.items, fence->entries.count, sizeof(entry), by_bin);
    return LC_OK;
}

/* The first entry of a row at or behind a column. */
static size_t first_entry(const lc_fence *fence, int64_t column, int64_t row)
{
    const entry key = {column, row, 0};
    return lc_array_lower_bound(&fence->entries, &key, by_bin);
}

/* Twice the area of the triangle: positive when c lies to the left of the way from a to b. Exact
 * for sides below 2,000 km. */
static int64_t side(lc_spot_mm a, lc_spot_mm b, lc_spot_mm c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static bool meet(lc_spot_mm a, lc_spot_mm b, const stretch *s, lc_spot_mm *at)
{
    int64_t from = side(a, b, s->from), to = side(a, b, s->to);
    if ((from >= 0) == (to >= 0))
        return false;
    if ((side(s->from, s->to, a) >= 0) == (side(s->from, s->to, b) >= 0))
        return false;
    double share = (double)from / ((double)from - (double)to);
    at->x = s->from.x + (int64_t)llround(share * (double)(s->to.x - s->from.x));
    at->y = s->from.y + (int64_t)llround(share * (double)(s->to.y - s->from.y));
    return true;
}

/* A stretch in several bins is told in the first that it shares with the way. */
static bool is_first(lc_spot_mm a, lc_spot_mm b, const stretch *s, const entry *e)
{
    return e->column == high_of(bin_at(low_of(a.x, b.x)), bin_at(low_of(s->from.x, s->to.x))) &&
           e->row == high_of(bin_at(low_of(a.y, b.y)), bin_at(low_of(s->from.y, s->to.y)));
}

bool lc_fence_cross(const lc_fence *fence, lc_spot_mm a, lc_spot_mm b, lc_fence_fn *fn, void *user)
{
    const entry *all = fence->entries.items;
    int64_t west = bin_at(low_of(a.x, b.x)), east = bin_at(high_of(a.x, b.x));
    for (int64_t r = bin_at(low_of(a.y, b.y)); r <= bin_at(high_of(a.y, b.y)); r++)
        for (size_t i = first_entry(fence, west, r);
             i < fence->entries.count && all[i].row == r && all[i].column <= east; i++) {
            const stretch *s = (const stretch *)fence->stretches.items + all[i].stretch;
            lc_spot_mm at;
            if (is_first(a, b, s, &all[i]) && meet(a, b, s, &at) && !fn(user, s->line, at))
                return false;
        }
    return true;
}
