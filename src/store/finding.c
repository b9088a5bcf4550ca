/* Every kind of finding: its code, how bad it is, and its words. Placeholders {field}, {value} and
 * {detail} are filled from the row; {first} is the first word of the detail, "..." for none. */
#include <string.h>

#include "base/base.h"
#include "store/finding.h"

/* error: the row was not kept; warning: kept, but something of it was dropped or is doubtful; note:
 * good to know. */
static const lc_finding_kind kinds[] = {
    {"bad_encoding", LC_FINDING_WARNING, LC_N("Text in column {field} does not decode."),
     LC_N("Name the right encoding with encoding: (for Chinese files usually GBK or UTF-8).")},
    {"bad_row", LC_FINDING_ERROR, LC_N("The row cannot be read ({detail})."),
     LC_N("Repair it in the source file.")},
    {"bad_number", LC_FINDING_WARNING,
     LC_N("{field} is \"{value}\", not a number; it is treated as unknown."),
     LC_N("Write a plain number, such as 1200 or 35.5.")},
    {"empty_word", LC_FINDING_NOTE,
     LC_N("{field} is \"{value}\", which is read as an empty cell: not known."),
     LC_N("Write 0 where there is none.")},
    {"approximate_number", LC_FINDING_WARNING,
     LC_N("{field} is \"{value}\", an approximate figure; {detail} is used."),
     LC_N("Write the exact figure.")},
    {"converted_number", LC_FINDING_NOTE,
     LC_N("{field} is \"{value}\", which is in another unit; it was converted to {detail}."), NULL},
    {"range_no_number", LC_FINDING_WARNING,
     LC_N("{field} is \"{value}\": two figures, not one; it is treated as unknown."),
     LC_N("Write the figure that is true.")},
    {"bound_no_number", LC_FINDING_WARNING,
     LC_N("{field} is \"{value}\": the least or the most that it may be, not what it is; it is "
          "treated as unknown."),
     LC_N("Write the figure that is true.")},
    {"other_unit", LC_FINDING_WARNING,
     LC_N(
         "{field} is \"{value}\": what stands behind the figure is no unit of it; it is treated as "
         "unknown."),
     LC_N("Write the figure alone. Units that are understood here: {detail}.")},
    {"numerals", LC_FINDING_WARNING,
     LC_N("{field} is \"{value}\", a number in Chinese numerals; it is treated as unknown."),
     LC_N("Write it in figures.")},
    {"spreadsheet_error", LC_FINDING_WARNING,
     LC_N("{field} is {value}, an error of the spreadsheet; it is treated as unknown."),
     LC_N("Repair the formula, or write the value itself.")},
    {"read_date", LC_FINDING_NOTE,
     LC_N("{field} is \"{value}\", no whole date; it is read as {detail}."),
     LC_N("Write the day if it is known.")},
    {"mixed_encoding", LC_FINDING_WARNING,
     LC_N("The line is in {value}, the rest of the file in {detail}; it was read as {value}."),
     LC_N("Save the whole file in one encoding, best UTF-8.")},
    {"text_cut", LC_FINDING_NOTE,
     LC_N("{field} ends in the middle of a character: the file has no room for more than "
          "\"{value}\"."),
     LC_N("Where the whole text matters, take another format (GeoPackage).")},
    {"names_below", LC_FINDING_NOTE,
     LC_N("The names of the columns are taken from row {value}; what stands above them "
          "(\"{detail}\") is taken for a title."),
     NULL},
    {"names_in_two", LC_FINDING_NOTE,
     LC_N("The names of the columns stand in two rows ({value}) and are read together, as \"group "
          "name\"."),
     NULL},
    {"sum_row", LC_FINDING_NOTE,
     LC_N("The row \"{value}\" adds up others ({detail}); it is not counted itself."), NULL},
    {"sum_differs", LC_FINDING_WARNING,
     LC_N("{field}: the row of sums says {value}, the rows add up to {detail}; the rows are used."),
     LC_N("Is one of them missing, twice there, or wrong?")},
    {"remark_row", LC_FINDING_NOTE,
     LC_N("The row is a remark, not one of the table: \"{value}\"; it is left out."), NULL},
    {"names_again", LC_FINDING_NOTE,
     LC_N("The row repeats the names of the columns; it is left out."), NULL},
    {"merged_cells", LC_FINDING_NOTE,
     LC_N("Cells that stand under a merged cell and took its value: {value}."), NULL},
    {"merged_number", LC_FINDING_WARNING,
     LC_N("{field} is {value} in a merged cell of several rows; all of it is counted in the first, "
          "and in the others it is unknown."),
     LC_N("Undo the merging and write the figure of each.")},
    {"hidden_rows", LC_FINDING_NOTE,
     LC_N("{value} rows of the sheet are hidden (the first is row {detail}); they are read like "
          "the others."),
     LC_N("Delete them where they are not to count.")},
    {"formula_without_result", LC_FINDING_WARNING,
     LC_N("{value} cells are formulas without a result (the first is {detail}) and are read as "
          "empty."),
     LC_N("Open the file in the program it is for, and save it.")},
    {"negative_number", LC_FINDING_WARNING,
     LC_N("{field} is negative ({value}); it is treated as unknown."),
     LC_N("Write the right figure, or leave the cell empty.")},
    {"impossible_number", LC_FINDING_WARNING,
     LC_N("{field} is {value}, more than there can be ({detail}); it is treated as unknown."),
     LC_N("Check the figure and its unit.")},
    {"missing_people", LC_FINDING_WARNING,
     LC_N("{field} is empty: nobody of this group is counted here."),
     LC_N("Fill it in, or write 0 where there is nobody.")},
    {"closed_before_opened", LC_FINDING_WARNING,
     LC_N("It closed on {value}, before it opened on {detail}."), LC_N("Check both dates.")},
    {"planned_day_passed", LC_FINDING_NOTE,
     LC_N("It is planned, but was to open on {value}, not after {detail}: it counts from that day "
          "on."),
     LC_N("Bring its status or its day up to date.")},
    {"doubtful_unit", LC_FINDING_WARNING,
     LC_N("{field} is {value} square metres, hardly possible for this type; in another unit it "
          "would be usual ({detail}). It is used as given."),
     LC_N("Check the unit of the figure; write square metres.")},
    {"crowded_beds", LC_FINDING_WARNING,
     LC_N("{value} beds on {detail} square metres of floor area: less than 6 for a bed."),
     LC_N("Check the number of beds, the floor area and its unit.")},
    {"shared_column", LC_FINDING_WARNING,
     LC_N("The column \"{value}\" is read twice: as {field} and as {detail}."),
     LC_N("Name the right column for each with columns:.")},
    {"header_unit", LC_FINDING_NOTE,
     LC_N("The header \"{field}\" gives the figures in {value}; they are taken times {detail}."),
     LC_N("If they are in another unit, correct the header.")},
    {"unit_above", LC_FINDING_WARNING,
     LC_N(
         "Above the names of the columns stands \"{value}\"; the figures of the column \"{field}\" "
         "are used as they are."),
     LC_N("If they are in {detail}, write that into the header of the column, in brackets.")},
    {"units_row", LC_FINDING_WARNING,
     LC_N("The row below the names of the columns names units (\"{value}\"); it is left out, and "
          "the "
          "figures are used as they are."),
     LC_N("If they are in such a unit, write it into the header of the column, in brackets.")},
    {"header_unit_unknown", LC_FINDING_WARNING,
     LC_N("The header \"{field}\" says \"{value}\", which is no unit of these figures; they are "
          "used as they are."),
     LC_N("Check what they count. Units that are understood here: {detail}.")},
    {"doubtful_date", LC_FINDING_WARNING,
     LC_N("{field} is {value}, a year that can hardly be meant."), LC_N("Check the date.")},
    {"opened_ahead", LC_FINDING_WARNING,
     LC_N("It is said to be open, but opens on {value}, after {detail}: it does not count before "
          "that day."),
     LC_N("Correct the day, or give it the status planned.")},
    {"open_though_closed", LC_FINDING_WARNING,
     LC_N("It is said to be open, but closed on {value}, not after {detail}: it no longer counts."),
     LC_N("Correct its status, or delete the day.")},
    {"closed_ahead", LC_FINDING_NOTE,
     LC_N("It is said to be closed, but closes on {value}, after {detail}: it counts until then."),
     LC_N("Correct the day, or its status.")},
    {"renovated_before_opened", LC_FINDING_WARNING,
     LC_N("It was renovated on {value}, before it opened on {detail}."), LC_N("Check both dates.")},
    {"code_in_exponent", LC_FINDING_WARNING,
     LC_N("The code {value} is a number in the exponent form of a spreadsheet: its last digits are "
          "lost."),
     LC_N("Format the column of codes as text, and fill in the codes anew.")},
    {"older_exceed_younger", LC_FINDING_WARNING,
     LC_N("{field} ({value}) is larger than a group it is part of ({detail})."),
     LC_N("Check both figures, and which columns groups: names.")},
    {"duplicate_region", LC_FINDING_WARNING,
     LC_N("The region {value} has the same outline as {detail}; people there are counted in the "
          "one with the lower code."),
     LC_N("Delete one of the two, or give each its own outline.")},
    /* what the rows of one file say together */
    {"rounded_coordinates", LC_FINDING_WARNING,
     LC_N("Coordinates of {value} of the file's {detail} places have at most 3 decimals: the "
          "places are known to a hundred metres or so."),
     LC_N("Ask for the file with coordinates of 5 or more decimals.")},
    {"people_at_one_place", LC_FINDING_WARNING,
     LC_N("All {value} rows of people stand at one and the same place ({detail})."),
     LC_N("Check the columns of the coordinates.")},
    {"same_figure", LC_FINDING_NOTE, LC_N("{field} is {detail} in each of the {value} rows."),
     LC_N("If people are meant, check the column; if it is a weight, nothing is wrong.")},
    /* what only many rows show: the data doctor */
    {"code_form", LC_FINDING_WARNING,
     LC_N(
         "The code {value} has {detail} characters; the official codes of the other regions are 6, "
         "9 or 12 digits."),
     LC_N("Fill in the official code; spreadsheets cut digits and zeros of codes that are not "
          "text.")},
    {"code_level", LC_FINDING_WARNING,
     LC_N("By its code {value} the region is of the level {detail}; its {field} says otherwise."),
     LC_N("Check the code and the level.")},
    {"code_parent", LC_FINDING_WARNING,
     LC_N("The code {value} does not begin as that of its parent does ({detail})."),
     LC_N("Check the code, and which region the parent is.")},
    {"region_gap", LC_FINDING_NOTE,
     LC_N("{value} of the region lie in none of the {detail} regions below it."),
     LC_N("Add the part that is missing, or close the gap between the boundaries.")},
    {"sliver_parts", LC_FINDING_NOTE, LC_N("Thin slivers among the parts of its outline: {value}."),
     LC_N("Delete them in a GIS; clipping and digitising leave such.")},
    {"region_far", LC_FINDING_WARNING,
     LC_N("The region lies {value} from the middle of its level, while half of the regions lie "
          "within {detail}."),
     LC_N("Check its outline and its coordinate system.")},
    {"dense_people", LC_FINDING_WARNING,
     LC_N("{value} people ({field}) on {detail}: more to the square kilometre than anywhere on "
          "earth."),
     LC_N("Check the unit of the figures and the outline of the region.")},
    {"few_people", LC_FINDING_WARNING,
     LC_N("Only {value} people ({field}) in regions of {detail}: fewer than 5 to the square "
          "kilometre."),
     LC_N("If the figures are in ten thousands, write the unit into the header, as in "
          "常住人口（万人）; else check whether the file is whole.")},
    {"counted_twice", LC_FINDING_WARNING,
     LC_N("The file has {value} people ({field}) where {detail} has nearly as many: they are "
          "counted twice."),
     LC_N("Leave one of the two files out, or give the groups codes of their own.")},
    {"total_row", LC_FINDING_WARNING,
     LC_N("The row of {value} people ({field}) bears the code or name of a region within which the "
          "file's other rows have {detail}: if it is their total, they are counted twice."),
     LC_N("Delete rows of totals, or pass them over with where:.")},
    {"crowded_place", LC_FINDING_WARNING,
     LC_N("{value} facilities stand at one and the same place; this is the first of them."),
     LC_N("Where a geocoder put what it did not find there, fill in the right coordinates.")},
    {"same_place", LC_FINDING_WARNING,
     LC_N("Another facility of the same type stands at the same place under another name "
          "({detail}); both are kept."),
     LC_N("If they are one, delete a row; if the coordinates are wrong, correct them.")},
    {"similar_name", LC_FINDING_WARNING,
     LC_N("\"{value}\" is nearly the name of another facility of the same type nearby ({detail}); "
          "both are kept."),
     LC_N("If they are one, delete a row.")},
    {"other_region", LC_FINDING_WARNING,
     LC_N("It says it is in {value}, but its coordinates lie in {detail} (-: in none)."),
     LC_N("Check the coordinates and the region it names.")},
    {"closed_without_day", LC_FINDING_NOTE,
     LC_N("Closed facilities without a day on which they closed: {value}. They count on no day, "
          "earlier ones included."),
     LC_N("Fill in {field} if earlier years are looked at.")},
    {"set_without_facility", LC_FINDING_NOTE,
     LC_N("{detail} targets are about {value}, of which no file has a facility; they stay without "
          "data."),
     LC_N("Add the file of these facilities, or check how it names their types.")},
    {"set_types_unknown", LC_FINDING_WARNING,
     LC_N("No facility of {value} was read that targets are about, but {detail} rows were left out "
          "because their type is not known: facilities of it may be among them."),
     LC_N("Mend these types first; report no 0 before.")},
    {"planned_without_day", LC_FINDING_NOTE,
     LC_N("Planned facilities without a day on which they are to open: {value}. They count on no "
          "day ahead."),
     LC_N("Fill in {field}.")},
    {"repeated_code", LC_FINDING_WARNING,
     LC_N("The code {value} is also that of {detail}; both are kept."),
     LC_N("Give each facility a code of its own.")},
    {"not_computed", LC_FINDING_WARNING,
     LC_N("{field} \"{value}\" asks for what this study does not compute ({detail}); the target "
          "stays without data."),
     LC_N("Add it to the study file, or change the target.")},
    {"doubtful_number", LC_FINDING_WARNING,
     LC_N("{field} is {value}, far beyond what is usual ({detail}). It is used as given."),
     LC_N("Check the figure and its unit.")},
    {"bad_date", LC_FINDING_WARNING, LC_N("{field} is \"{value}\", not a date; it is ignored."),
     LC_N("Write the date as in 2025-12-31.")},
    {"missing_value", LC_FINDING_ERROR, LC_N("{field} is empty."), LC_N("Fill in {field}.")},
    {"missing_name", LC_FINDING_WARNING,
     LC_N("The facility has no name; it is called \"{value}\"."), LC_N("Fill in its name.")},
    {"missing_area", LC_FINDING_NOTE,
     LC_N("The floor area is unknown; ratios that need it are given as bounds."),
     LC_N("Fill it in where it can be found out.")},
    {"unknown_type", LC_FINDING_ERROR,
     LC_N("The facility type \"{value}\" is not known{detail}; the row is left out."),
     LC_N("Translate it in the study file with map: {type: {{value}: {first}}}, or add it to a "
          "types file.")},
    {"unknown_value", LC_FINDING_WARNING,
     LC_N("{field} \"{value}\" is not one of {detail}; it is ignored."),
     LC_N("Use one of these words, or translate it with map:.")},
    {"unknown_level", LC_FINDING_ERROR,
     LC_N("The level \"{value}\" is not one of {detail}; the row is left out."),
     LC_N("Use one of these words, or translate it with map:.")},
    {"duplicate_code", LC_FINDING_ERROR,
     LC_N("The code {value} is also that of {detail}, which is kept; this region is left out of "
          "every table and of every sum of its level."),
     LC_N("Give each region a code of its own, or delete the row.")},
    {"merged_parts", LC_FINDING_NOTE,
     LC_N("Several rows share the code {value}; their polygons are merged into one region."), NULL},
    {"duplicate_facility", LC_FINDING_WARNING,
     LC_N("The same facility stands here already ({detail}); this row is left out."),
     LC_N("Delete the row, or correct its name or place.")},
    {"duplicate_differs", LC_FINDING_WARNING,
     LC_N("{field} is {value} in this row, but {detail}, which is the one that is used."),
     LC_N("Find out which is right, and keep that row alone.")},
    {"orphan_parent", LC_FINDING_WARNING,
     LC_N("The parent {value} is not among the regions; found by code or place instead: {detail}."),
     LC_N("Correct the code of the parent, or add that region.")},
    {"parent_cycle", LC_FINDING_ERROR,
     LC_N("The region is its own ancestor through {value}; the parent is ignored."),
     LC_N("Correct the code of the parent.")},
    {"outside_parent", LC_FINDING_WARNING,
     LC_N("Only {value} of the region lies inside its parent {detail}."),
     LC_N("Check the boundaries of both.")},
    {"region_overlap", LC_FINDING_WARNING,
     LC_N("The region overlaps {value} by {detail}; people there are counted in the one with the "
          "lower code."),
     LC_N("Correct the boundary between the two.")},
    {"lat_lon_swapped", LC_FINDING_ERROR,
     LC_N("Latitude and longitude look swapped ({value}); the row is left out."),
     LC_N("Exchange the columns or the cells.")},
    {"no_coordinates", LC_FINDING_ERROR, LC_N("There are no coordinates; the row is left out."),
     LC_N("Fill in {field}.")},
    {"bad_coordinates", LC_FINDING_ERROR,
     LC_N("The coordinates {value} are no place on earth; the row is left out."),
     LC_N("Correct the coordinates.")},
    {"looks_like_metres", LC_FINDING_ERROR,
     LC_N("The coordinates {value} are metres, not degrees as {detail} has them; the row is left "
          "out."),
     LC_N("Name the right system with crs: (for China often EPSG:4549 and its neighbours).")},
    {"looks_like_degrees", LC_FINDING_ERROR,
     LC_N("The coordinates {value} are degrees, not metres as {detail} has them; the row is left "
          "out."),
     LC_N("Name the right system with crs: EPSG:4326, gcj02 or bd09.")},
    {"outside_study", LC_FINDING_WARNING,
     LC_N("The place lies {detail} outside the study area and is not used."),
     LC_N("Check the coordinates, or the coordinate system that crs: names.")},
    {"geometry_repaired", LC_FINDING_WARNING,
     LC_N("The geometry was not valid ({detail}); it was repaired."),
     LC_N("Its area: {value}. Look at the outline in a GIS and repair it there.")},
    {"no_geometry", LC_FINDING_ERROR,
     LC_N("There is no usable geometry ({detail}); the row is left out."),
     LC_N("Draw it anew in the source file, or delete the row.")},
    {"group_exceeds_total", LC_FINDING_WARNING,
     LC_N("{field} ({value}) is larger than the whole population ({detail})."),
     LC_N("Check both figures.")},
    {"whole_in_ten_thousands", LC_FINDING_WARNING,
     LC_N("The figures of {field} are smaller than those of {detail} in {value} rows: they are "
          "probably in ten thousands (万人)."),
     LC_N("Write the unit into the header, as in 常住人口（万人）, or name the right column with "
          "groups:.")},
    {"whole_below_part", LC_FINDING_WARNING,
     LC_N("The figures of {field} are smaller than those of {detail}, a part of it, in {value} "
          "rows."),
     LC_N("Check which columns groups: names, whether two are exchanged, and their units.")},
    {"no_region", LC_FINDING_WARNING,
     LC_N("Places where people live that lie in a {field} but in none of the areas below it: "
          "{value} ({detail} people). They count there and in no part of it."),
     LC_N("Close the gaps between the boundaries.")},
    {"facilities_in_no_region", LC_FINDING_WARNING,
     LC_N("Facilities that lie in a {field} but in none of the areas below it: {value}. They count "
          "there and in no part of it."),
     LC_N("Close the gaps between the boundaries.")},
    {"missing_nodes", LC_FINDING_WARNING,
     LC_N("{value} node references of ways are missing in the file (a cut extract), {detail} of "
          "them of streets, which are shorter than in reality."),
     LC_N("Cut the extract anew with its ways whole, and beyond the boundary.")},
    {"bad_street", LC_FINDING_WARNING,
     LC_N("The street has fewer than two usable points; it is left out."),
     LC_N("Draw it anew in the source file, or delete it.")},
    {"broken_blocks", LC_FINDING_ERROR,
     LC_N("{value} blocks of the file are damaged (the first begins at byte {detail}) and were "
          "passed over: streets are missing there."),
     LC_N("Fetch the file again.")},
    {"near_misses", LC_FINDING_WARNING,
     LC_N("{value} ends of streets stop within {field} m of another street without joining it "
          "({detail})."),
     LC_N("If they meet in reality, set tolerance_m for this file or repair it.")},
    {"dangling_ends", LC_FINDING_NOTE,
     LC_N("{value} ends of streets join nothing ({detail}): dead ends, or gaps in the data."),
     NULL},
    {"crossings_without_node", LC_FINDING_WARNING,
     LC_N("Streets cross {value} times on the same level without a common point ({detail}) and do "
          "not join there."),
     LC_N("If they do in reality, set noding: true for this file.")},
    {"topology_repaired", LC_FINDING_NOTE,
     LC_N("{value} ends of streets were moved to the street they stop short of, and {detail} "
          "crossings became junctions."),
     NULL},
    {"all_private", LC_FINDING_WARNING,
     LC_N("Not one street may be walked through: all are for residents or visitors alone, so "
          "nobody gets from one to the next."),
     LC_N("Check the access of the streets, or override the rules with foot_rules:.")},
    {"crs_overridden", LC_FINDING_NOTE,
     LC_N("The file says {value}, the study says {detail}; the study is followed."),
     LC_N("Where the file is right, take crs: out of the study file.")},
    {"unknown_region", LC_FINDING_ERROR,
     LC_N("The region code {value} is not among the regions; the row is left out."),
     LC_N("Correct the code, or add that region. The regions there are: {detail}.")},
    {"region_in_exponent", LC_FINDING_ERROR,
     LC_N("The region code {value} was brought into exponent form by a spreadsheet, and its last "
          "digits may be lost; the row is left out."),
     LC_N("Format the column as text, and fill in the codes anew from the original. The regions "
          "there are: {detail}.")},
    {"bad_observation", LC_FINDING_ERROR,
     LC_N("{field} \"{value}\" cannot be used. The figure is left out."),
     LC_N("Write one such as: {detail}.")},
    {"repeated_observation", LC_FINDING_NOTE,
     LC_N("The same figure stands in row {detail} already; this row is left out."), NULL},
    {"conflicting_observation", LC_FINDING_ERROR,
     LC_N("Row {detail} reports another figure for the same region and day than {value}; this one "
          "is left out."),
     LC_N("Keep the right one.")},
    {"observation_ahead", LC_FINDING_NOTE,
     LC_N("The figure is of {value}, after the study's day {detail}; it is not used before its "
          "day."),
     NULL},
    {"observation_old", LC_FINDING_WARNING,
     LC_N("{field}: the figure in use is of {value}, more than a year before {detail}."),
     LC_N("Report a newer one.")},
    {"observation_differs", LC_FINDING_WARNING,
     LC_N("{field}: {value} is reported, {detail} is computed, and the computed figure is used."),
     LC_N("Check the report and the register of facilities.")},
    {"bad_target", LC_FINDING_ERROR,
     LC_N("{field} \"{value}\" cannot be used. The target is left out."),
     LC_N("Write one such as: {detail}.")},
    {"plan_elsewhere", LC_FINDING_NOTE,
     LC_N("The plan is for {value}, which is none of the study's regions; its targets are applied "
          "to {detail}, and the figures it reports are left out."),
     NULL},
    {"group_without_people", LC_FINDING_NOTE,
     LC_N("The target is about the group {value}, which no population file has figures of; it "
          "stays without data until one does."),
     LC_N("Add its figures to a population file.")},
    {"unsnapped", LC_FINDING_WARNING,
     LC_N("No street lies within reach ({detail} away); the place takes no part in walking "
          "results."),
     LC_N("Check its coordinates, or add the way to it to the streets.")},
    {"snap_far", LC_FINDING_WARNING,
     LC_N("The nearest street is {detail} away; walking results here are doubtful."),
     LC_N("Check its coordinates, or add the way to it to the streets.")},
    {"off_streets", LC_FINDING_WARNING, LC_N("{value} of the file's places stand off the streets."),
     LC_N("Is its coordinate system the one that crs: says? Coordinates from Chinese web maps are "
          "gcj02 or bd09. If it is, the streets there are missing.")},
    {"looks_like_gcj02", LC_FINDING_WARNING,
     LC_N("The coordinates of the whole file are shifted, like those of a web map (GCJ-02): as "
          "GCJ-02, {value} places lie in the region that their region, name or address speaks of; "
          "as declared now only {detail}."),
     LC_N("Write crs: gcj02 below this file in the study file.")},
    {"looks_like_bd09", LC_FINDING_WARNING,
     LC_N("The coordinates of the whole file are shifted, like those of a web map (BD-09): as "
          "BD-09, {value} places lie in the region that their region, name or address speaks of; "
          "as declared now only {detail}."),
     LC_N("Write crs: bd09 below this file in the study file.")},
    {"looks_like_wgs84", LC_FINDING_WARNING,
     LC_N("The coordinates of the whole file are shifted the other way, for they are plain WGS-84: "
          "as WGS-84, {value} places lie in the region that their region, name or address speaks "
          "of; as declared now only {detail}."),
     LC_N("Write crs: EPSG:4326 below this file in the study file.")},
    {"near_streets_as_gcj02", LC_FINDING_WARNING,
     LC_N("The coordinates of the whole file are shifted, like those of a web map (GCJ-02): as "
          "GCJ-02, the places stand {value} from the nearest street on average; as declared now "
          "{detail}."),
     LC_N("Write crs: gcj02 below this file in the study file.")},
    {"near_streets_as_bd09", LC_FINDING_WARNING,
     LC_N("The coordinates of the whole file are shifted, like those of a web map (BD-09): as "
          "BD-09, the places stand {value} from the nearest street on average; as declared now "
          "{detail}."),
     LC_N("Write crs: bd09 below this file in the study file.")},
    {"near_streets_as_wgs84", LC_FINDING_WARNING,
     LC_N("The coordinates of the whole file are shifted the other way, for they are plain WGS-84: "
          "as WGS-84, the places stand {value} from the nearest street on average; as declared now "
          "{detail}."),
     LC_N("Write crs: EPSG:4326 below this file in the study file.")},
    {"unsnapped_demand", LC_FINDING_WARNING,
     LC_N("{value} places where people live have no street within reach ({detail} people); they "
          "count as not reached on foot."),
     LC_N("Check where streets are missing, and the coordinates of both files.")},
    {"unsnapped_barrier", LC_FINDING_WARNING,
     LC_N("Every street within reach lies behind a barrier (the nearest {detail} away); the place "
          "takes no part in walking results."),
     LC_N("Is the way to it missing among the streets, or the barrier drawn too wide?")},
    {"unsnapped_demand_barrier", LC_FINDING_WARNING,
     LC_N("{value} places where people live have streets within reach only behind a barrier "
          "({detail} people); they count as not reached on foot."),
     LC_N("Is the way to them missing among the streets, or the barrier drawn too wide?")},
    {"islets", LC_FINDING_NOTE,
     LC_N("{value} parts of the streets, {detail} of their length, do not hang on the main "
          "network; nobody walks from one to the other."),
     LC_N("Where they hang together in reality, add what joins them.")},
    {"no_heights", LC_FINDING_NOTE,
     LC_N("{value} of the streets' points have no height in the raster; they count as level."),
     LC_N("Use a raster of the whole area.")},
    {"margin_missing", LC_FINDING_NOTE,
     LC_N("The data on {field} end at the boundary: what lies beyond it is not known, so places "
          "near the edge may look worse served than they are."),
     LC_N("Add what lies within walking distance beyond the boundary.")},
    {"no_regions", LC_FINDING_NOTE,
     LC_N("The study names no regions; all of it is treated as one."),
     LC_N("Name a file of regions with regions: to see streets and towns apart.")},
    {"negative_cells", LC_FINDING_WARNING,
     LC_N("{value} cells of the raster are below 0 ({field}); they count as empty."),
     LC_N("If this is how it marks missing data, declare that value as its nodata.")},
    {"unusable_file", LC_FINDING_ERROR, LC_N("The file cannot be used: {value}"),
     LC_N("A run stops here. Mend this first, then check again.")},
    {"unusable_part", LC_FINDING_ERROR,
     LC_N("This part of the study cannot be worked out: {value}"),
     LC_N("A run stops here. Mend this first, then check again.")},
    {"more_rows", LC_FINDING_WARNING,
     LC_N(
         "From this row on, {value} more rows have the same finding (\"{detail}\"); only the first "
         "100 are told one by one."),
     NULL},
    {"rows_beyond_margin", LC_FINDING_NOTE,
     LC_N("{value} rows lie beyond the boundary and its margin and were not read."), NULL},
};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

/* Of these one alone makes figures of the whole study doubtful, whatever its severity. */
static const char grave[] =
    " looks_like_gcj02 looks_like_bd09 looks_like_wgs84 near_streets_as_gcj02 near_streets_as_bd09 "
    "near_streets_as_wgs84 off_streets whole_in_ten_thousands whole_below_part few_people "
    "dense_people counted_twice total_row "
    "duplicate_code ";

void lc_finding_bind_grave(lc_stmt *stmt)
{
    lc_stmt_bind_text(stmt, ":grave", grave);
}

const lc_finding_kind *lc_finding_find(const char *code)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (strcmp(kinds[i].code, code) == 0)
            return &kinds[i];
    return NULL;
}

const char *lc_finding_code(size_t i, const char **msgid)
{
    if (i >= KIND_COUNT)
        return NULL;
    if (msgid != NULL)
        *msgid = kinds[i].msgid;
    return kinds[i].code;
}

lc_severity lc_finding_severity(const char *code)
{
    const lc_finding_kind *found = lc_finding_find(code);
    return found != NULL ? found->severity : LC_FINDING_WARNING;
}
