#include "gio/path.h"

#include <ctype.h>
#include <errno.h>
#include <gdal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

/* GDAL reads "NAME:..." as a connection or a part of another file; a drive letter is not that long.
 */
static bool names_connection(const char *path)
{
    size_t n = 0;
    while (isalnum((unsigned char)path[n]) ||
           (n > 0 && path[n] != '\0' && strchr("_+.-", path[n]) != NULL))
        n++;
    return n > 1 && path[n] == ':';
}

bool gio_path_is_plain(const char *path)
{
    return strncmp(path, "/vsi", 4) != 0 && !names_connection(path);
}

static lc_status fail_stat(lc_ctx *ctx, const char *path, int code)
{
    if (code == ENOENT || code == ENOTDIR)
        return lc_fail(ctx, LC_INPUT, "%s: there is no such file; check the name and the folder.",
                       path);
    if (code == EACCES)
        return lc_fail(ctx, LC_IO, "%s: may not be read; ask for the permission to read it.", path);
    return lc_fail(ctx, LC_IO, "%s: cannot be read (%s).", path, lc_errno_words(ctx, code));
}

static lc_status check_folder(lc_ctx *ctx, const char *path)
{
    if (lc_text_ends(path, ".gdb") || lc_text_ends(path, ".gdb/"))
        return LC_OK;
    return lc_fail(ctx, LC_INPUT, "%s: is a folder; name the file in it.", path);
}

lc_status gio_path_check(lc_ctx *ctx, const char *path)
{
    if (!gio_path_is_plain(path))
        return lc_fail(ctx, LC_USAGE,
                       "%s: only plain files are read, no addresses, databases or archives; save "
                       "the data to a file first.",
                       path);
    struct stat about;
    if (stat(path, &about) != 0)
        return fail_stat(ctx, path, errno);
    if (access(path, R_OK) != 0)
        return fail_stat(ctx, path, errno);
    if (S_ISDIR(about.st_mode))
        return check_folder(ctx, path);
    if (!S_ISREG(about.st_mode))
        return lc_fail(ctx, LC_INPUT, "%s: is no plain file; save the data to one.", path);
    if (about.st_size == 0)
        return lc_fail(ctx, LC_INPUT, "%s: is empty (0 bytes); get a whole copy of it.", path);
    return LC_OK;
}

lc_status gio_path_fail_damaged(lc_ctx *ctx, const char *path, const char *words)
{
    return lc_fail(ctx, LC_INPUT, "%s: is damaged or cut off (%s); get a whole copy of it.", path,
                   words);
}

lc_status gio_path_fail_format(lc_ctx *ctx, const char *path)
{
    return lc_fail(ctx, LC_INPUT,
                   "%s: is damaged, or not what its ending says; open it in the program it comes "
                   "from and save it anew.",
                   path);
}

/* Endings that promise a format: a file that GDAL does not recognise in spite of one is damaged,
 * not unknown. */
static bool promises_format(const char *path)
{
    static const char *const endings[] = {".xlsx",    ".xls",  ".ods", ".gpkg", ".shp", ".dbf",
                                          ".geojson", ".json", ".kml", ".kmz",  ".gml", ".gpx",
                                          ".tab",     ".mif",  ".fgb", ".tif",  ".tiff"};
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
        if (lc_text_ends(path, endings[i]))
            return true;
    return false;
}

lc_status gio_path_fail_open(lc_ctx *ctx, const char *path, unsigned flags,
                             const char *const *drivers, const gio_quiet *quiet)
{
    if (quiet->no_memory)
        return lc_fail_memory(ctx);
    gio_quiet silent;
    gio_quiet_begin(&silent);
    GDALDriverH driver = GDALIdentifyDriverEx(path, flags, drivers, NULL);
    gio_quiet_end(&silent);
    if (driver != NULL)
        return gio_path_fail_damaged(ctx, path,
                                     quiet->failed ? quiet->words : GDALGetDriverShortName(driver));
    if (promises_format(path))
        return gio_path_fail_format(ctx, path);
    return lc_fail(
        ctx, LC_INPUT,
        "%s: is of no format that can be read here; CSV, XLSX, GeoPackage, Shapefile, GeoJSON and "
        "GeoTIFF can.",
        path);
}
