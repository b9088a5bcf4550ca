#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lc_test.h"

/* Numbers of up to 15 digits are read without strtod, and are what it says to the last bit. */
static void plain_numbers_are_exact(void **state)
{
    (void)state;
    uint64_t seed = 12345;
    for (int i = 0; i < 200000; i++) {
        char text[32];
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        int digits = (int)(seed >> 60) + 1, behind = (int)(seed >> 56 & 15);
        uint64_t number = (seed >> 8) % UINT64_C(10000000000000000);
        (void)snprintf(text, sizeof text, "%s%0*llu", i % 2 ? "-" : "", digits,
                       (unsigned long long)number);
        size_t size = strlen(text), point = behind < (int)size - 2 ? size - (size_t)behind : size;
        memmove(text + point + 1, text + point, size - point + 1);
        text[point] = '.';
        double value = 0;
        assert_true(lc_text_number(text, &value));
        if (memcmp(&value, &(double){strtod(text, NULL)}, sizeof value) != 0)
            fail_msg("%s: %.17g", text, value);
    }
}

static void reads_numbers_as_people_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
        double value;
    } cases[] = {
        {"12", true, 12},    {" 12.50 ", true, 12.5}, {"-3", true, -3},
        {"+4", true, 4},     {"1,234", true, 1234},   {"1,234.5", true, 1234.5},
        {"12,34", false, 0}, {"1,2345", false, 0},    {"１２．５", true, 12.5},
        {"１２", true, 12},  {"1e3", true, 1000},     {"", false, 0},
        {"  ", false, 0},    {"12 m2", false, 0},     {"nan", false, 0},
        {"inf", false, 0},   {"0x10", false, 0},      {".5", true, 0.5},
        {".", false, 0},     {"1e999", false, 0},     {"12平方米", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = 0;
        bool good = lc_text_number(cases[i].text, &value);
        if (good != cases[i].good)
            fail_msg("\"%s\": %d", cases[i].text, good);
        if (good && cases[i].good)
            assert_true(value == cases[i].value);
    }
}

static void reads_whole_numbers_only(void **state)
{
    (void)state;
    int64_t value;
    assert_true(lc_text_integer("1,000", &value));
    assert_int_equal(value, 1000);
    assert_true(lc_text_integer("3.0", &value));
    assert_false(lc_text_integer("3.5", &value));
    assert_false(lc_text_integer("1e300", &value));
}

static void reads_dates(void **state)
{
    (void)state;
    static const char *const good[][2] = {
        {"2025-12-31", "2025-12-31"}, {"2025/1/2", "2025-01-02"},
        {"20250102", "2025-01-02"},   {"2025年3月4日", "2025-03-04"},
        {"2025-07", "2025-07-01"},    {"2025", "2025-01-01"},
        {"2024-02-29", "2024-02-29"}, {"2025/01/02 00:00:00", "2025-01-02"},
        {"2025年3月", "2025-03-01"},
    };
    static const char *const bad[] = {"",           "soon",      "2025-13-01", "2025-02-29",
                                      "31/12/2025", "2025-1-2x", "202501"};
    char out[11];
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        if (!lc_text_date(good[i][0], out))
            fail_msg("not read: %s", good[i][0]);
        assert_string_equal(out, good[i][1]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (lc_text_date(bad[i], out))
            fail_msg("read: %s", bad[i]);
}

/* What is of a year or a month is of its last day; a whole date stays. */
static void a_period_ends_on_its_last_day(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"2025", "2025-12-31"},      {"2025年", "2025-12-31"}, {"2025-06", "2025-06-30"},
        {"2024年2月", "2024-02-29"}, {"2023/2", "2023-02-28"}, {"2025-01-02", "2025-01-02"},
        {"20250102", "2025-01-02"},
    };
    char out[11];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(lc_text_date_end(cases[i][0], out));
        assert_string_equal(out, cases[i][1]);
    }
    assert_false(lc_text_date_end("2025-13", out));
    assert_false(lc_text_date_end("2025-00", out));
    assert_false(lc_text_date_end("soon", out));
}

static void trims_all_blanks(void **state)
{
    (void)state;
    char text[] = " \t\xE3\x80\x80\xEF\xBB\xBF名 称\xE3\x80\x80 ";
    assert_string_equal(lc_text_trim(text), "名 称");
    assert_true(lc_text_blank("\xE3\x80\x80 "));
    assert_true(lc_text_blank(NULL));
    assert_false(lc_text_blank("x"));
}

