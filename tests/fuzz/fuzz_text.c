/* Any bytes as what stands in a table's cell: a number, a date, a shape in WKT, a name; and as text
 * to be written. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "fuzz.h"
#include "geom/geom.h"

static void read_cell(const char *cell)
{
    double number;
    int64_t whole;
    char date[11];
    if (lc_text_number(cell, &number))
        fuzz_check(isfinite(number), "numbers are finite");
    if (lc_text_integer(cell, &whole))
        fuzz_check(lc_text_number(cell, &number), "a whole number is a number");
    if (lc_text_date(cell, date))
        fuzz_check(strlen(date) == 10 && date[4] == '-' && date[7] == '-', "dates are YYYY-MM-DD");
    static const char *const names[] = {"name", "名称", "area_m2", "longitude", "经度"};
    (void)lc_text_nearest(cell, names, sizeof names / sizeof *names);
    (void)lc_text_same_name(cell, "area m2");
    (void)lc_text_blank(cell);
}

/* A number written is the number read, to the digits that are written. */
static void write_number(lc_ctx *ctx, const uint8_t *data, size_t size)
{
    double number = 0, again;
    lc_text text;
    memcpy(&number, data, size < sizeof number ? size : sizeof number);
    if (!isfinite(number))
        return;
    lc_text_init(&text, ctx);
    lc_text_add_number(&text, number, "");
    fuzz_check(lc_text_number(text.bytes, &again) || fabs(number) < 1e-300 || fabs(number) > 1e300,
               "a number is read back");
    lc_text_clear(&text);
}

static void write_cell(lc_ctx *ctx, const char *cell)
{
    lc_text json, csv, html;
    lc_text_init(&json, ctx);
    lc_text_init(&csv, ctx);
    lc_text_init(&html, ctx);
    lc_text_add_json(&json, cell);
    lc_text_add_csv(&csv, cell);
    lc_text_add_html(&html, cell);
    fuzz_check(lc_text_is_utf8(json.bytes, json.size), "JSON is UTF-8");
    fuzz_check(html.bytes == NULL || strpbrk(html.bytes, "<>\"'") == NULL, "HTML is escaped");
    if (csv.size > 0 && cell[0] != '\0') {
        lc_csv row;
        bool any = false;
        fuzz_check(lc_csv_init(&row, ctx, csv.bytes, csv.size) == LC_OK, "memory");
        fuzz_check(lc_csv_next(&row, &any) == LC_OK, "CSV that we write can be read");
        lc_csv_clear(&row);
    }
    lc_text_clear(&json);
    lc_text_clear(&csv);
    lc_text_clear(&html);
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
    read_cell(cell);
    write_number(ctx, data, size);
    write_cell(ctx, cell);
    read_shape(ctx, cell);
    read_cell(lc_text_trim(cell));
    free(cell);
    lc_ctx_free(ctx);
    return 0;
}
