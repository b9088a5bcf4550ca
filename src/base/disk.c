#include "base/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool lc_disk_write(int file, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    while (size > 0) {
        ssize_t written = write(file, at, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        at += written;
        size -= (size_t)written;
    }
    return true;
}

bool lc_disk_create(const char *path, const void *bytes, size_t size)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0)
        return false;
    bool good = lc_disk_write(file, bytes, size);
    int error = errno;
    if (close(file) != 0 && good)
        return false;
    errno = error;
    return good;
}

bool lc_disk_sync_open(int file)
{
    struct stat info;
    int code;
    while ((code = fsync(file)) != 0 && errno == EINTR)
        continue;
    if (code == 0)
        return true;
    int error = errno;
    bool cannot = error == EINVAL || error == ENOTSUP || error == ENOSYS;
    if (cannot && fstat(file, &info) == 0 && S_ISDIR(info.st_mode))
        return true;
    errno = error;
    return false;
}

static bool sync_named(const char *path, int flags)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | flags);
    if (file < 0)
        return false;
    bool good = lc_disk_sync_open(file);
    int error = errno;
    (void)close(file); /* nothing was written through it */
    errno = error;
    return good;
}

bool lc_disk_sync(const char *path)
{
    return sync_named(path, O_NOFOLLOW);
}

bool lc_disk_sync_folder(const char *path)
{
    return sync_named(path, O_DIRECTORY);
}

bool lc_disk_sync_parent(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t size = slash == NULL ? 0 : slash > path ? (size_t)(slash - path) : 1;
    char *folder = size > 0 ? strndup(path, size) : strdup(".");
    if (folder == NULL) /* errno is ENOMEM */
        return false;
    bool good = lc_disk_sync_folder(folder);
    int error = errno;
    free(folder);
    errno = error;
    return good;
}

/* So that the disk works on all of them before the first is waited for. */
static void start(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0)
        return;
    (void)sync_file_range(file, 0, 0, SYNC_FILE_RANGE_WRITE);
    (void)close(file);
}

/* Folders after what is in them. False with the reason in errno and the name in *failed. */
static bool walk(const char *path, bool wait, char **failed)
{
    char *root = strdup(path); /* fts takes no const */
    char *const roots[] = {root, NULL};
    FTS *tree = root != NULL ? fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL) : NULL;
    const FTSENT *entry;
    bool good = tree != NULL;
    int error = errno;
    while (good && (entry = fts_read(tree)) != NULL) {
        bool cannot =
            entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR || entry->fts_info == FTS_NS;
        if (entry->fts_info == FTS_F && !wait)
            start(entry->fts_path);
        if (!wait || (entry->fts_info != FTS_F && entry->fts_info != FTS_DP && !cannot))
            continue;
        good = !cannot && lc_disk_sync(entry->fts_path);
        error = cannot ? entry->fts_errno : errno;
        if (!good && *failed == NULL)
            *failed = strdup(entry->fts_path);
    }
    if (tree != NULL)
        (void)fts_close(tree);
    free(root);
    errno = error;
    return good;
}

bool lc_disk_sync_tree(const char *path, char **failed)
{
    *failed = NULL;
    (void)walk(path, false, failed);
    return walk(path, true, failed);
}

bool lc_disk_is_there(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0;
}

static bool swap_by_way_of(const char *from, const char *to, const char *aside)
{
    if (rename(to, aside) != 0)
        return false;
    if (rename(from, to) == 0)
        return rename(aside, from) == 0;
    int error = errno;
    (void)rename(aside, to);
    errno = error;
    return false;
}

bool lc_disk_swap(const char *from, const char *to, const char *aside)
{
    bool source = lc_disk_is_there(from), target = lc_disk_is_there(to);
    if (!source && !target)
        return true;
    if (!source)
        return rename(to, from) == 0;
    if (!target)
        return rename(from, to) == 0;
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE) == 0)
        return true;
    bool cannot = errno == EINVAL || errno == ENOSYS || errno == ENOTSUP;
    return cannot && swap_by_way_of(from, to, aside);
}
