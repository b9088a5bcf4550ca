/* Title, the one sentence, the headline figures. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/closes.h"
#include "report/page.h"
#include "report/units.h"

/* How many targets there are and how they stand. */
typedef struct standing {
    int64_t all, met, falls_short, lacks, due, awaits;
    int64_t binding, binding_met, binding_short, plans;
} standing;

static lc_status take_standing(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)page;
    *(standing *)user = (standing){lc_stmt_int(stmt, 0), lc_stmt_int(stmt, 1), lc_stmt_int(stmt, 2),
                                   lc_stmt_int(stmt, 3), lc_stmt_int(stmt, 4), lc_stmt_int(stmt, 5),
                                   lc_stmt_int(stmt, 6), lc_stmt_int(stmt, 7), lc_stmt_int(stmt, 8),
                                   lc_stmt_int(stmt, 9)};
    return LC_OK;
}

static lc_status read_standing(lc_page *page, standing *s)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query_here(page, "report/page_status", false, &stmt);
    return lc_page_each(page, status, stmt, take_standing, s, NULL);
}

/* --- the sentence --- */

/* A further part of the sentence: ", 4 are not yet due". */
static void say_part(lc_page *page, const char *msgid, int64_t count)
{
    if (count > 0)
        lc_page_fill(page, msgid, "n", lc_figure_whole((double)count).s, NULL);
}

static void say_counts(lc_page *page, const standing *s)
{
    lc_figure all = lc_figure_whole((double)s->all), met = lc_figure_whole((double)s->met),
              falls_short = lc_figure_whole((double)s->falls_short);
    if (s->met == s->all) {
        lc_page_fill(page, LC_N("All {all} targets are met."), "all", all.s, NULL);
        return;
    }
    lc_page_fill(page,
                 s->plans > 1
                     ? LC_N("Of {all} targets of {plans} plans {met} [is|are] met and {short} "
                            "[falls|fall] short")
                     : LC_N("Of {all} [target|targets] {met} [is|are] met and {short} "
                            "[falls|fall] short"),
                 "all", all.s, "plans", lc_figure_whole((double)s->plans).s, "met", met.s, "short",
                 falls_short.s, NULL);
    say_part(page, LC_N(", {n} [is|are] not yet due"), s->due);
    say_part(page, LC_N(", {n} [lacks|lack] data"), s->lacks);
    say_part(page, LC_N(", {n} [awaits its|await their] figure"), s->awaits);
    lc_page_tr(page, LC_N("."));
    if (s->binding == 0 || s->binding == s->all)
        return;
    lc_page_gap(page);
    lc_page_fill(page,
                 LC_N("Of the {all} binding [one|ones] {met} [is|are] met and {short} "
                      "[falls|fall] short."),
                 "all", lc_figure_whole((double)s->binding).s, "met",
                 lc_figure_whole((double)s->binding_met).s, "short",
                 lc_figure_whole((double)s->binding_short).s, NULL);
}

static lc_status say_targets(lc_page *page, const standing *s)
{
    say_counts(page, s);
    lc_page_gap(page);
    if (page->targets_not_read > 0) {
        lc_page_fill(page, LC_N("A further {n} could not be read and [is|are] not among them."),
                     "n", lc_figure_whole((double)page->targets_not_read).s, NULL);
        lc_page_gap(page);
    }
    return lc_page_say_worst(page);
}

static void say_reach(lc_page *page)
{
    const lc_page_layer *layer = page->layers;
    bool walked = page->layer_count > 0 && isfinite(layer->network);
    if (page->layer_count == 0 || !(layer->people > 0)) {
        lc_page_tr(
            page,
            LC_N("No facilities with people around them were found; see the findings below."));
        return;
    }
    double reached = walked ? layer->network : layer->circle;
    lc_page_fill(
        page,
        walked
            ? LC_N("{share} of {group} can walk to a facility ({type}) within {limit} minutes; "
                   "{far} "
                   "people cannot.")
            : LC_N(
                  "{share} of {group} live within the service circle of a facility ({type}); {far} "
                  "people do not."),
        "share", lc_figure_share(reached / layer->people).s, "group", layer->group_name, "type",
        layer->name, "limit", lc_figure_whole(page->limit_min).s, "far",
        lc_figure_whole(layer->people - reached).s, NULL);
}

