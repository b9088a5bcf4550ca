/* Demand places made ready once for many searches: where each steps on to the network, who steps on
 * to it at a node, and who lives on an edge. */
#include <stdlib.h>

#include "base/base.h"
#include "graph/internal.h"

/* Through which ends a demand place is worth looking at. From an end of an edge that may be walked
 * on from there, the other end is never nearer than by way of this one. */
static lc_ways ways_of(const lc_graph *graph, const lc_join *place)
{
    lc_ways ways = {{0, 0}, {LC_UNREACHED, LC_UNREACHED}};
    if (place->edge == LC_UNREACHED)
        return ways;
    const lc_edge *edge = lc_graph_edge(graph, place->edge);
    lc_place_ends ends = lc_graph_place_ends(graph, place);
    ways = (lc_ways){{edge->from, edge->to}, {ends.leave_from, ends.leave_to}};
    if (edge->forward_mm != LC_UNREACHED && place->offset_mm == 0)
        ways.leave_mm[1] = LC_UNREACHED;
    else if (edge->backward_mm != LC_UNREACHED && ends.leave_to == place->leg_mm)
        ways.leave_mm[0] = LC_UNREACHED;
    /* Whoever has one way only has it first. */
    if (ways.leave_mm[0] == LC_UNREACHED)
        ways = (lc_ways){{edge->to, edge->to}, {ways.leave_mm[1], LC_UNREACHED}};
    if (ways.leave_mm[1] == LC_UNREACHED)
        ways.node[1] = ways.node[0];
    return ways;
}

/* Counts of keys to the ends of their rows, from where filling counts down to their starts. */
static void sum_up(uint32_t *start, uint32_t count)
{
    for (uint32_t k = 1; k <= count; k++)
        start[k] += start[k - 1];
}

static lc_status index_nodes(lc_ctx *ctx, lc_graph_demand *d)
{
    uint32_t nodes = d->graph->node_count;
    d->step_start = lc_alloc_large(ctx, (size_t)nodes + 1, sizeof *d->step_start);
    if (d->step_start == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < d->count; i++)
        for (int k = 0; k < 2; k++)
            if (d->ways[i].leave_mm[k] != LC_UNREACHED)
                d->step_start[d->ways[i].node[k]]++;
    sum_up(d->step_start, nodes);
    d->steps = lc_alloc_large(ctx, d->step_start[nodes], sizeof *d->steps);
    if (d->steps == NULL)
        return LC_MEMORY;
    for (size_t i = d->count; i-- > 0;)
        for (int k = 2; k-- > 0;)
            if (d->ways[i].leave_mm[k] != LC_UNREACHED)
                d->steps[--d->step_start[d->ways[i].node[k]]] =
                    (lc_doorstep){(uint32_t)i, d->ways[i].leave_mm[k]};
    return LC_OK;
}

static lc_status index_edges(lc_ctx *ctx, lc_graph_demand *d)
{
    uint32_t edges = d->graph->edge_count;
    d->edge_start = lc_alloc(ctx, (size_t)edges + 1, sizeof *d->edge_start);
    d->on_edge = lc_alloc(ctx, d->count, sizeof *d->on_edge);
    if (d->edge_start == NULL || d->on_edge == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < d->count; i++)
        if (d->joins[i].edge != LC_UNREACHED)
            d->edge_start[d->joins[i].edge]++;
    sum_up(d->edge_start, edges);
    for (size_t i = d->count; i-- > 0;)
        if (d->joins[i].edge != LC_UNREACHED)
            d->on_edge[--d->edge_start[d->joins[i].edge]] = (uint32_t)i;
    return LC_OK;
}

static lc_status fill(lc_ctx *ctx, lc_graph_demand *d, const lc_join *joins)
{
    d->joins = lc_alloc(ctx, d->count, sizeof *d->joins);
    d->ways = lc_alloc_large(ctx, d->count, sizeof *d->ways);
    if (d->joins == NULL || d->ways == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < d->count; i++) {
        d->joins[i] = joins[i];
        d->ways[i] = ways_of(d->graph, &joins[i]);
    }
    lc_status status = index_nodes(ctx, d);
    return status == LC_OK ? index_edges(ctx, d) : status;
}

lc_status lc_graph_demand_new(lc_ctx *ctx, const lc_graph *graph, const lc_join *joins,
                              size_t count, lc_graph_demand **out)
{
    *out = NULL;
    assert(count < UINT32_MAX / 2); /* two doorsteps a place, counted in 32 bits */
    lc_graph_demand *demand = lc_alloc(ctx, 1, sizeof *demand);
    if (demand == NULL)
        return LC_MEMORY;
    demand->graph = graph;
    demand->count = count;
    lc_status status = fill(ctx, demand, joins);
    if (status == LC_OK) {
        *out = demand;
        demand = NULL;
    }
    lc_graph_demand_free(demand);
    return status;
}

void lc_graph_demand_free(lc_graph_demand *demand)
{
    if (demand == NULL)
        return;
    lc_catchment_workers_free(demand);
    lc_search_clear(&demand->search);
    free(demand->joins);
    free(demand->ways);
    free(demand->step_start);
    free(demand->steps);
    free(demand->edge_start);
    free(demand->on_edge);
    free(demand);
}
