"""Bad inputs: a table of what is broken, the exit code, and what the program must say. A run that fails says once what is wrong, where, and
what to do, in the language asked for; leaves the outputs of the last good run as they were, byte by byte, and nothing beside them; and once
the input is mended, gives what it gave before. A row that is wrong is a finding; the run goes on."""
import gzip
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from typing import Callable

import pytest
import small_study
from breaking import *
from lc_run import CLI, rows
from small_study import box

GOOD, USAGE, INPUT = 0, 1, 2


@dataclass
class Case:
    """`say` is in the message (exit code not 0) or in the words of the finding."""
    name: str
    change: Callable
    code: int
    say: str
    finding: dict = field(default_factory=dict)


CASES = []


def fatal(name, change, say, code=INPUT):
    CASES.append(Case(name, change, code, say))


def told(name, change, finding, say):
    CASES.append(Case(name, change, GOOD, say, finding))


# --- the study file ---

fatal("study is absent", remove("study.yaml"), "There is no study file study.yaml; `lifecircle new DIR` writes one to start from")
fatal("study is empty", content("study.yaml", b""), "study.yaml:1:1: the study file is empty; `lifecircle new DIR` writes one to start from")
fatal("study is a folder", several(remove("study.yaml"), lambda f: (f / "study.yaml").mkdir()), "study.yaml is a folder; name the study file in it, as in study.yaml/study.yaml")
fatal("study is binary", content("study.yaml", bytes(range(256)) * 4), "study.yaml:2:1: this line is not UTF-8; save the study file as UTF-8 (other files may stay in GBK, see `encoding`)")
fatal("study in GBK", content("study.yaml", small_study.STUDY.encode("gbk")), "study.yaml:2:1: this line is not UTF-8; save the study file as UTF-8 (other files may stay in GBK, see `encoding`)")
fatal("study in UTF-16", content("study.yaml", small_study.STUDY.encode("utf-16")), "study.yaml:1:1: this line is not UTF-8; save the study file as UTF-8 (other files may stay in GBK, see `encoding`)")
fatal("study is no YAML", more("modes: [circle\n"), "study.yaml:22:1: this is not valid YAML: did not find expected ',' or ']' (while parsing a flow sequence, begun at 21:8)")
fatal("study indented with tabs", more("snap:\n\twarn_m: 10\n"), "study.yaml:22:1: this is not valid YAML: found character that cannot start any token (while scanning for the next token, begun at 22:1)")
fatal("study is a list", content("study.yaml", "- a\n- b\n"), "study.yaml:1:1: the study must be a mapping, as in {key: value}, but this is a list")
fatal("study of a newer format", study("lifecircle: 1", "lifecircle: 2"), "study.yaml:1:13: this study was written for a newer lifecircle (format 2; this program reads format 1); update lifecircle")
fatal("study without format", study("lifecircle: 1\n", ""), "study.yaml:1:1: the study lacks its version; begin it with the line lifecircle: 1")
fatal("misspelt key", more("limit_min: [15]\n"), 'study.yaml:21:1: unknown key "limit_min" in the study; did you mean "limits_min"?')
fatal("key twice", more("modes: [circle]\n"), 'study.yaml:21:1: key "modes" is written twice in the study (first in line 19); keep one')
fatal("as_of is no day", study("2025-12-31", "2025-02-30"), 'study.yaml:3:8: as_of must be a day written as 2025-12-31, but this is "2025-02-30"')
fatal("limits not growing", more("limits_min: [15, 5]\n"), "study.yaml:21:18: limits_min must grow: 5 comes after 15; write them in order, each once")
fatal("limit is text", more("limits_min: [soon]\n"), 'study.yaml:21:14: limits_min must be a number from 0.1 to 120, but this is "soon"')
fatal("limit is NaN", more("limits_min: [.nan]\n"), 'study.yaml:21:14: limits_min must be a number from 0.1 to 120, but this is ".nan"')
fatal("YAML bomb", more("groups: [&x0 [a, a, a, a, a, a, a, a, a, a]" + "".join(
    f", &x{i} [{', '.join(['*x%d' % (i - 1)] * 10)}]" for i in range(1, 10)) + "]\n"), "study.yaml:21:10: groups must be a code, but this is a list")
fatal("YAML nested without end", more("x: " + "[" * 100000 + "\n"), "study.yaml:21:204: more than 200 brackets [ and { are open here; close them")
fatal("YAML alias of itself", more("sets: &a {x: *a}\n"), 'study.yaml:21:11: unknown key "x" in x.')
fatal("NUL in the study", more("out: \"a\\0b\"\n"), "study.yaml:21:6: out must not be empty or hold a NUL")
fatal("no facilities", study("facilities:\n  - file: facilities.csv\n    crs: EPSG:4326\n", ""), 'study.yaml:1:1: the study lacks "facilities"; name at least one file, as in facilities: [{file: ...}]')
fatal("no population", study("population:\n" + PEOPLE_ENTRY, ""), 'study.yaml:1:1: the study lacks "population"; name at least one file, as in population: [{file: ...}]')
fatal("network without streets", study("streets:\n  - file: streets.osm\n", ""), 'study.yaml:17:8: mode network needs "streets"; name a street file, or write modes: [circle]')
fatal("population without year", study("    year: 2025\n", ""), 'study.yaml:10:5: this entry of population lacks "year" (the year its figures are of; no ratio is given without it)')
fatal("population without form", study("    form: points\n", ""), 'study.yaml:10:5: this entry of population lacks "form" (points, polygons or raster)')
fatal("group without file", more("groups: [resident, age80]\n"), 'study.yaml:21:20: no population file has the group "age80"; name its column under groups of a population file')
fatal("set of an unknown type", more("sets: {care: {en: Care, types: [day_car]}}\n"), 'study.yaml:21:8: the set "care" names a facility type "day_car" that does not exist; the nearest is "day_care".')
fatal("set named like a type", more("sets: {day_care: {en: Care, types: [meal_point]}}\n"), 'study.yaml:21:8: "day_care" is the code of a facility type already; give the set another one.')
fatal("margin below the walk", more("margin_m: 10\n"), "study.yaml:21:11: margin_m (10) must be at least 1000, what the fastest profile walks within the largest limit; otherwise people near the boundary lose facilities beyond it")
fatal("unknown output format", study("formats: [csv, json]", "formats: [csv, dwg]"), 'study.yaml:20:25: unknown value "dwg" for formats.')
fatal("types file without code", several(content("types.csv", "name_zh\nx\n"), more("types: types.csv\n")), 'types.csv: a types file needs a column "code"; docs/study-file.md shows one.')
fatal("types file with a bad number", several(content("types.csv", "code,name_zh,name_en,standard_area_m2\nlib,x,y,-5\n"),
                                              more("types: types.csv\n")), 'types.csv, row 2: standard_area_m2 "-5" is not a number of 0 or more.')
