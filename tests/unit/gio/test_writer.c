#include <math.h>
#include <signal.h>
#include <sys/resource.h>

#include "files.h"
#include "gio/gio.h"

static const char STAMP[] = "2024-05-06";

static const lc_field FIELDS[] = {
    {.name = "code", .type = LC_FIELD_TEXT, .width = 12, .alias = "代码"},
    {.name = "people", .type = LC_FIELD_INTEGER, .alias = "人口 ':table'"},
    {.name = "share", .type = LC_FIELD_REAL, .width = 12, .decimals = 4, .alias = "代码"},
};

static lc_layer_spec spec(const char *name, lc_geometry_type geometry)
{
    return (lc_layer_spec){.name = name,
                           .title = "街镇 <结果>",
                           .geometry = geometry,
                           .fields = FIELDS,
                           .field_count = 3};
}

static size_t put(unsigned char *wkb, size_t at, const void *bytes, size_t size)
{
    memcpy(wkb + at, bytes, size);
    return at + size;
}

static size_t head(unsigned char *wkb, uint32_t type)
{
    wkb[0] = 1;
    return put(wkb, 1, &type, 4);
}

static size_t point(unsigned char *wkb, double x, double y)
{
    return put(wkb, put(wkb, head(wkb, 1), &x, 8), &y, 8);
}

/* A square, its ring clockwise, with its lower left corner at x, y. */
static size_t square(unsigned char *wkb, double x, double y, double side)
{
    const uint32_t rings = 1, points = 5;
    const double ring[] = {x, y, x, y + side, x + side, y + side, x + side, y, x, y};
    size_t at = put(wkb, head(wkb, 3), &rings, 4);
    return put(wkb, put(wkb, at, &points, 4), ring, sizeof(ring));
}

static size_t line(unsigned char *wkb)
{
    const uint32_t points = 2;
    const double xy[] = {121.5, 31.2, 121.6, 31.3};
    return put(wkb, put(wkb, head(wkb, 2), &points, 4), xy, sizeof(xy));
}

static lc_writer *create_ok(lc_ctx *ctx, const char *name, const char *driver)
{
    const lc_writer_options options = {.driver = driver, .stamp = STAMP};
    lc_writer *writer = NULL;
    assert_ok(ctx, lc_writer_create(ctx, files_path(name), &options, &writer));
    return writer;
}

/* `count` squares with texts and numbers, the last row all NULL. */
static lc_status write_rows(lc_writer *writer, int count)
{
    unsigned char wkb[128];
    char code[16];
    lc_status status = LC_OK;
    for (int i = 0; status == LC_OK && i < count; i++) {
        (void)snprintf(code, sizeof(code), "甲%d", i);
        bool last = i == count - 1;
        lc_value values[] = {{.text = code, .is_null = last},
                             {.integer = i, .is_null = last},
                             {.real = i / 8.0, .is_null = last}};
        size_t size = square(wkb, 121 + i * 0.001, 31, 0.001);
        status = lc_writer_row(writer, values, last ? NULL : wkb, size);
    }
    return status;
}

static void write_file(lc_ctx *ctx, const char *name, const char *driver)
{
    lc_writer *writer = create_ok(ctx, name, driver);
    lc_layer_spec towns = spec("towns", LC_GEOMETRY_MULTIPOLYGON);
    assert_ok(ctx, lc_writer_layer(writer, &towns));
    assert_ok(ctx, write_rows(writer, 5));
    assert_ok(ctx, lc_writer_close(writer));
}

static const lc_record *next_ok(lc_ctx *ctx, lc_reader *reader)
{
    const lc_record *record;
    assert_ok(ctx, lc_reader_next(reader, &record));
    return record;
}

static uint32_t wkb_type(const lc_record *record)
{
    uint32_t type;
    memcpy(&type, record->wkb + 1, 4);
    return type;
}

/* What write_file wrote comes back; `kind` is the WKB type the format gives. */
static void check_file(lc_ctx *ctx, const char *path, uint32_t kind)
{
    lc_reader *reader = NULL;
    assert_ok(ctx, lc_reader_open(ctx, path, NULL, &reader));
    assert_non_null(strstr(lc_reader_info(reader)->crs_wkt, "WGS"));
    assert_int_equal(lc_reader_info(reader)->field_count, 3);
    for (int i = 0; i < 4; i++) {
        const lc_record *record = next_ok(ctx, reader);
        char code[16];
        (void)snprintf(code, sizeof(code), "甲%d", i);
        assert_string_equal(record->values[0], code);
        assert_near(strtod(record->values[1], NULL), i, 0);
        assert_near(strtod(record->values[2], NULL), i / 8.0, 0);
        assert_int_equal(wkb_type(record), kind);
    }
    const lc_record *record = next_ok(ctx, reader);
    for (size_t i = 0; i < 3; i++)
        assert_null(record->values[i]);
    assert_null(record->wkb);
    assert_null(next_ok(ctx, reader));
    lc_reader_close(reader);
}

