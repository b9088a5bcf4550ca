#include "indicator/frame.h"

#include <stdlib.h>

/* Ids grow in an lc_array whose items are handed over. */
lc_status frame_collect_ids(lc_stmt *stmt, lc_ctx *ctx, frame_ids *out)
{
    lc_array ids;
    lc_array_init(&ids, sizeof(int64_t));
    lc_status status;
    bool row = false;
    while ((status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        int64_t *id = lc_array_push(ctx, &ids);
        if (id == NULL) {
            status = LC_MEMORY;
            break;
        }
        *id = lc_stmt_int(stmt, 0);
    }
    out->id = ids.items;
    out->count = ids.count;
    return status;
}

lc_status frame_read_ids(lc_store *store, const char *query, int64_t set_id, frame_ids *out)
{
    *out = (frame_ids){0};
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, query, &stmt);
    if (status == LC_OK && set_id != 0)
        lc_stmt_bind_int(stmt, ":set_id", set_id);
    if (status == LC_OK)
        status = frame_collect_ids(stmt, lc_store_ctx(store), out);
    lc_stmt_free(stmt);
    return status;
}

size_t frame_index(const frame_ids *ids, int64_t id)
{
    size_t low = 0, high = ids->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ids->id[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < ids->count && ids->id[low] == id ? low : SIZE_MAX;
}

static lc_status read_limits(lc_store *store, frame *f)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = frame_read_ids(store, "indicator/read_limits", 0, &f->limits);
    if (status == LC_OK)
        status = lc_store_query(store, "indicator/read_limits", &stmt);
    if (status != LC_OK)
        goto done;
    f->limit_min = lc_alloc(lc_store_ctx(store), f->limits.count, sizeof *f->limit_min);
    if (f->limit_min == NULL)
        status = LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < f->limits.count; i++) {
        status = lc_stmt_step(stmt, &row);
        f->limit_min[i] = lc_stmt_double(stmt, 1);
    }
done:
    lc_stmt_free(stmt);
    return status;
}

/* region_tree comes in the order of region_id, so each region's ancestors are one stretch. */
static lc_status read_tree(lc_store *store, frame *f)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_array above;
    lc_array_init(&above, sizeof(uint32_t));
    lc_stmt *stmt = NULL;
    bool row = false;
    size_t next = 0; /* the first region whose stretch has not begun */
    lc_status status = lc_store_query(store, "indicator/read_tree", &stmt);
    f->above_start = lc_alloc(ctx, f->regions.count + 1, sizeof *f->above_start);
    if (status == LC_OK && f->above_start == NULL)
        status = LC_MEMORY;
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        size_t region = frame_index(&f->regions, lc_stmt_int(stmt, 0));
        while (next <= region)
            f->above_start[next++] = above.count;
        uint32_t *item = lc_array_push(ctx, &above);
        if (item == NULL)
            status = LC_MEMORY;
        else
            *item = (uint32_t)frame_index(&f->regions, lc_stmt_int(stmt, 1));
    }
    while (status == LC_OK && next <= f->regions.count)
        f->above_start[next++] = above.count;
    f->above = above.items;
    lc_stmt_free(stmt);
    return status;
}

/* Neighbours mostly live in the same region. */
static uint32_t region_of(const frame *f, uint32_t last, int64_t region_id)
{
    bool same = last < f->regions.count && f->regions.id[last] == region_id;
    return same ? last : (uint32_t)frame_index(&f->regions, region_id);
}

static lc_status read_demand(lc_store *store, frame *f)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_stmt *stmt = NULL;
    lc_array ids, regions, circles;
    bool row = false;
    uint32_t last = 0, last_circle = 0;
    lc_array_init(&ids, sizeof(int64_t));
    lc_array_init(&regions, sizeof(uint32_t));
    lc_array_init(&circles, sizeof(uint32_t));
    lc_status status = lc_store_query(store, "indicator/read_demand", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        int64_t *id = lc_array_push(ctx, &ids);
        uint32_t *region = lc_array_push(ctx, &regions);
        uint32_t *circle = lc_array_push(ctx, &circles);
        if (id == NULL || region == NULL || circle == NULL) {
            status = LC_MEMORY;
            break;
        }
        *id = lc_stmt_int(stmt, 0);
        *region = last = region_of(f, last, lc_stmt_int(stmt, 1));
        *circle = FRAME_NO_CIRCLE;
        if (!lc_stmt_is_null(stmt, 2))
            *circle = last_circle = region_of(f, last_circle, lc_stmt_int(stmt, 2));
    }
    f->demand = (frame_ids){ids.items, ids.count};
    f->demand_region = regions.items;
    f->demand_circle = circles.items;
    lc_stmt_free(stmt);
    return status;
}

static void add_people(frame *f, size_t group, size_t point, int64_t people_micro)
{
    uint32_t region = f->demand_region[point];
    f->people_micro[group * f->demand.count + point] = people_micro;
    for (size_t a = f->above_start[region]; a < f->above_start[region + 1]; a++)
        f->total_micro[group * f->regions.count + f->above[a]] += people_micro;
    if (f->demand_circle[point] != FRAME_NO_CIRCLE)
        f->total_micro[group * f->regions.count + f->demand_circle[point]] += people_micro;
}

static lc_status read_people(lc_store *store, frame *f)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, "indicator/read_demand_people", &stmt);
    f->people_micro = lc_alloc(ctx, f->groups.count * f->demand.count, sizeof *f->people_micro);
    f->total_micro = lc_alloc(ctx, f->groups.count * f->regions.count, sizeof *f->total_micro);
    if (status == LC_OK && (f->people_micro == NULL || f->total_micro == NULL))
        status = LC_MEMORY;
    /* Rows come in the order of points. */
    size_t point = 0;
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        int64_t demand_id = lc_stmt_int(stmt, 0);
        while (point < f->demand.count && f->demand.id[point] < demand_id)
            point++;
        if (point < f->demand.count && f->demand.id[point] == demand_id) /* else in the margin */
            add_people(f, frame_index(&f->groups, lc_stmt_int(stmt, 1)), point,
                       lc_stmt_int(stmt, 2));
    }
    lc_stmt_free(stmt);
    return status;
}

lc_status frame_read(lc_store *store, frame *out)
{
    *out = (frame){0};
    lc_status status = frame_read_ids(store, "indicator/read_regions", 0, &out->regions);
    if (status == LC_OK)
        status = frame_read_ids(store, "indicator/read_groups", 0, &out->groups);
    if (status == LC_OK)
        status = frame_read_ids(store, "indicator/read_measures", 0, &out->measures);
    if (status == LC_OK)
        status = read_limits(store, out);
    if (status == LC_OK)
        status = read_tree(store, out);
    if (status == LC_OK)
        status = read_demand(store, out);
    if (status == LC_OK)
        status = read_people(store, out);
    return status;
}

void frame_clear(frame *f)
{
    frame_ids *lists[] = {&f->regions, &f->groups, &f->sets, &f->measures, &f->limits, &f->demand};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        free(lists[i]->id);
    free(f->limit_min);
    free(f->above_start);
    free(f->above);
    free(f->demand_region);
    free(f->demand_circle);
    free(f->people_micro);
    free(f->total_micro);
    *f = (frame){0};
}
