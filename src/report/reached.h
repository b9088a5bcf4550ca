/* Which facility types are within reach of each place where people live, for the layer of demand.
 * For room report alone. */
#ifndef LC_REPORT_REACHED_H
#define LC_REPORT_REACHED_H

#include "base/base.h"
#include "store/store.h"

typedef struct lc_reached lc_reached;

/* Reads all places once, type by type: O(places x types) steps, a bit of memory for each. *out is
 * yours. */
lc_status lc_reached_read(lc_store *store, lc_reached **out);
void lc_reached_free(lc_reached *reached);
/* How many types are within reach of a place; `missing` (emptied first) holds the codes of the
 * others with spaces between. */
size_t lc_reached_at(const lc_reached *reached, int64_t demand_id, lc_text *missing);

#endif
