/* Comma-separated text that is already in memory (tables compiled in). Files go through room gio.
 */
#ifndef LC_BASE_CSV_H
#define LC_BASE_CSV_H

#include <lifecircle/context.h>
#include <stddef.h>

/* A walk over RFC 4180 text: quoted fields, doubled quotes, line breaks inside quotes, LF or CRLF;
 * a byte-order mark is skipped. */
typedef struct lc_csv {
    char *text;         /* owned copy, cut into fields as it is read */
    char *at;           /* where the next row begins */
    char **fields;      /* owned array; the texts lie in `text` */
    size_t field_count; /* of the row read last */
    size_t capacity;
    size_t line; /* on which the row read last begins, from 1 */
    size_t next_line;
    lc_ctx *ctx;
} lc_csv;

/* Begins reading a copy of `size` bytes. LC_MEMORY. End with lc_csv_clear, also after a failure. */
lc_status lc_csv_init(lc_csv *csv, lc_ctx *ctx, const char *text, size_t size);
void lc_csv_clear(lc_csv *csv);
/* The next row that is not blank: *row is false at the end. Fields are borrowed until lc_csv_clear,
 * the array until the next call. LC_INPUT (with the line) for a quote that is never closed. O(bytes
 * of the row). */
lc_status lc_csv_next(lc_csv *csv, bool *row);
/* Field i of the row, "" for one that the row lacks. */
const char *lc_csv_field(const lc_csv *csv, size_t i);

#endif
