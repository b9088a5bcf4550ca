"""What is exported in other formats of GDAL's holds the GeoPackage's layers, cell by cell under the same names."""
import math

import pytest

from lc_demo import demo_run
from lc_run import lifecircle

ogr = pytest.importorskip("osgeo.ogr", reason="reading layers needs python3-gdal")
LAYERS = ["regions", "facilities", "findings"]
ENDINGS = {"KML": "kml", "FlatGeobuf": "fgb", "GeoJSONSeq": "geojsonl", "SQLite": "sqlite"}


def cell(row, i):
    """GeoJSON takes a text like a day for a day, and tells it with strokes."""
    return row.GetFieldAsString(i).replace("/", "-") if row.GetFieldDefnRef(i).GetType() in (ogr.OFTString, ogr.OFTDate) else row.GetField(i)


def read(path, name):
    """A layer's rows, {name of the field: value, None where it is null}, and whether each has a geometry. KML calls a name Name."""
    source = ogr.Open(str(path))
    layer = source.GetLayerByName(name) or source.GetLayer(0)
    fields = [field.GetName().lower() for field in layer.schema]
    return [({field: cell(row, i) if row.IsFieldSetAndNotNull(i) else None for i, field in enumerate(fields)}, row.GetGeometryRef() is not None)
            for row in layer]


def in_order(rows):
    """An index puts the rows in an order of its own."""
    return sorted(rows, key=lambda row: [(str(type(v)), str(v)) for v in (row[0].get(k) for k in ("region_code", "facility_id", "row", "message", "feature"))])


def same(ours, theirs):
    if isinstance(theirs, float) and isinstance(ours, (int, float)):
        return math.isclose(ours, theirs, rel_tol=1e-12)
    return ours == theirs


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gpkg")
    done = lifecircle("export", demo_run() / "lifecircle.sqlite", folder, "--format", "gpkg", "--lang", "en")
    assert done.returncode == 0, done.stderr
    return {name: read(folder / "lifecircle.gpkg", name) for name in LAYERS}


@pytest.mark.parametrize("driver", ENDINGS)
def test_every_cell_is_the_geopackages(tmp_path, expected, driver):
    done = lifecircle("export", demo_run() / "lifecircle.sqlite", tmp_path / "out", "--format", driver, "--lang", "en")
    assert done.returncode == 0, done.stderr
    for name in LAYERS:
        found = read(tmp_path / "out" / f"{name}.{ENDINGS[driver]}", name)
        wanted = [row for row in expected[name] if row[1] or driver != "FlatGeobuf"]
        assert len(found) == len(wanted) > 0
        assert (f"{len(expected[name]) - len(wanted)} of the layer {name} are left out" in done.stderr) == (len(found) < len(expected[name]))
        for (ours, drawn), (theirs, there) in zip(in_order(found), in_order(wanted)):
            assert drawn == there, theirs
            for field, value in theirs.items():
                assert same(ours[field], value), (name, field, ours[field], value)


def test_what_is_compared_has_nulls_and_rows_without_geometry(expected):
    assert any(not there for _, there in expected["findings"])
    assert any(value is None for row, _ in expected["regions"] for value in row.values())


@pytest.mark.parametrize("driver, word", [("MapInfo File", "would show 0"), ("LIBKML", "choose KML"), ("MVT", "no format that can be written here")])
def test_formats_that_lose_something_are_refused(tmp_path, driver, word):
    done = lifecircle("export", demo_run() / "lifecircle.sqlite", tmp_path / "out", "--format", driver, "--lang", "en")
    assert done.returncode == 1 and word in done.stderr and not (tmp_path / "out").exists()
