/* Streets to topology, and where homes and entrances meet them. docs/network.md is the manual. */
#ifndef LC_NETWORK_NETWORK_H
#define LC_NETWORK_NETWORK_H

#include <lifecircle/context.h>

#include "store/store.h"

/* Fills net_node and net_edge from the table street (what was in them and in the joins goes first;
 * the transaction is the caller's). A street is cut at its ends and at every node that stands in
 * two or more places, in one street or in several; so streets join at shared nodes and nowhere
 * else. Nodes are numbered along a Hilbert curve, edges in the order of streets; edge lengths are
 * geodesic, in whole millimetres; components are numbered by falling size. LC_INPUT when no street
 * can be walked, LC_STORE for a street that is not what source writes. Reads the streets three
 * times: 8 bytes per vertex of memory and about 60 per node. O(n log n). */
lc_status lc_network_build(lc_store *store);

/* Fills demand_join and facility_join: every demand point and every entrance at the nearest point
 * of the nearest street piece, by the geodesic length of the leg. Where that piece lies in a small
 * component, a piece of the main one is taken instead if it is within limit_m and no farther than
 * three times the leg and 50 m. Status `ok` up to warn_m, `far` up to limit_m, beyond it
 * `unsnapped` (no edge, the leg is told). Equally near pieces: the lowest edge id. Adds findings:
 * snap_far and unsnapped for facilities, one unsnapped_demand for all homes. warn_m <= limit_m
 * (asserted). LC_INPUT when there is no network. Memory 30 bytes per vertex. O((edges + places) log
 * edges). */
lc_status lc_network_join(lc_store *store, double warn_m, double limit_m);

#endif
