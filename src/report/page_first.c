/* The first screen: what is furthest behind, and how the places rank. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/closes.h"
#include "report/page_target.h"
#include "report/units.h"

enum { WORST_SHOWN = 5, RANKED_ALL = 12, RANKED_SHOWN = 10 };

/* Columns of report/page_first. */
enum {
    GAP_ID,
    REGION_ID,
    REGION,
    ITEM,
    VALUE,
    TARGET,
    UNIT,
    OP,
    BOUNDED,
    MISSING,
    STATUS,
    NATURE,
    YEAR,
    PARTS,
    FAILING,
    INDICATOR,
    LEVEL,
    PLAN
};

/* What the target wants, in words; free with free(). */
static char *wanted(lc_page *page, lc_stmt *stmt)
{
    const char *op = lc_stmt_text(stmt, OP), *unit = lc_stmt_text(stmt, UNIT);
    if (op != NULL && strcmp(op, "all") == 0)
        return lc_strdup(page->ctx, lc_tr(page->ctx, LC_N("All")));
    return lc_figure_quantity(page, lc_stmt_double(stmt, TARGET) / lc_figure_scale(unit), unit,
                              false);
}

static lc_status query_worst(lc_page *page, int most, lc_stmt **stmt)
{
    lc_status status = lc_page_query_here(page, "report/page_first", true, stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(*stmt, ":most", most);
    return status;
}

/* --- the sentence --- */

static void say_worst_words(lc_page *page, lc_stmt *stmt, const char *value, const char *target)
{
    static const char *const words[2][2] = {
        {LC_N("Furthest behind is {region}: {item} stands at {value}, the target being {target}"),
         LC_N("Furthest behind is {region}: {item} stands at {value} at best, the target being "
              "{target}")},
        {LC_N("Furthest behind is {item}: it stands at {value}, the target being {target}"),
         LC_N("Furthest behind is {item}: it stands at {value} at best, the target being "
              "{target}")}};
    bool own = lc_stmt_int(stmt, REGION_ID) == page->scope->region_id;
    lc_page_fill(page, words[own][lc_stmt_int(stmt, BOUNDED) != 0], "region",
                 lc_stmt_text(stmt, REGION), "item", lc_stmt_text(stmt, ITEM), "value", value,
                 "target", target, NULL);
}

static lc_status say_worst(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    char *closes = lc_report_closes_first(page->store, lc_stmt_int(stmt, GAP_ID));
    char *value =
        lc_figure_quantity(page, lc_stmt_double(stmt, VALUE), lc_stmt_text(stmt, UNIT), false);
    char *target = wanted(page, stmt);
    bool whole = closes != NULL && value != NULL && target != NULL;
    if (whole) {
        say_worst_words(page, stmt, value, target);
        if (*closes != '\0')
            lc_page_fill(page, LC_N(" ({closes})"), "closes", closes, NULL);
        lc_page_tr(page, LC_N("."));
    }
    free(closes);
    free(value);
    free(target);
    return whole ? LC_OK : LC_MEMORY;
}

lc_status lc_page_say_worst(lc_page *page)
{
    lc_stmt *stmt = NULL;
    lc_status status = query_worst(page, 1, &stmt);
    return lc_page_each(page, status, stmt, say_worst, NULL, NULL);
}

/* --- the targets that are furthest behind --- */

static void add_what(lc_page *page, lc_stmt *stmt)
{
    const char *nature = lc_stmt_text(stmt, NATURE);
    lc_page_raw(page, "<tr><th scope=\"row\">");
    lc_page_data(page, lc_stmt_text(stmt, ITEM));
    lc_page_raw(page, "<span class=\"sub\">");
    if (nature != NULL && strcmp(nature, "binding") == 0) {
        lc_page_tr(page, LC_N("Binding"));
        lc_page_raw(page, " · ");
    }
    if (!lc_stmt_is_null(stmt, YEAR))
        lc_page_fill(page, LC_N("by {year}"), "year", lc_stmt_text(stmt, YEAR), NULL);
    lc_page_raw(page, "</span>");
    if (!lc_text_blank(lc_stmt_text(stmt, PLAN))) {
        lc_page_raw(page, "<span class=\"sub\">");
        lc_page_data(page, lc_stmt_text(stmt, PLAN));
        lc_page_raw(page, "</span>");
    }
    lc_page_raw(page, "</th>");
    lc_page_cell(page, "s", LC_N("Status"));
    lc_page_status(page, lc_stmt_text(stmt, STATUS));
    lc_page_raw(page, "</td>");
}

static void add_where(lc_page *page, lc_stmt *stmt)
{
    lc_page_cell(page, "where", LC_N("Where"));
    lc_page_region(page, lc_stmt_int(stmt, REGION_ID), lc_stmt_text(stmt, REGION));
    if (lc_stmt_int(stmt, PARTS) > 1) {
        lc_page_raw(page, "<span class=\"sub\">");
        lc_page_fill(page, LC_N("{n} of {parts} places fall behind"), "n",
                     lc_stmt_text(stmt, FAILING), "parts", lc_stmt_text(stmt, PARTS), NULL);
        lc_page_raw(page, "</span>");
    }
    lc_page_raw(page, "</td>");
}

static void add_value(lc_page *page, lc_stmt *stmt, const char *target)
{
    const char *unit = lc_stmt_text(stmt, UNIT), *op = lc_stmt_text(stmt, OP);
    bool bounded = lc_stmt_int(stmt, BOUNDED) != 0, most = strcmp(op, "<=") == 0;
    lc_page_cell(page, "n", LC_N("Today"));
    if (bounded)
        lc_page_tr(page, most ? LC_N("at least ") : LC_N("at most "));
    lc_page_means(page, lc_stmt_text(stmt, INDICATOR));
    lc_page_quantity(page, lc_stmt_double(stmt, VALUE), unit, false);
    lc_page_raw(page, "</a><span class=\"sub\">");
    lc_page_fill(page, LC_N("wanted: {target}"), "target", target, NULL);
    lc_page_raw(page, "</span></td>");
    lc_page_gap_cell(page, lc_stmt_double(stmt, MISSING), unit, bounded ? LC_N("at least ") : NULL);
}

static lc_status add_worst(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    char *closes = lc_report_closes_first(page->store, lc_stmt_int(stmt, GAP_ID));
    char *target = wanted(page, stmt);
    bool whole = closes != NULL && target != NULL;
    if (whole) {
        add_what(page, stmt);
        add_where(page, stmt);
        add_value(page, stmt, target);
        lc_page_cell(page, "closes", LC_N("What would close it"));
        lc_page_data(page, closes);
        lc_page_raw(page, "</td></tr>\n");
    }
    free(closes);
    free(target);
    return whole ? LC_OK : LC_MEMORY;
}

static lc_status write_worst(lc_page *page)
{
    /* the status stands where a narrow screen still shows it */
    static const char *const columns[] = {LC_N("What the plan asks for"),
                                          LC_N("Status"),
                                          LC_N("Where"),
                                          LC_N("Today"),
                                          LC_N("Still missing"),
                                          LC_N("What would close it")};
    lc_stmt *stmt = NULL;
    int64_t rows = 0;
    lc_page_raw(page, "<div class=\"behind\"><h2>");
    lc_page_tr(page, LC_N("Furthest behind"));
    lc_page_raw(page, "</h2>\n<table class=\"targets worst\"><caption>");
    lc_page_tr(page, LC_N("Binding targets first; each with the place that is furthest from it."));
    lc_page_raw(page, "</caption>");
    lc_page_columns(page, columns, sizeof columns / sizeof *columns);
    lc_page_raw(page, "<tbody>\n");
    lc_status status = query_worst(page, WORST_SHOWN, &stmt);
    status = lc_page_each(page, status, stmt, add_worst, NULL, &rows);
    if (rows == 0) {
        lc_page_raw(page, "<tr><td colspan=\"6\" class=\"empty\">");
        lc_page_tr(page, LC_N("No target falls short here."));
        lc_page_raw(page, "</td></tr>\n");
    }
    lc_page_raw(page, "</tbody></table>\n<p class=\"more screen\"><a href=\"#targets\">");
    lc_page_tr(page, LC_N("All targets, with their clauses"));
    lc_page_raw(page, "</a></p></div>\n");
    return status;
}

/* --- the ranking --- */

/* Columns of report/page_towns. */
enum { TOWN_ID, TOWN, TOWN_PEOPLE, TOWN_CIRCLE, TOWN_NETWORK };

static void add_bar(lc_page *page, double share)
{
    lc_page_raw(page, "<td class=\"bars\"><svg class=\"bar\" viewBox=\"0 0 100 6\" "
                      "preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                      "<rect class=\"track\" width=\"100\" height=\"6\"/>");
    if (isfinite(share))
        lc_page_rawf(page, "<rect class=\"w\" width=\"%.1f\" height=\"6\"/>", share * 100);
    lc_page_raw(page, "</svg></td>");
}

static lc_status add_ranked(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    double share = lc_stmt_double(stmt, page->has_network ? TOWN_NETWORK : TOWN_CIRCLE);
    lc_page_raw(page, "<tr><th scope=\"row\">");
    lc_page_region(page, lc_stmt_int(stmt, TOWN_ID), lc_stmt_text(stmt, TOWN));
    lc_page_region_pdf(page, lc_stmt_int(stmt, TOWN_ID));
    lc_page_raw(page, "</th>");
    add_bar(page, share);
    lc_page_figure_of(page, "coverage", lc_figure_share(share).s);
    lc_page_raw(page, "</tr>\n");
    return LC_OK;
}

static void open_ranking(lc_page *page, const char *title, const lc_page_layer *layer)
{
    lc_page_raw(page, "<div class=\"ranking\"><h2>");
    lc_page_tr(page, title);
    lc_page_raw(page, "</h2>\n<table class=\"rank\"><caption>");
    lc_page_fill(
        page,
        layer == NULL       ? LC_N("Share within {limit} minutes, from the best served on.")
        : page->has_network ? LC_N("{type}: {group} who walk there within {limit} minutes.")
                            : LC_N("{type}: {group} within the circle of {limit} minutes."),
        "type", layer != NULL ? layer->name : "", "group", layer != NULL ? layer->group_name : "",
        "limit", lc_figure_whole(page->limit_min).s, NULL);
    lc_page_raw(page, "</caption>");
}

static lc_status take_count(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)page;
    *(int64_t *)user = lc_stmt_int(stmt, 0);
    return LC_OK;
}

