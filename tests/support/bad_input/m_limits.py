"""Offsets and limits"""
import offsets
import small_study
from bad_input import fatal, told
from breaking import *


def from_web_map(move, count=8):
    """A register whose places, near the eastern side of Westgate, bear that name."""
    def change(folder):
        lines = ["code,name,type,lon,lat"]
        for i in range(count):
            lon, lat = move(121.4175, 31.203 + 0.0015 * i)
            lines.append(f"C{i},Westgate canteen {i},meal_point,{lon:.7f},{lat:.7f}")
        (folder / "facilities.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return change


def in_metres(epsg):
    """The facilities in a system of metres, by PROJ."""
    def change(folder):
        from osgeo import osr
        source, target = osr.SpatialReference(), osr.SpatialReference()
        for system, code in ((source, 4326), (target, epsg)):
            system.ImportFromEPSG(code)
            system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        move = osr.CoordinateTransformation(source, target)
        rows = small_study.table(small_study.FACILITIES)
        for row in rows[1:]:
            x, y, _ = move.TransformPoint(float(row[3]), float(row[4]))
            row[3:5] = f"{x:.3f}", f"{y:.3f}"
        (folder / "facilities.csv").write_text(small_study.untable(rows), encoding="utf-8")
    return change


told("coordinates of a web map said to be WGS-84", from_web_map(offsets.gcj02_from_wgs84), {"code": "looks_like_gcj02", "file": "facilities.csv", "field": "crs"},
     "The coordinates of the whole file are shifted, like those of a web map (GCJ-02): as GCJ-02, 8 places lie in the region that their region, name or address speaks of; as declared now only 0 of 8. Write crs: gcj02 below this file in the study file.")
told("Baidu's coordinates said to be GCJ-02", several(from_web_map(lambda lon, lat: offsets.bd09_from_gcj02(*offsets.gcj02_from_wgs84(lon, lat))),
                                                       study("facilities.csv\n    crs: EPSG:4326", "facilities.csv\n    crs: gcj02")),
     {"code": "looks_like_bd09", "file": "facilities.csv", "field": "crs"},
     "The coordinates of the whole file are shifted, like those of a web map (BD-09): as BD-09, 8 places lie in the region that their region, name or address speaks of; as declared now only 0 of 8. Write crs: bd09 below this file in the study file.")
told("WGS-84 said to be GCJ-02", several(lambda f: from_web_map(lambda lon, lat: (lon + 0.004, lat))(f), study("facilities.csv\n    crs: EPSG:4326", "facilities.csv\n    crs: gcj02"),
                                         lambda f: (f / "facilities.csv").write_text((f / "facilities.csv").read_text(encoding="utf-8").replace("Westgate", "Eastgate"), encoding="utf-8")),
     {"code": "looks_like_wgs84", "file": "facilities.csv", "field": "crs"},
     "The coordinates of the whole file are shifted the other way, for they are plain WGS-84: as WGS-84, 8 places lie in the region that their region, name or address speaks of; as declared now only 0 of 8. Write crs: EPSG:4326 below this file in the study file.")
fatal("metres of the next zone", several(in_metres(4549), study("facilities.csv\n    crs: EPSG:4326", "facilities.csv\n    crs: EPSG:4550")), "facilities.csv: none of its 6 rows can be used. The commonest reason (6 rows, first in row 2): The place lies > 282.6 km outside the study area and is not used. Check the coordinates, or the coordinate system that crs: names.")


def repeated_members(name, block, count, tail):
    """A zip of one more part, `block` count times over: each time the same packed bytes."""
    def change(folder):
        import zipfile
        import zlib
        workbook({"a": [["code", "name", "type", "lon", "lat"], ["F1", "West centre", "meal_point", 121.4051, 31.2051]]}, name)(folder)
        maker = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = maker.compress(block) + maker.flush(zlib.Z_FULL_FLUSH)

        class Baked:
            def compress(self, data):
                return packed if data is block else self.end(data, zlib.Z_FULL_FLUSH)

            def flush(self):
                return self.end(tail, zlib.Z_FINISH)

            @staticmethod
            def end(data, how):
                one = zlib.compressobj(6, zlib.DEFLATED, -15)
                return one.compress(data) + one.flush(how)
        with zipfile.ZipFile(folder / name, "a", zipfile.ZIP_DEFLATED) as book, book.open("xl/media/a.xml", "w", force_zip64=True) as part:
            part._compressor = Baked()
            for _ in range(count):
                part.write(block)
    return several(change, facilities_from(name, "    crs: EPSG:4326\n"))


def pbf_that_says(size):
    """An OSMHeader block that says it unpacks to this many bytes."""
    import struct

    def number(n):
        return bytes([n & 127 | 128]) + number(n >> 7) if n > 127 else bytes([n])
    blob = number(2 << 3) + number(size) + number(3 << 3 | 2) + number(1) + b"x"
    head = number(1 << 3 | 2) + number(9) + b"OSMHeader" + number(3 << 3) + number(len(blob))
    return several(study("streets.osm", "x.osm.pbf"), content("x.osm.pbf", struct.pack(">I", len(head)) + head + blob))


def across_the_date_line(folder):
    import json
    data = small_study.regions()
    south, north = small_study.SOUTH, small_study.NORTH
    data["features"][0]["geometry"] = {"type": "MultiPolygon", "coordinates": [small_study.box(179.98, south, 180, north), small_study.box(-180, south, -179.98, north)]}
    data["features"] = data["features"][:1]
    (folder / "regions.geojson").write_text(json.dumps(data), encoding="utf-8")


def laughing(head, tail):
    return ("<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a0 'lol'>" + "".join(f"<!ENTITY a{i} '" + f"&a{i - 1};" * 10 + "'>" for i in range(1, 11)) +
            f"]>{head}&a10;{tail}")


fatal("workbook of a gigabyte of zeros", repeated_members("places.xlsx", b"0" * (1 << 20), 600, b""),
      "places.xlsx: holds more than 512 MB when it is unpacked, too much for a workbook; save the sheet as CSV UTF-8, or take out what is not needed.")
fatal("PBF that says it is 2 GB", pbf_that_says((1 << 31) - 1), "x.osm.pbf: OSM data cannot be read (PBF error: illegal blob size): the file is damaged or cut short; fetch it again.")
fatal("OSM whose entities multiply", content("streets.osm", laughing("<osm version='0.6'><node id='1' lat='31.2' lon='121.4'><tag k='a' v='", "'/></node></osm>")),
      "streets.osm: OSM data cannot be read (XML entities are not supported): the file is damaged or cut short; fetch it again.")
fatal("OSM nested without end", content("streets.osm", "<osm version='0.6'>" + "<a>" * 100000), "streets.osm: OSM data cannot be read (xml file nested too deep): the file is damaged or cut short; fetch it again.")
fatal("GeoJSON nested without end", several(content("places.geojson", '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"x":' + "[" * 100000), facilities_from("places.geojson")),
      "Too many nested objects and/or arrays")
fatal("study area on both sides of the date line", across_the_date_line,
      "The study area reaches from longitude -180 to 180: places on both sides of the 180th meridian cannot be in one study. Make one for each side, or check the coordinates of the regions.")
told("coordinates without end", line("facilities.csv", "F9,Far,meal_point,1e308,31.21,1,2,2020-01-01,open\n"), {"code": "looks_like_metres", "file": "facilities.csv", "row": "8"}, "The coordinates 1e+308, 31.21 are metres")
told("coordinates that are no number", line("facilities.csv", "F9,Far,meal_point,NaN,31.21,1,2,2020-01-01,open\n"), {"code": "bad_coordinates", "file": "facilities.csv", "row": "8"}, "The coordinates NaN are no place on earth; the row is left out. Correct the coordinates.")
told("WKT nested without end", several(content("w.csv", 'code;name;type;wkt\nF1;West;meal_point;POINT (121.41 31.21)\nF2;Far;meal_point;"' + "GEOMETRYCOLLECTION(" * 20000 + '"\n'),
                                       facilities_from("w.csv", "    crs: EPSG:4326\n")), {"code": "no_geometry", "file": "w.csv", "row": "3"}, "There is no usable geometry")
