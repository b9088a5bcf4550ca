/* The order of stages, and who is stale. The only room that knows the whole way from files to
 * files. */
#ifndef LC_RUN_RUN_H
#define LC_RUN_RUN_H

#include <lifecircle/lifecircle.h>

#include "base/base.h"
#include "store/store.h"
#include "study/study.h"

/* Computes every stage that is not fresh; adds the stages to the steps of `result` and counts them
 * there. */
lc_status lc_run_stages(lc_store *store, const lc_study *study, lc_run_result *result);
/* A step that begins now; `name` is static. */
lc_run_step lc_run_step_begin(const char *name);
/* Ends it and adds it to the result. */
void lc_run_step_end(lc_run_result *result, lc_run_step step);
/* The loading stages and the doctor alone, for lc_check. Where the study goes on, a stage that
 * cannot be done is a finding, and those that lean on it are passed over. */
lc_status lc_run_loading(lc_store *store, const lc_study *study);

/* Adds built-in plans (codes between commas, NULL for none) to those of the study, and checks that
 * all of them are there: LC_INPUT with the nearest code. */
lc_status lc_run_plans(lc_ctx *ctx, lc_study *study, const char *codes);

/* Where the outputs go (made if need be) and the store lies. Texts are owned by the holder;
 * lc_run_places_clear frees them. */
typedef struct lc_run_places {
    char *out, *store;
} lc_run_places;
lc_status lc_run_places_find(lc_ctx *ctx, const lc_study *study, const char *out,
                             lc_run_places *places);
void lc_run_places_clear(lc_run_places *places);

/* The hidden folder in that of the outputs. */
#define LC_RUN_FRESH ".lifecircle-new"
/* Outputs appear whole or not at all: written into a hidden folder inside `out`, brought to the
 * disk, and swapped against those of the run before at the end. */
typedef struct lc_run_outputs {
    lc_ctx *ctx;
    char *out, *fresh, *aside; /* owned */
    unsigned formats;
    lc_array found; /* char *: the names that lc_run_outputs_find found; owned */
} lc_run_outputs;
/* LC_EXISTS when one of the study's own files is one of the outputs in `out`, or lies within one:
 * it would be replaced, whatever the user has allowed. */
lc_status lc_run_spare_inputs(lc_ctx *ctx, const lc_study *study, const char *out);
/* The same for one output at `place`. */
lc_status lc_run_spare_at(lc_ctx *ctx, const lc_study *study, const char *place);
/* LC_EXISTS when one of the names is there and overwrite is false. */
lc_status lc_run_outputs_begin(lc_ctx *ctx, const char *out, unsigned formats, bool overwrite,
                               lc_run_outputs *outputs);
/* What is in `fresh` are the outputs, whatever their names: LC_EXISTS when one is there already and
 * overwrite is false, or is a file of the study (NULL for none). */
lc_status lc_run_outputs_find(lc_run_outputs *outputs, const lc_study *study, bool overwrite);
lc_status lc_run_outputs_commit(lc_run_outputs *outputs);
/* Removes what is left of an unfinished writing; harmless after a commit. */
void lc_run_outputs_clear(lc_run_outputs *outputs);
/* Removes a folder and all in it; a missing one is fine. */
void lc_run_remove(const char *path);
/* folder/name; yours, NULL when memory is out. */
char *lc_run_inside(lc_ctx *ctx, const char *folder, const char *name);
/* Makes a folder and those above it. */
lc_status lc_run_make_folder(lc_ctx *ctx, const char *path);
/* Says that `path` cannot be made or written; LC_IO. */
lc_status lc_run_fail_folder(lc_ctx *ctx, const char *path, int error);

#endif
