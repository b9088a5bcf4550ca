/* Where one place joins the streets. Pure. For this room alone. */
#ifndef LC_NETWORK_PLACE_H
#define LC_NETWORK_PLACE_H

#include "network/index.h"

typedef enum lc_join_status { LC_JOIN_OK, LC_JOIN_FAR, LC_JOIN_UNSNAPPED } lc_join_status;

/* One row of demand_join or facility_join. */
typedef struct lc_joined {
    lc_join_status status;
    uint32_t edge, offset_mm; /* 0 when unsnapped */
    int64_t leg_mm;           /* geodesic, also for unsnapped ones */
} lc_joined;

/* The joining that docs/network.md tells. The index is not empty (asserted). O(log n). */
lc_joined lc_network_join_place(const lc_street_index *index, lc_lonlat place, double warn_m,
                                double limit_m);

/* As the store writes it. Static. */
const char *lc_join_status_name(lc_join_status status);

#endif
