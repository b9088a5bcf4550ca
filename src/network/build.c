/* Streets to nodes and edges, in memory and in the tables. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/base.h"
#include "network/builder.h"
#include "network/image.h"
#include "network/slope.h"
#include "network/street.h"

enum { TICK_EVERY = 1024 };

static lc_status write_nodes(lc_store *store, const lc_streets *streets)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "network/insert_node", &stmt);
    for (uint32_t i = 0; status == LC_OK && i < streets->node_count; i++) {
        const lc_street_node *node = &streets->nodes[i];
        lc_stmt_bind_int(stmt, ":node_id", i);
        lc_stmt_bind_double(stmt, ":lon_deg", node->at.lon_deg);
        lc_stmt_bind_double(stmt, ":lat_deg", node->at.lat_deg);
        lc_stmt_bind_int(stmt, ":component", node->component);
        lc_stmt_bind_text(stmt, ":kind", lc_node_kind_name((lc_node_kind)node->kind));
        lc_stmt_bind_double(stmt, ":wait_s", node->wait_ds / 10.0);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

static void bind_edge(lc_stmt *stmt, const lc_streets *streets, uint32_t edge)
{
    const lc_piece *p = &streets->pieces[edge];
    size_t count = p[1].first_vertex - p->first_vertex;
    lc_stmt_bind_int(stmt, ":edge_id", edge);
    lc_stmt_bind_int(stmt, ":street_id", p->street_id);
    lc_stmt_bind_int(stmt, ":from_node", p->from);
    lc_stmt_bind_int(stmt, ":to_node", p->to);
    lc_stmt_bind_int(stmt, ":length_mm", p->length_mm);
    lc_stmt_bind_int(stmt, ":steps", (p->flags & LC_PIECE_STEPS) != 0);
    lc_stmt_bind_int(stmt, ":foot_forward", (p->flags & LC_PIECE_FORWARD) != 0);
    lc_stmt_bind_int(stmt, ":foot_backward", (p->flags & LC_PIECE_BACKWARD) != 0);
    lc_stmt_bind_int(stmt, ":ends_only", (p->flags & LC_PIECE_ENDS_ONLY) != 0);
    lc_stmt_bind_text(stmt, ":kind", lc_street_kind_name(p->flags));
    lc_stmt_bind_double(stmt, ":wait_s", p->wait_ds / 10.0);
    lc_stmt_bind_double(stmt, ":slope_forward", p->slope_forward_pm / 1000.0);
    lc_stmt_bind_double(stmt, ":slope_backward", p->slope_backward_pm / 1000.0);
    lc_stmt_bind_blob(stmt, ":xy", streets->vertices + p->first_vertex, count * sizeof(lc_lonlat));
}

static lc_status write_edges(lc_store *store, const lc_streets *streets)
{
    lc_stmt *stmt = NULL;
    uint64_t count = streets->piece_count;
    lc_status status = lc_store_query(store, "network/insert_edge", &stmt);
    for (uint32_t i = 0; status == LC_OK && i < count; i++) {
        bind_edge(stmt, streets, i);
        status = lc_stmt_run(stmt);
        if (status == LC_OK && i % TICK_EVERY == 0)
            status = lc_tick(lc_store_ctx(store), count + i, 2 * count);
    }
    lc_stmt_free(stmt);
    return status;
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
    const lc_finding finding = {
        .code = "islets", .value = value, .detail = detail, .lon_deg = NAN, .lat_deg = NAN};
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
