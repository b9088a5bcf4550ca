/* What a finished store says, as files: tables, layers, one page. Every writer reads the store
 * alone, so any of them can be had again later. */
#ifndef LC_REPORT_REPORT_H
#define LC_REPORT_REPORT_H

#include <lifecircle/context.h>

#include "gio/gio.h"
#include "store/store.h"

typedef struct lc_report_wanted {
    const char *folder; /* exists; none of the names below is in it */
    unsigned formats;   /* lc_output_format bits */
    bool csv_bom;       /* a byte order mark before CSV tables, for Excel */
    bool shapefile_gbk; /* the texts of Shapefiles in GBK instead of UTF-8 */
} lc_report_wanted;

/* Writes every format asked for: findings.csv indicators.csv gaps.csv, summary.json,
 * lifecircle.gpkg, shapefile/, geojson/, index.html. In the context's language; same store, same
 * bytes. LC_IO when the disk is full. */
lc_status lc_report_write(lc_store *store, const lc_report_wanted *options);

/* The files and folders that lc_report_write makes for these formats, one by one: name i, NULL past
 * the last. Static. */
const char *lc_report_name(unsigned formats, size_t i);

/* nodes.csv, edges.csv, demand.csv and facilities.csv: the graph as it was searched, for checking
 * it with another engine. */
lc_status lc_report_graph(lc_store *store, const char *folder);

/* --- one function per family of outputs --- */
lc_status lc_report_tables(lc_store *store, const char *folder, bool bom);
lc_status lc_report_summary(lc_store *store, const char *folder);
typedef enum lc_layer_format {
    LC_LAYERS_GPKG,
    LC_LAYERS_SHAPEFILE, /* in UTF-8 */
    LC_LAYERS_SHAPEFILE_GBK,
    LC_LAYERS_GEOJSON
} lc_layer_format;
lc_status lc_report_layers(lc_store *store, const char *folder, lc_layer_format format);

/* Where layers go that GDAL writes in its own way. */
typedef struct lc_layers_target {
    const lc_writer_kind *kind;
    const char *path;   /* a file that must not be there, a folder that is, or a connection */
    bool folder;        /* a file for each layer; else the format must hold many */
    const char *schema; /* of a database: all in one transaction, or nothing */
    bool overwrite;     /* of a database: tables are replaced */
} lc_layers_target;
lc_status lc_report_layers_to(lc_store *store, const lc_layers_target *target);
/* index.html: one page that needs nothing beside it, for those who decide. */
lc_status lc_report_page(lc_store *store, const char *folder);

#endif
