/* lc_check_trace STORE: asks lc_trace of demand points of a finished store and compares with what
 * its tables say of them: where they join, circle and walk for every type, the legs' sum. Answers 0
 * and tells how many pairs agreed, or 1 and the first that does not. test_explain_demo.py runs it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "network/network.h"
#include "reach/trace.h"

enum { POINTS = 400 };

typedef struct check {
    lc_store *store;
    lc_network *network;
    lc_trace *trace;
    lc_stmt *nearest;
    int64_t measures[2];
    double warn_m, limit_m;
    long pairs, walks, steps, absent, unsnapped;
} check;

static void must(lc_ctx *ctx, lc_status status)
{
    if (status == LC_OK)
        return;
    fprintf(stderr, "%s\n", lc_ctx_message(ctx));
    exit(1);
}

static void differ(const char *what, int64_t demand, int64_t type, double told, double table)
{
    fprintf(stderr, "demand %lld, type %lld: %s is %.15g here, %.15g in the tables\n",
            (long long)demand, (long long)type, what, told, table);
    exit(1);
}

static lc_stmt *prepare(check *c, const char *sql)
{
    lc_stmt *stmt = NULL;
    must(lc_store_ctx(c->store), lc_db_prepare(lc_store_db(c->store), "check", sql, &stmt));
    return stmt;
}

static bool next(check *c, lc_stmt *stmt)
{
    bool row = false;
    must(lc_store_ctx(c->store), lc_stmt_step(stmt, &row));
    return row;
}

/* Columns: facility_id, cost_mm, limit_id. Limits are numbered from 1, the shortest first. */
static void compare_end(check *c, int64_t measure, int64_t demand, int64_t type,
                        const lc_trace_end *end, double horizon_mm)
{
    lc_stmt *row = c->nearest;
    lc_stmt_bind_int(row, ":measure", measure);
    lc_stmt_bind_int(row, ":type", type);
    lc_stmt_bind_int(row, ":demand", demand);
    bool there = next(c, row);
    if (!there && end->found && end->cost_mm <= horizon_mm)
        differ("cost_mm", demand, type, end->cost_mm, -1);
    if (there && !end->found)
        differ("cost_mm", demand, type, -1, (double)lc_stmt_int(row, 1));
    if (there) {
        double limit = end->limit == LC_TRACE_BEYOND ? -1 : (double)end->limit + 1;
        double table = lc_stmt_is_null(row, 2) ? -1 : (double)lc_stmt_int(row, 2);
        if (end->facility_id != lc_stmt_int(row, 0))
            differ("facility", demand, type, (double)end->facility_id, (double)lc_stmt_int(row, 0));
        if (end->cost_mm != lc_stmt_int(row, 1))
            differ("cost_mm", demand, type, end->cost_mm, (double)lc_stmt_int(row, 1));
        if (limit != table)
            differ("limit", demand, type, limit, table);
        c->pairs++;
    } else {
        c->absent++;
    }
    lc_stmt_reset(row);
}

static void compare_way(check *c, int64_t demand, int64_t type, const lc_join *place,
                        const lc_trace_end *end)
{
    lc_trace_way way;
    must(lc_store_ctx(c->store), lc_trace_way_find(c->trace, place, end, &way));
    uint64_t sum = (uint64_t)way.leg_mm + way.last_leg_mm;
    for (size_t i = 0; i < way.count; i++)
        sum += way.steps[i].cost_mm;
    if (sum != end->cost_mm)
        differ("sum of the legs", demand, type, (double)sum, end->cost_mm);
    c->walks++;
    c->steps += (long)way.count;
    lc_trace_way_clear(&way);
}

