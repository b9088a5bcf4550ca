/* lc_bench_graph DIR t1|t2 REPS THREADS: times the graph room alone on DIR/nodes.csv, edges.csv (u,
 * v, metres) and facilities.csv (node), for walks of at most 1000 m. t1  every node to its nearest
 * facility; count: nodes that have one, sum_mm: of their walks t2  every facility's catchment;
 * count and sum_mm over all pairs of node and facility One line per repetition: query_s S count N
 * sum_mm M. Reading and building the graph are told apart, as load_s and build_s. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/base.h"
#include "graph/graph.h"

enum { LIMIT_MM = 1000000, LINE_SIZE = 512 };

typedef struct bench {
    lc_ctx *ctx;
    lc_graph *graph;
    lc_array edges; /* lc_edge */
    lc_array to;    /* lc_join, the facilities */
    lc_array owner; /* uint32_t */
    lc_join *from;  /* every node */
    uint32_t *cost_mm, *which;
    uint32_t node_count;
} bench;

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Calls fn with each line but the header. */
static bool each_line(bench *b, const char *folder, const char *name,
                      bool (*fn)(bench *b, const char *line))
{
    char path[4096], line[LINE_SIZE];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        return false;
    }
    bool ok = fgets(line, sizeof line, file) != NULL;
    while (ok && fgets(line, sizeof line, file) != NULL)
        ok = fn(b, line);
    if (!ok)
        (void)fprintf(stderr, "%s: not as expected: %s\n", path, line);
    fclose(file);
    return ok;
}

static bool take_node(bench *b, const char *line)
{
    (void)line;
    b->node_count++;
    return true;
}

static bool take_edge(bench *b, const char *line)
{
    unsigned from, to;
    double length_m;
    lc_edge *edge = lc_array_push(b->ctx, &b->edges);
    if (edge == NULL || sscanf(line, "%u,%u,%lf", &from, &to, &length_m) != 3 ||
        from >= b->node_count || to >= b->node_count)
        return false;
    uint32_t length_mm = (uint32_t)(length_m * 1000 + 0.5);
    *edge = (lc_edge){from, to, length_mm, length_mm};
    return true;
}

/* A node is the end of any of its edges; the last one named is as good as another. */
static bool place_nodes(bench *b)
{
    b->from = lc_alloc(b->ctx, b->node_count, sizeof *b->from);
    b->cost_mm = lc_alloc(b->ctx, b->node_count, sizeof *b->cost_mm);
    b->which = lc_alloc(b->ctx, b->node_count, sizeof *b->which);
    if (b->from == NULL || b->cost_mm == NULL || b->which == NULL)
        return false;
    for (uint32_t v = 0; v < b->node_count; v++)
        b->from[v].edge = LC_UNREACHED;
    for (uint32_t e = 0; e < b->edges.count; e++) {
        const lc_edge *edge = lc_array_at(&b->edges, e);
        b->from[edge->from] = (lc_join){e, 0, 0};
        b->from[edge->to] = (lc_join){e, edge->forward_mm, 0};
    }
    return true;
}

static bool take_facility(bench *b, const char *line)
{
    unsigned node;
    lc_join *to = lc_array_push(b->ctx, &b->to);
    uint32_t *owner = lc_array_push(b->ctx, &b->owner);
    if (to == NULL || owner == NULL || sscanf(line, "%u", &node) != 1 || node >= b->node_count)
        return false;
    *to = b->from[node];
    *owner = (uint32_t)b->to.count - 1;
    return true;
}

static lc_status load(bench *b, const char *folder)
{
    double start = now_s();
    if (!each_line(b, folder, "nodes.csv", take_node) ||
        !each_line(b, folder, "edges.csv", take_edge) || !place_nodes(b) ||
        !each_line(b, folder, "facilities.csv", take_facility))
        return LC_INPUT;
    double loaded = now_s();
    lc_status status =
        lc_graph_new(b->ctx, b->node_count, b->edges.items, (uint32_t)b->edges.count, &b->graph);
    printf("load_s %.6f build_s %.6f nodes %" PRIu32 " edges %zu facilities %zu\n", loaded - start,
           now_s() - loaded, b->node_count, b->edges.count, b->to.count);
    return status;
}

static lc_status nearest(bench *b, uint64_t *count, uint64_t *sum_mm, double *query_s)
{
    double start = now_s();
    lc_status status = lc_graph_nearest(b->ctx, b->graph, b->from, b->node_count, b->to.items,
                                        b->to.count, LIMIT_MM, b->cost_mm, b->which);
    *query_s = now_s() - start;
    for (uint32_t v = 0; status == LC_OK && v < b->node_count; v++)
        if (b->cost_mm[v] != LC_UNREACHED) {
            ++*count;
            *sum_mm += b->cost_mm[v];
        }
    return status;
}

static lc_status catchments(bench *b, uint64_t *count, uint64_t *sum_mm, double *query_s)
{
    lc_catchments rows;
    double start = now_s();
    lc_status status =
        lc_graph_catchments(b->ctx, b->graph, b->from, b->node_count, b->to.items, b->owner.items,
                            b->to.count, b->to.count, LIMIT_MM, &rows);
    *query_s = now_s() - start;
    *count = rows.row_count;
    for (size_t i = 0; i < rows.row_count; i++)
        *sum_mm += rows.rows[i].cost_mm;
    lc_catchments_clear(&rows);
    return status;
}

static lc_status repeat(bench *b, bool whole, long repetitions)
{
    lc_status status = LC_OK;
    for (long i = 0; status == LC_OK && i < repetitions; i++) {
        uint64_t count = 0, sum_mm = 0;
        double query_s = 0;
        status = whole ? catchments(b, &count, &sum_mm, &query_s)
                       : nearest(b, &count, &sum_mm, &query_s);
        printf("query_s %.6f count %" PRIu64 " sum_mm %" PRIu64 "\n", query_s, count, sum_mm);
    }
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 5 || (strcmp(argv[2], "t1") != 0 && strcmp(argv[2], "t2") != 0)) {
        (void)fprintf(stderr, "usage: lc_bench_graph DIR t1|t2 REPS THREADS\n");
        return 1;
    }
    bench b = {.ctx = lc_ctx_new()};
    if (b.ctx == NULL)
        return 1;
    lc_ctx_set_threads(b.ctx, (int)strtol(argv[4], NULL, 10));
    lc_array_init(&b.edges, sizeof(lc_edge));
    lc_array_init(&b.to, sizeof(lc_join));
    lc_array_init(&b.owner, sizeof(uint32_t));
    lc_status status = load(&b, argv[1]);
    if (status == LC_OK)
        status = repeat(&b, argv[2][1] == '2', strtol(argv[3], NULL, 10));
    if (status != LC_OK)
        (void)fprintf(stderr, "%s\n", lc_ctx_message(b.ctx));
    lc_graph_free(b.graph);
    lc_array_clear(&b.edges);
    lc_array_clear(&b.to);
    lc_array_clear(&b.owner);
    free(b.from);
    free(b.cost_mm);
    free(b.which);
    lc_ctx_free(b.ctx);
    return status != LC_OK;
}
