#include "files.h"
#include "gio/gio.h"

static lc_reader *open_layer(lc_ctx *ctx, const char *path, const char *layer, const char *encoding)
{
    lc_reader *reader = NULL;
    lc_reader_options options = {.layer = layer, .encoding = encoding};
    assert_ok(ctx, lc_reader_open(ctx, path, &options, &reader));
    return reader;
}

static const lc_record *next_ok(lc_ctx *ctx, lc_reader *reader)
{
    const lc_record *record;
    assert_ok(ctx, lc_reader_next(reader, &record));
    return record;
}

static void fails(lc_ctx *ctx, const char *path, const char *layer, lc_status status,
                  const char *part)
{
    lc_reader *reader;
    lc_reader_options options = {.layer = layer};
    lc_ctx_clear(ctx);
    assert_int_equal(lc_reader_open(ctx, path, &options, &reader), status);
    assert_null(reader);
    assert_message(ctx, part);
}

static void check_sheet(lc_ctx *ctx, const char *path, const char *layer)
{
    lc_reader *reader = open_layer(ctx, path, layer, NULL);
    const lc_layer_info *info = lc_reader_info(reader);
    assert_int_equal(info->field_count, 6);
    assert_string_equal(info->fields[1], "面积");
    assert_string_equal(info->layer, "设施");
    assert_null(info->crs_wkt);
    const lc_record *record = next_ok(ctx, reader);
    assert_int_equal(record->row, 2);
    assert_string_equal(record->values[0], "一号");
    assert_string_equal(record->values[1], "3.3"); /* 3.3000000000000003 in the file */
    assert_string_equal(record->values[2], "2024-05-06");
    assert_string_equal(record->values[4], "007");
    assert_string_equal(record->values[5], "1E5");
    record = next_ok(ctx, reader);
    assert_int_equal(record->row, 4); /* row 3 is blank */
    assert_string_equal(record->values[1], "310101002001");
    assert_string_equal(record->values[4], "310101002001");
    assert_string_equal(record->values[5], "2024年");
    assert_null(record->values[2]);
    assert_null(next_ok(ctx, reader));
    lc_reader_close(reader);
}

static void test_xlsx(void **state)
{
    files_make("xlsx");
    check_sheet(*state, files_path("one.xlsx"), NULL); /* its second sheet is blank */
    check_sheet(*state, files_path("two.xlsx"), "设施");
}

static void test_ods(void **state)
{
    files_make("xlsx");
    check_sheet(*state, files_path("one.ods"), NULL);
}

static void test_sheets_are_listed(void **state)
{
    files_make("xlsx");
    fails(*state, files_path("two.xlsx"), NULL, LC_INPUT, "It has: 设施, Sheet2.");
    fails(*state, files_path("two.xlsx"), "Shet2", LC_INPUT, "did you mean \"Sheet2\"");
    fails(*state, files_path("two.xlsx"), "人口总表格", LC_INPUT,
          "no layer or sheet \"人口总表格\". It has: 设施, Sheet2.");
}

static void test_damaged_files(void **state)
{
    files_make("xlsx");
    files_cut(files_path("one.xlsx"), 0.5);
    fails(*state, files_path("one.xlsx"), NULL, LC_INPUT, "damaged");
    fails(*state, files_write("a.gpkg", "this is no database at all, whatever its name says"), NULL,
          LC_INPUT, "damaged");
    fails(
        *state,
        files_write("a.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feat"),
        NULL, LC_INPUT, "damaged");
    fails(*state, files_write("a.foo", "abc"), NULL, LC_INPUT, "no format");
}

static void test_cut_geopackage_is_told_at_the_row(void **state)
{
    files_make("big_gpkg");
    files_cut(files_path("big.gpkg"), 0.4);
    lc_reader *reader = NULL;
    const lc_record *record;
    lc_status status = lc_reader_open(*state, files_path("big.gpkg"), NULL, &reader);
    while (status == LC_OK) {
        status = lc_reader_next(reader, &record);
        if (status == LC_OK)
            assert_non_null(record); /* the end must not be reached in peace */
    }
    assert_int_equal(status, LC_INPUT);
    assert_message(*state, "damaged");
    lc_reader_close(reader);
}

/* Type, and the first point, of little-endian 2D WKB. */
static uint32_t wkb_type(const lc_record *record)
{
    uint32_t type;
    assert_true(record->wkb_size >= 5 && record->wkb[0] == 1);
    memcpy(&type, record->wkb + 1, 4);
    return type;
}