static lc_status say_lead(lc_page *page, const standing *s)
{
    if (s->all > 0)
        return say_targets(page, s);
    say_reach(page);
    return LC_OK;
}

lc_status lc_page_lead(lc_page *page)
{
    standing s = {0};
    lc_status status = read_standing(page, &s);
    return status == LC_OK ? say_lead(page, &s) : status;
}

/* --- the figures --- */

/* `indicator`: what the figure is; NULL: nothing that is defined. */
static void open_tile(lc_page *page, const char *indicator, const char *figure, const char *unit)
{
    lc_page_raw(page, "<div class=\"tile\"><p class=\"big\">");
    if (indicator != NULL)
        lc_page_means(page, indicator);
    lc_text_add_html(&page->out.text, figure);
    lc_page_raw(page, indicator != NULL ? "</a>" : "");
    if (unit != NULL) {
        lc_text words;
        lc_text_init(&words, page->ctx);
        lc_unit_add(page->ctx, &words, unit, strcmp(figure, "1") == 0);
        lc_page_raw(page, "<small>");
        lc_text_add_html(&page->out.text, words.bytes);
        page->out.text.failed |= words.failed;
        lc_page_raw(page, "</small>");
        lc_text_clear(&words);
    }
    lc_page_raw(page, "</p><p>");
}

static void close_tile(lc_page *page)
{
    lc_page_raw(page, "</p></div>\n");
}

static lc_status tile_people(lc_page *page, lc_stmt *stmt, void *user)
{
    int *shown = user;
    lc_figure people = lc_figure_whole(lc_stmt_double(stmt, 3));
    const char *year = lc_stmt_text(stmt, 2);
    if (*shown == 0) {
        open_tile(page, "people", people.s, "people");
        lc_page_data(page, lc_stmt_text(stmt, 1));
        if (year != NULL)
            lc_page_fill(page, LC_N(" ({year})"), "year", year, NULL);
    } else if (*shown == 1) {
        lc_page_raw(page, "<span class=\"sub\">");
        lc_page_data(page, lc_stmt_text(stmt, 1));
        lc_page_raw(page, " ");
        lc_text_add_html(&page->out.text, people.s);
        lc_page_raw(page, "</span>");
    }
    ++*shown;
    return LC_OK;
}

static lc_status write_people(lc_page *page)
{
    int shown = 0;
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query_here(page, "report/page_people", true, &stmt);
    status = lc_page_each(page, status, stmt, tile_people, &shown, NULL);
    if (shown > 0)
        close_tile(page);
    return status;
}

static void write_reach(lc_page *page)
{
    const lc_page_layer *layer = page->layers;
    if (page->layer_count == 0 || !(layer->people > 0))
        return;
    bool walked = isfinite(layer->network), both = walked && isfinite(layer->circle);
    double reached = walked ? layer->network : layer->circle;
    open_tile(page, "coverage", lc_figure_share(reached / layer->people).s, NULL);
    lc_page_fill(page,
                 walked ? LC_N("{group} within {limit} minutes' walk: {type}")
                        : LC_N("{group} within the circle: {type}"),
                 "group", layer->group_name, "type", layer->name, "limit",
                 lc_figure_whole(page->limit_min).s, NULL);
    if (both) {
        lc_page_raw(page, "<span class=\"sub\">");
        lc_page_fill(page, LC_N("by circle {share}"), "share",
                     lc_figure_share(layer->circle / layer->people).s, NULL);
        lc_page_raw(page, "</span>");
    }
    close_tile(page);
    open_tile(page, "people_uncovered", lc_figure_whole(layer->people - reached).s, "people");
    lc_page_tr(page, walked ? LC_N("beyond walking reach") : LC_N("beyond the circle"));
    if (both && layer->circle > layer->network) {
        lc_page_raw(page, "<span class=\"sub\">");
        lc_page_fill(page, LC_N("at least {n} of them inside a circle"), "n",
                     lc_figure_whole(layer->circle - layer->network).s, NULL);
        lc_page_raw(page, "</span>");
    }
    close_tile(page);
}

