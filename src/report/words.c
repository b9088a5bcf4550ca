#include "report/words.h"

#include <string.h>

typedef struct word {
    const char *code, *words;
} word;

static const char *find(const word *table, size_t count, const char *code)
{
    for (size_t i = 0; code != NULL && i < count; i++)
        if (strcmp(table[i].code, code) == 0)
            return table[i].words;
    return code;
}

#define COUNT(table) (sizeof(table) / sizeof *(table))

const char *lc_word_severity(const char *severity)
{
    static const word table[] = {
        {"error", LC_N("Error")}, {"warning", LC_N("Warning")}, {"note", LC_N("Note")}};
    return find(table, COUNT(table), severity);
}

const char *lc_word_nature(const char *nature)
{
    static const word table[] = {{"binding", LC_N("Binding")}, {"expected", LC_N("Expected")}};
    return find(table, COUNT(table), nature);
}

const char *lc_word_role(const char *role)
{
    static const word table[] = {
        {"regions", LC_N("Regions")},
        {"facilities", LC_N("Facility register")},
        {"population", LC_N("Population")},
        {"streets", LC_N("Streets")},
        {"targets", LC_N("Plan targets")},
        {"context", LC_N("Map background")},
        {"types", LC_N("Facility types")},
        {"foot_rules", LC_N("Foot rules")},
        {"elevation", LC_N("Heights")},
        {"indicators", LC_N("Indicators of the study's own")},
        {"observations", LC_N("Reported figures")},
    };
    return find(table, COUNT(table), role);
}

const char *lc_word_parameter(const char *name)
{
    static const word table[] = {
        {"as_of", LC_N("Day of the study")},
        {"margin_m", LC_N("Margin read beyond the boundary, m")},
        {"horizon_min", LC_N("Walks searched up to, minutes")},
        {"snap_limit_m", LC_N("Joined to streets up to, m")},
        {"snap_warn_m", LC_N("Joined with a warning from, m")},
        {"street_half_width_m", LC_N("Service areas: half a street's width, m")},
        {"service_areas", LC_N("Service areas drawn")},
        {"indicators_for", LC_N("Indicators made for")},
    };
    return find(table, COUNT(table), name);
}

const char *lc_word_level(const char *level)
{
    static const word table[] = {
        {"country", LC_N("Country")},
        {"province", LC_N("Province")},
        {"city", LC_N("City")},
        {"district", LC_N("District")},
        {"town", LC_N("Town")},
        {"community", LC_N("Community")},
        {"circle", LC_N("Service circle")},
    };
    return find(table, COUNT(table), level);
}

static const word classes[] = {
    {"central", LC_N("Central")}, {"urbanised", LC_N("Urbanised")}, {"rural", LC_N("Rural")}};
static const word kinds[] = {
    {"committee", LC_N("Neighbourhoods")},
    {"village", LC_N("Villages")},
    {"street", LC_N("Streets (subdistricts)")},
    {"township", LC_N("Townships")},
};

const char *lc_word_class(const char *area_class)
{
    return find(classes, COUNT(classes), area_class);
}

const char *lc_word_circle(const char *kind)
{
    static const word table[] = {{"centre", LC_N("existing")}, {"further", LC_N("further")}};
    return find(table, COUNT(table), kind);
}

const char *lc_word_basis(const char *basis)
{
    static const word table[] = {{"computed", LC_N("computed")}, {"reported", LC_N("reported")}};
    return find(table, COUNT(table), basis);
}

const char *lc_word_facility(const char *status)
{
    static const word table[] = {
        {"open", LC_N("Open")}, {"planned", LC_N("Planned")}, {"closed", LC_N("No longer open")}};
    return find(table, COUNT(table), status);
}

const char *lc_word_ownership(const char *owner)
{
    static const word table[] = {{"public", LC_N("Public")}, {"private", LC_N("Private")}};
    return find(table, COUNT(table), owner);
}

const char *lc_word_snap(const char *snap_status)
{
    static const word table[] = {
        {"ok", LC_N("Yes")},
        {"far", LC_N("Yes, from afar")},
        {"unsnapped", LC_N("No: no street is near")},
        {"no_network", LC_N("No: there are no streets")},
    };
    return find(table, COUNT(table), snap_status);
}

const char *lc_word_remark(const char *remark)
{
    static const word table[] = {{"below_minimum", LC_N("fewer people than a circle needs")},
                                 {"above_maximum", LC_N("more people than a circle may have")}};
    return find(table, COUNT(table), remark);
}