fatal("where on an absent column", study("facilities.csv\n", "facilities.csv\n    where: {state: open}\n"), 'facilities.csv: there is no column "state" for where; did you mean "status"?')
fatal("where leaves nothing", study("facilities.csv\n", "facilities.csv\n    where: {status: never}\n"), "facilities.csv: not one of its 6 rows meets the conditions of `where`; compare them with the file.")
fatal("where is no condition", study("facilities.csv\n", "facilities.csv\n    where: {area_m2: '> many'}\n"), 'study.yaml:8:22: "> many" is no condition; write one such as "> 0", "<= 12", "= text" or "!= text"')

# --- files of any role ---

fatal("file is absent", remove("facilities.csv"), 'study.yaml:7:11: file "facilities.csv" is not there (looked for facilities.csv); paths are relative to the study file')
fatal("folder of the file is absent", study("facilities.csv", "data/facilities.csv"), 'study.yaml:7:11: file "data/facilities.csv" is not there: the folder data does not exist')
fatal("file name with another case", study("facilities.csv", "Facilities.csv"), 'study.yaml:7:11: file "Facilities.csv" is not there (looked for Facilities.csv); did you mean "facilities.csv"?')
fatal("file is a folder", several(remove("facilities.csv"), lambda f: (f / "facilities.csv").mkdir()), 'study.yaml:7:11: "facilities.csv" is a folder (facilities.csv); name a file in it')
fatal("file is empty", content("facilities.csv", b""), "facilities.csv: is empty (0 bytes); get a whole copy of it.")
fatal("file of blank lines", content("facilities.csv", b"\n\n\n"), "facilities.csv: holds nothing but empty lines; its first line must name the columns.")
fatal("header alone", content("facilities.csv", small_study.FACILITIES.split("\n")[0] + "\n"), "facilities.csv: has no rows; fill it in, or take the file out of the study.")
fatal("file is UTF-16", content("facilities.csv", small_study.FACILITIES.encode("utf-16")), 'facilities.csv: is UTF-16 text; save it as "CSV UTF-8" and try again.')
fatal("CSV that is a workbook", several(workbook({"a": [["code"], ["1"]]}, "x.xlsx"),
                                        lambda f: (f / "x.xlsx").rename(f / "facilities.csv")), "facilities.csv: is no text but a spreadsheet; give it its right ending (.xlsx or .xls).")
fatal("CSV of random bytes", content("facilities.csv", bytes((i * 7919 + (i >> 3)) % 256 for i in range(5000))), 'facilities.csv: is no text file (it has zero bytes in its first line); save the table as "CSV UTF-8".')
fatal("quotation mark never closed", line("facilities.csv", 'F9,"Open,meal_point,121.41,31.21,1,2,2020-01-01,open\n'), "facilities.csv: line 8: a quotation mark opens here and is never closed; add the missing one, or take this one out.")
fatal("unknown encoding", study("facilities.csv\n", "facilities.csv\n    encoding: KLINGON\n"), 'study.yaml:8:15: unknown value "KLINGON" for encoding.')
fatal("device in place of a file", study("facilities.csv", "/dev/zero"), 'study.yaml:7:11: "/dev/zero" (/dev/zero) is a device or a pipe; save the data to a plain file')
fatal("pipe in place of a file", several(remove("facilities.csv"), lambda f: os.mkfifo(f / "facilities.csv")), 'study.yaml:7:11: "facilities.csv" (facilities.csv) is a device or a pipe; save the data to a plain file')
fatal("pipe in place of streets", several(remove("streets.osm"), lambda f: os.mkfifo(f / "streets.osm")), 'study.yaml:16:11: "streets.osm" (streets.osm) is a device or a pipe; save the data to a plain file')
fatal("pipe in place of the study", several(remove("study.yaml"), lambda f: os.mkfifo(f / "study.yaml")), "study.yaml is no ordinary file; a study file is a text file")
fatal("address on the network", study("facilities.csv", "/vsicurl/http://127.0.0.1:9/a.csv"), 'study.yaml:7:11: "/vsicurl/http://127.0.0.1:9/a.csv" is an address, a database or an archive; only plain files are read: save the data to a file first')
fatal("http address", study("facilities.csv", "http://127.0.0.1:9/a.csv"), 'study.yaml:7:11: "http://127.0.0.1:9/a.csv" is an address, a database or an archive; only plain files are read: save the data to a file first')
fatal("database connection", study("facilities.csv", "'PG:host=127.0.0.1 dbname=x'"), 'study.yaml:7:11: "PG:host=127.0.0.1 dbname=x" is an address, a database or an archive; only plain files are read: save the data to a file first')
fatal("inside an archive", study("facilities.csv", "/vsizip/a.zip/a.csv"), 'study.yaml:7:11: "/vsizip/a.zip/a.csv" is an address, a database or an archive; only plain files are read: save the data to a file first')
fatal("virtual file", several(content("x.vrt", "<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/etc/passwd</SrcDataSource>"
                                      "</OGRVRTLayer></OGRVRTDataSource>"), facilities_from("x.vrt")), "x.vrt: is of no format that can be read here; CSV, XLSX, GeoPackage, Shapefile, GeoJSON and GeoTIFF can.")
fatal("format that is not read", several(content("x.dwg", b"AC1032" + bytes(1000)), facilities_from("x.dwg")), "x.dwg: is of no format that can be read here; CSV, XLSX, GeoPackage, Shapefile, GeoJSON and GeoTIFF can.")
fatal("link to itself", several(remove("facilities.csv"), lambda f: os.symlink("facilities.csv", f / "facilities.csv")), 'study.yaml:7:11: file "facilities.csv" cannot be read (facilities.csv): links lead in a circle')
fatal("unknown coordinate system", study("facilities.csv\n    crs: EPSG:4326", "facilities.csv\n    crs: EPSG:999999"), 'facilities.csv: The coordinate system "EPSG:999999" is not known (proj_create: crs not found). Give an EPSG code such as EPSG:4549, WKT, a PROJ text, gcj02 or bd09.')
fatal("coordinate system by bare number", study("facilities.csv\n    crs: EPSG:4326", "facilities.csv\n    crs: 4326"), "study.yaml:8:10: crs must say whose number this is: write EPSG:4326")
fatal("no coordinate system", study("facilities.csv\n    crs: EPSG:4326", "facilities.csv"), "facilities.csv: neither the file nor the study says which coordinate system the coordinates are in: add crs: EPSG:4326, EPSG:4549, gcj02 or bd09, whichever is true.")
fatal("column of the study is absent", study("facilities.csv\n", "facilities.csv\n    columns: {area_m2: floor}\n"), 'study.yaml:8:15: facilities.csv has no column "floor"; its columns are: code, name, type, lon, lat, area_m2, beds, opened, status.')
fatal("field that the role has not", study("facilities.csv\n", "facilities.csv\n    columns: {height: area_m2}\n"), 'study.yaml:8:15: unknown value "height" for columns.')

