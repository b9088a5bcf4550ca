#include "report/chart_pen.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "report/sentence.h"
#include "report/svg.h"

enum { NAME_PX = 13 };

void lc_chart_clear(lc_chart *chart)
{
    free(chart->svg);
    free(chart->title);
    free(chart->about);
    free(chart->words);
    *chart = (lc_chart){0};
}

void lc_pen_init(lc_pen *pen, lc_ctx *ctx)
{
    pen->ctx = ctx;
    for (int i = 0; i < LC_PEN_KINDS; i++)
        lc_text_init(&pen->bars[i], ctx);
    lc_text_init(&pen->body, ctx);
    lc_text_init(&pen->title, ctx);
    lc_text_init(&pen->words, ctx);
}

static void clear(lc_pen *pen)
{
    for (int i = 0; i < LC_PEN_KINDS; i++)
        lc_text_clear(&pen->bars[i]);
    lc_text_clear(&pen->body);
    lc_text_clear(&pen->title);
    lc_text_clear(&pen->words);
}

static void add_bars(lc_pen *pen, lc_text *svg)
{
    static const char *const classes[LC_PEN_KINDS] = {"track", "c",  "w",  "lacks", "due", "short",
                                                      "s0",    "s1", "s2", "s3",    "s4",  "s5"};
    for (int i = 0; i < LC_PEN_KINDS; i++) {
        if (pen->bars[i].size > 0)
            lc_text_addf(svg, "<path class=\"%s\" d=\"%s\"/>\n", classes[i], pen->bars[i].bytes);
        svg->failed |= pen->bars[i].failed;
    }
}

static lc_status wrap(lc_pen *pen, const lc_chart_frame *frame, double height_px, lc_chart *out)
{
    lc_text svg, title;
    lc_text_init(&svg, pen->ctx);
    lc_text_init(&title, pen->ctx);
    lc_text_add(&title, pen->title.bytes);
    if (!lc_text_blank(frame->about))
        lc_sentence_add(pen->ctx, &title, LC_N(": {about}"), "about", frame->about, NULL);
    svg.failed |= title.failed;
    lc_draw_open(&svg, &(lc_draw_head){.class = "chart",
                                       .id = frame->id,
                                       .width_px = LC_CHART_WIDTH_PX,
                                       .height_px = height_px,
                                       .title = title.bytes,
                                       .description = pen->words.bytes,
                                       .alone = frame->alone});
    lc_text_clear(&title);
    add_bars(pen, &svg);
    lc_text_add(&svg, pen->body.bytes != NULL ? pen->body.bytes : "");
    lc_draw_close(&svg);
    *out = (lc_chart){.svg = lc_text_take(&svg),
                      .title = lc_text_take(&pen->title),
                      .about = lc_strdup(pen->ctx, frame->about != NULL ? frame->about : ""),
                      .words = lc_text_take(&pen->words)};
    bool whole = out->svg != NULL && out->title != NULL && out->about != NULL && out->words != NULL;
    if (!whole)
        lc_chart_clear(out);
    return whole ? LC_OK : LC_MEMORY;
}

lc_status lc_pen_finish(lc_pen *pen, const lc_chart_frame *frame, double height_px, lc_chart *out)
{
    bool failed = pen->body.failed || pen->title.failed || pen->words.failed;
    lc_status status = failed ? LC_MEMORY : wrap(pen, frame, height_px, out);
    clear(pen);
    return status;
}

/* ` name="12.5"` */
static void add_number(lc_pen *pen, const char *name, double number)
{
    lc_text_add(&pen->body, " ");
    lc_text_add(&pen->body, name);
    lc_text_add(&pen->body, "=\"");
    lc_svg_number(&pen->body, number);
    lc_text_add(&pen->body, "\"");
}

static void open_element(lc_pen *pen, const char *element, const char *class)
{
    lc_text_add(&pen->body, "<");
    lc_text_add(&pen->body, element);
    if (*class == '\0')
        return;
    lc_text_add(&pen->body, " class=\"");
    lc_text_add(&pen->body, class);
    lc_text_add(&pen->body, "\"");
}

void lc_pen_bar(lc_pen *pen, int kind, double x, double y, double width, double height)
{
    lc_text *path = &pen->bars[kind];
    if (!(width > 0.05)) /* less than half of the tenth of a pixel that is written */
        return;
    lc_text_add(path, "M");
    lc_svg_number(path, x);
    lc_text_add(path, " ");
    lc_svg_number(path, y);
    lc_text_add(path, "h");
    lc_svg_number(path, width);
    lc_text_add(path, "v");
    lc_svg_number(path, height);
    lc_text_add(path, "h");
    lc_svg_number(path, -width);
    lc_text_add(path, "z");
}

