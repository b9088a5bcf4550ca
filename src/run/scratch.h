/* A folder for what is thrown away, gone with the process however that ends. For this room alone.
 */
#ifndef LC_RUN_SCRATCH_H
#define LC_RUN_SCRATCH_H

#include "base/base.h"

typedef struct lc_scratch {
    char *folder; /* owned; NULL for none */
    int lock;     /* the open folder, locked as long as it is in use */
} lc_scratch;

/* A new one in TMPDIR. Those that killed processes of this user left there are removed. LC_IO. */
lc_status lc_scratch_make(lc_ctx *ctx, lc_scratch *scratch);
void lc_scratch_remove(lc_scratch *scratch);

#endif
