/* Text that is set in type: what it says, how its pieces look, where they lead. For room report
 * alone, and in it for the PDF. */
#ifndef LC_REPORT_PDF_FLOW_H
#define LC_REPORT_PDF_FLOW_H

#include <pango/pangocairo.h>

#include "base/base.h"

/* What letters are set with: the family that was found, and whether it knows Chinese. Of one
 * thread.
 */
typedef struct lc_pdf_fonts {
    lc_ctx *ctx;
    PangoContext *pango;
    char *family;
    char *latin;     /* that letters and figures are set in; owned */
    double leading;  /* distance of lines of the family itself, in sizes */
    bool no_chinese; /* no font of this computer has Chinese */
} lc_pdf_fonts;

/* LC_UNSUPPORTED, with the package to install, where the computer has no font at all.
 * lc_pdf_fonts_close in any case. */
lc_status lc_pdf_fonts_open(lc_ctx *ctx, lc_pdf_fonts *fonts);
void lc_pdf_fonts_close(lc_pdf_fonts *fonts);

/* How a piece of text looks beside the style of its block; bits. */
enum {
    LC_PDF_SOFT = 1 << 0,   /* grey */
    LC_PDF_SMALL = 1 << 1,  /* smaller */
    LC_PDF_STRONG = 1 << 2, /* bold */
    LC_PDF_GOOD = 1 << 3,   /* in the colour of what is met */
    LC_PDF_WARN = 1 << 4,   /* in the colour of what falls short */
    LC_PDF_WHOLE = 1 << 5   /* in one line */
};

typedef struct lc_pdf_span {
    size_t from, to; /* bytes of the text */
    unsigned looks;
    char *to_id; /* owned: leads to the place with this id; NULL */
} lc_pdf_span;

typedef struct lc_pdf_flow {
    lc_ctx *ctx;
    lc_text text; /* UTF-8; lines end with \n */
    lc_array spans;
    unsigned looks; /* of what is added now */
} lc_pdf_flow;

void lc_pdf_flow_init(lc_pdf_flow *flow, lc_ctx *ctx);
void lc_pdf_flow_clear(lc_pdf_flow *flow);
/* Adds text as HTML reads it: white space is one space, none at the beginning of a line. Control
 * characters, and what is no character (lc_text_add_clean), become U+FFFD. */
void lc_pdf_flow_add(lc_pdf_flow *flow, const char *bytes, size_t size);
/* Begins a new line, if the one that is there says anything. */
void lc_pdf_flow_line(lc_pdf_flow *flow);
/* Takes off what is empty at the end. */
void lc_pdf_flow_end(lc_pdf_flow *flow);
/* Text that runs from right to left does not turn what stands around it: between these two. */
void lc_pdf_flow_isolate(lc_pdf_flow *flow, const char *bytes, size_t size);
/* What was added from `from` on leads to an id; copied. */
void lc_pdf_flow_link(lc_pdf_flow *flow, size_t from, const char *id, size_t size);
lc_status lc_pdf_flow_status(const lc_pdf_flow *flow);
/* Widths at the size 1, guessed without setting anything. */
typedef struct lc_pdf_guess {
    double line;  /* the longest line */
    double piece; /* the longest piece that is not parted */
    double all;   /* all lines behind one another */
} lc_pdf_guess;
/* O(bytes x spans that are kept whole). */
lc_pdf_guess lc_pdf_flow_guess(const lc_pdf_flow *flow);

typedef enum lc_pdf_style {
    LC_PDF_TITLE,
    LC_PDF_LEAD,
    LC_PDF_H2,
    LC_PDF_H3,
    LC_PDF_BODY,
    LC_PDF_NOTE,
    LC_PDF_CELL,
    LC_PDF_HEAD,
    LC_PDF_FIGURE,
    LC_PDF_FOOT
} lc_pdf_style;

typedef struct lc_pdf_look {
    double size_pt, leading; /* distance of lines in sizes */
    bool bold;
    uint32_t colour; /* 0xRRGGBB */
} lc_pdf_look;
const lc_pdf_look *lc_pdf_look_of(lc_pdf_style style);

/* Sets a flow in lines of a width (0: one line each); *out is yours (g_object_unref).
 * LC_UNSUPPORTED, with the package to install, where the text has Chinese and no font does. */
lc_status lc_pdf_set(const lc_pdf_fonts *fonts, const lc_pdf_flow *flow, lc_pdf_style style,
                     double width_pt, PangoAlignment align, PangoLayout **out);

#endif
