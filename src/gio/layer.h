/* One layer of a dataset through OGR. For this room alone. */
#ifndef LC_GIO_LAYER_H
#define LC_GIO_LAYER_H

#include <gdal.h>
#include <ogr_api.h>

#include "gio/gio.h"
#include "gio/quiet.h"
#include "gio/row.h"

typedef struct gio_layer {
    lc_ctx *ctx;
    const char *path; /* borrowed */
    GDALDatasetH dataset;
    OGRLayerH ogr; /* of the dataset */
    const char *driver;
    bool sheet;       /* a spreadsheet: rows without any value are none, the first are names */
    bool fixed_width; /* texts of a .dbf, which are cut at their width */
    char *crs_wkt;    /* NULL when the file does not say */
    gio_decoder decoder;
    int64_t row_count, rows_read;
    unsigned char *wkb;
    size_t wkb_capacity;
    char *error;
} gio_layer;

/* Zero `layer` first; gio_layer_close is right after a failure, too. */
lc_status gio_layer_open(gio_layer *layer, lc_ctx *ctx, const char *path,
                         const lc_reader_options *options);
void gio_layer_close(gio_layer *layer);
size_t gio_layer_field_count(const gio_layer *layer);
/* The raw name, to be decoded. Borrowed. */
const char *gio_layer_field_name(const gio_layer *layer, size_t i);
/* Back to the first row. */
void gio_layer_rewind(gio_layer *layer);
/* Fills record (all but what is filled from merged cells) and row; *more false after the last. */
lc_status gio_layer_next(gio_layer *layer, gio_row *row, lc_record *record, bool *more);

/* WKT2 of a reference system; NULL without failure for none, or one that means "unknown". Free with
 * free(). */
lc_status gio_crs_wkt(lc_ctx *ctx, OGRSpatialReferenceH crs, char **out);

#endif
