/* Foot rules after the practice of the open routing engines: foot=* over access=* over the class of
 * the road. */
#include "osm/foot.h"

#include <string.h>

#include "base/message.h"

typedef enum how {
    OPEN,   /* walked unless a tag closes it */
    CLOSED, /* not walked unless foot or sidewalk opens it */
    NEVER   /* not there to be walked, whatever else is said */
} how;

static const struct {
    const char *name;
    how how;
} CLASSES[] = {
    {"footway", OPEN},
    {"path", OPEN},
    {"pedestrian", OPEN},
    {"steps", OPEN},
    {"corridor", OPEN},
    {"platform", OPEN},
    {"elevator", OPEN},
    {"living_street", OPEN},
    {"residential", OPEN},
    {"service", OPEN},
    {"unclassified", OPEN},
    {"road", OPEN},
    {"track", OPEN},
    {"tertiary", OPEN},
    {"tertiary_link", OPEN},
    {"secondary", OPEN},
    {"secondary_link", OPEN},
    {"primary", OPEN},
    {"primary_link", OPEN},
    {"trunk", OPEN},
    {"trunk_link", OPEN},
    {"motorway", CLOSED},
    {"motorway_link", CLOSED},
    {"cycleway", CLOSED},
    {"bridleway", CLOSED},
    {"busway", CLOSED},
    {"bus_guideway", CLOSED},
    {"construction", NEVER},
    {"proposed", NEVER},
    {"planned", NEVER},
    {"raceway", NEVER},
    {"via_ferrata", NEVER},
    {"abandoned", NEVER},
    {"razed", NEVER},
    {"no", NEVER},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

typedef struct tags {
    const lc_osm_tag *items;
    size_t count;
    const char *highway;
    how how; /* of the class; an unknown one is closed */
} tags;

static const char *tag(const tags *t, const char *key)
{
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(t->items[i].key, key) == 0)
            return t->items[i].value;
    return NULL;
}

static bool one_of(const char *value, const char *const *words, size_t count)
{
    for (size_t i = 0; value != NULL && i < count; i++)
        if (strcmp(value, words[i]) == 0)
            return true;
    return false;
}

static bool tag_is(const tags *t, const char *key, const char *value)
{
    return one_of(tag(t, key), &value, 1);
}

/* Through walking is not for the public. Values such as destination or customers let people in and
 * are no reason to close. */
static bool closes(const char *value)
{
    static const char *const WORDS[] = {"no",        "private", "restricted", "military",
                                        "emergency", "permit",  "residents"};
    return one_of(value, WORDS, COUNT(WORDS));
}

static bool opens(const char *value)
{
    static const char *const WORDS[] = {"yes", "designated", "permissive", "official", "public"};
    return one_of(value, WORDS, COUNT(WORDS));
}

static bool no_highway(const tags *t)
{
    return t->highway == NULL;
}

static bool class_never(const tags *t)
{
    return t->how == NEVER;
}

static bool foot_no(const tags *t)
{
    return closes(tag(t, "foot"));
}

static bool foot_yes(const tags *t)
{
    return opens(tag(t, "foot"));
}

static bool access_no(const tags *t)
{
    return closes(tag(t, "access"));
}

/* The outline of a car park or a forecourt is no street; that of a square is what we have of it. */
static bool vehicle_area(const tags *t)
{
    static const char *const WALKED[] = {"pedestrian", "footway", "path", "corridor", "platform"};
    return tag_is(t, "area", "yes") && !one_of(t->highway, WALKED, COUNT(WALKED));
}

static bool sidewalk(const tags *t)
{
    static const char *const SIDES[] = {"both", "left", "right", "yes"};
    static const char *const KEYS[] = {"sidewalk:both", "sidewalk:left", "sidewalk:right"};
    if (one_of(tag(t, "sidewalk"), SIDES, COUNT(SIDES)))
        return true;
    for (size_t i = 0; i < COUNT(KEYS); i++)
        if (tag_is(t, KEYS[i], "yes"))
            return true;
    return false;
}

static bool motorroad(const tags *t)
{
    return tag_is(t, "motorroad", "yes");
}

