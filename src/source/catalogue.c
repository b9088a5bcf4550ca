#include "source/catalogue.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gio/gio.h"
#include "lc_types.h"
#include "source/columns.h"

const char *const lc_list_separators[] = {";", NULL};

enum {
    C_CODE,
    C_NAME_ZH,
    C_NAME_EN,
    C_ALIASES,
    C_STANDARD_AREA_M2,
    C_AREA_MAX_M2,
    C_STANDARD_BEDS,
    C_BEDS_MAX,
    C_STANDARD_PLACES,
    C_PLACES_MAX,
    C_STANDARD_MEALS,
    C_MEALS_MAX,
    C_STANDARD_STAFF,
    C_GROUPS,
    C_FUNCTIONS,
    C_COLOUR,
    C_COUNT
};

static const char *const type_columns[C_COUNT] = {
    "code",           "name_zh",       "name_en",        "aliases",         "standard_area_m2",
    "area_max_m2",    "standard_beds", "beds_max",       "standard_places", "places_max",
    "standard_meals", "meals_max",     "standard_staff", "groups",          "functions",
    "colour",
};

/* --- lists --- */

static size_t separator_size(const char *at, const char *const *separators)
{
    for (size_t i = 0; separators[i] != NULL; i++)
        if (strncmp(at, separators[i], strlen(separators[i])) == 0)
            return strlen(separators[i]);
    return 0;
}

lc_status lc_each_word(lc_ctx *ctx, const char *list, const char *const *separators, lc_word_fn *fn,
                       void *user)
{
    lc_status status = LC_OK;
    while (list != NULL && *list != '\0' && status == LC_OK) {
        const char *end = list;
        while (*end != '\0' && separator_size(end, separators) == 0)
            end++;
        char *word = lc_strndup(ctx, list, (size_t)(end - list));
        if (word == NULL)
            return LC_MEMORY;
        if (!lc_text_blank(word))
            status = fn(user, lc_text_trim(word));
        free(word);
        list = *end != '\0' ? end + separator_size(end, separators) : end;
    }
    return status;
}

/* --- the tables compiled in --- */

static const lc_embedded *embedded(const char *name)
{
    for (size_t i = 0; i < lc_types_count; i++)
        if (strcmp(lc_types[i].name, name) == 0)
            return &lc_types[i];
    return NULL;
}

/* Replaces an owned text; NULL keeps the old one, or makes it "". */
static lc_status put_text(lc_ctx *ctx, char **slot, const char *text)
{
    if (text == NULL && *slot != NULL)
        return LC_OK;
    char *copy = lc_strdup(ctx, text != NULL ? text : "");
    if (copy == NULL)
        return LC_MEMORY;
    free(*slot);
    *slot = copy;
    return LC_OK;
}

typedef lc_status row_fn(lc_catalogue *catalogue, lc_array *into, const lc_csv *csv);

static lc_status read_table(lc_catalogue *catalogue, const char *name, lc_array *into, row_fn *fn)
{
    const lc_embedded *file = embedded(name);
    lc_csv csv;
    bool row = false;
    lc_status status = lc_csv_init(&csv, catalogue->ctx, file->text, file->size);
    if (status == LC_OK)
        status = lc_csv_next(&csv, &row); /* the header */
    while (status == LC_OK && row) {
        status = lc_csv_next(&csv, &row);
        if (status == LC_OK && row)
            status = fn(catalogue, into, &csv);
    }
    lc_csv_clear(&csv);
    return status;
}

static lc_status add_entry(lc_catalogue *catalogue, lc_array *into, const lc_csv *csv)
{
    lc_entry *entry = lc_array_push(catalogue->ctx, into);
    if (entry == NULL)
        return LC_MEMORY;
    char **const slots[] = {&entry->code, &entry->name_zh, &entry->name_en, &entry->list};
    lc_status status = LC_OK;
    for (size_t i = 0; i < 4 && status == LC_OK; i++)
        status = put_text(catalogue->ctx, slots[i], lc_csv_field(csv, i));
    return status;
}

