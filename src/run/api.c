/* The public calls. Each starts with a clean context and leaves nothing behind when it fails. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/base.h"
#include "crs/crs.h"
#include "geom/geom.h"
#include "gio/gio.h"
#include "osm/osm.h"
#include "report/report.h"
#include "run/api.h"
#include "run/hold.h"
#include "run/run.h"
#include "study/study.h"

/* The store may lie elsewhere and be shared by several studies: its folder is held, too. */
static lc_status hold_store(lc_ctx *ctx, const char *store, const lc_hold *out, lc_hold *hold)
{
    char *folder = lc_path_folder(ctx, store);
    if (folder == NULL)
        return LC_MEMORY;
    lc_status status = lc_run_make_folder(ctx, folder);
    if (status == LC_OK && !lc_hold_is(out, folder))
        status = lc_hold_take(ctx, folder, "run", false, hold);
    free(folder);
    return status;
}

lc_status lc_run_read_study(lc_ctx *ctx, const char *path, bool language_set, lc_study **study)
{
    lc_status status = lc_study_read(ctx, path, study);
    if (status == LC_OK && !language_set && (*study)->language >= 0)
        lc_ctx_set_language(ctx, (lc_language)(*study)->language);
    return status;
}

typedef struct named_version {
    const char *component;
    const char *(*version)(void);
} named_version;

static const char *own_version(void)
{
    return LC_VERSION;
}

static const named_version components[] = {
    {"lifecircle", own_version},      {"GDAL", lc_gio_version},
    {"PROJ", lc_crs_version},         {"GEOS", lc_geom_version},
    {"SQLite", lc_db_sqlite_version}, {"SpatiaLite", lc_db_spatialite_version},
    {"libosmium", lc_osm_version},    {"libyaml", lc_study_yaml_version},
};

void lc_versions(lc_write_fn *write, void *user)
{
    for (size_t i = 0; i < sizeof components / sizeof *components; i++) {
        char line[128];
        (void)snprintf(line, sizeof line, "%s %s\n", components[i].component,
                       components[i].version());
        write(user, line);
    }
}

/* What makes a run repeatable, beside the inputs that their stages record. */
static lc_status record_run(lc_store *store, const lc_study *study)
{
    const char *const texts[][2] = {
        {"title_zh", study->title_zh}, {"title_en", study->title_en}, {"as_of", study->as_of}};
    const struct {
        const char *name;
        double value;
    } numbers[] = {{"margin_m", study->margin_m},
                   {"snap_warn_m", study->snap_warn_m},
                   {"snap_limit_m", study->snap_limit_m}};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof texts / sizeof *texts; i++)
        status = lc_store_parameter_set(store, texts[i][0], texts[i][1]);
    for (size_t i = 0; status == LC_OK && i < sizeof numbers / sizeof *numbers; i++) {
        char value[32];
        (void)lc_print(value, sizeof value, "%.15g", numbers[i].value);
        status = lc_store_parameter_set(store, numbers[i].name, value);
    }
    for (size_t i = 0; status == LC_OK && i < sizeof components / sizeof *components; i++)
        status = lc_store_version_set(store, components[i].component, components[i].version());
    return status;
}

static lc_status record(lc_store *store, const lc_study *study)
{
    lc_status status = lc_db_begin(lc_store_db(store));
    if (status == LC_OK)
        status = record_run(store, study);
    if (status == LC_OK)
        status = lc_db_commit(lc_store_db(store));
    if (status != LC_OK)
        lc_db_rollback(lc_store_db(store));
    return status;
}

/* Counts rows of a two-column query (name, count) into the fields they belong to. */
typedef struct tally {
    const char *name;
    int64_t *count;
} tally;

static lc_status count_into(lc_store *store, const char *query, const tally *tallies,
                            size_t tally_count)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, query, &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row)
        for (size_t i = 0; i < tally_count; i++)
            if (strcmp(tallies[i].name, lc_stmt_text(stmt, 0)) == 0)
                *tallies[i].count = lc_stmt_int(stmt, 1);
    lc_stmt_free(stmt);
    return status;
}

