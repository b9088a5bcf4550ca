"""Facilities"""
import small_study
from bad_input import fatal, told
from breaking import *

fatal("facilities without type", column("facilities.csv", "type"), "facilities.csv: no column for type (类型) was found among: code, name, lon, lat, area_m2, beds, opened, status. Write columns: {type: ...}, or fix one value for all rows with set: {type: ...}.")
fatal("facilities without coordinates", several(column("facilities.csv", "lon"), column("facilities.csv", "lat")), "facilities.csv: no column for x (lon) was found among: code, name, type, area_m2, beds, opened, status. Write columns: {x: ...}, or fix one value for all rows with set: {x: ...}.")
fatal("facilities without lat", column("facilities.csv", "lat"), "facilities.csv: no column for y (lat) was found among: code, name, type, lon, area_m2, beds, opened, status. Write columns: {y: ...}, or fix one value for all rows with set: {y: ...}.")
fatal("all swapped", every("facilities.csv", lambda r: r.update(lon=r["lat"], lat=r["lon"])), "facilities.csv: latitude and longitude are swapped in 6 of 6 rows; exchange them with columns: {x: ..., y: ...}.")
fatal("all in metres", every("facilities.csv", lambda r: r.update(lon="347000", lat="3456000")), "facilities.csv: none of its 6 rows can be used. The commonest reason (6 rows, first in row 2): The coordinates 347000, 3456000 are metres, not degrees as EPSG:4326 has them; the row is left out. Name the right system with crs: (for China often EPSG:4549 and its neighbours).")
fatal("all in another country", every("facilities.csv", lambda r: r.update(lon="2.35", lat="48.85")), "facilities.csv: none of its 6 rows can be used. The commonest reason (6 rows, first in row 2): The place lies > 9280.8 km outside the study area and is not used. Check the coordinates, or the coordinate system that crs: names.")
fatal("all of unknown types", every("facilities.csv", lambda r: r.update(type="karaoke")), 'facilities.csv: none of its 6 rows can be used. The commonest reason (6 rows, first in row 2): The facility type "karaoke" is not known; the row is left out. Translate it in the study file with map: {type: {karaoke: ...}}, or add it to a types file.')
told("negative area", cell("facilities.csv", 3, "area_m2", "-300"), {"code": "negative_number", "file": "facilities.csv", "row": "3", "field": "area_m2"}, "floor area is negative (-300); it is treated as unknown. Write the right figure, or leave the cell empty.")
told("infinite area", cell("facilities.csv", 3, "area_m2", "inf"), {"code": "bad_number", "file": "facilities.csv", "row": "3", "field": "area_m2"}, 'floor area is "inf", not a number; it is treated as unknown. Write a plain number, such as 1200 or 35.5.')
told("NaN area", cell("facilities.csv", 3, "area_m2", "nan"), {"code": "bad_number", "file": "facilities.csv", "row": "3", "field": "area_m2"}, 'floor area is "nan", not a number; it is treated as unknown. Write a plain number, such as 1200 or 35.5.')
told("area in hectares of the moon", cell("facilities.csv", 3, "area_m2", "1e12"), {"code": "doubtful_number", "file": "facilities.csv", "row": "3", "field": "area_m2"}, "floor area is 1e12, far beyond what is usual (<= 6000). It is used as given. Check the figure and its unit.")
told("half a bed", cell("facilities.csv", 6, "beds", "12.5"), {"code": "bad_number", "file": "facilities.csv", "row": "6", "field": "beds"}, 'beds is "12.5", not a number; it is treated as unknown. Write a plain number, such as 1200 or 35.5.')
told("no area", cell("facilities.csv", 3, "area_m2", ""), {"code": "missing_area", "file": "facilities.csv", "row": "3", "field": "area_m2"}, "The floor area is unknown; ratios that need it are given as bounds. Fill it in where it can be found out.")
told("one swapped", several(cell("facilities.csv", 3, "lon", "31.2151"), cell("facilities.csv", 3, "lat", "121.4351")),
     {"code": "lat_lon_swapped", "file": "facilities.csv", "row": "3", "field": ""}, "Latitude and longitude look swapped (31.2151, 121.4351); the row is left out. Exchange the columns or the cells.")
