#include "base/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

lc_status lc_csv_init(lc_csv *csv, lc_ctx *ctx, const char *text, size_t size)
{
    *csv = (lc_csv){.ctx = ctx, .next_line = 1};
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        size -= 3;
    }
    csv->text = lc_strndup(ctx, text, size);
    csv->at = csv->text;
    return csv->text != NULL ? LC_OK : LC_MEMORY;
}

void lc_csv_clear(lc_csv *csv)
{
    free(csv->text);
    free(csv->fields);
    *csv = (lc_csv){.ctx = csv->ctx};
}

static lc_status push_field(lc_csv *csv, char *field)
{
    if (csv->field_count == csv->capacity) {
        size_t capacity = csv->capacity > 0 ? csv->capacity * 2 : 16;
        char **fields = realloc(csv->fields, capacity * sizeof *fields);
        if (fields == NULL)
            return lc_fail_memory(csv->ctx);
        csv->fields = fields;
        csv->capacity = capacity;
    }
    csv->fields[csv->field_count++] = field;
    return LC_OK;
}

/* Unquotes in place from the opening quote at csv->at. Leaves csv->at behind the closing quote and
 * *end where the text ends. */
static lc_status quoted(lc_csv *csv, char **end)
{
    char *from = csv->at + 1, *to = csv->at;
    for (; *from != '\0'; from++) {
        if (*from == '"' && from[1] != '"') {
            csv->at = from + 1;
            *end = to;
            return LC_OK;
        }
        from += *from == '"';
        csv->next_line += *from == '\n';
        *to++ = *from;
    }
    return lc_fail(csv->ctx, LC_INPUT, "Line %zu of a table has a quote that is never closed.",
                   csv->line);
}

/* One field; *last tells that the row ends with it. */
static lc_status next_field(lc_csv *csv, bool *last)
{
    char *start = csv->at, *end = NULL;
    lc_status status = LC_OK;
    if (*start == '"')
        status = quoted(csv, &end);
    if (status != LC_OK)
        return status;
    char *stop = csv->at + strcspn(csv->at, ",\r\n");
    if (end == NULL)
        end = stop;
    *last = *stop != ',';
    csv->next_line += *stop == '\n' || *stop == '\r';
    csv->at = stop + (*stop != '\0');
    csv->at += *stop == '\r' && *csv->at == '\n';
    *end = '\0';
    return push_field(csv, start);
}

lc_status lc_csv_next(lc_csv *csv, bool *row)
{
    *row = false;
    while (*csv->at != '\0') {
        csv->field_count = 0;
        csv->line = csv->next_line;
        lc_status status = LC_OK;
        for (bool last = false; status == LC_OK && !last;)
            status = next_field(csv, &last);
        if (status != LC_OK)
            return status;
        *row = csv->field_count > 1 || csv->fields[0][0] != '\0';
        if (*row)
            return LC_OK;
    }
    csv->field_count = 0;
    return LC_OK;
}

const char *lc_csv_field(const lc_csv *csv, size_t i)
{
    return i < csv->field_count ? csv->fields[i] : "";
}
