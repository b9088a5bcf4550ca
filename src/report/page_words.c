#include "report/page.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/sentence.h"
#include "report/units.h"
#include "report/words.h"

void lc_page_raw(lc_page *page, const char *html)
{
    lc_text_add(&page->out.text, html);
}

void lc_page_rawf(lc_page *page, const char *format, ...)
{
    char piece[512];
    va_list args;
    va_start(args, format);
    (void)lc_vprint(piece, sizeof piece, format, args);
    va_end(args);
    lc_text_add(&page->out.text, piece);
}

/* A text as the page needs it: as it is in plain text, else escaped. */
static void add_part(lc_page *page, const char *bytes, size_t size)
{
    if (page->plain)
        lc_text_add_bytes(&page->out.text, bytes, size);
    else
        lc_text_add_html_part(&page->out.text, bytes, size);
}

static void add_text(lc_page *page, const char *text)
{
    if (text != NULL)
        add_part(page, text, strlen(text));
}

void lc_page_tr(lc_page *page, const char *msgid)
{
    add_text(page, lc_tr(page->ctx, msgid));
}

void lc_page_data(lc_page *page, const char *text)
{
    if (text == NULL)
        return;
    lc_page_raw(page, page->plain ? "" : "<bdi>");
    add_text(page, text);
    lc_page_raw(page, page->plain ? "" : "</bdi>");
}

static void put_words(void *user, const char *bytes, size_t size)
{
    add_part(user, bytes, size);
}

static void put_data(void *user, const char *text)
{
    lc_page_data(user, text);
}

static void put_text(void *user, const char *text)
{
    add_text(user, text);
}

void lc_page_fill(lc_page *page, const char *msgid, ...)
{
    va_list args;
    va_start(args, msgid);
    lc_sentence(page->ctx, &(lc_sentence_to){put_words, put_data, page}, msgid, args);
    va_end(args);
}

void lc_page_fill_plain(lc_page *page, const char *msgid, ...)
{
    va_list args;
    va_start(args, msgid);
    lc_sentence(page->ctx, &(lc_sentence_to){put_words, put_text, page}, msgid, args);
    va_end(args);
}

void lc_page_gap(lc_page *page)
{
    lc_page_raw(page, page->zh ? "" : " ");
}

void lc_page_columns(lc_page *page, const char *const *msgids, size_t count)
{
    lc_page_raw(page, "<thead><tr>");
    for (size_t i = 0; i < count; i++) {
        lc_page_raw(page, "<th scope=\"col\">");
        lc_page_tr(page, msgids[i]);
        lc_page_raw(page, "</th>");
    }
    lc_page_raw(page, "</tr></thead>\n");
}

void lc_page_section(lc_page *page, const char *id, const char *title)
{
    lc_page_rawf(page, "<section id=\"%s\" aria-labelledby=\"%s-h\">\n<h2 id=\"%s-h\">", id, id,
                 id);
    lc_page_tr(page, title);
    lc_page_raw(page, "</h2>\n");
}

void lc_page_figure(lc_page *page, const char *text)
{
    lc_page_raw(page, "<td class=\"n\">");
    lc_text_add_html(&page->out.text, text);
    lc_page_raw(page, "</td>");
}

/* --- figures --- */

lc_figure lc_figure_decimal(double number, int decimals)
{
    lc_figure out = {"–"};
    char plain[48];
    if (!isfinite(number) || fabs(number) >= 1e15)
        return out;
    double unit = pow(10, decimals);
    if (round(number * unit) == 0)
        number = 0; /* no -0 */
    int size = lc_print(plain, sizeof plain, "%.*f", decimals, number);
    int whole = decimals > 0 ? size - decimals - 1 : size;
    int to = 0;
    for (int i = 0; i < size; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0 && plain[i - 1] != '-')
            out.s[to++] = ',';
        out.s[to++] = plain[i];
    }
    out.s[to] = '\0';
    return out;
}

lc_figure lc_figure_whole(double number)
{
    return lc_figure_decimal(number, 0);
}

