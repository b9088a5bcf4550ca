/* Any bytes as a file that GDAL reads. The first byte says of which format; those that are
 * archives or come in parts are put together here, so that the bytes are what is inside. GDAL's
 * own mistakes cannot be mended here, but rows come out whole or with words why not. */
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/base.h"
#include "fuzz.h"
#include "geom/geom.h"
#include "gio/gio.h"

enum { ROWS_MAX = 5000 };

static void read_rows(lc_ctx *ctx, lc_reader *reader)
{
    const lc_layer_info *info = lc_reader_info(reader);
    const lc_record *record = NULL;
    lc_status status = LC_OK;
    for (size_t i = 0; i < info->field_count; i++)
        fuzz_check(lc_text_is_utf8(info->fields[i], strlen(info->fields[i])), "names are UTF-8");
    for (int rows = 0; rows < ROWS_MAX; rows++) {
        status = lc_reader_next(reader, &record);
        if (status != LC_OK || record == NULL)
            break;
        for (size_t i = 0; i < info->field_count; i++)
            fuzz_check(record->values[i] == NULL ||
                           (lc_text_is_utf8(record->values[i], strlen(record->values[i])) &&
                            !lc_text_blank(record->values[i])),
                       "values are UTF-8, or none");
        fuzz_check((record->wkb == NULL) == (record->wkb_size == 0), "a shape or none");
        double share = lc_reader_share(reader);
        fuzz_check(share >= 0 && share <= 1, "a share is one");
    }
    fuzz_told(ctx, status);
}

static void read_file(const char *path)
{
    lc_reader *reader = NULL;
    lc_ctx *ctx = lc_ctx_new();
    fuzz_check(ctx != NULL, "memory");
    lc_status status = lc_reader_open(ctx, path, NULL, &reader);
    fuzz_told(ctx, status);
    fuzz_check((status == LC_OK) == (reader != NULL), "a reader or a failure");
    if (reader != NULL)
        read_rows(ctx, reader);
    lc_reader_close(reader);
    lc_ctx_free(ctx);
}

/* --- a spreadsheet: a zip archive without compression --- */

static void add_number(lc_text *zip, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        lc_text_add_bytes(zip, &(char){(char)(value >> 8 * i)}, 1);
}

static void add_head(lc_text *zip, const char *name, const void *bytes, size_t size)
{
    add_number(zip, 20, 2); /* version */
    add_number(zip, 0, 2);  /* flags */
    add_number(zip, 0, 2);  /* stored */
    add_number(zip, 0, 4);  /* no time */
    add_number(zip, (uint32_t)crc32(0, bytes, (uInt)size), 4);
    add_number(zip, (uint32_t)size, 4);
    add_number(zip, (uint32_t)size, 4);
    add_number(zip, (uint32_t)strlen(name), 2);
    add_number(zip, 0, 2);
}

static void add_member(lc_text *zip, lc_text *list, const char *name, const void *bytes,
                       size_t size)
{
    uint32_t at = (uint32_t)zip->size;
    lc_text_add_bytes(zip, "PK\3\4", 4);
    add_head(zip, name, bytes, size);
    lc_text_add(zip, name);
    lc_text_add_bytes(zip, bytes, size);
    lc_text_add_bytes(list, "PK\1\2", 4);
    add_number(list, 20, 2);
    add_head(list, name, bytes, size);
    add_number(list, 0, 2); /* no remark */
    add_number(list, 0, 4);
    add_number(list, 0, 4);
    add_number(list, at, 4);
    lc_text_add(list, name);
}

static void end_zip(lc_text *zip, lc_text *list, uint32_t members)
{
    uint32_t at = (uint32_t)zip->size;
    lc_text_add_bytes(zip, list->bytes, list->size);
    lc_text_add_bytes(zip, "PK\5\6\0\0\0\0", 8);
    add_number(zip, members, 2);
    add_number(zip, members, 2);
    add_number(zip, (uint32_t)list->size, 4);
    add_number(zip, at, 4);
    add_number(zip, 0, 2);
}

/* The sheet, and behind a NUL its texts. */
static void write_sheet(lc_ctx *ctx, const uint8_t *data, size_t size)
{
    static const char types[] =
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    static const char book[] =
        "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
        "<sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    static const char links[] =
        "<Relationships><Relationship Id=\"rId1\" "
        "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
        "Target=\"worksheets/sheet1.xml\"/></Relationships>";
    const uint8_t *texts;
    size_t sheet_size = fuzz_part(data, size, &texts);
    lc_text zip, list;
    lc_text_init(&zip, ctx);
    lc_text_init(&list, ctx);
    add_member(&zip, &list, "[Content_Types].xml", types, sizeof types - 1);
    add_member(&zip, &list, "xl/workbook.xml", book, sizeof book - 1);
    add_member(&zip, &list, "xl/_rels/workbook.xml.rels", links, sizeof links - 1);
    add_member(&zip, &list, "xl/worksheets/sheet1.xml", data, sheet_size);
    add_member(&zip, &list, "xl/sharedStrings.xml", texts, (size_t)(data + size - texts));
    end_zip(&zip, &list, 5);
    (void)fuzz_file("case.xlsx", (const uint8_t *)zip.bytes, zip.size);
    lc_text_clear(&zip);
    lc_text_clear(&list);
}

/* --- a Shapefile: two bytes each say how long the parts are --- */

static void write_parts(const uint8_t *data, size_t size, const char *const *names, size_t count)
{
    size_t at = 2 * count;
    for (size_t i = 0; i < count; i++) {
        size_t part = at < size ? (size_t)data[2 * i] | (size_t)data[2 * i + 1] << 8 : 0;
        size_t left = at < size ? size - at : 0;
        part = part < left ? part : left;
        (void)fuzz_file(names[i], data + (at < size ? at : 0), part);
        at += part;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const plain[] = {"case.geojson", "case.gpx", "case.kml", "case.fgb",
                                        "case.mif"};
    static const char *const shape[] = {"case.shp", "case.shx", "case.dbf"};
    enum { PLAIN = sizeof plain / sizeof *plain, SHEET = PLAIN, SHAPE };
    if (size == 0)
        return 0;
    size_t kind = data[0] % (SHAPE + 1U);
    lc_ctx *ctx = lc_ctx_new();
    if (ctx == NULL)
        return 0;
    if (kind < PLAIN)
        (void)fuzz_file(plain[kind], data + 1, size - 1);
    else if (kind == SHEET)
        write_sheet(ctx, data + 1, size - 1);
    else
        write_parts(data + 1, size - 1, shape, 3);
    read_file(fuzz_path(kind < PLAIN ? plain[kind] : kind == SHEET ? "case.xlsx" : "case.shp"));
    lc_ctx_free(ctx);
    return 0;
}
