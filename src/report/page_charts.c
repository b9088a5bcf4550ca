/* The charts: what the tables say, at a glance. */
#include "report/chart.h"

/* One figure; its caption is the message, which the drawing has as its description, too. */
static void write_figure(lc_page *page, const lc_chart *chart)
{
    lc_page_raw(page, "<figure class=\"drawn\"><h3>");
    lc_text_add_html(&page->out.text, chart->title);
    if (chart->about[0] != '\0') {
        lc_page_raw(page, "<span class=\"sub\">");
        lc_page_data(page, chart->about);
        lc_page_raw(page, "</span>");
    }
    lc_page_raw(page, "</h3>\n");
    lc_page_raw(page, chart->svg);
    lc_page_raw(page, "<figcaption>");
    lc_text_add_html(&page->out.text, chart->words);
    lc_page_raw(page, "</figcaption></figure>\n");
}

static lc_status write_chart(lc_page *page, const lc_chart_kind *kind, size_t layer)
{
    lc_chart chart;
    const lc_chart_wish wish = {.page = page, .layer = layer};
    lc_status status = kind->draw(&wish, &chart);
    if (status == LC_OK && chart.svg != NULL)
        write_figure(page, &chart);
    lc_chart_clear(&chart);
    return status == LC_OK ? lc_out_flush(&page->out) : status;
}

/* Those of a layer, or (SIZE_MAX) those that are of none. */
static lc_status write_charts(lc_page *page, size_t layer)
{
    lc_status status = LC_OK;
    const lc_chart_kind *kind;
    if (layer != SIZE_MAX)
        lc_page_rawf(page, "<div class=\"l l%zu\">", layer);
    lc_page_raw(page, "<div class=\"charts\">\n");
    for (size_t i = 0; status == LC_OK && (kind = lc_chart_at(i)) != NULL; i++)
        if (kind->by_layer == (layer != SIZE_MAX))
            status = write_chart(page, kind, layer == SIZE_MAX ? 0 : layer);
    lc_page_raw(page, layer != SIZE_MAX ? "</div></div>\n" : "</div>\n");
    return status;
}

lc_status lc_page_charts(lc_page *page)
{
    lc_status status = LC_OK;
    if (page->layer_count == 0 && !page->has_targets)
        return LC_OK;
    lc_page_section(page, "charts", LC_N("At a glance"));
    lc_page_tabs(page);
    for (size_t i = 0; status == LC_OK && i < page->layer_count; i++)
        status = write_charts(page, i);
    if (status == LC_OK)
        status = write_charts(page, SIZE_MAX);
    lc_page_raw(page, "</section>\n");
    return status;
}