static lc_figure percent_of(double percent)
{
    lc_figure out = lc_figure_decimal(percent, 1);
    size_t size = strlen(out.s);
    if (size + 2 <= sizeof out.s)
        memcpy(out.s + size, "%", 2);
    return out;
}

lc_figure lc_figure_share(double share)
{
    lc_figure out = {"–"};
    if (!isfinite(share))
        return out;
    if (share > 0 && share < 0.0005)
        (void)snprintf(out.s, sizeof out.s, "<0.1%%");
    else if (share < 1 && share >= 0.9995)
        (void)snprintf(out.s, sizeof out.s, ">99.9%%");
    else
        return percent_of(share * 100);
    return out;
}

double lc_figure_scale(const char *unit)
{
    if (unit != NULL && strcmp(unit, "%") == 0)
        return 100;
    return unit != NULL && strcmp(unit, "‰") == 0 ? 1000 : 1;
}

int lc_figure_decimals(double value)
{
    const double slack = 1e-6; /* what 0.035 x 100 leaves */
    if (fabs(value - round(value)) < slack)
        return 0;
    if (fabs(value * 10 - round(value * 10)) < slack)
        return 1;
    bool looks_whole = fabs(value - round(value)) < 0.05;
    return fabs(value) < 10 || looks_whole ? 2 : 1;
}

char *lc_figure_quantity(const lc_page *page, double value, const char *unit, bool difference)
{
    double shown = value * lc_figure_scale(unit);
    lc_figure number = lc_figure_decimal(shown, lc_figure_decimals(shown));
    if (!isfinite(value))
        return lc_strdup(page->ctx, number.s);
    if (lc_figure_scale(unit) == 1) {
        lc_text text;
        lc_text_init(&text, page->ctx);
        lc_text_add(&text, number.s);
        lc_unit_add(page->ctx, &text, unit, strcmp(number.s, "1") == 0);
        return lc_text_take(&text);
    }
    if (difference && strcmp(unit, "%") == 0)
        return lc_format(page->ctx, "%s%s", number.s, lc_tr(page->ctx, LC_N(" points")));
    return lc_format(page->ctx, "%s%s", number.s, unit);
}

/* --- statuses --- */

void lc_page_status(lc_page *page, const char *status)
{
    const lc_status_words *known = lc_word_status(status);
    if (known == NULL)
        return;
    lc_page_rawf(page, "<span class=\"st %s\"><span aria-hidden=\"true\">%s</span> ", known->class,
                 known->mark);
    lc_page_tr(page, known->words);
    lc_page_raw(page, "</span>");
}

/* --- rows --- */

lc_status lc_page_query(lc_page *page, const char *name, bool named, lc_stmt **out)
{
    lc_status status = lc_store_query(page->store, name, out);
    if (status == LC_OK && named)
        lc_stmt_bind_int(*out, ":zh", page->zh);
    return status;
}

lc_status lc_page_query_here(lc_page *page, const char *name, bool named, lc_stmt **out)
{
    lc_status status = lc_page_query(page, name, named, out);
    if (status == LC_OK)
        lc_scope_bind(*out, page->scope);
    return status;
}

bool lc_page_is_whole(const lc_page *page)
{
    return page->scope->region_id == 0;
}

const char *lc_page_name(const lc_page *page)
{
    return lc_page_is_whole(page) ? page->title : page->scope->name;
}

/* What a row of lc_page_each goes to. */
typedef struct page_rows {
    lc_page *page;
    lc_page_row_fn *fn;
    void *user;
    int64_t count;
} page_rows;

static lc_status take_row(void *user, lc_stmt *stmt)
{
    page_rows *rows = user;
    rows->count++;
    lc_status status = rows->fn(rows->page, stmt, rows->user);
    return status == LC_OK ? lc_out_flush(&rows->page->out) : status;
}

lc_status lc_page_each(lc_page *page, lc_status status, lc_stmt *stmt, lc_page_row_fn *fn,
                       void *user, int64_t *rows)
{
    page_rows all = {page, fn, user, 0};
    status = lc_store_rows(status, stmt, take_row, &all);
    if (rows != NULL)
        *rows = all.count;
    return status;
}
