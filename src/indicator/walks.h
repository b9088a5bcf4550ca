/* The cheapest walk of every point to a set of types, read from the packed columns and put in
 * order. For the indicator room alone. */
#ifndef LC_INDICATOR_WALKS_H
#define LC_INDICATOR_WALKS_H

#include "indicator/frame.h"
#include "store/shelf.h"

/* No walk within the horizon. */
#define WALKS_NONE UINT32_MAX

/* Every array but `order` has an item per point of the frame. */
typedef struct walks {
    uint32_t *cost_mm;    /* WALKS_NONE: none */
    uint32_t *limit;      /* index of the smallest limit that holds it; limits.count beyond all */
    uint32_t *facilities; /* how many are within the largest limit */
    uint32_t *order; /* the points that have a walk, the cheapest first, among equals by point */
    size_t order_count;
    double speed_mps; /* of the measure */
    lc_store *store;
    lc_shelf *shelf;
    size_t *place;              /* where the shelf has the point, SIZE_MAX for nowhere */
    uint32_t *numbers, *limits; /* a column each, unpacked, in the shelf's order */
    uint32_t *spare;            /* for sorting */
} walks;

/* Clear it in any case. */
lc_status walks_open(lc_store *store, const frame *f, walks *out);
void walks_clear(walks *w);
/* Reads the walks to a set by one measure. O(points x types). */
lc_status walks_read(walks *w, const frame *f, int64_t measure_id, const frame_ids *types);
/* The walks to the facilities of a set that count on another day, within the largest limit, from
 * their catchments; who lives farther has none. In no order: order_count is 0. O(points + the
 * catchments). */
lc_status walks_read_on(walks *w, const frame *f, int64_t measure_id, int64_t set_id,
                        const char *day);

#endif
