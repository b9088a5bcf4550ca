/* Small stores made by hand for the tests of reach: what the earlier stages would have left. */
#ifndef REACH_TOWN_H
#define REACH_TOWN_H

#include <lifecircle/coordinates.h>
#include <math.h>

#include "crs/crs.h"

#include "lc_test.h"
#include "reach/reach.h"

/* 1000 m in 15 min. */
#define STANDARD_MPS "(1000.0 / 900)"

static inline void sql(lc_store *store, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static inline void sql(lc_store *store, const char *format, ...)
{
    char text[2048];
    va_list args;
    va_start(args, format);
    int size = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    assert_in_range(size, 1, sizeof text - 1);
    assert_ok(lc_store_ctx(store), lc_db_exec(lc_store_db(store), text));
}

/* An empty store with limits 1, 2, 3 of 5, 10 and 15 minutes, a horizon of 60, and the standard
 * profile 1 that doubles steps. */
static inline lc_store *town(lc_ctx *ctx)
{
    lc_store *store = NULL;
    assert_ok(ctx, lc_store_open(ctx, NULL, LC_STORE_MEMORY, &store));
    sql(store, "INSERT INTO reach_limit VALUES (1, 5), (2, 10), (3, 15)");
    sql(store, "INSERT INTO parameter VALUES ('horizon_min', '60')");
    sql(store, "INSERT INTO profile (profile_id, code, name_zh, name_en, speed_mps, steps_factor) "
               "VALUES (1, 'standard', '标准', 'standard', " STANDARD_MPS ", 2)");
    return store;
}

static inline void add_circle(lc_store *store)
{
    sql(store, "INSERT INTO measure VALUES (1, 'circle', 1, 'circle')");
}

static inline void add_network(lc_store *store)
{
    sql(store, "INSERT INTO measure VALUES (2, 'network', 1, 'network')");
}

static inline void add_facility(lc_store *store, int id, int type, bool counts)
{
    sql(store,
        "INSERT INTO facility (facility_id, name, type_id, status, counts) VALUES (%d, 'f', %d, "
        "'open', %d)",
        id, type, counts);
}

static inline void add_entrance(lc_store *store, int facility, int number, lc_lonlat at)
{
    sql(store, "INSERT INTO facility_entrance VALUES (%d, %d, %.17g, %.17g)", facility, number,
        at.lon_deg, at.lat_deg);
}

static inline void add_demand(lc_store *store, int id, lc_lonlat at)
{
    sql(store,
        "INSERT INTO demand (demand_id, lon_deg, lat_deg, input_id) VALUES (%d, %.17g, %.17g, 1)",
        id, at.lon_deg, at.lat_deg);
}

/* A facility with one entrance on the streets. */
static inline void add_joined(lc_store *store, int id, int type, int edge, int offset_mm,
                              int leg_mm)
{
    add_facility(store, id, type, true);
    add_entrance(store, id, 1, (lc_lonlat){0, 0});
    sql(store,
        "INSERT INTO facility_join (facility_id, entrance_no, edge_id, offset_mm, leg_mm, status) "
        "VALUES (%d, 1, %d, %d, %d, 'ok')",
        id, edge, offset_mm, leg_mm);
}

static inline void add_joined_demand(lc_store *store, int id, int edge, int offset_mm, int leg_mm)
{
    add_demand(store, id, (lc_lonlat){0, 0});
    sql(store,
        "INSERT INTO demand_join (demand_id, edge_id, offset_mm, leg_mm, status) VALUES (%d, %d, "
        "%d, %d, 'ok')",
        id, edge, offset_mm, leg_mm);
}

static inline void add_nodes(lc_store *store, int count)
{
    for (int i = 0; i < count; i++)
        sql(store,
            "INSERT INTO net_node (node_id, lon_deg, lat_deg, component) VALUES (%d, 0, 0, 0)", i);
}

/* `flags`: s steps, f closed forward, b closed backward. */
static inline void add_edge(lc_store *store, int id, int from, int to, int length_mm,
                            const char *flags, const lc_lonlat *xy, size_t count)
{
    lc_stmt *stmt = NULL;
    assert_ok(
        lc_store_ctx(store),
        lc_db_prepare(
            lc_store_db(store), "test",
            "INSERT INTO net_edge (edge_id, street_id, from_node, to_node, length_mm, steps, "
            "foot_forward, foot_backward, xy) VALUES (:id, 1, :from, :to, :mm, :s, :f, :b, :xy)",
            &stmt));
    lc_stmt_bind_int(stmt, ":id", id);
    lc_stmt_bind_int(stmt, ":from", from);
    lc_stmt_bind_int(stmt, ":to", to);
    lc_stmt_bind_int(stmt, ":mm", length_mm);
    lc_stmt_bind_int(stmt, ":s", strchr(flags, 's') != NULL);
    lc_stmt_bind_int(stmt, ":f", strchr(flags, 'f') == NULL);
    lc_stmt_bind_int(stmt, ":b", strchr(flags, 'b') == NULL);
    lc_stmt_bind_blob(stmt, ":xy", xy, count * sizeof *xy);
    assert_ok(lc_store_ctx(store), lc_stmt_run(stmt));
    lc_stmt_free(stmt);
}

/* The rows of a query as text: columns by |, rows by ;. Free with free(). */
static inline char *rows(lc_store *store, const char *query)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_stmt *stmt = NULL;
    lc_text text;
    bool row = false;
    lc_text_init(&text, ctx);
    assert_ok(ctx, lc_db_prepare(lc_store_db(store), "test", query, &stmt));
    for (;;) {
        assert_ok(ctx, lc_stmt_step(stmt, &row));
        if (!row)
            break;
        for (int c = 0; c < lc_stmt_column_count(stmt); c++)
            lc_text_addf(&text, "%s%s", c == 0 ? "" : "|",
                         lc_stmt_is_null(stmt, c) ? "NULL" : lc_stmt_text(stmt, c));
        lc_text_add(&text, ";");
    }
    lc_stmt_free(stmt);
    assert_ok(ctx, lc_text_status(&text));
    return lc_text_take(&text);
}

static inline void expect_rows(lc_store *store, const char *query, const char *expected)
{
    char *got = rows(store, query);
    assert_string_equal(got, expected);
    free(got);
}

static inline void run(lc_store *store)
{
    lc_ctx *ctx = lc_store_ctx(store);
    assert_ok(ctx, lc_store_stage_begin(store, "reach"));
    assert_ok(ctx, lc_reach_run(store));
    assert_ok(ctx, lc_store_stage_commit(store, "x"));
}

/* splitmix64 (Steele, Lea, Flood 2014) */
static inline uint64_t random_bits(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15U;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
    z = (z ^ z >> 27) * 0x94d049bb133111ebU;
    return z ^ z >> 31;
}

static inline double random_01(uint64_t *state)
{
    return (double)(random_bits(state) >> 11) / 9007199254740992.0;
}

#endif
