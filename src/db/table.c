#include "db/table.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "db/internal.h"

/* What SQLite holds of a table, and a walk over its rows; both begin with SQLite's own part. */
typedef struct offer {
    lc_db *db;
    const lc_table *table;
    void *user;
} offer;
typedef struct shown {
    sqlite3_vtab base;
    const offer *from;
} shown;
typedef struct walker {
    sqlite3_vtab_cursor base;
    void *cursor;
    bool row;
    int64_t number;
} walker;

static const lc_table *table_of(const sqlite3_vtab *vtab)
{
    return ((const shown *)vtab)->from->table;
}

static int code_of(lc_status status)
{
    switch (status) {
    case LC_OK:
        return SQLITE_OK;
    case LC_MEMORY:
        return SQLITE_NOMEM;
    case LC_CANCELLED:
        return SQLITE_INTERRUPT;
    case LC_BUSY:
        return SQLITE_BUSY;
    case LC_STORE:
        return SQLITE_CORRUPT_VTAB;
    case LC_IO:
        return SQLITE_IOERR;
    case LC_USAGE:
    case LC_INPUT:
    case LC_EXISTS:
    case LC_UNSUPPORTED:
    case LC_INTERNAL:
        break;
    }
    return SQLITE_ERROR;
}

/* The columns as SQLite wants to be told of them; all compare as numbers. */
static char *declaration(lc_ctx *ctx, const lc_table *table)
{
    lc_text text;
    lc_text_init(&text, ctx);
    lc_text_addf(&text, "CREATE TABLE %s (", table->name);
    for (int i = 0; i < table->column_count; i++)
        lc_text_addf(&text, "%s%s NUMERIC", i == 0 ? "" : ", ", table->columns[i]);
    lc_text_add(&text, ")");
    return lc_text_take(&text);
}

static int on_connect(sqlite3 *sqlite, void *user, int argc, const char *const *argv,
                      sqlite3_vtab **out, char **error)
{
    (void)argc;
    (void)argv;
    (void)error;
    const offer *from = user;
    char *text = declaration(from->db->ctx, from->table);
    shown *made = sqlite3_malloc(sizeof *made);
    int code = text == NULL || made == NULL ? SQLITE_NOMEM : sqlite3_declare_vtab(sqlite, text);
    free(text);
    if (code != SQLITE_OK) {
        sqlite3_free(made);
        made = NULL;
    } else {
        *made = (shown){.from = from};
        (void)sqlite3_vtab_config(sqlite, SQLITE_VTAB_INNOCUOUS);
    }
    *out = (sqlite3_vtab *)made;
    return code;
}

static int on_disconnect(sqlite3_vtab *vtab)
{
    sqlite3_free(vtab);
    return SQLITE_OK;
}

/* Can the rows, in the order of their keys, pass for what is asked? Keys that are bound to one
 * value may stand anywhere. */
static bool is_in_order(const lc_table *table, const sqlite3_index_info *info, unsigned bound)
{
    int key = 0;
    for (int i = 0; i < info->nOrderBy; i++) {
        int column = info->aOrderBy[i].iColumn;
        if (column < 0 || column >= table->key_count || info->aOrderBy[i].desc)
            return false;
        if ((bound & 1U << column) != 0)
            continue;
        while (key < column && (bound & 1U << key) != 0)
            key++;
        if (key != column)
            return false;
        key++;
    }
    return true;
}

static int on_plan(sqlite3_vtab *vtab, sqlite3_index_info *info)
{
    const lc_table *table = table_of(vtab);
    int with[LC_TABLE_KEYS_MAX];
    unsigned bound = 0;
    for (int i = 0; i < info->nConstraint; i++) {
        int column = info->aConstraint[i].iColumn;
        if (!info->aConstraint[i].usable || info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ ||
            column < 0 || column >= table->key_count || (bound & 1U << column) != 0)
            continue;
        bound |= 1U << column;
        with[column] = i;
    }
    double rows = 1;
    int argument = 0;
    for (int key = 0; key < table->key_count; key++) {
        if ((bound & 1U << key) == 0) {
            rows *= table->values[key];
            continue;
        }
        info->aConstraintUsage[with[key]].argvIndex = ++argument;
        info->aConstraintUsage[with[key]].omit = 1;
    }
    if (argument == table->key_count)
        info->idxFlags = SQLITE_INDEX_SCAN_UNIQUE;
    info->idxNum = (int)bound;
    info->estimatedRows = (sqlite3_int64)rows;
    info->estimatedCost = 1 + rows;
    info->orderByConsumed = is_in_order(table, info, bound);
    return SQLITE_OK;
}

