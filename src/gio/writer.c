/* Writing vectors. A disk that fills up shows in many ways: at a row, at the end, or (GeoJSON) not
 * at all; so everything is asked. */
#include <assert.h>
#include <cpl_conv.h>
#include <cpl_string.h>
#include <errno.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gio/check.h"
#include "gio/geopackage.h"
#include "gio/layer.h"
#include "gio/narrow.h"
#include "gio/path.h"
#include "gio/postgres.h"

/* A field of the layer being written. */
typedef struct column {
    lc_field_type type;
    int width; /* bytes a text may take, 0 for any */
    int index; /* GDAL's: a driver may have fields of its own before ours */
} column;

struct lc_writer {
    lc_ctx *ctx;
    char *path, *driver;
    char date[11];
    char timestamp[32];
    GDALDatasetH dataset;
    bool transaction;
    bool shape, geojson, geopackage, database;
    bool foreign;      /* none of these */
    char *schema;      /* of a database */
    gio_narrow narrow; /* of a Shapefile */
    lc_text narrowed;
    lc_text cleaned; /* the text that is being set */
    bool styled;     /* a GeoPackage has its table of styles */
    OGRSpatialReferenceH crs;
    lc_array layers;  /* of gio_kept, written or being so */
    lc_array aliases; /* of gio_alias, for a GeoPackage */
    gio_rtree tree;   /* of the layer, in a GeoPackage */
    OGRLayerH layer;
    lc_geometry_type geometry;
    column *columns; /* of the layer */
    size_t field_count;
    char *before_date; /* the configuration we found */
};

enum { SHAPE_TEXT_BYTES = 254, SHAPE_NAME_BYTES = 10 };

/* GeoPackage asks the configuration for today. */
static void begin(lc_writer *writer, gio_quiet *quiet)
{
    const char *before = CPLGetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    writer->before_date = before != NULL ? CPLStrdup(before) : NULL;
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", writer->timestamp);
    gio_quiet_begin(quiet);
}

static void end(lc_writer *writer, gio_quiet *quiet)
{
    gio_quiet_end(quiet);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", writer->before_date);
    CPLFree(writer->before_date);
    writer->before_date = NULL;
}

/* For messages: where a database is may hold its password. */
static const char *place(const lc_writer *writer)
{
    return writer->database ? writer->driver : writer->path;
}

static lc_status fail_write(lc_writer *writer, const gio_quiet *quiet)
{
    if (quiet->no_memory)
        return lc_fail_memory(writer->ctx);
    if (writer->database)
        return lc_fail(writer->ctx, LC_IO, "The database refuses (%s); nothing was changed.",
                       quiet->words);
    return lc_fail(writer->ctx, LC_IO,
                   "%s: cannot be written (%s); is the disk full, or writing there not allowed?",
                   writer->path, quiet->failed ? quiet->words : writer->driver);
}

static lc_status check_place(lc_ctx *ctx, const char *path)
{
    struct stat about;
    if (!gio_path_is_plain(path))
        return lc_fail(ctx, LC_USAGE,
                       "%s: is an address or a database; only plain files are written.", path);
    if (lstat(path, &about) == 0)
        return lc_fail(ctx, LC_EXISTS, "%s: is there already; remove it, or name another place.",
                       path);
    if (errno == ENOENT || errno == ENOTDIR)
        return LC_OK;
    return lc_fail(ctx, LC_IO,
                   "%s: cannot be written (%s); is the disk full, or writing there not allowed?",
                   path, lc_errno_words(ctx, errno));
}

/* Begins to write into what is open or made. */
static lc_status start(lc_writer *writer)
{
    gio_quiet quiet;
    begin(writer, &quiet);
    writer->crs = OSRNewSpatialReference(NULL);
    bool good = writer->crs != NULL && OSRImportFromEPSG(writer->crs, 4326) == OGRERR_NONE;
    if (good)
        OSRSetAxisMappingStrategy(writer->crs, OAMS_TRADITIONAL_GIS_ORDER);
    if (good && GDALDatasetTestCapability(writer->dataset, ODsCTransactions))
        good = writer->transaction =
            GDALDatasetStartTransaction(writer->dataset, FALSE) == OGRERR_NONE;
    end(writer, &quiet);
    return good ? LC_OK : fail_write(writer, &quiet);
}

