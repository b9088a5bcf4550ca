/* Streets and what stands on them out of the store, one by one. For this room alone. */
#ifndef LC_NETWORK_STREET_H
#define LC_NETWORK_STREET_H

#include "base/base.h"
#include "network/builder.h"
#include "store/store.h"

/* Hands every street that may be walked, by ascending id, and then every row of street_node to the
 * builder. LC_STORE for a row that is not what source writes. O(n). */
lc_status lc_network_read_streets(lc_store *store, lc_builder *builder);

/* Fails with LC_INPUT: there is nothing to walk on in the files of streets, which are named. */
lc_status lc_network_fail_empty(lc_store *store);

/* The flag of a street's kind as the store spells it, 0 for a plain one; false for no kind. */
bool lc_street_kind_flag(const char *kind, uint16_t *flag);
/* The kind that flags tell. Static. */
const char *lc_street_kind_name(uint16_t flags);
/* The same for nodes. */
bool lc_node_kind_of(const char *name, lc_node_kind *kind);
const char *lc_node_kind_name(lc_node_kind kind);

#endif
