/* The condition of a foot rule: "highway=trunk|primary name~高架 !sidewalk". For this room alone.
 *
 * A condition is a list of terms with blanks between; all must hold, and an empty one always does.
 *   key         the object has such a tag
 *   key=a|b     its value is one of these
 *   key~a|b     its value holds one of these texts
 *   !term       the term does not hold
 *   k1,k2=a     any of the keys
 */
#ifndef LC_OSM_CONDITION_H
#define LC_OSM_CONDITION_H

#include "osm/foot.h"
#include "osm/osm.h"
#include "osm/words.h"

typedef struct lc_condition_term {
    bool negated;
    char how;         /* '=', '~', or 0: the key is there */
    lc_array keys;    /* int32_t: slots of keys */
    lc_array choices; /* int32_t: words */
} lc_condition_term;

/* What all conditions of a table share. */
typedef struct lc_condition_words {
    lc_words words;
    int32_t keys[LC_FOOT_KEYS_MAX]; /* the word of each slot */
    size_t key_count;
    lc_array slots; /* int32_t: the slot of each word, -1 for one that is no key */
} lc_condition_words;

/* The tags of one object by slot. `word` is -1 for a value that no condition names. */
typedef struct lc_condition_tags {
    const char *texts[LC_FOOT_KEYS_MAX]; /* NULL: no such tag; borrowed */
    int32_t words[LC_FOOT_KEYS_MAX];
} lc_condition_tags;

void lc_condition_words_init(lc_condition_words *words);
void lc_condition_words_clear(lc_condition_words *words);

/* Reads `text` into `terms` (lc_condition_term). LC_OK with *wrong set (static, an English msgid)
 * when it is no condition; LC_MEMORY. */
lc_status lc_condition_read(lc_ctx *ctx, const char *text, lc_condition_words *words,
                            lc_array *terms, const char **wrong);
void lc_condition_clear(lc_array *terms);

/* O(tags). */
void lc_condition_tags_fill(const lc_condition_words *words, const lc_osm_tag *items, size_t count,
                            lc_condition_tags *out);
bool lc_condition_holds(const lc_condition_words *words, const lc_array *terms,
                        const lc_condition_tags *tags);

#endif
