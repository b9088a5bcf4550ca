/* Files that are archives themselves (XLSX, ODS, KMZ): how much comes out of them. For this room
 * alone. */
#ifndef LC_GIO_PACKED_H
#define LC_GIO_PACKED_H

#include <lifecircle/context.h>

/* LC_INPUT for an archive that holds more than can be read into memory: GDAL unpacks a workbook as
 * a whole and keeps every cell, some five bytes for each byte of its text. Files that are no
 * archives, or none that can be listed, are left to whoever opens them. */
lc_status gio_packed_check(lc_ctx *ctx, const char *path);
/* The archive as a folder of GDAL's, "/vsizip/...". Free with free(); NULL when memory is out. */
char *gio_packed_inside(lc_ctx *ctx, const char *path);
/* GDAL writes an archive's path in braces and counts them to find its end: false where that fails.
 */
bool gio_packed_pairs_braces(const char *path);

#endif
