/* Statements that somebody else wrote: they may read tables and compute, nothing else. SQLite asks
 * its authorizer about everything that a statement would do while it is prepared. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/base.h"
#include "db/internal.h"

/* Functions that compute: they touch no file, know no chance, and change nothing. How much they may
 * compute, and that date('now') is none of it, is in bounds.c. Not among them: st_transform, whose
 * third argument may be a pipeline that opens any file, and st_buffer, whose third is a number of
 * points without end. */
static const char *const functions[] = {
    "abs", "acos", "asin", "atan", "atan2", "avg", "ceil", "ceiling", "char", "coalesce", "cos",
    "count", "cume_dist", "date", "degrees", "dense_rank", "exp", "first_value", "floor", "glob",
    "group_concat", "hex", "ifnull", "iif", "instr", "julianday", "lag", "last_value", "lead",
    "length", "like", "likelihood", "likely", "ln", "log", "log10", "log2", "lower", "ltrim", "max",
    "min", "mod", "nth_value", "ntile", "nullif", "percent_rank", "pi", "pow", "power", "quote",
    "radians", "rank", "replace", "round", "row_number", "rtrim", "sign", "sin", "sqrt", "strftime",
    "substr", "substring", "sum", "tan", "total", "trim", "trunc", "typeof", "unicode", "unlikely",
    "upper",
    /* SpatiaLite */
    "area", "astext", "centroid", "contains", "distance", "geometrytype", "intersects", "mbrminx",
    "mbrminy", "mbrmaxx", "mbrmaxy", "numgeometries", "pointonsurface", "st_area", "st_astext",
    "st_centroid", "st_contains", "st_difference", "st_distance", "st_geometrytype",
    "st_intersection", "st_intersects", "st_length", "st_numgeometries", "st_perimeter",
    "st_pointonsurface", "st_union", "st_within", "st_x", "st_y", "within", "x", "y"};

static bool is_allowed(const char *function)
{
    for (size_t i = 0; function != NULL && i < sizeof functions / sizeof *functions; i++)
        if (strcasecmp(functions[i], function) == 0)
            return true;
    return false;
}

/* Tables that are pragmas in disguise: some of them write, such as pragma_optimize. */
static bool is_pragma(const char *table)
{
    return table != NULL && strncasecmp(table, "pragma_", 7) == 0;
}

/* For sqlite3_set_authorizer: what is refused is kept in words. */
static int judge(void *user, int action, const char *first, const char *second,
                 const char *database, const char *inside)
{
    lc_db_refusal *why = user;
    (void)database;
    (void)inside;
    if (action == SQLITE_SELECT || (action == SQLITE_READ && !is_pragma(first)))
        return SQLITE_OK;
    if (action == SQLITE_FUNCTION && is_allowed(second))
        return SQLITE_OK;
    if (action == SQLITE_FUNCTION)
        snprintf(why->word, sizeof why->word, "%s()", second != NULL ? second : "");
    else if (action == SQLITE_RECURSIVE)
        snprintf(why->word, sizeof why->word, "WITH RECURSIVE");
    else
        snprintf(why->word, sizeof why->word, "%s",
                 first != NULL && first[0] != '\0' ? first : "...");
    why->forbidden = true;
    return SQLITE_DENY;
}

/* For sqlite3_set_authorizer while tables are learnt: a pragma may act when it is prepared. */
static int refuse_pragmas(void *user, int action, const char *first, const char *second,
                          const char *database, const char *inside)
{
    (void)user;
    (void)first;
    (void)second;
    (void)database;
    (void)inside;
    return action == SQLITE_PRAGMA ? SQLITE_DENY : SQLITE_OK;
}

/* The line, from 1, of a byte of a text. */
static int line_of(const char *text, int offset)
{
    int line = 1;
    for (int i = 0; i < offset && text[i] != '\0'; i++)
        line += text[i] == '\n';
    return line;
}

/* Is there nothing but blanks and comments? The authorizer stays, for what else is there. */
static bool is_blank(sqlite3 *sqlite, const char *sql)
{
    sqlite3_stmt *more = NULL;
    int code = sqlite3_prepare_v2(sqlite, sql, -1, &more, NULL);
    bool blank = code == SQLITE_OK && more == NULL;
    sqlite3_finalize(more);
    return blank;
}

/* Prepares it under the judge's eyes; false with the reason in `why`. */
static bool passes(lc_db *db, const char *sql, lc_db_refusal *why)
{
    sqlite3_stmt *stmt = NULL;
    const char *tail = NULL;
    int code = sqlite3_prepare_v2(db->sqlite, sql, -1, &stmt, &tail);
    bool ok = code == SQLITE_OK && stmt != NULL;
    if (code != SQLITE_OK && !why->forbidden) {
        snprintf(why->word, sizeof why->word, "%s", sqlite3_errmsg(db->sqlite));
        why->line = line_of(sql, sqlite3_error_offset(db->sqlite));
    } else if (code == SQLITE_OK && (stmt == NULL || sqlite3_column_count(stmt) == 0)) {
        ok = false;
    } else if (ok && sqlite3_bind_parameter_count(stmt) > 0) {
        snprintf(why->word, sizeof why->word, "%s",
                 sqlite3_bind_parameter_name(stmt, 1) != NULL ? sqlite3_bind_parameter_name(stmt, 1)
                                                              : "?");
        why->forbidden = true;
        ok = false;
    } else if (ok && !is_blank(db->sqlite, tail)) {
        snprintf(why->word, sizeof why->word, ";");
        why->line = line_of(sql, (int)(tail - sql));
        why->forbidden = true;
        ok = false;
    }
    sqlite3_finalize(stmt);
    return ok;
}

lc_status lc_db_prepare_guarded(lc_db *db, const char *name, const char *sql, lc_db_refusal *why,
                                lc_stmt **out)
{
    *out = NULL;
    *why = (lc_db_refusal){.line = 0};
    /* SQLite learns a table that C answers when it is first named, by statements of its own that
     * the judge would refuse: it is named once before. Preparing does nothing but for pragmas. */
    sqlite3_stmt *early = NULL;
    sqlite3_set_authorizer(db->sqlite, refuse_pragmas, NULL);
    (void)sqlite3_prepare_v2(db->sqlite, sql, -1, &early, NULL);
    sqlite3_finalize(early);
    sqlite3_set_authorizer(db->sqlite, judge, why);
    bool ok = passes(db, sql, why);
    sqlite3_set_authorizer(db->sqlite, NULL, NULL);
    return ok ? lc_db_prepare(db, name, sql, out) : LC_INPUT;
}

const char *lc_db_message(const lc_db *db)
{
    return sqlite3_errmsg(db->sqlite);
}
