/* Homes and entrances to the streets. */
#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "network/network.h"
#include "network/place.h"
#include "network/street.h"

enum { TICK_EVERY = 512, POINT_SIZE = 16 };

typedef struct joining {
    lc_store *store;
    lc_ctx *ctx;
    lc_street_index *index;
    double warn_m, limit_m;
    int64_t done_places, all_places;
} joining;

/* Columns of network/edges: edge_id, component, length_mm, xy. */
static lc_status add_edge(joining *j, lc_stmt *stmt, lc_array *line)
{
    size_t size;
    const void *xy = lc_stmt_blob(stmt, 3, &size);
    int64_t length_mm = lc_stmt_int(stmt, 2);
    size_t count = size / POINT_SIZE;
    if (lc_stmt_int(stmt, 0) != lc_street_index_edge_count(j->index) || count < 2 ||
        size % POINT_SIZE != 0 || length_mm < 0 || length_mm >= UINT32_MAX)
        return lc_fail(j->ctx, LC_STORE,
                       "Street piece %lld of the store is damaged. Delete the store and run again.",
                       (long long)lc_stmt_int(stmt, 0));
    line->count = 0;
    lc_lonlat *points = lc_array_push_many(j->ctx, line, count);
    if (points == NULL)
        return LC_MEMORY;
    memcpy(points, xy, size);
    return lc_street_index_add(j->index, points, count, lc_stmt_int(stmt, 1) == 0,
                               (uint32_t)length_mm);
}

static lc_status load_streets(joining *j)
{
    lc_stmt *stmt = NULL;
    lc_array line;
    bool row = false;
    lc_array_init(&line, sizeof(lc_lonlat));
    lc_status status = lc_street_index_new(j->ctx, &j->index);
    if (status == LC_OK)
        status = lc_store_query(j->store, "network/edges", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row)
        status = add_edge(j, stmt, &line);
    if (status == LC_OK && lc_street_index_edge_count(j->index) == 0)
        status = lc_network_fail_empty(j->store);
    if (status == LC_OK)
        status = lc_street_index_build(j->index);
    lc_stmt_free(stmt);
    lc_array_clear(&line);
    return status;
}

static void bind_join(lc_stmt *insert, const lc_joined *joined)
{
    if (joined->status == LC_JOIN_UNSNAPPED) {
        lc_stmt_bind_null(insert, ":edge_id");
        lc_stmt_bind_null(insert, ":offset_mm");
    } else {
        lc_stmt_bind_int(insert, ":edge_id", joined->edge);
        lc_stmt_bind_int(insert, ":offset_mm", joined->offset_mm);
    }
    lc_stmt_bind_int(insert, ":leg_mm", joined->leg_mm);
    lc_stmt_bind_text(insert, ":status", lc_join_status_name(joined->status));
}

/* Joins every place that `select` gives (longitude, latitude, then its keys) and writes it by
 * `insert`, whose keys are named in `keys`. */
static lc_status join_places(joining *j, const char *select, const char *insert,
                             const char *const *keys, int key_count)
{
    lc_stmt *from = NULL, *to = NULL;
    bool row = false;
    lc_status status = lc_store_query(j->store, select, &from);
    if (status == LC_OK)
        status = lc_store_query(j->store, insert, &to);
    while (status == LC_OK && (status = lc_stmt_step(from, &row)) == LC_OK && row) {
        lc_lonlat place = {lc_stmt_double(from, 0), lc_stmt_double(from, 1)};
        lc_joined joined = lc_network_join_place(j->index, place, j->warn_m, j->limit_m);
        for (int i = 0; i < key_count; i++)
            lc_stmt_bind_int(to, keys[i], lc_stmt_int(from, 2 + i));
        bind_join(to, &joined);
        status = lc_stmt_run(to);
        if (status == LC_OK && ++j->done_places % TICK_EVERY == 0)
            status = lc_tick(j->ctx, (uint64_t)j->done_places, (uint64_t)j->all_places);
    }
    lc_stmt_free(from);
    lc_stmt_free(to);
    return status;
}

