/* What GDAL 3.6 leaves out of a GeoPackage: how people call its columns. For this room alone. */
#ifndef LC_GIO_GEOPACKAGE_H
#define LC_GIO_GEOPACKAGE_H

#include <gdal.h>

#include "base/base.h"

/* All owned. */
typedef struct gio_alias {
    char *table, *column, *alias;
} gio_alias;

/* Within the writer's transaction; failures of SQLite show in the caller's gio_quiet. LC_MEMORY
 * alone is returned. */
lc_status gio_geopackage_aliases(lc_ctx *ctx, GDALDatasetH dataset, const gio_alias *aliases,
                                 size_t count);

#endif
