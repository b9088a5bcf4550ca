/* The page: well-formed to a parser that is not ours, deaf to what names want, and fit for studies
 * that lack this or that. The town's figures are derived in tests/stage/town/README.md. */
#include "report/page.h"
#include "report/report.h"
#include "report_html.h"

/* A page that stands alone has no script. */
static outline parse(const char *html)
{
    outline o = outline_read(html);
    assert_int_equal(o.scripts, 0);
    return o;
}

/* The page of the town after two files of SQL (NULL: none); free with free(). */
static char *page_of_two(lc_ctx *ctx, lc_language language, const char *sql, const char *more)
{
    static const char *const names[] = {"index.html"};
    char folder[64];
    lc_store *store = report_store(ctx);
    lc_ctx_set_language(ctx, language);
    if (sql != NULL)
        lc_town_sql(ctx, store, sql);
    if (more != NULL)
        lc_town_sql(ctx, store, more);
    report_folder(folder);
    assert_ok(ctx, lc_report_page(store, folder));
    char *html = report_read(ctx, folder, "index.html");
    report_folder_drop(folder, names, 1);
    lc_store_close(store);
    return html;
}

/* The page of the town after a file of SQL (NULL: as it is); free with free(). */
static char *page_of(lc_ctx *ctx, lc_language language, const char *sql)
{
    return page_of_two(ctx, language, sql, NULL);
}

static void chinese(void **state)
{
    char *html = page_of(*state, LC_LANG_ZH, NULL);
    outline o = parse(html);
    assert_string_equal(o.lang, "zh-CN");
    assert_int_equal((size_t)o.titles_of_svg, report_count(html, "role=\"img\""));
    assert_true(o.titles_of_svg > 1);
    assert_holds(html, "<bdi>双河区生活圈</bdi></h1>");
    assert_holds(html, "规划指标");
    assert_holds(html, "社区综合为老服务中心");
    assert_lacks(html, "Falls short");
    free(html);
}

static void english(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, NULL);
    assert_string_equal(parse(html).lang, "en");
    assert_holds(html, "<bdi>Shuanghe circles</bdi></h1>");
    assert_holds(html, "Targets of the plan");
    assert_holds(html, "<bdi>Activity room</bdi>");
    assert_holds(html, "<title>双河</title>"); /* names of data stay as they are */
    assert_lacks(html, "未达标");
    free(html);
}

/* What a profile loses on the way is said where its speed is. */
static void who_walks_is_told_with_what_is_lost(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, "unit/report/slow_profiles.sql");
    assert_holds(html, "<dd><bdi>0.80 m/s, steps take 3.00 times as long, "
                       "20 s lost at each marked crossing, 60 s lost at each "
                       "lift, climbs and descents timed where heights are known</bdi></dd>");
    assert_holds(html, "<dd><bdi>0.79 m/s, walks no steps</bdi></dd>");
    assert_holds(html, "<dd><bdi>one for each type; for every limit</bdi></dd>");
    assert_lacks(html, "every_limit");
    free(html);
}

static void same_bytes_twice(void **state)
{
    char *first = page_of(*state, LC_LANG_ZH, NULL), *second = page_of(*state, LC_LANG_ZH, NULL);
    assert_string_equal(first, second);
    free(first);
    free(second);
}

/* 9500 residents; 4100 + 800 ... see the README: the walk to a centre is within 1000 m for points
 * 1, 2, 3 and 6: 1000 + 2000 + 800 + 3000 = 6800 of 9500 = 71.6 %; every point lies within the
 * circle. */
static void the_headline_is_the_towns(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, NULL);
    assert_holds(html, "<p class=\"big\"><a class=\"f\" href=\"#i-people\">9,500</a><small>");
    assert_holds(html, "<p class=\"big\"><a class=\"f\" href=\"#i-coverage\">71.6%</a></p>");
    assert_holds(html, "by circle <bdi>100.0%</bdi>");
    assert_holds(html,
                 "<p class=\"big\"><a class=\"f\" href=\"#i-people_uncovered\">2,700</a><small>");
    free(html);
}

