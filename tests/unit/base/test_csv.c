/* The reader of tables in memory, against what RFC 4180 says. */
#include "lc_test.h"

static void read_all(lc_ctx *ctx, const char *text, lc_csv *csv, size_t *rows, char *joined)
{
    assert_ok(ctx, lc_csv_init(csv, ctx, text, strlen(text)));
    joined[0] = '\0';
    *rows = 0;
    for (bool row = true; row;) {
        assert_ok(ctx, lc_csv_next(csv, &row));
        for (size_t i = 0; row && i < csv->field_count; i++) {
            strcat(joined, "[");
            strcat(joined, lc_csv_field(csv, i));
            strcat(joined, "]");
        }
        *rows += row;
    }
}

static void expect(lc_ctx *ctx, const char *text, size_t rows, const char *joined)
{
    lc_csv csv;
    size_t n;
    char out[256];
    read_all(ctx, text, &csv, &n, out);
    assert_int_equal(n, rows);
    assert_string_equal(out, joined);
    lc_csv_clear(&csv);
}

static void plain_rows(void **state)
{
    expect(*state, "a,b\nc,d\n", 2, "[a][b][c][d]");
    expect(*state, "a,b\r\nc,d", 2, "[a][b][c][d]");
}

static void empty_fields_stay(void **state)
{
    expect(*state, "a,,c\n,,\n", 2, "[a][][c][][][]");
}

static void quotes(void **state)
{
    expect(*state, "\"a,b\",\"say \"\"hi\"\"\"\n\"x\ny\",z\n", 2, "[a,b][say \"hi\"][x\ny][z]");
    expect(*state, "\"\",b\n", 1, "[][b]");
}

static void mark_and_blank_lines_are_skipped(void **state)
{
    expect(*state,
           "\xEF\xBB\xBF"
           "a\n\n\r\nb\n",
           2, "[a][b]");
    expect(*state, "", 0, "");
}

static void lines_are_counted_through_quotes(void **state)
{
    lc_ctx *ctx = *state;
    lc_csv csv;
    const char *text = "\"a\nb\",1\nc,2\n";
    bool row;
    assert_ok(ctx, lc_csv_init(&csv, ctx, text, strlen(text)));
    assert_ok(ctx, lc_csv_next(&csv, &row));
    assert_int_equal(csv.line, 1);
    assert_ok(ctx, lc_csv_next(&csv, &row));
    assert_int_equal(csv.line, 3);
    assert_string_equal(lc_csv_field(&csv, 1), "2");
    assert_string_equal(lc_csv_field(&csv, 7), "");
    lc_csv_clear(&csv);
}

static void open_quote_is_told(void **state)
{
    lc_ctx *ctx = *state;
    lc_csv csv;
    bool row;
    assert_ok(ctx, lc_csv_init(&csv, ctx, "a\n\"b", 4));
    assert_ok(ctx, lc_csv_next(&csv, &row));
    assert_int_equal(lc_csv_next(&csv, &row), LC_INPUT);
    assert_false(row);
    assert_message(ctx, "Line 2");
    lc_csv_clear(&csv);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(plain_rows),
        LC_TEST(empty_fields_stay),
        LC_TEST(quotes),
        LC_TEST(mark_and_blank_lines_are_skipped),
        LC_TEST(lines_are_counted_through_quotes),
        LC_TEST(open_quote_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
