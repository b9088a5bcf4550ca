/* The network as the tables hold it, and the file that spares reading them. */
#include <math.h>
#include <string.h>

#include "network/cache.h"
#include "network/street.h"

enum { POINT_SIZE = 16 };

typedef struct loading {
    lc_store *store;
    lc_ctx *ctx;
    lc_network *network;
    lc_image image;
    uint32_t nodes, pieces, vertices; /* read so far */
} loading;

static lc_status contradiction(const loading *l, const char *table, int64_t id)
{
    return lc_fail(l->ctx, LC_STORE,
                   "The street tables of the store contradict each other (%s %lld): delete the "
                   "store and run again.",
                   table, (long long)id);
}

/* Columns of network/nodes: node_id, lon_deg, lat_deg, kind, wait_s. */
static lc_status read_node(void *user, lc_stmt *row)
{
    loading *l = user;
    lc_node_kind kind;
    double wait_ds = lc_stmt_double(row, 4) * 10;
    if (l->nodes >= l->network->streets.node_count || lc_stmt_int(row, 0) != l->nodes ||
        !lc_node_kind_of(lc_stmt_text(row, 3), &kind) || !(wait_ds >= 0 && wait_ds <= UINT16_MAX))
        return contradiction(l, "net_node", lc_stmt_int(row, 0));
    lc_street_node *node = &l->image.nodes[l->nodes++];
    node->at = (lc_lonlat){lc_stmt_double(row, 1), lc_stmt_double(row, 2)};
    node->kind = (uint8_t)kind;
    node->wait_ds = (uint16_t)lround(wait_ds);
    return LC_OK;
}

/* A factor in thousandths. */
static bool read_slope(lc_stmt *row, int column, uint16_t *slope_pm)
{
    double pm = lc_stmt_double(row, column) * 1000;
    if (!(pm >= 1 && pm <= UINT16_MAX))
        return false;
    *slope_pm = (uint16_t)lround(pm);
    return true;
}

/* Columns of network/edges: edge_id, from_node, to_node, xy, street_id, steps, foot_forward,
 * foot_backward, ends_only, kind, wait_s, slope_forward, slope_backward. */
static bool read_edge(const loading *l, lc_stmt *row, lc_piece *piece)
{
    int64_t from = lc_stmt_int(row, 1), to = lc_stmt_int(row, 2), street = lc_stmt_int(row, 4);
    double wait_ds = lc_stmt_double(row, 10) * 10;
    uint16_t flags = 0;
    if (from < 0 || from >= l->nodes || to < 0 || to >= l->nodes || street < 0 ||
        street > UINT32_MAX || !(wait_ds >= 0 && wait_ds <= UINT16_MAX) ||
        !lc_street_kind_flag(lc_stmt_text(row, 9), &flags))
        return false;
    flags |= lc_stmt_int(row, 5) != 0 ? LC_PIECE_STEPS : 0;
    flags |= lc_stmt_int(row, 6) != 0 ? LC_PIECE_FORWARD : 0;
    flags |= lc_stmt_int(row, 7) != 0 ? LC_PIECE_BACKWARD : 0;
    flags |= lc_stmt_int(row, 8) != 0 ? LC_PIECE_ENDS_ONLY : 0;
    piece->from = (uint32_t)from;
    piece->to = (uint32_t)to;
    piece->street_id = (uint32_t)street;
    piece->flags = flags;
    piece->wait_ds = (uint16_t)lround(wait_ds);
    return read_slope(row, 11, &piece->slope_forward_pm) &&
           read_slope(row, 12, &piece->slope_backward_pm);
}

static lc_status take_edge(void *user, lc_stmt *row)
{
    loading *l = user;
    size_t size;
    const void *xy = lc_stmt_blob(row, 3, &size);
    size_t count = size / POINT_SIZE;
    lc_piece *piece = &l->image.pieces[l->pieces];
    if (l->pieces >= l->network->streets.piece_count || lc_stmt_int(row, 0) != l->pieces ||
        count < 2 || size % POINT_SIZE != 0 ||
        count > l->network->streets.vertex_count - l->vertices || !read_edge(l, row, piece))
        return lc_fail(l->ctx, LC_STORE,
                       "Street piece %lld of the store is damaged. Delete the store and run again.",
                       (long long)lc_stmt_int(row, 0));
    piece->first_vertex = l->vertices;
    memcpy(l->image.vertices + l->vertices, xy, size);
    l->vertices += (uint32_t)count;
    l->pieces++;
    return LC_OK;
}

static lc_status count_rows(loading *l, size_t counts[3])
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(l->store, "network/count_graph", &stmt);
    if (status == LC_OK)
        status = lc_stmt_step(stmt, &row);
    for (int i = 0; status == LC_OK && i < 3; i++)
        counts[i] = (size_t)lc_stmt_int(stmt, i);
    lc_stmt_free(stmt);
    return status;
}

static lc_status read_tables(lc_store *store, lc_network **out)
{
    size_t counts[3] = {0}; /* nodes, pieces, vertices */
    loading l = {.store = store, .ctx = lc_store_ctx(store)};
    lc_status status = count_rows(&l, counts);
    if (status == LC_OK && counts[1] == 0)
        status = lc_network_fail_empty(store);
    if (counts[2] < 2 * counts[1])
        counts[2] = 2 * counts[1]; /* the reading will come upon the piece that is too short */
    if (status == LC_OK)
        status = lc_image_new(l.ctx, counts[0], counts[1], counts[2], &l.network);
    if (status == LC_OK) {
        l.image = lc_image_of(l.network);
        status = lc_store_each(l.store, "network/nodes", read_node, &l);
    }
    if (status == LC_OK)
        status = lc_store_each(l.store, "network/edges", take_edge, &l);
    if (status == LC_OK && (l.nodes != counts[0] || l.vertices != counts[2]))
        status = contradiction(&l, "net_edge", l.pieces);
    if (status == LC_OK) {
        l.image.pieces[l.pieces].first_vertex = l.vertices;
        status = lc_image_finish(l.ctx, l.network);
    }
    if (status == LC_OK)
        *out = l.network;
    else
        lc_network_close(l.network);
    return status;
}

bool lc_network_save(lc_ctx *ctx, lc_network *network, const char *cache, const char *fingerprint)
{
    bool ok = lc_cache_write(network, cache, fingerprint);
    if (!ok)
        lc_log(ctx, LC_LOG_NOTE,
               "%s cannot be written: the next run reads the streets from the store instead.",
               cache);
    return ok;
}

lc_status lc_network_open(lc_store *store, const char *cache, const char *fingerprint,
                          lc_network **out)
{
    *out = NULL;
    lc_status status = LC_OK;
    if (cache != NULL)
        status = lc_cache_read(lc_store_ctx(store), cache, fingerprint, out);
    if (status != LC_OK || *out != NULL)
        return status;
    status = read_tables(store, out);
    if (status == LC_OK && cache != NULL)
        (void)lc_network_save(lc_store_ctx(store), *out, cache, fingerprint);
    return status;
}
