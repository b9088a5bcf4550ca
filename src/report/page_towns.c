/* Regions side by side, the least served first, and what sets them apart: the circle's promise and
 * the walk. */
#include <math.h>
#include <stdlib.h>

#include "report/page.h"

enum { ROWS_MAX = 300, ROWS_LEAST = 60, ROWS_ALL = 1200, ROWS_BRIEF = 40 };
/* Columns of report/page_towns. */
enum {
    REGION_ID,
    NAME,
    PEOPLE,
    CIRCLE,
    NETWORK,
    IN_CIRCLE,
    IN_NETWORK,
    AREA,
    AREA_MISSING,
    AREA_LOW,
    AREA_HIGH,
    FALLS_SHORT,
    TARGETS
};

static void add_bar(lc_page *page, double circle, double network)
{
    lc_page_raw(page, "<td class=\"bars\"><svg class=\"bar\" viewBox=\"0 0 100 12\" "
                      "preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                      "<rect class=\"track\" width=\"100\" height=\"12\"/>");
    if (isfinite(circle))
        lc_page_rawf(page, "<rect class=\"c\" width=\"%.1f\" height=\"12\"/>", circle * 100);
    if (isfinite(network))
        lc_page_rawf(page, "<rect class=\"w\" y=\"3\" width=\"%.1f\" height=\"6\"/>",
                     network * 100);
    lc_page_raw(page, "</svg></td>");
}

static lc_status add_row(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    double circle = lc_stmt_double(stmt, CIRCLE), network = lc_stmt_double(stmt, NETWORK);
    lc_page_raw(page, "<tr><th scope=\"row\">");
    lc_page_region(page, lc_stmt_int(stmt, REGION_ID), lc_stmt_text(stmt, NAME));
    lc_page_region_pdf(page, lc_stmt_int(stmt, REGION_ID));
    lc_page_raw(page, "</th>");
    lc_page_figure_of(page, "people", lc_figure_whole(lc_stmt_double(stmt, PEOPLE)).s);
    add_bar(page, circle, network);
    if (page->has_network)
        lc_page_figure_of(page, "coverage", lc_figure_share(network).s);
    if (page->has_circle)
        lc_page_figure_of(page, "coverage", lc_figure_share(circle).s);
    if (page->has_network && page->has_circle)
        lc_page_figure(
            page,
            lc_figure_whole(lc_stmt_double(stmt, IN_CIRCLE) - lc_stmt_double(stmt, IN_NETWORK)).s);
    lc_page_raw(page, "<td class=\"n\">");
    lc_page_area(page, stmt, AREA);
    lc_page_raw(page, "</td>");
    int64_t targets = lc_stmt_int(stmt, TARGETS), falls_short = lc_stmt_int(stmt, FALLS_SHORT);
    lc_page_rawf(page, "<td class=\"n\">%s",
                 falls_short > 0 ? "<span class=\"st short\"><span aria-hidden=\"true\">▲</span> "
                                 : "");
    lc_text_add_html(&page->out.text, targets > 0 ? lc_figure_whole((double)falls_short).s : "–");
    lc_page_rawf(page, "%s</td></tr>\n", falls_short > 0 ? "</span>" : "");
    return LC_OK;
}

static void add_area(lc_page *page, lc_stmt *stmt, int from)
{
    double low = lc_stmt_double(stmt, from + 2), high = lc_stmt_double(stmt, from + 3);
    if (!isfinite(lc_stmt_double(stmt, from)) && isfinite(low)) {
        lc_text_add_html(&page->out.text, lc_figure_decimal(low, 1).s);
        if (isfinite(high))
            lc_page_fill_plain(page, LC_N(" to {high}"), "high", lc_figure_decimal(high, 1).s,
                               NULL);
        else
            lc_page_tr(page, LC_N(" or more"));
    } else {
        lc_text_add_html(&page->out.text, lc_figure_decimal(lc_stmt_double(stmt, from), 1).s);
    }
}

void lc_page_area(lc_page *page, lc_stmt *stmt, int from)
{
    bool told = !lc_stmt_is_null(stmt, from) || !lc_stmt_is_null(stmt, from + 2);
    if (told)
        lc_page_means(page, "area_per_1000");
    add_area(page, stmt, from);
    lc_page_raw(page, told ? "</a>" : "");
    if (lc_stmt_int(stmt, from + 1) > 0) {
        lc_page_raw(page, "<span class=\"sub\">");
        lc_page_fill(page, LC_N("{n} unknown"), "n",
                     lc_figure_whole(lc_stmt_double(stmt, from + 1)).s, NULL);
        lc_page_raw(page, "</span>");
    }
}

/* --- the sentence about the greatest detour --- */

static lc_status add_barrier(lc_page *page, lc_stmt *stmt, void *user)
{
    lc_text *names = user;
    lc_text_add(names, names->size > 0 ? lc_tr(page->ctx, ", ") : "");
    lc_text_add(names, lc_stmt_text(stmt, 0));
    return LC_OK;
}

static lc_status read_barriers(lc_page *page, int64_t region_id, lc_text *names)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query(page, "report/page_barriers", false, &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":region_id", region_id);
    status = lc_page_each(page, status, stmt, add_barrier, names, NULL);
    return status == LC_OK ? lc_text_status(names) : status;
}

