/* Files as streams of records: any vector or raster that GDAL reads, any vector that it writes.
 * Memory does not grow with the file. */
#ifndef LC_GIO_GIO_H
#define LC_GIO_GIO_H

#include <lifecircle/context.h>
#include <stddef.h>
#include <stdint.h>

/* --- reading vectors and tables --- */
typedef struct lc_reader lc_reader;

/* How many of the columns that are looked for do these names name? */
typedef size_t lc_names_fn(void *user, const char *const *names, size_t count);

typedef struct lc_reader_options {
    const char
        *layer; /* NULL: the only layer; several without a name is an error that lists them */
    /* NULL: what the file says (BOM, .cpg, the .dbf's language driver, GeoPackage ...), else
     * sniffed over the whole file: UTF-8 where its lines (or texts) are, else GB18030. Wins over
     * both, except where the format itself leaves no choice (GeoPackage, XLSX, GeoJSON). "GBK",
     * "GB2312" and "936" all mean GB18030, which holds them; a bare number is a Windows code page.
     */
    const char *encoding;
    /* A CSV that is in memory already: its text, borrowed until the reader is closed; the path only
     * names it then. NULL: the file. */
    const char *bytes;
    size_t byte_count;
    /* Where a CSV or a sheet may begin with a title, or name its columns in two rows (a group of
     * columns above, each of them below): the row of names is then the first of ten that names at
     * least half as many as the best of them. NULL: the first row that is not blank. */
    lc_names_fn *names_fn;
    void *names_user;
} lc_reader_options;

/* What is known of an open layer. Borrowed from the reader. */
typedef struct lc_layer_info {
    const char *driver; /* GDAL's short name */
    const char *layer;
    const char *crs_wkt;       /* NULL when the file does not say. A CSV or XLSX never says; GeoJSON
                                  always does */
    const char *encoding;      /* as read: "UTF-8", "GB18030", ... */
    const char *const *fields; /* UTF-8 column names */
    size_t field_count;
    bool has_geometry;
    int64_t row_count; /* -1 when counting would mean reading the file */
    bool sheet;        /* of a spreadsheet, whose columns are A, B, C ... */
    int64_t names_row; /* of a CSV or sheet: where the names stand; 0 elsewhere */
    bool names_in_two; /* in that row and the next: "group name" of each column */
    const char *title; /* the first text above them; NULL when nothing is there */
    const char *above; /* all texts above them, a line each; NULL when nothing is there */
    /* Of an XLSX alone: */
    int64_t merged_cells; /* below the names, that stand under a merged cell and were filled with it
                           */
    int64_t hidden_rows, first_hidden;
    int64_t unsolved;           /* formulas without a result; their cells are blank */
    const char *first_unsolved; /* "C12" */
} lc_layer_info;

/* One row. Borrowed until the next call. In a CSV and in a spreadsheet a row without any value is
 * no row, and is passed over. */
typedef struct lc_record {
    int64_t row; /* what a person calls it: the line of a CSV where it begins (the header is 1,
                    lines within quotes and empty lines count), the row of a sheet (the header is
                    1), else the feature id */
    const char *const *values; /* field_count UTF-8 texts, trimmed; NULL for null or blank. Numbers
                                  in %.15g, dates as YYYY-MM-DD (THH:MM:SS behind it when there is a
                                  time). A CSV's values are all as written. Text that does not
                                  decode comes as it can, and bad_encoding says so */
    const unsigned char
        *wkb; /* 2D little-endian, curves made straight, NULL when there is none or it is empty */
    size_t wkb_size;
    bool bad_encoding;
    const char *own_encoding; /* a line of a CSV that is in another encoding than the file, and was
                                 read as what it is; NULL: in that of the file */
    int cut; /* a column of a Shapefile whose text was cut within a character, which is left out; -1
                for none */
    const bool *filled; /* field_count: the value is that of a merged cell of an earlier row; NULL:
                           none is */
    const bool *merged; /* field_count: the value is that of a merged cell which goes on below */
    const char *error; /* NULL, or why this row could not be read whole (GDAL's words, or ours for a
                          CSV row with too many fields); the row still counts */
} lc_record;

/* Opens a layer; `options` NULL for none. Messages tell apart: no such file, no permission, a
 * folder, empty, of no format GDAL knows, damaged, no such layer (the layers are listed, the
 * nearest named), several layers and none named (a spreadsheet's blank sheets do not count), a
 * Shapefile without its .shx; one without .dbf gives its geometry alone. Paths beginning with /vsi
 * or that name a connection are refused (LC_USAGE), and only drivers are let in that read the file
 * itself: a study file must not reach the network, nor a VRT other files. .csv, .tsv and .txt are
 * tables whose first line (or the one that names_fn prefers) names the columns, split at comma,
 * semicolon or tab (the most frequent there); they never carry geometry, whatever their columns. A
 * file cut off in the middle is damaged here where its own header tells, else at the row. O(file)
 * for CSV and for a .dbf that does not tell its encoding, else what GDAL takes. */
lc_status lc_reader_open(lc_ctx *ctx, const char *path, const lc_reader_options *options,
                         lc_reader **out);
void lc_reader_close(lc_reader *reader);
const lc_layer_info *lc_reader_info(const lc_reader *reader);
/* The next row; *record is NULL after the last. A damaged file is LC_INPUT with the row it broke
 * at. */
lc_status lc_reader_next(lc_reader *reader, const lc_record **record);
/* Share of the file read, 0..1, where it is known. */
double lc_reader_share(const lc_reader *reader);

