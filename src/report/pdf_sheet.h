/* Pages that are filled from the top: rows of cells that are never cut, headings that stay with
 * what they head, headings of tables that return on each page. For room report alone.
 *
 * Rows are placed first and painted at the end, when the number of pages is known. Lengths are in
 * points, from the upper left corner of the page; A4 is 595.276 x 841.89. */
#ifndef LC_REPORT_PDF_SHEET_H
#define LC_REPORT_PDF_SHEET_H

#include <librsvg/rsvg.h>

#include "report/pdf_flow.h"

extern const double LC_SHEET_WIDTH_PT, LC_SHEET_HEIGHT_PT; /* of the page */
extern const double LC_SHEET_LEFT_PT, LC_SHEET_TOP_PT;     /* where rows begin */
extern const double LC_SHEET_BODY_PT;                      /* how wide they are */
extern const double LC_SHEET_BOTTOM_PT;                    /* how far down they reach */

typedef struct lc_pdf_link {
    int from, to; /* bytes of the layout's text */
    char *to_id;
} lc_pdf_link;

/* A text or a drawing in a row. */
typedef struct lc_sheet_cell {
    double x_pt, y_pt; /* from the row's upper left corner */
    double width_pt, height_pt;
    PangoLayout *layout; /* either */
    RsvgHandle *drawing; /* or */
    lc_array links;      /* lc_pdf_link */
    char *id;            /* owned: links lead here; NULL */
} lc_sheet_cell;

/* How a row looks and keeps to others; bits. */
enum {
    LC_ROW_KEEP = 1 << 0, /* on the page of the next */
    LC_ROW_RULE = 1 << 1, /* a line below, */
    LC_ROW_INK = 1 << 2,  /* a dark one, */
    LC_ROW_BAR = 1 << 3,  /* a bar above */
    LC_ROW_TOP = 1 << 4,  /* a line above */
    LC_ROW_TINT = 1 << 5  /* on a light ground */
};

typedef struct lc_sheet_row {
    const char *tag; /* of the document's structure: H1, P, TR, Figure ...; NULL: none. Static */
    lc_array cells;  /* lc_sheet_cell */
    unsigned flags;
    double x_pt, width_pt;
    double before_pt;  /* free above it, but not at the top of a page */
    double height_pt;  /* of the cells and the padding; without what is free above */
    double pad_pt;     /* above and below the cells */
    int outline_level; /* 1 to 3; 0: not in the outline */
    int table;         /* number of the table that it is part of; 0: none */
    int page;          /* from 1; 0: not placed */
    double y_pt;
} lc_sheet_row;

enum { LC_SHEET_HEADS_MAX = 4 };

typedef struct lc_sheet {
    lc_ctx *ctx;
    lc_pdf_fonts fonts;
    char *style, *bar_style; /* of drawings, of bars, CSS; owned */
    lc_array rows;           /* lc_sheet_row *, as placed */
    lc_array kept;           /* lc_sheet_row *, waiting for the next that is not kept */
    lc_sheet_row *heads[LC_SHEET_HEADS_MAX]; /* of the tables that are open */
    int head_page[LC_SHEET_HEADS_MAX];       /* where it stands already */
    int head_count, table_count;
    int page;    /* 1 from the start */
    double y_pt; /* where the next row goes */
    uint64_t ticks;
} lc_sheet;

/* Opens an empty sheet; `style` is the stylesheet of drawings. LC_UNSUPPORTED without fonts.
 * lc_sheet_close in any case. */
lc_status lc_sheet_open(lc_ctx *ctx, const char *style, lc_sheet *sheet);
void lc_sheet_close(lc_sheet *sheet);

/* A row that is filled next, then placed or freed; NULL with LC_MEMORY. */
lc_sheet_row *lc_sheet_row_new(lc_sheet *sheet, const char *tag);
void lc_sheet_row_free(lc_sheet_row *row);
/* A text at x from the row's left, below the cells of the row that begin at the same x. */
lc_status lc_sheet_add_flow(lc_sheet *sheet, lc_sheet_row *row, const lc_pdf_flow *flow,
                            lc_pdf_style style, double x_pt, double width_pt, PangoAlignment align);
/* A drawing, SVG as it stands in a page, filling the box; the row keeps it. LC_INTERNAL when it
 * cannot be read. */
lc_status lc_sheet_add_drawing(lc_sheet *sheet, lc_sheet_row *row, const char *svg, size_t size,
                               double x_pt, double width_pt, double height_pt);
/* Links to the id lead to the cell that was added last; copied. */
lc_status lc_sheet_name(lc_sheet *sheet, lc_sheet_row *row, const char *id);
/* Places the row, which the sheet owns from now on, also after a failure: on this page, or, with
 * all that is kept with it, on a new one. A row higher than a page has its texts cut with an
 * ellipsis. LC_CANCELLED. */
lc_status lc_sheet_place(lc_sheet *sheet, lc_sheet_row *row);
/* How much room this page has for a row behind those that wait for it. */
double lc_sheet_room(const lc_sheet *sheet);
/* Places what still waits for a next row. */
lc_status lc_sheet_settle(lc_sheet *sheet);

/* Rows of a table follow, below this row, on each page anew; the sheet owns it. Tables may stand in
 * tables. */
lc_status lc_sheet_table_begin(lc_sheet *sheet, lc_sheet_row *head);
void lc_sheet_table_end(lc_sheet *sheet);

/* What the file says of itself. Texts are borrowed; the day is YYYY-MM-DD, "" where none is known.
 */
typedef struct lc_sheet_about {
    const char *title, *subject, *keywords, *creator, *day;
    const char *foot; /* what stands left below each page */
} lc_sheet_about;

/* All pages as the bytes of a PDF: the same for the same rows. */
lc_status lc_sheet_paint(lc_sheet *sheet, const lc_sheet_about *about, lc_text *pdf);

#endif
