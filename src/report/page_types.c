/* Every facility type over the whole study, in one table. */
#include <math.h>

#include "report/page.h"

/* Columns of report/page_types. */
enum { NAME, GROUP, SINGLE, COUNT, CIRCLE, NETWORK, RATIO, MEDIAN, P90, UNCOVERED, AREA };

typedef struct table {
    int columns;
    bool sets; /* the rows of sets have begun */
} table;

static lc_status add_row(lc_page *page, lc_stmt *stmt, void *user)
{
    table *t = user;
    if (lc_stmt_int(stmt, SINGLE) == 0 && !t->sets) {
        t->sets = true;
        lc_page_rawf(page, "<tr class=\"rule\"><th scope=\"rowgroup\" colspan=\"%d\">", t->columns);
        lc_page_tr(page, LC_N("Types counted together"));
        lc_page_raw(page, "</th></tr>\n");
    }
    lc_page_raw(page, "<tr><th scope=\"row\">");
    lc_page_data(page, lc_stmt_text(stmt, NAME));
    lc_page_raw(page, "</th><td>");
    lc_page_data(page, lc_stmt_text(stmt, GROUP));
    lc_page_raw(page, "</td>");
    lc_page_figure_of(page, "count", lc_figure_whole(lc_stmt_double(stmt, COUNT)).s);
    if (page->has_circle)
        lc_page_figure_of(page, "coverage", lc_figure_share(lc_stmt_double(stmt, CIRCLE)).s);
    if (page->has_network)
        lc_page_figure_of(page, "coverage", lc_figure_share(lc_stmt_double(stmt, NETWORK)).s);
    if (page->has_network && page->has_circle)
        lc_page_figure_of(page, "coverage", lc_figure_decimal(lc_stmt_double(stmt, RATIO), 2).s);
    lc_page_figure_of(page, "time_median", lc_figure_decimal(lc_stmt_double(stmt, MEDIAN), 1).s);
    lc_page_figure_of(page, "time_p90", lc_figure_decimal(lc_stmt_double(stmt, P90), 1).s);
    lc_page_figure_of(page, "people_uncovered", lc_figure_whole(lc_stmt_double(stmt, UNCOVERED)).s);
    lc_page_raw(page, "<td class=\"n\">");
    lc_page_area(page, stmt, AREA);
    lc_page_raw(page, "</td></tr>\n");
    return LC_OK;
}

static int add_columns(lc_page *page)
{
    const char *columns[10] = {LC_N("Facility type"), LC_N("For"), LC_N("In use")};
    size_t count = 3;
    if (page->has_circle)
        columns[count++] = LC_N("By circle");
    if (page->has_network)
        columns[count++] = LC_N("On foot");
    if (page->has_network && page->has_circle)
        columns[count++] = LC_N("Foot / circle");
    columns[count++] = LC_N("Median walk, min");
    columns[count++] = LC_N("90% walk, min");
    columns[count++] = LC_N("People beyond");
    columns[count++] = LC_N("Floor area per 1,000");
    lc_page_columns(page, columns, count);
    return (int)count;
}

lc_status lc_page_types(lc_page *page)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query_here(page, "report/page_types", true, &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_double(stmt, ":limit_min", page->limit_min);
        lc_stmt_bind_text(stmt, ":mode", page->has_network ? "network" : "circle");
    }
    lc_page_section(page, "types", LC_N("Facility by facility"));
    lc_page_table(page, "types");
    lc_page_fill(page,
                 lc_page_is_whole(page)
                     ? LC_N("The whole study at {limit} minutes. Floor area in m²; a range where "
                            "some facilities have not "
                            "reported theirs.")
                     : LC_N("{region} at {limit} minutes. Floor area in m²; a range where some "
                            "facilities have not reported theirs."),
                 "limit", lc_figure_whole(page->limit_min).s, "region", lc_page_name(page), NULL);
    lc_page_raw(page, "</caption>");
    table t = {.columns = add_columns(page)};
    int64_t rows = 0;
    lc_page_raw(page, "<tbody>\n");
    status = lc_page_each(page, status, stmt, add_row, &t, &rows);
    if (rows == 0) {
        lc_page_rawf(page, "<tr><td colspan=\"%d\" class=\"empty\">", t.columns);
        lc_page_tr(page, LC_N("There are no facilities in use."));
        lc_page_raw(page, "</td></tr>\n");
    }
    lc_page_table_end(page);
    lc_page_raw(page, "</section>\n");
    return status;
}
