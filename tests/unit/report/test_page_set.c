/* Pages of a set: each speaks of its own town, leads to the others, and shares what lies beside it.
 * The figures are derived in tests/stage/town/README.md: the west town has the points 1 to 3, the
 * east town 4 to 7. */
#include "report/set.h"
#include "report_html.h"
#include "study/study.h"

enum { WEST, EAST, TOWNS };

/* The pages of the whole study and of both towns. */
typedef struct pages {
    lc_store *store;
    lc_scopes scopes;
    char *whole, *town[TOWNS];
} pages;

static char *page_about(lc_ctx *ctx, pages *p, const lc_scope *scope)
{
    lc_set set = {.scopes = &p->scopes, .formats = LC_FORMAT_HTML | LC_FORMAT_PDF};
    char folder[64], name[256];
    report_folder(folder);
    assert_ok(ctx, lc_report_set_page(p->store, &set, scope, folder));
    snprintf(name, sizeof name, "%s.html", scope->region_id != 0 ? scope->file : "index");
    const char *names[] = {name};
    char *html = report_read(ctx, folder, name);
    report_folder_drop(folder, names, 1);
    return html;
}

/* After a file of SQL (NULL: as the town is). Drop with drop_pages. */
static pages make_pages(lc_ctx *ctx, lc_language language, const char *sql)
{
    pages p = {.store = report_store(ctx)};
    lc_ctx_set_language(ctx, language);
    if (sql != NULL)
        lc_town_sql(ctx, p.store, sql);
    assert_ok(ctx, lc_scopes_read(p.store, NULL, &p.scopes));
    assert_int_equal(p.scopes.count, TOWNS);
    p.whole = page_about(ctx, &p, lc_scope_whole());
    for (size_t i = 0; i < p.scopes.count; i++) /* the first in the order of codes may be either */
        p.town[p.scopes.items[i].region_id == 2 ? WEST : EAST] =
            page_about(ctx, &p, &p.scopes.items[i]);
    return p;
}

static void drop_pages(pages *p)
{
    free(p->whole);
    for (int i = 0; i < TOWNS; i++)
        free(p->town[i]);
    lc_scopes_clear(&p->scopes);
    lc_store_close(p->store);
}

/* A copy of one section; free with free(). */
static char *section_of(const char *html, const char *id)
{
    char mark[64];
    snprintf(mark, sizeof mark, "<section id=\"%s\"", id);
    const char *from = strstr(html, mark);
    assert_non_null(from);
    const char *to = strstr(from, "</section>");
    assert_non_null(to);
    return strndup(from, (size_t)(to - from));
}

static void well_formed_in_both_languages(void **state)
{
    for (int language = LC_LANG_ZH; language <= LC_LANG_EN; language++) {
        pages p = make_pages(*state, (lc_language)language, NULL);
        (void)outline_read(p.whole);
        for (int i = 0; i < TOWNS; i++)
            (void)outline_read(p.town[i]);
        drop_pages(&p);
    }
}

/* West: 1000 + 2000 + 800 people, all within 1000 m of a centre. East: 1500 + 700 + 3000 + 500, of
 * whom only the 3000 of point 6 are, though all live within the circle. */
static void the_headline_is_the_towns_own(void **state)
{
    pages p = make_pages(*state, LC_LANG_EN, NULL);
    assert_holds(p.town[WEST], "<bdi>西镇</bdi></h1>");
    assert_holds(p.town[WEST], "<p class=\"over\"><bdi>双河区</bdi> · ");
    assert_holds(p.town[WEST], "href=\"#i-people\">3,800</a><small>");
    assert_holds(p.town[WEST], "<p class=\"big\"><a class=\"f\" href=\"#i-coverage\">100.0%</a>");
    assert_holds(p.town[EAST], "<bdi>东镇</bdi></h1>");
    assert_holds(p.town[EAST], "href=\"#i-people\">5,700</a><small>");
    assert_holds(p.town[EAST], "<p class=\"big\"><a class=\"f\" href=\"#i-coverage\">52.6%</a>");
    assert_holds(p.town[EAST], "href=\"#i-people_uncovered\">2,700</a><small>");
    drop_pages(&p);
}

/* West: rows 2, 5, 12, 13 and 31; a committee has no room (12), and one has no children (31). East:
 * 2 lacks a floor area, 17 lacks beds, 12 and 13 are met. */
