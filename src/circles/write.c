/* The circles as rows: regions with their ground, whose they are, which facilities stand there. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "circles/town.h"
#include "geom/clip.h"

/* Ground farther from every home belongs to no circle. */
enum { GROUND_MM = 500000, CELL_MM = 25000 };
enum { ROWS_AT_ONCE = 20000 };

/* Who lives in a circle: by class, and by the region above all others. */
typedef struct census {
    int64_t class_micro[CLASS_COUNT];
    int64_t top_id; /* where most of them live, of equals the lowest */
} census;

typedef struct writer {
    town *t;
    lc_geom *geom;
    lc_clip *clip; /* NULL: no outline */
    lc_ground ground;
    lc_wkb *shapes;   /* per circle, metres of the plane */
    census *censuses; /* per circle */
    int64_t first_id; /* region_id of circle 0 */
    char *prefix;     /* of codes */
    size_t digits;
    lc_stmt *insert_region, *insert_tree, *insert_circle, *read_name;

} writer;

static town_circle *circle_at(const writer *w, size_t c)
{
    return (town_circle *)w->t->circles.items + c;
}

/* --- who lives there --- */

/* People of one circle in one top region. */
typedef struct share {
    uint32_t circle;
    int64_t top_id, people_micro;
} share;

static int by_circle(const void *left, const void *right)
{
    const share *a = left, *b = right;
    if (a->circle != b->circle)
        return a->circle < b->circle ? -1 : 1;
    return (a->top_id > b->top_id) - (a->top_id < b->top_id);
}

static void find_tops(writer *w, share *shares, size_t count)
{
    int64_t most = -1;
    if (count > 1)
        qsort(shares, count, sizeof *shares, by_circle);
    for (size_t i = 0; i < count;) {
        int64_t people = 0;
        size_t first = i;
        for (; i < count && by_circle(&shares[first], &shares[i]) == 0; i++)
            people += shares[i].people_micro;
        if (first == 0 || shares[first - 1].circle != shares[first].circle)
            most = -1;
        if (people > most) {
            most = people;
            w->censuses[shares[first].circle].top_id = shares[first].top_id;
        }
    }
}

static lc_status take_census(writer *w)
{
    const town *t = w->t;
    size_t count = 0;
    share *shares = lc_alloc(t->ctx, t->places.count, sizeof *shares);
    w->censuses = lc_alloc(t->ctx, t->circles.count, sizeof *w->censuses);
    if (shares == NULL || w->censuses == NULL) {
        free(shares);
        return LC_MEMORY;
    }
    for (size_t p = 0; p < t->places.count; p++) {
        uint32_t c = t->circle[p];
        if (c == LC_GROUND_NONE)
            continue;
        const town_region *region = town_region_of(t, p);
        w->censuses[c].class_micro[region->class] += town_place_at(t, p)->people_micro;
        shares[count++] = (share){c, region->top_id, town_place_at(t, p)->people_micro};
    }
    find_tops(w, shares, count);
    free(shares);
    return LC_OK;
}

/* The class of most people, of equals the more central one; NULL where no region has one. */
static const char *class_word(const census *c)
{
    static const char *const words[CLASS_COUNT] = {NULL, "central", "urbanised", "rural"};
    int best = CLASS_CENTRAL;
    for (int i = CLASS_URBANISED; i < CLASS_COUNT; i++)
        if (c->class_micro[i] > c->class_micro[best])
            best = i;
    return c->class_micro[best] > c->class_micro[CLASS_NONE] ? words[best] : NULL;
}

/* --- ground --- */

typedef struct gathering {
    lc_ctx *ctx;
    lc_array *items;
} gathering;

static lc_status add_top(void *user, lc_stmt *row)
{
    gathering *tops = user;
    size_t size;
    const void *bytes = lc_stmt_blob(row, 0, &size);
    lc_wkb *top = lc_array_push(tops->ctx, tops->items);
    if (top == NULL || (top->bytes = lc_alloc(tops->ctx, size, 1)) == NULL)
        return LC_MEMORY;
    memcpy(top->bytes, bytes, size);
    top->size = size;
    return LC_OK;
}

/* The outline of the study: its top regions together. */
static lc_status open_clip(writer *w)
{
    lc_array tops;
    lc_wkb outline = {NULL, 0};
    lc_array_init(&tops, sizeof(lc_wkb));
    gathering g = {w->t->ctx, &tops};
    lc_status status = lc_store_each(w->t->store, "circles/read_outline", add_top, &g);
    if (status == LC_OK)
        status = lc_geom_union(w->geom, tops.items, tops.count, &outline);
    if (status == LC_OK)
        status = lc_clip_open(w->geom, &outline, &w->clip);
    for (size_t i = 0; i < tops.count; i++)
        lc_wkb_clear(lc_array_at(&tops, i));
    lc_array_clear(&tops);
    lc_wkb_clear(&outline);
    return status;
}

