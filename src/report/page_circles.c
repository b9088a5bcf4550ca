/* The service circles as units: a table, with how many people are in none. */
#include <math.h>
#include <string.h>

#include "report/page.h"
#include "report/words.h"

enum { ROWS_MAX = 300, ROWS_BRIEF = 40 };
/* Columns of report/page_circles. */
enum { NAME, KIND, CLASS, PEOPLE, ELDERS, AREA, FACILITIES, FALLS_SHORT, TARGETS, REMARK, HERE };
/* Columns of report/page_circle_sums; those of report/page_circle_share end before the last. */
enum { CENTRES, FURTHER, IN_CENTRES, IN_FURTHER, IN_NONE, REMARKED };

static const char *class_words(const char *class)
{
    if (strcmp(class, "central") == 0)
        return LC_N("central");
    return strcmp(class, "rural") == 0 ? LC_N("rural") : LC_N("urbanised");
}

static lc_status add_row(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    const char *class = lc_stmt_text(stmt, CLASS), *remark = lc_stmt_text(stmt, REMARK);
    lc_page_raw(page, "<tr><th scope=\"row\">");
    lc_page_data(page, lc_stmt_text(stmt, NAME));
    if (remark != NULL) {
        lc_page_raw(page, "<span class=\"sub\">");
        lc_page_tr(page, lc_word_remark(remark));
        lc_page_raw(page, "</span>");
    }
    lc_page_raw(page, "</th><td>");
    lc_page_tr(page, lc_word_circle(lc_stmt_text(stmt, KIND)));
    lc_page_raw(page, "</td><td>");
    lc_page_raw(page, class == NULL ? "–" : "");
    if (class != NULL)
        lc_page_tr(page, class_words(class));
    lc_page_raw(page, "</td>");
    if (!lc_page_is_whole(page))
        lc_page_figure(page, lc_figure_whole(lc_stmt_double(stmt, HERE)).s);
    lc_page_figure_of(page, "people", lc_figure_whole(lc_stmt_double(stmt, PEOPLE)).s);
    lc_page_figure(page, lc_figure_whole(lc_stmt_double(stmt, ELDERS)).s);
    lc_page_figure(page, lc_figure_decimal(lc_stmt_double(stmt, AREA), 2).s);
    lc_page_figure(page, lc_figure_whole(lc_stmt_double(stmt, FACILITIES)).s);
    int64_t targets = lc_stmt_int(stmt, TARGETS);
    lc_page_figure(page,
                   targets > 0 ? lc_figure_whole((double)lc_stmt_int(stmt, FALLS_SHORT)).s : "–");
    lc_page_raw(page, "</tr>\n");
    return LC_OK;
}

static lc_status say_sums(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    lc_page_raw(page, "<p>");
    lc_page_fill(page,
                 lc_page_is_whole(page)
                     ? LC_N("{centres} circles around existing centres hold {in_centres} people, "
                            "{further} further circles {in_further}; {in_none} people are in none.")
                     : LC_N("Of the people here {in_centres} belong to {centres} circles around "
                            "existing centres, {in_further} to {further} further circles; "
                            "{in_none} to none."),
                 "centres", lc_figure_whole(lc_stmt_double(stmt, CENTRES)).s, "in_centres",
                 lc_figure_whole(lc_stmt_double(stmt, IN_CENTRES)).s, "further",
                 lc_figure_whole(lc_stmt_double(stmt, FURTHER)).s, "in_further",
                 lc_figure_whole(lc_stmt_double(stmt, IN_FURTHER)).s, "in_none",
                 lc_figure_whole(lc_stmt_double(stmt, IN_NONE)).s, NULL);
    if (lc_page_is_whole(page) && lc_stmt_int(stmt, REMARKED) > 0) {
        lc_page_gap(page);
        lc_page_fill(page, LC_N("Outside the bounds for people: {n} further circles."), "n",
                     lc_figure_whole(lc_stmt_double(stmt, REMARKED)).s, NULL);
    }
    lc_page_raw(page, "</p>\n");
    return LC_OK;
}

static lc_status write_table(lc_page *page)
{
    const char *columns[9] = {LC_N("Service circle"), LC_N("Centre"), LC_N("Area class")};
    size_t count = 3;
    if (!lc_page_is_whole(page))
        columns[count++] = LC_N("People from here");
    columns[count++] = LC_N("People");
    columns[count++] = LC_N("60 and over");
    columns[count++] = LC_N("Area, km²");
    columns[count++] = LC_N("Facilities in use");
    columns[count++] = LC_N("Targets missed there");
    lc_stmt *stmt = NULL;
    int64_t rows = 0, most = page->brief ? ROWS_BRIEF : ROWS_MAX;
    lc_status status = lc_page_query_here(page, "report/page_circles", false, &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":most", most);
    lc_page_table(page, "units");
    lc_page_tr(page, LC_N("Existing centres first."));
    lc_page_raw(page, "</caption>");
    lc_page_columns(page, columns, count);
    lc_page_raw(page, "<tbody>\n");
    status = lc_page_each(page, status, stmt, add_row, NULL, &rows);
    lc_page_table_end(page);
    if (rows == most) {
        lc_page_raw(page, "<p class=\"note\">");
        lc_page_fill(page, LC_N("The first {n}; all of them are in circles.csv."), "n",
                     lc_figure_whole((double)rows).s, NULL);
        lc_page_raw(page, "</p>\n");
    }
    return status;
}

lc_status lc_page_circles(lc_page *page)
{
    lc_stmt *stmt = NULL;
    if (!page->has_units)
        return LC_OK;
    lc_page_section(page, "circles", LC_N("Service circles as units"));
    lc_status status = lc_page_is_whole(page)
                           ? lc_page_query(page, "report/page_circle_sums", false, &stmt)
                           : lc_page_query_here(page, "report/page_circle_share", false, &stmt);
    status = lc_page_each(page, status, stmt, say_sums, NULL, NULL);
    if (status == LC_OK)
        status = write_table(page);
    lc_page_raw(page, "</section>\n");
    return status;
}
