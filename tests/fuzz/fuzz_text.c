/* Any bytes as text to be written, as JSON, CSV and HTML, and as a shape in WKT. What we write
 * reads as what it was. */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "fuzz.h"
#include "geom/geom.h"
#include "report/pdf_markup.h"

static void check_csv(lc_ctx *ctx, const char *cell)
{
    lc_text csv;
    lc_csv row;
    bool any = false;
    lc_text_init(&csv, ctx);
    lc_text_add_csv(&csv, cell);
    lc_text_add(&csv, ",end\n");
    fuzz_check(lc_csv_init(&row, ctx, csv.bytes, csv.size) == LC_OK, "memory");
    fuzz_check(lc_csv_next(&row, &any) == LC_OK && any && row.field_count == 2,
               "CSV that we write is two fields in a row");
    const char *read = lc_csv_field(&row, 0);
    bool bom = strncmp(cell, "\xEF\xBB\xBF", 3) == 0; /* which a reader passes over in front */
    fuzz_check(bom || strcmp(read + (*read == '\'' && *cell != '\''), cell) == 0,
               "a cell is what was written, behind an apostrophe where it would be a formula");
    fuzz_check(strcmp(lc_csv_field(&row, 1), "end") == 0, "and ends where it ended");
    lc_csv_clear(&row);
    lc_text_clear(&csv);
}

static void check_html(lc_ctx *ctx, const char *cell)
{
    lc_text html, clean, plain;
    lc_text_init(&html, ctx);
    lc_text_init(&clean, ctx);
    lc_text_init(&plain, ctx);
    lc_text_add_html(&html, cell);
    lc_text_add_clean(&clean, cell, strlen(cell));
    fuzz_check(html.bytes == NULL || strpbrk(html.bytes, "<>\"'") == NULL, "HTML is escaped");
    lc_mark_decode(html.bytes, html.size, &plain);
    fuzz_check(plain.size == clean.size &&
                   (plain.size == 0 || memcmp(plain.bytes, clean.bytes, plain.size) == 0),
               "and reads as the text that it was");
    fuzz_check(lc_text_is_utf8(clean.bytes, clean.size), "a clean text is UTF-8");
    lc_text_clear(&html);
    lc_text_clear(&clean);
    lc_text_clear(&plain);
}

static void check_json(lc_ctx *ctx, const char *cell)
{
    lc_text json;
    size_t quotes = 0;
    lc_text_init(&json, ctx);
    lc_text_add_json(&json, cell);
    fuzz_check(lc_text_is_utf8(json.bytes, json.size), "JSON is UTF-8");
    for (size_t i = 0; i < json.size; i++) {
        fuzz_check((unsigned char)json.bytes[i] >= 0x20, "without control characters");
        if (json.bytes[i] == '\\')
            i++;
        else
            quotes += json.bytes[i] == '"';
    }
    fuzz_check(quotes == 2 && json.bytes[json.size - 1] == '"', "a string ends where it ends");
    lc_text_clear(&json);
}

static void read_shape(lc_ctx *ctx, const char *cell)
{
    lc_geom *geom = NULL;
    lc_wkb wkb = {0};
    if (lc_geom_open(ctx, &geom) == LC_OK && lc_geom_from_wkt(geom, cell, &wkb) == LC_OK)
        fuzz_check(wkb.size > 0, "a shape or a failure");
    lc_wkb_clear(&wkb);
    lc_geom_close(geom);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_ctx *ctx = lc_ctx_new();
    if (ctx == NULL || size > 4096) {
        lc_ctx_free(ctx);
        return 0;
    }
    char *cell = fuzz_text(data, size);
    check_csv(ctx, cell);
    check_html(ctx, cell);
    check_json(ctx, cell);
    read_shape(ctx, cell);
    free(cell);
    lc_ctx_free(ctx);
    return 0;
}
