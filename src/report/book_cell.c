/* One cell: a text that stays a text, a number in the form of its kind. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/book.h"
#include "report/units.h"
#include "report/words.h"

enum { CELL_CHARACTERS = 32767 }; /* UTF-16 units, Excel's limit */

void lc_book_note(lc_book *book, lxw_error error)
{
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        (void)lc_fail_memory(book->page.ctx);
    if (book->error == LXW_NO_ERROR)
        book->error = error;
}

/* --- texts --- */

/* "_x0041_" in a text would be read as the escape of a letter. */
static bool is_escape(const char *at)
{
    return strncmp(at, "_x", 2) == 0 && strspn(at + 2, "0123456789ABCDEFabcdef") >= 4 &&
           at[6] == '_';
}

/* U+FFFE and U+FFFF, which are UTF-8 but which XML forbids. */
static bool is_forbidden(const char *at)
{
    return strncmp(at, "\xEF\xBF\xBE", 3) == 0 || strncmp(at, "\xEF\xBF\xBF", 3) == 0;
}

/* The bytes of the character at `at`; 0 when they are none. */
static size_t character(const char *at)
{
    unsigned char first = (unsigned char)*at;
    size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    return strnlen(at, size) == size && lc_text_is_utf8(at, size) ? size : 0;
}

/* Adds a text as a cell holds it: at most CELL_CHARACTERS, cut with an ellipsis. O(text). */
static void add_fit(lc_text *out, const char *text)
{
    size_t units = 0;
    for (const char *at = text; *at != '\0';) {
        size_t size = character(at), wide = size == 4 ? 2 : 1;
        bool escape = is_escape(at);
        units += escape ? 8 : wide;
        if (units >= CELL_CHARACTERS) {
            lc_text_add(out, "…");
            return;
        }
        if (escape)
            lc_text_add(out, "_x005F");
        if (size == 0 || is_forbidden(at))
            lc_text_add(out, "\xEF\xBF\xBD");
        else
            lc_text_add_bytes(out, at, size);
        at += size == 0 ? 1 : size;
    }
}

static bool fits(const char *text)
{
    size_t size = strlen(text);
    return size < CELL_CHARACTERS && strstr(text, "_x") == NULL &&
           strstr(text, "\xEF\xBF") == NULL && lc_text_is_utf8(text, size);
}

void lc_book_text(lc_book *book, lxw_worksheet *sheet, int64_t row, int column, const char *text,
                  lxw_format *format)
{
    if (text == NULL || *text == '\0') {
        lc_book_note(book, worksheet_write_blank(sheet, (lxw_row_t)row, (lxw_col_t)column, format));
        return;
    }
    if (fits(text)) {
        lc_book_note(
            book, worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, text, format));
        return;
    }
    lc_text fit;
    lc_text_init(&fit, book->page.ctx);
    add_fit(&fit, text);
    if (lc_text_status(&fit) != LC_OK)
        lc_book_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else
        lc_book_note(book, worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column,
                                                  fit.bytes, format));
    lc_text_clear(&fit);
}

/* Width of the character at `at` in figures of the default font (Calibri 11), 10 points high. */
static double character_width(const char *at)
{
    return (unsigned char)*at >= 0xE2 ? 1.9 : 0.82;
}

static bool is_wide(const char *at)
{
    return (unsigned char)*at >= 0xE2;
}

/* Width to where a line may break: a word of letters with its space, or one Chinese character.
 * *size gets its bytes. */
static double word_width(const char *at, size_t *size)
{
    double width = 0;
    size_t i = 0;
    do {
        width += character_width(at + i);
        for (i++; ((unsigned char)at[i] & 0xC0) == 0x80;)
            i++;
    } while (!is_wide(at) && at[i - 1] != ' ' && at[i] != '\0' && !is_wide(at + i));
    *size = i;
    return width;
}

int lc_book_lines(const char *text, double width)
{
    int lines = 1;
    double used = 0, room = fmax(width, 4);
    size_t size;
    for (const char *at = text; at != NULL && *at != '\0'; at += size) {
        double word = word_width(at, &size);
        double shown = at[size - 1] == ' ' ? word - character_width(" ") : word;
        if (*at == '\n' || (used > 0 && used + shown > room)) {
            lines++;
            used = 0;
        }
        used += word;
        int more = used > room + 1 ? (int)ceil((used - 1) / room) - 1 : 0;
        lines += more;
        used -= more * room;
    }
    return lines;
}

