/* Catchments of many facilities: one small bounded search each, shared out among threads. */
#include <omp.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "graph/internal.h"

/* A demand place seen from an end of its edge: stepping on to the street and walking to the end
 * costs cost_mm. */
typedef struct doorstep {
    uint32_t from, cost_mm;
} doorstep;

/* What all workers read. */
typedef struct job {
    const lc_graph *graph;
    const lc_join *from, *to;
    size_t from_count, owner_count;
    uint32_t limit_mm;
    size_t *first; /* owner_count + 1 items: the owner's places are to[first[o]] .. to[first[o + 1]
                      - 1] */
    uint32_t *step_start; /* node_count + 1 items */
    doorstep *steps;      /* by node */
    lc_by_edge by_edge;   /* demand */
} job;

/* Where a worker left an owner's rows. */
typedef struct slot {
    uint32_t worker;
    size_t first, count;
} slot;

/* What one worker has for itself. */
typedef struct worker {
    lc_search search;
    uint32_t *cost_mm; /* from_count items, LC_UNREACHED between owners */
    uint64_t *marks;   /* one bit per demand place with a cost; gives the rows their order without
                          sorting */
    size_t mark_low, mark_high; /* words that may hold bits: [low, high) */
    lc_reached *rows;
    size_t row_count, row_capacity;
    bool failed;
} worker;

/* Through which ends a demand place is worth looking at. From an end of an edge that may be walked
 * on from there, the other end is never nearer than by way of this one. */
static void useful_ends(const job *j, size_t i, uint32_t *leave_from, uint32_t *leave_to)
{
    const lc_join *place = &j->from[i];
    const lc_edge *edge = lc_graph_edge(j->graph, place->edge);
    lc_place_ends ends = lc_graph_place_ends(j->graph, place);
    *leave_from = ends.leave_from <= j->limit_mm ? ends.leave_from : LC_UNREACHED;
    *leave_to = ends.leave_to <= j->limit_mm ? ends.leave_to : LC_UNREACHED;
    if (edge->forward_mm != LC_UNREACHED && place->offset_mm == 0)
        *leave_to = LC_UNREACHED;
    else if (edge->backward_mm != LC_UNREACHED && ends.leave_to == place->leg_mm)
        *leave_from = LC_UNREACHED;
}

static lc_status index_doorsteps(lc_ctx *ctx, job *j)
{
    uint32_t leave_from, leave_to, n = j->graph->node_count;
    assert(j->from_count < UINT32_MAX / 2);
    j->step_start = lc_alloc(ctx, (size_t)n + 1, sizeof *j->step_start);
    if (j->step_start == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < j->from_count; i++) {
        if (j->from[i].edge == LC_UNREACHED)
            continue;
        const lc_edge *edge = lc_graph_edge(j->graph, j->from[i].edge);
        useful_ends(j, i, &leave_from, &leave_to);
        j->step_start[edge->from] += leave_from != LC_UNREACHED;
        j->step_start[edge->to] += leave_to != LC_UNREACHED;
    }
    for (uint32_t v = 1; v <= n; v++)
        j->step_start[v] += j->step_start[v - 1];
    j->steps = lc_alloc(ctx, j->step_start[n], sizeof *j->steps);
    if (j->steps == NULL)
        return LC_MEMORY;
    for (size_t i = j->from_count; i-- > 0;) {
        if (j->from[i].edge == LC_UNREACHED)
            continue;
        const lc_edge *edge = lc_graph_edge(j->graph, j->from[i].edge);
        useful_ends(j, i, &leave_from, &leave_to);
        if (leave_to != LC_UNREACHED)
            j->steps[--j->step_start[edge->to]] = (doorstep){(uint32_t)i, leave_to};
        if (leave_from != LC_UNREACHED)
            j->steps[--j->step_start[edge->from]] = (doorstep){(uint32_t)i, leave_from};
    }
    return LC_OK;
}

static lc_status index_owners(lc_ctx *ctx, job *j, const uint32_t *owner, size_t to_count)
{
    j->first = lc_alloc(ctx, j->owner_count + 1, sizeof *j->first);
    if (j->first == NULL)
        return LC_MEMORY;
    for (size_t k = 0; k < to_count; k++) {
        assert(owner[k] < j->owner_count && (k == 0 || owner[k - 1] <= owner[k]));
        j->first[owner[k] + 1]++;
    }
    for (size_t o = 1; o <= j->owner_count; o++)
        j->first[o] += j->first[o - 1];
    return LC_OK;
}