const char *lc_word_variant(const char *key)
{
    static const word table[] = {
        {"circle", LC_N("By circle")},
        {"network", LC_N("On foot")},
        {"ratio", LC_N("Foot / circle")},
        {"level=province", LC_N("provinces")},
        {"level=city", LC_N("cities")},
        {"level=district", LC_N("districts")},
        {"level=town", LC_N("towns")},
        {"level=community", LC_N("communities")},
        {"bed=nursing", LC_N("for nursing")},
        {"bed=dementia", LC_N("for dementia")},
        {"bed=public", LC_N("public")},
        {"staff=social_workers", LC_N("social workers")},
        {"of=beds", LC_N("counted in beds")},
        {"of=beds_nursing", LC_N("counted in nursing beds")},
        {"of=beds_dementia", LC_N("counted in dementia beds")},
        {"of=places", LC_N("counted in places")},
        {"of=meals_per_day", LC_N("counted in meals a day")},
        {"of=area", LC_N("counted in floor area")},
    };
    return find(table, COUNT(table), key);
}

static const lc_status_words statuses[] = {
    {"met", "●", "met", LC_N("Met")},
    {"short", "▲", "short", LC_N("Falls short")},
    {"no data", "◇", "lacks", LC_N("Not decidable")},
    {"not yet due", "○", "due", LC_N("Not yet due")},
    {"awaiting", "–", "await", LC_N("Awaits its figure")},
};

const lc_status_words *lc_word_status(const char *status)
{
    for (size_t i = 0; status != NULL && i < COUNT(statuses); i++)
        if (strcmp(statuses[i].status, status) == 0)
            return &statuses[i];
    return NULL;
}

/* --- scopes --- */

/* Is the word among those of "class=a+b" or "kind=a+b" in the scope? */
static bool scope_names(const char *scope, const char *key, const char *code)
{
    const char *at = strstr(scope, key);
    size_t size = strlen(code);
    for (at = at != NULL ? at + strlen(key) : NULL; at != NULL && *at != '\0' && *at != ':';) {
        size_t word_size = strcspn(at, "+:");
        if (word_size == size && strncmp(at, code, size) == 0)
            return true;
        at += word_size + (at[word_size] == '+');
    }
    return false;
}

const char *lc_word_scope(const char *scope, size_t i)
{
    if (scope == NULL)
        return NULL;
    for (size_t k = 0; k < COUNT(classes); k++)
        if (scope_names(scope, "class=", classes[k].code) && i-- == 0)
            return classes[k].words;
    for (size_t k = 0; k < COUNT(kinds); k++)
        if (scope_names(scope, "kind=", kinds[k].code) && i-- == 0)
            return kinds[k].words;
    return NULL;
}

/* --- the words that a report explains --- */

const char *lc_word_explained(size_t i, const char **meaning)
{
    static const word words[] = {
        {LC_N("Service circle"), LC_N("All places within the distance that the limit allows at "
                                      "walking speed, as the crow flies on the "
                                      "earth's surface. It knows no river and no railway.")},
        {LC_N("On foot"), LC_N("People whose own walk along the streets to the nearest facility is "
                               "within the limit. Everybody is "
                               "judged by the walk from home, not by a shape on a map.")},
        {LC_N("Foot / circle"), LC_N("How many can walk there for each one inside the circle. Well "
                                     "below 1, something cuts the "
                                     "way: a river, a railway, an expressway, a long block.")},
        {LC_N("Floor area per 1,000"),
         LC_N(
             "Floor area of the facilities inside the boundary, divided by people, times 1,000. A "
             "facility without a "
             "reported floor area never counts as 0: a range is given instead, from nothing to the "
             "largest plausible size.")},
        {LC_N("Median walk, 90% walk"), LC_N("The time within which half, or nine in ten, of the "
                                             "people reach the nearest facility.")},
        {LC_N("Binding, expected"), LC_N("A binding target must be reached; an expected one shows "
                                         "the direction. The plan says which is which.")},
        {LC_N("Not decidable"),
         LC_N("The missing data could turn the answer either way; the row says which data.")},
        {LC_N("Not yet due"), LC_N("The target's year is still to come; the pace is what has to be "
                                   "added each year until then.")},
    };
    *meaning = i < COUNT(words) ? words[i].words : NULL;
    return i < COUNT(words) ? words[i].code : NULL;
}