# --- facilities ---

fatal("facilities without type", column("facilities.csv", "type"), "facilities.csv: no column for type (类型) was found among: code, name, lon, lat, area_m2, beds, opened, status. Write columns: {type: ...}, or fix one value for all rows with set: {type: ...}.")
fatal("facilities without coordinates", several(column("facilities.csv", "lon"), column("facilities.csv", "lat")), "facilities.csv: no column for x (lon) was found among: code, name, type, area_m2, beds, opened, status. Write columns: {x: ...}, or fix one value for all rows with set: {x: ...}.")
fatal("facilities without lat", column("facilities.csv", "lat"), "facilities.csv: no column for y (lat) was found among: code, name, type, lon, area_m2, beds, opened, status. Write columns: {y: lon}, or fix one value for all rows with set: {y: ...}.")
fatal("all swapped", every("facilities.csv", lambda r: r.update(lon=r["lat"], lat=r["lon"])), "facilities.csv: latitude and longitude are swapped in 6 of 6 rows; exchange them with columns: {x: ..., y: ...}.")
fatal("all in metres", every("facilities.csv", lambda r: r.update(lon="347000", lat="3456000")), "facilities.csv: none of its 6 rows can be used. The commonest reason (6 rows, first in row 2): The coordinates 347000, 3456000 are metres, not degrees as EPSG:4326 has them; name the right system with crs: (for China often EPSG:4549 and its neighbours).")
fatal("all in another country", every("facilities.csv", lambda r: r.update(lon="2.35", lat="48.85")), "facilities.csv: none of its 6 rows can be used. The commonest reason (6 rows, first in row 2): The place lies > 9280.8 km outside the study area and is not used; check the coordinates or the coordinate system.")
fatal("all of unknown types", every("facilities.csv", lambda r: r.update(type="karaoke")), 'facilities.csv: none of its 6 rows can be used. The commonest reason (6 rows, first in row 2): The facility type "karaoke" is not known; translate it with map: {type: ...} or add it to a types file.')
told("text in a number", cell("facilities.csv", 3, "area_m2", "about 300"), {"code": "bad_number", "file": "facilities.csv", "row": "3", "field": "area_m2"}, 'floor area is "about 300", not a number; it is treated as unknown.')
told("number with a unit", cell("facilities.csv", 3, "area_m2", "300 m2"), {"code": "bad_number", "file": "facilities.csv", "row": "3", "field": "area_m2"}, 'floor area is "300 m2", not a number; it is treated as unknown.')
told("negative area", cell("facilities.csv", 3, "area_m2", "-300"), {"code": "negative_number", "file": "facilities.csv", "row": "3", "field": "area_m2"}, "floor area is negative (-300); it is treated as unknown.")
told("infinite area", cell("facilities.csv", 3, "area_m2", "inf"), {"code": "bad_number", "file": "facilities.csv", "row": "3", "field": "area_m2"}, 'floor area is "inf", not a number; it is treated as unknown.')
told("NaN area", cell("facilities.csv", 3, "area_m2", "nan"), {"code": "bad_number", "file": "facilities.csv", "row": "3", "field": "area_m2"}, 'floor area is "nan", not a number; it is treated as unknown.')
told("area in hectares of the moon", cell("facilities.csv", 3, "area_m2", "1e12"), {"code": "doubtful_number", "file": "facilities.csv", "row": "3", "field": "area_m2"}, "floor area is 1e12, far beyond what is usual (<= 6000); check the unit. It is used as given.")
told("half a bed", cell("facilities.csv", 6, "beds", "12.5"), {"code": "bad_number", "file": "facilities.csv", "row": "6", "field": "beds"}, 'beds is "12.5", not a number; it is treated as unknown.')
told("no area", cell("facilities.csv", 3, "area_m2", ""), {"code": "missing_area", "file": "facilities.csv", "row": "3", "field": "area_m2"}, "The floor area is unknown; ratios that need it are given as bounds.")
told("one swapped", several(cell("facilities.csv", 3, "lon", "31.2151"), cell("facilities.csv", 3, "lat", "121.4351")),
     {"code": "lat_lon_swapped", "file": "facilities.csv", "row": "3", "field": ""}, "Latitude and longitude look swapped (31.2151, 121.4351); exchange the columns or the cells.")
told("one in metres", several(cell("facilities.csv", 3, "lon", "347000"), cell("facilities.csv", 3, "lat", "3456000")),
     {"code": "looks_like_metres", "file": "facilities.csv", "row": "3", "field": ""}, "The coordinates 347000, 3456000 are metres, not degrees as EPSG:4326 has them; name the right system with crs: (for China often EPSG:4549 and its neighbours).")
told("one in another country", several(cell("facilities.csv", 3, "lon", "2.35"), cell("facilities.csv", 3, "lat", "48.85")),
     {"code": "outside_study", "file": "facilities.csv", "row": "3", "field": ""}, "The place lies > 9280.8 km outside the study area and is not used; check the coordinates or the coordinate system.")
told("one at zero", several(cell("facilities.csv", 3, "lon", "0"), cell("facilities.csv", 3, "lat", "0")),
     {"code": "no_coordinates", "file": "facilities.csv", "row": "3", "field": "x, y"}, "There are no coordinates; fill in x, y.")
told("one without place", several(cell("facilities.csv", 3, "lon", ""), cell("facilities.csv", 3, "lat", "")),
     {"code": "no_coordinates", "file": "facilities.csv", "row": "3", "field": "x"}, "There are no coordinates; fill in x (longitude or easting).")
told("coordinates in words", cell("facilities.csv", 3, "lon", "E121"), {"code": "bad_coordinates", "file": "facilities.csv", "row": "3", "field": "x"}, "The coordinates E121 are no place on earth.")
told("latitude beyond the pole", several(cell("facilities.csv", 3, "lon", "200"), cell("facilities.csv", 3, "lat", "99")),
     {"code": "bad_coordinates", "file": "facilities.csv", "row": "3", "field": ""}, "The coordinates 200, 99 are no place on earth.")
