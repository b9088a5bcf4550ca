/* Function lists: what somebody's circle is to hold, built in and the study's own. For room source
 * alone. */
#ifndef LC_SOURCE_FUNCTION_LISTS_H
#define LC_SOURCE_FUNCTION_LISTS_H

#include "source/catalogue.h"
#include "store/store.h"

/* Fills function_list and function_list_item, which must be empty. LC_INPUT for a list of the
 * study's that names a set or a function which does not exist, or a function twice. */
lc_status lc_source_function_lists(lc_store *store, const lc_study *study,
                                   const lc_catalogue *catalogue);

#endif
