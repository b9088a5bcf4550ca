#include "gio/row.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

lc_status gio_row_init(lc_ctx *ctx, gio_row *row, size_t count)
{
    *row = (gio_row){.count = count};
    lc_text_init(&row->text, ctx);
    row->at = lc_alloc(ctx, count, sizeof(*row->at));
    row->values = lc_alloc(ctx, count, sizeof(*row->values));
    return row->at != NULL && row->values != NULL ? LC_OK : LC_MEMORY;
}

void gio_row_clear(gio_row *row)
{
    lc_text_clear(&row->text);
    free(row->at);
    free(row->values);
    *row = (gio_row){.count = 0};
}

void gio_row_begin(gio_row *row)
{
    row->text.size = 0;
    row->bad_encoding = false;
    row->cut = -1;
    for (size_t i = 0; i < row->count; i++)
        row->at[i] = SIZE_MAX;
}

void gio_row_set(gio_row *row, size_t i, gio_decoder *decoder, const char *bytes, size_t size)
{
    assert(i < row->count);
    row->at[i] = row->text.size;
    if (!gio_decode(decoder, bytes, size, &row->text))
        row->bad_encoding = true;
    lc_text_add_bytes(&row->text, "", 1);
}

void gio_row_set_cut(gio_row *row, size_t i, gio_decoder *decoder, const char *bytes, size_t size)
{
    enum { REST_MAX = 3 }; /* bytes of a character that lacks its last, in UTF-8 and GB18030 */
    size_t begin = row->text.size, less = 0;
    while (less <= REST_MAX && less < size &&
           !gio_decode(decoder, bytes, size - less, &row->text)) {
        row->text.size = begin;
        less++;
    }
    row->text.size = begin;
    bool cut = less > 0 && less <= REST_MAX && less < size;
    gio_row_set(row, i, decoder, bytes, cut ? size - less : size);
    if (cut)
        row->cut = (int)i;
}

lc_status gio_row_end(gio_row *row, bool *any)
{
    *any = false;
    if (row->text.failed)
        return lc_text_status(&row->text);
    for (size_t i = 0; i < row->count; i++) {
        char *value = row->at[i] == SIZE_MAX ? NULL : lc_text_trim(row->text.bytes + row->at[i]);
        row->values[i] = lc_text_blank(value) ? NULL : value;
        *any = *any || row->values[i] != NULL;
    }
    return LC_OK;
}
