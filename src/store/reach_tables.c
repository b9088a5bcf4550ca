/* What is packed, as tables for SQL. Rows come by measure, type (and limit), demand point; where
 * all of these are told, a row is found in one step. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "store/internal.h"
#include "store/shelf_inside.h"

/* --- reach_nearest and reach_count: a row for every number that is not 0 --- */

/* Columns of the two tables. */
enum { NEAREST_MEASURE, NEAREST_TYPE, NEAREST_DEMAND, NEAREST_FACILITY, NEAREST_COST, NEAREST_MIN };
enum { COUNT_MEASURE, COUNT_TYPE, COUNT_LIMIT, COUNT_DEMAND };

/* Goes through the columns of one part. */
typedef struct cursor {
    lc_shelf *shelf;
    lc_shelf_part part;
    /* What was asked for; a key that was not is INT64_MIN. */
    int64_t measure_id, type_id, limit_id;
    size_t first_point, end_point;
    size_t column, point; /* the present row */
    size_t known;         /* the column that what follows belongs to */
    double speed_mps;     /* of its measure */
    const shelf_type *type;
    size_t cost, facility; /* columns beside it */
} cursor;

static lc_status cursor_open(void *user, void **out, lc_shelf_part part)
{
    lc_store *store = user;
    *out = NULL;
    cursor *c = lc_alloc(store->ctx, 1, sizeof *c);
    if (c == NULL)
        return LC_MEMORY;
    c->part = part;
    c->known = SIZE_MAX;
    lc_status status = lc_shelf_open(store, &c->shelf);
    if (status == LC_OK)
        *out = c;
    else
        free(c);
    return status;
}

static void cursor_close(void *user)
{
    cursor *c = user;
    if (c != NULL)
        lc_shelf_close(c->shelf);
    free(c);
}

static bool is_wanted(const cursor *c, const shelf_column *column)
{
    return (c->measure_id == INT64_MIN || column->measure_id == c->measure_id) &&
           (c->type_id == INT64_MIN || column->type_id == c->type_id) &&
           (c->limit_id == INT64_MIN || column->limit_id == c->limit_id);
}

/* Looks up what belongs to the present column. */
static void get_to_know(cursor *c, const shelf_column *column)
{
    c->known = c->column;
    c->speed_mps = lc_shelf_speed_mps(c->shelf, column->measure_id);
    c->type = shelf_type_of(c->shelf, column->type_id);
    c->cost = shelf_find(c->shelf, LC_PART_COST, column->measure_id, column->type_id, 0);
    c->facility = shelf_find(c->shelf, LC_PART_FACILITY, column->measure_id, column->type_id, 0);
}

/* To the next column that is wanted, from the present one on; *row says whether there is one. */
static void find_column(cursor *c, bool *row)
{
    *row = false;
    for (; c->column < c->shelf->columns.count; c->column++) {
        const shelf_column *column = shelf_column_at(c->shelf, c->column);
        if (column->part != c->part ||
            (c->measure_id != INT64_MIN && column->measure_id > c->measure_id))
            return;
        if (!is_wanted(c, column))
            continue;
        *row = true;
        if (c->known != c->column)
            get_to_know(c, column);
        return;
    }
}

/* To the next number that is not 0, from the present one on. */
static lc_status find_row(cursor *c, bool *row)
{
    lc_packed packed;
    lc_status status = LC_OK;
    for (find_column(c, row); *row; find_column(c, row)) {
        status = shelf_column_open(c->shelf, c->column, &packed);
        if (status != LC_OK)
            break;
        while (c->point < c->end_point && lc_packed_at(&packed, c->point) == 0)
            c->point++;
        if (c->point < c->end_point)
            return LC_OK;
        c->column++;
        c->point = c->first_point;
    }
    *row = false;
    return status;
}

