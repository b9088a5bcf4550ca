/* The inside of a connection, for room db alone. */
#ifndef LC_DB_INTERNAL_H
#define LC_DB_INTERNAL_H

#include <sqlite3.h>

#include "db/db.h"

struct lc_db {
    lc_ctx *ctx;
    sqlite3 *sqlite;
    void *spatial; /* SpatiaLite's per-connection cache */
    char *path;
    uint64_t rollbacks; /* transactions undone so far */
    lc_db_touch_fn *touch;
    void *touch_user;
    /* bounds.c */
    bool bounded;
    lc_db_bounds bound;
    int64_t steps_left;
    sqlite3_int64 memory_most;       /* bytes */
    int text_before, pattern_before; /* SQLite's limits outside of the bounds */
};

/* The name of the doors to the disk that every connection uses: bounded statements find no clock
 * there. Static. */
const char *lc_db_vfs(void);
/* Counts steps of SQLite's machine; true once the bounds are left. */
bool lc_db_is_over(lc_db *db, int steps);

/* Says an SQLite failure in words; `what` names the statement, for the failures that are our own
 * bugs. */
lc_status lc_db_fail(lc_db *db, int code, const char *what);

#endif