static lc_status create_file(lc_writer *writer, const lc_writer_options *options)
{
    lc_status status = check_place(writer->ctx, writer->path);
    if (status == LC_OK && writer->shape)
        status = gio_narrow_open(writer->ctx, options->encoding, &writer->narrow);
    if (status != LC_OK)
        return status;
    gio_start();
    GDALDriverH driver = GDALGetDriverByName(writer->driver);
    if (driver == NULL)
        return lc_fail(writer->ctx, LC_UNSUPPORTED, "%s: this build of GDAL cannot write %s.",
                       writer->path, writer->driver);
    gio_quiet quiet;
    begin(writer, &quiet);
    writer->dataset = GDALCreate(driver, writer->path, 0, 0, 0, GDT_Unknown, NULL);
    end(writer, &quiet);
    /* GDAL goes on where a table of a new GeoPackage could not be written. */
    bool good = writer->dataset != NULL && !quiet.failed;
    return good ? start(writer) : fail_write(writer, &quiet);
}

static lc_status create_in_database(lc_writer *writer, const lc_writer_options *options)
{
    writer->schema = lc_strdup(writer->ctx, options->schema);
    if (writer->schema == NULL)
        return LC_MEMORY;
    lc_status status = gio_postgres_open(writer->ctx, writer->path, &writer->dataset);
    if (status == LC_OK)
        status = start(writer);
    return status == LC_OK ? gio_postgres_prepare(writer->ctx, writer->dataset, options) : status;
}

lc_status lc_writer_create(lc_ctx *ctx, const char *path, const lc_writer_options *options,
                           lc_writer **out)
{
    *out = NULL;
    lc_writer *writer = lc_alloc(ctx, 1, sizeof(*writer));
    if (writer == NULL)
        return LC_MEMORY;
    assert(strlen(options->stamp) == 10);
    writer->ctx = ctx;
    lc_array_init(&writer->layers, sizeof(gio_kept));
    lc_array_init(&writer->aliases, sizeof(gio_alias));
    lc_text_init(&writer->narrowed, ctx);
    lc_text_init(&writer->cleaned, ctx);
    gio_rtree_init(&writer->tree);
    (void)snprintf(writer->date, sizeof(writer->date), "%s", options->stamp);
    (void)snprintf(writer->timestamp, sizeof(writer->timestamp), "%sT00:00:00.000Z",
                   options->stamp);
    writer->shape = strcmp(options->driver, "ESRI Shapefile") == 0;
    writer->geojson = strcmp(options->driver, "GeoJSON") == 0;
    writer->geopackage = strcmp(options->driver, "GPKG") == 0;
    writer->database = strcmp(options->driver, "PostgreSQL") == 0;
    writer->foreign = !(writer->shape || writer->geojson || writer->geopackage || writer->database);
    writer->path = lc_strdup(ctx, path);
    writer->driver = lc_strdup(ctx, options->driver);
    lc_status status = LC_MEMORY;
    if (writer->path != NULL && writer->driver != NULL)
        status =
            writer->database ? create_in_database(writer, options) : create_file(writer, options);
    if (status == LC_OK)
        *out = writer;
    else
        lc_writer_abandon(writer);
    return status;
}

static OGRwkbGeometryType ogr_type(lc_geometry_type type)
{
    switch (type) {
    case LC_GEOMETRY_POINT:
        return wkbPoint;
    case LC_GEOMETRY_MULTILINE:
        return wkbMultiLineString;
    case LC_GEOMETRY_MULTIPOLYGON:
        return wkbMultiPolygon;
    case LC_GEOMETRY_NONE:
    default:
        return wkbNone;
    }
}

static char **layer_options(const lc_writer *writer, const lc_layer_spec *spec)
{
    char **options = NULL;
    if (writer->shape) {
        options = CSLSetNameValue(options, "ENCODING", writer->narrow.gbk ? "GBK" : "UTF-8");
        options = CSLSetNameValue(options, "2GB_LIMIT", "YES");
        options = CSLSetNameValue(options, "DBF_DATE_LAST_UPDATE", writer->date);
    } else if (writer->geojson) {
        options = CSLSetNameValue(options, "RFC7946", "YES");
        options = CSLSetNameValue(options, "COORDINATE_PRECISION", "7");
    } else if (writer->geopackage) {
        options = CSLSetNameValue(options, "SPATIAL_INDEX", "NO"); /* see gio_rtree */
    } else if (writer->database) {
        options = CSLSetNameValue(options, "SCHEMA", writer->schema);
        options = CSLSetNameValue(options, "GEOMETRY_NAME", "geom");
        options = CSLSetNameValue(options, "FID", "fid");
        options = CSLSetNameValue(options, "LAUNDER", "NO");
    }
    if (spec->title != NULL && !writer->shape)
        options = CSLSetNameValue(options, "DESCRIPTION", spec->title);
    return options;
}

