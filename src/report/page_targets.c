/* The targets, plan by plan: how each plan stands, then its rows in its order; targets of one
 * region in a row, those of many as a summary that opens. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/page_target.h"
#include "report/words.h"
#include "store/indicators.h"

/* Columns of report/page_targets; those of one region follow from GAP on, as in page_target.h: of
 * the only one, or of the worst. */
enum {
    TARGET_ID,
    PLAN,
    ITEM,
    ITEM_EN,
    ITEM_NO,
    SCOPE,
    OP,
    VALUE,
    UNIT,
    YEAR,
    NATURE,
    SOURCE,
    RESPONSIBLE,
    INDICATOR,
    PARAMETERS,
    PARTS,
    MET,
    LACKING,
    LEAST,
    MOST,
    WORST,
    KNOWN,
    REPORTED,
    PLANNED,
    LEVEL,
    GAP
};

static lc_page_aim aim_of(lc_stmt *stmt)
{
    const char *unit = lc_stmt_text(stmt, UNIT);
    bool all = strcmp(lc_stmt_text(stmt, OP), "all") == 0;
    double value = lc_stmt_double(stmt, VALUE);
    return (lc_page_aim){.indicator = lc_stmt_text(stmt, INDICATOR),
                         .unit = unit,
                         .year = lc_stmt_text(stmt, YEAR),
                         .target = all ? 1 : value / lc_figure_scale(unit),
                         .most = lc_stmt_double(stmt, MOST)};
}

/* --- the item --- */

static void add_piece(lc_page *page, const char *text, bool *first)
{
    if (lc_text_blank(text))
        return;
    lc_page_raw(page, *first ? "" : " · ");
    lc_page_data(page, text);
    *first = false;
}

