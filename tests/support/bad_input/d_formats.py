"""Workbooks, Shapefiles, GeoPackages"""
import zipfile

import small_study
from bad_input import fatal, told
from breaking import *

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
fatal("Shapefile without .prj", several(shapefile(), remove("places.prj")), "places.shp: neither the file nor the study says which coordinate system the coordinates are in. They are degrees (e.g. 121.4051, 31.2051): add crs: EPSG:4326, gcj02 or bd09, whichever is true.")
fatal("easting and northing without system", several(every("facilities.csv", lambda r: r.update(lon="634000", lat="3453700")), study("facilities.csv\n    crs: EPSG:4326", "facilities.csv")), "facilities.csv: neither the file nor the study says which coordinate system the coordinates are in. They are metres (e.g. 634000, 3453700), most likely EPSG:4549 (CGCS2000 in zones of 3 degrees), which fits them: add crs: EPSG:4549 if that is true.")
fatal("Shapefile cut off", several(shapefile(), cut("places.shp", 0.9)), "places.shp: is cut off: it has 140 of 156 bytes; get a whole copy of it.")
fatal("Shapefile table cut off", several(shapefile(), cut("places.dbf", 0.7)), "places.dbf: is cut off: it has 428 of 611 bytes; get a whole copy of it.")
fatal("Shapefile that is none", several(shapefile(), content("places.shp", b"hello" * 40)), "places.shp: is damaged, or not what its ending says; open it in the program it comes from and save it anew.")
told("Shapefile in GBK declared UTF-8", several(
    layer("places.shp", "ESRI Shapefile", [(w, {**v, "name": "东区" + v["name"]}) for w, v in FACILITY_ROWS], 1,
          options=["ENCODING=GBK"]), facilities_from("places.shp", "    encoding: UTF-8\n")), {"code": "bad_encoding", "file": "places.shp", "row": "0", "field": "name"}, "Text in column name does not decode. Name the right encoding with encoding: (for Chinese files usually GBK or UTF-8).")
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