static lc_status job_init(lc_ctx *ctx, job *j, const uint32_t *owner, size_t to_count)
{
    lc_status status = index_owners(ctx, j, owner, to_count);
    if (status == LC_OK)
        status = index_doorsteps(ctx, j);
    if (status == LC_OK)
        status = lc_by_edge_init(ctx, &j->by_edge, j->graph, j->from, j->from_count);
    return status;
}

static void job_clear(job *j)
{
    free(j->first);
    free(j->step_start);
    free(j->steps);
    lc_by_edge_clear(&j->by_edge);
}

static lc_status worker_init(lc_ctx *ctx, worker *w, const job *j)
{
    lc_status status = lc_search_init(ctx, &w->search, j->graph, j->limit_mm);
    if (status != LC_OK)
        return status;
    w->mark_low = SIZE_MAX;
    w->cost_mm = lc_alloc(ctx, j->from_count, sizeof *w->cost_mm);
    w->marks = lc_alloc(ctx, j->from_count / 64 + 1, sizeof *w->marks);
    if (w->cost_mm == NULL || w->marks == NULL)
        return LC_MEMORY;
    memset(w->cost_mm, 0xff, j->from_count * sizeof *w->cost_mm);
    return LC_OK;
}

static void worker_clear(worker *w)
{
    lc_search_clear(&w->search);
    free(w->cost_mm);
    free(w->marks);
    free(w->rows);
}

static inline void reach(worker *w, uint32_t from, uint32_t cost_mm)
{
    if (cost_mm >= w->cost_mm[from])
        return;
    w->cost_mm[from] = cost_mm;
    size_t word = from / 64;
    w->marks[word] |= (uint64_t)1 << from % 64;
    if (word < w->mark_low)
        w->mark_low = word;
    if (word >= w->mark_high)
        w->mark_high = word + 1;
}

/* Those who pass a node on their way, and those who live on the facility's own street piece. */
static void reach_demand(worker *w, const job *j, size_t owner)
{
    for (uint32_t i = 0; i < w->search.reached_count; i++) {
        uint32_t node = w->search.reached[i], cost_mm = w->search.cost_mm[node];
        uint32_t left_mm = j->limit_mm - cost_mm;
        for (uint32_t s = j->step_start[node]; s < j->step_start[node + 1]; s++)
            if (j->steps[s].cost_mm <= left_mm)
                reach(w, j->steps[s].from, cost_mm + j->steps[s].cost_mm);
    }
    for (size_t k = j->first[owner]; k < j->first[owner + 1]; k++) {
        uint32_t edge = j->to[k].edge;
        if (edge == LC_UNREACHED)
            continue;
        for (uint32_t i = j->by_edge.start[edge]; i < j->by_edge.start[edge + 1]; i++) {
            uint32_t from = j->by_edge.items[i];
            uint32_t cost_mm = lc_graph_direct(j->graph, &j->from[from], &j->to[k]);
            if (cost_mm <= j->limit_mm)
                reach(w, from, cost_mm);
        }
    }
}

static bool push_row(worker *w, uint32_t from)
{
    if (w->row_count == w->row_capacity) {
        size_t capacity = w->row_capacity > 0 ? w->row_capacity * 2 : 4096;
        lc_reached *rows = realloc(w->rows, capacity * sizeof *rows);
        if (rows == NULL)
            return false;
        w->rows = rows;
        w->row_capacity = capacity;
    }
    w->rows[w->row_count++] = (lc_reached){from, w->cost_mm[from]};
    w->cost_mm[from] = LC_UNREACHED;
    return true;
}

