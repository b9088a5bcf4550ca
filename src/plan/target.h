/* One target, its words taken apart. For the plan room alone. */
#ifndef LC_PLAN_TARGET_H
#define LC_PLAN_TARGET_H

#include <stdbool.h>
#include <stdint.h>

#include "store/indicators.h"

enum { TARGET_WORD = 128 };

typedef enum target_op { OP_AT_LEAST, OP_AT_MOST, OP_EQUAL, OP_ALL } target_op;

typedef struct target {
    int64_t target_id, region_id;
    char indicator[TARGET_WORD];
    lc_indicator_info info; /* what it is; without an id when the registry does not know it */
    char variant[LC_VARIANT_MAX];
    char question[LC_QUESTION_MAX]; /* as an observation of the same has it; "" when unknown */
    /* scope */
    bool each; /* each region of `level` below region_id; else the region itself */
    char level[TARGET_WORD];
    char scope_classes[TARGET_WORD], scope_kinds[TARGET_WORD]; /* "+a+b+", or "" for any */
    /* parameters */
    char types[TARGET_WORD], group_code[TARGET_WORD], mode[TARGET_WORD];
    char part_level[TARGET_WORD]; /* level= : of the parts that are counted */
    char classes[TARGET_WORD], kinds[TARGET_WORD];
    double limit_min;
    target_op op;
    double want;  /* in the indicator's unit; NAN: awaits a figure */
    double scale; /* of the unit as written: 100 for %, 1000 for ‰, else 1 */
    int year;     /* 0: due at once */
    char day[11]; /* the day whose figures are read; "": the study's own */
    char problem[TARGET_WORD +
                 16]; /* "" or what cannot be read: "scope:...", "op:...", "parameter:..." */
} target;

/* The words as written; each may be NULL. value is NAN where the target has no figure. `store` says
 * which indicators there are; NULL: the built-in ones. */
typedef struct target_words {
    const char *scope, *indicator, *parameters, *op, *unit;
    double value;
    const lc_store *store;
    const char *default_mode; /* what a target without a mode means; may be NULL */
} target_words;

/* Takes the words apart; what is left out gets its default: limit 15, group that of the
 * indicator, level community. mode stays "". Never fails: what cannot be read is told in
 * `problem`. */
void target_parse(const target_words *words, target *out);

/* By how much a figure is larger in this unit than in the indicator's: per cent and per mille are
 * of 1, other units are the indicator's own. */
double target_unit_scale(const char *unit);

#endif
