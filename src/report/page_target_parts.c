/* The regions of one target, one by one. */
#include <stdlib.h>

#include "report/closes.h"
#include "report/page_target.h"

enum { BRIEF_ROWS = 12 };

typedef struct parts {
    lc_page_aim aim;
    int64_t left_out;
    int shown;
} parts;

static lc_status add_part(lc_page *page, lc_stmt *stmt, void *user)
{
    parts *all = user;
    const lc_page_aim *aim = &all->aim;
    if (page->brief && all->shown++ >= BRIEF_ROWS) {
        all->left_out++;
        return LC_OK;
    }
    lc_page_raw(page, "<tr><th scope=\"row\">");
    lc_page_data(page, lc_stmt_text(stmt, LC_PART_REGION));
    lc_page_raw(page, "</th>");
    lc_page_part_status(page, stmt, 0, aim->unit);
    lc_page_part_value(page, stmt, 0, aim, true, false);
    lc_page_part_gap(page, stmt, 0, aim->unit);
    lc_status status = lc_page_part_closes(page, stmt, 0);
    lc_page_raw(page, "</tr>\n");
    return status;
}

lc_status lc_page_parts(lc_page *page, int64_t target_id, const lc_page_aim *aim)
{
    /* the status stands where a narrow screen still shows it */
    static const char *const columns[] = {LC_N("Where"), LC_N("Status"), LC_N("Today"),
                                          LC_N("Still missing"), LC_N("What would close it")};
    lc_stmt *stmt = NULL;
    parts all = {.aim = *aim};
    lc_status status = lc_page_query_here(page, "report/page_target_parts", false, &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":target_id", target_id);
    lc_page_raw(page, "<table class=\"parts\"><caption class=\"vh\">");
    lc_page_tr(page, LC_N("One by one, the furthest behind first"));
    lc_page_raw(page, "</caption>");
    lc_page_columns(page, columns, sizeof columns / sizeof *columns);
    lc_page_raw(page, "<tbody>\n");
    status = lc_page_each(page, status, stmt, add_part, &all, NULL);
    if (all.left_out > 0) {
        lc_page_raw(page, "<tr><td colspan=\"5\" class=\"empty\">");
        lc_page_fill(page, LC_N("{n} more, nearer to the target or past it, are in gaps.csv."), "n",
                     lc_figure_whole((double)all.left_out).s, NULL);
        lc_page_raw(page, "</td></tr>\n");
    }
    lc_page_raw(page, "</tbody></table>\n");
    return status;
}

static lc_status add_sum(lc_page *page, lc_stmt *stmt, void *user)
{
    lc_report_closes_row(page->ctx, user, stmt);
    return LC_OK;
}

lc_status lc_page_parts_closes(lc_page *page, int64_t target_id)
{
    lc_stmt *stmt = NULL;
    lc_text sum;
    lc_text_init(&sum, page->ctx);
    lc_status status = lc_page_query_here(page, "report/page_target_closes", false, &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":target_id", target_id);
    status = lc_page_each(page, status, stmt, add_sum, &sum, NULL);
    if (status == LC_OK)
        status = lc_text_status(&sum);
    lc_page_cell(page, "closes", LC_N("What would close it"));
    if (sum.size > 0)
        lc_page_fill(page, LC_N("Together: {closes}"), "closes", sum.bytes, NULL);
    lc_page_raw(page, "</td>");
    lc_text_clear(&sum);
    return status;
}
