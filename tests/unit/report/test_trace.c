/* What stands behind figures: right for a store made by hand, and every link of a page leads
 * somewhere on it. */
#include <expat.h>

#include "report/page.h"
#include "report/report.h"
#include "report_store.h"
#include "store/indicators.h"
#include "study/study.h"

static const char *const every_sql[] = {
    NULL,
    "unit/report/trace.sql",
    "unit/report/plans.sql",
    "unit/report/hostile.sql",
    "unit/report/hostile_plans.sql",
    "unit/report/no_findings.sql",
    "unit/report/no_targets.sql",
    "unit/report/no_facilities.sql",
    "unit/report/circle_only.sql",
    "unit/report/network_only.sql",
};

static lc_store *store_with(lc_ctx *ctx, const char *sql)
{
    lc_store *store = report_store(ctx);
    if (sql != NULL)
        lc_town_sql(ctx, store, sql);
    return store;
}

/* --- links --- */

enum { MARKS_MAX = 4096, MARK_SIZE = 96 };

typedef struct marks {
    char of[MARKS_MAX][MARK_SIZE];
    size_t count;
} marks;

typedef struct links {
    marks ids, hrefs;
} links;

static bool has(const marks *set, const char *mark)
{
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(set->of[i], mark) == 0)
            return true;
    return false;
}

static void put(marks *set, const char *mark)
{
    assert_true(set->count < MARKS_MAX && strlen(mark) < MARK_SIZE);
    snprintf(set->of[set->count++], MARK_SIZE, "%s", mark);
}

static void see(void *user, const char *name, const char **attributes)
{
    links *l = user;
    (void)name;
    for (const char **a = attributes; *a != NULL; a += 2) {
        if (strcmp(a[0], "id") == 0) {
            if (has(&l->ids, a[1]))
                fail_msg("two elements have the id %s", a[1]);
            put(&l->ids, a[1]);
        }
        if (strcmp(a[0], "href") == 0 && a[1][0] == '#')
            put(&l->hrefs, a[1] + 1);
    }
}

/* How many links within the page there are; each leads to a mark that is there once. */
static size_t follow(const char *html)
{
    links *l = calloc(1, sizeof *l);
    assert_non_null(l);
    XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, l);
    XML_SetStartElementHandler(parser, see);
    if (XML_Parse(parser, html, (int)strlen(html), 1) != XML_STATUS_OK)
        fail_msg("line %d: %s", (int)XML_GetCurrentLineNumber(parser),
                 XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    for (size_t i = 0; i < l->hrefs.count; i++)
        if (!has(&l->ids, l->hrefs.of[i]))
            fail_msg("#%s leads nowhere", l->hrefs.of[i]);
    size_t count = l->hrefs.count;
    free(l);
    return count;
}

static char *page_about(lc_ctx *ctx, lc_store *store, const lc_scope *scope)
{
    char folder[64], name[64];
    lc_scopes scopes;
    report_folder(folder);
    assert_ok(ctx, lc_scopes_read(store, NULL, &scopes));
    const lc_set set = {.scopes = &scopes, .formats = LC_FORMAT_HTML | LC_FORMAT_CSV};
    snprintf(name, sizeof name, "%s.html", scope->region_id == 0 ? "index" : scope->file);
    assert_ok(ctx, lc_report_set_page(store, &set, scope, folder));
    char *html = report_read(ctx, folder, name);
    report_folder_drop(folder, (const char *const[]){name}, 1);
    lc_scopes_clear(&scopes);
    return html;
}

static void every_link_leads_to_something_on_its_page(void **state)
{
    lc_ctx *ctx = *state;
    static char file[] = "town";
    const lc_scope town = {.region_id = 5, .code = file, .name = file, .level = file, .file = file};
    for (size_t i = 0; i < sizeof every_sql / sizeof *every_sql; i++)
        for (int zh = 0; zh < 2; zh++) {
            lc_store *store = store_with(ctx, every_sql[i]);
            lc_ctx_set_language(ctx, zh ? LC_LANG_ZH : LC_LANG_EN);
            char *whole = page_about(ctx, store, lc_scope_whole());
            char *part = page_about(ctx, store, &town);
            assert_true(follow(whole) > 10);
            assert_true(follow(part) > 10);
            assert_holds(whole, "<section id=\"figures\"");
            free(whole);
            free(part);
            lc_store_close(store);
        }
}

/* --- figures --- */

static const lc_trace_figure *figure_of(const lc_trace *trace, const char *id)
{
    for (size_t i = 0; i < trace->figure_count; i++)
        if (strcmp(trace->figures[i].id, id) == 0)
            return &trace->figures[i];
    fail_msg("no figure %s", id);
    return NULL;
}

