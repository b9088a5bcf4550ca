/* Points of the global grid inside a polygon. */
#include <math.h>

#include "geom/geos.h"

/* About 160 MB of points. */
static const double most_points = 1e7;

typedef struct extent {
    int64_t i_low, i_high, j_low, j_high;
} extent;

static lc_status grid_extent(lc_geom *geom, const GEOSGeometry *shape, double spacing, extent *out)
{
    double x_low = 0, y_low = 0, x_high = 0, y_high = 0;
    if (GEOSGeom_getExtent_r(geom->geos, shape, &x_low, &y_low, &x_high, &y_high) != 1)
        return lc_geom_fail(geom);
    double i_low = ceil(x_low / spacing), i_high = floor(x_high / spacing);
    double j_low = ceil(y_low / spacing), j_high = floor(y_high / spacing);
    double points = fmax(i_high - i_low + 1, 0) * fmax(j_high - j_low + 1, 0);
    double farthest = fmax(fmax(fabs(i_low), fabs(i_high)), fmax(fabs(j_low), fabs(j_high)));
    if (!(points <= most_points) || !(farthest < 9e15))
        return lc_fail(geom->ctx, LC_INPUT,
                       "A grid of spacing %g would lay %.0f points over one polygon, more than "
                       "10 million: choose a wider grid, or check the coordinate system.",
                       spacing, points);
    *out = (extent){(int64_t)i_low, (int64_t)i_high, (int64_t)j_low, (int64_t)j_high};
    return LC_OK;
}

static lc_status add_if_inside(lc_geom *geom, const GEOSPreparedGeometry *prepared, double x,
                               double y, lc_array *points)
{
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(geom->geos, x, y);
    char inside = point != NULL ? GEOSPreparedContains_r(geom->geos, prepared, point) : 2;
    GEOSGeom_destroy_r(geom->geos, point);
    if (inside == 2)
        return lc_geom_fail(geom);
    if (inside == 0)
        return LC_OK;
    double *xy = lc_array_push(geom->ctx, points);
    if (xy == NULL)
        return LC_MEMORY;
    xy[0] = x;
    xy[1] = y;
    return LC_OK;
}

static lc_status fill(lc_geom *geom, const GEOSPreparedGeometry *prepared, const extent *e,
                      double spacing, lc_array *points)
{
    lc_status status = LC_OK;
    for (int64_t j = e->j_low; j <= e->j_high && status == LC_OK; j++) {
        if (lc_cancelled(geom->ctx))
            return lc_tick(geom->ctx, 0, 0);
        for (int64_t i = e->i_low; i <= e->i_high && status == LC_OK; i++)
            status =
                add_if_inside(geom, prepared, (double)i * spacing, (double)j * spacing, points);
    }
    return status;
}

static lc_status add_inner_point(lc_geom *geom, const unsigned char *bytes, size_t size,
                                 lc_array *points)
{
    double x, y;
    lc_status status = lc_geom_inner_point(geom, bytes, size, &x, &y);
    double *xy = status == LC_OK ? lc_array_push(geom->ctx, points) : NULL;
    if (xy == NULL)
        return status != LC_OK ? status : LC_MEMORY;
    xy[0] = x;
    xy[1] = y;
    return LC_OK;
}

lc_status lc_geom_grid_points(lc_geom *geom, const unsigned char *bytes, size_t size,
                              double spacing, double **xy, size_t *count)
{
    GEOSGeometry *shape = NULL;
    const GEOSPreparedGeometry *prepared = NULL;
    extent e = {0, 0, 0, 0};
    lc_array points;
    lc_array_init(&points, 2 * sizeof(double));
    *xy = NULL;
    *count = 0;
    if (!(spacing > 0) || !isfinite(spacing))
        return lc_fail(geom->ctx, LC_USAGE, "A grid needs a spacing above 0, not %g.", spacing);
    lc_status status = lc_geom_read(geom, bytes, size, &shape);
    if (status != LC_OK)
        goto done;
    if (GEOSisEmpty_r(geom->geos, shape) == 1) {
        status = lc_fail(geom->ctx, LC_INPUT, "A shape is empty: it has no point inside.");
        goto done;
    }
    status = grid_extent(geom, shape, spacing, &e);
    if (status != LC_OK)
        goto done;
    prepared = GEOSPrepare_r(geom->geos, shape);
    status = prepared != NULL ? fill(geom, prepared, &e, spacing, &points) : lc_geom_fail(geom);
    if (status == LC_OK && points.count == 0)
        status = add_inner_point(geom, bytes, size, &points);
    if (status == LC_OK) {
        *xy = points.items;
        *count = points.count;
        lc_array_init(&points, 2 * sizeof(double)); /* handed over */
    }
done:
    lc_array_clear(&points);
    if (prepared != NULL)
        GEOSPreparedGeom_destroy_r(geom->geos, prepared);
    GEOSGeom_destroy_r(geom->geos, shape);
    return status;
}
