/* Is an output on the disk whole? For this room alone. */
#ifndef LC_GIO_CHECK_H
#define LC_GIO_CHECK_H

#include <lifecircle/context.h>
#include <stdint.h>

/* A GeoJSON of GDAL's has one line for each feature, and an end. O(file). */
bool gio_check_geojson(const char *path, int64_t rows);
/* Each part of folder/name.shp is as long as its header says, and the table has `rows`. */
bool gio_check_shape(lc_ctx *ctx, const char *folder, const char *name, int64_t rows);

/* A layer and what was written into it. */
typedef struct gio_kept {
    char *name;
    int64_t rows;
    int64_t undrawn; /* of them, without geometry in a layer that has one */
} gio_kept;
/* Opens a file anew, where its driver can, and counts: LC_IO when a layer has fewer rows than were
 * written. O(file). */
lc_status gio_check_rows(lc_ctx *ctx, const char *path, const char *driver, const gio_kept *layers,
                         size_t count);

#endif
