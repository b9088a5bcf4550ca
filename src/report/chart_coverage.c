/* How much of each place is covered, by circle and on foot. */
#include <math.h>
#include <string.h>

#include "report/chart_pen.h"
#include "report/sentence.h"

enum { TOP = 44, ROW = 24, FOOT = 24 };
static const double NAME = 122, LEFT = 130, BARS = 238, WALK_END = 424;

static double share_px(double share_01)
{
    return BARS * fmin(fmax(share_01, 0), 1);
}

/* A line across all bars where the target is, with its words above. */
static void add_aim(lc_pen *pen, const char *class, double aim_01, double bottom, const char *msgid,
                    double y)
{
    if (!isfinite(aim_01))
        return;
    double x = LEFT + share_px(aim_01);
    bool right = aim_01 > 0.5;
    lc_pen_line(pen, class, x, y + 4, x, bottom);
    lc_pen_label(pen, right ? "soft end name" : "soft name", right ? x + 2 : x - 2, y, msgid,
                 "share", lc_pen_aim(aim_01).s, NULL);
}

static void add_legend(lc_pen *pen, bool circle, bool network)
{
    double x = 0;
    if (network) {
        lc_pen_bar(pen, LC_PEN_WALK, x, 4, 16, 6);
        lc_pen_label(pen, "", x + 22, 12, LC_N("On foot"), NULL);
        x += 30 + lc_pen_width_px(lc_tr(pen->ctx, "On foot"), 13);
    }
    if (circle) {
        lc_pen_bar(pen, LC_PEN_CIRCLE, x, 0, 16, 14);
        lc_pen_label(pen, "", x + 22, 12, LC_N("By circle"), NULL);
    }
}

static void add_row(lc_pen *pen, const lc_chart_place *place, double y)
{
    bool circle = isfinite(place->circle_01), network = isfinite(place->network_01);
    lc_pen_text(pen, "", 0, y + 16, place->name, NAME);
    lc_pen_bar(pen, LC_PEN_TRACK, LEFT, y + 4, BARS, 16);
    if (circle)
        lc_pen_bar(pen, LC_PEN_CIRCLE, LEFT, y + 4, share_px(place->circle_01), 16);
    if (network)
        lc_pen_bar(pen, LC_PEN_WALK, LEFT, y + 8, share_px(place->network_01), 8);
    if (network)
        lc_pen_text(pen, "end", WALK_END, y + 16, lc_figure_share(place->network_01).s, 0);
    lc_pen_text(pen, network ? "soft end" : "end", LC_CHART_WIDTH_PX, y + 16,
                network && !circle ? "" : lc_figure_share(place->circle_01).s, 0);
}

typedef struct sums {
    size_t known, reach; /* places with a figure; of them those that reach the target */
    bool circle, network;
    const lc_chart_place *worst;
} sums;

static double told(const lc_chart_place *place, bool network)
{
    return network ? place->network_01 : place->circle_01;
}

static sums sum_up(const lc_chart_place *places, size_t count, lc_chart_aims aims)
{
    sums s = {0};
    for (size_t i = 0; i < count; i++) {
        s.circle |= isfinite(places[i].circle_01);
        s.network |= isfinite(places[i].network_01);
    }
    double aim = s.network ? aims.network_01 : aims.circle_01;
    for (size_t i = 0; i < count; i++) {
        double share = told(&places[i], s.network);
        if (!isfinite(share))
            continue;
        s.known++;
        s.reach += share >= aim - 1e-9;
        if (s.worst == NULL || share < told(s.worst, s.network))
            s.worst = &places[i];
    }
    return s;
}

static void say(lc_pen *pen, const lc_chart_frame *frame, const sums *s, lc_chart_aims aims)
{
    lc_text *words = &pen->words;
    double aim = s->network ? aims.network_01 : aims.circle_01;
    lc_sentence_add(pen->ctx, words,
                    s->network
                        ? LC_N("Least served is {place}: {share} of the people walk there within "
                               "{limit} minutes")
                        : LC_N("Least served is {place}: {share} of the people live within the "
                               "circle of {limit} minutes"),
                    "place", s->worst->name, "share", lc_figure_share(told(s->worst, s->network)).s,
                    "limit", lc_pen_limit(frame).s, NULL);
    if (s->network && isfinite(s->worst->circle_01))
        lc_sentence_add(pen->ctx, words, LC_N("; the circle promises {share}"), "share",
                        lc_figure_share(s->worst->circle_01).s, NULL);
    lc_text_add(words, lc_tr(pen->ctx, LC_N(".")));
    if (!isfinite(aim))
        return;
    lc_pen_gap(pen->ctx, words);
    lc_sentence_add(
        pen->ctx, words,
        s->reach > 0
            ? LC_N("{n} of {all} places reach {share}, which a target asks of those it is for.")
            : LC_N("None of the {all} places reaches {share}, which a target asks of those it is "
                   "for."),
        "n", lc_figure_whole((double)s->reach).s, "all", lc_figure_whole((double)s->known).s,
        "share", lc_pen_aim(aim).s, NULL);
}

lc_status lc_chart_coverage(const lc_chart_frame *frame, const lc_chart_place *places, size_t count,
                            lc_chart_aims aims, lc_chart *out)
{
    lc_pen pen;
    *out = (lc_chart){0};
    sums s = sum_up(places, count, aims);
    if (s.known == 0)
        return LC_OK;
    size_t shown = count < LC_CHART_ROWS_MAX ? count : LC_CHART_ROWS_MAX;
    bool aimed = (isfinite(aims.network_01) && s.network) || (isfinite(aims.circle_01) && s.circle);
    double top = aimed ? TOP : TOP - 18, bottom = top + ROW * (double)shown;
    /* the line of the one that stands further out goes past the words of the other */
    bool outer = aims.network_01 >= aims.circle_01;
    lc_pen_init(&pen, frame->ctx);
    lc_pen_title(&pen, frame, LC_N("Covered within {limit} minutes, place by place"));
    say(&pen, frame, &s, aims);
    add_legend(&pen, s.circle, s.network);
    for (size_t i = 0; i < shown; i++)
        add_row(&pen, &places[i], top + ROW * (double)i);
    if (s.circle)
        add_aim(&pen, "aim dash", aims.circle_01, bottom, LC_N("target by circle {share}"),
                outer ? 34 : 14);
    if (s.network)
        add_aim(&pen, "aim", aims.network_01, bottom, LC_N("target on foot {share}"),
                outer ? 14 : 34);
    lc_pen_shares(&pen, LEFT, BARS, bottom + 16);
    lc_pen_left_out(&pen, bottom + 36, count - shown);
    return lc_pen_finish(&pen, frame, bottom + FOOT + (count > shown ? 18 : 0), out);
}