static void test_geopackage(void **state)
{
    write_file(*state, "a.gpkg", "GPKG");
    check_file(*state, files_path("a.gpkg"), 6);
    files_make("check_gpkg");
}

static void test_shapefile(void **state)
{
    size_t size;
    write_file(*state, "shp", "ESRI Shapefile");
    check_file(*state, files_path("shp/towns.shp"),
               3); /* a Shapefile knows no single and multi; one part reads as single */
    char *prj = files_read(files_path("shp/towns.prj"), &size);
    assert_memory_equal(prj, "GEOGCS[\"GCS_WGS_1984\"", 21); /* ESRI's words, not OGC's */
    free(prj);
    char *cpg = files_read(files_path("shp/towns.cpg"), &size);
    assert_string_equal(cpg, "UTF-8");
    free(cpg);
    char *dbf = files_read(files_path("shp/towns.dbf"), &size);
    assert_memory_equal(dbf + 1, ((unsigned char[]){124, 5, 6}),
                        3); /* years since 1900, month, day */
    free(dbf);
}

static void test_geojson(void **state)
{
    size_t size;
    write_file(*state, "a.geojson", "GeoJSON");
    check_file(*state, files_path("a.geojson"), 3); /* GDAL makes one part single for RFC 7946 */
    char *text = files_read(files_path("a.geojson"), &size);
    assert_null(strstr(text, "\"crs\"")); /* RFC 7946: WGS 84 and nothing else */
    assert_non_null(strstr(text, "街镇 <结果>"));
    assert_non_null(strstr(text, "\"share\": 0.125")); /* 1 / 8 */
    /* the ring has been turned counterclockwise: from the lower left to the right */
    assert_non_null(strstr(text, "[ [ [ 121.0, 31.0 ], [ 121.001, 31.0 ]"));
    free(text);
}

static void test_tenths_stay_short(void **state)
{
    size_t size;
    lc_writer *writer = create_ok(*state, "a.geojson", "GeoJSON");
    lc_layer_spec points = spec("a", LC_GEOMETRY_POINT);
    assert_ok(*state, lc_writer_layer(writer, &points));
    unsigned char wkb[32];
    size_t wkb_size = point(wkb, 121.123456789, 31.1);
    lc_value values[] = {{.text = "a \"b\""}, {.integer = 310101002001}, {.real = 0.1}};
    assert_ok(*state, lc_writer_row(writer, values, wkb, wkb_size));
    assert_ok(*state, lc_writer_close(writer));
    char *text = files_read(files_path("a.geojson"), &size);
    assert_non_null(strstr(text, "\"share\": 0.1 }"));
    assert_non_null(strstr(text, "310101002001"));
    assert_non_null(strstr(text, "[ 121.1234568, 31.1 ]"));
    free(text);
}

static void assert_same_bytes(const char *a, const char *b)
{
    size_t na, nb;
    char *left = files_read(a, &na), *right = files_read(b, &nb);
    assert_int_equal(na, nb);
    assert_memory_equal(left, right, na);
    free(left);
    free(right);
}

static void test_same_rows_same_bytes(void **state)
{
    write_file(*state, "a.gpkg", "GPKG");
    write_file(*state, "one", "ESRI Shapefile");
    write_file(*state, "a.geojson", "GeoJSON");
    (void)usleep(1100000); /* the clock's second goes on, and must not show */
    write_file(*state, "b.gpkg", "GPKG");
    write_file(*state, "two", "ESRI Shapefile");
    write_file(*state, "b.geojson", "GeoJSON");
    assert_same_bytes(files_path("a.gpkg"), files_path("b.gpkg"));
    assert_same_bytes(files_path("a.geojson"), files_path("b.geojson"));
    assert_same_bytes(files_path("one/towns.shp"), files_path("two/towns.shp"));
    assert_same_bytes(files_path("one/towns.shx"), files_path("two/towns.shx"));
    assert_same_bytes(files_path("one/towns.dbf"), files_path("two/towns.dbf"));
    assert_same_bytes(files_path("one/towns.prj"), files_path("two/towns.prj"));
}

