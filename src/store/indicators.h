/* What each indicator is: the headers of its SQL file, read once, for every room that asks.
 *
 * A file of queries/indicators begins with comment lines `-- key: words`:
 *
 * - id, title_zh, title_en, unit: what it is called; repeated for each that the file fills.
 * - says_zh, says_en: what it is, in a sentence or two for people; formula_zh, formula_en: how it
 * is worked out. Repeated, too.
 * - inputs: the roles of the inputs that it draws on: regions, population, facilities, streets,
 *   context, observations, targets.
 * - aliases: other names in a file of targets, between bars.
 * - takes: the keys that a target may give, "types! group bed=nursing+dementia"; `!` follows one
 *   that must be given, `=a+b` the only words it may have.
 * - variant: the keys that make a variant of it, in the order they are written.
 * - group: whose figure it is when a target names no group; else resident.
 * - sums: how a figure over several regions follows from theirs. value: they add up;
 *   ratio <factor>: numerator / denominator x factor, each summed; no: not at all.
 * - closes: what a gap is said in: area_m2, beds, places, staff, meals, facilities, regions,
 *   people, functions, units, none.
 * - lacks: what is missing where `missing` counts, as gap.lacks says it.
 * - base: "inventory" for a ratio whose denominator is what facilities tell, and may be missing.
 */
#ifndef LC_STORE_INDICATORS_H
#define LC_STORE_INDICATORS_H

#include "store/store.h"

/* What a target means that names no limit: the 15 minutes of the plans. */
enum { LC_DEFAULT_LIMIT_MIN = 15 };
enum {
    LC_INDICATOR_ID = 48,
    LC_INDICATOR_WORDS = 256,
    LC_INDICATOR_SAYS = 640, /* room for what it says or its formula */
    LC_VARIANT_MAX = 128
};

typedef enum lc_sums { LC_SUMS_NO, LC_SUMS_VALUE, LC_SUMS_RATIO } lc_sums;

typedef struct lc_indicator_info {
    char id[LC_INDICATOR_ID];
    char title_zh[96], title_en[96];
    char unit[32]; /* "1" for shares, "people", "min", "m2", ... */
    char aliases[LC_INDICATOR_WORDS], takes[LC_INDICATOR_WORDS];
    char variant[64], group[32], closes[32], lacks[32];
    char reads[LC_INDICATOR_WORDS]; /* the tables that its file reads */
    lc_sums sums;
    double factor;     /* of a ratio: value = factor x numerator / denominator */
    bool of_inventory; /* its denominator is what facilities tell, and may be missing, too */
    const char *file;  /* name of the query, "indicators/coverage.sql", or path of an own one */
    const char *sql;   /* its text, as long as the registry has it */
    size_t index;      /* which of those that the file fills, from 0 */
    bool own;
} lc_indicator_info;

/* --- indicators of the user's own: own_indicators.c, docs/howto/add-an-indicator.md --- */
/* Reads every .sql of a folder in the order of their names and adds them to the registry of this
 * open store. Header and statement are checked: LC_INPUT names file, line and what is wrong. */
lc_status lc_store_own_indicators(lc_store *store, const char *folder);
/* One such file from memory, `path` for messages: what its header says. LC_INPUT. */
lc_status lc_own_indicator_parse(lc_ctx *ctx, const char *path, const char *sql,
                                 lc_indicator_info *out);
/* Own indicator i: its file and bytes' SHA-256, and its statement, which may only read. False past
 * the last. Texts are borrowed from the store; *stmt is yours. */
typedef struct lc_own_file {
    const char *path, *sha256;
    int64_t size_bytes;
    lc_indicator_info info;
} lc_own_file;
bool lc_own_indicator(const lc_store *store, size_t i, lc_own_file *out);
lc_status lc_own_indicator_open(lc_store *store, size_t i, lc_stmt **stmt);

/* Indicator i of the registry in the order of their files, the user's own behind the
 * built-in ones; false past the last. O(files). */
bool lc_indicator_describe(const lc_store *store, size_t i, lc_indicator_info *out);
/* The indicator of an id or an alias (without regard to case of ASCII). `store` NULL: the built-in
 * ones. O(files). */
bool lc_indicator_find(const lc_store *store, const char *name, lc_indicator_info *out);

/* What the header says behind one of the words says_zh, says_en, formula_zh, formula_en, inputs:
 * trimmed, cut where `size` ends. False, and "", where it says nothing. */
bool lc_indicator_word(const lc_indicator_info *info, const char *word, char *out, size_t size);

/* May a target give this key? `words` (LC_INDICATOR_WORDS, may be NULL) gets the only ones allowed,
 * joined by '+', or "". */
bool lc_indicator_takes(const lc_indicator_info *info, const char *key, char *words);
/* Does its file read a table? Of the user's own files it must be assumed. */
bool lc_indicator_reads(const lc_indicator_info *info, const char *table);
/* The key i that must be given, in `key` (LC_INDICATOR_ID); false past the last. */
bool lc_indicator_needs(const lc_indicator_info *info, size_t i, char *key);

/* The value of a key in "key=value|key=value", trimmed, into `out` ("" when it is not there or
 * does not fit). */
bool lc_parameter_get(const char *parameters, const char *key, char *out, size_t size);
/* The variant that parameters ask for: "bed=nursing", "period=2018|of=beds", "" for the indicator
 * itself. False when it does not fit. */
bool lc_indicator_variant(const lc_indicator_info *info, const char *parameters,
                          char out[LC_VARIANT_MAX]);

enum { LC_QUESTION_MAX = 512 };
/* The one text of a question, "indicator|key=value|...": of the keys that the indicator takes, in
 * the order of its header, those given and those that have a default (group; limit 15; mode;
 * level community); the words of a list in the order of the alphabet. Two rows ask the same when
 * their texts are equal. `default_mode` is the mode of a study's targets that name none. False when
 * it does not fit. */
bool lc_indicator_question(const lc_indicator_info *info, const char *parameters,
                           const char *default_mode, char out[LC_QUESTION_MAX]);

#endif
