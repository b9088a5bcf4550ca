/* Units in words, and words that bend with a number. For room report alone. */
#ifndef LC_REPORT_UNITS_H
#define LC_REPORT_UNITS_H

#include "base/base.h"

/* A text may say "[target|targets]": the first for one, the second for any other number. At `at`,
 * which points to '[': the piece to take, its size in *size, and in *skip how far the whole
 * reaches. NULL, and 0, where it is no such pair. */
const char *lc_plural(const char *at, bool one, size_t *size, size_t *skip);

/* The unit as people write it in the context's language, with the space before it, bent for one or
 * many: " beds" for "beds" and for 张 on an English page. A unit that is the plan's own word stands
 * as written. Adds nothing for NULL, "" and "1". */
void lc_unit_add(lc_ctx *ctx, lc_text *text, const char *unit, bool one);

#endif
