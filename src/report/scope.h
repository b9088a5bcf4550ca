/* What one report is about: the whole study, or one region of it. For room report, and for run,
 * which makes reports by the hundred. */
#ifndef LC_REPORT_SCOPE_H
#define LC_REPORT_SCOPE_H

#include "base/base.h"
#include "store/store.h"

typedef struct lc_scope {
    int64_t region_id;         /* 0: the whole study */
    char *code, *name, *level; /* of the region; of the whole study NULL */
    char *file; /* name of its files without an ending: "lifecircle" of the whole study, else its
                   code and name, safe on every file system, one of its kind in the list */
} lc_scope;

typedef struct lc_scopes {
    lc_scope *items;
    size_t count;
    char *level; /* that the regions are of; NULL where there is none */
} lc_scopes;

/* The regions that get a report of their own, in the order of their codes: those that `codes`
 * (between commas) names, else (NULL) all of the level that regions are compared at, towns where
 * there are some; none where that is the level of the whole study. LC_INPUT, with the nearest, for
 * a code or name that no region has. lc_scopes_clear in any case. O(regions). */
lc_status lc_scopes_read(lc_store *store, const char *codes, lc_scopes *scopes);
void lc_scopes_clear(lc_scopes *scopes);
/* The whole study. Static. */
const lc_scope *lc_scope_whole(void);
/* Binds :region_id of a statement to the scope, NULL for the whole study: its queries are then
 * about the regions that have none above them. */
void lc_scope_bind(lc_stmt *stmt, const lc_scope *scope);

#endif
