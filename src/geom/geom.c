/* GEOS behind a door of WKB. */
#include "geom/geom.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geom/geos.h"
#include "geom/rings.h"
#include "geom/walk.h"

/* Segments of a quarter circle in buffers: round ends lose 0.6 % of their area. */
enum { QUARTER_SEGMENTS = 8 };

static void hear_error(const char *message, void *user)
{
    lc_geom *geom = user;
    (void)snprintf(geom->error, sizeof geom->error, "%s", message);
}

static void hear_notice(const char *message, void *user)
{
    (void)message;
    (void)user;
}

lc_status lc_geom_open(lc_ctx *ctx, lc_geom **out)
{
    *out = NULL;
    lc_geom *geom = lc_alloc(ctx, 1, sizeof *geom);
    if (geom == NULL)
        return LC_MEMORY;
    geom->ctx = ctx;
    geom->geos = GEOS_init_r();
    if (geom->geos != NULL) {
        (void)GEOSContext_setErrorMessageHandler_r(geom->geos, hear_error, geom);
        (void)GEOSContext_setNoticeMessageHandler_r(geom->geos, hear_notice, geom);
        geom->reader = GEOSWKBReader_create_r(geom->geos);
        geom->writer = GEOSWKBWriter_create_r(geom->geos);
    }
    if (geom->reader == NULL || geom->writer == NULL) {
        lc_geom_close(geom);
        return lc_fail_memory(ctx);
    }
    GEOSWKBWriter_setOutputDimension_r(geom->geos, geom->writer, 2);
    GEOSWKBWriter_setByteOrder_r(geom->geos, geom->writer, GEOS_WKB_NDR);
    *out = geom;
    return LC_OK;
}

void lc_geom_close(lc_geom *geom)
{
    if (geom == NULL)
        return;
    if (geom->geos != NULL) {
        if (geom->reader != NULL)
            GEOSWKBReader_destroy_r(geom->geos, geom->reader);
        if (geom->writer != NULL)
            GEOSWKBWriter_destroy_r(geom->geos, geom->writer);
        GEOS_finish_r(geom->geos);
    }
    free(geom);
}

lc_status lc_geom_fail(lc_geom *geom)
{
    if (geom->error[0] == '\0' || strstr(geom->error, "bad_alloc") != NULL)
        return lc_fail_memory(geom->ctx);
    return lc_fail(geom->ctx, LC_INPUT,
                   "A shape cannot be computed with (%s): repair it in the source layer.",
                   geom->error);
}

void lc_geom_listen(lc_geom *geom)
{
    geom->error[0] = '\0';
}

lc_status lc_geom_heard(lc_geom *geom)
{
    return geom->error[0] == '\0' ? LC_OK : lc_geom_fail(geom);
}

typedef struct finite_check {
    lc_ctx *ctx;
    const unsigned char *bytes;
} finite_check;

static lc_status check_finite(void *user, const lc_run *run)
{
    const finite_check *check = user;
    for (size_t i = 0; i < run->count; i++) {
        double xy[2];
        lc_wkb_get_xy(check->bytes, run, i, xy);
        if (!isfinite(xy[0]) || !isfinite(xy[1]))
            return lc_wkb_fail_finite(check->ctx);
    }
    return LC_OK;
}

lc_status lc_geom_read(lc_geom *geom, const unsigned char *bytes, size_t size, GEOSGeometry **out)
{
    *out = NULL;
    finite_check check = {geom->ctx, bytes};
    bool well_formed;
    lc_status status = lc_wkb_walk(bytes, size, check_finite, &check, &well_formed);
    if (status != LC_OK)
        return status;
    if (!well_formed)
        return lc_wkb_fail(geom->ctx);
    *out = GEOSWKBReader_read_r(geom->geos, geom->reader, bytes, size);
    return *out != NULL ? LC_OK : lc_geom_fail(geom);
}

