#include "gio/zip.h"

#include <cpl_minixml.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <stdlib.h>
#include <string.h>

#include "gio/gio.h"
#include "gio/packed.h"
#include "gio/quiet.h"

enum { PART_BYTES_MAX = 8 << 20 };

/* Folders, pictures and large parts are let pass. */
static bool is_part_whole(lc_ctx *ctx, const char *zip, const char *name)
{
    VSIStatBufL info;
    const char *dot = strrchr(name, '.');
    if (dot == NULL || (strcmp(dot, ".xml") != 0 && strcmp(dot, ".rels") != 0))
        return true;
    char *part = lc_format(ctx, "%s/%s", zip, name);
    bool there = part != NULL && VSIStatL(part, &info) == 0;
    CPLXMLNode *tree = there && info.st_size <= PART_BYTES_MAX ? CPLParseXMLFile(part) : NULL;
    bool whole = tree != NULL || (there && info.st_size > PART_BYTES_MAX);
    CPLDestroyXMLNode(tree);
    free(part);
    return whole;
}

bool lc_zip_is_xml(lc_ctx *ctx, const char *path)
{
    gio_quiet quiet;
    char *zip = gio_packed_inside(ctx, path);
    if (zip == NULL)
        return false;
    gio_start();
    gio_quiet_begin(&quiet);
    char **names = VSIReadDirRecursive(zip);
    bool whole = names != NULL;
    for (char **name = names; whole && *name != NULL; name++)
        whole = is_part_whole(ctx, zip, *name);
    CSLDestroy(names);
    gio_quiet_end(&quiet);
    free(zip);
    return whole;
}
