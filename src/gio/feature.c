/* One OGR feature to one record: texts and 2D WKB. */
#include <cpl_conv.h>
#include <cpl_string.h>
#include <ctype.h>
#include <math.h>
#include <ogr_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gio/layer.h"
#include "gio/path.h"
#include "gio/tab.h"

enum { TEXT_SIZE = 64 };

/* Locale plays no part in CPLsnprintf. */
static void print_real(double value, char out[TEXT_SIZE])
{
    (void)CPLsnprintf(out, TEXT_SIZE, "%.15g", value);
}

/* A day, with its time when there is one. */
static void print_date(OGRFeatureH feature, int i, char out[TEXT_SIZE])
{
    int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0, zone = 0;
    (void)OGR_F_GetFieldAsDateTime(feature, i, &y, &mo, &d, &h, &mi, &s, &zone);
    if (h == 0 && mi == 0 && s == 0)
        (void)snprintf(out, TEXT_SIZE, "%04d-%02d-%02d", y, mo, d);
    else
        (void)snprintf(out, TEXT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d", y, mo, d, h, mi, s);
}

/* GDAL prints a sheet's date cells as YYYY/MM/DD, perhaps with a time. */
static bool is_sheet_date(const char *text)
{
    static const char pattern[] = "dddd/dd/dd";
    size_t i = 0;
    for (; i < sizeof(pattern) - 1; i++)
        if (pattern[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != pattern[i])
            return false;
    return text[i] == '\0' || text[i] == ' ';
}

/* A number cell as the sheet's XML has it: 17 digits ("1.1000000000000001"), or an exponent with
 * its sign ("3.1E+11"). A text cell looks like that hardly ever, and loses nothing of its value
 * when it does; a code such as 310101001 or 1E5 stays as it is. */
static bool is_long_number(const char *text)
{
    size_t digits = 0;
    bool point = false, exponent = false;
    const char *c = text + (*text == '-');
    for (; *c != '\0'; c++) {
        if (isdigit((unsigned char)*c))
            digits += !exponent;
        else if (*c == '.' && !point && !exponent)
            point = true;
        else if ((*c == 'E' || *c == 'e') && !exponent && digits > 0 &&
                 (c[1] == '+' || c[1] == '-'))
            exponent = *c++ != '\0';
        else
            return false;
    }
    return exponent || (point && digits > 15);
}

/* The text of a sheet's cell, made the same as that of any other file. `text` or `out`. */
static const char *tidy_cell(const char *text, char out[TEXT_SIZE])
{
    if (is_sheet_date(text) && strlen(text) < TEXT_SIZE) {
        (void)snprintf(out, TEXT_SIZE, "%.4s-%.2s-%.2s%s%s", text, text + 5, text + 8,
                       text[10] != '\0' ? "T" : "", text[10] != '\0' ? text + 11 : "");
        return out;
    }
    if (is_long_number(text)) {
        print_real(CPLAtof(text), out);
        return out;
    }
    return text;
}

/* Borrowed from the feature, or `out`. NULL for a number that is none. */
static const char *value_text(gio_layer *layer, OGRFeatureH feature, int i, OGRFieldType type,
                              char out[TEXT_SIZE])
{
    switch ((int)type) {
    case OFTReal: {
        double value = OGR_F_GetFieldAsDouble(feature, i);
        print_real(value, out);
        return isfinite(value) ? out : NULL;
    }
    case OFTDate:
    case OFTDateTime:
        print_date(feature, i, out);
        return out;
    case OFTBinary:
        return NULL;
    default: {
        const char *text = OGR_F_GetFieldAsString(feature, i);
        return layer->sheet ? tidy_cell(text, out) : text;
    }
    }
}

static void read_values(gio_layer *layer, OGRFeatureH feature, gio_row *row)
{
    OGRFeatureDefnH columns = OGR_L_GetLayerDefn(layer->ogr);
    char out[TEXT_SIZE];
    gio_row_begin(row);
    for (int i = 0; i < (int)row->count; i++) {
        if (!OGR_F_IsFieldSetAndNotNull(feature, i))
            continue;
        OGRFieldType type = OGR_Fld_GetType(OGR_FD_GetFieldDefn(columns, i));
        const char *text = value_text(layer, feature, i, type, out);
        int width = layer->fixed_width && type == OFTString
                        ? OGR_Fld_GetWidth(OGR_FD_GetFieldDefn(columns, i))
                        : 0;
        if (text != NULL && width > 0 && strlen(text) >= (size_t)width)
            gio_row_set_cut(row, (size_t)i, &layer->decoder, text, strlen(text));
        else if (text != NULL)
            gio_row_set(row, (size_t)i, &layer->decoder, text, strlen(text));
    }
}

static bool is_surface(OGRwkbGeometryType flat)
{
    return flat == wkbPolyhedralSurface || flat == wkbTIN || flat == wkbTriangle;
}

/* Takes `raw` and gives back what has only straight 2D parts. */
static OGRGeometryH simplify(OGRGeometryH raw)
{
    OGRGeometryH shape = raw;
    if (OGR_GT_IsNonLinear(OGR_G_GetGeometryType(shape))) {
        OGRGeometryH linear = OGR_G_GetLinearGeometry(shape, 0, NULL);
        OGR_G_DestroyGeometry(shape);
        shape = linear;
    }
    if (shape != NULL && is_surface(wkbFlatten(OGR_G_GetGeometryType(shape))))
        shape = OGR_G_ForceTo(shape, wkbMultiPolygon, NULL);
    if (shape != NULL)
        OGR_G_FlattenTo2D(shape);
    if (shape != NULL)
        OGR_G_SetMeasured(shape, FALSE);
    return shape;
}

static lc_status read_geometry(gio_layer *layer, OGRFeatureH feature, lc_record *record)
{
    OGRGeometryH raw = OGR_F_StealGeometry(feature);
    OGRGeometryH shape = raw != NULL ? simplify(raw) : NULL;
    lc_status status = LC_OK;
    if (shape != NULL && !OGR_G_IsEmpty(shape)) {
        size_t size = (size_t)OGR_G_WkbSize(shape);
        if (size > layer->wkb_capacity) {
            free(layer->wkb);
            layer->wkb_capacity = 0;
            layer->wkb = lc_alloc(layer->ctx, size, 1);
            layer->wkb_capacity = layer->wkb != NULL ? size : 0;
        }
        if (layer->wkb == NULL) {
            status = LC_MEMORY;
        } else if (OGR_G_ExportToIsoWkb(shape, wkbNDR, layer->wkb) == OGRERR_NONE) {
            record->wkb = layer->wkb;
            record->wkb_size = size;
        }
    }
    OGR_G_DestroyGeometry(shape);
    return status;
}

static lc_status fail_broken(gio_layer *layer, int64_t after, const gio_quiet *quiet)
{
    if (quiet->no_memory)
        return lc_fail_memory(layer->ctx);
    return lc_fail(layer->ctx, LC_INPUT,
                   "%s: is damaged behind row %lld (%s); get a whole copy of it.", layer->path,
                   (long long)after, quiet->words);
}

/* GDAL's complaint about a row that came all the same. */
static lc_status keep_error(gio_layer *layer, const gio_quiet *quiet, lc_record *record)
{
    free(layer->error);
    layer->error = NULL;
    if (!quiet->failed)
        return LC_OK;
    record->error = layer->error = lc_strdup(layer->ctx, quiet->words);
    return layer->error != NULL ? LC_OK : LC_MEMORY;
}

/* Two formats that GDAL reads up to where they are cut, and no error: one says at its begin how
 * many rows it has, of the other the rows stand in two files. */
static lc_status check_count(const gio_layer *layer)
{
    if (lc_text_ends(layer->path, ".mif") || lc_text_ends(layer->path, ".mid"))
        return gio_tab_check_mid(layer->ctx, layer->path, layer->rows_read);
    if (strcmp(layer->driver, "FlatGeobuf") != 0 || layer->rows_read >= layer->row_count)
        return LC_OK;
    return gio_path_fail_damaged(layer->ctx, layer->path, layer->driver);
}

static lc_status read_one(gio_layer *layer, gio_row *row, lc_record *record, bool *more)
{
    int64_t last = record->row;
    gio_quiet quiet;
    lc_status status = LC_OK;
    *record = (lc_record){.row = last, .cut = -1};
    gio_quiet_begin(&quiet);
    OGRFeatureH feature = OGR_L_GetNextFeature(layer->ogr);
    *more = feature != NULL;
    if (feature != NULL) {
        record->row = OGR_F_GetFID(feature);
        read_values(layer, feature, row);
        status = read_geometry(layer, feature, record);
        OGR_F_Destroy(feature);
    }
    gio_quiet_end(&quiet);
    if (status == LC_OK && !*more && quiet.failed)
        return fail_broken(layer, last, &quiet);
    if (status == LC_OK && !*more)
        return check_count(layer);
    return status == LC_OK ? keep_error(layer, &quiet, record) : status;
}

lc_status gio_layer_next(gio_layer *layer, gio_row *row, lc_record *record, bool *more)
{
    bool any = true;
    do {
        lc_status status = read_one(layer, row, record, more);
        if (status != LC_OK || !*more)
            return status;
        layer->rows_read++;
        status = gio_row_end(row, &any);
        if (status != LC_OK)
            return status;
    } while (layer->sheet && !any);
    record->values = row->values;
    record->bad_encoding = row->bad_encoding;
    record->cut = row->cut;
    return LC_OK;
}