/* What parts a plan's name from the clause behind it, at `at`: its size, 0 for nothing. */
static size_t parting(const char *at)
{
    static const char *const marks[] = {" ", ",", "，", "、", "："};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(at, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    return 0;
}

/* The clause without the plan's name in front of it, which stands above the table. */
static const char *clause_of(lc_stmt *stmt)
{
    const char *plan = lc_stmt_text(stmt, PLAN), *source = lc_stmt_text(stmt, SOURCE);
    if (source == NULL || lc_text_blank(plan) || strncmp(source, plan, strlen(plan)) != 0)
        return source;
    source += strlen(plan);
    for (size_t size; (size = parting(source)) > 0;)
        source += size;
    return source;
}

typedef struct base {
    char *name, *year;
} base;

static lc_status take_base(lc_page *page, lc_stmt *stmt, void *user)
{
    base *b = user;
    b->name = lc_strdup(page->ctx, lc_stmt_text(stmt, 0));
    b->year = lc_stmt_is_null(stmt, 1) ? NULL : lc_strdup(page->ctx, lc_stmt_text(stmt, 1));
    return b->name != NULL ? LC_OK : LC_MEMORY;
}

/* The group that the figure is about, with the year of its people. Nothing where it has none. */
static lc_status add_base(lc_page *page, const lc_indicator_info *info, const char *parameters)
{
    char group[64];
    if (!lc_indicator_takes(info, "group", NULL))
        return LC_OK;
    if (parameters == NULL || !lc_parameter_get(parameters, "group", group, sizeof group) ||
        group[0] == '\0')
        (void)lc_print(group, sizeof group, "%s",
                       info->group[0] != '\0' ? info->group : "resident");
    base b = {0};
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query(page, "report/page_group", true, &stmt);
    if (status == LC_OK)
        lc_stmt_bind_text(stmt, ":group", group);
    status = lc_page_each(page, status, stmt, take_base, &b, NULL);
    if (status == LC_OK && b.name != NULL) {
        lc_page_raw(page, " · ");
        lc_page_data(page, b.name);
        if (b.year != NULL)
            lc_page_fill(page, LC_N(" ({year})"), "year", b.year, NULL);
    }
    free(b.name);
    free(b.year);
    return status;
}

/* What is measured, with a link to what it is, and of whom. */
static lc_status add_measured(lc_page *page, lc_stmt *stmt)
{
    lc_indicator_info info;
    const char *id = lc_stmt_text(stmt, INDICATOR);
    if (!lc_indicator_find(page->store, id, &info))
        return LC_OK;
    lc_page_raw(page, "<span class=\"sub\"><a href=\"#i-");
    lc_text_add_html(&page->out.text, info.id);
    lc_page_raw(page, "\">");
    lc_text_add_html(&page->out.text, page->zh ? info.title_zh : info.title_en);
    lc_page_raw(page, "</a>");
    lc_status status = add_base(page, &info, lc_stmt_text(stmt, PARAMETERS));
    lc_page_raw(page, "</span>");
    return status;
}

/* The plan's number and the item, and below it nature and year, what is measured, clause, office.
 */
static lc_status add_item(lc_page *page, lc_stmt *stmt)
{
    const char *nature = lc_word_nature(lc_stmt_text(stmt, NATURE));
    bool english = !page->zh && !lc_stmt_is_null(stmt, ITEM_EN), first = true;
    lc_page_raw(page, "<th scope=\"row\">");
    if (!lc_text_blank(lc_stmt_text(stmt, ITEM_NO))) {
        lc_page_raw(page, "<span class=\"no\">");
        lc_page_data(page, lc_stmt_text(stmt, ITEM_NO));
        lc_page_raw(page, "</span> ");
    }
    lc_page_data(page, lc_stmt_text(stmt, english ? ITEM_EN : ITEM));
    if (english) {
        lc_page_raw(page, "<span class=\"sub\" lang=\"zh-CN\">");
        lc_page_data(page, lc_stmt_text(stmt, ITEM));
        lc_page_raw(page, "</span>");
    }
    lc_page_raw(page, "<span class=\"sub\">");
    add_piece(page, nature != NULL ? lc_tr(page->ctx, nature) : NULL, &first);
    if (!lc_stmt_is_null(stmt, YEAR)) {
        lc_page_raw(page, first ? "" : " · ");
        lc_page_fill(page, LC_N("by {year}"), "year", lc_stmt_text(stmt, YEAR), NULL);
    }
    lc_page_raw(page, "</span>");
    lc_status status = add_measured(page, stmt);
    lc_page_raw(page, "<span class=\"sub from\">");
    first = true;
    add_piece(page, clause_of(stmt), &first);
    add_piece(page, lc_stmt_text(stmt, RESPONSIBLE), &first);
    lc_page_raw(page, "</span></th>");
    return status;
}

/* --- where, and what is wanted --- */

static const char *level_words(const char *level)
{
    static const char *const words[][2] = {
        {"province", LC_N("{met} of {parts} provinces meet it")},
        {"city", LC_N("{met} of {parts} cities meet it")},
        {"district", LC_N("{met} of {parts} districts meet it")},
        {"town", LC_N("{met} of {parts} towns meet it")},
        {"community", LC_N("{met} of {parts} communities meet it")},
        {"circle", LC_N("{met} of {parts} service circles meet it")},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], level) == 0)
            return words[i][1];
    return LC_N("{met} of {parts} areas meet it");
}

/* The classes and kinds of a scope "each:town:class=central+urbanised", in words. */
static void add_filter(lc_page *page, const char *scope)
{
    const char *words;
    for (size_t i = 0; (words = lc_word_scope(scope, i)) != NULL; i++) {
        lc_page_raw(page, i == 0 ? "<span class=\"sub\">" : " · ");
        lc_page_tr(page, words);
        lc_page_raw(page, lc_word_scope(scope, i + 1) == NULL ? "</span>" : "");
    }
}

static void add_target(lc_page *page, lc_stmt *stmt)
{
    const char *op = lc_stmt_text(stmt, OP), *unit = lc_stmt_text(stmt, UNIT);
    double value = lc_stmt_double(stmt, VALUE);
    lc_page_cell(page, "n", LC_N("Wanted"));
    if (strcmp(op, "all") == 0)
        lc_page_tr(page, LC_N("All"));
    else if (isfinite(value)) {
        lc_page_raw(page, strcmp(op, ">=") == 0 ? "≥ " : strcmp(op, "<=") == 0 ? "≤ " : "= ");
        lc_page_quantity(page, value / lc_figure_scale(unit), unit, false);
    } else {
        lc_page_raw(page, "–");
    }
    lc_page_raw(page, "</td>");
}

/* --- a target of many regions --- */

