/* Streets out of the store, one by one, and the pieces between their cuts. For this room alone. */
#ifndef LC_NETWORK_STREET_H
#define LC_NETWORK_STREET_H

#include <lifecircle/coordinates.h>
#include <stddef.h>

#include "base/base.h"
#include "store/store.h"

/* A walkable street with consecutive equal nodes merged; borrowed for the call. count may be 0
 * or 1. */
typedef struct lc_street {
    int64_t street_id;
    bool steps, forward, backward;
    const int64_t *ids;
    const lc_lonlat *points;
    size_t count;
} lc_street;

typedef lc_status lc_street_fn(void *user, const lc_street *street);

/* Calls fn for every walkable street by ascending id; a status other than LC_OK ends it. This is
 * pass `pass` of `passes` for the progress. O(n). */
lc_status lc_network_each_street(lc_store *store, unsigned pass, unsigned passes, lc_street_fn *fn,
                                 void *user);

/* Node ids at which streets are cut, ascending. */
typedef struct lc_cuts {
    int64_t *ids;
    size_t count;
} lc_cuts;

/* Index of an id among the cuts, or `count` when streets run through it. O(log count). */
size_t lc_network_cut(const lc_cuts *cuts, int64_t id);

/* The next piece of a street that begins at vertex `first`: the vertex where it ends, or 0 when the
 * street is done. A piece that is a mere spot (a loop without extent) is passed over: *first is
 * moved behind it. Amortised O(vertices log cuts). */
size_t lc_network_next_piece(const lc_street *street, const lc_cuts *cuts, size_t *first);

/* Fails with LC_INPUT: there is nothing to walk on in the files of streets, which are named. */
lc_status lc_network_fail_empty(lc_store *store);

#endif