static lc_status say_detour(lc_page *page, lc_stmt *stmt, void *user)
{
    size_t layer = *(size_t *)user;
    lc_text names;
    lc_text_init(&names, page->ctx);
    lc_status status = read_barriers(page, lc_stmt_int(stmt, 0), &names);
    lc_page_rawf(page, "<p class=\"l l%zu\">", layer);
    lc_page_fill(page,
                 LC_N("Circle and walk part most in {region}: {circle} by circle, {walk} on foot, "
                      "{n} people between them."),
                 "region", lc_stmt_text(stmt, 1), "circle",
                 lc_figure_share(lc_stmt_double(stmt, 2)).s, "walk",
                 lc_figure_share(lc_stmt_double(stmt, 3)).s, "n",
                 lc_figure_whole(lc_stmt_double(stmt, 4)).s, NULL);
    if (names.size > 0) {
        lc_page_gap(page);
        lc_page_fill(page, LC_N("Cutting through it or along it: {names}."), "names", names.bytes,
                     NULL);
    }
    lc_page_raw(page, "</p>\n");
    lc_text_clear(&names);
    return status;
}

static void bind_layer(lc_page *page, lc_stmt *stmt, const lc_page_layer *layer)
{
    lc_stmt_bind_text(stmt, ":types", layer->types);
    lc_stmt_bind_text(stmt, ":group", layer->group);
    lc_stmt_bind_text(stmt, ":level", page->level);
    lc_stmt_bind_double(stmt, ":limit_min", page->limit_min);
}

lc_status lc_page_query_towns(lc_page *page, size_t layer, int64_t most, lc_stmt **stmt)
{
    lc_status status = lc_page_query_here(page, "report/page_towns", false, stmt);
    if (status == LC_OK) {
        bind_layer(page, *stmt, &page->layers[layer]);
        lc_stmt_bind_int(*stmt, ":most", most);
    }
    return status;
}

static lc_status write_detour(lc_page *page, size_t i)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query_here(page, "report/page_detour", false, &stmt);
    if (status == LC_OK)
        bind_layer(page, stmt, &page->layers[i]);
    return lc_page_each(page, status, stmt, say_detour, &i, NULL);
}

/* --- the table --- */

static void add_columns(lc_page *page)
{
    const char *columns[8] = {LC_N("Place"), LC_N("People"), NULL};
    size_t count = 3;
    columns[2] = page->has_network && page->has_circle ? LC_N("Circle and walk") : LC_N("Covered");
    if (page->has_network)
        columns[count++] = LC_N("On foot");
    if (page->has_circle)
        columns[count++] = LC_N("By circle");
    if (page->has_network && page->has_circle)
        columns[count++] = LC_N("People between");
    columns[count++] = LC_N("Floor area per 1,000");
    columns[count++] = LC_N("Targets missed there");
    lc_page_columns(page, columns, count);
}

/* So many rows for each choice that the page stays light. */
static int64_t rows_each(const lc_page *page)
{
    if (page->brief)
        return ROWS_BRIEF;
    int64_t rows = ROWS_ALL / (int64_t)(page->layer_count > 0 ? page->layer_count : 1);
    return rows > ROWS_MAX ? ROWS_MAX : rows < ROWS_LEAST ? ROWS_LEAST : rows;
}

static lc_status write_table(lc_page *page, size_t i)
{
    const lc_page_layer *layer = &page->layers[i];
    lc_stmt *stmt = NULL;
    char class[32];
    lc_status status = lc_page_query_towns(page, i, rows_each(page), &stmt);
    (void)lc_print(class, sizeof class, "towns l l%zu", i);
    lc_page_table(page, class);
    lc_page_fill(page, LC_N("{type}, {group}, {limit} minutes; the least served first."), "type",
                 layer->name, "group", layer->group_name, "limit",
                 lc_figure_whole(page->limit_min).s, NULL);
    if (page->has_network && page->has_circle) {
        lc_page_gap(page);
        lc_page_tr(page, LC_N("Light: within the circle; dark: on foot."));
    }
    lc_page_raw(page, "</caption>");
    add_columns(page);
    lc_page_raw(page, "<tbody>\n");
    int64_t rows = 0;
    status = lc_page_each(page, status, stmt, add_row, NULL, &rows);
    lc_page_table_end(page);
    if (rows == rows_each(page)) {
        lc_page_rawf(page, "<p class=\"note l l%zu\">", i);
        lc_page_fill(page, LC_N("Only the first {n} are shown; all are in indicators.csv."), "n",
                     lc_figure_whole((double)rows).s, NULL);
        lc_page_raw(page, "</p>\n");
    }
    return status;
}

lc_status lc_page_towns(lc_page *page)
{
    lc_status status = LC_OK;
    if (page->level[0] == '\0')
        return LC_OK;
    lc_page_section(page, "towns", LC_N("Places compared"));
    lc_page_tabs(page);
    if (page->layer_count == 0) {
        lc_page_raw(page, "<p class=\"empty\">");
        lc_page_tr(page, LC_N("There are no facilities in use, so nothing can be compared."));
        lc_page_raw(page, "</p>\n");
    }
    for (size_t i = 0; status == LC_OK && i < page->layer_count; i++) {
        if (page->has_network && page->has_circle)
            status = write_detour(page, i);
        if (status == LC_OK)
            status = write_table(page, i);
    }
    lc_page_raw(page, "</section>\n");
    return status;
}
