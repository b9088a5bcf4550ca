/* The parts of a path, where it leads once its links are followed, and which folders the person at
 * the program has opened to the studies that are run. */
#ifndef LC_BASE_PLACE_H
#define LC_BASE_PLACE_H

#include <lifecircle/context.h>

/* The folder that a file or a folder is in; "." for a bare name. Free with free(). */
char *lc_path_folder(lc_ctx *ctx, const char *path);
/* The last part of a path. Borrowed from it. */
const char *lc_path_name(const char *path);
/* `path` (absolute) with all links followed; what is not there yet stands behind the real path of
 * the folder that is. Free with free(). NULL where that cannot be told (a link that leads nowhere
 * or in a circle, a folder that may not be entered) and, with LC_MEMORY recorded, without memory.
 */
char *lc_path_real(lc_ctx *ctx, const char *path);
/* What of `path` is below `folder`, without a slash before it ("" for the folder itself); NULL
 * where it is elsewhere. Both real. Borrowed from path. */
const char *lc_path_below(const char *path, const char *folder);
/* Folder i of those given to lc_ctx_allow_path, real; NULL past the last. Borrowed. */
const char *lc_allowed_path(const lc_ctx *ctx, size_t i);

#endif
