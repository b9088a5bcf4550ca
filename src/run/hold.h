/* One writer, or any number of readers, at a time in a folder, and who that is in words. For this
 * room alone. */
#ifndef LC_RUN_HOLD_H
#define LC_RUN_HOLD_H

#include "base/base.h"

/* Ends with the process, however that ends. Nothing is held where `folder` is -1. */
typedef struct lc_hold {
    int folder, words; /* locked files; words: the small file that says who we are */
    char *path;        /* of that file; owned */
} lc_hold;

#define LC_HOLD_NONE ((lc_hold){.folder = -1, .words = -1})

/* `what` we are about to do, "run". `shared`: to read alone, beside other readers. LC_BUSY with the
 * holder's program, process, computer and time in the message. A folder that cannot be opened is
 * not held, and one on a disk that knows no locks is only noted in the log. */
lc_status lc_hold_take(lc_ctx *ctx, const char *folder, const char *what, bool shared,
                       lc_hold *hold);
/* Is this the folder that is held, under whatever name? */
bool lc_hold_is(const lc_hold *hold, const char *folder);
/* The hold of a store that is read and that of the folder `out` that is written. Where both are one
 * folder, the hold of the store becomes a writer's. */
lc_status lc_hold_add_out(lc_ctx *ctx, const char *out, const char *what, lc_hold *store,
                          lc_hold *hold);
void lc_hold_drop(lc_hold *hold);

#endif
