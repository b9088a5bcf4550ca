#include "osm/rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lc_foot_table.h"

enum { GROUPS_MAX = 64 };
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const field_names[LC_RULE_FIELDS] = {"id",      "on",      "group", "use",
                                                        "when",    "verdict", "kind",  "wait_s",
                                                        "text_en", "text_zh", "before"};

static const struct {
    const char *word;
    lc_verdict verdict;
    bool node;
    const char *group; /* NULL: any but the two above */
} verdicts[] = {
    {"walk", LC_VERDICT_WALK, false, "walk"},
    {"no", LC_VERDICT_NO, false, "walk"},
    {"through", LC_VERDICT_THROUGH, false, "through"},
    {"ends", LC_VERDICT_ENDS, false, "through"},
    {"forward", LC_VERDICT_FORWARD, false, NULL},
    {"backward", LC_VERDICT_BACKWARD, false, NULL},
    {"pass", LC_VERDICT_PASS, true, "node"},
    {"block", LC_VERDICT_BLOCK, true, "node"},
};

static const char *const way_kinds[] = {"steps", "elevator", "crossing", "ferry", "area"};
static const char *const node_kinds[] = {"barrier", "gate", "crossing", "elevator"};

const char *lc_rule_field_name(lc_rule_field field)
{
    return field_names[field];
}

const char *lc_foot_rules_source(void)
{
    return lc_foot_table[0].text;
}

const lc_rule *lc_rule_at(const lc_foot_rules *rules, size_t i)
{
    return lc_array_at(&rules->rows, i);
}

size_t lc_foot_rules_count(const lc_foot_rules *rules)
{
    return rules->rows.count;
}

const char *lc_foot_rules_get(const lc_foot_rules *rules, size_t i, lc_rule_field field)
{
    return field < LC_RULE_BEFORE ? lc_rule_at(rules, i)->values[field] : "";
}

static void clear_rule(lc_rule *rule)
{
    for (size_t f = 0; f < LC_RULE_BEFORE; f++)
        free(rule->values[f]);
    lc_condition_clear(&rule->terms);
}

/* --- one row --- */

/* Where a row is wrong: its field, its value and why. */
typedef struct flaw {
    lc_rule_field field;
    const char *why; /* an English msgid; NULL when nothing is wrong */
} flaw;

static flaw wrong(lc_rule_field field, const char *why)
{
    return (flaw){field, why};
}

static bool one_of(const char *word, const char *const *words, size_t count, const char **found)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0) {
            *found = words[i];
            return true;
        }
    return false;
}

static bool is_code(const char *text)
{
    return text[0] != '\0' && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(text);
}

static flaw read_verdict(lc_rule *rule)
{
    const char *word = rule->values[LC_RULE_VERDICT], *group = rule->values[LC_RULE_GROUP];
    for (size_t i = 0; i < COUNT(verdicts); i++) {
        if (strcmp(verdicts[i].word, word) != 0 || verdicts[i].node != rule->node)
            continue;
        bool reserved = strcmp(group, "walk") == 0 || strcmp(group, "through") == 0 ||
                        strcmp(group, "kind") == 0;
        rule->verdict = verdicts[i].verdict;
        if (verdicts[i].group != NULL ? strcmp(group, verdicts[i].group) != 0 : reserved)
            return wrong(LC_RULE_GROUP,
                         LC_N("walk and no belong to the group walk, through and ends to the group "
                              "through, pass and block to the group node, a direction to a group "
                              "of any other name"));
        return wrong(LC_RULE_VERDICT, NULL);
    }
    if (word[0] == '\0' && !rule->node && strcmp(group, "kind") == 0)
        return wrong(LC_RULE_VERDICT, NULL);
    return wrong(LC_RULE_VERDICT, rule->node
                                      ? LC_N("write pass or block")
                                      : LC_N("write walk, no, through, ends, forward or backward; "
                                             "only the group kind has none"));
}

static flaw read_kind(lc_rule *rule)
{
    const char *word = rule->values[LC_RULE_KIND];
    bool needed = rule->node || strcmp(rule->values[LC_RULE_GROUP], "kind") == 0;
    if (word[0] == '\0')
        return wrong(LC_RULE_KIND,
                     needed ? LC_N("rows for nodes and rows of the group kind need one") : NULL);
    bool known = rule->node ? one_of(word, node_kinds, COUNT(node_kinds), &rule->kind)
                            : one_of(word, way_kinds, COUNT(way_kinds), &rule->kind);
    if (known)
        return wrong(LC_RULE_KIND, NULL);
    return wrong(LC_RULE_KIND, rule->node ? LC_N("write barrier, gate, crossing or elevator")
                                          : LC_N("write steps, elevator, crossing, ferry or area"));
}

