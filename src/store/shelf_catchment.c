/* Catchments on the shelf: the points as the steps from one to the next, and what each walks. */
#include <stdlib.h>
#include <string.h>

#include "store/internal.h"
#include "store/shelf_inside.h"

lc_status lc_shelf_put_catchment(lc_store *store, int64_t measure_id, const void *doors,
                                 size_t doors_size, const uint32_t *points,
                                 const uint32_t *costs_mm, size_t count)
{
    lc_stmt *stmt = NULL;
    uint8_t *step_bytes = NULL, *cost_bytes = NULL;
    size_t step_size = 0, cost_size = 0;
    uint32_t *steps = lc_alloc(store->ctx, count, sizeof *steps);
    lc_status status = steps != NULL ? LC_OK : LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < count; i++)
        steps[i] = points[i] - (i > 0 ? points[i - 1] : 0);
    if (status == LC_OK)
        status = lc_pack(store->ctx, steps, count, &step_bytes, &step_size);
    if (status == LC_OK)
        status = lc_pack(store->ctx, costs_mm, count, &cost_bytes, &cost_size);
    if (status == LC_OK)
        status = lc_store_query(store, "store/insert_reach_catchment", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":measure_id", measure_id);
        lc_stmt_bind_blob(stmt, ":doors", doors, doors_size);
        lc_stmt_bind_blob(stmt, ":steps", step_bytes, step_size);
        lc_stmt_bind_blob(stmt, ":costs", cost_bytes, cost_size);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    free(step_bytes);
    free(cost_bytes);
    free(steps);
    return status;
}

/* From steps to points; false when one falls off the end. */
static bool add_up(uint32_t *points, size_t count, size_t demand_count)
{
    uint64_t at = 0;
    for (size_t i = 0; i < count; i++) {
        at += points[i];
        if (at >= demand_count || (i > 0 && points[i] == 0))
            return false;
        points[i] = (uint32_t)at;
    }
    return true;
}

/* The catchment in columns 1 and 2 of a row. */
static lc_status unpack(lc_shelf *shelf, lc_stmt *row, lc_shelf_catchment *out)
{
    size_t step_size = 0, cost_size = 0;
    lc_packed steps, costs;
    const void *step_bytes = lc_stmt_blob(row, 1, &step_size);
    const void *cost_bytes = lc_stmt_blob(row, 2, &cost_size);
    if (!lc_packed_open(step_bytes, step_size, &steps) ||
        !lc_packed_open(cost_bytes, cost_size, &costs) || steps.count != costs.count)
        return shelf_damaged(shelf, "reach_catchment_kept", lc_stmt_int(row, 0));
    out->point = lc_alloc(shelf->store->ctx, steps.count, sizeof *out->point);
    out->cost_mm = lc_alloc(shelf->store->ctx, steps.count, sizeof *out->cost_mm);
    if (out->point == NULL || out->cost_mm == NULL)
        return LC_MEMORY;
    lc_packed_all(&steps, out->point);
    lc_packed_all(&costs, out->cost_mm);
    out->count = steps.count;
    return add_up(out->point, out->count, shelf->demand_count)
               ? LC_OK
               : shelf_damaged(shelf, "reach_catchment_kept", lc_stmt_int(row, 0));
}

static lc_status take(lc_shelf *shelf, lc_stmt *stmt, lc_shelf_catchment *out, bool *found)
{
    lc_status status = lc_stmt_step(stmt, found);
    if (status == LC_OK && *found)
        status = unpack(shelf, stmt, out);
    if (status != LC_OK)
        lc_shelf_catchment_clear(out);
    return status;
}

lc_status lc_shelf_find_catchment(lc_shelf *shelf, int64_t measure_id, const void *doors,
                                  size_t doors_size, lc_shelf_catchment *out, bool *found)
{
    lc_stmt *stmt = NULL;
    *out = (lc_shelf_catchment){0};
    *found = false;
    lc_status status = lc_store_query(shelf->store, "store/select_reach_catchment_of_doors", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":measure_id", measure_id);
        lc_stmt_bind_blob(stmt, ":doors", doors, doors_size);
        status = take(shelf, stmt, out, found);
    }
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_shelf_has_catchment(lc_store *store, int64_t measure_id, const void *doors,
                                 size_t doors_size, bool *has)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    *has = false;
    lc_status status = lc_store_query(store, "store/count_reach_catchment", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":measure_id", measure_id);
        lc_stmt_bind_blob(stmt, ":doors", doors, doors_size);
        status = lc_stmt_step(stmt, &row);
    }
    *has = status == LC_OK && row && lc_stmt_int(stmt, 0) != 0;
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_shelf_read_catchment(lc_shelf *shelf, int64_t measure_id, int64_t facility_id,
                                  lc_shelf_catchment *out)
{
    bool found = false;
    lc_status status = LC_OK;
    *out = (lc_shelf_catchment){0};
    if (shelf->catchment == NULL) /* asked for by the thousand */
        status = lc_store_query(shelf->store, "store/select_reach_catchment", &shelf->catchment);
    if (status != LC_OK)
        return status;
    lc_stmt_bind_int(shelf->catchment, ":measure_id", measure_id);
    lc_stmt_bind_int(shelf->catchment, ":facility_id", facility_id);
    status = take(shelf, shelf->catchment, out, &found);
    lc_stmt_reset(shelf->catchment);
    return status;
}

void lc_shelf_catchment_clear(lc_shelf_catchment *catchment)
{
    free(catchment->point);
    free(catchment->cost_mm);
    *catchment = (lc_shelf_catchment){0};
}
