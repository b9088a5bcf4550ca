/* lifecircle: who can walk to which community facility in 15 minutes, how much floor area there is
 * per thousand people, and how far each street, town and district is from its plan's targets.
 *
 * This is the only header to include. Everything here may be called from several threads as long as
 * each uses a context of its own.
 *
 *   lc_ctx *ctx = lc_ctx_new();
 *   lc_run_options options = {.overwrite = true};
 *   lc_run_result result;
 *   if (lc_run(ctx, "study.yaml", &options, &result) != LC_OK)
 *       fprintf(stderr, "%s\n", lc_ctx_message(ctx));
 *   lc_ctx_free(ctx);
 */
#ifndef LIFECIRCLE_LIFECIRCLE_H
#define LIFECIRCLE_LIFECIRCLE_H

#include <lifecircle/context.h>
#include <lifecircle/coordinates.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The calling program's locale plays no part in what is read and written, and LC_NUMERIC, which
 * libraries below set to C, is as it was when a call returns. While one works, other threads that
 * read or print fractions should have a locale of their own (uselocale). */

typedef struct lc_run_options {
    const char *out;   /* output folder instead of the study's; NULL keeps it */
    bool overwrite;    /* replace outputs that are there already */
    bool language_set; /* the context's language wins over the study's */
    const char *plans; /* codes of built-in plans, separated by commas, on top of the study's;
                          NULL for none */
} lc_run_options;

/* One step of a run: a stage, or the writing of one kind of output. */
typedef struct lc_run_step {
    const char *name; /* "population", "gpkg": as the store and `formats:` call it. Static */
    double wall_s;    /* how long it took; finding out that nothing changed takes time, too */
    double cpu_s;     /* how long the processors worked on it, all threads together */
    bool skipped;     /* nothing had changed */
} lc_run_step;

enum { LC_RUN_STEPS_MAX = 32, LC_RUN_PLANS_MAX = 16, LC_RUN_GRAVE_MAX = 3 };

/* How the targets of one plan stand; a target of many regions counts once, as the worst of them. */
typedef struct lc_run_plan {
    char name[256]; /* in the language of the report, cut where it is longer */
    int64_t targets, met, short_of, no_data, not_yet_due, awaiting;
} lc_run_plan;

typedef struct lc_run_result {
    int64_t targets, met, short_of, no_data, not_yet_due, awaiting; /* rows of gaps.csv by status */
    int64_t targets_not_read; /* further rows of the targets files, with errors: in no sum above */
    int64_t findings_error, findings_warning, findings_note;
    char grave[LC_RUN_GRAVE_MAX][1024]; /* findings that make the whole doubtful, in words */
    size_t grave_kinds;                 /* all kinds of them; more than are in `grave` may be */
    int64_t stages_run, stages_skipped;
    lc_run_step steps[LC_RUN_STEPS_MAX]; /* in their order */
    size_t step_count;
    lc_run_plan plans[LC_RUN_PLANS_MAX]; /* in the order of their targets; more are left out */
    size_t plan_count;
    char page[4096];   /* path of index.html, "" when HTML was not asked for */
    char folder[4096]; /* the output folder */
} lc_run_result;

/* Loads what changed, computes, writes the outputs. The store is before or after each stage, never
 * between; outputs appear whole or not at all. Complexity: linear in the files, O(facilities x
 * catchment) for reach. */
LC_API lc_status lc_run(lc_ctx *ctx, const char *study_path, const lc_run_options *options,
                        lc_run_result *result);

/* Text for a person, in the context's language, piece by piece; `text` is borrowed for the call. */
typedef void lc_write_fn(void *user, const char *text);

typedef struct lc_check_options {
    bool json;          /* one JSON document instead of text for a person */
    const char *fix_to; /* a folder for corrected copies of the study and its inputs; NULL: none */
    bool overwrite;     /* replace the copies in that folder */
    bool language_set;  /* the context's language wins over the study's */
} lc_check_options;

typedef struct lc_check_result {
    int64_t errors, warnings, notes; /* findings */
    int64_t stops; /* inputs and parts of the study that cannot be used; errors, too */
} lc_check_result;

/* Reads the study and all its inputs into a store that is thrown away, and tells what would be used
 * and what is wrong. Files that cannot be used are told like other findings, and at the end the
 * call is LC_INPUT for them. */
LC_API lc_status lc_check(lc_ctx *ctx, const char *study_path, const lc_check_options *options,
                          lc_write_fn *write, void *user, lc_check_result *result);
/* Tells what a store (or the store of a study file) holds: inputs, counts, stages, findings,
 * versions. */
LC_API lc_status lc_info(lc_ctx *ctx, const char *path, lc_write_fn *write, void *user);
/* Tells the table of foot rules: which streets people may walk along, and what stops or delays
 * them. With the rows of a study on top, or as it is built in where study_path is NULL. `csv` gives
 * the table itself, to start a file for `foot_rules:` from. */
LC_API lc_status lc_network_rules(lc_ctx *ctx, const char *study_path, bool csv, lc_write_fn *write,
                                  void *user);
/* Tells what became of the streets of a store (or the store of a study file): which were kept and
 * dropped by which rule, file by file, the nodes that stop or delay, and what hangs together. */
