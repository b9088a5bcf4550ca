/* What of the last run still holds. Results hang on three things: on the facilities of their type,
 * in their order; on where those stand, which for streets is their joins; and on everything else,
 * the basis of the measure. Where a basis is the same, only types whose facilities changed are
 * looked at again, and of streets only facilities whose joins are new. */
#include <stdlib.h>
#include <string.h>

#include "reach/internal.h"

/* Counts up when results change for what is not among their inputs: a better search, other
 * rounding. */
static const char edition[] = "1";

/* --- the basis --- */

static void hash_number(lc_hash *hash, uint64_t number)
{
    lc_hash_bytes(hash, &number, sizeof number);
}

/* Where people are, for circles. */
static void hash_places(lc_hash *hash, const lc_reach_model *model)
{
    hash_number(hash, model->demand.count);
    for (size_t i = 0; i < model->demand.count; i++) {
        const lc_reach_place *place = lc_reach_demand_at(model, i);
        hash_number(hash, (uint64_t)place->id);
        lc_hash_bytes(hash, &place->at, sizeof place->at);
    }
}

/* Where people meet the streets, and the streets. */
static void hash_streets(lc_hash *hash, const lc_reach_model *model)
{
    hash_number(hash, model->demand.count);
    for (size_t i = 0; i < model->demand.count; i++) {
        const lc_reach_place *place = lc_reach_demand_at(model, i);
        hash_number(hash, (uint64_t)place->id);
        lc_hash_bytes(hash, &place->join, sizeof place->join);
    }
    hash_number(hash, model->node_count);
    hash_number(hash, model->edges.count);
    for (size_t i = 0; i < model->edges.count; i++) {
        const lc_reach_edge *e = lc_reach_edge_at(model, i);
        const uint32_t numbers[] = {e->from,     e->to,       e->length_mm, e->steps,
                                    e->forward,  e->backward, e->ends_only, e->crossing,
                                    e->elevator, e->ferry};
        const double factors[] = {e->wait_s, e->slope_forward, e->slope_backward};
        lc_hash_bytes(hash, numbers, sizeof numbers);
        lc_hash_bytes(hash, factors, sizeof factors);
    }
    for (size_t i = 0; i < model->stops.count; i++) {
        const lc_reach_stop *stop = lc_reach_stop_at(model, i);
        const uint32_t numbers[] = {stop->node, stop->crossing, stop->elevator};
        lc_hash_bytes(hash, numbers, sizeof numbers);
        lc_hash_bytes(hash, &stop->wait_s, sizeof stop->wait_s);
    }
}

static lc_status digest(const lc_reach_model *model,
                        void (*feed)(lc_hash *hash, const lc_reach_model *model), char hex[65])
{
    lc_hash *hash = lc_hash_new(model->ctx);
    if (hash == NULL)
        return LC_MEMORY;
    feed(hash, model);
    lc_hash_end(hash, hex);
    return LC_OK;
}

static lc_status basis_of(const lc_reach_model *model, const lc_reach_measure *measure,
                          const char *inputs, char hex[65])
{
    lc_hash *hash = lc_hash_new(model->ctx);
    if (hash == NULL)
        return LC_MEMORY;
    lc_hash_text(hash, edition);
    lc_hash_text(hash, inputs);
    lc_hash_number(hash, measure->is_network);
    lc_hash_number(hash, measure->speed_mps);
    const double ways[] = {measure->steps_factor, measure->crossing_s, measure->elevator_s,
                           measure->step_free, measure->slope};
    for (size_t i = 0; measure->is_network && i < sizeof ways / sizeof *ways; i++)
        lc_hash_number(hash, ways[i]);
    hash_number(hash, measure->horizon_mm);
    hash_number(hash, model->limits.count);
    for (size_t k = 0; k < model->limits.count; k++) {
        hash_number(hash, (uint64_t)lc_reach_limit_at(model, k)->id);
        hash_number(hash, measure->limit_mm[k]);
    }
    lc_hash_end(hash, hex);
    return LC_OK;
}