static int on_open(sqlite3_vtab *vtab, sqlite3_vtab_cursor **out)
{
    const offer *from = ((const shown *)vtab)->from;
    *out = NULL;
    walker *w = sqlite3_malloc(sizeof *w);
    if (w == NULL)
        return SQLITE_NOMEM;
    *w = (walker){0};
    lc_status status = from->table->open(from->user, &w->cursor);
    if (status != LC_OK) {
        sqlite3_free(w);
        return code_of(status);
    }
    *out = &w->base;
    return SQLITE_OK;
}

static int on_close(sqlite3_vtab_cursor *base)
{
    walker *w = (walker *)base;
    table_of(base->pVtab)->close(w->cursor);
    sqlite3_free(w);
    return SQLITE_OK;
}

/* A value that a key is compared with; false when no whole number equals it. */
static bool is_whole(sqlite3_value *value, int64_t *out)
{
    int type = sqlite3_value_numeric_type(value);
    if (type == SQLITE_INTEGER) {
        *out = sqlite3_value_int64(value);
        return true;
    }
    double number = sqlite3_value_double(value);
    if (type != SQLITE_FLOAT || !(fabs(number) < 9e15) || number != floor(number))
        return false;
    *out = (int64_t)number;
    return true;
}

static int on_filter(sqlite3_vtab_cursor *base, int bound, const char *text, int argc,
                     sqlite3_value **argv)
{
    (void)text;
    walker *w = (walker *)base;
    const lc_table *table = table_of(base->pVtab);
    int64_t key[LC_TABLE_KEYS_MAX] = {0};
    int argument = 0;
    w->row = false;
    w->number = 0;
    for (int i = 0; i < table->key_count; i++) {
        if (((unsigned)bound & 1U << i) == 0)
            continue;
        assert(argument < argc);
        if (!is_whole(argv[argument++], &key[i]))
            return SQLITE_OK;
    }
    return code_of(table->seek(w->cursor, (unsigned)bound, key, &w->row));
}

static int on_next(sqlite3_vtab_cursor *base)
{
    walker *w = (walker *)base;
    w->number++;
    return code_of(table_of(base->pVtab)->next(w->cursor, &w->row));
}

static int on_eof(sqlite3_vtab_cursor *base)
{
    return !((walker *)base)->row;
}

static int on_column(sqlite3_vtab_cursor *base, sqlite3_context *to, int column)
{
    lc_cell cell = {0};
    lc_status status = table_of(base->pVtab)->read(((walker *)base)->cursor, column, &cell);
    if (status != LC_OK)
        return code_of(status);
    if (cell.kind == LC_CELL_INT)
        sqlite3_result_int64(to, cell.whole);
    else if (cell.kind == LC_CELL_REAL)
        sqlite3_result_double(to, cell.real);
    return SQLITE_OK; /* without a result it is NULL */
}

static int on_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *out)
{
    *out = ((walker *)base)->number;
    return SQLITE_OK;
}

lc_status lc_db_add_table(lc_db *db, const lc_table *table, void *user)
{
    /* Without xCreate a table is there by its name, and by no other. */
    static const sqlite3_module module = {.iVersion = 1,
                                          .xConnect = on_connect,
                                          .xBestIndex = on_plan,
                                          .xDisconnect = on_disconnect,
                                          .xOpen = on_open,
                                          .xClose = on_close,
                                          .xFilter = on_filter,
                                          .xNext = on_next,
                                          .xEof = on_eof,
                                          .xColumn = on_column,
                                          .xRowid = on_rowid};
    assert(table->key_count <= LC_TABLE_KEYS_MAX && table->key_count <= table->column_count);
    offer *made = lc_alloc(db->ctx, 1, sizeof *made);
    if (made == NULL)
        return LC_MEMORY;
    *made = (offer){db, table, user};
    /* SQLite frees the offer, when this fails too. */
    int code = sqlite3_create_module_v2(db->sqlite, table->name, &module, made, free);
    return code == SQLITE_OK ? LC_OK : lc_db_fail(db, code, table->name);
}

lc_db_moment lc_db_now(lc_db *db)
{
    unsigned version = 0;
    (void)sqlite3_file_control(db->sqlite, "main", SQLITE_FCNTL_DATA_VERSION, &version);
    return (lc_db_moment){(uint64_t)sqlite3_total_changes64(db->sqlite), db->rollbacks, version};
}
