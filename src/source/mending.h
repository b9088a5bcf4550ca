/* One file's corrected copy while the file is read; room source alone. Each call does nothing where
 * no copy is wanted (feed->mend is NULL), and none of them changes what is read. */
#ifndef LC_SOURCE_MENDING_H
#define LC_SOURCE_MENDING_H

#include "source/feed.h"
#include "source/mend.h"

typedef struct lc_mend lc_mend;
/* Begins the copy, of the roles that have one. */
lc_status lc_mend_open(lc_feed *feed);
/* A new row stands in feed->record: that before it is written. */
lc_status lc_mend_row(lc_feed *feed);
/* The last row was read: the copy is whole. */
lc_status lc_mend_end(lc_feed *feed);
/* Gives up what is not whole. */
void lc_mend_close(lc_feed *feed);

/* --- about the current row --- */
/* The cell of a column means this number, this day, this code of a closed list. */
lc_status lc_mend_number(lc_feed *feed, int column, double number);
lc_status lc_mend_date(lc_feed *feed, int column, const char *day);
lc_status lc_mend_code(lc_feed *feed, int column, lc_source_field field, const char *code);
/* x and y stand in each other's column. */
lc_status lc_mend_swap(lc_feed *feed);
/* The row repeats an earlier one: dropped when it does so in every cell. */
lc_status lc_mend_repeated(lc_feed *feed);
/* The row cannot be read. */
lc_status lc_mend_unreadable(lc_feed *feed);
/* Its shape in WGS-84; `repaired` when it differs from that of the file. */
lc_status lc_mend_shape(lc_feed *feed, const lc_wkb *shape, bool repaired);

#endif