static lc_status fill_bases(const lc_reach_model *model, lc_reach_kept *kept)
{
    char circle[65], network[65];
    lc_status status = digest(model, hash_places, circle);
    if (status == LC_OK)
        status = digest(model, hash_streets, network);
    for (size_t i = 0; status == LC_OK && i < model->measures.count; i++) {
        const lc_reach_measure *measure = lc_reach_measure_at(model, i);
        status = basis_of(model, measure, measure->is_network ? network : circle, kept->basis[i]);
    }
    return status;
}

/* --- the facilities as they are --- */

static void save32(uint8_t *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(value >> 8 * i);
}

lc_status lc_reach_fill_doors(const lc_reach_model *model, lc_reach_kept *kept)
{
    size_t facilities = model->facilities.count, count = 0;
    kept->door_start = lc_alloc(model->ctx, facilities + 1, sizeof *kept->door_start);
    kept->doors = lc_alloc(model->ctx, model->entrances.count + 1, LC_REACH_DOOR_SIZE);
    if (kept->door_start == NULL || kept->doors == NULL)
        return LC_MEMORY;
    for (size_t f = 0; f < facilities; f++) {
        const lc_reach_facility *facility = lc_reach_facility_at(model, f);
        for (uint32_t e = facility->first; e < facility->end; e++) {
            lc_join join = lc_reach_entrance_at(model, e)->join;
            if (join.edge == LC_UNREACHED)
                continue;
            uint8_t *at = kept->doors + LC_REACH_DOOR_SIZE * count++;
            save32(at, join.edge);
            save32(at + 4, join.offset_mm);
            save32(at + 8, join.leg_mm);
        }
        kept->door_start[f + 1] = count;
    }
    return LC_OK;
}

void *lc_reach_places_of(const lc_reach_model *model, size_t number, size_t *size)
{
    const lc_reach_facility *facility = lc_reach_facility_at(model, number);
    size_t count = facility->end - facility->first;
    lc_lonlat *places = lc_alloc(model->ctx, count, sizeof *places);
    for (size_t i = 0; places != NULL && i < count; i++)
        places[i] = lc_reach_entrance_at(model, facility->first + i)->at;
    *size = count * sizeof *places;
    return places;
}

/* --- the facilities as they were --- */

static bool is_blob(lc_stmt *row, int column, const void *bytes, size_t size)
{
    size_t had = 0;
    const void *there = lc_stmt_blob(row, column, &had);
    return had == size && (size == 0 || memcmp(there, bytes, size) == 0);
}

static lc_status compare_facility(const lc_reach_model *model, lc_reach_kept *kept, size_t type,
                                  size_t facility, lc_stmt *row)
{
    size_t size = 0;
    void *places = lc_reach_places_of(model, facility, &size);
    if (places == NULL)
        return LC_MEMORY;
    const size_t *start = kept->door_start + facility;
    kept->type_places[type] &= is_blob(row, 0, places, size);
    kept->type_doors[type] &= is_blob(row, 1, kept->doors + start[0] * LC_REACH_DOOR_SIZE,
                                      (start[1] - start[0]) * LC_REACH_DOOR_SIZE);
    free(places);
    return LC_OK;
}

static lc_status compare_type(const lc_reach_model *model, lc_reach_kept *kept, size_t number,
                              lc_stmt *stmt)
{
    const lc_reach_type *type = lc_reach_type_at(model, number);
    bool row = false;
    lc_stmt_reset(stmt);
    lc_stmt_bind_int(stmt, ":type_id", type->id);
    kept->type_places[number] = kept->type_doors[number] = true;
    lc_status status = lc_stmt_step(stmt, &row);
    for (uint32_t f = type->first; status == LC_OK && f < type->end; f++) {
        if (!row) {
            kept->type_places[number] = kept->type_doors[number] = false;
            return LC_OK;
        }
        status = compare_facility(model, kept, number, f, stmt);
        if (status == LC_OK)
            status = lc_stmt_step(stmt, &row);
    }
    if (row)
        kept->type_places[number] = kept->type_doors[number] = false;
    return status;
}

