#include "graph/graph.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "graph/internal.h"

static bool is_arc(const lc_edge *edge, uint32_t cost_mm)
{
    return edge->from != edge->to && cost_mm != LC_UNREACHED;
}

/* Counting sort of the arcs by the node they lead to; within a node in edge order. */
static void fill_arcs(lc_graph *graph)
{
    uint32_t *start = graph->arc_start;
    for (uint32_t e = graph->edge_count; e-- > 0;) {
        const lc_edge *edge = &graph->edges[e];
        if (is_arc(edge, edge->backward_mm))
            graph->arcs[--start[edge->from]] = (arc){edge->to, edge->backward_mm};
        if (is_arc(edge, edge->forward_mm))
            graph->arcs[--start[edge->to]] = (arc){edge->from, edge->forward_mm};
    }
}

/* Leaves in arc_start[v] the end of node v's row, from where fill_arcs counts down to its start. */
static uint32_t count_arcs(lc_graph *graph)
{
    uint32_t *start = graph->arc_start;
    for (uint32_t e = 0; e < graph->edge_count; e++) {
        const lc_edge *edge = &graph->edges[e];
        assert(edge->from < graph->node_count && edge->to < graph->node_count);
        start[edge->to] += is_arc(edge, edge->forward_mm);
        start[edge->from] += is_arc(edge, edge->backward_mm);
    }
    for (uint32_t v = 1; v <= graph->node_count; v++)
        start[v] += start[v - 1];
    return start[graph->node_count];
}

/* Buckets narrower than an ordinary arc sort in vain; far wider ones are scanned over and over. */
static unsigned shift_for(const lc_graph *graph)
{
    uint64_t sum_mm = 0, count = graph->arc_start[graph->node_count];
    for (uint64_t a = 0; a < count; a++)
        sum_mm += graph->arcs[a].cost_mm;
    unsigned shift = 0;
    while (count > 0 && sum_mm / count >> shift > 1)
        shift++;
    return shift;
}

lc_status lc_graph_new(lc_ctx *ctx, uint32_t node_count, const lc_edge *edges, uint32_t edge_count,
                       lc_graph **out)
{
    *out = NULL;
    assert(edge_count < UINT32_MAX / 2); /* two arcs an edge, counted in 32 bits */
    lc_graph *graph = lc_alloc(ctx, 1, sizeof *graph);
    if (graph == NULL)
        return LC_MEMORY;
    graph->node_count = node_count;
    graph->edge_count = edge_count;
    graph->edges = lc_alloc(ctx, edge_count, sizeof *graph->edges);
    graph->arc_start = lc_alloc_large(ctx, (size_t)node_count + 1, sizeof *graph->arc_start);
    if (graph->edges == NULL || graph->arc_start == NULL)
        goto done;
    if (edge_count > 0)
        memcpy(graph->edges, edges, edge_count * sizeof *edges);
    graph->arcs = lc_alloc_large(ctx, count_arcs(graph), sizeof *graph->arcs);
    if (graph->arcs == NULL)
        goto done;
    fill_arcs(graph);
    graph->shift = shift_for(graph);
    *out = graph;
    graph = NULL;
done:
    lc_graph_free(graph);
    return *out != NULL ? LC_OK : LC_MEMORY;
}

void lc_graph_free(lc_graph *graph)
{
    if (graph == NULL)
        return;
    free(graph->edges);
    free(graph->arc_start);
    free(graph->arcs);
    free(graph);
}

uint32_t lc_graph_node_count(const lc_graph *graph)
{
    return graph->node_count;
}

uint32_t lc_graph_edge_count(const lc_graph *graph)
{
    return graph->edge_count;
}

const lc_edge *lc_graph_edge(const lc_graph *graph, uint32_t edge)
{
    assert(edge < graph->edge_count);
    return &graph->edges[edge];
}

/* What the place's offset is in backward cost. */
static uint32_t backward_offset(const lc_edge *edge, uint32_t offset_mm)
{
    if (edge->forward_mm == edge->backward_mm || edge->forward_mm == LC_UNREACHED ||
        edge->forward_mm == 0)
        return offset_mm;
    uint64_t scaled = (uint64_t)offset_mm * edge->backward_mm + edge->forward_mm / 2;
    return (uint32_t)(scaled / edge->forward_mm);
}

lc_place_ends lc_graph_place_ends(const lc_graph *graph, const lc_join *join)
{
    const lc_edge *edge = lc_graph_edge(graph, join->edge);
    uint32_t forward = edge->forward_mm, backward = edge->backward_mm, offset = join->offset_mm;
    uint32_t leg = join->leg_mm, whole = forward != LC_UNREACHED ? forward : backward;
    lc_place_ends ends = {LC_UNREACHED, LC_UNREACHED, LC_UNREACHED, LC_UNREACHED};
    assert(offset <= whole);
    if (forward != LC_UNREACHED) {
        ends.enter_from = lc_cost_add(offset, leg);
        ends.leave_to = lc_cost_add(forward - offset, leg);
    }
    if (backward != LC_UNREACHED) {
        uint32_t back = backward_offset(edge, offset);
        ends.leave_from = lc_cost_add(back, leg);
        ends.enter_to = lc_cost_add(backward - back, leg);
    }
    if (offset == 0)
        ends.leave_from = ends.enter_from = leg;
    if (offset == whole)
        ends.leave_to = ends.enter_to = leg;
    return ends;
}

uint32_t lc_graph_direct(const lc_graph *graph, const lc_join *a, const lc_join *b)
{
    const lc_edge *edge = lc_graph_edge(graph, a->edge);
    uint32_t walk_mm = 0;
    if (a->offset_mm < b->offset_mm)
        walk_mm = edge->forward_mm == LC_UNREACHED ? LC_UNREACHED : b->offset_mm - a->offset_mm;
    else if (a->offset_mm > b->offset_mm)
        walk_mm = edge->backward_mm == LC_UNREACHED
                      ? LC_UNREACHED
                      : backward_offset(edge, a->offset_mm) - backward_offset(edge, b->offset_mm);
    return lc_cost_add(walk_mm, lc_cost_add(a->leg_mm, b->leg_mm));
}
