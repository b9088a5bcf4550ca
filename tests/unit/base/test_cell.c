/* Cells as planners fill them in: a table of what each says, and numbers written in every form that
 * come back as they were. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lc_test.h"

#define A LC_QUANTITY_AREA_M2
#define P LC_QUANTITY_PEOPLE
#define B LC_QUANTITY_BEDS

static const struct {
    const char *text;
    lc_quantity quantity;
    lc_cell_sense sense;
    double value;
} cells[] = {
    /* plain: nothing to tell */
    {"1200", A, LC_CELL_NUMBER, 1200},
    {"１２００", A, LC_CELL_NUMBER, 1200},
    {"1,200", A, LC_CELL_NUMBER, 1200},
    {"1，200", A, LC_CELL_NUMBER, 1200},
    {"１，２００．５", A, LC_CELL_NUMBER, 1200.5},
    {"1 200", A, LC_CELL_NUMBER, 1200},
    {"1\xC2\xA0"
     "200 000",
     A, LC_CELL_NUMBER, 1200000},
    {"1'200", A, LC_CELL_NUMBER, 1200},
    {"1’200’300", P, LC_CELL_NUMBER, 1200300},
    {"'1200", A, LC_CELL_NUMBER, 1200},
    {"1e3", A, LC_CELL_NUMBER, 1000},
    {"-5", A, LC_CELL_NUMBER, -5},
    {"－5", A, LC_CELL_NUMBER, -5},
    {"−5", A, LC_CELL_NUMBER, -5},
    {"1,200㎡", A, LC_CELL_NUMBER, 1200},
    {"1200平方米", A, LC_CELL_NUMBER, 1200},
    {"1200 m2", A, LC_CELL_NUMBER, 1200},
    {"1200 M²", A, LC_CELL_NUMBER, 1200},
    {"1200（平方米）", A, LC_CELL_NUMBER, 1200},
    {"30人", P, LC_CELL_NUMBER, 30},
    {"120张", B, LC_CELL_NUMBER, 120},
    {"120床", B, LC_CELL_NUMBER, 120},
    {"60个", LC_QUANTITY_PLACES, LC_CELL_NUMBER, 60},
    {"300客", LC_QUANTITY_MEALS, LC_CELL_NUMBER, 300},
    {"300份/天", LC_QUANTITY_MEALS, LC_CELL_NUMBER, 300},
    /* nothing */
    {"", A, LC_CELL_EMPTY, 0},
    {"　", A, LC_CELL_EMPTY, 0},
    {"--", A, LC_CELL_EMPTY, 0},
    {"/", A, LC_CELL_EMPTY, 0},
    {"—", A, LC_CELL_EMPTY, 0},
    {"——", A, LC_CELL_EMPTY, 0},
    {"无", A, LC_CELL_EMPTY_WORD, 0},
    {"暂无", A, LC_CELL_EMPTY_WORD, 0},
    {"N/A", A, LC_CELL_EMPTY_WORD, 0},
    {"待定", A, LC_CELL_EMPTY_WORD, 0},
    /* read by interpretation */
    {"约1200", A, LC_CELL_APPROXIMATE, 1200},
    {"1200左右", A, LC_CELL_APPROXIMATE, 1200},
    {"约 1,200㎡", A, LC_CELL_APPROXIMATE, 1200},
    {"1200余平方米", A, LC_CELL_APPROXIMATE, 1200},
    {"1200平方米左右", A, LC_CELL_APPROXIMATE, 1200},
    {"about 300", A, LC_CELL_APPROXIMATE, 300},
    {"约1.2万", P, LC_CELL_APPROXIMATE, 12000},
    {"~300", A, LC_CELL_APPROXIMATE, 300},
    {"1.2万", P, LC_CELL_CONVERTED, 12000},
    {"1.2万人", P, LC_CELL_CONVERTED, 12000},
    {"1.2 万人", P, LC_CELL_CONVERTED, 12000},
    {"0.12万平方米", A, LC_CELL_CONVERTED, 1200},
    {"0.12万㎡", A, LC_CELL_CONVERTED, 1200},
    {"3亩", A, LC_CELL_CONVERTED, 2000},
    {"0.5公顷", A, LC_CELL_CONVERTED, 5000},
    {"0.5 ha", A, LC_CELL_CONVERTED, 5000},
    {"0.01平方公里", A, LC_CELL_CONVERTED, 10000},
    /* no number */
    {"1200-1500", A, LC_CELL_RANGE, 0},
    {"1200～1500", A, LC_CELL_RANGE, 0},
    {"1200至1500㎡", A, LC_CELL_RANGE, 0},
    {"1200㎡-1500㎡", A, LC_CELL_RANGE, 0},
    {"约1200—1500", A, LC_CELL_RANGE, 0},
    {"100/120", B, LC_CELL_RANGE, 0},
    {"≥1200", A, LC_CELL_BOUND, 0},
    {">=1200", A, LC_CELL_BOUND, 0},
    {"＞1200", A, LC_CELL_BOUND, 0},
    {"不少于1200㎡", A, LC_CELL_BOUND, 0},
    {"1200以上", A, LC_CELL_BOUND, 0},
    {"1200平方米以上", A, LC_CELL_BOUND, 0},
    {"1200+", A, LC_CELL_BOUND, 0},
    {"1200元", A, LC_CELL_OTHER_UNIT, 0},
    {"3亩", P, LC_CELL_OTHER_UNIT, 0},
    {"350户", P, LC_CELL_OTHER_UNIT, 0},
    {"12%", A, LC_CELL_OTHER_UNIT, 0},
    {"120张", A, LC_CELL_OTHER_UNIT, 0},
    {"12人", LC_QUANTITY_PLAIN, LC_CELL_OTHER_UNIT, 0},
    {"一千二百", A, LC_CELL_NUMERALS, 0},
    {"三十张", B, LC_CELL_NUMERALS, 0},
    {"约三百", A, LC_CELL_NUMERALS, 0},
    {"#REF!", A, LC_CELL_ERROR, 0},
    {"#N/A", A, LC_CELL_ERROR, 0},
    {"#DIV/0!", A, LC_CELL_ERROR, 0},
    {"######", A, LC_CELL_ERROR, 0},
    {"1.200,50", A, LC_CELL_BAD, 0},
    {"1,20", A, LC_CELL_BAD, 0},
    {"1,2000", A, LC_CELL_BAD, 0},
    {"12,345 678", A, LC_CELL_BAD, 0},
    {"1..2", A, LC_CELL_BAD, 0},
    {"inf", A, LC_CELL_BAD, 0},
    {"nan", A, LC_CELL_BAD, 0},
    {"0x10", A, LC_CELL_OTHER_UNIT, 0},
    {"1e999", A, LC_CELL_OTHER_UNIT, 0},
    {"(1200)", A, LC_CELL_BAD, 0},
    {"万", A, LC_CELL_BAD, 0},
    {"约", A, LC_CELL_BAD, 0},
    {"many", A, LC_CELL_BAD, 0},
};

