/* The sheets that are tables of one query: their columns stand in the query's order. */
#include "report/book.h"
#include "report/words.h"

#define SHEET(columns) columns, sizeof(columns) / sizeof *(columns)

enum {
    BINDS_REGIONS = LC_BOOK_BINDS_ZH | LC_BOOK_BINDS_LEVEL,
    BINDS_REACH = BINDS_REGIONS | LC_BOOK_BINDS_LIMIT | LC_BOOK_BINDS_MODE
};

static const lc_book_column targets[] = {
    {LC_N("Status"), LC_BOOK_STATUS, 13, NULL, NULL},
    {LC_N("Plan"), LC_BOOK_LONG, 15, NULL, NULL},
    {LC_N("No."), LC_BOOK_LONG, 7, NULL, NULL},
    {LC_N("What the plan asks for"), LC_BOOK_STRONG, 29, NULL, NULL},
    {LC_N("Where"), LC_BOOK_LONG, 13, NULL, NULL},
    {LC_N("Sign"), LC_BOOK_SIGN, 5, NULL, NULL},
    {LC_N("Wanted"), LC_BOOK_QUANTITY, 9, NULL, NULL},
    {LC_N("Today"), LC_BOOK_QUANTITY, 9, NULL, NULL},
    {LC_N("At least"), LC_BOOK_QUANTITY, 9, NULL, NULL},
    {LC_N("At most"), LC_BOOK_QUANTITY, 9, NULL, NULL},
    {LC_N("Still missing"), LC_BOOK_QUANTITY, 9, NULL, NULL},
    {LC_N("Unit"), LC_BOOK_UNIT, 12, NULL, NULL},
    {LC_N("What would close it"), LC_BOOK_LONG, 40, NULL, lc_make_closes},
    {LC_N("Year"), LC_BOOK_YEAR, 7, NULL, NULL},
    {LC_N("Binding or expected"), LC_BOOK_SOFT, 11, lc_word_nature, NULL},
    {LC_N("Clause"), LC_BOOK_LONG, 16, NULL, NULL},
    {LC_N("Responsible offices"), LC_BOOK_LONG, 16, NULL, NULL},
    {LC_N("Needed each year"), LC_BOOK_QUANTITY, 10, NULL, NULL},
    {LC_N("With what is planned"), LC_BOOK_QUANTITY, 10, NULL, NULL},
    {LC_N("Status then"), LC_BOOK_STATUS, 13, NULL, NULL},
    {LC_N("Known by"), LC_BOOK_TEXT, 9, lc_word_basis, NULL},
    {LC_N("Reported for"), LC_BOOK_DATE, 11, NULL, NULL},
    {LC_N("Reported by"), LC_BOOK_LONG, 20, NULL, NULL},
    {LC_N("Indicator"), LC_BOOK_LONG, 20, NULL, NULL},
    {LC_N("Facility types"), LC_BOOK_LONG, 18, NULL, NULL},
    {LC_N("Group of people"), LC_BOOK_LONG, 18, NULL, NULL},
    {LC_N("Their year"), LC_BOOK_TEXT, 7, NULL, NULL},
    {LC_N("Holds for"), LC_BOOK_SCOPE, 18, NULL, NULL},
    {LC_N("Words of the plan"), LC_BOOK_LONG, 60, NULL, NULL},
    {LC_N("Code"), LC_BOOK_SOFT, 15, NULL, NULL},
};

static const lc_book_column coverage[] = {
    {LC_N("Facility types"), LC_BOOK_STRONG, 22, NULL, NULL},
    {LC_N("Group of people"), LC_BOOK_LONG, 22, NULL, NULL},
    {LC_N("Their year"), LC_BOOK_TEXT, 7, NULL, NULL},
    {LC_N("Name"), LC_BOOK_LONG, 16, NULL, NULL},
    {LC_N("Level"), LC_BOOK_TEXT, 9, lc_word_level, NULL},
    {LC_N("People"), LC_BOOK_WHOLE, 12, NULL, NULL},
    {LC_N("People within the circle"), LC_BOOK_WHOLE, 12, NULL, NULL},
    {LC_N("People within walking reach"), LC_BOOK_WHOLE, 12, NULL, NULL},
    {LC_N("By circle"), LC_BOOK_BAR, 12, NULL, NULL},
    {LC_N("On foot"), LC_BOOK_BAR, 12, NULL, NULL},
    {LC_N("Foot / circle"), LC_BOOK_HUNDREDTH, 9, NULL, NULL},
    {LC_N("In the circle but not on foot"), LC_BOOK_WHOLE, 12, NULL, NULL},
    {LC_N("People beyond"), LC_BOOK_WHOLE, 12, NULL, NULL},
    {LC_N("Code"), LC_BOOK_SOFT, 15, NULL, NULL},
    {LC_N("Facility types (code)"), LC_BOOK_SOFT, 20, NULL, NULL},
    {LC_N("Group (code)"), LC_BOOK_SOFT, 10, NULL, NULL},
};

