/* A PostgreSQL database with PostGIS: layers are tables of one schema, all of them in one
 * transaction. For this room alone. */
#ifndef LC_GIO_POSTGRES_H
#define LC_GIO_POSTGRES_H

#include <gdal.h>

#include "gio/gio.h"

/* Connects. What the server says is told, a password that stands in `target` is not. LC_IO. */
lc_status gio_postgres_open(lc_ctx *ctx, const char *target, GDALDatasetH *out);
/* Within a transaction: makes the schema where it is missing, and the place for the tables:
 * LC_EXISTS when one is there, unless `overwrite`, which drops it. LC_UNSUPPORTED without PostGIS.
 */
lc_status gio_postgres_prepare(lc_ctx *ctx, GDALDatasetH dataset, const lc_writer_options *options);
/* What people call the columns. Failures of the server show in the caller's gio_quiet. */
lc_status gio_postgres_comments(lc_ctx *ctx, GDALDatasetH dataset, const char *schema,
                                const lc_layer_spec *spec);

#endif
