#include "osm/condition.h"

#include <stdlib.h>
#include <string.h>

/* A cell of a spreadsheet may hold tabs and lines, too. */
static const char BLANKS[] = " \t\r\n";

void lc_condition_words_init(lc_condition_words *words)
{
    lc_words_init(&words->words);
    lc_array_init(&words->slots, sizeof(int32_t));
    words->key_count = 0;
}

void lc_condition_words_clear(lc_condition_words *words)
{
    lc_words_clear(&words->words);
    lc_array_clear(&words->slots);
    words->key_count = 0;
}

void lc_condition_clear(lc_array *terms)
{
    for (size_t i = 0; i < terms->count; i++) {
        lc_condition_term *term = lc_array_at(terms, i);
        lc_array_clear(&term->keys);
        lc_array_clear(&term->choices);
    }
    lc_array_clear(terms);
}

static int32_t item(const lc_array *list, size_t i)
{
    return *(int32_t *)lc_array_at(list, i);
}

static lc_status push(lc_ctx *ctx, lc_array *list, int32_t value)
{
    int32_t *slot = lc_array_push(ctx, list);
    if (slot == NULL)
        return LC_MEMORY;
    *slot = value;
    return LC_OK;
}

static lc_status add_word(lc_ctx *ctx, lc_condition_words *words, const char *text, size_t size,
                          int32_t *word)
{
    *word = lc_words_add(ctx, &words->words, text, size);
    if (*word < 0)
        return LC_MEMORY;
    while (words->slots.count < words->words.texts.count)
        if (push(ctx, &words->slots, -1) != LC_OK)
            return LC_MEMORY;
    return LC_OK;
}

/* The slot of a key, -1 when there are too many keys. */
static lc_status add_key(lc_ctx *ctx, lc_condition_words *words, const char *text, size_t size,
                         int32_t *slot)
{
    int32_t word = -1;
    lc_status status = add_word(ctx, words, text, size, &word);
    if (status != LC_OK)
        return status;
    int32_t *held = lc_array_at(&words->slots, (size_t)word);
    if (*held < 0 && words->key_count < LC_FOOT_KEYS_MAX) {
        *held = (int32_t)words->key_count;
        words->keys[words->key_count++] = word;
    }
    *slot = *held;
    return LC_OK;
}

/* "k1,k2" before `end`. */
static lc_status read_keys(lc_ctx *ctx, const char *at, const char *end, lc_condition_words *words,
                           lc_condition_term *term, const char **wrong)
{
    lc_status status = LC_OK;
    while (status == LC_OK && *wrong == NULL) {
        size_t size = 0;
        int32_t slot = -1;
        while (at + size < end && at[size] != ',')
            size++;
        if (size == 0)
            *wrong = LC_N("a key is missing");
        else
            status = add_key(ctx, words, at, size, &slot);
        if (status == LC_OK && *wrong == NULL && slot < 0)
            *wrong = LC_N("the table asks for too many different keys");
        if (status == LC_OK && *wrong == NULL)
            status = push(ctx, &term->keys, slot);
        if (at + size >= end)
            break;
        at += size + 1;
    }
    return status;
}

/* "a|b" before `end`. */
static lc_status read_choices(lc_ctx *ctx, const char *at, const char *end,
                              lc_condition_words *words, lc_condition_term *term,
                              const char **wrong)
{
    lc_status status = LC_OK;
    while (status == LC_OK && *wrong == NULL) {
        size_t size = 0;
        int32_t word = -1;
        while (at + size < end && at[size] != '|')
            size++;
        if (size == 0)
            *wrong = LC_N("a value is missing");
        else
            status = add_word(ctx, words, at, size, &word);
        if (status == LC_OK && *wrong == NULL)
            status = push(ctx, &term->choices, word);
        if (at + size >= end)
            break;
        at += size + 1;
    }
    return status;
}

static lc_status read_term(lc_ctx *ctx, const char *at, const char *end, lc_condition_words *words,
                           lc_array *terms, const char **wrong)
{
    lc_condition_term *term = lc_array_push(ctx, terms);
    if (term == NULL)
        return LC_MEMORY;
    lc_array_init(&term->keys, sizeof(int32_t));
    lc_array_init(&term->choices, sizeof(int32_t));
    term->negated = *at == '!';
    at += term->negated;
    const char *keys_end = at;
    while (keys_end < end && *keys_end != '=' && *keys_end != '~')
        keys_end++;
    if (keys_end > at && keys_end < end && keys_end[-1] == '!') {
        *wrong = LC_N("! stands before the key: write !key=value");
        return LC_OK;
    }
    lc_status status = read_keys(ctx, at, keys_end, words, term, wrong);
    if (status == LC_OK && *wrong == NULL && keys_end < end) {
        term->how = *keys_end;
        status = read_choices(ctx, keys_end + 1, end, words, term, wrong);
    }
    return status;
}

lc_status lc_condition_read(lc_ctx *ctx, const char *text, lc_condition_words *words,
                            lc_array *terms, const char **wrong)
{
    lc_status status = LC_OK;
    *wrong = NULL;
    const char *at = text + strspn(text, BLANKS);
    while (*at != '\0' && status == LC_OK && *wrong == NULL) {
        const char *end = at + strcspn(at, BLANKS);
        status = read_term(ctx, at, end, words, terms, wrong);
        at = end + strspn(end, BLANKS);
    }
    return status;
}

void lc_condition_tags_fill(const lc_condition_words *words, const lc_osm_tag *items, size_t count,
                            lc_condition_tags *out)
{
    memset(out->texts, 0, words->key_count * sizeof *out->texts);
    for (size_t i = 0; i < count; i++) {
        int32_t key = lc_words_find(&words->words, items[i].key, strlen(items[i].key));
        int32_t slot = key >= 0 ? item(&words->slots, (size_t)key) : -1;
        if (slot < 0 || items[i].value == NULL)
            continue;
        out->texts[slot] = items[i].value;
        out->words[slot] = lc_words_find(&words->words, items[i].value, strlen(items[i].value));
    }
}

static bool value_fits(const lc_condition_words *words, const lc_condition_term *term,
                       const char *text, int32_t word)
{
    if (term->how == 0)
        return true;
    for (size_t i = 0; i < term->choices.count; i++) {
        int32_t choice = item(&term->choices, i);
        if (term->how == '=' ? choice == word
                             : strstr(text, lc_words_text(&words->words, choice)) != NULL)
            return true;
    }
    return false;
}

static bool term_holds(const lc_condition_words *words, const lc_condition_term *term,
                       const lc_condition_tags *tags)
{
    bool found = false;
    for (size_t i = 0; i < term->keys.count && !found; i++) {
        int32_t slot = item(&term->keys, i);
        found = tags->texts[slot] != NULL &&
                value_fits(words, term, tags->texts[slot], tags->words[slot]);
    }
    return found != term->negated;
}

bool lc_condition_holds(const lc_condition_words *words, const lc_array *terms,
                        const lc_condition_tags *tags)
{
    for (size_t i = 0; i < terms->count; i++)
        if (!term_holds(words, lc_array_at(terms, i), tags))
            return false;
    return true;
}