static const lc_book_column walks[] = {
    {LC_N("Facility types"), LC_BOOK_STRONG, 22, NULL, NULL},
    {LC_N("Group of people"), LC_BOOK_LONG, 22, NULL, NULL},
    {LC_N("Their year"), LC_BOOK_TEXT, 7, NULL, NULL},
    {LC_N("Name"), LC_BOOK_LONG, 16, NULL, NULL},
    {LC_N("Level"), LC_BOOK_TEXT, 9, lc_word_level, NULL},
    {LC_N("Median walk, min"), LC_BOOK_TENTH, 10, NULL, NULL},
    {LC_N("Mean walk, min"), LC_BOOK_TENTH, 10, NULL, NULL},
    {LC_N("90% walk, min"), LC_BOOK_TENTH, 10, NULL, NULL},
    {LC_N("People who reach none"), LC_BOOK_WHOLE, 11, NULL, NULL},
    {LC_N("People who reach one"), LC_BOOK_WHOLE, 11, NULL, NULL},
    {LC_N("People who reach two"), LC_BOOK_WHOLE, 11, NULL, NULL},
    {LC_N("People who reach three"), LC_BOOK_WHOLE, 11, NULL, NULL},
    {LC_N("People who reach four"), LC_BOOK_WHOLE, 11, NULL, NULL},
    {LC_N("People who reach five or more"), LC_BOOK_WHOLE, 11, NULL, NULL},
    {LC_N("Code"), LC_BOOK_SOFT, 15, NULL, NULL},
    {LC_N("Facility types (code)"), LC_BOOK_SOFT, 20, NULL, NULL},
    {LC_N("Group (code)"), LC_BOOK_SOFT, 10, NULL, NULL},
};

static const lc_book_column area[] = {
    {LC_N("Facility types"), LC_BOOK_STRONG, 22, NULL, NULL},
    {LC_N("Group of people"), LC_BOOK_LONG, 22, NULL, NULL},
    {LC_N("Their year"), LC_BOOK_TEXT, 7, NULL, NULL},
    {LC_N("Name"), LC_BOOK_LONG, 16, NULL, NULL},
    {LC_N("Level"), LC_BOOK_TEXT, 9, lc_word_level, NULL},
    {LC_N("Facilities in use"), LC_BOOK_WHOLE, 10, NULL, NULL},
    {LC_N("Floor area, m²"), LC_BOOK_WHOLE, 12, NULL, NULL},
    {LC_N("At least"), LC_BOOK_WHOLE, 11, NULL, NULL},
    {LC_N("At most"), LC_BOOK_WHOLE, 11, NULL, NULL},
    {LC_N("Facilities without a figure"), LC_BOOK_WHOLE, 11, NULL, NULL},
    {LC_N("People"), LC_BOOK_WHOLE, 12, NULL, NULL},
    {LC_N("Floor area per 1,000"), LC_BOOK_TENTH, 11, NULL, NULL},
    {LC_N("At least"), LC_BOOK_TENTH, 10, NULL, NULL},
    {LC_N("At most"), LC_BOOK_TENTH, 10, NULL, NULL},
    {LC_N("Site area per person, m²"), LC_BOOK_HUNDREDTH, 11, NULL, NULL},
    {LC_N("Code"), LC_BOOK_SOFT, 15, NULL, NULL},
    {LC_N("Facility types (code)"), LC_BOOK_SOFT, 20, NULL, NULL},
    {LC_N("Group (code)"), LC_BOOK_SOFT, 10, NULL, NULL},
};

