/* One place's own reach. The numbers come from where the tables' come from: the model's limits and
 * entrances, the profile's graph and its joins. */
#include "reach/trace.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reach/internal.h"

struct lc_trace {
    lc_reach_model model;
    const lc_reach_measure *measure; /* the profile's: of either mode, its limits are the same */
    const lc_reach_measure *network; /* NULL: no walks */
    lc_reach_walk walk;
    uint32_t *piece_of; /* per edge of the walk's graph: its piece, LC_UNREACHED for none */
};

static const lc_reach_measure *find_measure(const lc_reach_model *model, int64_t id)
{
    for (size_t i = 0; id != 0 && i < model->measures.count; i++)
        if (lc_reach_measure_at(model, i)->id == id)
            return lc_reach_measure_at(model, i);
    return NULL;
}

static lc_status open_walk(lc_trace *trace)
{
    lc_status status = lc_reach_walk_init(&trace->model, trace->network, &trace->walk);
    if (status != LC_OK)
        return status;
    uint32_t edges = lc_graph_edge_count(trace->walk.graph);
    trace->piece_of = lc_alloc(trace->model.ctx, edges, sizeof *trace->piece_of);
    if (trace->piece_of == NULL)
        return LC_MEMORY;
    memset(trace->piece_of, 0xff, edges * sizeof *trace->piece_of);
    for (uint32_t i = 0; i < trace->model.edges.count; i++) {
        trace->piece_of[i] = i;
        if (trace->walk.arrival[i] != LC_UNREACHED)
            trace->piece_of[trace->walk.arrival[i]] = i;
    }
    return LC_OK;
}

lc_status lc_trace_open(lc_store *store, const lc_streets *streets, int64_t circle_measure,
                        int64_t network_measure, lc_trace **out)
{
    lc_ctx *ctx = lc_store_ctx(store);
    *out = NULL;
    lc_trace *trace = lc_alloc(ctx, 1, sizeof *trace);
    if (trace == NULL)
        return LC_MEMORY;
    lc_status status = lc_reach_model_load_places(store, streets, &trace->model);
    if (status == LC_OK) {
        trace->network = find_measure(&trace->model, network_measure);
        trace->measure =
            trace->network != NULL ? trace->network : find_measure(&trace->model, circle_measure);
        assert(trace->measure != NULL && "a profile has a measure");
    }
    if (status == LC_OK && trace->network != NULL)
        status = open_walk(trace);
    if (status == LC_OK)
        *out = trace;
    else
        lc_trace_close(trace);
    return status;
}

void lc_trace_close(lc_trace *trace)
{
    if (trace == NULL)
        return;
    free(trace->piece_of);
    lc_reach_walk_clear(&trace->walk);
    lc_reach_model_clear(&trace->model);
    free(trace);
}

size_t lc_trace_limit_count(const lc_trace *trace)
{
    return trace->model.limits.count;
}

double lc_trace_limit_min(const lc_trace *trace, size_t limit)
{
    return lc_reach_limit_at(&trace->model, limit)->limit_min;
}

uint32_t lc_trace_limit_mm(const lc_trace *trace, size_t limit)
{
    return trace->measure->limit_mm[limit];
}

/* NULL: no facility of the type counts. */
static const lc_reach_type *find_type(const lc_reach_model *model, int64_t id)
{
    for (size_t i = 0; i < model->types.count; i++)
        if (lc_reach_type_at(model, i)->id == id)
            return lc_reach_type_at(model, i);
    return NULL;
}

static double minutes(const lc_trace *trace, uint32_t cost_mm)
{
    return (double)cost_mm / 1000 / trace->measure->speed_mps / 60;
}

/* --- circle --- */

