/* The polygons of any WKB as plain rings, tidied, and back as one MULTIPOLYGON. */
#ifndef LC_GEOM_RINGS_H
#define LC_GEOM_RINGS_H

#include "base/base.h"
#include "geom/geom.h"

typedef struct lc_rings {
    lc_array xy;       /* double[2] */
    lc_array rings;    /* lc_ring */
    bool closed_some;  /* a ring came open */
    bool dropped_some; /* a ring had fewer than three corners, or a part was no area */
} lc_rings;

void lc_rings_init(lc_rings *rings);
void lc_rings_clear(lc_rings *rings);
/* Reads the polygons; rings are closed, those with fewer than three corners left out (a shell with
 * its holes). LC_INPUT for damaged bytes and for coordinates that are no finite numbers. */
lc_status lc_rings_read(lc_ctx *ctx, const unsigned char *bytes, size_t size, lc_rings *rings);
lc_status lc_rings_write(lc_ctx *ctx, const lc_rings *rings, lc_wkb *out);

#endif
