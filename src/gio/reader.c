/* The door for reading: a CSV goes its own way, everything else through OGR. The first rows of a
 * CSV and of a sheet are looked at for the names of the columns. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "gio/csv.h"
#include "gio/head.h"
#include "gio/layer.h"
#include "gio/merged.h"
#include "gio/packed.h"
#include "gio/path.h"

struct lc_reader {
    lc_ctx *ctx;
    char *path;
    gio_csv *csv;      /* NULL for all but CSV */
    gio_decoder other; /* for lines of a CSV that are in another encoding than the file */
    bool mixed;        /* such lines are looked for */
    gio_layer layer;
    lc_layer_info info;
    char *layer_name;
    gio_row names; /* the column names live here */
    gio_row row;
    lc_record record;
    char *error;
    int64_t names_end; /* the last row of the names: data stand below */
    char *title, *above;
    gio_sheet sheet;
    gio_merged merged; /* no columns when the sheet has no merged cells */
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
    const char *name = lc_path_name(path);
    const char *dot = strrchr(name, '.');
    return lc_strndup(ctx, name, dot != NULL ? (size_t)(dot - name) : strlen(name));
}

/* --- the lines of a CSV --- */

/* A line that is pasted from another file may be in another encoding: UTF-8 in a file of GB18030,
 * which would be garbled in silence, since nearly all bytes are characters there; or GB18030 in one
 * that was taken for UTF-8. The fields of a record lie behind each other. */
static gio_decoder *decoder_of(lc_reader *reader, const gio_csv_field *fields, size_t count)
{
    gio_decoder *own = gio_csv_decoder(reader->csv);
    const char *bytes = fields[0].bytes;
    size_t size = (size_t)(fields[count - 1].bytes + fields[count - 1].size - bytes);
    bool utf8 = reader->mixed && lc_text_is_utf8(bytes, size);
    if (!reader->mixed || utf8 == own->utf8 || (utf8 && !gio_has_long(bytes, size)))
        return own;
    reader->record.own_encoding = reader->other.name;
    return &reader->other;
}

/* The encodings that Chinese files mix are these two; what the study says of a file that is then
 * read as UTF-8 holds for all of it. */
static void open_other(lc_reader *reader, const char *said)
{
    const gio_decoder *own = gio_csv_decoder(reader->csv);
    bool chinese = strcmp(own->name, "GB18030") == 0;
    if ((own->utf8 && said == NULL) || chinese)
        reader->mixed = gio_decoder_open(&reader->other, chinese ? "UTF-8" : "GB18030");
}

static void set_fields(lc_reader *reader, gio_row *row, const gio_csv_field *fields, size_t count)
{
    gio_decoder *decoder = decoder_of(reader, fields, count);
    gio_row_begin(row);
    for (size_t i = 0; i < count && i < row->count; i++)
        gio_row_set(row, i, decoder, fields[i].bytes, fields[i].size);
}

/* --- the names of the columns --- */

/* The next row that is not blank, for the head: *more false at the end. */
static lc_status peek_csv(lc_reader *reader, gio_head *head, bool *more)
{
    const gio_csv_field *fields;
    size_t count;
    int64_t line;
    bool any = false;
    gio_row row = {.count = 0};
    lc_status status = gio_csv_next(reader->csv, &fields, &count, &line);
    *more = fields != NULL;
    if (status != LC_OK || !*more)
        return status;
    status = gio_row_init(reader->ctx, &row, count);
    if (status == LC_OK) {
        set_fields(reader, &row, fields, count);
        status = gio_row_end(&row, &any);
    }
    if (status == LC_OK && any)
        status = gio_head_add(head, row.values, count, line);
    gio_row_clear(&row);
    return status;
}

static lc_status peek_sheet(lc_reader *reader, gio_head *head, bool *more)
{
    lc_record record = {.row = 0};
    gio_row row = {.count = 0};
    lc_status status = gio_row_init(reader->ctx, &row, gio_layer_field_count(&reader->layer));
    if (status == LC_OK)
        status = gio_layer_next(&reader->layer, &row, &record, more);
    if (status == LC_OK && *more)
        status = gio_head_add(head, row.values, row.count, record.row);
    gio_row_clear(&row);
    return status;
}

/* All texts above the names, a line each. */
static lc_status keep_above(lc_reader *reader, const gio_head *head)
{
    lc_text text;
    lc_text_init(&text, reader->ctx);
    for (size_t row = 0; row < head->names; row++)
        for (size_t i = 0; i < head->rows[row].count; i++)
            if (head->rows[row].texts[i] != NULL) {
                lc_text_add(&text, text.size > 0 ? "\n" : "");
                lc_text_add(&text, head->rows[row].texts[i]);
            }
    reader->info.above = reader->above = lc_text_take(&text);
    return reader->above != NULL ? LC_OK : LC_MEMORY;
}

/* Takes the names from the head, and what stands above them. */
static lc_status take_names(lc_reader *reader, const gio_head *head)
{
    const gio_head_row *first = &head->rows[head->names];
    lc_status status = gio_row_init(reader->ctx, &reader->names, gio_head_width(head));
    gio_decoder utf8 = {.utf8 = true};
    if (status == LC_OK)
        gio_row_begin(&reader->names);
    for (size_t i = 0; status == LC_OK && i < reader->names.count; i++) {
        char *name = gio_head_name(head, i);
        if (name != NULL)
            gio_row_set(&reader->names, i, &utf8, name, strlen(name));
        free(name);
    }
    if (head->count == 0)
        return status;
    reader->info.names_row = first->row;
    reader->info.names_in_two = head->two;
    reader->names_end = first->row + head->two;
    for (size_t i = 0; head->names > 0 && reader->title == NULL && i < head->rows[0].count; i++)
        reader->title = lc_strdup(reader->ctx, head->rows[0].texts[i]);
    reader->info.title = reader->title;
    return status == LC_OK && head->names > 0 ? keep_above(reader, head) : status;
}

