/* What a straight leg may not cross: rivers, railways, walls. For this room alone. */
#ifndef LC_NETWORK_BARRIER_H
#define LC_NETWORK_BARRIER_H

#include <lifecircle/coordinates.h>

#include "base/base.h"
#include "store/store.h"

typedef struct lc_barriers lc_barriers;

/* No barriers. *out is yours (lc_barriers_free). */
lc_status lc_barriers_new(lc_ctx *ctx, lc_barriers **out);
void lc_barriers_free(lc_barriers *barriers);
/* Adds the lines and the rings of polygons of a WKB in lon/lat; points are no barrier. LC_STORE for
 * bytes that are no geometry. O(size). */
lc_status lc_barriers_add(lc_barriers *barriers, const unsigned char *wkb, size_t size);
/* Builds the index; to be called once, before asking. O(n). */
lc_status lc_barriers_build(lc_barriers *barriers);
/* All barriers of the table context_feature, built. *out is NULL when there are none. */
lc_status lc_barriers_load(lc_store *store, lc_barriers **out);

/* Does the straight leg from a place to a point cross a barrier? It does when a barrier has a point
 * in common with it, farther than a centimetre from either end, and does not run along it. The test
 * is exact on coordinates rounded to 1e-9 degree (0.1 mm). A polygon that holds the place itself is
 * no barrier to it: from a houseboat or a pier one gets ashore. Any thread. O(log n + segments near
 * the leg), and the segments along a parallel through that polygon. */
bool lc_barriers_cross(const lc_barriers *barriers, lc_lonlat place, lc_lonlat to);

#endif
