#include "network/street.h"

#include <string.h>

enum { LINE_HEAD = 9, LINE_TYPE = 2, POINT_SIZE = 16, TICK_EVERY = 256 };

typedef struct rows {
    lc_array ids;    /* int64_t */
    lc_array points; /* lc_lonlat */
} rows;

static lc_status fail_damaged(lc_ctx *ctx, int64_t street_id)
{
    return lc_fail(
        ctx, LC_STORE,
        "Street %lld of the store is damaged: its line and its nodes do not match. Delete "
        "the store and run again.",
        (long long)street_id);
}

/* Vertices of a little-endian 2D LINESTRING as SpatiaLite writes it; false for anything else. */
static bool line_size(const unsigned char *wkb, size_t size, size_t *count)
{
    uint32_t type, points;
    if (wkb == NULL || size < LINE_HEAD || wkb[0] != 1)
        return false;
    memcpy(&type, wkb + 1, sizeof type);
    memcpy(&points, wkb + 5, sizeof points);
    *count = points;
    return type == LINE_TYPE && (size - LINE_HEAD) / POINT_SIZE == points &&
           (size - LINE_HEAD) % POINT_SIZE == 0;
}

static lc_status take_vertices(lc_ctx *ctx, rows *r, const unsigned char *ids,
                               const unsigned char *points, size_t count)
{
    r->ids.count = r->points.count = 0;
    if (count == 0)
        return LC_OK;
    int64_t *to_ids = lc_array_push_many(ctx, &r->ids, count);
    lc_lonlat *to_points = lc_array_push_many(ctx, &r->points, count);
    if (to_ids == NULL || to_points == NULL)
        return LC_MEMORY;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        memcpy(&to_ids[kept], ids + i * sizeof *to_ids, sizeof *to_ids);
        memcpy(&to_points[kept], points + i * POINT_SIZE, POINT_SIZE);
        if (kept == 0 || to_ids[kept] != to_ids[kept - 1])
            kept++;
    }
    r->ids.count = r->points.count = kept;
    return LC_OK;
}

/* Columns of network/streets: street_id, steps, foot_forward, foot_backward, node_ids, line. */
static lc_status take_street(lc_ctx *ctx, lc_stmt *stmt, rows *r, lc_street *street)
{
    size_t id_size, line_bytes, count = 0;
    street->street_id = lc_stmt_int(stmt, 0);
    street->steps = lc_stmt_int(stmt, 1) != 0;
    street->forward = lc_stmt_int(stmt, 2) != 0;
    street->backward = lc_stmt_int(stmt, 3) != 0;
    const unsigned char *ids = lc_stmt_blob(stmt, 4, &id_size);
    const unsigned char *line = lc_stmt_blob(stmt, 5, &line_bytes);
    if (!line_size(line, line_bytes, &count) || id_size != count * sizeof(int64_t))
        return fail_damaged(ctx, street->street_id);
    lc_status status = take_vertices(ctx, r, ids, line + LINE_HEAD, count);
    street->ids = r->ids.items;
    street->points = r->points.items;
    street->count = r->ids.count;
    return status;
}

lc_status lc_network_each_street(lc_store *store, unsigned pass, unsigned passes, lc_street_fn *fn,
                                 void *user)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_stmt *stmt = NULL;
    rows r;
    int64_t total = 0, done_rows = 0;
    bool row = false;
    lc_array_init(&r.ids, sizeof(int64_t));
    lc_array_init(&r.points, sizeof(lc_lonlat));
    lc_status status = lc_store_count(store, "network/count_streets", &total);
    if (status == LC_OK)
        status = lc_store_query(store, "network/streets", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        lc_street street;
        status = take_street(ctx, stmt, &r, &street);
        if (status == LC_OK)
            status = fn(user, &street);
        if (status == LC_OK && ++done_rows % TICK_EVERY == 0)
            status = lc_tick(ctx, (uint64_t)(pass * total + done_rows), (uint64_t)(passes * total));
    }
    lc_stmt_free(stmt);
    lc_array_clear(&r.ids);
    lc_array_clear(&r.points);
    return status;
}

size_t lc_network_cut(const lc_cuts *cuts, int64_t id)
{
    size_t low = 0, high = cuts->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cuts->ids[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < cuts->count && cuts->ids[low] == id ? low : cuts->count;
}

static bool is_spot(const lc_street *street, size_t first, size_t last)
{
    if (street->ids[first] != street->ids[last])
        return false;
    lc_lonlat at = street->points[first];
    for (size_t i = first + 1; i <= last; i++)
        if (street->points[i].lon_deg != at.lon_deg || street->points[i].lat_deg != at.lat_deg)
            return false;
    return true;
}

size_t lc_network_next_piece(const lc_street *street, const lc_cuts *cuts, size_t *first)
{
    while (*first + 1 < street->count) {
        size_t last = *first + 1;
        while (lc_network_cut(cuts, street->ids[last]) == cuts->count)
            last++;
        if (!is_spot(street, *first, last))
            return last;
        *first = last;
    }
    return 0;
}

lc_status lc_network_fail_empty(lc_store *store)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, "network/street_files", &stmt);
    if (status == LC_OK)
        status = lc_stmt_step(stmt, &row);
    if (status == LC_OK) {
        const char *files = row ? lc_stmt_text(stmt, 0) : NULL;
        status =
            lc_fail(lc_store_ctx(store), LC_INPUT,
                    "There is no walkable street in %s: check the tags or columns that say "
                    "what may be walked (docs/network.md), or take `network` out of the modes.",
                    files != NULL ? files : "streets:");
    }
    lc_stmt_free(stmt);
    return status;
}
