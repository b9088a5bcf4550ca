/* The layers for a GIS: one loop over the layer table, whatever the format. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "report/file.h"
#include "report/layer_table.h"
#include "report/reached.h"
#include "report/readme.h"
#include "report/report.h"
#include "report/style.h"

enum { FIELDS_MAX = 32, LAYERS_MAX = 16 };

/* The day that formats stamp into their files: the study's, so that the same inputs give the same
 * bytes. Free with free(). */
static lc_status read_stamp(lc_store *store, char stamp[16])
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, "report/as_of", &stmt);
    if (status == LC_OK)
        status = lc_stmt_step(stmt, &row);
    (void)snprintf(stamp, 16, "%s",
                   row && lc_stmt_text(stmt, 0) != NULL ? lc_stmt_text(stmt, 0) : "2000-01-01");
    lc_stmt_free(stmt);
    return status;
}

static lc_status begin_layer(lc_writer *writer, lc_ctx *ctx, const lc_layer_table *table,
                             bool brief)
{
    lc_field fields[FIELDS_MAX];
    for (size_t i = 0; i < table->field_count; i++) {
        const lc_layer_field *f = &table->fields[i];
        fields[i] = (lc_field){.name = brief ? f->brief : f->name,
                               .type = f->type,
                               .width = f->width,
                               .decimals = f->decimals,
                               .alias = lc_tr(ctx, f->title)};
    }
    return lc_writer_layer(writer, &(lc_layer_spec){.name = table->name,
                                                    .title = lc_tr(ctx, table->title),
                                                    .geometry = table->geometry,
                                                    .fields = fields,
                                                    .field_count = table->field_count});
}

static void read_value(lc_stmt *stmt, int column, lc_field_type type, lc_value *value)
{
    *value = (lc_value){.is_null = lc_stmt_is_null(stmt, column)};
    if (value->is_null)
        return;
    if (type == LC_FIELD_TEXT)
        value->text = lc_stmt_text(stmt, column);
    else if (type == LC_FIELD_INTEGER)
        value->integer = lc_stmt_int(stmt, column);
    else
        value->real = lc_stmt_double(stmt, column);
}

/* The fields that tell which types are within reach; `missing` holds the text of one. */
static void add_reached(const lc_layer_table *table, const lc_reached *reached, int64_t demand_id,
                        lc_text *missing, lc_value *values)
{
    size_t count = lc_reached_at(reached, demand_id, missing);
    for (size_t i = 0; i < table->field_count; i++) {
        if (strcmp(table->fields[i].name, "types_reached") == 0)
            values[i] = (lc_value){.integer = (int64_t)count};
        if (strcmp(table->fields[i].name, "types_missing") == 0)
            values[i] = (lc_value){.text = missing->bytes, .is_null = missing->size == 0};
    }
}

static lc_status write_row(lc_store *store, lc_writer *writer, const lc_layer_table *table,
                           lc_stmt *stmt, const lc_reached *reached, lc_text *missing)
{
    lc_value values[FIELDS_MAX];
    char *made[FIELDS_MAX] = {NULL};
    lc_status status = LC_OK;
    int column = table->hidden;
    for (size_t i = 0; i < table->field_count; i++) {
        const lc_layer_field *f = &table->fields[i];
        if (f->make == NULL) {
            read_value(stmt, column++, f->type, &values[i]);
            continue;
        }
        made[i] = f->make(store, stmt);
        values[i] = (lc_value){.text = made[i], .is_null = made[i] != NULL && made[i][0] == '\0'};
        if (made[i] == NULL)
            status = LC_MEMORY;
    }
    if (reached != NULL)
        add_reached(table, reached, lc_stmt_int(stmt, 0), missing, values);
    if (status == LC_OK) {
        size_t size = 0;
        const void *wkb =
            table->geometry != LC_GEOMETRY_NONE ? lc_stmt_blob(stmt, column, &size) : NULL;
        status = lc_writer_row(writer, values, wkb, size);
    }
    for (size_t i = 0; i < table->field_count; i++)
        free(made[i]);
    return status;
}

