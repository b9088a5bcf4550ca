#include "base/text.h"

#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/print.h"

void lc_text_init(lc_text *text, lc_ctx *ctx)
{
    *text = (lc_text){.ctx = ctx};
}

void lc_text_clear(lc_text *text)
{
    free(text->bytes);
    lc_text_init(text, text->ctx);
}

static void fail(lc_text *text)
{
    text->failed = true;
    (void)lc_fail_memory(text->ctx);
}

static bool reserve(lc_text *text, size_t more)
{
    if (text->failed)
        return false;
    if (text->bytes != NULL && text->size + more < text->capacity)
        return true;
    size_t capacity = text->capacity > 0 ? text->capacity : 256;
    while (capacity <= text->size + more)
        capacity *= 2;
    char *bytes = realloc(text->bytes, capacity);
    if (bytes == NULL) {
        fail(text);
        return false;
    }
    text->bytes = bytes;
    text->capacity = capacity;
    return true;
}

void lc_text_add_bytes(lc_text *text, const char *bytes, size_t size)
{
    if (!reserve(text, size))
        return;
    memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    text->bytes[text->size] = '\0';
}

void lc_text_add(lc_text *text, const char *piece)
{
    if (piece != NULL)
        lc_text_add_bytes(text, piece, strlen(piece));
}

void lc_text_addf(lc_text *text, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *piece = NULL;
    if (lc_vprint_new(&piece, format, args) < 0)
        fail(text);
    else
        lc_text_add(text, piece);
    va_end(args);
    free(piece);
}

bool lc_text_same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* The quotes of a text doubled, between `open` and a quote. */
static void add_quoted(lc_text *text, const char *raw, const char *open)
{
    lc_text_add(text, open);
    for (const char *c = raw; *c != '\0'; c++)
        lc_text_add_bytes(text, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
    lc_text_add(text, "\"");
}

void lc_text_add_csv_data(lc_text *text, const char *raw)
{
    if (raw == NULL)
        return;
    if (strpbrk(raw, ",\"\r\n;\t") == NULL)
        lc_text_add(text, raw);
    else
        add_quoted(text, raw, "\"");
}

void lc_text_add_csv(lc_text *text, const char *raw)
{
    if (raw == NULL)
        return;
    double number;
    bool formula = raw[0] != '\0' && raw[1] != '\0' && strchr("=+-@\t\r", raw[0]) != NULL &&
                   !lc_text_number(raw, &number);
    if (!formula && strpbrk(raw, ",\"\r\n") == NULL)
        lc_text_add(text, raw);
    else
        add_quoted(text, raw, formula ? "\"'" : "\"");
}

lc_status lc_text_status(const lc_text *text)
{
    return text->failed ? lc_fail_memory(text->ctx) : LC_OK;
}

char *lc_text_take(lc_text *text)
{
    lc_text_add_bytes(text, "", 0);
    char *bytes = NULL;
    if (lc_text_status(text) == LC_OK) {
        bytes = text->bytes;
        text->bytes = NULL;
    }
    lc_text_clear(text);
    return bytes;
}

/* Bytes that a UTF-8 character starting with `lead` takes, 0 for a byte that starts none (RFC
 * 3629). */
static size_t utf8_size(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    if (lead >= 0xF0 && lead <= 0xF4)
        return 4;
    return 0;
}

/* One character; returns its size and code point, 0 for bytes that are no UTF-8. */
static size_t utf8_next(const unsigned char *bytes, size_t size, uint32_t *out)
{
    size_t n = size > 0 ? utf8_size(bytes[0]) : 0;
    if (n == 0 || n > size)
        return 0;
    uint32_t code = n == 1 ? bytes[0] : bytes[0] & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
        code = code << 6 | (bytes[i] & 0x3F);
    }
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < least[n] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return 0;
    *out = code;
    return n;
}

/* What XML and the libraries that draw take for no text: most controls, and the code points that
 * Unicode keeps free of characters (chapter 23.7). */