told("one in metres", several(cell("facilities.csv", 3, "lon", "347000"), cell("facilities.csv", 3, "lat", "3456000")),
     {"code": "looks_like_metres", "file": "facilities.csv", "row": "3", "field": ""}, "The coordinates 347000, 3456000 are metres, not degrees as EPSG:4326 has them; the row is left out. Name the right system with crs: (for China often EPSG:4549 and its neighbours).")
told("one in another country", several(cell("facilities.csv", 3, "lon", "2.35"), cell("facilities.csv", 3, "lat", "48.85")),
     {"code": "outside_study", "file": "facilities.csv", "row": "3", "field": ""}, "The place lies > 9280.8 km outside the study area and is not used. Check the coordinates, or the coordinate system that crs: names.")
told("one at zero", several(cell("facilities.csv", 3, "lon", "0"), cell("facilities.csv", 3, "lat", "0")),
     {"code": "no_coordinates", "file": "facilities.csv", "row": "3", "field": "x, y"}, "There are no coordinates; the row is left out. Fill in x, y.")
told("one without place", several(cell("facilities.csv", 3, "lon", ""), cell("facilities.csv", 3, "lat", "")),
     {"code": "no_coordinates", "file": "facilities.csv", "row": "3", "field": "x"}, "There are no coordinates; the row is left out. Fill in x (longitude or easting).")
told("coordinates in words", cell("facilities.csv", 3, "lon", "E121"), {"code": "bad_coordinates", "file": "facilities.csv", "row": "3", "field": "x"}, "The coordinates E121 are no place on earth; the row is left out. Correct the coordinates.")
told("latitude beyond the pole", several(cell("facilities.csv", 3, "lon", "200"), cell("facilities.csv", 3, "lat", "99")),
     {"code": "bad_coordinates", "file": "facilities.csv", "row": "3", "field": ""}, "The coordinates 200, 99 are no place on earth; the row is left out. Correct the coordinates.")
told("unknown type", cell("facilities.csv", 3, "type", "comprehensive_cent"), {"code": "unknown_type", "file": "facilities.csv", "row": "3", "field": "type"}, 'The facility type "comprehensive_cent" is not known (did you mean comprehensive_centre 社区综合为老服务中心?); the row is left out. Translate it in the study file with map: {type: {comprehensive_cent: comprehensive_centre}}, or add it to a types file.')
told("unknown type that shares its characters with one", cell("facilities.csv", 3, "type", "综合为老中心站"), {"code": "unknown_type", "file": "facilities.csv", "row": "3", "field": "type"}, 'The facility type "综合为老中心站" is not known (did you mean comprehensive_centre 社区综合为老服务中心?); the row is left out. Translate it in the study file with map: {type: {综合为老中心站: comprehensive_centre}}, or add it to a types file.')
told("one column for two figures", several(column("facilities.csv", "beds", "用地面积"), study("facilities.csv\n", "facilities.csv\n    columns: {area_m2: 用地面积}\n")), {"code": "shared_column", "file": "facilities.csv"}, 'The column "用地面积" is read twice: as floor area and as site area. Name the right column for each with columns:.')
told("no type", cell("facilities.csv", 3, "type", ""), {"code": "missing_value", "file": "facilities.csv", "row": "3", "field": "type"}, "type is empty. Fill in type.")
told("duplicate code of a facility", cell("facilities.csv", 3, "code", "F1"), {"code": "repeated_code", "file": "facilities.csv", "row": "3", "field": "code"}, "The code F1 is also that of West centre; both are kept. Give each facility a code of its own.")
told("same facility twice", line("facilities.csv", "F9,West centre,comprehensive_centre,121.4051,31.2051,2000,,2020-05-01,open\n"),
     {"code": "duplicate_facility", "file": "facilities.csv", "row": "8", "field": "name"}, "The same facility stands here already (row 2); this row is left out. Delete the row, or correct its name or place.")
