#include "store/shelf.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "store/internal.h"
#include "store/shelf_inside.h"

/* What columns may take in memory: those of one measure over 20 types and half a million points. */
static const size_t budget_bytes = (size_t)64 << 20;

lc_status shelf_damaged(const lc_shelf *shelf, const char *table, int64_t id)
{
    return lc_fail(shelf->store->ctx, LC_STORE,
                   "What the store keeps of reach is damaged (%s %lld): delete the store and run "
                   "again.",
                   table, (long long)id);
}

/* --- opening --- */

static lc_status add_demand(void *user, lc_stmt *row)
{
    lc_shelf *shelf = user;
    size_t size = 0;
    lc_packed packed;
    const void *bytes = lc_stmt_blob(row, 0, &size);
    if (!lc_packed_open(bytes, size, &packed))
        return shelf_damaged(shelf, "reach_demand", 1);
    shelf->demand = lc_alloc(shelf->store->ctx, packed.count, sizeof *shelf->demand);
    if (shelf->demand == NULL)
        return LC_MEMORY;
    lc_packed_all(&packed, shelf->demand);
    shelf->demand_count = packed.count;
    for (size_t i = 1; i < packed.count; i++)
        if (shelf->demand[i] <= shelf->demand[i - 1])
            return shelf_damaged(shelf, "reach_demand", 1);
    return LC_OK;
}

static const char *const part_names[] = {"cost", "count", "facility", "limit"};

static lc_status add_column(void *user, lc_stmt *row)
{
    lc_shelf *shelf = user;
    const char *name = lc_stmt_text(row, 1);
    int part = LC_PART_COST;
    while (part <= LC_PART_LIMIT && strcmp(name, part_names[part]) != 0)
        part++;
    if (part > LC_PART_LIMIT)
        return shelf_damaged(shelf, "reach_column", lc_stmt_int(row, 0));
    shelf_column *column = lc_array_push(shelf->store->ctx, &shelf->columns);
    if (column == NULL)
        return LC_MEMORY;
    *column = (shelf_column){.id = lc_stmt_int(row, 0),
                             .part = (lc_shelf_part)part,
                             .measure_id = lc_stmt_int(row, 2),
                             .type_id = lc_stmt_int(row, 3),
                             .limit_id = lc_stmt_int(row, 4)};
    return LC_OK;
}

static lc_status add_facility(void *user, lc_stmt *row)
{
    lc_shelf *shelf = user;
    lc_ctx *ctx = shelf->store->ctx;
    int64_t type_id = lc_stmt_int(row, 0);
    shelf_type *type =
        shelf->types.count > 0 ? lc_array_at(&shelf->types, shelf->types.count - 1) : NULL;
    if (type == NULL || type->type_id != type_id) {
        type = lc_array_push(ctx, &shelf->types);
        if (type == NULL)
            return LC_MEMORY;
        *type = (shelf_type){type_id, shelf->facilities.count, 0};
    }
    if (lc_stmt_int(row, 1) != (int64_t)type->count++)
        return shelf_damaged(shelf, "reach_facility", lc_stmt_int(row, 2));
    int64_t *facility = lc_array_push(ctx, &shelf->facilities);
    if (facility == NULL)
        return LC_MEMORY;
    *facility = lc_stmt_int(row, 2);
    return LC_OK;
}

static lc_status add_measure(void *user, lc_stmt *row)
{
    lc_shelf *shelf = user;
    shelf_measure *measure = lc_array_push(shelf->store->ctx, &shelf->measures);
    if (measure == NULL)
        return LC_MEMORY;
    *measure = (shelf_measure){lc_stmt_int(row, 0), lc_stmt_double(row, 1)};
    return LC_OK;
}

static lc_status add_limit(void *user, lc_stmt *row)
{
    lc_shelf *shelf = user;
    int64_t *limit = lc_array_push(shelf->store->ctx, &shelf->limits);
    if (limit == NULL)
        return LC_MEMORY;
    *limit = lc_stmt_int(row, 0);
    return LC_OK;
}

