/* The targets: those of one region in a row, those of many as a summary that opens. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/closes.h"
#include "report/page.h"

/* Columns of report/page_targets; those of one region follow from GAP_ID as in page_target_parts.
 */
enum {
    TARGET_ID,
    PLAN,
    ITEM,
    SCOPE,
    OP,
    VALUE,
    UNIT,
    YEAR,
    NATURE,
    SOURCE,
    TEXT,
    RESPONSIBLE,
    PARTS,
    MET,
    STATUS,
    LEVEL,
    LEAST,
    MOST,
    WORST,
    GAP_ID
};
/* From GAP_ID on. */
enum {
    PART_GAP,
    PART_REGION,
    PART_VALUE,
    PART_LOW,
    PART_HIGH,
    PART_SHORT,
    PART_STATUS,
    PART_LACKS,
    PART_PACE,
    PART_COUNT
};
/* Behind them, in report/page_targets alone: the English words, where there are any. */
enum { ITEM_EN = GAP_ID + PART_COUNT, PLAN_EN };

/* The unit goes to the next line as a whole where there is no room. */
static void add_quantity(lc_page *page, double value, const char *unit, bool difference)
{
    char *text = lc_figure_quantity(page, value, unit, difference);
    char *space = text != NULL ? strchr(text, ' ') : NULL;
    page->out.text.failed |= text == NULL;
    if (space != NULL)
        *space = '\0';
    lc_text_add_html(&page->out.text, text);
    if (space != NULL) {
        lc_page_raw(page, " <span class=\"u\">");
        lc_text_add_html(&page->out.text, space + 1);
        lc_page_raw(page, "</span>");
    }
    free(text);
}

/* "36 to 70 m2": the unit once. */
static void add_span(lc_page *page, double low, double high, const char *unit, const char *between)
{
    char *text = lc_figure_quantity(page, low, unit, false);
    page->out.text.failed |= text == NULL;
    if (text != NULL)
        lc_text_add_bytes(&page->out.text, text, strcspn(text, " "));
    free(text);
    lc_page_tr(page, between);
    add_quantity(page, high, unit, false);
}

/* The value, or what bounds it. */
static void add_value(lc_page *page, lc_stmt *stmt, int from, const char *unit)
{
    double low = lc_stmt_double(stmt, from + PART_LOW),
           high = lc_stmt_double(stmt, from + PART_HIGH);
    double value = lc_stmt_double(stmt, from + PART_VALUE);
    lc_page_raw(page, "<td class=\"n\">");
    if (!isfinite(value) && isfinite(low) && isfinite(high)) {
        add_span(page, low, high, unit, "–");
    } else if (!isfinite(value) && isfinite(low)) {
        lc_page_tr(page, LC_N("at least "));
        add_quantity(page, low, unit, false);
    } else {
        add_quantity(page, value, unit, false);
    }
    lc_page_raw(page, "</td>");
}

/* `about`: the msgid of what is said before it, NULL for nothing. */
static void add_gap(lc_page *page, double gap, const char *unit, const char *about)
{
    lc_page_raw(page, "<td class=\"n gap\">");
    if (gap > 0 && about != NULL)
        lc_page_tr(page, about);
    if (gap > 0)
        add_quantity(page, gap, unit, true);
    else
        lc_page_raw(page, isfinite(gap) ? "0" : "–");
    lc_page_raw(page, "</td>");
}

/* "floor_area:2" in words, the code itself where there are none. */
static void add_lacks(lc_page *page, const char *lacks)
{
    const char *detail, *words = lc_report_lacks(lacks, &detail);
    lc_page_raw(page, "<span class=\"sub\">");
    if (words != NULL)
        lc_page_fill(page, words, "n", detail, NULL);
    else
        lc_page_data(page, lacks);
    lc_page_raw(page, "</span>");
}