static void test_geopackage(void **state)
{
    files_make("gpkg");
    fails(*state, files_path("a.gpkg"), NULL, LC_INPUT, "It has: towns, points.");
    lc_reader *reader = open_layer(*state, files_path("a.gpkg"), "towns", NULL);
    const lc_layer_info *info = lc_reader_info(reader);
    assert_string_equal(info->driver, "GPKG");
    assert_true(info->has_geometry);
    assert_int_equal(info->row_count, 2);
    assert_non_null(strstr(info->crs_wkt, "CGCS2000"));
    assert_int_equal(info->field_count, 5);
    const lc_record *record = next_ok(*state, reader);
    assert_int_equal(record->row, 7);
    assert_string_equal(record->values[0], "外滩");
    assert_string_equal(record->values[1], "310101002001");
    assert_string_equal(record->values[2], "0.3");
    assert_string_equal(record->values[3], "2024-05-06");
    assert_string_equal(record->values[4], "2024-05-06T07:08:09");
    assert_int_equal(wkb_type(record), 3); /* the circle has become a polygon */
    assert_true(record->wkb_size > 9 + 4 + 16 * 40);
    record = next_ok(*state, reader);
    assert_null(record->wkb);
    assert_null(record->values[0]);
    assert_null(next_ok(*state, reader));
    assert_true(lc_reader_share(reader) >= 1);
    lc_reader_close(reader);
}

static void test_undefined_crs_is_none(void **state)
{
    files_make("gpkg");
    lc_reader *reader = open_layer(*state, files_path("a.gpkg"), "points", NULL);
    assert_null(lc_reader_info(reader)->crs_wkt);
    lc_reader_close(reader);
}

static void check_shape_name(lc_ctx *ctx, const char *name, const char *wanted,
                             const char *encoding, const char *value)
{
    lc_reader *reader = open_layer(ctx, files_path(name), NULL, wanted);
    assert_string_equal(lc_reader_info(reader)->encoding, encoding);
    assert_string_equal(next_ok(ctx, reader)->values[0], value);
    lc_reader_close(reader);
}

static void test_dbf_encoding_is_sniffed(void **state)
{
    files_make("shape");
    check_shape_name(*state, "gbk.shp", NULL, "GB18030", "南京东路街道");
    check_shape_name(*state, "utf8.shp", NULL, "UTF-8", "南京东路街道");
    lc_reader *reader = open_layer(*state, files_path("gbk.shp"), NULL, NULL);
    assert_string_equal(lc_reader_info(reader)->fields[0], "街道名");
    assert_null(lc_reader_info(reader)->crs_wkt);
    lc_reader_close(reader);
}

static void test_cpg_and_explicit_encoding(void **state)
{
    files_make("shape");
    (void)files_write("gbk.cpg", "GBK\r\n");
    check_shape_name(*state, "gbk.shp", NULL, "GB18030", "南京东路街道");
    check_shape_name(*state, "gbk.shp", "GB2312", "GB18030", "南京东路街道");
    (void)files_write("gbk.cpg", "UTF-8");
    lc_reader *reader = open_layer(*state, files_path("gbk.shp"), NULL, NULL);
    assert_string_equal(lc_reader_info(reader)->encoding,
                        "UTF-8"); /* what it says is taken, and does not hold */
    assert_true(next_ok(*state, reader)->bad_encoding);
    lc_reader_close(reader);
    check_shape_name(*state, "gbk.shp", "gbk", "GB18030", "南京东路街道");
}

static void test_language_driver(void **state)
{
    files_make("shape");
    FILE *dbf = fopen(files_path("gbk.dbf"), "r+b");
    assert_non_null(dbf);
    assert_int_equal(fseek(dbf, 29, SEEK_SET), 0);
    assert_int_equal(fputc(0x4F, dbf), 0x4F); /* Big5 */
    assert_int_equal(fclose(dbf), 0);
    lc_reader *reader = open_layer(*state, files_path("gbk.shp"), NULL, NULL);
    assert_string_equal(lc_reader_info(reader)->encoding, "CP950");
    lc_reader_close(reader);
}

static void test_text_cut_within_a_character(void **state)
{
    files_make("shape");
    lc_reader *reader = open_layer(*state, files_path("cut.shp"), NULL, NULL);
    assert_string_equal(lc_reader_info(reader)->encoding, "UTF-8");
    const lc_record *record = next_ok(*state, reader);
    assert_false(record->bad_encoding);
    assert_int_equal(record->cut, 0);
    assert_memory_equal(record->values[0], "南京东路街道", 18);
    assert_null(strstr(record->values[0], "\xEF\xBF\xBD"));
    lc_reader_close(reader);
}

