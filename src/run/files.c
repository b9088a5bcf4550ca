/* Folders and the moving of finished outputs into place. */
#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"
#include "report/report.h"
#include "run/run.h"
#include "run/set_list.h"

static const char fresh_name[] = LC_RUN_FRESH;
/* In it: where an old output waits while its name changes hands, on disks that know no other way.
 */
static const char aside_name[] = LC_RUN_FRESH "/.old";

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
    (void)info;
    (void)kind;
    (void)walk;
    return remove(path);
}

void lc_run_remove(const char *path)
{
    /* FTW_PHYS: a link is removed, never followed. */
    (void)nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

lc_status lc_run_fail_folder(lc_ctx *ctx, const char *path, int error)
{
    if (error == ENOSPC || error == EDQUOT)
        return lc_fail(ctx, LC_IO,
                       "%s: the disk is full; free some space and run again. Nothing was lost.",
                       path);
    return lc_fail(ctx, LC_IO,
                   "%s: cannot be made or written (%s); check the permissions, or name another "
                   "place with --out.",
                   path, lc_errno_words(ctx, error));
}

lc_status lc_run_make_folder(lc_ctx *ctx, const char *path)
{
    char *copy = lc_strdup(ctx, path);
    if (copy == NULL)
        return LC_MEMORY;
    lc_status status = LC_OK;
    for (char *slash = strchr(copy + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(copy, 0777); /* the last one tells whether it worked */
        *slash = '/';
    }
    struct stat info;
    if (mkdir(copy, 0777) != 0 && errno != EEXIST)
        status = lc_run_fail_folder(ctx, path, errno);
    else if (stat(copy, &info) != 0 || !S_ISDIR(info.st_mode))
        status =
            lc_fail(ctx, LC_IO,
                    "%s: is a file, a folder was expected; name another place with --out.", path);
    else if (access(copy, W_OK) != 0)
        status = lc_run_fail_folder(ctx, path, errno);
    free(copy);
    return status;
}

char *lc_run_inside(lc_ctx *ctx, const char *folder, const char *name)
{
    return lc_format(ctx, "%s/%s", folder, name);
}

static lc_status refuse(lc_ctx *ctx, const char *path)
{
    if (!lc_disk_is_there(path))
        return LC_OK;
    return lc_fail(ctx, LC_EXISTS,
                   "%s: is there already; add --overwrite to replace it, or name another "
                   "place with --out.",
                   path);
}

static lc_status refuse_existing(lc_ctx *ctx, const char *out, unsigned formats)
{
    lc_status status = LC_OK;
    const char *name;
    for (size_t i = 0; status == LC_OK && (name = lc_report_name(formats, i)) != NULL; i++) {
        char *path = lc_run_inside(ctx, out, name);
        if (path == NULL)
            return LC_MEMORY;
        status = refuse(ctx, path);
        free(path);
    }
    return status;
}

/* Is `path` the thing at `place`, or in it? Links are followed; what is not there is nowhere. */
static bool is_within(const char *path, const char *place)
{
    char *file = realpath(path, NULL), *folder = realpath(place, NULL);
    size_t size = folder != NULL ? strlen(folder) : 0;
    bool within = file != NULL && folder != NULL && strncmp(file, folder, size) == 0 &&
                  (file[size] == '\0' || file[size] == '/');
    free(file);
    free(folder);
    return within;
}

/* NULL for a file that the study does not name. */
static lc_status spare(lc_ctx *ctx, const char *path, const char *place)
{
    if (path == NULL || !is_within(path, place))
        return LC_OK;
    return lc_fail(ctx, LC_EXISTS,
                   "%s: is read by the study, and an output would replace it; name another place "
                   "with --out.",
                   path);
}

lc_status lc_run_spare_at(lc_ctx *ctx, const lc_study *study, const char *place)
{
    const char *const single[] = {study->path, study->types, study->elevation, study->foot_rules,
                                  study->indicators};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof single / sizeof *single; i++)
        status = spare(ctx, single[i], place);
    for (size_t i = 0; status == LC_OK && i < study->source_count; i++)
        status = spare(ctx, study->sources[i].path, place);
    return status;
}

lc_status lc_run_spare_inputs(lc_ctx *ctx, const lc_study *study, const char *out)
{
    lc_status status = LC_OK;
    const char *name;
    for (size_t i = 0; status == LC_OK && (name = lc_report_name(study->formats, i)) != NULL; i++) {
        char *place = lc_run_inside(ctx, out, name);
        status = place != NULL ? lc_run_spare_at(ctx, study, place) : LC_MEMORY;
        free(place);
    }
    return status;
}

/* What a swap that was killed had put aside goes back to where nothing else has come. */
static void put_back(const char *out, const char *aside)
{
    const struct dirent *entry;
    DIR *folder = opendir(aside);
    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        char from[4096], to[4096];
        int sizes[] = {snprintf(from, sizeof from, "%s/%s", aside, entry->d_name),
                       snprintf(to, sizeof to, "%s/%s", out, entry->d_name)};
        if (entry->d_name[0] != '.' && sizes[0] < (int)sizeof from && sizes[1] < (int)sizeof to &&
            !lc_disk_is_there(to))
            (void)rename(from, to);
    }
    if (folder != NULL)
        (void)closedir(folder);
}

/* The hidden folder, empty: what a killed run left in it is removed. */
static lc_status make_fresh(const lc_run_outputs *outputs)
{
    lc_run_remove(outputs->fresh);
    if (mkdir(outputs->fresh, 0777) != 0) /* also where something could not be removed */
        return lc_run_fail_folder(outputs->ctx, outputs->fresh, errno);
    return mkdir(outputs->aside, 0777) == 0
               ? LC_OK
               : lc_run_fail_folder(outputs->ctx, outputs->aside, errno);
}

