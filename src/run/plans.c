/* Which plans are built in, and what they want. */
#include "source/plans.h"

#include <lifecircle/lifecircle.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "run/api.h"
#include "run/run.h"
#include "source/catalogue.h"
#include "source/source.h"

/* The columns of a plan's table that are told. */
typedef enum told_column {
    T_ITEM,
    T_ITEM_EN,
    T_ITEM_NO,
    T_SCOPE,
    T_INDICATOR,
    T_PARAMETERS,
    T_OP,
    T_VALUE,
    T_UNIT,
    T_YEAR,
    T_NATURE,
    T_SOURCE,
    T_COUNT
} told_column;

static const char *const column_names[T_COUNT] = {
    [T_ITEM] = "item",   [T_ITEM_EN] = "item_en",     [T_ITEM_NO] = "item_no",
    [T_SCOPE] = "scope", [T_INDICATOR] = "indicator", [T_PARAMETERS] = "parameters",
    [T_OP] = "op",       [T_VALUE] = "value",         [T_UNIT] = "unit",
    [T_YEAR] = "year",   [T_NATURE] = "nature",       [T_SOURCE] = "source",
};

/* A plan's table, being read. */
typedef struct plan_table {
    lc_ctx *ctx;
    lc_csv csv;
    size_t column[T_COUNT];
} plan_table;

static lc_status open_table(plan_table *table, lc_ctx *ctx, const char *code)
{
    const char *bytes;
    size_t size;
    bool row = false;
    *table = (plan_table){.ctx = ctx};
    if (!lc_source_plan_bytes(code, LC_PLAN_TARGETS, &bytes, &size))
        return lc_fail(ctx, LC_INTERNAL, "The plan %s has no table.", code);
    lc_status status = lc_csv_init(&table->csv, ctx, bytes, size);
    if (status == LC_OK)
        status = lc_csv_next(&table->csv, &row);
    for (size_t t = 0; status == LC_OK && t < T_COUNT; t++) {
        table->column[t] = table->csv.field_count; /* reads as "" */
        for (size_t i = 0; i < table->csv.field_count; i++)
            if (strcmp(lc_csv_field(&table->csv, i), column_names[t]) == 0)
                table->column[t] = i;
    }
    return status;
}

static const char *get(const plan_table *table, told_column column)
{
    return lc_csv_field(&table->csv, table->column[column]);
}

static lc_status count_rows(lc_ctx *ctx, const char *code, long long *rows)
{
    plan_table table;
    bool row = true;
    *rows = 0;
    lc_status status = open_table(&table, ctx, code);
    while (status == LC_OK && (status = lc_csv_next(&table.csv, &row)) == LC_OK && row)
        ++*rows;
    lc_csv_clear(&table.csv);
    return status;
}

/* Its name, and where and how long it holds; `before` stands before the second line. */
static void add_plan(lc_text *text, const lc_ctx *ctx, const lc_source_plan *plan,
                     const char *before)
{
    bool zh = lc_ctx_language(ctx) == LC_LANG_ZH;
    lc_text_addf(text, "%s\n%s", zh ? plan->name_zh : plan->name_en, before);
    lc_text_addf(text, lc_tr(ctx, "%s (%s), issued %s, up to %s"),
                 zh ? plan->region_zh : plan->region_en, plan->region_code, plan->issued,
                 plan->horizon);
}

static lc_status tell_plan(lc_ctx *ctx, const lc_source_plan *plan, lc_write_fn *write, void *user)
{
    long long rows;
    lc_text text;
    lc_text_init(&text, ctx);
    lc_status status = count_rows(ctx, plan->code, &rows);
    if (status != LC_OK)
        return status;
    lc_text_addf(&text, "%-16s", plan->code);
    add_plan(&text, ctx, plan, "                ");
    lc_text_addf(&text, lc_tr(ctx, ", %lld rows"), rows);
    lc_text_add(&text, "\n");
    return lc_run_say(write, user, &text);
}

/* "binding", "expected" in the context's language. */
static const char *nature_word(const lc_ctx *ctx, const char *nature)
{
    static const char *const words[] = {LC_N("binding"), LC_N("expected")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], nature) == 0)
            return lc_tr(ctx, words[i]);
    return nature;
}

static void add_piece(lc_text *text, const char *piece)
{
    if (piece[0] != '\0')
        lc_text_addf(text, "  %s", piece);
}

/* ">= 6000 people", or that there is no figure yet. */
static void add_level(lc_text *text, const lc_ctx *ctx, const plan_table *table)
{
    const char *op = get(table, T_OP), *value = get(table, T_VALUE);
    lc_text_addf(text, "    %s ", op);
    if (value[0] != '\0')
        lc_text_add(text, value);
    else if (strcmp(op, "all") != 0)
        lc_text_add(text, lc_tr(ctx, "(awaits a figure)"));
    if (get(table, T_UNIT)[0] != '\0')
        lc_text_addf(text, " %s", get(table, T_UNIT));
    if (get(table, T_YEAR)[0] != '\0')
        add_piece(text, get(table, T_YEAR));
    else
        add_piece(text, lc_tr(ctx, "(no year)"));
    add_piece(text, nature_word(ctx, get(table, T_NATURE)));
}

