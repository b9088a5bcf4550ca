/* One entry of regions, facilities, population, streets, targets or context: a file and how to read
 * it. */
#include <iconv.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/fields.h"
#include "study/grow.h"
#include "study/yaml_reader.h"

enum { GROUPS_MAX = 200 };

static void clear_pairs(lc_pairs *pairs)
{
    for (size_t i = 0; i < pairs->count; i++) {
        free(pairs->items[i].key);
        free(pairs->items[i].value);
    }
    free(pairs->items);
}

void lc_source_clear(lc_source *source)
{
    free(source->path);
    free(source->written);
    free(source->layer);
    free(source->encoding);
    free(source->crs);
    clear_pairs(&source->columns);
    clear_pairs(&source->constants);
    for (size_t i = 0; i < source->value_count; i++) {
        free(source->values[i].field);
        free(source->values[i].theirs);
        free(source->values[i].ours);
    }
    free(source->values);
    for (size_t i = 0; i < source->condition_count; i++) {
        free(source->conditions[i].column);
        free(source->conditions[i].written);
        free(source->conditions[i].text);
    }
    free(source->conditions);
    free(source->year);
    for (size_t i = 0; i < source->group_count; i++) {
        free(source->groups[i].group);
        free(source->groups[i].column);
    }
    free(source->groups);
}

/* --- file, layer, encoding, crs --- */

static lc_status read_file(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_source *source = target;
    source->place = lc_yaml_place(value);
    return lc_yaml_text(yaml, value, "file", &source->written);
}

static lc_status read_layer(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_source *source = target;
    if (source->layer != NULL)
        return lc_yaml_fail(yaml, lc_yaml_place(value),
                            "layer and sheet mean the same; write one of them");
    return lc_yaml_text(yaml, value, "layer", &source->layer);
}

/* Does the C library read it? Its "//TRANSLIT" and the like are no encodings. */
static bool is_encoding(const char *name)
{
    iconv_t none = (iconv_t)-1; // NOLINT(performance-no-int-to-ptr): POSIX says so
    iconv_t known = strchr(name, '/') == NULL ? iconv_open("UTF-8", name) : none;
    if (known == none)
        return false;
    iconv_close(known);
    return true;
}

static lc_status read_encoding(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    static const char *const common[] = {"UTF-8", "GBK", "GB18030", "GB2312", "BIG5", "ISO-8859-1"};
    lc_source *source = target;
    lc_status status = lc_yaml_text(yaml, value, "encoding", &source->encoding);
    if (status == LC_OK && !is_encoding(source->encoding))
        status = lc_yaml_unknown(yaml, value, "encoding", common, sizeof common / sizeof *common);
    return status;
}

/* The offset systems are brought to their one spelling; the rest is judged where PROJ is at hand.
 */
static lc_status read_crs(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    static const char *const offset_systems[] = {"gcj02", "bd09"};
    lc_source *source = target;
    lc_status status = lc_yaml_text(yaml, value, "crs", &source->crs);
    if (status != LC_OK)
        return status;
    lc_text_trim(source->crs);
    if (source->crs[strspn(source->crs, "0123456789")] == '\0')
        return lc_yaml_fail(yaml, lc_yaml_place(value),
                            "crs must say whose number this is: write EPSG:%s", source->crs);
    for (size_t i = 0; i < 2; i++) {
        if (!lc_text_same_name(source->crs, offset_systems[i]))
            continue;
        free(source->crs);
        source->crs = lc_strdup(yaml->ctx, offset_systems[i]);
        return source->crs != NULL ? LC_OK : LC_MEMORY;
    }
    return LC_OK;
}

/* --- columns, set, map --- */

typedef struct pairs_reader {
    lc_source *source;
    lc_pairs *pairs;
    const char *what; /* columns or set */
    const char *field;
} pairs_reader;

static lc_status check_field(lc_yaml *yaml, yaml_node_t *key, const char *what,
                             const char *const *fields, size_t count)
{
    size_t index;
    return lc_yaml_choice(yaml, key, what, fields, count, &index);
}

