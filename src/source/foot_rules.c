/* The table of foot rules as a study has it. */
#include <stdlib.h>
#include <string.h>

#include "gio/gio.h"
#include "osm/foot.h"
#include "source/columns.h"
#include "source/source.h"
#include "source/streets.h"

/* Columns of the study's file; only those of a condition and a verdict can be done without. */
static lc_status find_columns(lc_ctx *ctx, const char *path, const lc_layer_info *info,
                              int column[LC_RULE_FIELDS])
{
    static const lc_rule_field needed[] = {LC_RULE_ID, LC_RULE_ON, LC_RULE_GROUP, LC_RULE_WHEN};
    for (size_t f = 0; f < LC_RULE_FIELDS; f++)
        column[f] = lc_column_named(info, lc_rule_field_name((lc_rule_field)f));
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (column[needed[i]] < 0)
            return lc_fail(ctx, LC_INPUT,
                           "%s: a file of foot rules needs a column \"%s\"; `lifecircle network "
                           "rules --csv` writes one to start from.",
                           path, lc_rule_field_name(needed[i]));
    return LC_OK;
}

static lc_status put_row(lc_ctx *ctx, const char *path, const lc_record *record,
                         const int column[LC_RULE_FIELDS], lc_foot_rules *rules)
{
    const char *values[LC_RULE_FIELDS];
    for (size_t f = 0; f < LC_RULE_FIELDS; f++)
        values[f] = column[f] >= 0 ? record->values[column[f]] : NULL;
    char *where = lc_format(ctx, lc_tr(ctx, "%s, row %lld"), path, (long long)record->row);
    if (where == NULL)
        return LC_MEMORY;
    lc_status status =
        record->error == NULL
            ? lc_foot_rules_put(rules, values, where)
            : lc_fail(ctx, LC_INPUT, "%s: the row cannot be read (%s).", where, record->error);
    free(where);
    return status;
}

/* *rows: how many were read. */
static lc_status read_file(lc_ctx *ctx, const char *path, lc_foot_rules *rules, int64_t *rows)
{
    const lc_reader_options options = {.layer = NULL};
    lc_reader *reader = NULL;
    const lc_record *record = NULL;
    int column[LC_RULE_FIELDS];
    lc_status status = lc_reader_open(ctx, path, &options, &reader);
    if (status != LC_OK)
        return status;
    status = find_columns(ctx, path, lc_reader_info(reader), column);
    while (status == LC_OK && (status = lc_reader_next(reader, &record)) == LC_OK &&
           record != NULL) {
        status = put_row(ctx, path, record, column, rules);
        ++*rows;
    }
    lc_reader_close(reader);
    return status;
}

/* `on:` and `off:`. */
static lc_status apply_uses(lc_ctx *ctx, const lc_study *study, lc_foot_rules *rules)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < study->rule_use_count; i++) {
        const lc_rule_use *use = &study->rule_uses[i];
        char *where = lc_format(ctx, "%s:%d:%d", study->path, use->place.line, use->place.column);
        status = where != NULL ? lc_foot_rules_use(rules, use->id, use->on, where) : LC_MEMORY;
        free(where);
    }
    return status;
}

lc_status lc_source_foot_rules(lc_ctx *ctx, const lc_study *study, lc_foot_rules **out,
                               int64_t *rows)
{
    *rows = 0;
    lc_status status = lc_foot_rules_new(ctx, out);
    if (status == LC_OK && study != NULL && study->foot_rules != NULL)
        status = read_file(ctx, study->foot_rules, *out, rows);
    if (status == LC_OK && study != NULL)
        status = apply_uses(ctx, study, *out);
    if (status != LC_OK) {
        lc_foot_rules_free(*out);
        *out = NULL;
    }
    return status;
}

static lc_status write_row(lc_stmt *stmt, const lc_foot_rules *rules, size_t i)
{
    static const struct {
        const char *parameter;
        lc_rule_field field;
    } texts[] = {
        {":rule", LC_RULE_ID},        {":applies_to", LC_RULE_ON},   {":rule_group", LC_RULE_GROUP},
        {":condition", LC_RULE_WHEN}, {":verdict", LC_RULE_VERDICT}, {":kind", LC_RULE_KIND},
        {":wait", LC_RULE_WAIT},      {":text_en", LC_RULE_TEXT_EN}, {":text_zh", LC_RULE_TEXT_ZH},
    };
    lc_stmt_bind_int(stmt, ":foot_rule_id", (int64_t)i + 1);
    lc_stmt_bind_int(stmt, ":is_on", strcmp(lc_foot_rules_get(rules, i, LC_RULE_USE), "off") != 0);
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
        lc_stmt_bind_text(stmt, texts[t].parameter, lc_foot_rules_get(rules, i, texts[t].field));
    return lc_stmt_run(stmt);
}

/* Every row of it is used, or the file is refused. */
static lc_status add_input(lc_store *store, const lc_study *study, int64_t rows)
{
    char sha256[65];
    lc_input input = {.role = "foot_rules", .path = study->foot_rules_written, .sha256 = sha256};
    int64_t input_id = 0;
    lc_status status =
        lc_source_sha256(lc_store_ctx(store), study->foot_rules, sha256, &input.size_bytes);
    if (status == LC_OK)
        status = lc_store_input_add(store, &input, &input_id);
    return status == LC_OK ? lc_store_input_count(store, input_id, rows, rows, 0) : status;
}

lc_status lc_foot_rules_write(lc_store *store, const lc_study *study, const lc_foot_rules *rules,
                              int64_t rows)
{
    lc_stmt *stmt = NULL;
    lc_status status = study->foot_rules != NULL ? add_input(store, study, rows) : LC_OK;
    if (status == LC_OK)
        status = lc_store_query(store, "source/insert_foot_rule", &stmt);
    for (size_t i = 0; status == LC_OK && i < lc_foot_rules_count(rules); i++)
        status = write_row(stmt, rules, i);
    lc_stmt_free(stmt);
    return status;
}
