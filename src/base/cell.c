/* Cells as planners fill them in. Plain numbers leave at the first line of lc_cell_read; the rest
 * is for the few cells that a person wrote for persons. */
#include "base/cell.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/print.h"
#include "base/text.h"

enum { CELL_MAX = 104 };

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* --- one way of writing --- */

/* Characters that only look different, and what they are written as here. Full-width forms of ASCII
 * are narrowed by rule. */
static const struct {
    const char *theirs, *ours;
} alike[] = {
    {"\xE3\x80\x80", " "}, /* ideographic space */
    {"\xC2\xA0", " "},     /* no-break space */
    {"\xE2\x80\x89", " "}, /* thin space */
    {"\xE2\x80\xAF", " "}, /* narrow no-break space */
    {"−", "-"},
    {"’", "'"},
    {"‘", "'"},
    {"²", "2"},
    {"㎡", "m2"},
    {"㎢", "km2"},
};

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of the text taken by the character that begins there, what it is written as in `out`. */
static size_t write_alike(const char *at, char out[4])
{
    const unsigned char *u = (const unsigned char *)at;
    for (size_t i = 0; u[0] >= 0x80 && i < COUNT(alike); i++)
        if (strncmp(at, alike[i].theirs, strlen(alike[i].theirs)) == 0) {
            (void)snprintf(out, 4, "%s", alike[i].ours);
            return strlen(alike[i].theirs);
        }
    /* U+FF01..U+FF5E are ! to ~ in full width */
    unsigned wide = u[0] == 0xEF && u[1] >= 0xBC && u[1] <= 0xBD && u[2] != 0
                        ? (u[1] - 0xBCU) * 0x40 + (u[2] - 0x80U) + 0x20
                        : 0;
    bool narrowed = wide > 0x20 && wide < 0x7F;
    char c = narrowed ? (char)wide : *at;
    out[0] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    out[1] = '\0';
    return narrowed ? 3 : 1;
}

/* The text in narrow small letters without blanks at its ends. False when it is too long. */
static bool tidy(const char *text, char out[CELL_MAX])
{
    size_t n = 0;
    for (const char *at = text; *at != '\0';) {
        char piece[4];
        at += write_alike(at, piece);
        if (n + strlen(piece) >= CELL_MAX)
            return false;
        (void)snprintf(out + n, CELL_MAX - n, "%s", piece);
        n += strlen(piece);
    }
    out[n] = '\0';
    (void)lc_text_trim(out);
    return true;
}

static bool take_word(const char **at, const char *word)
{
    size_t size = strlen(word);
    if (strncmp(*at, word, size) != 0)
        return false;
    *at += size;
    return true;
}

/* Takes the first of the words that the text begins with. */
static bool take_any(const char **at, const char *const *words)
{
    for (; *words != NULL; words++)
        if (take_word(at, *words))
            return true;
    return false;
}

static bool cut_end(char *text, const char *word)
{
    size_t size = strlen(text), cut = strlen(word);
    if (size < cut || strcmp(text + size - cut, word) != 0)
        return false;
    text[size - cut] = '\0';
    (void)lc_text_trim(text);
    return true;
}

static bool cut_any(char *text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (cut_end(text, *words))
            return true;
    return false;
}

static void skip_spaces(const char **at)
{
    while (**at == ' ')
        ++*at;
}

/* --- nothing --- */

static bool is_sign_of_nothing(const char *at)
{
    static const char *const signs[] = {"-", "/", "\\", "*", "_", ".",
                                        " ", "—", "–",  "―", "…", NULL};
    while (take_any(&at, signs))
        ;
    return *at == '\0';
}