/* --- reading a raster band by rows --- */
typedef struct lc_raster lc_raster;
typedef struct lc_raster_info {
    int width, height, bands;
    const char *crs_wkt; /* NULL when the file does not say */
    bool has_nodata;
    double nodata;
} lc_raster_info;
/* Bands count from 1. A raster that does not say where its cells are is LC_INPUT, as is a band that
 * is not there; paths and drivers are held as narrowly as for vectors (a VRT is of no format). */
lc_status lc_raster_open(lc_ctx *ctx, const char *path, int band, lc_raster **out);
void lc_raster_close(lc_raster *raster);
const lc_raster_info *lc_raster_info_of(const lc_raster *raster);
/* Row `row`, from 0: width values (nodata and NaN as NaN, the band's scale and offset applied) and
 * the centres of the cells in the raster's own system. Buffers hold width doubles. */
lc_status lc_raster_row(lc_raster *raster, int row, double *values, double *x, double *y);

/* --- writing vectors --- */
typedef struct lc_writer lc_writer;
typedef enum lc_field_type { LC_FIELD_TEXT, LC_FIELD_INTEGER, LC_FIELD_REAL } lc_field_type;
typedef enum lc_geometry_type {
    LC_GEOMETRY_NONE,
    LC_GEOMETRY_POINT,
    LC_GEOMETRY_MULTILINE,
    LC_GEOMETRY_MULTIPOLYGON
} lc_geometry_type;
typedef struct lc_field {
    const char *name;
    lc_field_type type;
    int width; /* bytes in a Shapefile, 0 for as many as it can (254 for text); other formats are
                  not held to it */
    int decimals;
    const char
        *alias; /* for people, NULL for none; kept by a GeoPackage (Schema extension) alone */
} lc_field;
typedef struct lc_layer_spec {
    const char *name;
    const char *title; /* description for people, NULL for none */
    lc_geometry_type geometry;
    const lc_field *fields;
    size_t field_count;
} lc_layer_spec;
/* A value to write. text != NULL for text; is_null wins. */
typedef struct lc_value {
    bool is_null;
    const char *text;
    int64_t integer;
    double real;
} lc_value;

/* How and what a writer writes. Texts are borrowed for the call. */
typedef struct lc_writer_options {
    const char *driver;   /* GDAL's name: "GPKG", "ESRI Shapefile" ... */
    const char *stamp;    /* YYYY-MM-DD, written where the format wants a date of change */
    const char *encoding; /* of the texts of a Shapefile: "GBK"; NULL: UTF-8 */
    /* a database alone */
    const char *schema;        /* made where it is missing */
    const char *const *layers; /* the names of all layers to come */
    size_t layer_count;
    bool overwrite; /* tables of these names are replaced */
} lc_writer_options;

/* Creates a dataset: driver "GPKG", "ESRI Shapefile" (path is a folder, field names have at most 10
 * bytes), "GeoJSON" (one layer, RFC 7946: rings counterclockwise, 7 decimals, a multi geometry of
 * one part becomes single), or another of lc_writer_find, as GDAL writes it. Everything is
 * EPSG:4326 (lon/lat). The Shapefile has .cpg and an ESRI .prj, its texts are cut between
 * characters to their width, and characters that GBK has not become "?"; each is logged once, at
 * the end. With the first three the same input gives the same bytes. Fails with LC_EXISTS when path
 * is there, LC_UNSUPPORTED when GDAL lacks the driver. What a failure leaves on the disk is the
 * caller's to remove.
 *
 * Driver "PostgreSQL": path names a connection, and all is done in one transaction, or nothing.
 * LC_EXISTS when a table is there and may not be replaced. No message has the password. */
lc_status lc_writer_create(lc_ctx *ctx, const char *path, const lc_writer_options *options,
                           lc_writer **out);
lc_status lc_writer_layer(lc_writer *writer, const lc_layer_spec *spec);
/* A row of the layer begun last: field_count values, geometry as WKB in lon/lat (NULL for none;
 * single parts are made multi where the layer is). */
lc_status lc_writer_row(lc_writer *writer, const lc_value *values, const unsigned char *wkb,
                        size_t wkb_size);
/* How QGIS draws a layer; kept by a GeoPackage alone, which opens with the default. */
typedef struct lc_style_spec {
    const char *layer; /* written already */
    lc_geometry_type geometry;
    const char *name, *description, *qml;
    bool is_default; /* one for each layer */
} lc_style_spec;
lc_status lc_writer_style(lc_writer *writer, const lc_style_spec *style);
/* Gives up after a failure: a database is as it was before. NULL is accepted. */
void lc_writer_abandon(lc_writer *writer);
/* Closes, and checks that what stands on the disk is whole: the last chance for a full disk to be
 * told (LC_IO). NULL is accepted. The writer is gone either way. */
lc_status lc_writer_close(lc_writer *writer);

/* A format that GDAL writes. */
typedef struct lc_writer_kind {
    const char *driver; /* GDAL's name; static */
    char ending[16];    /* of its files, "fgb"; "" where GDAL knows none */
    bool many;          /* a file holds several layers */
    bool database;      /* PostgreSQL: no file */
} lc_writer_kind;
/* Finds one by its name, whatever the case. LC_USAGE, with the nearest, for one that is not, and
 * for what is neither a file nor PostgreSQL. */
lc_status lc_writer_find(lc_ctx *ctx, const char *name, lc_writer_kind *kind);
/* Does the target name a PostgreSQL database (PG:..., postgresql://...)? */
bool lc_writer_is_database(const char *target);

/* The version of GDAL, for provenance. Static. */
const char *lc_gio_version(void);

#endif
