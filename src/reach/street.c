/* The graph of the streets as one profile walks them.
 *
 * A node where time is lost is taken apart: every piece ends at a port of its own, and from a port
 * one gets to the node at the price of the wait and back for nothing. Who passes pays once, whoever
 * begins or ends on a piece beside it pays nothing, and pieces stay as long as they are.
 *
 * Pieces that are walked only where a walk begins or ends are there twice, once for setting out and
 * once for arriving, and one may change from the first to the public streets and from those to the
 * second, never back:
 *
 *     setting out --> public --> arriving
 *
 * Facilities stand on the arriving copy. Homes stand on both and take the cheaper walk: from the
 * arriving copy lead the walks that never leave it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reach/internal.h"

/* What is built. */
typedef struct builder {
    const lc_reach_model *model;
    const lc_reach_measure *measure;
    lc_array edges; /* lc_edge */
    uint32_t node_count;
    uint32_t *wait_mm;          /* per node of the model */
    uint32_t *set_out, *arrive; /* per node of the model: its copies, LC_UNREACHED for none */
    uint32_t *arrival;          /* as in lc_reach_walk */
} builder;

/* Seconds lost, in millimetres of level walking. */
static double lost_mm(const lc_reach_measure *measure, double wait_s, bool crossing, bool elevator)
{
    double all_s =
        wait_s + (crossing ? measure->crossing_s : 0) + (elevator ? measure->elevator_s : 0);
    return all_s * measure->speed_mps * 1000;
}

/* Rounded half up, once; what is too long for any walk stays below "closed". */
static uint32_t whole_mm(double mm)
{
    double rounded = floor(mm + 0.5);
    return rounded < LC_UNREACHED - 1 ? (uint32_t)rounded : LC_UNREACHED - 1;
}

/* Who rides does not walk: a ferry takes its own time. One whose time nobody knows is as long as it
 * is. */
static bool is_ride(const lc_reach_edge *e)
{
    return e->ferry && e->wait_s > 0;
}

/* What a piece costs in one direction: its length, made longer by steps or by the climb (steps have
 * theirs in their factor), and the time lost on it; on a ferry that time alone. */
static uint32_t cost_mm(const lc_reach_measure *m, const lc_reach_edge *e, bool open, double slope)
{
    if (!open || (e->steps && m->step_free))
        return LC_UNREACHED;
    double factor = is_ride(e) ? 0 : e->steps ? m->steps_factor : m->slope ? slope : 1;
    return whole_mm(e->length_mm * factor + lost_mm(m, e->wait_s, e->crossing, e->elevator));
}

static lc_status add_edge(builder *b, lc_edge edge)
{
    lc_edge *item = lc_array_push(b->model->ctx, &b->edges);
    if (item == NULL)
        return LC_MEMORY;
    *item = edge;
    return LC_OK;
}

static bool is_private(const builder *b, size_t piece)
{
    return lc_reach_edge_at(b->model, piece)->ends_only;
}

/* Where a piece that is walked on one of the copies ends: at the node's copy itself, or where time
 * is lost at a port. Ports are joined up once all pieces are there: see join_ports. */
static uint32_t end_of(builder *b, uint32_t node)
{
    return b->wait_mm[node] == 0 ? LC_UNREACHED : b->node_count++;
}

/* One copy of a piece: `from` and `to` are the copies of its nodes. */
static lc_status add_piece(builder *b, size_t piece, uint32_t from, uint32_t to)
{
    const lc_reach_edge *e = lc_reach_edge_at(b->model, piece);
    uint32_t begin = end_of(b, e->from), end = end_of(b, e->to);
    return add_edge(b,
                    (lc_edge){begin != LC_UNREACHED ? begin : from, end != LC_UNREACHED ? end : to,
                              cost_mm(b->measure, e, e->forward, e->slope_forward),
                              cost_mm(b->measure, e, e->backward, e->slope_backward)});
}

static lc_status fill_waits(builder *b)
{
    b->wait_mm = lc_alloc(b->model->ctx, b->model->node_count, sizeof *b->wait_mm);
    for (size_t i = 0; b->wait_mm != NULL && i < b->model->stops.count; i++) {
        const lc_reach_stop *stop = lc_reach_stop_at(b->model, i);
        b->wait_mm[stop->node] =
            whole_mm(lost_mm(b->measure, stop->wait_s, stop->crossing, stop->elevator));
    }
    return b->wait_mm != NULL ? LC_OK : LC_MEMORY;
}

