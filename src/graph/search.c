/* The bounded search: Dijkstra's algorithm with the nodes in buckets of cost (Dial 1969),
 * label-correcting inside a bucket (Denardo and Fox 1979). A search touches what it reaches and
 * nothing else, so many small ones over a large city stay small. */
#include <stdlib.h>

#include "base/base.h"
#include "graph/internal.h"

/* More buckets than this would be felt by small searches. AHEAD: how many nodes before its turn a
 * node is asked of memory, so much room every bucket keeps behind its last one. */
enum { BUCKETS_MAX = 4096, BUCKET_FIRST = 64, AHEAD = 8, NEAR = 4 };

/* Plain realloc: this runs in worker threads, which must not write to the context. The room behind
 * the last node holds numbers of nodes, at first 0: it is read ahead of its turn. */
static bool grow(lc_search *search, lc_bucket *full)
{
    uint32_t capacity = full->capacity > 0 ? full->capacity * 2 : BUCKET_FIRST;
    uint32_t *nodes = NULL;
    if (capacity > full->capacity)
        nodes = realloc(full->nodes, capacity * sizeof *nodes);
    if (nodes == NULL) {
        search->failed = true;
        return false;
    }
    for (uint32_t i = full->capacity; i < capacity; i++)
        nodes[i] = 0;
    full->nodes = nodes;
    full->capacity = capacity;
    return true;
}

static lc_status make_buckets(lc_ctx *ctx, lc_search *search)
{
    lc_bucket *buckets = lc_alloc(ctx, search->bucket_count, sizeof *buckets);
    if (buckets == NULL)
        return LC_MEMORY;
    for (uint32_t b = 0; b < search->bucket_capacity; b++)
        buckets[b] = search->buckets[b];
    free(search->buckets);
    search->buckets = buckets;
    search->bucket_capacity = search->bucket_count;
    return LC_OK;
}

lc_status lc_search_ready(lc_ctx *ctx, lc_search *search, const lc_graph *graph, uint32_t limit_mm)
{
    if (limit_mm == LC_UNREACHED)
        limit_mm--;
    search->graph = graph;
    search->failed = false;
    search->shift = graph->shift;
    while (limit_mm >> search->shift >= BUCKETS_MAX)
        search->shift++;
    search->bucket_count = (limit_mm >> search->shift) + 1;
    if (search->bucket_count > search->bucket_capacity && make_buckets(ctx, search) != LC_OK)
        return LC_MEMORY;
    if (search->label != NULL && search->limit_mm == limit_mm)
        return LC_OK;
    if (search->label == NULL)
        search->label = lc_alloc_large(ctx, graph->node_count, sizeof *search->label);
    if (search->label == NULL)
        return LC_MEMORY;
    search->limit_mm = limit_mm;
    search->idle = lc_label(limit_mm + 1, 0);
    for (uint32_t v = 0; v < graph->node_count; v++)
        search->label[v] = search->idle;
    return LC_OK;
}

void lc_search_clear(lc_search *search)
{
    for (uint32_t b = 0; b < search->bucket_capacity; b++)
        free(search->buckets[b].nodes);
    free(search->buckets);
    free(search->label);
    *search = (lc_search){0};
}

static void seed_node(lc_search *search, uint32_t node, uint64_t label)
{
    if (label >= search->label[node])
        return;
    lc_bucket *b = &search->buckets[lc_label_cost(label) >> search->shift];
    if (b->count + AHEAD >= b->capacity && !grow(search, b))
        return;
    search->label[node] = label;
    b->nodes[b->count++] = node;
}

void lc_search_seed(lc_search *search, const lc_join *place, uint32_t which)
{
    if (place->edge == LC_UNREACHED)
        return;
    lc_place_ends ends = lc_graph_place_ends(search->graph, place);
    const lc_edge *edge = lc_graph_edge(search->graph, place->edge);
    seed_node(search, edge->from, lc_label(ends.enter_from, which));
    seed_node(search, edge->to, lc_label(ends.enter_to, which));
}

typedef struct places {
    const lc_graph *graph;
    const lc_join *to;
} places;

static uint32_t near_place(const void *user, size_t i)
{
    const places *p = user;
    return lc_graph_near(p->graph, &p->to[i]);
}

