/* Catchments that somebody wants beside those that reach keeps of itself: by circle, and of
 * facilities that count on other days than as_of. */
#include <stdlib.h>

#include "reach/internal.h"
#include "reach/reach.h"

typedef struct wanting {
    lc_reach_model model;
    lc_reach_kept kept;    /* doors alone */
    lc_reach_homes *homes; /* NULL until a circle measure needs them */
    uint32_t *sought;      /* facilities of one type, or of all, without a catchment */
    size_t sought_count;
} wanting;

/* --- whose --- */

static lc_status write_facility(wanting *w, lc_stmt *stmt, uint32_t facility)
{
    size_t places_size = 0, doors_size = 0;
    const uint8_t *doors = lc_reach_doors_of(&w->kept, facility, &doors_size);
    void *places = lc_reach_places_of(&w->model, facility, &places_size);
    if (places == NULL)
        return LC_MEMORY;
    lc_stmt_bind_int(stmt, ":facility_id", lc_reach_facility_at(&w->model, facility)->id);
    lc_stmt_bind_blob(stmt, ":places", places, places_size);
    lc_stmt_bind_blob(stmt, ":doors", doors, doors_size);
    free(places);
    return lc_stmt_run(stmt);
}

static lc_status write_facilities(wanting *w)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(w->model.store, "reach/insert_catchment_facility", &stmt);
    for (uint32_t f = 0; status == LC_OK && f < w->model.facilities.count; f++)
        status = write_facility(w, stmt, f);
    lc_stmt_free(stmt);
    return status;
}

/* --- what is not there yet --- */

static lc_status has(wanting *w, const lc_reach_measure *measure, uint32_t facility, bool *out)
{
    size_t size = 0;
    lc_store *store = w->model.store;
    if (measure->is_network) {
        const uint8_t *doors = lc_reach_doors_of(&w->kept, facility, &size);
        *out = size == 0; /* meets no street: there is nothing to search */
        return *out ? LC_OK : lc_shelf_has_catchment(store, measure->id, doors, size, out);
    }
    void *places = lc_reach_places_of(&w->model, facility, &size);
    lc_status status =
        places != NULL ? lc_shelf_has_catchment(store, measure->id, places, size, out) : LC_MEMORY;
    free(places);
    return status;
}

/* Lists those of [first, end) that lack their catchment. */
static lc_status seek(wanting *w, const lc_reach_measure *measure, uint32_t first, uint32_t end)
{
    lc_status status = LC_OK;
    w->sought_count = 0;
    for (uint32_t f = first; status == LC_OK && f < end; f++) {
        bool there = false;
        status = has(w, measure, f, &there);
        if (status == LC_OK && !there)
            w->sought[w->sought_count++] = f;
    }
    return status;
}

static lc_status circle(wanting *w, const lc_reach_measure *measure)
{
    lc_status status = seek(w, measure, 0, (uint32_t)w->model.facilities.count);
    if (status == LC_OK && w->sought_count > 0 && w->homes == NULL)
        status = lc_reach_homes_new(&w->model, &w->homes);
    if (status == LC_OK && w->sought_count > 0)
        status =
            lc_reach_circle_catchments(&w->model, w->homes, measure, w->sought, w->sought_count);
    return status;
}

static lc_status walk_types(wanting *w, size_t measure)
{
    lc_reach_walk walk;
    lc_status status =
        lc_reach_walk_init(&w->model, lc_reach_measure_at(&w->model, measure), &walk);
    for (size_t t = 0; status == LC_OK && t < w->model.types.count; t++) {
        const lc_reach_type *type = lc_reach_type_at(&w->model, t);
        status = seek(w, lc_reach_measure_at(&w->model, measure), type->first, type->end);
        if (status == LC_OK)
            status = lc_reach_walk_catchments(&w->model, &walk, measure, t, &w->kept, w->sought,
                                              w->sought_count);
        if (status == LC_OK)
            status = lc_tick(w->model.ctx, t, w->model.types.count);
    }
    lc_reach_walk_clear(&walk);
    return status;
}

/* The streets are made ready only where somebody is to be searched from. */
static lc_status network(wanting *w, size_t measure)
{
    lc_status status =
        seek(w, lc_reach_measure_at(&w->model, measure), 0, (uint32_t)w->model.facilities.count);
    return status == LC_OK && w->sought_count > 0 ? walk_types(w, measure) : status;
}

static lc_status search(wanting *w)
{
    lc_status status = LC_OK;
    w->sought = lc_alloc(w->model.ctx, w->model.facilities.count, sizeof *w->sought);
    if (w->sought == NULL)
        return LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < w->model.measures.count; i++) {
        const lc_reach_measure *measure = lc_reach_measure_at(&w->model, i);
        status = measure->is_network ? network(w, i) : circle(w, measure);
    }
    return status;
}

static lc_status fill(lc_store *store, const lc_streets *streets)
{
    wanting w = {0};
    lc_status status = lc_reach_model_load(store, streets, LC_REACH_WANTED, &w.model);
    if (status == LC_OK)
        status = lc_reach_fill_doors(&w.model, &w.kept);
    if (status == LC_OK)
        status = write_facilities(&w);
    if (status == LC_OK && w.model.limits.count > 0)
        status = search(&w);
    free(w.sought);
    lc_reach_homes_free(w.homes);
    lc_reach_kept_clear(&w.kept);
    lc_reach_model_clear(&w.model);
    return status;
}

lc_status lc_reach_catchments_run(lc_store *store, const lc_streets *streets)
{
    int64_t wanted = 0;
    lc_status status = lc_store_run(store, "reach/delete_catchment_facilities");
    bool forgets = lc_db_changes(lc_store_db(store)) > 0;
    if (status == LC_OK)
        status = lc_store_count(store, "reach/count_catchments_wanted", &wanted);
    if (status == LC_OK && wanted > 0)
        status = fill(store, streets);
    return status == LC_OK && forgets ? lc_store_run(store, "reach/delete_stray_catchments")
                                      : status;
}
