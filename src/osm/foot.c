/* Asking the table. */
#include "osm/foot.h"

#include <string.h>

#include "osm/rules.h"

static const char *tag_value(const lc_osm_tag *tags, size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(tags[i].key, key) == 0)
            return tags[i].value;
    return NULL;
}

static double wait_of(const lc_rule *rule, const lc_osm_tag *tags, size_t count)
{
    double seconds = 0;
    if (rule->wait_key == NULL)
        return rule->wait_s;
    const char *text = tag_value(tags, count, rule->wait_key);
    return text != NULL && lc_osm_duration(text, &seconds) ? seconds : 0;
}

/* What a row for ways that fits makes of the answer. */
static void apply(const lc_rule *rule, const lc_osm_tag *tags, size_t count, lc_foot *out)
{
    switch (rule->verdict) {
    case LC_VERDICT_NO:
        out->forward = out->backward = false;
        out->rule = rule->values[LC_RULE_ID];
        break;
    case LC_VERDICT_WALK:
        out->rule = rule->values[LC_RULE_ID];
        break;
    case LC_VERDICT_ENDS:
        out->access = "ends";
        out->rule = rule->values[LC_RULE_ID];
        break;
    case LC_VERDICT_FORWARD:
    case LC_VERDICT_BACKWARD:
        out->forward = out->forward && rule->verdict == LC_VERDICT_FORWARD;
        out->backward = out->backward && rule->verdict == LC_VERDICT_BACKWARD;
        if (!out->forward && !out->backward)
            out->rule = rule->values[LC_RULE_ID];
        break;
    case LC_VERDICT_NONE:
    case LC_VERDICT_THROUGH:
    case LC_VERDICT_PASS: /* of nodes */
    case LC_VERDICT_BLOCK:
        break;
    }
    if (rule->kind != NULL)
        out->kind = rule->kind;
    out->wait_s += wait_of(rule, tags, count);
}

bool lc_foot_rule(const lc_foot_rules *rules, const lc_osm_tag *tags, size_t count, lc_foot *out)
{
    uint64_t decided = 0; /* a bit for each group */
    lc_condition_tags known;
    lc_condition_tags_fill(&rules->words, tags, count, &known);
    *out = (lc_foot){
        .access = "through", .kind = "plain", .rule = "", .forward = true, .backward = true};
    out->road_class = tag_value(tags, count, "highway");
    for (size_t i = 0; i < rules->rows.count && (out->forward || out->backward); i++) {
        const lc_rule *rule = lc_rule_at(rules, i);
        uint64_t group = UINT64_C(1) << rule->group;
        if (rule->node || !rule->on || (decided & group) != 0 ||
            !lc_condition_holds(&rules->words, &rule->terms, &known))
            continue;
        decided |= group;
        apply(rule, tags, count, out);
    }
    bool walkable = out->forward || out->backward;
    if (!walkable)
        out->access = "none";
    out->steps = strcmp(out->kind, "steps") == 0;
    return walkable;
}

bool lc_foot_node_rule(const lc_foot_rules *rules, const lc_osm_tag *tags, size_t count,
                       lc_foot_node *out)
{
    lc_condition_tags known;
    lc_condition_tags_fill(&rules->words, tags, count, &known);
    *out = (lc_foot_node){.passes = true};
    for (size_t i = 0; i < rules->rows.count; i++) {
        const lc_rule *rule = lc_rule_at(rules, i);
        if (!rule->node || !rule->on || !lc_condition_holds(&rules->words, &rule->terms, &known))
            continue;
        out->kind = rule->kind;
        out->rule = rule->values[LC_RULE_ID];
        out->passes = rule->verdict != LC_VERDICT_BLOCK;
        out->wait_s = out->passes ? wait_of(rule, tags, count) : 0;
        return true;
    }
    return false;
}
