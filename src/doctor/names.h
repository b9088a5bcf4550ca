/* Which regions a row names, and whether a place lies in one of that name. For this room alone. */
#ifndef LC_DOCTOR_NAMES_H
#define LC_DOCTOR_NAMES_H

#include <lifecircle/coordinates.h>

#include "store/store.h"

enum { LC_LEVELS_MAX = 8 }; /* the ranks of the table level: country 0 .. community 5 */

typedef struct lc_names lc_names;

/* The names of all regions of the store; outlines are read when first asked for. *out is yours.
 * O(n). */
lc_status lc_names_load(lc_store *store, lc_names **out);
void lc_names_free(lc_names *names);

/* What a row says of where it is; NULL where it says nothing. */
typedef struct lc_row_words {
    const char *said;    /* its columns district, street ..., " / " between */
    const char *name;    /* counts when it begins with a region's name */
    const char *address; /* counts when it holds one */
} lc_row_words;
/* Fills named[rank] with the name of that level that the row means, -1 for none (also where it
 * names two): what it says before its name, and that before its address. Regions that share a name
 * and a level are one. O(bytes log n). */
void lc_names_of_row(const lc_names *names, const lc_row_words *row, int32_t named[LC_LEVELS_MAX]);
/* Does a region of this name hold the place? */
lc_status lc_names_hold(lc_names *names, int32_t name, lc_lonlat place, bool *holds);

#endif
