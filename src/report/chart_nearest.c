/* How many people are how many minutes from the nearest facility. */
#include <math.h>

#include "report/chart_pen.h"
#include "report/sentence.h"

static const double LEFT = 44, RIGHT = 62, TOP = 12, HEIGHT = 230;

static double x_of(const lc_chart_minutes *m, double minute)
{
    return LEFT + (LC_CHART_WIDTH_PX - LEFT - RIGHT) * minute / (double)(m->count - 1);
}

static double y_of(double share_01)
{
    return TOP + HEIGHT * (1 - fmin(fmax(share_01, 0), 1));
}

/* People within so many minutes, as a share of all. */
static double within(const lc_chart_minutes *m, const double *people, double minute)
{
    double sum = 0;
    for (size_t i = 0; i < m->count && (double)i <= minute; i++)
        sum += people[i];
    return sum / m->people;
}

static void add_axes(lc_pen *pen, const lc_chart_frame *frame, const lc_chart_minutes *m)
{
    static const char *const shares[] = {"0", "25%", "50%", "75%", "100%"};
    double bottom = TOP + HEIGHT, right = x_of(m, (double)m->count - 1);
    for (int i = 0; i < 5; i++) {
        lc_pen_line(pen, i == 0 ? "axis" : "grid", LEFT, y_of(i / 4.0), right, y_of(i / 4.0));
        lc_pen_text(pen, "soft end", LEFT - 6, y_of(i / 4.0) + 4, shares[i], 0);
    }
    for (size_t minute = 0; minute < m->count; minute += 5)
        lc_pen_text(pen, "soft mid", x_of(m, (double)minute), bottom + 16,
                    lc_figure_whole((double)minute).s, 0);
    lc_pen_label(pen, "soft end", LC_CHART_WIDTH_PX, bottom + 16, LC_N("minutes"), NULL);
    lc_pen_line(pen, "aim dash", x_of(m, frame->limit_min), TOP, x_of(m, frame->limit_min), bottom);
}

static void add_curve(lc_pen *pen, const char *class, const lc_chart_minutes *m,
                      const double *people)
{
    lc_text_addf(&pen->body, "<path class=\"%s\" d=\"", class);
    double sum = 0;
    for (size_t i = 0; i < m->count; i++) {
        sum += people[i];
        lc_text_addf(&pen->body, "%s%.1f %.1f", i == 0 ? "M" : "L", x_of(m, (double)i),
                     y_of(sum / m->people));
    }
    lc_text_add(&pen->body, "\"/>\n");
}

/* The share at the limit, as a dot with its figure on the side that is free. */
static void add_mark(lc_pen *pen, const lc_chart_frame *frame, const lc_chart_minutes *m,
                     double people, bool above)
{
    double share = people / m->people;
    double x = x_of(m, frame->limit_min), y = y_of(share);
    lc_text_addf(&pen->body, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>\n", x, y);
    double label_y = above ? fmax(y - 8, 12) : fmin(y + 18, TOP + HEIGHT - 5);
    lc_pen_text(pen, above ? "strong end" : "strong", above ? x - 7 : x + 7, label_y,
                lc_figure_share(share).s, 0);
}

/* Which curve is which stands at their ends, apart where these are close. */
static void add_names(lc_pen *pen, const lc_chart_minutes *m)
{
    double last = (double)m->count - 1, x = x_of(m, last) + 5;
    double walk = m->network != NULL ? y_of(within(m, m->network, last)) + 4 : NAN;
    double circle = m->circle != NULL ? y_of(within(m, m->circle, last)) + 4 : NAN;
    if (walk - circle < 15)
        walk = circle + 15;
    if (m->circle != NULL)
        lc_pen_label(pen, "soft", x, circle, LC_N("By circle"), NULL);
    if (m->network != NULL)
        lc_pen_label(pen, "", x, walk, LC_N("On foot"), NULL);
}

static void say(lc_pen *pen, const lc_chart_frame *frame, const lc_chart_minutes *m)
{
    const double *told = m->network != NULL ? m->network : m->circle;
    lc_figure limit = lc_pen_limit(frame);
    double share = (m->network != NULL ? m->network_within : m->circle_within) / m->people;
    lc_sentence_add(pen->ctx, &pen->words,
                    m->network != NULL
                        ? LC_N("{share} of the people have a facility within {limit} minutes' walk")
                        : LC_N("{share} of the people have a facility within the circle of {limit} "
                               "minutes"),
                    "share", lc_figure_share(share).s, "limit", limit.s, NULL);
    if (m->network != NULL && m->circle != NULL)
        lc_sentence_add(pen->ctx, &pen->words, LC_N(", {share} by circle"), "share",
                        lc_figure_share(m->circle_within / m->people).s, NULL);
    lc_text_add(&pen->words, lc_tr(pen->ctx, "."));
    lc_pen_gap(pen->ctx, &pen->words);
    lc_sentence_add(pen->ctx, &pen->words,
                    LC_N("{far} people have none even within {most} minutes."), "far",
                    lc_figure_whole(m->people * (1 - within(m, told, (double)m->count))).s, "most",
                    lc_figure_whole((double)m->count - 1).s, NULL);
}

lc_status lc_chart_nearest(const lc_chart_frame *frame, const lc_chart_minutes *minutes,
                           lc_chart *out)
{
    lc_pen pen;
    const lc_chart_minutes *m = minutes;
    *out = (lc_chart){0};
    if (m->count < 2 || !(m->people > 0) || (m->circle == NULL && m->network == NULL))
        return LC_OK;
    lc_pen_init(&pen, frame->ctx);
    lc_pen_title(&pen, frame, LC_N("How far the nearest facility is"));
    say(&pen, frame, m);
    add_axes(&pen, frame, m);
    if (m->circle != NULL)
        add_curve(&pen, "curve circled", m, m->circle);
    if (m->network != NULL)
        add_curve(&pen, "curve", m, m->network);
    if (m->circle != NULL)
        add_mark(&pen, frame, m, m->circle_within, true);
    if (m->network != NULL)
        add_mark(&pen, frame, m, m->network_within, false);
    add_names(&pen, m);
    return lc_pen_finish(&pen, frame, TOP + HEIGHT + 24, out);
}
