/* Writing results, always in the order of the tables' keys, so that the tables grow at their ends.
 */
#include "reach/internal.h"

/* Rows between two looks at whether to stop. */
enum { TICK_ROWS = 4096 };

lc_status lc_reach_rows_open(const lc_reach_model *model, lc_reach_rows *rows)
{
    *rows = (lc_reach_rows){0};
    lc_status status = lc_store_query(model->store, "reach/insert_nearest", &rows->nearest);
    if (status == LC_OK)
        status = lc_store_query(model->store, "reach/insert_count", &rows->count);
    return status;
}

void lc_reach_rows_close(lc_reach_rows *rows)
{
    lc_stmt_free(rows->nearest);
    lc_stmt_free(rows->count);
    *rows = (lc_reach_rows){0};
}

void lc_reach_rows_begin(lc_reach_rows *rows, const lc_reach_measure *measure,
                         const lc_reach_type *type)
{
    lc_stmt_bind_int(rows->nearest, ":measure_id", measure->id);
    lc_stmt_bind_int(rows->nearest, ":type_id", type->id);
    lc_stmt_bind_int(rows->count, ":measure_id", measure->id);
    lc_stmt_bind_int(rows->count, ":type_id", type->id);
}

lc_status lc_reach_rows_nearest(lc_reach_rows *rows, const lc_reach_model *model,
                                const lc_reach_measure *measure, size_t demand, int64_t facility_id,
                                uint32_t cost_mm, uint32_t limit)
{
    lc_stmt *stmt = rows->nearest;
    lc_stmt_bind_int(stmt, ":demand_id", lc_reach_demand_at(model, demand)->id);
    lc_stmt_bind_int(stmt, ":facility_id", facility_id);
    lc_stmt_bind_int(stmt, ":cost_mm", cost_mm);
    lc_stmt_bind_double(stmt, ":walk_min", (double)cost_mm / 1000 / measure->speed_mps / 60);
    if (limit == LC_NO_LIMIT)
        lc_stmt_bind_null(stmt, ":limit_id");
    else
        lc_stmt_bind_int(stmt, ":limit_id", lc_reach_limit_at(model, limit)->id);
    lc_status status = lc_stmt_run(stmt);
    if (status == LC_OK && demand % TICK_ROWS == 0)
        status = lc_tick(model->ctx, model->done, model->total);
    return status;
}

lc_status lc_reach_rows_counts(lc_reach_rows *rows, const lc_reach_model *model, uint32_t limit,
                               const uint32_t *counts)
{
    lc_status status = LC_OK;
    lc_stmt_bind_int(rows->count, ":limit_id", lc_reach_limit_at(model, limit)->id);
    for (size_t i = 0; status == LC_OK && i < model->demand.count; i++) {
        if (i % TICK_ROWS == 0)
            status = lc_tick(model->ctx, model->done, model->total);
        if (counts[i] == 0 || status != LC_OK)
            continue;
        lc_stmt_bind_int(rows->count, ":demand_id", lc_reach_demand_at(model, i)->id);
        lc_stmt_bind_int(rows->count, ":facilities", counts[i]);
        status = lc_stmt_run(rows->count);
    }
    return status;
}