static void tells_utf8_from_other_bytes(void **state)
{
    (void)state;
    assert_true(lc_text_is_utf8("云溪区", 9));
    assert_false(lc_text_is_utf8("\xD4\xC6\xCF\xAA", 4)); /* 云溪 in GBK */
    assert_false(lc_text_is_utf8("\xC0\x80", 2));         /* overlong */
    assert_false(lc_text_is_utf8("\xED\xA0\x80", 3));     /* surrogate */
    assert_false(lc_text_is_utf8("\xE4\xBA", 2));         /* cut */
}

static void day(lc_ctx *ctx, lc_language language, const char *iso, const char *words)
{
    lc_ctx_set_language(ctx, language);
    assert_string_equal(lc_date_words(ctx, iso).s, words);
}

static void days_as_people_write_them(void **state)
{
    day(*state, LC_LANG_ZH, "2026-11-05", "2026年11月5日");
    day(*state, LC_LANG_EN, "2026-11-05", "5 November 2026");
    day(*state, LC_LANG_EN, "2024-02-29", "29 February 2024");
    day(*state, LC_LANG_ZH, "2024", "2024");
    day(*state, LC_LANG_EN, "2026-13-05", "2026-13-05");
    day(*state, LC_LANG_EN, "2026-1-05", "2026-1-05");
    day(*state, LC_LANG_EN, "2026-11-051", "2026-11-051");
    day(*state, LC_LANG_EN, NULL, "");
    day(*state, LC_LANG_EN, "", "");
    day(*state, LC_LANG_EN, "一二三四五六七八九十一二三四五",
        "一二三四五六七八九十一二三"); /* whole */
}

#define BAD "\xEF\xBF\xBD" /* U+FFFD */

static void escapes_for_html(void **state)
{
    lc_text text;
    lc_text_init(&text, *state);
    lc_text_add_html(&text, "<script a='1'>&\"\x01\xEF\xBF\xBF\xEF\xBC\x81");
    assert_string_equal(text.bytes, "&lt;script a=&#39;1&#39;&gt;&amp;&quot;\xEF\xBF\xBD"
                                    "\xEF\xBF\xBD\xEF\xBC\x81");
    lc_text_clear(&text);
    lc_text_add_html(&text,
                     "a<\xE4\xBA>\xFF\xEF\xB7\x90\xF0\x9F\xBF\xBE\xF0\x9F\x98\x80\xED\xA0\x80");
    assert_string_equal(text.bytes,
                        "a&lt;" BAD BAD "&gt;" BAD BAD BAD "\xF0\x9F\x98\x80" BAD BAD BAD);
    lc_text_clear(&text);
    lc_text_add_html(&text, NULL);
    assert_null(text.bytes);
}

static void cleans_what_is_no_text(void **state)
{
    static const char *const cases[][2] = {
        {"云 <&\t\r\n'\">", "云 <&\t\r\n'\">"},
        {"a\x01\x1B", "a" BAD BAD},
        {"\xEF\xB7\x8F\xEF\xB7\x90\xEF\xB7\xAF\xEF\xB7\xB0", "\xEF\xB7\x8F" BAD BAD "\xEF\xB7\xB0"},
        {"\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD", BAD BAD BAD},
        {"\xF4\x8F\xBF\xBF", BAD},
        {"x\xE4\xBA", "x" BAD BAD},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lc_text text;
        lc_text_init(&text, *state);
        lc_text_add_clean(&text, cases[i][0], strlen(cases[i][0]));
        char *out = lc_text_take(&text);
        assert_string_equal(out, cases[i][1]);
        free(out);
    }
}

static void cuts_between_characters(void **state)
{
    char out[6];
    (void)state;
    lc_text_cut(out, sizeof out, "云溪");
    assert_string_equal(out, "云");
    lc_text_cut(out, sizeof out, "a云b溪");
    assert_string_equal(out, "a云b");
    lc_text_cut(out, sizeof out, "a云");
    assert_string_equal(out, "a云");
    lc_text_cut(out, 3, "云");
    assert_string_equal(out, "");
}

static void escapes_for_csv(void **state)
{
    static const char *const cases[][2] = {
        {"plain", "plain"},
        {"a,b", "\"a,b\""},
        {"say \"x\"", "\"say \"\"x\"\"\""},
        {"-12.5", "-12.5"},
        {"=1+1", "\"'=1+1\""},
        {"@SUM(A1)", "\"'@SUM(A1)\""},
        {"+cmd|' /C calc'!A0", "\"'+cmd|' /C calc'!A0\""},
        {"\tx", "\"'\tx\""},
        {"=", "="},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lc_text text;
        lc_text_init(&text, *state);
        lc_text_add_csv(&text, cases[i][0]);
        char *out = lc_text_take(&text);
        assert_string_equal(out, cases[i][1]);
        free(out);
    }
}

