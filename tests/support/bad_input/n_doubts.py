"""Doubtful figures"""
import small_study
from bad_input import told
from breaking import *
from small_study import box

told("floor area in mu", cell("facilities.csv", 6, "area_m2", "9"), {"code": "doubtful_unit", "row": "6", "field": "area_m2"}, "floor area is 9 square metres, hardly possible for this type; in another unit it would be usual (亩: 6000 m2). It is used as given. Check the unit of the figure; write square metres.")
told("floor area in units of 10,000 square metres", cell("facilities.csv", 6, "area_m2", "1.2"), {"code": "doubtful_unit", "row": "6", "field": "area_m2"}, "floor area is 1.2 square metres, hardly possible for this type; in another unit it would be usual (10 000 m2: 12000 m2).")
told("floor area of 3 square metres", cell("facilities.csv", 3, "area_m2", "3"), {"code": "doubtful_unit", "row": "3", "field": "area_m2"}, "(亩: 2000 m2)")
told("floor area of nothing", cell("facilities.csv", 4, "area_m2", "0"), {"code": "doubtful_number", "row": "4", "field": "area_m2"}, "floor area is 0, far beyond what is usual (>= 5)")
told("more beds than fit", cell("facilities.csv", 6, "beds", "800"), {"code": "crowded_beds", "row": "6", "field": "beds"}, "800 beds on 4000 square metres of floor area: less than 6 for a bed.")
told("header in mu", several(column("facilities.csv", "area_m2", "建筑面积(亩)"), every("facilities.csv", lambda r: r.update({"建筑面积(亩)": "3"}))),
     {"code": "header_unit", "file": "facilities.csv", "row": "", "field": "建筑面积(亩)"}, 'The header "建筑面积(亩)" gives the figures in 亩; they are taken times 666.6667.')
told("people in units of 10,000", several(column("people.csv", "resident", "人口（万人）"), every("people.csv", lambda r: r.update({"人口（万人）": "0.12"}))),
     {"code": "header_unit", "file": "people.csv", "row": "", "field": "人口（万人）"}, 'The header "人口（万人）" gives the figures in 万人; they are taken times 10000.')
told("opened in the future", cell("facilities.csv", 3, "opened", "2026-05-01"), {"code": "opened_ahead", "row": "3", "field": "opened"}, "It is said to be open, but opens on 2026-05-01, after 2025-12-31: it does not count before that day.")
told("opened in a year that cannot be", cell("facilities.csv", 3, "opened", "1899-12-30"), {"code": "doubtful_date", "row": "3", "field": "opened"}, "opened is 1899-12-30, a year that can hardly be meant. Check the date.")
told("open though closed", several(column("facilities.csv", "beds", "closed"), every("facilities.csv", lambda r: r.update(closed="2024-06-30" if r["code"] == "F6" else ""))),
     {"code": "open_though_closed", "row": "7", "field": "closed"}, "It is said to be open, but closed on 2024-06-30, not after 2025-12-31: it no longer counts.")
told("closed in the future", several(column("facilities.csv", "beds", "closed"), every("facilities.csv", lambda r: r.update(closed="2026-06-30" if r["code"] == "F6" else "", status="closed" if r["code"] == "F6" else "open"))),
     {"code": "closed_ahead", "row": "7", "field": "closed"}, "It is said to be closed, but closes on 2026-06-30, after 2025-12-31: it counts until then.")
told("renovated before it opened", several(column("facilities.csv", "beds", "renovated"), every("facilities.csv", lambda r: r.update(renovated="2020-06-30" if r["code"] == "F6" else ""))),
     {"code": "renovated_before_opened", "row": "7", "field": "renovated"}, "It was renovated on 2020-06-30, before it opened on 2023-06-01.")
told("code in exponent form", feature(2, code="3.10102E+11"), {"code": "code_in_exponent", "row": "2", "field": "code"}, "The code 3.10102E+11 is a number in the exponent form of a spreadsheet: its last digits are lost.")
told("more people over 80 than over 60", several(column("people.csv", "resident", "age80"), every("people.csv", lambda r: r.update(age80="500" if r["name"] == "P3" else "20")),
                                                 study("groups: [resident, age60]", "groups: [age60, age80]")),
     {"code": "older_exceed_younger", "row": "4", "field": "age80"}, "age80 (500) is larger than a group it is part of (age60 200).")