static void test_shapefile_in_two_dimensions(void **state)
{
    files_make("shape");
    lc_reader *reader = open_layer(*state, files_path("utf8.shp"), NULL, NULL);
    assert_non_null(strstr(lc_reader_info(reader)->crs_wkt, "WGS"));
    const lc_record *record = next_ok(*state, reader);
    double xy[2];
    assert_int_equal(record->row, 0);
    assert_int_equal(record->wkb_size, 21);
    assert_int_equal(wkb_type(record), 1);
    memcpy(xy, record->wkb + 5, sizeof(xy));
    assert_true(xy[0] >= 121.5 && xy[0] <= 121.5 && xy[1] >= 31.2 && xy[1] <= 31.2);
    lc_reader_close(reader);
}

static void test_shapefile_parts_missing(void **state)
{
    files_make("shape");
    lc_reader *reader = open_layer(*state, files_path("bare.shp"), NULL, NULL);
    assert_non_null(next_ok(*state, reader)->wkb);
    lc_reader_close(reader);
    fails(*state, files_path("noshx.shp"), NULL, LC_INPUT, ".shx file is missing");
    assert_int_not_equal(access(files_path("noshx.shx"), F_OK),
                         0); /* and none was made behind the user's back */
}

static void test_shapefile_cut_off(void **state)
{
    files_make("shape");
    files_cut(files_path("gbk.shp"), 0.9);
    fails(*state, files_path("gbk.shp"), NULL, LC_INPUT, "is cut off");
    files_cut(files_path("utf8.dbf"), 0.7);
    fails(*state, files_path("utf8.shp"), NULL, LC_INPUT, ".dbf: is cut off");
}

static void test_geojson(void **state)
{
    const char *path =
        files_write("a.geojson",
                    "{\"type\":\"FeatureCollection\",\"features\":["
                    "{\"type\":\"Feature\",\"properties\":{\"名称\":\"甲\",\"n\":1.5},\"geometry\":"
                    "{\"type\":\"Point\",\"coordinates\":[121.5,31.2,9]}},"
                    "{\"type\":\"Feature\",\"properties\":{\"名称\":null},\"geometry\":null}]}");
    lc_reader *reader = open_layer(*state, path, NULL, NULL);
    assert_non_null(strstr(lc_reader_info(reader)->crs_wkt, "WGS 84"));
    const lc_record *record = next_ok(*state, reader);
    assert_string_equal(record->values[0], "甲");
    assert_string_equal(record->values[1], "1.5");
    assert_int_equal(record->wkb_size, 21);
    record = next_ok(*state, reader);
    assert_null(record->values[0]);
    assert_null(record->wkb);
    assert_null(next_ok(*state, reader));
    lc_reader_close(reader);
}

static void test_connections_are_refused(void **state)
{
    static const char *const paths[] = {
        "/vsicurl/http://localhost/a.csv", "/vsizip/a.zip/a.shp",  "PG:dbname=x",
        "http://localhost/a.geojson",      "WFS:http://localhost", "GPKG:a.gpkg:towns"};
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
        fails(*state, paths[i], NULL, LC_USAGE, "only plain files");
}

static void test_indirections_are_refused(void **state)
{
    files_make("vrt");
    fails(*state, files_path("a.vrt"), NULL, LC_INPUT, "no format");
    fails(
        *state,
        files_write("b.geojson",
                    "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>a.vrt</SrcDataSource>"
                    "</OGRVRTLayer></OGRVRTDataSource>"),
        NULL, LC_INPUT, "damaged");
}

static void test_what_is_no_file(void **state)
{
    fails(*state, files_path("none.csv"), NULL, LC_INPUT, "no such file");
    fails(*state, files_folder, NULL, LC_INPUT, "is a folder");
    fails(*state, files_write("a.csv", ""), NULL, LC_INPUT, "empty (0 bytes)");
    fails(*state, files_write("a.gpkg", ""), NULL, LC_INPUT, "empty (0 bytes)");
    fails(*state, "/dev/null", NULL, LC_INPUT, "no plain file");
}

static void test_no_permission(void **state)
{
    const char *path = files_write("a.csv", "a\n");
    assert_int_equal(chmod(path, 0), 0);
    if (access(path, R_OK) == 0) {
        print_message("skipped: this user may read everything\n");
        skip();
    }
    fails(*state, path, NULL, LC_IO, "may not be read");
}

static void test_messages_in_chinese(void **state)
{
    lc_ctx_set_language(*state, LC_LANG_ZH);
    fails(*state, files_path("none.csv"), NULL, LC_INPUT, "文件不存在");
}

