/* What one walker after another reaches: for drawing, where the nodes themselves are wanted. */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "graph/internal.h"

struct lc_reacher {
    lc_ctx *ctx; /* borrowed */
    lc_search search;
    uint32_t *cost_mm; /* per node, LC_UNREACHED between searches */
    uint32_t *nodes;   /* the first node_count are reached */
    uint32_t node_count;
};

lc_status lc_reacher_new(lc_ctx *ctx, const lc_graph *graph, uint32_t limit_mm, lc_reacher **out)
{
    *out = NULL;
    lc_reacher *reacher = lc_alloc(ctx, 1, sizeof *reacher);
    if (reacher == NULL)
        return LC_MEMORY;
    reacher->ctx = ctx;
    reacher->cost_mm = lc_alloc(ctx, graph->node_count, sizeof *reacher->cost_mm);
    reacher->nodes = lc_alloc(ctx, graph->node_count, sizeof *reacher->nodes);
    lc_status status = LC_MEMORY;
    if (reacher->cost_mm != NULL && reacher->nodes != NULL) {
        memset(reacher->cost_mm, 0xff, graph->node_count * sizeof *reacher->cost_mm);
        status = lc_search_ready(ctx, &reacher->search, graph, LC_NEARBY, limit_mm);
    }
    if (status == LC_OK)
        *out = reacher;
    else
        lc_reacher_free(reacher);
    return status;
}

void lc_reacher_free(lc_reacher *reacher)
{
    if (reacher == NULL)
        return;
    lc_search_clear(&reacher->search);
    free(reacher->cost_mm);
    free(reacher->nodes);
    free(reacher);
}

/* The buckets list what was reached, some of it more than once. */
static void collect(lc_reacher *reacher)
{
    const lc_search *search = &reacher->search;
    for (uint32_t b = 0; b < search->bucket_count; b++)
        for (uint32_t i = 0; i < search->buckets[b].count; i++) {
            uint32_t node = search->buckets[b].nodes[i];
            if (reacher->cost_mm[node] != LC_UNREACHED)
                continue;
            reacher->cost_mm[node] = lc_label_cost(search->label[node]);
            reacher->nodes[reacher->node_count++] = node;
        }
}

lc_status lc_reacher_run(lc_reacher *reacher, const lc_join *to, size_t to_count,
                         const uint32_t **nodes, uint32_t *node_count, const uint32_t **cost_mm)
{
    lc_search *search = &reacher->search;
    for (uint32_t i = 0; i < reacher->node_count; i++)
        reacher->cost_mm[reacher->nodes[i]] = LC_UNREACHED;
    reacher->node_count = 0;
    for (size_t j = 0; j < to_count; j++)
        lc_search_seed(search, &to[j], 0);
    lc_search_run(reacher->ctx, search);
    collect(reacher);
    lc_search_forget(search);
    *nodes = reacher->nodes;
    *node_count = reacher->node_count;
    *cost_mm = reacher->cost_mm;
    return search->failed ? LC_MEMORY : LC_OK;
}
