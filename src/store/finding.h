/* The kinds of findings, for this room alone: finding.c lists them, finding_words.c tells them. */
#ifndef LC_STORE_FINDING_H
#define LC_STORE_FINDING_H

#include "store/store.h"

typedef struct lc_finding_kind {
    const char *code;
    lc_severity severity;
    const char *msgid;  /* what is wrong */
    const char *advice; /* what to do; NULL where the first says it too */
} lc_finding_kind;

/* NULL for a code that is none. O(kinds). */
const lc_finding_kind *lc_finding_find(const char *code);

#endif