static bool says_elevated(const char *name)
{
    static const char *const ROAD[] = {"高架", "快速路"};
    static const char *const BESIDE[] = {"辅路", "辅道", "地面", "桥下"};
    bool elevated = false;
    for (size_t i = 0; name != NULL && i < COUNT(ROAD); i++)
        elevated |= strstr(name, ROAD[i]) != NULL;
    for (size_t i = 0; elevated && i < COUNT(BESIDE); i++)
        elevated = strstr(name, BESIDE[i]) == NULL;
    return elevated;
}

/* Elevated roads in China are often trunk or primary without motorroad=yes; their names tell. */
static bool elevated(const tags *t)
{
    static const char *const LARGE[] = {"trunk", "trunk_link", "primary", "primary_link"};
    return one_of(t->highway, LARGE, COUNT(LARGE)) &&
           (says_elevated(tag(t, "name")) || says_elevated(tag(t, "name:zh")));
}

static bool class_open(const tags *t)
{
    return t->how == OPEN;
}

static bool always(const tags *t)
{
    (void)t;
    return true;
}

static const struct {
    const char *name;
    bool (*fits)(const tags *t);
    bool walkable;
    const char *words;
} RULES[] = {
    {"no_highway", no_highway, false, LC_N("No highway tag: not a street (a ferry, for example).")},
    {"class_never", class_never, false,
     LC_N("Under construction, planned, a racing track, a via ferrata or gone.")},
    {"foot_no", foot_no, false, LC_N("foot=no, private or the like.")},
    {"foot_yes", foot_yes, true, LC_N("foot=yes, designated, permissive or the like.")},
    {"access_no", access_no, false,
     LC_N("access=no, private or the like, and foot does not say otherwise.")},
    {"vehicle_area", vehicle_area, false,
     LC_N("The outline of an area for vehicles (area=yes); outlines of squares and footways are "
          "kept.")},
    {"sidewalk", sidewalk, true, LC_N("A sidewalk on either side.")},
    {"motorroad", motorroad, false, LC_N("motorroad=yes: built like a motorway.")},
    {"elevated", elevated, false,
     LC_N("A trunk or primary road with 高架 or 快速路 in its name, unless the name says it is the "
          "street beside or below.")},
    {"class_open", class_open, true, LC_N("A class of street that people walk along.")},
    {"class_closed", always, false,
     LC_N("Motorways, cycleways, bridleways, busways and classes not in the table.")},
};

static how class_how(const char *highway)
{
    for (size_t i = 0; highway != NULL && i < COUNT(CLASSES); i++)
        if (strcmp(highway, CLASSES[i].name) == 0)
            return CLASSES[i].how;
    return CLOSED;
}

/* oneway=* is for vehicles; only what speaks of walkers, or moves them, has a direction. */
static void set_directions(const tags *t, lc_foot *out)
{
    static const char *const YES[] = {"yes", "1", "true"};
    bool escalator_up = tag_is(t, "conveying", "forward");
    bool escalator_down = tag_is(t, "conveying", "backward");
    bool one_way = one_of(tag(t, "oneway:foot"), YES, COUNT(YES));
    bool against = tag_is(t, "oneway:foot", "-1");
    out->forward = !(escalator_down || against || closes(tag(t, "foot:forward")));
    out->backward = !(escalator_up || one_way || closes(tag(t, "foot:backward")));
}

bool lc_foot_rule(const lc_osm_tag *items, size_t count, lc_foot *out)
{
    tags t = {.items = items, .count = count};
    t.highway = tag(&t, "highway");
    t.how = class_how(t.highway);
    *out = (lc_foot){.road_class = t.highway};
    size_t i = 0;
    while (!RULES[i].fits(&t))
        i++;
    out->rule = RULES[i].name;
    out->steps = tag_is(&t, "highway", "steps");
    if (RULES[i].walkable)
        set_directions(&t, out);
    return out->forward || out->backward;
}

const char *lc_foot_rule_name(size_t i, bool *walkable, const char **msgid)
{
    if (i >= COUNT(RULES))
        return NULL;
    *walkable = RULES[i].walkable;
    *msgid = RULES[i].words;
    return RULES[i].name;
}

const char *lc_foot_class(size_t i, bool *open, bool *may_open)
{
    if (i >= COUNT(CLASSES))
        return NULL;
    *open = CLASSES[i].how == OPEN;
    *may_open = CLASSES[i].how != NEVER;
    return CLASSES[i].name;
}
