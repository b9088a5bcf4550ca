/* What may be opened at all, and why a file could not be. For this room alone. */
#ifndef LC_GIO_PATH_H
#define LC_GIO_PATH_H

#include <lifecircle/context.h>

#include "gio/quiet.h"

/* Plain files that are there, may be read and hold something; a folder only if it ends in .gdb.
 * Anything that GDAL would take for more than a file (/vsi..., "PG:...", "http://...") is LC_USAGE.
 */
lc_status gio_path_check(lc_ctx *ctx, const char *path);

/* False for what GDAL would take for more than a file: /vsi..., "PG:...", "http://...". */
bool gio_path_is_plain(const char *path);

/* LC_INPUT: the file is damaged or cut off; `words` say how that was seen. */
lc_status gio_path_fail_damaged(lc_ctx *ctx, const char *path, const char *words);
/* LC_INPUT: it is damaged, or of another format than its ending promises. */
lc_status gio_path_fail_format(lc_ctx *ctx, const char *path);

/* Why none of `drivers` opened it: damaged, or of no format known here. GDAL_OF_VECTOR or
 * GDAL_OF_RASTER in `flags`. */
lc_status gio_path_fail_open(lc_ctx *ctx, const char *path, unsigned flags,
                             const char *const *drivers, const gio_quiet *quiet);

#endif