static void add_where(lc_page *page, lc_stmt *stmt)
{
    lc_page_cell(page, "where", LC_N("Where"));
    if (isfinite(lc_stmt_double(stmt, VALUE)) || strcmp(lc_stmt_text(stmt, OP), "all") == 0)
        lc_page_fill(page, level_words(lc_stmt_text(stmt, LEVEL)), "met", lc_stmt_text(stmt, MET),
                     "parts", lc_stmt_text(stmt, PARTS), NULL);
    else
        lc_page_fill(page, LC_N("{parts} areas, without a figure of the plan so far"), "parts",
                     lc_stmt_text(stmt, PARTS), NULL);
    add_filter(page, lc_stmt_text(stmt, SCOPE));
    if (lc_stmt_int(stmt, LACKING) > 0) {
        lc_page_raw(page, "<span class=\"sub\">");
        lc_page_fill(page, LC_N("{n} [lacks|lack] data"), "n", lc_stmt_text(stmt, LACKING), NULL);
        lc_page_raw(page, "</span>");
    }
    if (lc_stmt_double(stmt, GAP + LC_PART_SHORT) > 0) {
        lc_page_raw(page, "<span class=\"sub\">");
        lc_page_fill(page, LC_N("furthest behind: {region}"), "region",
                     lc_stmt_text(stmt, GAP + LC_PART_REGION), NULL);
        lc_page_raw(page, "</span>");
    }
    lc_page_raw(page, "</td>");
}

/* From the least to the most of the parts, and how they are known. */
static void add_range(lc_page *page, lc_stmt *stmt, const char *unit)
{
    bool told = !lc_stmt_is_null(stmt, LEAST);
    double least = lc_stmt_double(stmt, LEAST), most = lc_stmt_double(stmt, MOST);
    double reported = lc_stmt_double(stmt, REPORTED);
    lc_page_cell(page, "n", LC_N("Today"));
    if (told)
        lc_page_means(page, lc_stmt_text(stmt, INDICATOR));
    if (most > least)
        lc_page_span(page, least, most, unit, LC_N(" to "));
    else
        lc_page_quantity(page, least, unit, false);
    lc_page_raw(page, told ? "</a>" : "");
    if (lc_stmt_int(stmt, KNOWN) != 0 || reported > 0) {
        lc_page_raw(page, "<span class=\"sub\">");
        if (reported > 0)
            lc_page_fill(page, LC_N("reported for {n}"), "n", lc_figure_whole(reported).s, NULL);
        else
            lc_page_tr(page, LC_N("computed"));
        lc_page_raw(page, "</span>");
    }
    lc_page_raw(page, "</td>");
}

/* Of a target still to come: how many of those that do not meet it yet will, with what is planned.
 */
static void add_many_status(lc_page *page, lc_stmt *stmt)
{
    double planned = lc_stmt_double(stmt, PLANNED);
    lc_page_cell(page, "s", LC_N("Status"));
    lc_page_status(page, lc_stmt_text(stmt, GAP + LC_PART_STATUS));
    if (planned > 0) {
        lc_page_raw(page, "<span class=\"sub\">");
        lc_page_fill(page, LC_N("what is planned suffices in {n} more"), "n",
                     lc_figure_whole(planned).s, NULL);
        lc_page_raw(page, "</span>");
    }
    lc_page_raw(page, "</td>");
}

static lc_status add_many(lc_page *page, lc_stmt *stmt)
{
    const lc_page_aim aim = aim_of(stmt);
    int64_t target_id = lc_stmt_int(stmt, TARGET_ID);
    lc_page_raw(page, "<tr class=\"sum\">");
    lc_status status = add_item(page, stmt);
    add_many_status(page, stmt);
    add_where(page, stmt);
    add_target(page, stmt);
    add_range(page, stmt, aim.unit);
    double worst = lc_stmt_double(stmt, WORST);
    bool met = strcmp(lc_stmt_text(stmt, GAP + LC_PART_STATUS), "met") == 0;
    lc_page_gap_cell(page, !met && !(worst > 0) ? NAN : worst, aim.unit, LC_N("up to "));
    if (status == LC_OK)
        status = lc_page_parts_closes(page, target_id);
    lc_page_raw(page, "</tr>\n<tr class=\"open\"><td colspan=\"7\"><details><summary>");
    lc_page_tr(page, LC_N("One by one, the furthest behind first"));
    lc_page_raw(page, "</summary>");
    if (status == LC_OK)
        status = lc_page_parts(page, target_id, &aim);
    lc_page_raw(page, "</details></td></tr>\n");
    return status;
}

