/* check --fix-to: a folder with corrected copies of a study and its inputs. */
#ifndef LC_RUN_MEND_H
#define LC_RUN_MEND_H

#include "run/hold.h"
#include "run/run.h"
#include "source/mend.h"
#include "study/study.h"

/* Copies in the making. In `folder` only what has the name of a copy is ever replaced. */
typedef struct lc_copies {
    lc_ctx *ctx;
    lc_run_outputs outputs;
    lc_hold hold;
    char *parts;       /* where the mender writes; owned */
    lc_mender *mender; /* owned */
    bool overwrite, made;
} lc_copies;

/* LC_EXISTS where the folder holds something, unless it is what a check wrote and `overwrite`; also
 * when a file of the study lies in it. LC_BUSY where another one is at work. Clear in any case. */
lc_status lc_copies_begin(lc_ctx *ctx, const lc_study *study, const char *folder, bool overwrite,
                          lc_copies *copies);
/* After the inputs were loaded with copies->mender: copies what needs no correction byte for byte,
 * writes study.yaml and changes.csv, and gives all their names. LC_EXISTS where something else
 * would be lost by that, or be read together with a copy. */
lc_status lc_copies_end(lc_copies *copies, const lc_study *study);
/* Removes what is not finished. */
void lc_copies_clear(lc_copies *copies);

#endif
