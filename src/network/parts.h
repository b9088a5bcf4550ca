/* Which streets hang together. Pure. For this room alone. */
#ifndef LC_NETWORK_PARTS_H
#define LC_NETWORK_PARTS_H

#include "graph/streets.h"
#include "network/network.h"

/* Fills nodes[i].component: nodes that pieces connect through which one may pass, whatever the
 * direction, numbered by falling count of nodes, ties by the smallest node. Nodes that only pieces
 * for a walk's ends touch belong to the largest part that these lead to, and are parts of their own
 * where they lead to none: what lies behind a private drive hangs on the street, but two streets do
 * not hang together by a drive. Union-find (Tarjan 1975). LC_MEMORY. O(n a(n)). */
lc_status lc_network_find_parts(lc_ctx *ctx, const lc_streets *streets, lc_street_node *nodes);

#endif
