/* Stores for the tests of indicators and plans: an empty one, or one that SQL files of tests/ have
 * filled. Reach that a file writes by hand, row by row into hand_nearest and hand_count, is packed
 * as the stage would have packed it. */
#ifndef LC_TOWN_H
#define LC_TOWN_H

#include <math.h>

#include "lc_test.h"
#include "store/shelf.h"

/* The text of a file, named below tests/. Free with free(). */
static inline char *lc_town_text(lc_ctx *ctx, const char *file)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/tests/%s", LC_SOURCE_DIR, file);
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    lc_text text;
    char chunk[4096];
    size_t size;
    lc_text_init(&text, ctx);
    while ((size = fread(chunk, 1, sizeof chunk, in)) > 0)
        lc_text_add_bytes(&text, chunk, size);
    fclose(in);
    return lc_text_take(&text);
}

enum { LC_TOWN_POINTS = 64 };

/* Up to LC_TOWN_POINTS whole numbers, the only column of a query. */
static inline size_t lc_town_numbers(lc_ctx *ctx, lc_store *store, const char *sql,
                                     uint32_t numbers[LC_TOWN_POINTS])
{
    lc_stmt *stmt = NULL;
    bool row = false;
    size_t count = 0;
    assert_ok(ctx, lc_db_prepare(lc_store_db(store), "test", sql, &stmt));
    for (;;) {
        assert_ok(ctx, lc_stmt_step(stmt, &row));
        if (!row)
            break;
        assert_in_range(count, 0, LC_TOWN_POINTS - 1);
        numbers[count++] = (uint32_t)lc_stmt_int(stmt, 0);
    }
    lc_stmt_free(stmt);
    return count;
}

/* One column: a number for each demand point, whose expression the caller gives for the table `h`
 * of the hand. */
static inline void lc_town_column(lc_ctx *ctx, lc_store *store, int measure_id, int type_id,
                                  lc_shelf_part part, int limit_id, const char *value)
{
    static const char *const limits[] = {"", " AND h.limit_id = 1", " AND h.limit_id = 2",
                                         " AND h.limit_id = 3"};
    char sql[1024];
    uint32_t numbers[LC_TOWN_POINTS];
    int size = snprintf(
        sql, sizeof sql,
        "SELECT coalesce((SELECT %s FROM %s AS h WHERE h.measure_id = %d AND h.type_id = %d AND "
        "h.demand_id = d.demand_id%s), 0) FROM demand AS d ORDER BY d.demand_id",
        value, part == LC_PART_COUNT ? "hand_count" : "hand_nearest", measure_id, type_id,
        part == LC_PART_COUNT ? limits[limit_id] : "");
    assert_in_range(size, 1, sizeof sql - 1);
    size_t count = lc_town_numbers(ctx, store, sql, numbers);
    assert_ok(ctx, lc_shelf_put_column(store, measure_id, type_id, part, limit_id, numbers, count));
}

static inline void lc_town_facilities(lc_ctx *ctx, lc_store *store, int type_id)
{
    char sql[256];
    uint32_t ids[LC_TOWN_POINTS];
    snprintf(sql, sizeof sql,
             "SELECT facility_id FROM facility WHERE counts = 1 AND type_id = %d ORDER BY 1",
             type_id);
    size_t count = lc_town_numbers(ctx, store, sql, ids);
    for (size_t i = 0; i < count; i++) {
        lc_shelf_facility facility = {.facility_id = ids[i],
                                      .type_id = type_id,
                                      .rank = (uint32_t)i,
                                      .places = "",
                                      .doors = ""};
        assert_ok(ctx, lc_shelf_put_facility(store, &facility));
    }
}

/* Packs hand_nearest and hand_count as they are now. */
static inline void lc_town_pack(lc_ctx *ctx, lc_store *store)
{
    uint32_t demand[LC_TOWN_POINTS], types[LC_TOWN_POINTS], measures[LC_TOWN_POINTS];
    size_t demand_count =
        lc_town_numbers(ctx, store, "SELECT demand_id FROM demand ORDER BY 1", demand);
    size_t type_count = lc_town_numbers(
        ctx, store, "SELECT DISTINCT type_id FROM facility WHERE counts = 1 ORDER BY 1", types);
    size_t measure_count =
        lc_town_numbers(ctx, store, "SELECT measure_id FROM measure ORDER BY 1", measures);
    assert_ok(ctx, lc_db_exec(lc_store_db(store),
                              "DELETE FROM reach_column; DELETE FROM reach_facility"));
    assert_ok(ctx, lc_shelf_put_demand(store, demand, demand_count));
    for (size_t t = 0; t < type_count; t++) {
        int type = (int)types[t];
        lc_town_facilities(ctx, store, type);
        for (size_t m = 0; m < measure_count; m++) {
            int measure = (int)measures[m];
            lc_town_column(ctx, store, measure, type, LC_PART_COST, 0, "h.cost_mm");
            lc_town_column(ctx, store, measure, type, LC_PART_LIMIT, 0, "coalesce(h.limit_id, 4)");
            lc_town_column(ctx, store, measure, type, LC_PART_FACILITY, 0,
                           "(SELECT r.rank FROM reach_facility AS r WHERE r.facility_id = "
                           "h.facility_id)");
            for (int limit = 1; limit <= 3; limit++)
                lc_town_column(ctx, store, measure, type, LC_PART_COUNT, limit, "h.facilities");
        }
    }
}

/* Runs a file of SQL, and packs the reach that the store's hand tables, if any, hold then. */
static inline void lc_town_sql(lc_ctx *ctx, lc_store *store, const char *file)
{
    uint32_t by_hand[LC_TOWN_POINTS];
    char *sql = lc_town_text(ctx, file);
    assert_ok(ctx, lc_db_exec(lc_store_db(store), sql));
    free(sql);
    if (lc_town_numbers(ctx, store, "SELECT 1 FROM sqlite_schema WHERE name = 'hand_nearest'",
                        by_hand) > 0)
        lc_town_pack(ctx, store);
}

/* Prepares the one statement of a file. Free with lc_stmt_free. */
static inline lc_stmt *lc_town_stmt(lc_ctx *ctx, lc_store *store, const char *file)
{
    lc_stmt *stmt = NULL;
    char *sql = lc_town_text(ctx, file);
    assert_ok(ctx, lc_db_prepare(lc_store_db(store), file, sql, &stmt));
    free(sql);
    return stmt;
}

/* The first column of the first row of the statement of a file. */
static inline int64_t lc_town_count(lc_ctx *ctx, lc_store *store, const char *file)
{
    bool row = false;
    lc_stmt *stmt = lc_town_stmt(ctx, store, file);
    assert_ok(ctx, lc_stmt_step(stmt, &row));
    assert_true(row);
    int64_t count = lc_stmt_int(stmt, 0);
    lc_stmt_free(stmt);
    return count;
}

/* A store in memory with the hand-worked town in it. Close it with lc_store_close. */
static inline lc_store *lc_town_open(lc_ctx *ctx)
{
    lc_store *store = NULL;
    assert_ok(ctx, lc_store_open(ctx, NULL, LC_STORE_MEMORY, &store));
    lc_town_sql(ctx, store, "support/town.sql");
    return store;
}

#endif