/* Copies of the nodes at which private pieces end. */
static lc_status fill_copies(builder *b)
{
    size_t size = b->model->node_count * sizeof(uint32_t);
    b->set_out = lc_alloc(b->model->ctx, b->model->node_count, sizeof *b->set_out);
    b->arrive = lc_alloc(b->model->ctx, b->model->node_count, sizeof *b->arrive);
    b->arrival = lc_alloc(b->model->ctx, b->model->edges.count, sizeof *b->arrival);
    if (b->set_out == NULL || b->arrive == NULL || b->arrival == NULL)
        return LC_MEMORY;
    memset(b->set_out, 0xff, size);
    memset(b->arrive, 0xff, size);
    memset(b->arrival, 0xff, b->model->edges.count * sizeof *b->arrival);
    for (size_t i = 0; i < b->model->edges.count; i++) {
        const lc_reach_edge *e = lc_reach_edge_at(b->model, i);
        const uint32_t nodes[] = {e->from, e->to};
        for (int k = 0; k < 2 && e->ends_only; k++) {
            if (b->set_out[nodes[k]] != LC_UNREACHED)
                continue;
            b->set_out[nodes[k]] = b->node_count++;
            b->arrive[nodes[k]] = b->node_count++;
        }
    }
    return LC_OK;
}

/* Pieces, in their order; then those on which one arrives. */
static lc_status add_pieces(builder *b)
{
    lc_status status = LC_OK;
    size_t pieces = b->model->edges.count;
    for (size_t i = 0; status == LC_OK && i < pieces; i++) {
        const lc_reach_edge *e = lc_reach_edge_at(b->model, i);
        bool private = is_private(b, i);
        status = add_piece(b, i, private ? b->set_out[e->from] : e->from,
                           private ? b->set_out[e->to] : e->to);
    }
    for (size_t i = 0; status == LC_OK && i < pieces; i++) {
        const lc_reach_edge *e = lc_reach_edge_at(b->model, i);
        if (!is_private(b, i))
            continue;
        b->arrival[i] = (uint32_t)b->edges.count;
        status = add_piece(b, i, b->arrive[e->from], b->arrive[e->to]);
    }
    return status;
}

/* From the port at which an edge ends to the copy of its node, and back. */
static lc_status join_port(builder *b, uint32_t port, uint32_t node, uint32_t copy)
{
    if (b->wait_mm[node] == 0)
        return LC_OK;
    return add_edge(b, (lc_edge){port, copy, b->wait_mm[node], 0});
}

static lc_status join_ports(builder *b, size_t piece, size_t edge, const uint32_t *copies)
{
    const lc_reach_edge *e = lc_reach_edge_at(b->model, piece);
    const lc_edge ends = *(const lc_edge *)lc_array_at(&b->edges, edge);
    lc_status status = join_port(b, ends.from, e->from, copies != NULL ? copies[e->from] : e->from);
    if (status == LC_OK)
        status = join_port(b, ends.to, e->to, copies != NULL ? copies[e->to] : e->to);
    return status;
}

static lc_status join_up(builder *b)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < b->model->edges.count; i++) {
        status = join_ports(b, i, i, is_private(b, i) ? b->set_out : NULL);
        if (status == LC_OK && is_private(b, i))
            status = join_ports(b, i, b->arrival[i], b->arrive);
    }
    for (uint32_t v = 0; status == LC_OK && v < b->model->node_count; v++) {
        if (b->set_out[v] == LC_UNREACHED)
            continue;
        status = add_edge(b, (lc_edge){b->set_out[v], v, 0, LC_UNREACHED});
        if (status == LC_OK)
            status = add_edge(b, (lc_edge){v, b->arrive[v], 0, LC_UNREACHED});
    }
    return status;
}

static lc_status build(builder *b, lc_reach_walk *walk)
{
    lc_array_init(&b->edges, sizeof(lc_edge));
    b->node_count = b->model->node_count;
    lc_status status = fill_waits(b);
    if (status == LC_OK)
        status = fill_copies(b);
    if (status == LC_OK)
        status = add_pieces(b);
    if (status == LC_OK)
        status = join_up(b);
    if (status == LC_OK)
        status = lc_graph_new(b->model->ctx, b->node_count, b->edges.items,
                              (uint32_t)b->edges.count, &walk->graph);
    walk->arrival = b->arrival;
    lc_array_clear(&b->edges);
    free(b->wait_mm);
    free(b->set_out);
    free(b->arrive);
    return status;
}