static lc_status lay_ground(writer *w)
{
    const town *t = w->t;
    w->shapes = lc_alloc(t->ctx, t->circles.count, sizeof *w->shapes);
    if (w->shapes == NULL)
        return LC_MEMORY;
    lc_status status =
        lc_ground_make(t->ctx, t->at, t->places.count, GROUND_MM, CELL_MM, &w->ground);
    if (status == LC_OK)
        status = lc_ground_outline(t->ctx, &w->ground, t->circle, t->circles.count, w->shapes);
    if (status == LC_OK)
        status = lc_geom_open(t->ctx, &w->geom);
    return status == LC_OK ? open_clip(w) : status;
}

typedef struct plane_walk {
    const town *t;
    lc_status status;
} plane_walk;

static void to_degrees(void *user, double *x, double *y)
{
    plane_walk *walk = user;
    if (walk->status == LC_OK)
        walk->status = lc_plane_inverse(walk->t->ctx, walk->t->plane, x, y, 1, 1);
}

static lc_status collect_xy(void *user, size_t polygon, size_t ring, const double *xy, size_t count)
{
    gathering *all = user;
    (void)polygon;
    if (ring > 0)
        return LC_OK;
    double *to = lc_array_push_many(all->ctx, all->items, count);
    if (to == NULL)
        return LC_MEMORY;
    memcpy(to, xy, count * 2 * sizeof *xy);
    return LC_OK;
}

/* Area / area of the convex hull, in the plane; NAN for no ground. */
static lc_status measure_convexity(writer *w, const lc_wkb *shape, double *out)
{
    lc_array xy;
    lc_wkb hull = {NULL, 0};
    double area = 0, around = 0;
    *out = NAN;
    lc_array_init(&xy, 2 * sizeof(double));
    gathering g = {w->t->ctx, &xy};
    lc_status status = lc_geom_area(w->geom, shape->bytes, shape->size, &area);
    if (status == LC_OK && area > 0) {
        status = lc_wkb_each_part(w->t->ctx, shape->bytes, shape->size, collect_xy, &g);
        if (status == LC_OK)
            status = lc_geom_hull(w->geom, xy.items, xy.count, &hull);
        if (status == LC_OK)
            status = lc_geom_area(w->geom, hull.bytes, hull.size, &around);
        *out = area / around;
    }
    lc_wkb_clear(&hull);
    lc_array_clear(&xy);
    return status;
}

static lc_status add_ring_area(void *user, size_t polygon, size_t ring, const double *xy,
                               size_t count)
{
    double area_m2, perimeter_m, *sum = user;
    (void)polygon;
    size_t corners = count > 1 && xy[0] == xy[2 * count - 2] && xy[1] == xy[2 * count - 1]
                         ? count - 1
                         : count; /* the last one is the first again */
    lc_geodesic_ring((const lc_lonlat *)(const void *)xy, corners, &area_m2, &perimeter_m);
    *sum += ring == 0 ? area_m2 : -area_m2;
    return LC_OK;
}

/* --- rows --- */

static lc_status write_tree(writer *w, int64_t region_id, int64_t ancestor_id, int depth)
{
    lc_stmt_bind_int(w->insert_tree, ":region_id", region_id);
    lc_stmt_bind_int(w->insert_tree, ":ancestor_id", ancestor_id);
    lc_stmt_bind_int(w->insert_tree, ":depth", depth);
    return lc_stmt_run(w->insert_tree);
}

/* The centre's name; further circles are numbered. Free with free(). */
static lc_status name_circle(writer *w, size_t c, size_t further_no, char **out)
{
    bool row = false;
    int64_t facility_id = circle_at(w, c)->facility_id;
    *out = NULL;
    if (facility_id == 0) {
        *out = lc_format(w->t->ctx, "新增服务圈 %zu", further_no);
        return *out != NULL ? LC_OK : LC_MEMORY;
    }
    lc_stmt_bind_int(w->read_name, ":facility_id", facility_id);
    lc_status status = lc_stmt_step(w->read_name, &row);
    if (status == LC_OK &&
        (*out = lc_strdup(w->t->ctx, row ? lc_stmt_text(w->read_name, 0) : "")) == NULL)
        status = LC_MEMORY;
    lc_stmt_reset(w->read_name);
    return status;
}