/* --- types --- */

/* A text as a figure; false when it is something else than a number from 0 to a billion. */
static bool put_number(double *slot, const char *text)
{
    double number;
    if (text == NULL || *text == '\0')
        return true;
    if (!lc_text_number(text, &number) || number < 0 || number > 1e9)
        return false;
    *slot = number;
    return true;
}

/* Sets what a row says of a type (NULL: nothing). *wrong is the first column that holds no number,
 * or -1. */
static lc_status fill_type(lc_ctx *ctx, lc_type *type, const char *const values[C_COUNT],
                           int *wrong)
{
    char **const texts[C_COUNT] = {[C_CODE] = &type->code,       [C_NAME_ZH] = &type->name_zh,
                                   [C_NAME_EN] = &type->name_en, [C_ALIASES] = &type->aliases,
                                   [C_GROUPS] = &type->groups,   [C_FUNCTIONS] = &type->functions,
                                   [C_COLOUR] = &type->colour};
    double *const numbers[C_COUNT] = {
        [C_STANDARD_AREA_M2] = &type->standard_area_m2, [C_AREA_MAX_M2] = &type->area_max_m2,
        [C_STANDARD_BEDS] = &type->standard_beds,       [C_BEDS_MAX] = &type->beds_max,
        [C_STANDARD_PLACES] = &type->standard_places,   [C_PLACES_MAX] = &type->places_max,
        [C_STANDARD_MEALS] = &type->standard_meals,     [C_MEALS_MAX] = &type->meals_max,
        [C_STANDARD_STAFF] = &type->standard_staff};
    *wrong = -1;
    for (int c = 0; c < C_COUNT; c++) {
        if (texts[c] != NULL && put_text(ctx, texts[c], values[c]) != LC_OK)
            return LC_MEMORY;
        if (numbers[c] != NULL && !put_number(numbers[c], values[c]) && *wrong < 0)
            *wrong = c;
    }
    return LC_OK;
}

static lc_type *push_type(lc_catalogue *catalogue)
{
    lc_type *type = lc_array_push(catalogue->ctx, &catalogue->types);
    if (type == NULL)
        return NULL;
    type->standard_area_m2 = type->area_max_m2 = type->standard_beds = type->beds_max = NAN;
    type->standard_places = type->places_max = type->standard_meals = type->meals_max = NAN;
    type->standard_staff = NAN;
    return type;
}

static lc_status add_type(lc_catalogue *catalogue, lc_array *into, const lc_csv *csv)
{
    (void)into;
    const char *values[C_COUNT];
    int wrong;
    for (int c = 0; c < C_COUNT; c++)
        values[c] = lc_csv_field(csv, (size_t)c);
    lc_type *type = push_type(catalogue);
    return type != NULL ? fill_type(catalogue->ctx, type, values, &wrong) : LC_MEMORY;
}

/* --- the study's own types --- */

static lc_type *type_of_code(const lc_catalogue *catalogue, const char *code)
{
    for (size_t i = 0; i < catalogue->types.count; i++) {
        lc_type *type = lc_array_at(&catalogue->types, i);
        if (strcmp(type->code, code) == 0)
            return type;
    }
    return NULL;
}

typedef struct function_check {
    const lc_catalogue *catalogue;
    const char *path;
    int64_t row;
} function_check;

static lc_status check_function(void *user, const char *word)
{
    const function_check *check = user;
    if (lc_entry_find(&check->catalogue->functions, word) >= 0)
        return LC_OK;
    return lc_fail(check->catalogue->ctx, LC_INPUT,
                   "%s, row %lld: there is no function \"%s\"; geodata/types/functions.csv lists "
                   "them.",
                   check->path, (long long)check->row, word);
}

