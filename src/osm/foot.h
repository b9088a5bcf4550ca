/* May one walk along this OSM way, in which direction, what is it, and what stands at its nodes?
 * One table of rules, geodata/foot-rules.csv, answers; within a group the first row that fits
 * decides. docs/network.md tells it in words. */
#ifndef LC_OSM_FOOT_H
#define LC_OSM_FOOT_H

#include <stdbool.h>
#include <stddef.h>

#include "osm/osm.h"

/* The fields of a row, in the order of the table's columns. LC_RULE_BEFORE is of a study's own rows
 * alone. */
typedef enum lc_rule_field {
    LC_RULE_ID,
    LC_RULE_ON,      /* way | node */
    LC_RULE_GROUP,   /* walk, through, kind, node, or any name for what has a direction */
    LC_RULE_USE,     /* on | off */
    LC_RULE_WHEN,    /* the condition (osm/condition.h); "" always holds */
    LC_RULE_VERDICT, /* walk no | through ends | forward backward | pass block */
    LC_RULE_KIND, /* way: steps elevator crossing ferry area; node: barrier gate crossing elevator
                   */
    LC_RULE_WAIT, /* seconds, or the key of the tag that holds the time */
    LC_RULE_TEXT_EN,
    LC_RULE_TEXT_ZH,
    LC_RULE_BEFORE, /* the id of the row that it goes before; "": it goes to the front */
    LC_RULE_FIELDS
} lc_rule_field;

/* The header of a column ("wait_s"). Static. */
const char *lc_rule_field_name(lc_rule_field field);

/* Different keys that one table may ask for. */
enum { LC_FOOT_KEYS_MAX = 96 };

/* The table, compiled. Only reading after it is made: any number of threads may ask it. */
typedef struct lc_foot_rules lc_foot_rules;
/* The built-in table. *out is yours (lc_foot_rules_free). LC_MEMORY. */
lc_status lc_foot_rules_new(lc_ctx *ctx, lc_foot_rules **out);
void lc_foot_rules_free(lc_foot_rules *rules);
/* A row of the study's own: one with a known id takes that row's place (texts it lacks stay), a new
 * one goes before the row it names, or to the front. NULL is "". `where` ("my-rules.csv, row 3")
 * leads the message of a row that cannot be used (LC_INPUT). */
lc_status lc_foot_rules_put(lc_foot_rules *rules, const char *const values[LC_RULE_FIELDS],
                            const char *where);
/* Turns a row on or off. LC_INPUT, with the nearest id, for one that is not there. */
lc_status lc_foot_rules_use(lc_foot_rules *rules, const char *id, bool on, const char *where);

size_t lc_foot_rules_count(const lc_foot_rules *rules);
/* A field of row i in the order of asking; "" when empty. Borrowed. */
const char *lc_foot_rules_get(const lc_foot_rules *rules, size_t i, lc_rule_field field);
/* Does any row for ways name this class of highway? */
bool lc_foot_rules_knows_class(const lc_foot_rules *rules, const char *road_class);
/* Key i that rows for nodes ask for, NULL past the last: nodes without any of them need not be
 * looked at. Borrowed. */
const char *lc_foot_rules_node_key(const lc_foot_rules *rules, size_t i);
/* The built-in table as it was compiled in, for fingerprints. Static. */
const char *lc_foot_rules_source(void);

/* All texts are static or borrowed from the table, but road_class, which is the tag's. */
typedef struct lc_foot {
    const char *access;     /* through, ends (walked where a walk begins or ends), none */
    const char *kind;       /* plain, steps, elevator, crossing, ferry, area */
    const char *rule;       /* id of the row that decided */
    const char *road_class; /* value of highway=*; NULL when there is none */
    double wait_s;          /* lost once on the way */
    bool forward, backward; /* may be walked in the order of its nodes, and against it */
    bool steps;             /* kind is steps */
} lc_foot;

/* Fills *out and says whether the way can be walked in at least one direction. O(tags + rows). */
bool lc_foot_rule(const lc_foot_rules *rules, const lc_osm_tag *tags, size_t count, lc_foot *out);

typedef struct lc_foot_node {
    const char *kind; /* barrier, gate, crossing, elevator */
    const char *rule;
    double wait_s; /* lost by whoever passes */
    bool passes;   /* false: streets end there */
} lc_foot_node;

/* False when no row speaks of such a node. */
bool lc_foot_node_rule(const lc_foot_rules *rules, const lc_osm_tag *tags, size_t count,
                       lc_foot_node *out);

#endif
