/* `plans`: the built-in plans that a study is held against. Whether there are such is for those to
 * say who have them. */
#include <stdlib.h>
#include <string.h>

#include "study/grow.h"

#include "study/yaml_reader.h"

enum { PLANS_MAX = 50 };

static bool has_plan(const lc_study *study, const char *code)
{
    for (size_t i = 0; i < study->plan_count; i++)
        if (strcmp(study->plans[i].code, code) == 0)
            return true;
    return false;
}

lc_status lc_study_add_plan(lc_ctx *ctx, lc_study *study, const char *code, lc_place place)
{
    if (has_plan(study, code))
        return LC_OK;
    lc_plan_use *grown = lc_study_grow(ctx, study->plans, &study->plan_count, sizeof *grown);
    if (grown == NULL)
        return LC_MEMORY;
    study->plans = grown;
    lc_plan_use *use = &grown[study->plan_count - 1];
    *use = (lc_plan_use){.code = lc_strdup(ctx, code), .place = place};
    return use->code != NULL ? LC_OK : LC_MEMORY;
}

static lc_status read_plan(lc_yaml *yaml, yaml_node_t *node, void *target)
{
    lc_study *study = target;
    lc_place place = lc_yaml_place(node);
    char *code = NULL;
    if (study->plan_count >= PLANS_MAX)
        return lc_yaml_fail(yaml, place, "%s has more than %d items", "plans", PLANS_MAX);
    lc_status status = lc_yaml_text(yaml, node, "plans", &code);
    if (status == LC_OK && has_plan(study, code))
        status = lc_yaml_fail(yaml, place, "\"%s\" is named twice in %s; keep one", code, "plans");
    if (status == LC_OK)
        status = lc_study_add_plan(yaml->ctx, study, code, place);
    free(code);
    return status;
}

lc_status lc_study_plans(lc_yaml *yaml, yaml_node_t *node, lc_study *study)
{
    return lc_yaml_list(yaml, node, "plans", read_plan, study);
}

void lc_study_plans_clear(lc_study *study)
{
    for (size_t i = 0; i < study->plan_count; i++)
        free(study->plans[i].code);
    free(study->plans);
}
