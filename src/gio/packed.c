#include "gio/packed.h"

#include <cpl_vsi.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "gio/quiet.h"

/* A million rows of ten columns are 300 to 450 MB of markup; 2 MB on the disk may hold 1 GB of it.
 * docs/limits.md tells what that takes. */
static const int64_t UNPACKED_MAX = (int64_t)512 << 20;

static bool is_archive(const char *path)
{
    char head[4] = "";
    FILE *file = fopen(path, "rbe");
    bool archive = file != NULL && fread(head, 1, sizeof head, file) == sizeof head &&
                   memcmp(head, "PK\003\004", sizeof head) == 0;
    if (file != NULL)
        (void)fclose(file);
    return archive;
}

/* What the archive's own list says it holds; readers take no more of a part than is said there. */
static int64_t unpacked_bytes(const char *inside)
{
    int64_t bytes = 0;
    gio_quiet quiet;
    gio_quiet_begin(&quiet);
    VSIDIR *folder = VSIOpenDir(inside, -1, NULL);
    const VSIDIREntry *entry;
    while (folder != NULL && bytes <= UNPACKED_MAX && (entry = VSIGetNextDirEntry(folder)) != NULL)
        if (entry->bSizeKnown)
            bytes += entry->nSize > (vsi_l_offset)UNPACKED_MAX ? UNPACKED_MAX + 1
                                                               : (int64_t)entry->nSize;
    if (folder != NULL)
        VSICloseDir(folder);
    gio_quiet_end(&quiet);
    return bytes;
}

bool gio_packed_pairs_braces(const char *path)
{
    int open = 0;
    for (; *path != '\0' && open >= 0; path++)
        open += (*path == '{') - (*path == '}');
    return open == 0;
}

char *gio_packed_inside(lc_ctx *ctx, const char *path)
{
    /* without braces GDAL goes by the ending; one that begins with { would count as them */
    return gio_packed_pairs_braces(path)
               ? lc_format(ctx, "/vsizip/{%s}", path)
               : lc_format(ctx, "/vsizip/%s%s", path[0] == '/' ? "" : "./", path);
}

lc_status gio_packed_check(lc_ctx *ctx, const char *path)
{
    if (!is_archive(path))
        return LC_OK;
    if (!gio_packed_pairs_braces(path))
        return lc_fail(ctx, LC_INPUT,
                       "%s: a packed file (XLSX, ODS, KMZ) cannot be opened where its name or a "
                       "folder's has a single { or }; rename that.",
                       path);
    char *inside = gio_packed_inside(ctx, path);
    if (inside == NULL)
        return LC_MEMORY;
    bool large = unpacked_bytes(inside) > UNPACKED_MAX;
    free(inside);
    if (!large)
        return LC_OK;
    return lc_fail(
        ctx, LC_INPUT,
        "%s: holds more than %d MB when it is unpacked, too much for a workbook; save the "
        "sheet as CSV UTF-8, or take out what is not needed.",
        path, (int)(UNPACKED_MAX >> 20));
}
