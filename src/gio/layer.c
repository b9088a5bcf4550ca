#include "gio/layer.h"

#include <assert.h>
#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gio/geopackage.h"
#include "gio/path.h"
#include "gio/shape.h"
#include "gio/tab.h"

/* Drivers that read the file they are given and nothing else: none that reaches a network or a
 * database; no VRT, GMLAS or the like, which may name other files; no SQLite, whose virtual tables
 * may. CSV is not GDAL's business here (csv.h), OSM is the room osm's. */
static const char *const DRIVERS[] = {"ESRI Shapefile",
                                      "GPKG",
                                      "GeoJSON",
                                      "GeoJSONSeq",
                                      "TopoJSON",
                                      "ESRIJSON",
                                      "XLSX",
                                      "XLS",
                                      "ODS",
                                      "MapInfo File",
                                      "OpenFileGDB",
                                      "FlatGeobuf",
                                      "KML",
                                      "LIBKML",
                                      "GPX",
                                      "GML",
                                      "DXF",
                                      "DGN",

                                      "Parquet",
                                      "Arrow",
                                      NULL};

/* ENCODING "" hands the bytes of a .dbf over as they are: GDAL takes language driver 0x57 for
 * ISO-8859-1, which turns GBK to rubbish. */
static const char *const OPEN_OPTIONS[] = {"ENCODING=", "DOWNLOAD_SCHEMA=NO", "WRITE_GFS=NO", NULL};

/* The rows of a sheet come as they are, its names too (head.h), and no cell's type is guessed from
 * its neighbours. */
static const struct {
    const char *key, *value;
} CONFIG[] = {
    {"OGR_XLSX_HEADERS", "DISABLE"},
    {"OGR_XLSX_FIELD_TYPES", "STRING"},
    {"OGR_XLS_HEADERS", "DISABLE"},
    {"OGR_XLS_FIELD_TYPES", "STRING"},
    {"OGR_ODS_HEADERS", "DISABLE"},
    {"OGR_ODS_FIELD_TYPES", "STRING"},
    {"SHAPE_RESTORE_SHX", "NO"},
    /* Xerces, which it takes for some encodings, fetches what a DTD names */
    {"GML_PARSER", "EXPAT"},
    {"GML_SKIP_RESOLVE_ELEMS", "ALL"},
    /* a view may compute; it may not call functions that open files */
    {"OGR_SQLITE_PRAGMA", "trusted_schema=OFF"},
};
enum { CONFIG_COUNT = sizeof(CONFIG) / sizeof(CONFIG[0]) };

static void set_config(char *before[CONFIG_COUNT])
{
    for (size_t i = 0; i < CONFIG_COUNT; i++) {
        const char *value = CPLGetThreadLocalConfigOption(CONFIG[i].key, NULL);
        before[i] = value != NULL ? CPLStrdup(value) : NULL;
        CPLSetThreadLocalConfigOption(CONFIG[i].key, CONFIG[i].value);
    }
}

static void reset_config(char *before[CONFIG_COUNT])
{
    for (size_t i = 0; i < CONFIG_COUNT; i++) {
        CPLSetThreadLocalConfigOption(CONFIG[i].key, before[i]);
        CPLFree(before[i]);
    }
}

static const char *layer_name(GDALDatasetH dataset, int i)
{
    return OGR_L_GetName(GDALDatasetGetLayer(dataset, i));
}

/* "a, b, c": the names for a message. Free with free(). */
static char *list_layers(gio_layer *layer)
{
    lc_text list;
    lc_text_init(&list, layer->ctx);
    for (int i = 0; i < GDALDatasetGetLayerCount(layer->dataset); i++)
        lc_text_addf(&list, "%s%s", i > 0 ? ", " : "", layer_name(layer->dataset, i));
    return lc_text_take(&list);
}

