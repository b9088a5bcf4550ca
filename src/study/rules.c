/* The key `foot_rules`: a file of rules, or a mapping that also turns rows of the table on and off.
 */
#include <stdlib.h>

#include "study/grow.h"
#include "study/study.h"
#include "study/yaml_reader.h"

void lc_study_foot_rules_clear(lc_study *study)
{
    free(study->foot_rules);
    free(study->foot_rules_written);
    for (size_t i = 0; i < study->rule_use_count; i++)
        free(study->rule_uses[i].id);
    free(study->rule_uses);
}

static lc_status resolve(lc_ctx *ctx, lc_study *study)
{
    free(study->foot_rules);
    study->foot_rules = lc_study_resolve(ctx, study->folder, study->foot_rules_written);
    return study->foot_rules != NULL ? LC_OK : LC_MEMORY;
}

static lc_status read_rules_file(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_study *study = target;
    study->foot_rules_place = lc_yaml_place(value);
    lc_status status = lc_yaml_text(yaml, value, "foot_rules", &study->foot_rules_written);
    return status == LC_OK ? resolve(yaml->ctx, study) : status;
}

static lc_status add_use(lc_yaml *yaml, yaml_node_t *node, lc_study *study, bool on)
{
    char *id = NULL;
    lc_status status = lc_yaml_code(yaml, node, on ? "on" : "off", &id);
    if (status != LC_OK)
        return status;
    lc_rule_use *grown =
        lc_study_grow(yaml->ctx, study->rule_uses, &study->rule_use_count, sizeof *grown);
    if (grown == NULL) {
        free(id);
        return LC_MEMORY;
    }
    study->rule_uses = grown;
    grown[study->rule_use_count - 1] = (lc_rule_use){id, on, lc_yaml_place(node)};
    return LC_OK;
}

static lc_status read_rule_on(lc_yaml *yaml, yaml_node_t *node, void *target)
{
    return add_use(yaml, node, target, true);
}

static lc_status read_rule_off(lc_yaml *yaml, yaml_node_t *node, void *target)
{
    return add_use(yaml, node, target, false);
}

static lc_status read_rules_on(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return lc_yaml_list(yaml, value, "on", read_rule_on, target);
}

static lc_status read_rules_off(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return lc_yaml_list(yaml, value, "off", read_rule_off, target);
}

lc_status lc_study_foot_rules(lc_yaml *yaml, yaml_node_t *value, lc_study *study)
{
    static const lc_yaml_key keys[] = {
        {.name = "file", .kind = LC_YAML_FN, .read = read_rules_file},
        {.name = "on", .kind = LC_YAML_FN, .read = read_rules_on},
        {.name = "off", .kind = LC_YAML_FN, .read = read_rules_off},
    };
    if (value->type == YAML_MAPPING_NODE)
        return lc_yaml_map(yaml, value, "foot_rules", keys, sizeof keys / sizeof *keys, study);
    return read_rules_file(yaml, value, study);
}
