#include "study/allow.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "study/grow.h"

enum { ALLOWED_MAX = 50 };

/* --- the key --- */

static lc_status read_one(lc_yaml *yaml, yaml_node_t *node, void *target)
{
    lc_study *study = target;
    char *written = NULL;
    if (study->allowed_count == ALLOWED_MAX)
        return lc_yaml_fail(yaml, lc_yaml_place(node), "%s has more than %d items", "allow_paths",
                            ALLOWED_MAX);
    lc_allowed *grown =
        lc_study_grow(yaml->ctx, study->allowed, &study->allowed_count, sizeof *grown);
    if (grown == NULL)
        return LC_MEMORY;
    study->allowed = grown;
    lc_allowed *allowed = &grown[study->allowed_count - 1];
    allowed->place = lc_yaml_place(node);
    lc_status status = lc_yaml_text(yaml, node, "allow_paths", &written);
    if (status == LC_OK &&
        (allowed->path = lc_study_resolve(yaml->ctx, study->folder, written)) == NULL)
        status = LC_MEMORY;
    free(written);
    return status;
}

lc_status lc_study_allow(lc_yaml *yaml, yaml_node_t *value, lc_study *study)
{
    return lc_yaml_list(yaml, value, "allow_paths", read_one, study);
}

void lc_study_allow_clear(lc_study *study)
{
    for (size_t i = 0; i < study->allowed_count; i++)
        free(study->allowed[i].path);
    free(study->allowed);
}

/* --- what a study cannot open by its own word --- */

/* The root, everybody's homes, and this person's home with all in it. `folder` is real. */
static bool is_wide(lc_ctx *ctx, const char *folder)
{
    const char *variable = getenv("HOME");
    if (strcmp(folder, "/") == 0 || strcmp(folder, "/home") == 0)
        return true;
    char *home = variable != NULL && variable[0] == '/' ? lc_path_real(ctx, variable) : NULL;
    bool wide = home != NULL && lc_path_below(home, folder) != NULL;
    free(home);
    return wide;
}