told("same facility twice with another figure", line("facilities.csv", "F9,East centre,comprehensive_centre,121.4352,31.2151,9999,,2021-05-01,open\n"),
     {"code": "duplicate_differs", "file": "facilities.csv", "row": "8", "field": "area_m2"}, "floor area is 9999 in this row, but 1500 in row 3, which is the one that is used. Find out which is right, and keep that row alone.")
told("bad date", cell("facilities.csv", 3, "opened", "2021-13-45"), {"code": "bad_date", "file": "facilities.csv", "row": "3", "field": "opened"}, 'opened is "2021-13-45", not a date; it is ignored. Write the date as in 2025-12-31.')
told("closed before it opened", several(column("facilities.csv", "beds", "closed"), cell("facilities.csv", 3, "closed", "2019-01-01")),
     {"code": "closed_before_opened", "file": "facilities.csv", "row": "3", "field": "closed"}, "It closed on 2019-01-01, before it opened on 2021-05-01. Check both dates.")
told("unknown status", cell("facilities.csv", 3, "status", "maybe"), {"code": "unknown_value", "file": "facilities.csv", "row": "3", "field": "status"}, 'status "maybe" is not one of open, planned, closed; it is ignored. Use one of these words, or translate it with map:.')
told("row with too many cells", line("facilities.csv", "F9,X,meal_point,121.41,31.21,1,2,2020-01-01,open,x,y,z\n"),
     {"code": "bad_row", "file": "facilities.csv", "row": "8", "field": ""}, "The row cannot be read (has 12 fields where the header has 9). Repair it in the source file.")
told("NUL in a row", line("facilities.csv", b"F9,X\0Y,meal_point,121.41,31.21,1,2,2020-01-01,open\n"), {"code": "bad_row", "file": "facilities.csv", "row": "8", "field": ""}, "The row cannot be read (holds a zero byte). Repair it in the source file.")
told("GBK declared UTF-8", several(content("facilities.csv", small_study.FACILITIES.replace("East centre", "东区中心").encode("gbk")),
                                   study("facilities.csv\n", "facilities.csv\n    encoding: UTF-8\n")), {"code": "bad_encoding", "file": "facilities.csv", "row": "3", "field": "name"}, "Text in column name does not decode. Name the right encoding with encoding: (for Chinese files usually GBK or UTF-8).")
fatal("GBK headers declared UTF-8", several(content("facilities.csv", small_study.FACILITIES.replace("area_m2", "面积", 1).encode("gbk")),
                                            study("facilities.csv\n", "facilities.csv\n    encoding: UTF-8\n    columns: {area_m2: 面积}\n")),
      "so its encoding is another one: write encoding: GBK, or the right one.")
AS_GBK = study("facilities.csv\n", "facilities.csv\n    encoding: GBK\n")
IS_UTF8 = "facilities.csv: is said to be in GB18030, but all of its text is UTF-8; write encoding: UTF-8 in the study file."
fatal("UTF-8 declared GBK", several(content("facilities.csv", small_study.FACILITIES.replace("East centre", "东区中心站").encode()), AS_GBK), IS_UTF8)
# six bytes are three characters of GBK, so nothing fails to decode
fatal("UTF-8 declared GBK that happens to decode", several(content("facilities.csv", small_study.FACILITIES.replace("East centre", "东区").encode()), AS_GBK), IS_UTF8)
fatal("UTF-8 with BOM declared GBK", several(content("facilities.csv", small_study.FACILITIES.replace("East centre", "东区").encode("utf-8-sig")), AS_GBK), IS_UTF8)
fatal("UTF-8 header declared GBK", several(content("facilities.csv", small_study.FACILITIES.replace("name,type", "名称,类型", 1).encode()), AS_GBK), IS_UTF8)
# in GBK 联通 is two pairs of bytes that are UTF-8, too: the study's word counts, and the row comes out whole
told("GBK that looks like UTF-8 by chance", several(content("facilities.csv", small_study.FACILITIES.replace("F2,East centre", "F1,联通").encode("gbk")), AS_GBK),
     {"code": "repeated_code", "file": "facilities.csv", "row": "3", "feature": "联通"}, "The code F1 is also that of West centre; both are kept.")
