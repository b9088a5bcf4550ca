/* The key `function_lists`: what somebody's circle is to hold. */
#include <stdlib.h>

#include "study/grow.h"
#include "study/study.h"
#include "study/yaml_reader.h"

void lc_study_function_lists_clear(lc_study *study)
{
    for (size_t i = 0; i < study->function_list_count; i++) {
        lc_function_list *list = &study->function_lists[i];
        char *const texts[] = {list->code, list->name_zh, list->name_en, list->centre,
                               list->functions};
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
            free(texts[t]);
    }
    free(study->function_lists);
}

/* An item as it is read: its functions behind those before it. */
typedef struct item_reader {
    lc_text functions; /* "a/b;c" */
    size_t items;
    bool first; /* of its item */
} item_reader;

static lc_status add_function(lc_yaml *yaml, yaml_node_t *node, void *target)
{
    item_reader *r = target;
    char *code = NULL;
    lc_status status = lc_yaml_code(yaml, node, "functions", &code);
    if (status == LC_OK)
        lc_text_addf(&r->functions, "%s%s", !r->first ? "/" : r->items > 1 ? ";" : "", code);
    r->first = false;
    free(code);
    return status;
}

/* One function, or a list of those that stand for one another. */
static lc_status add_item(lc_yaml *yaml, yaml_node_t *node, void *target)
{
    item_reader *r = target;
    r->first = true;
    if (++r->items > LC_FUNCTION_ITEMS_MAX)
        return lc_yaml_fail(yaml, lc_yaml_place(node), "%s has more than %d items", "functions",
                            (int)LC_FUNCTION_ITEMS_MAX);
    return node->type == YAML_SEQUENCE_NODE ? lc_yaml_list(yaml, node, "functions", add_function, r)
                                            : add_function(yaml, node, r);
}

static lc_status read_functions(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_function_list *list = target;
    item_reader r = {.items = 0};
    lc_text_init(&r.functions, yaml->ctx);
    lc_status status = lc_yaml_list(yaml, value, "functions", add_item, &r);
    if (status == LC_OK)
        status = lc_text_status(&r.functions);
    if (status == LC_OK) {
        free(list->functions);
        list->functions = lc_text_take(&r.functions);
    }
    lc_text_clear(&r.functions);
    return status;
}

static lc_status read_centre(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_function_list *list = target;
    return lc_yaml_code(yaml, value, "centre", &list->centre);
}

static lc_status check_list(lc_yaml *yaml, lc_function_list *list)
{
    const char *lacking = list->centre == NULL      ? "centre"
                          : list->functions == NULL ? "functions"
                                                    : NULL;
    if (lacking != NULL)
        return lc_yaml_fail(yaml, list->place, "function list \"%s\" lacks \"%s\"", list->code,
                            lacking);
    return lc_study_fill_names(yaml->ctx, &list->name_zh, &list->name_en, list->code);
}

static lc_status read_one(lc_yaml *yaml, yaml_node_t *key, yaml_node_t *value, void *target)
{
    static const lc_yaml_key keys[] = {
        {.name = "zh", .kind = LC_YAML_TEXT, .offset = offsetof(lc_function_list, name_zh)},
        {.name = "en", .kind = LC_YAML_TEXT, .offset = offsetof(lc_function_list, name_en)},
        {.name = "centre", .kind = LC_YAML_FN, .read = read_centre},
        {.name = "functions", .kind = LC_YAML_FN, .read = read_functions},
    };
    lc_study *study = target;
    lc_function_list *grown =
        lc_study_grow(yaml->ctx, study->function_lists, &study->function_list_count, sizeof *grown);
    if (grown == NULL)
        return LC_MEMORY;
    study->function_lists = grown;
    lc_function_list *list = &grown[study->function_list_count - 1];
    list->place = lc_yaml_place(key);
    lc_status status = lc_yaml_code(yaml, key, "function_lists", &list->code);
    if (status == LC_OK)
        status = lc_yaml_map(yaml, value, list->code, keys, sizeof keys / sizeof *keys, list);
    return status == LC_OK ? check_list(yaml, list) : status;
}

lc_status lc_study_function_lists(lc_yaml *yaml, yaml_node_t *value, lc_study *study)
{
    return lc_yaml_pairs(yaml, value, "function_lists", read_one, study);
}