static lc_status compare_types(const lc_reach_model *model, lc_reach_kept *kept)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(model->store, "reach/select_facilities_of_type", &stmt);
    for (size_t t = 0; status == LC_OK && t < model->types.count; t++)
        status = compare_type(model, kept, t, stmt);
    lc_stmt_free(stmt);
    return status;
}

static lc_status compare_measures(const lc_reach_model *model, lc_reach_kept *kept)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(model->store, "reach/select_basis", &stmt);
    for (size_t i = 0; status == LC_OK && i < model->measures.count; i++) {
        bool row = false;
        lc_stmt_reset(stmt);
        lc_stmt_bind_int(stmt, ":measure_id", lc_reach_measure_at(model, i)->id);
        status = lc_stmt_step(stmt, &row);
        if (status == LC_OK && row)
            kept->measure[i] = strcmp(lc_stmt_text(stmt, 0), kept->basis[i]) == 0;
    }
    lc_stmt_free(stmt);
    return status;
}

bool lc_reach_is_kept(const lc_reach_model *model, const lc_reach_kept *kept, size_t measure,
                      size_t type)
{
    bool is_network = lc_reach_measure_at(model, measure)->is_network;
    return kept->measure[measure] &&
           (is_network ? kept->type_doors[type] : kept->type_places[type]);
}

/* --- bringing the tables to what holds --- */

static bool is_kept_pair(const lc_reach_model *model, const lc_reach_kept *kept, int64_t measure_id,
                         int64_t type_id)
{
    for (size_t i = 0; i < model->measures.count; i++)
        for (size_t t = 0; t < model->types.count; t++)
            if (lc_reach_measure_at(model, i)->id == measure_id &&
                lc_reach_type_at(model, t)->id == type_id)
                return lc_reach_is_kept(model, kept, i, t);
    return false;
}

typedef struct pair {
    int64_t measure_id, type_id;
} pair;

static lc_status list_pairs(const lc_reach_model *model, lc_array *pairs)
{
    lc_stmt *stmt = NULL;
    bool row = true;
    lc_status status = lc_store_query(model->store, "reach/select_column_pairs", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        pair *p = lc_array_push(model->ctx, pairs);
        if (p == NULL)
            status = LC_MEMORY;
        else
            *p = (pair){lc_stmt_int(stmt, 0), lc_stmt_int(stmt, 1)};
    }
    lc_stmt_free(stmt);
    return status;
}

