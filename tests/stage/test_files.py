"""The files that other programs take: Shapefiles, GeoJSON, CSV and JSON hold what the GeoPackage holds, as their formats have it."""
import csv
import json
import math
import re
import shutil
import sqlite3

import pytest

from lc_demo import demo_run
from lc_run import SOURCE, lifecircle, rows, run

gdal = pytest.importorskip("osgeo.gdal", reason="reading layers needs python3-gdal")
gdal.UseExceptions()
LAYERS = ["regions", "results", "circles", "facilities", "service_circles", "service_streets", "service_areas", "demand", "gaps", "findings"]
TOWN = SOURCE / "tests/stage/town"


def read(path, layer=None):
    """The rows of a layer, their outlines as WKB, and for each field its width and decimals."""
    data = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    source = data.GetLayerByName(layer) if layer else data.GetLayer(0)
    definition = source.GetLayerDefn()
    fields = [definition.GetFieldDefn(i) for i in range(definition.GetFieldCount())]
    table = [([f.GetField(i) for i in range(len(fields))], f.geometry() and f.geometry().Clone()) for f in source]
    return [f.GetName() for f in fields], [(f.GetWidth(), f.GetPrecision()) for f in fields], table, source.GetSpatialRef()


def open_gpkg(out, folder):
    """A copy: reading leaves no mark, but it is shared with other tests."""
    return shutil.copy(out / "lifecircle.gpkg", folder)


@pytest.fixture(scope="module")
def out():
    return demo_run()


@pytest.fixture(scope="module")
def gpkg(out, tmp_path_factory):
    path = open_gpkg(out, tmp_path_factory.mktemp("gpkg"))
    return {name: read(path, name) for name in LAYERS}


def short_names(out):
    names = {}
    for row in rows(out / "shapefile/FIELDS.csv"):
        names.setdefault(row["layer"], {})[row["field"]] = row["name"]
    return names


def test_the_geopackage_keeps_to_its_standard(out, tmp_path):
    base = sqlite3.connect(open_gpkg(out, tmp_path))
    assert base.execute("PRAGMA application_id").fetchone()[0] == int.from_bytes(b"GPKG", "big")
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)] and base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert {n for n, in base.execute("SELECT table_name FROM gpkg_contents WHERE srs_id = 4326 AND data_type = 'features'")} == set(LAYERS)


# --- Shapefiles ---

@pytest.mark.parametrize("name", LAYERS)
def test_a_shapefile_has_its_parts(out, name):
    for ending in ("shp", "shx", "dbf", "prj", "cpg"):
        assert (out / f"shapefile/{name}.{ending}").stat().st_size > 0, ending
    assert (out / f"shapefile/{name}.cpg").read_text().strip() == "UTF-8"


@pytest.mark.parametrize("name", LAYERS)
def test_short_names_are_short_and_published(out, name, gpkg):
    fields, _, _, crs = read(out / f"shapefile/{name}.shp")
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,9}", f) for f in fields) and len({f.lower() for f in fields}) == len(fields)
    assert list(short_names(out)[name].items()) == list(zip(fields, gpkg[name][0]))
    assert crs.IsGeographic() and crs.GetName() in ("WGS 84", "GCS_WGS_1984")


def same(brief, whole, width, decimals):
    if whole is None or brief is None:
        return brief is None and whole in (None, "")
    if isinstance(whole, str):
        cut = whole.encode()[:width].decode(errors="ignore")
        return brief == cut or brief == cut.rstrip()
    return math.isclose(brief, whole, rel_tol=0, abs_tol=0.5000001 * 10 ** -decimals)


