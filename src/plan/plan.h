/* Plans: targets compared with indicator values, and each gap said in what closes it.
 * docs/targets.md is the manual of targets, scopes and statuses. */
#ifndef LC_PLAN_PLAN_H
#define LC_PLAN_PLAN_H

#include <lifecircle/context.h>

#include "store/store.h"

/* Deletes and fills gap, gap_closes and gap_member from target and indicator_value; as_of
 * ("YYYY-MM-DD") is the day that decides which targets are due. To be run within a stage's
 * transaction. A target that cannot be read (an unknown scope, parameter or operator) gets a row
 * without data that says so. LC_STORE, LC_MEMORY, LC_CANCELLED. */
lc_status lc_plan_run(lc_store *store, const char *as_of);

#endif