static bool is_system(const char *path)
{
    static const char *const folders[] = {"/etc", "/proc", "/sys", "/dev", "/run", "/boot"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (lc_path_below(path, folders[i]) != NULL)
            return true;
    return false;
}

/* Keys, passwords and the histories of programs lie in hidden folders. */
static bool is_hidden(const char *below)
{
    return below[0] == '.' || strstr(below, "/.") != NULL;
}

typedef enum verdict { INSIDE, PRIVATE, OUTSIDE } verdict;

/* `path` and `folder` are real. */
static verdict judge_below(const char *path, const char *folder)
{
    const char *below = lc_path_below(path, folder);
    if (below == NULL)
        return OUTSIDE;
    return is_hidden(below) || (is_system(path) && !is_system(folder)) ? PRIVATE : INSIDE;
}

static verdict nearer(verdict a, verdict b)
{
    return a < b ? a : b;
}

/* A folder as the study names it; one whose links cannot be followed is taken as it is written. */
static verdict judge_in(lc_ctx *ctx, const char *real, const char *folder)
{
    char *root = lc_path_real(ctx, folder);
    verdict found = judge_below(real, root != NULL ? root : folder);
    free(root);
    return found;
}

static verdict judge(lc_ctx *ctx, const lc_study *study, const char *real)
{
    const char *folder;
    for (size_t i = 0; (folder = lc_allowed_path(ctx, i)) != NULL; i++)
        if (lc_path_below(real, folder) != NULL)
            return INSIDE;
    verdict found = judge_in(ctx, real, study->folder);
    for (size_t i = 0; i < study->allowed_count; i++)
        found = nearer(found, judge_in(ctx, real, study->allowed[i].path));
    return found == OUTSIDE && is_system(real) ? PRIVATE : found;
}

/* --- saying so --- */

/* A path as both YAML and a shell take it. */
static char *quoted(lc_ctx *ctx, const char *path)
{
    bool plain = true;
    for (const char *c = path; *c != '\0'; c++)
        plain &= (unsigned char)*c >= 0x80 || strchr("/._-+", *c) != NULL ||
                 (*c >= '0' && *c <= '9') || ((*c | 32) >= 'a' && (*c | 32) <= 'z');
    return plain ? lc_strdup(ctx, path) : lc_format(ctx, "'%s'", path);
}

/* What to open for a path: its folder, or itself where it is one, is still to be made, or where its
 * folder would be too much. */
static char *to_allow(lc_ctx *ctx, const char *real)
{
    struct stat info;
    char *folder = lc_strdup(ctx, real);
    char *slash = folder != NULL ? strrchr(folder, '/') : NULL;
    if (slash == NULL || stat(real, &info) != 0 || S_ISDIR(info.st_mode))
        return folder;
    slash[slash == folder] = '\0';
    if (is_wide(ctx, folder)) {
        free(folder);
        folder = lc_strdup(ctx, real);
    }
    return folder;
}

static lc_status fail_outside(lc_ctx *ctx, const lc_study *study, const char *name, lc_place place,
                              const char *written, const char *real, verdict found)
{
    char *folder = to_allow(ctx, real);
    char *word = folder != NULL ? quoted(ctx, folder) : NULL;
    lc_status status = LC_MEMORY;
    if (word == NULL)
        goto done;
    if (found == PRIVATE)
        status = lc_study_fail(ctx, LC_INPUT, name, place,
                               "\"%s\" is %s, which is hidden or belongs to the system: no study "
                               "may open that by itself. If you know why it must, run with "
                               "--allow-path %s",
                               written, real, word);
    else if (study->allowed_count > 0)
        status = lc_study_fail(ctx, LC_INPUT, name, place,
                               "\"%s\" is %s, outside of the study's folder. If the study may go "
                               "there, add %s to the list allow_paths in it, or run with "
                               "--allow-path %s",
                               written, real, word, word);
    else
        status = lc_study_fail(ctx, LC_INPUT, name, place,
                               "\"%s\" is %s, outside of the study's folder. If the study may go "
                               "there, add this line to it: allow_paths: [%s] (or run with "
                               "--allow-path %s)",
                               written, real, word, word);
done:
    free(word);
    free(folder);
    return status;
}

lc_status lc_study_allow_check(lc_ctx *ctx, const char *name, const lc_study *study)
{
    for (size_t i = 0; i < study->allowed_count; i++) {
        const lc_allowed *one = &study->allowed[i];
        char *real = lc_path_real(ctx, one->path);
        const char *folder = real != NULL ? real : one->path;
        lc_status status = LC_OK;
        if (is_wide(ctx, folder) || is_system(folder))
            status = lc_study_fail(ctx, LC_INPUT, name, one->place,
                                   "allow_paths: a study may not open all of %s by itself; name "
                                   "the folder of the data, or run with --allow-path",
                                   folder);
        else
            lc_log(ctx, LC_LOG_NOTE, "The study may also read and write below %s (allow_paths).",
                   folder);
        free(real);
        if (status != LC_OK)
            return status;
    }
    return LC_OK;
}

lc_status lc_study_may_open(lc_ctx *ctx, const lc_study *study, const char *name, lc_place place,
                            const char *written, const char *path)
{
    char *real = lc_path_real(ctx, path);
    verdict found = real != NULL ? judge(ctx, study, real) : OUTSIDE;
    lc_status status = LC_OK;
    if (real == NULL)
        status = lc_study_fail(ctx, LC_INPUT, name, place,
                               "\"%s\" (%s) is a link that leads nowhere, or to where you may not "
                               "look; put the file itself there",
                               written, path);
    else if (found != INSIDE)
        status = fail_outside(ctx, study, name, place, written, real, found);
    free(real);
    return status;
}

/* --- what lies beside a file --- */

/* One name of a folder: a link is followed and judged; what is no link is where its folder is. */
static lc_status check_link(lc_ctx *ctx, const lc_study *study, const char *name, lc_place place,
                            const char *folder, const char *entry)
{
    struct stat info;
    char *path = lc_format(ctx, "%s/%s", folder, entry);
    lc_status status = path != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK && lstat(path, &info) == 0 && S_ISLNK(info.st_mode))
        status = lc_study_may_open(ctx, study, name, place, entry, path);
    free(path);
    return status;
}

/* `stem` NULL: all of the folder. */
static lc_status check_links(lc_ctx *ctx, const lc_study *study, const char *name, lc_place place,
                             const char *folder, const char *stem)
{
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return LC_OK; /* whoever reads it says so */
    lc_status status = LC_OK;
    size_t size = stem != NULL ? strlen(stem) : 0;
    const struct dirent *entry;
    while (status == LC_OK && (entry = readdir(dir)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            strncasecmp(entry->d_name, stem != NULL ? stem : "", size) == 0)
            status = check_link(ctx, study, name, place, folder, entry->d_name);
    closedir(dir);
    return status;
}

lc_status lc_study_may_read(lc_ctx *ctx, const lc_study *study, const char *name, lc_place place,
                            const char *written, const char *path)
{
    struct stat info;
    lc_status status = lc_study_may_open(ctx, study, name, place, written, path);
    if (status != LC_OK || stat(path, &info) != 0)
        return status;
    if (S_ISDIR(info.st_mode))
        return check_links(ctx, study, name, place, path, NULL);
    char *folder = lc_strdup(ctx, path);
    char *slash = folder != NULL ? strrchr(folder, '/') : NULL;
    if (slash == NULL)
        return LC_MEMORY; /* the path is absolute */
    char *stem = slash + 1;
    char *dot = strrchr(stem, '.');
    bool grid = dot != NULL && strcasecmp(dot, ".adf") == 0; /* a coverage is its whole folder */
    if (dot != NULL)
        *dot = '\0';
    *slash = '\0';
    status =
        check_links(ctx, study, name, place, slash == folder ? "/" : folder, grid ? NULL : stem);
    free(folder);
    return status;
}
