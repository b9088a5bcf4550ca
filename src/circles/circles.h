/* Service circles as units: each centre with the people nearest to it within the limit, the others
 * in further circles of so many people that no river, railway or expressway cuts.
 * docs/circles.md has the rules. */
#ifndef LC_CIRCLES_CIRCLES_H
#define LC_CIRCLES_CIRCLES_H

#include "graph/streets.h"
#include "store/store.h"
#include "study/study.h"

/* Deletes and fills the regions of level circle with their rows of region_tree, `circle`,
 * `demand_circle` and `facility_circle`, from what reach found; fills nothing where the study does
 * not ask for circles. `streets` is where bridges are looked for (borrowed; NULL: there are none).
 * To be run within a stage's transaction. The same inputs give the same rows, whatever the number
 * of threads. LC_INPUT for a set of types that the study does not have, LC_STORE, LC_MEMORY,
 * LC_CANCELLED. O(n log n) for n demand points, and the cells of the ground. */
lc_status lc_circles_run(lc_store *store, const lc_study *study, const lc_streets *streets);

#endif
