/* Where one place joins the streets. Pure. For this room alone. */
#ifndef LC_NETWORK_PLACE_H
#define LC_NETWORK_PLACE_H

#include "network/barrier.h"
#include "network/near.h"

typedef enum lc_join_status { LC_JOIN_OK, LC_JOIN_FAR, LC_JOIN_UNSNAPPED } lc_join_status;

/* One row of demand_join or facility_join. */
typedef struct lc_joined {
    lc_join_status status;
    uint32_t piece, offset_mm; /* 0 when unsnapped */
    int64_t leg_mm; /* geodesic; for unsnapped ones to the nearest street, whatever is between */
    bool blocked;   /* a barrier kept it from the nearest street */
} lc_joined;

/* How far is too far, and what is in the way (NULL: nothing). */
typedef struct lc_join_rule {
    double warn_m, limit_m;
    const lc_barriers *barriers;
} lc_join_rule;

/* The joining that docs/network.md tells. The network is not empty (asserted). Any thread. O(log n)
 * but where barriers refuse one leg after the other. */
lc_joined lc_network_join_place(const lc_network *network, const lc_join_rule *rule,
                                lc_lonlat place);

/* The same for many, in parallel (lc_ctx_threads) and in an order that keeps what is near in the
 * caches; joined[i] is the answer for places[i], whatever the number of threads. LC_MEMORY. */
lc_status lc_network_join_places(lc_ctx *ctx, const lc_network *network, const lc_join_rule *rule,
                                 const lc_lonlat *places, size_t count, lc_joined *joined);

/* As the store writes it. Static. */
const char *lc_join_status_name(lc_join_status status);

#endif
