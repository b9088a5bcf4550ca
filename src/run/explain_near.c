/* Why not nearer: streets close by that cannot be walked, and what lies across the straight line.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "crs/crs.h"
#include "geom/geom.h"
#include "run/explain.h"

/* A degree of latitude is never shorter than this, so the box below holds the whole circle. */
static const double METRES_A_DEGREE = 110500;

typedef struct box {
    double west, south, east, north;
} box;

static box box_around(lc_lonlat at)
{
    double dlat = LC_EXPLAIN_NEAR_M / METRES_A_DEGREE;
    double narrowing = fmax(cos((fabs(at.lat_deg) + dlat) * M_PI / 180), 1e-6);
    double dlon = fmin(dlat / narrowing, 180);
    return (box){at.lon_deg - dlon, at.lat_deg - dlat, at.lon_deg + dlon, at.lat_deg + dlat};
}

static void bind_box(lc_stmt *stmt, lc_lonlat at)
{
    box b = box_around(at);
    lc_stmt_bind_double(stmt, ":west", b.west);
    lc_stmt_bind_double(stmt, ":south", b.south);
    lc_stmt_bind_double(stmt, ":east", b.east);
    lc_stmt_bind_double(stmt, ":north", b.north);
}

/* The point of a segment nearest to a place, in a plane around it whose longitudes are narrowed:
 * good to a millimetre where it is used, within some hundred metres. */
static lc_lonlat nearest_of_segment(lc_lonlat place, lc_lonlat a, lc_lonlat b)
{
    double narrowing = cos(place.lat_deg * M_PI / 180);
    double ax = (a.lon_deg - place.lon_deg) * narrowing, ay = a.lat_deg - place.lat_deg;
    double dx = (b.lon_deg - a.lon_deg) * narrowing, dy = b.lat_deg - a.lat_deg;
    double length2 = dx * dx + dy * dy;
    double share = length2 > 0 ? -(ax * dx + ay * dy) / length2 : 0;
    share = fmin(1, fmax(0, share));
    return (lc_lonlat){a.lon_deg + share * (b.lon_deg - a.lon_deg),
                       a.lat_deg + share * (b.lat_deg - a.lat_deg)};
}

static double distance_to_line_m(lc_lonlat place, const lc_array *line)
{
    double best_m = INFINITY;
    const lc_lonlat *at = line->items;
    for (size_t i = 0; i < line->count; i++) {
        lc_lonlat near = nearest_of_segment(place, at[i > 0 ? i - 1 : 0], at[i]);
        best_m = fmin(best_m, lc_geodesic_distance_m(place, near));
    }
    return best_m;
}

/* --- the list, nearest first --- */

/* What was found is one street in pieces, or many closed streets of a kind: one line for each. */
static bool tells_the_same(const lc_explain_near *a, const lc_explain_near *b)
{
    return a->closed == b->closed && a->closed != LC_CLOSED_NODE &&
           lc_text_same(a->street.name, b->street.name) &&
           lc_text_same(a->street.road_class, b->street.road_class) &&
           lc_text_same(a->rule, b->rule);
}

static int nearer_first(const void *left, const void *right)
{
    const lc_explain_near *a = left, *b = right;
    return (a->distance_m > b->distance_m) - (a->distance_m < b->distance_m);
}

static void drop_last(lc_explanation *e)
{
    lc_explain_near *last = lc_array_at(&e->near, e->near.count - 1);
    lc_array_clear(&last->line);
    e->near.count--;
}

/* Takes the one at the end into the list: it stays, replaces a farther piece of the same, or goes.
 */
static void settle_last(lc_explanation *e)
{
    lc_explain_near *last = lc_array_at(&e->near, e->near.count - 1);
    for (size_t i = 0; i + 1 < e->near.count; i++) {
        lc_explain_near *known = lc_array_at(&e->near, i);
        if (!tells_the_same(known, last))
            continue;
        if (last->distance_m < known->distance_m) {
            lc_explain_near farther = *known;
            *known = *last;
            *last = farther;
        }
        drop_last(e);
        return;
    }
}

static void shorten(lc_explanation *e)
{
    if (e->near.count > 1)
        qsort(e->near.items, e->near.count, e->near.item_size, nearer_first);
    while (e->near.count > LC_EXPLAIN_NEAR_MAX) {
        drop_last(e);
        e->near_left++;
    }
}

/* --- streets --- */

/* Columns of run/explain_streets. False: it helps as any street does. */
static bool is_closed(const lc_explanation *e, lc_stmt *row, lc_explain_closed *closed)
{
    const char *access = lc_stmt_text(row, 3);
    bool forward = lc_stmt_int(row, 5) != 0, backward = lc_stmt_int(row, 6) != 0;
    if (strcmp(access, "none") == 0 || (!forward && !backward))
        *closed = LC_CLOSED_RULE;
    else if (e->profile.step_free && strcmp(lc_stmt_text(row, 4), "steps") == 0)
        *closed = LC_CLOSED_STEPS;
    else if (strcmp(access, "ends") == 0)
        *closed = LC_CLOSED_ENDS;
    else if (!forward || !backward)
        *closed = LC_CLOSED_ONE_WAY;
    else
        return false;
    return true;
}

typedef struct line_reader {
    lc_ctx *ctx;
    lc_array *line;
} line_reader;

