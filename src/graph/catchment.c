/* Catchments of many facilities: one small bounded search each, shared out among threads. */
#include <omp.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "graph/internal.h"

/* Rows that a worker keeps room for from one call to the next. */
enum { ROWS_FIRST = 4096, ROWS_KEPT = 1 << 18 };

/* Owners that a worker takes at a time. */
enum { TURN = 4 };

/* What all workers read. */
typedef struct job {
    const lc_graph_demand *demand;
    const lc_join *to;
    size_t owner_count;
    size_t *first;  /* owner_count + 1 items: the owner's places are to[first[o]] .. to[first[o + 1]
                       - 1] */
    uint32_t *turn; /* owners in the order in which they are served */
} job;

/* Where a worker left an owner's rows. */
typedef struct slot {
    uint32_t worker;
    size_t first, count;
} slot;

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

static uint32_t near_owner(const void *user, size_t owner)
{
    const job *j = user;
    size_t first = j->first[owner];
    return first < j->first[owner + 1] ? lc_graph_near(j->demand->graph, &j->to[first])
                                       : LC_UNREACHED;
}

/* Neighbours are served one after the other: much of what the next one needs is still near. */
static lc_status take_turns(lc_ctx *ctx, job *j)
{
    j->turn = lc_alloc(ctx, j->owner_count, sizeof *j->turn);
    if (j->turn == NULL)
        return LC_MEMORY;
    return lc_graph_sweep(ctx, j->demand->graph, near_owner, j, j->owner_count, j->turn);
}

static void worker_free(lc_catchment_worker *w)
{
    if (w == NULL)
        return;
    lc_search_clear(&w->search);
    free(w->cost_mm);
    free(w->marks);
    free(w->marked_words);
    free(w->rows);
    free(w);
}

static lc_catchment_worker *worker_new(lc_ctx *ctx, size_t demand_count)
{
    size_t words = demand_count / 64 + 1;
    lc_catchment_worker *w = lc_alloc(ctx, 1, sizeof *w);
    if (w == NULL)
        return NULL;
    w->cost_mm = lc_alloc_large(ctx, demand_count, sizeof *w->cost_mm);
    w->marks = lc_alloc(ctx, words, sizeof *w->marks);
    w->marked_words = lc_alloc(ctx, words / 64 + 1, sizeof *w->marked_words);
    if (w->cost_mm == NULL || w->marks == NULL || w->marked_words == NULL) {
        worker_free(w);
        return NULL;
    }
    memset(w->cost_mm, 0xff, demand_count * sizeof *w->cost_mm);
    return w;
}

void lc_catchment_workers_free(lc_graph_demand *demand)
{
    for (int i = 0; i < demand->worker_count; i++)
        worker_free(demand->workers[i]);
    free(demand->workers);
    demand->workers = NULL;
    demand->worker_count = 0;
}

static lc_status add_workers(lc_ctx *ctx, lc_graph_demand *d, int count)
{
    if (count <= d->worker_count)
        return LC_OK;
    lc_catchment_worker **workers = lc_alloc(ctx, (size_t)count, sizeof(lc_catchment_worker *));
    if (workers == NULL)
        return LC_MEMORY;
    for (int i = 0; i < d->worker_count; i++)
        workers[i] = d->workers[i];
    free(d->workers);
    d->workers = workers;
    while (d->worker_count < count) {
        lc_catchment_worker *worker = worker_new(ctx, d->count);
        if (worker == NULL)
            return LC_MEMORY;
        workers[d->worker_count++] = worker;
    }
    return LC_OK;
}

static lc_status ready_workers(lc_ctx *ctx, lc_graph_demand *d, int count, uint32_t limit_mm)
{
    lc_status status = add_workers(ctx, d, count);
    for (int i = 0; status == LC_OK && i < count; i++) {
        d->workers[i]->row_count = 0;
        d->workers[i]->failed = false;
        status = lc_search_ready(ctx, &d->workers[i]->search, d->graph, LC_NEARBY, limit_mm);
    }
    return status;
}

/* Marks a place even where it was reached at less before: nothing branches. */
static inline void reach(lc_catchment_worker *w, uint32_t from, uint32_t cost_mm)
{
    uint32_t known_mm = w->cost_mm[from];
    w->cost_mm[from] = cost_mm < known_mm ? cost_mm : known_mm;
    w->marks[from / 64] |= (uint64_t)1 << from % 64;
    w->marked_words[from / 4096] |= (uint64_t)1 << from / 64 % 64;
}

