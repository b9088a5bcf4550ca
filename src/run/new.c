/* lc_new: a study file and a targets table to start from, in the context's language. */
#include <lifecircle/lifecircle.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"
#include "lc_template.h"
#include "run/hold.h"

static const lc_embedded *find_template(const char *name)
{
    for (size_t i = 0; i < lc_template_count; i++) {
        if (strcmp(lc_template[i].name, name) == 0)
            return &lc_template[i];
    }
    return NULL;
}

static lc_status fail_exists(lc_ctx *ctx, const char *path)
{
    return lc_fail(ctx, LC_EXISTS, "%s is there already and was left as it is; name another folder",
                   path);
}

/* Gives the finished file its name unless that name is taken. A hard link cannot replace anything;
 * where the file system has none, looking first is the best there is. */
static lc_status publish(lc_ctx *ctx, const char *temporary, const char *path)
{
    if (link(temporary, path) == 0)
        return LC_OK;
    if (errno == EEXIST)
        return fail_exists(ctx, path);
    if (access(path, F_OK) == 0)
        return fail_exists(ctx, path);
    return rename(temporary, path) == 0 ? LC_OK : lc_fail_write(ctx, path, errno);
}

/* Writes beside and then names: nobody ever sees half a file, and none is replaced. */
static lc_status write_new(lc_ctx *ctx, const char *folder, const char *name,
                           const lc_embedded *text)
{
    char *path = lc_format(ctx, "%s/%s", folder, name);
    char *temporary = lc_format(ctx, "%s/.%s.part", folder, name);
    lc_status status = path != NULL && temporary != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK && access(path, F_OK) == 0)
        status = fail_exists(ctx, path);
    if (status == LC_OK)
        (void)unlink(temporary); /* left by a process that was killed: the folder is ours alone */
    if (status == LC_OK &&
        (!lc_disk_create(temporary, text->text, text->size) || !lc_disk_sync(temporary)))
        status = lc_fail_write(ctx, path, errno);
    if (status == LC_OK)
        status = publish(ctx, temporary, path);
    if (status == LC_OK && !lc_disk_sync_parent(path)) {
        status = lc_fail_write(ctx, path, errno);
        (void)unlink(path);
    }
    if (temporary != NULL)
        (void)unlink(temporary);
    free(path);
    free(temporary);
    return status;
}

/* Creates one folder level. *created tells whether it was not there before. */
static lc_status make_folder(lc_ctx *ctx, const char *folder, bool *created)
{
    *created = mkdir(folder, 0777) == 0;
    if (*created)
        return LC_OK;
    struct stat info;
    if (errno == EEXIST && stat(folder, &info) == 0 && S_ISDIR(info.st_mode))
        return LC_OK;
    if (errno == EEXIST)
        return lc_fail(ctx, LC_EXISTS, "%s is there already and is no folder; name another",
                       folder);
    if (errno == ENOENT)
        return lc_fail(ctx, LC_IO,
                       "The folder %s cannot be created: the folder that it lies in does not exist",
                       folder);
    return lc_fail(ctx, LC_IO, "The folder %s cannot be created: %s", folder,
                   lc_errno_words(ctx, errno));
}

/* The study decides: a folder with one is somebody's work, and not even the targets are added to
 * it.
 */
static lc_status fill_folder(lc_ctx *ctx, const char *folder, const lc_embedded *study,
                             const lc_embedded *targets)
{
    bool wrote = false;
    /* kept at hand: there may be no memory for it when it has to go */
    char *beside = lc_format(ctx, "%s/targets.csv", folder);
    char *path = lc_format(ctx, "%s/study.yaml", folder);
    lc_status status = beside != NULL && path != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK && !lc_disk_is_there(path)) {
        status = write_new(ctx, folder, "targets.csv", targets);
        wrote = status == LC_OK;
    }
    if (status == LC_OK)
        status = write_new(ctx, folder, "study.yaml", study);
    if (status != LC_OK && wrote)
        (void)unlink(beside);
    free(beside);
    free(path);
    return status;
}

lc_status lc_new(lc_ctx *ctx, const char *folder)
{
    lc_ctx_clear(ctx);
    if (folder == NULL || folder[0] == '\0')
        return lc_fail(ctx, LC_USAGE, "Name the folder that the new study is to be in.");
    bool zh = lc_ctx_language(ctx) == LC_LANG_ZH, created = false;
    const lc_embedded *study = find_template(zh ? "study.zh.yaml" : "study.en.yaml");
    const lc_embedded *targets = find_template(zh ? "targets.zh.csv" : "targets.en.csv");
    if (study == NULL || targets == NULL)
        return lc_fail(ctx, LC_INTERNAL, "This build lacks its templates; please report it.");
    lc_hold hold = LC_HOLD_NONE;
    lc_status status = make_folder(ctx, folder, &created);
    if (status == LC_OK)
        status = lc_hold_take(ctx, folder, "new", false, &hold);
    if (status == LC_OK)
        status = fill_folder(ctx, folder, study, targets);
    lc_hold_drop(&hold);
    if (status != LC_OK && created)
        (void)rmdir(folder);
    return status;
}