lc_status lc_geom_write(lc_geom *geom, const GEOSGeometry *shape, lc_wkb *out)
{
    *out = (lc_wkb){NULL, 0};
    size_t size = 0;
    unsigned char *bytes = GEOSWKBWriter_write_r(geom->geos, geom->writer, shape, &size);
    if (bytes == NULL)
        return lc_geom_fail(geom);
    out->bytes = lc_alloc(geom->ctx, size, 1);
    if (out->bytes != NULL) {
        memcpy(out->bytes, bytes, size);
        out->size = size;
    }
    GEOSFree_r(geom->geos, bytes);
    return out->bytes != NULL ? LC_OK : LC_MEMORY;
}

lc_status lc_geom_write_polygons(lc_geom *geom, const GEOSGeometry *shape, lc_wkb *out)
{
    lc_wkb any = {NULL, 0};
    lc_rings rings;
    lc_rings_init(&rings);
    *out = (lc_wkb){NULL, 0};
    lc_status status = lc_geom_write(geom, shape, &any);
    if (status == LC_OK)
        status = lc_rings_read(geom->ctx, any.bytes, any.size, &rings);
    if (status == LC_OK)
        status = lc_rings_write(geom->ctx, &rings, out);
    lc_rings_clear(&rings);
    lc_wkb_clear(&any);
    return status;
}

lc_status lc_geom_area(lc_geom *geom, const unsigned char *bytes, size_t size, double *out)
{
    GEOSGeometry *shape = NULL;
    *out = 0;
    lc_status status = lc_geom_read(geom, bytes, size, &shape);
    if (status == LC_OK && GEOSArea_r(geom->geos, shape, out) != 1)
        status = lc_geom_fail(geom);
    GEOSGeom_destroy_r(geom->geos, shape);
    return status;
}

lc_status lc_geom_shared_area(lc_geom *geom, const lc_wkb *a, const lc_wkb *b, double *out)
{
    GEOSGeometry *first = NULL, *second = NULL, *shared = NULL;
    *out = 0;
    lc_status status = lc_geom_read(geom, a->bytes, a->size, &first);
    if (status == LC_OK)
        status = lc_geom_read(geom, b->bytes, b->size, &second);
    if (status != LC_OK)
        goto done;
    shared = GEOSIntersection_r(geom->geos, first, second);
    if (shared == NULL || GEOSArea_r(geom->geos, shared, out) != 1)
        status = lc_geom_fail(geom);
done:
    GEOSGeom_destroy_r(geom->geos, shared);
    GEOSGeom_destroy_r(geom->geos, second);
    GEOSGeom_destroy_r(geom->geos, first);
    return status;
}

lc_status lc_geom_inner_point(lc_geom *geom, const unsigned char *bytes, size_t size, double *x,
                              double *y)
{
    GEOSGeometry *shape = NULL, *point = NULL;
    *x = *y = NAN;
    lc_status status = lc_geom_read(geom, bytes, size, &shape);
    if (status != LC_OK)
        goto done;
    if (GEOSisEmpty_r(geom->geos, shape) == 1) {
        status = lc_fail(geom->ctx, LC_INPUT, "A shape is empty: it has no point inside.");
        goto done;
    }
    point = GEOSPointOnSurface_r(geom->geos, shape);
    if (point == NULL || GEOSGeomGetX_r(geom->geos, point, x) != 1 ||
        GEOSGeomGetY_r(geom->geos, point, y) != 1)
        status = lc_geom_fail(geom);
done:
    GEOSGeom_destroy_r(geom->geos, point);
    GEOSGeom_destroy_r(geom->geos, shape);
    return status;
}

static lc_status write_union(lc_geom *geom, const GEOSGeometry *merged, lc_wkb *out)
{
    int type = GEOSGeomTypeId_r(geom->geos, merged);
    bool areas =
        type == GEOS_POLYGON || type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION;
    return areas ? lc_geom_write_polygons(geom, merged, out) : lc_geom_write(geom, merged, out);
}

