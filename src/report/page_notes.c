/* What the figures rest on: findings, inputs, parameters, versions, and what the words mean. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/make.h"
#include "report/page.h"
#include "report/units.h"
#include "report/words.h"

enum { FINDINGS_SHOWN = 50, DIGEST_SHOWN = 12 };

/* --- findings --- */

static lc_status add_finding(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    char *words = lc_make_words(page->store, stmt);
    const char *severity = lc_stmt_text(stmt, 4);
    lc_page_rawf(page, "<tr><td class=\"sev %s\">", strcmp(severity, "error") == 0 ? "grave" : "");
    lc_page_tr(page, lc_word_severity(severity));
    lc_page_raw(page, "</td><td>");
    lc_page_data(page, lc_stmt_text(stmt, 5));
    lc_page_raw(page, "</td><td class=\"n\">");
    lc_page_data(page, lc_stmt_text(stmt, 7));
    lc_page_raw(page, "</td><td>");
    lc_page_data(page, lc_stmt_text(stmt, 8));
    lc_page_raw(page, "</td><td>");
    lc_page_data(page, words);
    lc_page_raw(page, "</td></tr>\n");
    bool told = words != NULL;
    free(words);
    return told ? LC_OK : LC_MEMORY;
}

static lc_status say_findings(lc_page *page, lc_stmt *stmt, void *user)
{
    int64_t *all = user;
    *all = lc_stmt_int(stmt, 3);
    lc_page_raw(page, "<p>");
    if (*all == 0)
        lc_page_tr(page, lc_page_is_whole(page)
                             ? LC_N("Every row of every input was read without a doubt.")
                             : LC_N("Nothing here was read with a doubt."));
    else
        lc_page_fill(page,
                     LC_N("Errors {error}, warnings {warning}, notes {note}; each says what became "
                          "of the row."),
                     "error", lc_figure_whole(lc_stmt_double(stmt, 0)).s, "warning",
                     lc_figure_whole(lc_stmt_double(stmt, 1)).s, "note",
                     lc_figure_whole(lc_stmt_double(stmt, 2)).s, NULL);
    if (*all > FINDINGS_SHOWN)
        lc_page_fill(page, LC_N(" The first {n} are shown; all are in findings.csv."), "n",
                     lc_figure_whole(FINDINGS_SHOWN).s, NULL);
    lc_page_raw(page, "</p>\n");
    return LC_OK;
}

static lc_status write_findings(lc_page *page)
{
    static const char *const columns[] = {LC_N("Severity"), LC_N("File"), LC_N("Row"),
                                          LC_N("Feature"), LC_N("What is wrong and what to do")};
    lc_stmt *stmt = NULL;
    lc_page_table(page, "findings");
    lc_page_tr(page, LC_N("Doubtful rows of the inputs, the gravest first."));
    lc_page_raw(page, "</caption>");
    lc_page_columns(page, columns, sizeof columns / sizeof *columns);
    lc_page_raw(page, "<tbody>\n");
    lc_status status = lc_page_query_here(page, "report/page_findings", false, &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":most", FINDINGS_SHOWN);
    status = lc_page_each(page, status, stmt, add_finding, NULL, NULL);
    lc_page_table_end(page);
    return status;
}

lc_status lc_page_findings(lc_page *page)
{
    lc_stmt *stmt = NULL;
    int64_t all = 0;
    lc_page_section(page, "findings", LC_N("Quality of the data"));
    lc_status status = lc_page_query_here(page, "report/page_severities", false, &stmt);
    status = lc_page_each(page, status, stmt, say_findings, &all, NULL);
    if (status == LC_OK && all > 0)
        status = write_findings(page);
    lc_page_raw(page, "</section>\n");
    return status;
}

/* --- provenance --- */

/* Columns of report/inputs. */
enum {
    ROLE,
    PATH,
    LAYER,
    DRIVER,
    SIZE,
    SHA256,
    CRS,
    ENCODING,
    INPUT_YEAR,
    ROWS_IN,
    ROWS_KEPT,
    ROWS_FINDINGS
};

static void add_cell(lc_page *page, lc_stmt *stmt, int column)
{
    lc_page_raw(page, "<td>");
    lc_page_data(page, lc_stmt_text(stmt, column));
    lc_page_raw(page, "</td>");
}