/* Turns the marks into rows, by rising demand place, and leaves none behind. */
static void collect(worker *w)
{
    for (size_t word = w->mark_low; word < w->mark_high; word++) {
        for (uint64_t bits = w->marks[word]; bits != 0; bits &= bits - 1)
            if (!push_row(w, (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(bits)))
                w->failed = true;
        w->marks[word] = 0;
    }
    w->mark_low = SIZE_MAX;
    w->mark_high = 0;
}

static void serve(worker *w, uint32_t number, const job *j, size_t owner, slot *out)
{
    *out = (slot){number, w->row_count, 0};
    for (size_t k = j->first[owner]; k < j->first[owner + 1]; k++)
        if (j->to[k].edge != LC_UNREACHED)
            lc_search_seed(&w->search, j->graph, &j->to[k]);
    lc_search_run(&w->search, j->graph);
    reach_demand(w, j, owner);
    lc_search_reset(&w->search);
    collect(w);
    out->count = w->row_count - out->first;
    w->failed = w->failed || w->search.queue.failed;
}

/* Owners go to whichever worker is free; where their rows come to lie does not matter, for they are
 * packed by owner afterwards. */
static lc_status serve_all(lc_ctx *ctx, const job *j, worker *workers, int worker_count,
                           slot *slots)
{
    atomic_bool stop = false;
    lc_status status = LC_OK; /* written by the calling thread alone, the only one to tick */
#pragma omp parallel for schedule(dynamic, 4) num_threads(worker_count)
    for (size_t o = 0; o < j->owner_count; o++) {
        if (atomic_load_explicit(&stop, memory_order_relaxed))
            continue;
        int number = omp_get_thread_num();
        serve(&workers[number], (uint32_t)number, j, o, &slots[o]);
        if (number == 0)
            status = lc_tick(ctx, 0, 0);
        if (workers[number].failed || lc_cancelled(ctx))
            atomic_store_explicit(&stop, true, memory_order_relaxed);
    }
    for (int i = 0; i < worker_count; i++)
        if (status == LC_OK && workers[i].failed)
            status = lc_fail_memory(ctx);
    /* Other threads may have seen the wish to stop when the calling one had no owner left. */
    return status == LC_OK && atomic_load(&stop) ? lc_tick(ctx, 0, 0) : status;
}

static lc_status pack(lc_ctx *ctx, const worker *workers, const slot *slots, size_t owner_count,
                      lc_catchments *out)
{
    size_t total = 0;
    out->start = lc_alloc(ctx, owner_count + 1, sizeof *out->start);
    if (out->start == NULL)
        return LC_MEMORY;
    for (size_t o = 0; o < owner_count; o++) {
        out->start[o] = total;
        total += slots[o].count;
    }
    out->start[owner_count] = out->row_count = total;
    out->rows = lc_alloc(ctx, total, sizeof *out->rows);
    if (out->rows == NULL)
        return LC_MEMORY;
    for (size_t o = 0; o < owner_count; o++)
        if (slots[o].count > 0)
            memcpy(out->rows + out->start[o], workers[slots[o].worker].rows + slots[o].first,
                   slots[o].count * sizeof *out->rows);
    return LC_OK;
}

lc_status lc_graph_catchments(lc_ctx *ctx, const lc_graph *graph, const lc_join *from,
                              size_t from_count, const lc_join *to, const uint32_t *owner,
                              size_t to_count, size_t owner_count, uint32_t limit_mm,
                              lc_catchments *out)
{
    *out = (lc_catchments){0};
    job j = {.graph = graph,
             .from = from,
             .to = to,
             .from_count = from_count,
             .owner_count = owner_count,
             .limit_mm = limit_mm < LC_UNREACHED ? limit_mm : LC_UNREACHED - 1};
    int worker_count = lc_ctx_threads(ctx);
    if ((size_t)worker_count > owner_count)
        worker_count = owner_count > 0 ? (int)owner_count : 1;
    slot *slots = lc_alloc(ctx, owner_count, sizeof *slots);
    worker *workers = lc_alloc(ctx, (size_t)worker_count, sizeof *workers);
    lc_status status =
        slots != NULL && workers != NULL ? job_init(ctx, &j, owner, to_count) : LC_MEMORY;
    for (int i = 0; status == LC_OK && i < worker_count; i++)
        status = worker_init(ctx, &workers[i], &j);
    if (status == LC_OK)
        status = serve_all(ctx, &j, workers, worker_count, slots);
    if (status == LC_OK)
        status = pack(ctx, workers, slots, owner_count, out);
    if (status != LC_OK)
        lc_catchments_clear(out);
    for (int i = 0; workers != NULL && i < worker_count; i++)
        worker_clear(&workers[i]);
    free(workers);
    free(slots);
    job_clear(&j);
    return status;
}

void lc_catchments_clear(lc_catchments *catchments)
{
    free(catchments->start);
    free(catchments->rows);
    *catchments = (lc_catchments){0};
}