double lc_book_height(const lc_book *book, int lines)
{
    const double line_points = book->page.zh ? 15 : 13.5, most_points = 409;
    return fmin(lines * line_points + 2, most_points);
}

void lc_book_fit_row(lc_book *book, lxw_worksheet *sheet, int64_t row)
{
    if (book->lines > 1)
        (void)worksheet_set_row(sheet, (lxw_row_t)row, lc_book_height(book, book->lines), NULL);
}

static bool wraps(lc_book_kind kind)
{
    return kind == LC_BOOK_LONG || kind == LC_BOOK_STRONG || kind == LC_BOOK_SCOPE ||
           kind == LC_BOOK_VARIANT;
}

void lc_book_cell(lc_book *book, lxw_worksheet *sheet, int64_t row, int column,
                  const lc_book_column *how, const char *text)
{
    if (wraps(how->kind)) {
        int lines = lc_book_lines(text, how->width - 1);
        book->lines = lines > book->lines ? lines : book->lines;
    }
    lc_book_text(book, sheet, row, column, text, book->kinds[how->kind]);
}

char *lc_book_words(lc_book *book)
{
    lc_text *text = &book->page.out.text;
    lc_status status = lc_text_status(text);
    char *words = lc_text_take(text);
    if (status != LC_OK)
        lc_book_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return words;
}

/* Writes the words that were added to the page. */
static void write_words(lc_book *book, lxw_worksheet *sheet, int64_t row, int column,
                        const lc_book_column *how)
{
    char *words = lc_book_words(book);
    lc_book_cell(book, sheet, row, column, how, words);
    free(words);
}

/* --- numbers --- */

void lc_book_number(lc_book *book, lxw_worksheet *sheet, int64_t row, int column, double number,
                    lxw_format *format)
{
    if (isfinite(number))
        lc_book_note(
            book, worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)column, number, format));
    else
        lc_book_note(book, worksheet_write_blank(sheet, (lxw_row_t)row, (lxw_col_t)column, format));
}

lc_book_kind lc_book_share(double share, lc_book_kind kind)
{
    if (kind != LC_BOOK_SHARE && kind != LC_BOOK_BAR)
        return kind;
    bool edge = (share > 0 && share < 0.0005) || (share < 1 && share >= 0.9995);
    return edge ? LC_BOOK_FINE : kind;
}

static lc_book_kind quantity_kind(double value, const char *unit)
{
    static const lc_book_kind by_decimals[] = {LC_BOOK_WHOLE, LC_BOOK_TENTH, LC_BOOK_HUNDREDTH};
    bool is_share = unit != NULL && (strcmp(unit, "%") == 0 || strcmp(unit, "1") == 0);
    if (!isfinite(value))
        return LC_BOOK_WHOLE;
    if (is_share)
        return lc_figure_decimals(value * 100) == 2 ? LC_BOOK_FINE : LC_BOOK_SHARE;
    return by_decimals[lc_figure_decimals(value)];
}

static void write_date(lc_book *book, lxw_worksheet *sheet, int64_t row, int column,
                       const char *text)
{
    char iso[11];
    /* Excel's calendar begins in 1900 */
    if (text == NULL || !lc_text_date(text, iso) || strcmp(iso, "1900-03-01") < 0) {
        lc_book_text(book, sheet, row, column, text, book->kinds[LC_BOOK_DATE]);
        return;
    }
    lxw_datetime day = {0};
    day.year = atoi(iso);
    day.month = atoi(iso + 5);
    day.day = atoi(iso + 8);
    lc_book_note(book, worksheet_write_datetime(sheet, (lxw_row_t)row, (lxw_col_t)column, &day,
                                                book->kinds[LC_BOOK_DATE]));
}

/* --- codes --- */

static const char *sign(lc_ctx *ctx, const char *op)
{
    if (op == NULL)
        return NULL;
    if (strcmp(op, ">=") == 0)
        return "≥";
    if (strcmp(op, "<=") == 0)
        return "≤";
    return strcmp(op, "all") == 0 ? lc_tr(ctx, LC_N("All")) : op;
}

static void add_status(lc_book *book, const char *status)
{
    const lc_status_words *known = lc_word_status(status);
    if (known != NULL) {
        lc_page_raw(&book->page, known->mark);
        lc_page_raw(&book->page, " ");
        lc_page_tr(&book->page, known->words);
    } else if (status != NULL) {
        lc_page_raw(&book->page, "✕ ");
        lc_page_tr(&book->page, LC_N("Could not be read"));
    }
}

