/* What the plan room works with: the store, its statements, the day. For the plan room alone. */
#ifndef LC_PLAN_DESK_H
#define LC_PLAN_DESK_H

#include "base/base.h"
#include "plan/target.h"
#include "store/store.h"

typedef enum desk_query {
    Q_MEMBERS,
    Q_VALUE,
    Q_CLASS_VALUE,
    Q_LACK,
    Q_EMPTY_SET,
    Q_OBSERVATION,
    Q_PARTS,
    Q_LEVEL_BELOW,
    Q_STANDARD,
    Q_RADIUS,
    Q_UNCOVERED,
    Q_LIST_ITEMS,
    Q_INSERT_GAP,
    Q_INSERT_CLOSES,
    Q_INSERT_MEMBER,
    Q_DAY,
    Q_UPDATE_PLANNED,
    Q_COUNT
} desk_query;

typedef struct desk {
    lc_store *store;
    lc_ctx *ctx;
    lc_stmt *stmt[Q_COUNT];
    const char *as_of; /* YYYY-MM-DD; borrowed */
    int as_of_year;
    double year_left; /* part of that year still to come, 0 on its last day */
    char default_mode[TARGET_WORD];
} desk;

/* The statement, reset and ready to bind. */
lc_stmt *desk_use(const desk *d, desk_query query);
/* Binds :indicator, :types, :group_code, :mode, :limit_min and :variant of a target. */
void desk_bind_question(lc_stmt *stmt, const target *t);
/* The same and :day, for statements that read figures. */
void desk_bind_reading(lc_stmt *stmt, const target *t);

/* What is known of an indicator in one region. Unknown figures are NAN. */
typedef struct reading {
    double value, low, high; /* low and high: bounds when value is unknown */
    double denominator;
    int64_t missing;
    char lacks[TARGET_WORD + 32]; /* "" or which data are not there */
    int64_t observation_id;       /* the reported figure that value is; 0: it is computed */
} reading;

/* Computes the figure that a target asks of a region. What offices report is never computed, and
 * neither is what depends on facilities of which the inventory lists none at all: no line may mean
 * that there is none, or that nobody listed them. */
lc_status reading_get(const desk *d, const target *t, int64_t region_id, reading *out);
/* Puts the latest figure reported for the target's question, not after the study's day, in the
 * place of a computed one that is not known. Without one *r stays as it is. */
lc_status reading_report(const desk *d, const target *t, int64_t region_id, reading *r);

/* Tells reported figures in use that are old, and those that differ from computed ones. */
lc_status observed_check(const desk *d);

/* Writes what closes a gap (in the indicator's unit, > 0) and which regions fall short. */
lc_status closing_write(const desk *d, const target *t, int64_t region_id, const reading *r,
                        double gap, int64_t gap_id);

/* How closing.c says one line: a kind of gap_closes, its amount and a code (may be NULL). */
typedef lc_status closing_say(void *user, const char *kind, double amount, const char *code);
/* Says which items of the target's function list its people lack in a region: those that most
 * people lack first, people without a centre among them; of function_coverage the one it speaks
 * of. */
lc_status lacking_say(const desk *d, const target *t, int64_t region_id, closing_say *say,
                      void *user);

#endif
