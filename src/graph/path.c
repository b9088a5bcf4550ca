/* The walk from one place to another, piece by piece. A label's lower half counts the pieces walked
 * from a node, so that the walk can be followed downhill even where pieces have no length; among
 * equal walks it is the one of fewest pieces, and of equal pieces the one with the lowest number.
 */
#include <stdlib.h>

#include "base/base.h"
#include "graph/internal.h"

/* How the walk begins. */
typedef enum beginning { ALONG, BY_FROM, BY_TO } beginning;

typedef struct walk {
    const lc_graph *graph;
    const lc_search *search;
    const lc_join *from, *to;
    uint32_t *next; /* per node: the edge to walk on by, LC_UNREACHED where there is none */
} walk;

static bool downhill(const lc_search *search, uint32_t tail, uint32_t head, uint32_t cost_mm)
{
    uint64_t label;
    if (cost_mm == LC_UNREACHED || search->label[tail] >= search->idle || tail == head)
        return false;
    return !__builtin_add_overflow(search->label[head] + 1, (uint64_t)cost_mm << 32, &label) &&
           label == search->label[tail];
}

static void find_next(walk *w)
{
    for (uint32_t v = 0; v < w->graph->node_count; v++)
        w->next[v] = LC_UNREACHED;
    for (uint32_t e = w->graph->edge_count; e-- > 0;) {
        const lc_edge *edge = &w->graph->edges[e];
        if (downhill(w->search, edge->from, edge->to, edge->forward_mm))
            w->next[edge->from] = e;
        if (downhill(w->search, edge->to, edge->from, edge->backward_mm))
            w->next[edge->to] = e;
    }
}

static uint64_t through(const lc_search *search, uint32_t node, uint32_t leave_mm)
{
    uint64_t label;
    if (leave_mm == LC_UNREACHED ||
        __builtin_add_overflow(search->label[node], (uint64_t)leave_mm << 32, &label))
        return search->idle;
    return label < search->idle ? label : search->idle;
}

/* The cheapest way to begin, along the common piece among equals; its label is idle when there is
 * none within the limit. */
static uint64_t begin(const walk *w, beginning *how)
{
    const lc_edge *edge = lc_graph_edge(w->graph, w->from->edge);
    lc_place_ends ends = lc_graph_place_ends(w->graph, w->from);
    uint64_t best = w->search->idle, by_from = through(w->search, edge->from, ends.leave_from);
    uint64_t by_to = through(w->search, edge->to, ends.leave_to);
    *how = ALONG;
    if (w->from->edge == w->to->edge)
        best = lc_label(lc_graph_direct(w->graph, w->from, w->to), 0);
    if (by_from < best) {
        best = by_from;
        *how = BY_FROM;
    }
    if (by_to < best) {
        best = by_to;
        *how = BY_TO;
    }
    return best < w->search->idle ? best : w->search->idle;
}

static uint32_t whole(const lc_edge *edge)
{
    return edge->forward_mm != LC_UNREACHED ? edge->forward_mm : edge->backward_mm;
}

static lc_status add(lc_ctx *ctx, lc_array *pieces, uint32_t edge, bool backward, uint32_t begin_mm,
                     uint32_t end_mm, uint32_t cost_mm)
{
    lc_path_piece *piece = lc_array_push(ctx, pieces);
    if (piece == NULL)
        return LC_MEMORY;
    *piece = (lc_path_piece){edge, begin_mm, end_mm, cost_mm, backward};
    return LC_OK;
}

/* From the place to the end of its piece where the walk goes on; nothing when it stands there. */
static lc_status add_first(lc_ctx *ctx, const walk *w, bool by_from, lc_array *pieces)
{
    const lc_edge *edge = lc_graph_edge(w->graph, w->from->edge);
    lc_place_ends ends = lc_graph_place_ends(w->graph, w->from);
    uint32_t end_mm = by_from ? 0 : whole(edge), leg_mm = w->from->leg_mm;
    if (w->from->offset_mm == end_mm)
        return LC_OK;
    return add(ctx, pieces, w->from->edge, by_from, w->from->offset_mm, end_mm,
               (by_from ? ends.leave_from : ends.leave_to) - leg_mm);
}

