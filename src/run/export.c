/* Writing a finished store anew: in one of our own formats, in any that GDAL knows, or into a
 * database. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/base.h"
#include "gio/gio.h"
#include "report/report.h"
#include "run/api.h"
#include "run/run.h"

enum { SCHEMA_BYTES = 63 }; /* PostgreSQL's NAMEDATALEN - 1; it cuts what is longer */

/* What is asked for, and what it comes to. */
typedef struct job {
    lc_ctx *ctx;
    const lc_export_options *options;
    const char *out;
    unsigned formats;    /* of our own; 0: none of them */
    bool graph, gbk;     /* the street graph; Shapefiles in GBK */
    lc_writer_kind kind; /* else */
    lc_run_opened opened;
    lc_study *study; /* of `opened`; NULL where the store is named itself */
    lc_store *store; /* of `opened` */
    lc_hold hold;    /* of the folder that is written to */
} job;

static const char what[] = "export";

static lc_status check_encoding(job *j)
{
    const char *encoding = j->options->encoding;
    if (encoding == NULL)
        return LC_OK;
    if (j->formats != LC_FORMAT_SHAPEFILE)
        return lc_fail(j->ctx, LC_USAGE, "--encoding goes with --format shapefile alone.");
    j->gbk = strcasecmp(encoding, "gbk") == 0;
    if (!j->gbk && strcasecmp(encoding, "utf-8") != 0)
        return lc_fail(j->ctx, LC_USAGE, "--encoding is utf-8 or gbk, not %s.", encoding);
    return LC_OK;
}

/* "Shapefile" and "ESRI Shapefile" are our own, whose names fit. */
static void find_own(job *j, const char *format)
{
    char small[32] = "";
    for (size_t i = 0; format[i] != '\0' && i + 1 < sizeof small; i++)
        small[i] =
            (char)(format[i] >= 'A' && format[i] <= 'Z' ? format[i] + ('a' - 'A') : format[i]);
    j->graph = strcmp(small, "graph") == 0;
    j->formats = lc_run_format(strcmp(small, "esri shapefile") == 0 ? "shapefile" : small);
}

static lc_status find_format(job *j)
{
    const char *format = j->options->format;
    const bool database = lc_writer_is_database(j->out);
    if (database && format != NULL)
        return lc_fail(j->ctx, LC_USAGE,
                       "The target is a database; leave --format out, or name a folder.");
    if (!database && format == NULL)
        return lc_fail(j->ctx, LC_USAGE, "export needs --format; see lifecircle help export");
    if (!database && j->options->schema != NULL)
        return lc_fail(j->ctx, LC_USAGE,
                       "--schema goes with a database alone, such as PG:dbname=planning.");
    if (database && j->options->schema != NULL && strlen(j->options->schema) > SCHEMA_BYTES)
        return lc_fail(j->ctx, LC_USAGE, "--schema is too long; PostgreSQL keeps %d bytes of it.",
                       SCHEMA_BYTES);
    lc_status status = LC_OK;
    if (!database)
        find_own(j, format);
    if (!j->graph && j->formats == 0)
        status = lc_writer_find(j->ctx, database ? "PostgreSQL" : format, &j->kind);
    if (status == LC_OK && !database && j->kind.database)
        status = lc_fail(j->ctx, LC_USAGE,
                         "PostgreSQL needs a database for its target, such as "
                         "PG:\"dbname=planning\", and no --format.");
    return status == LC_OK ? check_encoding(j) : status;
}

/* Makes a folder, and holds it. */
static lc_status hold_folder(job *j, const char *folder)
{
    lc_status status = lc_run_make_folder(j->ctx, folder);
    return status == LC_OK ? lc_hold_add_out(j->ctx, folder, what, &j->opened.hold, &j->hold)
                           : status;
}

static lc_status write_own(job *j)
{
    lc_study study = {.formats = j->formats, .shapefile_gbk = j->gbk};
    lc_run_result result = {0};
    lc_status status = hold_folder(j, j->out);
    return status != LC_OK ? status
                           : lc_run_write(j->store, &study, j->out, j->options->overwrite, &result);
}

