"""The same city in other coordinates gives the same figures; declared wrongly it gives others."""
import csv
import math
import sqlite3

import pytest

from lc_demo import DEMO, FACTS, small_demo
from lc_run import one, pick, rows, run
from offsets import wgs84_from_gcj02

gdal = pytest.importorskip("osgeo.gdal", reason="the city in other coordinates is made with python3-gdal")
osr = pytest.importorskip("osgeo.osr")
openpyxl = pytest.importorskip("openpyxl")
gdal.UseExceptions()


@pytest.fixture(scope="module")
def as_it_is(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gcj02")
    return run(small_demo(folder / "demo"), folder / "out")


# --- the same place said otherwise ---

def boundaries_in_degrees(folder):
    """One GeoPackage in EPSG:4326, with GDAL's own reprojection."""
    path = str(folder / "boundaries.gpkg")
    for name in ("district", "towns", "communities"):
        data = gdal.OpenEx(str(DEMO / f"boundaries/{name}.shp"), open_options=["ENCODING=GBK"])
        gdal.VectorTranslate(path, data, format="GPKG", dstSRS="EPSG:4326", layerName=name, accessMode=None if name == "district" else "update")


def facilities_in_wgs84(folder):
    sheet = openpyxl.load_workbook(DEMO / "facilities.xlsx")["设施"]
    header, *body = sheet.values
    lon, lat = header.index("经度"), header.index("纬度")
    with open(folder / "facilities.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for row in body:
            row = list(row)
            if row[lon] is not None and row[lat] < 90:
                row[lon], row[lat] = (f"{d:.9f}" for d in wgs84_from_gcj02(row[lon], row[lat]))
            writer.writerow(row)


@pytest.fixture(scope="module")
def in_degrees(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wgs84")
    changes = [(f"boundaries/{name}.shp\n    encoding: GBK", f"boundaries.gpkg\n    layer: {name}") for name in ("district", "towns", "communities")]
    study = small_demo(folder / "demo", *changes, ("facilities.xlsx\n    sheet: 设施\n    crs: gcj02", "facilities.csv\n    crs: EPSG:4326"))
    boundaries_in_degrees(study.parent)
    facilities_in_wgs84(study.parent)
    return run(study, folder / "out")


def places(out):
    base = sqlite3.connect(out / "lifecircle.sqlite")
    return dict((row, (lon, lat)) for row, lon, lat in base.execute("SELECT row_no, lon_deg, lat_deg FROM facility JOIN facility_entrance USING (facility_id)"))


def test_facilities_stand_where_they_stood(as_it_is, in_degrees):
    before, after = places(as_it_is), places(in_degrees)
    assert before.keys() == after.keys() and len(before) == 456
    assert max(abs(a - b) for row in before for a, b in zip(before[row], after[row])) < 1e-8  # a millimetre


def test_the_same_gaps_in_other_coordinates(as_it_is, in_degrees):
    """Inventory to the digit; people to those few who stand on a line."""
    before, after = rows(as_it_is / "gaps.csv"), rows(in_degrees / "gaps.csv")
    assert len(before) == len(after) > 40
    for a, b in zip(before, after):
        assert {k: a[k] for k in ("item", "region_code", "target", "status")} == {k: b[k] for k in ("item", "region_code", "target", "status")}
        if a["value"] != b["value"]:
            assert a["indicator"] in ("coverage", "people_uncovered") and math.isclose(float(a["value"]), float(b["value"]), rel_tol=0.002), (a, b)


def test_the_same_people_in_every_region(as_it_is, in_degrees):
    assert pick(rows(as_it_is / "indicators.csv"), indicator="people") == pick(rows(in_degrees / "indicators.csv"), indicator="people")


# --- the same numbers declared wrongly ---

@pytest.fixture(scope="module")
def wrong(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wrong")
    return run(small_demo(folder / "demo", ("crs: gcj02", "crs: EPSG:4326")), folder / "out")


def test_a_wrong_declaration_moves_every_place_by_half_a_kilometre(as_it_is, wrong):
    right, moved = places(as_it_is), places(wrong)
    metres = [math.hypot((moved[r][0] - right[r][0]) * 95300, (moved[r][1] - right[r][1]) * 110900) for r in right.keys() & moved.keys()]
    assert len(metres) > 400 and min(metres) > 400 and max(metres) < 600


def test_a_wrong_declaration_shows_in_the_figures(as_it_is, wrong):
    right, moved = (rows(out / "indicators.csv") for out in (as_it_is, wrong))
    where = {"types": "activity_room", "level": "community", "indicator": "count"}
    counts = [{r["region_code"]: r["value"] for r in pick(table, **where)} for table in (right, moved)]
    assert sum(counts[0][code] != counts[1].get(code) for code in counts[0]) > FACTS["regions"]["community"] * 0.3
    gaps = [one(rows(out / "gaps.csv"), item="居委会标准化老年活动室") for out in (as_it_is, wrong)]
    assert float(gaps[1]["gap"]) > 2 * float(gaps[0]["gap"])


def test_a_wrong_declaration_shows_in_the_findings(as_it_is, wrong):
    """Many more places stand far from any street."""
    def far(out):
        return sum(1 for f in rows(out / "findings.csv") if f["code"] in ("unsnapped", "snap_far", "outside_study"))
    assert far(wrong) > 10 * far(as_it_is)


def test_a_wrong_declaration_is_suspected_in_words(as_it_is, wrong):
    told = one(rows(wrong / "findings.csv"), code="looks_like_gcj02")
    assert "gcj02" in told["message"] and told["file"] == "facilities.xlsx"
    assert pick(rows(wrong / "findings.csv"), code="off_streets") == [], "what the doctor can name is not told twice"
    for code in ("looks_like_gcj02", "looks_like_bd09", "looks_like_wgs84", "off_streets"):
        assert pick(rows(as_it_is / "findings.csv"), code=code) == []
