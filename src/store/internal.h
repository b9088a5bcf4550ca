/* The inside of a store, for room store alone. */
#ifndef LC_STORE_INTERNAL_H
#define LC_STORE_INTERNAL_H

#include "store/shelf.h"
#include "store/store.h"

struct lc_store {
    lc_ctx *ctx;
    lc_db *db;
    char *path;
    char *stage;          /* the stage between begin and commit, NULL outside */
    lc_stmt *add_finding; /* prepared at the first finding */
    lc_shelf *shelf;      /* the last one opened, NULL for none */
};

/* Brings an open database to this program's edition: creates the schema in an empty file, applies
 * the migrations that a file lacks. */
lc_status lc_store_migrate(lc_store *store);
/* Checks that a file opened for reading is of this edition. */
lc_status lc_store_check_edition(lc_store *store);

#endif
