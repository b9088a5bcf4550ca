/* A table as the page tells it, laid out on sheets. For room report alone. */
#ifndef LC_REPORT_PDF_TABLE_H
#define LC_REPORT_PDF_TABLE_H

#include "report/pdf_sheet.h"

typedef struct lc_pdf_table lc_pdf_table;

typedef struct lc_pdf_cell {
    lc_pdf_flow flow;
    bool figure;         /* to the right */
    bool wide;           /* over all columns */
    const char *drawing; /* borrowed; below the text, or alone; NULL */
    size_t drawing_size;
    char *id; /* owned; NULL */
} lc_pdf_cell;

typedef struct lc_pdf_tr {
    lc_array cells;      /* lc_pdf_cell */
    bool head;           /* of the columns */
    bool joined;         /* belongs to the row below it */
    lc_pdf_table *inner; /* owned: stands below the row; NULL */
} lc_pdf_tr;

struct lc_pdf_table {
    lc_ctx *ctx;
    lc_pdf_table *outer; /* borrowed */
    lc_array rows;       /* lc_pdf_tr */
    bool dense;          /* small words stand behind the others, not below */
};

lc_pdf_table *lc_pdf_table_new(lc_ctx *ctx, lc_pdf_table *outer);
void lc_pdf_table_free(lc_pdf_table *table);
/* The new last row, the new last cell of the last row; NULL with LC_MEMORY. */
lc_pdf_tr *lc_pdf_table_row(lc_pdf_table *table);
lc_pdf_cell *lc_pdf_table_cell(lc_pdf_table *table);
/* Places it, columns as wide as what stands in them asks for. O(cells). */
lc_status lc_pdf_table_place(lc_sheet *sheet, const lc_pdf_table *table, double indent_pt);

#endif
