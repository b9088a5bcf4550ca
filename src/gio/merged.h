/* Fills the cells that stand under a merged cell with its value. For this room alone. */
#ifndef LC_GIO_MERGED_H
#define LC_GIO_MERGED_H

#include "gio/gio.h"
#include "gio/row.h"
#include "gio/sheet.h"

typedef struct gio_merged {
    lc_ctx *ctx;
    const gio_sheet *sheet; /* borrowed */
    size_t next;            /* of its merges */
    size_t count;           /* columns */
    char **texts;      /* owned, as is each: the value of the merged cell that a column is in */
    int64_t *last_row; /* of it; 0: the column is in none */
    bool *filled, *merged;
} gio_merged;

/* Merges that begin in `names_row` or above are those of the head. LC_MEMORY. */
lc_status gio_merged_init(gio_merged *merged, lc_ctx *ctx, const gio_sheet *sheet, size_t count,
                          int64_t names_row);
void gio_merged_clear(gio_merged *merged);
/* Changes the values of a row and says in the record which; adds to *cells. Rows come in order. */
lc_status gio_merged_fill(gio_merged *merged, gio_row *row, lc_record *record, int64_t *cells);

#endif
