/* What circles promise against what people can walk: a dot for each place. */
#include <math.h>

#include "report/chart_pen.h"
#include "report/sentence.h"

enum { NAMED = 3 };
static const double LEFT = 48, TOP = 16, SIDE = 330, DOT_MAX_PX = 15, DOT_MIN_PX = 3.5;

typedef struct scale {
    double least_01; /* where both axes begin */
    double most_people;
} scale;

static bool has_both(const lc_chart_place *place)
{
    return isfinite(place->circle_01) && isfinite(place->network_01);
}

static double people_between(const lc_chart_place *place)
{
    return isfinite(place->people) ? (place->circle_01 - place->network_01) * place->people : 0;
}

static double wide_px(const scale *s, double share_01)
{
    double span = (share_01 - s->least_01) / (1 - s->least_01);
    return fmin(fmax(span, 0), 1) * (LC_CHART_WIDTH_PX - LEFT - 16);
}

static double x_of(const scale *s, double share_01)
{
    return LEFT + wide_px(s, share_01);
}

static double y_of(const scale *s, double share_01)
{
    return TOP + SIDE - wide_px(s, share_01) * SIDE / (LC_CHART_WIDTH_PX - LEFT - 16);
}

static void add_axes(lc_pen *pen, const scale *s)
{
    for (int tens = (int)lround(s->least_01 * 10); tens <= 10; tens += 2) {
        double share = tens / 10.0;
        lc_figure mark = lc_pen_aim(share);
        lc_pen_line(pen, "grid", x_of(s, share), TOP, x_of(s, share), TOP + SIDE);
        lc_pen_line(pen, "grid", LEFT, y_of(s, share), x_of(s, 1), y_of(s, share));
        lc_pen_text(pen, tens == 10 ? "soft end" : "soft mid", x_of(s, share) + (tens == 10) * 10,
                    TOP + SIDE + 16, mark.s, 0);
        lc_pen_text(pen, "soft end", LEFT - 6, y_of(s, share) + 4, mark.s, 0);
    }
    lc_pen_line(pen, "aim dash", x_of(s, s->least_01), y_of(s, s->least_01), x_of(s, 1),
                y_of(s, 1));
    lc_pen_label(pen, "soft end", x_of(s, 1) - 4, TOP + SIDE - 6, LC_N("By circle →"), NULL);
    lc_pen_label(pen, "soft", LEFT + 5, TOP + 12, LC_N("↑ On foot"), NULL);
}

static double dot_px(const scale *s, const lc_chart_place *place)
{
    double share = s->most_people > 0 && place->people > 0 ? place->people / s->most_people : 0;
    return fmax(DOT_MAX_PX * sqrt(share), DOT_MIN_PX);
}

static void add_dot(lc_pen *pen, const scale *s, const lc_chart_place *place)
{
    lc_text_addf(&pen->body, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>",
                 x_of(s, place->circle_01), y_of(s, place->network_01), dot_px(s, place));
    lc_text_add_html(&pen->body, place->name);
    lc_text_addf(&pen->body, " %s / %s</title></circle>\n", lc_figure_share(place->circle_01).s,
                 lc_figure_share(place->network_01).s);
}

/* The name stays inside the frame and off the names before it. */
static void add_name(lc_pen *pen, const scale *s, const lc_chart_place *place, double taken[],
                     int named)
{
    double r = dot_px(s, place), x = x_of(s, place->circle_01), y = y_of(s, place->network_01) + 4;
    bool left = x > LC_CHART_WIDTH_PX * 0.6;
    for (int tries = 0; tries < NAMED; tries++)
        for (int i = 0; i < named; i++)
            if (fabs(taken[i] - y) < 15)
                y = taken[i] + 16;
    y = fmin(y, TOP + SIDE - 20);
    taken[named] = y;
    lc_pen_text(pen, left ? "name end" : "name", left ? x - r - 4 : x + r + 4, y, place->name, 150);
}

/* The places between whose circle and walk most people live, most first; how many there are. */
static int find_named(const lc_chart_place *places, size_t count, const lc_chart_place *named[])
{
    int found = 0;
    for (size_t i = 0; i < count; i++) {
        if (!has_both(&places[i]) || !(people_between(&places[i]) > 0))
            continue;
        int at = found < NAMED ? found++ : NAMED;
        for (; at > 0 && people_between(&places[i]) > people_between(named[at - 1]); at--)
            if (at < NAMED)
                named[at] = named[at - 1];
        if (at < NAMED)
            named[at] = &places[i];
    }
    return found;
}

static size_t measure(const lc_chart_place *places, size_t count, scale *s, double *between)
{
    size_t both = 0;
    double least = 1;
    for (size_t i = 0; i < count; i++) {
        if (!has_both(&places[i]))
            continue;
        both++;
        least = fmin(least, fmin(places[i].circle_01, places[i].network_01));
        s->most_people = fmax(s->most_people, places[i].people);
        *between += fmax(people_between(&places[i]), 0);
    }
    s->least_01 = fmin(fmax(floor(least * 5) / 5, 0), 0.8);
    return both;
}

lc_status lc_chart_promise(const lc_chart_frame *frame, const lc_chart_place *places, size_t count,
                           lc_chart *out)
{
    lc_pen pen;
    scale s = {0};
    double between = 0, taken[NAMED];
    const lc_chart_place *named[NAMED];
    *out = (lc_chart){0};
    if (measure(places, count, &s, &between) < 2)
        return LC_OK;
    int found = find_named(places, count, named);
    lc_pen_init(&pen, frame->ctx);
    lc_pen_title(&pen, frame, LC_N("What the circle promises and what can be walked"));
    lc_sentence_add(
        pen.ctx, &pen.words,
        LC_N("Each dot is a place, as large as it has people; the further below the line, "
             "the more the circle promises than can be walked."),
        NULL);
    lc_pen_gap(pen.ctx, &pen.words);
    if (found > 0)
        lc_sentence_add(
            pen.ctx, &pen.words,
            LC_N("{n} people are within a circle but do not walk there in time, most of "
                 "them in {place}: {most}."),
            "n", lc_figure_whole(between).s, "place", named[0]->name, "most",
            lc_figure_whole(people_between(named[0])).s, NULL);
    add_axes(&pen, &s);
    for (size_t i = 0; i < count; i++)
        if (has_both(&places[i]))
            add_dot(&pen, &s, &places[i]);
    for (int i = 0; i < found; i++)
        add_name(&pen, &s, named[i], taken, i);
    return lc_pen_finish(&pen, frame, TOP + SIDE + 24, out);
}
