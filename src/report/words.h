/* What the codes of the store are called: msgids for lc_tr. For room report alone. */
#ifndef LC_REPORT_WORDS_H
#define LC_REPORT_WORDS_H

#include "base/base.h"

/* Each answers with the code itself where it has no words for it, NULL for NULL. Static, or
 * borrowed from the code. */
const char *lc_word_severity(const char *severity); /* "warning" */
const char *lc_word_nature(const char *nature);     /* "binding" */
const char *lc_word_role(const char *role);         /* of an input: "facilities" */
const char *lc_word_parameter(const char *name);    /* of the study: "margin_m" */
const char *lc_word_level(const char *level);       /* "town" */
const char *lc_word_class(const char *area_class);  /* "rural" */
const char *lc_word_circle(const char *kind);       /* of a service circle: "further" */
const char *lc_word_basis(const char *basis);       /* "computed" */
const char *lc_word_facility(const char *status);   /* "planned" */
const char *lc_word_ownership(const char *owner);   /* "public" */
const char *lc_word_snap(const char *snap_status);  /* "unsnapped" */
const char *lc_word_remark(const char *remark);     /* of a service circle: "below_minimum" */
/* A way to measure or a key of a variant: "network", "bed=nursing". */
const char *lc_word_variant(const char *key);

/* A status of a target. */
typedef struct lc_status_words {
    const char *status, *mark, *class, *words; /* code, sign before it, of the page, msgid */
} lc_status_words;
/* NULL for what is none. Static. */
const lc_status_words *lc_word_status(const char *status);

/* Class or kind i that a scope such as "each:town:class=central+urbanised" names; NULL past the
 * last. */
const char *lc_word_scope(const char *scope, size_t i);

/* Word i of those that a report explains, and what it means; NULL past the last. */
const char *lc_word_explained(size_t i, const char **meaning);

#endif
