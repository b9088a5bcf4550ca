/* What must be on the disk before anybody counts on it, and names that change in one step. All
 * leave the reason in errno. */
#ifndef LC_BASE_DISK_H
#define LC_BASE_DISK_H

#include <stdbool.h>
#include <stddef.h>

/* Is anything of that name there? A link counts, wherever it leads. */
bool lc_disk_is_there(const char *path);
/* Writes all of it, however small the pieces are that the system takes. */
bool lc_disk_write(int file, const void *bytes, size_t size);
/* Writes a new file; false also where one is there. It is not brought to the disk. */
bool lc_disk_create(const char *path, const void *bytes, size_t size);
/* Brings an open file to the disk. */
bool lc_disk_sync_open(int file);
/* Brings a file to the disk, or a folder with the names in it; a link is not followed. Folders of
 * file systems that cannot do that (network disks) are let pass. */
bool lc_disk_sync(const char *path);
/* A folder, or the one that a link leads to. */
bool lc_disk_sync_folder(const char *path);
/* The folder that `path` is in. */
bool lc_disk_sync_parent(const char *path);
/* A folder with all below it, or a file. *failed names what could not be, and is yours; NULL where
 * that cannot be told. */
bool lc_disk_sync_tree(const char *path, char **failed);
/* What bears either name bears the other afterwards; one of the two may be missing. One step for
 * the system where it knows how. Elsewhere what is at `to` waits at `aside` in between: whoever
 * finds it there and nothing at `to` may put it back. */
bool lc_disk_swap(const char *from, const char *to, const char *aside);

#endif