static lc_status check_value(lc_yaml *yaml, lc_role role, const char *field, yaml_node_t *value)
{
    const lc_field_values *list = lc_field_values_of(role, field);
    size_t index;
    if (list == NULL)
        return LC_OK;
    return lc_yaml_choice(yaml, value, field, list->words, list->count, &index);
}

static lc_status read_field(lc_yaml *yaml, yaml_node_t *key, yaml_node_t *value, void *target)
{
    pairs_reader *reader = target;
    size_t count;
    const char *const *fields = lc_role_fields(reader->source->role, &count);
    lc_status status = check_field(yaml, key, reader->what, fields, count);
    if (status != LC_OK)
        return status;
    void *grown = lc_study_grow(yaml->ctx, reader->pairs->items, &reader->pairs->count,
                                sizeof *reader->pairs->items);
    if (grown == NULL)
        return LC_MEMORY;
    reader->pairs->items = grown;
    lc_pair *pair = &reader->pairs->items[reader->pairs->count - 1];
    pair->place = lc_yaml_place(key);
    status = lc_yaml_text(yaml, key, reader->what, &pair->key);
    if (status == LC_OK)
        status = lc_yaml_text(yaml, value, pair->key, &pair->value);
    if (status == LC_OK && reader->pairs == &reader->source->constants)
        status = check_value(yaml, reader->source->role, pair->key, value);
    return status;
}

static lc_status read_columns(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_source *source = target;
    pairs_reader reader = {source, &source->columns, "columns", NULL};
    return lc_yaml_pairs(yaml, value, "columns", read_field, &reader);
}

static lc_status read_set(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_source *source = target;
    pairs_reader reader = {source, &source->constants, "set", NULL};
    return lc_yaml_pairs(yaml, value, "set", read_field, &reader);
}

static lc_status read_rule(lc_yaml *yaml, yaml_node_t *key, yaml_node_t *value, void *target)
{
    pairs_reader *reader = target;
    lc_source *source = reader->source;
    void *grown =
        lc_study_grow(yaml->ctx, source->values, &source->value_count, sizeof *source->values);
    if (grown == NULL)
        return LC_MEMORY;
    source->values = grown;
    lc_value_rule *rule = &source->values[source->value_count - 1];
    rule->place = lc_yaml_place(key);
    rule->field = lc_strdup(yaml->ctx, reader->field);
    if (rule->field == NULL)
        return LC_MEMORY;
    lc_status status = lc_yaml_text(yaml, key, "map", &rule->theirs);
    if (status == LC_OK)
        status = lc_yaml_text(yaml, value, rule->theirs, &rule->ours);
    return status == LC_OK ? check_value(yaml, source->role, rule->field, value) : status;
}

static lc_status read_map_field(lc_yaml *yaml, yaml_node_t *key, yaml_node_t *value, void *target)
{
    pairs_reader *reader = target;
    size_t count;
    const char *const *fields = lc_role_mapped_fields(reader->source->role, &count);
    if (count == 0)
        return lc_yaml_fail(yaml, lc_yaml_place(key), "\"map\" has no meaning for %s; delete it",
                            lc_role_name(reader->source->role));
    lc_status status = check_field(yaml, key, "map", fields, count);
    if (status != LC_OK)
        return status;
    (void)lc_yaml_scalar(key, &reader->field);
    return lc_yaml_pairs(yaml, value, reader->field, read_rule, reader);
}

static lc_status read_map(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    pairs_reader reader = {target, NULL, "map", NULL};
    return lc_yaml_pairs(yaml, value, "map", read_map_field, &reader);
}

/* --- population --- */

static lc_status read_form(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    static const char *const words[] = {"points", "polygons", "raster"};
    size_t index;
    lc_status status = lc_yaml_choice(yaml, value, "form", words, 3, &index);
    if (status == LC_OK)
        ((lc_source *)target)->form = (lc_population_form)index;
    return status;
}

static lc_status read_band(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    double band;
    lc_status status = lc_yaml_number(yaml, value, "band", 1, 1000, &band);
    if (status == LC_OK && band != (int)band)
        status = lc_yaml_fail(yaml, lc_yaml_place(value), "band must be a whole number");
    if (status == LC_OK)
        ((lc_source *)target)->band = (int)band;
    return status;
}