lc_status lc_geom_union(lc_geom *geom, const lc_wkb *parts, size_t count, lc_wkb *out)
{
    GEOSGeometry *all = NULL, *merged = NULL;
    lc_status status = LC_OK;
    *out = (lc_wkb){NULL, 0};
    GEOSGeometry **shapes = lc_alloc(geom->ctx, count, sizeof(GEOSGeometry *));
    if (shapes == NULL)
        return LC_MEMORY;
    if (count > UINT32_MAX)
        status = lc_fail_memory(geom->ctx);
    size_t read = 0;
    while (status == LC_OK && read < count) {
        status = lc_geom_read(geom, parts[read].bytes, parts[read].size, &shapes[read]);
        read += status == LC_OK;
    }
    if (status != LC_OK)
        goto done;
    all = GEOSGeom_createCollection_r(geom->geos, GEOS_GEOMETRYCOLLECTION, shapes, (unsigned)count);
    read = 0; /* the collection owns them now */
    merged = all != NULL ? GEOSUnaryUnion_r(geom->geos, all) : NULL;
    status = merged != NULL ? write_union(geom, merged, out) : lc_geom_fail(geom);
done:
    for (size_t i = 0; i < read; i++)
        GEOSGeom_destroy_r(geom->geos, shapes[i]);
    GEOSGeom_destroy_r(geom->geos, merged);
    GEOSGeom_destroy_r(geom->geos, all);
    free(shapes);
    return status;
}

lc_status lc_geom_buffer(lc_geom *geom, const unsigned char *bytes, size_t size, double distance,
                         lc_wkb *out)
{
    GEOSGeometry *shape = NULL, *grown = NULL;
    *out = (lc_wkb){NULL, 0};
    lc_status status = lc_geom_read(geom, bytes, size, &shape);
    if (status != LC_OK)
        return status;
    grown = GEOSBuffer_r(geom->geos, shape, distance, QUARTER_SEGMENTS);
    status = grown != NULL ? lc_geom_write_polygons(geom, grown, out) : lc_geom_fail(geom);
    GEOSGeom_destroy_r(geom->geos, grown);
    GEOSGeom_destroy_r(geom->geos, shape);
    return status;
}

lc_status lc_geom_hull(lc_geom *geom, const double *xy, size_t count, lc_wkb *out)
{
    lc_wkb line = {NULL, 0};
    GEOSGeometry *shape = NULL, *hull = NULL;
    *out = (lc_wkb){NULL, 0};
    if (count == 0)
        return lc_fail(geom->ctx, LC_INPUT, "No positions are given to draw a hull around.");
    lc_status status = count == 1 ? lc_wkb_point(geom->ctx, xy[0], xy[1], &line)
                                  : lc_wkb_line(geom->ctx, xy, count, &line);
    if (status == LC_OK)
        status = lc_geom_read(geom, line.bytes, line.size, &shape);
    if (status != LC_OK)
        goto done;
    hull = GEOSConvexHull_r(geom->geos, shape);
    status = hull != NULL ? lc_geom_write(geom, hull, out) : lc_geom_fail(geom);
done:
    GEOSGeom_destroy_r(geom->geos, hull);
    GEOSGeom_destroy_r(geom->geos, shape);
    lc_wkb_clear(&line);
    return status;
}

lc_status lc_geom_simplify(lc_geom *geom, const unsigned char *bytes, size_t size, double tolerance,
                           lc_wkb *out)
{
    GEOSGeometry *shape = NULL, *plain = NULL;
    *out = (lc_wkb){NULL, 0};
    lc_status status = lc_geom_read(geom, bytes, size, &shape);
    if (status != LC_OK)
        return status;
    plain = GEOSGeom_getDimensions_r(geom->geos, shape) == 1
                ? GEOSSimplify_r(geom->geos, shape, tolerance)
                : GEOSTopologyPreserveSimplify_r(geom->geos, shape, tolerance);
    status = plain != NULL ? lc_geom_write(geom, plain, out) : lc_geom_fail(geom);
    GEOSGeom_destroy_r(geom->geos, plain);
    GEOSGeom_destroy_r(geom->geos, shape);
    return status;
}

const char *lc_geom_version(void)
{
    return GEOSversion();
}