static void free_shelf(lc_shelf *shelf)
{
    for (size_t i = 0; i < shelf->columns.count; i++)
        free(shelf_column_at(shelf, i)->bytes);
    lc_array_clear(&shelf->columns);
    lc_array_clear(&shelf->facilities);
    lc_array_clear(&shelf->types);
    lc_array_clear(&shelf->measures);
    lc_array_clear(&shelf->limits);
    lc_stmt_free(shelf->catchment);
    free(shelf->demand);
    free(shelf);
}

static lc_status open_new(lc_store *store, lc_shelf **out)
{
    static const struct {
        const char *query;
        lc_row_fn *fn;
    } parts[] = {{"store/select_reach_demand", add_demand},
                 {"store/select_reach_columns", add_column},
                 {"store/select_reach_facilities", add_facility},
                 {"store/select_reach_measures", add_measure},
                 {"store/select_reach_limits", add_limit}};
    *out = NULL;
    lc_shelf *shelf = lc_alloc(store->ctx, 1, sizeof *shelf);
    if (shelf == NULL)
        return LC_MEMORY;
    shelf->store = store;
    shelf->users = 1;
    lc_array_init(&shelf->columns, sizeof(shelf_column));
    lc_array_init(&shelf->facilities, sizeof(int64_t));
    lc_array_init(&shelf->types, sizeof(shelf_type));
    lc_array_init(&shelf->measures, sizeof(shelf_measure));
    lc_array_init(&shelf->limits, sizeof(int64_t));
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof parts / sizeof *parts; i++)
        status = lc_store_each(shelf->store, parts[i].query, parts[i].fn, shelf);
    shelf->moment = lc_db_now(store->db);
    if (status == LC_OK)
        *out = shelf;
    else
        free_shelf(shelf);
    return status;
}

static bool is_present(const lc_store *store)
{
    if (store->shelf == NULL)
        return false;
    lc_db_moment now = lc_db_now(store->db), then = store->shelf->moment;
    return now.written == then.written && now.undone == then.undone &&
           now.elsewhere == then.elsewhere;
}

lc_status lc_shelf_open(lc_store *store, lc_shelf **out)
{
    lc_status status = LC_OK;
    *out = NULL;
    if (!is_present(store)) {
        lc_shelf_close(store->shelf);
        store->shelf = NULL;
        status = open_new(store, &store->shelf);
    }
    if (status != LC_OK)
        return status;
    store->shelf->users++;
    *out = store->shelf;
    return LC_OK;
}

void lc_shelf_close(lc_shelf *shelf)
{
    if (shelf != NULL && --shelf->users == 0)
        free_shelf(shelf);
}

/* --- looking things up --- */

const uint32_t *lc_shelf_demand(const lc_shelf *shelf, size_t *count)
{
    *count = shelf->demand_count;
    return shelf->demand;
}

size_t lc_shelf_point(const lc_shelf *shelf, int64_t demand_id)
{
    const uint32_t *ids = shelf->demand;
    size_t low = 0, high = shelf->demand_count;
    if (high == 0 || demand_id < ids[0] || demand_id > ids[high - 1])
        return SIZE_MAX;
    if (ids[high - 1] - ids[0] == high - 1)
        return (size_t)(demand_id - ids[0]);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ids[middle] < demand_id)
            low = middle + 1;
        else
            high = middle;
    }
    return ids[low] == demand_id ? low : SIZE_MAX;
}

double lc_shelf_speed_mps(const lc_shelf *shelf, int64_t measure_id)
{
    for (size_t i = 0; i < shelf->measures.count; i++) {
        const shelf_measure *measure = lc_array_at(&shelf->measures, i);
        if (measure->measure_id == measure_id)
            return measure->speed_mps;
    }
    return NAN;
}

double lc_shelf_walk_min(double cost_mm, double speed_mps)
{
    return cost_mm / 1000 / speed_mps / 60;
}