static bool is_no_character(uint32_t code)
{
    return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') ||
           (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
}

/* One character, or the one that stands for what is none; returns how many bytes were read. */
static size_t add_clean(lc_text *text, const unsigned char *at, size_t left)
{
    uint32_t code;
    size_t n = utf8_next(at, left, &code);
    if (n == 0 || is_no_character(code))
        lc_text_add(text, "\xEF\xBF\xBD");
    else
        lc_text_add_bytes(text, (const char *)at, n);
    return n > 0 ? n : 1;
}

/* How many bytes need no thought in XML. */
static size_t plain_xml(const unsigned char *at, size_t left)
{
    size_t n = 0;
    while (n < left && at[n] >= 0x20 && at[n] < 0x7f && at[n] != '&' && at[n] != '<' &&
           at[n] != '>' && at[n] != '"' && at[n] != '\'')
        n++;
    return n;
}

void lc_text_add_clean(lc_text *text, const char *bytes, size_t size)
{
    const unsigned char *at = (const unsigned char *)bytes;
    for (size_t left = size, n; left > 0; at += n, left -= n) {
        n = plain_xml(at, left);
        if (n > 0)
            lc_text_add_bytes(text, (const char *)at, n);
        else
            n = add_clean(text, at, left);
    }
}

static const char *xml_entity(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void lc_text_add_html(lc_text *text, const char *raw)
{
    if (raw != NULL)
        lc_text_add_html_part(text, raw, strlen(raw));
}

void lc_text_add_html_part(lc_text *text, const char *bytes, size_t size)
{
    const unsigned char *at = (const unsigned char *)bytes;
    for (size_t left = size, n; left > 0; at += n, left -= n) {
        const char *entity = xml_entity(*at);
        n = plain_xml(at, left);
        if (n > 0)
            lc_text_add_bytes(text, (const char *)at, n);
        else if (entity == NULL)
            n = add_clean(text, at, left);
        else
            lc_text_add(text, entity), n = 1;
    }
}

/* How many bytes need no thought in a JSON string. */
static size_t plain_ascii(const unsigned char *at)
{
    size_t n = 0;
    while (at[n] >= 0x20 && at[n] < 0x7f && at[n] != '"' && at[n] != '\\')
        n++;
    return n;
}

void lc_text_add_json(lc_text *text, const char *raw)
{
    if (raw == NULL) {
        lc_text_add(text, "null");
        return;
    }
    lc_text_add(text, "\"");
    const unsigned char *at = (const unsigned char *)raw;
    for (size_t left = strlen(raw), n; left > 0; at += n, left -= n) {
        uint32_t code;
        n = plain_ascii(at);
        if (n > 0) {
            lc_text_add_bytes(text, (const char *)at, n);
            continue;
        }
        n = utf8_next(at, left, &code);
        if (n == 0) {
            lc_text_add(text, "\xEF\xBF\xBD");
            n = 1;
        } else if (code == '"' || code == '\\') {
            lc_text_addf(text, "\\%c", (char)code);
        } else if (code < 0x20 || (code >= 0x7f && code < 0xa0)) {
            lc_text_addf(text, "\\u%04x", code);
        } else {
            lc_text_add_bytes(text, (const char *)at, n);
        }
    }
    lc_text_add(text, "\"");
}

enum { NUMBER_DIGITS = 12 };

/* The digits of a whole number from 0, backwards from `end`; where they begin. */
static char *whole_digits(uint64_t number, char *end)
{
    do
        *--end = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    return end;
}

/* number as its 12 leading digits, rounded, and how many of them stand behind the point. False
 * where that takes more care than 64 bits of precision give: very small or large, or almost half
 * way between two. */
static bool leading_digits(double number, uint64_t *digits, int *decimals)
{
    static const double tens[] = {1e0, 1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7, 1e8,
                                  1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16};
    if (LDBL_MANT_DIG < 64 || !(number >= 1e-4 && number < 1e12))
        return false;
    *decimals = 0;
    while (number * tens[*decimals] < 1e11)
        ++*decimals;
    long double scaled = (long double)number * tens[*decimals];
    *digits = (uint64_t)scaled;
    long double rest = scaled - (long double)*digits;
    if (fabsl(rest - 0.5L) < 1e-4L || scaled < 1e11L)
        return false;
    *digits += rest > 0.5L;
    return *digits < UINT64_C(1000000000000);
}

/* What %.12g writes, in a third of the time: tables have a million numbers. */
static void add_plain(lc_text *text, double number)
{
    char digits[40], *end = digits + sizeof digits - 1, *at;
    uint64_t whole;
    int decimals;
    *end = '\0';
    if (number < 1e12 && number == floor(number)) {
        lc_text_add(text, whole_digits((uint64_t)number, end));
        return;
    }
    if (!leading_digits(number, &whole, &decimals)) {
        (void)lc_print(digits, sizeof digits, "%.*g", NUMBER_DIGITS, number);
        lc_text_add(text, digits);
        return;
    }
    for (; decimals > 0 && whole % 10 == 0; decimals--)
        whole /= 10;
    at = whole_digits(whole, end);
    while (end - at < decimals + 1)
        *--at = '0';
    lc_text_add_bytes(text, at, (size_t)(end - at - decimals));
    if (decimals > 0) {
        lc_text_add_bytes(text, ".", 1);
        lc_text_add_bytes(text, end - decimals, (size_t)decimals);
    }
}

void lc_text_add_number(lc_text *text, double number, const char *missing)
{
    if (!isfinite(number)) {
        lc_text_add(text, missing);
        return;
    }
    if (number < 0)
        lc_text_add_bytes(text, "-", 1);
    add_plain(text, fabs(number));
}

void lc_text_cut(char *out, size_t size, const char *text)
{
    size_t cut = strnlen(text, size - 1);
    while (cut > 0 && ((unsigned char)text[cut] & 0xC0) == 0x80)
        cut--;
    memcpy(out, text, cut);
    out[cut] = '\0';
}

bool lc_text_is_utf8(const char *bytes, size_t size)
{
    const unsigned char *at = (const unsigned char *)bytes;
    uint32_t code;
    while (size > 0) {
        size_t n = utf8_next(at, size, &code);
        if (n == 0)
            return false;
        at += n;
        size -= n;
    }
    return true;
}

/* Size of the blank character at `at`, 0 when it is none. */
static size_t blank_size(const char *at)
{
    if (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n')
        return 1;
    if ((unsigned char)*at < 0xC2) /* nearly all that is asked about */
        return 0;
    if (strncmp(at, "\xE3\x80\x80", 3) == 0 || strncmp(at, "\xEF\xBB\xBF", 3) == 0)
        return 3;
    return strncmp(at, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

char *lc_text_trim(char *text)
{
    if (text == NULL)
        return NULL;
    char *start = text, *end = text;
    while (blank_size(start) > 0)
        start += blank_size(start);
    for (char *c = start; *c != '\0';) {
        size_t blank = blank_size(c);
        c += blank > 0 ? blank : 1;
        if (blank == 0)
            end = c;
    }
    size_t size = end > start ? (size_t)(end - start) : 0;
    memmove(text, start, size);
    text[size] = '\0';
    return text;
}

bool lc_text_blank(const char *text)
{
    while (text != NULL && *text != '\0') {
        size_t n = blank_size(text);
        if (n == 0)
            return false;
        text += n;
    }
    return true;
}

bool lc_text_ends(const char *text, const char *ending)
{
    size_t size = strlen(text), tail = strlen(ending);
    return size >= tail && strcasecmp(text + size - tail, ending) == 0;
}

static const char *skip_fill(const char *at)
{
    while (*at == ' ' || *at == '_' || *at == '-')
        at++;
    return at;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool lc_text_same_name(const char *a, const char *b)
{
    for (a = skip_fill(a), b = skip_fill(b); *a != '\0' && lower(*a) == lower(*b);
         a = skip_fill(a + 1), b = skip_fill(b + 1))
        ;
    return *a == '\0' && *b == '\0';
}

enum { WORD_MAX = 64 }; /* longer words are compared by their beginnings */

static size_t decode(const char *text, uint32_t out[WORD_MAX])
{
    const unsigned char *at = (const unsigned char *)text;
    size_t left = strlen(text), n = 0;
    while (left > 0 && n < WORD_MAX) {
        size_t size = utf8_next(at, left, &out[n]);
        if (size == 0) {
            out[n] = *at;
            size = 1;
        }
        if (out[n] < 0x80)
            out[n] = (unsigned char)lower((char)out[n]);
        at += size;
        left -= size;
        n++;
    }
    return n;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t edits(const uint32_t *a, size_t na, const uint32_t *b, size_t nb)
{
    size_t row[WORD_MAX + 1];
    for (size_t j = 0; j <= nb; j++)
        row[j] = j;
    for (size_t i = 1; i <= na; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t replace = corner + (a[i - 1] != b[j - 1]);
            corner = row[j];
            row[j] = least(replace, least(row[j], row[j - 1]) + 1);
        }
    }
    return row[nb];
}

const char *lc_text_nearest(const char *word, const char *const *candidates, size_t count)
{
    uint32_t a[WORD_MAX], b[WORD_MAX];
    size_t na = decode(word, a);
    size_t limit = na / 3 > 2 ? na / 3 : 2;
    const char *best = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t nb = decode(candidates[i], b);
        size_t distance = edits(a, na, b, nb);
        if (distance <= limit && distance < least(na, nb) && (best == NULL || distance < limit)) {
            best = candidates[i];
            limit = distance;
        }
    }
    return best;
}

/* --- days in words --- */

static bool is_iso_day(const char *text)
{
    static const char form[] = "dddd-dd-dd";
    size_t i = 0;
    for (; form[i] != '\0'; i++)
        if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != '-')
            return false;
    return text[i] == '\0';
}

lc_day lc_date_words(const lc_ctx *ctx, const char *iso)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    lc_day day = {""};
    if (iso == NULL)
        return day;
    int month = is_iso_day(iso) ? atoi(iso + 5) : 0;
    if (month < 1 || month > 12) {
        lc_text_cut(day.s, sizeof day.s, iso);
    } else if (lc_ctx_language(ctx) == LC_LANG_ZH) {
        (void)lc_print(day.s, sizeof day.s, "%.4s年%d月%d日", iso, month, atoi(iso + 8));
    } else {
        (void)lc_print(day.s, sizeof day.s, "%d %s %.4s", atoi(iso + 8), months[month - 1], iso);
    }
    return day;
}
