#include "gio/check.h"

#include <gdal.h>
#include <ogr_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "gio/quiet.h"
#include "gio/shape.h"

/* What stands around the rows, a line each; between them may be others. */
static const char *const frame[] = {"{\n", "\"type\": \"FeatureCollection\",\n", "\"name\": \"",
                                    "\"features\": [\n", "]\n"};
enum { FRAME_LINES = sizeof frame / sizeof *frame };

bool gio_check_geojson(const char *path, int64_t rows)
{
    static const char begin[] = "{ \"type\": \"Feature\",";
    FILE *file = fopen(path, "rbe");
    char *line = NULL;
    size_t capacity = 0;
    ssize_t size;
    int64_t found = 0;
    size_t framed = 0;
    bool ended = false, good = file != NULL;
    while (good && (size = getline(&line, &capacity, file)) > 0) {
        ended = strcmp(line, "}\n") == 0;
        framed += framed < FRAME_LINES && strncmp(line, frame[framed], strlen(frame[framed])) == 0;
        if (strncmp(line, begin, sizeof(begin) - 1) != 0)
            continue;
        found++;
        const char *last = line + size;
        last -= last[-1] == '\n';
        last -= last > line && last[-1] == ',';
        good = last > line && last[-1] == '}';
    }
    free(line);
    if (file != NULL)
        (void)fclose(file);
    return good && ended && framed == FRAME_LINES && found == rows;
}

/* The small files beside, whose writing GDAL does not look at: the encoding's name, and with
 * geometries the coordinate system, which ends with a bracket. */
static bool is_beside(lc_ctx *ctx, const char *folder, const char *name, const char *ending,
                      char last)
{
    char *path = lc_format(ctx, "%s/%s%s", folder, name, ending);
    FILE *file = path != NULL ? fopen(path, "rbe") : NULL;
    bool there = file != NULL && fseeko(file, -1, SEEK_END) == 0;
    int end = there ? getc(file) : EOF;
    if (file != NULL)
        (void)fclose(file);
    free(path);
    return end != EOF && (last == '\0' || end == last);
}

static bool has_geometries(lc_ctx *ctx, const char *folder, const char *name)
{
    return is_beside(ctx, folder, name, ".shp", '\0');
}

bool gio_check_shape(lc_ctx *ctx, const char *folder, const char *name, int64_t rows)
{
    char *path = lc_format(ctx, "%s/%s.dbf", folder, name);
    bool whole = false;
    unsigned char head[8];
    FILE *file = path != NULL ? fopen(path, "rbe") : NULL;
    if (file != NULL && fread(head, 1, sizeof(head), file) == sizeof(head)) {
        int64_t stated = (int64_t)head[4] | (int64_t)head[5] << 8 | (int64_t)head[6] << 16 |
                         (int64_t)head[7] << 24;
        whole = stated == rows && gio_shape_check(ctx, path) == LC_OK;
        if (!whole)
            lc_ctx_forget(ctx); /* the writer says it in its own words */
    }
    if (file != NULL)
        (void)fclose(file);
    free(path);
    return whole && is_beside(ctx, folder, name, ".cpg", '\0') &&
           (!has_geometries(ctx, folder, name) || is_beside(ctx, folder, name, ".prj", ']'));
}

/* One by one, not what a header says. A file of one layer may call it otherwise. 0: it is not
 * there.
 */
static int64_t count_rows(GDALDatasetH dataset, const char *name)
{
    OGRLayerH layer = GDALDatasetGetLayerByName(dataset, name);
    if (layer == NULL && GDALDatasetGetLayerCount(dataset) == 1)
        layer = GDALDatasetGetLayer(dataset, 0);
    int64_t count = 0;
    OGRFeatureH row;
    while (layer != NULL && (row = OGR_L_GetNextFeature(layer)) != NULL) {
        OGR_F_Destroy(row);
        count++;
    }
    return count;
}

/* A layer of no rows can lose none, and some formats then have no layer or nothing to open; a
 * spreadsheet of texts alone counts its heading. GDAL 3.6 writes no row without geometry into a
 * FlatGeobuf, which lc_writer_close tells, and skips it when it reads a KML, where it is. */
lc_status gio_check_rows(lc_ctx *ctx, const char *path, const char *driver, const gio_kept *layers,
                         size_t count)
{
    const char *const drivers[] = {driver, NULL};
    const bool skips = strcmp(driver, "FlatGeobuf") == 0 || strcmp(driver, "KML") == 0;
    const gio_kept *lost = NULL;
    int64_t found = 0;
    if (GDALGetMetadataItem(GDALGetDriverByName(driver), GDAL_DCAP_OPEN, NULL) == NULL)
        return LC_OK;
    gio_quiet quiet;
    gio_quiet_begin(&quiet);
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR, drivers, NULL, NULL);
    for (size_t i = 0; i < count && lost == NULL; i++) {
        const int64_t due = layers[i].rows - (skips ? layers[i].undrawn : 0);
        if (due == 0)
            continue;
        found = dataset != NULL ? count_rows(dataset, layers[i].name) : 0;
        if (found < due)
            lost = &layers[i];
    }
    if (dataset != NULL)
        GDALClose(dataset);
    gio_quiet_end(&quiet);
    if (lost == NULL)
        return LC_OK;
    return lc_fail(
        ctx, LC_IO,
        "%s: layer %s has %lld rows, but %lld were written; the format %s loses some, or "
        "the disk is full.",
        path, lost->name, (long long)found, (long long)lost->rows, driver);
}
