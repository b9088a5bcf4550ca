/* The data doctor: what no single row shows, seen once all inputs are loaded. Room source judges a
 * row as it reads it; here rows are held against each other, against the regions and against the
 * streets. It advises and never changes a row: everything it thinks is a finding. */
#ifndef LC_DOCTOR_DOCTOR_H
#define LC_DOCTOR_DOCTOR_H

#include "store/store.h"
#include "study/study.h"

/* Every check, one after the other; findings go to the stage that is open. Reads the tables of room
 * source, and those of room network where people walk along streets. LC_CANCELLED between checks.
 * Each check tells what it costs. */
lc_status lc_doctor_run(lc_store *store, const lc_study *study);

#endif