static lc_status add_input(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    lc_page_raw(page, "<tr><th scope=\"row\">");
    lc_page_tr(page, lc_word_role(lc_stmt_text(stmt, ROLE)));
    lc_page_raw(page, "</th><td>");
    lc_page_data(page, lc_stmt_text(stmt, PATH));
    if (!lc_text_blank(lc_stmt_text(stmt, LAYER))) {
        lc_page_raw(page, "<span class=\"sub\">");
        lc_page_data(page, lc_stmt_text(stmt, LAYER));
        lc_page_raw(page, "</span>");
    }
    lc_page_raw(page, "</td>");
    for (int column = ROWS_IN; column <= ROWS_FINDINGS; column++)
        lc_page_figure(page, lc_figure_whole(lc_stmt_double(stmt, column)).s);
    add_cell(page, stmt, CRS);
    add_cell(page, stmt, ENCODING);
    const char *digest = lc_stmt_text(stmt, SHA256);
    lc_page_raw(page, "<td><code title=\"");
    lc_text_add_html(&page->out.text, digest);
    lc_page_raw(page, "\">");
    if (digest != NULL)
        lc_text_add_bytes(&page->out.text, digest, strnlen(digest, DIGEST_SHOWN));
    lc_page_raw(page, "</code></td></tr>\n");
    return LC_OK;
}

static lc_status write_inputs(lc_page *page)
{
    static const char *const columns[] = {
        LC_N("Input"),         LC_N("File"),        LC_N("Rows read"), LC_N("Used"),
        LC_N("With findings"), LC_N("Coordinates"), LC_N("Encoding"),  "SHA-256"};
    lc_stmt *stmt = NULL;
    lc_page_table(page, "inputs");
    lc_page_tr(page,
               LC_N("What was read. The same files, parameters and versions give the same page."));
    lc_page_raw(page, "</caption>");
    lc_page_columns(page, columns, sizeof columns / sizeof *columns);
    lc_page_raw(page, "<tbody>\n");
    lc_status status = lc_page_query(page, "report/inputs", false, &stmt);
    status = lc_page_each(page, status, stmt, add_input, NULL, NULL);
    lc_page_table_end(page);
    return status;
}

/* The words of the parameter service_areas, such as "dissolved every_limit". */
static void add_areas(lc_page *page, const char *value)
{
    static const char *const areas[][2] = {
        {"dissolved", LC_N("one for each type")},
        {"overlapping", LC_N("one for each facility")},
        {"split", LC_N("one for each facility, split by the nearest")},
        {"every_limit", LC_N("for every limit")},
    };
    bool any = false;
    for (size_t i = 0; value != NULL && i < sizeof areas / sizeof *areas; i++) {
        if (strstr(value, areas[i][0]) == NULL)
            continue;
        lc_page_tr(page, any ? LC_N("; ") : "");
        lc_page_tr(page, areas[i][1]);
        any = true;
    }
    if (!any)
        lc_page_tr(page, LC_N("none"));
}

void lc_page_parameter(lc_page *page, const char *name, const char *value)
{
    if (strcmp(name, "service_areas") == 0)
        add_areas(page, value);
    else if (strcmp(name, "indicators_for") == 0)
        lc_page_tr(page, value != NULL && strcmp(value, "targets") == 0
                             ? LC_N("what targets ask alone")
                             : LC_N("every set of types and group"));
    else if (strcmp(name, "as_of") == 0)
        lc_page_data(page, lc_date_words(page->ctx, value).s);
    else
        lc_page_data(page, value);
}

/* <dt>first column</dt><dd>second</dd>; the titles are on the page already. */
static lc_status add_parameter(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    const char *name = lc_stmt_text(stmt, 0);
    if (strncmp(name, "title", 5) == 0)
        return LC_OK;
    lc_page_raw(page, "<dt>");
    lc_page_tr(page, lc_word_parameter(name));
    lc_page_raw(page, "</dt><dd>");
    lc_page_parameter(page, name, lc_stmt_text(stmt, 1));
    lc_page_raw(page, "</dd>\n");
    return LC_OK;
}

/* Columns of report/page_profiles, after the name. */
enum { PROFILE_NAME, SPEED, STEPS_FACTOR, STEP_FREE, CROSSING_S, ELEVATOR_S, SLOPE };

static void add_loss(lc_page *page, lc_stmt *stmt, int column, const char *words)
{
    double seconds = lc_stmt_double(stmt, column);
    if (seconds > 0)
        lc_page_fill(page, words, "s", lc_figure_decimal(seconds, seconds < 10 ? 1 : 0).s, NULL);
}

void lc_page_profile(lc_page *page, lc_stmt *stmt)
{
    lc_page_fill(page, LC_N("{speed} m/s"), "speed",
                 lc_figure_decimal(lc_stmt_double(stmt, SPEED), 2).s, NULL);
    if (lc_stmt_int(stmt, STEP_FREE) != 0)
        lc_page_tr(page, LC_N(", walks no steps"));
    else
        lc_page_fill(page, LC_N(", steps take {times} times as long"), "times",
                     lc_figure_decimal(lc_stmt_double(stmt, STEPS_FACTOR), 2).s, NULL);
    add_loss(page, stmt, CROSSING_S, LC_N(", {s} s lost at each marked crossing"));
    add_loss(page, stmt, ELEVATOR_S, LC_N(", {s} s lost at each lift"));
    if (lc_stmt_int(stmt, SLOPE) != 0)
        lc_page_tr(page, LC_N(", climbs and descents timed where heights are known"));
}