static flaw read_wait(lc_rule *rule)
{
    const char *text = rule->values[LC_RULE_WAIT];
    rule->wait_s = 0;
    rule->wait_key = NULL;
    if (text[0] == '\0')
        return wrong(LC_RULE_WAIT, NULL);
    if (lc_text_number(text, &rule->wait_s))
        return wrong(LC_RULE_WAIT, rule->wait_s >= 0 && rule->wait_s <= 3600
                                       ? NULL
                                       : LC_N("write seconds from 0 to 3600"));
    rule->wait_key = text;
    return wrong(LC_RULE_WAIT, text[strcspn(text, " ,")] == '\0'
                                   ? NULL
                                   : LC_N("write seconds, or the key of the tag with the time"));
}

static flaw read_words(lc_rule *rule)
{
    const char *on = rule->values[LC_RULE_ON], *use = rule->values[LC_RULE_USE];
    if (!is_code(rule->values[LC_RULE_ID]))
        return wrong(LC_RULE_ID, LC_N("write small letters a-z, digits and _"));
    if (strcmp(on, "way") != 0 && strcmp(on, "node") != 0)
        return wrong(LC_RULE_ON, LC_N("write way or node"));
    if (use[0] != '\0' && strcmp(use, "on") != 0 && strcmp(use, "off") != 0)
        return wrong(LC_RULE_USE, LC_N("write on or off"));
    if (!is_code(rule->values[LC_RULE_GROUP]))
        return wrong(LC_RULE_GROUP, LC_N("write small letters a-z, digits and _"));
    rule->node = strcmp(on, "node") == 0;
    rule->on = strcmp(use, "off") != 0;
    return wrong(LC_RULE_ID, NULL);
}

static lc_status find_group(lc_foot_rules *rules, lc_rule *rule, flaw *found)
{
    const char *name = rule->values[LC_RULE_GROUP];
    for (size_t i = 0; i < rules->groups.count; i++)
        if (strcmp(*(char **)lc_array_at(&rules->groups, i), name) == 0) {
            rule->group = (unsigned)i;
            return LC_OK;
        }
    if (rules->groups.count == GROUPS_MAX) {
        *found = wrong(LC_RULE_GROUP, LC_N("the table has too many groups"));
        return LC_OK;
    }
    char *copy = lc_strdup(rules->ctx, name);
    char **slot = copy != NULL ? lc_array_push(rules->ctx, &rules->groups) : NULL;
    if (slot == NULL) {
        free(copy);
        return LC_MEMORY;
    }
    *slot = copy;
    rule->group = (unsigned)rules->groups.count - 1;
    return LC_OK;
}

/* A node without any key that a row asks for is not looked at. */
static bool asks_for_a_key(const lc_rule *rule)
{
    for (size_t t = 0; t < rule->terms.count; t++)
        if (!((const lc_condition_term *)lc_array_at(&rule->terms, t))->negated)
            return true;
    return false;
}

/* Fills what is compiled of a row from its values. */
static lc_status compile(lc_foot_rules *rules, lc_rule *rule, flaw *found)
{
    *found = read_words(rule);
    if (found->why == NULL)
        *found = read_verdict(rule);
    if (found->why == NULL)
        *found = read_kind(rule);
    if (found->why == NULL)
        *found = read_wait(rule);
    lc_status status = found->why == NULL ? find_group(rules, rule, found) : LC_OK;
    if (status == LC_OK && found->why == NULL) {
        found->field = LC_RULE_WHEN;
        status = lc_condition_read(rules->ctx, rule->values[LC_RULE_WHEN], &rules->words,
                                   &rule->terms, &found->why);
    }
    if (status == LC_OK && found->why == NULL && rule->node && !asks_for_a_key(rule))
        found->why = LC_N("a row for nodes needs a tag that the node must have");
    return status;
}

/* --- the table --- */

static int64_t find_row(const lc_foot_rules *rules, const char *id)
{
    for (size_t i = 0; i < rules->rows.count; i++)
        if (strcmp(lc_rule_at(rules, i)->values[LC_RULE_ID], id) == 0)
            return (int64_t)i;
    return -1;
}

