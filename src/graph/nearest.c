/* The nearest place and which it is. A label is (cost, index of the place) in one 64-bit number,
 * compared as a whole: the fixed point of the search is the smallest index among the cheapest,
 * whatever the order of scanning and however many pieces have no length. */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "graph/internal.h"

#define NO_LABEL UINT64_MAX

typedef struct labels {
    lc_queue queue;
    uint64_t *of_node; /* node_count items */
    uint32_t limit_mm;
} labels;

static inline uint64_t label(uint32_t cost_mm, uint32_t which)
{
    return (uint64_t)cost_mm << 32 | which;
}

static inline void lower(labels *l, uint32_t node, uint64_t value)
{
    if (value >= l->of_node[node])
        return;
    l->of_node[node] = value;
    lc_queue_push(&l->queue, (uint32_t)(value >> 32), node);
}

static void seed(labels *l, const lc_graph *graph, const lc_join *to, size_t to_count)
{
    for (size_t j = 0; j < to_count; j++) {
        if (to[j].edge == LC_UNREACHED)
            continue;
        lc_place_ends ends = lc_graph_place_ends(graph, &to[j]);
        const lc_edge *edge = lc_graph_edge(graph, to[j].edge);
        if (ends.enter_from <= l->limit_mm)
            lower(l, edge->from, label(ends.enter_from, (uint32_t)j));
        if (ends.enter_to <= l->limit_mm)
            lower(l, edge->to, label(ends.enter_to, (uint32_t)j));
    }
}

static lc_status run(lc_ctx *ctx, labels *l, const lc_graph *graph)
{
    lc_queue *queue = &l->queue;
    for (uint32_t b = 0; b < queue->bucket_count && !queue->failed; b++) {
        if (lc_cancelled(ctx))
            return lc_tick(ctx, 0, 0);
        for (uint32_t i = 0; i < queue->buckets[b].count; i++) {
            uint32_t node = queue->buckets[b].nodes[i];
            uint64_t value = l->of_node[node];
            uint32_t cost_mm = (uint32_t)(value >> 32);
            if (cost_mm >> queue->shift != b)
                continue;
            uint32_t left_mm = l->limit_mm - cost_mm;
            const arc *end = graph->arcs + graph->arc_start[node + 1];
            for (const arc *a = graph->arcs + graph->arc_start[node]; a < end; a++)
                if (a->cost_mm <= left_mm)
                    lower(l, a->tail, value + ((uint64_t)a->cost_mm << 32));
        }
        queue->buckets[b].count = 0;
    }
    return queue->failed ? lc_fail_memory(ctx) : LC_OK;
}

/* The best of the node's label and `leave_mm` more; NO_LABEL beyond the limit. */
static uint64_t through(const labels *l, uint32_t node, uint32_t leave_mm)
{
    uint64_t value = l->of_node[node];
    if (value == NO_LABEL || leave_mm > l->limit_mm - (uint32_t)(value >> 32))
        return NO_LABEL;
    return value + ((uint64_t)leave_mm << 32);
}

static uint64_t best_of(const labels *l, const lc_graph *graph, const lc_join *place,
                        const lc_join *to, const lc_by_edge *to_by_edge)
{
    const lc_edge *edge = lc_graph_edge(graph, place->edge);
    lc_place_ends ends = lc_graph_place_ends(graph, place);
    uint64_t best = through(l, edge->from, ends.leave_from);
    uint64_t other = through(l, edge->to, ends.leave_to);
    best = other < best ? other : best;
    for (uint32_t k = to_by_edge->start[place->edge]; k < to_by_edge->start[place->edge + 1]; k++) {
        uint32_t j = to_by_edge->items[k];
        uint32_t cost_mm = lc_graph_direct(graph, place, &to[j]);
        if (cost_mm <= l->limit_mm && label(cost_mm, j) < best)
            best = label(cost_mm, j);
    }
    return best;
}

lc_status lc_graph_nearest(lc_ctx *ctx, const lc_graph *graph, const lc_join *from,
                           size_t from_count, const lc_join *to, size_t to_count, uint32_t limit_mm,
                           uint32_t *cost_mm, uint32_t *which)
{
    labels l = {.limit_mm = limit_mm < LC_UNREACHED ? limit_mm : LC_UNREACHED - 1};
    lc_by_edge to_by_edge = {0};
    lc_status status = lc_queue_init(ctx, &l.queue, l.limit_mm);
    if (status == LC_OK)
        status = lc_by_edge_init(ctx, &to_by_edge, graph, to, to_count);
    if (status != LC_OK)
        goto done;
    l.of_node = lc_alloc(ctx, graph->node_count, sizeof *l.of_node);
    if (l.of_node == NULL) {
        status = LC_MEMORY;
        goto done;
    }
    memset(l.of_node, 0xff, graph->node_count * sizeof *l.of_node);
    seed(&l, graph, to, to_count);
    status = run(ctx, &l, graph);
    if (status != LC_OK)
        goto done;
    for (size_t i = 0; i < from_count; i++) {
        uint64_t best =
            from[i].edge != LC_UNREACHED ? best_of(&l, graph, &from[i], to, &to_by_edge) : NO_LABEL;
        cost_mm[i] = (uint32_t)(best >> 32);
        which[i] = (uint32_t)best;
    }
done:
    free(l.of_node);
    lc_by_edge_clear(&to_by_edge);
    lc_queue_clear(&l.queue);
    return status;
}
