#include "indicator/walks.h"

#include <stdlib.h>

static lc_status alloc_walks(lc_ctx *ctx, size_t points, size_t numbers, walks *w)
{
    uint32_t **per_point[] = {&w->cost_mm, &w->limit, &w->facilities, &w->order, &w->spare};
    bool ok = true;
    for (size_t i = 0; i < sizeof per_point / sizeof *per_point; i++) {
        *per_point[i] = lc_alloc(ctx, points, sizeof(uint32_t));
        ok = ok && *per_point[i] != NULL;
    }
    w->place = lc_alloc(ctx, points, sizeof *w->place);
    w->numbers = lc_alloc(ctx, numbers, sizeof *w->numbers);
    w->limits = lc_alloc(ctx, numbers, sizeof *w->limits);
    return ok && w->place != NULL && w->numbers != NULL && w->limits != NULL ? LC_OK : LC_MEMORY;
}

lc_status walks_open(lc_store *store, const frame *f, walks *out)
{
    size_t numbers = 0;
    *out = (walks){.store = store};
    lc_status status = lc_shelf_open(store, &out->shelf);
    if (status != LC_OK)
        return status;
    (void)lc_shelf_demand(out->shelf, &numbers);
    status = alloc_walks(lc_store_ctx(store), f->demand.count, numbers, out);
    for (size_t p = 0; status == LC_OK && p < f->demand.count; p++)
        out->place[p] = lc_shelf_point(out->shelf, f->demand.id[p]);
    return status;
}

void walks_clear(walks *w)
{
    void *arrays[] = {w->cost_mm, w->limit,   w->facilities, w->order,
                      w->place,   w->numbers, w->limits,     w->spare};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        free(arrays[i]);
    lc_shelf_close(w->shelf);
    *w = (walks){0};
}

/* Lowers the walks to those of one more type. Circles round their cost: of two alike one may be
 * within a limit that the other is not. */
static lc_status add_nearest(walks *w, const frame *f, int64_t measure_id, int64_t type_id)
{
    lc_status status = lc_shelf_read(w->shelf, measure_id, type_id, LC_PART_COST, 0, w->numbers);
    if (status == LC_OK)
        status = lc_shelf_read(w->shelf, measure_id, type_id, LC_PART_LIMIT, 0, w->limits);
    for (size_t p = 0; status == LC_OK && p < f->demand.count; p++) {
        size_t at = w->place[p];
        if (at == SIZE_MAX || w->limits[at] == 0)
            continue;
        uint32_t cost_mm = w->numbers[at], limit = w->limits[at] - 1;
        if (cost_mm > w->cost_mm[p] || (cost_mm == w->cost_mm[p] && limit >= w->limit[p]))
            continue;
        w->cost_mm[p] = cost_mm;
        w->limit[p] = limit;
    }
    return status;
}

static lc_status add_counts(walks *w, const frame *f, int64_t measure_id, int64_t type_id)
{
    lc_status status = lc_shelf_read(w->shelf, measure_id, type_id, LC_PART_COUNT,
                                     f->limits.id[f->limits.count - 1], w->numbers);
    for (size_t p = 0; status == LC_OK && p < f->demand.count; p++)
        if (w->place[p] != SIZE_MAX)
            w->facilities[p] += w->numbers[w->place[p]];
    return status;
}

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, PASSES = 3 };

/* By cost, one digit after the other, the lowest first (radix sort; Knuth, TAOCP 3, 5.2.5): each
 * pass keeps the order of what is alike, so points stay ascending among equals. O(points). */
static void sort_order(walks *w)
{
    for (unsigned pass = 0; pass < PASSES; pass++) {
        size_t start[DIGITS + 1] = {0};
        unsigned shift = pass * DIGIT_BITS;
        for (size_t i = 0; i < w->order_count; i++)
            start[(w->cost_mm[w->order[i]] >> shift) % DIGITS + 1]++;
        for (size_t d = 0; d < DIGITS; d++)
            start[d + 1] += start[d];
        for (size_t i = 0; i < w->order_count; i++)
            w->spare[start[(w->cost_mm[w->order[i]] >> shift) % DIGITS]++] = w->order[i];
        uint32_t *sorted = w->spare;
        w->spare = w->order;
        w->order = sorted;
    }
}

static void forget(walks *w, const frame *f)
{
    for (size_t p = 0; p < f->demand.count; p++) {
        w->cost_mm[p] = WALKS_NONE;
        w->limit[p] = UINT32_MAX;
        w->facilities[p] = 0;
    }
    w->order_count = 0;
}

lc_status walks_read(walks *w, const frame *f, int64_t measure_id, const frame_ids *types)
{
    lc_status status = LC_OK;
    w->speed_mps = lc_shelf_speed_mps(w->shelf, measure_id);
    forget(w, f);
    for (size_t i = 0; status == LC_OK && i < types->count; i++) {
        status = add_nearest(w, f, measure_id, types->id[i]);
        if (status == LC_OK && f->limits.count > 0)
            status = add_counts(w, f, measure_id, types->id[i]);
    }
    for (size_t p = 0; status == LC_OK && p < f->demand.count; p++)
        if (w->cost_mm[p] != WALKS_NONE)
            w->order[w->order_count++] = (uint32_t)p;
    sort_order(w);
    return status;
}

/* --- on another day --- */

/* Adds a facility's catchment: the cheapest walk so far in `limits`, how many in `numbers`, both in
 * the shelf's order. */
static lc_status add_catchment(walks *w, int64_t measure_id, int64_t facility_id)
{
    lc_shelf_catchment c;
    lc_status status = lc_shelf_read_catchment(w->shelf, measure_id, facility_id, &c);
    for (size_t i = 0; status == LC_OK && i < c.count; i++) {
        uint32_t *cheapest = &w->limits[c.point[i]];
        w->numbers[c.point[i]]++;
        *cheapest = c.cost_mm[i] < *cheapest ? c.cost_mm[i] : *cheapest;
    }
    lc_shelf_catchment_clear(&c);
    return status;
}

/* Facilities at one place are one row each. */
static lc_status add_catchments(walks *w, int64_t measure_id, int64_t set_id, const char *day)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(w->store, "indicator/read_set_facilities", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":set_id", set_id);
        lc_stmt_bind_text(stmt, ":day", day);
    }
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row)
        status = add_catchment(w, measure_id, lc_stmt_int(stmt, 0));
    lc_stmt_free(stmt);
    return status;
}

static void settle(walks *w, const frame *f)
{
    for (size_t p = 0; p < f->demand.count; p++) {
        size_t at = w->place[p];
        if (at == SIZE_MAX || w->numbers[at] == 0)
            continue;
        uint32_t limit = 0;
        while (limit < f->limits.count &&
               w->limits[at] > lc_shelf_walked_mm(f->limit_min[limit], w->speed_mps))
            limit++;
        w->cost_mm[p] = w->limits[at];
        w->limit[p] = limit;
        w->facilities[p] = w->numbers[at];
    }
}

lc_status walks_read_on(walks *w, const frame *f, int64_t measure_id, int64_t set_id,
                        const char *day)
{
    size_t count = 0;
    (void)lc_shelf_demand(w->shelf, &count);
    w->speed_mps = lc_shelf_speed_mps(w->shelf, measure_id);
    forget(w, f);
    for (size_t i = 0; i < count; i++) {
        w->numbers[i] = 0;
        w->limits[i] = WALKS_NONE;
    }
    lc_status status = add_catchments(w, measure_id, set_id, day);
    if (status == LC_OK)
        settle(w, f);
    return status;
}