static void add_pace(lc_page *page, double pace, const char *unit)
{
    char *each = lc_figure_quantity(page, pace, unit, true);
    page->out.text.failed |= each == NULL;
    lc_page_raw(page, "<span class=\"sub\">");
    if (each != NULL)
        lc_page_fill(page, LC_N("{pace} a year needed"), "pace", each, NULL);
    lc_page_raw(page, "</span>");
    free(each);
}

static void add_status(lc_page *page, lc_stmt *stmt, int from, const char *unit)
{
    lc_page_raw(page, "<td>");
    lc_page_status(page, lc_stmt_text(stmt, from + PART_STATUS));
    if (!lc_stmt_is_null(stmt, from + PART_LACKS))
        add_lacks(page, lc_stmt_text(stmt, from + PART_LACKS));
    if (lc_stmt_double(stmt, from + PART_PACE) > 0)
        add_pace(page, lc_stmt_double(stmt, from + PART_PACE), unit);
    lc_page_raw(page, "</td>");
}

static lc_status add_closes(lc_page *page, int64_t gap_id)
{
    char *closes = lc_report_closes(page->store, gap_id);
    lc_page_raw(page, "<td class=\"closes\">");
    lc_page_data(page, closes);
    lc_page_raw(page, "</td>");
    bool told = closes != NULL;
    free(closes);
    return told ? LC_OK : LC_MEMORY;
}

/* Where the value is only bounded, the gap is the part of it that is certain. */
static void add_own_gap(lc_page *page, lc_stmt *stmt, int from, const char *unit)
{
    bool bounded = lc_stmt_is_null(stmt, from + PART_VALUE);
    add_gap(page, lc_stmt_double(stmt, from + PART_SHORT), unit,
            bounded ? LC_N("at least ") : NULL);
}

/* --- the parts of one target --- */

static lc_status add_part(lc_page *page, lc_stmt *stmt, void *user)
{
    const char *unit = *(const char **)user;
    lc_page_raw(page, "<tr><th scope=\"row\">");
    lc_page_data(page, lc_stmt_text(stmt, PART_REGION));
    lc_page_raw(page, "</th>");
    add_value(page, stmt, 0, unit);
    add_own_gap(page, stmt, 0, unit);
    add_status(page, stmt, 0, unit);
    lc_status status = add_closes(page, lc_stmt_int(stmt, PART_GAP));
    lc_page_raw(page, "</tr>\n");
    return status;
}

static lc_status add_parts(lc_page *page, int64_t target_id, const char *unit)
{
    static const char *const columns[] = {LC_N("Where"), LC_N("Today"), LC_N("Still missing"),
                                          LC_N("Status"), LC_N("What would close it")};
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query(page, "report/page_target_parts", false, &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":target_id", target_id);
    lc_page_raw(page, "<table class=\"parts\"><caption class=\"vh\">");
    lc_page_tr(page, LC_N("One by one, the furthest behind first"));
    lc_page_raw(page, "</caption>");
    lc_page_columns(page, columns, sizeof columns / sizeof *columns);
    lc_page_raw(page, "<tbody>\n");
    status = lc_page_each(page, status, stmt, add_part, &unit, NULL);
    lc_page_raw(page, "</tbody></table>\n");
    return status;
}

static lc_status add_sum(lc_page *page, lc_stmt *stmt, void *user)
{
    lc_report_closes_add(page->ctx, user, lc_stmt_text(stmt, 0), lc_stmt_double(stmt, 1),
                         lc_stmt_text(stmt, page->zh ? 2 : 3), lc_stmt_int(stmt, 4) != 0);
    return LC_OK;
}

/* What all parts need together. */
static lc_status add_total(lc_page *page, int64_t target_id)
{
    lc_stmt *stmt = NULL;
    lc_text sum;
    lc_text_init(&sum, page->ctx);
    lc_status status = lc_page_query(page, "report/page_target_closes", false, &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":target_id", target_id);
    status = lc_page_each(page, status, stmt, add_sum, &sum, NULL);
    if (status == LC_OK)
        status = lc_text_status(&sum);
    lc_page_raw(page, "<td class=\"closes\">");
    if (sum.size > 0)
        lc_page_fill(page, LC_N("Together: {closes}"), "closes", sum.bytes, NULL);
    lc_page_raw(page, "</td>");
    lc_text_clear(&sum);
    return status;
}