/* Of the binding targets that fall short, the centres (2 of 4) and the committees with a room (1 of
 * 2) lack half; two centres are more to build than one room. */
static void the_sentence_names_the_furthest_behind(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, NULL);
    assert_holds(
        html,
        "Furthest behind is <bdi>双河区</bdi>: <bdi>综合为老服务中心数</bdi> stands at <bdi>2 "
        "facilities</bdi>, the target being <bdi>4 facilities</bdi> (<bdi>2 more standard "
        "facilities "
        "(Centre)</bdi>).");
    free(html);
}

/* With no floor area known but a bound, the sentence says that it is one. */
static void a_bound_in_the_sentence_is_told_as_one(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, "unit/report/bounded.sql");
    assert_holds(html, "stands at <bdi>20 m²</bdi> at best, the target being <bdi>2,000 m²</bdi>");
    free(html);
}

static void what_is_lacking_is_said_in_words(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, NULL);
    assert_holds(html, "limit 12 was not computed");
    assert_holds(html, "no set of types hospital that has this figure");
    assert_holds(html, "&quot;every:town&quot; in the targets file is not understood");
    assert_holds(html,
                 "<bdi>staff_per_bed</bdi>"); /* an item without a name bears its indicator's */
    free(html);
}

/* Points 4, 5 and 7 (1500 + 700 + 500 people) are beyond the walk: three dots. */
static void who_cannot_walk_there_is_on_the_map(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, NULL);
    char *far = strstr(html, "<g class=\"far\">");
    assert_non_null(far);
    *strstr(far, "</g>") = '\0';
    assert_int_equal(report_count(far, "h0"), 3);
    free(html);
}

static void nothing_is_fetched(void **state)
{
    char *html = page_of(*state, LC_LANG_ZH, NULL);
    assert_holds(html, "default-src 'none'");
    assert_lacks(html, "http:");
    assert_lacks(html, "https:");
    assert_lacks(html, "@import");
    assert_lacks(html, " src=");
    free(html);
}

static void hostile_names(void **state)
{
    for (int language = LC_LANG_ZH; language <= LC_LANG_EN; language++) {
        char *html = page_of(*state, (lc_language)language, "unit/report/hostile.sql");
        (void)parse(html);
        assert_lacks(html, "<script");
        assert_lacks(html, "<img");
        assert_lacks(html, "<svg/onload");
        assert_lacks(html, "</style><b>");
        assert_holds(html, "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi></h1>");
        assert_holds(html, "<bdi>&quot;&gt;&lt;img src=x onerror=alert(2)&gt;</bdi>");
        assert_holds(html, "<bdi>مدينة &amp; &#39;الشرق&#39;</bdi>");
        assert_holds(html, "<title>=cmd|&#39; /C calc&#39;!A0</title>");
        assert_holds(html, "<bdi>&lt;/style&gt;&lt;b&gt;</bdi>");
        assert_true(report_count(html, "长&lt;") >= 150);
        free(html);
    }
}

static void without_targets(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, "unit/report/no_targets.sql");
    (void)parse(html);
    assert_holds(html, "The study names no targets.");
    assert_holds(html, "can walk to a facility");
    assert_lacks(html, "targets met</");
    free(html);
}

static void circles_alone(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, "unit/report/circle_only.sql");
    (void)parse(html);
    assert_lacks(html, "<th scope=\"col\">On foot</th>");
    assert_lacks(html, "class=\"walked\"");
    assert_holds(html, "Who lives within the circle");
    assert_lacks(html, "dark: on foot");
    free(html);
}

static void walks_alone(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, "unit/report/network_only.sql");
    (void)parse(html);
    assert_lacks(html, "<th scope=\"col\">By circle</th>");
    assert_lacks(html, "class=\"ring\"");
    assert_lacks(html, "Circles alone would promise");
    assert_holds(html, "class=\"walked\"");
    free(html);
}

