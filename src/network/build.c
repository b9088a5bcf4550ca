/* Streets to nodes and edges. */
#include <math.h>
#include <stdlib.h>

#include "crs/crs.h"
#include "graph/graph.h"
#include "network/network.h"
#include "network/number.h"
#include "network/street.h"

enum { PASSES = 3 };

typedef struct build {
    lc_store *store;
    lc_ctx *ctx;
    lc_array places;  /* int64_t node ids, one per place where a street has them, ends twice */
    lc_cuts cuts;     /* borrows places.items once they are sorted out */
    lc_lonlat *where; /* of each cut */
    uint32_t *node;   /* number of each cut */
    uint32_t *order;  /* cut of each node */
    lc_array edges;   /* lc_edge between cuts, then between nodes */
    uint32_t node_count;
    uint32_t *component; /* of each node */
    lc_stmt *insert;     /* of edges */
    int64_t edge_id;
} build;

static lc_status add_places(void *user, const lc_street *street)
{
    build *b = user;
    if (street->count < 2)
        return LC_OK;
    int64_t *to = lc_array_push_many(b->ctx, &b->places, street->count + 2);
    if (to == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < street->count; i++)
        to[i] = street->ids[i];
    to[street->count] = street->ids[0];
    to[street->count + 1] = street->ids[street->count - 1];
    return LC_OK;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

/* Keeps, once each, the ids that stand in two places or more. */
static void keep_cuts(build *b)
{
    int64_t *ids = b->places.items;
    size_t count = b->places.count, kept = 0;
    if (count > 0)
        qsort(ids, count, sizeof *ids, by_id);
    for (size_t i = 0; i + 1 < count; i++)
        if (ids[i] == ids[i + 1] && (kept == 0 || ids[kept - 1] != ids[i]))
            ids[kept++] = ids[i];
    b->cuts = (lc_cuts){ids, kept};
}

static void note_place(build *b, size_t cut, lc_lonlat at)
{
    if (isnan(b->where[cut].lon_deg))
        b->where[cut] = at; /* the first street says where a node is */
}

static lc_status add_edges(void *user, const lc_street *street)
{
    build *b = user;
    size_t first = 0, last;
    while ((last = lc_network_next_piece(street, &b->cuts, &first)) != 0) {
        lc_edge *edge = lc_array_push(b->ctx, &b->edges);
        if (edge == NULL)
            return LC_MEMORY;
        edge->from = (uint32_t)lc_network_cut(&b->cuts, street->ids[first]);
        edge->to = (uint32_t)lc_network_cut(&b->cuts, street->ids[last]);
        note_place(b, edge->from, street->points[first]);
        note_place(b, edge->to, street->points[last]);
        first = last;
    }
    return LC_OK;
}

/* Cuts that no edge touches (mere spots) have no place and get no number. */
static lc_status number_nodes(build *b)
{
    size_t used = 0;
    uint32_t *cut_of = lc_alloc(b->ctx, b->cuts.count, sizeof *cut_of);
    lc_lonlat *places = lc_alloc(b->ctx, b->cuts.count, sizeof *places);
    b->order = lc_alloc(b->ctx, b->cuts.count, sizeof *b->order);
    b->node = lc_alloc(b->ctx, b->cuts.count, sizeof *b->node);
    lc_status status = cut_of && places && b->order && b->node ? LC_OK : LC_MEMORY;
    if (status != LC_OK)
        goto done;
    for (size_t i = 0; i < b->cuts.count; i++)
        if (!isnan(b->where[i].lon_deg)) {
            cut_of[used] = (uint32_t)i;
            places[used++] = b->where[i];
        }
    status = lc_network_hilbert_order(b->ctx, places, used, b->order);
    for (size_t i = 0; status == LC_OK && i < used; i++) {
        b->order[i] = cut_of[b->order[i]];
        b->node[b->order[i]] = (uint32_t)i;
    }
    b->node_count = (uint32_t)used;
done:
    free(cut_of);
    free(places);
    return status;
}

static lc_status find_components(build *b)
{
    lc_graph *graph = NULL;
    uint32_t components;
    lc_edge *edges = b->edges.items;
    for (size_t i = 0; i < b->edges.count; i++) {
        edges[i].from = b->node[edges[i].from];
        edges[i].to = b->node[edges[i].to];
    }
    b->component = lc_alloc(b->ctx, b->node_count, sizeof *b->component);
    lc_status status = b->component != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK)
        status = lc_graph_new(b->ctx, b->node_count, edges, (uint32_t)b->edges.count, &graph);
    if (status == LC_OK)
        status = lc_graph_components(b->ctx, graph, b->component, &components);
    lc_graph_free(graph);
    lc_array_clear(&b->edges);
    return status;
}