/* Whatever GDAL has to complain of comes in our message, and nothing on the terminal. */
static void test_nothing_is_printed(void **state)
{
    lc_reader *reader = NULL;
    const lc_record *record;
    struct stat about;
    files_make("xlsx");
    files_make("big_gpkg");
    files_cut(files_path("one.xlsx"), 0.5);
    files_cut(files_path("big.gpkg"), 0.4);
    FILE *log = fopen(files_path("stderr"), "w");
    assert_non_null(log);
    (void)fflush(stderr);
    int before = dup(STDERR_FILENO);
    (void)dup2(fileno(log), STDERR_FILENO);
    (void)lc_reader_open(*state, files_path("one.xlsx"), NULL, &reader);
    (void)lc_reader_open(*state, files_write("a.geojson", "{\"type\":\"FeatureCollection\",\"fea"),
                         NULL, &reader);
    if (lc_reader_open(*state, files_path("big.gpkg"), NULL, &reader) == LC_OK)
        while (lc_reader_next(reader, &record) == LC_OK && record != NULL)
            continue;
    lc_reader_close(reader);
    (void)dup2(before, STDERR_FILENO);
    (void)close(before);
    (void)fclose(log);
    assert_int_equal(stat(files_path("stderr"), &about), 0);
    assert_int_equal(about.st_size, 0);
}

/* A folder that is one dataset. */
static void test_file_geodatabase(void **state)
{
    files_make("gdb");
    lc_reader *reader = open_layer(*state, files_path("a.gdb"), NULL, NULL);
    assert_string_equal(lc_reader_info(reader)->layer, "towns");
    assert_string_equal(next_ok(*state, reader)->values[0], "外滩");
    lc_reader_close(reader);
}

static void test_chinese_dates_in_a_sheet(void **state)
{
    files_make("dates");
    lc_reader *reader = open_layer(*state, files_path("dates.xlsx"), NULL, NULL);
    const lc_record *record = next_ok(*state, reader);
    assert_string_equal(record->values[0], "2024-05-06");
    assert_string_equal(record->values[1], "2024-05-06T07:08:09");
    assert_string_equal(record->values[2], "0.256"); /* shown as 25.6 % */
    lc_reader_close(reader);
}

static void test_version(void **state)
{
    (void)state;
    assert_memory_equal(lc_gio_version(), "3.", 2);
}

static size_t count_rows(lc_ctx *ctx, lc_reader *reader, size_t *with_geometry)
{
    const lc_record *record;
    size_t rows = 0;
    *with_geometry = 0;
    while ((record = next_ok(ctx, reader)) != NULL) {
        assert_null(record->error);
        *with_geometry += record->wkb != NULL;
        rows++;
    }
    return rows;
}

static void check_real(lc_ctx *ctx, const char *name, size_t rows, bool has_crs)
{
    size_t with_geometry;
    lc_reader *reader = open_layer(ctx, files_real(name), NULL, NULL);
    assert_int_equal(lc_reader_info(reader)->crs_wkt != NULL, has_crs);
    assert_int_equal(count_rows(ctx, reader, &with_geometry), rows);
    assert_int_equal(with_geometry, rows);
    lc_reader_close(reader);
}

static void test_real_streets_without_table(void **state)
{
    check_real(*state, "shanghai/shanghai_street.shp", 251, false);
}

static void test_real_districts(void **state)
{
    check_real(*state, "shanghai/districts.geojson", 16, true);
}

static void test_real_grid(void **state)
{
    check_real(*state, "helsinki/helsinki_population_grid_2020.gpkg", 92, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FILES_TEST(test_xlsx),
        FILES_TEST(test_ods),
        FILES_TEST(test_sheets_are_listed),
        FILES_TEST(test_damaged_files),
        FILES_TEST(test_cut_geopackage_is_told_at_the_row),
        FILES_TEST(test_geopackage),
        FILES_TEST(test_undefined_crs_is_none),
        FILES_TEST(test_dbf_encoding_is_sniffed),
        FILES_TEST(test_cpg_and_explicit_encoding),
        FILES_TEST(test_language_driver),
        FILES_TEST(test_text_cut_within_a_character),
        FILES_TEST(test_shapefile_in_two_dimensions),
        FILES_TEST(test_shapefile_parts_missing),
        FILES_TEST(test_shapefile_cut_off),
        FILES_TEST(test_geojson),
        FILES_TEST(test_connections_are_refused),
        FILES_TEST(test_indirections_are_refused),
        FILES_TEST(test_what_is_no_file),
        FILES_TEST(test_no_permission),
        FILES_TEST(test_messages_in_chinese),
        FILES_TEST(test_nothing_is_printed),
        FILES_TEST(test_file_geodatabase),
        FILES_TEST(test_chinese_dates_in_a_sheet),
        FILES_TEST(test_version),
        FILES_TEST(test_real_streets_without_table),
        FILES_TEST(test_real_districts),
        FILES_TEST(test_real_grid),
    };
    return cmocka_run_group_tests_name("gio_reader", tests, NULL, NULL);
}