/* --- one target --- */

static const char *nature_words(const char *nature)
{
    if (nature == NULL)
        return NULL;
    if (strcmp(nature, "binding") == 0)
        return LC_N("Binding");
    return strcmp(nature, "expected") == 0 ? LC_N("Expected") : NULL;
}

static void add_piece(lc_page *page, const char *text, bool *first)
{
    if (lc_text_blank(text))
        return;
    lc_page_raw(page, *first ? "" : " · ");
    lc_page_data(page, text);
    *first = false;
}

/* The English text on an English page, where the row has one. */
static const char *in_language(const lc_page *page, lc_stmt *stmt, int column, int english)
{
    bool own = page->zh || lc_stmt_is_null(stmt, english);
    return lc_stmt_text(stmt, own ? column : english);
}

/* The item, and below it nature, year, plan, clause and office. */
static void add_item(lc_page *page, lc_stmt *stmt)
{
    const char *nature = nature_words(lc_stmt_text(stmt, NATURE));
    bool first = true;
    lc_page_raw(page, "<th scope=\"row\">");
    lc_page_data(page, in_language(page, stmt, ITEM, ITEM_EN));
    lc_page_raw(page, "<span class=\"sub\">");
    add_piece(page, nature != NULL ? lc_tr(page->ctx, nature) : lc_stmt_text(stmt, NATURE), &first);
    if (!lc_stmt_is_null(stmt, YEAR)) {
        lc_page_raw(page, first ? "" : " · ");
        lc_page_fill(page, LC_N("by {year}"), "year", lc_stmt_text(stmt, YEAR), NULL);
        first = false;
    }
    add_piece(page, in_language(page, stmt, PLAN, PLAN_EN), &first);
    add_piece(page, lc_stmt_text(stmt, SOURCE), &first);
    add_piece(page, lc_stmt_text(stmt, RESPONSIBLE), &first);
    lc_page_raw(page, "</span></th>");
}

static void add_target(lc_page *page, lc_stmt *stmt)
{
    const char *op = lc_stmt_text(stmt, OP), *unit = lc_stmt_text(stmt, UNIT);
    double value = lc_stmt_double(stmt, VALUE);
    lc_page_raw(page, "<td class=\"n\">");
    if (strcmp(op, "all") == 0)
        lc_page_tr(page, LC_N("All"));
    else if (isfinite(value)) {
        lc_page_raw(page, strcmp(op, ">=") == 0 ? "≥ " : strcmp(op, "<=") == 0 ? "≤ " : "= ");
        add_quantity(page, value / lc_figure_scale(unit), unit, false);
    } else {
        lc_page_raw(page, "–");
    }
    lc_page_raw(page, "</td>");
}

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

/* The classes of a scope "each:town:class=central+urbanised", in words. */
static void add_classes(lc_page *page, const char *scope)
{
    static const char *const classes[][2] = {
        {"central", LC_N("Central")}, {"urbanised", LC_N("Urbanised")}, {"rural", LC_N("Rural")}};
    const char *at = strstr(scope, "class=");
    bool first = true;
    for (size_t i = 0; at != NULL && i < sizeof classes / sizeof *classes; i++) {
        if (strstr(at, classes[i][0]) == NULL)
            continue;
        lc_page_raw(page, first ? "<span class=\"sub\">" : " · ");
        lc_page_tr(page, classes[i][1]);
        first = false;
    }
    lc_page_raw(page, first ? "" : "</span>");
}

/* From the least to the most of the parts. */
static void add_range(lc_page *page, lc_stmt *stmt, const char *unit)
{
    double least = lc_stmt_double(stmt, LEAST), most = lc_stmt_double(stmt, MOST);
    lc_page_raw(page, "<td class=\"n\">");
    if (most > least)
        add_span(page, least, most, unit, LC_N(" to "));
    else
        add_quantity(page, least, unit, false);
    lc_page_raw(page, "</td>");
}

