/* The charts: lengths and places in a drawing are those of its figures, read back by a parser that
 * is not ours; drawn by librsvg without a warning; deaf to what names want. The town's figures are
 * derived in tests/stage/town/README.md. */
#include <expat.h>

#include "report/chart.h"
#include "report_store.h"
#include "rsvg_ink.h"

/* --- a drawing, read back --- */

enum { PIECES_MAX = 400 };

typedef struct piece {
    char class[32], text[512];
    double x, y, width, height; /* of a bar; x and y of a circle or a text; width: its radius */
} piece;

typedef struct drawing {
    piece bars[PIECES_MAX], circles[PIECES_MAX], texts[PIECES_MAX];
    size_t bar_count, circle_count, text_count;
    char curve[2][4096]; /* path data of curves: by circle, on foot */
    char title[1024], desc[2048];
    char *into; /* where characters go */
    size_t into_size;
    double view_width, view_height;
} drawing;

static const char *attribute(const char **attributes, const char *name)
{
    for (const char **a = attributes; *a != NULL; a += 2)
        if (strcmp(a[0], name) == 0)
            return a[1];
    return "";
}

/* "M130 50h78.3v16h-78.3z..." as bars. */
static void take_bars(drawing *d, const char *class, const char *path)
{
    for (const char *at = path; *at == 'M'; at = strchr(at, 'z') + 1) {
        assert_true(d->bar_count < PIECES_MAX);
        piece *bar = &d->bars[d->bar_count++];
        double back;
        snprintf(bar->class, sizeof bar->class, "%s", class);
        assert_int_equal(
            sscanf(at, "M%lf %lfh%lfv%lfh%lfz", &bar->x, &bar->y, &bar->width, &bar->height, &back),
            5);
        assert_true(bar->width == -back);
    }
}

static void see(void *user, const char *name, const char **attributes)
{
    drawing *d = user;
    const char *class = attribute(attributes, "class");
    d->into = NULL;
    if (strcmp(name, "svg") == 0)
        sscanf(attribute(attributes, "viewBox"), "0 0 %lf %lf", &d->view_width, &d->view_height);
    if (strcmp(name, "title") == 0 && d->title[0] == '\0')
        d->into = d->title, d->into_size = sizeof d->title;
    if (strcmp(name, "desc") == 0)
        d->into = d->desc, d->into_size = sizeof d->desc;
    if (strcmp(name, "path") == 0 && strncmp(class, "curve", 5) == 0)
        snprintf(d->curve[strcmp(class, "curve") == 0], sizeof d->curve[0], "%s",
                 attribute(attributes, "d"));
    else if (strcmp(name, "path") == 0)
        take_bars(d, class, attribute(attributes, "d"));
    bool circle = strcmp(name, "circle") == 0;
    if (!circle && strcmp(name, "text") != 0)
        return;
    piece *p = circle ? &d->circles[d->circle_count++] : &d->texts[d->text_count++];
    assert_true(d->circle_count < PIECES_MAX && d->text_count < PIECES_MAX);
    snprintf(p->class, sizeof p->class, "%s", class);
    p->x = atof(attribute(attributes, circle ? "cx" : "x"));
    p->y = atof(attribute(attributes, circle ? "cy" : "y"));
    p->width = atof(attribute(attributes, "r"));
    d->into = p->text, d->into_size = sizeof p->text;
}

static void hear(void *user, const char *text, int size)
{
    drawing *d = user;
    size_t have = d->into != NULL ? strlen(d->into) : 0;
    if (d->into != NULL && have + (size_t)size < d->into_size)
        strncat(d->into, text, (size_t)size);
}

static void leave(void *user, const char *name)
{
    (void)name;
    ((drawing *)user)->into = NULL;
}

