#include <stdlib.h>

#include "base/base.h"
#include "graph/internal.h"

/* The representative of a node's set, the smallest node in it (union by smaller node keeps it so);
 * paths are halved on the way. */
static uint32_t find(uint32_t *parent, uint32_t node)
{
    while (parent[node] != node) {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    return node;
}

static void join_ends(uint32_t *parent, const lc_edge *edge)
{
    if (edge->forward_mm == LC_UNREACHED && edge->backward_mm == LC_UNREACHED)
        return;
    uint32_t a = find(parent, edge->from), b = find(parent, edge->to);
    if (a < b)
        parent[b] = a;
    else
        parent[a] = b;
}

typedef struct part {
    uint32_t size, root;
} part;

static int larger_first(const void *left, const void *right)
{
    const part *a = left, *b = right;
    if (a->size != b->size)
        return a->size < b->size ? 1 : -1;
    return (a->root > b->root) - (a->root < b->root);
}

/* One part per root, with its size; number[root] is its place in parts. */
static uint32_t collect(uint32_t *parent, uint32_t node_count, part *parts, uint32_t *number)
{
    uint32_t count = 0;
    for (uint32_t v = 0; v < node_count; v++) {
        uint32_t root = find(parent, v);
        if (root == v) {
            number[v] = count;
            parts[count++] = (part){0, v};
        }
        parts[number[root]].size++;
    }
    return count;
}

lc_status lc_graph_components(lc_ctx *ctx, const lc_graph *graph, uint32_t *component,
                              uint32_t *count)
{
    lc_status status = LC_MEMORY;
    uint32_t n = graph->node_count;
    *count = 0;
    uint32_t *parent = lc_alloc(ctx, n, sizeof *parent);
    uint32_t *number = lc_alloc(ctx, n, sizeof *number);
    part *parts = lc_alloc(ctx, n, sizeof *parts);
    if (parent == NULL || number == NULL || parts == NULL)
        goto done;
    for (uint32_t v = 0; v < n; v++)
        parent[v] = v;
    for (uint32_t e = 0; e < graph->edge_count; e++)
        join_ends(parent, &graph->edges[e]);
    *count = collect(parent, n, parts, number);
    qsort(parts, *count, sizeof *parts, larger_first);
    for (uint32_t i = 0; i < *count; i++)
        number[parts[i].root] = i;
    for (uint32_t v = 0; v < n; v++)
        component[v] = number[find(parent, v)];
    status = LC_OK;
done:
    free(parent);
    free(number);
    free(parts);
    return status;
}
