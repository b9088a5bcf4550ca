/* Behind every figure: what it means, how it is worked out, of which files, with which doubts. */
#include <string.h>

#include "report/page.h"

/* <dt>words</dt><dd>, to be closed with end_entry. */
static void entry(lc_page *page, const char *msgid)
{
    lc_page_raw(page, "<dt>");
    lc_page_tr(page, msgid);
    lc_page_raw(page, "</dt><dd>");
}

static void end_entry(lc_page *page)
{
    lc_page_raw(page, "</dd>\n");
}

static void add_text(lc_page *page, const char *msgid, const char *text)
{
    if (lc_text_blank(text))
        return;
    entry(page, msgid);
    lc_page_data(page, text);
    end_entry(page);
}

/* Links to the rows of the table of inputs; `named`: with what they are. */
static void add_inputs(lc_page *page, const size_t *inputs, size_t count, bool named)
{
    const char *before = NULL;
    for (size_t i = 0; i < count; i++) {
        const lc_trace_input *in = &page->trace.inputs[inputs[i]];
        if (in->path == NULL)
            break; /* no file: the study as a whole, which stands last */
        bool same = before != NULL && strcmp(before, in->what) == 0;
        lc_page_raw(page, i == 0 ? "" : same ? ", " : " · ");
        if (named && !same) {
            lc_page_data(page, in->what);
            lc_page_raw(page, " ");
        }
        lc_page_rawf(page, "<a href=\"#input-%zu\">", inputs[i] + 1);
        lc_page_data(page, in->path);
        lc_page_raw(page, "</a>");
        before = in->what;
    }
}

/* How many doubts there are, and where they are listed file by file. */
static void add_findings(lc_page *page, const lc_trace_figure *f)
{
    entry(page, LC_N("Doubts about these data"));
    if (lc_trace_total(&f->findings) == 0) {
        lc_page_tr(page, LC_N("none"));
        end_entry(page);
        return;
    }
    lc_page_counts(page, &f->findings);
    for (size_t i = 0; i < f->input_count; i++) {
        const lc_trace_input *in = &page->trace.inputs[f->inputs[i]];
        if (lc_trace_total(&in->findings) == 0)
            continue;
        lc_page_rawf(page, " · <a href=\"#findings-%zu\">", f->inputs[i] + 1);
        if (in->path == NULL && *in->what != '\0') {
            lc_page_data(page, in->what);
            lc_page_raw(page, page->zh ? "：" : ": ");
        }
        lc_page_input_name(page, in);
        lc_page_raw(page, "</a>");
    }
    end_entry(page);
}

static const lc_trace_setting *find_parameter(const lc_trace *trace, const char *id)
{
    for (size_t i = 0; i < trace->parameter_count; i++)
        if (strcmp(trace->parameters[i].id, id) == 0)
            return &trace->parameters[i];
    return NULL;
}

/* Those that matter to it, where the study has them. */
static void add_parameters(lc_page *page, const lc_trace_figure *f)
{
    static const char *const walking[] = {"as_of", "limits", "radius", "margin_m", "snap_limit_m"};
    size_t count = f->walks ? sizeof walking / sizeof *walking : f->of_facilities ? 1 : 0;
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        const lc_trace_setting *one = find_parameter(&page->trace, walking[i]);
        if (one == NULL)
            continue;
        if (any)
            lc_page_raw(page, " · ");
        else
            entry(page, LC_N("Parameters that matter"));
        any = true;
        lc_page_rawf(page, "<a href=\"#p-%s\">", walking[i]);
        lc_page_data(page, one->name);
        lc_page_raw(page, "</a> ");
        lc_page_data(page, one->value);
    }
    if (any && f->walks) {
        lc_page_raw(page, " · <a href=\"#profiles\">");
        lc_page_tr(page, LC_N("Who walks, and how"));
        lc_page_raw(page, "</a>");
    }
    if (any)
        end_entry(page);
}

