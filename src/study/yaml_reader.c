#include "study/yaml_reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_names[] = {LC_N("nothing"), LC_N("a text"), LC_N("a list"),
                                         LC_N("a mapping")};

lc_place lc_yaml_place(const yaml_node_t *node)
{
    return (lc_place){(int)node->start_mark.line + 1, (int)node->start_mark.column + 1};
}

static lc_status fail_with(lc_ctx *ctx, lc_status status, const char *name, lc_place place,
                           const char *text)
{
    if (text == NULL)
        return lc_fail_memory(ctx);
    return lc_fail(ctx, status, "%s:%d:%d: %s", name, place.line, place.column, text);
}

lc_status lc_yaml_fail(lc_yaml *yaml, lc_place place, const char *msgid, ...)
{
    va_list args;
    va_start(args, msgid);
    char *text = NULL;
    if (lc_vprint_new(&text, lc_tr(yaml->ctx, msgid), args) < 0)
        text = NULL;
    va_end(args);
    lc_status status = fail_with(yaml->ctx, LC_INPUT, yaml->name, place, text);
    free(text);
    return status;
}

lc_status lc_study_fail(lc_ctx *ctx, lc_status status, const char *name, lc_place place,
                        const char *msgid, ...)
{
    va_list args;
    va_start(args, msgid);
    char *text = NULL;
    if (lc_vprint_new(&text, lc_tr(ctx, msgid), args) < 0)
        text = NULL;
    va_end(args);
    status = fail_with(ctx, status, name, place, text);
    free(text);
    return status;
}

/* --- values --- */

bool lc_yaml_scalar(const yaml_node_t *node, const char **text)
{
    if (node->type != YAML_SCALAR_NODE)
        return false;
    *text = (const char *)node->data.scalar.value;
    return true;
}

/* A value left out (`key:`) reads as an empty plain scalar; so do ~ and null. */
static bool is_nothing(const yaml_node_t *node)
{
    const char *text;
    if (!lc_yaml_scalar(node, &text) || node->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
        return false;
    return text[0] == '\0' || strcmp(text, "~") == 0 || strcmp(text, "null") == 0;
}

static lc_status fail_kind(lc_yaml *yaml, yaml_node_t *node, const char *what, const char *expected)
{
    const char *found = kind_names[is_nothing(node) || node->type == YAML_NO_NODE ? 0
                                   : node->type == YAML_SCALAR_NODE               ? 1
                                   : node->type == YAML_SEQUENCE_NODE             ? 2
                                                                                  : 3];
    return lc_yaml_fail(yaml, lc_yaml_place(node), "%s must be %s, but this is %s",
                        lc_tr(yaml->ctx, what), lc_tr(yaml->ctx, expected),
                        lc_tr(yaml->ctx, found));
}

/* Pays for reading a node: a list of a thousand aliases to a list of a thousand aliases ... ends
 * here. */
static lc_status spend(lc_yaml *yaml, yaml_node_t *node)
{
    size_t cost = 16;
    if (node->type == YAML_SCALAR_NODE)
        cost += node->data.scalar.length;
    if (cost > yaml->budget)
        return lc_yaml_fail(yaml, lc_yaml_place(node),
                            "the study grows too large by repeating aliases; write fewer of them");
    yaml->budget -= cost;
    return LC_OK;
}

/* The text of a scalar that is not empty and holds no NUL. */
static lc_status plain_text(lc_yaml *yaml, yaml_node_t *node, const char *what,
                            const char *expected, const char **out)
{
    *out = "";
    if (!lc_yaml_scalar(node, out) || is_nothing(node))
        return fail_kind(yaml, node, what, expected);
    if (lc_text_blank(*out) || strlen(*out) != node->data.scalar.length)
        return lc_yaml_fail(yaml, lc_yaml_place(node), "%s must not be empty or hold a NUL",
                            lc_tr(yaml->ctx, what));
    return spend(yaml, node);
}

lc_status lc_yaml_text(lc_yaml *yaml, yaml_node_t *node, const char *what, char **out)
{
    const char *text;
    lc_status status = plain_text(yaml, node, what, LC_N("one text or number"), &text);
    if (status != LC_OK)
        return status;
    free(*out);
    *out = lc_strdup(yaml->ctx, text);
    return *out != NULL ? LC_OK : LC_MEMORY;
}

lc_status lc_yaml_number(lc_yaml *yaml, yaml_node_t *node, const char *what, double least,
                         double most, double *out)
{
    const char *text;
    lc_status status = plain_text(yaml, node, what, LC_N("a number"), &text);
    if (status != LC_OK)
        return status;
    double number;
    if (!lc_text_number(text, &number) || number < least || number > most)
        return lc_yaml_fail(yaml, lc_yaml_place(node),
                            "%s must be a number from %g to %g, but this is \"%s\"", what, least,
                            most, text);
    *out = number;
    return LC_OK;
}

lc_status lc_yaml_bool(lc_yaml *yaml, yaml_node_t *node, const char *what, bool *out)
{
    static const char *const words[] = {"true", "false"};
    size_t index = 0;
    lc_status status = lc_yaml_choice(yaml, node, what, words, 2, &index);
    if (status == LC_OK)
        *out = index == 0;
    return status;
}

/* "a, b, c"; NULL when memory is out. */
static char *join(lc_ctx *ctx, const char *const *words, size_t count)
{
    lc_text text;
    lc_text_init(&text, ctx);
    for (size_t i = 0; i < count; i++)
        lc_text_addf(&text, "%s%s", i > 0 ? ", " : "", words[i]);
    return lc_text_take(&text);
}

lc_status lc_yaml_unknown(lc_yaml *yaml, yaml_node_t *node, const char *what,
                          const char *const *words, size_t count)
{
    const char *word = "";
    (void)lc_yaml_scalar(node, &word);
    char *all = join(yaml->ctx, words, count);
    if (all == NULL)
        return LC_MEMORY;
    const char *nearest = lc_text_nearest(word, words, count);
    lc_place place = lc_yaml_place(node);
    lc_status status =
        nearest != NULL
            ? lc_yaml_fail(yaml, place,
                           "unknown value \"%s\" for %s; did you mean \"%s\"? Valid values: %s",
                           word, what, nearest, all)
            : lc_yaml_fail(yaml, place, "unknown value \"%s\" for %s. Valid values: %s", word, what,
                           all);
    free(all);
    return status;
}

lc_status lc_yaml_choice(lc_yaml *yaml, yaml_node_t *node, const char *what,
                         const char *const *words, size_t count, size_t *out)
{
    const char *text;
    lc_status status = plain_text(yaml, node, what, LC_N("one word"), &text);
    if (status != LC_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(text, words[i]) == 0) {
            *out = i;
            return LC_OK;
        }
    }
    return lc_yaml_unknown(yaml, node, what, words, count);
}

