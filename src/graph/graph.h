/* The street graph and bounded shortest paths over it. Pure: no files, no SQL. Costs are whole
 * millimetres of walking (real length, or length made longer by what slows a walker down), so sums
 * never depend on order or threads. Neighbouring nodes should have near numbers
 * (lc_graph_hilbert_order). */
#ifndef LC_GRAPH_GRAPH_H
#define LC_GRAPH_GRAPH_H

#include <lifecircle/coordinates.h>
#include <stddef.h>
#include <stdint.h>

/* "Not reached". */
#define LC_UNREACHED UINT32_MAX

/* One street piece between two nodes. Costs of LC_UNREACHED close a direction. */
typedef struct lc_edge {
    uint32_t from, to;
    uint32_t forward_mm, backward_mm;
} lc_edge;

/* A place on an edge: offset_mm of cost from `from`, and the leg walked from the place to the
 * street. offset_mm + what is left to `to` = the edge's forward cost (its backward cost where
 * forward is closed). Where both directions are open at different costs, the way back from the
 * place to `from` costs offset_mm * backward_mm / forward_mm, rounded half up. A place at either
 * end of its edge is at that node, whichever way the edge may be walked; two places at the same
 * offset of an edge are the same place. */
typedef struct lc_join {
    uint32_t edge;      /* LC_UNREACHED: joined nowhere */
    uint32_t offset_mm; /* along the edge, forward cost from `from`; at most the edge's cost
                           (asserted) */
    uint32_t leg_mm;    /* straight leg, both ways alike */
} lc_join;

typedef struct lc_graph lc_graph;

/* A graph over nodes 0..node_count-1. Borrows nothing. *out is yours (lc_graph_free). LC_MEMORY.
 * O(n + m). Loops and parallel edges are kept. */
lc_status lc_graph_new(lc_ctx *ctx, uint32_t node_count, const lc_edge *edges, uint32_t edge_count,
                       lc_graph **out);
void lc_graph_free(lc_graph *graph);
uint32_t lc_graph_node_count(const lc_graph *graph);
uint32_t lc_graph_edge_count(const lc_graph *graph);
const lc_edge *lc_graph_edge(const lc_graph *graph, uint32_t edge);

/* Weakly connected components (an edge that is open in any direction connects): component[node] =
 * number of its component, components numbered by falling size (0 the largest), ties by smallest
 * node. component has node_count items; *count says how many. LC_MEMORY. O(n + m) but for the
 * sorting of the components. */
lc_status lc_graph_components(lc_ctx *ctx, const lc_graph *graph, uint32_t *component,
                              uint32_t *count);

/* An order of places along a Hilbert curve, so that neighbours on the ground are neighbours in
 * memory: nodes that are numbered so make every search faster. order[i] = index of the place that
 * comes i-th; ties by index. `order` holds count items. LC_MEMORY. O(n log n). */
lc_status lc_graph_hilbert_order(lc_ctx *ctx, const lc_lonlat *places, size_t count,
                                 uint32_t *order);

/* --- from many places ---
 * Demand places are made ready once for a graph, then asked about any facilities and limits. What
 * is kept from call to call (8 bytes a node, 4 a place, for each thread) belongs to one caller at a
 * time; that caller's searches run on all threads. */
typedef struct lc_graph_demand lc_graph_demand;

/* Borrows the graph, copies the places. *out is yours (lc_graph_demand_free). LC_MEMORY. O(n + m +
 * places). */
lc_status lc_graph_demand_new(lc_ctx *ctx, const lc_graph *graph, const lc_join *joins,
                              size_t count, lc_graph_demand **out);
void lc_graph_demand_free(lc_graph_demand *demand);

/* For every demand place: the cheapest walk to any place in `to` (facilities), at most limit_mm,
 * legs included, both on the same edge walked directly along it where that is cheaper. cost_mm[i]
 * and which[i] (index into `to`, the smallest index among equals) have an item for each demand
 * place; LC_UNREACHED where nothing is within reach. One multi-source search (Dijkstra 1959, with
 * the buckets of Dial 1969) over reversed arcs. Inclusive limit. LC_MEMORY, LC_CANCELLED. O(n +
 * places) beside the search, plus places that share an edge, pair by pair. */
lc_status lc_graph_demand_nearest(lc_ctx *ctx, lc_graph_demand *demand, const lc_join *to,
                                  size_t to_count, uint32_t limit_mm, uint32_t *cost_mm,
                                  uint32_t *which);

/* One row of a catchment. */
typedef struct lc_reached {
    uint32_t from;    /* index of the demand place */
    uint32_t cost_mm; /* <= limit */
} lc_reached;

/* The catchments of many facilities, packed: facility i (a group of `to` places with the same
 * owner) is reached by rows start[i] to start[i+1], ordered by `from`. */
typedef struct lc_catchments {
    size_t *start; /* owner_count + 1 items */
    lc_reached *rows;
    size_t row_count;
} lc_catchments;

