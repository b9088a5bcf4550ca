/* The texts of one row, decoded, in one buffer that is used again for the next. For this room
 * alone. */
#ifndef LC_GIO_ROW_H
#define LC_GIO_ROW_H

#include "base/base.h"
#include "gio/encoding.h"

typedef struct gio_row {
    lc_text text;
    size_t *at; /* where value i begins in text, SIZE_MAX for none */
    const char **values;
    size_t count;
    bool bad_encoding;
    int cut; /* the last value whose text ended within a character; -1 for none */
} gio_row;

lc_status gio_row_init(lc_ctx *ctx, gio_row *row, size_t count);
void gio_row_clear(gio_row *row);
void gio_row_begin(gio_row *row);
void gio_row_set(gio_row *row, size_t i, gio_decoder *decoder, const char *bytes, size_t size);
/* The same of a text that a fixed width may have cut within its last character, which is then left
 * out. */
void gio_row_set_cut(gio_row *row, size_t i, gio_decoder *decoder, const char *bytes, size_t size);
/* Values are ready until the next begin: trimmed, NULL where blank. `any` says whether one is not.
 */
lc_status gio_row_end(gio_row *row, bool *any);

#endif