lc_status lc_yaml_code(lc_yaml *yaml, yaml_node_t *node, const char *what, char **out)
{
    const char *text;
    lc_status status = plain_text(yaml, node, what, LC_N("a code"), &text);
    if (status != LC_OK)
        return status;
    if (text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_")] != '\0' || strlen(text) > 63)
        return lc_yaml_fail(yaml, lc_yaml_place(node),
                            "%s must be a code of small letters a-z, digits and _ (at most 63), "
                            "but this is \"%s\"",
                            what, text);
    return lc_yaml_text(yaml, node, what, out);
}

/* --- mappings and lists --- */

typedef struct seen_key {
    const char *text;
    yaml_node_t *node;
} seen_key;

static int compare_keys(const void *a, const void *b)
{
    const seen_key *left = a, *right = b;
    int order = strcmp(left->text, right->text);
    if (order != 0)
        return order;
    size_t l = left->node->start_mark.index, r = right->node->start_mark.index;
    return l < r ? -1 : l > r;
}

/* Sorted rather than compared pairwise: O(n log n) also for a hostile file. */
static lc_status check_doubled(lc_yaml *yaml, const char *where, seen_key *keys, size_t count)
{
    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(keys[i - 1].text, keys[i].text) == 0)
            return lc_yaml_fail(yaml, lc_yaml_place(keys[i].node),
                                "key \"%s\" is written twice in %s (first in line %d); keep one",
                                keys[i].text, lc_tr(yaml->ctx, where),
                                lc_yaml_place(keys[i - 1].node).line);
    }
    return LC_OK;
}

static lc_status check_keys(lc_yaml *yaml, yaml_node_t *node, const char *where)
{
    yaml_node_pair_t *start = node->data.mapping.pairs.start, *top = node->data.mapping.pairs.top;
    size_t count = (size_t)(top - start);
    if (count == 0)
        return LC_OK;
    seen_key *keys = lc_alloc(yaml->ctx, count, sizeof *keys);
    lc_status status = keys != NULL ? LC_OK : LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < count; i++) {
        keys[i].node = yaml_document_get_node(&yaml->document, start[i].key);
        status = plain_text(yaml, keys[i].node, LC_N("a key"), LC_N("one word"), &keys[i].text);
    }
    if (status == LC_OK)
        status = check_doubled(yaml, where, keys, count);
    free(keys);
    return status;
}