static lc_status read_part(void *user, size_t part, size_t ring, const double *xy, size_t count)
{
    line_reader *reader = user;
    (void)part;
    (void)ring;
    lc_lonlat *points = lc_array_push_many(reader->ctx, reader->line, count);
    if (points == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < count; i++)
        points[i] = (lc_lonlat){xy[2 * i], xy[2 * i + 1]};
    return LC_OK;
}

static lc_explain_near *push_near(lc_explanation *e)
{
    lc_explain_near *near = lc_array_push(e->ctx, &e->near);
    if (near != NULL)
        lc_array_init(&near->line, sizeof(lc_lonlat));
    return near;
}

/* The rule that a street has decided whether it is walked at all: it does not say why in one
 * direction alone, nor why a profile takes no steps. */
static void take_rule(lc_explanation *e, lc_explain_near *near, const char *rule, const char *words,
                      bool *failed)
{
    if (near->closed == LC_CLOSED_ONE_WAY || near->closed == LC_CLOSED_STEPS || rule == NULL ||
        rule[0] == '\0')
        return;
    near->rule = lc_explain_keep(e, rule, failed);
    near->words = lc_explain_keep(e, words, failed);
}

static lc_status take_street(lc_explanation *e, lc_stmt *row)
{
    lc_explain_closed closed;
    if (!is_closed(e, row, &closed))
        return LC_OK;
    size_t size = 0;
    bool failed = false;
    const void *wkb = lc_stmt_blob(row, 7, &size);
    lc_explain_near *near = push_near(e);
    if (near == NULL)
        return LC_MEMORY;
    near->closed = closed;
    near->street.name = lc_explain_keep(e, lc_stmt_text(row, 0), &failed);
    near->street.road_class = lc_explain_keep(e, lc_stmt_text(row, 1), &failed);
    take_rule(e, near, lc_stmt_text(row, 2), lc_stmt_text(row, 8), &failed);
    line_reader reader = {e->ctx, &near->line};
    lc_status status = failed ? LC_MEMORY : lc_wkb_each_part(e->ctx, wkb, size, read_part, &reader);
    near->distance_m = distance_to_line_m(e->at, &near->line);
    if (status == LC_OK && near->distance_m > LC_EXPLAIN_NEAR_M)
        drop_last(e);
    else if (status == LC_OK)
        settle_last(e);
    return status;
}

/* Columns of run/explain_nodes. */
static lc_status take_node(lc_explanation *e, lc_stmt *row)
{
    bool failed = false;
    lc_explain_near *near = push_near(e);
    lc_lonlat *at = near != NULL ? lc_array_push(e->ctx, &near->line) : NULL;
    if (at == NULL)
        return LC_MEMORY;
    *at = (lc_lonlat){lc_stmt_double(row, 2), lc_stmt_double(row, 3)};
    near->closed = LC_CLOSED_NODE;
    near->street.road_class = lc_explain_keep(e, lc_stmt_text(row, 0), &failed);
    take_rule(e, near, lc_stmt_text(row, 1), lc_stmt_text(row, 4), &failed);
    near->distance_m = lc_geodesic_distance_m(e->at, *at);
    if (near->distance_m > LC_EXPLAIN_NEAR_M)
        drop_last(e);
    return failed ? LC_MEMORY : LC_OK;
}

typedef lc_status take_fn(lc_explanation *e, lc_stmt *row);

static lc_status each_near(lc_explanation *e, const char *query, take_fn *take)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(e->store, query, &stmt);
    if (status == LC_OK) {
        bind_box(stmt, e->at);
        lc_stmt_bind_int(stmt, ":zh", e->zh);
    }
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row)
        status = take(e, stmt);
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_explain_find_near(lc_explanation *e)
{
    lc_status status = each_near(e, "run/explain_streets", take_street);
    if (status == LC_OK)
        status = each_near(e, "run/explain_nodes", take_node);
    if (status == LC_OK)
        shorten(e);
    return status;
}

/* --- barriers --- */

lc_status lc_explain_find_barriers(lc_explanation *e, lc_explain_type *type)
{
    lc_stmt *stmt = NULL;
    bool row = false, failed = false;
    if (!type->circle.end.found)
        return LC_OK;
    lc_status status = lc_store_query(e->store, "run/explain_barriers", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_double(stmt, ":from_lon_deg", e->at.lon_deg);
        lc_stmt_bind_double(stmt, ":from_lat_deg", e->at.lat_deg);
        lc_stmt_bind_double(stmt, ":to_lon_deg", type->circle.end.at.lon_deg);
        lc_stmt_bind_double(stmt, ":to_lat_deg", type->circle.end.at.lat_deg);
    }
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        lc_explain_barrier *barrier = lc_array_push(e->ctx, &type->barriers);
        if (barrier == NULL) {
            status = LC_MEMORY;
            break;
        }
        *barrier = (lc_explain_barrier){lc_explain_keep(e, lc_stmt_text(stmt, 0), &failed),
                                        lc_explain_keep(e, lc_stmt_text(stmt, 1), &failed),
                                        lc_stmt_int(stmt, 2) != 0};
        if (failed)
            status = LC_MEMORY;
    }
    lc_stmt_free(stmt);
    return status;
}