static lc_status fail_no_such_layer(gio_layer *layer, const char *name)
{
    int count = GDALDatasetGetLayerCount(layer->dataset);
    lc_status status = LC_MEMORY;
    char *list = list_layers(layer);
    const char **names = lc_alloc(layer->ctx, (size_t)count, sizeof(*names));
    if (list == NULL || names == NULL)
        goto done;
    for (int i = 0; i < count; i++)
        names[i] = layer_name(layer->dataset, i);
    const char *near = lc_text_nearest(name, names, (size_t)count);
    if (near != NULL)
        status = lc_fail(layer->ctx, LC_INPUT,
                         "%s: has no layer or sheet \"%s\"; did you mean \"%s\"? It has: %s.",
                         layer->path, name, near, list);
    else
        status = lc_fail(layer->ctx, LC_INPUT, "%s: has no layer or sheet \"%s\". It has: %s.",
                         layer->path, name, list);
done:
    free(names);
    free(list);
    return status;
}

static lc_status fail_many_layers(gio_layer *layer)
{
    char *list = list_layers(layer);
    if (list == NULL)
        return LC_MEMORY;
    lc_status status = lc_fail(layer->ctx, LC_INPUT,
                               "%s: has several layers or sheets; say which one with \"layer:\" or "
                               "\"sheet:\". It has: %s.",
                               layer->path, list);
    free(list);
    return status;
}

/* Without a name: the only layer, or in a spreadsheet the only sheet that is not blank. */
static lc_status choose_layer(gio_layer *layer, const char *name)
{
    int count = GDALDatasetGetLayerCount(layer->dataset);
    if (count == 0 && lc_text_ends(layer->path, ".gml"))
        return lc_fail(layer->ctx, LC_INPUT,
                       "%s: holds no layer or table, or is not in UTF-8; save the GML in UTF-8.",
                       layer->path);
    if (count == 0 && strcmp(layer->driver, "FlatGeobuf") == 0) /* it always has one */
        return gio_path_fail_damaged(layer->ctx, layer->path, layer->driver);
    if (count == 0)
        return lc_fail(layer->ctx, LC_INPUT, "%s: holds no layer or table.", layer->path);
    if (name != NULL) {
        layer->ogr = GDALDatasetGetLayerByName(layer->dataset, name);
        return layer->ogr != NULL ? LC_OK : fail_no_such_layer(layer, name);
    }
    int filled = 0;
    for (int i = 0; i < count; i++) {
        OGRLayerH one = GDALDatasetGetLayer(layer->dataset, i);
        if (layer->sheet && count > 1 && OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(one)) == 0)
            continue;
        layer->ogr = one;
        filled++;
    }
    if (filled > 1)
        return fail_many_layers(layer);
    return filled == 1
               ? LC_OK
               : lc_fail(layer->ctx, LC_INPUT, "%s: all its sheets are blank.", layer->path);
}

lc_status gio_crs_wkt(lc_ctx *ctx, OGRSpatialReferenceH crs, char **out)
{
    static const char *const options[] = {"FORMAT=WKT2_2019", "MULTILINE=NO", NULL};
    *out = NULL;
    const char *name = crs != NULL ? OSRGetName(crs) : NULL;
    /* GeoPackage's srs_id -1 and 0 say that nobody knows */
    if (crs == NULL || (name != NULL && strncasecmp(name, "Undefined ", 10) == 0))
        return LC_OK;
    char *wkt = NULL;
    lc_status status = LC_OK;
    if (OSRExportToWktEx(crs, &wkt, options) == OGRERR_NONE && wkt != NULL && wkt[0] != '\0') {
        *out = lc_strdup(ctx, wkt);
        status = *out != NULL ? LC_OK : LC_MEMORY;
    }
    CPLFree(wkt);
    return status;
}

/* One pass over the texts of a layer that does not say in which encoding they are. O(rows), no
 * geometry. */
