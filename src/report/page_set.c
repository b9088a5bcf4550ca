/* The page among others: what it links to, in its set and within itself. */
#include <string.h>

#include "report/page.h"
#include "study/study.h"

/* The place of the scope among those with a page; count where it has none. */
static size_t place_of(const lc_page *page, int64_t region_id)
{
    const lc_scopes *scopes = page->set->scopes;
    size_t i = 0;
    while (i < scopes->count && scopes->items[i].region_id != region_id)
        i++;
    return i;
}

static bool writes(const lc_page *page, unsigned format)
{
    return (page->set->formats & format) != 0;
}

/* Opens <a href="folder/file.ending" and leaves the tag open. */
static void open_link(lc_page *page, const char *folder, const char *file, const char *ending)
{
    lc_page_raw(page, "<a href=\"");
    lc_page_raw(page, folder);
    lc_text_add_html(&page->out.text, file);
    lc_page_raw(page, ending);
    lc_page_raw(page, "\"");
}

void lc_page_region(lc_page *page, int64_t region_id, const char *name)
{
    size_t i = page->set != NULL ? place_of(page, region_id) : 0;
    bool linked = page->set != NULL && i < page->set->scopes->count &&
                  region_id != page->scope->region_id && writes(page, LC_FORMAT_HTML);
    if (linked) {
        open_link(page, lc_page_is_whole(page) ? "regions/" : "", page->set->scopes->items[i].file,
                  ".html");
        lc_page_raw(page, ">");
    }
    lc_page_data(page, name);
    lc_page_raw(page, linked ? "</a>" : "");
}

void lc_page_region_pdf(lc_page *page, int64_t region_id)
{
    if (page->set == NULL || !writes(page, LC_FORMAT_PDF) || !lc_page_is_whole(page))
        return;
    size_t i = place_of(page, region_id);
    if (i == page->set->scopes->count)
        return;
    const lc_scope *scope = &page->set->scopes->items[i];
    lc_page_raw(page, " ");
    open_link(page, "regions/", scope->file, ".pdf");
    lc_page_raw(page, " class=\"file\" aria-label=\"");
    lc_page_fill_plain(page, LC_N("PDF of {region}"), "region", scope->name, NULL);
    lc_page_raw(page, "\">PDF</a>");
}

/* --- the other files of the set --- */

static void add_file(lc_page *page, const char *name, const char *words)
{
    lc_page_raw(page, "<li>");
    open_link(page, lc_page_is_whole(page) ? "" : "../", name, "");
    lc_page_raw(page, ">");
    lc_page_tr(page, words);
    lc_page_raw(page, "</a></li>\n");
}

/* The page before or behind. */
static void add_neighbour(lc_page *page, size_t i, const char *rel, const char *words)
{
    const lc_scopes *scopes = page->set->scopes;
    if (i >= scopes->count)
        return;
    lc_page_raw(page, "<li>");
    open_link(page, "", scopes->items[i].file, ".html");
    lc_page_rawf(page, " rel=\"%s\">", rel);
    lc_page_fill(page, words, "region", scopes->items[i].name, NULL);
    lc_page_raw(page, "</a></li>\n");
}

static void add_pdf(lc_page *page)
{
    if (!writes(page, LC_FORMAT_PDF))
        return;
    lc_page_raw(page, "<li>");
    open_link(page, "", page->scope->file, ".pdf");
    lc_page_raw(page, ">");
    lc_page_tr(page, LC_N("This report as PDF"));
    lc_page_raw(page, "</a></li>\n");
}

static void add_ways(lc_page *page)
{
    size_t place = place_of(page, page->scope->region_id);
    add_file(page, "index.html", LC_N("The whole study"));
    if (place == page->set->scopes->count)
        return;
    if (place > 0)
        add_neighbour(page, place - 1, "prev", LC_N("← {region}"));
    add_neighbour(page, place + 1, "next", LC_N("{region} →"));
}

void lc_page_set_links(lc_page *page)
{
    bool whole = lc_page_is_whole(page);
    if (page->set == NULL)
        return;
    lc_page_raw(page, "<nav class=\"set screen\" aria-label=\"");
    lc_page_tr(page, LC_N("Files of this report"));
    lc_page_raw(page, "\"><ul>\n");
    if (!whole)
        add_ways(page);
    add_pdf(page);
    if (writes(page, LC_FORMAT_XLSX))
        add_file(page, "lifecircle.xlsx", LC_N("Workbook (Excel)"));
    if (whole && writes(page, LC_FORMAT_CSV)) {
        add_file(page, "gaps.csv", LC_N("Targets (CSV)"));
        add_file(page, "indicators.csv", LC_N("Indicators (CSV)"));
        if (page->has_units)
            add_file(page, "circles.csv", LC_N("Circles (CSV)"));
        add_file(page, "findings.csv", LC_N("Findings (CSV)"));
    }
    lc_page_raw(page, "</ul></nav>\n");
}

/* --- what a figure means --- */

void lc_page_means(lc_page *page, const char *indicator)
{
    lc_page_raw(page, "<a class=\"f\" href=\"#i-");
    lc_text_add_html(&page->out.text, indicator);
    lc_page_raw(page, "\">");
}

void lc_page_figure_of(lc_page *page, const char *indicator, const char *text)
{
    bool told = strcmp(text, "–") != 0;
    lc_page_raw(page, "<td class=\"n\">");
    if (told)
        lc_page_means(page, indicator);
    lc_text_add_html(&page->out.text, text);
    lc_page_raw(page, told ? "</a></td>" : "</td>");
}

/* --- tables --- */

void lc_page_table(lc_page *page, const char *class)
{
    int number = ++page->tables;
    lc_page_rawf(page,
                 "<div class=\"box\" tabindex=\"0\" role=\"group\" aria-labelledby=\"t%d\">"
                 "<table class=\"%s\"><caption id=\"t%d\">",
                 number, class, number);
}

void lc_page_table_end(lc_page *page)
{
    lc_page_raw(page, "</tbody></table></div>\n");
}