static void add_share(lc_page *page, const char *class, int64_t part, int64_t *before, int64_t all)
{
    if (part > 0)
        lc_page_rawf(page, "<rect class=\"%s\" x=\"%.2f\" width=\"%.2f\" height=\"8\"/>", class,
                     100.0 * (double)*before / (double)all, 100.0 * (double)part / (double)all);
    *before += part;
}

static void add_count(lc_page *page, const char *msgid, int64_t count)
{
    if (count == 0)
        return;
    lc_page_raw(page, "<span class=\"part\">");
    lc_page_fill(page, msgid, "n", lc_figure_whole((double)count).s, NULL);
    lc_page_raw(page, "</span> ");
}

static void write_standing(lc_page *page, const standing *s)
{
    char figure[64];
    int64_t before = 0;
    if (s->all == 0)
        return;
    (void)snprintf(figure, sizeof figure, "%lld / %lld", (long long)s->met, (long long)s->all);
    open_tile(page, NULL, figure, NULL);
    lc_page_tr(page, LC_N("targets met"));
    lc_page_raw(page, "<svg class=\"share\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" "
                      "aria-hidden=\"true\">");
    add_share(page, "met", s->met, &before, s->all);
    add_share(page, "short", s->falls_short, &before, s->all);
    add_share(page, "lacks", s->lacks + s->due + s->awaits, &before, s->all);
    lc_page_raw(page, "</svg><span class=\"sub\">");
    add_count(page, LC_N("{n} [falls|fall] short"), s->falls_short);
    add_count(page, LC_N("{n} not decidable"), s->lacks);
    add_count(page, LC_N("{n} not yet due"), s->due);
    add_count(page, LC_N("{n} awaiting a figure"), s->awaits);
    add_count(page, LC_N("{n} could not be read"), page->targets_not_read);
    lc_page_raw(page, "</span>");
    close_tile(page);
}

/* --- what makes the figures doubtful --- */

static lc_status add_grave(void *user, const lc_grave *grave)
{
    lc_page *page = user;
    char *words = lc_grave_words(page->ctx, grave);
    if (words == NULL)
        return LC_MEMORY;
    lc_page_raw(page, "<p class=\"warn\">");
    lc_page_tr(page, LC_N("Makes the figures doubtful: "));
    lc_page_data(page, words);
    lc_page_gap(page);
    lc_page_findings_link(page);
    lc_page_raw(page, "</p>\n");
    free(words);
    return LC_OK;
}

static lc_status write_grave(lc_page *page)
{
    size_t kinds;
    lc_status status = lc_store_each_grave(page->store, LC_PAGE_GRAVE_MAX, add_grave, page, &kinds);
    if (kinds > LC_PAGE_GRAVE_MAX) {
        lc_page_raw(page, "<p class=\"warn\">");
        lc_page_fill(page, LC_N("Further findings that make the figures doubtful: {n}."), "n",
                     lc_figure_whole((double)(kinds - LC_PAGE_GRAVE_MAX)).s, NULL);
        lc_page_gap(page);
        lc_page_findings_link(page);
        lc_page_raw(page, "</p>\n");
    }
    return status;
}

lc_status lc_page_head(lc_page *page)
{
    standing s = {0};
    lc_status status = read_standing(page, &s);
    lc_page_raw(page, "<header>\n<p class=\"over\">");
    if (page->within != NULL) {
        lc_page_data(page, page->within);
        lc_page_raw(page, " · ");
    }
    lc_page_fill(page, LC_N("As of {date}"), "date", lc_date_words(page->ctx, page->as_of).s, NULL);
    lc_page_raw(page, "</p>\n<h1>");
    lc_page_data(page, lc_page_name(page));
    lc_page_raw(page, "</h1>\n<p class=\"lead\">");
    if (status == LC_OK)
        status = say_lead(page, &s);
    if (status == LC_OK)
        status = lc_page_say_rank(page);
    lc_page_raw(page, "</p>\n");
    if (status == LC_OK)
        status = write_grave(page);
    lc_page_raw(page, "<div class=\"tiles\">\n");
    if (status == LC_OK)
        status = write_people(page);
    write_reach(page);
    write_standing(page, &s);
    lc_page_raw(page, "</div>\n</header>\n");
    return status;
}