lc_status lc_trace_circle(const lc_trace *trace, int64_t type_id, lc_lonlat place,
                          lc_trace_end *end)
{
    const lc_reach_model *model = &trace->model;
    const lc_reach_type *type = find_type(model, type_id);
    double best_m = INFINITY;
    *end = (lc_trace_end){.limit = LC_TRACE_BEYOND};
    if (type == NULL)
        return LC_OK;
    uint32_t first, past;
    lc_reach_type_entrances(model, type, &first, &past);
    for (uint32_t e = first; e < past; e++) {
        const lc_reach_place *entrance = lc_reach_entrance_at(model, e);
        double m = lc_geodesic_distance_m(place, entrance->at);
        if (!(m < best_m))
            continue; /* entrances come by facility: the lowest of equals stays */
        best_m = m;
        *end = (lc_trace_end){
            .found = true, .facility_id = entrance->id, .entrance = e, .at = entrance->at};
    }
    if (!end->found)
        return LC_OK;
    double mm = fmin(round(best_m * 1000), LC_UNREACHED - 1);
    end->cost_mm = (uint32_t)mm;
    end->walk_min = minutes(trace, end->cost_mm);
    end->limit = 0;
    while (end->limit < model->limits.count && best_m > lc_trace_limit_mm(trace, end->limit) / 1e3)
        end->limit++;
    if (end->limit == model->limits.count)
        end->limit = LC_TRACE_BEYOND;
    return LC_OK;
}

/* --- walk --- */

static size_t limit_of(const lc_trace *trace, uint32_t cost_mm)
{
    for (size_t k = 0; k < trace->model.limits.count; k++)
        if (cost_mm <= trace->measure->limit_mm[k])
            return k;
    return LC_TRACE_BEYOND;
}

lc_status lc_trace_walk(const lc_trace *trace, int64_t type_id, const lc_join *place,
                        lc_trace_end *end)
{
    const lc_reach_model *model = &trace->model;
    const lc_reach_type *type = find_type(model, type_id);
    *end = (lc_trace_end){.limit = LC_TRACE_BEYOND};
    if (type == NULL || trace->network == NULL || place->edge == LC_UNREACHED)
        return LC_OK;
    uint32_t first, past, cost_mm[2], which[2];
    lc_join from[2];
    size_t stands = lc_reach_stand(model, &trace->walk, *place, from);
    lc_reach_type_entrances(model, type, &first, &past);
    lc_status status =
        lc_graph_nearest(model->ctx, trace->walk.graph, from, stands, trace->walk.entrances + first,
                         past - first, trace->network->horizon_mm, cost_mm, which);
    if (status != LC_OK)
        return status;
    bool second = stands == 2 &&
                  (cost_mm[1] < cost_mm[0] || (cost_mm[1] == cost_mm[0] && which[1] < which[0]));
    if (cost_mm[second] == LC_UNREACHED)
        return LC_OK;
    const lc_reach_place *entrance = lc_reach_entrance_at(model, first + which[second]);
    *end = (lc_trace_end){.found = true,
                          .facility_id = entrance->id,
                          .entrance = first + which[second],
                          .stand = second,
                          .at = entrance->at,
                          .cost_mm = cost_mm[second],
                          .walk_min = minutes(trace, cost_mm[second]),
                          .limit = limit_of(trace, cost_mm[second])};
    return LC_OK;
}

/* --- the way of a walk --- */

/* Both ends of a walk, in real lengths and in cost. */
typedef struct walk_ends {
    const lc_join *real[2], *cost[2];
} walk_ends;

/* A position on an edge in real length: an end of the edge, or where one of the two places stands.
 */
static uint32_t real_mm(const lc_trace *trace, const walk_ends *ends, uint32_t edge,
                        uint32_t cost_mm)
{
    const lc_edge *walked = lc_graph_edge(trace->walk.graph, edge);
    uint32_t whole_mm =
        walked->forward_mm != LC_UNREACHED ? walked->forward_mm : walked->backward_mm;
    for (int i = 0; i < 2; i++)
        if (ends->cost[i]->edge == edge && ends->cost[i]->offset_mm == cost_mm)
            return ends->real[i]->offset_mm;
    assert((cost_mm == 0 || cost_mm == whole_mm) && "a walk turns at nodes and at its ends alone");
    (void)whole_mm;
    return cost_mm == 0 ? 0 : lc_reach_edge_at(&trace->model, trace->piece_of[edge])->length_mm;
}

