/* The key `circles`: service circles as units. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/study.h"
#include "study/yaml_reader.h"

void lc_circle_wish_clear(lc_circle_wish *wish)
{
    free(wish->types);
    free(wish->group);
    *wish = (lc_circle_wish){0};
}

static lc_status read_types(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return lc_yaml_code(yaml, value, "types", &((lc_circle_wish *)target)->types);
}

static lc_status read_group(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_circle_wish *wish = target;
    wish->group_place = lc_yaml_place(value);
    return lc_yaml_code(yaml, value, "group", &wish->group);
}

static lc_status read_bound(lc_yaml *yaml, yaml_node_t *node, void *target)
{
    lc_circle_wish *wish = target;
    if (wish->bound_count == 2)
        return lc_yaml_fail(yaml, lc_yaml_place(node),
                            "people has two numbers, the least and the most of a further circle");
    return lc_yaml_number(yaml, node, "people", 1, 1e9, &wish->people[wish->bound_count++]);
}

static lc_status read_people(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_circle_wish *wish = target;
    lc_status status = lc_yaml_list(yaml, value, "people", read_bound, wish);
    if (status == LC_OK && (wish->bound_count != 2 || wish->people[0] > wish->people[1]))
        status = lc_yaml_fail(yaml, lc_yaml_place(value),
                              "people must be the least and the most of a further circle, as in "
                              "people: [30000, 50000]");
    return status;
}

static lc_status read_limit(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_circle_wish *wish = target;
    wish->limit_place = lc_yaml_place(value);
    return lc_yaml_number(yaml, value, "limit", 0.1, 120, &wish->limit_min);
}

static lc_status read_mode(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    static const char *const words[] = {"circle", "network"};
    lc_circle_wish *wish = target;
    size_t index;
    lc_status status = lc_yaml_choice(yaml, value, "mode", words, 2, &index);
    wish->mode_place = lc_yaml_place(value);
    wish->mode_given = true;
    wish->network = status == LC_OK && index == 1;
    return status;
}

static lc_status read_class(lc_yaml *yaml, yaml_node_t *node, void *target)
{
    /* In the order of lc_circle_class's bits. */
    static const char *const words[] = {"central", "urbanised", "rural"};
    lc_circle_wish *wish = target;
    size_t index;
    lc_status status = lc_yaml_choice(yaml, node, "class", words, 3, &index);
    if (status == LC_OK && (wish->classes >> index & 1u) != 0)
        return lc_yaml_fail(yaml, lc_yaml_place(node), "\"%s\" is named twice in %s; keep one",
                            words[index], "class");
    if (status == LC_OK)
        wish->classes |= 1u << index;
    return status;
}

static lc_status read_classes(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return lc_yaml_list(yaml, value, "class", read_class, target);
}

lc_status lc_study_circles(lc_yaml *yaml, yaml_node_t *value, lc_study *study)
{
    static const lc_yaml_key keys[] = {
        {.name = "types", .kind = LC_YAML_FN, .read = read_types},
        {.name = "group", .kind = LC_YAML_FN, .read = read_group},
        {.name = "people", .kind = LC_YAML_FN, .read = read_people},
        {.name = "limit", .kind = LC_YAML_FN, .read = read_limit},
        {.name = "mode", .kind = LC_YAML_FN, .read = read_mode},
        {.name = "class", .kind = LC_YAML_FN, .read = read_classes},
    };
    study->circles.asked = true;
    study->circles.place = lc_yaml_place(value);
    if (value->type == YAML_SCALAR_NODE) { /* `circles: true`: all by default */
        return lc_yaml_bool(yaml, value, "circles", &study->circles.asked);
    }
    return lc_yaml_map(yaml, value, "circles", keys, sizeof keys / sizeof *keys, &study->circles);
}

static bool has_limit(const lc_study *study, double limit_min)
{
    for (size_t i = 0; i < study->limit_count; i++)
        if (study->limits_min[i] == limit_min)
            return true;
    return false;
}

/* What the key leaves open; the limit is the 15 minutes of the plans where the study has them. */
static lc_status set_defaults(lc_ctx *ctx, lc_study *study)
{
    lc_circle_wish *wish = &study->circles;
    if (wish->types == NULL)
        wish->types = lc_strdup(ctx, "comprehensive_centre");
    if (wish->group == NULL)
        wish->group = lc_strdup(ctx, "resident");
    if (wish->bound_count == 0) {
        wish->people[0] = 30000;
        wish->people[1] = 50000;
    }
    if (wish->limit_min == 0)
        wish->limit_min = has_limit(study, 15) ? 15 : study->limits_min[study->limit_count - 1];
    if (!wish->mode_given)
        wish->network = study->network;
    if (wish->classes == 0)
        wish->classes = LC_CIRCLE_CENTRAL | LC_CIRCLE_URBANISED;
    return wish->types != NULL && wish->group != NULL ? LC_OK : LC_MEMORY;
}

lc_status lc_study_settle_circles(lc_yaml *yaml, lc_study *study)
{
    lc_circle_wish *wish = &study->circles;
    if (!wish->asked)
        return LC_OK;
    if (set_defaults(yaml->ctx, study) != LC_OK)
        return LC_MEMORY;
    if (!has_limit(study, wish->limit_min))
        return lc_yaml_fail(yaml, wish->limit_place,
                            "circles: limit must be one of limits_min, but this is %g",
                            wish->limit_min);
    if (wish->network ? !study->network : !study->circle)
        return lc_yaml_fail(yaml, wish->mode_given ? wish->mode_place : wish->place,
                            "circles: mode must be one of the study's modes; name it there, or "
                            "choose another");
    for (size_t i = 0; i < study->source_count; i++)
        for (size_t j = 0; j < study->sources[i].group_count; j++)
            if (strcmp(study->sources[i].groups[j].group, wish->group) == 0)
                return LC_OK;
    return lc_yaml_fail(yaml, wish->group_place.line > 0 ? wish->group_place : wish->place,
                        "no population file has the group \"%s\"; name its column under groups of "
                        "a population file",
                        wish->group);
}