/* Those who pass a node on their way. Forgets the search by the way. */
static void reach_passing(lc_catchment_worker *w, const lc_graph_demand *d)
{
    lc_search *search = &w->search;
    for (uint32_t b = 0; b < search->bucket_count; b++) {
        lc_bucket *bucket = &search->buckets[b];
        for (uint32_t i = 0; i < bucket->count; i++) {
            uint32_t node = bucket->nodes[i];
            uint64_t label = search->label[node];
            if (label == search->idle)
                continue; /* lowered more than once, and seen already */
            search->label[node] = search->idle;
            uint32_t cost_mm = lc_label_cost(label), left_mm = search->limit_mm - cost_mm;
            for (uint32_t s = d->step_start[node]; s < d->step_start[node + 1]; s++)
                if (d->steps[s].cost_mm <= left_mm)
                    reach(w, d->steps[s].from, cost_mm + d->steps[s].cost_mm);
        }
        bucket->count = search->scanned[b] = 0;
    }
}

/* Those who live on the facility's own street piece. */
static void reach_along(lc_catchment_worker *w, const lc_graph_demand *d, const lc_join *to)
{
    if (to->edge == LC_UNREACHED)
        return;
    for (uint32_t k = d->edge_start[to->edge]; k < d->edge_start[to->edge + 1]; k++) {
        uint32_t from = d->on_edge[k];
        uint32_t cost_mm = lc_graph_direct(d->graph, &d->joins[from], to);
        if (cost_mm <= w->search.limit_mm)
            reach(w, from, cost_mm);
    }
}

static bool make_room(lc_catchment_worker *w, size_t count)
{
    if (w->row_count + count <= w->row_capacity)
        return true;
    size_t capacity = w->row_capacity > 0 ? w->row_capacity * 2 : ROWS_FIRST;
    lc_reached *rows = realloc(w->rows, capacity * sizeof *rows);
    if (rows == NULL)
        return false;
    w->rows = rows;
    w->row_capacity = capacity;
    return true;
}