static bool is_word_of_nothing(const char *text)
{
    static const char *const words[] = {
        "无",   "暂无", "没有", "无数据", "待定", "待补", "待核实", "不详", "未知", "未定",
        "未填", "空",   "缺",   "n/a",    "na",   "null", "none",   "nil",  "tbd",  "unknown"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    return false;
}

static bool is_error(const char *text)
{
    static const char *const errors[] = {"#ref!",  "#n/a",  "#value!", "#div/0!",       "#name?",
                                         "#null!", "#num!", "#spill!", "#getting_data", "#calc!"};
    for (size_t i = 0; i < COUNT(errors); i++)
        if (strcmp(text, errors[i]) == 0)
            return true;
    /* a column too narrow for its number, saved as it was seen */
    return text[0] == '#' && text[strspn(text, "#")] == '\0';
}

/* --- units --- */

/* The unit of a quantity and how many of its own one is. */
static const struct {
    lc_quantity quantity;
    const char *words; /* separated by | */
    double factor;
} units[] = {
    {LC_QUANTITY_AREA_M2, "m2|平方米|平米|平方|sqm|sq m|sq.m|sq.m.|m^2", 1},
    {LC_QUANTITY_AREA_M2, "亩|mu", 2000.0 / 3},
    {LC_QUANTITY_AREA_M2, "公顷|ha|hm2", 10000},
    {LC_QUANTITY_AREA_M2, "平方公里|平方千米|km2|km^2", 1000000},
    {LC_QUANTITY_PEOPLE, "人|名|people|persons|位", 1},
    {LC_QUANTITY_BEDS, "张|床|张床|张床位|床位|个床位|个|beds|bed", 1},
    {LC_QUANTITY_PLACES, "个|名|人|位|座|个托位|托位|places", 1},
    {LC_QUANTITY_MEALS,
     "客|份|餐|人份|人次|客/天|客/日|份/天|份/日|餐/天|餐/日|人次/天|人次/日|meals", 1},
};
static const struct {
    const char *word;
    double factor;
} multiples[] = {{"万", 1e4},       {"萬", 1e4},     {"千", 1e3},        {"百", 1e2},
                 {"亿", 1e8},       {"億", 1e8},     {"thousands", 1e3}, {"thousand", 1e3},
                 {"millions", 1e6}, {"million", 1e6}};

const char *lc_quantity_units(lc_quantity quantity)
{
    switch (quantity) {
    case LC_QUANTITY_AREA_M2:
        return "㎡, 平方米, 亩, 公顷, 万平方米";
    case LC_QUANTITY_PEOPLE:
        return "人, 万人";
    case LC_QUANTITY_BEDS:
        return "张, 床";
    case LC_QUANTITY_PLACES:
        return "个, 人";
    case LC_QUANTITY_MEALS:
        return "客, 份";
    case LC_QUANTITY_PLAIN:
    default:
        return "-";
    }
}

static bool in_list(const char *word, const char *list)
{
    size_t size = strlen(word);
    for (const char *at = list; at != NULL; at = strchr(at, '|')) {
        at += *at == '|';
        if (strncmp(at, word, size) == 0 && (at[size] == '|' || at[size] == '\0'))
            return true;
    }
    return false;
}

/* How many of the quantity one `unit` is ("" is its own); 0 for a unit that it has not. */
static double factor_of(const char *unit, lc_quantity quantity)
{
    double many = 1;
    for (size_t i = 0; i < COUNT(multiples); i++)
        if (many == 1 && take_word(&unit, multiples[i].word))
            many = multiples[i].factor;
    skip_spaces(&unit);
    if (*unit == '\0')
        return many;
    for (size_t i = 0; i < COUNT(units); i++)
        if (units[i].quantity == quantity && in_list(unit, units[i].words))
            return many * units[i].factor;
    return 0;
}

/* --- the number in a cell --- */

/* Copies digits and, between groups of three, drops the separator: a comma, a blank or an
 * apostrophe, the same all the way. Returns what is behind. */
static const char *take_digits(const char *at, char number[CELL_MAX], size_t *size)
{
    const char *begin = at;
    while (digit(*at))
        number[(*size)++] = *at++;
    char separator = *at;
    if ((separator != ',' && separator != ' ' && separator != '\'') || at == begin ||
        at - begin > 3)
        return at;
    while (*at == separator && digit(at[1]) && digit(at[2]) && digit(at[3]) && !digit(at[4])) {
        memcpy(number + *size, at + 1, 3);
        *size += 3;
        at += 4;
    }
    return at;
}

/* A number without an exponent at the beginning of the text; moves behind it. */
static bool take_number(const char **at, double *out)
{
    char number[CELL_MAX];
    size_t size = 0;
    const char *c = *at;
    if (*c == '-' || *c == '+')
        number[size++] = *c++;
    size_t first = size;
    c = take_digits(c, number, &size);
    size_t whole = size - first, part = 0;
    if (*c == '.' && digit(c[1])) {
        number[size++] = *c++;
        for (; digit(*c); part++)
            number[size++] = *c++;
    }
    number[size] = '\0';
    if (whole + part == 0)
        return false;
    *at = c;
    *out = lc_read_double(number);
    return isfinite(*out);
}

/* --- what is around it --- */

static const char *const about_words[] = {
    "大约为", "大约",   "大概",     "约为",    "约",      "将近",   "接近", "近", "~",
    "≈",      "about ", "approx. ", "approx.", "approx ", "circa ", "ca. ", NULL};
static const char *const about_ends[] = {"左右", "上下", "余", "多", NULL};
static const char *const bound_words[] = {"≥",         "≤",        ">=",    "<=",     ">",
                                          "<",         "大于",     "小于",  "超过",   "不少于",
                                          "不低于",    "不超过",   "至少",  "至多",   "不多于",
                                          "at least ", "at most ", "over ", "under ", NULL};
static const char *const bound_ends[] = {"以上", "以下", "以内", "及以上", "及以下", "+", NULL};
static const char *const range_signs[] = {"-", "~", "—", "–", "至", "到", "/", "、", "to ", NULL};

/* Is the rest another number behind a sign of a range? */
static bool is_range(const char *rest)
{
    double other;
    skip_spaces(&rest);
    if (!take_any(&rest, range_signs))
        return false;
    while (take_any(&rest, range_signs))
        ;
    skip_spaces(&rest);
    return take_number(&rest, &other) && !digit(*rest) && *rest != '-' && *rest != '/';
}

/* The first range sign of the rest that a number stands behind, as in 1200㎡-1500㎡. */
static bool holds_range(const char *rest)
{
    for (; *rest != '\0'; rest++)
        if (is_range(rest))
            return true;
    return false;
}

/* The unit between a number and its end: words for "about" and brackets around it are taken off. */
static bool strip_about(char *rest)
{
    const char *at = rest;
    bool about = cut_any(rest, about_ends) || take_any(&at, about_ends);
    if (at != rest)
        memmove(rest, at, strlen(at) + 1);
    (void)lc_text_trim(rest);
    return about;
}

static void strip_brackets(char *rest)
{
    size_t size = strlen(rest);
    if (size > 2 && rest[0] == '(' && rest[size - 1] == ')') {
        rest[size - 1] = '\0';
        memmove(rest, rest + 1, size - 1);
    }
}

/* What the text behind the number makes of it. */
static lc_cell_sense read_behind(char *rest, lc_quantity quantity, bool about, double *number)
{
    (void)lc_text_trim(rest);
    if (rest[0] == '.' || rest[0] == ',' || digit(rest[0]) || rest[0] == '\'')
        return LC_CELL_BAD;
    if (holds_range(rest))
        return LC_CELL_RANGE;
    if (cut_any(rest, bound_ends))
        return LC_CELL_BOUND;
    about = strip_about(rest) || about;
    strip_brackets(rest);
    double factor = factor_of(rest, quantity);
    if (factor == 0)
        return LC_CELL_OTHER_UNIT;
    *number *= factor;
    /* 1.1 times 10,000 is 11000.000000000002 */
    if (fabs(*number - round(*number)) < 1e-12 * fabs(*number))
        *number = round(*number);
    return about ? LC_CELL_APPROXIMATE : factor == 1 ? LC_CELL_NUMBER : LC_CELL_CONVERTED;
}

static bool is_numeral(const char *text, lc_quantity quantity)
{
    static const char *const digits[] = {"零", "〇", "一", "二", "三", "四", "五", "六",
                                         "七", "八", "九", "两", "壹", "贰", "叁", "肆",
                                         "伍", "陆", "柒", "捌", "玖", NULL};
    static const char *const powers[] = {"十", "百", "千", "万", "亿", "拾", "佰", "仟", NULL};
    size_t count = 0;
    for (;;) {
        if (take_any(&text, digits))
            count++;
        else if (!take_any(&text, powers))
            break;
    }
    return count > 0 && (*text == '\0' || factor_of(text, quantity) > 0);
}

static lc_cell_sense read_tidy(char text[CELL_MAX], lc_quantity quantity, double *out)
{
    const char *at = text;
    double number;
    at += *at == '\''; /* how spreadsheets mark a number that is text */
    if (is_sign_of_nothing(at))
        return LC_CELL_EMPTY;
    if (is_word_of_nothing(at))
        return LC_CELL_EMPTY_WORD;
    if (is_error(at))
        return LC_CELL_ERROR;
    bool bound = take_any(&at, bound_words), about = !bound && take_any(&at, about_words);
    skip_spaces(&at);
    if (!take_number(&at, &number))
        return is_numeral(at, quantity) ? LC_CELL_NUMERALS : LC_CELL_BAD;
    lc_cell_sense sense = read_behind(text + (at - text), quantity, about, &number);
    if (bound && sense <= LC_CELL_CONVERTED)
        sense = LC_CELL_BOUND;
    if (sense <= LC_CELL_CONVERTED)
        *out = number;
    return sense;
}

lc_cell_sense lc_cell_read(const char *text, lc_quantity quantity, double *out)
{
    char tidied[CELL_MAX];
    if (lc_text_number(text, out))
        return LC_CELL_NUMBER;
    *out = NAN;
    if (lc_text_blank(text))
        return LC_CELL_EMPTY;
    return tidy(text, tidied) ? read_tidy(tidied, quantity, out) : LC_CELL_BAD;
}

double lc_quantity_factor(const char *unit, lc_quantity quantity)
{
    char tidied[CELL_MAX];
    return tidy(unit, tidied) ? factor_of(tidied, quantity) : 0;
}

bool lc_cell_names_unit(const char *text, lc_quantity quantity)
{
    char tidied[CELL_MAX];
    double number;
    if (text == NULL || lc_text_number(text, &number) || !tidy(text, tidied))
        return false;
    const char *at = tidied + (tidied[0] == '\'');
    (void)take_any(&at, about_words);
    skip_spaces(&at);
    if (!take_number(&at, &number))
        return false;
    char *rest = tidied + (at - tidied);
    (void)lc_text_trim(rest);
    (void)strip_about(rest);
    strip_brackets(rest);
    return *rest != '\0' && quantity != LC_QUANTITY_PLAIN;
}

/* --- rows that are none --- */

/* Without blanks, colons and the like, at most CELL_MAX bytes. */
static bool bare_words(const char *text, char out[CELL_MAX])
{
    static const char *const dropped[] = {" ", ":", "(", ")", NULL};
    char tidied[CELL_MAX];
    size_t n = 0;
    if (text == NULL || !tidy(text, tidied))
        return false;
    for (const char *at = tidied; *at != '\0';)
        if (!take_any(&at, dropped))
            out[n++] = *at++;
    out[n] = '\0';
    return true;
}

/* Quick: may the text end with one of the words below? Most cells do not. */
static bool may_be_total(const char *text)
{
    static const char *const ends[] = {"计", "計", "和", "数", "总", "：", "）", "\xE3\x80\x80"};
    size_t size = text != NULL ? strlen(text) : 0;
    if (size == 0 || size >= CELL_MAX)
        return false;
    static const char *const begins[] = {"合", "总", "小", "共", "累", "全"};
    for (size_t i = 0; size >= 3 && i < COUNT(begins); i++)
        if (memcmp(text, begins[i], 3) == 0)
            return true;
    if ((unsigned char)text[size - 1] < 0x80)
        return strchr("lLmMsS:) ", text[size - 1]) != NULL;
    for (size_t i = 0; size >= 3 && i < COUNT(ends); i++)
        if (memcmp(text + size - 3, ends[i], 3) == 0)
            return true;
    return false;
}

/* 合计：3个小区, 合计20: a word of a sum with a colon or a figure behind it. */
static bool has_tail(const char *text)
{
    static const char *const words[] = {"合计", "总计", "小计", "共计", "累计",
                                        "合計", "總計", "小計", NULL};
    char tidied[CELL_MAX];
    const char *at = tidied;
    if (!tidy(text, tidied) || !take_any(&at, words))
        return false;
    skip_spaces(&at);
    return *at == ':' || (digit(*at) && at[strspn(at, "0123456789.,")] == '\0');
}

/* Without the brackets at its end: 合计（人）. */
static void cut_brackets(const char *text, char out[CELL_MAX])
{
    if (!tidy(text, out))
        out[0] = '\0';
    char *open = strrchr(out, '(');
    size_t size = strlen(out);
    if (open != NULL && open > out && out[size - 1] == ')')
        *open = '\0';
}

bool lc_cell_is_total(const char *text)
{
    static const char *const ends[] = {"合计", "总计", "小计", "共计", "总和",
                                       "合計", "總計", "小計", NULL};
    static const char *const words[] = {"total",     "totals",     "sum",      "subtotal",
                                        "sub-total", "grandtotal", "sumtotal", "总数",
                                        "总",        "计",         "全部",     "累计"};
    char bare[CELL_MAX], before[CELL_MAX];
    if (!may_be_total(text))
        return false;
    if (has_tail(text))
        return true;
    cut_brackets(text, before);
    if (!bare_words(before, bare))
        return false;
    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(bare, words[i]) == 0)
            return true;
    return cut_any(bare, ends);
}