static lc_status no_such_rule(const lc_foot_rules *rules, const char *id, const char *where)
{
    const char **ids = lc_alloc(rules->ctx, rules->rows.count, sizeof *ids);
    if (ids == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < rules->rows.count; i++)
        ids[i] = lc_rule_at(rules, i)->values[LC_RULE_ID];
    const char *nearest = lc_text_nearest(id, ids, rules->rows.count);
    lc_status status =
        nearest != NULL
            ? lc_fail(rules->ctx, LC_INPUT,
                      "%s: there is no foot rule \"%s\"; did you mean \"%s\"? `lifecircle network "
                      "rules` lists them.",
                      where, id, nearest)
            : lc_fail(rules->ctx, LC_INPUT,
                      "%s: there is no foot rule \"%s\"; `lifecircle network rules` lists them.",
                      where, id);
    free((void *)ids);
    return status;
}

static lc_status fail_row(const lc_foot_rules *rules, const lc_rule *rule, flaw found,
                          const char *where)
{
    return lc_fail(rules->ctx, LC_INPUT, "%s: %s \"%s\" cannot be used: %s.", where,
                   field_names[found.field], rule->values[found.field],
                   lc_tr(rules->ctx, found.why));
}

/* The row's values, copied; of `old` (NULL for none) come the texts that it lacks. */
static lc_status copy_values(lc_ctx *ctx, lc_rule *rule, const char *const values[LC_RULE_FIELDS],
                             const lc_rule *old)
{
    for (size_t f = 0; f < LC_RULE_BEFORE; f++) {
        const char *text = values[f] != NULL ? values[f] : "";
        if (text[0] == '\0' && old != NULL && (f == LC_RULE_TEXT_EN || f == LC_RULE_TEXT_ZH))
            text = old->values[f];
        rule->values[f] = lc_strdup(ctx, text);
        if (rule->values[f] == NULL)
            return LC_MEMORY;
    }
    return LC_OK;
}

/* Puts the row, which the table owns then, at place `at`. */
static lc_status insert(lc_foot_rules *rules, const lc_rule *rule, size_t at)
{
    if (lc_array_push(rules->ctx, &rules->rows) == NULL)
        return LC_MEMORY;
    lc_rule *rows = rules->rows.items;
    memmove(&rows[at + 1], &rows[at], (rules->rows.count - 1 - at) * sizeof *rows);
    rows[at] = *rule;
    return LC_OK;
}

static lc_status place(lc_foot_rules *rules, const lc_rule *rule, int64_t old, const char *before,
                       const char *where)
{
    if (old >= 0) {
        lc_rule *slot = lc_array_at(&rules->rows, (size_t)old);
        clear_rule(slot);
        *slot = *rule;
        return LC_OK;
    }
    int64_t at = before == NULL || before[0] == '\0' ? 0 : find_row(rules, before);
    return at >= 0 ? insert(rules, rule, (size_t)at) : no_such_rule(rules, before, where);
}

lc_status lc_foot_rules_put(lc_foot_rules *rules, const char *const values[LC_RULE_FIELDS],
                            const char *where)
{
    lc_rule rule = {.node = false};
    flaw found = {LC_RULE_ID, NULL};
    int64_t old = find_row(rules, values[LC_RULE_ID] != NULL ? values[LC_RULE_ID] : "");
    lc_array_init(&rule.terms, sizeof(lc_condition_term));
    lc_status status =
        copy_values(rules->ctx, &rule, values, old >= 0 ? lc_rule_at(rules, (size_t)old) : NULL);
    if (status == LC_OK)
        status = compile(rules, &rule, &found);
    if (status == LC_OK && found.why != NULL)
        status = fail_row(rules, &rule, found, where);
    if (status == LC_OK)
        status = place(rules, &rule, old, values[LC_RULE_BEFORE], where);
    if (status != LC_OK)
        clear_rule(&rule);
    return status;
}

lc_status lc_foot_rules_use(lc_foot_rules *rules, const char *id, bool on, const char *where)
{
    int64_t at = find_row(rules, id);
    if (at < 0)
        return no_such_rule(rules, id, where);
    lc_rule *rule = lc_array_at(&rules->rows, (size_t)at);
    char *use = lc_strdup(rules->ctx, on ? "on" : "off");
    if (use == NULL)
        return LC_MEMORY;
    free(rule->values[LC_RULE_USE]);
    rule->values[LC_RULE_USE] = use;
    rule->on = on;
    return LC_OK;
}