static lc_status cursor_seek(cursor *c, bool by_demand, int64_t demand_id, bool *row)
{
    *row = false;
    c->first_point = 0;
    c->end_point = c->shelf->demand_count;
    if (by_demand) {
        c->first_point = lc_shelf_point(c->shelf, demand_id);
        if (c->first_point == SIZE_MAX)
            return LC_OK;
        c->end_point = c->first_point + 1;
    }
    c->point = c->first_point;
    /* Keys behind one that was not asked for do not help; find_column looks at each column then. */
    int64_t type_id = c->measure_id != INT64_MIN ? c->type_id : INT64_MIN;
    c->column = shelf_lower(c->shelf, c->part, c->measure_id, type_id,
                            type_id != INT64_MIN ? c->limit_id : INT64_MIN);
    return find_row(c, row);
}

static lc_status cursor_next(void *user, bool *row)
{
    cursor *c = user;
    c->point++;
    return find_row(c, row);
}

/* The number of a column at the present point; 0 where there is no such column. */
static lc_status number(const cursor *c, size_t column, uint32_t *out)
{
    lc_packed packed;
    *out = 0;
    if (column == SIZE_MAX)
        return LC_OK;
    lc_status status = shelf_column_open(c->shelf, column, &packed);
    if (status == LC_OK)
        *out = lc_packed_at(&packed, c->point);
    return status;
}

static lc_cell whole(int64_t value)
{
    return (lc_cell){.kind = LC_CELL_INT, .whole = value};
}

static int64_t key_or_any(unsigned bound, const int64_t *key, int number)
{
    return (bound & 1U << number) != 0 ? key[number] : INT64_MIN;
}

static lc_status nearest_open(void *user, void **out)
{
    return cursor_open(user, out, LC_PART_LIMIT);
}

static lc_status nearest_seek(void *user, unsigned bound, const int64_t *key, bool *row)
{
    cursor *c = user;
    c->measure_id = key_or_any(bound, key, NEAREST_MEASURE);
    c->type_id = key_or_any(bound, key, NEAREST_TYPE);
    c->limit_id = INT64_MIN;
    return cursor_seek(c, (bound & 1U << NEAREST_DEMAND) != 0, key[NEAREST_DEMAND], row);
}

static lc_status read_facility(const cursor *c, lc_cell *out)
{
    uint32_t rank = 0;
    lc_status status = number(c, c->facility, &rank);
    if (status != LC_OK)
        return status;
    if (c->type == NULL || rank >= c->type->count)
        return shelf_damaged(c->shelf, "reach_column", shelf_column_at(c->shelf, c->column)->id);
    *out = whole(*(const int64_t *)lc_array_at(&c->shelf->facilities, c->type->first + rank));
    return LC_OK;
}

static lc_status read_limit(const cursor *c, lc_cell *out)
{
    uint32_t limit = 0;
    lc_status status = number(c, c->column, &limit);
    *out = (lc_cell){0};
    if (status == LC_OK && limit > 0 && limit <= c->shelf->limits.count)
        *out = whole(*(const int64_t *)lc_array_at(&c->shelf->limits, limit - 1));
    return status;
}

static lc_status read_walk(const cursor *c, bool as_minutes, lc_cell *out)
{
    uint32_t cost_mm = 0;
    lc_status status = number(c, c->cost, &cost_mm);
    *out = whole(cost_mm);
    if (as_minutes)
        *out = (lc_cell){.kind = LC_CELL_REAL, .real = lc_shelf_walk_min(cost_mm, c->speed_mps)};
    return status;
}

static lc_status nearest_read(void *user, int column, lc_cell *out)
{
    const cursor *c = user;
    switch (column) {
    case NEAREST_MEASURE:
        *out = whole(shelf_column_at(c->shelf, c->column)->measure_id);
        return LC_OK;
    case NEAREST_TYPE:
        *out = whole(shelf_column_at(c->shelf, c->column)->type_id);
        return LC_OK;
    case NEAREST_DEMAND:
        *out = whole(c->shelf->demand[c->point]);
        return LC_OK;
    case NEAREST_FACILITY:
        return read_facility(c, out);
    case NEAREST_COST:
    case NEAREST_MIN:
        return read_walk(c, column == NEAREST_MIN, out);
    default:
        return read_limit(c, out);
    }
}