static lc_status add_many(lc_page *page, lc_stmt *stmt)
{
    const char *unit = lc_stmt_text(stmt, UNIT);
    int64_t target_id = lc_stmt_int(stmt, TARGET_ID);
    lc_page_raw(page, "<tr class=\"sum\">");
    add_item(page, stmt);
    lc_page_raw(page, "<td>");
    lc_page_status(page, lc_stmt_text(stmt, STATUS));
    lc_page_raw(page, "</td><td>");
    lc_page_fill(page, level_words(lc_stmt_text(stmt, LEVEL)), "met", lc_stmt_text(stmt, MET),
                 "parts", lc_stmt_text(stmt, PARTS), NULL);
    add_classes(page, lc_stmt_text(stmt, SCOPE));
    lc_page_raw(page, "</td>");
    add_target(page, stmt);
    add_range(page, stmt, unit);
    double worst = lc_stmt_double(stmt, WORST);
    bool open = strcmp(lc_stmt_text(stmt, STATUS), "met") != 0 && !(worst > 0);
    add_gap(page, open ? NAN : worst, unit, LC_N("up to "));
    lc_status status = add_total(page, target_id);
    lc_page_raw(page, "</tr>\n<tr class=\"open\"><td colspan=\"7\"><details><summary>");
    lc_page_tr(page, LC_N("One by one, the furthest behind first"));
    lc_page_raw(page, "</summary>");
    if (status == LC_OK)
        status = add_parts(page, target_id, unit);
    lc_page_raw(page, "</details></td></tr>\n");
    return status;
}

static lc_status add_one(lc_page *page, lc_stmt *stmt)
{
    const char *unit = lc_stmt_text(stmt, UNIT);
    lc_page_raw(page, "<tr>");
    add_item(page, stmt);
    add_status(page, stmt, GAP_ID, unit);
    lc_page_raw(page, "<td>");
    lc_page_data(page, lc_stmt_text(stmt, GAP_ID + PART_REGION));
    lc_page_raw(page, "</td>");
    add_target(page, stmt);
    add_value(page, stmt, GAP_ID, unit);
    add_own_gap(page, stmt, GAP_ID, unit);
    lc_status status = add_closes(page, lc_stmt_int(stmt, GAP_ID));
    lc_page_raw(page, "</tr>\n");
    return status;
}

static lc_status add_row(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    return lc_stmt_int(stmt, PARTS) > 1 ? add_many(page, stmt) : add_one(page, stmt);
}

static lc_status write_table(lc_page *page)
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
    lc_status status = lc_page_query(page, "report/page_targets", false, &stmt);
    lc_page_raw(page, "<table class=\"targets\"><caption>");
    lc_page_tr(page, LC_N("Those that fall short come first, binding ones before expected ones."));
    lc_page_raw(page, "</caption>");
    lc_page_columns(page, columns, sizeof columns / sizeof *columns);
    lc_page_raw(page, "<tbody>\n");
    status = lc_page_each(page, status, stmt, add_row, NULL, NULL);
    lc_page_raw(page, "</tbody></table>\n");
    return status;
}

/* What the table does not hold, and where that is told. */
static void warn(lc_page *page, const char *msgid, int64_t count)
{
    if (count == 0)
        return;
    lc_page_raw(page, "<p class=\"warn\">");
    lc_page_fill(page, msgid, "n", lc_figure_whole((double)count).s, NULL);
    lc_page_gap(page);
    lc_page_raw(page, "<a href=\"#findings\">");
    lc_page_tr(page, LC_N("See what is wrong with them."));
    lc_page_raw(page, "</a></p>\n");
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
        status = write_table(page);
    } else {
        lc_page_raw(page, "<p class=\"empty\">");
        lc_page_tr(page,
                   LC_N("The study names no targets. Add a targets file to compare with a plan."));
        lc_page_raw(page, "</p>\n");
    }
    lc_page_raw(page, "</section>\n");
    return status;
}
