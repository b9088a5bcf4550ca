/* Doubtful rows of the inputs, file by file, each with a mark that can be pointed to. */
#include "report/page.h"
#include "report/words.h"
#include "study/study.h"

enum { COLUMNS = 4 };

static const char *severity_words(lc_trace_severity severity)
{
    static const char *const codes[LC_TRACE_SEVERITIES] = {"error", "warning", "note"};
    return lc_word_severity(codes[severity]);
}

void lc_page_counts(lc_page *page, const lc_trace_counts *counts)
{
    bool any = false;
    for (int i = 0; i < LC_TRACE_SEVERITIES; i++) {
        if (counts->of[i] == 0)
            continue;
        lc_page_raw(page, any ? " · " : "");
        lc_page_tr(page, severity_words((lc_trace_severity)i));
        lc_page_raw(page, " ");
        lc_page_raw(page, lc_figure_whole((double)counts->of[i]).s);
        any = true;
    }
}

void lc_page_input_name(lc_page *page, const lc_trace_input *in)
{
    if (in->path == NULL)
        lc_page_tr(page, LC_N("The study as a whole"));
    else
        lc_page_data(page, in->path);
}

/* findings.csv, which a set has beside its index. */
static void name_table(lc_page *page)
{
    bool beside = page->set != NULL && (page->set->formats & LC_FORMAT_CSV) != 0;
    if (!beside) {
        lc_page_raw(page, "findings.csv");
        return;
    }
    lc_page_rawf(page, "<a href=\"%sfindings.csv\">findings.csv</a>",
                 lc_page_is_whole(page) ? "" : "../");
}

/* Whose the next rows are, with all that there are of it. */
static void open_group(lc_page *page, size_t i)
{
    const lc_trace_input *in = &page->trace.inputs[i];
    lc_page_rawf(page,
                 "<tbody id=\"findings-%zu\">\n<tr class=\"rule\"><th scope=\"rowgroup\" "
                 "colspan=\"%d\">",
                 i + 1, COLUMNS);
    lc_page_raw(page, "<strong>");
    lc_page_data(page, in->what);
    lc_page_raw(page, "</strong> ");
    if (in->path != NULL)
        lc_page_rawf(page, "<a href=\"#input-%zu\">", i + 1);
    lc_page_input_name(page, in);
    lc_page_raw(page, in->path != NULL ? "</a> · " : " · ");
    lc_page_counts(page, &in->findings);
    lc_page_raw(page, "</th></tr>\n");
}

static void close_group(lc_page *page, size_t i, size_t shown)
{
    int64_t more = lc_trace_total(&page->trace.inputs[i].findings) - (int64_t)shown;
    if (more > 0) {
        lc_page_rawf(page, "<tr><td colspan=\"%d\" class=\"empty\">", COLUMNS);
        lc_page_fill(page, LC_N("{n} more, all of them in"), "n", lc_figure_whole((double)more).s,
                     NULL);
        lc_page_raw(page, " ");
        name_table(page);
        lc_page_raw(page, "</td></tr>\n");
    }
    lc_page_raw(page, "</tbody>\n");
}

static void add_finding(lc_page *page, size_t i)
{
    const lc_trace_finding *f = &page->trace.findings[i];
    bool grave = f->severity == LC_TRACE_ERROR;
    lc_page_rawf(page, "<tr id=\"finding-%zu\"><td class=\"sev%s\">", i + 1, grave ? " grave" : "");
    lc_page_tr(page, severity_words(f->severity));
    lc_page_raw(page, "</td>");
    lc_page_figure(page, f->row >= 0 ? lc_figure_whole((double)f->row).s : "");
    lc_page_raw(page, "<td>");
    lc_page_data(page, f->feature);
    lc_page_raw(page, "</td><td>");
    lc_page_data(page, f->words);
    lc_page_raw(page, "</td></tr>\n");
}

static lc_status write_groups(lc_page *page)
{
    const lc_trace *trace = &page->trace;
    lc_status status = LC_OK;
    for (size_t i = 0, shown = 0; status == LC_OK && i < trace->finding_count; i++) {
        size_t of = trace->findings[i].input;
        if (shown++ == 0)
            open_group(page, of);
        add_finding(page, i);
        if (i + 1 == trace->finding_count || trace->findings[i + 1].input != of) {
            close_group(page, of, shown);
            shown = 0;
        }
        status = lc_out_flush(&page->out);
    }
    return status;
}

/* Those of which no row found room. */
static void write_rest(lc_page *page)
{
    const lc_trace *trace = &page->trace;
    for (size_t i = 0; i < trace->input_count; i++) {
        size_t k = 0;
        while (k < trace->finding_count && trace->findings[k].input != i)
            k++;
        if (k < trace->finding_count || lc_trace_total(&trace->inputs[i].findings) == 0)
            continue;
        open_group(page, i);
        close_group(page, i, 0);
    }
}

void lc_page_findings_link(lc_page *page)
{
    /* what could not be placed is told with the whole study */
    bool elsewhere = page->set != NULL && !lc_page_is_whole(page);
    lc_page_rawf(page, "<a href=\"%s#findings\">", elsewhere ? "../index.html" : "");
    lc_page_tr(page, LC_N("See what is wrong."));
    lc_page_raw(page, "</a>");
}

static lc_status write_table(lc_page *page)
{
    static const char *const columns[COLUMNS] = {LC_N("Severity"), LC_N("Row"), LC_N("Feature"),
                                                 LC_N("What is wrong and what to do")};
    lc_page_table(page, "findings");
    lc_page_tr(page, LC_N("Doubtful rows of the inputs, file by file, the gravest first."));
    lc_page_raw(page, "</caption>");
    lc_page_columns(page, columns, COLUMNS);
    lc_status status = write_groups(page);
    write_rest(page);
    lc_page_raw(page, "</table></div>\n");
    return status;
}

lc_status lc_page_findings(lc_page *page)
{
    const lc_trace_counts *found = &page->trace.found;
    bool any = lc_trace_total(found) > 0;
    lc_page_section(page, "findings", LC_N("Quality of the data"));
    lc_page_raw(page, "<p>");
    if (any)
        lc_page_fill(page,
                     LC_N("Errors {error}, warnings {warning}, notes {note}; each says what became "
                          "of the row."),
                     "error", lc_figure_whole((double)found->of[LC_TRACE_ERROR]).s, "warning",
                     lc_figure_whole((double)found->of[LC_TRACE_WARNING]).s, "note",
                     lc_figure_whole((double)found->of[LC_TRACE_NOTE]).s, NULL);
    else
        lc_page_tr(page, lc_page_is_whole(page)
                             ? LC_N("Every row of every input was read without a doubt.")
                             : LC_N("Nothing here was read with a doubt."));
    lc_page_raw(page, "</p>\n");
    lc_status status = any ? write_table(page) : LC_OK;
    lc_page_raw(page, "</section>\n");
    return status;
}
