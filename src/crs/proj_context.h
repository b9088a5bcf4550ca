/* A PROJ context that stays off the network and off stderr, for this room alone. */
#ifndef LC_CRS_PROJ_CONTEXT_H
#define LC_CRS_PROJ_CONTEXT_H

#include <proj.h>

#include "base/base.h"

/* What PROJ last complained about; lives as long as its context. */
typedef struct lc_proj_complaint {
    char text[200];
} lc_proj_complaint;

/* NULL when memory is out (recorded). Destroy with proj_context_destroy. */
PJ_CONTEXT *lc_proj_context(lc_ctx *ctx, lc_proj_complaint *complaint);
/* Transforms in place; positions that have no counterpart, or lie off the globe while `to_degrees`,
 * become NaN, NaN. */
void lc_proj_transform(PJ *operation, PJ_DIRECTION direction, double *x, double *y, size_t count,
                       size_t stride, bool to_degrees);
/* The same tidying for positions in degrees: latitude beyond the poles gives NaN, longitude is
 * brought into [-180, 180]. */
void lc_tidy_degrees(double *lon_deg, double *lat_deg);

#endif
