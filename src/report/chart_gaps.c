/* How far each target is from being met. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/chart_pen.h"
#include "report/sentence.h"
#include "report/units.h"

enum { ROW = 42, TOP = 18 };
static const double FULL = LC_CHART_WIDTH_PX - 2;

double lc_chart_reached(const char *op, double value, double target)
{
    if (!isfinite(value) || !isfinite(target) || value < 0 || target < 0)
        return NAN;
    bool most = strcmp(op, "<=") == 0, least = !most && strcmp(op, "=") != 0;
    double upward = target > 0 ? value / target : 1;
    double downward = value > 0 ? target / value : 1;
    return fmin(most ? downward : least ? upward : fmin(upward, downward), 1);
}

/* What is told of a status: the mark that pages have for it, too. */
static const char *mark_of(const char *status)
{
    static const char *const marks[][2] = {
        {"short", "▲"}, {"no data", "◇"}, {"not yet due", "○"}, {"awaiting", "–"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strcmp(marks[i][0], status) == 0)
            return marks[i][1];
    return "●";
}

static lc_pen_kind kind_of(const char *status)
{
    if (strcmp(status, "short") == 0)
        return LC_PEN_SHORT;
    return strcmp(status, "not yet due") == 0 ? LC_PEN_DUE : LC_PEN_LACKS;
}

static bool is_met(const lc_chart_gap *gap)
{
    return strcmp(gap->status, "met") == 0;
}

typedef struct ranked {
    const lc_chart_gap *gap;
    double reached_01, at_most_01; /* NAN: no figure */
    size_t place;                  /* in what was given */
} ranked;

/* Short ones first, then those to come, then those without a figure; the furthest behind first. */
static int rank_of(const ranked *r)
{
    if (!isfinite(r->reached_01))
        return 2;
    return strcmp(r->gap->status, "short") == 0 ? 0 : 1;
}

static int compare(const void *a, const void *b)
{
    const ranked *p = a, *q = b;
    if (rank_of(p) != rank_of(q))
        return rank_of(p) - rank_of(q);
    if (isfinite(p->reached_01) && p->reached_01 != q->reached_01)
        return p->reached_01 < q->reached_01 ? -1 : 1;
    return p->place < q->place ? -1 : 1;
}

/* Those that are not met, in the order they are drawn; how many. */
static size_t rank(const lc_chart_gap *gaps, size_t count, ranked *rows)
{
    size_t left = 0;
    for (size_t i = 0; i < count; i++) {
        const lc_chart_gap *gap = &gaps[i];
        if (is_met(gap))
            continue;
        bool known = isfinite(gap->value), falls = strcmp(gap->op, "<=") == 0;
        double worse = falls ? gap->high : gap->low, better = falls ? gap->low : gap->high;
        rows[left++] = (ranked){
            .gap = gap,
            .reached_01 = lc_chart_reached(gap->op, known ? gap->value : worse, gap->target),
            .at_most_01 = known ? NAN : lc_chart_reached(gap->op, better, gap->target),
            .place = i};
    }
    if (left > 0)
        qsort(rows, left, sizeof *rows, compare);
    return left;
}

/* --- drawing --- */

static void add_quantity(lc_text *to, double value, const char *unit, bool whole)
{
    lc_page plain = {.ctx = to->ctx};
    char *text = lc_figure_quantity(&plain, value / lc_figure_scale(unit), unit, false);
    to->failed |= text == NULL;
    if (text != NULL && !whole)
        text[strcspn(text, " ")] = '\0';
    if (text != NULL)
        lc_text_add(to, text);
    free(text);
}

/* "22.1% of 100%", "34.8-39.8 of 40 m2/1,000". */
static void add_figures(lc_pen *pen, const lc_chart_gap *gap, double y, double *width_px)
{
    lc_text text, value, target;
    lc_text_init(&text, pen->ctx);
    lc_text_init(&value, pen->ctx);
    lc_text_init(&target, pen->ctx);
    bool bounded = !isfinite(gap->value) && isfinite(gap->low) && isfinite(gap->high);
    add_quantity(&value, isfinite(gap->value) ? gap->value : gap->low, gap->unit, false);
    if (bounded) {
        size_t size = value.size + 3; /* with the dash */
        lc_text_add(&value, "–");
        add_quantity(&value, gap->high, gap->unit, false);
        if (value.bytes != NULL && value.size == 2 * size - 3 &&
            memcmp(value.bytes, value.bytes + size, size - 3) == 0)
            value.bytes[size - 3] = '\0'; /* both look the same */
    }
    add_quantity(&target, gap->target, gap->unit, true);
    if (isfinite(gap->value) || isfinite(gap->low))
        lc_sentence_add(pen->ctx, &text, LC_N("{value}; target {target}"), "value", value.bytes,
                        "target", target.bytes, NULL);
    else
        lc_sentence_add(pen->ctx, &text, LC_N("target {target}"), "target", target.bytes, NULL);
    pen->body.failed |= text.failed || value.failed || target.failed;
    *width_px = text.bytes != NULL ? lc_pen_width_px(text.bytes, 13) : 0;
    if (text.bytes != NULL)
        lc_pen_text(pen, "end", LC_CHART_WIDTH_PX, y, text.bytes, 0);
    lc_text_clear(&text);
    lc_text_clear(&value);
    lc_text_clear(&target);
}

static void add_row(lc_pen *pen, const ranked *r, double y)
{
    double figures_px;
    lc_text name;
    lc_pen_kind kind = kind_of(r->gap->status);
    lc_text_init(&name, pen->ctx);
    lc_text_add(&name, r->gap->item);
    if (r->gap->region != NULL) {
        lc_text_add(&name, " · ");
        lc_text_add(&name, r->gap->region);
    }
    add_figures(pen, r->gap, y + 13, &figures_px);
    lc_pen_text(pen, kind == LC_PEN_SHORT ? "warn" : "soft", 0, y + 13, mark_of(r->gap->status), 0);
    pen->body.failed |= name.failed;
    if (name.bytes != NULL)
        lc_pen_text(pen, "", 17, y + 13, name.bytes, FULL - figures_px - 29);
    lc_text_clear(&name);
    lc_pen_bar(pen, LC_PEN_TRACK, 0, y + 19, FULL, 10);
    if (isfinite(r->at_most_01))
        lc_pen_bar(pen, LC_PEN_CIRCLE, 0, y + 19, FULL * r->at_most_01, 10);
    if (isfinite(r->reached_01))
        lc_pen_bar(pen, kind, 0, y + 19, FULL * r->reached_01, 10);
    lc_pen_line(pen, "aim", FULL + 0.8, y + 16, FULL + 0.8, y + 32);
}

static void say(lc_pen *pen, const ranked *rows, size_t left, size_t count)
{
    lc_text *words = &pen->words;
    lc_sentence_add(pen->ctx, words,
                    LC_N("Met: {n} of {all} [target|targets]; each of the others has a bar as "
                         "long as what is reached of it, so that a full bar would be the target."),
                    "n", lc_figure_whole((double)(count - left)).s, "all",
                    lc_figure_whole((double)count).s, NULL);
    if (rank_of(rows) != 0)
        return;
    lc_pen_gap(pen->ctx, words);
    lc_sentence_add(pen->ctx, words, LC_N("Furthest behind: {item}, {share} of the target."),
                    "item", rows->gap->item, "share", lc_figure_share(rows->reached_01).s, NULL);
}

lc_status lc_chart_gaps(const lc_chart_frame *frame, const lc_chart_gap *gaps, size_t count,
                        lc_chart *out)
{
    lc_pen pen;
    *out = (lc_chart){0};
    ranked *rows = lc_alloc(frame->ctx, count, sizeof *rows);
    if (rows == NULL)
        return LC_MEMORY;
    size_t left = rank(gaps, count, rows);
    lc_status status = LC_OK;
    if (left == 0)
        goto done;
    size_t shown = left < LC_CHART_GAPS_MAX ? left : LC_CHART_GAPS_MAX;
    double bottom = TOP + ROW * (double)shown;
    lc_pen_init(&pen, frame->ctx);
    lc_pen_title(&pen, frame, LC_N("How far the targets are from being met"));
    say(&pen, rows, left, count);
    lc_pen_label(&pen, "soft end", LC_CHART_WIDTH_PX, 12, LC_N("target ↓"), NULL);
    for (size_t i = 0; i < shown; i++)
        add_row(&pen, &rows[i], TOP + ROW * (double)i);
    lc_pen_left_out(&pen, bottom + 6, left - shown);
    status = lc_pen_finish(&pen, frame, bottom + (left > shown ? 12 : -8), out);
done:
    free(rows);
    return status;
}
