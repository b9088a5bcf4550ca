"""Towns elsewhere on the globe: who is within a circle is what PROJ's geodesics (pyproj) say."""
import csv
import json

import pytest

import small_study
from lc_run import one, rows, run

pyproj = pytest.importorskip("pyproj")
PLACES = {"southern hemisphere": (-51.26, -30.11), "beside the pole": (121.42, 89.95), "Svalbard": (15.6, 78.2), "equator and Greenwich": (0, 0),
          "beside the date line": (179.93, -16.8)}


@pytest.mark.parametrize("towns", [1, 3], ids=["one region", "two towns"])
@pytest.mark.parametrize("middle", PLACES.values(), ids=PLACES)
def test_circles_are_geodesic_everywhere(tmp_path, middle, towns):
    path = small_study.write(tmp_path / "study")
    east, north = middle[0] - small_study.MIDDLE, middle[1] - (small_study.SOUTH + small_study.NORTH) / 2
    data = small_study.regions()
    data["features"] = data["features"][:towns]
    for feature in data["features"]:
        feature["geometry"]["coordinates"] = [[[x + east, y + north] for x, y in ring] for ring in feature["geometry"]["coordinates"]]
    (path.parent / "regions.geojson").write_text(json.dumps(data), encoding="utf-8")
    for name in ("facilities.csv", "people.csv"):
        table = small_study.table((path.parent / name).read_text(encoding="utf-8"))
        x = table[0].index("lon")
        for row in table[1:]:
            row[x:x + 2] = repr(float(row[x]) + east), repr(float(row[x + 1]) + north)
        (path.parent / name).write_text(small_study.untable(table), encoding="utf-8")
    (path.parent / "streets.osm").write_text(small_study.streets(west=small_study.WEST - 0.02 + east, south=small_study.SOUTH - 0.01 + north), encoding="utf-8")
    text = path.read_text(encoding="utf-8").replace("targets:\n  - file: targets.csv\n", "") + "limits_min: [5, 10, 15]\nmargin_m: 1500\n"
    path.write_text(text, encoding="utf-8")
    table = rows(run(path, tmp_path / "out") / "indicators.csv")
    geod = pyproj.Geod(ellps="WGS84")
    with open(path.parent / "facilities.csv", encoding="utf-8") as file:
        canteens = [(float(r["lon"]), float(r["lat"])) for r in csv.DictReader(file) if r["type"] == "meal_point"]
    with open(path.parent / "people.csv", encoding="utf-8") as file:
        people = [(int(r["age60"]), min(geod.inv(float(r["lon"]), float(r["lat"]), *c)[2] for c in canteens)) for r in csv.DictReader(file)]
    for minutes in (5, 10, 15):
        got = one(table, indicator="people_covered", region_code="310100", mode="circle", limit=str(minutes), types="meal_point", group="age60")
        assert float(got["value"]) == sum(count for count, dist_m in people if dist_m <= minutes * 1000 / 15)
