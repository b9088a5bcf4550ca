/* Streets to topology, and where homes and entrances meet them. docs/network.md is the manual. */
#ifndef LC_NETWORK_NETWORK_H
#define LC_NETWORK_NETWORK_H

#include <lifecircle/context.h>

#include "graph/streets.h"
#include "store/store.h"

/* The ready network: nodes, pieces and vertices, with the index that finds the nearest of them.
 * Read-only; any thread. */
typedef struct lc_network lc_network;
void lc_network_close(lc_network *network);
/* What every room may look at. Borrowed from the network. */
const lc_streets *lc_network_streets(const lc_network *network);

/* Makes the network of the tables street and street_node and fills net_node and net_edge (what was
 * in them and in the joins goes first; the transaction is the caller's). A street is cut at its
 * ends, at every node that stands in two or more places, in one street or in several, and at every
 * gate, crossing and lift; so streets join at shared nodes and nowhere else. At a node that lets
 * nobody pass every street ends in a node of its own. Nodes are numbered along a Hilbert curve,
 * pieces in the order of streets; lengths are geodesic, in whole millimetres; components are
 * numbered by falling size. `elevation` names a raster of heights (`written` is how the study names
 * it), NULL for a level town. Adds findings: islets, no_heights. LC_INPUT when no street can be
 * walked or the raster cannot be used, LC_STORE for a street that is not what source writes. *out
 * is yours. Memory about 120 bytes per vertex. O(n). */
typedef struct lc_elevation {
    const char *path, *written;
} lc_elevation;
lc_status lc_network_build(lc_store *store, const lc_elevation *elevation, lc_network **out);

/* The network that net_node and net_edge hold. It is mapped from the file `cache` when that is the
 * one written for this fingerprint and whole; else it is read from the tables and the file written
 * anew. A file that cannot be written is told in the log and is no failure; NULL for no file. *out
 * is yours. LC_STORE when the tables contradict each other, LC_INPUT when they are empty. O(n). */
lc_status lc_network_open(lc_store *store, const char *cache, const char *fingerprint,
                          lc_network **out);
/* Writes the file that lc_network_open maps; false, and a line in the log, when it cannot be. */
bool lc_network_save(lc_ctx *ctx, lc_network *network, const char *cache, const char *fingerprint);

/* Fills demand_join and facility_join: every demand point and every entrance at the nearest point
 * of the nearest street piece, by the geodesic length of the leg. Where that piece lies in a small
 * component, a piece of the main one is taken instead if it is within limit_m and no farther than
 * three times the leg and 50 m. A leg across a barrier (context_feature.blocks) is not walked: the
 * nearest segment without one on the way is taken. Status `ok` up to warn_m, `far` up to limit_m,
 * beyond it `unsnapped` (no edge, the leg is told). Equally near pieces: the lowest. Adds findings:
 * snap_far, unsnapped and unsnapped_barrier for facilities, one unsnapped_demand and one
 * unsnapped_demand_barrier for all homes. warn_m <= limit_m (asserted). Parallel (lc_ctx_threads);
 * no byte depends on it. O(places log pieces). */
lc_status lc_network_join(lc_store *store, const lc_network *network, double warn_m,
                          double limit_m);

/* Where a place that is in no table meets the streets. */
typedef struct lc_spot {
    bool joined;               /* false: unsnapped */
    bool far;                  /* beyond warn_m */
    bool blocked;              /* a barrier kept it from the nearest street */
    uint32_t piece, offset_mm; /* real length from the piece's first node; 0 when unsnapped */
    int64_t leg_mm;            /* also for unsnapped ones */
} lc_spot;
/* What lc_network_join would write for a place there, by the same code. warn_m <= limit_m
 * (asserted). O(barriers + log pieces). */
lc_status lc_network_join_spot(lc_store *store, const lc_network *network, double warn_m,
                               double limit_m, lc_lonlat place, lc_spot *spot);

/* How far a place is from the nearest street, whatever is between, in metres; INFINITY where none
 * is within most_m. Pure, any thread. O(log pieces). */
double lc_network_leg_m(const lc_network *network, lc_lonlat place, double most_m);

#endif
