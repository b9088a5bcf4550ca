/* Searching along the streets as one profile walks them. */
#include <stdlib.h>

#include "reach/internal.h"

/* The smallest limit that holds a cost, from 1. */
static uint32_t limit_of(const lc_reach_model *model, const lc_reach_measure *measure,
                         uint32_t cost_mm)
{
    uint32_t k = 0;
    while (k < model->limits.count && cost_mm > measure->limit_mm[k])
        k++;
    return k + 1;
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

/* Who stands in two places has the better of both. */
static void take_better(const lc_reach_walk *walk, size_t demand, uint32_t *cost_mm,
                        uint32_t *which)
{
    for (size_t k = 0; k < walk->again_count; k++) {
        uint32_t first = walk->again[k];
        size_t second = demand + k;
        if (cost_mm[second] < cost_mm[first] ||
            (cost_mm[second] == cost_mm[first] && which[second] < which[first])) {
            cost_mm[first] = cost_mm[second];
            which[first] = which[second];
        }
    }
}

/* One search from all entrances of the type at once. */
static lc_status search_nearest(const lc_reach_model *model, const lc_reach_walk *walk,
                                const lc_reach_measure *measure, const lc_reach_type *type,
                                lc_reach_nearest *nearest)
{
    uint32_t first, end;
    size_t demand = model->demand.count, count = demand + walk->again_count;
    lc_status status = LC_MEMORY;
    lc_reach_type_entrances(model, type, &first, &end);
    uint32_t *owner = owners(model, type, first, end);
    uint32_t *cost_mm = lc_alloc(model->ctx, count, sizeof *cost_mm);
    uint32_t *which = lc_alloc(model->ctx, count, sizeof *which);
    if (owner != NULL && cost_mm != NULL && which != NULL)
        status = lc_graph_demand_nearest(model->ctx, walk->demand, walk->entrances + first,
                                         end - first, measure->horizon_mm, cost_mm, which);
    if (status == LC_OK)
        take_better(walk, demand, cost_mm, which);
    for (size_t i = 0; status == LC_OK && i < demand; i++) {
        if (cost_mm[i] == LC_UNREACHED)
            continue;
        nearest->cost_mm[i] = cost_mm[i];
        nearest->rank[i] = owner[which[i]];
        nearest->limit[i] = limit_of(model, measure, cost_mm[i]);
    }
    free(owner);
    free(cost_mm);
    free(which);
    return status;
}

static lc_status find_nearest(const lc_reach_model *model, const lc_reach_walk *walk,
                              const lc_reach_measure *measure, const lc_reach_type *type)
{
    lc_reach_nearest nearest;
    lc_status status = lc_reach_nearest_init(model, &nearest);
    if (status == LC_OK)
        status = search_nearest(model, walk, measure, type, &nearest);
    if (status == LC_OK)
        status = lc_reach_write_nearest(model, measure, type, &nearest);
    lc_reach_nearest_clear(&nearest);
    return status;
}

/* The type at hand, and what is counted of it. */
typedef struct counting {
    const lc_reach_model *model;
    const lc_reach_walk *walk;
    const lc_reach_measure *measure;
    const lc_reach_type *type;
    const lc_reach_kept *kept;
    uint32_t *counts; /* counts[k * demand + i]: facilities within limit k of demand point i; NULL:
                         nothing is counted, catchments alone are kept */
    uint32_t *sought; /* facilities to search from; sought_count of them */
    size_t sought_count;
} counting;

const uint8_t *lc_reach_doors_of(const lc_reach_kept *kept, uint32_t facility, size_t *size)
{
    *size = (kept->door_start[facility + 1] - kept->door_start[facility]) * LC_REACH_DOOR_SIZE;
    return kept->doors + kept->door_start[facility] * LC_REACH_DOOR_SIZE;
}

static void count_up(counting *c, const uint32_t *points, const uint32_t *costs_mm, size_t count)
{
    size_t demand = c->model->demand.count, limits = c->model->limits.count;
    for (size_t r = 0; c->counts != NULL && r < count; r++)
        for (size_t k = limits; k-- > 0 && costs_mm[r] <= c->measure->limit_mm[k];)
            c->counts[k * demand + points[r]]++;
}

/* Counts the catchments that are kept, and notes the others. */
static lc_status count_kept(counting *c)
{
    lc_status status = LC_OK;
    for (uint32_t f = c->type->first; status == LC_OK && f < c->type->end; f++) {
        size_t size;
        bool found = false;
        lc_shelf_catchment catchment;
        const uint8_t *doors = lc_reach_doors_of(c->kept, f, &size);
        if (size == 0)
            continue;
        status = lc_shelf_find_catchment(c->kept->shelf, c->measure->id, doors, size, &catchment,
                                         &found);
        if (status == LC_OK && found)
            count_up(c, catchment.point, catchment.cost_mm, catchment.count);
        else if (status == LC_OK)
            c->sought[c->sought_count++] = f;
        lc_shelf_catchment_clear(&catchment);
    }
    return status;
}

/* The entrances of the facilities that are sought, and which of them each belongs to. */
static size_t list_entrances(const counting *c, lc_join *entrances, uint32_t *owner)
{
    size_t count = 0;
    for (size_t i = 0; i < c->sought_count; i++) {
        const lc_reach_facility *facility = lc_reach_facility_at(c->model, c->sought[i]);
        for (uint32_t e = facility->first; e < facility->end; e++, count++) {
            entrances[count] = c->walk->entrances[e];
            owner[count] = (uint32_t)i;
        }
    }
    return count;
}

/* Rows in the order of demand points, each once: those who stand in a second place come behind all
 * others and are put where they belong. */
static size_t in_order(const counting *c, const lc_reached *rows, size_t row_count,
                       uint32_t *points, uint32_t *costs_mm)
{
    size_t demand = c->model->demand.count, count = 0, a = 0, ordinary = row_count, b;
    while (ordinary > 0 && rows[ordinary - 1].from >= demand)
        ordinary--;
    for (b = ordinary; a < ordinary || b < row_count; count++) {
        uint32_t first = a < ordinary ? rows[a].from : UINT32_MAX;
        uint32_t second = b < row_count ? c->walk->again[rows[b].from - demand] : UINT32_MAX;
        uint32_t first_mm = first <= second ? rows[a++].cost_mm : UINT32_MAX;
        uint32_t second_mm = second <= first ? rows[b++].cost_mm : UINT32_MAX;
        points[count] = first < second ? first : second;
        costs_mm[count] = first_mm < second_mm ? first_mm : second_mm;
    }
    return count;
}

/* Counts and keeps what was searched. */
static lc_status take_catchments(counting *c, const lc_catchments *reached)
{
    size_t most = 0;
    lc_status status = LC_OK;
    for (size_t i = 0; i < c->sought_count; i++) {
        size_t count = reached->start[i + 1] - reached->start[i];
        most = count > most ? count : most;
    }
    uint32_t *points = lc_alloc(c->model->ctx, most, sizeof *points);
    uint32_t *costs_mm = lc_alloc(c->model->ctx, most, sizeof *costs_mm);
    if (points == NULL || costs_mm == NULL)
        status = LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < c->sought_count; i++) {
        const lc_reached *rows = reached->rows + reached->start[i];
        size_t size, count = reached->start[i + 1] - reached->start[i];
        const uint8_t *doors = lc_reach_doors_of(c->kept, c->sought[i], &size);
        count = in_order(c, rows, count, points, costs_mm);
        count_up(c, points, costs_mm, count);
        status = lc_shelf_put_catchment(c->model->store, c->measure->id, doors, size, points,
                                        costs_mm, count);
    }
    free(points);
    free(costs_mm);
    return status;
}