/* Points strewn over a degree, one of them of a layer of its own, and a layer without any. */
static void test_index_of_many_points(void **state)
{
    lc_ctx *ctx = *state;
    unsigned char wkb[32];
    uint32_t seed = 7;
    lc_writer *writer = create_ok(ctx, "many.gpkg", "GPKG");
    lc_layer_spec many = spec("many", LC_GEOMETRY_POINT), one = spec("one", LC_GEOMETRY_POINT),
                  none = spec("none", LC_GEOMETRY_POINT);
    lc_value values[] = {{.text = "a"}, {.integer = 1}, {.real = 0.5}};
    assert_ok(ctx, lc_writer_layer(writer, &many));
    for (int i = 0; i < 6000; i++) {
        seed = seed * UINT32_C(1664525) + UINT32_C(1013904223);
        double x = 121 + (seed >> 16) / 65536.0, y = 31 + (i * 7919 % 6000) / 6000.0;
        size_t size = point(wkb, i % 100 == 0 ? 121.5 : x, y); /* many on one line, too */
        assert_ok(ctx, lc_writer_row(writer, values, i == 77 ? NULL : wkb, size));
    }
    assert_ok(ctx, lc_writer_layer(writer, &one));
    assert_ok(ctx, lc_writer_row(writer, values, wkb, point(wkb, 121.5, 31.5)));
    assert_ok(ctx, lc_writer_layer(writer, &none));
    assert_ok(ctx, lc_writer_close(writer));
    files_make("check_index");
}

static void several_layers(lc_ctx *ctx, const char *name, const char *driver)
{
    unsigned char wkb[64];
    lc_value values[] = {{.text = "a"}, {.integer = 1}, {.real = NAN}};
    lc_writer *writer = create_ok(ctx, name, driver);
    lc_layer_spec points = spec("points", LC_GEOMETRY_POINT),
                  lines = spec("lines", LC_GEOMETRY_MULTILINE),
                  table = spec("table", LC_GEOMETRY_NONE);
    assert_ok(ctx, lc_writer_layer(writer, &points));
    assert_ok(ctx, lc_writer_row(writer, values, wkb, point(wkb, 121.5, 31.2)));
    assert_ok(ctx, lc_writer_layer(writer, &lines));
    assert_ok(ctx, lc_writer_row(writer, values, wkb, line(wkb)));
    assert_ok(ctx, lc_writer_layer(writer, &table));
    assert_ok(ctx, lc_writer_row(writer, values, NULL, 0));
    assert_ok(ctx, lc_writer_close(writer));
}

static void check_layer(lc_ctx *ctx, const char *path, const char *layer, uint32_t kind)
{
    lc_reader *reader = NULL;
    lc_reader_options options = {.layer = layer};
    assert_ok(ctx, lc_reader_open(ctx, path, &options, &reader));
    const lc_record *record = next_ok(ctx, reader);
    assert_string_equal(record->values[0], "a");
    assert_null(record->values[2]); /* what is no number is NULL */
    if (kind > 0)
        assert_int_equal(wkb_type(record), kind);
    else
        assert_null(record->wkb);
    lc_reader_close(reader);
}

static void test_layers_of_every_kind(void **state)
{
    several_layers(*state, "a.gpkg", "GPKG");
    check_layer(*state, files_path("a.gpkg"), "points", 1);
    check_layer(*state, files_path("a.gpkg"), "lines", 5);
    check_layer(*state, files_path("a.gpkg"), "table", 0);
    several_layers(*state, "shp", "ESRI Shapefile");
    check_layer(*state, files_path("shp/points.shp"), NULL, 1);
    check_layer(*state, files_path("shp/lines.shp"), NULL, 2);
    check_layer(*state, files_path("shp/table.dbf"), NULL, 0);
}

static void test_empty_layer(void **state)
{
    static const char *const names[] = {"a.gpkg", "a.geojson", "shp"}, *const drivers[] = {
                                                                           "GPKG", "GeoJSON",
                                                                           "ESRI Shapefile"};
    for (size_t i = 0; i < 3; i++) {
        lc_writer *writer = create_ok(*state, names[i], drivers[i]);
        lc_layer_spec towns = spec("towns", LC_GEOMETRY_MULTIPOLYGON);
        assert_ok(*state, lc_writer_layer(writer, &towns));
        assert_ok(*state, lc_writer_close(writer));
    }
    lc_reader *reader = NULL;
    assert_ok(*state, lc_reader_open(*state, files_path("a.gpkg"), NULL, &reader));
    assert_null(next_ok(*state, reader));
    lc_reader_close(reader);
}

