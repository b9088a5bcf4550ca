/* What all charts are drawn with. For the charts alone. */
#ifndef LC_REPORT_CHART_PEN_H
#define LC_REPORT_CHART_PEN_H

#include "report/chart.h"

/* Bars of one kind are one path, so that a page stays light; later kinds lie above earlier ones. */
typedef enum lc_pen_kind {
    LC_PEN_TRACK,
    LC_PEN_CIRCLE,
    LC_PEN_WALK,
    LC_PEN_LACKS,
    LC_PEN_DUE,
    LC_PEN_SHORT,
    LC_PEN_SHADE, /* 0, the first of six */
    LC_PEN_KINDS = LC_PEN_SHADE + 6
} lc_pen_kind;

typedef struct lc_pen {
    lc_ctx *ctx;
    lc_text bars[LC_PEN_KINDS]; /* path data of each kind */
    lc_text body, title, words; /* body: what stands inside the drawing, above the bars */
} lc_pen;

void lc_pen_init(lc_pen *pen, lc_ctx *ctx);
/* Wraps the body into a drawing of this height; frees the pen in any case. */
lc_status lc_pen_finish(lc_pen *pen, const lc_chart_frame *frame, double height_px, lc_chart *out);

void lc_pen_bar(lc_pen *pen, int kind, double x, double y, double width, double height);
void lc_pen_line(lc_pen *pen, const char *class, double x1, double y1, double x2, double y2);
/* One line of text, cut with an ellipsis where it is wider than `most_px` (0: never), the whole in
 * a <title> then. `class` may be "". */
void lc_pen_text(lc_pen *pen, const char *class, double x, double y, const char *text,
                 double most_px);
/* About how wide a text is at a size of type: Han a full square, others what Noto Sans has. */
double lc_pen_width_px(const char *text, double size_px);

/* A sentence (sentence.h) as a line of the drawing. */
void lc_pen_label(lc_pen *pen, const char *class, double x, double y, const char *msgid, ...)
    __attribute__((sentinel));
/* Adds what parts two sentences. */
void lc_pen_gap(lc_ctx *ctx, lc_text *to);
/* The title; {limit} in it is filled. */
void lc_pen_title(lc_pen *pen, const lc_chart_frame *frame, const char *msgid);
/* A share of 1 that somebody set, "80%", "99.5%". */
lc_figure lc_pen_aim(double share_01);
/* "1 minute", "15 minutes": the limit. */
lc_figure lc_pen_limit(const lc_chart_frame *frame);
/* A scale of shares below bars: 0, 50, 100 %. */
void lc_pen_shares(lc_pen *pen, double left, double width, double y_px);
/* "{n} more are not shown." as the last line at y; nothing for 0. */
void lc_pen_left_out(lc_pen *pen, double y, size_t count);

#endif
