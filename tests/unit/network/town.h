/* Stores with streets written by hand. The tests' SQL stands here, not in queries/, as only they
 * run it. */
#ifndef TOWN_H
#define TOWN_H

#include "lc_test.h"

#include <math.h>

#include "base/base.h"
#include "crs/crs.h"
#include "network/network.h"

/* A vertex: node id, and its place. */
typedef struct corner {
    int64_t id;
    double lon, lat;
} corner;

/* The store of a test, closed by town_close. *state is the context. */
static inline lc_store *town_open(void **state)
{
    lc_store *store = NULL;
    assert_ok(*state, lc_store_open(*state, NULL, LC_STORE_MEMORY, &store));
    assert_ok(*state, lc_db_exec(lc_store_db(store),
                                 "INSERT INTO input (input_id, stage, role, path) VALUES"
                                 " (1, 'source', 'streets', 'streets.osm')"));
    return store;
}

static inline lc_stmt *town_prepare(lc_store *store, const char *sql)
{
    lc_stmt *stmt = NULL;
    assert_ok(lc_store_ctx(store), lc_db_prepare(lc_store_db(store), "test", sql, &stmt));
    return stmt;
}

/* Builds the network of the store and lets go of it. */
static inline lc_status town_build(lc_store *store)
{
    lc_network *network = NULL;
    lc_status status = lc_network_build(store, NULL, &network);
    assert_true((network != NULL) == (status == LC_OK));
    lc_network_close(network);
    return status;
}

/* Joins to the network as the tables have it. */
static inline lc_status town_join(lc_store *store, double warn_m, double limit_m)
{
    lc_network *network = NULL;
    lc_status status = lc_network_open(store, NULL, "f", &network);
    if (status == LC_OK)
        status = lc_network_join(store, network, warn_m, limit_m);
    lc_network_close(network);
    return status;
}

/* One figure. */
static inline double town_real(lc_store *store, const char *sql)
{
    bool row = false;
    lc_stmt *stmt = town_prepare(store, sql);
    assert_ok(lc_store_ctx(store), lc_stmt_step(stmt, &row));
    assert_true(row);
    double value = lc_stmt_double(stmt, 0);
    lc_stmt_free(stmt);
    return value;
}

static inline int64_t town_int(lc_store *store, const char *sql)
{
    double value = town_real(store, sql);
    assert_false(isnan(value));
    return (int64_t)value;
}

/* One text, in a buffer that the next call reuses. */
static inline const char *town_text(lc_store *store, const char *sql)
{
    static char text[4096];
    bool row = false;
    lc_stmt *stmt = town_prepare(store, sql);
    assert_ok(lc_store_ctx(store), lc_stmt_step(stmt, &row));
    const char *value = row ? lc_stmt_text(stmt, 0) : NULL;
    snprintf(text, sizeof text, "%s", value != NULL ? value : "(null)");
    lc_stmt_free(stmt);
    return text;
}

typedef struct street_row {
    int64_t id;
    bool steps, forward, backward;
} street_row;

static inline lc_stmt *town_street_stmt(lc_store *store)
{
    return town_prepare(store, "INSERT INTO street (street_id, input_id, steps, foot_forward,"
                               " foot_backward, node_ids, geom) VALUES (:id, 1, :steps, :forward,"
                               " :backward, :ids, GeomFromText(:wkt, 4326))");
}

static inline void town_put_street(lc_store *store, lc_stmt *stmt, street_row row,
                                   const corner *corners, size_t count)
{
    static char wkt[1 << 20];
    static int64_t ids[1 << 14];
    size_t at = (size_t)snprintf(wkt, sizeof wkt, "LINESTRING(");
    assert_true(count < 1 << 14);
    for (size_t i = 0; i < count; i++) {
        at += (size_t)snprintf(wkt + at, sizeof wkt - at, "%s%.15g %.15g", i > 0 ? "," : "",
                               corners[i].lon, corners[i].lat);
        assert_true(at + 100 < sizeof wkt);
        ids[i] = corners[i].id;
    }
    snprintf(wkt + at, sizeof wkt - at, ")");
    lc_stmt_bind_int(stmt, ":id", row.id);
    lc_stmt_bind_int(stmt, ":steps", row.steps);
    lc_stmt_bind_int(stmt, ":forward", row.forward);
    lc_stmt_bind_int(stmt, ":backward", row.backward);
    lc_stmt_bind_blob(stmt, ":ids", ids, count * sizeof ids[0]);
    lc_stmt_bind_text(stmt, ":wkt", wkt);
    assert_ok(lc_store_ctx(store), lc_stmt_run(stmt));
}

static inline void town_street_row(lc_store *store, street_row row, const corner *corners,
                                   size_t count)
{
    lc_stmt *stmt = town_street_stmt(store);
    town_put_street(store, stmt, row, corners, count);
    lc_stmt_free(stmt);
}

/* town_street(store, id, {node, lon, lat}, ...) walked both ways. */
#define town_street(store, id, ...)                                                                \
    town_street_row(store, (street_row){id, false, true, true}, (const corner[]){__VA_ARGS__},     \
                    sizeof((const corner[]){__VA_ARGS__}) / sizeof(corner))

/* Random numbers that are the same everywhere (Marsaglia's xorshift64*), 0..1. */
static inline double town_random(uint64_t *seed)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return (double)((*seed * 2685821657736338717ull) >> 11) / 9007199254740992.0;
}

#endif
