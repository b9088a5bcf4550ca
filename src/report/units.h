/* Units in words. For room report alone. */
#ifndef LC_REPORT_UNITS_H
#define LC_REPORT_UNITS_H

#include "base/base.h"

/* The unit as people write it in the context's language, with the space before it, bent for one or
 * many: " beds" for "beds" and for 张 on an English page. A unit that is the plan's own word stands
 * as written. Adds nothing for NULL, "" and "1". */
void lc_unit_add(lc_ctx *ctx, lc_text *text, const char *unit, bool one);

#endif
