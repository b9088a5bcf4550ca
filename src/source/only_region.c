/* The one region of a study that names none. */
#include "source/outline.h"
#include "source/people.h"

static lc_status read_demand_xy(lc_people *people, lc_array *xy)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(people->store, "source/select_demand_places", &stmt);
    for (bool row = status == LC_OK; row && status == LC_OK;) {
        status = lc_stmt_step(stmt, &row);
        double *pair = status == LC_OK && row ? lc_array_push(people->ctx, xy) : NULL;
        if (status == LC_OK && row && pair == NULL)
            status = LC_MEMORY;
        if (pair != NULL) {
            pair[0] = lc_stmt_double(stmt, 0);
            pair[1] = lc_stmt_double(stmt, 1);
        }
    }
    lc_stmt_free(stmt);
    return status;
}

typedef struct plane_walk {
    lc_people *people;
    lc_status status;
} plane_walk;

static void from_plane(void *user, double *x, double *y)
{
    plane_walk *walk = user;
    if (walk->status == LC_OK)
        walk->status = lc_plane_inverse(walk->people->ctx, walk->people->plane, x, y, 1, 1);
}

/* The hull of the demand, grown a little so that nobody lies on its edge; WGS-84. */
static lc_status demand_hull(lc_people *people, lc_array *xy, lc_wkb *out)
{
    static const double grow_m = 100;
    double *all = xy->items;
    lc_wkb hull = {NULL, 0}, grown = {NULL, 0};
    plane_walk walk = {.people = people};
    lc_geom *geom = lc_area_geom(people->area);
    lc_status status = LC_OK;
    bool repaired;
    if (people->plane == NULL) {
        status = lc_plane_open(people->ctx, (lc_lonlat){all[0], all[1]}, &people->own_plane);
        people->plane = people->own_plane;
    }
    if (status == LC_OK)
        status = lc_plane_forward(people->ctx, people->plane, all, all + 1, xy->count, 2);
    if (status == LC_OK)
        status = lc_geom_hull(geom, all, xy->count, &hull);
    if (status == LC_OK)
        status = lc_geom_buffer(geom, hull.bytes, hull.size, grow_m, &grown);
    if (status == LC_OK) {
        (void)lc_wkb_each_xy(grown.bytes, grown.size, from_plane, &walk);
        status = walk.status;
    }
    if (status == LC_OK)
        status = lc_geom_valid_polygon(geom, grown.bytes, grown.size, out, &repaired, NULL);
    lc_wkb_clear(&hull);
    lc_wkb_clear(&grown);
    return status;
}

static lc_status write_only_region(lc_people *people, const lc_wkb *outline)
{
    const lc_study *study = people->study;
    bool zh = lc_ctx_language(people->ctx) == LC_LANG_ZH;
    const char *first = zh ? study->title_zh : study->title_en;
    const char *second = zh ? study->title_en : study->title_zh;
    const char *name = first != NULL ? first : second != NULL ? second : "all";
    lc_outline_measures measures;
    lc_stmt *stmt = NULL;
    lc_status status = lc_outline_measure(people->ctx, outline, &measures);
    if (status == LC_OK)
        status = lc_store_query(people->store, "source/insert_only_region", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, ":name", name);
        lc_stmt_bind_double(stmt, ":area_m2", measures.area_m2);
        lc_stmt_bind_blob(stmt, ":wkb", outline->bytes, outline->size);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_people_make_region(lc_people *people)
{
    lc_array xy;
    lc_wkb outline = {NULL, 0};
    lc_array_init(&xy, 2 * sizeof(double));
    lc_status status = read_demand_xy(people, &xy);
    if (status == LC_OK && xy.count > 0) {
        status = demand_hull(people, &xy, &outline);
        if (status == LC_OK)
            status = write_only_region(people, &outline);
        if (status == LC_OK)
            status = lc_store_run(people->store, "source/insert_region_tree");
        if (status == LC_OK)
            status = lc_store_run(people->store, "source/update_demand_only_region");
    }
    lc_wkb_clear(&outline);
    lc_array_clear(&xy);
    return status;
}
