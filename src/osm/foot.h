/* May one walk along this OSM way, in which direction, and is it steps? A table of rules, the first
 * that fits decides. docs/network.md tells them in words. */
#ifndef LC_OSM_FOOT_H
#define LC_OSM_FOOT_H

#include <stdbool.h>
#include <stddef.h>

#include "osm/osm.h"

typedef struct lc_foot {
    bool forward, backward; /* may be walked in the order of its nodes, and against it */
    bool steps;             /* stairs: slower to walk */
    const char
        *road_class;  /* value of highway=*, borrowed from the tags; NULL when there is none */
    const char *rule; /* name of the rule that decided, static: "foot_no", "class_open" ... */
} lc_foot;

/* Fills *out and says whether the way can be walked in at least one direction. O(count). */
bool lc_foot_rule(const lc_osm_tag *tags, size_t count, lc_foot *out);

/* Rule i in the order of asking, NULL past the last: its name, what it decides, and its words (an
 * English msgid). Static. */
const char *lc_foot_rule_name(size_t i, bool *walkable, const char **msgid);
/* Highway class i of the table, NULL past the last: may it be walked where no other tag speaks, and
 * may a tag open it at all? */
const char *lc_foot_class(size_t i, bool *open, bool *may_open);

#endif
