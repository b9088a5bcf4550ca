"""Regions"""
import json

import small_study
from bad_input import fatal, told
from breaking import *
from small_study import box

fatal("regions without code", lambda f: (f / "regions.geojson").write_text(json.dumps(small_study.regions()).replace('"code"', '"kode"')), "regions.geojson: no column for code (编码) was found among: kode, name, level, parent. Write columns: {code: kode}, or fix one value for all rows with set: {code: ...}.")
fatal("regions without shapes", several(content("regions.csv", "code,name,level\n1,A,district\n"), study("regions.geojson", "regions.csv")), "regions.csv: the file has no geometry, but regions need one; give a layer with shapes (GeoPackage, Shapefile, GeoJSON).")
fatal("GeoJSON cut off", cut("regions.geojson", 0.7), "regions.geojson: is damaged or cut off (At line 1, character 541: Unterminated string); get a whole copy of it.")
fatal("GeoJSON that is no JSON", content("regions.geojson", "{not json"), "regions.geojson: is damaged, or not what its ending says; open it in the program it comes from and save it anew.")
fatal("GeoJSON of no features", content("regions.geojson", '{"type": "FeatureCollection", "features": []}'), "regions.geojson: has no columns at all: it holds no rows, or its table is missing (the .dbf of a Shapefile). Get a whole copy of it, or fill it in.")
fatal("regions all of points", lambda f: (f / "regions.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [
    {**x, "geometry": {"type": "Point", "coordinates": [121.4, 31.2]}} for x in small_study.regions()["features"]]})), "regions.geojson: none of its 3 rows can be used. The commonest reason (3 rows, first in row 0): There is no usable geometry (A shape encloses no area: draw it again as a polygon with at least three corners.); the row is left out. Draw it anew in the source file, or delete the row.")
told("region without code", feature(2, code=None), {"code": "missing_value", "file": "regions.geojson", "row": "2", "field": "code"}, "code is empty. Fill in code.")
told("region of no level", feature(2, level="parish"), {"code": "unknown_level", "file": "regions.geojson", "row": "2", "field": "level"}, 'The level "parish" is not one of country, province, city, district, town, community; the row is left out. Use one of these words, or translate it with map:.')
told("region without shape", feature(2, geometry=None), {"code": "no_geometry", "file": "regions.geojson", "row": "2", "field": ""}, "There is no usable geometry (NULL); the row is left out. Draw it anew in the source file, or delete the row.")
told("region that is a line", feature(2, geometry={"type": "LineString", "coordinates": [[121.42, 31.2], [121.44, 31.22]]}),
     {"code": "no_geometry", "file": "regions.geojson", "row": "2", "field": ""}, "There is no usable geometry (A shape encloses no area: draw it again as a polygon with at least three corners.); the row is left out. Draw it anew in the source file, or delete the row.")
told("unclosed polygon", feature(2, geometry={"type": "Polygon", "coordinates": [box(121.42, 31.2, 121.44, 31.22)[0][:-1]]}),
     {"code": "geometry_repaired", "file": "regions.geojson", "row": "2", "field": ""}, "The geometry was not valid (Ring not closed); it was repaired. Its area: 4226230 m2 -> 4226230 m2 (+0.0 %). Look at the outline in a GIS and repair it there.")
told("polygon that crosses itself", feature(2, geometry={"type": "Polygon", "coordinates": [
    [[121.42, 31.2], [121.44, 31.22], [121.44, 31.2], [121.42, 31.22], [121.42, 31.2]]]}), {"code": "geometry_repaired", "file": "regions.geojson", "row": "2", "field": ""}, "The geometry was not valid (Self-intersection [121.43 31.21]); it was repaired. Its area: 0 m2 -> 2113115 m2. Look at the outline in a GIS and repair it there.")
told("polygon of two corners", feature(2, geometry={"type": "Polygon", "coordinates": [[[121.42, 31.2], [121.44, 31.22], [121.42, 31.2]]]}),
     {"code": "no_geometry", "file": "regions.geojson", "row": "2", "field": ""}, "There is no usable geometry (A shape encloses no area: draw it again as a polygon with at least three corners.); the row is left out. Draw it anew in the source file, or delete the row.")
told("duplicate region code", feature(2, code="310101"), {"code": "duplicate_code", "file": "regions.geojson", "row": "2", "field": "code"}, "The code 310101 is also that of Westgate (row 1), which is kept; this region is left out of every table and of every sum of its level. Give each region a code of its own, or delete the row.")
told("region in two parts", feature(2, code="310101", name="Westgate"), {"code": "merged_parts", "file": "regions.geojson", "row": "2", "field": "code"}, "Several rows share the code 310101; their polygons are merged into one region.")
told("orphan parent", feature(2, parent="999999"), {"code": "orphan_parent", "file": "regions.geojson", "row": "2", "field": "parent"}, "The parent 999999 is not among the regions; found by code or place instead: Yunxi. Correct the code of the parent, or add that region.")
told("parents in a circle", feature(0, parent="310101"), {"code": "parent_cycle", "file": "regions.geojson", "row": "0", "field": "parent"}, "The region is its own ancestor through 310101; the parent is ignored. Correct the code of the parent.")
told("region outside its parent", feature(2, geometry={"type": "Polygon", "coordinates": box(121.43, 31.2, 121.46, 31.22)}),
     {"code": "outside_parent", "file": "regions.geojson", "row": "2", "field": "parent"}, "Only 33.3 % of the region lies inside its parent Yunxi. Check the boundaries of both.")
told("regions that overlap", feature(2, geometry={"type": "Polygon", "coordinates": box(121.41, 31.2, 121.44, 31.22)}),
     {"code": "region_overlap", "file": "regions.geojson", "row": "2", "field": ""},
     "The region overlaps Westgate by 33.3 %; people there are counted in the one with the lower code. Correct the boundary between the two.")
told("region swapped", feature(2, geometry={"type": "Polygon", "coordinates": box(31.2, 121.42, 31.22, 121.44)}),
     {"code": "lat_lon_swapped", "file": "regions.geojson", "row": "2", "field": ""}, "Latitude and longitude look swapped (31.2, 121.42); the row is left out. Exchange the columns or the cells.")
told("region of unknown class", feature(2, **{"class": "lunar"}), {"code": "unknown_value", "file": "regions.geojson", "row": "2", "field": "class"}, 'class "lunar" is not one of central, urbanised, rural; it is ignored. Use one of these words, or translate it with map:.')
