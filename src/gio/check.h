/* Is an output on the disk whole? For this room alone. */
#ifndef LC_GIO_CHECK_H
#define LC_GIO_CHECK_H

#include <lifecircle/context.h>
#include <stdint.h>

/* A GeoJSON of GDAL's has one line for each feature, and an end. O(file). */
bool gio_check_geojson(const char *path, int64_t rows);
/* Each part of folder/name.shp is as long as its header says, and the table has `rows`. */
bool gio_check_shape(lc_ctx *ctx, const char *folder, const char *name, int64_t rows);

#endif
