#include "store/indicators.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/base.h"
#include "store/internal.h"

static const char folder[] = "indicators/";

/* Copies the rest of the line behind `key` when `line` begins with it. What does not fit is cut:
 * the test of the registry compares. */
static bool take(const char *line, const char *key, char *out, size_t size)
{
    size_t length = strlen(key);
    if (strncmp(line, key, length) != 0)
        return false;
    line += length;
    line += strspn(line, " ");
    size_t text = strcspn(line, "\r\n");
    if (text >= size)
        text = size - 1;
    memcpy(out, line, text);
    out[text] = '\0';
    lc_text_trim(out);
    return true;
}

static void take_sums(const char *line, lc_indicator_info *out)
{
    char words[32];
    if (!take(line, "-- sums:", words, sizeof words))
        return;
    out->sums = strcmp(words, "value") == 0       ? LC_SUMS_VALUE
                : strncmp(words, "ratio", 5) == 0 ? LC_SUMS_RATIO
                                                  : LC_SUMS_NO;
    if (out->sums == LC_SUMS_RATIO && !lc_text_number(words + 5, &out->factor))
        out->factor = 1;
}

/* What holds for all indicators of a file. */
static void take_shared(const char *line, lc_indicator_info *out)
{
    char base[32];
    (void)take(line, "-- aliases:", out->aliases, sizeof out->aliases);
    (void)take(line, "-- takes:", out->takes, sizeof out->takes);
    (void)take(line, "-- variant:", out->variant, sizeof out->variant);
    (void)take(line, "-- group:", out->group, sizeof out->group);
    (void)take(line, "-- closes:", out->closes, sizeof out->closes);
    (void)take(line, "-- lacks:", out->lacks, sizeof out->lacks);
    if (take(line, "-- base:", base, sizeof base))
        out->of_inventory = strcmp(base, "inventory") == 0;
    (void)take(line, "-- reads:", out->reads, sizeof out->reads);
    take_sums(line, out);
}

bool lc_indicator_header(const char *sql, size_t index, lc_indicator_info *out)
{
    size_t seen = 0;
    *out = (lc_indicator_info){
        .file = out->file, .sql = sql, .index = index, .group = "resident", .factor = 1};
    for (const char *line = sql; line != NULL && strncmp(line, "--", 2) == 0;) {
        char id[sizeof out->id];
        if (take(line, "-- id:", id, sizeof id) && seen++ == index)
            memcpy(out->id, id, sizeof id);
        if (seen == index + 1) {
            (void)take(line, "-- title_zh:", out->title_zh, sizeof out->title_zh);
            (void)take(line, "-- title_en:", out->title_en, sizeof out->title_en);
            (void)take(line, "-- unit:", out->unit, sizeof out->unit);
        }
        take_shared(line, out);
        line = strchr(line, '\n');
        line = line == NULL ? NULL : line + 1;
    }
    return seen > index;
}

bool lc_indicator_word(const lc_indicator_info *info, const char *word, char *out, size_t size)
{
    char key[24];
    size_t ids = 0; /* `inputs` holds for the whole file */
    bool shared = strcmp(word, "inputs") == 0;
    (void)snprintf(key, sizeof key, "-- %s:", word);
    out[0] = '\0';
    for (const char *line = info->sql; line != NULL && strncmp(line, "--", 2) == 0;) {
        ids += strncmp(line, "-- id:", 6) == 0;
        if ((shared || ids == info->index + 1) && take(line, key, out, size))
            break;
        line = strchr(line, '\n');
        line = line == NULL ? NULL : line + 1;
    }
    return out[0] != '\0';
}

/* Where one stands in the registry. */
typedef struct place {
    size_t query, header, own;
} place;

/* The next indicator; false past the last. */
static bool next(const lc_store *store, place *at, lc_indicator_info *out)
{
    const char *sql = NULL, *name;
    for (; (name = lc_store_query_name(at->query, &sql)) != NULL; at->query++, at->header = 0) {
        if (strncmp(name, folder, strlen(folder)) != 0)
            continue;
        out->file = name;
        if (lc_indicator_header(sql, at->header, out)) {
            at->header++;
            return true;
        }
    }
    if (store == NULL || at->own >= store->own_count)
        return false;
    *out = store->own[at->own++].info;
    return true;
}

bool lc_indicator_describe(const lc_store *store, size_t i, lc_indicator_info *out)
{
    place at = {0};
    *out = (lc_indicator_info){0};
    while (next(store, &at, out))
        if (i-- == 0)
            return true;
    return false;
}

