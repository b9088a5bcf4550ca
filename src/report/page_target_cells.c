/* Cells of the tables of targets. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/closes.h"
#include "report/page_target.h"

void lc_page_cell(lc_page *page, const char *class, const char *label)
{
    lc_page_rawf(page, "<td class=\"%s\" data-l=\"", class);
    lc_page_tr(page, label);
    lc_page_raw(page, "\">");
}

void lc_page_quantity(lc_page *page, double value, const char *unit, bool difference)
{
    char *text = lc_figure_quantity(page, value, unit, difference);
    char *space = text != NULL ? strchr(text, ' ') : NULL;
    page->out.text.failed |= text == NULL;
    if (space != NULL)
        *space = '\0';
    lc_text_add_html(&page->out.text, text);
    if (space != NULL) {
        lc_page_raw(page, " <span class=\"u\">");
        lc_text_add_html(&page->out.text, space + 1);
        lc_page_raw(page, "</span>");
    }
    free(text);
}

void lc_page_span(lc_page *page, double low, double high, const char *unit, const char *between)
{
    char *text = lc_figure_quantity(page, low, unit, false);
    page->out.text.failed |= text == NULL;
    if (text != NULL)
        lc_text_add_bytes(&page->out.text, text, strcspn(text, " "));
    free(text);
    lc_page_tr(page, between);
    lc_page_quantity(page, high, unit, false);
}

/* --- the value --- */

/* A share of the bar's 100, at least a hair where there is something. */
static double bar_part(double value, double full)
{
    double part = isfinite(value) && full > 0 ? 100 * value / full : 0;
    return part < 0 ? 0 : part > 100 ? 100 : part;
}

static void add_bar(lc_page *page, lc_stmt *stmt, int from, const lc_page_aim *aim)
{
    double value = lc_stmt_double(stmt, from + LC_PART_VALUE);
    double low = isfinite(value) ? value : lc_stmt_double(stmt, from + LC_PART_LOW);
    double high = isfinite(value) ? value : lc_stmt_double(stmt, from + LC_PART_HIGH);
    double full = fmax(aim->target, aim->most); /* either may be NaN */
    if (!(full > 0) || (!isfinite(low) && !isfinite(high)))
        return;
    lc_page_raw(page, "<svg class=\"bar\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" "
                      "aria-hidden=\"true\"><rect class=\"track\" width=\"100\" height=\"6\"/>");
    if (isfinite(high) && !isfinite(value))
        lc_page_rawf(page, "<rect class=\"c\" width=\"%.2f\" height=\"6\"/>", bar_part(high, full));
    lc_page_rawf(page, "<rect class=\"w\" width=\"%.2f\" height=\"6\"/>", bar_part(low, full));
    if (isfinite(aim->target))
        lc_page_rawf(page, "<rect class=\"aim\" x=\"%.2f\" width=\"1\" height=\"6\"/>",
                     bar_part(aim->target, full) * 0.99);
    lc_page_raw(page, "</svg>");
}

/* "computed" or "reported 31 December 2024: ...". */
static void add_basis(lc_page *page, lc_stmt *stmt, int from, bool told)
{
    const char *basis = lc_stmt_text(stmt, from + LC_PART_BASIS);
    bool known =
        !lc_stmt_is_null(stmt, from + LC_PART_VALUE) || !lc_stmt_is_null(stmt, from + LC_PART_LOW);
    bool reported = basis != NULL && strcmp(basis, "reported") == 0;
    const lc_day day = lc_date_words(page->ctx, lc_stmt_text(stmt, from + LC_PART_OBSERVED_ON));
    if (!reported && !(told && known))
        return;
    lc_page_raw(page, "<span class=\"sub\">");
    if (!reported)
        lc_page_tr(page, LC_N("computed"));
    else if (lc_text_blank(lc_stmt_text(stmt, from + LC_PART_OBSERVED_SOURCE)))
        lc_page_fill(page, LC_N("reported {date}"), "date", day.s, NULL);
    else
        lc_page_fill(page, LC_N("reported {date}: {source}"), "date", day.s, "source",
                     lc_stmt_text(stmt, from + LC_PART_OBSERVED_SOURCE), NULL);
    lc_page_raw(page, "</span>");
}

