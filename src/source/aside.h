/* Rows that stand in a table and are none of its rows: sums of others, remarks below it, the names
 * of the columns once more. None is ever taken for a facility or for people; each is told, and a
 * sum that the rows do not add up to as well. */
#ifndef LC_SOURCE_ASIDE_H
#define LC_SOURCE_ASIDE_H

#include "source/feed.h"

/* Is the current row such a row? Then it is told and *is_aside is true. */
lc_status lc_feed_aside(lc_feed *feed, bool *is_aside);
/* The column's figures are compared with the sums of the file. */
lc_status lc_feed_sum_column(lc_feed *feed, int column, lc_quantity quantity);
/* Compares the rows of sums met with the rows they cover: reads the file once more when there are
 * any, and no condition has left out rows. O(file). */
lc_status lc_feed_check_sums(lc_feed *feed);

#endif
