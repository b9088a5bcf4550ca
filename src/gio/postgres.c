#include "gio/postgres.h"

#include <assert.h>
#include <cpl_conv.h>
#include <cpl_string.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/base.h"
#include "gio/quiet.h"
#include "gio/statement.h"
#include "lc_postgres_sql.h"

/* Runs postgres/<name>. */
static lc_status run(lc_ctx *ctx, GDALDatasetH dataset, const char *name, const gio_param *params,
                     size_t count, char **first)
{
    size_t i = 0;
    while (i < lc_postgres_sql_count && strcmp(lc_postgres_sql[i].name, name) != 0)
        i++;
    assert(i < lc_postgres_sql_count && "no such file in src/gio/postgres/");
    lc_text sql;
    lc_text_init(&sql, ctx);
    gio_statement_fill(&sql, lc_postgres_sql[i].text, params, count);
    lc_status status = lc_text_status(&sql);
    if (status == LC_OK)
        gio_statement_run(dataset, sql.bytes, first);
    lc_text_clear(&sql);
    return status;
}

/* Rather too often than once too seldom: what stands before a port looks like what stands before a
 * password. */
static bool has_secret(const char *target)
{
    const char *address = strstr(target, "://");
    if (address != NULL && strpbrk(address + 3, ":@%") != NULL)
        return true;
    for (const char *c = target; *c != '\0'; c++)
        if (strncasecmp(c, "password", 8) == 0)
            return true;
    return false;
}

/* A client quotes the target, or what it took for the host in it; what the server answers and what
 * the system gives for a reason do not. `words` is cut to that. */
static const char *safe_words(const char *target, char *words)
{
    static const char *const before[] = {" failed: ", " to address: "};
    const char *server = strstr(words, "FATAL:");
    if (!has_secret(target))
        return words;
    if (server != NULL)
        return server;
    char *reason = NULL; /* of the last address that was tried */
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        for (char *at = words; (at = strstr(at, before[i])) != NULL;) {
            at += strlen(before[i]);
            reason = reason == NULL || at > reason ? at : reason;
        }
    if (reason == NULL)
        return "...";
    reason[strcspn(reason, "\"")] = '\0';
    return reason;
}

/* GDAL reads postgresql:// alone. */
static char *full_target(lc_ctx *ctx, const char *target)
{
    if (strncasecmp(target, "postgres://", 11) == 0)
        return lc_format(ctx, "postgresql://%s", target + 11);
    return strncasecmp(target, "PG:", 3) == 0 ? lc_format(ctx, "PG:%s", target + 3)
                                              : lc_strdup(ctx, target);
}

lc_status gio_postgres_open(lc_ctx *ctx, const char *target, GDALDatasetH *out)
{
    static const char *const drivers[] = {"PostgreSQL", NULL};
    *out = NULL;
    char *full = full_target(ctx, target);
    if (full == NULL)
        return LC_MEMORY;
    gio_start();
    gio_quiet quiet;
    gio_quiet_begin(&quiet);
    if (GDALGetDriverByName(drivers[0]) != NULL)
        *out = GDALOpenEx(full, GDAL_OF_VECTOR | GDAL_OF_UPDATE, drivers, NULL, NULL);
    gio_quiet_end(&quiet);
    free(full);
    if (*out != NULL)
        return LC_OK;
    if (GDALGetDriverByName(drivers[0]) == NULL)
        return lc_fail(ctx, LC_UNSUPPORTED, "This build of GDAL has no driver for PostgreSQL.");
    return lc_fail(ctx, LC_IO,
                   "The database cannot be opened (%s); check host, name, user and password, and "
                   "that it exists.",
                   safe_words(target, quiet.words));
}

static lc_status clear_place(lc_ctx *ctx, GDALDatasetH dataset, const lc_writer_options *options,
                             const char *table)
{
    const gio_param params[] = {{":schema", options->schema},
                                {":table", table},
                                {"@schema", options->schema},
                                {"@table", table}};
    char *there = NULL;
    lc_status status = run(ctx, dataset, "table.sql", params, 4, &there);
    if (status == LC_OK && there != NULL && !options->overwrite)
        status = lc_fail(ctx, LC_EXISTS,
                         "The database has a table \"%s\" in the schema \"%s\" already; add "
                         "--overwrite to replace it, or name another schema with --schema.",
                         table, options->schema);
    else if (status == LC_OK && there != NULL)
        status = run(ctx, dataset, "drop.sql", params, 4, NULL);
    free(there);
    return status;
}

lc_status gio_postgres_prepare(lc_ctx *ctx, GDALDatasetH dataset, const lc_writer_options *options)
{
    const gio_param schema = {"@schema", options->schema};
    char *postgis = NULL;
    gio_quiet quiet;
    gio_quiet_begin(&quiet);
    lc_status status = run(ctx, dataset, "postgis.sql", NULL, 0, &postgis);
    if (status == LC_OK && !quiet.failed && postgis == NULL)
        status = lc_fail(ctx, LC_UNSUPPORTED,
                         "The database has no PostGIS; let its owner add it: CREATE EXTENSION "
                         "postgis.");
    if (status == LC_OK && !quiet.failed)
        status = run(ctx, dataset, "schema.sql", &schema, 1, NULL);
    for (size_t i = 0; status == LC_OK && !quiet.failed && i < options->layer_count; i++)
        status = clear_place(ctx, dataset, options, options->layers[i]);
    gio_quiet_end(&quiet);
    free(postgis);
    if (status == LC_OK && quiet.failed)
        status =
            lc_fail(ctx, LC_IO, "The database refuses (%s); nothing was changed.", quiet.words);
    return status;
}

lc_status gio_postgres_comments(lc_ctx *ctx, GDALDatasetH dataset, const char *schema,
                                const lc_layer_spec *spec)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < spec->field_count; i++) {
        const gio_param params[] = {{"@schema", schema},
                                    {"@table", spec->name},
                                    {"@column", spec->fields[i].name},
                                    {":alias", spec->fields[i].alias}};
        if (spec->fields[i].alias != NULL)
            status = run(ctx, dataset, "comment.sql", params, 4, NULL);
    }
    return status;
}
