/* Drawings: SVG for a place in a page, or as a file of its own that librsvg draws on paper. For
 * room report alone. */
#ifndef LC_REPORT_DRAW_H
#define LC_REPORT_DRAW_H

#include "base/base.h"

/* The text of assets/<name>, compiled in: it must be there. Static. */
const char *lc_report_asset(const char *name);
/* The style of what stands inside drawings, assets/draw.css: of a page that inlines drawings, or
 * the one stylesheet of a drawing by itself (rsvg_handle_set_stylesheet). Static. */
const char *lc_draw_style(void);

/* How a drawing begins. Texts are borrowed, unescaped. */
typedef struct lc_draw_head {
    const char *class; /* "map", "chart"; of ours, not of the data */
    const char *id;    /* one of its kind in a page: its title and description are named after it */
    double width_px, height_px;
    const char *title;
    const char *description; /* says in words what the drawing shows; NULL: none */
    bool alone;              /* a file of its own: with its namespace and size */
} lc_draw_head;

/* <svg ...><title/><desc/>; what is drawn follows, then lc_draw_close. */
void lc_draw_open(lc_text *text, const lc_draw_head *head);
void lc_draw_close(lc_text *text);

#endif
