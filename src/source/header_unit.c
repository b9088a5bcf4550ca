#include "source/header_unit.h"

#include <stdio.h>
#include <string.h>

#include "base/base.h"

enum { WORD_MAX = LC_UNIT_NAME_SIZE, PIECE_MAX = 96 };

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* --- words --- */

/* How headers alone write multiples of a unit. */
static const struct {
    const char *word;
    double factor;
} multiples[] = {{"1000s", 1e3},  {"'000", 1e3},        {"'000s", 1e3},       {"000s", 1e3},
                 {"k", 1e3},      {"10k", 1e4},         {"10,000s", 1e4},     {"10000s", 1e4},
                 {"1,000s", 1e3}, {"tenthousand", 1e4}, {"ten thousand", 1e4}};

static double factor_of(const char *word, lc_quantity quantity)
{
    for (size_t i = 0; i < COUNT(multiples); i++)
        if (lc_text_same_name(word, multiples[i].word))
            return multiples[i].factor;
    return *word != '\0' ? lc_quantity_factor(word, quantity) : 0;
}

/* A remark is a text too long for a unit, one about a time, or one that begins with a word of this
 * list. What is none of these and no unit known here is taken for an unknown one. */
static bool is_remark(const char *word)
{
    enum { UNIT_BYTES_MAX = 18 };
    static const char *const times[] = {"年", "月", "日", "底", "期", "末"};
    static const char *const begins[] = {
        "含",   "不含",  "其中",   "包括", "截至",  "按",       "仅",       "除",    "地上",
        "地下", "必填",  "选填",   "可空", "实测",  "核定",     "现状",     "规划",  "总",
        "合计", "常住",  "户籍",   "岁",   "已",    "未",       "新",       "共",    "估",
        "约",   "抽样",  "incl",   "excl", "as of", "optional", "required", "total", "all",
        "age",  "resid", "regist", "est",  "gross", "net",      "built"};
    if (strlen(word) > UNIT_BYTES_MAX || word[strspn(word, "0123456789-/. +~")] == '\0')
        return true;
    for (size_t i = 0; i < COUNT(times); i++)
        if (strstr(word, times[i]) != NULL)
            return true;
    for (size_t i = 0; i < COUNT(begins); i++)
        if (strncmp(word, begins[i], strlen(begins[i])) == 0)
            return true;
    return strstr(word, "岁") != NULL;
}

/* --- what stands in brackets --- */

/* The first of the marks in a text and how many bytes it has. */
static const char *find_mark(const char *text, const char *const *marks, size_t *size)
{
    const char *first = NULL;
    for (; *marks != NULL; marks++) {
        const char *at = strstr(text, *marks);
        if (at == NULL || (first != NULL && at >= first))
            continue;
        first = at;
        *size = strlen(*marks);
    }
    return first;
}

/* "单位：万人" is 万人; true when the text says by such a word that it is a unit. */
static bool drop_lead(char *piece)
{
    static const char *const leads[] = {"计量单位", "单位", "unit", "in ", "Unit", "：", ":"};
    bool dropped = false;
    for (size_t i = 0; i < COUNT(leads); i++)
        if (strncmp(piece, leads[i], strlen(leads[i])) == 0) {
            memmove(piece, piece + strlen(leads[i]), strlen(piece + strlen(leads[i])) + 1);
            lc_text_trim(piece);
            dropped = true;
        }
    return dropped;
}

/* Takes one piece of what stands in brackets: a unit, a remark, or a word nobody knows. */
static bool take_piece(const char *from, size_t size, lc_quantity quantity, lc_header_unit *out)
{
    char piece[PIECE_MAX];
    size = size < sizeof piece ? size : sizeof piece - 1;
    memcpy(piece, from, size);
    piece[size] = '\0';
    lc_text_trim(piece);
    bool said = drop_lead(piece);
    double factor = factor_of(piece, quantity);
    if (factor != 0) {
        *out = (lc_header_unit){.named = true, .factor = factor};
        if (factor != 1)
            (void)snprintf(out->name, sizeof out->name, "%.31s", piece);
        return true;
    }
    if (piece[0] != '\0' && (said || !is_remark(piece)))
        lc_text_cut(out->unknown, sizeof out->unknown, piece);
    return false;
}

/* The unit among what stands between two brackets: "2025年，万人". */
static bool take_brackets(const char *from, const char *to, lc_quantity quantity,
                          lc_header_unit *out)
{
    static const char *const commas[] = {",", "，", "、", ";", "；", NULL};
    for (bool more = true; more;) {
        size_t size = 0;
        const char *comma = find_mark(from, commas, &size);
        /* 10,000s */
        more = comma != NULL && comma < to && !(comma > from && comma[1] == '0' && *comma == ',');
        if (take_piece(from, (size_t)((more ? comma : to) - from), quantity, out))
            return true;
        from = more ? comma + size : to;
    }
    return false;
}

/* --- what stands at the end --- */

/* Is the word a unit of the quantity, and not its own? */
static bool is_other_unit(const char *word, lc_quantity quantity, lc_header_unit *out)
{
    double factor = factor_of(word, quantity);
    if (factor == 0 || factor == 1 || strlen(word) >= sizeof out->name)
        return false;
    (void)snprintf(out->name, sizeof out->name, "%s", word);
    out->factor = factor;
    out->named = true;
    return true;
}

lc_header_unit lc_header_unit_of(const char *header, lc_quantity quantity)
{
    static const char *const open[] = {"(", "（", "[", "【", NULL};
    static const char *const shut[] = {")", "）", "]", "】", NULL};
    lc_header_unit unit = LC_NO_HEADER_UNIT;
    size_t size = 0;
    bool bracket = false;
    for (const char *from = find_mark(header, open, &size), *to; from != NULL;
         from = find_mark(to, open, &size)) {
        from += size;
        to = find_mark(from, shut, &size);
        if (to == NULL)
            break;
        bracket = true;
        if (take_brackets(from, to, quantity, &unit))
            return unit;
    }
    if (bracket)
        return unit;
    /* A Latin word at the end may be part of another ("alpha"): it counts behind a gap alone. */
    for (const char *at = header; *at != '\0'; at++)
        if (at > header && ((unsigned char)*at >= 0xC0 || strchr(" _/", at[-1]) != NULL) &&
            is_other_unit(at, quantity, &unit))
            return unit;
    return unit;
}

bool lc_header_ends_in_unit(const char *rest, lc_quantity quantity)
{
    bool gap = strchr(" _/", *rest) != NULL;
    rest += strspn(rest, " _/");
    if (!gap && (unsigned char)*rest < 0xC0)
        return false;
    return quantity != LC_QUANTITY_PLAIN && factor_of(rest, quantity) != 0;
}