/* What is seeded in the order of the ground is scanned in about that order ever after. */
lc_status lc_search_seed_all(lc_ctx *ctx, lc_search *search, const lc_join *to, size_t to_count)
{
    places all = {search->graph, to};
    uint32_t *order = lc_alloc(ctx, to_count, sizeof *order);
    lc_status status =
        order != NULL ? lc_graph_sweep(ctx, search->graph, near_place, &all, to_count, order)
                      : LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < to_count; i++)
        lc_search_seed(search, &to[order[i]], order[i]);
    free(order);
    return status;
}

/* Scans the arcs into a node of the open bucket. Whether an arc improves its tail is a coin toss to
 * the processor's foresight, so nothing branches on it: the label is written back as it was, and
 * the tail goes behind the last node of a bucket that does not grow. */
static inline __attribute__((always_inline)) void scan(lc_search *search, uint32_t node,
                                                       uint64_t label, uint64_t step)
{
    const lc_graph *graph = search->graph;
    const arc *end = graph->arcs + graph->arc_start[node + 1];
    const unsigned shift = search->shift + 32;
    uint64_t *labels = search->label;
    lc_bucket *buckets = search->buckets;
    for (const arc *a = graph->arcs + graph->arc_start[node]; a < end; a++) {
        uint64_t candidate, known = labels[a->tail];
        if (__builtin_add_overflow(label + step, (uint64_t)a->cost_mm << 32, &candidate))
            continue;
        bool better = candidate < known;
        lc_bucket *b = &buckets[(better ? candidate : label) >> shift];
        if (b->count + AHEAD >= b->capacity && !grow(search, b))
            return;
        labels[a->tail] = better ? candidate : known;
        b->nodes[b->count] = a->tail;
        b->count += better;
    }
}

static inline void fetch_ahead(const lc_search *search, const uint32_t *nodes)
{
    const lc_graph *graph = search->graph;
    __builtin_prefetch(&graph->arc_start[nodes[AHEAD]]);
    __builtin_prefetch(&search->label[nodes[AHEAD]]);
    __builtin_prefetch(&graph->arcs[graph->arc_start[nodes[NEAR]]]);
}

static inline __attribute__((always_inline)) void run(const lc_ctx *ctx, lc_search *search,
                                                      uint64_t step)
{
    const unsigned shift = search->shift + 32;
    for (uint32_t b = 0; b < search->bucket_count && !search->failed && !lc_cancelled(ctx); b++)
        /* The bucket may move and grow while it is scanned. */
        for (uint32_t i = 0; i < search->buckets[b].count; i++) {
            const uint32_t *nodes = search->buckets[b].nodes + i;
            uint64_t label = search->label[*nodes];
            fetch_ahead(search, nodes);
            if (label >> shift == b) /* else found cheaper since: scanned in an earlier bucket */
                scan(search, *nodes, label, step);
        }
}

void lc_search_run(const lc_ctx *ctx, lc_search *search)
{
    run(ctx, search, 0);
}

void lc_search_run_counting(const lc_ctx *ctx, lc_search *search)
{
    run(ctx, search, 1);
}

void lc_search_forget(lc_search *search)
{
    for (uint32_t b = 0; b < search->bucket_count; b++) {
        lc_bucket *bucket = &search->buckets[b];
        for (uint32_t i = 0; i < bucket->count; i++)
            search->label[bucket->nodes[i]] = search->idle;
        bucket->count = 0;
    }
}

lc_status lc_graph_node_costs(lc_ctx *ctx, const lc_graph *graph, const lc_join *to,
                              size_t to_count, uint32_t limit_mm, uint32_t *cost_mm)
{
    lc_search search = {0};
    lc_status status = lc_search_ready(ctx, &search, graph, limit_mm);
    if (status != LC_OK)
        goto done;
    status = lc_search_seed_all(ctx, &search, to, to_count);
    if (status != LC_OK)
        goto done;
    lc_search_run(ctx, &search);
    if (search.failed)
        status = lc_fail_memory(ctx);
    else if (lc_cancelled(ctx))
        status = lc_tick(ctx, 0, 0);
    for (uint32_t v = 0; status == LC_OK && v < graph->node_count; v++)
        cost_mm[v] =
            search.label[v] < search.idle ? lc_label_cost(search.label[v]) : LC_UNREACHED;
done:
    lc_search_clear(&search);
    return status;
}