static lc_status tell_row(const plan_table *table, lc_write_fn *write, void *user)
{
    lc_text text;
    lc_ctx *ctx = table->ctx;
    const char *own = get(table, lc_ctx_language(ctx) == LC_LANG_ZH ? T_ITEM : T_ITEM_EN);
    lc_text_init(&text, ctx);
    lc_text_addf(&text, "\n%-10s %s\n    %s", get(table, T_ITEM_NO),
                 own[0] != '\0' ? own : get(table, T_ITEM), get(table, T_INDICATOR));
    add_piece(&text, get(table, T_PARAMETERS));
    add_piece(&text, get(table, T_SCOPE));
    lc_text_add(&text, "\n");
    add_level(&text, ctx, table);
    lc_text_addf(&text, "\n    %s\n", get(table, T_SOURCE));
    return lc_run_say(write, user, &text);
}

static lc_status tell_rows(lc_ctx *ctx, const lc_source_plan *plan, lc_write_fn *write, void *user)
{
    plan_table table;
    lc_text text;
    bool row = true;
    lc_text_init(&text, ctx);
    lc_status status = open_table(&table, ctx, plan->code);
    if (status == LC_OK) {
        lc_text_addf(&text, "%s  ", plan->code);
        add_plan(&text, ctx, plan, "");
        lc_text_add(&text, "\n");
        status = lc_run_say(write, user, &text);
    }
    while (status == LC_OK && (status = lc_csv_next(&table.csv, &row)) == LC_OK && row)
        status = tell_row(&table, write, user);
    lc_csv_clear(&table.csv);
    return status;
}

/* The bytes as they lie in geodata/plans; they end with a zero. */
static lc_status write_table(lc_ctx *ctx, const char *code, lc_plan_part part, lc_write_fn *write,
                             void *user)
{
    const char *bytes;
    size_t size;
    if (!lc_source_plan_bytes(code, part, &bytes, &size))
        return lc_fail(ctx, LC_INPUT, "The plan %s reports no figures of its own.", code);
    write(user, bytes);
    return LC_OK;
}

static lc_status tell_all(const lc_source_plans *plans, lc_plans_form form, lc_write_fn *write,
                          void *user)
{
    lc_status status = LC_OK;
    if (form == LC_PLANS_OBSERVATIONS)
        return lc_fail(plans->ctx, LC_USAGE,
                       "Name the plan whose reported figures are meant, as in `lifecircle plans "
                       "shanghai-2021 --observations`.");
    if (form == LC_PLANS_CSV)
        return write_table(plans->ctx, "plans", LC_PLAN_TARGETS, write, user);
    for (size_t i = 0; status == LC_OK && i < plans->items.count; i++)
        status = tell_plan(plans->ctx, lc_array_at(&plans->items, i), write, user);
    return status;
}

static lc_status tell_one(const lc_source_plans *plans, const char *code, lc_plans_form form,
                          lc_write_fn *write, void *user)
{
    const lc_source_plan *plan = NULL;
    lc_status status = lc_source_plan_get(plans, NULL, code, &plan);
    if (status != LC_OK)
        return status;
    if (form == LC_PLANS_TEXT)
        return tell_rows(plans->ctx, plan, write, user);
    return write_table(plans->ctx, code,
                       form == LC_PLANS_CSV ? LC_PLAN_TARGETS : LC_PLAN_OBSERVATIONS, write, user);
}

lc_status lc_plans(lc_ctx *ctx, const char *code, lc_plans_form form, lc_write_fn *write,
                   void *user)
{
    lc_source_plans plans;
    lc_ctx_clear(ctx);
    lc_status status = lc_source_plans_load(&plans, ctx);
    if (status == LC_OK)
        status = code == NULL ? tell_all(&plans, form, write, user)
                              : tell_one(&plans, code, form, write, user);
    lc_source_plans_clear(&plans);
    return status;
}

/* --- for a run --- */

typedef struct plan_adder {
    lc_ctx *ctx;
    lc_study *study;
} plan_adder;

static lc_status add_word(void *user, const char *code)
{
    plan_adder *adder = user;
    return lc_study_add_plan(adder->ctx, adder->study, code, (lc_place){0, 0});
}

lc_status lc_run_plans(lc_ctx *ctx, lc_study *study, const char *codes)
{
    static const char *const separators[] = {",", "，", NULL};
    plan_adder adder = {ctx, study};
    lc_status status = lc_each_word(ctx, codes, separators, add_word, &adder);
    return status == LC_OK ? lc_source_plans_check(ctx, study) : status;
}
