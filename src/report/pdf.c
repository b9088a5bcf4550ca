/* The PDF of the whole study or of a region: what the page says, on paper. */
#include <stdlib.h>
#include <unistd.h>

#include "lc_report_assets.h"
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

static lc_status read_parts(lc_page *page, lc_sheet *sheet)
{
    part_fn *const parts[] = {lc_page_head,  lc_page_targets, lc_page_map,
                              lc_page_towns, lc_page_circles, lc_page_types,
                              lc_page_trend, lc_page_findings, lc_page_notes};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof parts / sizeof *parts; i++)
        status = read_part(page, sheet, parts[i]);
    return status;
}

static lc_status paint(lc_page *page, lc_sheet *sheet, lc_text *pdf)
{
    char *foot = lc_format(page->ctx, "%s · %s", page->title, page->as_of);
    char *creator = lc_format(page->ctx, "lifecircle");
    lc_status status = LC_MEMORY;
    if (foot != NULL && creator != NULL)
        status = lc_sheet_paint(sheet,
                                &(lc_sheet_about){.title = page->title,
                                                  .subject = foot,
                                                  .keywords = "",
                                                  .creator = creator,
                                                  .day = page->as_of,
                                                  .foot = foot},
                                pdf);
    free(foot);
    free(creator);
    return status;
}

static lc_status make(lc_store *store, const lc_scope *scope, lc_text *pdf)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_page page = {.store = store, .ctx = ctx, .zh = lc_ctx_language(ctx) == LC_LANG_ZH};
    lc_sheet sheet;
    (void)scope;
    lc_text_init(&page.out.text, ctx);
    lc_status status = lc_sheet_open(ctx, lc_report_assets[0].text, &sheet);
    if (status == LC_OK)
        status = lc_page_read_facts(&page);
    if (page.layer_count > 1)
        page.layer_count = 1;
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
        status = lc_out_close(&out, status);
    }
    lc_text_clear(&pdf);
    free(name);
    return status;
}
