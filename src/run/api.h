/* What the public calls of this room share. For this room alone. */
#ifndef LC_RUN_API_H
#define LC_RUN_API_H

#include <lifecircle/lifecircle.h>

#include "base/base.h"
#include "run/run.h"
#include "store/store.h"
#include "study/study.h"

/* Opens a store for reading, by its own name or by that of its study, whose language then speaks
 * unless `language_set`. *store is yours (lc_store_close). LC_INPUT when there is none; LC_EXISTS
 * when `out` (NULL for nothing), which will be written, is a file that the study reads. */
lc_status lc_run_open_finished(lc_ctx *ctx, const char *path, bool language_set, const char *out,
                               lc_store **store);
/* The same, and with the study's name also the study itself and where it has its outputs; *study is
 * NULL with the name of a store. All of it is yours, also after a failure (lc_study_free,
 * lc_run_places_clear, lc_store_close). */
lc_status lc_run_open_study(lc_ctx *ctx, const char *path, bool language_set, lc_study **study,
                            lc_run_places *places, lc_store **store);
/* LC_BUSY when another process works in the folder; *lock is closed by lc_run_unlock. `shared`:
 * others may read at the same time. A folder that cannot be locked is not, *lock is -1 then. */
lc_status lc_run_lock(lc_ctx *ctx, const char *folder, bool shared, int *lock);
void lc_run_unlock(int lock);
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