/* The paths of its files, with blanks between. */
static void assert_inputs(const lc_trace *trace, const char *id, const char *expected)
{
    const lc_trace_figure *f = figure_of(trace, id);
    char paths[512] = "";
    for (size_t i = 0; i < f->input_count; i++) {
        const char *path = trace->inputs[f->inputs[i]].path;
        if (path != NULL)
            snprintf(paths + strlen(paths), sizeof paths - strlen(paths), "%s%s",
                     paths[0] != '\0' ? " " : "", path);
    }
    if (strcmp(paths, expected) != 0)
        fail_msg("%s is made of \"%s\", not \"%s\"", id, paths, expected);
}

static void assert_counts(const lc_trace_counts *counts, int error, int warning, int note)
{
    assert_int_equal(counts->of[LC_TRACE_ERROR], error);
    assert_int_equal(counts->of[LC_TRACE_WARNING], warning);
    assert_int_equal(counts->of[LC_TRACE_NOTE], note);
    assert_int_equal(lc_trace_total(counts), error + warning + note);
}

static void a_figure_knows_its_inputs(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = store_with(ctx, "unit/report/trace.sql");
    lc_trace trace;
    assert_ok(ctx, lc_trace_read(store, lc_scope_whole(), true, &trace));
    assert_int_equal(trace.file_count, 13);
    assert_inputs(&trace, "people", "towns.shp population.csv");
    /* types come with facilities, heights with streets; of the background only what bars the way */
    assert_inputs(&trace, "coverage",
                  "types.csv towns.shp population.csv west.csv east.csv streets.osm.pbf asked.csv "
                  "walls.geojson heights.tif");
    assert_inputs(&trace, "count", "types.csv towns.shp west.csv east.csv asked.csv");
    assert_inputs(&trace, "time_p90",
                  "types.csv towns.shp population.csv west.csv east.csv streets.osm.pbf "
                  "walls.geojson heights.tif");
    assert_inputs(&trace, "own", "mine/own.sql");
    lc_trace_clear(&trace);
    lc_store_close(store);
}

/* Findings: west.csv a warning and a note, east.csv an error, a warning and a note; of the study as
 * a whole a note about people and one about streets. */
static void findings_are_counted_where_they_touch(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = store_with(ctx, "unit/report/trace.sql");
    lc_trace trace;
    assert_ok(ctx, lc_trace_read(store, lc_scope_whole(), true, &trace));
    assert_counts(&trace.found, 1, 2, 4);
    assert_counts(&figure_of(&trace, "count")->findings, 1, 2, 2);
    assert_counts(&figure_of(&trace, "people")->findings, 0, 0, 1);
    assert_counts(&figure_of(&trace, "coverage")->findings, 1, 2, 4);
    assert_counts(&figure_of(&trace, "own")->findings, 0, 0, 0);
    assert_int_equal(trace.finding_count, 7);
    /* the file with an error first, and in it the error first */
    assert_string_equal(trace.inputs[trace.findings[0].input].path, "east.csv");
    assert_int_equal(trace.findings[0].severity, LC_TRACE_ERROR);
    assert_int_equal(trace.findings[0].row, 7);
    assert_string_equal(trace.findings[0].feature, "无处");
    assert_string_equal(trace.inputs[trace.findings[3].input].path, "west.csv");
    assert_int_equal(trace.findings[3].severity, LC_TRACE_WARNING);
    assert_null(trace.inputs[trace.findings[6].input].path);
    lc_trace_clear(&trace);
    lc_store_close(store);
}

/* In town 2 lie both facilities of west.csv that have findings. In town 5 one of east.csv does by
 * its row, and one by its place; the row that was not kept is nowhere. */
static void a_town_hears_of_its_own_findings(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = store_with(ctx, "unit/report/trace.sql");
    lc_scope scope = {.region_id = 2};
    lc_trace trace;
    assert_ok(ctx, lc_trace_read(store, &scope, true, &trace));
    assert_counts(&trace.found, 0, 1, 3);
    assert_counts(&figure_of(&trace, "count")->findings, 0, 1, 1);
    lc_trace_clear(&trace);
    scope.region_id = 5;
    assert_ok(ctx, lc_trace_read(store, &scope, true, &trace));
    assert_counts(&trace.found, 0, 1, 3);
    assert_counts(&figure_of(&trace, "count")->findings, 0, 1, 1);
    assert_counts(&figure_of(&trace, "people")->findings, 0, 0, 1);
    lc_trace_clear(&trace);
    lc_store_close(store);
}

/* People of the district: 9500; the centre is within 15 minutes' walk of 6800 (README of the town).
 */
