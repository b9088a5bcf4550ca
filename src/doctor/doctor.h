/* The data doctor: what no single row shows, seen once all inputs are loaded. Room source judges a
 * row as it reads it; here rows are held against each other, against the regions and against the
 * streets. It advises and never changes a row: everything it thinks is a finding. */
#ifndef LC_DOCTOR_DOCTOR_H
#define LC_DOCTOR_DOCTOR_H

#include <lifecircle/coordinates.h>

#include "store/store.h"
#include "study/study.h"

/* Every check, one after the other; findings go to the stage that is open. Reads the tables of room
 * source, and those of room network where people walk along streets. LC_CANCELLED between checks.
 * Each check tells what it costs. */
lc_status lc_doctor_run(lc_store *store, const lc_study *study);

/* The streets, lent by whoever has them. */
typedef struct lc_doctor_streets {
    /* How far a place is from the nearest street; INFINITY where none is within most_m. */
    double (*leg_m)(const void *streets, lc_lonlat place, double most_m);
    const void *streets;
} lc_doctor_streets;

/* Would the places of a file sit better as GCJ-02, BD-09 or WGS-84 than as declared? Two judges:
 * the regions that rows name, against the polygons (at the finest level where that tells anything),
 * and the distance to the streets (`streets`, NULL where nobody walks along them). Silent without
 * clear evidence, so also outside China, where the three systems are one. One finding a file,
 * looks_like_... or near_streets_as_..., else off_streets where many of its places stand off the
 * streets. docs/coordinates.md tells the rule. At most 2,000 places of a file, evenly spread, are
 * looked at: a fraction of a second for any city. */
lc_status lc_doctor_offsets(lc_store *store, const lc_study *study,
                            const lc_doctor_streets *streets);

#endif