/* For each owner 0..owner_count-1 the demand places whose cheapest walk to any of that owner's
 * places (`to[j]` belongs to owner[j], owners ascending, asserted) is at most limit_mm. Parallel
 * over owners (lc_ctx_threads); the answer does not depend on threads. Asks after every owner
 * whether to stop, but reports no progress: a caller makes many such searches and knows better.
 * Fills *out (zeroed on entry; free with lc_catchments_clear). LC_MEMORY, LC_CANCELLED. O(sum of
 * the catchments), and O(n) when the limit is another than the last time. */
lc_status lc_graph_demand_catchments(lc_ctx *ctx, lc_graph_demand *demand, const lc_join *to,
                                     const uint32_t *owner, size_t to_count, size_t owner_count,
                                     uint32_t limit_mm, lc_catchments *out);
void lc_catchments_clear(lc_catchments *catchments);

/* For every demand place the k cheapest owners (`to[j]` belongs to owner[j], in any order, below
 * LC_UNREACHED), at most limit_mm each, cheapest first and lowest owner first among equals.
 * cost_mm[i * k + r] and which[i * k + r] (the owner) are the r-th of place i, LC_UNREACHED where
 * fewer are within reach. k > 0 (asserted). One search, 8k bytes a node and a place. LC_MEMORY,
 * LC_CANCELLED. O(k^2 (n + m)) beside the sorting into buckets. */
lc_status lc_graph_demand_k_nearest(lc_ctx *ctx, const lc_graph_demand *demand, const lc_join *to,
                                    const uint32_t *owner, size_t to_count, uint32_t k,
                                    uint32_t limit_mm, uint32_t *cost_mm, uint32_t *which);

/* The same three for demand that is asked about once. */
lc_status lc_graph_nearest(lc_ctx *ctx, const lc_graph *graph, const lc_join *from,
                           size_t from_count, const lc_join *to, size_t to_count, uint32_t limit_mm,
                           uint32_t *cost_mm, uint32_t *which);
lc_status lc_graph_catchments(lc_ctx *ctx, const lc_graph *graph, const lc_join *from,
                              size_t from_count, const lc_join *to, const uint32_t *owner,
                              size_t to_count, size_t owner_count, uint32_t limit_mm,
                              lc_catchments *out);
lc_status lc_graph_k_nearest(lc_ctx *ctx, const lc_graph *graph, const lc_join *from,
                             size_t from_count, const lc_join *to, const uint32_t *owner,
                             size_t to_count, uint32_t k, uint32_t limit_mm, uint32_t *cost_mm,
                             uint32_t *which);

/* --- from nodes, and from one place to one other --- */

/* The cost from every node to the cheapest place of `to`, at most limit_mm: cost_mm has node_count
 * items, LC_UNREACHED beyond. LC_MEMORY, LC_CANCELLED. */
lc_status lc_graph_node_costs(lc_ctx *ctx, const lc_graph *graph, const lc_join *to,
                              size_t to_count, uint32_t limit_mm, uint32_t *cost_mm);

/* A stretch of one edge as it is walked: from begin_mm to end_mm, offsets as in lc_join. */
typedef struct lc_path_piece {
    uint32_t edge;
    uint32_t begin_mm, end_mm;
    uint32_t cost_mm;
    bool backward; /* towards the edge's `from`; tells the way where begin_mm = end_mm */
} lc_path_piece;

/* A walk. cost_mm = the leg of the first place + what its pieces cost + the leg of the last. */
typedef struct lc_path {
    uint32_t cost_mm; /* LC_UNREACHED: none within the limit, and no pieces */
    lc_path_piece *pieces;
    size_t count;
} lc_path;

/* The cheapest walk from one place to another of at most limit_mm: what lc_graph_nearest says,
 * piece by piece; among equal walks along one common piece, then of fewest pieces, then of the
 * lowest edges. Fills *out (free with lc_path_clear). A limit that is known to be near saves work.
 * LC_MEMORY, LC_CANCELLED. O(n + m) beside the search. */
lc_status lc_graph_path(lc_ctx *ctx, const lc_graph *graph, const lc_join *from, const lc_join *to,
                        uint32_t limit_mm, lc_path *out);
void lc_path_clear(lc_path *path);

/* Searches one after another that tell which nodes they reach. Each thread may have its own. */
typedef struct lc_reacher lc_reacher;
/* Borrows the context and the graph. *out is yours. LC_MEMORY. */
lc_status lc_reacher_new(lc_ctx *ctx, const lc_graph *graph, uint32_t limit_mm, lc_reacher **out);
void lc_reacher_free(lc_reacher *reacher);
/* All nodes from which a place of `to` is within the limit, in no order that means anything, each
 * once; cost_mm has the cost of every node of the graph, LC_UNREACHED beyond. Both are borrowed
 * until the next run. LC_MEMORY without words: a worker thread must not write to the context.
 * O(what is reached). */
lc_status lc_reacher_run(lc_reacher *reacher, const lc_join *to, size_t to_count,
                         const uint32_t **nodes, uint32_t *node_count, const uint32_t **cost_mm);

#endif