static void reads_cells(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        double value = -1;
        lc_cell_sense sense = lc_cell_read(cells[i].text, cells[i].quantity, &value);
        if (sense != cells[i].sense)
            fail_msg("\"%s\": sense %d, not %d", cells[i].text, (int)sense, (int)cells[i].sense);
        bool number =
            sense == LC_CELL_NUMBER || sense == LC_CELL_APPROXIMATE || sense == LC_CELL_CONVERTED;
        if (number ? fabs(value - cells[i].value) > 1e-9 : !isnan(value))
            fail_msg("\"%s\": %.17g, not %.17g", cells[i].text, value, cells[i].value);
    }
    double value = 0;
    assert_int_equal(lc_cell_read(NULL, A, &value), LC_CELL_EMPTY);
    assert_true(isnan(value));
    char longest[400];
    memset(longest, '1', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    assert_int_equal(lc_cell_read(longest, A, &value), LC_CELL_BAD);
}

/* --- written in each form, a number comes back --- */

static void in_groups(const char *plain, const char *separator, char out[64])
{
    size_t whole = strcspn(plain, "."), n = 0;
    for (size_t i = 0; i < strlen(plain); i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            n += (size_t)snprintf(out + n, 64 - n, "%s", separator);
        out[n++] = plain[i];
    }
    out[n] = '\0';
}

static void in_full_width(const char *plain, char out[64])
{
    size_t n = 0;
    for (const char *at = plain; *at != '\0'; at++)
        n += (size_t)snprintf(out + n, 64 - n, "\xEF\xBC%c", 0x80 + (*at - ' '));
}

static void must_read(const char *text, lc_quantity quantity, lc_cell_sense sense, double value)
{
    double read = 0;
    lc_cell_sense got = lc_cell_read(text, quantity, &read);
    if (got != sense || fabs(read - value) > 1e-12 * fabs(value))
        fail_msg("\"%s\": sense %d, not %d; %.17g, not %.17g", text, (int)got, (int)sense, read,
                 value);
}

