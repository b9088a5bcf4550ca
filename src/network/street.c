#include "network/street.h"

#include <math.h>
#include <string.h>

enum { LINE_HEAD = 9, LINE_TYPE = 2, POINT_SIZE = 16, TICK_EVERY = 256 };

typedef struct rows {
    lc_array ids;    /* int64_t, aligned copies of what the row holds */
    lc_array points; /* lc_lonlat */
} rows;

static const struct {
    const char *name;
    uint16_t flag;
} street_kinds[] = {{"plain", 0},
                    {"steps", LC_PIECE_STEPS},
                    {"elevator", LC_PIECE_ELEVATOR},
                    {"crossing", LC_PIECE_CROSSING},
                    {"ferry", LC_PIECE_FERRY},
                    {"area", LC_PIECE_AREA}};
static const char *const node_kinds[] = {"", "gate", "crossing", "elevator"};

bool lc_street_kind_flag(const char *kind, uint16_t *flag)
{
    for (size_t i = 0; kind != NULL && i < sizeof street_kinds / sizeof *street_kinds; i++)
        if (strcmp(street_kinds[i].name, kind) == 0) {
            *flag = street_kinds[i].flag;
            return true;
        }
    return false;
}

const char *lc_street_kind_name(uint16_t flags)
{
    for (size_t i = sizeof street_kinds / sizeof *street_kinds - 1; i > 0; i--)
        if ((flags & street_kinds[i].flag) != 0)
            return street_kinds[i].name;
    return street_kinds[0].name;
}

bool lc_node_kind_of(const char *name, lc_node_kind *kind)
{
    for (size_t i = 0; name != NULL && i < sizeof node_kinds / sizeof *node_kinds; i++)
        if (strcmp(node_kinds[i], name) == 0) {
            *kind = (lc_node_kind)i;
            return true;
        }
    return false;
}

const char *lc_node_kind_name(lc_node_kind kind)
{
    return node_kinds[kind];
}

/* Tenths of a second, at most what 16 bits hold (1 h 49 min). */
static uint16_t tenths(double wait_s)
{
    return (uint16_t)lround(fmin(fmax(wait_s, 0) * 10, UINT16_MAX));
}

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
    memcpy(to_ids, ids, count * sizeof *to_ids);
    memcpy(to_points, points, count * sizeof *to_points);
    return LC_OK;
}

/* Columns of network/streets: street_id, steps, foot_forward, foot_backward, node_ids, line,
 * access, kind, wait_s. */
static bool read_flags(lc_stmt *stmt, uint16_t *flags)
{
    const char *access = lc_stmt_text(stmt, 6);
    if (access == NULL || !lc_street_kind_flag(lc_stmt_text(stmt, 7), flags))
        return false;
    *flags |= lc_stmt_int(stmt, 1) != 0 ? LC_PIECE_STEPS : 0;
    *flags |= lc_stmt_int(stmt, 2) != 0 ? LC_PIECE_FORWARD : 0;
    *flags |= lc_stmt_int(stmt, 3) != 0 ? LC_PIECE_BACKWARD : 0;
    *flags |= strcmp(access, "ends") == 0 ? LC_PIECE_ENDS_ONLY : 0;
    return true;
}

static lc_status take_street(lc_ctx *ctx, lc_stmt *stmt, rows *r, lc_walkway *street)
{
    size_t id_size, line_bytes, count = 0;
    int64_t id = lc_stmt_int(stmt, 0);
    const unsigned char *ids = lc_stmt_blob(stmt, 4, &id_size);
    const unsigned char *line = lc_stmt_blob(stmt, 5, &line_bytes);
    if (id < 0 || id > UINT32_MAX || !line_size(line, line_bytes, &count) ||
        id_size != count * sizeof(int64_t))
        return fail_damaged(ctx, id);
    lc_status status = take_vertices(ctx, r, ids, line + LINE_HEAD, count);
    *street = (lc_walkway){.street_id = (uint32_t)id,
                           .wait_ds = tenths(lc_stmt_double(stmt, 8)),
                           .ids = r->ids.items,
                           .points = r->points.items,
                           .count = count};
    if (status == LC_OK && !read_flags(stmt, &street->flags))
        status = fail_damaged(ctx, id);
    return status;
}

static lc_status read_streets(lc_store *store, lc_builder *builder, rows *r)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_stmt *stmt = NULL;
    int64_t total = 0, done_rows = 0;
    bool row = false;
    lc_status status = lc_store_count(store, "network/count_streets", &total);
    if (status == LC_OK)
        status = lc_store_query(store, "network/streets", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        lc_walkway street;
        status = take_street(ctx, stmt, r, &street);
        if (status == LC_OK)
            status = lc_builder_street(builder, &street);
        if (status == LC_OK && ++done_rows % TICK_EVERY == 0)
            status = lc_tick(ctx, (uint64_t)done_rows, 2 * (uint64_t)total);
    }
    lc_stmt_free(stmt);
    return status;
}

/* Columns of network/street_nodes: node_id, kind, passes, wait_s. A barrier that lets people pass
 * after a wait is a gate; without a wait it is nothing. */
static lc_status read_post(lc_store *store, lc_stmt *stmt, lc_builder *builder)
{
    lc_post post = {.node_id = lc_stmt_int(stmt, 0),
                    .passes = lc_stmt_int(stmt, 2) != 0,
                    .wait_ds = tenths(lc_stmt_double(stmt, 3))};
    const char *kind = lc_stmt_text(stmt, 1);
    if (kind != NULL && strcmp(kind, "barrier") == 0)
        post.kind = post.wait_ds > 0 ? LC_NODE_GATE : LC_NODE_PLAIN;
    else if (!lc_node_kind_of(kind, &post.kind))
        return lc_fail(lc_store_ctx(store), LC_STORE,
                       "Node %lld of the store's streets is damaged. Delete the store and run "
                       "again.",
                       (long long)post.node_id);
    return lc_builder_post(builder, &post);
}

lc_status lc_network_read_streets(lc_store *store, lc_builder *builder)
{
    lc_stmt *stmt = NULL;
    rows r;
    bool row = false;
    lc_array_init(&r.ids, sizeof(int64_t));
    lc_array_init(&r.points, sizeof(lc_lonlat));
    lc_status status = read_streets(store, builder, &r);
    if (status == LC_OK)
        status = lc_store_query(store, "network/street_nodes", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row)
        status = read_post(store, stmt, builder);
    lc_stmt_free(stmt);
    lc_array_clear(&r.ids);
    lc_array_clear(&r.points);
    return status;
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