static void the_targets_are_those_about_it(void **state)
{
    pages p = make_pages(*state, LC_LANG_EN, NULL);
    assert_holds(p.town[WEST], "Of <bdi>5</bdi> targets <bdi>3</bdi> are met and <bdi>1</bdi> "
                               "falls short, <bdi>1</bdi> lacks data.");
    assert_holds(p.town[WEST], "Furthest behind is <bdi>西一居委</bdi>: "
                               "<bdi>每个居村一处活动室</bdi> stands at <bdi>0 facilities</bdi>");
    assert_holds(p.town[EAST], "Of <bdi>4</bdi> targets <bdi>2</bdi> are met and <bdi>1</bdi> "
                               "falls short, <bdi>1</bdi> lacks data.");
    assert_holds(p.town[EAST], "Furthest behind is <bdi>东镇床位</bdi>: it stands at <bdi>10 "
                               "beds</bdi>, the target being <bdi>31 beds</bdi>");
    char *targets = section_of(p.town[WEST], "targets");
    assert_lacks(targets, "东镇");
    assert_lacks(targets, "综合为老服务中心数"); /* of the district */
    free(targets);
    drop_pages(&p);
}

static void it_ranks_among_its_like(void **state)
{
    pages p = make_pages(*state, LC_LANG_EN, NULL);
    assert_holds(p.town[WEST],
                 "It ranks <bdi>1</bdi> of <bdi>2</bdi> for walking to a facility (<bdi>Centre");
    assert_holds(p.town[EAST], "It ranks <bdi>2</bdi> of <bdi>2</bdi> for walking");
    char *first = section_of(p.town[EAST], "first");
    assert_holds(first, "<bdi>2</bdi> of <bdi>2</bdi></td>");
    free(first);
    drop_pages(&p);
}

static void nothing_is_compared_or_listed_that_lies_elsewhere(void **state)
{
    static const char *const parts[] = {"towns", "facilities", "types"};
    pages p = make_pages(*state, LC_LANG_EN, NULL);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char *west = section_of(p.town[WEST], parts[i]), *east = section_of(p.town[EAST], parts[i]);
        assert_lacks(west, "东");
        assert_lacks(east, "西");
        free(west);
        free(east);
    }
    char *places = section_of(p.town[WEST], "towns"),
         *stock = section_of(p.town[WEST], "facilities");
    assert_holds(places, "<bdi>西一居委</bdi>");
    assert_holds(places, "<bdi>西二村</bdi>");
    assert_holds(stock,
                 "<bdi>西镇综合为老服务中心</bdi></th><td><bdi>Centre</bdi></td><td><bdi>西一居委"
                 "</bdi></td><td class=\"n\">1,200</td><td class=\"n\">30</td>");
    assert_holds(stock, "<td>planned"); /* its third facility, a room */
    free(places);
    free(stock);
    drop_pages(&p);
}

/* Points 4, 5 and 7 are beyond the walk. What lies around the town is dimmed, its neighbour there.
 */
static void the_map_shows_the_towns_people(void **state)
{
    pages p = make_pages(*state, LC_LANG_EN, NULL);
    char *west = section_of(p.town[WEST], "map"), *east = section_of(p.town[EAST], "map");
    char *far = strstr(west, "<g class=\"far\">");
    *strstr(far, "</g>") = '\0';
    assert_int_equal(report_count(far, "h0"), 0);
    assert_holds(east, "class=\"veil\"");
    assert_holds(east, "<title>西镇</title>");
    assert_holds(east, "class=\"walked\""); /* its streets, by way of the squares */
    far = strstr(east, "<g class=\"far\">");
    *strstr(far, "</g>") = '\0';
    assert_int_equal(report_count(far, "h0"), 3);
    free(west);
    free(east);
    drop_pages(&p);
}

static void findings_of_rows_elsewhere_are_left_out(void **state)
{
    pages p = make_pages(*state, LC_LANG_EN, "unit/report/findings_of_towns.sql");
    char *west = section_of(p.town[WEST], "findings"), *east = section_of(p.town[EAST], "findings");
    assert_holds(west, "西镇综合为老服务中心");
    assert_lacks(west, "东镇综合为老服务中心");
    assert_holds(east, "东镇综合为老服务中心");
    assert_lacks(east, "无名设施"); /* a row that became no facility is of no town */
    assert_holds(p.whole, "无名设施");
    for (int i = 0; i < TOWNS; i++)
        assert_holds(p.town[i], "Some inputs end at the boundary"); /* of inputs as a whole */
    free(west);
    free(east);
    drop_pages(&p);
}

