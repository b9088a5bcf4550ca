/* Files that a study names: reading the study itself, making paths absolute, saying which name was
 * probably meant. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "study/yaml_reader.h"

/* Names looked at in a folder when suggesting one. */
enum { NAMES_MAX = 2000 };

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void free_names(lc_array *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(((char **)names->items)[i]);
    lc_array_clear(names);
}

static lc_status list_names(lc_ctx *ctx, const char *folder, lc_array *names)
{
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return LC_OK;
    lc_status status = LC_OK;
    for (struct dirent *entry;
         status == LC_OK && names->count < NAMES_MAX && (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.' || !lc_text_is_utf8(entry->d_name, strlen(entry->d_name)))
            continue;
        char **item = lc_array_push(ctx, names);
        if (item == NULL || (*item = lc_strdup(ctx, entry->d_name)) == NULL)
            status = LC_MEMORY;
    }
    closedir(dir);
    /* The system's order is nobody's; equal distances must give one answer. */
    if (names->count > 0)
        qsort(names->items, names->count, sizeof(char *), compare_names);
    return status;
}

/* The name in the path's folder that is nearest to its last part; *out is yours, NULL for none. */
static lc_status nearest_file(lc_ctx *ctx, const char *path, char **out)
{
    *out = NULL;
    lc_array names;
    lc_array_init(&names, sizeof(char *));
    char *folder = lc_path_folder(ctx, path);
    lc_status status = folder != NULL ? list_names(ctx, folder, &names) : LC_MEMORY;
    if (status == LC_OK && names.count > 0) {
        const char *nearest =
            lc_text_nearest(lc_path_name(path), (const char *const *)names.items, names.count);
        if (nearest != NULL && (*out = lc_strdup(ctx, nearest)) == NULL)
            status = LC_MEMORY;
    }
    free(folder);
    free_names(&names);
    return status;
}

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static lc_status fail_missing(lc_ctx *ctx, const char *name, lc_place place, const char *written,
                              const char *resolved)
{
    char *folder = lc_path_folder(ctx, resolved), *nearest = NULL;
    lc_status status = folder != NULL ? nearest_file(ctx, resolved, &nearest) : LC_MEMORY;
    if (status == LC_OK && !is_folder(folder))
        status = lc_study_fail(ctx, LC_INPUT, name, place,
                               "file \"%s\" is not there: the folder %s does not exist", written,
                               folder);
    else if (status == LC_OK && nearest != NULL)
        status = lc_study_fail(ctx, LC_INPUT, name, place,
                               "file \"%s\" is not there (looked for %s); did you mean \"%s\"?",
                               written, resolved, nearest);
    else if (status == LC_OK)
        status = lc_study_fail(ctx, LC_INPUT, name, place,
                               "file \"%s\" is not there (looked for %s); paths are relative to "
                               "the study file",
                               written, resolved);
    free(folder);
    free(nearest);
    return status;
}

/* "PG:...", "http://..." and GDAL's "/vsi..." are no paths, though a reader might take them. */
static bool is_address(const char *written)
{
    size_t n = strspn(written, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-_");
    return strncmp(written, "/vsi", 4) == 0 || (n > 1 && written[n] == ':');
}

lc_status lc_study_check_file(lc_ctx *ctx, const char *name, lc_place place, const char *written,
                              const char *resolved)
{
    struct stat info;
    if (stat(resolved, &info) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
        if (is_address(written))
            return lc_study_fail(ctx, LC_INPUT, name, place,
                                 "\"%s\" is an address, a database or an archive; only plain files "
                                 "are read: save the data to a file first",
                                 written);
        return fail_missing(ctx, name, place, written, resolved);
    }
    if (access(resolved, R_OK) != 0)
        return lc_study_fail(ctx, LC_INPUT, name, place, "file \"%s\" cannot be read (%s): %s",
                             written, resolved, lc_errno_words(ctx, errno));
    if (S_ISDIR(info.st_mode))
        return lc_study_fail(ctx, LC_INPUT, name, place,
                             "\"%s\" is a folder (%s); name a file in it", written, resolved);
    if (!S_ISREG(info.st_mode)) /* reading a pipe or a device might never end */
        return lc_study_fail(ctx, LC_INPUT, name, place,
                             "\"%s\" (%s) is a device or a pipe; save the data to a plain file",
                             written, resolved);
    return LC_OK;
}

lc_status lc_study_check_folder(lc_ctx *ctx, const char *name, lc_place place, const char *written,
                                const char *resolved)
{
    struct stat info;
    if (stat(resolved, &info) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return fail_missing(ctx, name, place, written, resolved);
    if (!S_ISDIR(info.st_mode))
        return lc_study_fail(ctx, LC_INPUT, name, place, "\"%s\" (%s) is no folder; name a folder",
                             written, resolved);
    return LC_OK;
}

/* --- the study file itself --- */

static lc_status fail_no_study(lc_ctx *ctx, const char *path)
{
    char *nearest = NULL;
    lc_status status = nearest_file(ctx, path, &nearest);
    if (status == LC_OK && nearest != NULL)
        status = lc_fail(ctx, LC_INPUT, "There is no study file %s; did you mean \"%s\"?", path,
                         nearest);
    else if (status == LC_OK)
        status = lc_fail(ctx, LC_INPUT,
                         "There is no study file %s; `lifecircle new DIR` writes one to start from",
                         path);
    free(nearest);
    return status;
}

static lc_status check_study(lc_ctx *ctx, const char *path, int fd, size_t *size)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return lc_fail(ctx, LC_IO, "%s cannot be read: %s", path, lc_errno_words(ctx, errno));
    if (S_ISDIR(info.st_mode))
        return lc_fail(ctx, LC_INPUT,
                       "%s is a folder; name the study file in it, as in %s/study.yaml", path,
                       path);
    if (!S_ISREG(info.st_mode))
        return lc_fail(ctx, LC_INPUT, "%s is no ordinary file; a study file is a text file", path);
    if (info.st_size > LC_STUDY_BYTES_MAX)
        return lc_fail(ctx, LC_INPUT,
                       "%s has more than %d MB, too much for a study file; name data files in it "
                       "instead of copying their contents",
                       path, LC_STUDY_BYTES_MAX >> 20);
    *size = (size_t)info.st_size;
    return LC_OK;
}

static lc_status read_all(lc_ctx *ctx, const char *path, int fd, char *bytes, size_t *size)
{
    size_t got = 0;
    while (got < *size) {
        ssize_t n = read(fd, bytes + got, *size - got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return lc_fail(ctx, LC_IO, "%s cannot be read: %s", path, lc_errno_words(ctx, errno));
        if (n == 0)
            break;
        got += (size_t)n;
    }
    *size = got;
    return LC_OK;
}

lc_status lc_study_bytes(lc_ctx *ctx, const char *path, char **bytes, size_t *size)
{
    *bytes = NULL;
    *size = 0;
    /* Not blocking: a named pipe would wait for its writer for ever. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return fail_no_study(ctx, path);
    if (fd < 0)
        return lc_fail(ctx, LC_INPUT, "%s cannot be read: %s", path, lc_errno_words(ctx, errno));
    lc_status status = check_study(ctx, path, fd, size);
    if (status == LC_OK && (*bytes = lc_alloc(ctx, *size + 1, 1)) == NULL)
        status = LC_MEMORY;
    if (status == LC_OK)
        status = read_all(ctx, path, fd, *bytes, size);
    close(fd);
    return status;
}

/* --- paths --- */

/* Drops "." and resolves ".." by words alone, as the user reads it. `path` is absolute; done in
 * place. */
static void tidy(char *path)
{
    size_t size = 0;
    for (const char *at = path; *at != '\0';) {
        while (*at == '/')
            at++;
        size_t n = strcspn(at, "/");
        if (n == 2 && at[0] == '.' && at[1] == '.') {
            while (size > 0 && path[--size] != '/')
                ;
        } else if (n > 0 && !(n == 1 && at[0] == '.')) {
            path[size] = '/';
            memmove(path + size + 1, at, n);
            size += n + 1;
        }
        at += n;
    }
    if (size == 0)
        path[size++] = '/';
    path[size] = '\0';
}

char *lc_study_resolve(lc_ctx *ctx, const char *folder, const char *path)
{
    char *full = path[0] == '/' ? lc_strdup(ctx, path) : lc_format(ctx, "%s/%s", folder, path);
    if (full != NULL)
        tidy(full);
    return full;
}
