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
    unsigned shift; /* 2^shift mm: about the cost of an ordinary arc */
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

/* Numbers 0..count-1 in the order in which node(user, i) stands on the ground, roughly and in
 * linear time: what is searched one after the other should lie close together in memory. node may
 * say LC_UNREACHED. `order` holds count items. LC_MEMORY. */
lc_status lc_graph_sweep(lc_ctx *ctx, const lc_graph *graph,
                         uint32_t (*node)(const void *user, size_t i), const void *user,
                         size_t count, uint32_t *order);
/* A node that a place is near to, LC_UNREACHED when it is joined nowhere. */
static inline uint32_t lc_graph_near(const lc_graph *graph, const lc_join *place)
{
    return place->edge != LC_UNREACHED ? graph->edges[place->edge].from : LC_UNREACHED;
}

/* --- the search --- */

/* What a search knows of a node: cost in mm in the upper half, in the lower half which place it is
 * the cost of (or how many pieces, for paths). Compared as a whole, so that among equal costs the
 * smallest lower half is the one fixed point of a search, whatever the order of scanning and
 * however many pieces have no length. */
static inline uint64_t lc_label(uint32_t cost_mm, uint32_t which)
{
    return (uint64_t)cost_mm << 32 | which;
}

static inline uint32_t lc_label_cost(uint64_t label)
{
    return (uint32_t)(label >> 32);
}

/* The nodes whose cost was once lowered into one range. */
typedef struct lc_bucket {
    uint32_t *nodes;
    uint32_t count, capacity;
} lc_bucket;

/* How far a search goes about. */
typedef enum lc_extent {
    LC_NEARBY, /* from one facility, in the few streets around it */
    LC_ALL_OVER
} lc_extent;

/* Nodes in buckets of cost: bucket b of a tile holds costs from b << shift on. What is scanned
 * stays in its bucket until the search is forgotten, so the buckets are also the list of all that
 * was reached (some of it more than once). Used again search after search. A tile is a range of
 * nodes whose data the processor can keep near while it works there: a search all over a large
 * city goes from tile to tile, rather than all over the city for each step of cost. */
typedef struct lc_search {
    const lc_graph *graph;
    lc_bucket *buckets; /* tile by tile */
    uint32_t *scanned;  /* per bucket: so many of its nodes need no look any more */
    uint32_t bucket_count, bucket_capacity; /* of all tiles: in use for the limit; allocated */
    uint32_t tile_buckets;                  /* of one tile */
    unsigned tile_shift;                    /* node >> tile_shift is its tile */
    unsigned shift;
    uint32_t limit_mm;
    uint64_t idle;   /* the label of a node that is not reached: any within the limit is smaller */
    uint64_t *label; /* node_count items; all idle between searches */
    bool failed;     /* memory ran out: the answer is worthless */
} lc_search;

/* Makes a zeroed or used search ready for a limit. Clear it whatever comes of it. LC_MEMORY. */
lc_status lc_search_ready(lc_ctx *ctx, lc_search *search, const lc_graph *graph, lc_extent extent,
                          uint32_t limit_mm);
void lc_search_clear(lc_search *search);
/* Starts from the ends of a place's edge, if it has one. */
void lc_search_seed(lc_search *search, const lc_join *place, uint32_t which);
/* Starts from many places, the label of to[j] being j. LC_MEMORY. */
lc_status lc_search_seed_all(lc_ctx *ctx, lc_search *search, const lc_join *to, size_t to_count);
/* Lowers labels until nothing changes. Stops early, with labels that mean nothing, when cancelled
 * or when memory is out (search->failed). */
void lc_search_run(const lc_ctx *ctx, lc_search *search);
/* The same with one more in the lower half of the label for each piece walked. */
void lc_search_run_counting(const lc_ctx *ctx, lc_search *search);
/* Forgets the labels, ready for the next seeds. */
void lc_search_forget(lc_search *search);

/* --- demand --- */

/* A demand place seen from an end of its edge: stepping on to the street and walking to the end
 * costs cost_mm. */
typedef struct lc_doorstep {
    uint32_t from, cost_mm;
} lc_doorstep;

/* A demand place's ways on to the network: node[k] is reached at leave_mm[k]. LC_UNREACHED: no such
 * way, or one that is never the better. Then node[k] is any node (0 for places joined nowhere). */
typedef struct lc_ways {
    uint32_t node[2], leave_mm[2];
} lc_ways;

/* What one thread needs for catchments. */
typedef struct lc_catchment_worker {
    lc_search search;
    uint32_t *cost_mm; /* demand count items, LC_UNREACHED between owners */
    /* One bit per demand place with a cost, and one per word of those with a bit: they give the
     * rows their order without sorting. */
    uint64_t *marks, *marked_words;
    lc_reached *rows;
    size_t row_count, row_capacity;
    bool failed;
} lc_catchment_worker;

struct lc_graph_demand {
    const lc_graph *graph;
    lc_join *joins; /* count items */
    lc_ways *ways;  /* count items */
    size_t count;
    uint32_t *step_start; /* node_count + 1 items */
    lc_doorstep *steps;   /* by node */
    /* The places on edge e are on_edge[edge_start[e]] .. on_edge[edge_start[e + 1] - 1]. */
    uint32_t *edge_start, *on_edge;
    /* Kept from call to call. */
    lc_search search;
    lc_catchment_worker **workers;
    int worker_count;
};

void lc_catchment_workers_free(lc_graph_demand *demand);

#endif
