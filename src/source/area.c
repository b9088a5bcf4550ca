#include "source/area.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

typedef struct area_code {
    char *code;
    int64_t region_id;
} area_code;

struct lc_area {
    lc_ctx *ctx;
    lc_geom *geom;
    lc_plane *plane;    /* NULL when nothing is known */
    lc_locator *finest; /* regions, the finest level first; lon/lat */
    lc_locator *near;   /* regions without parent, grown by the margin; metres of the plane */
    lc_array regions;   /* int64_t region_id, in the order of `finest` */
    lc_array parents;   /* int64_t parent of region i, 0 for none */
    lc_array codes;     /* area_code, by code */
    lc_box box, margin_box;
    bool single; /* the study names no regions: whatever is near belongs to the one */
};

static void box_add(void *user, double *x, double *y)
{
    lc_box *box = user;
    box->west = fmin(box->west, *x);
    box->east = fmax(box->east, *x);
    box->south = fmin(box->south, *y);
    box->north = fmax(box->north, *y);
}

static int by_code(const void *a, const void *b)
{
    return strcmp(((const area_code *)a)->code, ((const area_code *)b)->code);
}

/* One region of source/select_area_regions: id, code, parent, outline. */
static lc_status add_region(lc_area *area, lc_stmt *stmt)
{
    int64_t region_id = lc_stmt_int(stmt, 0);
    int64_t *region = lc_array_push(area->ctx, &area->regions);
    area_code *code = region != NULL ? lc_array_push(area->ctx, &area->codes) : NULL;
    if (code == NULL)
        return LC_MEMORY;
    *region = region_id;
    *code =
        (area_code){.code = lc_strdup(area->ctx, lc_stmt_text(stmt, 1)), .region_id = region_id};
    if (code->code == NULL)
        return LC_MEMORY;
    while (area->parents.count <= (size_t)region_id)
        if (lc_array_push(area->ctx, &area->parents) == NULL)
            return LC_MEMORY;
    *(int64_t *)lc_array_at(&area->parents, (size_t)region_id) = lc_stmt_int(stmt, 2);
    size_t size;
    const void *blob = lc_stmt_blob(stmt, 3, &size);
    return lc_locator_add(area->finest, blob, size);
}

/* Lines are straight in degrees here, so one from 179.9 to -179.9 would go all the way round. */
static lc_status check_width(const lc_area *area)
{
    char west[32], east[32];
    if (area->box.east - area->box.west <= 180)
        return LC_OK;
    (void)lc_print(west, sizeof west, "%.4g", area->box.west);
    (void)lc_print(east, sizeof east, "%.4g", area->box.east);
    return lc_fail(area->ctx, LC_INPUT,
                   "The study area reaches from longitude %s to %s: places on both sides of the "
                   "180th meridian cannot be in one study. Make one for each side, or check the "
                   "coordinates of the regions.",
                   west, east);
}

static lc_status read_box(lc_area *area, lc_store *store)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, "source/select_area_box", &stmt);
    if (status == LC_OK)
        status = lc_stmt_step(stmt, &row);
    if (status == LC_OK && row && !lc_stmt_is_null(stmt, 0)) {
        area->box = (lc_box){lc_stmt_double(stmt, 0), lc_stmt_double(stmt, 1),
                             lc_stmt_double(stmt, 2), lc_stmt_double(stmt, 3)};
        status = check_width(area);
        lc_lonlat centre = {(area->box.west + area->box.east) / 2,
                            (area->box.south + area->box.north) / 2};
        if (status == LC_OK)
            status = lc_plane_open(area->ctx, centre, &area->plane);
    }
    lc_stmt_free(stmt);
    return status;
}

typedef struct plane_walk {
    lc_area *area;
    lc_status status;
    bool inverse;
    lc_box *box; /* grown by what is met, NULL for none */
} plane_walk;

static void move_xy(void *user, double *x, double *y)
{
    plane_walk *walk = user;
    if (walk->status != LC_OK)
        return;
    walk->status = walk->inverse ? lc_plane_inverse(walk->area->ctx, walk->area->plane, x, y, 1, 1)
                                 : lc_plane_forward(walk->area->ctx, walk->area->plane, x, y, 1, 1);
    if (walk->box != NULL && isfinite(*x) && isfinite(*y))
        box_add(walk->box, x, y);
}

/* Grows a top region by the margin and makes it part of what is near. */
static lc_status add_near(lc_area *area, const void *blob, size_t size, double margin_m)
{
    lc_wkb grown = {NULL, 0};
    plane_walk walk = {.area = area};
    unsigned char *copy = lc_alloc(area->ctx, size, 1);
    if (copy == NULL)
        return LC_MEMORY;
    memcpy(copy, blob, size);
    (void)lc_wkb_each_xy(copy, size, move_xy, &walk);
    lc_status status = walk.status;
    if (status == LC_OK)
        status = lc_geom_buffer(area->geom, copy, size, margin_m, &grown);
    if (status == LC_OK)
        status = lc_locator_add(area->near, grown.bytes, grown.size);
    walk = (plane_walk){.area = area, .inverse = true, .box = &area->margin_box};
    if (status == LC_OK) {
        (void)lc_wkb_each_xy(grown.bytes, grown.size, move_xy, &walk);
        status = walk.status;
    }
    lc_wkb_clear(&grown);
    free(copy);
    return status;
}