static lc_status count_open(void *user, void **out)
{
    return cursor_open(user, out, LC_PART_COUNT);
}

static lc_status count_seek(void *user, unsigned bound, const int64_t *key, bool *row)
{
    cursor *c = user;
    c->measure_id = key_or_any(bound, key, COUNT_MEASURE);
    c->type_id = key_or_any(bound, key, COUNT_TYPE);
    c->limit_id = key_or_any(bound, key, COUNT_LIMIT);
    return cursor_seek(c, (bound & 1U << COUNT_DEMAND) != 0, key[COUNT_DEMAND], row);
}

static lc_status count_read(void *user, int column, lc_cell *out)
{
    const cursor *c = user;
    const shelf_column *present = shelf_column_at(c->shelf, c->column);
    uint32_t facilities = 0;
    lc_status status = LC_OK;
    switch (column) {
    case COUNT_MEASURE:
        *out = whole(present->measure_id);
        break;
    case COUNT_TYPE:
        *out = whole(present->type_id);
        break;
    case COUNT_LIMIT:
        *out = whole(present->limit_id);
        break;
    case COUNT_DEMAND:
        *out = whole(c->shelf->demand[c->point]);
        break;
    default:
        status = number(c, c->column, &facilities);
        *out = whole(facilities);
    }
    return status;
}

/* --- reach_catchment: a row for every demand point of every catchment --- */

enum { CATCHMENT_MEASURE, CATCHMENT_FACILITY, CATCHMENT_DEMAND };

typedef struct catchment_cursor {
    lc_shelf *shelf;
    lc_array facilities; /* int64_t, ascending, as far as they are wanted */
    int64_t measure_id, demand_id;
    size_t measure, facility, row;
    lc_shelf_catchment now; /* of the present measure and facility */
    int64_t now_measure, now_facility;
} catchment_cursor;

static lc_status catchment_open(void *user, void **out)
{
    lc_store *store = user;
    *out = NULL;
    catchment_cursor *c = lc_alloc(store->ctx, 1, sizeof *c);
    if (c == NULL)
        return LC_MEMORY;
    lc_array_init(&c->facilities, sizeof(int64_t));
    c->now_measure = c->now_facility = INT64_MIN;
    lc_status status = lc_shelf_open(store, &c->shelf);
    if (status == LC_OK)
        *out = c;
    else
        free(c);
    return status;
}

static void catchment_close(void *user)
{
    catchment_cursor *c = user;
    if (c == NULL)
        return;
    lc_array_clear(&c->facilities);
    lc_shelf_catchment_clear(&c->now);
    lc_shelf_close(c->shelf);
    free(c);
}

