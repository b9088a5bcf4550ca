"""Large and hostile inputs for real, made in a scratch folder: each must end with its code, in its memory and time. docs/limits.md has what was
measured. Alone: PYTHONPATH=tests/support LC_CLI=build/release/bin/lifecircle python3 tests/soak/limits.py [NAME ...]"""
import gzip
import math
import os
import random
import resource
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

import small_study
from breaking import content, facilities_from, geopackage, study
from bad_input.m_limits import repeated_members

MB = 1 << 20


def facilities(count):
    def change(folder):
        chance = random.Random(1)
        with open(folder / "facilities.csv", "w", encoding="utf-8") as out:
            out.write("code,name,type,lon,lat,area_m2\n")
            for i in range(count):
                out.write(f"C{i},n{i},meal_point,{121.40 + 0.04 * chance.random():.7f},{31.20 + 0.02 * chance.random():.7f},100\n")
    return change


def outline(corners):
    """A region of so many corners, in a GeoPackage."""
    def change(folder):
        from osgeo import ogr, osr
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(4326)
        source = ogr.GetDriverByName("GPKG").CreateDataSource(str(folder / "r.gpkg"))
        layer = source.CreateLayer("r", reference, ogr.wkbPolygon)
        for key in ("code", "name", "level"):
            layer.CreateField(ogr.FieldDefn(key, ogr.OFTString))
        ring = bytearray()
        for i in list(range(corners)) + [0]:
            turn = 2 * math.pi * i / corners
            far = 0.02 + 0.0005 * math.sin(500 * turn)
            ring += struct.pack("<dd", 121.42 + far * math.cos(turn), 31.21 + 0.5 * far * math.sin(turn))
        made = ogr.Feature(layer.GetLayerDefn())
        for key, value in (("code", "310100"), ("name", "Yunxi"), ("level", "district")):
            made.SetField(key, value)
        made.SetGeometry(ogr.CreateGeometryFromWkb(bytes(struct.pack("<BIII", 1, 3, 1, corners + 1) + ring)))
        layer.CreateFeature(made)
        made = layer = source = None
        targets = folder / "targets.csv"
        targets.write_text(targets.read_text().replace("310102", "310100"))
        study("regions.geojson", "r.gpkg")(folder)
    return change


def view(rows):
    """A layer that makes its rows when it is asked for them."""
    def change(folder):
        geopackage()(folder)
        study("  - file: places.gpkg\n", "  - file: places.gpkg\n    layer: places\n")(folder)
        base = sqlite3.connect(folder / "places.gpkg")
        base.execute("ALTER TABLE places RENAME TO t0")
        for table in ("gpkg_contents", "gpkg_geometry_columns"):
            base.execute(f"UPDATE {table} SET table_name = 'places' WHERE table_name = 't0'")
        base.execute(f"CREATE VIEW places AS WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < {rows}) "
                     "SELECT i AS fid, geom, code || i AS code, name, type FROM k, (SELECT * FROM t0 LIMIT 1)")
        base.commit()
    return change


def packed_streets(block, count, before="", behind=""):
    def change(folder):
        head = small_study.streets().split("</osm>")[0]
        member = gzip.compress(block)
        (folder / "s.osm.gz").write_bytes(gzip.compress((head + before).encode()) + member * count + gzip.compress((behind + "</osm>").encode()))
        study("streets.osm", "s.osm.gz")(folder)
    return change


def blocks_of_zeros(count):
    def number(n):
        return bytes([n & 127 | 128]) + number(n >> 7) if n > 127 else bytes([n])

    def field(n, data):
        return number(n << 3 | 2) + number(len(data)) + data

    def block(kind, blob):
        head = field(1, kind) + number(3 << 3) + number(len(blob))
        return struct.pack(">I", len(head)) + head + blob
    zeros = zlib.compress(bytes(31 * MB))
    header = block(b"OSMHeader", field(1, field(4, b"OsmSchema-V0.6") + field(4, b"DenseNodes")))
    data = block(b"OSMData", number(2 << 3) + number(31 * MB) + field(3, zeros))
    return lambda folder: (content("x.osm.pbf", header + data * count)(folder), study("streets.osm", "x.osm.pbf")(folder))


# name: what is made, exit code, words of the message, most memory in MB, most seconds of one core
CASES = {
    "a million facilities": (facilities(10 ** 6), 0, "", 6000, 900),
    "a region of a million corners": (outline(10 ** 6), 0, "", 3000, 300),
    "a region of ten million corners": (outline(10 ** 7), 0, "", 12000, 1500),
    "a workbook of a gigabyte": (repeated_members("places.xlsx", b"0" * MB, 1024, b""), 2, "when it is unpacked", 200, 10),
    "a view of a billion rows": (view(10 ** 9), 2, "million rows", 500, 900),
    "streets that unpack to two gigabytes of blanks": (packed_streets(b" " * MB, 2048), 0, "", 300, 120),
    "a tag of 64 MB": (packed_streets(b"x" * MB, 64, "<way id='5' version='1'><tag k='a' v='", "'/></way>"), 2, "too long", 500, 60),
    "200 blocks of zeros": (blocks_of_zeros(200), 2, "OSM data cannot be read", 400, 180),
}


def try_one(name):
    change, code, words, most_mb, most_s = CASES[name]
    folder = Path(tempfile.mkdtemp(prefix="limits-"))
    try:
        small_study.write(folder)
        change(folder)
        began = time.monotonic()
        child = subprocess.Popen([os.path.abspath(os.environ["LC_CLI"]), "run", "study.yaml", "--out", "out", "--lang", "en", "--quiet"], cwd=folder,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (2 * most_s, 2 * most_s)))
        told = child.stderr.read().decode("utf-8", "replace")
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        mb, cpu_s = used.ru_maxrss // 1024, used.ru_utime + used.ru_stime
        good = child.returncode == code and words in told and mb <= most_mb and cpu_s <= most_s
        print(f"{'ok  ' if good else 'FAIL'} {name}: exit {child.returncode}, {mb} MB, {cpu_s:.1f} s of a core, {time.monotonic() - began:.1f} s. {told.strip()[:300]}", flush=True)
        return good
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(0 if all([try_one(name) for name in sys.argv[1:] or CASES]) else 1)
