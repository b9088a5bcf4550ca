#include "gio/merged.h"

#include <stdlib.h>
#include <string.h>

static const gio_merge *next_of(const gio_merged *merged)
{
    const lc_array *all = &merged->sheet->merges;
    return merged->next < all->count ? lc_array_at(all, merged->next) : NULL;
}

lc_status gio_merged_init(gio_merged *merged, lc_ctx *ctx, const gio_sheet *sheet, size_t count,
                          int64_t names_row)
{
    *merged = (gio_merged){.ctx = ctx, .sheet = sheet, .count = count};
    for (const gio_merge *m; (m = next_of(merged)) != NULL && m->first_row <= names_row;)
        merged->next++;
    merged->texts = lc_alloc(ctx, count, sizeof *merged->texts);
    merged->last_row = lc_alloc(ctx, count, sizeof *merged->last_row);
    merged->filled = lc_alloc(ctx, count, sizeof *merged->filled);
    merged->merged = lc_alloc(ctx, count, sizeof *merged->merged);
    bool whole = merged->texts != NULL && merged->last_row != NULL && merged->filled != NULL &&
                 merged->merged != NULL;
    return whole ? LC_OK : LC_MEMORY;
}

void gio_merged_clear(gio_merged *merged)
{
    for (size_t i = 0; merged->texts != NULL && i < merged->count; i++)
        free(merged->texts[i]);
    free(merged->texts);
    free(merged->last_row);
    free(merged->filled);
    free(merged->merged);
    *merged = (gio_merged){.count = 0};
}

/* The merged cells that begin in this row, or in a blank one that was passed over. */
static lc_status begin(gio_merged *merged, const gio_row *row, int64_t row_no)
{
    for (const gio_merge *m; (m = next_of(merged)) != NULL && m->first_row <= row_no;
         merged->next++) {
        if (m->column >= merged->count)
            continue;
        const char *value = m->first_row == row_no ? row->values[m->column] : NULL;
        free(merged->texts[m->column]);
        merged->texts[m->column] = lc_strdup(merged->ctx, value);
        merged->last_row[m->column] = m->last_row;
        merged->merged[m->column] = value != NULL;
        if (value != NULL && merged->texts[m->column] == NULL)
            return LC_MEMORY;
    }
    return LC_OK;
}

lc_status gio_merged_fill(gio_merged *merged, gio_row *row, lc_record *record, int64_t *cells)
{
    memset(merged->filled, 0, merged->count * sizeof *merged->filled);
    memset(merged->merged, 0, merged->count * sizeof *merged->merged);
    lc_status status = begin(merged, row, record->row);
    for (size_t i = 0; status == LC_OK && i < merged->count; i++) {
        merged->filled[i] = row->values[i] == NULL && merged->texts[i] != NULL &&
                            record->row <= merged->last_row[i];
        if (!merged->filled[i])
            continue;
        row->values[i] = merged->texts[i];
        ++*cells;
    }
    record->filled = merged->filled;
    record->merged = merged->merged;
    return status;
}