static void every_form_gives_the_number_back(void **state)
{
    (void)state;
    static const char *const separators[] = {",", "，", " ", "\xC2\xA0", "\xE2\x80\xAF", "'", "’"};
    static const struct {
        const char *form;
        lc_quantity quantity;
        lc_cell_sense sense;
        double factor;
    } forms[] = {{"%s㎡", A, LC_CELL_NUMBER, 1},
                 {" %s 平方米", A, LC_CELL_NUMBER, 1},
                 {"'%s", P, LC_CELL_NUMBER, 1},
                 {"%s人", P, LC_CELL_NUMBER, 1},
                 {"约%s", P, LC_CELL_APPROXIMATE, 1},
                 {"%s左右", B, LC_CELL_APPROXIMATE, 1},
                 {"约%s万人", P, LC_CELL_APPROXIMATE, 1e4},
                 {"%s万", B, LC_CELL_CONVERTED, 1e4},
                 {"%s万平方米", A, LC_CELL_CONVERTED, 1e4},
                 {"%s亩", A, LC_CELL_CONVERTED, 2000.0 / 3},
                 {"%s公顷", A, LC_CELL_CONVERTED, 1e4}};
    uint64_t seed = 20251231;
    for (int i = 0; i < 3000; i++) {
        char plain[32], written[64], cell[160];
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        uint64_t number = (seed >> 20) % (seed >> 60 < 8 ? 100000 : 10000000000);
        (void)snprintf(plain, sizeof plain, i % 2 ? "%llu" : "%llu.%02u",
                       (unsigned long long)number, (unsigned)(seed >> 33) % 100);
        double value = strtod(plain, NULL);
        in_full_width(plain, written);
        must_read(written, A, LC_CELL_NUMBER, value);
        for (size_t s = 0; s < sizeof separators / sizeof *separators; s++) {
            in_groups(plain, separators[s], written);
            must_read(written, A, LC_CELL_NUMBER, value);
            (void)snprintf(cell, sizeof cell, "约%s万平方米", written);
            must_read(cell, A, LC_CELL_APPROXIMATE, value * 1e4);
        }
        for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
            size_t before = (size_t)(strstr(forms[f].form, "%s") - forms[f].form);
            (void)snprintf(cell, sizeof cell, "%.*s%s%s", (int)before, forms[f].form, plain,
                           forms[f].form + before + 2);
            must_read(cell, forms[f].quantity, forms[f].sense, value * forms[f].factor);
        }
    }
}

/* --- rows and days --- */

static void knows_totals_and_remarks(void **state)
{
    (void)state;
    static const char *const totals[] = {
        "合计",       "总计",        "小计",       "合 计",         "合　计",
        "合计：",     "Total",       "SUM",        "Subtotal",      "浦东新区合计",
        "其中：小计", "Grand total", "合计（人）", "合计：3个小区", "全镇合计(常住)",
        "合计20",     "全部",        "累计",       "小计（街道）"};
    static const char *const others[] = {
        "",     "合计食堂（一）", "全部里社区",   "小计村2号", "会计事务所",
        "总部", "合计里社区",     "Totally fine", "设计院",    "统计"};
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++)
        if (!lc_cell_is_total(totals[i]))
            fail_msg("\"%s\" is a total", totals[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (lc_cell_is_total(others[i]))
            fail_msg("\"%s\" is no total", others[i]);
    assert_false(lc_cell_is_total(NULL));
    assert_true(lc_cell_is_remark(
        "注：本表数据截至 2025 "
        "年底，由各街镇填报，如有出入以民政局公布的为准，合计数含未开业的设施。"));
    assert_true(lc_cell_is_remark("备注:"));
    assert_true(lc_cell_is_remark("Note: as of 2025"));
    assert_true(lc_cell_is_remark("资料来源：区民政局"));
    assert_false(lc_cell_is_remark("注册护士站"));
    assert_false(lc_cell_is_remark(NULL));
}

static void reads_days(void **state)
{
    (void)state;
    static const struct {
        const char *text, *day;
        bool exact;
    } days[] = {
        {"2021-12-31", "2021-12-31", true},
        {"2021.12.31", "2021-12-31", true},
        {"2021/1/5", "2021-01-05", true},
        {"20211231", "2021-12-31", true},
        {"2021年12月5日", "2021-12-05", true},
        {"2021-12-31T08:00:00", "2021-12-31", true},
        {"2021-12-31 08:00", "2021-12-31", true},
        {"２０２１年１２月", "2021-12-01", false},
        {"2021年12月", "2021-12-01", false},
        {"2021", "2021-01-01", false},
        {"2021年", "2021-01-01", false},
        {"202112", "2021-12-01", false},
        {"44561", "2021-12-31", false},
        {"44561.5", "2021-12-31", false},
        {"25569", "1970-01-01", false},
        {"20000", "1954-10-03", false},
        {"79999", "2119-01-10", false},
        {"43890", "2020-02-29", false},
        {"80000", NULL, false},
        {"19999", NULL, false},
        {"202113", NULL, false},
        {"2021-02-30", NULL, false},
        {"31/12/2021", NULL, false},
        {"待定", NULL, false},
        {"", NULL, false},
    };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        char day[11];
        bool exact = false, good = lc_cell_date(days[i].text, day, &exact);
        if (good != (days[i].day != NULL) || (good && strcmp(day, days[i].day) != 0) ||
            (good && exact != days[i].exact))
            fail_msg("\"%s\": %d \"%s\" %d", days[i].text, good, good ? day : "", exact);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_cells),
        cmocka_unit_test(every_form_gives_the_number_back),
        cmocka_unit_test(knows_totals_and_remarks),
        cmocka_unit_test(reads_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