/* One search for each facility that is sought. */
static lc_status search(counting *c)
{
    const lc_reach_model *model = c->model;
    uint32_t first, end;
    lc_catchments reached = {0};
    lc_status status = LC_MEMORY;
    if (c->sought_count == 0)
        return LC_OK;
    lc_reach_type_entrances(model, c->type, &first, &end);
    lc_join *entrances = lc_alloc(model->ctx, end - first, sizeof *entrances);
    uint32_t *owner = lc_alloc(model->ctx, end - first, sizeof *owner);
    if (entrances != NULL && owner != NULL) {
        size_t count = list_entrances(c, entrances, owner);
        status = lc_graph_demand_catchments(
            model->ctx, c->walk->demand, entrances, owner, count, c->sought_count,
            c->measure->limit_mm[model->limits.count - 1], &reached);
    }
    if (status == LC_OK)
        status = take_catchments(c, &reached);
    lc_catchments_clear(&reached);
    free(entrances);
    free(owner);
    return status;
}

static lc_status find_counts(counting *c)
{
    const lc_reach_model *model = c->model;
    size_t demand = model->demand.count, limits = model->limits.count;
    lc_status status = LC_MEMORY;
    if (limits == 0)
        return LC_OK;
    c->counts = lc_alloc(model->ctx, limits * demand, sizeof *c->counts);
    c->sought = lc_alloc(model->ctx, c->type->end - c->type->first, sizeof *c->sought);
    if (c->counts != NULL && c->sought != NULL)
        status = count_kept(c);
    if (status == LC_OK)
        status = search(c);
    for (size_t k = 0; status == LC_OK && k < limits; k++)
        status = lc_reach_write_counts(model, c->measure, c->type, k, c->counts + k * demand);
    free(c->counts);
    free(c->sought);
    return status;
}

lc_status lc_reach_walk_type(const lc_reach_model *model, const lc_reach_walk *walk, size_t measure,
                             size_t type, lc_reach_kept *kept)
{
    counting c = {.model = model,
                  .walk = walk,
                  .measure = lc_reach_measure_at(model, measure),
                  .type = lc_reach_type_at(model, type),
                  .kept = kept};
    lc_status status = find_nearest(model, walk, c.measure, c.type);
    if (status == LC_OK)
        status = find_counts(&c);
    kept->types_searched[measure]++;
    kept->facilities_searched[measure] += (uint32_t)c.sought_count;
    return status;
}

lc_status lc_reach_walk_catchments(const lc_reach_model *model, const lc_reach_walk *walk,
                                   size_t measure, size_t type, const lc_reach_kept *kept,
                                   uint32_t *sought, size_t count)
{
    counting c = {.model = model,
                  .walk = walk,
                  .measure = lc_reach_measure_at(model, measure),
                  .type = lc_reach_type_at(model, type),
                  .kept = kept,
                  .sought = sought,
                  .sought_count = count};
    return search(&c);
}