static lc_status add_one(lc_page *page, lc_stmt *stmt)
{
    const lc_page_aim aim = aim_of(stmt);
    lc_page_raw(page, "<tr>");
    lc_status status = add_item(page, stmt);
    lc_page_part_status(page, stmt, GAP, aim.unit);
    lc_page_cell(page, "where", LC_N("Where"));
    lc_page_data(page, lc_stmt_text(stmt, GAP + LC_PART_REGION));
    add_filter(page, lc_stmt_text(stmt, SCOPE));
    lc_page_raw(page, "</td>");
    add_target(page, stmt);
    lc_page_part_value(page, stmt, GAP, &aim, false, true);
    lc_page_part_gap(page, stmt, GAP, aim.unit);
    if (status == LC_OK)
        status = lc_page_part_closes(page, stmt, GAP);
    lc_page_raw(page, "</tr>\n");
    return status;
}

static lc_status add_row(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    return lc_stmt_int(stmt, PARTS) > 1 ? add_many(page, stmt) : add_one(page, stmt);
}

/* --- a plan --- */

/* Columns of report/page_plans; of each status all targets, then the binding ones. */
enum {
    PLAN_FIRST,
    PLAN_NAME,
    PLAN_NAME_EN,
    PLAN_ALL,
    PLAN_BINDING,
    PLAN_EXPECTED,
    PLAN_MET,
    PLAN_SHORT = 8,
    PLAN_DUE = 10,
    PLAN_LACKS = 12,
    PLAN_AWAITS = 14,
    PLAN_COMPUTED = 16,
    PLAN_REPORTED,
    PLAN_UNKNOWN,
    PLAN_AREA
};

static lc_figure whole_of(lc_stmt *stmt, int column)
{
    return lc_figure_whole(lc_stmt_double(stmt, column));
}

static void add_stand(lc_page *page, lc_stmt *stmt, int column, const char *status)
{
    if (lc_stmt_int(stmt, column) == 0)
        return;
    lc_page_raw(page, "<li>");
    lc_page_status(page, status);
    lc_page_raw(page, " <strong>");
    lc_text_add_html(&page->out.text, whole_of(stmt, column).s);
    lc_page_raw(page, "</strong>");
    if (lc_stmt_int(stmt, column + 1) > 0)
        lc_page_fill(page, LC_N(" ({n} binding)"), "n", whole_of(stmt, column + 1).s, NULL);
    lc_page_raw(page, "</li>\n");
}

static void add_known(lc_page *page, lc_stmt *stmt, int column, const char *msgid, bool *first)
{
    if (lc_stmt_int(stmt, column) == 0)
        return;
    if (!*first)
        lc_page_tr(page, LC_N("; "));
    lc_page_fill(page, msgid, "n", whole_of(stmt, column).s, NULL);
    *first = false;
}

/* How the plan stands and how its figures are known. */
static void write_totals(lc_page *page, lc_stmt *stmt)
{
    bool first = true;
    lc_page_raw(page, "<p>");
    lc_page_fill(page, LC_N("{n} [target|targets]: {binding} binding, {expected} expected."), "n",
                 whole_of(stmt, PLAN_ALL).s, "binding", whole_of(stmt, PLAN_BINDING).s, "expected",
                 whole_of(stmt, PLAN_EXPECTED).s, NULL);
    lc_page_gap(page);
    lc_page_tr(page, LC_N("Figures: "));
    add_known(page, stmt, PLAN_COMPUTED, LC_N("{n} computed"), &first);
    add_known(page, stmt, PLAN_REPORTED, LC_N("{n} reported"), &first);
    add_known(page, stmt, PLAN_UNKNOWN, LC_N("{n} without data"), &first);
    add_known(page, stmt, PLAN_AWAITS, LC_N("{n} awaiting a figure of the plan"), &first);
    lc_page_tr(page, LC_N("."));
    lc_page_raw(page, "</p>\n<ul class=\"stand\">\n");
    add_stand(page, stmt, PLAN_MET, "met");
    add_stand(page, stmt, PLAN_SHORT, "short");
    add_stand(page, stmt, PLAN_DUE, "not yet due");
    add_stand(page, stmt, PLAN_LACKS, "no data");
    add_stand(page, stmt, PLAN_AWAITS, "awaiting");
    lc_page_raw(page, "</ul>\n");
}

