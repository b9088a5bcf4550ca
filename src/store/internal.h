/* The inside of a store, for room store alone. */
#ifndef LC_STORE_INTERNAL_H
#define LC_STORE_INTERNAL_H

#include "store/indicators.h"
#include "store/shelf.h"
#include "store/store.h"

/* An indicator of the user's own. */
typedef struct own_indicator {
    char *path, *sql;
    char sha256[65];
    int64_t size_bytes;
    lc_indicator_info info; /* info.file is `path` */
} own_indicator;

struct lc_store {
    lc_ctx *ctx;
    lc_db *db;
    char *path;
    char *stage;          /* the stage between begin and commit, NULL outside */
    lc_stmt *add_finding; /* prepared at the first finding */
    lc_shelf *shelf;      /* the last one opened, NULL for none */
    own_indicator *own;   /* indicators of the user's, in the order of their files */
    size_t own_count;
};

/* Brings an open database to this program's edition: creates the schema in an empty file, applies
 * the migrations that a file lacks. */
lc_status lc_store_migrate(lc_store *store);
/* Checks that a file opened for reading is of this edition. */
lc_status lc_store_check_edition(lc_store *store);

/* Indicator `index` of one file: its header repeats id, titles and unit for each that it fills.
 * What does not fit is cut. */
bool lc_indicator_header(const char *sql, size_t index, lc_indicator_info *out);
/* Frees the user's indicators. */
void lc_store_forget_own(lc_store *store);

#endif
