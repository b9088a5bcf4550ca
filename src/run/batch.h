/* Many reports from one store, made by several threads. For the run room alone. */
#ifndef LC_RUN_BATCH_H
#define LC_RUN_BATCH_H

#include <lifecircle/lifecircle.h>

#include "report/set.h"
#include "run/set_files.h"

typedef struct lc_batch {
    lc_ctx *ctx;
    const char *store; /* its file */
    const lc_set *set;
    lc_set_files *files;
    bool csv_bom;
} lc_batch;

/* Makes what `files` lacks of the set: what is about the whole study and a page and a PDF of each
 * region; where one fails, the pages that link to it anew, so that they speak of regions that have
 * theirs. Counts regions in `result` and names those that could not be made, which is no failure of
 * the batch. Everything else is: a full disk, no memory, no font, being stopped; what is finished
 * by then is noted. As many threads as the context has, each with a store of its own. */
lc_status lc_batch_make(const lc_batch *batch, lc_report_result *result);

#endif
