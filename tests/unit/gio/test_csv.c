#include "files.h"
#include "gio/gio.h"

/* Opens, or fails the test with the message. */
static lc_reader *open_ok(lc_ctx *ctx, const char *path, const char *encoding)
{
    lc_reader *reader = NULL;
    lc_reader_options options = {.encoding = encoding};
    assert_ok(ctx, lc_reader_open(ctx, path, &options, &reader));
    return reader;
}

static const lc_record *next_ok(lc_ctx *ctx, lc_reader *reader)
{
    const lc_record *record;
    assert_ok(ctx, lc_reader_next(reader, &record));
    return record;
}

static void test_header_and_rows(void **state)
{
    const char *path = files_write("a.csv", "街道, 人口 ,x\n南京东路,1234,1.50\n外滩,,abc\n");
    lc_reader *reader = open_ok(*state, path, NULL);
    const lc_layer_info *info = lc_reader_info(reader);
    assert_string_equal(info->driver, "CSV");
    assert_string_equal(info->layer, "a");
    assert_string_equal(info->encoding, "UTF-8");
    assert_null(info->crs_wkt);
    assert_false(info->has_geometry);
    assert_int_equal(info->field_count, 3);
    assert_string_equal(info->fields[0], "街道");
    assert_string_equal(info->fields[1], "人口");
    const lc_record *record = next_ok(*state, reader);
    assert_int_equal(record->row, 2);
    assert_string_equal(record->values[0], "南京东路");
    assert_string_equal(record->values[2], "1.50"); /* as written: text is text */
    assert_null(record->wkb);
    record = next_ok(*state, reader);
    assert_int_equal(record->row, 3);
    assert_null(record->values[1]);
    assert_null(next_ok(*state, reader));
    assert_null(next_ok(*state, reader));
    lc_reader_close(reader);
}

static void test_bom_is_dropped(void **state)
{
    lc_reader *reader = open_ok(*state,
                                files_write("a.csv", "\xEF\xBB\xBF"
                                                     "code,name\n1,a\n"),
                                NULL);
    assert_string_equal(lc_reader_info(reader)->fields[0], "code");
    lc_reader_close(reader);
}

static void test_line_ends(void **state)
{
    static const char *const texts[] = {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n",
                                        "a,b\r1,2\r3,4\r", "a,b\n1,2\n3,4"};
    for (size_t i = 0; i < 4; i++) {
        lc_reader *reader = open_ok(*state, files_write("a.csv", texts[i]), NULL);
        assert_int_equal(next_ok(*state, reader)->row, 2);
        const lc_record *record = next_ok(*state, reader);
        assert_int_equal(record->row, 3);
        assert_string_equal(record->values[1], "4");
        assert_null(next_ok(*state, reader));
        lc_reader_close(reader);
    }
}

static void test_quoted_newlines_count(void **state)
{
    const char *path = files_write("a.csv", "a,b\n\"one\ntwo\",\"say \"\"hi\"\"\"\n\n3,\"x,y\"\n");
    lc_reader *reader = open_ok(*state, path, NULL);
    const lc_record *record = next_ok(*state, reader);
    assert_int_equal(record->row, 2);
    assert_string_equal(record->values[0], "one\ntwo");
    assert_string_equal(record->values[1], "say \"hi\"");
    record = next_ok(*state, reader);
    assert_int_equal(record->row, 5); /* lines 2 and 3 are one row, 4 is empty */
    assert_string_equal(record->values[1], "x,y");
    lc_reader_close(reader);
}

static void test_quote_within_a_field_is_plain(void **state)
{
    lc_reader *reader = open_ok(*state, files_write("a.csv", "a,b\n5\" pipe,2\n"), NULL);
    assert_string_equal(next_ok(*state, reader)->values[0], "5\" pipe");
    lc_reader_close(reader);
}