/* The hair above lets 15 min at 1000 m in 15 min be 1,000,000 and not one less. */
uint32_t lc_shelf_walked_mm(double time_min, double speed_mps)
{
    double mm = floor(time_min * 60 * speed_mps * 1000 + 1e-6);
    return mm < 0 ? 0 : mm < UINT32_MAX - 1 ? (uint32_t)mm : UINT32_MAX - 1;
}

const shelf_type *shelf_type_of(const lc_shelf *shelf, int64_t type_id)
{
    for (size_t i = 0; i < shelf->types.count; i++) {
        const shelf_type *type = lc_array_at(&shelf->types, i);
        if (type->type_id == type_id)
            return type;
    }
    return NULL;
}

size_t lc_shelf_limit_count(const lc_shelf *shelf)
{
    return shelf->limits.count;
}

size_t lc_shelf_facility_count(const lc_shelf *shelf, int64_t type_id)
{
    const shelf_type *type = shelf_type_of(shelf, type_id);
    return type != NULL ? type->count : 0;
}

int64_t lc_shelf_facility_id(const lc_shelf *shelf, int64_t type_id, size_t rank)
{
    const shelf_type *type = shelf_type_of(shelf, type_id);
    assert(type != NULL && rank < type->count);
    return *(const int64_t *)lc_array_at(&shelf->facilities, type->first + rank);
}

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* By part, measure, type, limit. */
static int compare_column(const shelf_column *a, const shelf_column *b)
{
    int order = compare((int64_t)a->part, (int64_t)b->part);
    order = order != 0 ? order : compare(a->measure_id, b->measure_id);
    order = order != 0 ? order : compare(a->type_id, b->type_id);
    return order != 0 ? order : compare(a->limit_id, b->limit_id);
}

