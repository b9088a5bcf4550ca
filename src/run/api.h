/* What the public calls of this room share. For this room alone. */
#ifndef LC_RUN_API_H
#define LC_RUN_API_H

#include <lifecircle/lifecircle.h>

#include "base/base.h"
#include "store/store.h"

/* Opens a store for reading, by its own name or by that of its study, whose language then speaks
 * unless `language_set`. *store is yours (lc_store_close). LC_INPUT when there is none; LC_EXISTS
 * when `out` (NULL for nothing), which will be written, is a file that the study reads. */
lc_status lc_run_open_finished(lc_ctx *ctx, const char *path, bool language_set, const char *out,
                               lc_store **store);
/* LC_INPUT when the last run stopped early. */
lc_status lc_run_refuse_unfinished(lc_store *store);
/* Hands a finished text to the caller's writer; the text is empty then. LC_MEMORY when it could not
 * be made whole. */
lc_status lc_run_say(lc_write_fn *write, void *user, lc_text *text);

#endif