/* Is a word among those between marks? */
static bool among(const char *list, char mark, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = list; size > 0 && at != NULL && *at != '\0';) {
        const char *end = strchr(at, mark);
        size_t length = end != NULL ? (size_t)(end - at) : strlen(at);
        if (length == size && strncasecmp(at, word, size) == 0)
            return true;
        at = end != NULL ? end + 1 : NULL;
    }
    return false;
}

bool lc_indicator_find(const lc_store *store, const char *name, lc_indicator_info *out)
{
    place at = {0};
    *out = (lc_indicator_info){0};
    while (next(store, &at, out))
        if (strcasecmp(out->id, name) == 0 || among(out->aliases, '|', name))
            return true;
    return false;
}

/* --- keys --- */

/* Word i of a list between blanks; its length, 0 past the last. */
static size_t word_of(const char *list, size_t i, const char **word)
{
    for (const char *at = list;; i--) {
        at += strspn(at, " ");
        size_t length = strcspn(at, " ");
        *word = at;
        if (i == 0 || length == 0)
            return length;
        at += length;
    }
}

bool lc_indicator_takes(const lc_indicator_info *info, const char *key, char *words)
{
    const char *word;
    size_t length, size = strlen(key);
    for (size_t i = 0; (length = word_of(info->takes, i, &word)) > 0; i++) {
        size_t name = strcspn(word, "!= ");
        if (name != size || strncmp(word, key, size) != 0)
            continue;
        const char *list = memchr(word, '=', length);
        if (words != NULL)
            snprintf(words, LC_INDICATOR_WORDS, "%.*s",
                     list != NULL ? (int)(word + length - list - 1) : 0,
                     list != NULL ? list + 1 : "");
        return true;
    }
    return false;
}

bool lc_indicator_reads(const lc_indicator_info *info, const char *table)
{
    size_t size = strlen(table);
    for (const char *at = info->reads; *at != '\0'; at += strspn(at, ", ")) {
        size_t length = strcspn(at, ", ");
        if (length == size && strncmp(at, table, size) == 0)
            return true;
        at += length;
    }
    return info->own; /* nobody checks what its header says */
}

bool lc_indicator_needs(const lc_indicator_info *info, size_t i, char *key)
{
    const char *word;
    size_t length;
    for (size_t k = 0; (length = word_of(info->takes, k, &word)) > 0; k++)
        if (memchr(word, '!', length) != NULL && i-- == 0) {
            snprintf(key, LC_INDICATOR_ID, "%.*s", (int)strcspn(word, "!= "), word);
            return true;
        }
    return false;
}

bool lc_parameter_get(const char *parameters, const char *key, char *out, size_t size)
{
    size_t wanted = strlen(key);
    out[0] = '\0';
    for (const char *at = parameters; at != NULL && *at != '\0';) {
        const char *end = strchr(at, '|');
        size_t length = end != NULL ? (size_t)(end - at) : strlen(at);
        size_t blank = strspn(at, " ");
        if (length > blank + wanted && strncmp(at + blank, key, wanted) == 0 &&
            at[blank + wanted + strspn(at + blank + wanted, " ")] == '=') {
            const char *value = strchr(at, '=') + 1;
            size_t text = (size_t)(at + length - value);
            if (text >= size)
                return false;
            memcpy(out, value, text);
            out[text] = '\0';
            lc_text_trim(out);
            return true;
        }
        at = end != NULL ? end + 1 : NULL;
    }
    return false;
}

bool lc_indicator_variant(const lc_indicator_info *info, const char *parameters,
                          char out[LC_VARIANT_MAX])
{
    const char *word;
    size_t length, used = 0;
    out[0] = '\0';
    for (size_t i = 0; (length = word_of(info->variant, i, &word)) > 0; i++) {
        char key[LC_INDICATOR_ID], value[LC_VARIANT_MAX];
        snprintf(key, sizeof key, "%.*s", (int)length, word);
        if (!lc_parameter_get(parameters, key, value, sizeof value))
            continue;
        int size =
            snprintf(out + used, LC_VARIANT_MAX - used, "%s%s=%s", used > 0 ? "|" : "", key, value);
        if (size < 0 || used + (size_t)size >= LC_VARIANT_MAX)
            return false;
        used += (size_t)size;
    }
    return true;
}
