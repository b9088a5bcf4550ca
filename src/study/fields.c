#include "study/fields.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const region_fields[] = {"code", "name", "level", "parent", "class", "kind"};
static const char *const region_mapped[] = {"level", "class", "kind"};
static const char *const facility_fields[] = {
    "code",   "name",           "type",          "x",          "y",
    "wkt",    "address",        "region",        "area_m2",    "site_area_m2",
    "beds",   "beds_nursing",   "beds_dementia", "places",     "meals_per_day",
    "staff",  "social_workers", "ownership",     "contracted", "functions",
    "opened", "closed",         "renovated",     "status",
};
static const char *const facility_mapped[] = {"type", "ownership", "contracted", "status"};
static const char *const population_fields[] = {"code", "name", "x", "y", "wkt", "region"};
static const char *const street_fields[] = {"name", "class", "layer", "foot", "oneway_foot", "id"};
static const char *const street_mapped[] = {"class"};
static const char *const target_fields[] = {
    "plan", "item",        "region_code", "scope",   "indicator", "parameters",
    "op",   "value",       "unit",        "year",    "nature",    "source",
    "text", "responsible", "item_no",     "item_en", "text_en",
};
static const char *const observation_fields[] = {
    "region_code", "indicator", "parameters", "value", "unit", "source", "text", "text_en", "date",
};
static const char *const context_fields[] = {"name", "kind"};
static const char *const context_mapped[] = {"kind"};

static const struct {
    const char *name;
    const char *const *fields;
    size_t field_count;
    const char *const *mapped;
    size_t mapped_count;
} roles[LC_ROLE_COUNT] = {
    [LC_ROLE_REGIONS] = {"regions", region_fields, COUNT(region_fields), region_mapped,
                         COUNT(region_mapped)},
    [LC_ROLE_FACILITIES] = {"facilities", facility_fields, COUNT(facility_fields), facility_mapped,
                            COUNT(facility_mapped)},
    [LC_ROLE_POPULATION] = {"population", population_fields, COUNT(population_fields), NULL, 0},
    [LC_ROLE_STREETS] = {"streets", street_fields, COUNT(street_fields), street_mapped,
                         COUNT(street_mapped)},
    [LC_ROLE_TARGETS] = {"targets", target_fields, COUNT(target_fields), NULL, 0},
    [LC_ROLE_OBSERVATIONS] = {"observations", observation_fields, COUNT(observation_fields), NULL,
                              0},
    [LC_ROLE_CONTEXT] = {"context", context_fields, COUNT(context_fields), context_mapped,
                         COUNT(context_mapped)},
};

static const char *const levels[] = {"country",  "province", "city",
                                     "district", "town",     "community"};
static const char *const classes[] = {"central", "urbanised", "rural"};
static const char *const ownerships[] = {"public", "private"};
static const char *const contracts[] = {"yes", "no"};
static const char *const statuses[] = {"open", "planned", "closed"};
static const char *const context_kinds[] = {"water", "railway", "expressway", "wall"};

static const lc_field_values closed_lists[] = {
    {LC_ROLE_REGIONS, "level", levels, COUNT(levels)},
    {LC_ROLE_REGIONS, "class", classes, COUNT(classes)},
    {LC_ROLE_FACILITIES, "ownership", ownerships, COUNT(ownerships)},
    {LC_ROLE_FACILITIES, "contracted", contracts, COUNT(contracts)},
    {LC_ROLE_FACILITIES, "status", statuses, COUNT(statuses)},
    {LC_ROLE_CONTEXT, "kind", context_kinds, COUNT(context_kinds)},
};

const char *lc_role_name(lc_role role)
{
    return roles[role].name;
}

const char *const *lc_role_fields(lc_role role, size_t *count)
{
    *count = roles[role].field_count;
    return roles[role].fields;
}

const char *const *lc_role_mapped_fields(lc_role role, size_t *count)
{
    *count = roles[role].mapped_count;
    return roles[role].mapped;
}

const lc_field_values *lc_field_values_of(lc_role role, const char *field)
{
    for (size_t i = 0; i < COUNT(closed_lists); i++) {
        if (closed_lists[i].role == role && strcmp(closed_lists[i].field, field) == 0)
            return &closed_lists[i];
    }
    return NULL;
}