static lc_status read_regions(lc_area *area, lc_store *store, double margin_m)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "source/select_area_regions", &stmt);
    for (bool row = status == LC_OK; row && status == LC_OK;) {
        status = lc_stmt_step(stmt, &row);
        if (status == LC_OK && row)
            status = add_region(area, stmt);
        size_t size;
        const void *blob = status == LC_OK && row ? lc_stmt_blob(stmt, 3, &size) : NULL;
        if (blob != NULL && lc_stmt_is_null(stmt, 2))
            status = add_near(area, blob, size, margin_m);
    }
    lc_stmt_free(stmt);
    if (area->codes.count > 0)
        qsort(area->codes.items, area->codes.count, sizeof(area_code), by_code);
    return status;
}

static bool names_regions(const lc_study *study)
{
    for (size_t i = 0; i < study->source_count; i++)
        if (study->sources[i].role == LC_ROLE_REGIONS)
            return true;
    return false;
}

lc_status lc_area_open(lc_store *store, const lc_study *study, lc_area **out)
{
    lc_ctx *ctx = lc_store_ctx(store);
    *out = NULL;
    lc_area *area = lc_alloc(ctx, 1, sizeof *area);
    if (area == NULL)
        return LC_MEMORY;
    area->ctx = ctx;
    area->single = !names_regions(study);
    lc_array_init(&area->regions, sizeof(int64_t));
    lc_array_init(&area->parents, sizeof(int64_t));
    lc_array_init(&area->codes, sizeof(area_code));
    area->margin_box = (lc_box){INFINITY, INFINITY, -INFINITY, -INFINITY};
    lc_status status = lc_geom_open(ctx, &area->geom);
    if (status == LC_OK)
        status = lc_locator_new(area->geom, &area->finest);
    if (status == LC_OK)
        status = lc_locator_new(area->geom, &area->near);
    if (status == LC_OK)
        status = read_box(area, store);
    if (status == LC_OK && area->plane != NULL)
        status = read_regions(area, store, study->margin_m);
    if (status != LC_OK) {
        lc_area_close(area);
        return status;
    }
    *out = area;
    return LC_OK;
}

void lc_area_close(lc_area *area)
{
    if (area == NULL)
        return;
    for (size_t i = 0; i < area->codes.count; i++)
        free(((area_code *)lc_array_at(&area->codes, i))->code);
    lc_array_clear(&area->codes);
    lc_array_clear(&area->regions);
    lc_array_clear(&area->parents);
    lc_locator_free(area->finest);
    lc_locator_free(area->near);
    lc_plane_close(area->plane);
    lc_geom_close(area->geom);
    free(area);
}

bool lc_area_known(const lc_area *area)
{
    return area->plane != NULL;
}

lc_box lc_area_box(const lc_area *area, bool margin)
{
    return margin ? area->margin_box : area->box;
}

lc_geom *lc_area_geom(const lc_area *area)
{
    return area->geom;
}

lc_plane *lc_area_plane(const lc_area *area)
{
    return area->plane;
}

static bool in_box(const lc_box *box, lc_lonlat at)
{
    return at.lon_deg >= box->west && at.lon_deg <= box->east && at.lat_deg >= box->south &&
           at.lat_deg <= box->north;
}

static int64_t region_at(const lc_area *area, int64_t index)
{
    return *(int64_t *)lc_array_at(&area->regions, (size_t)index);
}

/* Is the region `top_id` or below it? */
static bool is_below(const lc_area *area, int64_t region_id, int64_t top_id)
{
    while (region_id > 0 && region_id != top_id)
        region_id = *(int64_t *)lc_array_at(&area->parents, (size_t)region_id);
    return region_id == top_id;
}

lc_status lc_area_locate(lc_area *area, lc_lonlat at, bool *near, int64_t *region_id)
{
    *near = area->plane == NULL;
    *region_id = 0;
    if (area->plane == NULL || !in_box(&area->margin_box, at))
        return LC_OK;
    int64_t index = -1;
    lc_status status = lc_locator_find(area->finest, at.lon_deg, at.lat_deg, &index);
    if (status == LC_OK && index >= 0) {
        *near = true;
        *region_id = region_at(area, index);
        return LC_OK;
    }
    double x = at.lon_deg, y = at.lat_deg;
    if (status == LC_OK)
        status = lc_plane_forward(area->ctx, area->plane, &x, &y, 1, 1);
    if (status == LC_OK)
        status = lc_locator_find(area->near, x, y, &index);
    *near = status == LC_OK && index >= 0;
    if (*near && area->single)
        *region_id = region_at(area, 0);
    return status;
}

lc_status lc_area_locate_within(lc_area *area, lc_lonlat at, int64_t within_id, int64_t *region_id)
{
    enum { HELD_MAX = 32 };
    int64_t held[HELD_MAX];
    size_t count = 0;
    *region_id = within_id;
    lc_status status =
        lc_locator_find_all(area->finest, at.lon_deg, at.lat_deg, held, HELD_MAX, &count);
    for (size_t i = 0; status == LC_OK && i < count && i < HELD_MAX; i++) {
        if (is_below(area, region_at(area, held[i]), within_id)) {
            *region_id = region_at(area, held[i]);
            break;
        }
    }
    return status;
}

static int text_to_code(const void *text, const void *item)
{
    return strcmp(text, ((const area_code *)item)->code);
}

int64_t lc_area_region_of_code(const lc_area *area, const char *code)
{
    if (code == NULL || area->codes.count == 0)
        return 0;
    const area_code *found =
        bsearch(code, area->codes.items, area->codes.count, sizeof(area_code), text_to_code);
    return found != NULL ? found->region_id : 0;
}

double lc_area_distance_m(const lc_area *area, lc_lonlat at)
{
    lc_lonlat nearest = {fmin(fmax(at.lon_deg, area->box.west), area->box.east),
                         fmin(fmax(at.lat_deg, area->box.south), area->box.north)};
    return lc_geodesic_distance_m(at, nearest);
}