/* Some formats hold small whole numbers alone; ours are (numbers of rows and counts). */
static OGRFieldType integer_type(const lc_writer *writer)
{
    const char *types = GDALGetMetadataItem(GDALGetDatasetDriver(writer->dataset),
                                            GDAL_DMD_CREATIONFIELDDATATYPES, NULL);
    return types == NULL || strstr(types, "Integer64") != NULL ? OFTInteger64 : OFTInteger;
}

static OGRFieldType ogr_field_type(const lc_writer *writer, lc_field_type type)
{
    switch (type) {
    case LC_FIELD_INTEGER:
        return integer_type(writer);
    case LC_FIELD_REAL:
        return OFTReal;
    case LC_FIELD_TEXT:
    default:
        return OFTString;
    }
}

/* Widths bind only a Shapefile; elsewhere they would cut texts for nothing. */
static bool make_field(lc_writer *writer, const lc_field *field, column *to)
{
    OGRFieldDefnH made = OGR_Fld_Create(field->name, ogr_field_type(writer, field->type));
    if (writer->shape) {
        assert(strlen(field->name) <= SHAPE_NAME_BYTES);
        int width = field->width;
        if (field->type == LC_FIELD_TEXT) {
            width = width > 0 && width < SHAPE_TEXT_BYTES ? width : SHAPE_TEXT_BYTES;
            to->width = width;
        }
        OGR_Fld_SetWidth(made, width);
        OGR_Fld_SetPrecision(made, field->type == LC_FIELD_REAL ? field->decimals : 0);
    } else if (field->alias != NULL) {
        OGR_Fld_SetAlternativeName(made, field->alias);
    }
    /* Formats that are not ours in every detail may hold a number in their own way. */
    bool good = OGR_L_CreateField(writer->layer, made, writer->foreign) == OGRERR_NONE;
    OGR_Fld_Destroy(made);
    return good;
}

/* KML has a Name of its own, which is then ours. */
static lc_status add_field(lc_writer *writer, const lc_field *field, size_t i, bool *good)
{
    column *to = &writer->columns[i];
    OGRFeatureDefnH all = OGR_L_GetLayerDefn(writer->layer);
    *to = (column){.type = field->type, .index = OGR_FD_GetFieldIndex(all, field->name)};
    if (to->index >= 0 && writer->foreign)
        return LC_OK;
    *good = make_field(writer, field, to);
    to->index = OGR_FD_GetFieldIndex(all, field->name);
    if (*good && to->index < 0)
        return lc_fail(writer->ctx, LC_UNSUPPORTED,
                       "%s: the format %s has no field \"%s\" after it was made; choose another "
                       "format.",
                       place(writer), writer->driver, field->name);
    return LC_OK;
}

static lc_status keep_aliases(lc_writer *writer, const lc_layer_spec *spec)
{
    for (size_t i = 0; i < spec->field_count; i++) {
        const lc_field *field = &spec->fields[i];
        if (!writer->geopackage || field->alias == NULL)
            continue;
        gio_alias *alias = lc_array_push(writer->ctx, &writer->aliases);
        if (alias == NULL)
            return LC_MEMORY;
        alias->table = lc_strdup(writer->ctx, spec->name);
        alias->column = lc_strdup(writer->ctx, field->name);
        alias->alias = lc_strdup(writer->ctx, field->alias);
        if (alias->table == NULL || alias->column == NULL || alias->alias == NULL)
            return LC_MEMORY;
    }
    return LC_OK;
}

static lc_status keep_layer(lc_writer *writer, const lc_layer_spec *spec)
{
    gio_kept *layer = lc_array_push(writer->ctx, &writer->layers);
    if (layer == NULL)
        return LC_MEMORY;
    layer->name = lc_strdup(writer->ctx, spec->name);
    free(writer->columns);
    writer->columns = lc_alloc(writer->ctx, spec->field_count, sizeof(*writer->columns));
    writer->field_count = spec->field_count;
    writer->geometry = spec->geometry;
    return layer->name != NULL && writer->columns != NULL ? LC_OK : LC_MEMORY;
}

