/* Measures of outlines; inside room source. */
#ifndef LC_SOURCE_OUTLINE_H
#define LC_SOURCE_OUTLINE_H

#include "source/area.h"

typedef struct lc_outline_measures {
    lc_ctx *ctx;
    double area_m2; /* on the ellipsoid, holes taken out */
    lc_box box;
} lc_outline_measures;

/* Measures a valid polygonal outline in WGS-84. O(vertices). */
lc_status lc_outline_measure(lc_ctx *ctx, const lc_wkb *outline, lc_outline_measures *out);

#endif
