/* Shapes written as text. */
#include "geom/geos.h"

lc_status lc_geom_from_wkt(lc_geom *geom, const char *text, lc_wkb *out)
{
    GEOSGeometry *shape = NULL;
    *out = (lc_wkb){NULL, 0};
    geom->error[0] = '\0';
    GEOSWKTReader *reader = GEOSWKTReader_create_r(geom->geos);
    if (reader != NULL)
        shape = GEOSWKTReader_read_r(geom->geos, reader, text);
    lc_status status = shape != NULL ? lc_geom_write(geom, shape, out) : lc_geom_fail(geom);
    GEOSGeom_destroy_r(geom->geos, shape);
    GEOSWKTReader_destroy_r(geom->geos, reader);
    return status;
}
