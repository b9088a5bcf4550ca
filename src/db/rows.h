/* How room db makes lc_rows known to SQLite. For room db alone. */
#ifndef LC_DB_ROWS_H
#define LC_DB_ROWS_H

#include <sqlite3.h>

#include "db/db.h"

/* Makes the table-valued function lc_rows known to a connection. An SQLite code. */
int lc_db_add_rows(sqlite3 *sqlite);
/* Borrowed until another value is bound. `kind` is static. */
void lc_stmt_bind_pointer(lc_stmt *stmt, const char *name, void *pointer, const char *kind);

#endif