static void escapes_for_json(void **state)
{
    lc_text text;
    lc_text_init(&text, *state);
    lc_text_add_json(&text, "a\"b\\c\n云\xD4\x7F\xC2\x9B");
    lc_text_add(&text, ",");
    lc_text_add_json(&text, NULL);
    assert_string_equal(text.bytes, "\"a\\\"b\\\\c\\u000a云\xEF\xBF\xBD\\u007f\\u009b\",null");
    lc_text_clear(&text);
}

static void writes_numbers_alike_everywhere(void **state)
{
    lc_text text;
    lc_text_init(&text, *state);
    lc_text_add_number(&text, 0.1 + 0.2, "");
    lc_text_add(&text, " ");
    lc_text_add_number(&text, -0.0, "");
    lc_text_add(&text, " ");
    lc_text_add_number(&text, 600000, "");
    lc_text_add(&text, " ");
    lc_text_add_number(&text, 0.0 / 0.0, "null");
    assert_string_equal(text.bytes, "0.3 0 600000 null");
    lc_text_clear(&text);
}

/* Against printf, whose digits are exact: halves, carries, the edges of the fast way, both signs,
 * and numbers of every size. */
static void writes_the_digits_of_printf(void **state)
{
    static const double hard[] = {0.5,
                                  1.5,
                                  0.1,
                                  0.3,
                                  1.0 / 3,
                                  2.0 / 3,
                                  1e-4,
                                  9.9999999999995e-5,
                                  0.00012345678901250,
                                  123456789012.5,
                                  123456789013.5,
                                  999999999999.5,
                                  999999999999.4,
                                  99999999999.95,
                                  9.99999999999949,
                                  9.99999999999951,
                                  0.999999999999499,
                                  0.9999999999995,
                                  1e11,
                                  1e12,
                                  1e12 - 1,
                                  1e15,
                                  1e16,
                                  1e300,
                                  5e-324,
                                  1.0000000000005,
                                  2.0000000000015,
                                  4294967295.0,
                                  0.000244140625,
                                  37.0000000000001,
                                  1234567890.12345};
    const size_t hard_count = sizeof hard / sizeof *hard;
    lc_text text;
    lc_text_init(&text, *state);
    uint64_t seed = 88172645463325252u;
    for (size_t i = 0; i < hard_count + 300000; i++) {
        seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17; /* xorshift, Marsaglia 2003 */
        double number = i < hard_count
                            ? hard[i]
                            : (double)(seed >> 12) / 1e6 * pow(10, (double)(seed % 26) - 16);
        if (i >= hard_count && seed % 3 == 0) /* few digits, as in what people write */
            number = (double)(seed >> 40) / pow(10, (double)(seed % 11));
        number = i % 2 == 0 ? number : -number;
        char expected[40];
        (void)snprintf(expected, sizeof expected, "%.12g", number == 0 ? 0.0 : number);
        text.size = 0;
        lc_text_add_number(&text, number, "");
        assert_string_equal(text.bytes, expected);
    }
    lc_text_clear(&text);
}

static void knows_an_ending(void **state)
{
    (void)state;
    assert_true(lc_text_ends("镇.SHP", ".shp") && lc_text_ends(".shp", ".shp"));
    assert_false(lc_text_ends("shp", ".shp") || lc_text_ends("a.shp.zip", ".shp"));
}

static void finds_the_nearest_name(void **state)
{
    (void)state;
    static const char *const keys[] = {"facilities", "population", "regions", "limits_min"};
    assert_string_equal(lc_text_nearest("facilites", keys, 4), "facilities");
    assert_string_equal(lc_text_nearest("Region", keys, 4), "regions");
    assert_null(lc_text_nearest("zebra", keys, 4));
    assert_true(lc_text_same_name("Area_M2", "area m2"));
    assert_false(lc_text_same_name("area", "area2"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(reads_numbers_as_people_write_them),
        LC_TEST(plain_numbers_are_exact),
        LC_TEST(reads_whole_numbers_only),
        LC_TEST(reads_dates),
        LC_TEST(a_period_ends_on_its_last_day),
        LC_TEST(trims_all_blanks),
        LC_TEST(tells_utf8_from_other_bytes),
        LC_TEST(days_as_people_write_them),
        LC_TEST(escapes_for_html),
        LC_TEST(cleans_what_is_no_text),
        LC_TEST(cuts_between_characters),
        LC_TEST(escapes_for_csv),
        LC_TEST(knows_an_ending),
        LC_TEST(finds_the_nearest_name),
        LC_TEST(escapes_for_json),
        LC_TEST(writes_numbers_alike_everywhere),
        LC_TEST(writes_the_digits_of_printf),
    };
    return cmocka_run_group_tests_name("base_text", tests, NULL, NULL);
}
