"""Chinese names, official boundaries, GCJ-02: 97 community canteens for seniors and 26,105 residential points."""
import csv

import pytest

import offsets
from lc_run import SHARED, assert_conserved, one, pick, rows, run

DATA = SHARED / "shanghai"
pytestmark = pytest.mark.skipif(not (DATA / "senior_canteens_gcj02.csv").exists(), reason="the Shanghai data are not beside the checkout")

STUDY = """lifecircle: 1
title: {{zh: 上海社区长者食堂, en: Shanghai canteens for seniors}}
language: zh
allow_paths: [{data}]
as_of: 2025-06-30
regions:
{regions}
facilities:
  - file: {data}/senior_canteens_gcj02.csv
    crs: {crs}
    columns: {{x: longitude, y: latitude, name: name, address: address}}
    set: {{type: meal_point}}
population:
  - file: {tmp}/homes.csv
    crs: EPSG:4326
    form: points
    year: 2022
    columns: {{x: wgs84_lng, y: wgs84_lat}}
    groups: {{resident: homes}}
modes: [circle]
profiles: [standard, elder]
groups: [resident]
margin_m: 3000
output: {{formats: [csv, gpkg]}}
"""
DISTRICTS = """  - file: {data}/districts.geojson
    columns: {{code: district, name: district}}
    set: {{level: district}}
"""
STREETS = """  - file: {tmp}/streets.gpkg
    set: {{level: town}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The streets get their derived names, the residential points a weight of one home each."""
    ogr = pytest.importorskip("osgeo.ogr")
    osr = pytest.importorskip("osgeo.osr")
    tmp = tmp_path_factory.mktemp("shanghai")
    with open(DATA / "residential_points.csv", encoding="utf-8-sig", newline="") as source, open(tmp / "homes.csv", "w") as target:
        target.write("wgs84_lng,wgs84_lat,homes\n")
        for row in csv.DictReader(source):
            target.write(f"{row['wgs84_lng']},{row['wgs84_lat']},1\n")
    with open(DATA / "street_names_derived.csv", encoding="utf-8-sig", newline="") as file:
        names = {int(r["polygon_index_0based"]): r["street_level"] for r in csv.DictReader(file) if r["street_level"]}
    wgs84 = osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(tmp / "streets.gpkg"))
    layer = dataset.CreateLayer("streets", wgs84, ogr.wkbMultiPolygon)
    layer.CreateField(ogr.FieldDefn("code", ogr.OFTString))
    layer.CreateField(ogr.FieldDefn("name", ogr.OFTString))
    shapes = ogr.Open(str(DATA / "shanghai_street.shp"))
    for index, shape in enumerate(shapes.GetLayer()):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("code", f"S{index:03d}")
        feature.SetField("name", names.get(index, f"未名{index}"))
        feature.SetGeometry(ogr.ForceToMultiPolygon(shape.GetGeometryRef().Clone()))
        layer.CreateFeature(feature)
    dataset = None
    return tmp


def canteens(out):
    """name -> name of the region that holds it (None outside)."""
    ogr = pytest.importorskip("osgeo.ogr")
    dataset = ogr.Open(str(out / "lifecircle.gpkg"))
    regions = {f.GetField("region_code"): f.GetField("region_name") for f in dataset.GetLayer("regions")}
    return {f.GetField("name"): regions.get(f.GetField("region_code")) for f in dataset.GetLayer("facilities")}


def study(folder, name, regions, crs):
    path = folder / f"{name}.yaml"
    text = STUDY.format(data=DATA, tmp=folder, crs=crs, regions=regions.format(data=DATA, tmp=folder))
    path.write_text(text, encoding="utf-8")
    return run(path, folder / f"out_{name}")


def in_their_district(out):
    with open(DATA / "senior_canteens_gcj02.csv", encoding="utf-8-sig", newline="") as file:
        where = canteens(out)
        return sum(where.get(r["name"]) == r["district"] for r in csv.DictReader(file))


def street_hits(out):
    """Canteens whose name begins with a street's name: how many there are, and how many lie in that street."""
    with open(DATA / "street_names_derived.csv", encoding="utf-8-sig", newline="") as file:
        streets = {r["street_level"] for r in csv.DictReader(file)} - {""}
    where = canteens(out)
    named = [(name, region) for name, region in where.items() if any(name.startswith(s) for s in streets)]
    return len(named), sum(region is not None and name.startswith(region) for name, region in named)


def test_as_gcj02_all_lie_in_their_district(folder):
    assert in_their_district(study(folder, "gcj_district", DISTRICTS, "gcj02")) == 97


def test_as_wgs84_only_88_do(folder):
    assert in_their_district(study(folder, "raw_district", DISTRICTS, "EPSG:4326")) == 88


def test_as_gcj02_they_lie_in_the_street_they_are_named_after(folder):
    named, hits = street_hits(study(folder, "gcj_street", STREETS, "gcj02"))
    assert named == 72
    assert hits >= 71