static lc_status write_layer(lc_store *store, lc_writer *writer, const lc_layer_table *table,
                             bool brief)
{
    lc_stmt *stmt = NULL;
    lc_reached *reached = NULL;
    lc_text missing;
    bool row = false;
    lc_text_init(&missing, lc_store_ctx(store));
    lc_status status = begin_layer(writer, lc_store_ctx(store), table, brief);
    if (status == LC_OK && table->reached)
        status = lc_reached_read(store, &reached);
    if (status == LC_OK)
        status = lc_store_query(store, table->query, &stmt);
    if (status == LC_OK && table->named)
        lc_stmt_bind_int(stmt, ":zh", lc_ctx_language(lc_store_ctx(store)) == LC_LANG_ZH);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        status = write_row(store, writer, table, stmt, reached, &missing);
        if (status == LC_OK)
            status = lc_tick(lc_store_ctx(store), 0, 0);
    }
    if (status == LC_OK)
        status = lc_text_status(&missing);
    lc_text_clear(&missing);
    lc_reached_free(reached);
    lc_stmt_free(stmt);
    return status;
}

static lc_status close_writer(lc_writer *writer, lc_status status)
{
    if (status == LC_OK)
        return lc_writer_close(writer);
    lc_writer_abandon(writer);
    return status;
}

/* An lc_style_fn with an lc_writer. */
static lc_status keep_style(void *user, const lc_layer_table *table, const char *name,
                            const char *qml, bool is_default)
{
    return lc_writer_style(user, &(lc_style_spec){.layer = table->name,
                                                  .geometry = table->geometry,
                                                  .name = name,
                                                  .description = name,
                                                  .qml = qml,
                                                  .is_default = is_default});
}

static lc_status keep_styles(lc_store *store, lc_writer *writer)
{
    lc_styles *styles = NULL;
    const lc_layer_table *table;
    lc_status status = lc_styles_read(store, &styles);
    for (size_t i = 0; status == LC_OK && (table = lc_layer_table_at(i)) != NULL; i++)
        status = lc_styles_each(styles, table, false, false, keep_style, writer);
    if (status == LC_OK)
        status = lc_styles_each(styles, lc_readme_table(), false, false, keep_style, writer);
    lc_styles_free(styles);
    return status;
}

/* All layers into one dataset; `readme`: with the table about them, and their styles where it is a
 * file. */
static lc_status write_dataset(lc_store *store, const char *path, const lc_writer_options *options,
                               bool brief, bool readme)
{
    lc_writer *writer = NULL;
    lc_ctx *ctx = lc_store_ctx(store);
    lc_status status = lc_writer_create(ctx, path, options, &writer);
    const bool styled = readme && options->schema == NULL;
    const lc_layer_table *table;
    for (size_t i = 0; status == LC_OK && (table = lc_layer_table_at(i)) != NULL; i++)
        status = write_layer(store, writer, table, brief);
    if (status == LC_OK && readme)
        status = begin_layer(writer, ctx, lc_readme_table(), false);
    if (status == LC_OK && readme)
        status = lc_readme_write(store, writer, styled);
    if (status == LC_OK && styled)
        status = keep_styles(store, writer);
    return close_writer(writer, status);
}

/* One file per layer in a folder, for formats that hold one. */
static lc_status write_files(lc_store *store, const char *folder, const char *ending,
                             const lc_writer_options *options)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_status status = LC_OK;
    const lc_layer_table *table;
    for (size_t i = 0; status == LC_OK && (table = lc_layer_table_at(i)) != NULL; i++) {
        lc_writer *writer = NULL;
        char *path =
            lc_format(ctx, "%s/%s%s%s", folder, table->name, ending[0] != '\0' ? "." : "", ending);
        status = path == NULL ? LC_MEMORY : lc_writer_create(ctx, path, options, &writer);
        if (status == LC_OK)
            status = write_layer(store, writer, table, false);
        status = close_writer(writer, status);
        free(path);
    }
    return status;
}

/* --- beside the layers --- */

/* An lc_style_fn with a folder: QGIS takes the file of a layer's name. */
typedef struct style_folder {
    lc_ctx *ctx;
    const char *folder;
} style_folder;

static lc_status write_style(void *user, const lc_layer_table *table, const char *name,
                             const char *qml, bool is_default)
{
    const style_folder *to = user;
    (void)name;
    (void)is_default;
    lc_out out;
    char *file = lc_format(to->ctx, "%s.qml", table->name);
    if (file == NULL)
        return LC_MEMORY;
    lc_status status = lc_out_open(to->ctx, to->folder, file, &out);
    lc_text_add(&out.text, qml);
    free(file);
    return lc_out_close(&out, status);
}

