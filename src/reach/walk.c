/* Walking along the streets with one profile. */
#include <math.h>
#include <stdlib.h>

#include "reach/internal.h"

/* What a piece costs to walk: its length, longer by the profile's factor on steps. */
static uint32_t edge_cost_mm(const lc_reach_edge *edge, double steps_factor)
{
    if (!edge->steps)
        return edge->length_mm;
    double cost = round(edge->length_mm * steps_factor);
    return cost < LC_UNREACHED - 1 ? (uint32_t)cost : LC_UNREACHED - 1;
}

static lc_status build_graph(const lc_reach_model *model, double steps_factor, lc_graph **out)
{
    size_t count = model->edges.count;
    *out = NULL;
    lc_edge *edges = lc_alloc(model->ctx, count, sizeof *edges);
    if (edges == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const lc_reach_edge *e = lc_reach_edge_at(model, i);
        uint32_t cost = edge_cost_mm(e, steps_factor);
        edges[i] = (lc_edge){e->from, e->to, e->forward ? cost : LC_UNREACHED,
                             e->backward ? cost : LC_UNREACHED};
    }
    lc_status status = lc_graph_new(model->ctx, model->node_count, edges, (uint32_t)count, out);
    free(edges);
    return status;
}

/* The joins with their offsets in cost, half up. */
static lc_join *joins_in_cost(const lc_reach_model *model, const lc_array *places,
                              double steps_factor)
{
    lc_join *joins = lc_alloc(model->ctx, places->count, sizeof *joins);
    for (size_t i = 0; joins != NULL && i < places->count; i++) {
        joins[i] = ((const lc_reach_place *)lc_array_at(places, i))->join;
        if (joins[i].edge == LC_UNREACHED)
            continue;
        const lc_reach_edge *edge = lc_reach_edge_at(model, joins[i].edge);
        uint64_t cost = edge_cost_mm(edge, steps_factor), length = edge->length_mm;
        if (length > 0)
            joins[i].offset_mm = (uint32_t)((joins[i].offset_mm * cost + length / 2) / length);
    }
    return joins;
}

lc_status lc_reach_walk_init(const lc_reach_model *model, const lc_reach_measure *measure,
                             lc_reach_walk *walk)
{
    *walk = (lc_reach_walk){0};
    lc_join *demand = joins_in_cost(model, &model->demand, measure->steps_factor);
    walk->entrances = joins_in_cost(model, &model->entrances, measure->steps_factor);
    lc_status status = demand != NULL && walk->entrances != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK)
        status = build_graph(model, measure->steps_factor, &walk->graph);
    if (status == LC_OK)
        status = lc_graph_demand_new(model->ctx, walk->graph, demand, model->demand.count,
                                     &walk->demand);
    free(demand);
    return status;
}

void lc_reach_walk_clear(lc_reach_walk *walk)
{
    lc_graph_demand_free(walk->demand);
    lc_graph_free(walk->graph);
    free(walk->entrances);
    *walk = (lc_reach_walk){0};
}

/* The smallest limit that holds a cost. */
static uint32_t limit_of(const lc_reach_model *model, const lc_reach_measure *measure,
                         uint32_t cost_mm)
{
    for (uint32_t k = 0; k < model->limits.count; k++)
        if (cost_mm <= measure->limit_mm[k])
            return k;
    return LC_NO_LIMIT;
}

static lc_status write_nearest(const lc_reach_model *model, const lc_reach_walk *walk,
                               const lc_reach_measure *measure, const lc_reach_type *type,
                               lc_reach_rows *rows)
{
    uint32_t first, end;
    size_t count = model->demand.count;
    lc_status status = LC_MEMORY;
    lc_reach_type_entrances(model, type, &first, &end);
    uint32_t *cost_mm = lc_alloc(model->ctx, count, sizeof *cost_mm);
    uint32_t *which = lc_alloc(model->ctx, count, sizeof *which);
    if (cost_mm == NULL || which == NULL)
        goto done;
    status = lc_graph_demand_nearest(model->ctx, walk->demand, walk->entrances + first, end - first,
                                     measure->horizon_mm, cost_mm, which);
    for (size_t i = 0; status == LC_OK && i < count; i++)
        if (cost_mm[i] != LC_UNREACHED)
            status = lc_reach_rows_nearest(rows, model, measure, i,
                                           lc_reach_entrance_at(model, first + which[i])->id,
                                           cost_mm[i], limit_of(model, measure, cost_mm[i]));
done:
    free(cost_mm);
    free(which);
    return status;
}

/* Which facility of the type, from 0, each of its entrances belongs to. */
static uint32_t *owners(const lc_reach_model *model, const lc_reach_type *type, uint32_t first,
                        uint32_t end)
{
    uint32_t *owner = lc_alloc(model->ctx, end - first, sizeof *owner);
    for (uint32_t f = type->first; owner != NULL && f < type->end; f++) {
        const lc_reach_facility *facility = lc_reach_facility_at(model, f);
        for (uint32_t e = facility->first; e < facility->end; e++)
            owner[e - first] = f - type->first;
    }
    return owner;
}

/* counts[k * demand + i]: facilities within limit k of demand point i. */
static void count_up(const lc_reach_model *model, const lc_reach_measure *measure,
                     const lc_catchments *rows, uint32_t *counts)
{
    size_t demand = model->demand.count, limits = model->limits.count;
    for (size_t r = 0; r < rows->row_count; r++)
        for (size_t k = limits; k-- > 0 && rows->rows[r].cost_mm <= measure->limit_mm[k];)
            counts[k * demand + rows->rows[r].from]++;
}

static lc_status write_counts(const lc_reach_model *model, const lc_reach_walk *walk,
                              const lc_reach_measure *measure, const lc_reach_type *type,
                              lc_reach_rows *rows)
{
    uint32_t first, end;
    size_t demand = model->demand.count, limits = model->limits.count;
    lc_catchments reached = {0};
    lc_status status = LC_MEMORY;
    if (limits == 0)
        return LC_OK;
    lc_reach_type_entrances(model, type, &first, &end);
    uint32_t *owner = owners(model, type, first, end);
    uint32_t *counts = lc_alloc(model->ctx, limits * demand, sizeof *counts);
    if (owner == NULL || counts == NULL)
        goto done;
    status = lc_graph_demand_catchments(model->ctx, walk->demand, walk->entrances + first, owner,
                                        end - first, type->end - type->first,
                                        measure->limit_mm[limits - 1], &reached);
    if (status == LC_OK)
        count_up(model, measure, &reached, counts);
    for (uint32_t k = 0; status == LC_OK && k < limits; k++)
        status = lc_reach_rows_counts(rows, model, k, counts + k * demand);
done:
    lc_catchments_clear(&reached);
    free(owner);
    free(counts);
    return status;
}

lc_status lc_reach_walk_write(lc_reach_model *model, const lc_reach_walk *walk,
                              const lc_reach_measure *measure, lc_reach_rows *rows)
{
    lc_status status = LC_OK;
    for (size_t t = 0; status == LC_OK && t < model->types.count; t++) {
        const lc_reach_type *type = lc_reach_type_at(model, t);
        lc_reach_rows_begin(rows, measure, type);
        status = write_nearest(model, walk, measure, type, rows);
        if (status == LC_OK)
            status = write_counts(model, walk, measure, type, rows);
        model->done++;
    }
    return status;
}
