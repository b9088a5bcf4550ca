"""QGIS opens what is written: every layer of the GeoPackage and of the store, with its rows, its place, its Chinese and its style."""
import importlib.util
import json
import re
import shutil
import sqlite3
import subprocess
import sys

import pytest

from lc_demo import BUILD, FACTS, demo_run, types_table
from lc_run import SOURCE, rows

LAYERS = ["regions", "results", "facilities", "service_circles", "service_streets", "service_areas", "demand", "circles", "gaps", "findings"]
STORE = {"region": "region", "facility": "facility", "demand": "demand", "street": "street", "service_circle": "service_circle", "service_street": "service_street", "service_area": "service_area"}


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """QGIS changes the journal of what it opens: it gets a copy."""
    if importlib.util.find_spec("qgis") is None:
        pytest.skip("QGIS is not installed (python3-qgis)")
    folder = tmp_path_factory.mktemp("qgis")
    shutil.copytree(demo_run() / "shapefile", folder / "shapefile")
    for name in ("lifecircle.gpkg", "lifecircle.sqlite", "gaps.csv", "findings.csv"):
        shutil.copy(demo_run() / name, folder)
    return folder


@pytest.fixture(scope="module")
def seen(out):
    done = subprocess.run([sys.executable, SOURCE / "tests/support/look_in_qgis.py", out, out], capture_output=True, text=True, timeout=200)
    assert done.stdout, done.stderr
    assert "ERROR" not in done.stderr, done.stderr
    for picture in out.glob("*.png"):  # to be looked at
        shutil.copy(picture, BUILD / "demo_run" / picture.name)
    return json.loads(done.stdout)


def test_the_geopackage_has_its_layers(seen):
    assert sorted(seen["gpkg"]) == sorted([*LAYERS, "README"])


@pytest.mark.parametrize("kind, name", [("gpkg", n) for n in LAYERS] + [("store", n) for n in STORE])
def test_a_layer_is_valid_and_in_its_place(seen, kind, name):
    layer = seen[kind][name]
    assert layer["valid"] and layer["crs"] == "EPSG:4326" and layer["bad_shapes"] == 0
    assert layer["provider"] == {"gpkg": "ogr", "store": "spatialite"}[kind]
    west, south, east, north = layer["extent"]
    if name == "findings":  # those of the district, and the row that is 3000 km away
        assert 87 < west < 88 and 120.05 < east < 120.21 and 31.16 < south < 31.29 and 43 < north < 44
    else:  # the district with its margin
        assert 120.05 < west < east < 120.21 and 31.16 < south < north < 31.29


def test_a_layer_has_its_rows(seen, out):
    count = {name: layer["count"] for name, layer in seen["gpkg"].items()}
    assert count["regions"] == sum(FACTS["regions"][level] for level in ("district", "town", "community"))
    assert (count["gaps"], count["findings"]) == tuple(len(rows(out / f"{name}.csv")) for name in ("gaps", "findings"))
    base = sqlite3.connect(out / "lifecircle.sqlite")
    for layer, table in (("facilities", "facility"), ("demand", "demand"), ("service_circles", "service_circle"), ("service_streets", "service_street"), ("service_areas", "service_area")):
        assert count[layer] == base.execute(f"SELECT count(*) FROM {table}").fetchone()[0], layer
    assert {name: layer["count"] for name, layer in seen["store"].items()} == {
        name: base.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for name, table in STORE.items()}


def test_chinese_is_intact(seen):
    for name in ("regions", "results", "gaps"):
        assert {t["name"] for t in FACTS["towns"].values()} <= set(seen["gpkg"][name]["texts"]["region_name"])
    assert "云水街道社区卫生服务中心" in seen["gpkg"]["facilities"]["texts"]["name"]
    assert "云溪区" in seen["store"]["region"]["texts"]["name"]
    assert any("经纬度" in text for text in seen["gpkg"]["findings"]["texts"]["message"])


def test_every_field_has_a_title(seen, out):
    """In the file for every reader; QGIS takes it from the style, with any GDAL."""
    base = sqlite3.connect(out / "lifecircle.gpkg")
    titles = {(t, c): title for t, c, title in base.execute("SELECT table_name, column_name, title FROM gpkg_data_columns")}
    aliases = {(name, field): alias for name, layer in seen["gpkg"].items() for field, alias in layer["aliases"].items() if field != "fid"}
    assert aliases == titles and all(titles.values())
    assert titles["regions", "region_code"] == "代码"


