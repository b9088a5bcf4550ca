/* GDAL binds no parameters and the room knows no SQLite, so the texts go into the statements as
 * quoted literals. */
#include "gio/geopackage.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "lc_geopackage_sql.h"

static const char *find_sql(const char *name)
{
    for (size_t i = 0; i < lc_geopackage_sql_count; i++)
        if (strcmp(lc_geopackage_sql[i].name, name) == 0)
            return lc_geopackage_sql[i].text;
    return NULL;
}

/* An SQL text literal: only the quote itself is special. */
static void add_literal(lc_text *out, const char *raw)
{
    lc_text_add(out, "'");
    for (const char *c = raw; *c != '\0'; c++)
        lc_text_add_bytes(out, *c == '\'' ? "''" : c, *c == '\'' ? 2 : 1);
    lc_text_add(out, "'");
}

/* The statement with its parameters filled in, if it has any; its comments are left out, as a colon
 * may stand there. */
static void add_statement(lc_text *out, const char *sql, const gio_alias *alias)
{
    while (strncmp(sql, "--", 2) == 0)
        sql += strcspn(sql, "\n") + 1;
    if (alias == NULL) {
        lc_text_add(out, sql);
        return;
    }
    const struct {
        const char *key, *value;
    } params[] = {{":table", alias->table}, {":column", alias->column}, {":alias", alias->alias}};
    while (*sql != '\0') {
        size_t i = 0;
        while (i < 3 && strncmp(sql, params[i].key, strlen(params[i].key)) != 0)
            i++;
        if (i < 3)
            add_literal(out, params[i].value);
        else
            lc_text_add_bytes(out, sql, 1);
        sql += i < 3 ? strlen(params[i].key) : 1;
    }
}

static void run(GDALDatasetH dataset, lc_text *sql, const char *name, const gio_alias *alias)
{
    sql->size = 0;
    const char *text = find_sql(name);
    assert(text != NULL && "no such file in src/gio/geopackage/");
    add_statement(sql, text, alias);
    if (sql->failed)
        return;
    OGRLayerH rows = GDALDatasetExecuteSQL(dataset, sql->bytes, NULL, NULL);
    if (rows != NULL)
        GDALDatasetReleaseResultSet(dataset, rows);
}

lc_status gio_geopackage_aliases(lc_ctx *ctx, GDALDatasetH dataset, const gio_alias *aliases,
                                 size_t count)
{
    static const char *const prepare[] = {"1_extensions.sql", "2_data_columns.sql",
                                          "3_data_column_constraints.sql", "4_register_schema.sql"};
    lc_text sql;
    lc_text_init(&sql, ctx);
    for (size_t i = 0; i < 4 && count > 0; i++)
        run(dataset, &sql, prepare[i], NULL);
    for (size_t i = 0; i < count; i++)
        run(dataset, &sql, "alias.sql", &aliases[i]);
    lc_status status = lc_text_status(&sql);
    lc_text_clear(&sql);
    return status;
}
