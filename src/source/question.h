/* What rows of targets and of observations share: the region, the indicator with its parameters in
 * their one form, the figure with its unit. */
#ifndef LC_SOURCE_QUESTION_H
#define LC_SOURCE_QUESTION_H

#include "source/feed.h"
#include "store/indicators.h"

enum { LC_QUESTION_WORD = 256, LC_LEVEL_CHOICES = 6 };

/* Codes that words must be among; owned. */
typedef struct lc_codes {
    char **codes;
    size_t count;
} lc_codes;

/* What rows are read against. The holder opens and closes the feed. */
typedef struct lc_questions {
    lc_store *store;
    lc_ctx *ctx;
    const lc_study *study;
    const char *bad;                     /* the finding about a word that cannot be used; static */
    lc_codes regions, top, sets, groups; /* top: regions without parent */
    lc_feed feed;
} lc_questions;

/* A figure as written; a share of 95 % has the value 95. */
typedef struct lc_question_value {
    double value;     /* NAN: none is written */
    const char *unit; /* "%" in its one form; NULL: none. Borrowed until the next row */
} lc_question_value;

/* The levels of regions by their names. */
extern const lc_choice lc_level_choices[LC_LEVEL_CHOICES];

/* Reads the codes that the store knows. End with lc_questions_clear, also after a failure. */
lc_status lc_questions_open(lc_questions *q, lc_store *store, const lc_study *study,
                            const char *bad);
void lc_questions_clear(lc_questions *q);

/* The row is not kept: `detail` is what may be written instead. */
lc_status lc_question_reject(lc_questions *q, lc_source_field field, const char *value,
                             const char *detail);

/* Each reads one thing of the current row; *ok is false when the row was rejected. */

/* The code of the row's region, borrowed until the next row; an empty one is the region above all
 * others. */
lc_status lc_question_region(lc_questions *q, const char **code, bool *ok);
/* Rejects the row for a word that is no indicator: tells the nearest id, or all of them. */
lc_status lc_question_no_indicator(lc_questions *q, const char *word);
/* The parameters in their one form, for the indicator; *out is yours, NULL when the row was
 * rejected. */
lc_status lc_question_parameters(lc_questions *q, const lc_indicator_info *info, char **out);
/* The figure, 0 or more. `any_unit`: its unit does not matter. */
lc_status lc_question_figure(lc_questions *q, const lc_indicator_info *info, bool any_unit,
                             lc_question_value *out, bool *ok);

/* "中心城区+rural" -> "central+rural"; false for a word that is no class. */
bool lc_question_classes(const char *text, char out[LC_QUESTION_WORD]);

#endif
