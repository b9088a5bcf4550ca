/* A folder that is in use is locked (flock), and the lock ends with the process. So one that nobody
 * locks was left by a killed process; numbers of processes would not tell, they are given out anew
 * and differ between containers. */
#include "run/scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run/run.h"

static const char prefix[] = "lifecircle-check-";
enum { RANDOM = 6, TRIES = 10 };

static const char *place(void)
{
    const char *base = getenv("TMPDIR");
    return base != NULL && base[0] == '/' ? base : "/tmp";
}

/* The folder, locked by us; -1 where it is gone, somebody's, or in use. */
static int take(const char *folder)
{
    struct stat opened, named;
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return -1;
    if (flock(file, LOCK_EX | LOCK_NB) == 0 && fstat(file, &opened) == 0 &&
        opened.st_uid == geteuid() && lstat(folder, &named) == 0 && opened.st_dev == named.st_dev &&
        opened.st_ino == named.st_ino)
        return file;
    (void)close(file);
    return -1;
}

static bool is_scratch(const char *name)
{
    return strncmp(name, prefix, sizeof prefix - 1) == 0 &&
           strlen(name) == sizeof prefix - 1 + RANDOM;
}

static void remove_left(lc_ctx *ctx)
{
    DIR *dir = opendir(place());
    const struct dirent *entry;
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        char *folder =
            is_scratch(entry->d_name) ? lc_run_inside(ctx, place(), entry->d_name) : NULL;
        int file = folder != NULL ? take(folder) : -1;
        if (file >= 0) {
            lc_run_remove(folder);
            (void)close(file);
        }
        free(folder);
    }
    if (dir != NULL)
        (void)closedir(dir);
}

lc_status lc_scratch_make(lc_ctx *ctx, lc_scratch *scratch)
{
    *scratch = (lc_scratch){.lock = -1};
    remove_left(ctx);
    for (int i = 1; i <= TRIES; i++) {
        char *folder = lc_format(ctx, "%s/%sXXXXXX", place(), prefix);
        if (folder == NULL)
            return LC_MEMORY;
        bool made = mkdtemp(folder) != NULL;
        scratch->lock = made ? take(folder) : -1;
        /* another process may take it for left before it is locked; a disk may know no locks */
        if (scratch->lock >= 0 || (made && i == TRIES)) {
            scratch->folder = folder;
            return LC_OK;
        }
        if (made)
            (void)rmdir(folder);
        free(folder);
    }
    return lc_fail(ctx, LC_IO,
                   "No temporary folder can be made; set TMPDIR to a folder that can be written.");
}

void lc_scratch_remove(lc_scratch *scratch)
{
    if (scratch->folder != NULL)
        lc_run_remove(scratch->folder);
    if (scratch->lock >= 0)
        (void)close(scratch->lock);
    free(scratch->folder);
    *scratch = (lc_scratch){.lock = -1};
}