/* GDAL 3.6 crashes where it cannot make the small file with the encoding's name (DBFCreateLL).
 * Where the file is there already, only its content is left to fail, which is_whole sees. */
static lc_status make_cpg(const lc_writer *writer, const char *name)
{
    char *path = lc_format(writer->ctx, "%s/%s.cpg", writer->path, name);
    if (path == NULL)
        return LC_MEMORY;
    lc_status status = LC_OK;
    FILE *file = fopen(path, "wbe");
    if (file == NULL || fclose(file) != 0)
        status =
            lc_fail(writer->ctx, LC_IO,
                    "%s: cannot be written (%s); is the disk full, or writing there not allowed?",
                    path, lc_errno_words(writer->ctx, errno));
    free(path);
    return status;
}

lc_status lc_writer_layer(lc_writer *writer, const lc_layer_spec *spec)
{
    assert(!writer->geojson || writer->layers.count == 0); /* that format holds one */
    lc_status status = keep_layer(writer, spec);
    if (status == LC_OK)
        status = keep_aliases(writer, spec);
    if (status == LC_OK && writer->shape)
        status = make_cpg(writer, spec->name);
    if (status != LC_OK)
        return status;
    gio_quiet quiet;
    begin(writer, &quiet);
    status = gio_rtree_end(writer->ctx, writer->dataset, &writer->tree);
    char **options = layer_options(writer, spec);
    writer->layer = GDALDatasetCreateLayer(writer->dataset, spec->name,
                                           spec->geometry != LC_GEOMETRY_NONE ? writer->crs : NULL,
                                           ogr_type(spec->geometry), options);
    bool good = writer->layer != NULL;
    for (size_t i = 0; good && status == LC_OK && i < spec->field_count; i++)
        status = add_field(writer, &spec->fields[i], i, &good);
    if (good && status == LC_OK && writer->geopackage && spec->geometry != LC_GEOMETRY_NONE)
        status = gio_rtree_begin(writer->ctx, writer->dataset, spec->name, &writer->tree);
    if (good && status == LC_OK && writer->database)
        status = gio_postgres_comments(writer->ctx, writer->dataset, writer->schema, spec);
    CSLDestroy(options);
    end(writer, &quiet);
    return status == LC_OK && (!good || quiet.failed) ? fail_write(writer, &quiet) : status;
}

/* Cleaned: KML and GML are XML, where some characters may not even be escaped. */
static lc_status set_text(lc_writer *writer, OGRFeatureH feature, const column *to, const char *raw)
{
    int width = to->width;
    writer->cleaned.size = 0;
    lc_text_add_bytes(&writer->cleaned, "", 0);
    lc_text_add_clean(&writer->cleaned, raw, strlen(raw));
    if (lc_text_status(&writer->cleaned) != LC_OK)
        return LC_MEMORY;
    const char *text = writer->cleaned.bytes;
    const char *fitting =
        width > 0 ? gio_narrow_text(&writer->narrow, text, (size_t)width, &writer->narrowed) : text;
    if (fitting == NULL)
        return lc_text_status(&writer->narrowed);
    OGR_F_SetFieldString(feature, to->index, fitting);
    return LC_OK;
}

static lc_status set_value(lc_writer *writer, OGRFeatureH feature, const column *to,
                           const lc_value *value)
{
    lc_field_type type = to->type;
    bool null = value->is_null || (type == LC_FIELD_TEXT && value->text == NULL) ||
                (type == LC_FIELD_REAL && !isfinite(value->real));
    if (null)
        OGR_F_SetFieldNull(feature, to->index);
    else if (type == LC_FIELD_TEXT)
        return set_text(writer, feature, to, value->text);
    else if (type == LC_FIELD_INTEGER)
        OGR_F_SetFieldInteger64(feature, to->index, value->integer);
    else
        OGR_F_SetFieldDouble(feature, to->index, value->real);
    return LC_OK;
}

