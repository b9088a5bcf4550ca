/* What a workbook says of a sheet beyond its cells, which GDAL does not tell: merged cells, hidden
 * rows, formulas without a result, and that it is whole. For this room alone. */
#ifndef LC_GIO_SHEET_H
#define LC_GIO_SHEET_H

#include "base/base.h"

/* A merged cell over several rows; rows count from 1, columns from 0. Its value stands in the first
 * row. */
typedef struct gio_merge {
    int64_t first_row, last_row;
    size_t column; /* the leftmost */
} gio_merge;

typedef struct gio_sheet {
    lc_array merges; /* of gio_merge, by their first row */
    int64_t hidden_rows, first_hidden;
    int64_t unsolved;
    char first_unsolved[16];
} gio_sheet;

/* Reads the sheet's own part of the workbook once more, as a stream. A workbook that is laid out in
 * another way than Excel, WPS and LibreOffice do says nothing: LC_OK and all zero. LC_INPUT when a
 * part breaks off, of which GDAL reads the rows up to there; LC_MEMORY, LC_CANCELLED. O(parts),
 * memory of the merges alone, of which a million at most are kept. */
lc_status gio_sheet_read(lc_ctx *ctx, const char *path, const char *name, gio_sheet *sheet);
/* An ODS: whether its sheets are whole. As above. */
lc_status gio_sheet_check_ods(lc_ctx *ctx, const char *path);
void gio_sheet_clear(gio_sheet *sheet);

#endif