/* "each:town:class=central" as "Each town: Central". */
static void add_scope(lc_book *book, const char *scope)
{
    static const char *const each[][2] = {
        {"each:province", LC_N("Each province")},   {"each:city", LC_N("Each city")},
        {"each:district", LC_N("Each district")},   {"each:town", LC_N("Each town")},
        {"each:community", LC_N("Each community")}, {"each:circle", LC_N("Each service circle")}};
    lc_page *page = &book->page;
    const char *words;
    if (scope == NULL)
        return;
    size_t size = strncmp(scope, "each:", 5) == 0 ? 5 + strcspn(scope + 5, ":") : 0;
    for (size_t i = 0; i < sizeof each / sizeof *each; i++)
        if (strlen(each[i][0]) == size && strncmp(scope, each[i][0], size) == 0)
            lc_page_tr(page, each[i][1]);
    if (strcmp(scope, "self") == 0)
        lc_page_tr(page, LC_N("The region itself"));
    for (size_t i = 0; (words = lc_word_scope(scope, i)) != NULL; i++) {
        lc_page_raw(page, " · ");
        lc_page_tr(page, words);
    }
}

/* "period=2021..2025|of=beds" as "2021..2025 · counted in beds". */
static void add_variant(lc_book *book, const char *variant)
{
    char key[256];
    bool first = true;
    for (const char *at = variant; at != NULL && *at != '\0'; at += strspn(at, "|")) {
        size_t size = strcspn(at, "|");
        (void)lc_print(key, sizeof key, "%.*s", (int)size, at);
        const char *words = lc_word_variant(key);
        const char *value = strchr(key, '=');
        lc_page_raw(&book->page, first ? "" : " · ");
        if (words != key)
            lc_page_tr(&book->page, words);
        else
            lc_page_data(&book->page, value != NULL ? value + 1 : key);
        first = false;
        at += size;
    }
}

/* A unit alone, without the space before it. */
static void add_unit(lc_book *book, const char *unit)
{
    lc_text words;
    lc_text_init(&words, book->page.ctx);
    lc_unit_add(book->page.ctx, &words, unit != NULL && strcmp(unit, "1") == 0 ? "%" : unit, false);
    if (words.size > 0)
        lc_page_raw(&book->page, lc_text_trim(words.bytes));
    book->page.out.text.failed |= words.failed;
    lc_text_clear(&words);
}

/* True when the kind is told in words of its own. */
static bool add_coded(lc_book *book, lc_book_kind kind, const char *code)
{
    if (kind == LC_BOOK_STATUS)
        add_status(book, code);
    else if (kind == LC_BOOK_SCOPE)
        add_scope(book, code);
    else if (kind == LC_BOOK_VARIANT)
        add_variant(book, code);
    else if (kind == LC_BOOK_UNIT)
        add_unit(book, code);
    else if (kind == LC_BOOK_YES && code != NULL)
        lc_page_tr(&book->page, strcmp(code, "0") != 0 ? LC_N("Yes") : LC_N("No"));
    else
        return kind == LC_BOOK_YES;
    return true;
}

void lc_book_value(lc_book *book, lxw_worksheet *sheet, int64_t row, int column,
                   const lc_book_column *how, lc_stmt *stmt, int from, const char *unit)
{
    lc_ctx *ctx = book->page.ctx;
    lc_book_kind kind = how->kind;
    if (kind >= LC_BOOK_YEAR && kind < LC_BOOK_KINDS) {
        double number = lc_stmt_double(stmt, from);
        kind = lc_book_share(number, kind);
        if (kind == LC_BOOK_QUANTITY)
            kind = quantity_kind(number, unit);
        lc_book_number(book, sheet, row, column, number, book->kinds[kind]);
        return;
    }
    const char *text = lc_stmt_text(stmt, from);
    if (kind == LC_BOOK_DATE) {
        write_date(book, sheet, row, column, text);
    } else if (add_coded(book, kind, text)) {
        write_words(book, sheet, row, column, how);
    } else {
        if (kind == LC_BOOK_SIGN)
            text = sign(ctx, text);
        if (how->words != NULL && text != NULL)
            text = lc_tr(ctx, how->words(text));
        lc_book_cell(book, sheet, row, column, how, text);
    }
}
