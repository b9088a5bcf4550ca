/* What climbing makes of the time. For this room alone. */
#ifndef LC_NETWORK_SLOPE_H
#define LC_NETWORK_SLOPE_H

#include "network/network.h"

/* How many times as long as on the level a metre takes that climbs `slope` metres (below 0:
 * descends): exp(3.5 |s + 0.05|) / exp(3.5 * 0.05) of Tobler (1993, NCGIA technical report 93-1).
 * Least at a descent of 5 %: 0.839. */
double lc_network_tobler(double slope);

/* The factors of a line, forward and back, in thousandths: the segments' own, by their length,
 * between LC_SLOPE_LEAST_PM and LC_SLOPE_MOST_PM. A segment is level where the height of either end
 * is NaN or it has no length. O(count). */
enum { LC_SLOPE_LEAST_PM = 839, LC_SLOPE_MOST_PM = 4000 };
void lc_network_line_slopes(const double *along_m, const double *height_m, size_t count,
                            uint16_t *forward_pm, uint16_t *backward_pm);

/* Gives every piece of a network its factors by the heights of a raster, which becomes an input of
 * the stage. Steps keep 1 (a profile's steps factor holds their climb), as do lifts and ferries.
 * Adds the finding no_heights. LC_INPUT for a raster that cannot be used. O(vertices + cells). */
lc_status lc_network_climb(lc_store *store, const lc_elevation *elevation, lc_network *network);

#endif
