/* Text: UTF-8, numbers, names that are nearly right, escaping for what we write. */
#ifndef LC_BASE_TEXT_H
#define LC_BASE_TEXT_H

#include <lifecircle/context.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Builds a text piece by piece. Running out of memory is remembered and told by lc_text_status once
 * at the end. */
typedef struct lc_text {
    char *bytes; /* NUL-terminated once anything was added, else NULL */
    size_t size; /* without the NUL */
    size_t capacity;
    lc_ctx *ctx;
    bool failed;
} lc_text;

void lc_text_init(lc_text *text, lc_ctx *ctx);
void lc_text_clear(lc_text *text);
void lc_text_add(lc_text *text, const char *piece);
void lc_text_add_bytes(lc_text *text, const char *bytes, size_t size);
void lc_text_addf(lc_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Text that every reader of UTF-8 takes: bytes that are no UTF-8, controls that XML forbids and
 * Unicode's noncharacters (U+FDD0 to U+FDEF, U+FFFE, U+FFFF and those of the other planes) become
 * U+FFFD. */
void lc_text_add_clean(lc_text *text, const char *bytes, size_t size);
/* The same, escaped for HTML and XML text and attributes: & < > " '. NULL adds nothing. */
void lc_text_add_html(lc_text *text, const char *raw);
/* The same of a part of a text, whole characters. */
void lc_text_add_html_part(lc_text *text, const char *bytes, size_t size);
/* One CSV field (RFC 4180): quoted where needed. A text that a spreadsheet would read as a formula
 * (= + - @ tab CR first, unless it is a plain number) gets an apostrophe before it (OWASP CSV
 * injection). NULL adds nothing. */
void lc_text_add_csv(lc_text *text, const char *raw);
/* The same for data that a program reads again: no text is taken for a formula. */
void lc_text_add_csv_data(lc_text *text, const char *raw);
/* A JSON string with its quotes (RFC 8259), bytes that are no UTF-8 as U+FFFD; NULL adds null. */
void lc_text_add_json(lc_text *text, const char *raw);
/* A number that reads the same everywhere: %.12g (the digits that arithmetic has not blurred), "-0"
 * as 0; NaN and infinities add `missing`. */
void lc_text_add_number(lc_text *text, double number, const char *missing);
lc_status lc_text_status(const lc_text *text);
/* Hands the bytes over to the caller (free with free()), "" for an empty text; NULL after a
 * failure. The builder is empty then. */
char *lc_text_take(lc_text *text);

/* As much of it as `size` bytes hold with their NUL, whole characters. */
void lc_text_cut(char *out, size_t size, const char *text);
bool lc_text_is_utf8(const char *bytes, size_t size);
/* Cuts spaces (ASCII and the ideographic U+3000, and U+FEFF) from both ends in place; returns
 * `text`. NULL is accepted. */
char *lc_text_trim(char *text);
/* True for NULL, "" and blanks. */
bool lc_text_blank(const char *text);
/* The case of ASCII letters does not count. */
bool lc_text_ends(const char *text, const char *ending);
/* Equal, or both NULL. */
bool lc_text_same(const char *a, const char *b);
/* Equal without regard to ASCII case, spaces, _ and -. */
bool lc_text_same_name(const char *a, const char *b);
/* The candidate nearest to `word` by edits over UTF-8 characters (Levenshtein 1966), or NULL where
 * none is within a third of its length (at least 2). O(n * |word| * |candidate|). Borrowed. */
const char *lc_text_nearest(const char *word, const char *const *candidates, size_t count);
/* A whole decimal number with nothing behind it but spaces; full-width digits and thousands
 * separators (1,234 and 1,234.5) are read. Locale plays no part. False when it is not one, or not
 * finite. */
bool lc_text_number(const char *text, double *out);
bool lc_text_integer(const char *text, int64_t *out);
/* A calendar date YYYY-MM-DD, YYYY/M/D, YYYYMMDD, YYYY年M月D日, YYYY-MM or YYYY, followed by
 * nothing or a time of day; `out` becomes "YYYY-MM-DD" (missing parts 01). False when it is none.
 */
bool lc_text_date(const char *text, char out[11]);
/* The same, but a year alone means its last day, and so does a month. */
bool lc_text_date_end(const char *text, char out[11]);
/* A day as people write it, for what people read; files keep YYYY-MM-DD. */
typedef struct lc_day {
    char s[40];
} lc_day;
/* "2026-11-25" as 2026年11月25日 in Chinese (GB/T 15835: figures throughout, no leading zeros) and
 * as 25 November 2026 in English; a text that is no such day as it is, as far as there is room.
 * NULL gives "". */
lc_day lc_date_words(const lc_ctx *ctx, const char *iso);

#endif
