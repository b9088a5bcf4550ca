/* Many rows into a table with one statement: what lc_stmt_bind_rows binds is read through a
 * table-valued function, `lc_rows(:rows)`, with columns c0, c1 ... . A statement that runs once
 * keeps its place at the end of the table, where one that runs for every row looks for it anew. */
#include <assert.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "db/rows.h"

typedef enum cell_kind { CELL_NULL, CELL_INT, CELL_DOUBLE, CELL_TEXT, CELL_BLOB } cell_kind;

typedef struct cell {
    cell_kind kind;
    union {
        int64_t integer;
        double number;
        size_t text; /* where it begins in `texts` */
        struct {
            const void *bytes;
            int size;
        } blob; /* borrowed */
    } as;
} cell;

struct lc_rows {
    lc_ctx *ctx;
    size_t columns;
    lc_array cells; /* row after row */
    lc_text texts;  /* each with its NUL */
    bool failed;
};

static const char kind_of_pointer[] = "lc_rows";

lc_rows *lc_rows_new(lc_ctx *ctx, size_t columns)
{
    lc_rows *rows = lc_alloc(ctx, 1, sizeof *rows);
    if (rows == NULL)
        return NULL;
    assert(columns > 0 && columns <= LC_ROWS_COLUMNS_MAX);
    rows->ctx = ctx;
    rows->columns = columns;
    lc_array_init(&rows->cells, sizeof(cell));
    lc_text_init(&rows->texts, ctx);
    return rows;
}

void lc_rows_free(lc_rows *rows)
{
    if (rows == NULL)
        return;
    lc_array_clear(&rows->cells);
    lc_text_clear(&rows->texts);
    free(rows);
}

static void add(lc_rows *rows, cell value)
{
    cell *added = lc_array_push(rows->ctx, &rows->cells);
    if (added != NULL)
        *added = value;
    else
        rows->failed = true;
}

void lc_rows_add_null(lc_rows *rows)
{
    add(rows, (cell){.kind = CELL_NULL});
}

void lc_rows_add_int(lc_rows *rows, int64_t value)
{
    add(rows, (cell){.kind = CELL_INT, .as.integer = value});
}

void lc_rows_add_double(lc_rows *rows, double value)
{
    /* SQLite takes NaN for NULL itself. */
    add(rows, (cell){.kind = CELL_DOUBLE, .as.number = value});
}

void lc_rows_add_text(lc_rows *rows, const char *value)
{
    if (value == NULL) {
        lc_rows_add_null(rows);
        return;
    }
    add(rows, (cell){.kind = CELL_TEXT, .as.text = rows->texts.size});
    lc_text_add_bytes(&rows->texts, value, strlen(value) + 1);
}

void lc_rows_add_blob(lc_rows *rows, const void *bytes, size_t size)
{
    assert(size <= INT_MAX);
    add(rows, (cell){.kind = CELL_BLOB, .as.blob = {bytes, (int)size}});
}

size_t lc_rows_count(const lc_rows *rows)
{
    return rows->cells.count / rows->columns;
}

lc_status lc_rows_run(lc_rows *rows, lc_stmt *stmt)
{
    if (rows->failed || rows->texts.failed)
        return lc_fail_memory(rows->ctx);
    if (rows->cells.count == 0)
        return LC_OK;
    lc_stmt_bind_pointer(stmt, ":rows", rows, kind_of_pointer);
    lc_status status = lc_stmt_run(stmt);
    lc_stmt_bind_null(stmt, ":rows");
    rows->cells.count = 0;
    rows->texts.size = 0;
    return status;
}

/* --- the table-valued function --- */

enum { COLUMN_SOURCE = LC_ROWS_COLUMNS_MAX };

typedef struct cursor {
    sqlite3_vtab_cursor base;
    const lc_rows *rows;
    size_t at; /* first cell of the row */
} cursor;

static int connect_table(sqlite3 *db, void *user, int argc, const char *const *argv,
                         sqlite3_vtab **table, char **error)
{
    (void)user;
    (void)argc;
    (void)argv;
    (void)error;
    /* No statement that is run: SQLite wants to hear the columns in this form. */
    int code = sqlite3_declare_vtab(db, "CREATE TABLE x(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, "
                                        "c10, c11, c12, c13, source HIDDEN)");
    *table = code == SQLITE_OK ? sqlite3_malloc(sizeof **table) : NULL;
    if (*table == NULL)
        return code == SQLITE_OK ? SQLITE_NOMEM : code;
    memset(*table, 0, sizeof **table);
    return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *table)
{
    sqlite3_free(table);
    return SQLITE_OK;
}

/* There is one way: all rows of the source that is given. */
static int plan(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table;
    for (int i = 0; i < info->nConstraint; i++) {
        if (info->aConstraint[i].iColumn != COLUMN_SOURCE || !info->aConstraint[i].usable ||
            info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        info->aConstraintUsage[i].argvIndex = 1;
        info->aConstraintUsage[i].omit = 1;
        info->estimatedCost = 1;
        return SQLITE_OK;
    }
    return SQLITE_CONSTRAINT;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    (void)table;
    cursor *made = sqlite3_malloc(sizeof *made);
    *out = NULL;
    if (made == NULL)
        return SQLITE_NOMEM;
    memset(made, 0, sizeof *made);
    *out = &made->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *base)
{
    sqlite3_free(base);
    return SQLITE_OK;
}

static int filter(sqlite3_vtab_cursor *base, int number, const char *name, int argc,
                  sqlite3_value **argv)
{
    (void)number;
    (void)name;
    cursor *c = (cursor *)base;
    c->rows = argc > 0 ? sqlite3_value_pointer(argv[0], kind_of_pointer) : NULL;
    c->at = 0;
    return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *base)
{
    cursor *c = (cursor *)base;
    c->at += c->rows->columns;
    return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *base)
{
    const cursor *c = (const cursor *)base;
    return c->rows == NULL || c->at >= c->rows->cells.count;
}

static int give_cell(sqlite3_vtab_cursor *base, sqlite3_context *out, int column)
{
    const cursor *c = (const cursor *)base;
    if ((size_t)column >= c->rows->columns)
        return SQLITE_OK; /* NULL */
    const cell *value = lc_array_at(&c->rows->cells, c->at + (size_t)column);
    switch (value->kind) {
    case CELL_INT:
        sqlite3_result_int64(out, value->as.integer);
        break;
    case CELL_DOUBLE:
        sqlite3_result_double(out, value->as.number);
        break;
    case CELL_TEXT:
        sqlite3_result_text(out, c->rows->texts.bytes + value->as.text, -1, SQLITE_STATIC);
        break;
    case CELL_BLOB:
        sqlite3_result_blob(out, value->as.blob.bytes, value->as.blob.size, SQLITE_STATIC);
        break;
    case CELL_NULL:
        break;
    }
    return SQLITE_OK;
}

static int give_id(sqlite3_vtab_cursor *base, sqlite3_int64 *id)
{
    const cursor *c = (const cursor *)base;
    *id = (sqlite3_int64)(c->at / c->rows->columns);
    return SQLITE_OK;
}

static const sqlite3_module module = {.xConnect = connect_table,
                                      .xBestIndex = plan,
                                      .xDisconnect = disconnect,
                                      .xOpen = open_cursor,
                                      .xClose = close_cursor,
                                      .xFilter = filter,
                                      .xNext = next,
                                      .xEof = at_end,
                                      .xColumn = give_cell,
                                      .xRowid = give_id};

int lc_db_add_rows(sqlite3 *sqlite)
{
    return sqlite3_create_module(sqlite, kind_of_pointer, &module, NULL);
}