static void count_logs(void *user, lc_level level, const char *text)
{
    assert_int_equal(level, LC_LOG_NOTE);
    assert_non_null(strstr(text, "2 texts are longer"));
    ++*(int *)user;
}

static void test_long_text_is_cut_at_a_character(void **state)
{
    int logs = 0;
    lc_ctx_set_log(*state, count_logs, &logs);
    lc_writer *writer = create_ok(*state, "shp", "ESRI Shapefile");
    lc_layer_spec table = spec("table", LC_GEOMETRY_NONE);
    lc_value values[] = {
        {.text = "a南京东路街道"}, {.integer = 1}, {.real = 1}}; /* 1 + 18 bytes in a field of 12 */
    assert_ok(*state, lc_writer_layer(writer, &table));
    assert_ok(*state, lc_writer_row(writer, values, NULL, 0));
    assert_ok(*state, lc_writer_row(writer, values, NULL, 0));
    assert_ok(*state, lc_writer_close(writer));
    lc_reader *reader = NULL;
    assert_ok(*state, lc_reader_open(*state, files_path("shp/table.dbf"), NULL, &reader));
    const lc_record *record = next_ok(*state, reader);
    assert_false(record->bad_encoding);
    assert_string_equal(record->values[0], "a南京东");
    lc_reader_close(reader);
    assert_int_equal(logs, 1);
}

static int gbk_logs(const char *text)
{
    return strstr(text, "GBK does not have") != NULL ? 100 : strstr(text, "longer than") ? 1 : 1000;
}

static void sum_logs(void *user, lc_level level, const char *text)
{
    assert_int_equal(level, LC_LOG_NOTE);
    *(int *)user += gbk_logs(text);
}

/* 12 bytes of GBK: six characters of Chinese, each of two bytes; one that is not in it is "?". */
static void test_shapefile_in_gbk(void **state)
{
    int logs = 0;
    size_t size = 0;
    lc_ctx_set_log(*state, sum_logs, &logs);
    const lc_writer_options options = {
        .driver = "ESRI Shapefile", .stamp = STAMP, .encoding = "GBK"};
    lc_writer *writer = NULL;
    assert_ok(*state, lc_writer_create(*state, files_path("shp"), &options, &writer));
    lc_layer_spec table = spec("table", LC_GEOMETRY_NONE);
    lc_value long_one[] = {{.text = "a南京东路街道办"}, {.integer = 1}, {.real = 1}};
    lc_value odd_one[] = {{.text = "𠮷野家"}, {.integer = 1}, {.real = 1}};
    assert_ok(*state, lc_writer_layer(writer, &table));
    assert_ok(*state, lc_writer_row(writer, long_one, NULL, 0));
    assert_ok(*state, lc_writer_row(writer, odd_one, NULL, 0));
    assert_ok(*state, lc_writer_close(writer));
    assert_int_equal(logs, 101);
    lc_reader *reader = NULL;
    assert_ok(*state, lc_reader_open(*state, files_path("shp/table.dbf"), NULL, &reader));
    const lc_record *record = next_ok(*state, reader);
    assert_string_equal(record->values[0], "a南京东路街");
    record = next_ok(*state, reader);
    assert_string_equal(record->values[0], "?野家");
    lc_reader_close(reader);
    char *bytes = files_read(files_path("shp/table.dbf"), &size);
    assert_non_null(memmem(bytes, size, "\xC4\xCF\xBE\xA9", 4)); /* 南京 */
    assert_null(memmem(bytes, size, "\xE5\x8D\x97", 3));
    free(bytes);
    bytes = files_read(files_path("shp/table.cpg"), &size);
    assert_memory_equal(bytes, "GBK", 3);
    free(bytes);
}