void lc_pen_line(lc_pen *pen, const char *class, double x1, double y1, double x2, double y2)
{
    open_element(pen, "line", class);
    add_number(pen, "x1", x1);
    add_number(pen, "y1", y1);
    add_number(pen, "x2", x2);
    add_number(pen, "y2", y2);
    lc_text_add(&pen->body, "/>\n");
}

/* --- text --- */

/* Of the size of type; figures from Noto Sans. `at` is at a whole character. */
static double character_em(const unsigned char *at)
{
    if (*at >= 0xE3 && *at != 0xEF) /* from U+3000 on: Han, kana, hangul, and the rare planes */
        return 1;
    if (*at == 0xEF)
        return 1; /* full-width forms */
    if (*at >= 0x80)
        return *at == 0xE2 ? 0.8 : 0.6; /* marks; Latin with accents, Cyrillic, Arabic */
    if (strchr("il.,:;'|!()[] ", *at) != NULL)
        return 0.3;
    return (*at >= 'A' && *at <= 'Z') || *at == 'm' || *at == 'w' || *at == '%' ? 0.72 : 0.56;
}

/* Bytes of a text that are at most so wide. */
static size_t fitting(const char *text, double size_px, double most_px, double *width_px)
{
    size_t i = 0;
    for (*width_px = 0; text[i] != '\0';) {
        size_t next = i + 1;
        while (((unsigned char)text[next] & 0xC0) == 0x80)
            next++;
        double wide = character_em((const unsigned char *)text + i) * size_px;
        if (*width_px + wide > most_px)
            break;
        *width_px += wide;
        i = next;
    }
    return i;
}

double lc_pen_width_px(const char *text, double size_px)
{
    double width_px;
    (void)fitting(text, size_px, HUGE_VAL, &width_px);
    return width_px;
}

void lc_pen_text(lc_pen *pen, const char *class, double x, double y, const char *text,
                 double most_px)
{
    double width_px;
    size_t size = strlen(text);
    bool cut = most_px > 0 && lc_pen_width_px(text, NAME_PX) > most_px;
    if (cut)
        size = fitting(text, NAME_PX, most_px - NAME_PX, &width_px);
    char *shown = lc_strndup(pen->ctx, text, size);
    pen->body.failed |= shown == NULL;
    open_element(pen, "text", class);
    add_number(pen, "x", x);
    add_number(pen, "y", y);
    lc_text_add(&pen->body, ">");
    lc_text_add_html(&pen->body, shown);
    if (cut) {
        lc_text_add(&pen->body, "…<title>");
        lc_text_add_html(&pen->body, text);
        lc_text_add(&pen->body, "</title>");
    }
    lc_text_add(&pen->body, "</text>\n");
    free(shown);
}

/* --- words --- */

void lc_pen_label(lc_pen *pen, const char *class, double x, double y, const char *msgid, ...)
{
    lc_text text;
    va_list args;
    lc_text_init(&text, pen->ctx);
    va_start(args, msgid);
    lc_sentence_addv(pen->ctx, &text, msgid, args);
    va_end(args);
    pen->body.failed |= text.failed;
    if (text.size > 0)
        lc_pen_text(pen, class, x, y, text.bytes, 0);
    lc_text_clear(&text);
}

void lc_pen_gap(lc_ctx *ctx, lc_text *to)
{
    if (to->size > 0)
        lc_text_add(to, lc_ctx_language(ctx) == LC_LANG_ZH ? "" : " ");
}

void lc_pen_title(lc_pen *pen, const lc_chart_frame *frame, const char *msgid)
{
    lc_sentence_add(pen->ctx, &pen->title, msgid, "limit", lc_pen_limit(frame).s, NULL);
}

lc_figure lc_pen_aim(double share_01)
{
    lc_figure aim = lc_figure_decimal(share_01 * 100,
                                      fabs(share_01 * 1000 - round(share_01 * 100) * 10) > 1e-6);
    size_t size = strlen(aim.s);
    if (size + 2 <= sizeof aim.s)
        memcpy(aim.s + size, "%", 2);
    return aim;
}

lc_figure lc_pen_limit(const lc_chart_frame *frame)
{
    return lc_figure_decimal(frame->limit_min, frame->limit_min != floor(frame->limit_min));
}

void lc_pen_shares(lc_pen *pen, double left, double width, double y_px)
{
    static const char *const marks[] = {"0", "50%", "100%"};
    for (int i = 0; i < 3; i++)
        lc_pen_text(pen,
                    i == 0   ? "soft"
                    : i == 1 ? "soft mid"
                             : "soft end",
                    left + width * i / 2, y_px, marks[i], 0);
}

void lc_pen_left_out(lc_pen *pen, double y, size_t count)
{
    if (count > 0)
        lc_pen_label(pen, "soft", 0, y, LC_N("{n} more [is|are] not shown."), "n",
                     lc_figure_whole((double)count).s, NULL);
}