/* The table that is compiled in: rows in its own order, columns as in field_names. */
static lc_status read_builtin(lc_foot_rules *rules)
{
    lc_csv csv;
    bool row = false;
    lc_status status = lc_csv_init(&csv, rules->ctx, lc_foot_table[0].text, lc_foot_table[0].size);
    if (status == LC_OK)
        status = lc_csv_next(&csv, &row); /* the header */
    while (status == LC_OK && (status = lc_csv_next(&csv, &row)) == LC_OK && row) {
        lc_rule rule = {.node = false};
        flaw found = {LC_RULE_ID, NULL};
        char where[64];
        const char *values[LC_RULE_FIELDS] = {NULL};
        (void)snprintf(where, sizeof where, "foot-rules.csv:%zu", csv.line);
        for (size_t f = 0; f < LC_RULE_BEFORE; f++)
            values[f] = lc_csv_field(&csv, f);
        lc_array_init(&rule.terms, sizeof(lc_condition_term));
        status = copy_values(rules->ctx, &rule, values, NULL);
        if (status == LC_OK)
            status = compile(rules, &rule, &found);
        if (status == LC_OK && found.why != NULL)
            status = fail_row(rules, &rule, found, where);
        if (status == LC_OK)
            status = insert(rules, &rule, rules->rows.count);
        if (status != LC_OK)
            clear_rule(&rule);
    }
    lc_csv_clear(&csv);
    return status;
}

lc_status lc_foot_rules_new(lc_ctx *ctx, lc_foot_rules **out)
{
    *out = NULL;
    lc_foot_rules *rules = lc_alloc(ctx, 1, sizeof *rules);
    if (rules == NULL)
        return LC_MEMORY;
    rules->ctx = ctx;
    lc_array_init(&rules->rows, sizeof(lc_rule));
    lc_array_init(&rules->groups, sizeof(char *));
    lc_condition_words_init(&rules->words);
    lc_status status = read_builtin(rules);
    if (status != LC_OK) {
        lc_foot_rules_free(rules);
        return status;
    }
    *out = rules;
    return LC_OK;
}

void lc_foot_rules_free(lc_foot_rules *rules)
{
    if (rules == NULL)
        return;
    for (size_t i = 0; i < rules->rows.count; i++)
        clear_rule(lc_array_at(&rules->rows, i));
    for (size_t i = 0; i < rules->groups.count; i++)
        free(*(char **)lc_array_at(&rules->groups, i));
    lc_array_clear(&rules->rows);
    lc_array_clear(&rules->groups);
    lc_condition_words_clear(&rules->words);
    free(rules);
}

/* --- what the rows ask for --- */

static bool names_key(const lc_rule *rule, int32_t slot)
{
    for (size_t t = 0; t < rule->terms.count; t++) {
        const lc_condition_term *term = lc_array_at(&rule->terms, t);
        for (size_t k = 0; !term->negated && k < term->keys.count; k++)
            if (*(int32_t *)lc_array_at(&term->keys, k) == slot)
                return true;
    }
    return false;
}

const char *lc_foot_rules_node_key(const lc_foot_rules *rules, size_t i)
{
    for (size_t slot = 0; slot < rules->words.key_count; slot++) {
        bool named = false;
        for (size_t r = 0; r < rules->rows.count && !named; r++)
            named = lc_rule_at(rules, r)->node && lc_rule_at(rules, r)->on &&
                    names_key(lc_rule_at(rules, r), (int32_t)slot);
        if (named && i-- == 0)
            return lc_words_text(&rules->words.words, rules->words.keys[slot]);
    }
    return NULL;
}

static bool term_names(const lc_condition_term *term, int32_t slot, int32_t word)
{
    bool key = false, value = false;
    for (size_t k = 0; k < term->keys.count; k++)
        key |= *(int32_t *)lc_array_at(&term->keys, k) == slot;
    for (size_t c = 0; c < term->choices.count; c++)
        value |= *(int32_t *)lc_array_at(&term->choices, c) == word;
    return key && value && !term->negated && term->how == '=';
}

bool lc_foot_rules_knows_class(const lc_foot_rules *rules, const char *road_class)
{
    int32_t word = lc_words_find(&rules->words.words, road_class, strlen(road_class));
    int32_t key = lc_words_find(&rules->words.words, "highway", strlen("highway"));
    for (size_t r = 0; word >= 0 && key >= 0 && r < rules->rows.count; r++) {
        const lc_rule *rule = lc_rule_at(rules, r);
        int32_t slot = *(int32_t *)lc_array_at(&rules->words.slots, (size_t)key);
        for (size_t t = 0; !rule->node && t < rule->terms.count; t++)
            if (term_names(lc_array_at(&rule->terms, t), slot, word))
                return true;
    }
    return false;
}