/* The rows of one word of marks. False when memory is out. */
static bool collect_word(lc_catchment_worker *w, size_t word)
{
    uint64_t bits = w->marks[word];
    bool room = make_room(w, 64);
    lc_reached *row = room ? w->rows + w->row_count : NULL;
    for (; bits != 0; bits &= bits - 1) {
        uint32_t from = (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(bits);
        if (room)
            *row++ = (lc_reached){from, w->cost_mm[from]};
        w->cost_mm[from] = LC_UNREACHED;
    }
    if (room)
        w->row_count = (size_t)(row - w->rows);
    w->marks[word] = 0;
    return room;
}

/* Turns the marks into rows, by rising demand place, and leaves none behind. */
static void collect(lc_catchment_worker *w, size_t demand_count)
{
    for (size_t i = 0; i <= demand_count / 4096; i++) {
        uint64_t words = w->marked_words[i];
        w->marked_words[i] = 0;
        for (; words != 0; words &= words - 1)
            if (!collect_word(w, i * 64 + (size_t)__builtin_ctzll(words)))
                w->failed = true;
    }
}

static void serve(const lc_ctx *ctx, lc_catchment_worker *w, uint32_t number, const job *j,
                  size_t owner, slot *out)
{
    *out = (slot){number, w->row_count, 0};
    for (size_t k = j->first[owner]; k < j->first[owner + 1]; k++)
        lc_search_seed(&w->search, &j->to[k], 0);
    lc_search_run(ctx, &w->search);
    reach_passing(w, j->demand);
    for (size_t k = j->first[owner]; k < j->first[owner + 1]; k++)
        reach_along(w, j->demand, &j->to[k]);
    collect(w, j->demand->count);
    out->count = w->row_count - out->first;
    w->failed = w->failed || w->search.failed;
}

/* Owners go to whichever worker is free; where their rows come to lie does not matter, for they are
 * packed by owner afterwards. */
static lc_status serve_all(lc_ctx *ctx, const job *j, int worker_count, slot *slots)
{
    atomic_bool stop = false;
    lc_catchment_worker **workers = j->demand->workers;
    lc_status status = LC_OK; /* written by the calling thread alone, the only one to tick */
#pragma omp parallel for schedule(dynamic, TURN) num_threads(worker_count)
    for (size_t i = 0; i < j->owner_count; i++) {
        if (atomic_load_explicit(&stop, memory_order_relaxed))
            continue;
        int number = omp_get_thread_num();
        uint32_t o = j->turn[i];
        serve(ctx, workers[number], (uint32_t)number, j, o, &slots[o]);
        if (number == 0)
            status = lc_tick(ctx, 0, 0);
        if (workers[number]->failed || lc_cancelled(ctx))
            atomic_store_explicit(&stop, true, memory_order_relaxed);
    }
    for (int i = 0; i < worker_count; i++)
        if (status == LC_OK && workers[i]->failed)
            status = lc_fail_memory(ctx);
    /* Other threads may have seen the wish to stop when the calling one had no owner left. */
    return status == LC_OK && atomic_load(&stop) ? lc_tick(ctx, 0, 0) : status;
}

static lc_status pack(lc_ctx *ctx, const job *j, int worker_count, const slot *slots,
                      lc_catchments *out)
{
    size_t total = 0;
    out->start = lc_alloc(ctx, j->owner_count + 1, sizeof *out->start);
    if (out->start == NULL)
        return LC_MEMORY;
    for (size_t o = 0; o < j->owner_count; o++) {
        out->start[o] = total;
        total += slots[o].count;
    }
    out->start[j->owner_count] = out->row_count = total;
    /* Not zeroed: every row is written below. */
    out->rows = malloc((total > 0 ? total : 1) * sizeof *out->rows);
    if (out->rows == NULL)
        return lc_fail_memory(ctx);
#pragma omp parallel for schedule(static) num_threads(worker_count)
    for (size_t o = 0; o < j->owner_count; o++)
        if (slots[o].count > 0)
            memcpy(out->rows + out->start[o],
                   j->demand->workers[slots[o].worker]->rows + slots[o].first,
                   slots[o].count * sizeof *out->rows);
    return LC_OK;
}

static void put_down_rows(const lc_graph_demand *d)
{
    for (int i = 0; i < d->worker_count; i++)
        if (d->workers[i]->row_capacity > ROWS_KEPT) {
            free(d->workers[i]->rows);
            d->workers[i]->rows = NULL;
            d->workers[i]->row_capacity = 0;
        }
}

lc_status lc_graph_demand_catchments(lc_ctx *ctx, lc_graph_demand *demand, const lc_join *to,
                                     const uint32_t *owner, size_t to_count, size_t owner_count,
                                     uint32_t limit_mm, lc_catchments *out)
{
    *out = (lc_catchments){0};
    job j = {.demand = demand, .to = to, .owner_count = owner_count};
    size_t turns = owner_count / TURN + 1;
    int worker_count = lc_ctx_threads(ctx);
    if ((size_t)worker_count > turns)
        worker_count = (int)turns;
    slot *slots = lc_alloc(ctx, owner_count, sizeof *slots);
    lc_status status = slots != NULL ? index_owners(ctx, &j, owner, to_count) : LC_MEMORY;
    if (status == LC_OK)
        status = take_turns(ctx, &j);
    if (status == LC_OK)
        status = ready_workers(ctx, demand, worker_count, limit_mm);
    if (status == LC_OK)
        status = serve_all(ctx, &j, worker_count, slots);
    if (status == LC_OK)
        status = pack(ctx, &j, worker_count, slots, out);
    if (status != LC_OK)
        lc_catchments_clear(out);
    put_down_rows(demand);
    free(slots);
    free(j.first);
    free(j.turn);
    return status;
}

lc_status lc_graph_catchments(lc_ctx *ctx, const lc_graph *graph, const lc_join *from,
                              size_t from_count, const lc_join *to, const uint32_t *owner,
                              size_t to_count, size_t owner_count, uint32_t limit_mm,
                              lc_catchments *out)
{
    lc_graph_demand *demand;
    *out = (lc_catchments){0};
    lc_status status = lc_graph_demand_new(ctx, graph, from, from_count, &demand);
    if (status == LC_OK)
        status = lc_graph_demand_catchments(ctx, demand, to, owner, to_count, owner_count, limit_mm,
                                            out);
    lc_graph_demand_free(demand);
    return status;
}

void lc_catchments_clear(lc_catchments *catchments)
{
    free(catchments->start);
    free(catchments->rows);
    *catchments = (lc_catchments){0};
}