static lc_status write_database(job *j)
{
    const char *schema = j->options->schema != NULL ? j->options->schema : "lifecircle";
    lc_status status =
        lc_report_layers_to(j->store, &(lc_layers_target){.kind = &j->kind,
                                                          .path = j->out,
                                                          .schema = schema,
                                                          .overwrite = j->options->overwrite});
    if (status == LC_OK)
        lc_log(j->ctx, LC_LOG_NOTE, "The layers are in the schema \"%s\" of the database.", schema);
    return status;
}

/* The folder that a file or a folder is in, and its name; "." and the whole for a bare name. */
static lc_status split(job *j, char **folder, char **name)
{
    *folder = lc_path_folder(j->ctx, j->out);
    *name = lc_strdup(j->ctx, lc_path_name(j->out));
    return *folder != NULL && *name != NULL ? LC_OK : LC_MEMORY;
}

static bool is_folder(const char *path, const char *name)
{
    struct stat info;
    return name[0] == '\0' || strchr(name, '.') == NULL ||
           (stat(path, &info) == 0 && S_ISDIR(info.st_mode));
}

static lc_status write_fresh(job *j, const char *fresh, const char *name)
{
    if (j->graph)
        return lc_report_graph(j->store, fresh);
    char *path = name != NULL ? lc_run_inside(j->ctx, fresh, name) : lc_strdup(j->ctx, fresh);
    if (path == NULL)
        return LC_MEMORY;
    lc_status status = lc_report_layers_to(
        j->store, &(lc_layers_target){.kind = &j->kind, .path = path, .folder = name == NULL});
    free(path);
    return status;
}

/* Writes into a hidden folder in `folder`, all that appears there is then moved into it. `name`:
 * of the one file, NULL for a file of each layer or table. */
static lc_status write_files(job *j, const char *folder, const char *name)
{
    lc_run_outputs outputs = {0};
    lc_status status = hold_folder(j, folder);
    if (status == LC_OK)
        status = lc_run_outputs_begin(j->ctx, folder, 0, true, &outputs);
    if (status == LC_OK)
        status = write_fresh(j, outputs.fresh, name);
    if (status == LC_OK)
        status = lc_run_outputs_find(&outputs, j->study, j->options->overwrite);
    if (status == LC_OK)
        status = lc_run_outputs_commit(&outputs);
    lc_run_outputs_clear(&outputs);
    return status;
}

static lc_status write_by_driver(job *j)
{
    char *folder = NULL, *name = NULL;
    lc_status status = split(j, &folder, &name);
    bool many_files = status == LC_OK && is_folder(j->out, name);
    if (status == LC_OK && !many_files && !j->kind.many)
        status = lc_fail(j->ctx, LC_USAGE,
                         "%s: a file of the format %s holds one layer; name a folder, which is one "
                         "without a dot or with a / at its end.",
                         j->out, j->kind.driver);
    if (status == LC_OK)
        status = many_files ? write_files(j, j->out, NULL) : write_files(j, folder, name);
    free(folder);
    free(name);
    return status;
}

lc_status lc_export(lc_ctx *ctx, const char *path, const char *out,
                    const lc_export_options *options)
{
    const lc_run_reader reader = {.what = what, .language_set = true};
    job j = {.ctx = ctx,
             .options = options,
             .out = out,
             .opened = {.hold = LC_HOLD_NONE},
             .hold = LC_HOLD_NONE};
    char *numeric = lc_numeric_keep();
    lc_ctx_clear(ctx);
    lc_status status = find_format(&j);
    if (status == LC_OK)
        status = lc_run_open_study(ctx, path, &reader, &j.opened);
    j.study = j.opened.study;
    j.store = j.opened.store;
    if (status == LC_OK)
        status = lc_run_refuse_unfinished(j.store);
    if (status == LC_OK)
        status = j.graph           ? write_files(&j, j.out, NULL)
                 : j.formats != 0  ? write_own(&j)
                 : j.kind.database ? write_database(&j)
                                   : write_by_driver(&j);
    lc_hold_drop(&j.hold);
    lc_run_close_study(&j.opened);
    lc_numeric_restore(numeric);
    return status;
}