bool lc_cell_is_remark(const char *text)
{
    static const char *const begins[] = {
        "注:",  "备注:",  "附注:", "说明:",  "注释:",   "数据来源", "资料来源", "填表", "填报",
        "制表", "审核人", "note:", "notes:", "source:", "remark:",  "remarks:", NULL};
    char start[CELL_MAX / 2], tidied[CELL_MAX];
    if (text == NULL || ((unsigned char)*text < 0x80 && strchr("nNsSrR ", *text) == NULL))
        return false;
    lc_text_cut(start, sizeof start, text);
    const char *at = tidied;
    return tidy(start, tidied) && take_any(&at, begins);
}

/* --- days --- */

/* Days since 1970-01-01 to a calendar day (Howard Hinnant, chrono-compatible low-level date
 * algorithms). */
static void civil_day(int64_t days, char out[11])
{
    days += 719468;
    int64_t era = days / 146097, of_era = days % 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t shifted = (5 * of_year + 2) / 153, day = of_year - (153 * shifted + 2) / 5 + 1;
    int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    (void)snprintf(out, 11, "%04u-%02u-%02u", (unsigned)(year + era * 400 + (month <= 2)) % 10000,
                   (unsigned)month % 100, (unsigned)day % 100);
}

/* Five digits that may be a day's number in a spreadsheet. */
static bool read_serial(const char *text, char out[11])
{
    enum { FIRST = 20000, LAST = 79999, UNIX_EPOCH = 25569 };
    int64_t days;
    size_t digits = strspn(text, "0123456789");
    /* a time of the day stands behind the point */
    bool plain =
        digits == 5 &&
        (text[5] == '\0' || (text[5] == '.' && text[6 + strspn(text + 6, "0123456789")] == '\0'));
    if (!plain ||
        !lc_text_integer((char[6]){text[0], text[1], text[2], text[3], text[4], '\0'}, &days) ||
        days < FIRST || days > LAST)
        return false;
    civil_day(days - UNIX_EPOCH, out);
    return true;
}

bool lc_cell_date(const char *text, char out[11], bool *exact)
{
    char tidied[CELL_MAX], month[8], end[11];
    *exact = false;
    out[0] = '\0';
    if (text == NULL || !tidy(text, tidied))
        return false;
    const char *at = tidied;
    at += *at == '\'';
    if (strlen(at) == 6 && strspn(at, "0123456789") == 6) {
        (void)snprintf(month, sizeof month, "%.4s-%.2s", at, at + 4);
        return lc_text_date(month, out);
    }
    if (read_serial(at, out))
        return true;
    if (!lc_text_date(text, out))
        text = at; /* in full width */
    *exact = lc_text_date(text, out) && lc_text_date_end(text, end) && strcmp(end, out) == 0;
    return lc_text_date(text, out);
}
