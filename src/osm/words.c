#include "osm/words.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS_FIRST = 256 };

void lc_words_init(lc_words *words)
{
    *words = (lc_words){.slots = NULL};
    lc_array_init(&words->texts, sizeof(char *));
}

void lc_words_clear(lc_words *words)
{
    for (size_t i = 0; i < words->texts.count; i++)
        free(*(char **)lc_array_at(&words->texts, i));
    lc_array_clear(&words->texts);
    free(words->slots);
    lc_words_init(words);
}

const char *lc_words_text(const lc_words *words, int32_t word)
{
    return *(char **)lc_array_at(&words->texts, (size_t)word);
}

/* FNV-1a (Fowler, Noll, Vo). */
static size_t hash(const char *text, size_t size)
{
    uint64_t value = 14695981039346656037u;
    for (size_t i = 0; i < size; i++)
        value = (value ^ (unsigned char)text[i]) * 1099511628211u;
    return (size_t)(value ^ value >> 32);
}

/* The slot that holds the text, or the empty one where it belongs. There is always an empty one. */
static size_t slot_of(const lc_words *words, const char *text, size_t size)
{
    size_t mask = words->slot_count - 1, slot = hash(text, size) & mask;
    while (words->slots[slot] >= 0) {
        const char *held = lc_words_text(words, words->slots[slot]);
        if (strncmp(held, text, size) == 0 && held[size] == '\0')
            break;
        slot = (slot + 1) & mask;
    }
    return slot;
}

int32_t lc_words_find(const lc_words *words, const char *text, size_t size)
{
    return words->slot_count > 0 ? words->slots[slot_of(words, text, size)] : -1;
}

/* At most half of the slots are taken. */
static lc_status grow(lc_ctx *ctx, lc_words *words)
{
    size_t count = words->slot_count > 0 ? 2 * words->slot_count : SLOTS_FIRST;
    int32_t *slots = lc_alloc(ctx, count, sizeof *slots);
    if (slots == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < count; i++)
        slots[i] = -1;
    free(words->slots);
    words->slots = slots;
    words->slot_count = count;
    for (size_t i = 0; i < words->texts.count; i++) {
        const char *text = lc_words_text(words, (int32_t)i);
        slots[slot_of(words, text, strlen(text))] = (int32_t)i;
    }
    return LC_OK;
}

int32_t lc_words_add(lc_ctx *ctx, lc_words *words, const char *text, size_t size)
{
    if (2 * (words->texts.count + 1) > words->slot_count && grow(ctx, words) != LC_OK)
        return -1;
    size_t slot = slot_of(words, text, size);
    if (words->slots[slot] >= 0)
        return words->slots[slot];
    char *copy = lc_strndup(ctx, text, size);
    char **item = copy != NULL ? lc_array_push(ctx, &words->texts) : NULL;
    if (item == NULL) {
        free(copy);
        return -1;
    }
    *item = copy;
    words->slots[slot] = (int32_t)words->texts.count - 1;
    return words->slots[slot];
}