static void without_a_background(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, "unit/report/no_context.sql");
    (void)parse(html);
    assert_lacks(html, "Railway");
    assert_lacks(html, "Cutting through it");
    free(html);
}

static void without_shapes(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, "unit/report/no_shapes.sql");
    (void)parse(html);
    assert_holds(html, "<svg class=\"map\"");
    assert_lacks(html, "nan");
    assert_lacks(html, "inf\"");
    free(html);
}

static void without_facilities(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, "unit/report/no_facilities.sql");
    (void)parse(html);
    assert_holds(html, "There are no facilities in use.");
    assert_lacks(html, "name=\"layer\"");
    free(html);
}

static void without_findings(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, "unit/report/no_findings.sql");
    (void)parse(html);
    assert_holds(html, "Every row of every input was read without a doubt.");
    assert_lacks(html, "Some inputs end at the boundary");
    free(html);
}

static void what_ends_at_the_boundary_is_told_at_the_map(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, NULL);
    const char *map = strstr(html, "<section id=\"map\""),
               *towns = strstr(html, "<section id=\"towns\"");
    const char *told = strstr(html, "Some inputs end at the boundary");
    assert_true(map < told && told < towns);
    free(html);
}

static void two_hundred_towns(void **state)
{
    char *html = page_of(*state, LC_LANG_ZH, "unit/report/many_towns.sql");
    (void)parse(html);
    assert_true(strlen(html) < 1500 * 1000);
    assert_int_equal(report_count(html, "<bdi>第299镇</bdi>"), 3); /* in the table of each choice */
    assert_holds(html, "<g class=\"names many\"></g>"); /* too many for names on the map */
    free(html);
}

/* Parts of a target: the summary first, then its regions, the furthest behind on top. */
static void a_target_of_many_regions_opens(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, NULL);
    const char *item = strstr(html, "<bdi>街镇千人建筑面积</bdi>");
    assert_non_null(item);
    const char *summary = strstr(item, "<details>"), *end = strstr(item, "</details>");
    assert_true(summary != NULL && summary < end);
    assert_true(strstr(summary, "西镇") < end && strstr(summary, "东镇") < end);
    free(html);
}

/* --- plans --- */

/* A copy of the row of the plans that holds `item`; free with free(). */
static char *row_of(const char *html, const char *item)
{
    const char *at = strstr(strstr(html, "<section id=\"targets\""), item);
    assert_non_null(at);
    while (strncmp(at, "<tr", 3) != 0)
        at--;
    const char *end = strstr(at, "</tr>");
    assert_non_null(end);
    return strndup(at, (size_t)(end - at));
}

/* Of the plan's four: one of two towns short, so it is short; one not yet due, one without data,
 * one without a figure; three are binding. */
static void each_plan_has_its_heading_and_totals(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, "unit/report/plans.sql");
    (void)parse(html);
    const char *first = strstr(html, "<h3 class=\"plan\"><bdi>Huangpu scheme</bdi></h3>"),
               *second = strstr(html, "<h3 class=\"plan\"><bdi>自编规划</bdi></h3>");
    assert_true(first != NULL && second != NULL && first < second);
    assert_holds(html,
                 "<bdi>4</bdi> targets: <bdi>3</bdi> binding, <bdi>1</bdi> expected. "
                 "Figures: <bdi>1</bdi> computed; <bdi>1</bdi> reported; <bdi>1</bdi> without "
                 "data; <bdi>1</bdi> awaiting a figure of the plan.");
    assert_holds(html, "<bdi>1</bdi> target: <bdi>0</bdi> binding, <bdi>1</bdi> expected.");
    assert_holds(html, "Falls short</span> <strong>1</strong> (<bdi>1</bdi> binding)</li>");
    assert_holds(html, "Not yet due</span> <strong>1</strong> (<bdi>1</bdi> binding)</li>");
    assert_holds(html, "Not decidable</span> <strong>1</strong></li>"); /* none of them binding */
    assert_holds(html, "Awaits its figure</span> <strong>1</strong> (<bdi>1</bdi> binding)</li>");
    assert_int_equal(report_count(html, "<table class=\"targets\">"), 2);
    free(html);
}

