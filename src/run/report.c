/* lc_report: a report set from a finished store. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "report/report.h"
#include "run/api.h"
#include "run/batch.h"
#include "run/run.h"
#include "run/set_list.h"

/* What is asked for, and what it is made from. */
typedef struct report {
    lc_ctx *ctx;
    const lc_report_options *options;
    unsigned formats;
    lc_run_opened opened;
    lc_study *study; /* of `opened`; NULL when a store was named */
    lc_store *store; /* of `opened` */
    char *out;
    lc_scopes scopes;
    lc_hold hold; /* of `out` */
} report;

static const char what[] = "report";

/* --- formats --- */

static const char *const format_names[] = {"html", "xlsx", "pdf", "csv"};
enum { FORMAT_NAMES = sizeof format_names / sizeof *format_names };

static lc_status add_format(report *r, const char *name)
{
    for (size_t i = 0; i < FORMAT_NAMES; i++)
        if (strcmp(format_names[i], name) == 0) {
            r->formats |= lc_run_format(name);
            return LC_OK;
        }
    return lc_fail(r->ctx, LC_USAGE,
                   "\"%s\" is no format of a report; choose among html, xlsx, pdf and csv.", name);
}

static lc_status read_formats(report *r)
{
    char *copy =
        lc_strdup(r->ctx, r->options->formats != NULL ? r->options->formats : "html,xlsx,pdf,csv");
    char *rest = copy, *word;
    lc_status status = copy != NULL ? LC_OK : LC_MEMORY;
    while (status == LC_OK && (word = strsep(&rest, ",")) != NULL)
        status = add_format(r, lc_text_trim(word));
    free(copy);
    return status;
}

/* --- places --- */

static lc_status find_out(report *r)
{
    if (r->options->out != NULL) {
        r->out = lc_strdup(r->ctx, r->options->out);
        return r->out != NULL ? LC_OK : LC_MEMORY;
    }
    const char *out = r->opened.places.out;
    char *beside = out == NULL ? lc_path_folder(r->ctx, lc_store_path(r->store)) : NULL;
    const char *folder = out != NULL ? out : beside;
    r->out = folder != NULL ? lc_format(r->ctx, "%s/report", folder) : NULL;
    free(beside);
    return r->out != NULL ? LC_OK : LC_MEMORY;
}

static lc_status open_places(report *r, const char *path)
{
    const lc_run_reader reader = {.what = what, .language_set = r->options->language_set};
    lc_status status = lc_run_open_study(r->ctx, path, &reader, &r->opened);
    r->study = r->opened.study;
    r->store = r->opened.store;
    if (status == LC_OK)
        status = lc_run_refuse_unfinished(r->store);
    if (status == LC_OK)
        status = find_out(r);
    if (status == LC_OK)
        status = lc_scopes_read(r->store, r->options->regions, &r->scopes);
    if (status == LC_OK)
        status = lc_run_make_folder(r->ctx, r->out);
    if (status == LC_OK)
        status = lc_hold_add_out(r->ctx, r->out, what, &r->opened.hold, &r->hold);
    return status;
}

/* --- what the set is made of --- */

static lc_status hash_row(void *user, lc_stmt *row)
{
    for (int i = 0; i < 3; i++)
        lc_hash_text(user, lc_stmt_text(row, i));
    return LC_OK;
}

static lc_status hash_store(report *r, char hex[65])
{
    lc_hash *hash = lc_hash_new(r->ctx);
    if (hash == NULL)
        return LC_MEMORY;
    lc_status status = lc_store_each(r->store, "run/select_content", hash_row, hash);
    lc_hash_end(hash, hex);
    return status;
}

static lc_status hash_regions(report *r, char hex[65])
{
    lc_hash *hash = lc_hash_new(r->ctx);
    if (hash == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < r->scopes.count; i++)
        lc_hash_text(hash, r->scopes.items[i].file);
    lc_hash_end(hash, hex);
    return LC_OK;
}

/* What pages are made with beside the program's code: two builds of one version may differ in it.
 */
static lc_status hash_build(report *r, char hex[65])
{
    const char *sql = NULL, *text;
    lc_hash *hash = lc_hash_new(r->ctx);
    if (hash == NULL)
        return LC_MEMORY;
    for (size_t i = 0; (text = lc_report_set_asset(i)) != NULL; i++)
        lc_hash_text(hash, text);
    for (size_t i = 0; (text = lc_store_query_name(i, &sql)) != NULL; i++) {
        lc_hash_text(hash, text);
        lc_hash_text(hash, sql);
    }
    lc_hash_end(hash, hex);
    return LC_OK;
}

