"""QGIS opens what is written: every layer of the GeoPackage and of the store, with its rows, its place and its Chinese."""
import importlib.util
import json
import shutil
import sqlite3
import subprocess
import sys

import pytest

from lc_demo import BUILD, FACTS, demo_run
from lc_run import SOURCE, rows

LAYERS = ["regions", "results", "facilities", "service_circles", "service_streets", "service_areas", "demand", "circles", "gaps", "findings"]
STORE = {"region": "region", "facility": "facility", "demand": "demand", "street": "street", "service_circle": "service_circle", "service_street": "service_street", "service_area": "service_area"}


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """QGIS changes the journal of what it opens: it gets a copy."""
    if importlib.util.find_spec("qgis") is None:
        pytest.skip("QGIS is not installed (python3-qgis)")
    folder = tmp_path_factory.mktemp("qgis")
    for name in ("lifecircle.gpkg", "lifecircle.sqlite", "gaps.csv", "findings.csv"):
        shutil.copy(demo_run() / name, folder)
    return folder


@pytest.fixture(scope="module")
def seen(out):
    done = subprocess.run([sys.executable, SOURCE / "tests/support/look_in_qgis.py", out, out / "regions.png"], capture_output=True, text=True, timeout=200)
    assert done.stdout, done.stderr
    assert "ERROR" not in done.stderr, done.stderr
    return json.loads(done.stdout)


def test_the_geopackage_has_its_layers(seen):
    assert sorted(seen["gpkg"]) == sorted(LAYERS)


@pytest.mark.parametrize("kind, name", [("gpkg", n) for n in LAYERS] + [("store", n) for n in STORE])
def test_a_layer_is_valid_and_in_its_place(seen, kind, name):
    layer = seen[kind][name]
    assert layer["valid"] and layer["crs"] == "EPSG:4326" and layer["bad_shapes"] == 0
    assert layer["provider"] == {"gpkg": "ogr", "store": "spatialite"}[kind]
    west, south, east, north = layer["extent"]
    if name == "findings":  # the row that is 3000 km away
        assert (87 < west < 88) and (43 < south < 44)
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
    """In the file for every reader; GDAL shows them as aliases since 3.7."""
    base = sqlite3.connect(out / "lifecircle.gpkg")
    titles = {(t, c): title for t, c, title in base.execute("SELECT table_name, column_name, title FROM gpkg_data_columns")}
    fields = {(name, field) for name, layer in seen["gpkg"].items() for field in layer["aliases"] if field != "fid"}
    assert fields == set(titles) and all(titles.values())
    assert titles["regions", "region_code"] == "代码"
    gdal = pytest.importorskip("osgeo.gdal")
    if int(gdal.VersionInfo()) >= 3070000:
        assert seen["gpkg"]["regions"]["aliases"]["region_code"] == "代码"


def test_the_regions_are_drawn(seen, out):
    """Three classes of towns in their colours, the new town's orange to the east of the old centre's red."""
    image = pytest.importorskip("PyQt5.QtGui").QImage(str(out / "regions.png"))
    shutil.copy(out / "regions.png", BUILD / "demo_run/regions.png")
    share = {}
    for y in range(0, 600, 6):
        for x in range(0, 600, 6):
            name = image.pixelColor(x, y).name()
            share[name] = share.get(name, 0) + 1 / 10000
    assert share["#d55e00"] > 0.05 and share["#e69f00"] > 0.2 and share["#009e73"] > 0.15 and share["#000000"] > 0.1
    assert image.pixelColor(250, 240).name() == "#d55e00" and image.pixelColor(420, 290).name() == "#e69f00"
