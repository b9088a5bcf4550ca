/* How much choice people have: stacked bars by how many they reach. */
#include <math.h>

#include "report/chart_pen.h"
#include "report/sentence.h"

enum { SHADES = 5, ROW = 24, TOP = 46 };
static const double NAME = 122, LEFT = 130, BARS = 286;

/* The shade of part k (1 ... last): 1 the palest, SHADES the darkest, evenly. */
static int shade_of(size_t k, size_t last)
{
    return last <= SHADES ? (int)k : 1 + (int)((k - 1) * SHADES / last);
}

static double sum_of(const lc_chart_choice *row, size_t part_count)
{
    double sum = 0;
    for (size_t k = 0; k < part_count; k++)
        sum += row->parts[k];
    return sum;
}

static void add_part(lc_pen *pen, int shade, double y, double before, double part, double all)
{
    lc_pen_bar(pen, LC_PEN_SHADE + shade, LEFT + BARS * before / all, y + 4, BARS * part / all, 16);
}

/* Parts of one shade are one piece. */
static void add_row(lc_pen *pen, const lc_chart_choice *row, size_t part_count, double y, bool all)
{
    double sum = sum_of(row, part_count), before = 0, piece = 0;
    lc_pen_text(pen, all ? "strong" : "", 0, y + 16, row->name, NAME);
    if (!(sum > 0))
        return;
    add_part(pen, 0, y, 0, row->parts[0], sum);
    before = row->parts[0];
    for (size_t k = 1; k < part_count; k++) {
        piece += row->parts[k];
        int shade = shade_of(k, part_count - 1);
        if (k + 1 < part_count && shade_of(k + 1, part_count - 1) == shade)
            continue;
        add_part(pen, shade, y, before, piece, sum);
        before += piece;
        piece = 0;
    }
    lc_pen_text(pen, all ? "strong end" : "end", LC_CHART_WIDTH_PX, y + 16,
                lc_figure_share(row->parts[0] / sum).s, 0);
}

/* As many parts as any row has people in. */
static size_t used_parts(const lc_chart_choice *rows, size_t count, size_t part_count)
{
    size_t used = 1;
    for (size_t i = 0; i < count; i++)
        for (size_t k = used; k < part_count; k++)
            if (rows[i].parts[k] > 0)
                used = k + 1;
    return used;
}

/* "0", "1", "2-3", "5+" above a sign of each shade. */
static void add_legend(lc_pen *pen, lc_chart_of what, size_t part_count, size_t used)
{
    size_t last = part_count - 1;
    double x = LEFT;
    char words[48];
    for (size_t k = 0, from = 0; k < used; k++) {
        int shade = k == 0 ? 0 : shade_of(k, last);
        if (k > 0 && k < last && shade_of(k + 1, last) == shade)
            continue;
        bool open = what == LC_CHART_FACILITIES && k == last;
        if (from < k)
            (void)lc_print(words, sizeof words, "%zu–%zu", from, k);
        else
            (void)lc_print(words, sizeof words, open ? "%zu+" : "%zu", k);
        lc_pen_bar(pen, LC_PEN_SHADE + shade, x, 24, 14, 12);
        lc_pen_text(pen, "soft", x + 18, 34, words, 0);
        x += 30 + lc_pen_width_px(words, 12);
        from = k + 1;
    }
    lc_pen_label(pen, "soft", 0, 34,
                 what == LC_CHART_FACILITIES ? LC_N("facilities reached:")
                                             : LC_N("services reached:"),
                 NULL);
    lc_pen_label(pen, "soft end", LC_CHART_WIDTH_PX, 34, LC_N("reach none"), NULL);
}

static void say(lc_pen *pen, const lc_chart_frame *frame, lc_chart_of what,
                const lc_chart_choice *rows, size_t count, size_t part_count)
{
    double sum = sum_of(rows, part_count), last = rows->parts[part_count - 1];
    lc_figure items = lc_figure_whole((double)part_count - 1), limit = lc_pen_limit(frame);
    lc_figure none = lc_figure_share(rows->parts[0] / sum), full = lc_figure_share(last / sum),
              one = lc_figure_share(rows->parts[1] / sum),
              more = lc_figure_share(fmax(sum - rows->parts[0] - rows->parts[1], 0) / sum);
    if (what == LC_CHART_FACILITIES)
        lc_sentence_add(
            pen->ctx, &pen->words,
            frame->by_circle
                ? LC_N("Within the circle of {limit} minutes {none} of the people reach no "
                       "facility, {one} a single one, {more} two or more.")
                : LC_N("Within {limit} minutes' walk {none} of the people reach no "
                       "facility, {one} a single one, {more} two or more."),
            "limit", limit.s, "none", none.s, "one", one.s, "more", more.s, NULL);
    else
        lc_sentence_add(
            pen->ctx, &pen->words,
            frame->by_circle
                ? LC_N("Within the circle of {limit} minutes {full} of the people reach all "
                       "{items} services, {none} none.")
                : LC_N("Within {limit} minutes' walk {full} of the people reach all {items} "
                       "services, {none} none."),
            "limit", limit.s, "none", none.s, "full", full.s, "items", items.s, NULL);
    if (count < 2 || !(rows[1].parts[0] > 0))
        return;
    lc_pen_gap(pen->ctx, &pen->words);
    lc_sentence_add(pen->ctx, &pen->words,
                    LC_N("{place} has the largest share with none: {share}."), "place",
                    rows[1].name, "share",
                    lc_figure_share(rows[1].parts[0] / sum_of(&rows[1], part_count)).s, NULL);
}

lc_status lc_chart_choices(const lc_chart_frame *frame, lc_chart_of what,
                           const lc_chart_choice *rows, size_t count, size_t part_count,
                           lc_chart *out)
{
    lc_pen pen;
    *out = (lc_chart){0};
    if (count == 0 || part_count < 2 || !(sum_of(rows, part_count) > 0))
        return LC_OK;
    size_t shown = count < LC_CHART_ROWS_MAX ? count : LC_CHART_ROWS_MAX;
    double bottom = TOP + ROW * (double)shown;
    lc_pen_init(&pen, frame->ctx);
    lc_pen_title(&pen, frame,
                 what == LC_CHART_FACILITIES ? LC_N("How many facilities people reach")
                                             : LC_N("How many services people reach"));
    say(&pen, frame, what, rows, count, part_count);
    add_legend(&pen, what, part_count,
               what == LC_CHART_FACILITIES ? used_parts(rows, shown, part_count) : part_count);
    for (size_t i = 0; i < shown; i++)
        add_row(&pen, &rows[i], part_count, TOP + ROW * (double)i, i == 0);
    lc_pen_shares(&pen, LEFT, BARS, bottom + 14);
    lc_pen_left_out(&pen, bottom + 34, count - shown);
    return lc_pen_finish(&pen, frame, bottom + 20 + (count > shown ? 20 : 0), out);
}
