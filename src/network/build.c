/* Streets to nodes and edges, in memory and in the tables. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/base.h"
#include "network/builder.h"
#include "network/image.h"
#include "network/slope.h"
#include "network/street.h"

enum { ROWS_AT_ONCE = 8192, NODE_COLUMNS = 6, EDGE_COLUMNS = 14 };

static void add_node(lc_rows *rows, const lc_streets *streets, uint32_t i)
{
    const lc_street_node *node = &streets->nodes[i];
    lc_rows_add_int(rows, i);
    lc_rows_add_double(rows, node->at.lon_deg);
    lc_rows_add_double(rows, node->at.lat_deg);
    lc_rows_add_int(rows, node->component);
    lc_rows_add_text(rows, lc_node_kind_name((lc_node_kind)node->kind));
    lc_rows_add_double(rows, node->wait_ds / 10.0);
}

static void add_edge(lc_rows *rows, const lc_streets *streets, uint32_t i)
{
    const lc_piece *p = &streets->pieces[i];
    size_t count = p[1].first_vertex - p->first_vertex;
    lc_rows_add_int(rows, i);
    lc_rows_add_int(rows, p->street_id);
    lc_rows_add_int(rows, p->from);
    lc_rows_add_int(rows, p->to);
    lc_rows_add_int(rows, p->length_mm);
    lc_rows_add_int(rows, (p->flags & LC_PIECE_STEPS) != 0);
    lc_rows_add_int(rows, (p->flags & LC_PIECE_FORWARD) != 0);
    lc_rows_add_int(rows, (p->flags & LC_PIECE_BACKWARD) != 0);
    lc_rows_add_int(rows, (p->flags & LC_PIECE_ENDS_ONLY) != 0);
    lc_rows_add_text(rows, lc_street_kind_name(p->flags));
    lc_rows_add_double(rows, p->wait_ds / 10.0);
    lc_rows_add_double(rows, p->slope_forward_pm / 1000.0);
    lc_rows_add_double(rows, p->slope_backward_pm / 1000.0);
    lc_rows_add_blob(rows, streets->vertices + p->first_vertex, count * sizeof(lc_lonlat));
}

/* Writes items 0 .. count - 1; this is half `half` (0 or 1) of the writing, for progress. */
static lc_status write_items(lc_store *store, const lc_streets *streets, const char *query,
                             size_t columns, uint32_t count,
                             void (*add)(lc_rows *, const lc_streets *, uint32_t), unsigned half)
{
    lc_stmt *stmt = NULL;
    lc_rows *rows = lc_rows_new(lc_store_ctx(store), columns);
    lc_status status = rows != NULL ? lc_store_query(store, query, &stmt) : LC_MEMORY;
    for (uint32_t i = 0; status == LC_OK && i < count; i++) {
        add(rows, streets, i);
        if (lc_rows_count(rows) < ROWS_AT_ONCE)
            continue;
        status = lc_rows_run(rows, stmt);
        if (status == LC_OK)
            status = lc_tick(lc_store_ctx(store), (uint64_t)half * count + i, 2 * (uint64_t)count);
    }
    if (status == LC_OK)
        status = lc_rows_run(rows, stmt);
    lc_stmt_free(stmt);
    lc_rows_free(rows);
    return status;
}

static lc_status write_nodes(lc_store *store, const lc_streets *streets)
{
    return write_items(store, streets, "network/insert_node", NODE_COLUMNS, streets->node_count,
                       add_node, 0);
}

static lc_status write_edges(lc_store *store, const lc_streets *streets)
{
    return write_items(store, streets, "network/insert_edge", EDGE_COLUMNS, streets->piece_count,
                       add_edge, 1);
}

static lc_status forget_old(lc_store *store)
{
    static const char *const QUERIES[] = {"network/delete_facility_joins",
                                          "network/delete_demand_joins", "network/delete_edges",
                                          "network/delete_nodes"};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof QUERIES / sizeof QUERIES[0]; i++)
        status = lc_store_run(store, QUERIES[i]);
    return status;
}

/* One finding for all parts that do not hang on the main one, with their share of the length. */
static lc_status tell_islets(lc_store *store, const lc_streets *streets)
{
    uint32_t parts = 0;
    uint64_t all_mm = 0, islets_mm = 0;
    char value[16], detail[32];
    for (uint32_t i = 0; i < streets->node_count; i++)
        if (streets->nodes[i].component > parts)
            parts = streets->nodes[i].component;
    for (uint32_t i = 0; i < streets->piece_count; i++) {
        const lc_piece *p = &streets->pieces[i];
        bool main = streets->nodes[p->from].component == 0 || streets->nodes[p->to].component == 0;
        all_mm += p->length_mm;
        islets_mm += main ? 0 : p->length_mm;
    }
    (void)snprintf(value, sizeof value, "%" PRIu32, parts);
    (void)lc_print(detail, sizeof detail, "%.1f %%",
                   all_mm > 0 ? 100.0 * (double)islets_mm / (double)all_mm : 0);
    const lc_finding finding = {.code = "islets", .value = value, .detail = detail};
    return parts > 0 ? lc_store_finding_add(store, &finding) : LC_OK;
}

static lc_status make(lc_store *store, lc_network **out)
{
    lc_builder *builder = NULL;
    lc_status status = lc_builder_new(lc_store_ctx(store), &builder);
    if (status == LC_OK)
        status = lc_network_read_streets(store, builder);
    if (status == LC_OK)
        status = lc_builder_finish(builder, out);
    if (status == LC_OK && *out == NULL)
        status = lc_network_fail_empty(store);
    lc_builder_free(builder);
    return status;
}

lc_status lc_network_build(lc_store *store, const lc_elevation *elevation, lc_network **out)
{
    lc_network *network = NULL;
    *out = NULL;
    lc_status status = forget_old(store);
    if (status == LC_OK)
        status = make(store, &network);
    if (status == LC_OK && elevation != NULL)
        status = lc_network_climb(store, elevation, network);
    if (status == LC_OK)
        status = write_nodes(store, &network->streets);
    if (status == LC_OK)
        status = write_edges(store, &network->streets);
    if (status == LC_OK)
        status = tell_islets(store, &network->streets);
    if (status == LC_OK)
        *out = network;
    else
        lc_network_close(network);
    return status;
}