/* The share of a piece's lost time that falls on a part of it. */
static uint32_t wait_of(const lc_trace *trace, const lc_path_piece *part, uint32_t piece)
{
    const lc_edge *walked = lc_graph_edge(trace->walk.graph, part->edge);
    uint64_t whole_mm = part->backward ? walked->backward_mm : walked->forward_mm;
    uint64_t wait_mm = lc_reach_wait_mm(trace->network, lc_reach_edge_at(&trace->model, piece));
    return whole_mm > 0 ? (uint32_t)(part->cost_mm * wait_mm / whole_mm) : 0;
}

/* Ways between the copies of a node cost nothing; between a port and its node stands the wait. */
static bool is_wait(const lc_trace *trace, const lc_path_piece *part)
{
    return trace->piece_of[part->edge] == LC_UNREACHED && part->cost_mm > 0;
}

static lc_trace_step step_of(const lc_trace *trace, const walk_ends *ends,
                             const lc_path_piece *part)
{
    uint32_t piece = trace->piece_of[part->edge];
    return (lc_trace_step){.piece = piece,
                           .node = LC_UNREACHED,
                           .begin_mm = real_mm(trace, ends, part->edge, part->begin_mm),
                           .end_mm = real_mm(trace, ends, part->edge, part->end_mm),
                           .cost_mm = part->cost_mm,
                           .wait_mm = wait_of(trace, part, piece)};
}

/* The node at one end of a piece. */
static uint32_t node_at(const lc_trace *trace, uint32_t piece, uint32_t offset_mm)
{
    const lc_reach_edge *edge = lc_reach_edge_at(&trace->model, piece);
    return offset_mm == 0 ? edge->from : edge->to;
}

static lc_status take_steps(const lc_trace *trace, const walk_ends *ends, const lc_path *path,
                            lc_trace_way *way)
{
    /* A way begins on the piece of the place, or at the node at which that ends. */
    uint32_t node = node_at(trace, ends->real[0]->edge, ends->real[0]->offset_mm);
    way->steps = lc_alloc(trace->model.ctx, path->count, sizeof *way->steps);
    if (way->steps == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < path->count; i++) {
        const lc_path_piece *part = &path->pieces[i];
        if (is_wait(trace, part)) {
            way->steps[way->count++] = (lc_trace_step){.piece = LC_UNREACHED,
                                                       .node = node,
                                                       .cost_mm = part->cost_mm,
                                                       .wait_mm = part->cost_mm};
        } else if (trace->piece_of[part->edge] != LC_UNREACHED) {
            lc_trace_step step = step_of(trace, ends, part);
            node = node_at(trace, step.piece, step.end_mm);
            way->steps[way->count++] = step;
        }
    }
    return LC_OK;
}

lc_status lc_trace_way_find(const lc_trace *trace, const lc_join *place, const lc_trace_end *end,
                            lc_trace_way *way)
{
    const lc_reach_model *model = &trace->model;
    const lc_reach_place *entrance = lc_reach_entrance_at(model, end->entrance);
    lc_join from[2];
    (void)lc_reach_stand(model, &trace->walk, *place, from);
    const walk_ends ends = {{place, &entrance->join},
                            {&from[end->stand], &trace->walk.entrances[end->entrance]}};
    lc_path path = {0};
    *way = (lc_trace_way){.leg_mm = place->leg_mm, .last_leg_mm = entrance->join.leg_mm};
    lc_status status = lc_graph_path(model->ctx, trace->walk.graph, ends.cost[0], ends.cost[1],
                                     end->cost_mm, &path);
    if (status == LC_OK) {
        assert(path.cost_mm == end->cost_mm && "the way costs what the search said");
        status = take_steps(trace, &ends, &path, way);
    }
    lc_path_clear(&path);
    return status;
}

void lc_trace_way_clear(lc_trace_way *way)
{
    free(way->steps);
    *way = (lc_trace_way){0};
}
