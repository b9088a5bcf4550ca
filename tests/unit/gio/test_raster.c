#include <math.h>

#include "files.h"
#include "gio/gio.h"

static lc_raster *open_ok(lc_ctx *ctx, const char *path, int band)
{
    lc_raster *raster = NULL;
    assert_ok(ctx, lc_raster_open(ctx, path, band, &raster));
    return raster;
}

static void fails(lc_ctx *ctx, const char *path, int band, lc_status status, const char *part)
{
    lc_raster *raster;
    lc_ctx_clear(ctx);
    assert_int_equal(lc_raster_open(ctx, path, band, &raster), status);
    assert_null(raster);
    assert_message(ctx, part);
}

/* make_gio_files.py: 3 x 2 cells, x = 10 + 2 column + 0.5 row, y = 50 + 0.25 column - 4 row at
 * corners. */
static void test_rotated_centres(void **state)
{
    double v[3], x[3], y[3];
    files_make("raster");
    lc_raster *raster = open_ok(*state, files_path("a.tif"), 1);
    const lc_raster_info *info = lc_raster_info_of(raster);
    assert_int_equal(info->width, 3);
    assert_int_equal(info->height, 2);
    assert_int_equal(info->bands, 2);
    assert_non_null(strstr(info->crs_wkt, "WGS 84"));
    assert_ok(*state, lc_raster_row(raster, 0, v, x, y));
    assert_near(x[0], 10 + 1 + 0.25, 1e-12);
    assert_near(y[0], 50 + 0.125 - 2, 1e-12);
    assert_ok(*state, lc_raster_row(raster, 1, v, x, y));
    assert_near(x[2], 10 + 5 + 0.75, 1e-12);
    assert_near(y[2], 50 + 0.625 - 6, 1e-12);
    lc_raster_close(raster);
}

static void test_nodata_and_nan(void **state)
{
    double v[3], x[3], y[3];
    files_make("raster");
    lc_raster *raster = open_ok(*state, files_path("a.tif"), 1);
    assert_true(lc_raster_info_of(raster)->has_nodata);
    assert_ok(*state, lc_raster_row(raster, 0, v, x, y));
    assert_near(v[0], 1, 0);
    assert_near(v[1], 2, 0);
    assert_true(isnan(v[2])); /* -9999.9 is not a float: the cell holds its nearest */
    assert_ok(*state, lc_raster_row(raster, 1, v, x, y));
    assert_near(v[0], 4, 0);
    assert_true(isnan(v[1]));
    assert_near(v[2], 6, 0);
    lc_raster_close(raster);
}

static void test_scale_and_offset(void **state)
{
    double v[3], x[3], y[3];
    files_make("raster");
    lc_raster *raster = open_ok(*state, files_path("a.tif"), 2);
    assert_ok(*state, lc_raster_row(raster, 1, v, x, y));
    assert_near(v[0], 4 * 0.5 + 100, 0);
    assert_near(v[2], 6 * 0.5 + 100, 0);
    lc_raster_close(raster);
}

static void test_failing_to_open(void **state)
{
    files_make("raster");
    fails(*state, files_path("a.tif"), 3, LC_INPUT,
          "has 2 bands, counted from 1; there is no band 3");
    fails(*state, files_path("a.tif"), 0, LC_INPUT, "there is no band 0");
    fails(*state, files_path("nowhere.tif"), 1, LC_INPUT, "georeference it first");
    fails(*state, files_path("a.vrt"), 1, LC_INPUT, "no format");
    fails(*state, files_path("none.tif"), 1, LC_INPUT, "no such file");
    fails(*state, "/vsicurl/http://localhost/a.tif", 1, LC_USAGE, "only plain files");
    fails(*state, files_write("b.tif", "II*\0 and then nothing"), 1, LC_INPUT, "damaged");
}

static void test_cut_off(void **state)
{
    double v[600], x[600], y[600];
    files_make("big_raster");
    files_cut(files_path("big.tif"), 0.6);
    lc_raster *raster = NULL;
    lc_status status = lc_raster_open(*state, files_path("big.tif"), 1, &raster);
    for (int row = 0; status == LC_OK && row < 600; row++)
        status = lc_raster_row(raster, row, v, x, y);
    assert_int_equal(status, LC_INPUT);
    assert_message(*state, "damaged");
    lc_raster_close(raster);
}

/* The corners are those gdalinfo prints; heights of Porto Alegre lie between the lake
 * and Morro Santana (311 m). */
static void test_real_heights(void **state)
{
    lc_raster *raster = open_ok(*state, files_real("porto_alegre/poa_elevation.tif"), 1);
    const lc_raster_info *info = lc_raster_info_of(raster);
    size_t width = (size_t)info->width;
    double *v = calloc(3 * width, sizeof(double));
    assert_non_null(v);
    size_t known = 0;
    for (int row = 0; row < info->height; row++) {
        assert_ok(*state, lc_raster_row(raster, row, v, v + width, v + 2 * width));
        for (size_t i = 0; i < width; i++) {
            known += !isnan(v[i]);
            assert_true(isnan(v[i]) || (v[i] > -50 && v[i] < 400));
            assert_true(v[width + i] > -51.2548612 && v[width + i] < -51.1401388);
            assert_true(v[2 * width + i] > -30.1095834 && v[2 * width + i] < -29.9976388);
        }
    }
    assert_true(known > width);
    free(v);
    lc_raster_close(raster);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FILES_TEST(test_rotated_centres),  FILES_TEST(test_nodata_and_nan),
        FILES_TEST(test_scale_and_offset), FILES_TEST(test_failing_to_open),
        FILES_TEST(test_cut_off),          FILES_TEST(test_real_heights),
    };
    return cmocka_run_group_tests_name("gio_raster", tests, NULL, NULL);
}