def test_every_layer_says_what_it_is(out):
    base = sqlite3.connect(out / "lifecircle.gpkg")
    told = dict(base.execute("SELECT table_name, description FROM gpkg_contents"))
    assert told["regions"] == "区域及其结果" and all(told[name] for name in LAYERS)
    readme = base.execute("SELECT part, name, what FROM README").fetchall()
    assert ("研究", "标题", "云溪区社区生活圈评估") in readme and ("研究", "基准日", "2025-12-31") in readme
    assert {name for part, name, _ in readme if part == "图层"} == set(LAYERS)
    assert [what for part, name, what in readme if name == "设施台账"] == [f"facilities.xlsx · 设施 · GCJ-02 · 采用 {base.execute('SELECT count(*) FROM facilities').fetchone()[0]} 行"]
    assert [name for part, name, _ in readme if name in ("lifecircle", "GDAL")] == ["GDAL", "lifecircle"]


# --- styles ---

@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_opens_styled(seen, name):
    layer = seen["gpkg"][name]
    assert layer["styled"] and layer["style_words"] == "Loaded from Provider"
    assert layer["styles"] and all(layer["styles"]) and layer["display"]
    assert layer["filters"] and [f for f in layer["filters"] if f[1]] == []
    assert all(re.search("[\u4e00-\u9fff%]", text) for text in layer["legend"])  # in the language of the run


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_is_drawn_in_its_colours(seen, name):
    layer = seen["gpkg"][name]
    assert layer["pixels"].get("#ffffff", 0) < 90000
    assert sum(layer["pixels"].get(colour, 0) for colour in layer["colours"]) > {"findings": 5}.get(name, 200)


def coloured(layer, wanted):
    """The style's colours that are on the picture, of those wanted."""
    return {colour for colour in wanted if layer["pixels"].get(colour, 0) > 20}


def test_regions_are_coloured_by_the_targets_they_miss(seen, out):
    towns = sqlite3.connect(out / "lifecircle.gpkg").execute("SELECT targets, met, short, no_data FROM regions WHERE level = 'town'").fetchall()
    expected = set()
    for targets, _, short, no_data in towns:
        share = short / targets
        expected.add("#d1560a" if share > 2 / 3 else "#f2a35c" if share > 1 / 3 else "#fbdcb6" if short else "#e3eff1")
    assert coloured(seen["gpkg"]["regions"], ["#d1560a", "#f2a35c", "#fbdcb6", "#e3eff1"]) == expected and len(expected) > 2


def test_results_show_one_set_and_group_at_a_time(seen, out):
    """Regions would lie on each other by the dozen; each town of the demo has one row in what the style shows, and its colour."""
    base = sqlite3.connect(out / "lifecircle.gpkg")
    rule = seen["gpkg"]["results"]["filters"][0][0]
    shown = base.execute(f"SELECT region_name, share_network FROM results WHERE {rule}").fetchall()
    assert sorted(name for name, _ in shown) == sorted(t["name"] for t in FACTS["towns"].values())
    ramp = ["#fdf0d5", "#cfe3dc", "#8fc1c9", "#4590a6", "#0e5c7a"]
    assert coloured(seen["gpkg"]["results"], ramp) == {ramp[min(int(share * 5), 4)] for _, share in shown}
    assert len(seen["gpkg"]["results"]["styles"]) > 3


def test_gaps_show_one_target_at_a_time(seen, out):
    base = sqlite3.connect(out / "lifecircle.gpkg")
    rule = seen["gpkg"]["gaps"]["filters"][0][0]
    shown = base.execute(f"SELECT region_name, status FROM gaps WHERE {rule}").fetchall()
    assert len(shown) == len({name for name, _ in shown}) > 1
    colours = {"met": "#a9cfd9", "short": "#d1560a"}
    assert coloured(seen["gpkg"]["gaps"], colours.values()) == {colours[status] for _, status in shown if status in colours}


def test_facilities_have_the_colours_of_their_types(seen, out):
    base = sqlite3.connect(out / "lifecircle.gpkg")
    table = types_table()
    types = {code for code, in base.execute("SELECT DISTINCT type FROM facilities")}
    assert {table[code]["colour"] for code in types} | {"#ffffff"} == set(seen["gpkg"]["facilities"]["colours"])
    assert {table[code]["name_zh"] for code in types} < set(seen["gpkg"]["facilities"]["legend"])


def test_a_shapefile_opens_styled(seen):
    """From the .qml of its name, with its short fields."""
    for name, layer in seen["shapefile"].items():
        assert layer["styled"] and [f for f in layer["filters"] if f[1]] == [], layer["style_words"]
        same = seen["gpkg"][name]
        assert layer["colours"] == same["colours"] and layer["legend"] == same["legend"]
        for colour in same["colours"]:
            assert abs(layer["pixels"].get(colour, 0) - same["pixels"].get(colour, 0)) < 60 + 0.02 * same["pixels"].get(colour, 0), (name, colour)
    assert seen["shapefile"]["regions"]["aliases"]["people"].startswith("人口")
