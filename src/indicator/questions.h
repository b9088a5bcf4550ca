/* What targets ask, for every part of the room that must know; and which sets follow where a study
 * wants indicators for its targets alone. For the indicator room alone. */
#ifndef LC_INDICATOR_QUESTIONS_H
#define LC_INDICATOR_QUESTIONS_H

#include "store/indicators.h"

/* Hears of one question to an indicator that the registry knows, and keeps what it wants of it with
 * `insert`. */
typedef lc_status question_fn(lc_stmt *insert, const lc_indicator_info *info,
                              const char *parameters);
/* Calls fn for every question of the targets; `insert` is a query's name. */
lc_status questions_each(lc_store *store, const char *insert, question_fn *fn);
/* *asked: does a statement that counts ":indicator" find any? */
lc_status questions_ask(lc_store *store, const char *count, const char *indicator, bool *asked);

/* The group that a question means and the minutes of its limit, with what is meant by leaving them
 * out (docs/targets.md). */
typedef struct question_base {
    char group[LC_VARIANT_MAX];
    double limit_min;
} question_base;
/* False when the limit is no number; it is then the default. */
bool questions_base(const lc_indicator_info *info, const char *parameters, question_base *out);

/* --- for targets alone --- */
/* Fills scratch_question. */
lc_status questions_read(lc_store *store);
/* Puts into scratch_set the sets that are asked of the indicators of one file (a query's name).
 * *needed: is the file to be run? One whose indicators know no sets always is. */
lc_status questions_choose(lc_store *store, const char *file, bool *needed);
/* Puts into scratch_set all sets that are asked for. */
lc_status questions_choose_all(lc_store *store);

#endif