LC_API lc_status lc_network_info(lc_ctx *ctx, const char *path, lc_write_fn *write, void *user);
/* What lc_plans writes. */
typedef enum lc_plans_form {
    LC_PLANS_TEXT,        /* for a person */
    LC_PLANS_CSV,         /* the table itself: of a plan, a targets file to start from */
    LC_PLANS_OBSERVATIONS /* the plan's table of reported figures, for a study's `observations:` */
} lc_plans_form;
/* Tells the plans that are built in, or with a code the rows of one: what is to be reached, where,
 * by when. LC_INPUT for a code that none has, with the nearest; LC_USAGE for the reported figures
 * of no plan. */
LC_API lc_status lc_plans(lc_ctx *ctx, const char *code, lc_plans_form form, lc_write_fn *write,
                          void *user);
/* Writes a commented study file and an example targets file into a new folder. LC_EXISTS when a
 * study.yaml is there. */
LC_API lc_status lc_new(lc_ctx *ctx, const char *folder);

typedef struct lc_export_options {
    const char
        *format; /* gpkg, shapefile, csv, json, html, geojson, xlsx, pdf, graph, else the name
                    of a GDAL driver that writes vectors, in any case; NULL for a database */
    const char *schema;   /* of a database, made where it is missing; NULL: "lifecircle" */
    const char *encoding; /* of the texts of Shapefiles: "utf-8" or "gbk"; NULL: UTF-8 */
    bool overwrite;       /* replace files, or tables, that are there already */
} lc_export_options;
/* Writes one kind of output from a finished store (or study file). `out` is
 * - the folder of one of our own formats; `graph` writes the street graph as it was searched:
 *   nodes.csv, edges.csv, demand.csv, facilities.csv;
 * - with a driver of GDAL a folder, for a file of each layer, or, when its last part has a dot, one
 *   file of all layers, which the driver must be able to hold;
 * - a PostgreSQL database with PostGIS ("PG:dbname=planning", "postgresql://..."): the layers
 * become tables of the schema, all in one transaction. No message tells a password. LC_USAGE, with
 * the nearest, for an unknown format. LC_EXISTS for what is there already. */
LC_API lc_status lc_export(lc_ctx *ctx, const char *path, const char *out,
                           const lc_export_options *options);

typedef struct lc_report_options {
    const char *out; /* folder of the set; NULL: "report" in the study's output folder, or beside
                        the store */
    const char *regions; /* codes or names between commas: these alone; NULL: every region of the
                            level that is compared */
    const char *formats; /* of html, xlsx, pdf, csv, between commas; NULL: all of them */
    bool overwrite;      /* replace the set that is there already */
    bool language_set;   /* the context's language wins over the study's */
} lc_report_options;

/* A region whose report could not be made. */
typedef struct lc_report_failure {
    char region[256]; /* code and name, cut where they are longer */
    char reason[512]; /* in the context's language, cut where it is longer */
} lc_report_failure;

enum { LC_REPORT_FAILURES_MAX = 32 };

typedef struct lc_report_result {
    int64_t regions; /* that are to have a report of their own */
    int64_t made;    /* of them, now */
    int64_t skipped; /* made before, by a call that was interrupted */
    int64_t failed;  /* they have no files; the others are whole */
    lc_report_failure failures[LC_REPORT_FAILURES_MAX]; /* in the order of codes; all are logged */
    size_t failure_count;
    char page[4096];   /* path of index.html, "" when HTML was not asked for */
    char folder[4096]; /* of the set */
} lc_report_result;

/* Writes a report set from a finished store (or study file): pages and PDFs of the whole study and
 * of each region, a workbook, tables, and what the pages share. Regions are made by as many threads
 * as the context has. The set is made in a hidden folder inside `out` and moved into place when it
 * is whole, so that an earlier one stays until then; a call that was interrupted is gone on with by
 * the next of the same store, regions, formats and language. Files that are none of a set are never
 * touched. A region that cannot be made stops no other: LC_OK, and `failed` counts it. LC_EXISTS
 * where a set is there and `overwrite` is false, or an unfinished one of something else.
 *
 * Progress is told in pieces: index of count regions are made, share_01 is of the whole set. */
LC_API lc_status lc_report(lc_ctx *ctx, const char *path, const lc_report_options *options,
                           lc_report_result *result);

typedef struct lc_explain_options {
    const char *at;      /* the place, "121.47,31.23": longitude or east, latitude or north */
    const char *crs;     /* its system: EPSG:n, gcj02, bd09 ...; NULL: WGS-84 */
    const char *type;    /* code or name of a facility type: the whole story; NULL: one line each */
    const char *profile; /* code of a walking profile; NULL: the study's first */
    bool json;           /* JSON instead of text */
    const char *out;     /* a layer as well: NAME.geojson or NAME.gpkg; NULL: none */
    bool overwrite;      /* replace the layer that is there already */
    bool language_set;   /* the context's language wins over the study's */
} lc_explain_options;
/* Tells of one place, from a finished store (or study file), which facility is the nearest by the
 * circle and on foot, the way there leg by leg, and why none is nearer: streets that rules closed,
 * barriers across the straight line, a place far from every street. Every number is the one that a
 * demand point there has in the tables. LC_INPUT, with the nearest known name, for an unknown type
 * or profile; LC_USAGE for a place that is none on the globe. One search over the streets for each
 * type told of. */
LC_API lc_status lc_explain(lc_ctx *ctx, const char *path, const lc_explain_options *options,
                            lc_write_fn *write, void *user);

/* "lifecircle 0.1.0", and one line per library with its version. */
LC_API void lc_versions(lc_write_fn *write, void *user);

#ifdef __cplusplus
}
#endif
#endif
