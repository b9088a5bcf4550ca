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
     "8/8 places lie in the region they name if the coordinates are GCJ-02, 0/8 (EPSG:4326) as declared. Write crs: gcj02 for this file.")
told("Baidu's coordinates said to be GCJ-02", several(from_web_map(lambda lon, lat: offsets.bd09_from_gcj02(*offsets.gcj02_from_wgs84(lon, lat))),
                                                       study("facilities.csv\n    crs: EPSG:4326", "facilities.csv\n    crs: gcj02")),
     {"code": "looks_like_bd09", "file": "facilities.csv", "field": "crs"},
     "8/8 places lie in the region they name if the coordinates are BD-09, 0/8 (GCJ-02) as declared. Write crs: bd09 for this file.")
told("WGS-84 said to be GCJ-02", several(lambda f: from_web_map(lambda lon, lat: (lon + 0.004, lat))(f), study("facilities.csv\n    crs: EPSG:4326", "facilities.csv\n    crs: gcj02"),
                                         lambda f: (f / "facilities.csv").write_text((f / "facilities.csv").read_text(encoding="utf-8").replace("Westgate", "Eastgate"), encoding="utf-8")),
     {"code": "looks_like_wgs84", "file": "facilities.csv", "field": "crs"},
     "8/8 places lie in the region they name if the coordinates are WGS-84, 0/8 (GCJ-02) as declared. Write crs: EPSG:4326 for this file.")
fatal("metres of the next zone", several(in_metres(4549), study("facilities.csv\n    crs: EPSG:4326", "facilities.csv\n    crs: EPSG:4550")), "facilities.csv: none of its 6 rows can be used. The commonest reason (6 rows, first in row 2): The place lies > 282.6 km outside the study area and is not used; check the coordinates or the coordinate system.")
