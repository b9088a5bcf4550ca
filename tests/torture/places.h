/* Folders of the torture: copies, and what is in them. */
#ifndef LC_TORTURE_PLACES_H
#define LC_TORTURE_PLACES_H

#include <stdbool.h>
#include <stdint.h>

/* Copies a folder and all in it; `from` may be missing. */
void place_copy(const char *from, const char *to);
void place_remove(const char *path);
void place_make(const char *path);
/* A number of all that is in a folder, names and bytes, but of the store and what lies beside it; 0
 * for an empty or missing one. */
uint64_t place_digest(const char *folder);
/* Lists what is in it, to standard output. */
void place_tell(const char *folder);
/* Is there a store whose pages are whole? True where there is no file at all. */
bool place_store_is_whole(const char *path);
/* An open file whose path contains `part`, into `found`. */
bool place_is_open(const char *part, char found[512]);

#endif
