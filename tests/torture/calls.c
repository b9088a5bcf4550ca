/* Our calls of other libraries, wrapped by the linker: every CALL( names one, and CMakeLists.txt
 * takes the names from here. */
#include "faults.h"

#include <cairo.h>
#include <cpl_error.h>
#include <expat.h>
#include <gdal.h>
#include <geos_c.h>
#include <iconv.h>
#include <locale.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <proj.h>
#include <pthread.h>
#include <sqlite3.h>
#include <xlsxwriter.h>
#include <yaml.h>
#include <zlib.h>

#include "base/base.h"

#pragma GCC diagnostic ignored "-Wmissing-prototypes"

/* `answer` is what a failing call answers with, which may do more beside. */
#define CALL(name, type, answer, parameters, arguments)                                            \
    type __real_##name parameters;                                                                 \
    type __wrap_##name parameters                                                                  \
    {                                                                                              \
        return is_due() ? (answer) : __real_##name arguments;                                      \
    }

static bool is_due(void)
{
    return fault_due(FAULT_LIBRARY);
}

/* --- SQLite: its codes take turns --- */

static int sqlite_code(void)
{
    static const int codes[] = {SQLITE_NOMEM, SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_CORRUPT,
                                SQLITE_BUSY};
    return codes[fault_number() % 5];
}

#define SQLITE(name, parameters, arguments)                                                        \
    int __real_##name parameters;                                                                  \
    int __wrap_##name parameters                                                                   \
    {                                                                                              \
        return fault_due(FAULT_SQLITE) ? sqlite_code() : __real_##name arguments;                  \
    }

SQLITE(sqlite3_step, (sqlite3_stmt * s), (s))
SQLITE(sqlite3_exec,
       (sqlite3 * db, const char *sql, int (*fn)(void *, int, char **, char **), void *user,
        char **error),
       (db, sql, fn, user, error))
SQLITE(sqlite3_bind_int64, (sqlite3_stmt * s, int i, sqlite3_int64 value), (s, i, value))
SQLITE(sqlite3_bind_double, (sqlite3_stmt * s, int i, double value), (s, i, value))
SQLITE(sqlite3_bind_text,
       (sqlite3_stmt * s, int i, const char *text, int size, void (*end)(void *)),
       (s, i, text, size, end))
SQLITE(sqlite3_bind_blob64,
       (sqlite3_stmt * s, int i, const void *bytes, sqlite3_uint64 size, void (*end)(void *)),
       (s, i, bytes, size, end))
SQLITE(sqlite3_bind_pointer,
       (sqlite3_stmt * s, int i, void *pointer, const char *kind, void (*end)(void *)),
       (s, i, pointer, kind, end))

/* As SQLite does, a statement is NULL after a failure; a connection may be there. */
int __real_sqlite3_prepare_v2(sqlite3 *db, const char *sql, int size, sqlite3_stmt **out,
                              const char **rest);
int __wrap_sqlite3_prepare_v2(sqlite3 *db, const char *sql, int size, sqlite3_stmt **out,
                              const char **rest)
{
    if (!fault_due(FAULT_SQLITE))
        return __real_sqlite3_prepare_v2(db, sql, size, out, rest);
    *out = NULL;
    return sqlite_code();
}

int __real_sqlite3_open_v2(const char *path, sqlite3 **out, int flags, const char *vfs);
int __wrap_sqlite3_open_v2(const char *path, sqlite3 **out, int flags, const char *vfs)
{
    int code = __real_sqlite3_open_v2(path, out, flags, vfs);
    return code == SQLITE_OK && fault_due(FAULT_SQLITE) ? SQLITE_CANTOPEN : code;
}

/* --- GDAL, which says through its handler what is wrong --- */

static bool said(void)
{
    CPLError(CE_Failure, CPLE_FileIO, "torture: no space left");
    return true;
}