told("unknown type", cell("facilities.csv", 3, "type", "comprehensive_cent"), {"code": "unknown_type", "file": "facilities.csv", "row": "3", "field": "type"}, 'The facility type "comprehensive_cent" is not known (comprehensive_centre ?); translate it with map: {type: ...} or add it to a types file.')
told("no type", cell("facilities.csv", 3, "type", ""), {"code": "missing_value", "file": "facilities.csv", "row": "3", "field": "type"}, "type is empty; fill it in.")
told("duplicate code of a facility", cell("facilities.csv", 3, "code", "F1"), {"code": "repeated_code", "file": "facilities.csv", "row": "3", "field": "code"}, "The code F1 is also that of West centre; both are kept. Give each facility a code of its own.")
told("same facility twice", line("facilities.csv", "F9,West centre,comprehensive_centre,121.4051,31.2051,2000,,2020-05-01,open\n"),
     {"code": "duplicate_facility", "file": "facilities.csv", "row": "8", "field": "name"}, "The same facility stands here already (#2, 0 m); this row is left out.")
told("bad date", cell("facilities.csv", 3, "opened", "2021-13-45"), {"code": "bad_date", "file": "facilities.csv", "row": "3", "field": "opened"}, 'opened is "2021-13-45", not a date such as 2025-12-31; it is ignored.')
told("closed before it opened", several(column("facilities.csv", "beds", "closed"), cell("facilities.csv", 3, "closed", "2019-01-01")),
     {"code": "closed_before_opened", "file": "facilities.csv", "row": "3", "field": "closed"}, "It closed on 2019-01-01, before it opened on 2021-05-01; check both dates.")
told("unknown status", cell("facilities.csv", 3, "status", "maybe"), {"code": "unknown_value", "file": "facilities.csv", "row": "3", "field": "status"}, 'status "maybe" is not one of open, planned, closed; it is ignored.')
told("row with too many cells", line("facilities.csv", "F9,X,meal_point,121.41,31.21,1,2,2020-01-01,open,x,y,z\n"),
     {"code": "bad_row", "file": "facilities.csv", "row": "8", "field": ""}, "The row cannot be read (has 12 fields where the header has 9); repair it in the source file.")
told("NUL in a row", line("facilities.csv", b"F9,X\0Y,meal_point,121.41,31.21,1,2,2020-01-01,open\n"), {"code": "bad_row", "file": "facilities.csv", "row": "8", "field": ""}, "The row cannot be read (holds a zero byte); repair it in the source file.")
told("GBK declared UTF-8", several(content("facilities.csv", small_study.FACILITIES.replace("East centre", "东区中心").encode("gbk")),
                                   study("facilities.csv\n", "facilities.csv\n    encoding: UTF-8\n")), {"code": "bad_encoding", "file": "facilities.csv", "row": "3", "field": "name"}, "Text in column name does not decode; name the right one with encoding: (for Chinese files usually GBK or UTF-8).")
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

# --- workbooks, Shapefiles, GeoPackages ---

SHEET = small_study.table(small_study.FACILITIES)
fatal("workbook of two sheets", several(workbook({"a": SHEET, "b": SHEET}), facilities_from("places.xlsx", "    crs: EPSG:4326\n")), 'places.xlsx: has several layers or sheets; say which one with "layer:" or "sheet:". It has: a, b.')
fatal("sheet that is absent", several(workbook({"Places": SHEET}), facilities_from("places.xlsx", "    crs: EPSG:4326\n    sheet: Place\n")), 'places.xlsx: has no layer or sheet "Place"; did you mean "Places"? It has: Places.')
fatal("workbook of blank sheets", several(workbook({"a": [], "b": []}), facilities_from("places.xlsx", "    crs: EPSG:4326\n")), "places.xlsx: has no columns at all: it holds no rows, or its table is missing (the .dbf of a Shapefile). Get a whole copy of it, or fill it in.")
fatal("workbook that is text", several(content("places.xlsx", small_study.FACILITIES), facilities_from("places.xlsx", "    crs: EPSG:4326\n")), "places.xlsx: is damaged, or not what its ending says; open it in the program it comes from and save it anew.")
fatal("workbook cut off", several(workbook({"a": SHEET}), cut("places.xlsx", 0.6), facilities_from("places.xlsx", "    crs: EPSG:4326\n")), "places.xlsx: is damaged or cut off (XLSX); get a whole copy of it.")
fatal("workbook that is any archive", several(lambda f: zipfile.ZipFile(f / "places.xlsx", "w").writestr("a.txt", "a"),
                                              facilities_from("places.xlsx", "    crs: EPSG:4326\n")), "places.xlsx: is damaged or cut off (XLSX); get a whole copy of it.")
fatal("Shapefile without .shx", several(shapefile(), remove("places.shx")), "places.shp: its .shx file is missing; copy the .shp, .shx, .dbf, .prj and .cpg files together.")
fatal("Shapefile without .dbf", several(shapefile(), remove("places.dbf")), "places.shp: has no columns at all: it holds no rows, or its table is missing (the .dbf of a Shapefile). Get a whole copy of it, or fill it in.")
fatal("Shapefile without .prj", several(shapefile(), remove("places.prj")), "places.shp: neither the file nor the study says which coordinate system the coordinates are in: add crs: EPSG:4326, EPSG:4549, gcj02 or bd09, whichever is true.")
fatal("Shapefile cut off", several(shapefile(), cut("places.shp", 0.9)), "places.shp: is cut off: it has 140 of 156 bytes; get a whole copy of it.")
fatal("Shapefile table cut off", several(shapefile(), cut("places.dbf", 0.7)), "places.dbf: is cut off: it has 428 of 611 bytes; get a whole copy of it.")
fatal("Shapefile that is none", several(shapefile(), content("places.shp", b"hello" * 40)), "places.shp: is damaged, or not what its ending says; open it in the program it comes from and save it anew.")
told("Shapefile in GBK declared UTF-8", several(
    layer("places.shp", "ESRI Shapefile", [(w, {**v, "name": "东区" + v["name"]}) for w, v in FACILITY_ROWS], 1,
          options=["ENCODING=GBK"]), facilities_from("places.shp", "    encoding: UTF-8\n")), {"code": "bad_encoding", "file": "places.shp", "row": "0", "field": "name"}, "Text in column name does not decode; name the right one with encoding: (for Chinese files usually GBK or UTF-8).")
