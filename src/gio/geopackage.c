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

void gio_geopackage_run(GDALDatasetH dataset, lc_text *sql, const char *name,
                        const gio_param *params, size_t count, const char *tail, char **first)
{
    if (first != NULL)
        *first = NULL;
    sql->size = 0;
    const char *text = find_sql(name);
    assert(text != NULL && "no such file in src/gio/geopackage/");
    gio_statement_fill(sql, text, params, count);
    if (tail != NULL)
        lc_text_add(sql, tail);
    if (!sql->failed)
        gio_statement_run(dataset, sql->bytes, first);
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

lc_status gio_geopackage_style(lc_ctx *ctx, GDALDatasetH dataset, const lc_style_spec *style,
                               const char *time, bool first)
{
    const gio_param params[] = {{":table", style->layer},
                                {":column", style->geometry == LC_GEOMETRY_NONE ? "" : "geom"},
                                {":name", style->name},
                                {":qml", style->qml},
                                {":default", style->is_default ? "1" : "0"},
                                {":description", style->description},
                                {":time", time}};
    lc_text sql;
    lc_text_init(&sql, ctx);
    if (first) {
        gio_geopackage_run(dataset, &sql, "style_table.sql", params, 0, NULL, NULL);
        gio_geopackage_run(dataset, &sql, "style_contents.sql", params, 7, NULL, NULL);
    }
    gio_geopackage_run(dataset, &sql, "style.sql", params, 7, NULL, NULL);
    lc_status status = lc_text_status(&sql);
    lc_text_clear(&sql);
    return status;
}

bool gio_geopackage_is_view(lc_ctx *ctx, GDALDatasetH dataset, const char *layer)
{
    lc_text sql;
    char *found = NULL;
    lc_text_init(&sql, ctx);
    gio_geopackage_run(dataset, &sql, "is_view.sql", &(gio_param){":layer", layer}, 1, NULL,
                       &found);
    bool view = found != NULL;
    free(found);
    lc_text_clear(&sql);
    return view;
}