lc_status lc_yaml_pairs(lc_yaml *yaml, yaml_node_t *node, const char *where, lc_yaml_pair_fn *fn,
                        void *target)
{
    if (node->type != YAML_MAPPING_NODE)
        return fail_kind(yaml, node, where, LC_N("a mapping, as in {key: value}"));
    lc_status status = spend(yaml, node);
    if (status == LC_OK)
        status = check_keys(yaml, node, where);
    yaml_node_pair_t *pair = node->data.mapping.pairs.start;
    for (; status == LC_OK && pair < node->data.mapping.pairs.top; pair++)
        status = fn(yaml, yaml_document_get_node(&yaml->document, pair->key),
                    yaml_document_get_node(&yaml->document, pair->value), target);
    return status;
}

typedef struct map_reader {
    const char *where;
    const lc_yaml_key *keys;
    size_t count;
    char *target;
} map_reader;

static lc_status unknown_key(lc_yaml *yaml, yaml_node_t *node, const map_reader *map)
{
    const char *word = "";
    (void)lc_yaml_scalar(node, &word);
    const char **names = lc_alloc(yaml->ctx, map->count, sizeof *names);
    if (names == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < map->count; i++)
        names[i] = map->keys[i].name;
    char *all = join(yaml->ctx, names, map->count);
    const char *nearest = lc_text_nearest(word, names, map->count);
    const char *where = lc_tr(yaml->ctx, map->where);
    lc_place place = lc_yaml_place(node);
    lc_status status =
        all == NULL ? LC_MEMORY
        : nearest != NULL
            ? lc_yaml_fail(yaml, place,
                           "unknown key \"%s\" in %s; did you mean \"%s\"? Valid keys: %s", word,
                           where, nearest, all)
            : lc_yaml_fail(yaml, place, "unknown key \"%s\" in %s. Valid keys: %s", word, where,
                           all);
    free(all);
    free(names);
    return status;
}

static lc_status read_key(lc_yaml *yaml, const lc_yaml_key *key, yaml_node_t *value, char *target)
{
    void *field = target + key->offset;
    switch (key->kind) {
    case LC_YAML_TEXT:
        return lc_yaml_text(yaml, value, key->name, field);
    case LC_YAML_NUMBER:
        return lc_yaml_number(yaml, value, key->name, key->least, key->most, field);
    case LC_YAML_BOOL:
        return lc_yaml_bool(yaml, value, key->name, field);
    case LC_YAML_FN:
        break;
    }
    return key->read(yaml, value, target);
}

static lc_status read_pair(lc_yaml *yaml, yaml_node_t *key, yaml_node_t *value, void *target)
{
    const map_reader *map = target;
    const char *name = "";
    (void)lc_yaml_scalar(key, &name);
    for (size_t i = 0; i < map->count; i++) {
        if (strcmp(map->keys[i].name, name) == 0)
            return read_key(yaml, &map->keys[i], value, map->target);
    }
    return unknown_key(yaml, key, map);
}

lc_status lc_yaml_map(lc_yaml *yaml, yaml_node_t *node, const char *where, const lc_yaml_key *keys,
                      size_t count, void *target)
{
    map_reader map = {where, keys, count, target};
    return lc_yaml_pairs(yaml, node, where, read_pair, &map);
}

lc_status lc_yaml_list(lc_yaml *yaml, yaml_node_t *node, const char *where, lc_yaml_read_fn *fn,
                       void *target)
{
    if (node->type != YAML_SEQUENCE_NODE)
        return fail_kind(yaml, node, where, LC_N("a list, as in [a, b] or lines beginning with -"));
    yaml_node_item_t *item = node->data.sequence.items.start;
    if (item == node->data.sequence.items.top)
        return lc_yaml_fail(yaml, lc_yaml_place(node),
                            "the list of %s is empty; fill it or delete the key",
                            lc_tr(yaml->ctx, where));
    lc_status status = spend(yaml, node);
    for (; status == LC_OK && item < node->data.sequence.items.top; item++) {
        yaml_node_t *child = yaml_document_get_node(&yaml->document, *item);
        status = spend(yaml, child);
        if (status == LC_OK)
            status = fn(yaml, child, target);
    }
    return status;
}

yaml_node_t *lc_yaml_find(lc_yaml *yaml, yaml_node_t *node, const char *key, yaml_node_t **value)
{
    if (node->type != YAML_MAPPING_NODE)
        return NULL;
    for (yaml_node_pair_t *pair = node->data.mapping.pairs.start;
         pair < node->data.mapping.pairs.top; pair++) {
        yaml_node_t *name = yaml_document_get_node(&yaml->document, pair->key);
        const char *text;
        if (lc_yaml_scalar(name, &text) && strcmp(text, key) == 0) {
            *value = yaml_document_get_node(&yaml->document, pair->value);
            return name;
        }
    }
    return NULL;
}