static drawing parse(const char *svg)
{
    static drawing d; /* large */
    d = (drawing){0};
    XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, &d);
    XML_SetElementHandler(parser, see, leave);
    XML_SetCharacterDataHandler(parser, hear);
    if (XML_Parse(parser, svg, (int)strlen(svg), 1) != XML_STATUS_OK)
        fail_msg("line %d: %s", (int)XML_GetCurrentLineNumber(parser),
                 XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    assert_lacks(svg, "nan");
    assert_lacks(svg, "inf");
    assert_true(d.title[0] != '\0' && d.desc[0] != '\0');
    for (size_t i = 0; i < d.bar_count; i++) { /* nothing beyond the edge */
        assert_true(d.bars[i].x >= 0 && d.bars[i].x + d.bars[i].width <= d.view_width + 0.2);
        assert_true(d.bars[i].y >= 0 && d.bars[i].y + d.bars[i].height <= d.view_height);
    }
    for (size_t i = 0; i < d.text_count; i++)
        assert_true(d.texts[i].y > 0 && d.texts[i].y < d.view_height);
    return d;
}

/* The n-th bar of a class from the top, legends left out: those lie above `from_y`. */
static const piece *bar(const drawing *d, const char *class, size_t n, double from_y)
{
    for (size_t i = 0; i < d->bar_count; i++)
        if (strcmp(d->bars[i].class, class) == 0 && d->bars[i].y >= from_y && n-- == 0)
            return &d->bars[i];
    fail_msg("no such bar of class %s", class);
    return NULL;
}

static size_t bars_of(const drawing *d, const char *class, double from_y)
{
    size_t count = 0;
    for (size_t i = 0; i < d->bar_count; i++)
        count += strcmp(d->bars[i].class, class) == 0 && d->bars[i].y >= from_y;
    return count;
}

static bool has_text(const drawing *d, const char *text)
{
    for (size_t i = 0; i < d->text_count; i++)
        if (strcmp(d->texts[i].text, text) == 0)
            return true;
    return false;
}

#define assert_near(a, b, slack) assert_true(fabs((a) - (b)) <= (slack))

/* --- librsvg --- */

static void assert_drawn(const char *svg)
{
    int warnings;
    const char *trouble;
    size_t inked = rsvg_ink(svg, lc_draw_style(), &warnings, &trouble);
    if (trouble != NULL)
        fail_msg("%s", trouble);
    assert_int_equal(warnings, 0);
    assert_in_range(inked, 500, 480 * 200); /* without its style, areas would be black */
}

/* --- frames and figures --- */

static lc_chart_frame frame_of(lc_ctx *ctx, bool alone)
{
    return (lc_chart_frame){.ctx = ctx,
                            .id = "chart-test-0",
                            .about = "Centres, residents",
                            .limit_min = 15,
                            .alone = alone};
}

static const lc_chart_place two_places[] = {{"East", 1000, 0.8, 0.25}, {"West", 4000, 1, 0.5}};
static const lc_chart_aims no_aims = {NAN, NAN}, both_aims = {0.8, 0.5};

/* --- coverage --- */

static void coverage_bars_are_as_long_as_shares(void **state)
{
    lc_chart_frame frame = frame_of(*state, true);
    lc_chart chart;
    assert_ok(*state, lc_chart_coverage(&frame, two_places, 2, both_aims, &chart));
    drawing d = parse(chart.svg);
    double full = bar(&d, "track", 0, 20)->width;
    assert_near(bar(&d, "c", 0, 20)->width / full, 0.8, 0.001);
    assert_near(bar(&d, "w", 0, 20)->width / full, 0.25, 0.001);
    assert_near(bar(&d, "c", 1, 20)->width / full, 1, 0.001);
    assert_near(bar(&d, "w", 1, 20)->width / full, 0.5, 0.001);
    assert_true(bar(&d, "w", 0, 20)->x == bar(&d, "track", 0, 20)->x);
    assert_true(has_text(&d, "East") && has_text(&d, "25.0%") && has_text(&d, "80.0%"));
    assert_true(has_text(&d, "target on foot 50%") && has_text(&d, "target by circle 80%"));
    assert_string_equal(d.title, "Covered within 15 minutes, place by place: Centres, residents");
    assert_string_equal(d.desc, "Least served is East: 25.0% of the people walk there within 15 "
                                "minutes; the circle promises 80.0%. 1 of 2 places reach "
                                "50%, which a target asks of those it is for.");
    assert_string_equal(d.desc, chart.words);
    assert_drawn(chart.svg);
    lc_chart_clear(&chart);
}