/* The places of the level that is compared, the least served first: all, or so many of them. */
static lc_status write_ranking(lc_page *page)
{
    static const char *const columns[] = {LC_N("Place"), LC_N("Covered"), LC_N("Share")};
    lc_stmt *stmt = NULL;
    int64_t count = 0;
    lc_status status = lc_page_query_here(page, "report/page_count", false, &stmt);
    if (status == LC_OK)
        lc_stmt_bind_text(stmt, ":level", page->level);
    status = lc_page_each(page, status, stmt, take_count, &count, NULL);
    if (status != LC_OK || count < 2)
        return status;
    open_ranking(page, LC_N("The least served first"), page->layers);
    lc_page_columns(page, columns, sizeof columns / sizeof *columns);
    lc_page_raw(page, "<tbody>\n");
    stmt = NULL;
    status = lc_page_query_towns(page, 0, count > RANKED_ALL ? RANKED_SHOWN : RANKED_ALL, &stmt);
    status = lc_page_each(page, status, stmt, add_ranked, NULL, NULL);
    lc_page_raw(page, "</tbody></table>\n<p class=\"more\"><a href=\"#towns\">");
    lc_page_fill(page, LC_N("All {n} compared"), "n", lc_figure_whole((double)count).s, NULL);
    lc_page_raw(page, "</a></p></div>\n");
    return status;
}

