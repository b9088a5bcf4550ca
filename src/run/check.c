/* lc_check: the inputs are loaded into a store that is thrown away; a file that cannot be used does
 * not keep the others from being looked at. */
#include "run/check.h"

#include <stdlib.h>
#include <string.h>

#include "run/api.h"
#include "run/mend.h"
#include "run/run.h"
#include "run/scratch.h"

static lc_status count_one(void *user, lc_stmt *row)
{
    lc_check_result *result = user;
    const char *severity = lc_stmt_text(row, 0);
    int64_t count = lc_stmt_int(row, 1);
    if (strcmp(severity, "error") == 0)
        result->errors = count;
    else if (strcmp(severity, "warning") == 0)
        result->warnings = count;
    else
        result->notes = count;
    return LC_OK;
}

static lc_status count(lc_store *store, lc_check_result *result)
{
    lc_status status = lc_store_each(store, "run/count_findings", count_one, result);
    return status == LC_OK ? lc_store_count(store, "run/check_stops", &result->stops) : status;
}

/* What was found, and where a run would stop the reason for the exit code. */
static lc_status tell(const lc_checked *checked, bool json, lc_write_fn *write, void *user)
{
    lc_status status =
        json ? lc_check_json(checked, write, user) : lc_check_text(checked, write, user);
    if (status == LC_OK && checked->result->stops > 0)
        status = lc_fail(lc_store_ctx(checked->store), LC_INPUT,
                         "%s: a run would stop: %lld of its inputs or parts cannot be used.",
                         checked->path, (long long)checked->result->stops);
    return status;
}

static lc_status load(lc_ctx *ctx, const lc_study *study, const char *folder, lc_store **store)
{
    char *path = lc_format(ctx, "%s/check.sqlite", folder);
    lc_status status =
        path != NULL ? lc_store_open(ctx, path, LC_STORE_WRITE, store) : lc_fail_memory(ctx);
    if (status == LC_OK)
        status = lc_run_loading(*store, study);
    if (status == LC_OK)
        status = lc_store_run(*store, "run/delete_following");
    free(path);
    return status;
}

lc_status lc_check(lc_ctx *ctx, const char *study_path, const lc_check_options *options,
                   lc_write_fn *write, void *user, lc_check_result *result)
{
    lc_study *study = NULL;
    lc_store *store = NULL;
    lc_scratch scratch = {.lock = -1};
    lc_copies copies = {0};
    char *numeric = lc_numeric_keep();
    lc_ctx_clear(ctx);
    *result = (lc_check_result){0};
    lc_status status = lc_run_read_study(ctx, study_path, options->language_set, &study);
    if (status == LC_OK)
        status = lc_run_plans(ctx, study, NULL);
    if (status == LC_OK) {
        study->go_on = true;
        status = lc_scratch_make(ctx, &scratch);
    }
    if (status == LC_OK && options->fix_to != NULL)
        status = lc_copies_begin(ctx, study, options->fix_to, options->overwrite, &copies);
    if (status == LC_OK) {
        study->mender = copies.mender;
        status = load(ctx, study, scratch.folder, &store);
    }
    if (status == LC_OK && options->fix_to != NULL)
        status = lc_copies_end(&copies, study);
    if (status == LC_OK)
        status = count(store, result);
    lc_checked checked = {.store = store,
                          .study = study,
                          .path = study_path,
                          .result = result,
                          .fixed = options->fix_to,
                          .changes = copies.mender != NULL ? lc_mender_count(copies.mender) : 0,
                          .codes = copies.mender != NULL ? lc_mender_code_count(copies.mender) : 0};
    if (status == LC_OK)
        status = tell(&checked, options->json, write, user);
    lc_copies_clear(&copies);
    lc_store_close(store);
    lc_scratch_remove(&scratch);
    lc_study_free(study);
    lc_numeric_restore(numeric);
    return status;
}