static lc_status sum_up_plans(lc_store *store, lc_run_result *result)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, "run/count_plans", &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":zh", lc_ctx_language(lc_store_ctx(store)) == LC_LANG_ZH);
    while (status == LC_OK && result->plan_count < LC_RUN_PLANS_MAX &&
           (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        lc_run_plan *plan = &result->plans[result->plan_count++];
        lc_text_cut(plan->name, sizeof plan->name, lc_stmt_text(stmt, 0));
        plan->targets = lc_stmt_int(stmt, 1);
        plan->met = lc_stmt_int(stmt, 2);
        plan->short_of = lc_stmt_int(stmt, 3);
        plan->no_data = lc_stmt_int(stmt, 4);
        plan->not_yet_due = lc_stmt_int(stmt, 5);
        plan->awaiting = lc_stmt_int(stmt, 6);
    }
    lc_stmt_free(stmt);
    return status;
}

typedef struct grave_words {
    lc_ctx *ctx;
    lc_run_result *result;
    size_t count;
} grave_words;

static lc_status keep_grave(void *user, const lc_grave *grave)
{
    grave_words *kept = user;
    char *words = lc_grave_words(kept->ctx, grave);
    if (words == NULL)
        return LC_MEMORY;
    lc_text_cut(kept->result->grave[kept->count++], sizeof *kept->result->grave, words);
    free(words);
    return LC_OK;
}

static lc_status sum_up(lc_store *store, lc_run_result *result)
{
    const tally gaps[] = {{"met", &result->met},
                          {"short", &result->short_of},
                          {"no data", &result->no_data},
                          {"not yet due", &result->not_yet_due},
                          {"awaiting", &result->awaiting}};
    const tally findings[] = {{"error", &result->findings_error},
                              {"warning", &result->findings_warning},
                              {"note", &result->findings_note}};
    lc_status status = count_into(store, "run/count_gaps", gaps, sizeof gaps / sizeof *gaps);
    if (status == LC_OK)
        status =
            count_into(store, "run/count_findings", findings, sizeof findings / sizeof *findings);
    if (status == LC_OK)
        status = lc_store_count(store, "report/count_targets_not_read", &result->targets_not_read);
    if (status == LC_OK)
        status = sum_up_plans(store, result);
    grave_words kept = {lc_store_ctx(store), result, 0};
    if (status == LC_OK)
        status =
            lc_store_each_grave(store, LC_RUN_GRAVE_MAX, keep_grave, &kept, &result->grave_kinds);
    result->targets =
        result->met + result->short_of + result->no_data + result->not_yet_due + result->awaiting;
    return status;
}

static const struct {
    const char *name;
    unsigned formats;
} formats[] = {{"csv", LC_FORMAT_CSV},         {"json", LC_FORMAT_JSON},
               {"gpkg", LC_FORMAT_GPKG},       {"shapefile", LC_FORMAT_SHAPEFILE},
               {"geojson", LC_FORMAT_GEOJSON}, {"html", LC_FORMAT_HTML},
               {"xlsx", LC_FORMAT_XLSX},       {"pdf", LC_FORMAT_PDF}};
enum { FORMAT_COUNT = sizeof formats / sizeof *formats };

/* One kind of output after the other, each a step of its own. */
static lc_status write_formats(lc_store *store, const lc_study *study, const char *folder,
                               lc_run_result *result)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < FORMAT_COUNT; i++) {
        if ((study->formats & formats[i].formats) == 0)
            continue;
        lc_run_step step = lc_run_step_begin(formats[i].name);
        status = lc_report_write(store, &(lc_report_wanted){.folder = folder,
                                                            .formats = formats[i].formats,
                                                            .csv_bom = study->csv_bom,
                                                            .shapefile_gbk = study->shapefile_gbk});
        lc_run_step_end(result, step);
    }
    return status;
}

