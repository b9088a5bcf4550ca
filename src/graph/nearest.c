/* The nearest place and which it is: one search from all facilities at once. */
#include "base/base.h"
#include "graph/internal.h"

static inline uint64_t smaller(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* The label of a walk of leave_mm more; idle beyond the limit. */
static inline uint64_t through(const lc_search *search, uint32_t node, uint32_t leave_mm)
{
    uint64_t label;
    if (__builtin_add_overflow(search->label[node], (uint64_t)leave_mm << 32, &label))
        return search->idle;
    return label;
}

static void look_up(const lc_graph_demand *d, uint32_t *cost_mm, uint32_t *which)
{
    const lc_search *search = &d->search;
    for (size_t i = 0; i < d->count; i++) {
        const lc_ways *ways = &d->ways[i];
        uint64_t best = search->idle;
        if (ways->leave_mm[0] != LC_UNREACHED)
            best = smaller(best, through(search, ways->node[0], ways->leave_mm[0]));
        if (ways->leave_mm[1] != LC_UNREACHED)
            best = smaller(best, through(search, ways->node[1], ways->leave_mm[1]));
        bool reached = best < search->idle;
        cost_mm[i] = reached ? lc_label_cost(best) : LC_UNREACHED;
        which[i] = reached ? (uint32_t)best : LC_UNREACHED;
    }
}

/* Those who live on a facility's own street piece may walk along it. */
static void look_along(const lc_graph_demand *d, const lc_join *to, uint32_t j, uint32_t *cost_mm,
                       uint32_t *which)
{
    if (to->edge == LC_UNREACHED)
        return;
    for (uint32_t k = d->edge_start[to->edge]; k < d->edge_start[to->edge + 1]; k++) {
        uint32_t i = d->on_edge[k];
        uint64_t label = lc_label(lc_graph_direct(d->graph, &d->joins[i], to), j);
        if (label < d->search.idle && label < lc_label(cost_mm[i], which[i])) {
            cost_mm[i] = lc_label_cost(label);
            which[i] = j;
        }
    }
}

lc_status lc_graph_demand_nearest(lc_ctx *ctx, lc_graph_demand *demand, const lc_join *to,
                                  size_t to_count, uint32_t limit_mm, uint32_t *cost_mm,
                                  uint32_t *which)
{
    assert(to_count < UINT32_MAX);
    lc_search *search = &demand->search;
    lc_status status = lc_search_ready(ctx, search, demand->graph, LC_ALL_OVER, limit_mm);
    if (status != LC_OK)
        return status;
    status = lc_search_seed_all(ctx, search, to, to_count);
    if (status == LC_OK)
        lc_search_run(ctx, search);
    if (search->failed)
        status = lc_fail_memory(ctx);
    else if (status == LC_OK && lc_cancelled(ctx))
        status = lc_tick(ctx, 0, 0);
    if (status == LC_OK) {
        look_up(demand, cost_mm, which);
        for (size_t j = 0; j < to_count; j++)
            look_along(demand, &to[j], (uint32_t)j, cost_mm, which);
    }
    lc_search_forget(search);
    return status;
}

lc_status lc_graph_nearest(lc_ctx *ctx, const lc_graph *graph, const lc_join *from,
                           size_t from_count, const lc_join *to, size_t to_count, uint32_t limit_mm,
                           uint32_t *cost_mm, uint32_t *which)
{
    lc_graph_demand *demand;
    lc_status status = lc_graph_demand_new(ctx, graph, from, from_count, &demand);
    if (status == LC_OK)
        status = lc_graph_demand_nearest(ctx, demand, to, to_count, limit_mm, cost_mm, which);
    lc_graph_demand_free(demand);
    return status;
}