/* Quotes, markup and what looks like a parameter stay what they are. */
static void test_styles_of_a_geopackage(void **state)
{
    static const char qml[] = "<qgis a='1' b=\":table\">'; DROP TABLE towns; --</qgis>";
    lc_writer *writer = create_ok(*state, "a.gpkg", "GPKG");
    lc_layer_spec towns = spec("towns", LC_GEOMETRY_MULTIPOLYGON);
    assert_ok(*state, lc_writer_layer(writer, &towns));
    assert_ok(*state, write_rows(writer, 2));
    const lc_style_spec styles[] = {
        {"towns", LC_GEOMETRY_MULTIPOLYGON, "甲 ':qml'", "x", qml, true},
        {"towns", LC_GEOMETRY_MULTIPOLYGON, "乙", "y", "<qgis/>", false}};
    for (int i = 0; i < 2; i++)
        assert_ok(*state, lc_writer_style(writer, &styles[i]));
    assert_ok(*state, lc_writer_close(writer));
    lc_reader *reader = NULL;
    const lc_reader_options options = {.layer = "layer_styles"};
    assert_ok(*state, lc_reader_open(*state, files_path("a.gpkg"), &options, &reader));
    enum { TABLE = 2, COLUMN, NAME, QML, DEFAULT = 7, TIME = 11 };
    const lc_record *record = next_ok(*state, reader);
    assert_string_equal(record->values[TABLE], "towns");
    assert_string_equal(record->values[COLUMN], "geom");
    assert_string_equal(record->values[NAME], "甲 ':qml'");
    assert_string_equal(record->values[QML], qml);
    assert_string_equal(record->values[DEFAULT], "1");
    assert_non_null(strstr(record->values[TIME], STAMP));
    record = next_ok(*state, reader);
    assert_string_equal(record->values[NAME], "乙");
    assert_string_equal(record->values[DEFAULT], "0");
    lc_reader_close(reader);
}

static void test_finding_a_format(void **state)
{
    lc_writer_kind kind;
    assert_ok(*state, lc_writer_find(*state, "flatgeobuf", &kind));
    assert_string_equal(kind.driver, "FlatGeobuf");
    assert_string_equal(kind.ending, "fgb");
    assert_false(kind.database);
    assert_ok(*state, lc_writer_find(*state, "PostgreSQL", &kind));
    assert_true(kind.database);
    assert_int_equal(lc_writer_find(*state, "FlatGeobug", &kind), LC_USAGE);
    assert_message(*state, "did you mean \"FlatGeobuf\"");
    assert_null(kind.driver);
    lc_ctx_clear(*state);
    assert_int_equal(lc_writer_find(*state, "Carto", &kind), LC_USAGE); /* a service on the web */
    lc_ctx_clear(*state);
    assert_int_equal(lc_writer_find(*state, "MAPINFO FILE", &kind), LC_USAGE);
    assert_message(*state, "would show 0");
    lc_ctx_clear(*state);
    assert_int_equal(lc_writer_find(*state, "LIBKML", &kind), LC_USAGE);
    assert_message(*state, "choose KML");
    assert_true(lc_writer_is_database("pg:dbname=x") && lc_writer_is_database("postgresql://x/y"));
    assert_false(lc_writer_is_database("PG") || lc_writer_is_database("folder/PG:x"));
}

static void fails(lc_ctx *ctx, const char *path, const char *driver, lc_status status,
                  const char *part)
{
    lc_writer *writer;
    lc_ctx_clear(ctx);
    const lc_writer_options options = {.driver = driver, .stamp = STAMP};
    assert_int_equal(lc_writer_create(ctx, path, &options, &writer), status);
    assert_null(writer);
    assert_message(ctx, part);
}

static void test_failing_to_create(void **state)
{
    fails(*state, files_write("a.gpkg", "x"), "GPKG", LC_EXISTS, "is there already");
    fails(*state, files_folder, "ESRI Shapefile", LC_EXISTS, "is there already");
    fails(*state, files_path("no/such/a.gpkg"), "GPKG", LC_IO, "cannot be written");
    fails(*state, files_path("b.foo"), "Klingon", LC_UNSUPPORTED, "cannot write Klingon");
    fails(*state, "/vsimem/a.gpkg", "GPKG", LC_USAGE, "only plain files");
    fails(*state, "PG:dbname=x", "GPKG", LC_USAGE, "only plain files");
}

static void test_geometry_of_another_kind(void **state)
{
    unsigned char wkb[128];
    lc_writer *writer = create_ok(*state, "a.gpkg", "GPKG");
    lc_layer_spec towns = spec("towns", LC_GEOMETRY_MULTIPOLYGON);
    lc_value values[] = {{.text = "a"}, {.integer = 1}, {.real = 1}};
    assert_ok(*state, lc_writer_layer(writer, &towns));
    assert_int_equal(lc_writer_row(writer, values, wkb, point(wkb, 1, 2)), LC_INTERNAL);
    assert_message(*state, "layer towns, row 1");
    lc_ctx_clear(*state);
    assert_int_equal(lc_writer_row(writer, values, wkb, 7), LC_INTERNAL);
    (void)lc_writer_close(writer);
}