static void a_figure_says_what_it_is(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = store_with(ctx, "unit/report/trace.sql");
    lc_trace trace;
    lc_indicator_info info;
    char says[LC_INDICATOR_SAYS];
    assert_ok(ctx, lc_trace_read(store, lc_scope_whole(), false, &trace));
    const lc_trace_figure *f = figure_of(&trace, "coverage");
    assert_true(lc_indicator_find(NULL, "coverage", &info));
    assert_true(lc_indicator_word(&info, "says_en", says, sizeof says));
    assert_string_equal(f->says, says);
    assert_string_equal(f->unit, "%");
    assert_string_equal(f->group, "Residents");
    assert_string_equal(f->year, "2025");
    assert_string_equal(
        f->example, "双河区 · Centre · Residents · On foot · 15 minutes: 6,800 ÷ 9,500 = 71.6%");
    assert_int_equal(f->targets, 8);
    assert_string_equal(f->clauses, "规划");
    assert_true(f->walks);
    assert_false(figure_of(&trace, "people")->walks);
    assert_null(figure_of(&trace, "count")->group);
    assert_string_equal(figure_of(&trace, "area_per_1000")->unit, "m²/1,000");
    lc_trace_clear(&trace);
    lc_ctx_set_language(ctx, LC_LANG_ZH);
    assert_ok(ctx, lc_trace_read(store, lc_scope_whole(), false, &trace));
    assert_true(lc_indicator_word(&info, "says_zh", says, sizeof says));
    assert_string_equal(figure_of(&trace, "coverage")->says, says);
    lc_trace_clear(&trace);
    lc_store_close(store);
}

/* A target that only the east asks for is none of the west's. */
static void a_town_tells_what_is_asked_of_it(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = store_with(ctx, NULL);
    lc_scope scope = {.region_id = 5};
    lc_trace trace;
    assert_ok(ctx, lc_trace_read(store, &scope, false, &trace));
    assert_int_equal(figure_of(&trace, "beds")->targets, 1);
    lc_trace_clear(&trace);
    scope.region_id = 2;
    assert_ok(ctx, lc_trace_read(store, &scope, false, &trace));
    for (size_t i = 0; i < trace.figure_count; i++)
        assert_string_not_equal(trace.figures[i].id, "beds");
    lc_trace_clear(&trace);
    lc_store_close(store);
}

/* --- sets, groups, settings --- */

static const char *setting(const lc_trace_setting *list, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].id, id) == 0)
            return list[i].value;
    fail_msg("no setting %s", id);
    return NULL;
}

static void the_study_is_told(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = store_with(ctx, "unit/report/trace.sql");
    lc_trace trace;
    assert_ok(ctx, lc_trace_read(store, lc_scope_whole(), false, &trace));
    assert_int_equal(trace.set_count, 1);
    assert_string_equal(trace.sets[0].code, "community_elderly");
    assert_string_equal(trace.sets[0].holds, "Centre, Activity room");
    assert_null(trace.sets[0].centre);
    assert_int_equal(trace.group_count, 2);
    assert_string_equal(trace.groups[0].name, "Residents");
    assert_int_equal(trace.groups[0].input_count, 0); /* no unit of the town tells it */
    assert_string_equal(setting(trace.parameters, trace.parameter_count, "margin_m"), "1000");
    assert_string_equal(setting(trace.parameters, trace.parameter_count, "limits"), "5, 10, 15");
    assert_string_equal(setting(trace.parameters, trace.parameter_count, "radius"),
                        "333, 667, 1,000");
    assert_string_equal(trace.versions[0].name, "lifecircle");
    assert_true(trace.profile_count > 0);
    lc_trace_clear(&trace);
    lc_store_close(store);
}

static void many_findings_are_counted_but_not_all_shown(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = store_with(ctx, "unit/report/many_findings.sql");
    lc_trace trace;
    assert_ok(ctx, lc_trace_read(store, lc_scope_whole(), false, &trace));
    assert_int_equal(trace.found.of[LC_TRACE_NOTE], 2000);
    assert_int_equal(trace.finding_count, LC_TRACE_FINDINGS_MAX);
    char *html = page_about(ctx, store, lc_scope_whole());
    assert_int_equal(report_count(html, "<tr id=\"finding-"), LC_TRACE_FINDINGS_MAX);
    assert_int_equal(report_count(html, "<tbody id=\"findings-"), 20);
    assert_holds(html,
                 "<bdi>70</bdi> more, all of them in <a href=\"findings.csv\">findings.csv</a>");
    assert_holds(html,
                 "<bdi>100</bdi> more, all of them in <a href=\"findings.csv\">findings.csv</a>");
    assert_true(follow(html) > 20);
    free(html);
    lc_trace_clear(&trace);
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(every_link_leads_to_something_on_its_page),
        LC_TEST(a_figure_knows_its_inputs),
        LC_TEST(findings_are_counted_where_they_touch),
        LC_TEST(a_town_hears_of_its_own_findings),
        LC_TEST(a_figure_says_what_it_is),
        LC_TEST(a_town_tells_what_is_asked_of_it),
        LC_TEST(the_study_is_told),
        LC_TEST(many_findings_are_counted_but_not_all_shown),
    };
    return cmocka_run_group_tests_name("report_trace", tests, NULL, NULL);
}