static void test_separators(void **state)
{
    static const char *const texts[] = {"a;b;c,d\n1;2,5;3\n", "a\tb\tc\n1\t2,5\t3\n",
                                        "\"a;x;y;z\",b,c\n1,\"2,5\",3\n"};
    for (size_t i = 0; i < 3; i++) {
        lc_reader *reader = open_ok(*state, files_write("a.txt", texts[i]), NULL);
        assert_int_equal(lc_reader_info(reader)->field_count, 3);
        assert_string_equal(next_ok(*state, reader)->values[1], "2,5");
        lc_reader_close(reader);
    }
}

static void test_blank_rows_are_none(void **state)
{
    lc_reader *reader =
        open_ok(*state, files_write("a.csv", "a,b\n,\n  ,\xE3\x80\x80\n1,2\n,,\n"), NULL);
    assert_int_equal(next_ok(*state, reader)->row, 4);
    assert_null(next_ok(*state, reader));
    lc_reader_close(reader);
}

static void test_short_and_long_rows(void **state)
{
    lc_reader *reader = open_ok(*state, files_write("a.csv", "a,b\n1\n1,2,,\n1,2,3\n"), NULL);
    const lc_record *record = next_ok(*state, reader);
    assert_null(record->values[1]);
    assert_null(record->error);
    assert_null(next_ok(*state, reader)->error); /* nothing stands in the further fields */
    record = next_ok(*state, reader);
    assert_int_equal(record->row, 4);
    assert_string_equal(record->error, "has 3 fields where the header has 2");
    assert_string_equal(record->values[1], "2");
    lc_reader_close(reader);
}

/* 名称,面积 / 南京东路,12 in GBK (GB/T 2312 code points) */
static const char GBK[] =
    "\xC3\xFB\xB3\xC6,\xC3\xE6\xBB\xFD\n\xC4\xCF\xBE\xA9\xB6\xAB\xC2\xB7,12\n";

static void test_gbk_is_sniffed(void **state)
{
    lc_reader *reader = open_ok(*state, files_write("a.csv", GBK), NULL);
    assert_string_equal(lc_reader_info(reader)->encoding, "GB18030");
    assert_string_equal(lc_reader_info(reader)->fields[0], "名称");
    const lc_record *record = next_ok(*state, reader);
    assert_string_equal(record->values[0], "南京东路");
    assert_false(record->bad_encoding);
    lc_reader_close(reader);
}

static void test_gbk_far_behind_ascii_is_sniffed(void **state)
{
    lc_text text;
    lc_text_init(&text, *state);
    lc_text_add(&text, "name,n\n");
    for (int i = 0; i < 300000; i++)
        lc_text_addf(&text, "abcdefgh,%d\n", i);
    lc_text_add(&text, "\xC4\xCF\xBE\xA9\xB6\xAB\xC2\xB7,1\n");
    lc_reader *reader = open_ok(*state, files_write_bytes("a.csv", text.bytes, text.size), NULL);
    assert_string_equal(lc_reader_info(reader)->encoding, "GB18030");
    lc_reader_close(reader);
    lc_text_clear(&text);
}

static void test_explicit_encoding_wins(void **state)
{
    static const char *const names[] = {"GBK", "gb2312", "936", "GB18030"};
    for (size_t i = 0; i < 4; i++) {
        lc_reader *reader = open_ok(*state, files_write("a.csv", GBK), names[i]);
        assert_string_equal(next_ok(*state, reader)->values[0], "南京东路");
        lc_reader_close(reader);
    }
    /* "é" is E9 in windows-1252 and would be half a Chinese character in GBK */
    lc_reader *reader = open_ok(*state,
                                files_write("b.csv", "name\nCaf\xE9"
                                                     "a\n"),
                                "1252");
    assert_string_equal(lc_reader_info(reader)->encoding, "CP1252");
    assert_string_equal(next_ok(*state, reader)->values[0], "Caféa");
    lc_reader_close(reader);
}

