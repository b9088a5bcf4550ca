/* The formats that GDAL writes, by their names. */
#include <cpl_string.h>
#include <gdal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/base.h"
#include "gio/gio.h"
#include "gio/quiet.h"

static bool has(GDALDriverH driver, const char *what)
{
    const char *value = GDALGetMetadataItem(driver, what, NULL);
    return value != NULL && CPLTestBool(value);
}

/* Read back, these differ from what was written (tests/stage/test_export.py has those that do not),
 * or they are no layers for a GIS: pictures, tiles, and formats of one trade. */
static bool is_unsuited(const char *name)
{
    static const char *const names[] = {"Memory", "FITS",  "PCIDSK",  "netCDF",
                                        "PDS4",   "PDF",   "MBTiles", "MVT",
                                        "VDV",    "MapML", "LIBKML",  "MapInfo File"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* Files, and of databases the one we know how to write all or nothing. */
static bool is_writable(GDALDriverH driver)
{
    const char *name = GDALGetDriverShortName(driver);
    bool connects = GDALGetMetadataItem(driver, GDAL_DMD_CONNECTION_PREFIX, NULL) != NULL;
    bool writes = has(driver, GDAL_DCAP_VECTOR) && has(driver, GDAL_DCAP_CREATE) &&
                  GDALGetMetadataItem(driver, GDAL_DMD_CREATIONFIELDDATATYPES, NULL) != NULL;
    if (!writes || is_unsuited(name))
        return false;
    return has(driver, GDAL_DCAP_VIRTUALIO) || !connects || strcmp(name, "PostgreSQL") == 0;
}

static lc_status fail_unknown(lc_ctx *ctx, const char *name)
{
    if (strcasecmp(name, "MapInfo File") == 0)
        return lc_fail(ctx, LC_USAGE,
                       "MapInfo File has no empty numbers and would show 0 for them; choose "
                       "shapefile, which MapInfo reads, or another format.");
    if (strcasecmp(name, "LIBKML") == 0)
        return lc_fail(ctx, LC_USAGE,
                       "LIBKML takes minutes and cannot be stopped; choose KML, which gives the "
                       "same.");
    int count = GDALGetDriverCount();
    const char **names = lc_alloc(ctx, (size_t)count, sizeof *names);
    if (names == NULL)
        return LC_MEMORY;
    size_t used = 0;
    for (int i = 0; i < count; i++)
        if (is_writable(GDALGetDriver(i)))
            names[used++] = GDALGetDriverShortName(GDALGetDriver(i));
    const char *nearest = lc_text_nearest(name, names, used);
    lc_text all;
    lc_text_init(&all, ctx);
    for (size_t i = 0; i < used; i++)
        lc_text_addf(&all, "%s%s", i > 0 ? ", " : "", names[i]);
    lc_status status = lc_text_status(&all);
    if (status == LC_OK && nearest != NULL)
        status = lc_fail(ctx, LC_USAGE,
                         "\"%s\" is no format that can be written here; did you mean \"%s\"?", name,
                         nearest);
    else if (status == LC_OK)
        status =
            lc_fail(ctx, LC_USAGE, "\"%s\" is no format that can be written here. GDAL writes: %s.",
                    name, all.bytes);
    lc_text_clear(&all);
    free(names);
    return status;
}

/* The first of "tab mif mid". */
static void take_ending(GDALDriverH driver, lc_writer_kind *kind)
{
    const char *endings = GDALGetMetadataItem(driver, GDAL_DMD_EXTENSIONS, NULL);
    if (endings == NULL)
        endings = GDALGetMetadataItem(driver, GDAL_DMD_EXTENSION, NULL);
    if (endings != NULL)
        (void)snprintf(kind->ending, sizeof kind->ending, "%.*s", (int)strcspn(endings, " "),
                       endings);
}

lc_status lc_writer_find(lc_ctx *ctx, const char *name, lc_writer_kind *kind)
{
    *kind = (lc_writer_kind){0};
    gio_start();
    for (int i = 0; i < GDALGetDriverCount() && kind->driver == NULL; i++) {
        GDALDriverH driver = GDALGetDriver(i);
        if (!is_writable(driver) || strcasecmp(GDALGetDriverShortName(driver), name) != 0)
            continue;
        kind->driver = GDALGetDriverShortName(driver);
        take_ending(driver, kind);
        kind->many = has(driver, GDAL_DCAP_MULTIPLE_VECTOR_LAYERS);
        kind->database = strcmp(kind->driver, "PostgreSQL") == 0;
    }
    return kind->driver != NULL ? LC_OK : fail_unknown(ctx, name);
}

bool lc_writer_is_database(const char *target)
{
    return strncasecmp(target, "PG:", 3) == 0 || strncasecmp(target, "postgresql://", 13) == 0 ||
           strncasecmp(target, "postgres://", 11) == 0;
}
