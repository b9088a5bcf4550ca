/* Tables of the connection that find rows by place and by region, so that a report about one region
 * of hundreds reads what is there alone; nothing of them is in the file. For room report alone. */
#ifndef LC_REPORT_NEAR_H
#define LC_REPORT_NEAR_H

#include "store/store.h"

/* Makes the tables where the connection has none: once for all of its pages, from a store that is
 * not written any more. O(rows of gap, facility, service_circle, region, finding, trend_value). */
lc_status lc_near_make(lc_store *store);
/* Adds what near_street lacks of the types of a set. */
lc_status lc_near_streets(lc_store *store, int64_t set_id);

/* The square that a coordinate lies in, of near_place and near_street. */
int64_t lc_near_tile(double deg);
/* One street piece as near_street keeps it. */
typedef struct lc_near_piece {
    double lon_deg[2], lat_deg[2];
} lc_near_piece;

#endif