/* From the end of its piece that is `node` to the place. */
static lc_status add_last(lc_ctx *ctx, const walk *w, uint32_t node, lc_array *pieces)
{
    const lc_edge *edge = lc_graph_edge(w->graph, w->to->edge);
    lc_place_ends ends = lc_graph_place_ends(w->graph, w->to);
    uint32_t cost_mm = lc_label_cost(w->search->label[node]), leg_mm = w->to->leg_mm;
    bool by_from = edge->from == node && ends.enter_from == cost_mm;
    uint32_t begin_mm = by_from ? 0 : whole(edge);
    if (w->to->offset_mm == begin_mm)
        return LC_OK;
    return add(ctx, pieces, w->to->edge, !by_from, begin_mm, w->to->offset_mm, cost_mm - leg_mm);
}

/* Downhill from a node until nothing is left to walk but the last piece. */
static lc_status follow(lc_ctx *ctx, const walk *w, uint32_t node, lc_array *pieces)
{
    lc_status status = LC_OK;
    while (status == LC_OK && (uint32_t)w->search->label[node] > 0) {
        uint32_t e = w->next[node];
        const lc_edge *edge = lc_graph_edge(w->graph, e);
        bool backward =
            !(edge->from == node && downhill(w->search, edge->from, edge->to, edge->forward_mm));
        uint32_t length = whole(edge);
        status = backward ? add(ctx, pieces, e, true, length, 0, edge->backward_mm)
                          : add(ctx, pieces, e, false, 0, length, edge->forward_mm);
        node = backward ? edge->from : edge->to;
    }
    return status == LC_OK ? add_last(ctx, w, node, pieces) : status;
}

static lc_status write_down(lc_ctx *ctx, walk *w, lc_path *out)
{
    beginning how;
    lc_array pieces;
    uint64_t best = begin(w, &how);
    if (best == w->search->idle)
        return LC_OK;
    lc_array_init(&pieces, sizeof(lc_path_piece));
    lc_status status = LC_OK;
    if (how == ALONG) {
        uint32_t begin_mm = w->from->offset_mm, end_mm = w->to->offset_mm;
        if (begin_mm != end_mm)
            status = add(ctx, &pieces, w->from->edge, begin_mm > end_mm, begin_mm, end_mm,
                         lc_label_cost(best) - w->from->leg_mm - w->to->leg_mm);
    } else {
        const lc_edge *edge = lc_graph_edge(w->graph, w->from->edge);
        find_next(w);
        status = add_first(ctx, w, how == BY_FROM, &pieces);
        if (status == LC_OK)
            status = follow(ctx, w, how == BY_FROM ? edge->from : edge->to, &pieces);
    }
    if (status != LC_OK) {
        lc_array_clear(&pieces);
        return status;
    }
    *out = (lc_path){lc_label_cost(best), pieces.items, pieces.count};
    return LC_OK;
}

lc_status lc_graph_path(lc_ctx *ctx, const lc_graph *graph, const lc_join *from, const lc_join *to,
                        uint32_t limit_mm, lc_path *out)
{
    lc_search search = {0};
    walk w = {graph, &search, from, to, NULL};
    *out = (lc_path){.cost_mm = LC_UNREACHED};
    if (from->edge == LC_UNREACHED || to->edge == LC_UNREACHED)
        return LC_OK;
    lc_status status = lc_search_ready(ctx, &search, graph, LC_NEARBY, limit_mm);
    if (status != LC_OK)
        goto done;
    w.next = lc_alloc(ctx, graph->node_count, sizeof *w.next);
    if (w.next == NULL) {
        status = LC_MEMORY;
        goto done;
    }
    lc_search_seed(&search, to, 0);
    lc_search_run_counting(ctx, &search);
    if (search.failed)
        status = lc_fail_memory(ctx);
    else if (lc_cancelled(ctx))
        status = lc_tick(ctx, 0, 0);
    if (status == LC_OK)
        status = write_down(ctx, &w, out);
done:
    free(w.next);
    lc_search_clear(&search);
    return status;
}

void lc_path_clear(lc_path *path)
{
    free(path->pieces);
    *path = (lc_path){.cost_mm = LC_UNREACHED};
}
