/* index.html: one file that needs nothing beside it, readable without scripts, the same for the
 * same store. */
#include "report/page.h"

#include <stdlib.h>

#include "report/draw.h"
#include "report/report.h"

static void open_page(lc_page *page)
{
    lc_page_rawf(page, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n", page->zh ? "zh-CN" : "en");
    lc_page_raw(page, "<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" "
                      "content=\"width=device-width, initial-scale=1\"/>\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "style-src 'unsafe-inline'; "
                      "img-src data:; base-uri 'none'; form-action 'none'\"/>\n<title>");
    lc_text_add_html(&page->out.text, page->title);
    lc_page_raw(page, "</title>\n<style>\n");
    lc_page_raw(page, lc_report_asset("page.css"));
    lc_page_raw(page, lc_draw_style());
    lc_page_raw(page, "</style>\n</head>\n<body>\n");
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

static lc_status write_page(lc_page *page)
{
    lc_status status = lc_page_read_facts(page);
    if (status != LC_OK)
        return status;
    open_page(page);
    status = lc_page_head(page);
    lc_page_raw(page, "<main>\n");
    if (status == LC_OK)
        status = lc_page_targets(page);
    if (status == LC_OK)
        status = lc_page_trend(page);
    lc_page_raw(page, "<div class=\"layers\">\n");
    write_choices(page);
    if (status == LC_OK)
        status = lc_page_map(page);
    if (status == LC_OK)
        status = lc_page_towns(page);
    if (status == LC_OK)
        status = lc_page_charts(page);
    lc_page_raw(page, "</div>\n");
    if (status == LC_OK)
        status = lc_page_circles(page);
    if (status == LC_OK)
        status = lc_page_types(page);
    if (status == LC_OK)
        status = lc_page_facilities(page);
    if (status == LC_OK)
        status = lc_page_findings(page);
    if (status == LC_OK)
        status = lc_page_notes(page);
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
