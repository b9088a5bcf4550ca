/* The facilities of one region, one by one. */
#include <math.h>
#include <string.h>

#include "report/page.h"

enum { ROWS_MAX = 300, ROWS_BRIEF = 60 };
/* Columns of report/page_facilities. */
enum { NAME, TYPE, REGION, AREA, BEDS, PLACES, MEALS, STATUS, OPENED, COUNTS };

static void add_state(lc_page *page, lc_stmt *stmt)
{
    const char *opened = lc_stmt_text(stmt, OPENED);
    bool counts = lc_stmt_int(stmt, COUNTS) != 0;
    lc_page_raw(page, "</td><td>");
    lc_page_tr(page, counts ? LC_N("in use") : LC_N("planned"));
    if (opened != NULL) {
        lc_page_raw(page, "<span class=\"sub\">");
        lc_page_fill(page, counts ? LC_N("since {date}") : LC_N("for {date}"), "date",
                     lc_date_words(page->ctx, opened).s, NULL);
        lc_page_raw(page, "</span>");
    }
    lc_page_raw(page, "</td></tr>\n");
}

static lc_status add_row(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    lc_page_raw(page, "<tr><th scope=\"row\">");
    lc_page_data(page, lc_stmt_text(stmt, NAME));
    lc_page_raw(page, "</th><td>");
    lc_page_data(page, lc_stmt_text(stmt, TYPE));
    lc_page_raw(page, "</td><td>");
    lc_page_data(page, lc_stmt_text(stmt, REGION));
    lc_page_raw(page, "</td>");
    lc_page_figure(page, lc_figure_whole(lc_stmt_double(stmt, AREA)).s);
    lc_page_figure(page, lc_figure_whole(lc_stmt_double(stmt, BEDS)).s);
    lc_page_figure(page, lc_figure_whole(lc_stmt_double(stmt, PLACES)).s);
    lc_page_raw(page, "<td class=\"n\">");
    lc_text_add_html(&page->out.text, lc_figure_whole(lc_stmt_double(stmt, MEALS)).s);
    add_state(page, stmt);
    return LC_OK;
}

lc_status lc_page_facilities(lc_page *page)
{
    static const char *const columns[] = {
        LC_N("Facility"), LC_N("Facility type"),       LC_N("Lies in"),     LC_N("Floor area, m²"),
        LC_N("Beds"),     LC_N("Places for children"), LC_N("Meals a day"), LC_N("Status")};
    lc_stmt *stmt = NULL;
    int64_t rows = 0, most = page->brief ? ROWS_BRIEF : ROWS_MAX;
    if (lc_page_is_whole(page))
        return LC_OK;
    lc_page_section(page, "facilities", LC_N("The facilities here"));
    lc_status status = lc_page_query_here(page, "report/page_facilities", true, &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":most", most);
    lc_page_table(page, "stock");
    lc_page_fill(page,
                 LC_N("In use or planned on {date}; a dash where the register tells nothing."),
                 "date", lc_date_words(page->ctx, page->as_of).s, NULL);
    lc_page_raw(page, "</caption>");
    lc_page_columns(page, columns, sizeof columns / sizeof *columns);
    lc_page_raw(page, "<tbody>\n");
    status = lc_page_each(page, status, stmt, add_row, NULL, &rows);
    lc_page_table_end(page);
    if (rows == most) {
        lc_page_raw(page, "<p class=\"note\">");
        lc_page_fill(page, LC_N("The first {n}; all of them are in the layers and the workbook."),
                     "n", lc_figure_whole((double)rows).s, NULL);
        lc_page_raw(page, "</p>\n");
    }
    lc_page_raw(page, "</section>\n");
    return status;
}