static void test_wrong_encoding_is_flagged(void **state)
{
    lc_reader *reader = open_ok(*state, files_write("a.csv", GBK), "UTF-8");
    const lc_record *record = next_ok(*state, reader);
    assert_true(record->bad_encoding);
    assert_string_equal(record->values[1], "12");
    assert_true(lc_text_is_utf8(record->values[0], strlen(record->values[0])));
    lc_reader_close(reader);
}

static void test_one_broken_line_does_not_make_it_gbk(void **state)
{
    lc_reader *reader = open_ok(*state, files_write("a.csv", "名称\n南京\n\xFFx\n外滩\n"), NULL);
    assert_string_equal(lc_reader_info(reader)->encoding, "UTF-8");
    assert_false(next_ok(*state, reader)->bad_encoding);
    const lc_record *record = next_ok(*state, reader);
    assert_true(record->bad_encoding);
    assert_string_equal(record->values[0], "\xEF\xBF\xBDx");
    assert_string_equal(next_ok(*state, reader)->values[0], "外滩");
    lc_reader_close(reader);
}

static void test_coordinates_stay_columns(void **state)
{
    (void)files_write("a.csvt", "WKT,Real,Real\n");
    lc_reader *reader =
        open_ok(*state, files_write("a.csv", "WKT,lon,lat\nPOINT (1 2),1,2\n"), NULL);
    assert_false(lc_reader_info(reader)->has_geometry);
    assert_int_equal(lc_reader_info(reader)->field_count, 3);
    const lc_record *record = next_ok(*state, reader);
    assert_null(record->wkb);
    assert_string_equal(record->values[0], "POINT (1 2)");
    lc_reader_close(reader);
}

/* Opening must fail with `status` and a message that holds `part`. */
static void fails(lc_ctx *ctx, const char *path, const lc_reader_options *options, lc_status status,
                  const char *part)
{
    lc_reader *reader;
    lc_ctx_clear(ctx);
    assert_int_equal(lc_reader_open(ctx, path, options, &reader), status);
    assert_null(reader);
    assert_message(ctx, part);
}

static void test_failing_to_open(void **state)
{
    lc_ctx *ctx = *state;
    lc_reader_options klingon = {.encoding = "klingon"}, other = {.layer = "b"};
    fails(ctx, files_write("a.csv", "a\n"), &klingon, LC_USAGE, "\"klingon\" is not known");
    fails(ctx, files_path("a.csv"), &other, LC_INPUT, "no layer or sheet \"b\"");
    fails(ctx, files_write("a.csv", "\n\r\n\n"), NULL, LC_INPUT, "empty lines");
    fails(ctx,
          files_write_bytes("a.csv",
                            "\xFF\xFE"
                            "a\0,\0b\0",
                            8),
          NULL, LC_INPUT, "UTF-16");
    fails(ctx, files_write_bytes("a.csv", "a\0b\n", 4), NULL, LC_INPUT, "no text file");
    fails(ctx, files_write("a.csv", "PK\003\004abc"), NULL, LC_INPUT, "spreadsheet");
}

static void test_zero_byte_is_told(void **state)
{
    lc_reader *reader = open_ok(*state, files_write_bytes("a.csv", "a,b\nx\0y,2\n", 10), NULL);
    const lc_record *record = next_ok(*state, reader);
    assert_string_equal(record->error, "holds a zero byte");
    assert_string_equal(record->values[1], "2");
    lc_reader_close(reader);
}

static void test_unclosed_quote_names_its_line(void **state)
{
    lc_reader *reader = open_ok(*state, files_write("a.csv", "a,b\n1,2\n3,\"x\n4,5\n"), NULL);
    const lc_record *record;
    (void)next_ok(*state, reader);
    assert_int_equal(lc_reader_next(reader, &record), LC_INPUT);
    assert_null(record);
    assert_message(*state, "line 3");
    lc_reader_close(reader);
}

static void test_header_alone(void **state)
{
    lc_reader *reader = open_ok(*state, files_write("a.csv", "a,b,,\n"), NULL);
    assert_int_equal(lc_reader_info(reader)->field_count, 4);
    assert_string_equal(lc_reader_info(reader)->fields[2], "");
    assert_null(next_ok(*state, reader));
    lc_reader_close(reader);
}