static void coverage_without_walks_or_targets(void **state)
{
    const lc_chart_place places[] = {{"East", 1000, 0.8, NAN}, {"West", NAN, NAN, NAN}};
    lc_chart_frame frame = frame_of(*state, true);
    lc_chart chart;
    assert_ok(*state, lc_chart_coverage(&frame, places, 2, no_aims, &chart));
    drawing d = parse(chart.svg);
    assert_int_equal(bars_of(&d, "w", 0), 0);
    assert_int_equal(bars_of(&d, "c", 20), 1);
    assert_int_equal(bars_of(&d, "track", 20), 2);
    assert_false(has_text(&d, "On foot"));
    assert_drawn(chart.svg);
    lc_chart_clear(&chart);
}

static void many_places_are_cut(void **state)
{
    lc_chart_place places[220];
    lc_chart_frame frame = frame_of(*state, false);
    lc_chart chart;
    for (size_t i = 0; i < 220; i++)
        places[i] = (lc_chart_place){"Somewhere", 100, 0.9, (double)i / 220};
    assert_ok(*state, lc_chart_coverage(&frame, places, 220, no_aims, &chart));
    drawing d = parse(chart.svg);
    assert_int_equal(bars_of(&d, "track", 0), LC_CHART_ROWS_MAX);
    assert_true(has_text(&d, "196 more are not shown."));
    assert_in_range(strlen(chart.svg), 1000, 9000);
    lc_chart_clear(&chart);
    assert_ok(*state, lc_chart_promise(&frame, places, 220, &chart));
    d = parse(chart.svg);
    assert_int_equal(d.circle_count, 220); /* dots are small: all are there */
    lc_chart_clear(&chart);
}

/* --- promise --- */

static void dots_stand_where_both_shares_are(void **state)
{
    const lc_chart_place places[] = {{"A", 100, 1, 1}, {"B", 400, 0.5, 0}, {"C", 400, 0.5, 0.5}};
    lc_chart_frame frame = frame_of(*state, true);
    lc_chart chart;
    assert_ok(*state, lc_chart_promise(&frame, places, 3, &chart));
    drawing d = parse(chart.svg);
    assert_int_equal(d.circle_count, 3);
    const piece *a = &d.circles[0], *b = &d.circles[1], *c = &d.circles[2];
    assert_near(a->width * 2, b->width, 0.2); /* four times the people, twice the radius */
    assert_true(b->x == c->x && a->x > b->x);
    assert_near(c->y - a->y, b->y - c->y, 0.2); /* 0.5 is half way from 0 to 1 */
    assert_true(has_text(&d, "B"));             /* 200 people are between */
    assert_false(has_text(&d, "A") || has_text(&d, "C"));
    assert_holds(d.desc, "200 people are within a circle but do not walk there in time, most of "
                         "them in B: 200.");
    assert_drawn(chart.svg);
    lc_chart_clear(&chart);
    assert_ok(*state, lc_chart_promise(&frame, places, 1, &chart)); /* one says nothing */
    assert_null(chart.svg);
}

static void places_that_are_all_alike(void **state)
{
    const lc_chart_place places[] = {{"A", 0, 1, 1}, {"B", NAN, 1, 1}, {"C", 0, 1, NAN}};
    lc_chart_frame frame = frame_of(*state, true);
    lc_chart chart;
    assert_ok(*state, lc_chart_promise(&frame, places, 3, &chart));
    assert_int_equal(parse(chart.svg).circle_count, 2);
    assert_drawn(chart.svg);
    lc_chart_clear(&chart);
}

