/* index.html: one file that needs nothing beside it, readable without scripts, the same for the
 * same store. */
#include "report/page.h"

#include <stdlib.h>

#include "report/draw.h"
#include "report/report.h"

/* Where the page's own folder leads to that of the set. */
static const char *root_of(const lc_page *page)
{
    return lc_page_is_whole(page) ? "" : "../";
}

/* Of a page that stands alone: nothing beside it. */
static void inline_style(lc_page *page)
{
    lc_page_raw(page, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "style-src 'unsafe-inline'; "
                      "img-src data:; base-uri 'none'; form-action 'none'\"/>\n<style>\n");
    lc_page_raw(page, lc_report_asset("page.css"));
    lc_page_raw(page, lc_draw_style());
    lc_page_raw(page, "</style>\n");
}

/* Of a page of a set: what all of them share. A page from file: has no origin that 'self' could
 * mean, so that the scheme is named, too. */
static void link_style(lc_page *page)
{
    const char *root = root_of(page);
    lc_page_raw(page, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "script-src 'self' file:; style-src 'self' file:; worker-src blob:; "
                      "img-src data: blob:; base-uri 'none'; form-action 'none'\"/>\n");
    lc_page_rawf(page,
                 "<link rel=\"stylesheet\" href=\"%sassets/page.css\"/>\n"
                 "<link rel=\"stylesheet\" href=\"%sassets/draw.css\"/>\n"
                 "<link rel=\"stylesheet\" href=\"%sassets/map.css\"/>\n"
                 "<script src=\"%sassets/page.js\" defer=\"defer\"></script>\n",
                 root, root, root, root);
}

static void write_title(lc_page *page)
{
    lc_page_raw(page, "<title>");
    lc_text_add_html(&page->out.text, lc_page_name(page));
    if (!lc_page_is_whole(page)) {
        lc_page_raw(page, " · ");
        lc_text_add_html(&page->out.text, page->title);
    }
    lc_page_raw(page, "</title>\n");
}

static void open_page(lc_page *page)
{
    lc_page_rawf(page, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n", page->zh ? "zh-CN" : "en");
    lc_page_raw(page, "<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" "
                      "content=\"width=device-width, initial-scale=1\"/>\n");
    if (page->set != NULL)
        link_style(page);
    else
        inline_style(page);
    write_title(page);
    lc_page_raw(page, "</head>\n<body>\n<a class=\"skip screen\" href=\"#main\">");
    lc_page_tr(page, LC_N("To the figures"));
    lc_page_raw(page, "</a>\n");
}

/* One radio button per choice; the map and the comparison are their later siblings, so that style
 * alone shows what is chosen. */
static void write_choices(lc_page *page)
{
    for (size_t i = 0; i < page->layer_count; i++) {
        lc_page_rawf(
            page,
            "<input class=\"choice\" type=\"radio\" name=\"layer\" id=\"L%zu\"%s aria-label=\"", i,
            i == 0 ? " checked=\"checked\"" : "");
        lc_text_add_html(&page->out.text, page->layers[i].name);
        lc_page_raw(page, "\"/>\n");
    }
}

/* The map, the comparison and the charts, below the choice of what they show. */
static lc_status write_layers(lc_page *page)
{
    lc_page_raw(page, "<div class=\"layers\">\n");
    write_choices(page);
    lc_status status = lc_page_map(page);
    if (status == LC_OK)
        status = lc_page_towns(page);
    if (status == LC_OK)
        status = lc_page_charts(page);
    lc_page_raw(page, "</div>\n");
    return status;
}

static bool always(const lc_page *page)
{
    (void)page;
    return true;
}

static bool has_trend(const lc_page *page)
{
    return page->has_trend;
}

static bool has_map(const lc_page *page)
{
    return page->has_map;
}

static bool has_places(const lc_page *page)
{
    return page->level[0] != '\0';
}

static bool has_charts(const lc_page *page)
{
    return page->layer_count > 0 || page->has_targets;
}

static bool has_units(const lc_page *page)
{
    return page->has_units;
}

static bool is_region(const lc_page *page)
{
    return !lc_page_is_whole(page);
}

/* The page's own list of its parts. */
static const struct {
    const char *id, *words;
    bool (*is_there)(const lc_page *page);
} contents[] = {
    {"map", LC_N("Map"), has_map},           {"towns", LC_N("Comparison"), has_places},
    {"charts", LC_N("Charts"), has_charts},  {"targets", LC_N("Targets"), always},
    {"types", LC_N("Types"), always},        {"facilities", LC_N("Facilities"), is_region},
    {"circles", LC_N("Circles"), has_units}, {"trend", LC_N("By year"), has_trend},
    {"findings", LC_N("Data"), always},      {"figures", LC_N("Figures"), always},
    {"notes", LC_N("Sources"), always},
};

static void write_contents(lc_page *page)
{
    lc_page_raw(page, "<nav class=\"parts-list screen\" aria-label=\"");
    lc_page_tr(page, LC_N("On this page"));
    lc_page_raw(page, "\"><ul>\n");
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        if (!contents[i].is_there(page))
            continue;
        lc_page_rawf(page, "<li><a href=\"#%s\">", contents[i].id);
        lc_page_tr(page, contents[i].words);
        lc_page_raw(page, "</a></li>\n");
    }
    lc_page_raw(page, "</ul></nav>\n");
}

static lc_status write_page(lc_page *page)
{
    static lc_status (*const parts[])(lc_page *) = {
        lc_page_first,   write_layers,  lc_page_targets,  lc_page_types,   lc_page_facilities,
        lc_page_circles, lc_page_trend, lc_page_findings, lc_page_figures, lc_page_notes};
    lc_status status = lc_page_read_facts(page);
    if (status == LC_OK)
        status = lc_trace_read(page->store, page->scope, false, &page->trace);
    if (status != LC_OK)
        return status;
    open_page(page);
    lc_page_set_links(page);
    status = lc_page_head(page);
    lc_page_raw(page, "<main id=\"main\">\n");
    write_contents(page);
    for (size_t i = 0; status == LC_OK && i < sizeof parts / sizeof *parts; i++)
        status = parts[i](page);
    lc_page_raw(page, "</main>\n</body>\n</html>\n");
    return status;
}

/* The page about a scope as a file of a folder. */
static lc_status make_page(lc_store *store, const lc_set *set, const lc_scope *scope,
                           const char *folder, const char *name)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_page page = {.store = store,
                    .ctx = ctx,
                    .scope = scope,
                    .set = set,
                    .zh = lc_ctx_language(ctx) == LC_LANG_ZH};
    lc_status status = lc_out_open(ctx, folder, name, &page.out);
    if (status == LC_OK)
        status = write_page(&page);
    status = lc_out_close(&page.out, status);
    lc_page_clear_facts(&page);
    return status;
}

lc_status lc_report_page(lc_store *store, const char *folder)
{
    return make_page(store, NULL, lc_scope_whole(), folder, "index.html");
}

lc_status lc_report_set_page(lc_store *store, const lc_set *set, const lc_scope *scope,
                             const char *folder)
{
    bool whole = scope->region_id == 0;
    char *name = lc_format(lc_store_ctx(store), "%s.html", whole ? "index" : scope->file);
    lc_status status = name != NULL ? make_page(store, set, scope, folder, name) : LC_MEMORY;
    free(name);
    return status;
}