static void add_base(lc_page *page, const lc_trace_figure *f)
{
    if (lc_text_blank(f->group))
        return;
    entry(page, LC_N("Base group"));
    lc_page_data(page, f->group);
    if (!lc_text_blank(f->year)) {
        lc_page_raw(page, " ");
        lc_page_data(page, f->year);
    }
    lc_page_tr(page, LC_N(", unless the figure names another group"));
    end_entry(page);
}

static void add_source(lc_page *page, const lc_trace_figure *f)
{
    entry(page, LC_N("Defined in full"));
    if (f->made_by != NULL)
        lc_page_fill(page, LC_N("The study's own, defined in {file}."), "file", f->made_by, NULL);
    else
        lc_page_fill(page, LC_N("docs/indicators/{id}.md, with a worked example"), "id", f->id,
                     NULL);
    end_entry(page);
}

static void add_figure(lc_page *page, const lc_trace_figure *f)
{
    lc_page_raw(page, "<article class=\"figure\" id=\"i-");
    lc_text_add_html(&page->out.text, f->id);
    lc_page_raw(page, "\">\n<h3>");
    lc_page_data(page, f->name);
    lc_page_raw(page, " <small>");
    lc_page_data(page, f->unit);
    lc_page_raw(page, "</small></h3>\n<p>");
    if (f->says != NULL)
        lc_page_data(page, f->says);
    else
        lc_page_tr(page, LC_N("An indicator of the study's own; its file gives no definition."));
    lc_page_raw(page, "</p>\n<dl class=\"words\">\n");
    add_text(page, LC_N("Formula"), f->formula);
    add_text(page, LC_N("For example"), f->example);
    add_base(page, f);
    add_text(page, LC_N("Asked for by"), f->clauses);
    entry(page, LC_N("Made of"));
    if (f->input_count > 0 && page->trace.inputs[f->inputs[0]].path != NULL)
        add_inputs(page, f->inputs, f->input_count, true);
    else
        lc_page_tr(page, LC_N("its file does not say which inputs"));
    end_entry(page);
    add_findings(page, f);
    add_parameters(page, f);
    add_source(page, f);
    lc_page_raw(page, "</dl>\n</article>\n");
}

/* On paper: what it is and how it is worked out, in a line. */
static void add_brief(lc_page *page, const lc_trace_figure *f)
{
    lc_page_raw(page, "<dt id=\"i-");
    lc_text_add_html(&page->out.text, f->id);
    lc_page_raw(page, "\">");
    lc_page_data(page, f->name);
    lc_page_raw(page, "</dt><dd>");
    if (f->says == NULL && f->made_by != NULL)
        lc_page_fill(page, LC_N("The study's own, defined in {file}."), "file", f->made_by, NULL);
    lc_page_data(page, f->says);
    if (!lc_text_blank(f->formula)) {
        lc_page_raw(page, "<span class=\"sub\">");
        lc_page_data(page, f->formula);
        lc_page_raw(page, "</span>");
    }
    end_entry(page);
}

/* --- sets and groups --- */

static void write_sets(lc_page *page)
{
    const lc_trace *trace = &page->trace;
    if (trace->set_count == 0)
        return;
    lc_page_raw(page, "<h3 id=\"sets\">");
    lc_page_tr(page, LC_N("What is counted together"));
    lc_page_raw(page, "</h3>\n<dl class=\"words\">\n");
    for (size_t i = 0; i < trace->set_count; i++) {
        const lc_trace_set *set = &trace->sets[i];
        lc_page_raw(page, "<dt>");
        lc_page_data(page, set->name);
        lc_page_raw(page, "</dt><dd>");
        if (set->centre != NULL)
            lc_page_fill(page, LC_N("Centre {centre}; functions {items}"), "centre", set->centre,
                         "items", set->holds, NULL);
        else
            lc_page_data(page, set->holds);
        end_entry(page);
    }
    lc_page_raw(page, "</dl>\n");
}