def test_as_wgs84_they_do_not(folder):
    named, hits = street_hits(study(folder, "raw_street", STREETS, "EPSG:4326"))
    assert named <= 72
    assert hits <= 51


SYSTEMS = {"gcj02": "GCJ-02", "bd09": "BD-09", "EPSG:4326": "WGS-84"}


def offsets_told(out):
    """file -> message"""
    return {f["file"]: f["message"] for f in rows(out / "findings.csv") if f["code"].startswith(("looks_like_", "near_streets_as_"))}


@pytest.fixture(scope="module")
def copies(folder):
    """The canteens in each system, by the open converters' formulas (tests/support/offsets.py), and a few homes."""
    with open(DATA / "senior_canteens_gcj02.csv", encoding="utf-8-sig", newline="") as file:
        canteens_gcj02 = list(csv.DictReader(file))
    into = {"gcj02": lambda *at: at, "bd09": offsets.bd09_from_gcj02, "EPSG:4326": offsets.wgs84_from_gcj02}
    for system, move in into.items():
        with open(folder / f"canteens_{SYSTEMS[system]}.csv", "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(["district", "name", "address", "longitude", "latitude"])
            for r in canteens_gcj02:
                out.writerow([r["district"], r["name"], r["address"], *map(repr, move(float(r["longitude"]), float(r["latitude"])))])
    lines = (folder / "homes.csv").read_text().splitlines(keepends=True)
    (folder / "few.csv").write_text("".join(lines[::500]))
    return folder


@pytest.mark.parametrize("regions, named", [(DISTRICTS, 97), (STREETS, 73)], ids=["districts", "streets"])
@pytest.mark.parametrize("declared", SYSTEMS)
def test_an_undeclared_offset_is_named(copies, declared, regions, named):
    """Three copies of the file, each in another system, all declared alike: two of them wrongly."""
    path = copies / f"offset_{SYSTEMS[declared]}_{named}.yaml"
    text = STUDY.format(data=DATA, tmp=copies, crs=declared, regions=regions.format(data=DATA, tmp=copies))
    entry = text[text.index(f"  - file: {DATA}/senior_canteens"):text.index("population:")]
    entries = "".join(entry.replace(f"{DATA}/senior_canteens_gcj02.csv", f"canteens_{name}.csv") for name in SYSTEMS.values())
    path.write_text(text.replace(entry, entries).replace("homes.csv", "few.csv").replace("language: zh", "language: en"), encoding="utf-8")
    told = offsets_told(run(path, copies / path.stem))
    assert set(told) == {f"canteens_{name}.csv" for system, name in SYSTEMS.items() if system != declared}
    for facts, name in SYSTEMS.items():
        if facts != declared:
            words = told[f"canteens_{name}.csv"]
            assert f"as {name}, {named} places lie in the region " in words, words
            assert words.endswith(f" of {named}. Write crs: {facts} below this file in the study file."), words
    if (declared, named) == ("EPSG:4326", 97):
        assert "as declared now only 88 of 97." in told["canteens_GCJ-02.csv"]


@pytest.mark.parametrize("declared", ["EPSG:4326", "gcj02"])
def test_of_homes_too(copies, declared):
    """26,105 residential points in GCJ-02, with the district and the street of each."""
    with open(DATA / "residential_points.csv", encoding="utf-8-sig", newline="") as source, open(copies / "named.csv", "w", encoding="utf-8") as target:
        target.write("district,street,lon,lat,homes\n")
        for row in csv.DictReader(source):
            target.write(f"{row['district']},{row['street']},{row['gcj02_lng']},{row['gcj02_lat']},1\n")
    path = copies / f"homes_{SYSTEMS[declared]}.yaml"
    text = STUDY.format(data=DATA, tmp=copies, crs="gcj02", regions=DISTRICTS.format(data=DATA)).replace("language: zh", "language: en")
    path.write_text(text.replace("homes.csv", "named.csv").replace("    crs: EPSG:4326\n    form: points", f"    crs: {declared}\n    form: points")
                    .replace("columns: {x: wgs84_lng, y: wgs84_lat}", "columns: {x: lon, y: lat}"), encoding="utf-8")
    told = offsets_told(run(path, copies / path.stem))
    assert {file.rsplit("/", 1)[-1]: words.rsplit(". ", 1)[1] for file, words in told.items()} == (
        {} if declared == "gcj02" else {"named.csv": "Write crs: gcj02 below this file in the study file."})


def test_the_tree_adds_up(folder):
    out = study(folder, "tree", DISTRICTS + STREETS, "gcj02")
    table = rows(out / "indicators.csv")
    assert_conserved(table)
    covered = [float(r["value"]) for r in pick(table, indicator="coverage", level="district", mode="circle", limit="15", types="meal_point")
               if r["value"]]
    assert len(covered) == 16 and max(covered) > 0.1
    slow = one(table, indicator="people_covered", region_code="杨浦区", mode="circle:elder", limit="15", types="meal_point")
    fast = one(table, indicator="people_covered", region_code="杨浦区", mode="circle", limit="15", types="meal_point")
    assert 0 < float(slow["value"]) < float(fast["value"])
