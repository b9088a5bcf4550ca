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
    [[121.42, 31.2], [121.44, 31.22], [121.44, 31.2], [121.42, 31.22], [121.42, 31.2]]]}), {"code": "geometry_repaired", "row": "2"}, "That took its area from ")
