"""A city's study for bench.sh: make_porto.py OUT DATA. DATA holds porto_portugal.osm.pbf and junctions/ (nodes.csv, facilities.csv); written
are 500 facilities of 5 types at junctions, 300,000 places where people live within 50 m of junctions, a district of 30 towns, and
the study: 3 limits, 2 walking profiles, GeoPackage and CSV. The same data give the same files."""
import csv
import json
import random
import sys
from pathlib import Path

TYPES = ["comprehensive_centre", "day_care", "meal_point", "activity_room", "health_centre"]
PLACES = 300_000
ACROSS, UP = 6, 5
STUDY = """lifecircle: 1
title: Porto
as_of: 2025-12-31
regions: [{file: regions.geojson}]
facilities: [{file: facilities.csv, crs: "EPSG:4326"}]
population: [{file: people.csv, crs: "EPSG:4326", form: points, year: 2025, groups: {resident: resident, age60: age60}}]
streets: [{file: %s}]
allow_paths: [%s]
profiles: [standard, elder]
limits_min: [5, 10, 15]
output: {formats: [gpkg, csv]}
"""


def rows(path):
    with open(path, newline="") as f:
        return list(csv.DictReader(f))


def square(west, south, east, north):
    return {"type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]]}


def feature(code, name, level, parent, shape):
    return {"type": "Feature", "properties": {"code": code, "name": name, "level": level, "parent": parent}, "geometry": shape}


def regions(points):
    west, east = min(p[0] for p in points) - 0.001, max(p[0] for p in points) + 0.001
    south, north = min(p[1] for p in points) - 0.001, max(p[1] for p in points) + 0.001
    x = [west + (east - west) * i / ACROSS for i in range(ACROSS + 1)]
    y = [south + (north - south) * j / UP for j in range(UP + 1)]
    towns = [feature(f"1{i}{j}", f"Town {i}{j}", "town", "1", square(x[i], y[j], x[i + 1], y[j + 1]))
             for i in range(ACROSS) for j in range(UP)]
    return [feature("1", "Porto", "district", "", square(west, south, east, north)), *towns]


def main(out, data):
    out.mkdir(parents=True, exist_ok=True)
    nodes = {n["node_id"] if "node_id" in n else next(iter(n.values())): n for n in rows(data / "junctions/nodes.csv")}
    points = [(float(n["lon"]), float(n["lat"])) for n in nodes.values()]
    with open(out / "facilities.csv", "w") as f:
        f.write("name,type,lon,lat,area_m2\n")
        for i, row in enumerate(rows(data / "junctions/facilities.csv")):
            node = nodes[next(iter(row.values()))]
            f.write(f"F{i},{TYPES[i % 5]},{node['lon']},{node['lat']},{200 + i}\n")
    dice = random.Random(7)
    with open(out / "people.csv", "w") as f:
        f.write("lon,lat,resident,age60\n")
        for i in range(PLACES):
            x, y = dice.choice(points)
            resident = 1 + i % 5
            f.write(f"{x + dice.uniform(-5e-4, 5e-4):.7f},{y + dice.uniform(-4e-4, 4e-4):.7f},{resident},{min(i % 3, resident)}\n")
    (out / "regions.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": regions(points)}))
    streets = (data / "porto_portugal.osm.pbf").resolve()
    (out / "study.yaml").write_text(STUDY % (streets, streets.parent))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