lc_status lc_run_outputs_begin(lc_ctx *ctx, const char *out, unsigned formats, bool overwrite,
                               lc_run_outputs *outputs)
{
    *outputs = (lc_run_outputs){.ctx = ctx, .formats = formats};
    lc_array_init(&outputs->found, sizeof(char *));
    outputs->out = lc_strdup(ctx, out);
    outputs->fresh = lc_run_inside(ctx, out, fresh_name);
    outputs->aside = lc_run_inside(ctx, out, aside_name);
    if (outputs->out == NULL || outputs->fresh == NULL || outputs->aside == NULL)
        return LC_MEMORY;
    lc_status status = lc_run_make_folder(ctx, out);
    if (status == LC_OK)
        put_back(outputs->out, outputs->aside);
    if (status == LC_OK && !overwrite)
        status = refuse_existing(ctx, out, formats);
    return status == LC_OK ? make_fresh(outputs) : status;
}

/* Name i of the outputs, NULL past the last. */
static const char *name_of(const lc_run_outputs *outputs, size_t i)
{
    if (outputs->formats != 0)
        return lc_report_name(outputs->formats, i);
    return i < outputs->found.count ? lc_set_list_at(&outputs->found, i) : NULL;
}

static lc_status list_fresh(lc_run_outputs *outputs)
{
    DIR *folder = opendir(outputs->fresh);
    if (folder == NULL)
        return lc_run_fail_folder(outputs->ctx, outputs->fresh, errno);
    lc_status status = LC_OK;
    const struct dirent *entry;
    while (status == LC_OK && (entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        status = lc_set_list_add(outputs->ctx, &outputs->found, entry->d_name);
    }
    (void)closedir(folder);
    lc_set_list_sort(&outputs->found);
    return status;
}

lc_status lc_run_outputs_find(lc_run_outputs *outputs, const lc_study *study, bool overwrite)
{
    lc_status status = list_fresh(outputs);
    for (size_t i = 0; status == LC_OK && i < outputs->found.count; i++) {
        char *path = lc_run_inside(outputs->ctx, outputs->out, name_of(outputs, i));
        if (path == NULL)
            return LC_MEMORY;
        if (!overwrite)
            status = refuse(outputs->ctx, path);
        if (status == LC_OK && study != NULL)
            status = lc_run_spare_at(outputs->ctx, study, path);
        free(path);
    }
    return status;
}

/* Of one output the new against the old; the same again undoes it. */
static lc_status swap(const lc_run_outputs *outputs, const char *name)
{
    char *from = lc_run_inside(outputs->ctx, outputs->fresh, name);
    char *to = lc_run_inside(outputs->ctx, outputs->out, name);
    char *aside = lc_run_inside(outputs->ctx, outputs->aside, name);
    lc_status status = from == NULL || to == NULL || aside == NULL ? LC_MEMORY : LC_OK;
    if (status == LC_OK && !lc_disk_swap(from, to, aside))
        status = lc_run_fail_folder(outputs->ctx, to, errno);
    free(from);
    free(to);
    free(aside);
    return status;
}

/* Everything is on the disk before the first name changes; afterwards `fresh` holds the old ones.
 */
lc_status lc_run_outputs_commit(lc_run_outputs *outputs)
{
    lc_status status = LC_OK;
    const char *name;
    size_t swapped = 0;
    char *failed = NULL;
    if (!lc_disk_sync_tree(outputs->fresh, &failed))
        status = lc_run_fail_folder(outputs->ctx, failed != NULL ? failed : outputs->fresh, errno);
    free(failed);
    while (status == LC_OK && (name = name_of(outputs, swapped)) != NULL) {
        status = swap(outputs, name);
        swapped += status == LC_OK;
    }
    if (status == LC_OK && !lc_disk_sync_folder(outputs->out))
        status = lc_run_fail_folder(outputs->ctx, outputs->out, errno);
    while (status != LC_OK && swapped > 0) /* the message of what failed first stays */
        (void)swap(outputs, name_of(outputs, --swapped));
    return status;
}

void lc_run_outputs_clear(lc_run_outputs *outputs)
{
    if (outputs->fresh != NULL)
        lc_run_remove(outputs->fresh);
    free(outputs->fresh);
    free(outputs->aside);
    free(outputs->out);
    lc_set_list_clear(&outputs->found);
    *outputs = (lc_run_outputs){0};
}

lc_status lc_run_places_find(lc_ctx *ctx, const lc_study *study, const char *out,
                             lc_run_places *places)
{
    *places = (lc_run_places){0};
    places->out = lc_strdup(ctx, out != NULL ? out : study->out);
    if (places->out == NULL)
        return LC_MEMORY;
    bool own_store = study->store != NULL && out == NULL;
    places->store = own_store ? lc_strdup(ctx, study->store)
                              : lc_run_inside(ctx, places->out, "lifecircle.sqlite");
    lc_status status = places->store != NULL ? LC_OK : LC_MEMORY;
    /* what the person names is theirs to choose, what the study names is not the study's */
    if (status == LC_OK && out == NULL)
        status = lc_study_may_write(ctx, study, study->out_place, "out", places->out);
    if (status == LC_OK && out == NULL)
        status = lc_study_may_write(ctx, study, own_store ? study->store_place : study->out_place,
                                    "store", places->store);
    return status;
}

void lc_run_places_clear(lc_run_places *places)
{
    free(places->out);
    free(places->store);
    *places = (lc_run_places){0};
}