fatal("Shapefile in UTF-8 declared GBK", several(
    layer("places.shp", "ESRI Shapefile", [(w, {**v, "name": "东区" + v["name"]}) for w, v in FACILITY_ROWS], 1,
          options=["ENCODING=UTF-8"]), facilities_from("places.shp", "    encoding: GBK\n")), "places.shp: is said to be in GB18030, but all of its text is UTF-8; write encoding: UTF-8 in the study file.")
fatal("Shapefile in UTF-8 with a .cpg that says GBK", several(
    layer("places.shp", "ESRI Shapefile", [(w, {**v, "name": "东区" + v["name"]}) for w, v in FACILITY_ROWS], 1,
          options=["ENCODING=UTF-8"]), content("places.cpg", "GBK"), facilities_from("places.shp")), "places.shp: is said to be in GB18030, but all of its text is UTF-8; write encoding: UTF-8 in the study file.")
fatal("GeoPackage cut off", several(geopackage(), cut("places.gpkg", 0.5)), "places.gpkg: is damaged or cut off (database disk image is malformed); get a whole copy of it.")
fatal("GeoPackage that is text", several(content("places.gpkg", "hello"), facilities_from("places.gpkg")), "places.gpkg: is damaged, or not what its ending says; open it in the program it comes from and save it anew.")
fatal("GeoPackage damaged in the middle", several(geopackage(), poke("places.gpkg", 0.02, b"\xff" * 40000)), "places.gpkg: is damaged or cut off (database disk image is malformed); get a whole copy of it.")
fatal("GeoPackage layer that is absent", several(geopackage(), study("places.gpkg\n", "places.gpkg\n    layer: plaices\n")), 'places.gpkg: has no layer or sheet "plaices"; did you mean "places"? It has: places.')

# --- regions ---

fatal("regions without code", lambda f: (f / "regions.geojson").write_text(json.dumps(small_study.regions()).replace('"code"', '"kode"')), "regions.geojson: no column for code (编码) was found among: kode, name, level, parent. Write columns: {code: kode}, or fix one value for all rows with set: {code: ...}.")
fatal("regions without shapes", several(content("regions.csv", "code,name,level\n1,A,district\n"), study("regions.geojson", "regions.csv")), "regions.csv: the file has no geometry, but regions need one; give a layer with shapes (GeoPackage, Shapefile, GeoJSON).")
fatal("GeoJSON cut off", cut("regions.geojson", 0.7), "regions.geojson: is damaged or cut off (At line 1, character 541: Unterminated string); get a whole copy of it.")
fatal("GeoJSON that is no JSON", content("regions.geojson", "{not json"), "regions.geojson: is damaged, or not what its ending says; open it in the program it comes from and save it anew.")
fatal("GeoJSON of no features", content("regions.geojson", '{"type": "FeatureCollection", "features": []}'), "regions.geojson: has no columns at all: it holds no rows, or its table is missing (the .dbf of a Shapefile). Get a whole copy of it, or fill it in.")
fatal("regions all of points", lambda f: (f / "regions.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [
    {**x, "geometry": {"type": "Point", "coordinates": [121.4, 31.2]}} for x in small_study.regions()["features"]]})), "regions.geojson: none of its 3 rows can be used. The commonest reason (3 rows, first in row 0): There is no usable geometry (A shape encloses no area: draw it again as a polygon with at least three corners.).")
told("region without code", feature(2, code=None), {"code": "missing_value", "file": "regions.geojson", "row": "2", "field": "code"}, "code is empty; fill it in.")
told("region of no level", feature(2, level="parish"), {"code": "unknown_level", "file": "regions.geojson", "row": "2", "field": "level"}, 'The level "parish" is not one of country, province, city, district, town, community.')
told("region without shape", feature(2, geometry=None), {"code": "no_geometry", "file": "regions.geojson", "row": "2", "field": ""}, "There is no usable geometry (NULL).")
told("region that is a line", feature(2, geometry={"type": "LineString", "coordinates": [[121.42, 31.2], [121.44, 31.22]]}),
     {"code": "no_geometry", "file": "regions.geojson", "row": "2", "field": ""}, "There is no usable geometry (A shape encloses no area: draw it again as a polygon with at least three corners.).")
told("unclosed polygon", feature(2, geometry={"type": "Polygon", "coordinates": [box(121.42, 31.2, 121.44, 31.22)[0][:-1]]}),
     {"code": "geometry_repaired", "file": "regions.geojson", "row": "2", "field": ""}, "The geometry was not valid (Ring not closed); it was repaired.")
told("polygon that crosses itself", feature(2, geometry={"type": "Polygon", "coordinates": [
    [[121.42, 31.2], [121.44, 31.22], [121.44, 31.2], [121.42, 31.22], [121.42, 31.2]]]}), {"code": "geometry_repaired", "file": "regions.geojson", "row": "2", "field": ""}, "The geometry was not valid (Self-intersection [121.43 31.21]); it was repaired.")
told("polygon of two corners", feature(2, geometry={"type": "Polygon", "coordinates": [[[121.42, 31.2], [121.44, 31.22], [121.42, 31.2]]]}),
     {"code": "no_geometry", "file": "regions.geojson", "row": "2", "field": ""}, "There is no usable geometry (A shape encloses no area: draw it again as a polygon with at least three corners.).")
told("duplicate region code", feature(2, code="310101"), {"code": "duplicate_code", "file": "regions.geojson", "row": "2", "field": "code"}, "The code 310101 occurs more than once; the first row is kept.")
told("region in two parts", feature(2, code="310101", name="Westgate"), {"code": "merged_parts", "file": "regions.geojson", "row": "2", "field": "code"}, "Several rows share the code 310101; their polygons are merged into one region.")
told("orphan parent", feature(2, parent="999999"), {"code": "orphan_parent", "file": "regions.geojson", "row": "2", "field": "parent"}, "The parent 999999 is not among the regions; found by code or place instead: Yunxi.")
told("parents in a circle", feature(0, parent="310101"), {"code": "parent_cycle", "file": "regions.geojson", "row": "0", "field": "parent"}, "The region is its own ancestor through 310101; the parent is ignored.")
told("region outside its parent", feature(2, geometry={"type": "Polygon", "coordinates": box(121.43, 31.2, 121.46, 31.22)}),
     {"code": "outside_parent", "file": "regions.geojson", "row": "2", "field": "parent"}, "Only 33.3 % of the region lies inside its parent Yunxi; check the boundaries.")
