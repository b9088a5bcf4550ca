/* Geodesic lengths in whole millimetres, from chords where they decide. Pure. For this room alone.
 */
#ifndef LC_NETWORK_MEASURE_H
#define LC_NETWORK_MEASURE_H

#include "crs/crs.h"
#include "graph/streets.h"
#include "network/network.h"

/* Fills length_mm of every piece and the metres of every vertex from the first of its piece
 * (along_m, vertex_count items). Lengths are the geodesic ones rounded, to the last millimetre;
 * along_m is right to 0.1 micrometre a kilometre. LC_INPUT for a piece of 4294 km or more. Parallel
 * (lc_ctx_threads). O(vertices). */
lc_status lc_network_measure(lc_ctx *ctx, const lc_streets *streets, lc_piece *pieces,
                             double *along_m);

/* Whole millimetres between two places whose positions in space are known. O(1). */
int64_t lc_network_leg_mm(lc_lonlat a, lc_space a_space, lc_lonlat b, lc_space b_space);

/* How far along its piece a point is that lies on the segment from `vertex` to the next, `share`
 * (0..1) of the way: geodesic millimetres, 0 .. the piece's length. O(1) but where the rounding is
 * close. */
uint32_t lc_network_offset_mm(const lc_network *network, uint32_t piece, uint32_t vertex,
                              double share, lc_lonlat at, lc_space at_space);

#endif
