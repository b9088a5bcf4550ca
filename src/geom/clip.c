#include "geom/clip.h"

#include <stdlib.h>

#include "geom/geos.h"

struct lc_clip {
    lc_geom *geom;
    GEOSGeometry *within;
    const GEOSPreparedGeometry *prepared;
};

lc_status lc_clip_open(lc_geom *geom, const lc_wkb *within, lc_clip **out)
{
    *out = lc_alloc(geom->ctx, 1, sizeof **out);
    if (*out == NULL)
        return LC_MEMORY;
    (*out)->geom = geom;
    lc_status status = lc_geom_read(geom, within->bytes, within->size, &(*out)->within);
    if (status == LC_OK && ((*out)->prepared = GEOSPrepare_r(geom->geos, (*out)->within)) == NULL)
        status = lc_geom_fail(geom);
    if (status != LC_OK) {
        lc_clip_close(*out);
        *out = NULL;
    }
    return status;
}

void lc_clip_close(lc_clip *clip)
{
    if (clip == NULL)
        return;
    GEOSPreparedGeom_destroy_r(clip->geom->geos, clip->prepared);
    GEOSGeom_destroy_r(clip->geom->geos, clip->within);
    free(clip);
}

lc_status lc_clip_polygon(lc_clip *clip, const lc_wkb *polygon, lc_wkb *out)
{
    lc_geom *geom = clip->geom;
    GEOSGeometry *shape = NULL, *inside = NULL;
    *out = (lc_wkb){NULL, 0};
    lc_status status = lc_geom_read(geom, polygon->bytes, polygon->size, &shape);
    if (status != LC_OK)
        return status;
    char covered = GEOSPreparedCovers_r(geom->geos, clip->prepared, shape);
    if (covered == 0)
        inside = GEOSIntersection_r(geom->geos, clip->within, shape);
    if (covered == 2 || (covered == 0 && inside == NULL))
        status = lc_geom_fail(geom);
    else
        status = lc_geom_write_polygons(geom, covered == 1 ? shape : inside, out);
    GEOSGeom_destroy_r(geom->geos, inside);
    GEOSGeom_destroy_r(geom->geos, shape);
    return status;
}
