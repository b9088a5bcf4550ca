/* Who reaches which functions of a list: the sums that the indicators of function lists read. For
 * the indicator room alone. */
#ifndef LC_INDICATOR_FUNCTIONS_H
#define LC_INDICATOR_FUNCTIONS_H

#include "indicator/frame.h"

/* Fills scratch_list with what targets ask and, only then, scratch_functions; both must be empty.
 * `facilities` are those that count on the day looked at, in the margin too, ids ascending: by
 * walks they reach whom their catchments on the shelf say, by circles all who live within the
 * radius. NULL: those of the study's own day. O(asked lists x limits x measures x (catchments +
 * points x groups)). */
lc_status functions_run(lc_store *store, const frame *f, const frame_ids *facilities);

#endif
