/* Charts as SVG, drawn from arrays, each with a title and the message in words. What each says and
 * from which figures is in docs/outputs.md. For room report alone. */
#ifndef LC_REPORT_CHART_H
#define LC_REPORT_CHART_H

#include "report/draw.h"
#include "report/page.h"

/* All charts are drawn so wide: at that size on a page of two columns, at three quarters of it on a
 * telephone, where their 13 px are still read. */
enum {
    LC_CHART_WIDTH_PX = 480,
    LC_CHART_ROWS_MAX = 24,
    LC_CHART_GAPS_MAX = 16,
    LC_CHART_PARTS_MAX = 64
};

/* A finished chart; all NULL where there is nothing to show. Texts are yours
 * (lc_chart_clear). */
typedef struct lc_chart {
    char *svg;
    char *title; /* what it shows: "How far the nearest facility is" */
    char *about; /* of whom and what, as in its frame; "" for all */
    char *words; /* what it says: "7 of 10 places ..." : its text alternative, its caption */
} lc_chart;
void lc_chart_clear(lc_chart *chart);

/* How a chart is wanted. */
typedef struct lc_chart_frame {
    lc_ctx *ctx;
    const char *id;    /* one of its kind in a page */
    const char *about; /* of whom and what, "Day-care centre, residents"; NULL: of all */
    double limit_min;
    bool by_circle; /* where a chart is of one way to measure: not on foot */
    bool alone;     /* a file of its own, else for a page */
} lc_chart_frame;

/* A place (street, town, community) with what is covered of its people; NAN: not computed. */
typedef struct lc_chart_place {
    const char *name;
    double people;
    double circle_01, network_01;
} lc_chart_place;

/* What a target wants of all of them; NAN: nothing. */
typedef struct lc_chart_aims {
    double circle_01, network_01;
} lc_chart_aims;

/* Bars of the share covered, circle behind walk, in the order given: the least served first. Shows
 * LC_CHART_ROWS_MAX, says how many are left out. O(rows), as all that follow. */
lc_status lc_chart_coverage(const lc_chart_frame *frame, const lc_chart_place *places, size_t count,
                            lc_chart_aims aims, lc_chart *out);
/* A dot for each place: the share by circle against that on foot, as large as it has people. The
 * worst three bear their names. Nothing below two places that have both. */
lc_status lc_chart_promise(const lc_chart_frame *frame, const lc_chart_place *places, size_t count,
                           lc_chart *out);

/* A target that is not met, or a street of it. All figures in the target's unit; NAN: not known. */
typedef struct lc_chart_gap {
    const char *item, *region; /* region NULL: that of the chart */
    const char *op, *unit, *status;
    double value, low, high, target;
} lc_chart_gap;

/* How much of a target is reached, 0 to 1: of ">=" value / target, of "<=" target / value, of "="
 * the smaller of both; NAN where that cannot be said. */
double lc_chart_reached(const char *op, double value, double target);
/* Bars as long as what is reached of each target; the furthest behind first, those without a figure
 * last, at most LC_CHART_GAPS_MAX; targets that are met are counted and not drawn. O(n log n). */
lc_status lc_chart_gaps(const lc_chart_frame *frame, const lc_chart_gap *gaps, size_t count,
                        lc_chart *out);

/* People by whole minutes to the nearest facility: [m] those with more than m - 1 and at most m. */
typedef struct lc_chart_minutes {
    double *circle, *network; /* `count` each; NULL: not computed */
    size_t count;
    double circle_within, network_within; /* within the limit, which may be no whole minute */
    double people;                        /* all, with those who have none in reach */
} lc_chart_minutes;
/* Curves of the people who are there within so many minutes. */
lc_status lc_chart_nearest(const lc_chart_frame *frame, const lc_chart_minutes *minutes,
                           lc_chart *out);

/* People of a place by how many of something they reach: parts[0] none, parts[1] one ... */
typedef struct lc_chart_choice {
    const char *name;
    const double *parts; /* borrowed; `part_count` of the call */
} lc_chart_choice;
typedef enum lc_chart_of { LC_CHART_FACILITIES, LC_CHART_FUNCTIONS } lc_chart_of;
/* Stacked bars, all people first (row 0), then places, those with most in none first as given. Of
 * facilities the last part is "so many or more". */
lc_status lc_chart_choices(const lc_chart_frame *frame, lc_chart_of what,
                           const lc_chart_choice *rows, size_t count, size_t part_count,
                           lc_chart *out);

/* --- from a store --- */
/* What a chart is read for. `page` has read its facts, which tell scope, level and limit; `layer`
 * which of its sets and groups (a chart that is not `by_layer` needs none). */
typedef struct lc_chart_wish {
    lc_page *page; /* its homes are read when the first chart asks */
    size_t layer;
    bool alone;
} lc_chart_wish;
typedef struct lc_chart_kind {
    const char *name; /* "coverage": for files and ids */
    bool by_layer;    /* one for each of the page's layers */
    lc_status (*draw)(const lc_chart_wish *wish, lc_chart *out);
} lc_chart_kind;
/* Kind i in the order they are to be shown, NULL past the last. Static. */
const lc_chart_kind *lc_chart_at(size_t i);

#endif
