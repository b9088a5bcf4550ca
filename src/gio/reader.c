/* The door for reading: a CSV goes its own way, everything else through OGR. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "gio/csv.h"
#include "gio/layer.h"
#include "gio/path.h"

struct lc_reader {
    lc_ctx *ctx;
    char *path;
    gio_csv *csv; /* NULL for all but CSV */
    gio_layer layer;
    lc_layer_info info;
    char *layer_name;
    gio_row names; /* the column names live here */
    gio_row row;
    lc_record record;
    char *error;
};

/* Column names as written, decoded and trimmed; "" where the header has none. */
static lc_status keep_names(lc_reader *reader)
{
    bool any;
    lc_status status = gio_row_end(&reader->names, &any);
    for (size_t i = 0; status == LC_OK && i < reader->names.count; i++)
        if (reader->names.values[i] == NULL)
            reader->names.values[i] = "";
    reader->info.fields = reader->names.values;
    reader->info.field_count = reader->names.count;
    return status == LC_OK ? gio_row_init(reader->ctx, &reader->row, reader->names.count) : status;
}

/* "towns" of "/a/towns.csv". */
static char *base_name(lc_ctx *ctx, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return lc_strndup(ctx, name, dot != NULL ? (size_t)(dot - name) : strlen(name));
}

static lc_status open_csv(lc_reader *reader, const lc_reader_options *options)
{
    const gio_csv_field *fields;
    size_t count;
    int64_t line;
    reader->layer_name = base_name(reader->ctx, reader->path);
    if (reader->layer_name == NULL)
        return LC_MEMORY;
    if (options->layer != NULL && strcmp(options->layer, reader->layer_name) != 0)
        return lc_fail(
            reader->ctx, LC_INPUT,
            "%s: is a single table and has no layer or sheet \"%s\"; leave the name out.",
            reader->path, options->layer);
    const gio_csv_source source = {reader->path, options->bytes, options->byte_count};
    lc_status status = gio_csv_open(reader->ctx, &source, options->encoding, &reader->csv);
    if (status == LC_OK)
        status = gio_csv_next(reader->csv, &fields, &count, &line);
    if (status == LC_OK)
        status = gio_row_init(reader->ctx, &reader->names, count);
    if (status != LC_OK)
        return status;
    gio_row_begin(&reader->names);
    for (size_t i = 0; i < count; i++)
        gio_row_set(&reader->names, i, gio_csv_decoder(reader->csv), fields[i].bytes,
                    fields[i].size);
    reader->info.driver = "CSV";
    reader->info.encoding = gio_csv_decoder(reader->csv)->name;
    reader->info.row_count = -1;
    return LC_OK;
}

static lc_status open_ogr(lc_reader *reader, const lc_reader_options *options)
{
    gio_layer *layer = &reader->layer;
    lc_status status = gio_layer_open(layer, reader->ctx, reader->path, options);
    if (status == LC_OK)
        status = gio_row_init(reader->ctx, &reader->names, gio_layer_field_count(layer));
    if (status != LC_OK)
        return status;
    gio_row_begin(&reader->names);
    for (size_t i = 0; i < reader->names.count; i++) {
        const char *name = gio_layer_field_name(layer, i);
        gio_row_set(&reader->names, i, &layer->decoder, name, strlen(name));
    }
    reader->layer_name = lc_strdup(reader->ctx, OGR_L_GetName(layer->ogr));
    reader->info.driver = layer->driver;
    reader->info.crs_wkt = layer->crs_wkt;
    reader->info.encoding = layer->decoder.name;
    reader->info.has_geometry = OGR_L_GetGeomType(layer->ogr) != wkbNone;
    reader->info.row_count = layer->row_count;
    return reader->layer_name != NULL ? LC_OK : LC_MEMORY;
}

