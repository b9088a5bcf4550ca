/* What the public calls of this room share. For this room alone. */
#ifndef LC_RUN_API_H
#define LC_RUN_API_H

#include <lifecircle/lifecircle.h>

#include "base/base.h"
#include "run/hold.h"
#include "run/run.h"
#include "store/store.h"
#include "study/study.h"

/* Reads a study file, whose language then speaks unless `language_set`. *study is yours. */
lc_status lc_run_read_study(lc_ctx *ctx, const char *path, bool language_set, lc_study **study);
/* The word for a role or a severity, as the store spells it. */
const char *lc_run_store_word(const lc_ctx *ctx, const char *code);

/* Who opens a finished store, and what for. */
typedef struct lc_run_reader {
    const char *what;  /* "report": no run may change the store meanwhile. NULL for a glance */
    bool language_set; /* else the study's language speaks */
    const char *out;   /* what will be written, NULL for nothing */
} lc_run_reader;
typedef struct lc_run_opened {
    lc_study *study;      /* NULL with the name of a store */
    lc_run_places places; /* of the study; empty without one */
    lc_store *store;
    lc_hold hold;
} lc_run_opened;
/* Opens a store for reading, by its own name or by that of its study. lc_run_close_study also after
 * a failure. LC_INPUT when there is none; LC_BUSY when a run is at it; LC_EXISTS when `out` is a
 * file that the study reads. */
lc_status lc_run_open_study(lc_ctx *ctx, const char *path, const lc_run_reader *reader,
                            lc_run_opened *opened);
void lc_run_close_study(lc_run_opened *opened);
/* The bit of a kind of output by its name, "html"; 0 for none. */
unsigned lc_run_format(const char *name);
/* Writes the study's formats into `out`, each a step of the result; all appear, or none. */
lc_status lc_run_write(lc_store *store, const lc_study *study, const char *out, bool overwrite,
                       lc_run_result *result);
/* LC_INPUT when the last run stopped early. */
lc_status lc_run_refuse_unfinished(lc_store *store);
/* Hands a finished text to the caller's writer; the text is empty then. LC_MEMORY when it could not
 * be made whole. */
lc_status lc_run_say(lc_write_fn *write, void *user, lc_text *text);

#endif
