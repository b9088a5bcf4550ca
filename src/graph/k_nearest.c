/* The k nearest facilities of every place. Each node holds its k best labels (cost, owner), of
 * different owners and in order, in one search from all facilities at once. That is enough: had a
 * node k better owners than one, so would whoever walks to that owner by way of the node. */
#include <stdlib.h>

#include "base/base.h"
#include "graph/internal.h"

/* A label that waits to be scanned. */
typedef struct pending {
    uint64_t label;
    uint32_t node;
} pending;

/* A row of up to k labels of different owners, smallest first, NO_LABEL behind the last. */
#define NO_LABEL UINT64_MAX

typedef struct many {
    const lc_graph *graph;
    lc_ctx *ctx;
    uint32_t k, limit_mm;
    uint64_t *rows;    /* node_count rows */
    lc_array *buckets; /* pending, by cost */
    uint32_t bucket_count;
    unsigned shift;
} many;

enum { BUCKETS_MAX = 4096 };

/* Puts a label into a row unless k labels or one of the same owner are better. */
static bool insert(uint64_t *row, uint32_t k, uint64_t label)
{
    uint32_t at = 0, out;
    while (at < k && row[at] <= label) {
        if ((uint32_t)row[at] == (uint32_t)label && row[at] != NO_LABEL)
            return false;
        at++;
    }
    if (at == k)
        return false;
    /* The place of the owner's dearer label, if it has one, else the last. */
    for (out = at; out < k - 1; out++)
        if (row[out] != NO_LABEL && (uint32_t)row[out] == (uint32_t)label)
            break;
    for (; out > at; out--)
        row[out] = row[out - 1];
    row[at] = label;
    return true;
}

static bool holds(const uint64_t *row, uint32_t k, uint64_t label)
{
    for (uint32_t i = 0; i < k && row[i] <= label; i++)
        if (row[i] == label)
            return true;
    return false;
}

static uint64_t *row_of(const many *m, uint32_t node)
{
    return m->rows + (size_t)node * m->k;
}

/* A label of cost_mm or, when that is beyond the limit, nothing. */
static lc_status lower(many *m, uint32_t node, uint32_t cost_mm, uint32_t owner)
{
    if (cost_mm > m->limit_mm || !insert(row_of(m, node), m->k, lc_label(cost_mm, owner)))
        return LC_OK;
    pending *p = lc_array_push(m->ctx, &m->buckets[cost_mm >> m->shift]);
    if (p == NULL)
        return LC_MEMORY;
    *p = (pending){lc_label(cost_mm, owner), node};
    return LC_OK;
}

static lc_status seed(many *m, const lc_join *place, uint32_t owner)
{
    if (place->edge == LC_UNREACHED)
        return LC_OK;
    lc_place_ends ends = lc_graph_place_ends(m->graph, place);
    const lc_edge *edge = lc_graph_edge(m->graph, place->edge);
    lc_status status = lower(m, edge->from, ends.enter_from, owner);
    return status == LC_OK ? lower(m, edge->to, ends.enter_to, owner) : status;
}

static lc_status scan(many *m, pending p)
{
    lc_status status = LC_OK;
    if (!holds(row_of(m, p.node), m->k, p.label))
        return LC_OK; /* better ones have come since */
    const arc *end = m->graph->arcs + m->graph->arc_start[p.node + 1];
    for (const arc *a = m->graph->arcs + m->graph->arc_start[p.node]; status == LC_OK && a < end;
         a++)
        status =
            lower(m, a->tail, lc_cost_add(lc_label_cost(p.label), a->cost_mm), (uint32_t)p.label);
    return status;
}

static lc_status run(many *m)
{
    lc_status status = LC_OK;
    for (uint32_t b = 0; status == LC_OK && b < m->bucket_count; b++) {
        if (lc_cancelled(m->ctx))
            return lc_tick(m->ctx, 0, 0);
        for (size_t i = 0; status == LC_OK && i < m->buckets[b].count; i++)
            status = scan(m, *(const pending *)lc_array_at(&m->buckets[b], i));
        lc_array_clear(&m->buckets[b]);
    }
    return status;
}

