#include "report/near.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "geom/geom.h"

static const double TILE_DEG = 0.02; /* about 2 km */

int64_t lc_near_tile(double deg)
{
    return (int64_t)floor(deg / TILE_DEG);
}

static lc_status fill_places(lc_store *store)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "report/near_places", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_double(stmt, ":tile_deg", TILE_DEG);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

/* The table that is made last tells that all are made. */
static lc_status fill(lc_store *store)
{
    static const char *const steps[] = {
        "report/near_table",         "report/near_place_table",    "report/near_street_table",
        "report/near_finding_table", "report/near_trend_table",    "report/near_stock_table",
        "report/near_gap_table",     "report/near_regions",        "report/near_context",
        "report/near_findings",      "report/near_finding_places", "report/near_trend",
        "report/near_stock",         "report/near_gaps",           "report/near_top_table",
        "report/near_tops"};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof steps / sizeof *steps; i++)
        status = lc_store_run(store, steps[i]);
    return status == LC_OK ? fill_places(store) : status;
}

lc_status lc_near_make(lc_store *store)
{
    int64_t made = 0;
    lc_status status = lc_store_count(store, "report/near_made", &made);
    return status == LC_OK && made == 0 ? fill(store) : status;
}

/* --- streets --- */

/* A piece with the square that it is put into. */
typedef struct placed {
    int64_t y, x;
    lc_near_piece piece;
} placed;

typedef struct placing {
    lc_ctx *ctx;
    lc_array items; /* placed */
} placing;

static lc_status place_line(void *user, size_t polygon, size_t ring, const double *xy, size_t count)
{
    (void)polygon, (void)ring;
    placing *p = user;
    for (size_t i = 1; i < count; i++) {
        placed *one = lc_array_push(p->ctx, &p->items);
        if (one == NULL)
            return LC_MEMORY;
        const double *from = xy + 2 * (i - 1), *to = xy + 2 * i;
        *one = (placed){
            lc_near_tile(from[1]), lc_near_tile(from[0]), {{from[0], to[0]}, {from[1], to[1]}}};
    }
    return LC_OK;
}

static int by_tile(const void *a, const void *b)
{
    const placed *p = a, *q = b;
    if (p->y != q->y)
        return p->y < q->y ? -1 : 1;
    return (p->x > q->x) - (p->x < q->x);
}

/* One row of near_street for each square; `pieces` has room for all of them. */
static lc_status put_tiles(lc_store *store, const placing *p, int64_t type_id,
                           lc_near_piece *pieces)
{
    lc_stmt *stmt = NULL;
    const placed *all = p->items.items;
    lc_rows *rows = lc_rows_new(p->ctx, 4);
    lc_status status =
        rows != NULL ? lc_store_query(store, "report/near_street_add", &stmt) : LC_MEMORY;
    for (size_t i = 0, first = 0; status == LC_OK && i < p->items.count; i++) {
        pieces[i] = all[i].piece;
        if (i + 1 < p->items.count && by_tile(&all[i], &all[i + 1]) == 0)
            continue;
        lc_rows_add_int(rows, type_id);
        lc_rows_add_int(rows, all[i].y);
        lc_rows_add_int(rows, all[i].x);
        lc_rows_add_blob(rows, pieces + first, (i + 1 - first) * sizeof *pieces);
        first = i + 1;
    }
    if (status == LC_OK)
        status = lc_rows_run(rows, stmt);
    lc_rows_free(rows);
    lc_stmt_free(stmt);
    return status;
}

static lc_status place_type(lc_store *store, int64_t type_id, const void *wkb, size_t size)
{
    placing p = {.ctx = lc_store_ctx(store)};
    lc_array_init(&p.items, sizeof(placed));
    lc_near_piece *pieces = NULL;
    lc_status status = lc_wkb_each_part(p.ctx, wkb, size, place_line, &p);
    if (status == LC_OK && p.items.count > 0) {
        qsort(p.items.items, p.items.count, p.items.item_size, by_tile);
        pieces = lc_alloc(p.ctx, p.items.count, sizeof *pieces);
        status = pieces != NULL ? put_tiles(store, &p, type_id, pieces) : LC_MEMORY;
    }
    free(pieces);
    lc_array_clear(&p.items);
    return status;
}

static lc_status take_type(void *user, lc_stmt *row)
{
    size_t size = 0;
    const void *wkb = lc_stmt_blob(row, 1, &size);
    return wkb != NULL ? place_type(user, lc_stmt_int(row, 0), wkb, size) : LC_OK;
}

lc_status lc_near_streets(lc_store *store, int64_t set_id)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "report/near_streets", &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":set_id", set_id);
    return lc_store_rows(status, stmt, take_type, store);
}