static void test_share_grows_to_one(void **state)
{
    lc_reader *reader = open_ok(*state, files_write("a.csv", "a\n1\n2\n"), NULL);
    double before = lc_reader_share(reader);
    assert_true(before >= 0 && before < 1);
    while (next_ok(*state, reader) != NULL)
        continue;
    assert_true(lc_reader_share(reader) > 0.999);
    lc_reader_close(reader);
}

/* 26,105 rows (counted with wc -l), of which every one has its coordinates. */
static void test_real_points(void **state)
{
    lc_reader *reader = open_ok(*state, files_real("shanghai/residential_points.csv"), NULL);
    size_t rows = 0;
    const lc_record *record;
    while ((record = next_ok(*state, reader)) != NULL) {
        assert_false(record->bad_encoding);
        assert_null(record->error);
        rows++;
    }
    assert_int_equal(rows, 26105);
    lc_reader_close(reader);
}

/* A table that is compiled in is read as if it lay in a file, and called by its name. */
static void test_a_table_in_memory(void **state)
{
    static const char text[] = "\xEF\xBB\xBF"
                               "name,kind\r\n\"a\nb\",\xE7\x94\xB2\r\n\r\nc,d,e\r\n";
    const lc_reader_options options = {.bytes = text, .byte_count = sizeof text - 1};
    lc_ctx *ctx = *state;
    lc_reader *reader = NULL;
    const lc_record *record = NULL;
    assert_ok(ctx, lc_reader_open(ctx, "plan:somewhere-2020", &options, &reader));
    const lc_layer_info *info = lc_reader_info(reader);
    assert_string_equal(info->layer, "plan:somewhere-2020");
    assert_string_equal(info->driver, "CSV");
    assert_string_equal(info->encoding, "UTF-8");
    assert_int_equal(info->field_count, 2);
    assert_string_equal(info->fields[0], "name");
    assert_ok(ctx, lc_reader_next(reader, &record));
    assert_int_equal(record->row, 2);
    assert_string_equal(record->values[0], "a\nb");
    assert_string_equal(record->values[1], "\xE7\x94\xB2");
    assert_ok(ctx, lc_reader_next(reader, &record));
    assert_int_equal(record->row, 5);
    assert_non_null(record->error);
    assert_ok(ctx, lc_reader_next(reader, &record));
    assert_null(record);
    lc_reader_close(reader);
    const lc_reader_options broken = {.bytes = "\"", .byte_count = 1};
    assert_int_equal(lc_reader_open(ctx, "plan:broken", &broken, &reader), LC_INPUT);
    assert_message(ctx, "plan:broken: line 1: a quotation mark opens here");
    assert_null(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FILES_TEST(test_header_and_rows),
        FILES_TEST(test_bom_is_dropped),
        FILES_TEST(test_line_ends),
        FILES_TEST(test_quoted_newlines_count),
        FILES_TEST(test_quote_within_a_field_is_plain),
        FILES_TEST(test_separators),
        FILES_TEST(test_blank_rows_are_none),
        FILES_TEST(test_short_and_long_rows),
        FILES_TEST(test_gbk_is_sniffed),
        FILES_TEST(test_gbk_far_behind_ascii_is_sniffed),
        FILES_TEST(test_explicit_encoding_wins),
        FILES_TEST(test_wrong_encoding_is_flagged),
        FILES_TEST(test_one_broken_line_does_not_make_it_gbk),
        FILES_TEST(test_coordinates_stay_columns),
        FILES_TEST(test_failing_to_open),
        FILES_TEST(test_zero_byte_is_told),
        FILES_TEST(test_unclosed_quote_names_its_line),
        FILES_TEST(test_header_alone),
        FILES_TEST(test_share_grows_to_one),
        FILES_TEST(test_real_points),
        FILES_TEST(test_a_table_in_memory),
    };
    return cmocka_run_group_tests_name("gio_csv", tests, NULL, NULL);
}