/* --- gaps --- */

static void how_much_of_a_target_is_reached(void **state)
{
    (void)state;
    assert_near(lc_chart_reached(">=", 20, 80), 0.25, 1e-12);
    assert_near(lc_chart_reached(">=", 90, 80), 1, 1e-12);
    assert_near(lc_chart_reached("<=", 40, 30), 0.75, 1e-12);
    assert_near(lc_chart_reached("<=", 20, 30), 1, 1e-12);
    assert_near(lc_chart_reached("=", 40, 30), 0.75, 1e-12);
    assert_near(lc_chart_reached("=", 15, 30), 0.5, 1e-12);
    assert_near(lc_chart_reached("<=", 5, 0), 0, 1e-12);
    assert_near(lc_chart_reached("<=", 0, 0), 1, 1e-12);
    assert_near(lc_chart_reached(">=", 0, 0), 1, 1e-12);
    assert_true(isnan(lc_chart_reached(">=", NAN, 3)));
    assert_true(isnan(lc_chart_reached(">=", 3, NAN)));
    assert_true(isnan(lc_chart_reached(">=", -1, 3)));
}

static const lc_chart_gap some_gaps[] = {
    {"Met", NULL, ">=", "%", "met", 90, NAN, NAN, 80},
    {"Later", NULL, ">=", "张", "not yet due", 10, NAN, NAN, 100},
    {"Unknown", NULL, ">=", "%", "no data", NAN, NAN, NAN, 50},
    {"Near", "East", ">=", "%", "short", 60, NAN, NAN, 80},
    {"Far", NULL, "<=", "人", "short", 400, NAN, NAN, 100},
    {"Bounded", NULL, ">=", "m2/1000", "short", NAN, 12, 24, 40},
};

static void gaps_are_drawn_the_furthest_first(void **state)
{
    lc_chart_frame frame = frame_of(*state, true);
    lc_chart chart;
    assert_ok(*state, lc_chart_gaps(&frame, some_gaps, 6, &chart));
    drawing d = parse(chart.svg);
    double full = bar(&d, "track", 0, 0)->width;
    assert_int_equal(bars_of(&d, "track", 0), 5); /* what is met has none */
    assert_int_equal(bars_of(&d, "short", 0), 3);
    assert_near(bar(&d, "short", 0, 0)->width / full, 0.25, 0.001);
    assert_near(bar(&d, "short", 1, 0)->width / full, 0.3, 0.001);
    assert_near(bar(&d, "c", 0, 0)->width / full, 0.6, 0.001); /* at best 24 of 40 */
    assert_near(bar(&d, "short", 2, 0)->width / full, 0.75, 0.001);
    assert_near(bar(&d, "due", 0, 0)->width / full, 0.1, 0.001);
    assert_true(bar(&d, "due", 0, 0)->y > bar(&d, "short", 2, 0)->y);
    assert_true(has_text(&d, "Near · East") && has_text(&d, "60%; target 80%"));
    assert_true(has_text(&d, "12–24; target 40 m²/1,000") && has_text(&d, "target 50%"));
    assert_holds(d.desc, "Met: 1 of 6 targets;");
    assert_holds(d.desc, "Furthest behind: Far, 25.0% of the target.");
    assert_drawn(chart.svg);
    lc_chart_clear(&chart);
}

static void no_gap_no_chart(void **state)
{
    lc_chart_frame frame = frame_of(*state, true);
    lc_chart chart;
    assert_ok(*state, lc_chart_gaps(&frame, some_gaps, 1, &chart)); /* met */
    assert_null(chart.svg);
    assert_ok(*state, lc_chart_gaps(&frame, NULL, 0, &chart));
    assert_null(chart.svg);
    assert_ok(*state, lc_chart_gaps(&frame, some_gaps + 2, 1, &chart)); /* of no figure */
    drawing d = parse(chart.svg);
    assert_int_equal(d.bar_count, 1);
    assert_holds(d.desc, "Met: 0 of 1 target;");
    lc_chart_clear(&chart);
}