/* The geometry of the layer's own kind; NULL when the WKB is broken or of another. */
static lc_status make_geometry(const lc_writer *writer, const unsigned char *wkb, size_t wkb_size,
                               OGRGeometryH *out)
{
    OGRGeometryH shape = NULL;
    *out = NULL;
    OGRwkbGeometryType wanted = ogr_type(writer->geometry);
    OGRErr error = wkb_size > INT32_MAX ? OGRERR_UNSUPPORTED_OPERATION
                                        : OGR_G_CreateFromWkb(wkb, NULL, &shape, (int)wkb_size);
    if (error == OGRERR_NOT_ENOUGH_MEMORY)
        return lc_fail_memory(writer->ctx);
    if (error != OGRERR_NONE)
        return LC_OK;
    OGRwkbGeometryType flat = wkbFlatten(OGR_G_GetGeometryType(shape));
    if (wanted == wkbMultiPolygon && (flat == wkbPolygon || flat == wkbGeometryCollection))
        shape = OGR_G_ForceToMultiPolygon(shape);
    if (wanted == wkbMultiLineString && (flat == wkbLineString || flat == wkbGeometryCollection))
        shape = OGR_G_ForceToMultiLineString(shape);
    if (wkbFlatten(OGR_G_GetGeometryType(shape)) == wanted)
        *out = shape;
    else
        OGR_G_DestroyGeometry(shape);
    return LC_OK;
}

static lc_status fill(lc_writer *writer, OGRFeatureH feature, const lc_value *values,
                      const unsigned char *wkb, size_t wkb_size)
{
    const gio_kept *layer = lc_array_at(&writer->layers, writer->layers.count - 1);
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < writer->field_count; i++)
        status = set_value(writer, feature, &writer->columns[i], &values[i]);
    if (status != LC_OK || wkb == NULL || writer->geometry == LC_GEOMETRY_NONE)
        return status;
    OGRGeometryH shape = NULL;
    status = make_geometry(writer, wkb, wkb_size, &shape);
    if (status != LC_OK)
        return status;
    if (shape == NULL)
        return lc_fail(writer->ctx, LC_INTERNAL,
                       "%s: layer %s, row %lld: its geometry is broken or of another kind than the "
                       "layer's. Please report this.",
                       place(writer), layer->name, (long long)layer->rows + 1);
    (void)OGR_F_SetGeometryDirectly(feature, shape);
    return LC_OK;
}

static lc_status add_to_tree(lc_writer *writer, OGRFeatureH feature)
{
    OGRGeometryH shape = OGR_F_GetGeometryRef(feature);
    if (shape == NULL || OGR_G_IsEmpty(shape))
        return LC_OK;
    OGREnvelope box;
    OGR_G_GetEnvelope(shape, &box);
    const double low[] = {box.MinX, box.MinY}, high[] = {box.MaxX, box.MaxY};
    return gio_rtree_add(writer->ctx, &writer->tree, OGR_F_GetFID(feature), low, high);
}

lc_status lc_writer_row(lc_writer *writer, const lc_value *values, const unsigned char *wkb,
                        size_t wkb_size)
{
    assert(writer->layer != NULL);
    gio_quiet quiet;
    gio_quiet_begin(&quiet);
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(writer->layer));
    lc_status status = feature != NULL ? fill(writer, feature, values, wkb, wkb_size)
                                       : lc_fail_memory(writer->ctx);
    if (status == LC_OK && OGR_L_CreateFeature(writer->layer, feature) != OGRERR_NONE)
        quiet.failed = true;
    if (status == LC_OK && writer->tree.name != NULL)
        status = add_to_tree(writer, feature);
    OGR_F_Destroy(feature);
    gio_quiet_end(&quiet);
    if (status == LC_OK && quiet.failed)
        return fail_write(writer, &quiet);
    if (status != LC_OK)
        return status;
    gio_kept *layer = lc_array_at(&writer->layers, writer->layers.count - 1);
    layer->rows++;
    layer->undrawn += wkb == NULL && writer->geometry != LC_GEOMETRY_NONE;
    return LC_OK;
}

/* What stands on the disk must be what was written: not all of GDAL's writers look at what the
 * system answers. */
static bool is_whole(lc_writer *writer)
{
    if (writer->geojson)
        return writer->layers.count == 0 ||
               gio_check_geojson(writer->path, ((gio_kept *)lc_array_at(&writer->layers, 0))->rows);
    for (size_t i = 0; writer->shape && i < writer->layers.count; i++) {
        const gio_kept *layer = lc_array_at(&writer->layers, i);
        if (!gio_check_shape(writer->ctx, writer->path, layer->name, layer->rows))
            return false;
    }
    return true;
}