static lc_status sniff_encoding(gio_layer *layer, gio_vote *vote)
{
    OGRFeatureDefnH columns = OGR_L_GetLayerDefn(layer->ogr);
    const char *ignored[] = {"OGR_GEOMETRY", NULL};
    int count = OGR_FD_GetFieldCount(columns);
    for (int i = 0; i < count; i++) {
        const char *name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(columns, i));
        gio_vote_add(vote, name, strlen(name), true);
    }
    if (OGR_L_TestCapability(layer->ogr, OLCIgnoreFields))
        (void)OGR_L_SetIgnoredFields(layer->ogr, ignored);
    OGRFeatureH feature;
    lc_status status = LC_OK;
    while (status == LC_OK && (feature = OGR_L_GetNextFeature(layer->ogr)) != NULL) {
        for (int i = 0; i < count; i++) {
            OGRFieldDefnH column = OGR_FD_GetFieldDefn(columns, i);
            if (OGR_Fld_GetType(column) != OFTString || !OGR_F_IsFieldSetAndNotNull(feature, i))
                continue;
            const char *value = OGR_F_GetFieldAsString(feature, i);
            size_t size = strlen(value);
            gio_vote_add(vote, value, size,
                         OGR_Fld_GetWidth(column) > 0 && (int)size >= OGR_Fld_GetWidth(column) - 1);
        }
        OGR_F_Destroy(feature);
        if (lc_cancelled(layer->ctx))
            status = lc_tick(layer->ctx, 0, 0);
    }
    if (OGR_L_TestCapability(layer->ogr, OLCIgnoreFields))
        (void)OGR_L_SetIgnoredFields(layer->ogr, NULL);
    OGR_L_ResetReading(layer->ogr);
    return status;
}

/* The encoding that the study or the file names; false where neither does. */
static bool said_encoding(const gio_layer *layer, bool shape, const char *wanted,
                          char name[GIO_ENCODING_SIZE])
{
    if (wanted == NULL)
        return shape && gio_shape_encoding(layer->ctx, layer->path, name);
    gio_encoding_name(wanted, name);
    return true;
}

static lc_status choose_encoding(gio_layer *layer, const char *wanted)
{
    char name[GIO_ENCODING_SIZE] = "UTF-8";
    gio_vote vote = {0};
    bool shape = strcmp(layer->driver, "ESRI Shapefile") == 0;
    if (shape || !OGR_L_TestCapability(layer->ogr, OLCStringsAsUTF8)) {
        bool said = said_encoding(layer, shape, wanted, name);
        bool is_sure = said && strcmp(name, "UTF-8") == 0;
        lc_status status = is_sure ? LC_OK : sniff_encoding(layer, &vote);
        if (status != LC_OK)
            return status;
        if (!said)
            (void)snprintf(name, sizeof(name), "%s", gio_vote_name(&vote));
    } /* otherwise GDAL decodes: the format itself says how */
    if (gio_decoder_open(&layer->decoder, name))
        return gio_vote_check(layer->ctx, &vote, layer->path, &layer->decoder);
    return lc_fail(layer->ctx, LC_USAGE,
                   "%s: the encoding \"%s\" is not known here; try UTF-8 or GB18030.", layer->path,
                   wanted != NULL ? wanted : name);
}

/* GDAL opens what it could read of an XML file and tells the rest as an error alone. What it says
 * before "failed" is a path of its own making. */
static lc_status check_whole(const gio_layer *layer, const gio_quiet *quiet)
{
    static const char mark[] = "failed : ";
    const char *tail = strstr(quiet->words, mark);
    bool torn = strstr(quiet->words, "XML parsing of") != NULL ||
                strstr(quiet->words, "probably corrupted") != NULL;
    bool foreign = strstr(quiet->words, "unknown encoding") != NULL; /* choose_layer tells it */
    if (!quiet->failed || !torn || foreign)
        return LC_OK;
    return gio_path_fail_damaged(layer->ctx, layer->path,
                                 tail != NULL ? tail + sizeof(mark) - 1 : layer->driver);
}