told("regions that overlap", feature(2, geometry={"type": "Polygon", "coordinates": box(121.41, 31.2, 121.44, 31.22)}),
     {"code": "region_overlap", "file": "regions.geojson", "row": "2", "field": ""},
     "The region overlaps Westgate by 33.3 %; people there are counted in the one with the lower code.")
told("region swapped", feature(2, geometry={"type": "Polygon", "coordinates": box(31.2, 121.42, 31.22, 121.44)}),
     {"code": "lat_lon_swapped", "file": "regions.geojson", "row": "2", "field": ""}, "Latitude and longitude look swapped (31.2, 121.42); exchange the columns or the cells.")
told("region of unknown class", feature(2, **{"class": "lunar"}), {"code": "unknown_value", "file": "regions.geojson", "row": "2", "field": "class"}, 'class "lunar" is not one of central, urbanised, rural; it is ignored.')

# --- population ---

fatal("people without their column", column("people.csv", "age60"), "people.csv: no column for age60 (60岁及以上) was found among: name, lon, lat, resident. Write columns: {age60: ...}, or fix one value for all rows with set: {age60: ...}.")
fatal("people all in another country", every("people.csv", lambda r: r.update(lon="2.35", lat="48.85")), "people.csv: all of its 8 rows lie outside the study area and its margin; check crs: and the file.")
told("people all negative", every("people.csv", lambda r: r.update(resident="-5")), {"code": "negative_number", "file": "people.csv", "row": "2", "field": "resident"}, "resident is negative (-5); it is treated as unknown.")
fatal("population of nobody", every("people.csv", lambda r: r.update(resident="0", age60="0")), "people.csv: nobody lives here: every figure is 0 or unknown. Check groups: and the columns it names.")
told("negative people", cell("people.csv", 3, "resident", "-1500"), {"code": "negative_number", "file": "people.csv", "row": "3", "field": "resident"}, "resident is negative (-1500); it is treated as unknown.")
told("people in words", cell("people.csv", 3, "resident", "many"), {"code": "bad_number", "file": "people.csv", "row": "3", "field": "resident"}, 'resident is "many", not a number; it is treated as unknown.')
told("people NaN", cell("people.csv", 3, "resident", "NaN"), {"code": "bad_number", "file": "people.csv", "row": "3", "field": "resident"}, 'resident is "NaN", not a number; it is treated as unknown.')
told("group larger than the whole", cell("people.csv", 3, "age60", "9999"), {"code": "group_exceeds_total", "file": "people.csv", "row": "3", "field": "age60"}, "age60 (9999) is larger than the whole population (1500); check both figures.")
told("no figure", cell("people.csv", 3, "resident", ""), {"code": "missing_people", "file": "people.csv", "row": "3", "field": "resident"}, "resident is empty: nobody of this group is counted here. Fill it in, or write 0.")
told("more people than there are", cell("people.csv", 3, "resident", "1e15"), {"code": "impossible_number", "file": "people.csv", "row": "3", "field": "resident"}, "resident is 1e15, more than there can be (<= 9e12); it is treated as unknown.")
told("people swapped", several(cell("people.csv", 3, "lon", "31.21"), cell("people.csv", 3, "lat", "121.41")), {"code": "lat_lon_swapped", "file": "people.csv", "row": "3", "field": ""}, "Latitude and longitude look swapped (31.21, 121.41); exchange the columns or the cells.")
fatal("polygons that are points", study("form: points", "form: polygons"), "people.csv: none of its 8 rows can be used. The commonest reason (8 rows, first in row 2): There is no usable geometry (POINT).")
fatal("raster that is a table", study("form: points\n    year: 2025\n    groups: [resident, age60]", "form: raster\n    year: 2025\n    groups: [resident]"), "people.csv: is of no format that can be read here; CSV, XLSX, GeoPackage, Shapefile, GeoJSON and GeoTIFF can.")
fatal("raster with a missing band", several(raster([1] * 8), study("form: raster\n", "form: raster\n    band: 4\n")), "people.tif: has 1 bands, counted from 1; there is no band 4.")
fatal("raster of two groups", several(raster([1] * 8), study("groups: [resident]", "groups: [resident, age60]")), "study.yaml:13:13: a raster holds one group: write groups: [resident], and one entry per raster")
fatal("raster without system", raster([1] * 8, srs=None), "people.tif: neither the file nor the study says which coordinate system the coordinates are in: add crs: EPSG:4326, EPSG:4549, gcj02 or bd09, whichever is true.")
fatal("raster without place", raster([1] * 8, place=False), "people.tif: does not say where its cells are; georeference it first.")
fatal("raster of nobody", raster([0] * 8), "people.tif: band 1 holds no people in the study area; check band: and crs:.")
fatal("raster elsewhere", several(raster([100] * 8), lambda f: subprocess.run(
    [sys.executable, "-c", f"from osgeo import gdal; d = gdal.Open({str(f / 'people.tif')!r}, 1); d.SetGeoTransform([2, .01, 0, 48, 0, -.01])"], check=True)), "people.tif: band 1 holds no people in the study area; check band: and crs:.")
fatal("raster cut off", several(raster([100] * 8), cut("people.tif", 0.5)), "people.tif: is damaged or cut off (people.tif: TIFFFetchDirectory:people.tif: Can not read TIFF directory); get a whole copy of it.")
told("raster below zero", raster([100, 200, 300, -9999, 100, 200, 300, 400]), {"code": "negative_cells", "file": "people.tif", "row": "", "field": "resident"}, "1 cells of the raster are below 0 (resident); they count as empty. If this is how it marks missing data, declare that value as its nodata.")

# --- streets ---