static lc_status delete_columns(const lc_reach_model *model, const lc_reach_kept *kept)
{
    lc_stmt *stmt = NULL;
    lc_array pairs;
    lc_array_init(&pairs, sizeof(pair));
    lc_status status = list_pairs(model, &pairs);
    if (status == LC_OK)
        status = lc_store_query(model->store, "reach/delete_columns", &stmt);
    for (size_t i = 0; status == LC_OK && i < pairs.count; i++) {
        const pair *p = lc_array_at(&pairs, i);
        if (is_kept_pair(model, kept, p->measure_id, p->type_id))
            continue;
        lc_stmt_bind_int(stmt, ":measure_id", p->measure_id);
        lc_stmt_bind_int(stmt, ":type_id", p->type_id);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    lc_array_clear(&pairs);
    return status;
}

static lc_status delete_catchments(const lc_reach_model *model, const lc_reach_kept *kept)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(model->store, "reach/delete_catchments", &stmt);
    for (size_t i = 0; status == LC_OK && i < model->measures.count; i++) {
        if (kept->measure[i])
            continue;
        lc_stmt_bind_int(stmt, ":measure_id", lc_reach_measure_at(model, i)->id);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

static lc_status put_demand(const lc_reach_model *model)
{
    size_t count = model->demand.count;
    lc_status status = LC_OK;
    uint32_t *ids = lc_alloc(model->ctx, count, sizeof *ids);
    if (ids == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < count; i++)
        ids[i] = (uint32_t)lc_reach_demand_at(model, i)->id;
    status = lc_shelf_put_demand(model->store, ids, count);
    free(ids);
    return status;
}

static lc_status put_facilities(const lc_reach_model *model, const lc_reach_kept *kept)
{
    lc_status status = lc_store_run(model->store, "reach/delete_facilities");
    for (size_t t = 0; status == LC_OK && t < model->types.count; t++) {
        const lc_reach_type *type = lc_reach_type_at(model, t);
        for (uint32_t f = type->first; status == LC_OK && f < type->end; f++) {
            const size_t *start = kept->door_start + f;
            lc_shelf_facility facility = {.facility_id = lc_reach_facility_at(model, f)->id,
                                          .type_id = type->id,
                                          .rank = f - type->first,
                                          .doors = kept->doors + start[0] * LC_REACH_DOOR_SIZE,
                                          .doors_size = (start[1] - start[0]) * LC_REACH_DOOR_SIZE};
            void *places = lc_reach_places_of(model, f, &facility.places_size);
            facility.places = places;
            status = places != NULL ? lc_shelf_put_facility(model->store, &facility) : LC_MEMORY;
            free(places);
        }
    }
    return status;
}

static lc_status alloc_kept(const lc_reach_model *model, lc_reach_kept *kept)
{
    size_t types = model->types.count, measures = model->measures.count;
    kept->type_places = lc_alloc(model->ctx, types, sizeof *kept->type_places);
    kept->type_doors = lc_alloc(model->ctx, types, sizeof *kept->type_doors);
    kept->measure = lc_alloc(model->ctx, measures, sizeof *kept->measure);
    kept->basis = lc_alloc(model->ctx, measures, sizeof *kept->basis);
    kept->types_searched = lc_alloc(model->ctx, measures, sizeof *kept->types_searched);
    kept->facilities_searched = lc_alloc(model->ctx, measures, sizeof *kept->facilities_searched);
    bool ok = kept->type_places != NULL && kept->type_doors != NULL && kept->measure != NULL &&
              kept->basis != NULL && kept->types_searched != NULL &&
              kept->facilities_searched != NULL;
    return ok ? LC_OK : LC_MEMORY;
}

lc_status lc_reach_keep(lc_reach_model *model, lc_reach_kept *kept)
{
    static lc_status (*const steps[])(const lc_reach_model *model, lc_reach_kept *kept) = {
        alloc_kept, fill_bases, lc_reach_fill_doors, compare_types, compare_measures};
    *kept = (lc_reach_kept){0};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof steps / sizeof *steps; i++)
        status = steps[i](model, kept);
    if (status == LC_OK)
        status = delete_columns(model, kept);
    if (status == LC_OK)
        status = delete_catchments(model, kept);
    if (status == LC_OK)
        status = put_demand(model);
    if (status == LC_OK)
        status = put_facilities(model, kept);
    return status == LC_OK ? lc_shelf_open(model->store, &kept->shelf) : status;
}

lc_status lc_reach_keep_basis(lc_reach_model *model, const lc_reach_kept *kept)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_run(model->store, "reach/delete_stray_catchments");
    if (status == LC_OK)
        status = lc_store_run(model->store, "reach/delete_bases");
    if (status == LC_OK)
        status = lc_store_query(model->store, "reach/insert_basis", &stmt);
    for (size_t i = 0; status == LC_OK && i < model->measures.count; i++) {
        lc_stmt_bind_int(stmt, ":measure_id", lc_reach_measure_at(model, i)->id);
        lc_stmt_bind_text(stmt, ":basis", kept->basis[i]);
        lc_stmt_bind_int(stmt, ":types_searched", kept->types_searched[i]);
        lc_stmt_bind_int(stmt, ":facilities_searched", kept->facilities_searched[i]);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

void lc_reach_kept_clear(lc_reach_kept *kept)
{
    lc_shelf_close(kept->shelf);
    free(kept->type_places);
    free(kept->type_doors);
    free(kept->measure);
    free(kept->doors);
    free(kept->door_start);
    free(kept->basis);
    free(kept->types_searched);
    free(kept->facilities_searched);
    *kept = (lc_reach_kept){0};
}