static lc_status write_region(writer *w, size_t c, const char *name, const lc_wkb *shape)
{
    lc_ctx *ctx = w->t->ctx;
    lc_stmt *stmt = w->insert_region;
    double area_m2 = 0;
    lc_status status = lc_wkb_each_part(ctx, shape->bytes, shape->size, add_ring_area, &area_m2);
    char *code = lc_format(ctx, "%s%0*zu", w->prefix, (int)w->digits, c + 1);
    if (status == LC_OK && code == NULL)
        status = LC_MEMORY;
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":region_id", w->first_id + (int64_t)c);
        lc_stmt_bind_text(stmt, ":code", code);
        lc_stmt_bind_text(stmt, ":name", name);
        lc_stmt_bind_int(stmt, ":parent_id", w->censuses[c].top_id);
        lc_stmt_bind_text(stmt, ":class", class_word(&w->censuses[c]));
        lc_stmt_bind_text(stmt, ":kind", circle_at(w, c)->facility_id != 0 ? "centre" : "further");
        lc_stmt_bind_double(stmt, ":area_m2", area_m2);
        lc_stmt_bind_null(stmt, ":wkb");
        if (area_m2 > 0)
            lc_stmt_bind_blob(stmt, ":wkb", shape->bytes, shape->size);
        status = lc_stmt_run(stmt);
    }
    free(code);
    return status;
}

static lc_status write_facts(writer *w, size_t c, double convexity_01)
{
    const town_circle *circle = circle_at(w, c);
    lc_stmt_bind_int(w->insert_circle, ":region_id", w->first_id + (int64_t)c);
    lc_stmt_bind_null(w->insert_circle, ":facility_id");
    if (circle->facility_id != 0)
        lc_stmt_bind_int(w->insert_circle, ":facility_id", circle->facility_id);
    lc_stmt_bind_text(w->insert_circle, ":remark", circle->remark);
    lc_stmt_bind_double(w->insert_circle, ":convexity_01", convexity_01);
    return lc_stmt_run(w->insert_circle);
}

static lc_status write_circle(writer *w, size_t c, size_t further_no)
{
    plane_walk walk = {.t = w->t};
    lc_wkb *shape = &w->shapes[c], clipped = {NULL, 0};
    char *name = NULL;
    double convexity_01 = NAN;
    int64_t id = w->first_id + (int64_t)c;
    lc_status status = name_circle(w, c, further_no, &name);
    if (status == LC_OK)
        status = measure_convexity(w, shape, &convexity_01);
    if (status == LC_OK) {
        (void)lc_wkb_each_xy(shape->bytes, shape->size, to_degrees, &walk);
        status = walk.status;
    }
    if (status == LC_OK)
        status = lc_clip_polygon(w->clip, shape, &clipped);
    if (status == LC_OK)
        status = write_region(w, c, name, &clipped);
    if (status == LC_OK)
        status = write_tree(w, id, id, 0);
    if (status == LC_OK)
        status = write_tree(w, id, w->censuses[c].top_id, 1);
    if (status == LC_OK)
        status = write_facts(w, c, convexity_01);
    lc_wkb_clear(&clipped);
    free(name);
    return status;
}

static lc_status write_circles(writer *w)
{
    size_t further_no = 0;
    lc_status status = LC_OK;
    for (size_t c = 0; status == LC_OK && c < w->t->circles.count; c++) {
        further_no += circle_at(w, c)->facility_id == 0;
        status = write_circle(w, c, further_no);
        if (status == LC_OK)
            status = lc_tick(w->t->ctx, c, w->t->circles.count);
    }
    return status;
}

/* --- who is where --- */

static lc_status flush(lc_rows *rows, lc_stmt *insert, size_t least)
{
    return lc_rows_count(rows) >= least ? lc_rows_run(rows, insert) : LC_OK;
}

static lc_status write_places(writer *w)
{
    const town *t = w->t;
    lc_stmt *insert = NULL;
    lc_rows *rows = lc_rows_new(t->ctx, 2);
    lc_status status =
        rows != NULL ? lc_store_query(t->store, "circles/insert_demand", &insert) : LC_MEMORY;
    for (size_t p = 0; status == LC_OK && p < t->places.count; p++) {
        if (t->circle[p] == LC_GROUND_NONE)
            continue;
        lc_rows_add_int(rows, town_place_at(t, p)->demand_id);
        lc_rows_add_int(rows, w->first_id + t->circle[p]);
        status = flush(rows, insert, ROWS_AT_ONCE);
    }
    if (status == LC_OK)
        status = flush(rows, insert, 0);
    lc_rows_free(rows);
    lc_stmt_free(insert);
    return status;
}

/* The circle whose centre a facility is; centres are the first circles, by their ids. */
static uint32_t circle_of_centre(const writer *w, int64_t facility_id)
{
    size_t low = 0, high = w->t->circles.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int64_t id = circle_at(w, middle)->facility_id;
        if (id != 0 && id < facility_id)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < w->t->circles.count && circle_at(w, low)->facility_id == facility_id;
    return found ? (uint32_t)low : LC_GROUND_NONE;
}