lc_status lc_run_write(lc_store *store, const lc_study *study, const char *out, bool overwrite,
                       lc_run_result *result)
{
    lc_run_outputs outputs;
    lc_status status =
        lc_run_outputs_begin(lc_store_ctx(store), out, study->formats, overwrite, &outputs);
    if (status == LC_OK)
        status = write_formats(store, study, outputs.fresh, result);
    if (status == LC_OK)
        status = lc_tick(lc_store_ctx(store), 1, 1);
    if (status == LC_OK)
        status = lc_run_outputs_commit(&outputs);
    lc_run_outputs_clear(&outputs);
    return status;
}

/* Refuses early what would be refused after minutes of work. */
static lc_status try_outputs(lc_ctx *ctx, const lc_study *study, const char *out, bool overwrite)
{
    lc_run_outputs outputs = {0};
    lc_status status = lc_run_spare_inputs(ctx, study, out);
    if (status == LC_OK)
        status = lc_run_outputs_begin(ctx, out, study->formats, overwrite, &outputs);
    lc_run_outputs_clear(&outputs);
    return status;
}

static lc_status run_study(lc_ctx *ctx, const lc_study *study, const lc_run_places *places,
                           bool overwrite, lc_run_result *result)
{
    lc_store *store = NULL;
    lc_status status = lc_store_open(ctx, places->store, LC_STORE_WRITE, &store);
    if (status == LC_OK)
        status = record(store, study);
    if (status == LC_OK)
        status = lc_run_stages(store, study, result);
    if (status == LC_OK)
        status = lc_run_write(store, study, places->out, overwrite, result);
    if (status == LC_OK)
        status = sum_up(store, result);
    lc_store_close(store);
    return status;
}

lc_status lc_run(lc_ctx *ctx, const char *study_path, const lc_run_options *options,
                 lc_run_result *result)
{
    lc_study *study = NULL;
    lc_run_places places = {0};
    lc_hold hold = LC_HOLD_NONE, store_hold = LC_HOLD_NONE;
    char *numeric = lc_numeric_keep();
    lc_ctx_clear(ctx);
    *result = (lc_run_result){0};
    lc_status status = lc_run_read_study(ctx, study_path, options->language_set, &study);
    if (status == LC_OK)
        status = lc_run_plans(ctx, study, options->plans);
    if (status == LC_OK)
        status = lc_run_places_find(ctx, study, options->out, &places);
    if (status == LC_OK)
        status = lc_run_make_folder(ctx, places.out);
    if (status == LC_OK)
        status = lc_hold_take(ctx, places.out, "run", false, &hold);
    if (status == LC_OK)
        status = hold_store(ctx, places.store, &hold, &store_hold);
    if (status == LC_OK)
        status = try_outputs(ctx, study, places.out, options->overwrite);
    if (status == LC_OK)
        status = run_study(ctx, study, &places, options->overwrite, result);
    if (status == LC_OK) {
        (void)snprintf(result->folder, sizeof result->folder, "%s", places.out);
        if (study->formats & LC_FORMAT_HTML)
            (void)snprintf(result->page, sizeof result->page, "%s/index.html", places.out);
    }
    lc_hold_drop(&store_hold);
    lc_hold_drop(&hold);
    lc_run_places_clear(&places);
    lc_study_free(study);
    lc_numeric_restore(numeric);
    return status;
}

/* --- telling --- */

lc_status lc_run_say(lc_write_fn *write, void *user, lc_text *text)
{
    char *line = lc_text_take(text);
    if (line == NULL)
        return LC_MEMORY;
    write(user, line);
    free(line);
    return LC_OK;
}

const char *lc_run_store_word(const lc_ctx *ctx, const char *code)
{
    static const char *const words[] = {
        LC_N("types"),        LC_N("regions"),    LC_N("facilities"), LC_N("population"),
        LC_N("streets"),      LC_N("targets"),    LC_N("context"),    LC_N("foot_rules"),
        LC_N("elevation"),    LC_N("indicators"), LC_N("error"),      LC_N("warning"),
        LC_N("observations"), LC_N("note")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], code) == 0)
            return lc_tr(ctx, words[i]);
    return code;
}

