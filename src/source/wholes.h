/* Is a column of people smaller than a part of it, file by file? For room source alone. */
#ifndef LC_SOURCE_WHOLES_H
#define LC_SOURCE_WHOLES_H

#include "source/feed.h"
#include "source/people.h"

/* Of each column of a file that is a part of the whole: the rows that know both, and their sums. */
typedef struct lc_wholes {
    const char *whole; /* its column; borrowed; NULL: none was met */
    struct {
        int64_t rows, smaller; /* smaller: of these the whole is smaller than the part */
        double whole, part;    /* people */
    } of[LC_GROUPS_MAX];
} lc_wholes;

void lc_wholes_add(lc_wholes *wholes, const char *whole, size_t part, double whole_people,
                   double part_people);
/* Tells the part that exceeds its whole in most rows and in sum, if one does; its rows are then no
 * longer told one by one. `labels`: the columns. */
lc_status lc_wholes_tell(const lc_wholes *wholes, lc_feed *feed, const char *const *labels,
                         size_t count);

#endif
