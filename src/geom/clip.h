/* What of many polygons lies within one outline. */
#ifndef LC_GEOM_CLIP_H
#define LC_GEOM_CLIP_H

#include "geom/geom.h"

typedef struct lc_clip lc_clip;

/* The outline, a valid polygon or multipolygon. It borrows geom; *out is yours (lc_clip_close).
 * LC_INPUT as every call of GEOS. */
lc_status lc_clip_open(lc_geom *geom, const lc_wkb *within, lc_clip **out);
void lc_clip_close(lc_clip *clip);
/* The part of a valid polygon that lies within, as a MULTIPOLYGON (EMPTY for none); as it is where
 * all of it does. *out is yours. */
lc_status lc_clip_polygon(lc_clip *clip, const lc_wkb *polygon, lc_wkb *out);

#endif