static lc_status read_year(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_source *source = target;
    double year;
    lc_status status = lc_yaml_number(yaml, value, "year", 1900, 2200, &year);
    if (status == LC_OK && year != (int)year)
        status = lc_yaml_fail(yaml, lc_yaml_place(value), "year must be a whole number");
    if (status != LC_OK)
        return status;
    free(source->year);
    source->year = lc_format(yaml->ctx, "%d", (int)year);
    return source->year != NULL ? LC_OK : LC_MEMORY;
}

static lc_status add_group(lc_yaml *yaml, yaml_node_t *code, yaml_node_t *column, lc_source *source)
{
    if (source->group_count >= GROUPS_MAX)
        return lc_yaml_fail(yaml, lc_yaml_place(code), "%s has more than %d items", "groups",
                            GROUPS_MAX);
    void *grown =
        lc_study_grow(yaml->ctx, source->groups, &source->group_count, sizeof *source->groups);
    if (grown == NULL)
        return LC_MEMORY;
    source->groups = grown;
    lc_group_column *group = &source->groups[source->group_count - 1];
    group->place = lc_yaml_place(code);
    lc_status status = lc_yaml_code(yaml, code, "groups", &group->group);
    if (status == LC_OK)
        status = lc_yaml_text(yaml, column, group->group, &group->column);
    for (size_t i = 0; status == LC_OK && i + 1 < source->group_count; i++) {
        if (strcmp(source->groups[i].group, group->group) == 0)
            status = lc_yaml_fail(yaml, group->place, "group \"%s\" is named twice; keep one",
                                  group->group);
    }
    return status;
}

static lc_status read_group_pair(lc_yaml *yaml, yaml_node_t *key, yaml_node_t *value, void *target)
{
    return add_group(yaml, key, value, target);
}

static lc_status read_group_item(lc_yaml *yaml, yaml_node_t *item, void *target)
{
    return add_group(yaml, item, item, target);
}

static lc_status read_groups(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    if (value->type == YAML_MAPPING_NODE)
        return lc_yaml_pairs(yaml, value, "groups", read_group_pair, target);
    return lc_yaml_list(yaml, value, "groups", read_group_item, target);
}

/* A key that this form of population never reads would be believed and ignored. */
static lc_status check_form_keys(lc_yaml *yaml, yaml_node_t *node, const lc_source *source)
{
    static const struct {
        const char *key;
        unsigned forms; /* bits of the forms that read it */
    } rules[] = {
        {"grid_m", 1u << LC_POPULATION_POLYGONS},
        {"band", 1u << LC_POPULATION_RASTER},
        {"layer", 1u << LC_POPULATION_POINTS | 1u << LC_POPULATION_POLYGONS},
        {"sheet", 1u << LC_POPULATION_POINTS | 1u << LC_POPULATION_POLYGONS},
        {"encoding", 1u << LC_POPULATION_POINTS | 1u << LC_POPULATION_POLYGONS},
        {"columns", 1u << LC_POPULATION_POINTS | 1u << LC_POPULATION_POLYGONS},
        {"set", 1u << LC_POPULATION_POINTS | 1u << LC_POPULATION_POLYGONS},
        {"where", 1u << LC_POPULATION_POINTS | 1u << LC_POPULATION_POLYGONS},
    };
    static const char *const words[] = {"points", "polygons", "raster"};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        yaml_node_t *value, *key = lc_yaml_find(yaml, node, rules[i].key, &value);
        if (key != NULL && (rules[i].forms >> source->form & 1u) == 0)
            return lc_yaml_fail(yaml, lc_yaml_place(key),
                                "\"%s\" has no meaning for population of form %s; delete it",
                                rules[i].key, words[source->form]);
    }
    return LC_OK;
}

static lc_status check_raster(lc_yaml *yaml, yaml_node_t *node, lc_source *source)
{
    if (source->form != LC_POPULATION_RASTER)
        return LC_OK;
    yaml_node_t *value = node;
    (void)lc_yaml_find(yaml, node, "groups", &value);
    if (source->group_count != 1 || value->type == YAML_MAPPING_NODE)
        return lc_yaml_fail(yaml, lc_yaml_place(value),
                            "a raster holds one group: write groups: [resident], and one entry per "
                            "raster");
    free(source->groups[0].column);
    source->groups[0].column = NULL;
    return LC_OK;
}

