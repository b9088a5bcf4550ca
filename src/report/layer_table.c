#include "report/layer_table.h"

#include "base/base.h"

static const lc_layer_field regions[] = {
    {"region_code", "code", LC_N("Code"), LC_FIELD_TEXT, 40, 0, NULL},
    {"region_name", "name", LC_N("Name"), LC_FIELD_TEXT, 120, 0, NULL},
    {"level", "level", LC_N("Level"), LC_FIELD_TEXT, 12, 0, NULL},
    {"parent_code", "parent", LC_N("Code of the region above"), LC_FIELD_TEXT, 40, 0, NULL},
    {"class", "class", LC_N("Area class"), LC_FIELD_TEXT, 12, 0, NULL},
    {"kind", "kind", LC_N("Kind"), LC_FIELD_TEXT, 40, 0, NULL},
    {"area_km2", "area_km2", LC_N("Area, km²"), LC_FIELD_REAL, 14, 4, NULL},
    {"people", "people", LC_N("People (resident, or the first group)"), LC_FIELD_REAL, 14, 0, NULL},
    {"facilities", "facils", LC_N("Facilities in use"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"targets", "targets", LC_N("Number of targets"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"met", "met", LC_N("Targets met"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"short", "short", LC_N("Targets missed"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"no_data", "nodata", LC_N("Targets that lack data"), LC_FIELD_INTEGER, 9, 0, NULL},
};
static const lc_layer_field results[] = {
    {"region_code", "code", LC_N("Code"), LC_FIELD_TEXT, 40, 0, NULL},
    {"region_name", "name", LC_N("Name"), LC_FIELD_TEXT, 120, 0, NULL},
    {"level", "level", LC_N("Level"), LC_FIELD_TEXT, 12, 0, NULL},
    {"types", "types", LC_N("Facility types (code)"), LC_FIELD_TEXT, 40, 0, NULL},
    {"types_name", "typesname", LC_N("Facility types"), LC_FIELD_TEXT, 80, 0, NULL},
    {"group", "group", LC_N("Group of people"), LC_FIELD_TEXT, 20, 0, NULL},
    {"limit_min", "limit_min", LC_N("Limit, minutes"), LC_FIELD_REAL, 9, 2, NULL},
    {"people", "people", LC_N("People of the group"), LC_FIELD_REAL, 14, 0, NULL},
    {"covered_circle", "cov_circ", LC_N("People within the circle"), LC_FIELD_REAL, 14, 0, NULL},
    {"share_circle", "shr_circ", LC_N("Share within the circle, 0 to 1"), LC_FIELD_REAL, 10, 6,
     NULL},
    {"covered_network", "cov_net", LC_N("People within walking reach"), LC_FIELD_REAL, 14, 0, NULL},
    {"share_network", "shr_net", LC_N("Share within walking reach, 0 to 1"), LC_FIELD_REAL, 10, 6,
     NULL},
    {"ratio", "ratio", LC_N("Walking reach / circle"), LC_FIELD_REAL, 10, 6, NULL},
    {"median_min", "median_min", LC_N("Median walk to the nearest, minutes"), LC_FIELD_REAL, 10, 3,
     NULL},
    {"facilities", "facils", LC_N("Facilities in use"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"beds", "beds", LC_N("Beds"), LC_FIELD_REAL, 10, 0, NULL},
    {"area_per_1000", "area1000", LC_N("Floor area per 1000 people, m²"), LC_FIELD_REAL, 12, 3,
     NULL},
};
static const lc_layer_field facilities[] = {
    {"facility_id", "fac_id", LC_N("Number"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"code", "code", LC_N("Code"), LC_FIELD_TEXT, 40, 0, NULL},
    {"name", "name", LC_N("Name"), LC_FIELD_TEXT, 120, 0, NULL},
    {"type", "type", LC_N("Facility type (code)"), LC_FIELD_TEXT, 40, 0, NULL},
    {"type_name", "typename", LC_N("Facility type"), LC_FIELD_TEXT, 80, 0, NULL},
    {"address", "address", LC_N("Address"), LC_FIELD_TEXT, 200, 0, NULL},
    {"area_m2", "area_m2", LC_N("Floor area, m²"), LC_FIELD_REAL, 14, 2, NULL},
    {"site_area_m2", "site_m2", LC_N("Site area, m²"), LC_FIELD_REAL, 14, 2, NULL},
    {"beds", "beds", LC_N("Beds"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"beds_nursing", "bedsnurs", LC_N("Nursing beds"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"beds_dementia", "bedsdem", LC_N("Dementia beds"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"places", "places", LC_N("Places for children"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"meals_per_day", "meals", LC_N("Meals a day"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"staff", "staff", LC_N("Staff"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"ownership", "owner", LC_N("Ownership"), LC_FIELD_TEXT, 20, 0, NULL},
    {"opened", "opened", LC_N("Opened"), LC_FIELD_TEXT, 10, 0, NULL},
    {"closed", "closed", LC_N("Closed"), LC_FIELD_TEXT, 10, 0, NULL},
    {"status", "status", LC_N("Status"), LC_FIELD_TEXT, 10, 0, NULL},
    {"counts", "counts", LC_N("Counts on the day of the study"), LC_FIELD_INTEGER, 1, 0, NULL},
    {"region_code", "region", LC_N("Region"), LC_FIELD_TEXT, 40, 0, NULL},
    {"snap_m", "snap_m", LC_N("Distance to the street, m"), LC_FIELD_REAL, 10, 2, NULL},
    {"snap_status", "snap", LC_N("Joined to the streets"), LC_FIELD_TEXT, 10, 0, NULL},
};
static const lc_layer_field service_circles[] = {
    {"facility_id", "fac_id", LC_N("Number"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"name", "name", LC_N("Name"), LC_FIELD_TEXT, 120, 0, NULL},
    {"type", "type", LC_N("Facility type (code)"), LC_FIELD_TEXT, 40, 0, NULL},
    {"profile", "profile", LC_N("Walking profile"), LC_FIELD_TEXT, 20, 0, NULL},
    {"limit_min", "limit_min", LC_N("Limit, minutes"), LC_FIELD_REAL, 9, 2, NULL},
    {"radius_m", "radius_m", LC_N("Radius, m"), LC_FIELD_REAL, 10, 2, NULL},
};
static const lc_layer_field service_streets[] = {
    {"type", "type", LC_N("Facility type (code)"), LC_FIELD_TEXT, 40, 0, NULL},
    {"type_name", "typename", LC_N("Facility type"), LC_FIELD_TEXT, 80, 0, NULL},
    {"profile", "profile", LC_N("Walking profile"), LC_FIELD_TEXT, 20, 0, NULL},
    {"limit_min", "limit_min", LC_N("Limit, minutes"), LC_FIELD_REAL, 9, 2, NULL},
    {"length_m", "length_m", LC_N("Length, m"), LC_FIELD_REAL, 14, 2, NULL},
};
static const lc_layer_field service_areas[] = {
    {"kind", "kind", LC_N("Kind"), LC_FIELD_TEXT, 12, 0, NULL},
    {"type", "type", LC_N("Facility type (code)"), LC_FIELD_TEXT, 40, 0, NULL},
    {"type_name", "typename", LC_N("Facility type"), LC_FIELD_TEXT, 80, 0, NULL},
    {"facility_id", "fac_id", LC_N("Number"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"name", "name", LC_N("Name"), LC_FIELD_TEXT, 120, 0, NULL},
    {"profile", "profile", LC_N("Walking profile"), LC_FIELD_TEXT, 20, 0, NULL},
    {"limit_min", "limit_min", LC_N("Limit, minutes"), LC_FIELD_REAL, 9, 2, NULL},
    {"area_m2", "area_m2", LC_N("Area, m²"), LC_FIELD_REAL, 14, 0, NULL},
};
static const lc_layer_field demand[] = {
    {"demand_id", "demand_id", LC_N("Number"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"region_code", "region", LC_N("Region"), LC_FIELD_TEXT, 40, 0, NULL},
    {"region_name", "name", LC_N("Name"), LC_FIELD_TEXT, 120, 0, NULL},
    {"people", "people", LC_N("People (resident, or the first group)"), LC_FIELD_REAL, 14, 6, NULL},
    {"types_reached", "reached", LC_N("Facility types within reach"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"types_missing", "missing", LC_N("Facility types out of reach"), LC_FIELD_TEXT, 254, 0, NULL},
    {"snap_m", "snap_m", LC_N("Distance to the street, m"), LC_FIELD_REAL, 10, 2, NULL},
    {"snap_status", "snap", LC_N("Joined to the streets"), LC_FIELD_TEXT, 10, 0, NULL},
};
static const lc_layer_field gaps[] = {
    {"plan", "plan", LC_N("Plan"), LC_FIELD_TEXT, 120, 0, NULL},
    {"item", "item", LC_N("Item"), LC_FIELD_TEXT, 200, 0, NULL},
    {"region_code", "code", LC_N("Code"), LC_FIELD_TEXT, 40, 0, NULL},
    {"region_name", "name", LC_N("Name"), LC_FIELD_TEXT, 120, 0, NULL},
    {"indicator", "indicator", LC_N("Indicator"), LC_FIELD_TEXT, 40, 0, NULL},
    {"op", "op", LC_N("Operator"), LC_FIELD_TEXT, 4, 0, NULL},
    {"target", "target", LC_N("Target"), LC_FIELD_REAL, 16, 4, NULL},
    {"value", "value", LC_N("Value"), LC_FIELD_REAL, 16, 6, NULL},
    {"gap", "gap", LC_N("Gap"), LC_FIELD_REAL, 16, 6, NULL},
    {"unit", "unit", LC_N("Unit"), LC_FIELD_TEXT, 20, 0, NULL},
    {"status", "status", LC_N("Status"), LC_FIELD_TEXT, 12, 0, NULL},
    {"closes", "closes", LC_N("What closes the gap"), LC_FIELD_TEXT, 254, 0, lc_make_closes},
    {"year", "year", LC_N("Year"), LC_FIELD_INTEGER, 6, 0, NULL},
    {"nature", "nature", LC_N("Binding or expected"), LC_FIELD_TEXT, 12, 0, NULL},
    {"source", "source", LC_N("Source"), LC_FIELD_TEXT, 200, 0, NULL},
    {"low", "low", LC_N("Least value that the missing data allow"), LC_FIELD_REAL, 16, 6, NULL},
    {"high", "high", LC_N("Greatest value that the missing data allow"), LC_FIELD_REAL, 16, 6,
     NULL},
    {"lacks", "lacks", LC_N("Missing data (code)"), LC_FIELD_TEXT, 60, 0, NULL},
};
static const lc_layer_field findings[] = {
    {"severity", "severity", LC_N("Severity"), LC_FIELD_TEXT, 8, 0, NULL},
    {"code", "code", LC_N("Code"), LC_FIELD_TEXT, 40, 0, NULL},
    {"file", "file", LC_N("File"), LC_FIELD_TEXT, 120, 0, NULL},
    {"row", "row", LC_N("Row"), LC_FIELD_INTEGER, 9, 0, NULL},
    {"feature", "feature", LC_N("Feature"), LC_FIELD_TEXT, 120, 0, NULL},
    {"field", "field", LC_N("Field"), LC_FIELD_TEXT, 60, 0, NULL},
    {"value", "value", LC_N("Value"), LC_FIELD_TEXT, 120, 0, NULL},
    {"message", "message", LC_N("What is wrong and what to do"), LC_FIELD_TEXT, 254, 0,
     lc_make_words},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const lc_layer_table tables[] = {
    {"regions", LC_N("Regions with their results"), "report/layer_regions", 0,
     LC_GEOMETRY_MULTIPOLYGON, regions, COUNT(regions), false, false},
    {"results", LC_N("Results by region, facility type and group"), "report/layer_results", 0,
     LC_GEOMETRY_MULTIPOLYGON, results, COUNT(results), true, false},
    {"facilities", LC_N("Facilities"), "report/layer_facilities", 0, LC_GEOMETRY_POINT, facilities,
     COUNT(facilities), true, false},
    {"service_circles", LC_N("Service circles (geodesic)"), "report/layer_service_circles", 0,
     LC_GEOMETRY_MULTIPOLYGON, service_circles, COUNT(service_circles), false, false},
    {"service_streets", LC_N("Streets within walking reach"), "report/layer_service_streets", 0,
     LC_GEOMETRY_MULTILINE, service_streets, COUNT(service_streets), true, false},
    {"service_areas", LC_N("Areas within walking reach"), "report/layer_service_areas", 0,
     LC_GEOMETRY_MULTIPOLYGON, service_areas, COUNT(service_areas), true, false},
    {"demand", LC_N("Places where people live"), "report/layer_demand", 0, LC_GEOMETRY_POINT,
     demand, COUNT(demand), false, true},
    {"gaps", LC_N("Targets and gaps"), "report/layer_gaps", 6, LC_GEOMETRY_MULTIPOLYGON, gaps,
     COUNT(gaps), false, false},
    {"findings", LC_N("Findings"), "report/layer_findings", 4, LC_GEOMETRY_POINT, findings,
     COUNT(findings), false, false},
};

const lc_layer_table *lc_layer_table_at(size_t i)
{
    return i < COUNT(tables) ? &tables[i] : NULL;
}