static lc_status write_table(lc_page *page, int64_t first)
{
    /* the status stands where a narrow screen still shows it */
    static const char *const columns[] = {LC_N("What the plan asks for"),
                                          LC_N("Status"),
                                          LC_N("Where"),
                                          LC_N("Wanted"),
                                          LC_N("Today"),
                                          LC_N("Still missing"),
                                          LC_N("What would close it")};
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query_here(page, "report/page_targets", false, &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":first", first);
    lc_page_raw(page, "<table class=\"targets\"><caption>");
    lc_page_fill(page, LC_N("In the plan's order; today is {date}."), "date",
                 lc_date_words(page->ctx, page->as_of).s, NULL);
    lc_page_raw(page, "</caption>");
    lc_page_columns(page, columns, sizeof columns / sizeof *columns);
    lc_page_raw(page, "<tbody>\n");
    status = lc_page_each(page, status, stmt, add_row, NULL, NULL);
    lc_page_raw(page, "</tbody></table>\n");
    return status;
}

static lc_status write_plan(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    bool english = !page->zh && !lc_text_blank(lc_stmt_text(stmt, PLAN_NAME_EN));
    const char *name = lc_stmt_text(stmt, english ? PLAN_NAME_EN : PLAN_NAME);
    lc_page_raw(page, "<h3 class=\"plan\">");
    if (lc_text_blank(name))
        lc_page_tr(page, LC_N("Targets without a plan's name"));
    else
        lc_page_data(page, name);
    lc_page_raw(page, "</h3>\n");
    if (english) {
        lc_page_raw(page, "<p class=\"note\" lang=\"zh-CN\">");
        lc_page_data(page, lc_stmt_text(stmt, PLAN_NAME));
        lc_page_raw(page, "</p>\n");
    }
    if (!lc_stmt_is_null(stmt, PLAN_AREA)) {
        lc_page_raw(page, "<p class=\"warn\">");
        lc_page_fill(page,
                     LC_N("This plan was made for {area}. It is held against this study as it "
                          "stands: shares and figures per head compare; totals are those of that "
                          "area, and what would close them is not this one's task."),
                     "area", lc_stmt_text(stmt, PLAN_AREA), NULL);
        lc_page_raw(page, "</p>\n");
    }
    write_totals(page, stmt);
    return write_table(page, lc_stmt_int(stmt, PLAN_FIRST));
}

static lc_status write_plans(lc_page *page)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query_here(page, "report/page_plans", false, &stmt);
    return lc_page_each(page, status, stmt, write_plan, NULL, NULL);
}

/* What the tables do not hold, and where that is told. */
static void warn(lc_page *page, const char *msgid, int64_t count)
{
    if (count == 0)
        return;
    lc_page_raw(page, "<p class=\"warn\">");
    lc_page_fill(page, msgid, "n", lc_figure_whole((double)count).s, NULL);
    lc_page_gap(page);
    lc_page_findings_link(page);
    lc_page_raw(page, "</p>\n");
}

lc_status lc_page_targets(lc_page *page)
{
    lc_status status = LC_OK;
    lc_page_section(page, "targets", LC_N("Targets of the plan"));
    warn(page, LC_N("Targets that could not be read and are missing below: {n}."),
         page->targets_not_read);
    if (page->has_targets)
        warn(page,
             LC_N("Rows of the facility register that were left out, for want of coordinates, a "
                  "known type or the like: {n}. They count in no figure below."),
             page->facilities_left_out);
    if (page->has_targets) {
        status = write_plans(page);
    } else {
        lc_page_raw(page, "<p class=\"empty\">");
        lc_page_tr(page,
                   LC_N("The study names no targets. Add a targets file to compare with a plan."));
        lc_page_raw(page, "</p>\n");
    }
    lc_page_raw(page, "</section>\n");
    return status;
}