/* For people, too, who look into the hidden file. */
static lc_status identify(report *r, char **identity)
{
    char build[65], store[65], regions[65];
    lc_text text;
    *identity = NULL;
    lc_status status = hash_build(r, build);
    if (status == LC_OK)
        status = hash_store(r, store);
    if (status == LC_OK)
        status = hash_regions(r, regions);
    if (status != LC_OK)
        return status;
    lc_text_init(&text, r->ctx);
    lc_text_addf(&text,
                 LC_SET_HEAD "the files below are its own, and replaced with it\n"
                             "program %s %s\nstore %s\nlanguage %s\nregions %zu %s\nformats",
                 LC_VERSION, build, store, lc_ctx_language(r->ctx) == LC_LANG_ZH ? "zh" : "en",
                 r->scopes.count, regions);
    for (size_t i = 0; i < FORMAT_NAMES; i++)
        if (r->formats & lc_run_format(format_names[i]))
            lc_text_addf(&text, " %s", format_names[i]);
    lc_text_add(&text, r->study != NULL && r->study->csv_bom ? "\nbyte order mark\n" : "\n");
    *identity = lc_text_take(&text);
    return *identity != NULL ? LC_OK : LC_MEMORY;
}

/* --- refusing early --- */

static lc_status refuse_name(report *r, const lc_set_files *files, const char *name, bool folder)
{
    char *place = lc_run_inside(r->ctx, r->out, name);
    lc_status status = place != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK && r->study != NULL)
        status = lc_run_spare_at(r->ctx, r->study, place);
    if (status == LC_OK)
        status = lc_set_refuse_foreign(files, name, folder);
    free(place);
    return status;
}

/* Before minutes of work what would be refused after them. */
static lc_status refuse_known(report *r, const lc_set_files *files)
{
    static const char *const folders[] = {"regions", "assets", "data"};
    lc_status status = LC_OK;
    const char *name;
    for (size_t i = 0; status == LC_OK && (name = lc_report_name(r->formats, i)) != NULL; i++)
        status = refuse_name(r, files, name, false);
    for (size_t i = 0; status == LC_OK && i < sizeof folders / sizeof *folders; i++)
        status = refuse_name(r, files, folders[i], true);
    return status;
}

/* --- making --- */

static lc_status make_set(report *r, const lc_report_options *options, lc_report_result *result)
{
    char *identity = NULL;
    lc_set_files files = {.log = -1};
    const lc_set set = {.scopes = &r->scopes, .formats = r->formats};
    const lc_batch batch = {.ctx = r->ctx,
                            .store = lc_store_path(r->store),
                            .set = &set,
                            .files = &files,
                            .csv_bom = r->study != NULL && r->study->csv_bom};
    lc_status status = identify(r, &identity);
    if (status == LC_OK)
        status = lc_set_begin(
            r->ctx, &(lc_set_start){r->out, identity, r->study, options->overwrite}, &files);
    if (status == LC_OK && files.finished)
        result->regions = result->skipped = (int64_t)r->scopes.count;
    if (status == LC_OK && !files.finished) {
        status = refuse_known(r, &files);
        if (status == LC_OK)
            status = lc_batch_make(&batch, result);
        if (status == LC_OK)
            status = lc_set_commit(&files);
    }
    lc_set_clear(&files);
    free(identity);
    return status;
}

lc_status lc_report(lc_ctx *ctx, const char *path, const lc_report_options *options,
                    lc_report_result *result)
{
    report r = {
        .ctx = ctx, .options = options, .opened = {.hold = LC_HOLD_NONE}, .hold = LC_HOLD_NONE};
    char *numeric = lc_numeric_keep();
    lc_ctx_clear(ctx);
    *result = (lc_report_result){0};
    lc_status status = read_formats(&r);
    if (status == LC_OK)
        status = open_places(&r, path);
    if (status == LC_OK)
        status = make_set(&r, options, result);
    if (status == LC_OK) {
        (void)snprintf(result->folder, sizeof result->folder, "%s", r.out);
        if (r.formats & LC_FORMAT_HTML)
            (void)snprintf(result->page, sizeof result->page, "%s/index.html", r.out);
    }
    lc_scopes_clear(&r.scopes);
    lc_hold_drop(&r.hold);
    lc_run_close_study(&r.opened);
    free(r.out);
    lc_numeric_restore(numeric);
    return status;
}
