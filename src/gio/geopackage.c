/* GDAL binds no parameters and the room knows no SQLite, so the texts go into the statements as
 * quoted literals. */
#include "gio/geopackage.h"

#include <assert.h>
#include <ogr_api.h>
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

/* The statement with its parameters filled in; its comments are left out, as a colon may stand
 * there. */
static void add_statement(lc_text *out, const char *sql, const gio_param *params, size_t count)
{
    while (strncmp(sql, "--", 2) == 0)
        sql += strcspn(sql, "\n") + 1;
    while (*sql != '\0') {
        size_t i = 0;
        while (i < count && strncmp(sql, params[i].key, strlen(params[i].key)) != 0)
            i++;
        if (i < count)
            add_literal(out, params[i].value);
        else
            lc_text_add_bytes(out, sql, 1);
        sql += i < count ? strlen(params[i].key) : 1;
    }
}

static char *first_value(OGRLayerH rows)
{
    OGRFeatureH row = OGR_L_GetNextFeature(rows);
    char *value = row != NULL && OGR_F_IsFieldSetAndNotNull(row, 0)
                      ? strdup(OGR_F_GetFieldAsString(row, 0))
                      : NULL;
    OGR_F_Destroy(row);
    return value;
}

void gio_geopackage_run(GDALDatasetH dataset, lc_text *sql, const char *name,
                        const gio_param *params, size_t count, const char *tail, char **first)
{
    if (first != NULL)
        *first = NULL;
    sql->size = 0;
    const char *text = find_sql(name);
    assert(text != NULL && "no such file in src/gio/geopackage/");
    add_statement(sql, text, params, count);
    if (tail != NULL)
        lc_text_add(sql, tail);
    if (sql->failed)
        return;
    OGRLayerH rows = GDALDatasetExecuteSQL(dataset, sql->bytes, NULL, NULL);
    if (rows != NULL && first != NULL)
        *first = first_value(rows);
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
        gio_geopackage_run(dataset, &sql, prepare[i], &(gio_param){NULL, NULL}, 0, NULL, NULL);
    for (size_t i = 0; i < count; i++) {
        const gio_param params[] = {{":table", aliases[i].table},
                                    {":column", aliases[i].column},
                                    {":alias", aliases[i].alias}};
        gio_geopackage_run(dataset, &sql, "alias.sql", params, 3, NULL, NULL);
    }
    lc_status status = lc_text_status(&sql);
    lc_text_clear(&sql);
    return status;
}
