"""Streets"""
import gzip
import json

import small_study
from bad_input import fatal, told
from breaking import *

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
     {"code": "missing_nodes", "file": "streets.osm", "row": "", "field": ""}, "2 node references of ways are missing in the file (a cut extract), 2 of them of streets, which are shorter than in reality. Cut the extract anew with its ways whole, and beyond the boundary.")
told("place without a street", osm(lons=8, lats=9), {"code": "unsnapped", "file": "facilities.csv", "row": "3", "field": ""}, "No street lies within reach (1915 m away); the place takes no part in walking results. Check its coordinates, or add the way to it to the streets.")
told("latitude of a node beyond the pole", lambda f: (f / "streets.osm").write_text(small_study.streets().replace("lat='31.1900'", "lat='131.1900'", 1)),
     {"code": "missing_nodes", "file": "streets.osm", "row": "", "field": ""}, "2 node references of ways are missing in the file (a cut extract), 1 of them of streets, which are shorter than in reality. Cut the extract anew with its ways whole, and beyond the boundary.")
