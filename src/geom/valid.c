/* Making polygons valid. */
#include <stdlib.h>

#include "geom/geos.h"
#include "geom/rings.h"

/* What GEOS dislikes about a shape, in English; NULL when it is valid or memory is out. Free with
 * free(). */
static char *fault_of(lc_geom *geom, const GEOSGeometry *shape)
{
    char *said = GEOSisValidReason_r(geom->geos, shape);
    char *copy = said != NULL ? lc_strdup(geom->ctx, said) : NULL;
    if (said != NULL)
        GEOSFree_r(geom->geos, said);
    return copy;
}

/* The structure method takes shells as land and holes as water, as planners mean them; the linework
 * method would punch holes where parts overlap. */
static GEOSGeometry *made_valid(lc_geom *geom, const GEOSGeometry *shape)
{
    GEOSGeometry *valid = NULL;
    GEOSMakeValidParams *params = GEOSMakeValidParams_create_r(geom->geos);
    if (params != NULL &&
        GEOSMakeValidParams_setMethod_r(geom->geos, params, GEOS_MAKE_VALID_STRUCTURE) == 1 &&
        GEOSMakeValidParams_setKeepCollapsed_r(geom->geos, params, 0) == 1)
        valid = GEOSMakeValidWithParams_r(geom->geos, shape, params);
    if (params != NULL)
        GEOSMakeValidParams_destroy_r(geom->geos, params);
    return valid;
}

static lc_status fail_nothing_left(lc_geom *geom)
{
    return lc_fail(geom->ctx, LC_INPUT,
                   "A shape encloses no area: draw it again as a polygon with at least three "
                   "corners.");
}

/* `shape` as valid polygons; *fault (NULL for none) is yours. */
static lc_status repair(lc_geom *geom, const GEOSGeometry *shape, lc_wkb *out, char **fault)
{
    char valid = GEOSisValid_r(geom->geos, shape);
    if (valid == 1)
        return lc_geom_write_polygons(geom, shape, out);
    *fault = valid == 0 ? fault_of(geom, shape) : NULL;
    GEOSGeometry *fixed = *fault != NULL ? made_valid(geom, shape) : NULL;
    lc_status status = LC_OK;
    if (fixed == NULL)
        status = lc_geom_fail(geom);
    else if (GEOSisEmpty_r(geom->geos, fixed) == 1)
        status = fail_nothing_left(geom);
    else
        status = lc_geom_write_polygons(geom, fixed, out);
    GEOSGeom_destroy_r(geom->geos, fixed);
    return status;
}

/* Puts what was tidied while reading before what GEOS disliked; takes `fault` over. */
static lc_status tell(lc_geom *geom, const lc_rings *rings, char *fault, bool *repaired,
                      char **reason)
{
    *repaired = fault != NULL || rings->closed_some || rings->dropped_some;
    lc_status status = LC_OK;
    if (reason != NULL && *repaired) {
        const char *closed = rings->closed_some ? "Ring not closed" : "";
        const char *dropped = rings->dropped_some ? "Part without an area" : "";
        const char *first = rings->closed_some && rings->dropped_some ? "; " : "";
        const char *second =
            fault != NULL && (rings->closed_some || rings->dropped_some) ? "; " : "";
        *reason = lc_format(geom->ctx, "%s%s%s%s%s", closed, first, dropped, second,
                            fault != NULL ? fault : "");
        status = *reason != NULL ? LC_OK : LC_MEMORY;
    }
    free(fault);
    return status;
}

lc_status lc_geom_valid_polygon(lc_geom *geom, const unsigned char *bytes, size_t size, lc_wkb *out,
                                bool *repaired, char **reason)
{
    lc_wkb tidy = {NULL, 0};
    GEOSGeometry *shape = NULL;
    char *fault = NULL;
    lc_rings rings;
    lc_rings_init(&rings);
    *out = (lc_wkb){NULL, 0};
    *repaired = false;
    if (reason != NULL)
        *reason = NULL;
    lc_status status = lc_rings_read(geom->ctx, bytes, size, &rings);
    if (status == LC_OK && rings.rings.count == 0)
        status = fail_nothing_left(geom);
    if (status == LC_OK)
        status = lc_rings_write(geom->ctx, &rings, &tidy);
    if (status == LC_OK)
        status = lc_geom_read(geom, tidy.bytes, tidy.size, &shape);
    if (status == LC_OK)
        status = repair(geom, shape, out, &fault);
    if (status == LC_OK) {
        status = tell(geom, &rings, fault, repaired, reason);
        fault = NULL;
    }
    if (status != LC_OK)
        lc_wkb_clear(out);
    free(fault);
    GEOSGeom_destroy_r(geom->geos, shape);
    lc_wkb_clear(&tidy);
    lc_rings_clear(&rings);
    return status;
}
