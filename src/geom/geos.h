/* What the files of this room share of GEOS. */
#ifndef LC_GEOM_GEOS_H
#define LC_GEOM_GEOS_H

#include <geos_c.h>

#include "base/base.h"
#include "geom/geom.h"

struct lc_geom {
    lc_ctx *ctx; /* borrowed */
    GEOSContextHandle_t geos;
    GEOSWKBReader *reader;
    GEOSWKBWriter *writer;
    char error[200]; /* what GEOS last said */
};

/* WKB -> geometry, refusing damaged bytes and numbers that are not finite. *out is yours. */
lc_status lc_geom_read(lc_geom *geom, const unsigned char *bytes, size_t size, GEOSGeometry **out);
lc_status lc_geom_write(lc_geom *geom, const GEOSGeometry *shape, lc_wkb *out);
/* The same with polygons alone, as one MULTIPOLYGON (EMPTY when there are none). */
lc_status lc_geom_write_polygons(lc_geom *geom, const GEOSGeometry *shape, lc_wkb *out);
/* Hands on what GEOS last complained about. */
lc_status lc_geom_fail(lc_geom *geom);
/* For calls of GEOS that answer nothing: they stand between the two, of which the second tells
 * whether they failed. */
void lc_geom_listen(lc_geom *geom);
lc_status lc_geom_heard(lc_geom *geom);

#endif
