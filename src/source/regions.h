/* Regions while they are being read; inside room source. */
#ifndef LC_SOURCE_REGIONS_H
#define LC_SOURCE_REGIONS_H

#include "base/base.h"
#include "geom/geom.h"
#include "source/area.h"
#include "store/store.h"

/* What is kept of a region in memory: all but its outline. */
typedef struct lc_region_row {
    int64_t region_id; /* provisional while reading, then 1 + its place in the order of codes */
    char *code, *name, *parent_code; /* owned; parent_code NULL when the row names none */
    int rank;                        /* of its level: country 0 ... community 5 */
    int64_t parent;                  /* index of the parent, -1 for none */
    bool parent_named;               /* the row named it */
    int64_t input_id, row;
    lc_box box;
    double area; /* square degrees, set while linking; only compared */
} lc_region_row;

/* Finds the parents of the rows, which are sorted by code and stored with region_id = index + 1,
 * writes them and the tree. */
lc_status lc_regions_link(lc_store *store, lc_geom *geom, lc_array *rows);

#endif
