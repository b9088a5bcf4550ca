/* check --fix-to: a folder with corrected copies of a study and its inputs. */
#ifndef LC_RUN_MEND_H
#define LC_RUN_MEND_H

#include "base/base.h"
#include "source/mend.h"
#include "study/study.h"

/* A folder of copies in the making: all is written beside it and takes its name at the end. */
typedef struct lc_copies {
    lc_ctx *ctx;
    char *folder, *fresh, *parts; /* owned */
    lc_mender *mender;            /* owned */
    bool overwrite;
} lc_copies;

/* LC_EXISTS where the folder holds something, unless it is such a folder and `overwrite`; also when
 * a file of the study lies in it. Clear in any case. */
lc_status lc_copies_begin(lc_ctx *ctx, const lc_study *study, const char *folder, bool overwrite,
                          lc_copies *copies);
/* After the inputs were loaded with copies->mender: copies what needs no correction byte for byte,
 * writes study.yaml and changes.csv, and gives the folder its name. */
lc_status lc_copies_end(lc_copies *copies, const lc_study *study);
/* Removes what is not finished. */
void lc_copies_clear(lc_copies *copies);

#endif
