/* Small helpers for stages that write. */
#ifndef LC_SOURCE_WRITE_H
#define LC_SOURCE_WRITE_H

#include "store/store.h"

/* Runs statements without parameters one after the other. */
lc_status lc_run_all(lc_store *store, const char *const *names, size_t count);
/* Binds an id, or NULL for 0. */
void lc_bind_id(lc_stmt *stmt, const char *name, int64_t id);
/* Binds a whole number, or NULL for NaN. */
void lc_bind_whole(lc_stmt *stmt, const char *name, double number);

#endif
