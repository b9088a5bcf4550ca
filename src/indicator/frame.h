/* The study as the tally sees it: regions, groups, limits and points numbered from 0. For the
 * indicator room alone. */
#ifndef LC_INDICATOR_FRAME_H
#define LC_INDICATOR_FRAME_H

#include "base/base.h"
#include "store/store.h"

/* A list of ids in ascending order (limits: in the order of their minutes). */
typedef struct frame_ids {
    int64_t *id;
    size_t count;
} frame_ids;

/* A point without a service circle. */
#define FRAME_NO_CIRCLE UINT32_MAX

typedef struct frame {
    frame_ids regions, groups, sets, measures, limits;
    double *limit_min;   /* per limit, ascending */
    size_t *above_start; /* regions.count + 1: where the ancestors of region r start in `above` */
    uint32_t *above;     /* indexes of regions: itself and all above it */
    frame_ids demand;    /* points inside the boundary */
    uint32_t *demand_region; /* per point: index of its finest region */
    uint32_t *demand_circle; /* per point: index of its service circle among the regions, which lies
                              * across the tree; FRAME_NO_CIRCLE where it has none */
    int64_t *people_micro;   /* [group * demand.count + point] */
    int64_t *total_micro;    /* [group * regions.count + region], summed up the tree; of a circle
                              * the people whose circle it is */
} frame;

/* Reads it all but `sets`, which are another on each day. Clear it in any case. */
lc_status frame_read(lc_store *store, frame *out);
void frame_clear(frame *f);
/* The index of an id, found in O(log n); SIZE_MAX when it is none of them. Ids ascending. */
size_t frame_index(const frame_ids *ids, int64_t id);
/* The first column of every row of a statement that is bound. */
lc_status frame_collect_ids(lc_stmt *stmt, lc_ctx *ctx, frame_ids *out);
/* The first column of every row of a statement (":set_id" bound when set_id is not 0). */
lc_status frame_read_ids(lc_store *store, const char *query, int64_t set_id, frame_ids *out);

#endif