told("two regions of one outline", feature(2, geometry={"type": "Polygon", "coordinates": box(121.40, 31.2, 121.42, 31.22)}),
     {"code": "duplicate_region", "row": "2", "field": "code"}, "The region 310102 has the same outline as Westgate")
told("coordinates of three decimals", every("facilities.csv", lambda r: r.update(lon=r["lon"][:7], lat=r["lat"][:6])),
     {"code": "rounded_coordinates", "file": "facilities.csv", "row": ""}, "Coordinates of 6 of the file's 6 places have at most 3 decimals: the places are known to a hundred metres or so.")
told("everybody at one place", content("people.csv", "name,lon,lat,resident,age60\n" + "\n".join(f"P{i},121.415,31.211,{900 + i},{200 + i}" for i in range(12)) + "\n"),
     {"code": "people_at_one_place", "file": "people.csv", "row": ""}, "All 12 rows of people stand at one and the same place (121.415000, 31.211000).")
told("the same figure in every row", content("people.csv", "name,lon,lat,resident,age60\n" + "\n".join(f"P{i},121.4{i % 4 + 1}5,31.21{i % 3},1000,200" for i in range(12)) + "\n"),
     {"code": "same_figure", "file": "people.csv", "row": ""}, "resident is 1000 in each of the 12 rows.")
told("what a repair does to the area", feature(2, geometry={"type": "Polygon", "coordinates": [
    [[121.42, 31.2], [121.44, 31.22], [121.44, 31.2], [121.42, 31.22], [121.42, 31.2]]]}), {"code": "geometry_repaired", "row": "2"}, "Its area: ")