static lc_status tell_inputs(lc_store *store, lc_write_fn *write, void *user)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, "run/select_inputs", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        lc_text text;
        lc_text_init(&text, ctx);
        lc_text_addf(&text, "  %s  %s", lc_run_store_word(ctx, lc_stmt_text(stmt, 0)),
                     lc_stmt_text(stmt, 1));
        for (int column = 2; column <= 5; column++)
            if (lc_stmt_text(stmt, column) != NULL)
                lc_text_addf(&text, "  %s", lc_stmt_text(stmt, column));
        lc_text_add(&text, "\n      ");
        lc_text_addf(&text, lc_tr(ctx, "rows read %lld, used %lld, with findings %lld"),
                     (long long)lc_stmt_int(stmt, 6), (long long)lc_stmt_int(stmt, 7),
                     (long long)lc_stmt_int(stmt, 8));
        lc_text_add(&text, "\n");
        status = lc_run_say(write, user, &text);
    }
    lc_stmt_free(stmt);
    return status;
}

/* One finding as a person reads it: file:row: feature: words. */
static lc_status tell_findings(lc_store *store, lc_write_fn *write, void *user)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, "run/select_findings", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        lc_text text;
        char *words = lc_finding_text(ctx, lc_stmt_text(stmt, 4), lc_stmt_text(stmt, 5),
                                      lc_stmt_text(stmt, 6), lc_stmt_text(stmt, 7));
        lc_text_init(&text, ctx);
        lc_text_addf(&text, "  [%s] ", lc_run_store_word(ctx, lc_stmt_text(stmt, 0)));
        for (int column = 1; column <= 3; column++)
            if (lc_stmt_text(stmt, column) != NULL)
                lc_text_addf(&text, "%s: ", lc_stmt_text(stmt, column));
        lc_text_add(&text, words);
        lc_text_add(&text, "\n");
        text.failed = text.failed || words == NULL;
        free(words);
        status = lc_run_say(write, user, &text);
    }
    lc_stmt_free(stmt);
    return status;
}

static lc_status tell_counts(lc_store *store, lc_write_fn *write, void *user)
{
    static const struct {
        const char *query, *label;
    } counts[] = {
        {"run/count_regions", LC_N("regions")},
        {"run/count_facilities", LC_N("facilities in use")},
        {"run/count_demand", LC_N("places where people live")},
        {"run/count_streets", LC_N("streets")},
        {"run/count_edges", LC_N("street pieces")},
        {"run/count_targets", LC_N("targets")},
        {"run/count_observations", LC_N("reported figures")},
        {"run/count_values", LC_N("indicator values")},
    };
    lc_ctx *ctx = lc_store_ctx(store);
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof counts / sizeof *counts; i++) {
        int64_t count = 0;
        lc_text text;
        status = lc_store_count(store, counts[i].query, &count);
        if (status != LC_OK)
            return status;
        lc_text_init(&text, ctx);
        lc_text_addf(&text, "  %9lld  %s\n", (long long)count, lc_tr(ctx, counts[i].label));
        status = lc_run_say(write, user, &text);
    }
    return status;
}

static lc_status tell_pairs(lc_store *store, const char *query, lc_write_fn *write, void *user)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, query, &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        lc_text text;
        lc_text_init(&text, lc_store_ctx(store));
        lc_text_addf(&text, "  %-13s %s\n", lc_stmt_text(stmt, 0), lc_stmt_text(stmt, 1));
        status = lc_run_say(write, user, &text);
    }
    lc_stmt_free(stmt);
    return status;
}

static void tell_heading(lc_ctx *ctx, const char *heading, lc_write_fn *write, void *user)
{
    write(user, lc_tr(ctx, heading));
    write(user, "\n");
}

