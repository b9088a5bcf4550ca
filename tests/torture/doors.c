#include "doors.h"

#include <string.h>

static const char store[] = "out/lifecircle.sqlite";

static char told[1 << 20];
static size_t told_size;

const char *door_told(size_t *size)
{
    *size = told_size;
    return told;
}

void door_told_clear(void)
{
    told_size = 0;
}

static void hear(void *user, const char *text)
{
    (void)user;
    size_t size = strlen(text);
    if (size > sizeof told - told_size)
        size = sizeof told - told_size;
    memcpy(told + told_size, text, size);
    told_size += size;
}

static lc_status run(lc_ctx *ctx, const char *study)
{
    static lc_run_result result;
    const lc_run_options options = {.out = "out", .overwrite = true, .language_set = true};
    return lc_run(ctx, study, &options, &result);
}

static lc_status check(lc_ctx *ctx, const char *study)
{
    const lc_check_options options = {.language_set = true};
    static lc_check_result result;
    return lc_check(ctx, study, &options, hear, NULL, &result);
}

static lc_status report(lc_ctx *ctx, const char *formats)
{
    static lc_report_result result;
    const lc_report_options options = {
        .out = "set", .formats = formats, .overwrite = true, .language_set = true};
    lc_status status = lc_report(ctx, store, &options, &result);
    bool told_why = status == LC_OK && result.failure_count > 0;
    for (size_t i = 0; i < result.failure_count; i++)
        told_why = told_why && result.failures[i].reason[0] != '\0';
    return told_why ? DOOR_TOLD : status;
}

static lc_status export_as(lc_ctx *ctx, const char *format)
{
    const lc_export_options options = {.format = format, .overwrite = true};
    return lc_export(ctx, store, "made", &options);
}

static lc_status explain(lc_ctx *ctx, const char *at)
{
    const lc_explain_options options = {.at = at, .language_set = true};
    return lc_explain(ctx, store, &options, hear, NULL);
}

static lc_status explain_layer(lc_ctx *ctx, const char *at)
{
    const lc_explain_options options = {.at = at,
                                        .type = "meal_point",
                                        .json = true,
                                        .out = "made/way.gpkg",
                                        .overwrite = true,
                                        .language_set = true};
    return lc_explain(ctx, store, &options, hear, NULL);
}

static lc_status info(lc_ctx *ctx, const char *path)
{
    return lc_info(ctx, path, hear, NULL);
}

static lc_status network(lc_ctx *ctx, const char *path)
{
    return lc_network_info(ctx, path, hear, NULL);
}

static lc_status rules(lc_ctx *ctx, const char *study)
{
    return lc_network_rules(ctx, study, true, hear, NULL);
}

static lc_status new_study(lc_ctx *ctx, const char *folder)
{
    return lc_new(ctx, folder);
}

static lc_status plans(lc_ctx *ctx, const char *code)
{
    return lc_plans(ctx, code, LC_PLANS_TEXT, hear, NULL);
}

/* The current folder is the case's own; the studies lie beside it. */
#define STUDY "../study/study.yaml"
#define PLACE "121.41,31.21"

const door doors[] = {{"run", run, STUDY, "old", "out", false},
                      {"run-new", run, STUDY, "none", "out", false},
                      {"check", check, STUDY, "none", "made", false},
                      {"report", report, "csv,html", "done", "set", true},
                      {"export-csv", export_as, "csv", "done", "made", false},
                      {"export-json", export_as, "json", "done", "made", false},
                      {"export-gpkg", export_as, "gpkg", "done", "made", false},
                      {"export-shapefile", export_as, "shapefile", "done", "made", false},
                      {"export-geojson", export_as, "geojson", "done", "made", false},
                      {"export-flatgeobuf", export_as, "FlatGeobuf", "done", "made", false},
                      {"export-graph", export_as, "graph", "done", "made", false},
                      {"export-html", export_as, "html", "done", "made", false},
                      {"export-xlsx", export_as, "xlsx", "done", "made", false},
                      {"export-pdf", export_as, "pdf", "done", "made", false},
                      {"explain", explain, PLACE, "done", "made", false},
                      {"explain-layer", explain_layer, PLACE, "done", "made", false},
                      {"info", info, store, "done", "made", false},
                      {"network", network, store, "done", "made", false},
                      {"rules", rules, STUDY, "none", "made", false},
                      {"new", new_study, "made/new", "none", "made", false},
                      {"plans", plans, "shanghai-2021", "none", "made", false},
                      {"run-all", run, "../all-study/study.yaml", "none", "out", false},
                      {"report-all", report, NULL, "done", "set", true},
                      /* not tortured: it makes the state "old" */
                      {"", run, "../old-study/study.yaml", "none", "out", false}};
const size_t door_count = sizeof doors / sizeof *doors - 1;
