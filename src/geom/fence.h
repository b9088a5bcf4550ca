/* Lines that a straight way may not cross, in whole millimetres: exact, whatever the machine. */
#ifndef LC_GEOM_FENCE_H
#define LC_GEOM_FENCE_H

#include "geom/ground.h"

typedef struct lc_fence lc_fence;

/* No lines. *out is yours (lc_fence_free). */
lc_status lc_fence_new(lc_ctx *ctx, lc_fence **out);
void lc_fence_free(lc_fence *fence);
/* A stretch of the line `line`. Before lc_fence_build. */
lc_status lc_fence_add(lc_fence *fence, uint32_t line, lc_spot_mm from, lc_spot_mm to);
/* Builds the index; once, before asking. O(stretches x bins of 250 m that their boxes meet). */
lc_status lc_fence_build(lc_fence *fence);

/* Hears of a crossing: which line, and where to the millimetre. False ends the asking. */
typedef bool lc_fence_fn(void *user, uint32_t line, lc_spot_mm at);
/* Tells every place where the straight way from a to b changes from one side of a stretch to the
 * other; a corner of a line, and an end of the way, that lie on the other count to its left, so
 * that a way through a corner crosses once or, when it only touches, not at all. False when fn
 * ended it. Any thread once built. O(stretches near the way). */
bool lc_fence_cross(const lc_fence *fence, lc_spot_mm a, lc_spot_mm b, lc_fence_fn *fn, void *user);

#endif