static lc_status check_population(lc_yaml *yaml, yaml_node_t *node, lc_source *source)
{
    static const char *const needed[] = {"form", "year", "groups"};
    static const char *const hints[] = {
        LC_N("points, polygons or raster"),
        LC_N("the year its figures are of; no ratio is given without it"),
        LC_N("as in {resident: column}"),
    };
    for (size_t i = 0; i < 3; i++) {
        yaml_node_t *value;
        if (lc_yaml_find(yaml, node, needed[i], &value) == NULL)
            return lc_yaml_fail(yaml, lc_yaml_place(node),
                                "this entry of population lacks \"%s\" (%s)", needed[i],
                                lc_tr(yaml->ctx, hints[i]));
    }
    if (source->group_count == 0)
        return lc_yaml_fail(yaml, lc_yaml_place(node), "groups of population must not be empty");
    lc_status status = check_form_keys(yaml, node, source);
    return status == LC_OK ? check_raster(yaml, node, source) : status;
}

/* --- entries --- */

static lc_status check_both(lc_yaml *yaml, const lc_source *source)
{
    for (size_t i = 0; i < source->constants.count; i++) {
        const lc_pair *pair = &source->constants.items[i];
        if (lc_pairs_get(&source->columns, pair->key) != NULL)
            return lc_yaml_fail(yaml, pair->place,
                                "field \"%s\" is both in columns and in set; keep one", pair->key);
    }
    return LC_OK;
}

/* Takes the operator off the front of a condition; none means equal. */
static const char *take_operator(const char *text, lc_compare *compare)
{
    static const struct {
        const char *sign;
        lc_compare compare;
    } signs[] = {{">=", LC_COMPARE_AT_LEAST}, {"<=", LC_COMPARE_AT_MOST},
                 {"!=", LC_COMPARE_UNEQUAL},  {">", LC_COMPARE_MORE},
                 {"<", LC_COMPARE_LESS},      {"=", LC_COMPARE_EQUAL}};
    *compare = LC_COMPARE_EQUAL;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(text, signs[i].sign, strlen(signs[i].sign)) == 0) {
            *compare = signs[i].compare;
            return text + strlen(signs[i].sign);
        }
    return text;
}

static lc_status read_condition(lc_yaml *yaml, yaml_node_t *key, yaml_node_t *value, void *target)
{
    lc_source *source = target;
    void *grown = lc_study_grow(yaml->ctx, source->conditions, &source->condition_count,
                                sizeof *source->conditions);
    if (grown == NULL)
        return LC_MEMORY;
    source->conditions = grown;
    lc_condition *condition = &source->conditions[source->condition_count - 1];
    condition->place = lc_yaml_place(key);
    lc_status status = lc_yaml_text(yaml, key, "where", &condition->column);
    if (status == LC_OK)
        status = lc_yaml_text(yaml, value, condition->column, &condition->written);
    if (status != LC_OK)
        return status;
    condition->text = lc_strdup(yaml->ctx, take_operator(condition->written, &condition->compare));
    if (lc_text_trim(condition->text) == NULL)
        return LC_MEMORY;
    bool is_number = lc_text_number(condition->text, &condition->number);
    if (!is_number)
        condition->number = NAN;
    if (!is_number && condition->compare > LC_COMPARE_UNEQUAL)
        return lc_yaml_fail(yaml, lc_yaml_place(value),
                            "\"%s\" is no condition; write one such as \"> 0\", \"<= 12\", \"= "
                            "text\" or \"!= text\"",
                            condition->written);
    return LC_OK;
}

static lc_status read_where(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return lc_yaml_pairs(yaml, value, "where", read_condition, target);
}

#define ROLE(role) (1u << (role))
#define EVERY_ROLE (~0u)
#define BUT_PEOPLE (~ROLE(LC_ROLE_POPULATION))