/* Looks at the first rows, settles which of them name the columns, and goes back to the first. */
static lc_status find_names(lc_reader *reader, const lc_reader_options *options)
{
    gio_head head = {.ctx = reader->ctx};
    const size_t most = options->names_fn != NULL ? GIO_HEAD_MAX : 1;
    bool more = true;
    lc_status status = LC_OK;
    while (status == LC_OK && more && head.count < most)
        status =
            reader->csv != NULL ? peek_csv(reader, &head, &more) : peek_sheet(reader, &head, &more);
    if (status == LC_OK) {
        gio_head_choose(&head, options->names_fn, options->names_user);
        status = take_names(reader, &head);
    }
    gio_head_clear(&head);
    if (status == LC_OK && reader->csv != NULL)
        status = gio_csv_rewind(reader->csv);
    else if (status == LC_OK)
        gio_layer_rewind(&reader->layer);
    return status;
}

/* --- opening --- */

static lc_status open_csv(lc_reader *reader, const lc_reader_options *options)
{
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
    if (status != LC_OK)
        return status;
    open_other(reader, options->encoding);
    reader->info.driver = "CSV";
    reader->info.encoding = gio_csv_decoder(reader->csv)->name;
    reader->info.row_count = -1;
    return find_names(reader, options);
}

static lc_status name_fields(lc_reader *reader)
{
    gio_layer *layer = &reader->layer;
    lc_status status = gio_row_init(reader->ctx, &reader->names, gio_layer_field_count(layer));
    if (status != LC_OK)
        return status;
    gio_row_begin(&reader->names);
    for (size_t i = 0; i < reader->names.count; i++) {
        const char *name = gio_layer_field_name(layer, i);
        gio_row_set(&reader->names, i, &layer->decoder, name, strlen(name));
    }
    return LC_OK;
}

/* What the workbook says of the sheet beyond its cells. */
static lc_status look_into_sheet(lc_reader *reader)
{
    if (strcmp(reader->layer.driver, "ODS") == 0)
        return gio_sheet_check_ods(reader->ctx, reader->path);
    if (strcmp(reader->layer.driver, "XLSX") != 0)
        return LC_OK;
    lc_status status =
        gio_sheet_read(reader->ctx, reader->path, reader->layer_name, &reader->sheet);
    reader->info.hidden_rows = reader->sheet.hidden_rows;
    reader->info.first_hidden = reader->sheet.first_hidden;
    reader->info.unsolved = reader->sheet.unsolved;
    reader->info.first_unsolved = reader->sheet.first_unsolved;
    if (status == LC_OK && reader->sheet.merges.count > 0)
        status = gio_merged_init(&reader->merged, reader->ctx, &reader->sheet, reader->names.count,
                                 reader->names_end);
    return status;
}

static lc_status open_ogr(lc_reader *reader, const lc_reader_options *options)
{
    gio_layer *layer = &reader->layer;
    lc_status status = gio_packed_check(reader->ctx, reader->path);
    if (status == LC_OK)
        status = gio_layer_open(layer, reader->ctx, reader->path, options);
    if (status != LC_OK)
        return status;
    reader->layer_name = lc_strdup(reader->ctx, OGR_L_GetName(layer->ogr));
    if (reader->layer_name == NULL)
        return LC_MEMORY;
    reader->info.driver = layer->driver;
    reader->info.sheet = layer->sheet;
    reader->info.crs_wkt = layer->crs_wkt;
    reader->info.encoding = layer->decoder.name;
    reader->info.has_geometry = OGR_L_GetGeomType(layer->ogr) != wkbNone;
    reader->info.row_count = layer->row_count;
    status = layer->sheet ? find_names(reader, options) : name_fields(reader);
    return status == LC_OK ? look_into_sheet(reader) : status;
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
    gio_decoder_close(&reader->other);
    gio_merged_clear(&reader->merged);
    gio_sheet_clear(&reader->sheet);
    free(reader->title);
    free(reader->above);
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
        reader->record = (lc_record){.row = 0, .cut = -1};
        lc_status status = gio_csv_next(reader->csv, &fields, &count, &reader->record.row);
        *more = fields != NULL;
        if (status == LC_OK && *more)
            status = check_csv_row(reader, fields, count);
        if (status != LC_OK || !*more)
            return status;
        set_fields(reader, &reader->row, fields, count);
        status = gio_row_end(&reader->row, &any);
        if (status != LC_OK)
            return status;
    } while (reader->record.row <= reader->names_end || (!any && reader->record.error == NULL));
    reader->record.values = reader->row.values;
    reader->record.bad_encoding = reader->row.bad_encoding;
    return LC_OK;
}

static lc_status next_ogr(lc_reader *reader, bool *more)
{
    lc_status status;
    do
        status = gio_layer_next(&reader->layer, &reader->row, &reader->record, more);
    while (status == LC_OK && *more && reader->layer.sheet &&
           reader->record.row <= reader->names_end);
    if (status == LC_OK && *more && reader->merged.count > 0)
        status = gio_merged_fill(&reader->merged, &reader->row, &reader->record,
                                 &reader->info.merged_cells);
    return status;
}

lc_status lc_reader_next(lc_reader *reader, const lc_record **record)
{
    bool more;
    *record = NULL;
    lc_status status = reader->csv != NULL ? next_csv(reader, &more) : next_ogr(reader, &more);
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
