/* Several years side by side: what the targets ask, for the study as a whole. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/page.h"
#include "report/words.h"
#include "store/indicators.h"

/* Columns of report/page_trend. */
enum { NAME, TYPES, GROUP, YEAR, MODE, LIMIT, VARIANT, UNIT, DAY, VALUE, LOW, HIGH, FIRST, LAST };

/* What of a row's second line is written so far. */
typedef struct pieces {
    lc_page *page;
    bool begun;
} pieces;

static void part(pieces *p)
{
    lc_page_raw(p->page, p->begun ? " · " : "<span class=\"sub\">");
    p->begun = true;
}

static void add_piece(pieces *p, const char *text)
{
    if (lc_text_blank(text))
        return;
    part(p);
    lc_page_data(p->page, text);
}

/* Each key of a variant: in words, a period by its years. */
static void add_variant(pieces *p, const char *variant)
{
    char key[LC_VARIANT_MAX];
    for (const char *at = variant; *at != '\0'; at += strspn(at, "|")) {
        size_t size = strcspn(at, "|");
        (void)snprintf(key, sizeof key, "%.*s", (int)size, at);
        char *years = strncmp(key, "period=", 7) == 0 ? strstr(key, "..") : NULL;
        if (years != NULL) {
            *years = '\0';
            add_piece(p, key + 7);
            lc_page_raw(p->page, "–");
            lc_page_data(p->page, years + 2);
        } else if (strncmp(key, "period=", 7) == 0)
            add_piece(p, key + 7);
        else
            add_piece(p, lc_tr(p->page->ctx, lc_word_variant(key)));
        at += size;
    }
}

static void add_limit(pieces *p, double limit_min)
{
    if (!isfinite(limit_min))
        return;
    lc_figure limit = lc_figure_decimal(limit_min, limit_min == round(limit_min) ? 0 : 1);
    part(p);
    lc_page_fill(p->page, LC_N("{limit} minutes"), "limit", limit.s, NULL);
}

/* What it is, and below it of whom, how and within what. */
static void add_head(lc_page *page, lc_stmt *stmt)
{
    pieces p = {.page = page};
    lc_page_raw(page, "<tr><th scope=\"row\">");
    lc_page_data(page, lc_stmt_text(stmt, NAME));
    if (!lc_stmt_is_null(stmt, TYPES)) {
        lc_page_raw(page, " · ");
        lc_page_data(page, lc_stmt_text(stmt, TYPES));
    }
    add_piece(&p, lc_stmt_text(stmt, GROUP));
    add_piece(&p, lc_stmt_text(stmt, YEAR));
    add_piece(&p, lc_tr(page->ctx, lc_word_variant(lc_stmt_text(stmt, MODE))));
    add_limit(&p, lc_stmt_double(stmt, LIMIT));
    add_variant(&p, lc_stmt_text(stmt, VARIANT));
    lc_page_raw(page, p.begun ? "</span></th>" : "</th>");
}

/* `whole`: with its unit, else what comes before the space. */
static void add_quantity(lc_page *page, double value, const char *unit, bool whole)
{
    char *text = lc_figure_quantity(page, value, unit, false);
    page->out.text.failed |= text == NULL;
    if (text != NULL && !whole)
        text[strcspn(text, " ")] = '\0';
    lc_text_add_html(&page->out.text, text);
    free(text);
}

/* The value, or between what it lies. */
static void add_cell(lc_page *page, lc_stmt *stmt)
{
    const char *unit = lc_stmt_text(stmt, UNIT);
    double low = lc_stmt_double(stmt, LOW), high = lc_stmt_double(stmt, HIGH);
    bool bounded = lc_stmt_is_null(stmt, VALUE) && isfinite(low);
    lc_page_raw(page, "<td class=\"n\">");
    if (bounded && !isfinite(high))
        lc_page_tr(page, LC_N("at least "));
    add_quantity(page, bounded ? low : lc_stmt_double(stmt, VALUE), unit,
                 !bounded || !isfinite(high));
    if (bounded && isfinite(high)) {
        lc_page_raw(page, "–");
        add_quantity(page, high, unit, true);
    }
    lc_page_raw(page, "</td>");
}

static lc_status add_figure(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    if (lc_stmt_int(stmt, FIRST) != 0)
        add_head(page, stmt);
    add_cell(page, stmt);
    if (lc_stmt_int(stmt, LAST) != 0)
        lc_page_raw(page, "</tr>\n");
    return LC_OK;
}

/* The end of a year is called by its year. */
static lc_status add_day(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    const char *day = lc_stmt_text(stmt, 0);
    bool year = strlen(day) == 10 && strcmp(day + 4, "-12-31") == 0;
    if (year)
        lc_page_rawf(page, "<th scope=\"col\">%.4s</th>", day);
    else
        lc_page_rawf(page, "<th scope=\"col\">%s</th>", lc_date_words(page->ctx, day).s);
    return LC_OK;
}

static lc_status write_table(lc_page *page)
{
    lc_stmt *stmt = NULL;
    lc_page_section(page, "trend", LC_N("Year by year"));
    lc_page_table(page, "trend");
    lc_page_fill(page,
                 lc_page_is_whole(page)
                     ? LC_N("The study as a whole at the end of each year, with the facilities "
                            "that "
                            "count then, planned ones from the day they are to open. The people "
                            "are "
                            "the same in every year.")
                     : LC_N("{region} at the end of each year, with the facilities that count "
                            "then, planned ones from the day they are to open. The people are the "
                            "same in every year."),
                 "region", lc_page_name(page), NULL);
    lc_page_raw(page, "</caption><thead><tr><th scope=\"col\">");
    lc_page_tr(page, LC_N("What the plan asks for"));
    lc_page_raw(page, "</th>");
    lc_status status = lc_page_query(page, "report/page_trend_days", false, &stmt);
    status = lc_page_each(page, status, stmt, add_day, NULL, NULL);
    lc_page_raw(page, "</tr></thead><tbody>\n");
    stmt = NULL;
    if (status == LC_OK)
        status = lc_page_query_here(page, "report/page_trend", true, &stmt);
    status = lc_page_each(page, status, stmt, add_figure, NULL, NULL);
    lc_page_table_end(page);
    lc_page_raw(page, "</section>\n");
    return status;
}

lc_status lc_page_trend(lc_page *page)
{
    return page->has_trend ? write_table(page) : LC_OK;
}