static int smaller_first(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

static lc_status want_facilities(catchment_cursor *c, bool one, int64_t facility_id)
{
    lc_ctx *ctx = c->shelf->store->ctx;
    c->facilities.count = 0;
    for (size_t i = 0; i < c->shelf->facilities.count; i++) {
        int64_t id = *(const int64_t *)lc_array_at(&c->shelf->facilities, i);
        if (one && id != facility_id)
            continue;
        int64_t *item = lc_array_push(ctx, &c->facilities);
        if (item == NULL)
            return LC_MEMORY;
        *item = id;
    }
    if (c->facilities.count > 1)
        qsort(c->facilities.items, c->facilities.count, sizeof(int64_t), smaller_first);
    return LC_OK;
}

static int64_t present_measure(const catchment_cursor *c)
{
    return ((const shelf_measure *)lc_array_at(&c->shelf->measures, c->measure))->measure_id;
}

static int64_t present_facility(const catchment_cursor *c)
{
    return *(const int64_t *)lc_array_at(&c->facilities, c->facility);
}

static lc_status load_catchment(catchment_cursor *c)
{
    int64_t measure_id = present_measure(c), facility_id = present_facility(c);
    if (measure_id == c->now_measure && facility_id == c->now_facility)
        return LC_OK;
    lc_shelf_catchment_clear(&c->now);
    c->now_measure = c->now_facility = INT64_MIN;
    lc_status status = lc_shelf_read_catchment(c->shelf, measure_id, facility_id, &c->now);
    if (status == LC_OK) {
        c->now_measure = measure_id;
        c->now_facility = facility_id;
    }
    return status;
}

/* The first row at or behind a point. */
static size_t row_of_point(const lc_shelf_catchment *catchment, size_t point)
{
    size_t low = 0, high = catchment->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (catchment->point[middle] < point)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Is the present row there and wanted? With a demand point told, the row moves to it. */
static bool has_row(catchment_cursor *c)
{
    if (c->demand_id == INT64_MIN)
        return c->row < c->now.count;
    size_t point = lc_shelf_point(c->shelf, c->demand_id);
    size_t at = row_of_point(&c->now, point);
    if (c->row > at || at == c->now.count || c->now.point[at] != point)
        return false;
    c->row = at;
    return true;
}

/* From the present row on, catchment after catchment. */
static lc_status find_catchment_row(catchment_cursor *c, bool *row)
{
    *row = false;
    for (; c->measure < c->shelf->measures.count; c->measure++, c->facility = 0) {
        if (c->measure_id != INT64_MIN && present_measure(c) != c->measure_id)
            continue;
        for (; c->facility < c->facilities.count; c->facility++, c->row = 0) {
            lc_status status = load_catchment(c);
            if (status != LC_OK)
                return status;
            *row = has_row(c);
            if (*row)
                return LC_OK;
        }
    }
    return LC_OK;
}

static lc_status catchment_seek(void *user, unsigned bound, const int64_t *key, bool *row)
{
    catchment_cursor *c = user;
    *row = false;
    c->measure = c->facility = c->row = 0;
    c->measure_id = key_or_any(bound, key, CATCHMENT_MEASURE);
    c->demand_id = key_or_any(bound, key, CATCHMENT_DEMAND);
    lc_status status =
        want_facilities(c, (bound & 1U << CATCHMENT_FACILITY) != 0, key[CATCHMENT_FACILITY]);
    return status == LC_OK ? find_catchment_row(c, row) : status;
}

static lc_status catchment_next(void *user, bool *row)
{
    catchment_cursor *c = user;
    c->row++;
    return find_catchment_row(c, row);
}

static lc_status catchment_read(void *user, int column, lc_cell *out)
{
    const catchment_cursor *c = user;
    switch (column) {
    case CATCHMENT_MEASURE:
        *out = whole(present_measure(c));
        break;
    case CATCHMENT_FACILITY:
        *out = whole(present_facility(c));
        break;
    case CATCHMENT_DEMAND:
        *out = whole(c->shelf->demand[c->now.point[c->row]]);
        break;
    default:
        *out = whole(c->now.cost_mm[c->row]);
    }
    return LC_OK;
}

/* --- offering them --- */

lc_status lc_store_add_reach_tables(lc_store *store)
{
    static const char *const nearest_columns[] = {
        "measure_id", "type_id", "demand_id", "facility_id", "cost_mm", "walk_min", "limit_id"};
    static const char *const count_columns[] = {"measure_id", "type_id", "limit_id", "demand_id",
                                                "facilities"};
    static const char *const catchment_columns[] = {"measure_id", "facility_id", "demand_id",
                                                    "cost_mm"};
    static const lc_table tables[] = {{"reach_nearest",
                                       nearest_columns,
                                       7,
                                       3,
                                       {4, 20, 100000},
                                       nearest_open,
                                       cursor_close,
                                       nearest_seek,
                                       cursor_next,
                                       nearest_read},
                                      {"reach_count",
                                       count_columns,
                                       5,
                                       4,
                                       {4, 20, 3, 100000},
                                       count_open,
                                       cursor_close,
                                       count_seek,
                                       cursor_next,
                                       count_read},
                                      {"reach_catchment",
                                       catchment_columns,
                                       4,
                                       3,
                                       {4, 1000, 1000},
                                       catchment_open,
                                       catchment_close,
                                       catchment_seek,
                                       catchment_next,
                                       catchment_read}};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof tables / sizeof *tables; i++)
        status = lc_db_add_table(store->db, &tables[i], store);
    return status;
}