/* --- the place of one region among its like --- */

/* Columns of report/page_rank. */
enum { RANK, RANK_OF, RANK_SHARE };

static lc_status query_rank(lc_page *page, size_t i, lc_stmt **stmt)
{
    const lc_page_layer *layer = &page->layers[i];
    lc_status status = lc_page_query_here(page, "report/page_rank", false, stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(*stmt, ":types", layer->types);
        lc_stmt_bind_text(*stmt, ":group", layer->group);
        lc_stmt_bind_text(*stmt, ":mode", page->has_network ? "network" : "circle");
        lc_stmt_bind_double(*stmt, ":limit_min", page->limit_min);
    }
    return status;
}

static lc_status add_rank(lc_page *page, lc_stmt *stmt, void *user)
{
    const lc_page_layer *layer = user;
    double share = lc_stmt_double(stmt, RANK_SHARE);
    lc_page_raw(page, "<tr><th scope=\"row\">");
    lc_page_data(page, layer->name);
    lc_page_raw(page, "<span class=\"sub\">");
    lc_page_data(page, layer->group_name);
    lc_page_raw(page, "</span></th>");
    add_bar(page, share);
    lc_page_figure_of(page, "coverage", lc_figure_share(share).s);
    lc_page_raw(page, "<td class=\"n place\">");
    lc_page_fill(page, LC_N("{place} of {count}"), "place",
                 lc_figure_whole(lc_stmt_double(stmt, RANK)).s, "count",
                 lc_figure_whole(lc_stmt_double(stmt, RANK_OF)).s, NULL);
    lc_page_raw(page, "</td></tr>\n");
    return LC_OK;
}

