/* The inside of the street graph, for room graph alone. */
#ifndef LC_GRAPH_INTERNAL_H
#define LC_GRAPH_INTERNAL_H

#include <assert.h>
#include <stdbool.h>

#include "graph/graph.h"

/* One way of walking into a node: from `tail`, at cost_mm. */
typedef struct arc {
    uint32_t tail, cost_mm;
} arc;

/* Compressed rows of arcs by the node they lead to. Every search runs from the facilities
 * backwards, so that one search answers for all who walk there; arcs the other way round are not
 * kept. Loops and closed directions are no arcs: they shorten nothing. */
struct lc_graph {
    uint32_t node_count, edge_count;
    lc_edge *edges;
    uint32_t *arc_start; /* node_count + 1 items */
    arc *arcs;
};

/* Costs between a place and the ends of its edge; LC_UNREACHED where that way is closed. Legs are
 * included. */
typedef struct lc_place_ends {
    uint32_t leave_from, leave_to; /* place -> end */
    uint32_t enter_from, enter_to; /* end -> place */
} lc_place_ends;

lc_place_ends lc_graph_place_ends(const lc_graph *graph, const lc_join *join);
/* The walk along their common edge from `a` to `b`, both legs included; LC_UNREACHED when its
 * direction is closed. */
uint32_t lc_graph_direct(const lc_graph *graph, const lc_join *a, const lc_join *b);

/* a + b, LC_UNREACHED when either is or when the sum does not fit. */
static inline uint32_t lc_cost_add(uint32_t a, uint32_t b)
{
    return b < LC_UNREACHED - a ? a + b : LC_UNREACHED;
}

/* Things by node or by edge: those of key k are items[start[k]] .. items[start[k + 1] - 1], in the
 * order they were given. */
typedef struct lc_by_edge {
    uint32_t *start; /* edge_count + 1 items */
    uint32_t *items; /* indices of joins */
} lc_by_edge;
lc_status lc_by_edge_init(lc_ctx *ctx, lc_by_edge *by, const lc_graph *graph, const lc_join *joins,
                          size_t count);
void lc_by_edge_clear(lc_by_edge *by);

/* --- the search --- */

/* A bucket of nodes whose cost lies in one range. */
typedef struct bucket {
    uint32_t *nodes;
    uint32_t count, capacity;
} bucket;

/* A queue of nodes by cost: bucket b holds costs from b << shift on. Within a bucket order plays no
 * part, because a node that is improved while its bucket is open is scanned again: labels end at
 * their one fixed point. */
typedef struct lc_queue {
    bucket *buckets;
    uint32_t bucket_count;
    unsigned shift;
    bool failed; /* memory ran out: the answer is worthless */
} lc_queue;
lc_status lc_queue_init(lc_ctx *ctx, lc_queue *queue, uint32_t limit_mm);
void lc_queue_clear(lc_queue *queue);
/* Makes room in a full bucket. False, and queue->failed, when memory is out. */
bool lc_bucket_grow(lc_queue *queue, bucket *full);

static inline void lc_queue_push(lc_queue *queue, uint32_t cost_mm, uint32_t node)
{
    bucket *b = &queue->buckets[cost_mm >> queue->shift];
    if (b->count == b->capacity && !lc_bucket_grow(queue, b))
        return;
    b->nodes[b->count++] = node;
}

/* What one search needs and leaves: cost_mm of every node (LC_UNREACHED between searches) and the
 * nodes reached. Reused search after search. */
typedef struct lc_search {
    lc_queue queue;
    uint32_t *cost_mm; /* node_count items */
    uint32_t *reached; /* node_count items, the first reached_count are nodes with a cost */
    uint32_t reached_count;
    uint32_t limit_mm;
} lc_search;
lc_status lc_search_init(lc_ctx *ctx, lc_search *search, const lc_graph *graph, uint32_t limit_mm);
void lc_search_clear(lc_search *search);
/* Starts from the ends of a place's edge. */
void lc_search_seed(lc_search *search, const lc_graph *graph, const lc_join *place);
void lc_search_run(lc_search *search, const lc_graph *graph);
/* Forgets the costs, ready for the next seeds. */
void lc_search_reset(lc_search *search);

#endif