static void write_groups(lc_page *page)
{
    const lc_trace *trace = &page->trace;
    if (trace->group_count == 0)
        return;
    lc_page_raw(page, "<h3 id=\"groups\">");
    lc_page_tr(page, LC_N("Groups of people"));
    lc_page_raw(page, "</h3>\n<dl class=\"words\">\n");
    for (size_t i = 0; i < trace->group_count; i++) {
        const lc_trace_group *group = &trace->groups[i];
        lc_page_raw(page, "<dt>");
        lc_page_data(page, group->name);
        lc_page_raw(page, "</dt><dd>");
        if (!lc_text_blank(group->year))
            lc_page_fill(page, LC_N("of {year}"), "year", group->year, NULL);
        if (!lc_text_blank(group->year) && group->input_count > 0)
            lc_page_raw(page, " · ");
        add_inputs(page, group->inputs, group->input_count, false);
        end_entry(page);
    }
    lc_page_raw(page, "</dl>\n");
}

/* --- by hand --- */

/* What a reader can do to check a figure; a command where there is one. */
static void write_checks(lc_page *page)
{
    static const char *const ways[][3] = {
        {LC_N("One figure"),
         LC_N("Find its row in indicators.csv by region, indicator, set, group, mode and limit: "
              "value, numerator, denominator, what is missing and both bounds stand side by side."),
         NULL},
        {LC_N("One place"),
         LC_N("Asks why somebody is covered or not, with the way leg by leg; the costs are those "
              "of the figures."),
         LC_N("lifecircle explain lifecircle.sqlite --at LON,LAT --type TYPE")},
        {LC_N("The input files"),
         LC_N("Must give the SHA-256 of the table of inputs; else it is another file."),
         LC_N("sha256sum FILE")},
        {LC_N("The whole"), LC_N("The same files, parameters and versions give the same bytes."),
         LC_N("lifecircle run study.yaml --out FOLDER")},
    };
    lc_page_raw(page, "<h3 id=\"check\">");
    lc_page_tr(page, LC_N("To work it out again"));
    lc_page_raw(page, "</h3>\n<dl class=\"words\">\n");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        entry(page, ways[i][0]);
        lc_page_tr(page, ways[i][1]);
        if (ways[i][2] != NULL) {
            lc_page_raw(page, "<br/><code>");
            lc_page_tr(page, ways[i][2]);
            lc_page_raw(page, "</code>");
        }
        end_entry(page);
    }
    lc_page_raw(page, "</dl>\n");
}

/* --- the whole --- */

static void write_contents(lc_page *page)
{
    const lc_trace *trace = &page->trace;
    lc_page_raw(page, "<p>");
    lc_page_tr(page, LC_N("What each figure means, how it is worked out, of which files, and which "
                          "doubts touch them."));
    lc_page_raw(page, "</p>\n<p class=\"contents\">");
    for (size_t i = 0; i < trace->figure_count; i++) {
        lc_page_raw(page, i > 0 ? " · <a href=\"#i-" : "<a href=\"#i-");
        lc_text_add_html(&page->out.text, trace->figures[i].id);
        lc_page_raw(page, "\">");
        lc_page_data(page, trace->figures[i].name);
        lc_page_raw(page, "</a>");
    }
    lc_page_raw(page, "</p>\n");
}

lc_status lc_page_figures(lc_page *page)
{
    lc_status status = LC_OK;
    lc_page_section(page, "figures", LC_N("Where the figures come from"));
    if (page->brief) {
        lc_page_raw(page, "<dl class=\"words\">\n");
        for (size_t i = 0; i < page->trace.figure_count; i++)
            add_brief(page, &page->trace.figures[i]);
        lc_page_raw(page, "</dl>\n</section>\n");
        return LC_OK;
    }
    if (page->trace.figure_count > 0)
        write_contents(page);
    for (size_t i = 0; status == LC_OK && i < page->trace.figure_count; i++) {
        add_figure(page, &page->trace.figures[i]);
        status = lc_out_flush(&page->out);
    }
    write_sets(page);
    write_groups(page);
    write_checks(page);
    lc_page_raw(page, "</section>\n");
    return status;
}
