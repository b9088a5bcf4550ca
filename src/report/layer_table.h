/* The layers we write, field by field, with the fixed short names that a Shapefile can hold.
 * docs/layers.md is made of this table. */
#ifndef LC_REPORT_LAYER_TABLE_H
#define LC_REPORT_LAYER_TABLE_H

#include "gio/gio.h"
#include "report/make.h"

typedef struct lc_layer_field {
    const char *name;  /* GeoPackage, GeoJSON */
    const char *brief; /* Shapefile: ASCII, at most 10 bytes */
    const char *title; /* for people, a msgid */
    lc_field_type type;
    int width, decimals; /* Shapefile */
    lc_make_fn *make;    /* NULL: the next column of the query */
} lc_layer_field;

typedef struct lc_layer_table {
    const char *name, *title; /* title is a msgid */
    const char *query; /* `hidden` columns, one per read field, the geometry as WKB last (if the
                          layer has one) */
    int hidden;
    lc_geometry_type geometry;
    const lc_layer_field *fields;
    size_t field_count;
    bool named;   /* the query takes :zh, for names in the language of the run */
    bool reached; /* column 0 is a place where people live; the fields types_reached and
                     types_missing are filled in from reached.h, the query has NULL there */
} lc_layer_table;

/* Layer i, NULL past the last. Static. */
const lc_layer_table *lc_layer_table_at(size_t i);

#endif
