/* Heights of places out of a raster. For this room alone. */
#ifndef LC_NETWORK_HEIGHTS_H
#define LC_NETWORK_HEIGHTS_H

#include <lifecircle/coordinates.h>
#include <stddef.h>

#include "base/base.h"

/* height_m[i] of place i by bilinear interpolation between the centres of band 1's four cells
 * around it (the outermost half cell takes the nearest centre's); NaN outside the raster and where
 * a cell that counts has no data, or a number that is no height of ground (below -1000 m, above
 * 10,000 m). `crs_name` gets the raster's system (free with free()). Every row
 * of cells is read once, two at a time: memory is 28 bytes per place. LC_INPUT for a raster that
 * cannot be used. O(places + cells of the rows between them). */
lc_status lc_heights_read(lc_ctx *ctx, const char *path, const char *written,
                          const lc_lonlat *places, size_t count, double *height_m, char **crs_name);

#endif
