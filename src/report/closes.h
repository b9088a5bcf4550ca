/* What closes a gap, in words. For room report alone. */
#ifndef LC_REPORT_CLOSES_H
#define LC_REPORT_CLOSES_H

#include "store/store.h"

/* "1,250 m2 of floor area; 2 more standard facilities (Day-care centre); without one: East Village,
 * West Village". "" when nothing is to be said. In the context's language; free with free(), NULL
 * when it fails. */
char *lc_report_closes(lc_store *store, int64_t gap_id);

#endif
