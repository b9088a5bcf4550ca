/* Handing results over to the shelf. */
#include <stdlib.h>

#include "reach/internal.h"

lc_status lc_reach_nearest_init(const lc_reach_model *model, lc_reach_nearest *nearest)
{
    size_t count = model->demand.count;
    nearest->cost_mm = lc_alloc(model->ctx, count, sizeof *nearest->cost_mm);
    nearest->rank = lc_alloc(model->ctx, count, sizeof *nearest->rank);
    nearest->limit = lc_alloc(model->ctx, count, sizeof *nearest->limit);
    return nearest->cost_mm != NULL && nearest->rank != NULL && nearest->limit != NULL ? LC_OK
                                                                                       : LC_MEMORY;
}

void lc_reach_nearest_clear(lc_reach_nearest *nearest)
{
    free(nearest->cost_mm);
    free(nearest->rank);
    free(nearest->limit);
}

static lc_status put(const lc_reach_model *model, const lc_reach_measure *measure,
                     const lc_reach_type *type, lc_shelf_part part, int64_t limit_id,
                     const uint32_t *numbers)
{
    return lc_shelf_put_column(model->store, measure->id, type->id, part, limit_id, numbers,
                               model->demand.count);
}

lc_status lc_reach_write_nearest(const lc_reach_model *model, const lc_reach_measure *measure,
                                 const lc_reach_type *type, const lc_reach_nearest *nearest)
{
    lc_status status = put(model, measure, type, LC_PART_LIMIT, 0, nearest->limit);
    if (status == LC_OK)
        status = put(model, measure, type, LC_PART_COST, 0, nearest->cost_mm);
    if (status == LC_OK)
        status = put(model, measure, type, LC_PART_FACILITY, 0, nearest->rank);
    return status;
}

lc_status lc_reach_write_counts(const lc_reach_model *model, const lc_reach_measure *measure,
                                const lc_reach_type *type, size_t k, const uint32_t *counts)
{
    lc_status status = lc_tick(model->ctx, model->done, model->total);
    return status == LC_OK
               ? put(model, measure, type, LC_PART_COUNT, lc_reach_limit_at(model, k)->id, counts)
               : status;
}
