/* The street pieces from which a facility of a type is within a limit, as lines. */
#include "geom/geom.h"
#include "reach/draw.h"

/* The lines of one type and limit. */
typedef struct lines {
    lc_array corners;   /* pairs: lon, lat */
    lc_array starts;    /* size_t: where each line begins, and the end */
    uint64_t length_mm; /* real length */
} lines;

static lc_status begin_line(lc_ctx *ctx, lines *l)
{
    size_t *start = lc_array_push(ctx, &l->starts);
    if (start == NULL)
        return LC_MEMORY;
    *start = l->corners.count;
    return LC_OK;
}

static lc_status draw(const lc_reach_pen *pen, lines *l)
{
    const lc_reach_stretch *stretches = pen->stretches.items;
    const double *coordinates = pen->canvas->model->xy.items;
    lc_status status = LC_OK;
    l->corners.count = l->starts.count = 0;
    l->length_mm = 0;
    for (size_t i = 0; status == LC_OK && i < pen->stretches.count; i++) {
        size_t first = l->corners.count;
        status = lc_reach_pen_line(pen, &stretches[i], coordinates, &l->corners);
        if (status != LC_OK || l->corners.count == first)
            continue;
        size_t *start = lc_array_push(pen->ctx, &l->starts);
        if (start == NULL)
            return LC_MEMORY;
        *start = first;
        l->length_mm += stretches[i].end_mm - stretches[i].begin_mm;
    }
    return status;
}

static lc_status insert(const lc_reach_pen *pen, lines *l, size_t limit, lc_stmt *stmt)
{
    const lc_reach_model *model = pen->canvas->model;
    size_t count = l->starts.count;
    lc_wkb wkb = {0};
    if (count == 0)
        return LC_OK;
    lc_status status = begin_line(pen->ctx, l); /* where the last one ends */
    if (status == LC_OK)
        status = lc_wkb_multiline(pen->ctx, l->corners.items, l->starts.items, count, &wkb);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":limit_id", lc_reach_limit_at(model, limit)->id);
        lc_stmt_bind_double(stmt, ":length_m", (double)l->length_mm / 1000);
        lc_stmt_bind_blob(stmt, ":wkb", wkb.bytes, wkb.size);
        status = lc_stmt_run(stmt);
    }
    lc_wkb_clear(&wkb);
    return status;
}

/* One search to the largest limit serves the smaller ones. */
static lc_status draw_type(lc_reach_pen *pen, lines *l, const lc_reach_measure *measure,
                           const lc_reach_type *type, lc_stmt *stmt)
{
    const lc_reach_model *model = pen->canvas->model;
    uint32_t first, end;
    lc_reach_type_entrances(model, type, &first, &end);
    lc_stmt_bind_int(stmt, ":type_id", type->id);
    lc_status status = lc_reach_pen_search(pen, first, end);
    for (size_t k = 0; status == LC_OK && k < model->limits.count; k++) {
        status = lc_reach_pen_stretches(pen, measure->limit_mm[k]);
        if (status == LC_OK)
            status = draw(pen, l);
        if (status == LC_OK)
            status = insert(pen, l, k, stmt);
    }
    return status;
}

static lc_status draw_types(const lc_reach_canvas *canvas, const lc_reach_measure *measure,
                            lc_stmt *stmt)
{
    const lc_reach_model *model = canvas->model;
    lc_reach_pen pen;
    lines l = {.length_mm = 0};
    lc_array_init(&l.corners, 2 * sizeof(double));
    lc_array_init(&l.starts, sizeof(size_t));
    lc_status status =
        lc_reach_pen_init(&pen, model->ctx, canvas, measure->limit_mm[model->limits.count - 1]);
    for (size_t t = 0; status == LC_OK && t < model->types.count; t++) {
        status = draw_type(&pen, &l, measure, lc_reach_type_at(model, t), stmt);
        if (status == LC_OK)
            status = lc_tick(model->ctx, model->done, model->total);
    }
    lc_reach_pen_clear(&pen);
    lc_array_clear(&l.corners);
    lc_array_clear(&l.starts);
    return status;
}

lc_status lc_reach_draw_streets(lc_reach_model *model, const lc_reach_walk *walk,
                                const lc_reach_measure *measure)
{
    lc_reach_canvas canvas;
    lc_stmt *stmt = NULL;
    if (model->limits.count == 0)
        return LC_OK;
    lc_status status = lc_reach_canvas_init(&canvas, model, walk);
    if (status == LC_OK)
        status = lc_store_query(model->store, "reach/insert_service_street", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":measure_id", measure->id);
        status = draw_types(&canvas, measure, stmt);
    }
    if (status == LC_OK)
        status = lc_reach_draw_areas(&canvas, measure);
    lc_stmt_free(stmt);
    lc_reach_canvas_clear(&canvas);
    return status;
}