static lc_status merge_type(lc_catalogue *catalogue, const char *path, int64_t row,
                            const char *values[C_COUNT])
{
    lc_ctx *ctx = catalogue->ctx;
    int wrong = -1;
    if (values[C_CODE] == NULL)
        return lc_fail(ctx, LC_INPUT, "%s, row %lld: the type has no code.", path, (long long)row);
    lc_type *type = type_of_code(catalogue, values[C_CODE]);
    if (type == NULL && values[C_NAME_ZH] == NULL && values[C_NAME_EN] == NULL)
        return lc_fail(ctx, LC_INPUT,
                       "%s, row %lld: the new type \"%s\" has no name; fill in name_zh or name_en.",
                       path, (long long)row, values[C_CODE]);
    if (type == NULL && values[C_NAME_ZH] == NULL)
        values[C_NAME_ZH] = values[C_NAME_EN];
    if (type == NULL && values[C_NAME_EN] == NULL)
        values[C_NAME_EN] = values[C_NAME_ZH];
    if (type == NULL)
        type = push_type(catalogue);
    if (type == NULL || fill_type(ctx, type, values, &wrong) != LC_OK)
        return LC_MEMORY;
    if (wrong >= 0)
        return lc_fail(ctx, LC_INPUT, "%s, row %lld: %s \"%s\" is not a number of 0 or more.", path,
                       (long long)row, type_columns[wrong], values[wrong]);
    function_check check = {.catalogue = catalogue, .path = path, .row = row};
    return lc_each_word(ctx, values[C_FUNCTIONS], lc_list_separators, check_function, &check);
}

static lc_status read_study_types(lc_catalogue *catalogue, const char *path)
{
    lc_reader *reader = NULL;
    const lc_reader_options options = {.layer = NULL};
    int column[C_COUNT];
    lc_status status = lc_reader_open(catalogue->ctx, path, &options, &reader);
    if (status != LC_OK)
        return status;
    const lc_layer_info *info = lc_reader_info(reader);
    for (int c = 0; c < C_COUNT; c++)
        column[c] = lc_column_named(info, type_columns[c]);
    if (column[C_CODE] < 0)
        status = lc_fail(catalogue->ctx, LC_INPUT,
                         "%s: a types file needs a column \"code\"; docs/study-file.md shows one.",
                         path);
    const lc_record *record = NULL;
    while (status == LC_OK && (status = lc_reader_next(reader, &record)) == LC_OK &&
           record != NULL) {
        const char *values[C_COUNT];
        for (int c = 0; c < C_COUNT; c++)
            values[c] = column[c] >= 0 ? record->values[column[c]] : NULL;
        status = merge_type(catalogue, path, record->row, values);
        catalogue->own_rows++;
    }
    lc_reader_close(reader);
    return status;
}

/* --- the door --- */

lc_status lc_catalogue_load(lc_catalogue *catalogue, lc_ctx *ctx, const lc_study *study)
{
    *catalogue = (lc_catalogue){.ctx = ctx};
    lc_array_init(&catalogue->types, sizeof(lc_type));
    lc_array_init(&catalogue->functions, sizeof(lc_entry));
    lc_array_init(&catalogue->sets, sizeof(lc_entry));
    lc_array_init(&catalogue->groups, sizeof(lc_entry));
    lc_status status = read_table(catalogue, "types.csv", &catalogue->types, add_type);
    if (status == LC_OK)
        status = read_table(catalogue, "functions.csv", &catalogue->functions, add_entry);
    if (status == LC_OK)
        status = read_table(catalogue, "sets.csv", &catalogue->sets, add_entry);
    if (status == LC_OK)
        status = read_table(catalogue, "groups.csv", &catalogue->groups, add_entry);
    if (status == LC_OK && study != NULL && study->types != NULL)
        status = read_study_types(catalogue, study->types);
    return status;
}

static void clear_entries(lc_array *entries)
{
    for (size_t i = 0; i < entries->count; i++) {
        lc_entry *entry = lc_array_at(entries, i);
        free(entry->code);
        free(entry->name_zh);
        free(entry->name_en);
        free(entry->list);
    }
    lc_array_clear(entries);
}

