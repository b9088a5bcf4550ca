/* The bounded search: Dijkstra's algorithm with the nodes in buckets of cost (Dial 1969),
 * label-correcting inside a bucket (Denardo and Fox 1979). A search touches what it reaches and
 * nothing else, so many small ones over a large city stay small. */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "graph/internal.h"

/* More buckets than this would be felt by small searches. AHEAD: how many nodes before its turn a
 * node is asked of memory, so much room every bucket keeps behind its last one. */
enum { BUCKETS_MAX = 4096, BUCKET_FIRST = 64, AHEAD = 8, NEAR = 4, TILE_SHIFT = 16 };

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
    uint32_t *scanned = lc_alloc(ctx, search->bucket_count, sizeof *scanned);
    lc_bucket *buckets = lc_alloc(ctx, search->bucket_count, sizeof *buckets);
    if (buckets == NULL || scanned == NULL) {
        free(buckets);
        free(scanned);
        return LC_MEMORY;
    }
    if (search->buckets != NULL)
        memcpy(buckets, search->buckets, search->bucket_capacity * sizeof *buckets);
    free(search->buckets);
    free(search->scanned);
    search->buckets = buckets;
    search->scanned = scanned;
    search->bucket_capacity = search->bucket_count;
    return LC_OK;
}

static void lay_out(lc_search *search, const lc_graph *graph, lc_extent extent, uint32_t limit_mm)
{
    search->graph = graph;
    search->failed = false;
    search->shift = graph->shift;
    while (limit_mm >> search->shift >= BUCKETS_MAX)
        search->shift++;
    search->tile_buckets = (limit_mm >> search->shift) + 1;
    search->tile_shift = extent == LC_ALL_OVER ? TILE_SHIFT : 31;
    search->bucket_count = ((graph->node_count >> search->tile_shift) + 1) * search->tile_buckets;
}

lc_status lc_search_ready(lc_ctx *ctx, lc_search *search, const lc_graph *graph, lc_extent extent,
                          uint32_t limit_mm)
{
    if (limit_mm == LC_UNREACHED)
        limit_mm--;
    lay_out(search, graph, extent, limit_mm);
    if ((search->buckets == NULL || search->bucket_count > search->bucket_capacity) &&
        make_buckets(ctx, search) != LC_OK)
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
    free(search->scanned);
    free(search->label);
    *search = (lc_search){0};
}

static inline __attribute__((always_inline)) uint32_t bucket_of(const lc_search *search, bool tiled,
                                                                uint32_t node, uint64_t label)
{
    uint32_t range = (uint32_t)(label >> (search->shift + 32));
    return tiled ? (node >> search->tile_shift) * search->tile_buckets + range : range;
}

static void seed_node(lc_search *search, uint32_t node, uint64_t label)
{
    if (label >= search->label[node])
        return;
    lc_bucket *b = &search->buckets[bucket_of(search, true, node, label)];
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
    lc_status status = order != NULL
                           ? lc_graph_sweep(ctx, search->graph, near_place, &all, to_count, order)
                           : LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < to_count; i++)
        lc_search_seed(search, &to[order[i]], order[i]);
    free(order);
    return status;
}

/* Scans the arcs into a node of the open bucket. Whether an arc improves its tail is a coin toss to
 * the processor's foresight, so nothing branches on it: the label is written back as it was, and
 * the tail goes behind the last node of a bucket that does not grow. */
static inline __attribute__((always_inline)) void scan(lc_search *search, const lc_search *fixed,
                                                       bool tiled, uint32_t open, uint32_t node,
                                                       uint64_t label, uint64_t step)
{
    const lc_graph *graph = fixed->graph;
    const arc *end = graph->arcs + graph->arc_start[node + 1];
    for (const arc *a = graph->arcs + graph->arc_start[node]; a < end; a++) {
        uint64_t candidate, known = fixed->label[a->tail];
        if (__builtin_add_overflow(label + step, (uint64_t)a->cost_mm << 32, &candidate))
            continue;
        bool better = candidate < known;
        uint32_t aim = bucket_of(fixed, tiled, a->tail, better ? candidate : label);
        lc_bucket *b = &fixed->buckets[tiled && !better ? open : aim];
        if (b->count + AHEAD >= b->capacity && !grow(search, b))
            return;
        fixed->label[a->tail] = better ? candidate : known;
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

/* Scans what is new in a bucket, which may move and grow meanwhile. What does not change is read
 * from a copy that no write can reach, so that the compiler keeps it at hand. */
static inline __attribute__((always_inline)) void scan_bucket(lc_search *search, bool tiled,
                                                              uint32_t open, uint64_t step)
{
    const lc_search fixed = *search;
    const uint32_t range = tiled ? open % fixed.tile_buckets : open;
    lc_bucket *bucket = &fixed.buckets[open];
    uint32_t i = fixed.scanned[open];
    for (; i < bucket->count && !search->failed; i++) {
        const uint32_t *nodes = bucket->nodes + i;
        uint64_t label = fixed.label[*nodes];
        fetch_ahead(&fixed, nodes);
        /* Else found cheaper since, and scanned in an earlier bucket. */
        if (lc_label_cost(label) >> fixed.shift == range)
            scan(search, &fixed, tiled, open, *nodes, label, step);
    }
    fixed.scanned[open] = i;
}

/* Goes through the tiles until no neighbour has put anything new into one. */
static inline __attribute__((always_inline)) void run(const lc_ctx *ctx, lc_search *search,
                                                      bool tiled, uint64_t step)
{
    bool more = true;
    while (more && !search->failed) {
        more = false;
        for (uint32_t b = 0; b < search->bucket_count && !lc_cancelled(ctx); b++)
            if (search->scanned[b] < search->buckets[b].count) {
                scan_bucket(search, tiled, b, step);
                more = tiled;
            }
    }
}

void lc_search_run(const lc_ctx *ctx, lc_search *search)
{
    if (search->bucket_count > search->tile_buckets)
        run(ctx, search, true, 0);
    else
        run(ctx, search, false, 0);
}

void lc_search_run_counting(const lc_ctx *ctx, lc_search *search)
{
    run(ctx, search, true, 1);
}

void lc_search_forget(lc_search *search)
{
    for (uint32_t b = 0; b < search->bucket_count; b++) {
        lc_bucket *bucket = &search->buckets[b];
        for (uint32_t i = 0; i < bucket->count; i++)
            search->label[bucket->nodes[i]] = search->idle;
        bucket->count = search->scanned[b] = 0;
    }
}

lc_status lc_graph_node_costs(lc_ctx *ctx, const lc_graph *graph, const lc_join *to,
                              size_t to_count, uint32_t limit_mm, uint32_t *cost_mm)
{
    lc_search search = {0};
    lc_status status = lc_search_ready(ctx, &search, graph, LC_ALL_OVER, limit_mm);
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
        cost_mm[v] = search.label[v] < search.idle ? lc_label_cost(search.label[v]) : LC_UNREACHED;
done:
    lc_search_clear(&search);
    return status;
}
