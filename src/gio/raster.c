/* One band of a raster, row by row; GDAL's block cache keeps tiled files from being read once a
 * row. */
#include <assert.h>
#include <float.h>
#include <gdal.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gio/layer.h"
#include "gio/path.h"

struct lc_raster {
    lc_ctx *ctx;
    char *path;
    GDALDatasetH dataset;
    GDALRasterBandH band; /* of the dataset */
    lc_raster_info info;
    char *crs_wkt;
    double transform[6]; /* GDAL's: x = t0 + column t1 + row t2, y = t3 + column t4 + row t5, at
                            cell corners */
    double scale, offset;
    bool single; /* cells are 32-bit floats: nodata compares as one */
};

/* Drivers that read the file they are given and nothing else (see layer.c). */
static const char *const DRIVERS[] = {
    "GTiff", "HFA",  "AAIGrid", "GRASSASCIIGrid", "EHdr",    "ENVI", "AIG",  "GPKG", "netCDF",
    "PNG",   "JPEG", "BMP",     "JP2OpenJPEG",    "RST",     "SAGA", "GSAG", "GSBG", "GS7BG",
    "XYZ",   "DTED", "SRTMHGT", "USGSDEM",        "NWT_GRD", "ERS",  "GRIB", NULL};

static void read_info(lc_raster *raster)
{
    int found = 0;
    raster->info.width = GDALGetRasterXSize(raster->dataset);
    raster->info.height = GDALGetRasterYSize(raster->dataset);
    raster->info.nodata = GDALGetRasterNoDataValue(raster->band, &found);
    raster->info.has_nodata = found != 0;
    raster->scale = GDALGetRasterScale(raster->band, &found);
    raster->offset = GDALGetRasterOffset(raster->band, &found);
    raster->single = GDALGetRasterDataType(raster->band) == GDT_Float32;
}

static lc_status open_band(lc_raster *raster, int band)
{
    if (raster->info.bands == 0)
        return lc_fail(raster->ctx, LC_INPUT, "%s: holds no raster.", raster->path);
    if (band < 1 || band > raster->info.bands)
        return lc_fail(raster->ctx, LC_INPUT,
                       "%s: has %d bands, counted from 1; there is no band %d.", raster->path,
                       raster->info.bands, band);
    raster->band = GDALGetRasterBand(raster->dataset, band);
    if (GDALDataTypeIsComplex(GDALGetRasterDataType(raster->band)))
        return lc_fail(raster->ctx, LC_INPUT,
                       "%s: band %d holds complex numbers, which are no quantity to map.",
                       raster->path, band);
    if (GDALGetGeoTransform(raster->dataset, raster->transform) != CE_None)
        return lc_fail(raster->ctx, LC_INPUT,
                       "%s: does not say where its cells are; georeference it first.",
                       raster->path);
    read_info(raster);
    lc_status status =
        gio_crs_wkt(raster->ctx, GDALGetSpatialRef(raster->dataset), &raster->crs_wkt);
    raster->info.crs_wkt = raster->crs_wkt;
    return status;
}

static lc_status open_dataset(lc_raster *raster, int band)
{
    gio_quiet quiet;
    gio_start();
    gio_quiet_begin(&quiet);
    raster->dataset =
        GDALOpenEx(raster->path, GDAL_OF_RASTER | GDAL_OF_READONLY, DRIVERS, NULL, NULL);
    lc_status status = LC_OK;
    if (raster->dataset != NULL) {
        raster->info.bands = GDALGetRasterCount(raster->dataset);
        status = open_band(raster, band);
    }
    gio_quiet_end(&quiet);
    if (raster->dataset == NULL)
        return gio_path_fail_open(raster->ctx, raster->path, GDAL_OF_RASTER, DRIVERS, &quiet);
    return status;
}

lc_status lc_raster_open(lc_ctx *ctx, const char *path, int band, lc_raster **out)
{
    *out = NULL;
    lc_status status = gio_path_check(ctx, path);
    if (status != LC_OK)
        return status;
    lc_raster *raster = lc_alloc(ctx, 1, sizeof(*raster));
    if (raster == NULL)
        return LC_MEMORY;
    raster->ctx = ctx;
    raster->path = lc_strdup(ctx, path);
    status = raster->path != NULL ? open_dataset(raster, band) : LC_MEMORY;
    if (status == LC_OK)
        *out = raster;
    else
        lc_raster_close(raster);
    return status;
}

void lc_raster_close(lc_raster *raster)
{
    gio_quiet quiet;
    if (raster == NULL)
        return;
    if (raster->dataset != NULL) {
        gio_quiet_begin(&quiet);
        GDALClose(raster->dataset);
        gio_quiet_end(&quiet);
    }
    free(raster->crs_wkt);
    free(raster->path);
    free(raster);
}

const lc_raster_info *lc_raster_info_of(const lc_raster *raster)
{
    return &raster->info;
}

/* A file may say -9999.9, or -3.4028235e+38 with too few digits, where its cells can only hold the
 * nearest float. */
static double as_float(double value)
{
    if (value > (double)FLT_MAX)
        return (double)FLT_MAX;
    if (value < -(double)FLT_MAX)
        return -(double)FLT_MAX;
    return (double)(float)value;
}

static bool is_equal(double a, double b)
{
    return a >= b && a <= b;
}

static bool is_nodata(const lc_raster *raster, double value)
{
    if (isnan(value))
        return true;
    if (!raster->info.has_nodata)
        return false;
    double nodata = raster->info.nodata;
    if (is_equal(value, nodata))
        return true;
    return raster->single && isfinite(value) && is_equal(value, as_float(nodata));
}

lc_status lc_raster_row(lc_raster *raster, int row, double *values, double *x, double *y)
{
    assert(row >= 0 && row < raster->info.height);
    int width = raster->info.width;
    gio_quiet quiet;
    gio_quiet_begin(&quiet);
    CPLErr code =
        GDALRasterIO(raster->band, GF_Read, 0, row, width, 1, values, width, 1, GDT_Float64, 0, 0);
    gio_quiet_end(&quiet);
    if (quiet.no_memory)
        return lc_fail_memory(raster->ctx);
    if (code != CE_None)
        return lc_fail(raster->ctx, LC_INPUT,
                       "%s: is damaged at row %d of its cells (%s); get a whole copy of it.",
                       raster->path, row, quiet.words);
    const double *t = raster->transform;
    for (int i = 0; i < width; i++) {
        double column = i + 0.5, line = row + 0.5;
        values[i] =
            is_nodata(raster, values[i]) ? (double)NAN : values[i] * raster->scale + raster->offset;
        x[i] = t[0] + column * t[1] + line * t[2];
        y[i] = t[3] + column * t[4] + line * t[5];
    }
    return LC_OK;
}