lc_status lc_reader_open(lc_ctx *ctx, const char *path, const lc_reader_options *options,
                         lc_reader **out)
{
    static const lc_reader_options plain = {.layer = NULL};
    *out = NULL;
    options = options != NULL ? options : &plain;
    bool in_memory = options->bytes != NULL;
    lc_status status = in_memory ? LC_OK : gio_path_check(ctx, path);
    if (status != LC_OK)
        return status;
    lc_reader *reader = lc_alloc(ctx, 1, sizeof(*reader));
    if (reader == NULL)
        return LC_MEMORY;
    reader->ctx = ctx;
    reader->path = lc_strdup(ctx, path);
    if (reader->path == NULL)
        status = LC_MEMORY;
    else
        status =
            in_memory || gio_csv_is(path) ? open_csv(reader, options) : open_ogr(reader, options);
    if (status == LC_OK)
        status = keep_names(reader);
    reader->info.layer = reader->layer_name;
    if (status == LC_OK)
        *out = reader;
    else
        lc_reader_close(reader);
    return status;
}

void lc_reader_close(lc_reader *reader)
{
    if (reader == NULL)
        return;
    gio_csv_close(reader->csv);
    gio_layer_close(&reader->layer);
    gio_row_clear(&reader->names);
    gio_row_clear(&reader->row);
    free(reader->layer_name);
    free(reader->error);
    free(reader->path);
    free(reader);
}

const lc_layer_info *lc_reader_info(const lc_reader *reader)
{
    return &reader->info;
}

/* What is wrong with the shape of a CSV row; missing last fields are blank, as spreadsheets leave
 * them out. */
static lc_status check_csv_row(lc_reader *reader, const gio_csv_field *fields, size_t count)
{
    free(reader->error);
    reader->error = NULL;
    bool zero = false, more = false;
    for (size_t i = 0; i < count; i++) {
        zero = zero || memchr(fields[i].bytes, '\0', fields[i].size) != NULL;
        more = more || (i >= reader->row.count && fields[i].size > 0);
    }
    if (more)
        reader->error = lc_format(reader->ctx, LC_N("has %zu fields where the header has %zu"),
                                  count, reader->row.count);
    else if (zero)
        reader->error = lc_strdup(reader->ctx, LC_N("holds a zero byte"));
    reader->record.error = reader->error;
    return (more || zero) && reader->error == NULL ? LC_MEMORY : LC_OK;
}

static lc_status next_csv(lc_reader *reader, bool *more)
{
    const gio_csv_field *fields;
    size_t count;
    bool any;
    do {
        reader->record = (lc_record){.row = 0};
        lc_status status = gio_csv_next(reader->csv, &fields, &count, &reader->record.row);
        *more = fields != NULL;
        if (status == LC_OK && *more)
            status = check_csv_row(reader, fields, count);
        if (status != LC_OK || !*more)
            return status;
        gio_row_begin(&reader->row);
        for (size_t i = 0; i < count && i < reader->row.count; i++)
            gio_row_set(&reader->row, i, gio_csv_decoder(reader->csv), fields[i].bytes,
                        fields[i].size);
        status = gio_row_end(&reader->row, &any);
        if (status != LC_OK)
            return status;
    } while (!any && reader->record.error == NULL);
    reader->record.values = reader->row.values;
    reader->record.bad_encoding = reader->row.bad_encoding;
    return LC_OK;
}

lc_status lc_reader_next(lc_reader *reader, const lc_record **record)
{
    bool more;
    *record = NULL;
    lc_status status = reader->csv != NULL
                           ? next_csv(reader, &more)
                           : gio_layer_next(&reader->layer, &reader->row, &reader->record, &more);
    if (status == LC_OK && more)
        *record = &reader->record;
    return status;
}

double lc_reader_share(const lc_reader *reader)
{
    if (reader->csv != NULL)
        return gio_csv_share(reader->csv);
    if (reader->layer.row_count <= 0)
        return 0;
    double share = (double)reader->layer.rows_read / (double)reader->layer.row_count;
    return share < 1 ? share : 1;
}