fatal("broken pbf", streets_file("streets.osm.pbf", b"\x00\x00\x00\x0d\x0a\x09OSMHeader" + b"\xff" * 200), "streets.osm.pbf: OSM data cannot be read (end of buffer exception): the file is damaged or cut short; fetch it again.")
fatal("pbf that is text", streets_file("streets.osm.pbf", "hello"), "streets.osm.pbf: OSM data cannot be read (PBF error: invalid BlobHeader size (> max_blob_header_size)): the file is damaged or cut short; fetch it again.")
fatal("pbf of an enormous block", streets_file("streets.osm.pbf", b"\x7f\xff\xff\xff" + b"\x00" * 100), "streets.osm.pbf: OSM data cannot be read (PBF error: invalid BlobHeader size (> max_blob_header_size)): the file is damaged or cut short; fetch it again.")
fatal("truncated gz", streets_file("streets.osm.gz", gzip.compress(small_study.streets().encode())[:1000]), "streets.osm.gz: OSM data cannot be read (gzip error: read close failed): the file is damaged or cut short; fetch it again.")
fatal("bz2 that is none", streets_file("streets.osm.bz2", small_study.streets()), "streets.osm.bz2: OSM data cannot be read (bzip2 error: read failed: -5): the file is damaged or cut short; fetch it again.")
fatal("empty street file", content("streets.osm", b""), "streets.osm: the file is empty; fetch it again.")
fatal("OSM of nothing", content("streets.osm", "<osm version='0.6'></osm>"), "streets.osm: there is no street in it: no way with a highway tag, no line. Is it the right file?")
fatal("OSM that is a web page", content("streets.osm", "<html><body>Too many requests</body></html>"), "streets.osm: OSM data cannot be read (Unknown top-level element: html): the file is damaged or cut short; fetch it again.")
fatal("OSM cut off", cut("streets.osm", 0.8), "streets.osm: OSM data cannot be read (XML parsing error at line 166, column 155: unclosed token): the file is damaged or cut short; fetch it again.")
fatal("OSM of XML entities", content("streets.osm", "<!DOCTYPE osm [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY a{i} '{('&a%s;' % (i - 1 if i else '')) * 10}'>" for i in range(9)) + "]><osm version='0.6'><node id='1' lat='1' lon='1'>"
    "<tag k='a' v='&a8;'/></node></osm>"), "streets.osm: OSM data cannot be read (XML entities are not supported): the file is damaged or cut short; fetch it again.")
fatal("no walkable way", osm(highway="motorway"), "streets.osm: none of its 26 streets can be walked within the study area and its margin: 2 lie elsewhere (the file is around 121.420, 31.210, the study around 121.420, 31.210), 24 may not be walked by the foot rules; check the file, its crs: and the regions.")
fatal("streets far away", osm(west=2.0, south=48.0), "streets.osm: none of its 26 streets can be walked within the study area and its margin: 26 lie elsewhere (the file is around 2.040, 48.020, the study around 121.420, 31.210), 0 may not be walked by the foot rules; check the file, its crs: and the regions.")
fatal("streets that are points", streets_file("x.geojson", json.dumps({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [121.41, 31.21]}}]})), "x.geojson: none of its 1 rows is a street: streets are lines of two points or more, with coordinates that fit its crs:. Is it the right file?")
fatal("streets in metres said to be degrees", streets_file("x.geojson", json.dumps({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[347000, 3456000], [347100, 3456000]]}}]})), "x.geojson: none of its 1 rows is a street: streets are lines of two points or more, with coordinates that fit its crs:. Is it the right file?")
told("streets with missing nodes", lambda f: (f / "streets.osm").write_text(small_study.streets().replace("<nd ref='5'/>", "<nd ref='99999'/>")),
     {"code": "missing_nodes", "file": "streets.osm", "row": "", "field": ""}, "2 node references of ways are missing in the file (a cut extract), 2 of them of streets, which are shorter than in reality.")
told("place without a street", osm(lons=8, lats=9), {"code": "unsnapped", "file": "facilities.csv", "row": "3", "field": ""}, "No street lies within reach (1915 m away); the place takes no part in walking results.")
told("latitude of a node beyond the pole", lambda f: (f / "streets.osm").write_text(small_study.streets().replace("lat='31.1900'", "lat='131.1900'", 1)),
     {"code": "missing_nodes", "file": "streets.osm", "row": "", "field": ""}, "2 node references of ways are missing in the file (a cut extract), 1 of them of streets, which are shorter than in reality.")

# --- targets ---

fatal("targets without indicator", column("targets.csv", "indicator"), "targets.csv: no column for indicator (指标) was found among: plan, item, region_code, scope, parameters, op, value, unit, year, nature, source, text, responsible. Write columns: {indicator: ...}, or fix one value for all rows with set: {indicator: ...}.")
fatal("targets all unusable", every("targets.csv", lambda r: r.update(indicator="happiness")), 'targets.csv: none of its 4 rows can be used. The commonest reason (4 rows, first in row 2): indicator "happiness" cannot be used; write one such as: area_per_1000, beds, ')
told("target for an unknown region", cell("targets.csv", 3, "region_code", "310109"), {"code": "unknown_region", "file": "targets.csv", "row": "3", "field": "region_code"}, "The region code 310109 is not among the regions; the row is left out.")
told("target of an unknown indicator", cell("targets.csv", 3, "indicator", "happiness"), {"code": "bad_target", "file": "targets.csv", "row": "3", "field": "indicator"}, 'indicator "happiness" cannot be used; write one such as: area_per_1000, beds, ')
told("target without indicator", cell("targets.csv", 3, "indicator", ""), {"code": "missing_value", "file": "targets.csv", "row": "3", "field": "indicator"}, "indicator is empty; fill it in.")
told("target without comparison", cell("targets.csv", 3, "op", ""), {"code": "missing_value", "file": "targets.csv", "row": "3", "field": "op"}, "operator is empty; fill it in.")
told("target of an unknown comparison", cell("targets.csv", 3, "op", "about"), {"code": "bad_target", "file": "targets.csv", "row": "3", "field": "op"}, 'operator "about" cannot be used; write one such as: >=, <=, =, all. The target is left out.')
told("target of text", cell("targets.csv", 3, "value", "enough"), {"code": "bad_target", "file": "targets.csv", "row": "3", "field": "value"}, 'value "enough" cannot be used; write one such as: 40. The target is left out.')
told("target of NaN", cell("targets.csv", 3, "value", "nan"), {"code": "bad_target", "file": "targets.csv", "row": "3", "field": "value"}, 'value "nan" cannot be used; write one such as: 40. The target is left out.')
told("target of an odd scope", cell("targets.csv", 3, "scope", "each:galaxy"), {"code": "bad_target", "file": "targets.csv", "row": "3", "field": "scope"}, 'scope "each:galaxy" cannot be used; write one such as: each:district, each:town, each:community, each:circle. The target is left out.')
told("target of an odd class", cell("targets.csv", 3, "scope", "each:town:class=lunar"), {"code": "bad_target", "file": "targets.csv", "row": "3", "field": "scope"}, 'scope "each:town:class=lunar" cannot be used; write one such as: central, urbanised, rural. The target is left out.')
told("target of an unknown type", cell("targets.csv", 3, "parameters", "types=centre"), {"code": "bad_target", "file": "targets.csv", "row": "3", "field": "parameters"}, 'parameters "types=centre" cannot be used; write one such as: types=comprehensive_centre, day_care, elder_home, meal_point, activity_room, service_station, nursing_home, ')
told("target of an unknown group", cell("targets.csv", 3, "parameters", "types=meal_point|group=aged"), {"code": "bad_target", "file": "targets.csv", "row": "3", "field": "parameters"}, 'parameters "types=meal_point|group=aged" cannot be used; write one such as: group=age60. The target is left out.')
told("target of an unknown parameter", cell("targets.csv", 3, "parameters", "types=meal_point|colour=red"), {"code": "bad_target", "file": "targets.csv", "row": "3", "field": "parameters"}, 'parameters "types=meal_point|colour=red" cannot be used; write one such as: types=..., ')
told("target of an odd mode", cell("targets.csv", 3, "parameters", "types=meal_point|mode=car"), {"code": "bad_target", "file": "targets.csv", "row": "3", "field": "parameters"}, 'parameters "types=meal_point|mode=car" cannot be used; write one such as: mode=circle, network, ratio. The target is left out.')
told("target of an unknown profile", cell("targets.csv", 4, "parameters", "types=meal_point|group=age60|limit=15|mode=network:elder"), {"code": "not_computed", "file": "targets.csv", "row": "4", "field": "parameters"}, 'parameters "types=meal_point|group=age60|limit=15|mode=network:elder" asks for what this study does not compute (profiles); the target stays without data. Add it to the study file, or change the target.')
told("target of a limit that is not computed", cell("targets.csv", 4, "parameters", "types=meal_point|group=age60|limit=12|mode=network"), {"code": "not_computed", "file": "targets.csv", "row": "4", "field": "parameters"}, 'parameters "types=meal_point|group=age60|limit=12|mode=network" asks for what this study does not compute (limits_min); the target stays without data. Add it to the study file, or change the target.')
told("target of a negative limit", cell("targets.csv", 4, "parameters", "types=meal_point|group=age60|limit=-5|mode=network"), {"code": "bad_target", "file": "targets.csv", "row": "4", "field": "parameters"}, 'parameters "types=meal_point|group=age60|limit=-5|mode=network" cannot be used; write one such as: limit=15. The target is left out.')
told("target of an odd year", cell("targets.csv", 3, "year", "soon"), {"code": "bad_target", "file": "targets.csv", "row": "3", "field": "year"}, 'year "soon" cannot be used; write one such as: 2025. The target is left out.')
told("target of an odd nature", cell("targets.csv", 3, "nature", "wishful"), {"code": "unknown_value", "file": "targets.csv", "row": "3", "field": "nature"}, 'nature "wishful" is not one of binding, expected; it is ignored.')
told("target below zero", cell("targets.csv", 3, "value", "-1"), {"code": "bad_target", "file": "targets.csv", "row": "3", "field": "value"}, 'value "-1" cannot be used; write one such as: 40. The target is left out.')
told("percentage above 100", cell("targets.csv", 4, "value", "800"), {"code": "doubtful_number", "file": "targets.csv", "row": "4", "field": "value"}, "value is 800, far beyond what is usual (<= 100 %); check the unit. It is used as given.")