/* Which keys an entry may have depends on its role. */
static const struct {
    unsigned roles;
    lc_yaml_key key;
} keys[] = {
    {ROLE(LC_ROLE_STREETS),
     {"tolerance_m", LC_YAML_NUMBER, offsetof(lc_source, tolerance_m), 0, 20, NULL}},
    {ROLE(LC_ROLE_STREETS),
     {.name = "noding", .kind = LC_YAML_BOOL, .offset = offsetof(lc_source, noding)}},
    {ROLE(LC_ROLE_CONTEXT),
     {.name = "blocks", .kind = LC_YAML_BOOL, .offset = offsetof(lc_source, blocks)}},
    {BUT_PEOPLE, {.name = "map", .kind = LC_YAML_FN, .read = read_map}},
    {EVERY_ROLE, {.name = "file", .kind = LC_YAML_FN, .read = read_file}},
    {EVERY_ROLE, {.name = "layer", .kind = LC_YAML_FN, .read = read_layer}},
    {EVERY_ROLE, {.name = "sheet", .kind = LC_YAML_FN, .read = read_layer}},
    {EVERY_ROLE, {.name = "encoding", .kind = LC_YAML_FN, .read = read_encoding}},
    {EVERY_ROLE, {.name = "crs", .kind = LC_YAML_FN, .read = read_crs}},
    {EVERY_ROLE, {.name = "columns", .kind = LC_YAML_FN, .read = read_columns}},
    {EVERY_ROLE, {.name = "set", .kind = LC_YAML_FN, .read = read_set}},
    {EVERY_ROLE, {.name = "where", .kind = LC_YAML_FN, .read = read_where}},
    {ROLE(LC_ROLE_POPULATION), {.name = "form", .kind = LC_YAML_FN, .read = read_form}},
    {ROLE(LC_ROLE_POPULATION),
     {"grid_m", LC_YAML_NUMBER, offsetof(lc_source, grid_m), 10, 1000, NULL}},
    {ROLE(LC_ROLE_POPULATION), {.name = "band", .kind = LC_YAML_FN, .read = read_band}},
    {ROLE(LC_ROLE_POPULATION), {.name = "year", .kind = LC_YAML_FN, .read = read_year}},
    {ROLE(LC_ROLE_POPULATION), {.name = "groups", .kind = LC_YAML_FN, .read = read_groups}},
};
enum { KEY_COUNT = sizeof keys / sizeof *keys };

/* The keys of one role; returns how many. */
static size_t keys_of(lc_role role, lc_yaml_key chosen[KEY_COUNT])
{
    size_t count = 0;
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (keys[i].roles & ROLE(role))
            chosen[count++] = keys[i].key;
    return count;
}

typedef struct sources_reader {
    lc_role role;
    const char *folder;
    lc_array *sources;
} sources_reader;

static lc_status read_entry(lc_yaml *yaml, yaml_node_t *node, void *target)
{
    const sources_reader *reader = target;
    const char *role = lc_role_name(reader->role);
    bool people = reader->role == LC_ROLE_POPULATION;
    lc_source *source = lc_array_push(yaml->ctx, reader->sources);
    if (source == NULL)
        return LC_MEMORY;
    source->role = reader->role;
    source->grid_m = 100;
    source->band = 1;
    lc_yaml_key chosen[KEY_COUNT];
    lc_status status = lc_yaml_map(yaml, node, role, chosen, keys_of(reader->role, chosen), source);
    if (status == LC_OK && source->written == NULL)
        status = lc_yaml_fail(yaml, lc_yaml_place(node), "this entry of %s lacks \"file\"", role);
    if (status == LC_OK)
        status = check_both(yaml, source);
    if (status == LC_OK && people)
        status = check_population(yaml, node, source);
    if (status == LC_OK &&
        (source->path = lc_study_resolve(yaml->ctx, reader->folder, source->written)) == NULL)
        status = LC_MEMORY;
    return status;
}

lc_status lc_study_sources(lc_yaml *yaml, yaml_node_t *node, lc_role role, const char *folder,
                           lc_array *sources)
{
    sources_reader reader = {role, folder, sources};
    return lc_yaml_list(yaml, node, lc_role_name(role), read_entry, &reader);
}
