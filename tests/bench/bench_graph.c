/* lc_bench_graph DIR|grid:SIDE t1|t2 REPS THREADS: times the graph room alone on the town that
 * bench_town.h describes, for walks of at most 1000 m. The nodes are the demand; they are made
 * ready once, as a run does for all its types of facility.
 *   t1  every node to its nearest facility; count: nodes that have one, sum_mm: of their walks
 *   t2  every facility's catchment; count and sum_mm over all pairs of node and facility
 * One line per repetition: query_s S count N sum_mm M arcs A, where A is how many arcs lead into
 * the nodes counted, which is what a search has to look at. Loading, building the graph and making
 * the demand ready are told apart, as load_s, build_s and ready_s. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench_town.h"

enum { LIMIT_MM = 1000000 };

typedef struct bench {
    lc_ctx *ctx;
    town town;
    lc_graph *graph;
    lc_graph_demand *demand;
    lc_join *to;
    uint32_t *owner;  /* facility j is its own owner j */
    uint32_t *degree; /* arcs into a node */
    uint32_t *cost_mm, *which;
    uint32_t node_count;
} bench;

typedef struct answer {
    double query_s;
    uint64_t count, sum_mm, arcs;
} answer;

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A node is the end of any of its edges; the last one named is as good as another. */
static lc_join *places_at_nodes(bench *b)
{
    lc_join *from = lc_alloc(b->ctx, b->node_count, sizeof *from);
    for (uint32_t v = 0; from != NULL && v < b->node_count; v++)
        from[v].edge = LC_UNREACHED;
    for (uint32_t e = 0; from != NULL && e < b->town.edges.count; e++) {
        const lc_edge *edge = lc_array_at(&b->town.edges, e);
        from[edge->from] = (lc_join){e, 0, 0};
        from[edge->to] = (lc_join){e, edge->forward_mm, 0};
        if (edge->from == edge->to)
            continue; /* a loop is no arc */
        b->degree[edge->from]++;
        b->degree[edge->to]++;
    }
    return from;
}

static lc_status prepare(bench *b, const char *name)
{
    double start_s = now_s();
    lc_status status = town_load(b->ctx, &b->town, name);
    if (status != LC_OK)
        return status;
    const uint32_t *facilities = b->town.facilities.items;
    size_t count = b->town.facilities.count;
    b->node_count = (uint32_t)b->town.places.count;
    b->degree = lc_alloc(b->ctx, b->node_count, sizeof *b->degree);
    b->cost_mm = lc_alloc(b->ctx, b->node_count, sizeof *b->cost_mm);
    b->which = lc_alloc(b->ctx, b->node_count, sizeof *b->which);
    b->to = lc_alloc(b->ctx, count, sizeof *b->to);
    b->owner = lc_alloc(b->ctx, count, sizeof *b->owner);
    lc_join *from = b->degree != NULL ? places_at_nodes(b) : NULL;
    if (!b->cost_mm || !b->which || !b->to || !b->owner || !from)
        status = LC_MEMORY;
    for (size_t j = 0; status == LC_OK && j < count; j++) {
        b->to[j] = from[facilities[j]];
        b->owner[j] = (uint32_t)j;
    }
    double loaded_s = now_s();
    if (status == LC_OK)
        status = lc_graph_new(b->ctx, b->node_count, b->town.edges.items,
                              (uint32_t)b->town.edges.count, &b->graph);
    double built_s = now_s();
    if (status == LC_OK)
        status = lc_graph_demand_new(b->ctx, b->graph, from, b->node_count, &b->demand);
    printf("load_s %.6f build_s %.6f ready_s %.6f nodes %" PRIu32 " edges %zu facilities %zu\n",
           loaded_s - start_s, built_s - loaded_s, now_s() - built_s, b->node_count,
           b->town.edges.count, count);
    free(from);
    return status;
}

static void count_walk(const bench *b, answer *a, uint32_t node, uint32_t cost_mm)
{
    a->count++;
    a->sum_mm += cost_mm;
    a->arcs += b->degree[node];
}

static lc_status nearest(bench *b, answer *a)
{
    double start_s = now_s();
    lc_status status = lc_graph_demand_nearest(b->ctx, b->demand, b->to, b->town.facilities.count,
                                               LIMIT_MM, b->cost_mm, b->which);
    a->query_s = now_s() - start_s;
    for (uint32_t v = 0; status == LC_OK && v < b->node_count; v++)
        if (b->cost_mm[v] != LC_UNREACHED)
            count_walk(b, a, v, b->cost_mm[v]);
    return status;
}

static lc_status catchments(bench *b, answer *a)
{
    lc_catchments rows;
    size_t count = b->town.facilities.count;
    double start_s = now_s();
    lc_status status = lc_graph_demand_catchments(b->ctx, b->demand, b->to, b->owner, count, count,
                                                  LIMIT_MM, &rows);
    a->query_s = now_s() - start_s;
    for (size_t i = 0; i < rows.row_count; i++)
        count_walk(b, a, rows.rows[i].from, rows.rows[i].cost_mm);
    lc_catchments_clear(&rows);
    return status;
}

static lc_status repeat(bench *b, bool whole, long repetitions)
{
    lc_status status = LC_OK;
    for (long i = 0; status == LC_OK && i < repetitions; i++) {
        answer a = {0};
        status = whole ? catchments(b, &a) : nearest(b, &a);
        printf("query_s %.6f count %" PRIu64 " sum_mm %" PRIu64 " arcs %" PRIu64 "\n", a.query_s,
               a.count, a.sum_mm, a.arcs);
    }
    return status;
}

static void clear(bench *b)
{
    lc_graph_demand_free(b->demand);
    lc_graph_free(b->graph);
    town_clear(&b->town);
    free(b->to);
    free(b->owner);
    free(b->degree);
    free(b->cost_mm);
    free(b->which);
    lc_ctx_free(b->ctx);
}

int main(int argc, char **argv)
{
    if (argc != 5 || (strcmp(argv[2], "t1") != 0 && strcmp(argv[2], "t2") != 0)) {
        (void)fprintf(stderr, "usage: lc_bench_graph DIR|grid:SIDE t1|t2 REPS THREADS\n");
        return 1;
    }
    bench b = {.ctx = lc_ctx_new()};
    if (b.ctx == NULL)
        return 1;
    lc_ctx_set_threads(b.ctx, (int)strtol(argv[4], NULL, 10));
    lc_status status = prepare(&b, argv[1]);
    if (status == LC_OK)
        status = repeat(&b, argv[2][1] == '2', strtol(argv[3], NULL, 10));
    if (status != LC_OK)
        (void)fprintf(stderr, "%s\n", lc_ctx_message(b.ctx));
    clear(&b);
    return status != LC_OK;
}