/* Two of five fall short; the binding one comes first: 50 % of 90 %. */
static void the_first_sentence_sums_up_all_plans(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, "unit/report/plans.sql");
    assert_holds(html,
                 "Of <bdi>5</bdi> targets of <bdi>2</bdi> plans <bdi>0</bdi> are met and "
                 "<bdi>2</bdi> fall short, "
                 "<bdi>1</bdi> is not yet due, <bdi>1</bdi> lacks data, <bdi>1</bdi> awaits its "
                 "figure. Of the <bdi>3</bdi> binding ones <bdi>0</bdi> are met and <bdi>1</bdi> "
                 "falls short.");
    assert_holds(html, "Furthest behind is <bdi>东镇</bdi>: <bdi>Walking coverage</bdi> stands at "
                       "<bdi>50%</bdi>, the target being <bdi>90%</bdi> (<bdi>1 more person to be "
                       "reached</bdi>).");
    free(html);
}

static void a_row_tells_all_that_is_known(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, "unit/report/plans.sql");
    char *row = row_of(html, "<bdi>Beds for elders</bdi>");
    assert_holds(row, "<span class=\"no\"><bdi>elder-7</bdi></span>");
    assert_holds(row, "lang=\"zh-CN\"><bdi>床位数</bdi>");
    assert_holds(row, "<bdi>Binding</bdi> · by <bdi>2027</bdi>");
    assert_holds(row, "<a href=\"#i-beds\">Beds</a>");
    assert_holds(row, "<bdi>指标表序号7</bdi> · <bdi>区民政局</bdi>"); /* the plan stands above */
    assert_holds(row, "≥ 60 <span class=\"u\">beds</span>");
    assert_holds(row, "reported <bdi>31 December 2024</bdi>: <bdi>区年报</bdi>");
    assert_holds(row, "with what is planned, <bdi>61 beds</bdi> by the end of <bdi>2027</bdi>");
    assert_holds(row, "<bdi>10 beds</bdi> a year needed");
    assert_holds(row, "<bdi>20 more beds");
    free(row);
    row = row_of(html, "<bdi>Hospitals</bdi>");
    assert_holds(row, "no set of types Hospitals that has this figure"); /* its name */
    free(row);
    assert_holds(html, "<bdi>1 more standard facility (Centre)</bdi>");
    assert_holds(html, "<article class=\"figure\" id=\"i-beds\">");
    free(html);
}

static void a_row_of_towns_sums_them_up_and_opens(void **state)
{
    char *html = page_of(*state, LC_LANG_EN, "unit/report/plans.sql");
    char *row = row_of(html, "<bdi>elder-8</bdi>");
    assert_holds(row, "<bdi>1</bdi> of <bdi>2</bdi> towns meet it");
    assert_holds(row, "Central · Urbanised");
    assert_holds(row, "furthest behind: <bdi>东镇</bdi>");
    assert_holds(row, "<bdi>Registered people aged 60 and over</bdi> (<bdi>2025</bdi>)");
    assert_holds(row, "50% to 95%");
    assert_holds(row, "<bdi>1 more person to be reached</bdi>");
    free(row);
    const char *parts = strstr(html, "<table class=\"parts\">");
    const char *worst = strstr(parts, "东镇"), *best = strstr(parts, "西镇");
    assert_true(worst < best);
    /* the status is the second column; the bars are drawn against 95 %, the most of all */
    assert_holds(parts, "<th scope=\"row\"><bdi>东镇</bdi></th><td class=\"s\"");
    assert_holds(parts, "<rect class=\"w\" width=\"52.63\"");  /* 50 / 95 */
    assert_holds(parts, "<rect class=\"w\" width=\"100.00\""); /* 95 / 95 */
    assert_holds(parts, "<rect class=\"aim\" x=\"93.79\"");    /* 90 / 95, within the last 1 % */
    free(html);
}

