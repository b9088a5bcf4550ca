/* The PDF of the whole study or of a region: what the page says, on paper. */
#include <stdlib.h>
#include <unistd.h>

#include "report/draw.h"
#include "report/page.h"
#include "report/pdf_read.h"
#include "report/set.h"

typedef lc_status part_fn(lc_page *page);

/* One part of the page onto the sheets. */
static lc_status read_part(lc_page *page, lc_sheet *sheet, part_fn *part)
{
    page->out.text.size = 0;
    lc_status status = part(page);
    if (status == LC_OK)
        status = lc_text_status(&page->out.text);
    if (status == LC_OK && page->out.text.size > 0)
        status = lc_pdf_read(sheet, page->out.text.bytes, page->out.text.size);
    return status;
}

/* Which study it is, above the name of one of its regions. */
static lc_status write_study(lc_page *page)
{
    lc_page_raw(page, "<header><p class=\"over\">");
    lc_page_data(page, page->title);
    lc_page_raw(page, "</p></header>\n");
    return LC_OK;
}

/* The first page of the whole study is its summary, that of a region begins with its targets. Parts
 * of which there is nothing write nothing. */
static lc_status read_parts(lc_page *page, lc_sheet *sheet)
{
    static part_fn *const whole[] = {
        lc_page_head,  lc_page_first,    lc_page_map,     lc_page_targets,
        lc_page_towns, lc_page_charts,   lc_page_types,   lc_page_circles,
        lc_page_trend, lc_page_findings, lc_page_figures, lc_page_notes,
        NULL};
    static part_fn *const region[] = {write_study,
                                      lc_page_head,
                                      lc_page_targets,
                                      lc_page_map,
                                      lc_page_towns,
                                      lc_page_charts,
                                      lc_page_types,
                                      lc_page_facilities,
                                      lc_page_circles,
                                      lc_page_findings,
                                      lc_page_figures,
                                      lc_page_notes,
                                      NULL};
    lc_status status = LC_OK;
    for (part_fn *const *part = lc_page_is_whole(page) ? whole : region;
         status == LC_OK && *part != NULL; part++)
        status = read_part(page, sheet, *part);
    return status;
}

static lc_status paint(lc_page *page, lc_sheet *sheet, lc_text *pdf)
{
    const char *name = lc_page_name(page);
    bool whole = lc_page_is_whole(page);
    char *title =
        whole ? lc_strdup(page->ctx, name) : lc_format(page->ctx, "%s · %s", name, page->title);
    const lc_day day = lc_date_words(page->ctx, page->as_of);
    char *foot = title != NULL ? lc_format(page->ctx, "%s · %s", title, day.s) : NULL;
    char *words =
        lc_format(page->ctx, "%s, %s", lc_tr(page->ctx, LC_N("15-minute service circles")),
                  lc_tr(page->ctx, LC_N("Targets of the plan")));
    lc_status status = LC_MEMORY;
    if (foot != NULL && words != NULL)
        status = lc_sheet_paint(
            sheet,
            &(lc_sheet_about){.title = title,
                              .subject = lc_tr(page->ctx, LC_N("15-minute service circles")),
                              .keywords = words,
                              .creator = "lifecircle " LC_VERSION,
                              .day = page->as_of,
                              .foot = foot},
            pdf);
    free(title);
    free(foot);
    free(words);
    return status;
}

static lc_status make(lc_store *store, const lc_scope *scope, lc_text *pdf)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_page page = {.store = store,
                    .ctx = ctx,
                    .scope = scope,
                    .brief = true,
                    .zh = lc_ctx_language(ctx) == LC_LANG_ZH};
    lc_sheet sheet;
    lc_text_init(&page.out.text, ctx);
    lc_status status = lc_sheet_open(ctx, lc_draw_style(), &sheet);
    if (status == LC_OK)
        status = lc_page_read_facts(&page);
    if (status == LC_OK)
        status = lc_trace_read(store, scope, false, &page.trace);
    if (status == LC_OK)
        status = read_parts(&page, &sheet);
    if (status == LC_OK)
        status = paint(&page, &sheet, pdf);
    lc_page_clear_facts(&page);
    lc_text_clear(&page.out.text);
    lc_sheet_close(&sheet);
    return status;
}

lc_status lc_report_pdf(lc_store *store, const lc_scope *scope, const char *folder)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_out out = {0};
    lc_text pdf;
    lc_text_init(&pdf, ctx);
    lc_status status = make(store, scope, &pdf);
    char *name = status == LC_OK ? lc_format(ctx, "%s.pdf", scope->file) : NULL;
    if (status == LC_OK)
        status = name != NULL ? lc_out_open(ctx, folder, name, &out) : LC_MEMORY;
    if (status == LC_OK) {
        lc_text_clear(&out.text);
        out.text = pdf;
        lc_text_init(&pdf, ctx);
    }
    status = lc_out_close(&out, status);
    lc_text_clear(&pdf);
    free(name);
    return status;
}