size_t shelf_lower(const lc_shelf *shelf, lc_shelf_part part, int64_t measure_id, int64_t type_id,
                   int64_t limit_id)
{
    const shelf_column wanted = {
        .part = part, .measure_id = measure_id, .type_id = type_id, .limit_id = limit_id};
    size_t low = 0, high = shelf->columns.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_column(shelf_column_at(shelf, middle), &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t shelf_find(const lc_shelf *shelf, lc_shelf_part part, int64_t measure_id, int64_t type_id,
                  int64_t limit_id)
{
    const shelf_column wanted = {
        .part = part, .measure_id = measure_id, .type_id = type_id, .limit_id = limit_id};
    size_t at = shelf_lower(shelf, part, measure_id, type_id, limit_id);
    return at < shelf->columns.count && compare_column(shelf_column_at(shelf, at), &wanted) == 0
               ? at
               : SIZE_MAX;
}

/* --- the bytes of columns --- */

/* Gives back the columns that were not asked for the longest. */
static void make_room(lc_shelf *shelf, size_t needed)
{
    while (shelf->held_bytes + needed > budget_bytes) {
        shelf_column *oldest = NULL;
        for (size_t i = 0; i < shelf->columns.count; i++) {
            shelf_column *column = shelf_column_at(shelf, i);
            if (column->bytes != NULL && (oldest == NULL || column->used < oldest->used))
                oldest = column;
        }
        if (oldest == NULL)
            return;
        shelf->held_bytes -= oldest->size;
        free(oldest->bytes);
        oldest->bytes = NULL;
    }
}

static lc_status keep(lc_shelf *shelf, shelf_column *column, const void *bytes, size_t size)
{
    make_room(shelf, size);
    column->bytes = lc_alloc(shelf->store->ctx, size, 1);
    if (column->bytes == NULL)
        return LC_MEMORY;
    memcpy(column->bytes, bytes, size);
    column->size = size;
    shelf->held_bytes += size;
    /* Written in step with the demand points, or the tables are not what they were. */
    if (!lc_packed_open(column->bytes, size, &column->packed) ||
        column->packed.count != shelf->demand_count)
        return shelf_damaged(shelf, "reach_column", column->id);
    return LC_OK;
}

static lc_status read_column(lc_shelf *shelf, shelf_column *column)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(shelf->store, "store/select_reach_column", &stmt);
    if (status != LC_OK)
        return status;
    lc_stmt_bind_int(stmt, ":reach_column_id", column->id);
    status = lc_stmt_step(stmt, &row);
    size_t size = 0;
    const void *bytes = row ? lc_stmt_blob(stmt, 0, &size) : NULL;
    if (status == LC_OK)
        status = bytes != NULL ? keep(shelf, column, bytes, size)
                               : shelf_damaged(shelf, "reach_column", column->id);
    lc_stmt_free(stmt);
    return status;
}

lc_status shelf_column_open(lc_shelf *shelf, size_t column, lc_packed *out)
{
    shelf_column *c = shelf_column_at(shelf, column);
    lc_status status = c->bytes != NULL ? LC_OK : read_column(shelf, c);
    c->used = ++shelf->clock;
    *out = c->packed;
    return status;
}

lc_status lc_shelf_read(lc_shelf *shelf, int64_t measure_id, int64_t type_id, lc_shelf_part part,
                        int64_t limit_id, uint32_t *numbers)
{
    lc_packed packed;
    size_t column = shelf_find(shelf, part, measure_id, type_id, limit_id);
    if (column == SIZE_MAX) {
        memset(numbers, 0, shelf->demand_count * sizeof *numbers);
        return LC_OK;
    }
    lc_status status = shelf_column_open(shelf, column, &packed);
    if (status == LC_OK)
        lc_packed_all(&packed, numbers);
    return status;
}

lc_status lc_shelf_pick(lc_shelf *shelf, int64_t measure_id, int64_t type_id, lc_shelf_part part,
                        int64_t limit_id, const uint32_t *points, size_t count, uint32_t *numbers)
{
    lc_packed packed = {.count = 0};
    size_t column = shelf_find(shelf, part, measure_id, type_id, limit_id);
    lc_status status = column != SIZE_MAX ? shelf_column_open(shelf, column, &packed) : LC_OK;
    for (size_t i = 0; status == LC_OK && i < count; i++)
        numbers[i] = points[i] < packed.count ? lc_packed_at(&packed, points[i]) : 0;
    return status;
}

/* --- writing --- */

static lc_status bind_packed(lc_store *store, lc_stmt *stmt, const char *name,
                             const uint32_t *numbers, size_t count)
{
    uint8_t *bytes = NULL;
    size_t size = 0;
    lc_status status = lc_pack(store->ctx, numbers, count, &bytes, &size);
    if (status == LC_OK)
        lc_stmt_bind_blob(stmt, name, bytes, size);
    free(bytes);
    return status;
}

lc_status lc_shelf_put_demand(lc_store *store, const uint32_t *ids, size_t count)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "store/insert_reach_demand", &stmt);
    if (status == LC_OK)
        status = bind_packed(store, stmt, ":demand_ids", ids, count);
    if (status == LC_OK)
        status = lc_stmt_run(stmt);
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_shelf_put_column(lc_store *store, int64_t measure_id, int64_t type_id,
                              lc_shelf_part part, int64_t limit_id, const uint32_t *numbers,
                              size_t count)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "store/insert_reach_column", &stmt);
    if (status == LC_OK)
        status = bind_packed(store, stmt, ":packed", numbers, count);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":measure_id", measure_id);
        lc_stmt_bind_int(stmt, ":type_id", type_id);
        lc_stmt_bind_text(stmt, ":part", part_names[part]);
        lc_stmt_bind_int(stmt, ":limit_id", limit_id);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_shelf_put_facility(lc_store *store, const lc_shelf_facility *facility)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "store/insert_reach_facility", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":facility_id", facility->facility_id);
        lc_stmt_bind_int(stmt, ":type_id", facility->type_id);
        lc_stmt_bind_int(stmt, ":rank", facility->rank);
        lc_stmt_bind_blob(stmt, ":places", facility->places, facility->places_size);
        lc_stmt_bind_blob(stmt, ":doors", facility->doors, facility->doors_size);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}