@pytest.mark.parametrize("name", LAYERS)
def test_a_shapefile_says_what_the_geopackage_says(out, name, gpkg):
    fields, shapes, brief, _ = read(out / f"shapefile/{name}.shp")
    _, _, whole, _ = gpkg[name]
    assert len(brief) == len(whole) > 0
    for (short, outline), (full, shape) in zip(brief, whole):
        for field, (width, decimals), a, b in zip(fields, shapes, short, full):
            assert same(a, b, width, decimals), (field, a, b)
        assert (outline is None) == (shape is None)
        if shape is not None:
            assert outline.GetEnvelope() == shape.GetEnvelope()
            assert math.isclose(outline.GetArea(), shape.GetArea(), rel_tol=1e-9)


# --- GeoJSON ---

@pytest.fixture(scope="module")
def geojson(out, tmp_path_factory):
    folder = tmp_path_factory.mktemp("geojson")
    done = lifecircle("export", out / "lifecircle.sqlite", folder / "out", "--format", "geojson")
    assert done.returncode == 0, done.stderr
    return {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in (folder / "out/geojson").glob("*.geojson")}


def turn(ring):
    """Twice the area, positive when it is walked counterclockwise; from the first corner, lest the digits drown."""
    x0, y0 = ring[0]
    return sum((ax - x0) * (by - y0) - (bx - x0) * (ay - y0) for (ax, ay), (bx, by) in zip(ring, ring[1:]))


@pytest.mark.parametrize("name", LAYERS)
def test_geojson_is_as_rfc_7946_has_it(geojson, gpkg, name):
    layer = geojson[name]
    assert layer["type"] == "FeatureCollection" and "crs" not in layer
    assert len(layer["features"]) == len(gpkg[name][2])
    for feature, (values, _) in zip(layer["features"], gpkg[name][2]):
        assert feature["type"] == "Feature" and list(feature["properties"]) == gpkg[name][0]
        for ours, theirs in zip(feature["properties"].values(), values):
            assert ours == theirs or math.isclose(ours, theirs, rel_tol=1e-12)
        shape = feature["geometry"]
        if shape is None:
            continue
        polygons = {"Polygon": [shape["coordinates"]], "MultiPolygon": shape["coordinates"]}.get(shape["type"], [])
        for outer, *holes in polygons:
            assert outer[0] == outer[-1] and len(outer) >= 4 and turn(outer) > 0 and all(turn(hole) < 0 for hole in holes)


