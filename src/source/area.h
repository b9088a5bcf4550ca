/* Where the study is: which region holds a place, and what is near enough to be read. */
#ifndef LC_SOURCE_AREA_H
#define LC_SOURCE_AREA_H

#include "crs/crs.h"
#include "geom/geom.h"
#include "store/store.h"
#include "study/study.h"

typedef struct lc_box {
    double west, south, east, north; /* degrees */
} lc_box;

typedef struct lc_area lc_area;

/* Reads the regions of the store. Without regions everything is near and in no region. *out is
 * yours (lc_area_close). */
lc_status lc_area_open(lc_store *store, const lc_study *study, lc_area **out);
void lc_area_close(lc_area *area);
/* Is anything known about where the study is? */
bool lc_area_known(const lc_area *area);
/* The regions' box; with the margin when `margin`. Only when known. */
lc_box lc_area_box(const lc_area *area, bool margin);
lc_geom *lc_area_geom(const lc_area *area);
/* A flat plane centred on the study; NULL when nothing is known. */
lc_plane *lc_area_plane(const lc_area *area);

/* Is the place within the boundary or its margin, and which is the finest region that holds it (0:
 * none; of several the lowest id)? */
lc_status lc_area_locate(lc_area *area, lc_lonlat at, bool *near, int64_t *region_id);
/* The finest region that holds the place and is `within_id` or below it; `within_id` itself where
 * none is. */
lc_status lc_area_locate_within(lc_area *area, lc_lonlat at, int64_t within_id, int64_t *region_id);
/* The region with this code, 0 for none. O(log n). */
int64_t lc_area_region_of_code(const lc_area *area, const char *code);
/* At least how far the place is from the regions' box, in metres. */
double lc_area_distance_m(const lc_area *area, lc_lonlat at);

#endif
