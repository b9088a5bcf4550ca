/* What kinds of facility there are: the tables compiled in, and what the study's `types:` file adds
 * to them. */
#ifndef LC_SOURCE_CATALOGUE_H
#define LC_SOURCE_CATALOGUE_H

#include "base/base.h"
#include "study/study.h"

/* A facility type. Its type_id is its index + 1. Texts are owned by the catalogue; lists are
 * separated by ; and "" when empty. */
typedef struct lc_type {
    char *code, *name_zh, *name_en, *aliases, *groups, *functions;
    char *colour; /* "" for none */
    /* Of one standard facility, and the plausible largest; NAN for none. */
    double standard_area_m2, area_max_m2, standard_beds, beds_max;
    double standard_places, places_max, standard_meals, meals_max, standard_staff;
} lc_type;

/* A function, a built-in set (list: its types) or a group of people (list: its aliases). */
typedef struct lc_entry {
    char *code, *name_zh, *name_en, *list;
} lc_entry;

typedef struct lc_catalogue {
    lc_ctx *ctx;
    lc_array types;     /* lc_type */
    lc_array functions; /* lc_entry */
    lc_array sets;      /* lc_entry */
    lc_array groups;    /* lc_entry */
    int64_t own_rows;   /* of the study's types file */
} lc_catalogue;

/* Loads all tables. LC_INPUT for a types file that cannot be used, with its row and what is wrong.
 * End with lc_catalogue_clear, also after a failure. */
lc_status lc_catalogue_load(lc_catalogue *catalogue, lc_ctx *ctx, const lc_study *study);
void lc_catalogue_clear(lc_catalogue *catalogue);

const lc_type *lc_catalogue_type(const lc_catalogue *catalogue, size_t i);
const lc_entry *lc_entry_at(const lc_array *entries, size_t i);
/* Index of the type whose code, names or aliases say `text`, -1 for none. */
int64_t lc_catalogue_find_type(const lc_catalogue *catalogue, const char *text);
/* Index of the entry whose code or names say `text`, -1 for none. */
int64_t lc_entry_find(const lc_array *entries, const char *text);
/* The code or name that `text` was perhaps meant to be, NULL for none. Borrowed. */
const char *lc_catalogue_nearest_type(const lc_catalogue *catalogue, const char *text);
enum { LC_LIKELY_TYPES = 3 };
/* The types that a text perhaps means, the likeliest first: the nearest by spelling, then those
 * whose Chinese name has most of its characters, at least half of them. Returns how many. */
size_t lc_catalogue_likely_types(const lc_catalogue *catalogue, const char *text,
                                 size_t out[LC_LIKELY_TYPES]);

/* Calls fn with each word of a list separated by any character of `separators` (UTF-8 ones
 * included) until it fails. Words are trimmed and never blank. */
typedef lc_status lc_word_fn(void *user, const char *word);
lc_status lc_each_word(lc_ctx *ctx, const char *list, const char *const *separators, lc_word_fn *fn,
                       void *user);
/* ; alone. */
extern const char *const lc_list_separators[];

#endif
