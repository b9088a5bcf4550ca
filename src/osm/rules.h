/* The table of foot rules, read and compiled. For this room alone. */
#ifndef LC_OSM_RULES_H
#define LC_OSM_RULES_H

#include "osm/condition.h"
#include "osm/foot.h"

typedef enum lc_verdict {
    LC_VERDICT_NONE,
    LC_VERDICT_WALK,
    LC_VERDICT_NO,
    LC_VERDICT_THROUGH,
    LC_VERDICT_ENDS,
    LC_VERDICT_FORWARD,
    LC_VERDICT_BACKWARD,
    LC_VERDICT_PASS,
    LC_VERDICT_BLOCK
} lc_verdict;

typedef struct lc_rule {
    char *values[LC_RULE_BEFORE]; /* owned, never NULL */
    bool node, on;
    unsigned group; /* index of the group's name, below 64 */
    lc_verdict verdict;
    const char *kind; /* static; NULL for none */
    double wait_s;
    const char *wait_key; /* of `values`; NULL when wait_s is the time */
    lc_array terms;       /* lc_condition_term */
} lc_rule;

struct lc_foot_rules {
    lc_ctx *ctx;
    lc_array rows;   /* lc_rule */
    lc_array groups; /* char *, owned */
    lc_condition_words words;
};

const lc_rule *lc_rule_at(const lc_foot_rules *rules, size_t i);

/* A time as OpenStreetMap writes it: minutes ("10"), "0:10", "00:10:30", or ISO 8601 ("PT10M").
 * False for anything else, and for more than a day. */
bool lc_osm_duration(const char *text, double *seconds);

#endif
