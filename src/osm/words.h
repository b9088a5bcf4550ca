/* Texts as small numbers: each text once, for fast comparing. For this room alone. */
#ifndef LC_OSM_WORDS_H
#define LC_OSM_WORDS_H

#include "base/base.h"

typedef struct lc_words {
    lc_array texts; /* char *, owned; word i is texts[i] */
    int32_t *slots; /* open addressing, word or -1; owned */
    size_t slot_count;
} lc_words;

void lc_words_init(lc_words *words);
void lc_words_clear(lc_words *words);
/* The number of a text, which is added when it is new; -1 with LC_MEMORY recorded. */
int32_t lc_words_add(lc_ctx *ctx, lc_words *words, const char *text, size_t size);
/* The number of a text, -1 for one that was never added. O(size). */
int32_t lc_words_find(const lc_words *words, const char *text, size_t size);
const char *lc_words_text(const lc_words *words, int32_t word);

#endif