/* --- minutes --- */

static void curves_add_up(void **state)
{
    double circle[] = {0, 60, 30, 0}, network[] = {0, 20, 30, 10};
    const lc_chart_minutes minutes = {circle, network, 4, 90, 50, 100};
    lc_chart_frame frame = frame_of(*state, true);
    lc_chart chart;
    double x[4], y[4];
    frame.limit_min = 2;
    assert_ok(*state, lc_chart_nearest(&frame, &minutes, &chart));
    drawing d = parse(chart.svg);
    assert_int_equal(sscanf(d.curve[1], "M%lf %lfL%lf %lfL%lf %lfL%lf %lf", x, y, x + 1, y + 1,
                            x + 2, y + 2, x + 3, y + 3),
                     8);
    double each = (y[0] - y[1]) / 20; /* of a hundredth */
    assert_near(y[0] - y[2], 50 * each, 0.2);
    assert_near(y[0] - y[3], 60 * each, 0.2);
    assert_near(x[3] - x[2], x[1] - x[0], 0.2);
    assert_int_equal(d.circle_count, 2); /* at the limit */
    assert_near(d.circles[1].x, x[2], 0.1);
    assert_near(d.circles[1].y, y[2], 0.1);
    assert_true(has_text(&d, "50.0%") && has_text(&d, "90.0%"));
    assert_holds(d.desc, "50.0% of the people have a facility within 2 minutes' walk, 90.0% by "
                         "circle. 40 people have none even within 3 minutes.");
    assert_drawn(chart.svg);
    lc_chart_clear(&chart);
}

static void curves_of_nobody(void **state)
{
    double none[] = {0, 0};
    lc_chart_frame frame = frame_of(*state, true);
    lc_chart chart;
    assert_ok(*state,
              lc_chart_nearest(&frame, &(lc_chart_minutes){none, NULL, 2, 0, 0, 0}, &chart));
    assert_null(chart.svg);
    assert_ok(*state,
              lc_chart_nearest(&frame, &(lc_chart_minutes){NULL, NULL, 9, 0, 0, 9}, &chart));
    assert_null(chart.svg);
    assert_ok(*state,
              lc_chart_nearest(&frame, &(lc_chart_minutes){none, NULL, 2, 0, 0, 5}, &chart));
    parse(chart.svg); /* people, but nothing near them */
    lc_chart_clear(&chart);
}

/* --- choices --- */

static void pieces_fill_the_bar(void **state)
{
    const double all[] = {30, 50, 20, 0, 0, 100}, east[] = {10, 0, 0, 0, 0, 10};
    const lc_chart_choice rows[] = {{"All", all}, {"East", east}};
    lc_chart_frame frame = frame_of(*state, true);
    lc_chart chart;
    assert_ok(*state, lc_chart_choices(&frame, LC_CHART_FACILITIES, rows, 2, 6, &chart));
    drawing d = parse(chart.svg);
    double full = 0, none = bar(&d, "s0", 0, 40)->width, five = bar(&d, "s5", 0, 40)->width;
    for (size_t i = 0; i < d.bar_count; i++)
        if (d.bars[i].y == bar(&d, "s0", 0, 40)->y)
            full += d.bars[i].width;
    assert_near(none / full, 0.15, 0.001);
    assert_near(five / full, 0.5, 0.001);
    assert_near(bar(&d, "s0", 1, 40)->width / full, 0.5, 0.001);
    assert_near(bar(&d, "s5", 1, 40)->x, bar(&d, "s0", 1, 40)->x + full / 2, 0.2);
    assert_true(has_text(&d, "5+") && has_text(&d, "15.0%") && has_text(&d, "50.0%"));
    assert_holds(d.desc, "15.0% of the people reach no facility, 25.0% a single one, 60.0% two or "
                         "more. East has the largest share with none: 50.0%.");
    assert_drawn(chart.svg);
    lc_chart_clear(&chart);
}