/* Rows that were told to be written, or -1 after a failure. */
static int write_many(lc_ctx *ctx, const char *path, const char *driver)
{
    lc_writer *writer = NULL;
    lc_layer_spec towns = spec("towns", LC_GEOMETRY_MULTIPOLYGON);
    const lc_writer_options options = {.driver = driver, .stamp = STAMP};
    lc_status status = lc_writer_create(ctx, path, &options, &writer);
    if (status == LC_OK)
        status = lc_writer_layer(writer, &towns);
    if (status == LC_OK)
        status = write_rows(writer, 2000);
    lc_status closed = lc_writer_close(writer);
    status = status == LC_OK ? closed : status;
    if (status == LC_OK)
        return 2000;
    assert_int_equal(status, LC_IO);
    assert_message(ctx, "is the disk full");
    return -1;
}

/* A limit on the size of files stands for a disk that fills up: the system refuses what goes
 * beyond. */
static void full_disk(lc_ctx *ctx, const char *driver, const char *ending)
{
    struct rlimit before, low;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    int told = 0, done = 0;
    for (rlim_t limit = 0; limit <= 1000000; limit += 37777) {
        char name[64];
        (void)snprintf(name, sizeof(name), "a%d%s", (int)limit, ending);
        lc_ctx_clear(ctx);
        low = (struct rlimit){.rlim_cur = limit, .rlim_max = before.rlim_max};
        (void)setrlimit(RLIMIT_FSIZE, &low);
        int rows = write_many(ctx, files_path(name), driver);
        (void)setrlimit(RLIMIT_FSIZE, &before);
        assert_true(rows == -1 || done > 0 || told > 0); /* nothing fits into 0 bytes */
        told += rows == -1;
        done += rows != -1;
        assert_true(rows != -1 || done == 0); /* once it fits, more room fits, too */
    }
    (void)signal(SIGXFSZ, handler);
    assert_true(told >= 3);
    assert_true(done >= 1);
}

static void test_full_disk_geopackage(void **state)
{
    full_disk(*state, "GPKG", ".gpkg");
}

static void test_full_disk_shapefile(void **state)
{
    full_disk(*state, "ESRI Shapefile", "");
}

static void test_full_disk_geojson(void **state)
{
    full_disk(*state, "GeoJSON", ".geojson");
}

/* U+FFFE and a control character may not stand in XML, however they are written. */
static void test_xml_takes_every_text(void **state)
{
    size_t size;
    unsigned char wkb[32];
    lc_writer *writer = create_ok(*state, "a.kml", "KML");
    lc_layer_spec points = spec("a", LC_GEOMETRY_POINT);
    assert_ok(*state, lc_writer_layer(writer, &points));
    size_t wkb_size = point(wkb, 121.5, 31.1);
    lc_value values[] = {{.text = "a\xEF\xBF\xBE\x01\xE4\xBA z"}, {.integer = 1}, {.real = 0.1}};
    assert_ok(*state, lc_writer_row(writer, values, wkb, wkb_size));
    assert_ok(*state, lc_writer_close(writer));
    char *text = files_read(files_path("a.kml"), &size);
    assert_non_null(strstr(text, "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD z"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FILES_TEST(test_geopackage),
        FILES_TEST(test_shapefile),
        FILES_TEST(test_geojson),
        FILES_TEST(test_tenths_stay_short),
        FILES_TEST(test_xml_takes_every_text),
        FILES_TEST(test_same_rows_same_bytes),
        FILES_TEST(test_index_of_many_points),
        FILES_TEST(test_layers_of_every_kind),
        FILES_TEST(test_empty_layer),
        FILES_TEST(test_long_text_is_cut_at_a_character),
        FILES_TEST(test_shapefile_in_gbk),
        FILES_TEST(test_styles_of_a_geopackage),
        FILES_TEST(test_finding_a_format),
        FILES_TEST(test_failing_to_create),
        FILES_TEST(test_geometry_of_another_kind),
        FILES_TEST(test_full_disk_geopackage),
        FILES_TEST(test_full_disk_shapefile),
        FILES_TEST(test_full_disk_geojson),
    };
    return cmocka_run_group_tests_name("gio_writer", tests, NULL, NULL);
}