def official(*towns):
    """Regions with official codes: the district 310101000000 and towns of (code, level, box)."""
    def change(folder):
        features = [small_study.region("310101000000", "Yunxi", "district", None, box(121.40, 31.20, 121.44, 31.22))]
        features += [small_study.region(code, f"Town {i}", level, "310101000000", box(*place)) for i, (code, level, place) in enumerate(towns, 1)]
        (folder / "regions.geojson").write_text(small_study.json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        path = folder / "targets.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("310100", "310101000000").replace("310102", "310101001000"), encoding="utf-8")
    return change


WEST, EAST = (121.40, 31.20, 121.42, 31.22), (121.42, 31.20, 121.44, 31.22)
told("region code without its last digit", official(("310101001000", "town", WEST), ("31010100200", "town", EAST)),
     {"code": "code_form", "row": "2"}, "The code 31010100200 has 11 characters; the official codes of the other regions are 6, 9 or 12 digits.")
told("region code of another level", official(("310101001000", "town", WEST), ("310101002003", "town", EAST)),
     {"code": "code_level", "row": "2", "field": "level"}, "By its code 310101002003 the region is of the level community; its level says otherwise.")
told("region code of another district", official(("310101001000", "town", WEST), ("310104002000", "town", EAST)),
     {"code": "code_parent", "row": "2", "field": "parent"}, "The code 310104002000 does not begin as that of its parent does (Yunxi 310101000000).")
told("hole between two towns", feature(2, geometry={"type": "Polygon", "coordinates": box(121.43, 31.20, 121.44, 31.22)}),
     {"code": "region_gap", "row": "0", "feature": "Yunxi"}, "of the region lie in none of the 2 regions below it.")
told("sliver beside a town", feature(2, geometry={"type": "MultiPolygon", "coordinates": [box(121.42, 31.20, 121.44, 31.22), box(121.4401, 31.20, 121.44011, 31.22)]}),
     {"code": "sliver_parts", "row": "2"}, "Thin slivers among the parts of its outline: 1.")


def villages(folder):
    """Five in a row, and one two degrees west of them."""
    data = small_study.regions()
    places = [(121.400 + 0.004 * i, 31.20, 121.404 + 0.004 * i, 31.21) for i in range(5)] + [(119.40, 31.20, 119.41, 31.21)]
    data["features"] += [small_study.region(f"9{i}", f"Village {i}", "community", None, box(*place)) for i, place in enumerate(places)]
    (folder / "regions.geojson").write_text(small_study.json.dumps(data), encoding="utf-8")


told("region in another province", villages, {"code": "region_far", "feature": "Village 5"},
     "The region lies 190 km from the middle of its level, while half of the regions lie within 1 km.")
told("more people than fit", cell("people.csv", 2, "resident", "2000000"), {"code": "dense_people", "feature": "Westgate"}, "people (resident) on 4.226 km2: more to the square kilometre than anywhere on earth.")
told("people in units of 10,000 without a word", every("people.csv", lambda r: r.update(resident=str(float(r["resident"]) / 10000), age60=str(float(r["age60"]) / 10000))),
     {"code": "few_people", "file": "people.csv"}, "Only 0.81 people (resident) in regions of 8 km2: fewer than 5 to the square kilometre. If the figures are in ten thousands, write the unit into the header, as in 常住人口（万人）")
told("one column in units of 10,000", every("people.csv", lambda r: r.update(resident=str(float(r["resident"]) / 10000))), {"code": "whole_in_ten_thousands", "file": "people.csv", "field": "resident"},
     "The figures of resident are smaller than those of age60 in 8/8 rows: they are probably in ten thousands (万人). Write the unit into the header, as in 常住人口（万人）")
told("two columns of people exchanged", every("people.csv", lambda r: r.update(resident=r["age60"], age60=r["resident"])), {"code": "whole_below_part", "file": "people.csv", "field": "resident"},
     "The figures of resident are smaller than those of age60, a part of it, in 8/8 rows. Check which columns groups: names")
PEOPLE_AGAIN = small_study.STUDY[small_study.STUDY.index("  - file: people.csv"):small_study.STUDY.index("streets:")]
told("the same people in two files", several(content("more.csv", small_study.PEOPLE), study(PEOPLE_AGAIN, PEOPLE_AGAIN + PEOPLE_AGAIN.replace("people.csv", "more.csv"))),
     {"code": "counted_twice", "file": "more.csv", "field": "resident"}, "The file has 8100 people (resident) where people.csv has nearly as many: they are counted twice.")
told("a row of totals", line("people.csv", "Yunxi,121.42,31.21,8100,2030\n"), {"code": "total_row", "row": "10", "field": "resident"},
     "The row of 8100 people (resident) bears the code or name of a region within which the file's other rows have 8100")
told("four of one type at one place", several(*(line("facilities.csv", f"G{i},{name},day_care,121.4201,31.2101,300,,2020-01-01,open\n") for i, name in enumerate(["Ash", "Birch", "Cedar", "Elm"]))),
     {"code": "crowded_place", "feature": "Ash"}, "4 facilities stand at one and the same place; this is the first of them.")
told("two names at one place", line("facilities.csv", "F7,Cedar house,day_care,121.4153,31.2153,300,,2020-01-01,open\n"),
     {"code": "same_place", "row": "8", "feature": "Cedar house"}, "Another facility of the same type stands at the same place under another name (Day care, 0 m); both are kept.")
told("one name written twice", line("facilities.csv", "F7,Day-Care （社区）,day_care,121.4153,31.2160,300,,2020-01-01,open\n"),
     {"code": "similar_name", "row": "8"}, '"Day-Care （社区）" is nearly the name of another facility of the same type nearby (Day care, 78 m); both are kept.')
told("closed without a day", cell("facilities.csv", 7, "status", "closed"), {"code": "closed_without_day", "file": "facilities.csv"}, "Closed facilities without a day on which they closed: 1.")
told("target about facilities whose rows were left out for their type", every("facilities.csv", lambda r: r.update(type="老人院") if r["type"] == "nursing_home" else None), {"code": "set_types_unknown"}, "No facility of nursing_home was read that targets are about, but 1 rows were left out because their type is not known: facilities of it may be among them. Mend these types first; report no 0 before.")
told("target about facilities in no file", cell("targets.csv", 5, "parameters", "types=sports_home"), {"code": "set_without_facility"}, "1 targets are about sports_home, of which no file has a facility; they stay without data.")
told("streets cut at the boundary", content("streets.osm", small_study.streets(lons=9, lats=5, west=small_study.WEST, south=small_study.SOUTH)),
     {"code": "margin_missing", "field": "streets"}, "The data on streets end at the boundary")
told("facility in another town than it says", several(column("facilities.csv", "beds", "town"), every("facilities.csv", lambda r: r.update(
    town="Westgate" if r["code"] in ("F1", "F3", "F6", "F5") else "Eastgate"))),
     {"code": "other_region", "row": "6", "feature": "Care home"}, "It says it is in Westgate, but its coordinates lie in Eastgate")
