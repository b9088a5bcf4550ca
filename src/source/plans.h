/* The plans of geodata/plans, which are compiled in: their names, and their tables as sources that
 * are read like files. */
#ifndef LC_SOURCE_PLANS_H
#define LC_SOURCE_PLANS_H

#include "base/base.h"
#include "study/study.h"

/* One row of plans.csv. Texts are owned by the list and never NULL; `path` names its tables in
 * messages and provenance, "plan:huangpu-2022". */
typedef struct lc_source_plan {
    char *code, *name_zh, *name_en, *region_code, *region_zh, *region_en, *issued, *horizon, *path;
} lc_source_plan;

/* All plans in the order of plans.csv. */
typedef struct lc_source_plans {
    lc_ctx *ctx;
    lc_array items; /* lc_source_plan */
} lc_source_plans;

/* LC_MEMORY. End with lc_source_plans_clear, also after a failure. O(plans). */
lc_status lc_source_plans_load(lc_source_plans *plans, lc_ctx *ctx);
void lc_source_plans_clear(lc_source_plans *plans);
/* The plan of a code, NULL for none. Borrowed from the list. */
const lc_source_plan *lc_source_plan_find(const lc_source_plans *plans, const char *code);
/* The same; LC_INPUT for none, with the nearest code. `where` is told before it, as in
 * "study.yaml:3:9"; NULL for nothing. */
lc_status lc_source_plan_get(const lc_source_plans *plans, const char *where, const char *code,
                             const lc_source_plan **out);

typedef enum lc_plan_part {
    LC_PLAN_TARGETS,     /* <code>.csv */
    LC_PLAN_OBSERVATIONS /* <code>.observations.csv, its baselines; not every plan has one */
} lc_plan_part;

/* A table as it lies in geodata/plans; false when there is none. Static. */
bool lc_source_plan_bytes(const char *code, lc_plan_part part, const char **bytes, size_t *size);
/* The same as a source that lc_feed_open reads like a file, its path "plan:<code>"; false when
 * there is none. Texts are borrowed from the plan: nothing is to be cleared. */
bool lc_source_plan_file(const lc_source_plan *plan, lc_plan_part part, lc_role role,
                         lc_source *out);

#endif