static lc_status tell_store(lc_store *store, lc_write_fn *write, void *user)
{
    lc_ctx *ctx = lc_store_ctx(store);
    tell_heading(ctx, LC_N("Inputs"), write, user);
    lc_status status = tell_inputs(store, write, user);
    if (status == LC_OK) {
        tell_heading(ctx, LC_N("What is in the store"), write, user);
        status = tell_counts(store, write, user);
    }
    if (status == LC_OK) {
        tell_heading(ctx, LC_N("Findings"), write, user);
        status = tell_findings(store, write, user);
    }
    return status;
}

static bool is_study_name(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

/* Who reads for longer than a glance holds the store against runs; who only looks (`what` is NULL)
 * does not wait for one, and is told of it where the file itself is taken. */
static lc_status open_store(lc_ctx *ctx, const char *file, const char *what, lc_hold *hold,
                            lc_store **store)
{
    char *folder = lc_path_folder(ctx, file);
    if (folder == NULL)
        return LC_MEMORY;
    lc_status status = what != NULL ? lc_hold_take(ctx, folder, what, true, hold) : LC_OK;
    if (status == LC_OK)
        status = lc_store_open(ctx, file, LC_STORE_READ, store);
    free(folder);
    return status;
}

lc_status lc_run_open_study(lc_ctx *ctx, const char *path, const lc_run_reader *reader,
                            lc_run_opened *opened)
{
    lc_status status = LC_OK;
    *opened = (lc_run_opened){.hold = LC_HOLD_NONE};
    if (is_study_name(path)) {
        status = lc_run_read_study(ctx, path, reader->language_set, &opened->study);
        if (status == LC_OK)
            status = lc_run_places_find(ctx, opened->study, NULL, &opened->places);
    }
    const char *file = opened->places.store != NULL ? opened->places.store : path;
    if (status == LC_OK && access(file, F_OK) != 0)
        status =
            lc_fail(ctx, LC_INPUT,
                    "%s: there is no such store; run the study first, or name the store itself "
                    "when the run had --out.",
                    file);
    if (status == LC_OK)
        status = open_store(ctx, file, reader->what, &opened->hold, &opened->store);
    if (status == LC_OK && opened->study != NULL && reader->out != NULL)
        status = lc_run_spare_at(ctx, opened->study, reader->out);
    return status;
}

void lc_run_close_study(lc_run_opened *opened)
{
    lc_store_close(opened->store);
    lc_hold_drop(&opened->hold);
    lc_run_places_clear(&opened->places);
    lc_study_free(opened->study);
    *opened = (lc_run_opened){.hold = LC_HOLD_NONE};
}

lc_status lc_info(lc_ctx *ctx, const char *path, lc_write_fn *write, void *user)
{
    lc_run_opened opened;
    char *numeric = lc_numeric_keep();
    lc_ctx_clear(ctx);
    lc_status status =
        lc_run_open_study(ctx, path, &(lc_run_reader){.language_set = true}, &opened);
    if (status == LC_OK)
        status = tell_store(opened.store, write, user);
    if (status == LC_OK) {
        tell_heading(ctx, LC_N("Parameters"), write, user);
        status = tell_pairs(opened.store, "run/select_parameters", write, user);
    }
    if (status == LC_OK) {
        tell_heading(ctx, LC_N("Finished stages"), write, user);
        status = tell_pairs(opened.store, "run/select_stages", write, user);
    }
    if (status == LC_OK) {
        tell_heading(ctx, LC_N("Made with"), write, user);
        status = tell_pairs(opened.store, "run/select_versions", write, user);
    }
    lc_run_close_study(&opened);
    lc_numeric_restore(numeric);
    return status;
}

unsigned lc_run_format(const char *name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (strcmp(formats[i].name, name) == 0)
            return formats[i].formats;
    return 0;
}

lc_status lc_run_refuse_unfinished(lc_store *store)
{
    int64_t finished = 0;
    lc_status status = lc_store_count(store, "run/count_finished", &finished);
    if (status == LC_OK && finished == 0)
        status = lc_fail(
            lc_store_ctx(store), LC_INPUT,
            "The store is not finished: its last run stopped early. Run the study again first.");
    return status;
}
