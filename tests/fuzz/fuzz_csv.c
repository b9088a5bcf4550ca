/* Any bytes as a table: read in memory by base, and as a file of unknown encoding by gio. Rows or a
 * message, and gio's values are UTF-8 whatever the file was. */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "fuzz.h"
#include "gio/gio.h"

static void read_memory(lc_ctx *ctx, const uint8_t *data, size_t size)
{
    lc_csv csv;
    bool row = true;
    size_t line = 0;
    lc_status status = lc_csv_init(&csv, ctx, (const char *)data, size);
    while (status == LC_OK && (status = lc_csv_next(&csv, &row)) == LC_OK && row) {
        fuzz_check(csv.line > line, "lines are counted upwards");
        line = csv.line;
        for (size_t i = 0; i <= csv.field_count; i++)
            (void)strlen(lc_csv_field(&csv, i));
    }
    fuzz_check((status == LC_OK) == (lc_ctx_message(ctx)[0] == '\0'), "a failure says why");
    lc_csv_clear(&csv);
}

static void read_file(lc_ctx *ctx, const char *path)
{
    lc_reader *reader = NULL;
    const lc_record *record = NULL;
    lc_status status = lc_reader_open(ctx, path, NULL, &reader);
    size_t fields = status == LC_OK ? lc_reader_info(reader)->field_count : 0;
    while (status == LC_OK && (status = lc_reader_next(reader, &record)) == LC_OK && record != NULL)
        for (size_t i = 0; i < fields; i++)
            fuzz_check(record->values[i] == NULL ||
                           lc_text_is_utf8(record->values[i], strlen(record->values[i])),
                       "values are UTF-8");
    fuzz_check((status == LC_OK) == (lc_ctx_message(ctx)[0] == '\0'), "a failure says why");
    lc_reader_close(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_ctx *ctx = lc_ctx_new();
    if (ctx == NULL)
        return 0;
    read_memory(ctx, data, size);
    lc_ctx_clear(ctx);
    read_file(ctx, fuzz_file("case.csv", data, size));
    lc_ctx_free(ctx);
    return 0;
}