/* No word is left in English but names of data. */
static void a_plan_in_chinese(void **state)
{
    char *html = page_of(*state, LC_LANG_ZH, "unit/report/plans.sql");
    (void)parse(html);
    assert_holds(html, "<h3 class=\"plan\"><bdi>黄浦方案</bdi></h3>");
    assert_holds(html, "共<bdi>4</bdi>项指标，其中约束性<bdi>3</bdi>项、预期性<bdi>1</bdi>项。");
    assert_holds(html, "填报（<bdi>2024年12月31日</bdi>，<bdi>区年报</bdi>）");
    assert_holds(html, "≥ 60 <span class=\"u\">张</span>");
    assert_holds(html, "≥ 3 <span class=\"u\">处</span>");
    const char *from = strstr(html, "<section id=\"targets\""),
               *to = strstr(html, "<section id=\"types\"");
    bool tag = false;
    for (const char *at = from; at < to; at++) {
        tag = *at == '<' || (tag && at[-1] != '>');
        /* elder-7 is the plan's own number */
        if (!tag && strncmp(at, "elder-", 6) == 0)
            at += 6;
        if (!tag && ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z')))
            fail_msg("a word that is not translated: %.60s", at);
    }
    free(html);
}

static void hostile_plans(void **state)
{
    for (int language = LC_LANG_ZH; language <= LC_LANG_EN; language++) {
        char *html = page_of_two(*state, (lc_language)language, "unit/report/plans.sql",
                                 "unit/report/hostile_plans.sql");
        (void)parse(html);
        assert_lacks(html, "<script");
        assert_lacks(html, "<img");
        for (int i = 1; i <= 18; i++) {
            char mark[32];
            snprintf(mark, sizeof mark, "&lt;script&gt;%d", i);
            bool other = language == LC_LANG_ZH ? i == 2 || i == 12 || i == 16 : i == 11 || i == 15;
            if (!other)
                assert_holds(html, mark);
        }
        free(html);
    }
}

static void a_damaged_outline_is_told(void **state)
{
    static const char *const names[] = {"index.html"};
    char folder[64];
    lc_store *store = report_store(*state);
    lc_town_sql(*state, store, "unit/report/damaged.sql");
    report_folder(folder);
    assert_int_equal(lc_report_page(store, folder), LC_STORE);
    assert_message(*state, "damaged outline");
    report_folder_drop(folder, names, 1);
    lc_store_close(store);
}

static void a_damaged_region_is_named(void **state)
{
    static const char *const names[] = {"index.html"};
    char folder[64];
    lc_store *store = report_store(*state);
    lc_town_sql(*state, store, "unit/report/damaged_region.sql");
    report_folder(folder);
    assert_int_equal(lc_report_page(store, folder), LC_STORE);
    assert_message(*state, "outline of ");
    report_folder_drop(folder, names, 1);
    lc_store_close(store);
}

static void a_folder_that_is_not_there(void **state)
{
    lc_store *store = report_store(*state);
    assert_int_equal(lc_report_page(store, "/tmp/lc_no_such_folder"), LC_IO);
    assert_message(*state, "/tmp/lc_no_such_folder/index.html");
    lc_store_close(store);
}

/* --- figures --- */

static void figures_read_as_people_write_them(void **state)
{
    (void)state;
    assert_string_equal(lc_figure_whole(0).s, "0");
    assert_string_equal(lc_figure_whole(999.4).s, "999");
    assert_string_equal(lc_figure_whole(1234567).s, "1,234,567");
    assert_string_equal(lc_figure_whole(-1234).s, "-1,234");
    assert_string_equal(lc_figure_whole(-0.4).s, "0");
    assert_string_equal(lc_figure_decimal(12345.67, 1).s, "12,345.7");
    assert_string_equal(lc_figure_decimal(-123.45, 2).s, "-123.45");
    assert_string_equal(lc_figure_whole(NAN).s, "–");
    assert_string_equal(lc_figure_whole(INFINITY).s, "–");
    assert_string_equal(lc_figure_whole(1e300).s, "–");
}

static void all_is_only_what_is_all(void **state)
{
    (void)state;
    assert_string_equal(lc_figure_share(1).s, "100.0%");
    assert_string_equal(lc_figure_share(0.99996).s, ">99.9%");
    assert_string_equal(lc_figure_share(0.9994).s, "99.9%");
    assert_string_equal(lc_figure_share(0.00001).s, "<0.1%");
    assert_string_equal(lc_figure_share(0).s, "0.0%");
    assert_string_equal(lc_figure_share(NAN).s, "–");
}

static void quantity(lc_ctx *ctx, double value, const char *unit, bool difference, const char *want)
{
    lc_page page = {.ctx = ctx};
    char *got = lc_figure_quantity(&page, value, unit, difference);
    assert_string_equal(got, want);
    free(got);
}

static void quantities_carry_their_unit(void **state)
{
    quantity(*state, 0.035, "%", false, "3.5%");
    quantity(*state, 1, "%", false, "100%");
    quantity(*state, 0.99996, "%", false, "100.00%"); /* not yet all: told apart from 100% */
    quantity(*state, 0.2208522727, "%", false, "22.1%");
    quantity(*state, 0.7791, "%", true, "77.9 points");
    quantity(*state, 0.0034, "‰", false, "3.4‰");
    quantity(*state, 39.78, "m2/1000", false, "39.8 m²/1,000");
    quantity(*state, 9.7712, "m2/1000", false, "9.77 m²/1,000");
    quantity(*state, 20, "家", false, "20 facilities");
    quantity(*state, 1, "家", false, "1 facility");
    quantity(*state, 1.2, "张", false, "1.2 beds");
    quantity(*state, 3, "个", false, "3");
    quantity(*state, 3, "盏", false, "3 盏"); /* a word that we do not know */
    quantity(*state, 8.2, "人/1000", false, "8.2 people per 1,000");
    quantity(*state, 1250, NULL, false, "1,250");
    quantity(*state, 0.5, "1", false, "0.5");
    quantity(*state, NAN, "%", false, "–");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(chinese),
        LC_TEST(english),
        LC_TEST(who_walks_is_told_with_what_is_lost),
        LC_TEST(same_bytes_twice),
        LC_TEST(the_headline_is_the_towns),
        LC_TEST(the_sentence_names_the_furthest_behind),
        LC_TEST(a_bound_in_the_sentence_is_told_as_one),
        LC_TEST(what_is_lacking_is_said_in_words),
        LC_TEST(who_cannot_walk_there_is_on_the_map),
        LC_TEST(nothing_is_fetched),
        LC_TEST(hostile_names),
        LC_TEST(without_targets),
        LC_TEST(circles_alone),
        LC_TEST(walks_alone),
        LC_TEST(without_a_background),
        LC_TEST(without_shapes),
        LC_TEST(without_facilities),
        LC_TEST(without_findings),
        LC_TEST(what_ends_at_the_boundary_is_told_at_the_map),
        LC_TEST(two_hundred_towns),
        LC_TEST(a_target_of_many_regions_opens),
        LC_TEST(each_plan_has_its_heading_and_totals),
        LC_TEST(the_first_sentence_sums_up_all_plans),
        LC_TEST(a_row_tells_all_that_is_known),
        LC_TEST(a_row_of_towns_sums_them_up_and_opens),
        LC_TEST(a_plan_in_chinese),
        LC_TEST(hostile_plans),
        LC_TEST(a_damaged_outline_is_told),
        LC_TEST(a_damaged_region_is_named),
        LC_TEST(a_folder_that_is_not_there),
        LC_TEST(figures_read_as_people_write_them),
        LC_TEST(all_is_only_what_is_all),
        LC_TEST(quantities_carry_their_unit),
    };
    return cmocka_run_group_tests_name("report_page", tests, NULL, NULL);
}