/* A centre is in its own circle, wherever it stands; what stands in the margin is in none. */
static lc_status find_circle(const writer *w, lc_stmt *row, uint32_t *circle)
{
    lc_spot_mm at;
    lc_status status = LC_OK;
    *circle = circle_of_centre(w, lc_stmt_int(row, 0));
    if (*circle != LC_GROUND_NONE || lc_stmt_int(row, 1) == 0)
        return LC_OK;
    status = town_spot(w->t, lc_stmt_double(row, 2), lc_stmt_double(row, 3), &at);
    uint32_t place = status == LC_OK ? lc_ground_at(&w->ground, at) : LC_GROUND_NONE;
    if (place != LC_GROUND_NONE)
        *circle = w->t->circle[place];
    return status;
}

static lc_status write_facilities(writer *w)
{
    lc_stmt *read = NULL, *insert = NULL;
    bool row = false;
    lc_rows *rows = lc_rows_new(w->t->ctx, 2);
    lc_status status = rows != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK)
        status = lc_store_query(w->t->store, "circles/read_facilities", &read);
    if (status == LC_OK)
        status = lc_store_query(w->t->store, "circles/insert_facility", &insert);
    while (status == LC_OK && (status = lc_stmt_step(read, &row)) == LC_OK && row) {
        uint32_t circle;
        status = find_circle(w, read, &circle);
        if (status != LC_OK || circle == LC_GROUND_NONE)
            continue;
        lc_rows_add_int(rows, lc_stmt_int(read, 0));
        lc_rows_add_int(rows, w->first_id + circle);
    }
    if (status == LC_OK)
        status = flush(rows, insert, 0);
    lc_rows_free(rows);
    lc_stmt_free(read);
    lc_stmt_free(insert);
    return status;
}

/* --- codes --- */

static lc_status count_codes(writer *w, int64_t *count)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    *count = 0;
    lc_status status = lc_store_query(w->t->store, "circles/count_codes", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, ":prefix", w->prefix);
        status = lc_stmt_step(stmt, &row);
    }
    if (status == LC_OK && row)
        *count = lc_stmt_int(stmt, 0);
    lc_stmt_free(stmt);
    return status;
}

static lc_status read_first(void *user, lc_stmt *row)
{
    writer *w = user;
    w->first_id = lc_stmt_int(row, 0) + 1;
    w->prefix = lc_format(w->t->ctx, "%s-C", lc_stmt_text(row, 1));
    return w->prefix != NULL ? LC_OK : LC_MEMORY;
}

/* Codes begin with that of the first top region and a C, or as many as no region's code has there.
 * All have as many digits, three at least, so that they sort as they count. */
static lc_status choose_codes(writer *w)
{
    int64_t taken = 1;
    lc_status status = lc_store_each(w->t->store, "circles/read_first", read_first, w);
    w->digits = 3;
    for (size_t most = 1000; most <= w->t->circles.count; most *= 10)
        w->digits++;
    while (status == LC_OK && (status = count_codes(w, &taken)) == LC_OK && taken > 0) {
        char *longer = lc_format(w->t->ctx, "%sC", w->prefix);
        free(w->prefix);
        w->prefix = longer;
        if (longer == NULL)
            status = LC_MEMORY;
    }
    return status;
}

static lc_status prepare(writer *w)
{
    const struct {
        const char *name;
        lc_stmt **stmt;
    } queries[] = {{"circles/insert_region", &w->insert_region},
                   {"circles/insert_tree", &w->insert_tree},
                   {"circles/insert_circle", &w->insert_circle},
                   {"circles/read_name", &w->read_name}};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof queries / sizeof *queries; i++)
        status = lc_store_query(w->t->store, queries[i].name, queries[i].stmt);
    return status;
}

static void clear(writer *w)
{
    lc_stmt *stmts[] = {w->insert_region, w->insert_tree, w->insert_circle, w->read_name};
    for (size_t i = 0; i < sizeof stmts / sizeof stmts[0]; i++)
        lc_stmt_free(stmts[i]);
    for (size_t c = 0; w->shapes != NULL && c < w->t->circles.count; c++)
        lc_wkb_clear(&w->shapes[c]);
    free(w->shapes);
    free(w->censuses);
    free(w->prefix);
    lc_clip_close(w->clip);
    lc_geom_close(w->geom);
    lc_ground_clear(&w->ground);
}

lc_status town_write(town *t)
{
    writer w = {.t = t};
    if (t->circles.count == 0)
        return LC_OK;
    lc_status status = take_census(&w);
    if (status == LC_OK)
        status = choose_codes(&w);
    if (status == LC_OK)
        status = lay_ground(&w);
    if (status == LC_OK)
        status = prepare(&w);
    if (status == LC_OK)
        status = write_circles(&w);
    if (status == LC_OK)
        status = write_places(&w);
    if (status == LC_OK)
        status = write_facilities(&w);
    clear(&w);
    return status;
}