lc_status lc_writer_style(lc_writer *writer, const lc_style_spec *style)
{
    if (!writer->geopackage)
        return LC_OK;
    gio_quiet quiet;
    begin(writer, &quiet);
    lc_status status = gio_geopackage_style(writer->ctx, writer->dataset, style, writer->timestamp,
                                            !writer->styled);
    writer->styled = true;
    end(writer, &quiet);
    return status == LC_OK && quiet.failed ? fail_write(writer, &quiet) : status;
}

/* What a Shapefile could not hold, once for all of its layers. */
static void tell_narrowed(const lc_writer *writer)
{
    if (writer->narrow.cut > 0)
        lc_log(writer->ctx, LC_LOG_NOTE,
               "Shapefiles: %lld texts are longer than the format holds and were cut; the "
               "GeoPackage has them whole.",
               (long long)writer->narrow.cut);
    if (writer->narrow.lost > 0)
        lc_log(
            writer->ctx, LC_LOG_NOTE,
            "Shapefiles: %lld texts have characters that GBK does not have; each is \"?\" there. "
            "The GeoPackage has them whole.",
            (long long)writer->narrow.lost);
}

static void tell_undrawn(const lc_writer *writer)
{
    for (size_t i = 0; i < writer->layers.count; i++) {
        const gio_kept *layer = lc_array_at(&writer->layers, i);
        if (layer->undrawn > 0 && strcmp(writer->driver, "FlatGeobuf") == 0)
            lc_log(writer->ctx, LC_LOG_WARNING,
                   "FlatGeobuf holds no rows without geometry: %lld of the layer %s are left out; "
                   "the GeoPackage has them.",
                   (long long)layer->undrawn, layer->name);
    }
}

static lc_status finish(lc_writer *writer)
{
    gio_quiet quiet;
    begin(writer, &quiet);
    lc_status status = gio_rtree_end(writer->ctx, writer->dataset, &writer->tree);
    if (status == LC_OK)
        status = gio_geopackage_aliases(writer->ctx, writer->dataset, writer->aliases.items,
                                        writer->aliases.count);
    if (writer->transaction && GDALDatasetCommitTransaction(writer->dataset) != OGRERR_NONE)
        quiet.failed = true;
    GDALClose(writer->dataset);
    writer->dataset = NULL;
    end(writer, &quiet);
    if (status == LC_OK && (quiet.failed || !is_whole(writer)))
        return fail_write(writer, &quiet);
    if (status == LC_OK && writer->foreign)
        status = gio_check_rows(writer->ctx, writer->path, writer->driver, writer->layers.items,
                                writer->layers.count);
    return status;
}

static void free_writer(lc_writer *writer)
{
    if (writer->crs != NULL)
        OSRRelease(writer->crs);
    for (size_t i = 0; i < writer->layers.count; i++)
        free(((gio_kept *)lc_array_at(&writer->layers, i))->name);
    for (size_t i = 0; i < writer->aliases.count; i++) {
        gio_alias *alias = lc_array_at(&writer->aliases, i);
        free(alias->table);
        free(alias->column);
        free(alias->alias);
    }
    lc_array_clear(&writer->layers);
    lc_array_clear(&writer->aliases);
    lc_text_clear(&writer->narrowed);
    lc_text_clear(&writer->cleaned);
    gio_narrow_close(&writer->narrow);
    gio_rtree_clear(&writer->tree);
    free(writer->columns);
    free(writer->schema);
    free(writer->path);
    free(writer->driver);
    free(writer);
}

lc_status lc_writer_close(lc_writer *writer)
{
    if (writer == NULL)
        return LC_OK;
    lc_status status = finish(writer);
    if (status == LC_OK) {
        tell_narrowed(writer);
        tell_undrawn(writer);
    }
    free_writer(writer);
    return status;
}

void lc_writer_abandon(lc_writer *writer)
{
    if (writer == NULL)
        return;
    gio_quiet quiet;
    begin(writer, &quiet);
    if (writer->transaction)
        (void)GDALDatasetRollbackTransaction(writer->dataset);
    if (writer->dataset != NULL)
        GDALClose(writer->dataset);
    end(writer, &quiet);
    free_writer(writer);
}