static lc_status write_ranks(lc_page *page)
{
    static const char *const columns[] = {LC_N("Facility type"), LC_N("Covered"), LC_N("Share"),
                                          LC_N("Rank")};
    lc_status status = LC_OK;
    open_ranking(page, LC_N("Among its peers"), NULL);
    lc_page_columns(page, columns, sizeof columns / sizeof *columns);
    lc_page_raw(page, "<tbody>\n");
    for (size_t i = 0; status == LC_OK && i < page->layer_count; i++) {
        lc_stmt *stmt = NULL;
        status = query_rank(page, i, &stmt);
        status = lc_page_each(page, status, stmt, add_rank, &page->layers[i], NULL);
    }
    lc_page_raw(page, "</tbody></table></div>\n");
    return status;
}

static lc_status say_rank(lc_page *page, lc_stmt *stmt, void *user)
{
    const lc_page_layer *layer = user;
    if (lc_stmt_int(stmt, RANK_OF) < 2)
        return LC_OK;
    lc_page_gap(page);
    lc_page_fill(page,
                 page->has_network
                     ? LC_N("It ranks {place} of {count} for walking to a facility ({type}).")
                     : LC_N("It ranks {place} of {count} for living near a facility ({type})."),
                 "type", layer->name, "place", lc_figure_whole(lc_stmt_double(stmt, RANK)).s,
                 "count", lc_figure_whole(lc_stmt_double(stmt, RANK_OF)).s, NULL);
    return LC_OK;
}

lc_status lc_page_say_rank(lc_page *page)
{
    lc_stmt *stmt = NULL;
    if (lc_page_is_whole(page) || page->layer_count == 0)
        return LC_OK;
    lc_status status = query_rank(page, 0, &stmt);
    return lc_page_each(page, status, stmt, say_rank, &page->layers[0], NULL);
}

lc_status lc_page_first(lc_page *page)
{
    lc_status status = LC_OK;
    lc_page_raw(page, "<section id=\"first\" class=\"first\" aria-label=\"");
    lc_page_tr(page, LC_N("In short"));
    lc_page_raw(page, "\">\n");
    if (page->has_targets)
        status = write_worst(page);
    if (status == LC_OK && page->layer_count > 0)
        status = lc_page_is_whole(page) ? write_ranking(page) : write_ranks(page);
    lc_page_raw(page, "</section>\n");
    return status;
}
