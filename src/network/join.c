/* Homes and entrances to the streets. */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "network/network.h"
#include "network/place.h"

enum { BLOCK = 1 << 16, KEYS_MAX = 2 };

typedef struct joining {
    lc_store *store;
    lc_ctx *ctx;
    const lc_network *network;
    lc_join_rule rule;
    int64_t done_places, all_places;
} joining;

/* Places as they are read and as they are written. */
typedef struct block {
    lc_lonlat at[BLOCK];
    int64_t keys[BLOCK][KEYS_MAX];
    lc_joined joined[BLOCK];
    size_t count;
} block;

/* What is read and written: `select` gives longitude, latitude and the keys. */
typedef struct table {
    const char *select, *insert;
    int key_count;
} table;

static void add_join(const table *t, lc_rows *rows, const int64_t *keys, const lc_joined *joined)
{
    for (int i = 0; i < t->key_count; i++)
        lc_rows_add_int(rows, keys[i]);
    if (joined->status == LC_JOIN_UNSNAPPED) {
        lc_rows_add_null(rows);
        lc_rows_add_null(rows);
    } else {
        lc_rows_add_int(rows, joined->piece);
        lc_rows_add_int(rows, joined->offset_mm);
    }
    lc_rows_add_int(rows, joined->leg_mm);
    lc_rows_add_text(rows, lc_join_status_name(joined->status));
    lc_rows_add_int(rows, joined->blocked);
}

static lc_status read_block(const table *t, lc_stmt *select, block *b)
{
    bool row = true;
    lc_status status = LC_OK;
    b->count = 0;
    while (status == LC_OK && b->count < BLOCK && (status = lc_stmt_step(select, &row)) == LC_OK &&
           row) {
        b->at[b->count] = (lc_lonlat){lc_stmt_double(select, 0), lc_stmt_double(select, 1)};
        for (int i = 0; i < t->key_count; i++)
            b->keys[b->count][i] = lc_stmt_int(select, 2 + i);
        b->count++;
    }
    return status;
}

static lc_status write_block(joining *j, const table *t, lc_rows *rows, lc_stmt *insert,
                             const block *b)
{
    for (size_t i = 0; i < b->count; i++)
        add_join(t, rows, b->keys[i], &b->joined[i]);
    lc_status status = lc_rows_run(rows, insert);
    j->done_places += (int64_t)b->count;
    if (status == LC_OK)
        status = lc_tick(j->ctx, (uint64_t)j->done_places, (uint64_t)j->all_places);
    return status;
}

/* Block by block: memory does not grow with the number of homes. */
static lc_status join_table(joining *j, const table *t)
{
    lc_stmt *select = NULL, *insert = NULL;
    block *b = lc_alloc(j->ctx, 1, sizeof *b);
    lc_rows *rows = lc_rows_new(j->ctx, (size_t)t->key_count + 5);
    lc_status status = b != NULL && rows != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK)
        status = lc_store_query(j->store, t->select, &select);
    if (status == LC_OK)
        status = lc_store_query(j->store, t->insert, &insert);
    for (bool more = true; status == LC_OK && more; more = b->count == BLOCK) {
        status = read_block(t, select, b);
        if (status != LC_OK)
            break;
        status = lc_network_join_places(j->ctx, j->network, &j->rule, b->at, b->count, b->joined);
        if (status == LC_OK)
            status = write_block(j, t, rows, insert, b);
    }
    lc_stmt_free(select);
    lc_stmt_free(insert);
    lc_rows_free(rows);
    free(b);
    return status;
}

/* Columns of network/distant_facilities: name, input_id, row_no, status, leg_mm, lon_deg, lat_deg,
 * blocked. */
static lc_status tell_facility(joining *j, lc_stmt *stmt)
{
    char detail[32];
    const char *status = lc_stmt_text(stmt, 3);
    bool far = strcmp(status, lc_join_status_name(LC_JOIN_FAR)) == 0;
    const char *nowhere = lc_stmt_int(stmt, 7) != 0 ? "unsnapped_barrier" : "unsnapped";
    lc_print(detail, sizeof detail, "%.0f m", (double)lc_stmt_int(stmt, 4) / 1000);
    lc_finding finding = {.code = far ? "snap_far" : nowhere,
                          .input_id = lc_stmt_int(stmt, 1),
                          .row = lc_stmt_int(stmt, 2),
                          .feature = lc_stmt_text(stmt, 0),
                          .detail = detail,
                          .has_place = true,
                          .lon_deg = lc_stmt_double(stmt, 5),
                          .lat_deg = lc_stmt_double(stmt, 6)};
    return lc_store_finding_add(j->store, &finding);
}

static lc_status tell_facilities(joining *j)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(j->store, "network/distant_facilities", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row)
        status = tell_facility(j, stmt);
    lc_stmt_free(stmt);
    return status;
}

/* One finding for all homes of a kind; people of the largest group. */
static lc_status tell_demand(joining *j, bool blocked)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(j->store, "network/unsnapped_demand", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":blocked", blocked);
        status = lc_stmt_step(stmt, &row);
    }
    if (status == LC_OK && row && lc_stmt_int(stmt, 0) > 0) {
        char value[32], people[32];
        snprintf(value, sizeof value, "%" PRId64, lc_stmt_int(stmt, 0));
        snprintf(people, sizeof people, "%" PRId64, (lc_stmt_int(stmt, 1) + 500000) / 1000000);
        lc_finding finding = {.code = blocked ? "unsnapped_demand_barrier" : "unsnapped_demand",
                              .value = value,
                              .detail = people};
        status = lc_store_finding_add(j->store, &finding);
    }
    lc_stmt_free(stmt);
    return status;
}

static lc_status join_all(joining *j)
{
    static const table TABLES[] = {{"network/homes", "network/insert_demand_join", 1},
                                   {"network/entrances", "network/insert_facility_join", 2}};
    lc_status status = lc_store_run(j->store, "network/delete_demand_joins");
    if (status == LC_OK)
        status = lc_store_run(j->store, "network/delete_facility_joins");
    if (status == LC_OK)
        status = lc_store_count(j->store, "network/count_places", &j->all_places);
    for (size_t i = 0; status == LC_OK && i < sizeof TABLES / sizeof *TABLES; i++)
        status = join_table(j, &TABLES[i]);
    return status;
}

lc_status lc_network_join(lc_store *store, const lc_network *network, double warn_m, double limit_m)
{
    assert(warn_m >= 0 && warn_m <= limit_m);
    lc_barriers *barriers = NULL;
    joining j = {.store = store, .ctx = lc_store_ctx(store), .network = network};
    lc_status status = lc_barriers_load(store, &barriers);
    j.rule = (lc_join_rule){warn_m, limit_m, barriers};
    if (status == LC_OK)
        status = join_all(&j);
    if (status == LC_OK)
        status = tell_facilities(&j);
    if (status == LC_OK)
        status = tell_demand(&j, false);
    if (status == LC_OK)
        status = tell_demand(&j, true);
    lc_barriers_free(barriers);
    return status;
}