def test_geojson_positions_are_degrees_east_first(geojson):
    for feature in geojson["facilities"]["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert 120.05 < lon < 120.21 and 31.16 < lat < 31.29


# --- CSV, JSON ---

@pytest.mark.parametrize("name", ["indicators", "gaps", "findings"])
def test_csv_begins_with_a_mark_only_when_asked(out, tmp_path, name):
    """The demo asks; an export asks for nothing."""
    done = lifecircle("export", out / "lifecircle.sqlite", tmp_path / "out", "--format", "csv")
    assert done.returncode == 0, done.stderr
    asked, plain = (out / f"{name}.csv").read_bytes(), (tmp_path / f"out/{name}.csv").read_bytes()
    assert asked == b"\xef\xbb\xbf" + plain and not plain.startswith(b"\xef")
    table = list(csv.reader(plain.decode().splitlines(keepends=True), strict=True))
    assert len({len(row) for row in table}) == 1


# --- names that are hard to write ---

LONG = "a" + "云溪区社区综合为老服务中心" * 4  # 1 + 156 bytes: the cut falls within a character
NAMES = {"P1": '=HYPERLINK("http://example.org","x")', "P2": "东镇,\"中心\"\n第二行", "R1": LONG, "R2": "𠮷野家 <b>&amp;</b> é", "R3": "@SUM(1,2)"}


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    folder = tmp_path_factory.mktemp("odd")
    town = folder / "town"
    shutil.copytree(TOWN, town)
    facilities = rows(town / "facilities.csv")
    for facility in facilities:
        facility["name"] = NAMES[facility["code"]]
        facility["area_m2"] = facility["area_m2"] if facility["code"] != "P1" else ""
        facility["beds"] = facility["beds"] if facility["code"] != "P2" else "=1+1"
    with open(town / "facilities.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, facilities[0].keys())
        writer.writeheader()
        writer.writerows(facilities)
    study = town / "study.yaml"
    study.write_text(study.read_text(encoding="utf-8").replace("[csv, json]", "[csv, json, gpkg, shapefile, geojson, html]"), encoding="utf-8")
    return run(study, folder / "out")


def names_in(path, layer=None):
    fields, _, table, _ = read(path, layer)
    codes, names = fields.index("code"), fields.index("name")
    return {values[codes]: values[names] for values, _ in table}


def test_odd_names_come_through_whole(odd):
    assert names_in(odd / "lifecircle.gpkg", "facilities") == NAMES
    assert names_in(odd / "geojson/facilities.geojson") == NAMES


def test_a_cut_name_ends_with_a_whole_character(odd):
    names = names_in(odd / "shapefile/facilities.shp")
    assert names["R1"] == LONG.encode()[:118].decode() and names["R2"] == NAMES["R2"]
    raw = (odd / "shapefile/facilities.dbf").read_bytes()
    raw[int.from_bytes(raw[8:10], "little"):-1].decode()  # every byte of every record is UTF-8


def test_a_spreadsheet_sees_no_formula(odd):
    for name in ("findings", "gaps", "indicators"):
        for row in csv.reader((odd / f"{name}.csv").read_text(encoding="utf-8").splitlines(keepends=True), strict=True):
            assert not any(re.match(r"[=+@\t\r]|-[^0-9.]", cell) for cell in row if cell != "="), row
    found = {row["feature"] for row in rows(odd / "findings.csv")}
    assert "'" + NAMES["P1"] in found and NAMES["R2"] in found
    assert {row["value"] for row in rows(odd / "findings.csv") if row["code"] == "bad_number"} == {"'=1+1"}


def test_json_has_odd_texts_as_they_are(odd):
    found = json.loads((odd / "summary.json").read_text(encoding="utf-8"))["findings"]
    assert {NAMES["P1"], NAMES["R2"]} <= {row["feature"] for row in found}


def test_the_page_escapes_odd_names(odd):
    page = (odd / "index.html").read_text(encoding="utf-8")
    assert "𠮷野家 <b>" not in page


# --- GBK ---

def test_a_shapefile_in_gbk(odd, tmp_path):
    """Read back by GDAL, and byte by byte; what GBK does not have is ? there and told once."""
    done = lifecircle("export", odd / "lifecircle.sqlite", tmp_path / "out", "--format", "shapefile", "--encoding", "GBK", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert len(re.findall("characters that GBK does not have", done.stderr)) == 1
    folder = tmp_path / "out/shapefile"
    assert (folder / "facilities.cpg").read_text().strip() == "GBK"
    names = names_in(folder / "facilities.shp")
    assert names == {**NAMES, "R2": "?" + NAMES["R2"][1:]}  # GBK takes 2 bytes for a character, so that the long one has room
    raw = (folder / "facilities.dbf").read_bytes()
    records = raw[int.from_bytes(raw[8:10], "little"):-1]
    assert NAMES["P2"].encode("gbk") in records and LONG.encode("gbk") in records
    records.decode("gbk")  # every byte of every record
    assert not any("云".encode() in p.read_bytes() for p in folder.glob("*.dbf"))


def test_a_study_may_ask_for_gbk(tmp_path):
    town = tmp_path / "town"
    shutil.copytree(TOWN, town)
    study = town / "study.yaml"
    study.write_text(study.read_text(encoding="utf-8").replace("formats: [csv, json]", "shapefile_encoding: gbk\n  formats: [shapefile]"), encoding="utf-8")
    out = run(study, tmp_path / "out")
    assert {p.read_text().strip() for p in (out / "shapefile").glob("*.cpg")} == {"GBK"}
    assert "西镇综合为老服务中心" in names_in(out / "shapefile/facilities.shp").values()
