/* What the figures rest on: inputs, parameters, versions, and what the words mean. */
#include <string.h>

#include "report/page.h"
#include "report/words.h"

enum { DIGEST_BRIEF = 12 };

/* --- inputs --- */

static void add_cell(lc_page *page, const char *text)
{
    lc_page_raw(page, "<td>");
    lc_page_data(page, text);
    lc_page_raw(page, "</td>");
}

/* The file, below it its layer, size and year. */
static void add_file(lc_page *page, const lc_trace_input *in)
{
    lc_page_raw(page, "<td>");
    lc_page_data(page, in->path);
    lc_page_raw(page, "<span class=\"sub\">");
    if (!lc_text_blank(in->layer)) {
        lc_page_data(page, in->layer);
        lc_page_raw(page, " · ");
    }
    if (!lc_text_blank(in->year)) {
        lc_page_data(page, in->year);
        lc_page_raw(page, " · ");
    }
    lc_page_fill(page, LC_N("{n} bytes"), "n", lc_figure_whole((double)in->size_bytes).s, NULL);
    lc_page_raw(page, "</span></td>");
}

static void add_input(lc_page *page, size_t i)
{
    const lc_trace_input *in = &page->trace.inputs[i];
    lc_page_rawf(page, "<tr id=\"input-%zu\"><th scope=\"row\">", i + 1);
    lc_page_data(page, in->what);
    lc_page_raw(page, "</th>");
    add_file(page, in);
    lc_page_figure(page, lc_figure_whole((double)in->rows_in).s);
    lc_page_figure(page, lc_figure_whole((double)in->rows_kept).s);
    lc_page_raw(page, "<td class=\"n\">");
    lc_page_raw(page, lc_figure_whole((double)in->rows_with_findings).s);
    if (lc_trace_total(&in->findings) > 0) {
        lc_page_rawf(page, "<span class=\"sub\"><a href=\"#findings-%zu\">", i + 1);
        lc_page_counts(page, &in->findings);
        lc_page_raw(page, "</a></span>");
    }
    lc_page_raw(page, "</td>");
    add_cell(page, in->crs);
    add_cell(page, in->encoding);
    lc_page_raw(page, "<td><code class=\"digest\">");
    if (in->sha256 != NULL)
        lc_text_add_bytes(&page->out.text, in->sha256,
                          strnlen(in->sha256, page->brief ? DIGEST_BRIEF : SIZE_MAX));
    lc_page_raw(page, "</code></td></tr>\n");
}

static void write_inputs(lc_page *page)
{
    static const char *const columns[] = {
        LC_N("Input"),         LC_N("File"),        LC_N("Rows read"), LC_N("Used"),
        LC_N("With findings"), LC_N("Coordinates"), LC_N("Encoding"),  "SHA-256"};
    lc_page_raw(page, "<h3 id=\"inputs\">");
    lc_page_tr(page, LC_N("Inputs"));
    lc_page_raw(page, "</h3>\n");
    lc_page_table(page, "inputs");
    lc_page_tr(page,
               LC_N("What was read. The same files, parameters and versions give the same page."));
    lc_page_raw(page, "</caption>");
    lc_page_columns(page, columns, sizeof columns / sizeof *columns);
    lc_page_raw(page, "<tbody>\n");
    for (size_t i = 0; i < page->trace.file_count; i++)
        add_input(page, i);
    lc_page_table_end(page);
}

/* --- settings --- */

static void write_settings(lc_page *page, const char *id, const char *title,
                           const lc_trace_setting *settings, size_t count)
{
    lc_page_rawf(page, "<div><h3 id=\"%s\">", id);
    lc_page_tr(page, title);
    lc_page_raw(page, "</h3><dl>\n");
    for (size_t i = 0; i < count; i++) {
        lc_page_raw(page, "<dt");
        if (settings[i].id[0] != '\0') {
            lc_page_raw(page, " id=\"p-");
            lc_text_add_html(&page->out.text, settings[i].id);
            lc_page_raw(page, "\"");
        }
        lc_page_raw(page, ">");
        lc_page_data(page, settings[i].name);
        lc_page_raw(page, "</dt><dd>");
        lc_page_data(page, settings[i].value);
        lc_page_raw(page, "</dd>\n");
    }
    lc_page_raw(page, "</dl></div>\n");
}

/* --- words --- */

static void write_glossary(lc_page *page)
{
    const char *word, *meaning;
    lc_page_raw(page, "<h3>");
    lc_page_tr(page, LC_N("What the words mean"));
    lc_page_raw(page, "</h3>\n<dl class=\"words\">\n");
    for (size_t i = 0; (word = lc_word_explained(i, &meaning)) != NULL; i++) {
        lc_page_raw(page, "<dt>");
        lc_page_tr(page, word);
        lc_page_raw(page, "</dt><dd>");
        lc_page_tr(page, meaning);
        lc_page_raw(page, "</dd>\n");
    }
    lc_page_raw(page, "</dl>\n");
}

lc_status lc_page_notes(lc_page *page)
{
    const lc_trace *trace = &page->trace;
    lc_page_section(page, "notes", LC_N("Sources and definitions"));
    write_glossary(page);
    write_inputs(page);
    lc_page_raw(page, "<div class=\"lists\">\n");
    write_settings(page, "parameters", LC_N("Parameters"), trace->parameters,
                   trace->parameter_count);
    write_settings(page, "profiles", LC_N("Who walks, and how"), trace->profiles,
                   trace->profile_count);
    write_settings(page, "versions", LC_N("Made with"), trace->versions, trace->version_count);
    lc_page_raw(page, "</div>\n</section>\n");
    return LC_OK;
}
