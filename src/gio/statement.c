#include "gio/statement.h"

#include <cpl_error.h>
#include <ogr_api.h>
#include <stdlib.h>
#include <string.h>

/* A literal or an identifier: only the quote itself is special. */
static void add_quoted(lc_text *out, const char *raw, char quote)
{
    const char twice[] = {quote, quote, '\0'};
    lc_text_add_bytes(out, twice, 1);
    for (const char *c = raw; *c != '\0'; c++)
        lc_text_add_bytes(out, *c == quote ? twice : c, *c == quote ? 2 : 1);
    lc_text_add_bytes(out, twice, 1);
}

void gio_statement_fill(lc_text *out, const char *sql, const gio_param *params, size_t count)
{
    while (strncmp(sql, "--", 2) == 0)
        sql += strcspn(sql, "\n") + 1;
    while (*sql != '\0') {
        size_t i = 0;
        while (i < count && strncmp(sql, params[i].key, strlen(params[i].key)) != 0)
            i++;
        if (i < count)
            add_quoted(out, params[i].value, params[i].key[0] == '@' ? '"' : '\'');
        else
            lc_text_add_bytes(out, sql, 1);
        sql += i < count ? strlen(params[i].key) : 1;
    }
}

static char *first_value(OGRLayerH rows)
{
    OGRFeatureH row = OGR_L_GetNextFeature(rows);
    bool is_set = row != NULL && OGR_F_IsFieldSetAndNotNull(row, 0);
    char *value = is_set ? strdup(OGR_F_GetFieldAsString(row, 0)) : NULL;
    if (is_set && value == NULL)
        CPLError(CE_Failure, CPLE_OutOfMemory, "out of memory");
    OGR_F_Destroy(row);
    return value;
}

void gio_statement_run(GDALDatasetH dataset, const char *sql, char **first)
{
    if (first != NULL)
        *first = NULL;
    OGRLayerH rows = GDALDatasetExecuteSQL(dataset, sql, NULL, NULL);
    if (rows != NULL && first != NULL)
        *first = first_value(rows);
    if (rows != NULL)
        GDALDatasetReleaseResultSet(dataset, rows);
}