# --- the runner ---

def run(folder, language, *more):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_ALL", "LANG"))}
    done = subprocess.run([CLI, "run", "study.yaml", "--quiet", "--lang", language, *more], cwd=folder, capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=120, env=environment)
    done.words = done.stderr.decode("utf-8", "replace").replace(f"{folder}/", "").replace(str(folder), "")
    return done


def outputs(folder):
    """What a run leaves but for its store, byte by byte; hidden files, too."""
    out = folder / "out"
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file() and not p.name.startswith("lifecircle.sqlite")}


def assert_chinese(words):
    """No English sentence in a Chinese message: what is quoted (names, values, a library's own words in brackets) aside."""
    assert re.search("[\u4e00-\u9fff]", words), words
    plain = words
    for pattern in (r"“[^”]*”", r"（[^（）]*）", r"\([^()]*\)", r"\{[^{}]*\}", r"[\w./-]+\.\w+", r"[a-z_0-9]+(, [a-z_0-9]+)+"):
        plain = re.sub(pattern, " ", plain)
    assert not re.search(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}", plain), words


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    folder = tmp_path_factory.mktemp("good")
    small_study.write(folder)
    done = run(folder, "en")
    assert done.returncode == 0, done.words
    assert done.words == ""
    return folder


def broken(case, good, tmp_path):
    folder = tmp_path / "study"
    shutil.copytree(good, folder)
    case.change(folder)
    return folder


FATAL = [case for case in CASES if case.code != GOOD]
TOLD = [case for case in CASES if case.code == GOOD]


def named(cases):
    return pytest.mark.parametrize("case", cases, ids=[case.name for case in cases])


def test_every_case_has_a_name_of_its_own():
    assert len({case.name for case in CASES}) == len(CASES)


@named(FATAL)
def test_fatal(case, good, tmp_path):
    folder = broken(case, good, tmp_path)
    done = run(folder, "en", "--overwrite")
    assert done.returncode == case.code, done.words
    assert done.words.startswith("lifecircle: ") and done.words.count("\n") == 1
    assert done.words.count(case.say) == 1, done.words
    assert done.stdout == b""
    chinese = run(folder, "zh", "--overwrite")
    assert chinese.returncode == case.code
    assert_chinese(chinese.words)
    assert outputs(folder) == outputs(good)


@named(FATAL[::6])
def test_mended(case, good, tmp_path):
    """After a failed run the mended study gives what it gave before."""
    folder = broken(case, good, tmp_path)
    run(folder, "en", "--overwrite")
    for path in good.iterdir():
        if path.is_file():
            there = folder / path.name
            if there.is_dir():
                there.rmdir()
            else:
                there.unlink(missing_ok=True)
            shutil.copy(path, there)
    done = run(folder, "en", "--overwrite")
    assert done.returncode == 0, done.words
    assert outputs(folder) == outputs(good)


@named(TOLD)
def test_told(case, good, tmp_path):
    folder = broken(case, good, tmp_path)
    done = run(folder, "en", "--overwrite")
    assert done.returncode == 0, done.words
    found = [row for row in rows(folder / "out/findings.csv") if all(row[k] == v for k, v in case.finding.items())]
    assert found, (folder / "out/findings.csv").read_text(encoding="utf-8")
    assert case.say in found[0]["message"]
    # The words follow the reader's language, not that of the run that read the files.
    assert run(folder, "zh", "--overwrite").returncode == 0
    chinese = [row for row in rows(folder / "out/findings.csv") if all(row[k] == v for k, v in case.finding.items())]
    assert len(chinese) == len(found)
    assert_chinese(chinese[0]["message"])