static const lc_book_column held[] = {
    {LC_N("Facility types"), LC_BOOK_STRONG, 22, NULL, NULL},
    {LC_N("Name"), LC_BOOK_LONG, 16, NULL, NULL},
    {LC_N("Level"), LC_BOOK_TEXT, 9, lc_word_level, NULL},
    {LC_N("Facilities in use"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Beds"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Beds, at least"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Beds, at most"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Facilities that do not tell beds"), LC_BOOK_WHOLE, 10, NULL, NULL},
    {LC_N("Nursing beds"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Dementia beds"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Public beds"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Nursing beds of all"), LC_BOOK_SHARE, 9, NULL, NULL},
    {LC_N("Dementia beds of all"), LC_BOOK_SHARE, 9, NULL, NULL},
    {LC_N("Public beds of all"), LC_BOOK_SHARE, 9, NULL, NULL},
    {LC_N("Beds per elder"), LC_BOOK_FINE, 9, NULL, NULL},
    {LC_N("Places for children"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Places, at least"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Places, at most"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Facilities that do not tell places"), LC_BOOK_WHOLE, 10, NULL, NULL},
    {LC_N("Places per child"), LC_BOOK_FINE, 9, NULL, NULL},
    {LC_N("Meals a day"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Staff per 1,000 elders"), LC_BOOK_HUNDREDTH, 10, NULL, NULL},
    {LC_N("Social workers per 1,000 elders"), LC_BOOK_HUNDREDTH, 10, NULL, NULL},
    {LC_N("Staff per 100 beds"), LC_BOOK_TENTH, 10, NULL, NULL},
    {LC_N("Social workers per 100 beds"), LC_BOOK_TENTH, 10, NULL, NULL},
    {LC_N("Have signed a health centre"), LC_BOOK_SHARE, 10, NULL, NULL},
    {LC_N("Code"), LC_BOOK_SOFT, 15, NULL, NULL},
    {LC_N("Facility types (code)"), LC_BOOK_SOFT, 20, NULL, NULL},
};

static const lc_book_column functions[] = {
    {LC_N("List of functions"), LC_BOOK_LONG, 26, NULL, NULL},
    {LC_N("Indicator"), LC_BOOK_STRONG, 22, NULL, NULL},
    {LC_N("Function, or how many"), LC_BOOK_LONG, 24, NULL, NULL},
    {LC_N("Group of people"), LC_BOOK_LONG, 22, NULL, NULL},
    {LC_N("Their year"), LC_BOOK_TEXT, 7, NULL, NULL},
    {LC_N("Name"), LC_BOOK_LONG, 16, NULL, NULL},
    {LC_N("Level"), LC_BOOK_TEXT, 9, lc_word_level, NULL},
    {LC_N("Limit, minutes"), LC_BOOK_WHOLE, 8, NULL, NULL},
    {LC_N("By circle"), LC_BOOK_QUANTITY, 11, NULL, NULL},
    {LC_N("On foot"), LC_BOOK_QUANTITY, 11, NULL, NULL},
    {LC_N("Unit"), LC_BOOK_UNIT, 12, NULL, NULL},
    {LC_N("Code"), LC_BOOK_SOFT, 15, NULL, NULL},
};

static const lc_book_column others[] = {
    {LC_N("Indicator"), LC_BOOK_STRONG, 24, NULL, NULL},
    {LC_N("Facility types"), LC_BOOK_LONG, 22, NULL, NULL},
    {LC_N("Of it"), LC_BOOK_VARIANT, 24, NULL, NULL},
    {LC_N("Group of people"), LC_BOOK_LONG, 18, NULL, NULL},
    {LC_N("Their year"), LC_BOOK_TEXT, 7, NULL, NULL},
    {LC_N("Name"), LC_BOOK_LONG, 16, NULL, NULL},
    {LC_N("Level"), LC_BOOK_TEXT, 9, lc_word_level, NULL},
    {LC_N("Limit, minutes"), LC_BOOK_WHOLE, 8, NULL, NULL},
    {LC_N("Value"), LC_BOOK_QUANTITY, 11, NULL, NULL},
    {LC_N("At least"), LC_BOOK_QUANTITY, 11, NULL, NULL},
    {LC_N("At most"), LC_BOOK_QUANTITY, 11, NULL, NULL},
    {LC_N("Facilities without a figure"), LC_BOOK_WHOLE, 10, NULL, NULL},
    {LC_N("By circle"), LC_BOOK_QUANTITY, 11, NULL, NULL},
    {LC_N("On foot"), LC_BOOK_QUANTITY, 11, NULL, NULL},
    {LC_N("Unit"), LC_BOOK_UNIT, 12, NULL, NULL},
    {LC_N("Code"), LC_BOOK_SOFT, 15, NULL, NULL},
};

static const lc_book_column circles[] = {
    {LC_N("Service circle"), LC_BOOK_STRONG, 28, NULL, NULL},
    {LC_N("Kind"), LC_BOOK_TEXT, 10, lc_word_circle, NULL},
    {LC_N("Area class"), LC_BOOK_TEXT, 14, lc_word_class, NULL},
    {LC_N("Centre"), LC_BOOK_LONG, 28, NULL, NULL},
    {LC_N("People"), LC_BOOK_WHOLE, 10, NULL, NULL},
    {LC_N("60 and over"), LC_BOOK_WHOLE, 10, NULL, NULL},
    {LC_N("Area, km²"), LC_BOOK_HUNDREDTH, 9, NULL, NULL},
    {LC_N("Area / area of its convex hull"), LC_BOOK_HUNDREDTH, 11, NULL, NULL},
    {LC_N("Facilities in use"), LC_BOOK_WHOLE, 10, NULL, NULL},
    {LC_N("Number of targets"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Targets met"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Targets missed"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Targets that lack data"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Targets not yet due"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Targets that await a figure"), LC_BOOK_WHOLE, 10, NULL, NULL},
    {LC_N("Outside the bounds for people"), LC_BOOK_LONG, 22, lc_word_remark, NULL},
    {LC_N("Code"), LC_BOOK_SOFT, 20, NULL, NULL},
    {LC_N("Code of the region above"), LC_BOOK_SOFT, 15, NULL, NULL},
};

static const lc_book_column facilities[] = {
    {LC_N("Name"), LC_BOOK_STRONG, 34, NULL, NULL},
    {LC_N("Facility type"), LC_BOOK_LONG, 22, NULL, NULL},
    {LC_N("In"), LC_BOOK_LONG, 14, NULL, NULL},
    {LC_N("Finest area"), LC_BOOK_LONG, 14, NULL, NULL},
    {LC_N("Address"), LC_BOOK_LONG, 28, NULL, NULL},
    {LC_N("In use"), LC_BOOK_YES, 7, NULL, NULL},
    {LC_N("Status"), LC_BOOK_TEXT, 9, lc_word_facility, NULL},
    {LC_N("Ownership"), LC_BOOK_TEXT, 9, lc_word_ownership, NULL},
    {LC_N("Floor area, m²"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Site area, m²"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Beds"), LC_BOOK_WHOLE, 7, NULL, NULL},
    {LC_N("Nursing beds"), LC_BOOK_WHOLE, 8, NULL, NULL},
    {LC_N("Dementia beds"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Places for children"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Meals a day"), LC_BOOK_WHOLE, 8, NULL, NULL},
    {LC_N("Staff"), LC_BOOK_WHOLE, 7, NULL, NULL},
    {LC_N("Social workers"), LC_BOOK_WHOLE, 9, NULL, NULL},
    {LC_N("Signed a community health centre"), LC_BOOK_YES, 11, NULL, NULL},
    {LC_N("Opened"), LC_BOOK_DATE, 11, NULL, NULL},
    {LC_N("Renovated"), LC_BOOK_DATE, 11, NULL, NULL},
    {LC_N("Closed"), LC_BOOK_DATE, 11, NULL, NULL},
    {LC_N("Longitude"), LC_BOOK_DEGREES, 11, NULL, NULL},
    {LC_N("Latitude"), LC_BOOK_DEGREES, 11, NULL, NULL},
    {LC_N("Distance to the street, m"), LC_BOOK_TENTH, 10, NULL, NULL},
    {LC_N("Joined to the streets"), LC_BOOK_TEXT, 16, lc_word_snap, NULL},
    {LC_N("Code"), LC_BOOK_SOFT, 12, NULL, NULL},
    {LC_N("Facility type (code)"), LC_BOOK_SOFT, 20, NULL, NULL},
    {LC_N("Code of the area"), LC_BOOK_SOFT, 15, NULL, NULL},
};

static const lc_book_column uncovered[] = {
    {LC_N("Facility types"), LC_BOOK_STRONG, 28, NULL, NULL},
    {LC_N("Group of people"), LC_BOOK_LONG, 26, NULL, NULL},
    {LC_N("Their year"), LC_BOOK_TEXT, 7, NULL, NULL},
    {LC_N("In"), LC_BOOK_LONG, 16, NULL, NULL},
    {LC_N("Name"), LC_BOOK_STRONG, 18, NULL, NULL},
    {LC_N("People"), LC_BOOK_WHOLE, 11, NULL, NULL},
    {LC_N("People beyond"), LC_BOOK_WHOLE, 11, NULL, NULL},
    {LC_N("Beyond, of all"), LC_BOOK_BAR, 12, NULL, NULL},
    {LC_N("By circle"), LC_BOOK_SHARE, 10, NULL, NULL},
    {LC_N("On foot"), LC_BOOK_SHARE, 10, NULL, NULL},
    {LC_N("In the circle but not on foot"), LC_BOOK_WHOLE, 12, NULL, NULL},
    {LC_N("Median walk, min"), LC_BOOK_TENTH, 10, NULL, NULL},
    {LC_N("Code"), LC_BOOK_SOFT, 15, NULL, NULL},
    {LC_N("Facility types (code)"), LC_BOOK_SOFT, 20, NULL, NULL},
};

static const lc_book_column findings[] = {
    {LC_N("Severity"), LC_BOOK_TEXT, 9, lc_word_severity, NULL},
    {LC_N("File"), LC_BOOK_LONG, 26, NULL, NULL},
    {LC_N("Layer"), LC_BOOK_LONG, 14, NULL, NULL},
    {LC_N("Row"), LC_BOOK_WHOLE, 8, NULL, NULL},
    {LC_N("Feature"), LC_BOOK_LONG, 26, NULL, NULL},
    {LC_N("Field"), LC_BOOK_LONG, 14, NULL, NULL},
    {LC_N("What stands there"), LC_BOOK_LONG, 24, NULL, NULL},
    {LC_N("What is wrong"), LC_BOOK_LONG, 56, NULL, lc_make_reason},
    {LC_N("What to do"), LC_BOOK_LONG, 40, NULL, lc_make_advice},
    {LC_N("Longitude"), LC_BOOK_DEGREES, 11, NULL, NULL},
    {LC_N("Latitude"), LC_BOOK_DEGREES, 11, NULL, NULL},
    {LC_N("Code"), LC_BOOK_SOFT, 22, NULL, NULL},
};

static const lc_book_sheet sheets[] = {
    {LC_N("Targets and gaps"),
     LC_N("Every target, region by region, in the plan's order. Where missing data leave the value "
          "open, the bounds tell between what it lies. The filters choose a status, a plan, a "
          "region. Targets that could not be read stand at the end."),
     "report/book_targets", SHEET(targets), 7, 6, 5, 17, 0, LC_BOOK_BINDS_ZH},
    {LC_N("Uncovered communities"),
     LC_N("The finest areas where people live beyond {limit} minutes, for each set those with most "
          "people first, at most {most} of a set."),
     "report/book_uncovered", SHEET(uncovered), 0, -1, 5, 12, 0, BINDS_REACH | LC_BOOK_BINDS_MOST},
    {LC_N("Coverage"),
     LC_N("Who has a facility within {limit} minutes: by the circle as the crow flies, and on foot "
          "along the streets. For sets that targets ask for and all single types; other limits, "
          "profiles and finer regions are in indicators.csv."),
     "report/book_coverage", SHEET(coverage), 0, -1, 5, 13, 0, BINDS_REACH},
    {LC_N("Walks and choice"),
     LC_N("How long the walk to the nearest facility takes, and how many people can choose between "
          "none, one or several within {limit} minutes."),
     "report/book_walks", SHEET(walks), 0, -1, 5, 14, 0, BINDS_REACH},
    {LC_N("Floor area"),
     LC_N("Floor area inside the boundary and per 1,000 people. A facility without a reported area "
          "never counts as 0: its region then has no value but bounds."),
     "report/book_area", SHEET(area), 0, -1, 5, 15, 0, BINDS_REGIONS},
    {LC_N("Beds, places, staff"),
     LC_N("What the facilities inside the boundary hold. An empty cell is not known or has no "
          "meaning for the type."),
     "report/book_held", SHEET(held), 0, -1, 3, 26, 15, BINDS_REGIONS},
    {LC_N("Functions"),
     LC_N("Who reaches what of the lists of functions within the limit, and how complete that is."),
     "report/book_functions", SHEET(functions), 1, 0, 7, 11, 0, BINDS_REGIONS},
    {LC_N("Other figures"),
     LC_N("What is new or renovated in a period, shares of types and of areas that have one, what "
          "offices report, and indicators of the study's own."),
     "report/book_others", SHEET(others), 1, 0, 7, 15, 0, BINDS_REGIONS},
    {LC_N("Circles formed"),
     LC_N("The service circles that the study forms: people, ground, facilities, and how their "
          "targets stand."),
     "report/book_circles", SHEET(circles), 0, -1, 1, 16, 0, 0},
    {LC_N("Facilities"),
     LC_N("Every facility that was read, in use on the day of the study or not; coordinates are "
          "WGS-84."),
     "report/book_facilities", SHEET(facilities), 0, -1, 1, 21, 8, BINDS_REGIONS},
    {LC_N("Findings"),
     LC_N("What was wrong or doubtful in the data. Error: the row was left out; warning: kept, but "
          "something of it is doubtful; note: good to know."),
     "report/book_findings", SHEET(findings), 4, -1, 1, 8, 0, 0},
};

const lc_book_sheet *lc_book_sheet_at(size_t i)
{
    return i < sizeof sheets / sizeof *sheets ? &sheets[i] : NULL;
}
