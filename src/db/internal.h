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
};

/* Says an SQLite failure in words; `what` names the statement, for the failures that are our own
 * bugs. */
lc_status lc_db_fail(lc_db *db, int code, const char *what);

#endif