static void pages_lead_to_each_other(void **state)
{
    pages p = make_pages(*state, LC_LANG_EN, NULL);
    assert_holds(p.whole, "<a href=\"regions/319901001000-西镇.html\"><bdi>西镇</bdi></a>");
    assert_holds(p.whole, "<a href=\"regions/319901002000-东镇.pdf\" class=\"file\"");
    assert_holds(p.whole, "<a href=\"lifecircle.pdf\">");
    assert_holds(p.whole, "href=\"assets/page.css\"");
    assert_lacks(p.whole, "lifecircle.xlsx"); /* not among the formats */
    assert_lacks(p.whole, "gaps.csv");
    assert_holds(p.town[WEST], "<a href=\"../index.html\">");
    assert_holds(p.town[WEST], "<a href=\"319901002000-东镇.html\" rel=\"next\">");
    assert_lacks(p.town[WEST], "rel=\"prev\"");
    assert_holds(p.town[EAST], "<a href=\"319901001000-西镇.html\" rel=\"prev\">");
    assert_lacks(p.town[EAST], "rel=\"next\"");
    assert_holds(p.town[EAST], "<a href=\"319901002000-东镇.pdf\">");
    assert_holds(p.town[EAST], "href=\"../assets/page.css\"");
    assert_holds(p.town[EAST], "data-region=\"319901002000\"");
    assert_lacks(p.town[EAST], "<style");
    drop_pages(&p);
}

/* Every link into the page finds its end. */
static void links_within_resolve(const char *html)
{
    for (const char *at = html; (at = strstr(at, " href=\"#")) != NULL; at++) {
        char mark[96];
        size_t size = strcspn(at + 8, "\"");
        assert_true(size > 0 && size < 64);
        snprintf(mark, sizeof mark, " id=\"%.*s\"", (int)size, at + 8);
        assert_holds(html, mark);
    }
}

static void figures_lead_to_what_they_mean(void **state)
{
    pages p = make_pages(*state, LC_LANG_ZH, NULL);
    links_within_resolve(p.whole);
    links_within_resolve(p.town[WEST]);
    links_within_resolve(p.town[EAST]);
    assert_true(report_count(p.town[EAST], "href=\"#i-coverage\"") > 5);
    drop_pages(&p);
}

static void hostile_names_of_towns(void **state)
{
    for (int language = LC_LANG_ZH; language <= LC_LANG_EN; language++) {
        pages p = make_pages(*state, (lc_language)language, "unit/report/hostile_scope.sql");
        const char *const all[] = {p.whole, p.town[WEST], p.town[EAST]};
        for (int i = 0; i < 3; i++) {
            (void)outline_read(all[i]);
            assert_lacks(all[i], "<img");
            assert_lacks(all[i], "<b>");
            assert_lacks(all[i], "href=\"javascript:");
            assert_lacks(all[i], "href=\"../../");
            assert_lacks(all[i], "href=\"regions/../");
        }
        assert_holds(p.town[WEST], "&quot;&gt;&lt;img src=x onerror=alert(2)&gt;/..</bdi></h1>");
        drop_pages(&p);
    }
}

static void same_bytes_in_any_order(void **state)
{
    pages p = make_pages(*state, LC_LANG_EN, NULL);
    for (size_t i = p.scopes.count; i-- > 0;) {
        char *again = page_about(*state, &p, &p.scopes.items[i]);
        assert_string_equal(again, p.town[p.scopes.items[i].region_id == 2 ? WEST : EAST]);
        free(again);
    }
    drop_pages(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(well_formed_in_both_languages),
        LC_TEST(the_headline_is_the_towns_own),
        LC_TEST(the_targets_are_those_about_it),
        LC_TEST(it_ranks_among_its_like),
        LC_TEST(nothing_is_compared_or_listed_that_lies_elsewhere),
        LC_TEST(the_map_shows_the_towns_people),
        LC_TEST(findings_of_rows_elsewhere_are_left_out),
        LC_TEST(pages_lead_to_each_other),
        LC_TEST(figures_lead_to_what_they_mean),
        LC_TEST(hostile_names_of_towns),
        LC_TEST(same_bytes_in_any_order),
    };
    return cmocka_run_group_tests_name("report_page_set", tests, NULL, NULL);
}