CALL(GDALCreate, GDALDatasetH, (said(), NULL),
     (GDALDriverH driver, const char *path, int x, int y, int bands, GDALDataType type,
      CSLConstList options),
     (driver, path, x, y, bands, type, options))
CALL(GDALOpenEx, GDALDatasetH, (said(), NULL),
     (const char *path, unsigned flags, const char *const *drivers, const char *const *options,
      const char *const *siblings),
     (path, flags, drivers, options, siblings))
CALL(GDALDatasetCreateLayer, OGRLayerH, (said(), NULL),
     (GDALDatasetH data, const char *name, OGRSpatialReferenceH crs, OGRwkbGeometryType type,
      CSLConstList options),
     (data, name, crs, type, options))
CALL(GDALDatasetExecuteSQL, OGRLayerH, (said(), NULL),
     (GDALDatasetH data, const char *sql, OGRGeometryH filter, const char *dialect),
     (data, sql, filter, dialect))
CALL(GDALDatasetStartTransaction, OGRErr, (said(), OGRERR_FAILURE), (GDALDatasetH data, int force),
     (data, force))
CALL(GDALDatasetCommitTransaction, OGRErr, (said(), OGRERR_FAILURE), (GDALDatasetH data), (data))
CALL(OGR_L_CreateField, OGRErr, (said(), OGRERR_FAILURE),
     (OGRLayerH layer, OGRFieldDefnH field, int approximate), (layer, field, approximate))
CALL(OGR_L_CreateFeature, OGRErr, (said(), OGRERR_NOT_ENOUGH_MEMORY),
     (OGRLayerH layer, OGRFeatureH feature), (layer, feature))
CALL(OGR_L_GetNextFeature, OGRFeatureH, (said(), NULL), (OGRLayerH layer), (layer))
CALL(OGR_F_Create, OGRFeatureH, (said(), NULL), (OGRFeatureDefnH of), (of))
CALL(OGR_G_CreateFromWkb, OGRErr, (said(), OGRERR_NOT_ENOUGH_MEMORY),
     (const void *bytes, OGRSpatialReferenceH crs, OGRGeometryH *out, int size),
     (bytes, crs, out, size))
CALL(OSRNewSpatialReference, OGRSpatialReferenceH, (said(), NULL), (const char *wkt), (wkt))
CALL(OSRImportFromEPSG, OGRErr, (said(), OGRERR_FAILURE), (OGRSpatialReferenceH crs, int code),
     (crs, code))
CALL(OSRExportToWktEx, OGRErr, (said(), OGRERR_NOT_ENOUGH_MEMORY),
     (OGRSpatialReferenceH crs, char **out, const char *const *options), (crs, out, options))
CALL(GDALRasterIO, CPLErr, (said(), CE_Failure),
     (GDALRasterBandH band, GDALRWFlag flag, int x, int y, int width, int height, void *to,
      int to_width, int to_height, GDALDataType type, int pixel, int line),
     (band, flag, x, y, width, height, to, to_width, to_height, type, pixel, line))

/* --- PROJ and GEOS --- */

CALL(proj_context_create, PJ_CONTEXT *, NULL, (void), ())
CALL(proj_create, PJ *, NULL, (PJ_CONTEXT * c, const char *text), (c, text))
CALL(proj_create_crs_to_crs_from_pj, PJ *, NULL,
     (PJ_CONTEXT * c, PJ *from, PJ *to, PJ_AREA *area, const char *const *options),
     (c, from, to, area, options))
CALL(proj_normalize_for_visualization, PJ *, NULL, (PJ_CONTEXT * c, const PJ *operation),
     (c, operation))
CALL(GEOS_init_r, GEOSContextHandle_t, NULL, (void), ())
CALL(GEOSWKBReader_read_r, GEOSGeometry *, NULL,
     (GEOSContextHandle_t c, GEOSWKBReader *reader, const unsigned char *bytes, size_t size),
     (c, reader, bytes, size))