static lc_status open_dataset(gio_layer *layer)
{
    gio_quiet quiet;
    if (lc_text_ends(layer->path, ".shp") || lc_text_ends(layer->path, ".dbf")) {
        lc_status status = gio_shape_check(layer->ctx, layer->path);
        if (status != LC_OK)
            return status;
    }
    if (lc_text_ends(layer->path, ".tab")) {
        lc_status status = gio_tab_check(layer->ctx, layer->path);
        if (status != LC_OK)
            return status;
    }
    gio_quiet_begin(&quiet);
    layer->dataset =
        GDALOpenEx(layer->path, GDAL_OF_VECTOR | GDAL_OF_READONLY, DRIVERS, OPEN_OPTIONS, NULL);
    gio_quiet_end(&quiet);
    if (layer->dataset == NULL)
        return gio_path_fail_open(layer->ctx, layer->path, GDAL_OF_VECTOR, DRIVERS, &quiet);
    layer->driver = GDALGetDriverShortName(GDALGetDatasetDriver(layer->dataset));
    layer->sheet = strcmp(layer->driver, "XLSX") == 0 || strcmp(layer->driver, "XLS") == 0 ||
                   strcmp(layer->driver, "ODS") == 0;
    layer->fixed_width = strcmp(layer->driver, "ESRI Shapefile") == 0;
    return check_whole(layer, &quiet);
}

/* SQLite counts a view by making every row of it, which may be a billion and cannot be stopped: of
 * a view one row is asked for, to see that there is one to be had. */
static void count_rows(gio_layer *layer)
{
    bool view = strcmp(layer->driver, "GPKG") == 0 &&
                gio_geopackage_is_view(layer->ctx, layer->dataset, OGR_L_GetName(layer->ogr));
    if (!view) {
        layer->row_count = OGR_L_GetFeatureCount(layer->ogr, FALSE);
        return;
    }
    OGR_F_Destroy(OGR_L_GetNextFeature(layer->ogr));
    OGR_L_ResetReading(layer->ogr);
    layer->row_count = -1;
}

/* Spreadsheets load a sheet when it is first asked for, so the configuration must hold until here.
 */
static lc_status open_layer(gio_layer *layer, const lc_reader_options *options)
{
    gio_quiet quiet;
    gio_quiet_begin(&quiet);
    lc_status status = choose_layer(layer, options->layer);
    if (status == LC_OK) {
        OGR_L_ResetReading(layer->ogr);
        count_rows(layer);
        status = gio_crs_wkt(layer->ctx, OGR_L_GetSpatialRef(layer->ogr), &layer->crs_wkt);
    }
    if (status == LC_OK && quiet.failed && strstr(quiet.words, "unsafe use of") != NULL)
        status =
            lc_fail(layer->ctx, LC_INPUT,
                    "%s: layer %s is a view that calls functions (%s), which are not run here; "
                    "save it as a table.",
                    layer->path, OGR_L_GetName(layer->ogr), quiet.words);
    if (status == LC_OK)
        status = check_whole(layer, &quiet);
    if (status == LC_OK)
        status = choose_encoding(layer, options->encoding);
    gio_quiet_end(&quiet);
    return status;
}

lc_status gio_layer_open(gio_layer *layer, lc_ctx *ctx, const char *path,
                         const lc_reader_options *options)
{
    char *before[CONFIG_COUNT];
    layer->ctx = ctx;
    layer->path = path;
    gio_start();
    set_config(before);
    lc_status status = open_dataset(layer);
    if (status == LC_OK)
        status = open_layer(layer, options);
    reset_config(before);
    return status;
}

void gio_layer_close(gio_layer *layer)
{
    gio_quiet quiet;
    if (layer->dataset != NULL) {
        gio_quiet_begin(&quiet);
        GDALClose(layer->dataset);
        gio_quiet_end(&quiet);
        gio_decoder_close(&layer->decoder);
    }
    free(layer->crs_wkt);
    free(layer->wkb);
    free(layer->error);
    *layer = (gio_layer){.dataset = NULL};
}

void gio_layer_rewind(gio_layer *layer)
{
    OGR_L_ResetReading(layer->ogr);
    layer->rows_read = 0;
}

size_t gio_layer_field_count(const gio_layer *layer)
{
    return (size_t)OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer->ogr));
}

const char *gio_layer_field_name(const gio_layer *layer, size_t i)
{
    return OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(OGR_L_GetLayerDefn(layer->ogr), (int)i));
}