/* 12 services in six shades: none, then 1-3, 4-5, 6-8, 9-10, 11-12. */
static void many_services_share_shades(void **state)
{
    double parts[13];
    for (int i = 0; i < 13; i++)
        parts[i] = 1;
    lc_chart_frame frame = frame_of(*state, true);
    lc_chart chart;
    assert_ok(*state, lc_chart_choices(&frame, LC_CHART_FUNCTIONS, &(lc_chart_choice){"All", parts},
                                       1, 13, &chart));
    drawing d = parse(chart.svg);
    assert_near(bar(&d, "s1", 0, 40)->width, 3 * bar(&d, "s0", 0, 40)->width, 0.2);
    assert_near(bar(&d, "s5", 0, 40)->width, 2 * bar(&d, "s0", 0, 40)->width, 0.2);
    assert_true(has_text(&d, "1–3") && has_text(&d, "11–12"));
    assert_holds(d.desc, "7.7% of the people reach all 12 services, 7.7% none.");
    lc_chart_clear(&chart);
    parts[0] = NAN;
    assert_ok(*state, lc_chart_choices(&frame, LC_CHART_FUNCTIONS, &(lc_chart_choice){"All", parts},
                                       1, 13, &chart));
    assert_null(chart.svg);
}

/* --- names --- */

static void hostile_names(void **state)
{
    static const char lengthy[] = "长长长长长长长长长长长长长长长长长长长长长长长长长长长长长"
                                  "长长长长长长长长长长长长长长长长长长";
    static const char *const names[] = {"</text><script>alert(1)</script>",
                                        "\"' onload=x &amp; ]]>",
                                        "مدينة الشرق",
                                        "😀\xE2\x80\xAEx",
                                        "\x01\x1f\xEF\xBF\xBE",
                                        lengthy};
    lc_chart_place places[6];
    lc_chart_gap gaps[6];
    lc_chart_frame frame = frame_of(*state, true);
    frame.about = names[0];
    for (size_t i = 0; i < 6; i++) {
        places[i] = (lc_chart_place){names[i], 10, 0.9, 0.1 * (double)i};
        gaps[i] = (lc_chart_gap){names[i], names[5 - i], ">=", names[i], "short", 1, NAN, NAN, 2};
    }
    lc_chart charts[3];
    assert_ok(*state, lc_chart_coverage(&frame, places, 6, no_aims, &charts[0]));
    assert_ok(*state, lc_chart_promise(&frame, places, 6, &charts[1]));
    assert_ok(*state, lc_chart_gaps(&frame, gaps, 6, &charts[2]));
    for (int i = 0; i < 3; i++) {
        parse(charts[i].svg);
        assert_lacks(charts[i].svg, "<script");
        assert_drawn(charts[i].svg);
        lc_chart_clear(&charts[i]);
    }
}

static void in_chinese(void **state)
{
    lc_ctx *ctx = *state;
    lc_ctx_set_language(ctx, LC_LANG_ZH);
    lc_chart_frame frame = frame_of(ctx, true);
    lc_chart chart;
    frame.about = "为老服务中心，常住人口";
    assert_ok(ctx, lc_chart_coverage(&frame, two_places, 2, both_aims, &chart));
    drawing d = parse(chart.svg);
    assert_string_equal(d.title, "各区域15分钟覆盖率：为老服务中心，常住人口");
    assert_string_equal(d.desc, "覆盖最低的是East：步行15分钟可达的人口占25.0%，而按服务圈计为80."
                                "0%。2个区域中有1个达到50%（指标对适用区域的要求）。");
    assert_true(has_text(&d, "步行目标50%"));
    assert_drawn(chart.svg);
    lc_chart_clear(&chart);
}

