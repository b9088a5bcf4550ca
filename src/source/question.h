/* What rows of targets and of observations share: the region, the indicator with its parameters in
 * their one form, the figure with its unit. */
#ifndef LC_SOURCE_QUESTION_H
#define LC_SOURCE_QUESTION_H

#include "source/feed.h"
#include "source/plans.h"
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
    const char *bad;             /* the finding about a word that cannot be used; static */
    lc_codes regions, top, sets; /* top: regions without parent */
    lc_codes region_names;       /* of regions, in their order */
    lc_codes groups, peopled;    /* groups: all that may be asked for; peopled: with figures */
    lc_codes lists, list_items;  /* of functions; "list/function" */
    const lc_source_plan *plan;  /* whose rows are read; NULL for those of a file */
    const char *plan_region;     /* the study's region that stands for the plan's */
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

/* The code of the study's region that a code means: its own, or for a code of all digits one that
 * differs by zeros behind it alone (310101 and 310101000000 are one district). NULL for none. */
const char *lc_questions_region(const lc_questions *q, const char *code);
/* The rows to come are those of a built-in plan (NULL: of a file). Where the study does not have
 * its region, *elsewhere is true and they are for the study's one top region; LC_INPUT when there
 * are several. */
lc_status lc_questions_of_plan(lc_questions *q, const lc_source_plan *plan, bool *elsewhere);

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
 * rejected. A known group of people that the study has no figures for is noted and may be asked
 * for. */
lc_status lc_question_parameters(lc_questions *q, const lc_indicator_info *info, char **out);
/* The figure, 0 or more. `any_unit`: its unit does not matter. */
lc_status lc_question_figure(lc_questions *q, const lc_indicator_info *info, bool any_unit,
                             lc_question_value *out, bool *ok);

/* "中心城区+rural" -> "central+rural"; false for a word that is no class. */
bool lc_question_classes(const char *text, char out[LC_QUESTION_WORD]);

#endif