static lc_status add_profile(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    lc_page_raw(page, "<dt>");
    lc_page_data(page, lc_stmt_text(stmt, PROFILE_NAME));
    lc_page_raw(page, "</dt><dd>");
    lc_page_profile(page, stmt);
    lc_page_raw(page, "</dd>\n");
    return LC_OK;
}

static lc_status add_version(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    lc_page_raw(page, "<dt>");
    lc_page_data(page, lc_stmt_text(stmt, 0));
    lc_page_raw(page, "</dt><dd>");
    lc_page_data(page, lc_stmt_text(stmt, 1));
    lc_page_raw(page, "</dd>\n");
    return LC_OK;
}

static lc_status write_list(lc_page *page, lc_status status, const char *title, const char *query,
                            bool named, lc_page_row_fn *fn)
{
    lc_stmt *stmt = NULL;
    lc_page_raw(page, "<div><h3>");
    lc_page_tr(page, title);
    lc_page_raw(page, "</h3><dl>\n");
    if (status == LC_OK)
        status = lc_page_query(page, query, named, &stmt);
    status = lc_page_each(page, status, stmt, fn, NULL, NULL);
    lc_page_raw(page, "</dl></div>\n");
    return status;
}

/* --- words --- */

static void write_glossary(lc_page *page)
{
    lc_page_raw(page, "<h3>");
    lc_page_tr(page, LC_N("What the words mean"));
    lc_page_raw(page, "</h3>\n<dl class=\"words\">\n");
    const char *word, *meaning;
    for (size_t i = 0; (word = lc_word_explained(i, &meaning)) != NULL; i++) {
        lc_page_raw(page, "<dt>");
        lc_page_tr(page, word);
        lc_page_raw(page, "</dt><dd>");
        lc_page_tr(page, meaning);
        lc_page_raw(page, "</dd>\n");
    }
    lc_page_raw(page, "</dl>\n");
}

/* --- indicators --- */

/* Name, unit, and where it is defined; with the mark that rows of targets link to. */
static lc_status add_indicator(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    const char *id = lc_stmt_text(stmt, 0), *unit = lc_stmt_text(stmt, 2);
    const char *share = strcmp(unit, "1") == 0 ? "%" : unit;
    lc_text words;
    lc_text_init(&words, page->ctx);
    if (strcmp(share, "%") == 0)
        lc_text_add(&words, share);
    else
        lc_unit_add(page->ctx, &words, share, false);
    lc_page_raw(page, "<dt id=\"i-");
    lc_text_add_html(&page->out.text, id);
    lc_page_raw(page, "\">");
    lc_page_data(page, lc_stmt_text(stmt, 1));
    lc_page_raw(page, "</dt><dd>");
    lc_page_fill(page, LC_N("In {unit}."), "unit", words.size > 0 ? lc_text_trim(words.bytes) : "",
                 NULL);
    lc_page_gap(page);
    if (lc_stmt_is_null(stmt, 3))
        lc_page_fill(page, LC_N("Defined in docs/indicators/{id}.md."), "id", id, NULL);
    else
        lc_page_fill(page, LC_N("The study's own, defined in {file}."), "file",
                     lc_stmt_text(stmt, 3), NULL);
    lc_page_raw(page, "</dd>\n");
    lc_status status = lc_text_status(&words);
    lc_text_clear(&words);
    return status;
}

static lc_status write_indicators(lc_page *page)
{
    lc_stmt *stmt = NULL;
    lc_page_raw(page, "<h3>");
    lc_page_tr(page, LC_N("What the figures are"));
    lc_page_raw(page, "</h3>\n<dl class=\"words\">\n");
    lc_status status = lc_page_query(page, "report/page_indicators", true, &stmt);
    status = lc_page_each(page, status, stmt, add_indicator, NULL, NULL);
    lc_page_raw(page, "</dl>\n");
    return status;
}

lc_status lc_page_notes(lc_page *page)
{
    lc_page_section(page, "notes", LC_N("Sources and definitions"));
    write_glossary(page);
    lc_status status = write_indicators(page);
    lc_page_raw(page, "<h3>");
    lc_page_tr(page, LC_N("Inputs"));
    lc_page_raw(page, "</h3>\n");
    if (status == LC_OK)
        status = write_inputs(page);
    lc_page_raw(page, "<div class=\"lists\">\n");
    status =
        write_list(page, status, LC_N("Parameters"), "report/parameters", false, add_parameter);
    status = write_list(page, status, LC_N("Who walks, and how"), "report/page_profiles", true,
                        add_profile);
    status = write_list(page, status, LC_N("Made with"), "report/versions", false, add_version);
    lc_page_raw(page, "</div>\n</section>\n");
    return status;
}
