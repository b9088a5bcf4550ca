/* Tables whose rows C makes while SQL reads them: packed results join like any table, and no row of
 * them is ever stored. They live in the connection, not in the file: what other programs open holds
 * nothing that they do not know. */
#ifndef LC_DB_TABLE_H
#define LC_DB_TABLE_H

#include "db/db.h"

enum { LC_TABLE_KEYS_MAX = 4 };

typedef enum lc_cell_kind { LC_CELL_NULL, LC_CELL_INT, LC_CELL_REAL } lc_cell_kind;
typedef struct lc_cell {
    lc_cell_kind kind;
    int64_t whole; /* LC_CELL_INT */
    double real;   /* LC_CELL_REAL */
} lc_cell;

/* Columns are numbers; the first key_count of them are whole numbers and tell the rows apart. Rows
 * come in ascending order of the keys. Static. */
typedef struct lc_table {
    const char *name;
    const char *const *columns; /* column_count names */
    int column_count, key_count;
    /* About how many values key i has in rows that agree in the keys before it: for the planner. */
    double values[LC_TABLE_KEYS_MAX];

    /* *cursor stands nowhere until sought; closed with close, which accepts NULL. */
    lc_status (*open)(void *user, void **cursor);
    void (*close)(void *cursor);
    /* To the first row in which key i is key[i] for every bit i of `bound`; may be called again.
     * *row is false when there is none. */
    lc_status (*seek)(void *cursor, unsigned bound, const int64_t *key, bool *row);
    lc_status (*next)(void *cursor, bool *row);
    /* A column of the row it stands at. */
    lc_status (*read)(void *cursor, int column, lc_cell *out);
} lc_table;

/* Offers the table to the statements of this connection. `table` and `user` are borrowed until the
 * connection is closed. */
lc_status lc_db_add_table(lc_db *db, const lc_table *table, void *user);

/* Differs from what it was whenever the file's contents may: after a write of this connection or
 * another, and after a write was undone. O(1). Inside a statement it speaks of its beginning. */
typedef struct lc_db_moment {
    uint64_t written, undone, elsewhere;
} lc_db_moment;
lc_db_moment lc_db_now(lc_db *db);

#endif
