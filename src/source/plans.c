#include "source/plans.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lc_plan_tables.h"
#include "source/source.h"

enum { NAME_MAX_BYTES = 128 };

static const lc_embedded *table(const char *name)
{
    for (size_t i = 0; i < lc_plan_tables_count; i++)
        if (strcmp(lc_plan_tables[i].name, name) == 0)
            return &lc_plan_tables[i];
    return NULL;
}

/* --- the list --- */

static lc_status add_plan(lc_source_plans *plans, const lc_csv *csv)
{
    lc_source_plan *plan = lc_array_push(plans->ctx, &plans->items);
    if (plan == NULL)
        return LC_MEMORY;
    char **const texts[] = {&plan->code,      &plan->name_zh,   &plan->name_en, &plan->region_code,
                            &plan->region_zh, &plan->region_en, &plan->issued,  &plan->horizon};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if ((*texts[i] = lc_strdup(plans->ctx, lc_csv_field(csv, i))) == NULL)
            return LC_MEMORY;
    plan->path = lc_format(plans->ctx, "plan:%s", plan->code);
    return plan->path != NULL ? LC_OK : LC_MEMORY;
}

lc_status lc_source_plans_load(lc_source_plans *plans, lc_ctx *ctx)
{
    const lc_embedded *file = table("plans.csv");
    lc_csv csv;
    bool row = false;
    *plans = (lc_source_plans){.ctx = ctx};
    lc_array_init(&plans->items, sizeof(lc_source_plan));
    lc_status status = lc_csv_init(&csv, ctx, file->text, file->size);
    if (status == LC_OK)
        status = lc_csv_next(&csv, &row); /* the header */
    while (status == LC_OK && row) {
        status = lc_csv_next(&csv, &row);
        if (status == LC_OK && row)
            status = add_plan(plans, &csv);
    }
    lc_csv_clear(&csv);
    return status;
}

void lc_source_plans_clear(lc_source_plans *plans)
{
    for (size_t i = 0; i < plans->items.count; i++) {
        lc_source_plan *plan = lc_array_at(&plans->items, i);
        char *const texts[] = {plan->code,        plan->name_zh,   plan->name_en,
                               plan->region_code, plan->region_zh, plan->region_en,
                               plan->issued,      plan->horizon,   plan->path};
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
            free(texts[t]);
    }
    lc_array_clear(&plans->items);
}

const lc_source_plan *lc_source_plan_find(const lc_source_plans *plans, const char *code)
{
    for (size_t i = 0; i < plans->items.count; i++) {
        const lc_source_plan *plan = lc_array_at(&plans->items, i);
        if (strcmp(plan->code, code) == 0)
            return plan;
    }
    return NULL;
}

/* The code that `code` was perhaps meant to be, NULL for none. */
static const char *nearest_code(const lc_source_plans *plans, const char *code)
{
    const char **codes = lc_alloc(plans->ctx, plans->items.count + 1, sizeof *codes);
    if (codes == NULL)
        return NULL;
    for (size_t i = 0; i < plans->items.count; i++)
        codes[i] = ((const lc_source_plan *)lc_array_at(&plans->items, i))->code;
    const char *nearest = lc_text_nearest(code, codes, plans->items.count);
    free(codes);
    return nearest;
}

lc_status lc_source_plan_get(const lc_source_plans *plans, const char *where, const char *code,
                             const lc_source_plan **out)
{
    const char *before = where != NULL ? where : "", *colon = where != NULL ? ": " : "";
    *out = lc_source_plan_find(plans, code);
    if (*out != NULL)
        return LC_OK;
    const char *nearest = nearest_code(plans, code);
    if (nearest != NULL)
        return lc_fail(
            plans->ctx, LC_INPUT,
            "%s%sno plan is called \"%s\"; did you mean \"%s\"? `lifecircle plans` lists "
            "them.",
            before, colon, code, nearest);
    return lc_fail(plans->ctx, LC_INPUT,
                   "%s%sno plan is called \"%s\"; `lifecircle plans` lists them.", before, colon,
                   code);
}

static lc_status check_use(const lc_source_plans *plans, const lc_study *study,
                           const lc_plan_use *use)
{
    const lc_source_plan *plan;
    char *where = use->place.line > 0 ? lc_format(plans->ctx, "%s:%d:%d", study->path,
                                                  use->place.line, use->place.column)
                                      : lc_strdup(plans->ctx, "--plan");
    lc_status status =
        where != NULL ? lc_source_plan_get(plans, where, use->code, &plan) : LC_MEMORY;
    free(where);
    return status;
}

lc_status lc_source_plans_check(lc_ctx *ctx, const lc_study *study)
{
    lc_source_plans plans;
    lc_status status = lc_source_plans_load(&plans, ctx);
    for (size_t i = 0; status == LC_OK && i < study->plan_count; i++)
        status = check_use(&plans, study, &study->plans[i]);
    lc_source_plans_clear(&plans);
    return status;
}

/* --- the tables --- */

bool lc_source_plan_bytes(const char *code, lc_plan_part part, const char **bytes, size_t *size)
{
    char name[NAME_MAX_BYTES];
    int n = snprintf(name, sizeof name, "%s%s.csv", code,
                     part == LC_PLAN_OBSERVATIONS ? ".observations" : "");
    const lc_embedded *file = n > 0 && (size_t)n < sizeof name ? table(name) : NULL;
    *bytes = file != NULL ? file->text : NULL;
    *size = file != NULL ? file->size : 0;
    return file != NULL;
}

bool lc_source_plan_file(const lc_source_plan *plan, lc_plan_part part, lc_role role,
                         lc_source *out)
{
    *out = (lc_source){.role = role, .path = plan->path, .written = plan->path};
    return lc_source_plan_bytes(plan->code, part, &out->bytes, &out->byte_count);
}