/* --- libxlsxwriter --- */

CALL(workbook_new_opt, lxw_workbook *, NULL, (const char *path, lxw_workbook_options *options),
     (path, options))
CALL(workbook_add_worksheet, lxw_worksheet *, NULL, (lxw_workbook * book, const char *name),
     (book, name))
CALL(workbook_add_format, lxw_format *, NULL, (lxw_workbook * book), (book))
CALL(workbook_add_chart, lxw_chart *, NULL, (lxw_workbook * book, uint8_t type), (book, type))
CALL(workbook_set_properties, lxw_error, LXW_ERROR_MEMORY_MALLOC_FAILED,
     (lxw_workbook * book, lxw_doc_properties *properties), (book, properties))
CALL(worksheet_write_string, lxw_error, LXW_ERROR_MEMORY_MALLOC_FAILED,
     (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format),
     (sheet, row, column, text, format))
CALL(worksheet_write_number, lxw_error, LXW_ERROR_MEMORY_MALLOC_FAILED,
     (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column, double number, lxw_format *format),
     (sheet, row, column, number, format))
CALL(worksheet_write_blank, lxw_error, LXW_ERROR_MEMORY_MALLOC_FAILED,
     (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column, lxw_format *format),
     (sheet, row, column, format))
CALL(worksheet_write_url_opt, lxw_error, LXW_ERROR_MEMORY_MALLOC_FAILED,
     (lxw_worksheet * sheet, lxw_row_t row, lxw_col_t column, const char *url, lxw_format *format,
      const char *text, const char *tip),
     (sheet, row, column, url, format, text, tip))

/* Closing frees the workbook, whatever becomes of it. */
lxw_error __real_workbook_close(lxw_workbook *book);
lxw_error __wrap_workbook_close(lxw_workbook *book)
{
    bool due = is_due();
    lxw_error error = __real_workbook_close(book);
    return due ? LXW_ERROR_ZIP_FILE_ADD : error;
}

/* --- drawing, and the small ones --- */

CALL(cairo_surface_status, cairo_status_t, CAIRO_STATUS_NO_MEMORY, (cairo_surface_t * surface),
     (surface))
CALL(yaml_parser_initialize, int, 0, (yaml_parser_t * parser), (parser))
CALL(yaml_parser_load, int, (parser->error = YAML_MEMORY_ERROR, 0),
     (yaml_parser_t * parser, yaml_document_t *out), (parser, out))
CALL(XML_ParserCreate, XML_Parser, NULL, (const XML_Char *encoding), (encoding))
CALL(gzdopen, gzFile, NULL, (int fd, const char *mode), (fd, mode))
CALL(gzread, int, -1, (gzFile file, void *to, unsigned size), (file, to, size))
CALL(gzwrite, int, 0, (gzFile file, const void *from, unsigned size), (file, from, size))
CALL(iconv_open, iconv_t, (iconv_t)-1, (const char *to, const char *from), (to, from))
CALL(newlocale, locale_t, NULL, (int mask, const char *name, locale_t base), (mask, name, base))
CALL(pthread_create, int, 11,
     (pthread_t * thread, const pthread_attr_t *how, void *(*start)(void *), void *user),
     (thread, how, start, user))

/* --- cancelling --- */

lc_status __real_lc_tick(lc_ctx *ctx, uint64_t done, uint64_t total);
lc_status __wrap_lc_tick(lc_ctx *ctx, uint64_t done, uint64_t total)
{
    if (fault_due(FAULT_CANCEL))
        lc_ctx_cancel(ctx);
    return __real_lc_tick(ctx, done, total);
}

bool __real_lc_cancelled(const lc_ctx *ctx);
bool __wrap_lc_cancelled(const lc_ctx *ctx)
{
    if (fault_due(FAULT_CANCEL))
        lc_ctx_cancel((lc_ctx *)(uintptr_t)ctx);
    return __real_lc_cancelled(ctx);
}