static lc_status write_styles(lc_store *store, const char *folder, bool brief)
{
    style_folder to = {.ctx = lc_store_ctx(store), .folder = folder};
    lc_styles *styles = NULL;
    const lc_layer_table *table;
    lc_status status = lc_styles_read(store, &styles);
    for (size_t i = 0; status == LC_OK && (table = lc_layer_table_at(i)) != NULL; i++)
        status = lc_styles_each(styles, table, brief, true, write_style, &to);
    lc_styles_free(styles);
    return status;
}

/* The published mapping of short names, beside the Shapefiles. */
static lc_status write_mapping(lc_store *store, const char *folder)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_out out;
    lc_status status = lc_out_open(ctx, folder, "FIELDS.csv", &out);
    const lc_layer_table *table;
    lc_text_add(&out.text, "layer,field,name,title\r\n");
    for (size_t i = 0; status == LC_OK && (table = lc_layer_table_at(i)) != NULL; i++)
        for (size_t k = 0; k < table->field_count; k++) {
            const lc_layer_field *f = &table->fields[k];
            lc_text_addf(&out.text, "%s,%s,%s,", table->name, f->brief, f->name);
            lc_text_add_csv(&out.text, lc_tr(ctx, f->title));
            lc_text_add(&out.text, "\r\n");
        }
    return lc_out_close(&out, status);
}

/* --- the doors --- */

static lc_status write_shapefiles(lc_store *store, const char *path, lc_writer_options options,
                                  bool gbk)
{
    options.driver = "ESRI Shapefile";
    options.encoding = gbk ? "GBK" : NULL;
    lc_status status = write_dataset(store, path, &options, true, false);
    if (status == LC_OK)
        status = write_mapping(store, path);
    return status == LC_OK ? write_styles(store, path, true) : status;
}

static lc_status write_format(lc_store *store, const char *path, lc_writer_options options,
                              lc_layer_format format)
{
    switch (format) {
    case LC_LAYERS_SHAPEFILE:
    case LC_LAYERS_SHAPEFILE_GBK:
        return write_shapefiles(store, path, options, format == LC_LAYERS_SHAPEFILE_GBK);
    case LC_LAYERS_GEOJSON:
        options.driver = "GeoJSON";
        lc_status status = lc_out_folder(lc_store_ctx(store), path);
        if (status == LC_OK)
            status = write_files(store, path, "geojson", &options);
        return status == LC_OK ? write_styles(store, path, false) : status;
    case LC_LAYERS_GPKG:
    default:
        options.driver = "GPKG";
        return write_dataset(store, path, &options, false, true);
    }
}

lc_status lc_report_layers(lc_store *store, const char *folder, lc_layer_format format)
{
    static const char *const names[] = {"lifecircle.gpkg", "shapefile", "shapefile", "geojson"};
    char stamp[16];
    lc_status status = read_stamp(store, stamp);
    char *path = lc_format(lc_store_ctx(store), "%s/%s", folder, names[format]);
    if (status == LC_OK && path == NULL)
        status = LC_MEMORY;
    if (status == LC_OK)
        status = write_format(store, path, (lc_writer_options){.stamp = stamp}, format);
    free(path);
    return status;
}

lc_status lc_report_layers_to(lc_store *store, const lc_layers_target *target)
{
    char stamp[16];
    const char *names[LAYERS_MAX];
    size_t count = 0;
    while (count + 1 < LAYERS_MAX && lc_layer_table_at(count) != NULL) {
        names[count] = lc_layer_table_at(count)->name;
        count++;
    }
    names[count++] = lc_readme_table()->name;
    lc_writer_options options = {.driver = target->kind->driver,
                                 .stamp = stamp,
                                 .schema = target->schema,
                                 .layers = names,
                                 .layer_count = count,
                                 .overwrite = target->overwrite};
    lc_status status = read_stamp(store, stamp);
    if (status != LC_OK)
        return status;
    return target->folder
               ? write_files(store, target->path, target->kind->ending, &options)
               : write_dataset(store, target->path, &options, false, target->kind->database);
}
