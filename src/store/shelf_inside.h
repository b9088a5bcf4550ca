/* The inside of a shelf, for room store alone. */
#ifndef LC_STORE_SHELF_INSIDE_H
#define LC_STORE_SHELF_INSIDE_H

#include "base/base.h"
#include "db/table.h"
#include "store/pack.h"
#include "store/shelf.h"

typedef struct shelf_column {
    int64_t id;
    lc_shelf_part part;
    int64_t measure_id, type_id, limit_id;
    uint8_t *bytes; /* NULL: not read yet, or given back */
    size_t size;
    lc_packed packed;
    uint64_t used; /* when it was last asked for */
} shelf_column;

typedef struct shelf_type {
    int64_t type_id;
    size_t first, count; /* in facilities */
} shelf_type;

typedef struct shelf_measure {
    int64_t measure_id;
    double speed_mps;
} shelf_measure;

struct lc_shelf {
    lc_store *store;
    int users; /* the store itself is one while the shelf is the present one */
    lc_db_moment moment;
    uint32_t *demand;
    size_t demand_count;
    lc_array columns;    /* shelf_column by part, measure, type, limit */
    lc_array facilities; /* int64_t by type, rank */
    lc_array types;      /* shelf_type by id */
    lc_array measures;   /* shelf_measure by id */
    lc_array limits;     /* int64_t, the shortest first */
    lc_stmt *catchment;  /* of a facility; NULL until one is read */
    size_t held_bytes;
    uint64_t clock;
};

static inline shelf_column *shelf_column_at(const lc_shelf *shelf, size_t i)
{
    return lc_array_at(&shelf->columns, i);
}
/* The first column not before (part, measure, type, limit). */
size_t shelf_lower(const lc_shelf *shelf, lc_shelf_part part, int64_t measure_id, int64_t type_id,
                   int64_t limit_id);
/* The column itself; SIZE_MAX when there is none. */
size_t shelf_find(const lc_shelf *shelf, lc_shelf_part part, int64_t measure_id, int64_t type_id,
                  int64_t limit_id);
/* The numbers of a column; good until the next column is asked for. */
lc_status shelf_column_open(lc_shelf *shelf, size_t column, lc_packed *out);
/* Says that the packed tables are damaged. */
lc_status shelf_damaged(const lc_shelf *shelf, const char *table, int64_t id);
const shelf_type *shelf_type_of(const lc_shelf *shelf, int64_t type_id);

/* Offers the tables to SQL; `store` is borrowed. */
lc_status lc_store_add_reach_tables(lc_store *store);

#endif