static void add_planned(lc_page *page, lc_stmt *stmt, int from, const lc_page_aim *aim)
{
    double planned = lc_stmt_double(stmt, from + LC_PART_PLANNED);
    if (!isfinite(planned) || lc_text_blank(aim->year))
        return;
    char *figure = lc_figure_quantity(page, planned, aim->unit, false);
    page->out.text.failed |= figure == NULL;
    lc_page_raw(page, "<span class=\"sub\">");
    if (figure != NULL)
        lc_page_fill(page, LC_N("with what is planned, {value} by the end of {year}"), "value",
                     figure, "year", aim->year, NULL);
    lc_page_raw(page, "</span>");
    free(figure);
}

void lc_page_part_value(lc_page *page, lc_stmt *stmt, int from, const lc_page_aim *aim, bool bar,
                        bool told)
{
    double low = lc_stmt_double(stmt, from + LC_PART_LOW),
           high = lc_stmt_double(stmt, from + LC_PART_HIGH);
    double value = lc_stmt_double(stmt, from + LC_PART_VALUE);
    lc_page_cell(page, "n", LC_N("Today"));
    if (isfinite(value) || isfinite(low))
        lc_page_means(page, aim->indicator);
    if (!isfinite(value) && isfinite(low) && isfinite(high)) {
        lc_page_span(page, low, high, aim->unit, "–");
    } else if (!isfinite(value) && isfinite(low)) {
        lc_page_tr(page, LC_N("at least "));
        lc_page_quantity(page, low, aim->unit, false);
    } else {
        lc_page_quantity(page, value, aim->unit, false);
    }
    lc_page_raw(page, isfinite(value) || isfinite(low) ? "</a>" : "");
    if (bar)
        add_bar(page, stmt, from, aim);
    add_basis(page, stmt, from, told);
    add_planned(page, stmt, from, aim);
    lc_page_raw(page, "</td>");
}

/* --- what is missing --- */

void lc_page_gap_cell(lc_page *page, double gap, const char *unit, const char *about)
{
    lc_page_cell(page, "n gap", LC_N("Still missing"));
    if (gap > 0 && about != NULL)
        lc_page_tr(page, about);
    if (gap > 0)
        lc_page_quantity(page, gap, unit, true);
    else
        lc_page_raw(page, isfinite(gap) ? "0" : "–");
    lc_page_raw(page, "</td>");
}

void lc_page_part_gap(lc_page *page, lc_stmt *stmt, int from, const char *unit)
{
    bool bounded = lc_stmt_is_null(stmt, from + LC_PART_VALUE);
    lc_page_gap_cell(page, lc_stmt_double(stmt, from + LC_PART_SHORT), unit,
                     bounded ? LC_N("at least ") : NULL);
}

/* --- the status --- */

static void add_pace(lc_page *page, double pace, const char *unit)
{
    char *each = lc_figure_quantity(page, pace, unit, true);
    page->out.text.failed |= each == NULL;
    lc_page_raw(page, "<span class=\"sub\">");
    if (each != NULL)
        lc_page_fill(page, LC_N("{pace} a year needed"), "pace", each, NULL);
    lc_page_raw(page, "</span>");
    free(each);
}

void lc_page_part_status(lc_page *page, lc_stmt *stmt, int from, const char *unit)
{
    lc_page_cell(page, "s", LC_N("Status"));
    lc_page_status(page, lc_stmt_text(stmt, from + LC_PART_STATUS));
    if (lc_stmt_double(stmt, from + LC_PART_PACE) > 0)
        add_pace(page, lc_stmt_double(stmt, from + LC_PART_PACE), unit);
    lc_page_raw(page, "</td>");
}

lc_status lc_page_part_closes(lc_page *page, lc_stmt *stmt, int from)
{
    /* what a target that is met whatever the missing data are lacks closes nothing */
    bool met = strcmp(lc_stmt_text(stmt, from + LC_PART_STATUS), "met") == 0;
    char *closes = lc_report_closes_whole(page->store, lc_stmt_int(stmt, from + LC_PART_GAP),
                                          met ? NULL : lc_stmt_text(stmt, from + LC_PART_LACKS));
    lc_page_cell(page, "closes", LC_N("What would close it"));
    lc_page_data(page, closes);
    lc_page_raw(page, "</td>");
    bool told = closes != NULL;
    free(closes);
    return told ? LC_OK : LC_MEMORY;
}
