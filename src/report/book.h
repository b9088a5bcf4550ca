/* The workbook: its sheets are tables of typed columns, filled from a query each. For room report
 * alone. */
#ifndef LC_REPORT_BOOK_H
#define LC_REPORT_BOOK_H

#include <xlsxwriter.h>

#include "report/make.h"
#include "report/page.h"

/* How a cell is written and looks. */
typedef enum lc_book_kind {
    LC_BOOK_TEXT,      /* on one line */
    LC_BOOK_LONG,      /* wrapped */
    LC_BOOK_STRONG,    /* what the row is about */
    LC_BOOK_SOFT,      /* a code, for those who look further */
    LC_BOOK_SIGN,      /* >=, <=, =, all */
    LC_BOOK_STATUS,    /* of a target: sign and word, coloured by a rule */
    LC_BOOK_YES,       /* 1 and 0 */
    LC_BOOK_SCOPE,     /* of a target, in words */
    LC_BOOK_VARIANT,   /* of an indicator, in words */
    LC_BOOK_UNIT,      /* code of a unit, in words */
    LC_BOOK_DATE,      /* YYYY-MM-DD, as a date */
    LC_BOOK_YEAR,      /* 2025 */
    LC_BOOK_WHOLE,     /* 1,234 */
    LC_BOOK_TENTH,     /* 1,234.5 */
    LC_BOOK_HUNDREDTH, /* 1,234.56 */
    LC_BOOK_DEGREES,   /* 121.432100 */
    LC_BOOK_SHARE,     /* part of 1, as 12.3% */
    LC_BOOK_BAR,       /* the same with a bar in the cell */
    LC_BOOK_FINE,      /* the same as 99.97%, where one decimal would show 0% or 100% */
    LC_BOOK_QUANTITY,  /* in the unit of its row: `unit` of the sheet */
    LC_BOOK_KINDS
} lc_book_kind;

/* Looks beside those of the kinds. */
typedef enum lc_book_look {
    LC_BOOK_TITLE,
    LC_BOOK_ABOUT, /* what a sheet holds, below its title */
    LC_BOOK_HEADING,
    LC_BOOK_HEADING_NUMBER, /* above figures */
    LC_BOOK_LEAD,           /* the one message */
    LC_BOOK_SECTION,
    LC_BOOK_LINK,
    LC_BOOK_WARNING,
    LC_BOOK_MET, /* statuses */
    LC_BOOK_SHORT,
    LC_BOOK_OPEN, /* neither */
    LC_BOOK_LOOKS
} lc_book_look;

typedef struct lc_book_column {
    const char *title; /* msgid */
    lc_book_kind kind;
    double width;                           /* in figures of the default font */
    const char *(*words)(const char *code); /* NULL: the text as it is */
    lc_make_fn *make;                       /* made from the row; uses no column of the query */
} lc_book_column;

typedef struct lc_book lc_book;

/* Parameters of a sheet's query. */
enum {
    LC_BOOK_BINDS_ZH = 1,
    LC_BOOK_BINDS_LEVEL = 2,
    LC_BOOK_BINDS_LIMIT = 4,
    LC_BOOK_BINDS_MODE = 8,
    LC_BOOK_BINDS_MOST = 16
};

typedef struct lc_book_sheet {
    const char *name, *about; /* msgids; {limit} and {most} may stand in `about` */
    const char *query;
    const lc_book_column *columns;
    int count;
    int hidden;     /* first columns of the query that are not told */
    int unit;       /* column of the query with the unit of LC_BOOK_QUANTITY */
    int fixed;      /* columns that stay in sight */
    int printed;    /* first columns that go on paper; the others are for the screen */
    int turn;       /* column that begins a second page across, beside the fixed ones; 0: none */
    unsigned binds; /* LC_BOOK_BINDS_... */
} lc_book_sheet;

/* A sheet as the list on the first one names it. */
typedef struct lc_book_entry {
    char *name, *about; /* in the context's language */
    int64_t rows;
} lc_book_entry;

enum { LC_BOOK_SHEETS_MAX = 24 };
/* Column of the sheet of towns with the share by circle of the first set; that on foot is next. */
enum { LC_BOOK_TOWN_CIRCLE = 5 };

struct lc_book {
    lc_page page; /* facts of the study; words as plain text */
    lxw_workbook *file;
    lxw_format *kinds[LC_BOOK_KINDS], *looks[LC_BOOK_LOOKS];
    lxw_error error; /* the first that libxlsxwriter told */
    int lines;       /* of the row that is being written */
    lc_book_entry entries[LC_BOOK_SHEETS_MAX];
    size_t entry_count;
    int64_t town_first, town_last; /* rows of the sheet of towns, for the chart */
};

