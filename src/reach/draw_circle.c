/* Service circles for maps: one shape per facility and limit. Nobody's reach is decided by them. */
#include <stdlib.h>

#include "crs/crs.h"
#include "geom/geom.h"
#include "reach/internal.h"

/* Corners of a circle: 256 lose 0.01 % of its area. */
enum { CORNERS = 256 };

/* The rings of a type's entrances: ring e * limits + k around entrance first + e for limit k. */
static lc_lonlat *rings_of(const lc_reach_model *model, const lc_reach_measure *measure,
                           uint32_t first, uint32_t end)
{
    size_t limits = model->limits.count, count = (end - first) * limits;
    lc_lonlat *rings = lc_alloc(model->ctx, count, CORNERS * sizeof *rings);
    if (rings == NULL)
        return NULL;
#pragma omp parallel for num_threads(lc_ctx_threads(model->ctx))
    for (size_t i = 0; i < count; i++)
        lc_geodesic_circle(lc_reach_entrance_at(model, first + i / limits)->at,
                           measure->limit_mm[i % limits] / 1000.0, rings + i * CORNERS, CORNERS);
    return rings;
}

/* The circles around a facility's entrances as one shape. */
static lc_status shape_of(lc_ctx *ctx, lc_geom *geom, const lc_lonlat *ring, size_t stride,
                          size_t count, lc_wkb *out)
{
    *out = (lc_wkb){0};
    if (count == 1)
        return lc_wkb_polygon(ctx, &ring->lon_deg, CORNERS, out);
    lc_status status = LC_OK;
    lc_wkb *parts = lc_alloc(ctx, count, sizeof *parts);
    if (parts == NULL)
        return LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < count; i++)
        status = lc_wkb_polygon(ctx, &ring[i * stride].lon_deg, CORNERS, &parts[i]);
    if (status == LC_OK)
        status = lc_geom_union(geom, parts, count, out);
    for (size_t i = 0; i < count; i++)
        lc_wkb_clear(&parts[i]);
    free(parts);
    return status;
}

static lc_status draw_type(lc_reach_model *model, lc_geom *geom, const lc_reach_measure *measure,
                           const lc_reach_type *type, lc_stmt *insert)
{
    uint32_t first, end;
    size_t limits = model->limits.count;
    lc_status status = LC_OK;
    lc_reach_type_entrances(model, type, &first, &end);
    lc_lonlat *rings = rings_of(model, measure, first, end);
    if (rings == NULL)
        return LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < (type->end - type->first) * limits; i++) {
        const lc_reach_facility *f = lc_reach_facility_at(model, type->first + i / limits);
        size_t k = i % limits;
        if (measure->limit_mm[k] == 0)
            continue;
        lc_wkb shape = {0};
        status = shape_of(model->ctx, geom, rings + ((f->first - first) * limits + k) * CORNERS,
                          limits * CORNERS, f->end - f->first, &shape);
        lc_stmt_bind_int(insert, ":facility_id", f->id);
        lc_stmt_bind_int(insert, ":limit_id", lc_reach_limit_at(model, k)->id);
        lc_stmt_bind_double(insert, ":radius_m", measure->limit_mm[k] / 1000.0);
        lc_stmt_bind_blob(insert, ":wkb", shape.bytes, shape.size);
        if (status == LC_OK)
            status = lc_stmt_run(insert);
        lc_wkb_clear(&shape);
    }
    free(rings);
    return status;
}

lc_status lc_reach_draw_circles(lc_reach_model *model, const lc_reach_measure *measure)
{
    lc_geom *geom = NULL;
    lc_stmt *insert = NULL;
    lc_status status = lc_geom_open(model->ctx, &geom);
    if (status == LC_OK)
        status = lc_store_query(model->store, "reach/insert_service_circle", &insert);
    if (status == LC_OK)
        lc_stmt_bind_int(insert, ":measure_id", measure->id);
    for (size_t t = 0; status == LC_OK && t < model->types.count; t++) {
        status = draw_type(model, geom, measure, lc_reach_type_at(model, t), insert);
        if (status == LC_OK)
            status = lc_tick(model->ctx, model->done, model->total);
    }
    lc_stmt_free(insert);
    lc_geom_close(geom);
    return status;
}