/* What one place has: through the ends of its edge, and along it. */
static void gather(const many *m, const lc_graph_demand *d, size_t i, uint64_t *best)
{
    for (uint32_t r = 0; r < m->k; r++)
        best[r] = NO_LABEL;
    for (int w = 0; w < 2; w++) {
        const uint64_t *row = row_of(m, d->ways[i].node[w]);
        if (d->ways[i].leave_mm[w] == LC_UNREACHED)
            continue;
        for (uint32_t r = 0; r < m->k && row[r] != NO_LABEL; r++) {
            uint32_t cost_mm = lc_cost_add(lc_label_cost(row[r]), d->ways[i].leave_mm[w]);
            if (cost_mm <= m->limit_mm)
                insert(best, m->k, lc_label(cost_mm, (uint32_t)row[r]));
        }
    }
}

/* Walks along a facility's own street piece. */
static void gather_along(const many *m, const lc_graph_demand *d, const lc_join *to, uint32_t owner,
                         uint64_t *best)
{
    if (to->edge == LC_UNREACHED)
        return;
    for (uint32_t at = d->edge_start[to->edge]; at < d->edge_start[to->edge + 1]; at++) {
        uint32_t i = d->on_edge[at], cost_mm = lc_graph_direct(d->graph, &d->joins[i], to);
        if (cost_mm <= m->limit_mm)
            insert(best + (size_t)i * m->k, m->k, lc_label(cost_mm, owner));
    }
}

static lc_status many_init(many *m, lc_ctx *ctx, const lc_graph *graph, uint32_t k,
                           uint32_t limit_mm)
{
    *m = (many){.graph = graph, .ctx = ctx, .k = k, .shift = graph->shift};
    m->limit_mm = limit_mm < LC_UNREACHED ? limit_mm : LC_UNREACHED - 1;
    while (m->limit_mm >> m->shift >= BUCKETS_MAX)
        m->shift++;
    uint32_t bucket_count = (m->limit_mm >> m->shift) + 1;
    size_t labels = (size_t)graph->node_count * k;
    m->rows = lc_alloc(ctx, labels, sizeof *m->rows);
    m->buckets = lc_alloc(ctx, bucket_count, sizeof *m->buckets);
    if (m->rows == NULL || m->buckets == NULL)
        return LC_MEMORY;
    m->bucket_count = bucket_count;
    for (uint32_t b = 0; b < bucket_count; b++)
        lc_array_init(&m->buckets[b], sizeof(pending));
    for (size_t i = 0; i < labels; i++)
        m->rows[i] = NO_LABEL;
    return LC_OK;
}

static void many_clear(many *m)
{
    for (uint32_t b = 0; b < m->bucket_count; b++)
        lc_array_clear(&m->buckets[b]);
    free(m->buckets);
    free(m->rows);
}

lc_status lc_graph_demand_k_nearest(lc_ctx *ctx, const lc_graph_demand *demand, const lc_join *to,
                                    const uint32_t *owner, size_t to_count, uint32_t k,
                                    uint32_t limit_mm, uint32_t *cost_mm, uint32_t *which)
{
    many m;
    assert(k > 0);
    size_t labels = demand->count * k;
    lc_status status = many_init(&m, ctx, demand->graph, k, limit_mm);
    uint64_t *best = lc_alloc(ctx, labels, sizeof *best);
    if (best == NULL)
        status = LC_MEMORY;
    for (size_t j = 0; status == LC_OK && j < to_count; j++)
        status = seed(&m, &to[j], owner[j]);
    if (status == LC_OK)
        status = run(&m);
    if (status != LC_OK)
        goto done;
    for (size_t i = 0; i < demand->count; i++)
        gather(&m, demand, i, best + i * k);
    for (size_t j = 0; j < to_count; j++)
        gather_along(&m, demand, &to[j], owner[j], best);
    for (size_t i = 0; i < labels; i++) {
        cost_mm[i] = lc_label_cost(best[i]);
        which[i] = (uint32_t)best[i];
    }
done:
    free(best);
    many_clear(&m);
    return status;
}

lc_status lc_graph_k_nearest(lc_ctx *ctx, const lc_graph *graph, const lc_join *from,
                             size_t from_count, const lc_join *to, const uint32_t *owner,
                             size_t to_count, uint32_t k, uint32_t limit_mm, uint32_t *cost_mm,
                             uint32_t *which)
{
    lc_graph_demand *demand;
    lc_status status = lc_graph_demand_new(ctx, graph, from, from_count, &demand);
    if (status == LC_OK)
        status = lc_graph_demand_k_nearest(ctx, demand, to, owner, to_count, k, limit_mm, cost_mm,
                                           which);
    lc_graph_demand_free(demand);
    return status;
}