/* Columns of `points`: demand_id, lon, lat, edge_id, offset_mm, leg_mm. */
static void compare_point(check *c, lc_stmt *point, const int64_t *types, size_t type_count,
                          double horizon_mm)
{
    lc_ctx *ctx = lc_store_ctx(c->store);
    int64_t demand = lc_stmt_int(point, 0);
    lc_lonlat at = {lc_stmt_double(point, 1), lc_stmt_double(point, 2)};
    lc_join place = {LC_UNREACHED, 0, 0};
    lc_spot spot;
    must(ctx, lc_network_join_spot(c->store, c->network, c->warn_m, c->limit_m, at, &spot));
    if (spot.joined == lc_stmt_is_null(point, 3))
        differ("joined", demand, 0, spot.joined, !spot.joined);
    if (spot.joined) {
        if (spot.piece != lc_stmt_int(point, 3) || spot.offset_mm != lc_stmt_int(point, 4))
            differ("offset_mm", demand, 0, spot.offset_mm, (double)lc_stmt_int(point, 4));
        place = (lc_join){spot.piece, spot.offset_mm, (uint32_t)spot.leg_mm};
    }
    if (spot.leg_mm != lc_stmt_int(point, 5))
        differ("leg_mm", demand, 0, (double)spot.leg_mm, (double)lc_stmt_int(point, 5));
    c->unsnapped += !spot.joined;
    for (size_t t = 0; t < type_count; t++) {
        lc_trace_end circle, walk;
        must(ctx, lc_trace_circle(c->trace, types[t], at, &circle));
        compare_end(c, c->measures[0], demand, types[t], &circle, horizon_mm);
        must(ctx, lc_trace_walk(c->trace, types[t], &place, &walk));
        compare_end(c, c->measures[1], demand, types[t], &walk, horizon_mm);
        if (walk.found && (demand + (int64_t)t) % 7 == 0)
            compare_way(c, demand, types[t], &place, &walk);
    }
}

static double one_number(check *c, const char *sql)
{
    lc_stmt *stmt = prepare(c, sql);
    double number = next(c, stmt) ? lc_stmt_double(stmt, 0) : -1;
    lc_stmt_free(stmt);
    return number;
}

static size_t read_types(check *c, int64_t *types, size_t most)
{
    size_t count = 0;
    lc_stmt *stmt =
        prepare(c, "SELECT DISTINCT type_id FROM facility WHERE counts = 1 ORDER BY type_id");
    while (count < most && next(c, stmt))
        types[count++] = lc_stmt_int(stmt, 0);
    lc_stmt_free(stmt);
    return count;
}

static void check_points(check *c)
{
    int64_t types[64];
    size_t type_count = read_types(c, types, sizeof types / sizeof *types);
    double horizon_mm =
        one_number(c, "SELECT CAST(value AS REAL) * 60000 * (SELECT speed_mps FROM profile WHERE "
                      "profile_id = 1) FROM parameter WHERE name = 'horizon_min'");
    int64_t all = (int64_t)one_number(c, "SELECT COUNT(*) FROM demand");
    int64_t every = all > POINTS ? all / POINTS : 1;
    lc_stmt *points = prepare(c, "SELECT d.demand_id, d.lon_deg, d.lat_deg, j.edge_id, "
                                 "j.offset_mm, j.leg_mm FROM demand d JOIN demand_join j USING "
                                 "(demand_id) WHERE d.demand_id % :every = 0 ORDER BY 1");
    lc_stmt_bind_int(points, ":every", every);
    while (next(c, points))
        compare_point(c, points, types, type_count, horizon_mm);
    lc_stmt_free(points);
}

int main(int argc, char **argv)
{
    lc_ctx *ctx = lc_ctx_new();
    check c = {0};
    if (argc != 2 || ctx == NULL)
        return 1;
    must(ctx, lc_store_open(ctx, argv[1], LC_STORE_READ, &c.store));
    must(ctx, lc_network_open(c.store, NULL, "", &c.network));
    c.measures[0] = (int64_t)one_number(&c, "SELECT measure_id FROM measure WHERE label='circle'");
    c.measures[1] = (int64_t)one_number(&c, "SELECT measure_id FROM measure WHERE label='network'");
    c.warn_m = one_number(&c, "SELECT value FROM parameter WHERE name = 'snap_warn_m'");
    c.limit_m = one_number(&c, "SELECT value FROM parameter WHERE name = 'snap_limit_m'");
    must(ctx, lc_trace_open(c.store, lc_network_streets(c.network), c.measures[0], c.measures[1],
                            &c.trace));
    c.nearest =
        prepare(&c, "SELECT facility_id, cost_mm, limit_id FROM reach_nearest WHERE measure_id = "
                    ":measure AND type_id = :type AND demand_id = :demand");
    check_points(&c);
    printf("pairs %ld absent %ld walks %ld steps %ld unsnapped %ld\n", c.pairs, c.absent, c.walks,
           c.steps, c.unsnapped);
    lc_stmt_free(c.nearest);
    lc_trace_close(c.trace);
    lc_network_close(c.network);
    lc_store_close(c.store);
    lc_ctx_free(ctx);
    return 0;
}