/* --- from a store --- */

static lc_page page_of(lc_ctx *ctx, lc_store *store, const lc_scope *scope)
{
    lc_page page = {
        .store = store, .ctx = ctx, .scope = scope, .zh = lc_ctx_language(ctx) == LC_LANG_ZH};
    assert_ok(ctx, lc_page_read_facts(&page));
    assert_true(page.layer_count > 0);
    return page;
}

static lc_chart chart_of(lc_page *page, const char *name)
{
    lc_chart chart = {0};
    const lc_chart_kind *kind;
    for (size_t i = 0; (kind = lc_chart_at(i)) != NULL; i++)
        if (strcmp(kind->name, name) == 0) {
            assert_ok(page->ctx, kind->draw(&(lc_chart_wish){page, 0, true}, &chart));
            return chart;
        }
    fail_msg("no chart %s", name);
    return chart;
}

/* 6800 of 9500 walk to a centre: 71.6 %, the figure of coverage and of the page's head. */
static void the_town_as_a_whole(void **state)
{
    lc_store *store = report_store(*state);
    lc_page page = page_of(*state, store, lc_scope_whole());
    lc_chart nearest = chart_of(&page, "nearest"), coverage = chart_of(&page, "coverage"),
             facilities = chart_of(&page, "facilities");
    assert_holds(nearest.words, "71.6% of the people have a facility within 15 minutes' walk, "
                                "100.0% by circle.");
    drawing d = parse(coverage.svg);
    assert_int_equal(bars_of(&d, "track", 0), 2); /* West and East Town */
    assert_holds(facilities.words, "28.4% of the people reach no facility");
    lc_chart_clear(&nearest);
    lc_chart_clear(&coverage);
    lc_chart_clear(&facilities);
    lc_page_clear_facts(&page);
    lc_store_close(store);
}

/* East Town: of 5700 people 3000 (d6) walk to a centre; one community. West Town has two. */
static void one_town(void **state)
{
    lc_store *store = report_store(*state);
    char name[] = "Town";
    const lc_scope west = {.region_id = 2, .name = name}, east = {.region_id = 5, .name = name};
    lc_page page = page_of(*state, store, &east);
    lc_chart nearest = chart_of(&page, "nearest"), coverage = chart_of(&page, "coverage"),
             gaps = chart_of(&page, "gaps");
    assert_holds(nearest.words, "52.6% of the people");
    drawing d = parse(coverage.svg);
    assert_int_equal(bars_of(&d, "track", 0), 1);
    d = parse(gaps.svg);
    assert_true(bars_of(&d, "track", 0) > 0);
    lc_chart_clear(&nearest);
    lc_chart_clear(&coverage);
    lc_chart_clear(&gaps);
    lc_page_clear_facts(&page);
    page = page_of(*state, store, &west);
    coverage = chart_of(&page, "coverage");
    d = parse(coverage.svg);
    assert_int_equal(bars_of(&d, "track", 0), 2);
    lc_chart_clear(&coverage);
    lc_page_clear_facts(&page);
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(coverage_bars_are_as_long_as_shares),
        LC_TEST(coverage_without_walks_or_targets),
        LC_TEST(many_places_are_cut),
        LC_TEST(dots_stand_where_both_shares_are),
        LC_TEST(places_that_are_all_alike),
        LC_TEST(how_much_of_a_target_is_reached),
        LC_TEST(gaps_are_drawn_the_furthest_first),
        LC_TEST(no_gap_no_chart),
        LC_TEST(curves_add_up),
        LC_TEST(curves_of_nobody),
        LC_TEST(pieces_fill_the_bar),
        LC_TEST(many_services_share_shades),
        LC_TEST(hostile_names),
        LC_TEST(in_chinese),
        LC_TEST(the_town_as_a_whole),
        LC_TEST(one_town),
    };
    return cmocka_run_group_tests_name("report_chart", tests, NULL, NULL);
}