uint32_t lc_reach_wait_mm(const lc_reach_measure *m, const lc_reach_edge *e)
{
    if (is_ride(e))
        return 0;
    return whole_mm(lost_mm(m, e->wait_s, e->crossing, e->elevator));
}

/* A join with its offset in cost, half up. On a piece that is closed both ways only its ends are
 * on the streets. */
static lc_join join_in_cost(const lc_reach_model *model, const lc_reach_walk *walk, lc_join join)
{
    if (join.edge == LC_UNREACHED)
        return join;
    const lc_edge *edge = lc_graph_edge(walk->graph, join.edge);
    uint64_t length = lc_reach_edge_at(model, join.edge)->length_mm;
    uint64_t whole = edge->forward_mm != LC_UNREACHED ? edge->forward_mm : edge->backward_mm;
    if (whole == LC_UNREACHED && join.offset_mm > 0 && join.offset_mm < length)
        return (lc_join){LC_UNREACHED, 0, 0};
    if (length > 0)
        join.offset_mm = (uint32_t)((join.offset_mm * whole + length / 2) / length);
    return join;
}

static lc_join on_arrival(const lc_reach_walk *walk, lc_join join)
{
    if (join.edge != LC_UNREACHED && walk->arrival[join.edge] != LC_UNREACHED)
        join.edge = walk->arrival[join.edge];
    return join;
}

static bool stands_twice(const lc_reach_walk *walk, lc_join join)
{
    return join.edge != LC_UNREACHED && walk->arrival[join.edge] != LC_UNREACHED;
}

size_t lc_reach_stand(const lc_reach_model *model, const lc_reach_walk *walk, lc_join join,
                      lc_join places[2])
{
    places[0] = join_in_cost(model, walk, join);
    places[1] = on_arrival(walk, places[0]);
    return stands_twice(walk, places[0]) ? 2 : 1;
}

static lc_status place_demand(const lc_reach_model *model, lc_reach_walk *walk)
{
    size_t count = model->demand.count, again = 0;
    for (size_t i = 0; i < count; i++)
        again += stands_twice(walk, lc_reach_demand_at(model, i)->join);
    lc_join *joins = lc_alloc(model->ctx, count + again, sizeof *joins);
    walk->again = lc_alloc(model->ctx, again, sizeof *walk->again);
    lc_status status = joins != NULL && walk->again != NULL ? LC_OK : LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < count; i++) {
        lc_join places[2];
        size_t stands = lc_reach_stand(model, walk, lc_reach_demand_at(model, i)->join, places);
        joins[i] = places[0];
        if (stands < 2)
            continue;
        joins[count + walk->again_count] = places[1];
        walk->again[walk->again_count++] = (uint32_t)i;
    }
    /* Homes on a piece that is closed both ways stand nowhere, not twice. */
    if (status == LC_OK)
        status = lc_graph_demand_new(model->ctx, walk->graph, joins, count + walk->again_count,
                                     &walk->demand);
    free(joins);
    return status;
}

static lc_status place_entrances(const lc_reach_model *model, lc_reach_walk *walk)
{
    size_t count = model->entrances.count;
    walk->entrances = lc_alloc(model->ctx, count, sizeof *walk->entrances);
    for (size_t i = 0; walk->entrances != NULL && i < count; i++)
        walk->entrances[i] =
            on_arrival(walk, join_in_cost(model, walk, lc_reach_entrance_at(model, i)->join));
    return walk->entrances != NULL ? LC_OK : LC_MEMORY;
}

lc_status lc_reach_walk_init(const lc_reach_model *model, const lc_reach_measure *measure,
                             lc_reach_walk *walk)
{
    builder b = {.model = model, .measure = measure};
    *walk = (lc_reach_walk){0};
    lc_status status = build(&b, walk);
    if (status == LC_OK)
        status = place_demand(model, walk);
    return status == LC_OK ? place_entrances(model, walk) : status;
}

void lc_reach_walk_clear(lc_reach_walk *walk)
{
    lc_graph_demand_free(walk->demand);
    lc_graph_free(walk->graph);
    free(walk->arrival);
    free(walk->again);
    free(walk->entrances);
    *walk = (lc_reach_walk){0};
}