static lc_status write_nodes(build *b)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(b->store, "network/insert_node", &stmt);
    for (uint32_t i = 0; status == LC_OK && i < b->node_count; i++) {
        lc_lonlat at = b->where[b->order[i]];
        lc_stmt_bind_int(stmt, ":node_id", i);
        lc_stmt_bind_double(stmt, ":lon_deg", at.lon_deg);
        lc_stmt_bind_double(stmt, ":lat_deg", at.lat_deg);
        lc_stmt_bind_int(stmt, ":component", b->component[i]);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

static lc_status write_edge(build *b, const lc_street *street, size_t first, size_t last)
{
    const lc_lonlat *line = street->points + first;
    size_t count = last - first + 1;
    uint32_t from = b->node[lc_network_cut(&b->cuts, street->ids[first])];
    uint32_t to = b->node[lc_network_cut(&b->cuts, street->ids[last])];
    lc_stmt_bind_int(b->insert, ":edge_id", b->edge_id++);
    lc_stmt_bind_int(b->insert, ":street_id", street->street_id);
    lc_stmt_bind_int(b->insert, ":from_node", from);
    lc_stmt_bind_int(b->insert, ":to_node", to);
    lc_stmt_bind_int(b->insert, ":length_mm", llround(lc_geodesic_length_m(line, count) * 1000));
    lc_stmt_bind_int(b->insert, ":steps", street->steps);
    lc_stmt_bind_int(b->insert, ":foot_forward", street->forward);
    lc_stmt_bind_int(b->insert, ":foot_backward", street->backward);
    lc_stmt_bind_blob(b->insert, ":xy", line, count * sizeof *line);
    return lc_stmt_run(b->insert);
}

static lc_status write_edges(void *user, const lc_street *street)
{
    build *b = user;
    size_t first = 0, last;
    lc_status status = LC_OK;
    while (status == LC_OK && (last = lc_network_next_piece(street, &b->cuts, &first)) != 0) {
        status = write_edge(b, street, first, last);
        first = last;
    }
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

static lc_status collect(build *b)
{
    lc_status status = lc_network_each_street(b->store, 0, PASSES, add_places, b);
    if (status != LC_OK)
        return status;
    keep_cuts(b);
    b->where = lc_alloc(b->ctx, b->cuts.count, sizeof *b->where);
    if (b->where == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < b->cuts.count; i++)
        b->where[i] = (lc_lonlat){NAN, NAN};
    status = lc_network_each_street(b->store, 1, PASSES, add_edges, b);
    if (status == LC_OK && b->edges.count == 0)
        return lc_network_fail_empty(b->store);
    return status;
}

lc_status lc_network_build(lc_store *store)
{
    build b = {.store = store, .ctx = lc_store_ctx(store)};
    lc_array_init(&b.places, sizeof(int64_t));
    lc_array_init(&b.edges, sizeof(lc_edge));
    lc_status status = forget_old(store);
    if (status == LC_OK)
        status = collect(&b);
    if (status == LC_OK)
        status = number_nodes(&b);
    if (status == LC_OK)
        status = find_components(&b);
    if (status == LC_OK)
        status = write_nodes(&b);
    if (status == LC_OK)
        status = lc_store_query(store, "network/insert_edge", &b.insert);
    if (status == LC_OK)
        status = lc_network_each_street(store, 2, PASSES, write_edges, &b);
    lc_stmt_free(b.insert);
    lc_array_clear(&b.places);
    lc_array_clear(&b.edges);
    free(b.where);
    free(b.node);
    free(b.order);
    free(b.component);
    return status;
}