/* Columns of network/distant_facilities: name, input_id, row_no, status, leg_mm, lon_deg, lat_deg.
 */
static lc_status tell_facility(joining *j, lc_stmt *stmt)
{
    char detail[32];
    const char *status = lc_stmt_text(stmt, 3);
    bool far = strcmp(status, lc_join_status_name(LC_JOIN_FAR)) == 0;
    lc_print(detail, sizeof detail, "%.0f m", (double)lc_stmt_int(stmt, 4) / 1000);
    lc_finding finding = {.code = far ? "snap_far" : "unsnapped",
                          .input_id = lc_stmt_int(stmt, 1),
                          .row = lc_stmt_int(stmt, 2),
                          .feature = lc_stmt_text(stmt, 0),
                          .detail = detail,
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

/* A file of which many places stand off the streets is probably in another coordinate system than
 * it was said to be: GCJ-02 read as WGS-84 is half a kilometre off. */
static lc_status tell_files(joining *j)
{
    enum { SHARE_DOUBTFUL = 20, PLACES_DOUBTFUL = 5 }; /* one in twenty, and no fewer than five */
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(j->store, "network/off_streets", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        int64_t places = lc_stmt_int(stmt, 1), off = lc_stmt_int(stmt, 2);
        if (off < PLACES_DOUBTFUL || off * SHARE_DOUBTFUL < places)
            continue;
        char value[64];
        snprintf(value, sizeof value, "%" PRId64 " / %" PRId64, off, places);
        lc_finding finding = {.code = "off_streets",
                              .input_id = lc_stmt_int(stmt, 0),
                              .value = value,
                              .lon_deg = NAN,
                              .lat_deg = NAN};
        status = lc_store_finding_add(j->store, &finding);
    }
    lc_stmt_free(stmt);
    return status;
}

/* One finding for all homes; people of the largest group. */
static lc_status tell_demand(joining *j)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(j->store, "network/unsnapped_demand", &stmt);
    if (status == LC_OK)
        status = lc_stmt_step(stmt, &row);
    if (status == LC_OK && row && lc_stmt_int(stmt, 0) > 0) {
        char value[32], people[32];
        snprintf(value, sizeof value, "%" PRId64, lc_stmt_int(stmt, 0));
        snprintf(people, sizeof people, "%" PRId64, (lc_stmt_int(stmt, 1) + 500000) / 1000000);
        lc_finding finding = {.code = "unsnapped_demand",
                              .value = value,
                              .detail = people,
                              .lon_deg = NAN,
                              .lat_deg = NAN};
        status = lc_store_finding_add(j->store, &finding);
    }
    lc_stmt_free(stmt);
    return status;
}

static lc_status join_all(joining *j)
{
    static const char *const DEMAND[] = {":demand_id"};
    static const char *const ENTRANCE[] = {":facility_id", ":entrance_no"};
    lc_status status = lc_store_run(j->store, "network/delete_demand_joins");
    if (status == LC_OK)
        status = lc_store_run(j->store, "network/delete_facility_joins");
    if (status == LC_OK)
        status = lc_store_count(j->store, "network/count_places", &j->all_places);
    if (status == LC_OK)
        status = join_places(j, "network/homes", "network/insert_demand_join", DEMAND, 1);
    if (status == LC_OK)
        status = join_places(j, "network/entrances", "network/insert_facility_join", ENTRANCE, 2);
    return status;
}

lc_status lc_network_join(lc_store *store, double warn_m, double limit_m)
{
    assert(warn_m >= 0 && warn_m <= limit_m);
    joining j = {.store = store, .ctx = lc_store_ctx(store), .warn_m = warn_m, .limit_m = limit_m};
    lc_status status = load_streets(&j);
    if (status == LC_OK)
        status = join_all(&j);
    if (status == LC_OK)
        status = tell_facilities(&j);
    if (status == LC_OK)
        status = tell_files(&j);
    if (status == LC_OK)
        status = tell_demand(&j);
    lc_street_index_free(j.index);
    return status;
}