void lc_catalogue_clear(lc_catalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->types.count; i++) {
        lc_type *type = lc_array_at(&catalogue->types, i);
        char *const texts[] = {type->code,   type->name_zh,   type->name_en, type->aliases,
                               type->groups, type->functions, type->colour};
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
            free(texts[t]);
    }
    lc_array_clear(&catalogue->types);
    clear_entries(&catalogue->functions);
    clear_entries(&catalogue->sets);
    clear_entries(&catalogue->groups);
}

const lc_type *lc_catalogue_type(const lc_catalogue *catalogue, size_t i)
{
    return lc_array_at(&catalogue->types, i);
}

const lc_entry *lc_entry_at(const lc_array *entries, size_t i)
{
    return lc_array_at(entries, i);
}

int64_t lc_catalogue_find_type(const lc_catalogue *catalogue, const char *text)
{
    for (size_t i = 0; i < catalogue->types.count; i++) {
        const lc_type *type = lc_catalogue_type(catalogue, i);
        if (lc_text_same_name(text, type->code) || lc_text_same_name(text, type->name_zh) ||
            lc_text_same_name(text, type->name_en) || lc_word_in_list(text, type->aliases, ';'))
            return (int64_t)i;
    }
    return -1;
}

int64_t lc_entry_find(const lc_array *entries, const char *text)
{
    for (size_t i = 0; i < entries->count; i++) {
        const lc_entry *entry = lc_entry_at(entries, i);
        if (lc_text_same_name(text, entry->code) || lc_text_same_name(text, entry->name_zh) ||
            lc_text_same_name(text, entry->name_en))
            return (int64_t)i;
    }
    return -1;
}

const char *lc_catalogue_nearest_type(const lc_catalogue *catalogue, const char *text)
{
    const char *nearest = NULL;
    const char **words = lc_alloc(catalogue->ctx, 3 * catalogue->types.count, sizeof *words);
    if (words == NULL)
        return NULL;
    for (size_t i = 0; i < catalogue->types.count; i++) {
        const lc_type *type = lc_catalogue_type(catalogue, i);
        words[3 * i] = type->code;
        words[3 * i + 1] = type->name_zh;
        words[3 * i + 2] = type->name_en;
    }
    nearest = lc_text_nearest(text, words, 3 * catalogue->types.count);
    free(words);
    return nearest;
}

/* How many characters beyond ASCII of `text` stand in `name` too; *all: how many there are. Texts
 * are UTF-8. */
static size_t shared_characters(const char *text, const char *name, size_t *all)
{
    size_t shared = 0;
    *all = 0;
    for (const char *at = text; *at != '\0';) {
        char character[8];
        size_t size = 1;
        while (size < sizeof character - 1 && ((unsigned char)at[size] & 0xC0) == 0x80)
            size++;
        memcpy(character, at, size);
        character[size] = '\0';
        at += size;
        *all += size > 1;
        shared += size > 1 && strstr(name, character) != NULL;
    }
    return shared;
}

size_t lc_catalogue_likely_types(const lc_catalogue *catalogue, const char *text,
                                 size_t out[LC_LIKELY_TYPES])
{
    size_t score[LC_LIKELY_TYPES] = {0}, count = 0;
    const char *nearest = lc_catalogue_nearest_type(catalogue, text);
    for (size_t i = 0; i < catalogue->types.count; i++) {
        const lc_type *type = lc_catalogue_type(catalogue, i);
        size_t all = 0, shared = shared_characters(text, type->name_zh, &all);
        if (nearest == type->code || nearest == type->name_zh || nearest == type->name_en)
            shared = SIZE_MAX;
        else if (shared < 2 || 2 * shared < all)
            continue;
        size_t at = count < LC_LIKELY_TYPES ? count++ : LC_LIKELY_TYPES;
        for (; at > 0 && score[at - 1] < shared; at--) {
            if (at == LC_LIKELY_TYPES)
                continue;
            score[at] = score[at - 1];
            out[at] = out[at - 1];
        }
        if (at < LC_LIKELY_TYPES) {
            score[at] = shared;
            out[at] = i;
        }
    }
    return count;
}
