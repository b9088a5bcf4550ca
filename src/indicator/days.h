/* What targets ask of further days. For the indicator room alone. */
#ifndef LC_INDICATOR_DAYS_H
#define LC_INDICATOR_DAYS_H

#include "indicator/indicator.h"
#include "indicator/tally.h"

/* The days of trend_day, ascending. */
typedef struct days {
    char (*day)[11];
    size_t count;
} days;

/* Clear it in any case. */
lc_status days_read(lc_store *store, days *out);
void days_clear(days *d);
/* Does a target ask this indicator on further days? */
lc_status days_ask(lc_store *store, const char *indicator, bool *asked);
/* Keeps of the figures just made (indicator_value) those that targets ask, as those of a day. */
lc_status days_keep(lc_store *store, const char *day);

#endif
