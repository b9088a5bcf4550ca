/* The bounded search: Dijkstra's algorithm with the nodes in buckets of cost (Dial 1969),
 * label-correcting inside a bucket (Denardo and Fox 1979). A search touches what it reaches and
 * nothing else, so many small ones over a large city stay small. */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "graph/internal.h"

/* Buckets narrower than a short street piece sort in vain; more of them than this would be felt by
 * small searches. */
enum { SHIFT_MIN = 13, BUCKETS_MAX = 4096, BUCKET_FIRST = 64 };

lc_status lc_queue_init(lc_ctx *ctx, lc_queue *queue, uint32_t limit_mm)
{
    *queue = (lc_queue){.shift = SHIFT_MIN};
    while (limit_mm >> queue->shift >= BUCKETS_MAX)
        queue->shift++;
    queue->bucket_count = (limit_mm >> queue->shift) + 1;
    queue->buckets = lc_alloc(ctx, queue->bucket_count, sizeof *queue->buckets);
    return queue->buckets != NULL ? LC_OK : LC_MEMORY;
}

void lc_queue_clear(lc_queue *queue)
{
    if (queue->buckets != NULL)
        for (uint32_t b = 0; b < queue->bucket_count; b++)
            free(queue->buckets[b].nodes);
    free(queue->buckets);
    *queue = (lc_queue){0};
}

/* Plain realloc: this runs in worker threads, which must not write to the context. */
bool lc_bucket_grow(lc_queue *queue, bucket *full)
{
    uint32_t capacity = full->capacity > 0 ? full->capacity * 2 : BUCKET_FIRST;
    uint32_t *nodes = NULL;
    if (capacity > full->capacity)
        nodes = realloc(full->nodes, capacity * sizeof *nodes);
    if (nodes == NULL) {
        queue->failed = true;
        return false;
    }
    full->nodes = nodes;
    full->capacity = capacity;
    return true;
}

lc_status lc_search_init(lc_ctx *ctx, lc_search *search, const lc_graph *graph, uint32_t limit_mm)
{
    *search = (lc_search){0};
    search->limit_mm = limit_mm < LC_UNREACHED ? limit_mm : LC_UNREACHED - 1;
    search->cost_mm = lc_alloc(ctx, graph->node_count, sizeof *search->cost_mm);
    search->reached = lc_alloc(ctx, graph->node_count, sizeof *search->reached);
    if (search->cost_mm == NULL || search->reached == NULL)
        return LC_MEMORY;
    memset(search->cost_mm, 0xff, graph->node_count * sizeof *search->cost_mm);
    return lc_queue_init(ctx, &search->queue, search->limit_mm);
}

void lc_search_clear(lc_search *search)
{
    free(search->cost_mm);
    free(search->reached);
    lc_queue_clear(&search->queue);
    *search = (lc_search){0};
}

static inline void lower(lc_search *search, uint32_t node, uint32_t cost_mm)
{
    uint32_t *known = &search->cost_mm[node];
    if (cost_mm >= *known)
        return;
    if (*known == LC_UNREACHED)
        search->reached[search->reached_count++] = node;
    *known = cost_mm;
    lc_queue_push(&search->queue, cost_mm, node);
}

void lc_search_seed(lc_search *search, const lc_graph *graph, const lc_join *place)
{
    lc_place_ends ends = lc_graph_place_ends(graph, place);
    const lc_edge *edge = lc_graph_edge(graph, place->edge);
    if (ends.enter_from <= search->limit_mm)
        lower(search, edge->from, ends.enter_from);
    if (ends.enter_to <= search->limit_mm)
        lower(search, edge->to, ends.enter_to);
}

void lc_search_run(lc_search *search, const lc_graph *graph)
{
    lc_queue *queue = &search->queue;
    for (uint32_t b = 0; b < queue->bucket_count; b++) {
        /* The bucket may move and grow while it is scanned. */
        for (uint32_t i = 0; i < queue->buckets[b].count; i++) {
            uint32_t node = queue->buckets[b].nodes[i], cost_mm = search->cost_mm[node];
            if (cost_mm >> queue->shift != b)
                continue; /* found cheaper since: scanned in an earlier bucket */
            uint32_t left_mm = search->limit_mm - cost_mm;
            const arc *end = graph->arcs + graph->arc_start[node + 1];
            for (const arc *a = graph->arcs + graph->arc_start[node]; a < end; a++)
                if (a->cost_mm <= left_mm) /* so the sum cannot overflow */
                    lower(search, a->tail, cost_mm + a->cost_mm);
        }
        queue->buckets[b].count = 0;
    }
}

void lc_search_reset(lc_search *search)
{
    for (uint32_t i = 0; i < search->reached_count; i++)
        search->cost_mm[search->reached[i]] = LC_UNREACHED;
    search->reached_count = 0;
}

lc_status lc_graph_node_costs(lc_ctx *ctx, const lc_graph *graph, const lc_join *to,
                              size_t to_count, uint32_t limit_mm, uint32_t *cost_mm)
{
    lc_search search;
    lc_status status = lc_search_init(ctx, &search, graph, limit_mm);
    if (status != LC_OK)
        goto done;
    for (size_t j = 0; j < to_count; j++)
        if (to[j].edge != LC_UNREACHED)
            lc_search_seed(&search, graph, &to[j]);
    lc_search_run(&search, graph);
    if (search.queue.failed)
        status = lc_fail_memory(ctx);
    else if (graph->node_count > 0)
        memcpy(cost_mm, search.cost_mm, graph->node_count * sizeof *cost_mm);
done:
    lc_search_clear(&search);
    return status;
}