/* --- the file: book.c --- */
/* For `path`, which lc_book_close writes. lc_book_clear in any case. */
lc_status lc_book_open(lc_store *store, const char *path, const char *folder, lc_book *book);
/* Writes the file, the same bytes for the same sheets; LC_IO, and no file, when the disk is full.
 * Passes an earlier failure on. */
lc_status lc_book_close(lc_book *book, const char *path, lc_status status);
void lc_book_clear(lc_book *book);

/* --- cells: book_cell.c --- */
/* A text as text: never a formula or a link, cut to what a cell holds. NULL leaves it empty. */
void lc_book_text(lc_book *book, lxw_worksheet *sheet, int64_t row, int column, const char *text,
                  lxw_format *format);
/* NaN leaves it empty. */
void lc_book_number(lc_book *book, lxw_worksheet *sheet, int64_t row, int column, double number,
                    lxw_format *format);
/* The value in a column of a row as its kind asks. */
void lc_book_value(lc_book *book, lxw_worksheet *sheet, int64_t row, int column,
                   const lc_book_column *how, lc_stmt *stmt, int from, const char *unit);
/* The kind for a share: LC_BOOK_FINE where one decimal would show it as nothing or as all. Other
 * kinds are passed on. */
lc_book_kind lc_book_share(double share, lc_book_kind kind);
/* What page words were added, in plain text; free with free(). NULL after a failure. */
char *lc_book_words(lc_book *book);
/* Remembers the first error of libxlsxwriter, which lc_book_close tells. */
void lc_book_note(lc_book *book, lxw_error error);
/* A text in the form of a column; where it wraps, the row grows: lc_book_fit_row. */
void lc_book_cell(lc_book *book, lxw_worksheet *sheet, int64_t row, int column,
                  const lc_book_column *how, const char *text);
/* Lines that a text takes in a column of this width, as well as can be told without the font. Rows
 * are given their height, for not every program works it out. */
int lc_book_lines(const char *text, double width);
/* Points of a row of so many lines. */
double lc_book_height(const lc_book *book, int lines);
/* The row gets the height that its cells wanted since book->lines was set to 1. */
void lc_book_fit_row(lc_book *book, lxw_worksheet *sheet, int64_t row);

/* --- sheets: book_table.c --- */
/* A further sheet, printed on A4 across, a footer with title and page; *out is the workbook's. */
lc_status lc_book_add(lc_book *book, const char *name, bool landscape, lxw_worksheet **out);
/* Its title (a msgid) and what is told of it, over its first columns; *row is the next free one. */
void lc_book_head(lc_book *book, lxw_worksheet *sheet, const char *title, const char *about,
                  const lc_book_column *columns, int count, int64_t *row);
/* A text over the columns `first` to `last`, together `width` wide, in a row as high as it needs.
 */
void lc_book_wrap(lc_book *book, lxw_worksheet *sheet, int64_t row, int first, int last,
                  double width, double points, const char *text, lc_book_look look);
/* The look of the heading above a kind. */
lc_book_look lc_book_heading(lc_book_kind kind);
/* Headings with widths, frozen, repeated on each page. */
void lc_book_headings(lc_book *book, lxw_worksheet *sheet, const lc_book_column *columns, int count,
                      int fixed, int64_t row);
/* The columns `turns` begin pages across, each with the fixed columns before it. */
void lc_book_turn(lxw_worksheet *sheet, const int *turns, int count, int fixed);
/* Filters, bars and colours over rows `first` to `last`. */
void lc_book_dress(lc_book *book, lxw_worksheet *sheet, const lc_book_column *columns, int count,
                   int64_t first, int64_t last);
/* Tells the list of sheets. `about` is taken over, also when it fails. */
lc_status lc_book_enter(lc_book *book, const char *name, char *about, int64_t rows);
/* A whole sheet from its query; none where there are no rows. */
lc_status lc_book_write(lc_book *book, const lc_book_sheet *sheet);

/* --- the sheets with a form of their own --- */
lc_status lc_book_regions(lc_book *book);
lc_status lc_book_towns(lc_book *book);
lc_status lc_book_notes(lc_book *book);
/* Written last into the sheet that was added first: it tells of all others. */
lc_status lc_book_summary(lc_book *book, lxw_worksheet *sheet);

/* --- the sheets that are tables: book_sheets.c --- */
/* Sheet i in their order, NULL past the last. Static. */
const lc_book_sheet *lc_book_sheet_at(size_t i);

#endif
