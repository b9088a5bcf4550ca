#!/usr/bin/env python3
"""Writes the town's files: every position follows from README.md by whole metres on the ellipsoid (PROJ's geodesics), rounded to 1e-9
degree, which is a tenth of a millimetre; and tests/support/town_streets.sql, the same streets and entrances as tables. Prints the circle
distances in millimetres for README.md. Run in this folder."""
import csv
import json

from pyproj import Geod

GEOD = Geod(ellps="WGS84")


def place(lon, lat):
    return round(lon, 9), round(lat, 9)


def go(start, azimuth, metres):
    lon, lat, _ = GEOD.fwd(*start, azimuth, metres)
    return place(lon, lat)


def distance(a, b):
    return GEOD.inv(*a, *b)[2]


def azimuth(a, b):
    return GEOD.inv(*a, *b)[0]


def corner(start, other, from_start, from_other, guess):
    """The position at both distances, north of the spine: Newton's steps along the two directions."""
    point = guess
    for _ in range(50):
        back = azimuth(point, start)
        point = GEOD.fwd(*point, back, distance(point, start) - from_start)[:2]
        back = azimuth(point, other)
        point = GEOD.fwd(*point, back, distance(point, other) - from_other)[:2]
    return place(*point)


A = place(121.0, 31.0)
B = go(A, 90, 400)
C = go(B, 90, 400)
D = go(C, 90, 400)
E = go(A, 0, 300)
F = corner(B, E, 300, 400, go(B, 0, 300))
G = go(F, 0, 300)
H = go(C, 0, 200)
I = go(G, 90, 400)
J = go(I, 180, 300)
K = go(D, 0, 300)
L = go(D, 180, 200)
STREETS = [("AB", A, B, 400), ("BC", B, C, 400), ("CD", C, D, 400), ("AE", A, E, 300), ("EF", E, F, 400), ("BF", B, F, 300),
           ("FG", F, G, 300), ("CH", C, H, 200), ("GI", G, I, 400), ("IJ", I, J, 300), ("DK", D, K, 300), ("DL", D, L, 200)]
FACILITIES = [  # code, name, type, position, area, beds, status
    ("P1", "西镇综合为老服务中心", "comprehensive_centre", go(E, 315, 50), 1200, 30, "open"),
    ("P2", "东镇综合为老服务中心", "comprehensive_centre", go(K, 0, 100), 600, 10, "open"),
    ("R1", "西二村老年活动室", "activity_room", go(G, 0, 40), 150, "", "open"),
    ("R2", "东一居委老年活动室", "activity_room", go(L, 180, 60), "", "", "open"),
    ("R3", "西一居委老年活动室（规划）", "activity_room", go(A, 225, 50), 200, "", "planned"),
]
DEMAND = [  # name, position, resident, age60
    ("d1", go(A, 0, 100), 1000, 300),
    ("d2", go(B, azimuth(B, F), 200), 2000, 400),
    ("d3", go(G, 315, 100), 800, 200),
    ("d4", go(H, 0, 30), 1500, 250),
    ("d5", go(J, 180, 20), 700, 150),
    ("d6", go(D, 0, 100), 3000, 700),
    ("d7", go(go(A, 90, 1490), 0, 800), 500, 0),
]


def box(west, south, east, north):
    x0, y0 = go(A, 90, west)[0], go(A, 0, south)[1]
    x1, y1 = go(A, 90, east)[0], go(A, 0, north)[1]
    return [[[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]]]


REGIONS = [  # code, name, level, parent, class, kind, box
    ("319901000000", "双河区", "district", None, None, None, (-300, -400, 1500, 900)),
    ("319901001000", "西镇", "town", "319901000000", "central", "town", (-300, -400, 600, 900)),
    ("319901002000", "东镇", "town", "319901000000", "urbanised", "town", (600, -400, 1500, 900)),
    ("319901001001", "西一居委", "community", "319901001000", None, "committee", (-300, -400, 600, 450)),
    ("319901001201", "西二村", "community", "319901001000", None, "village", (-300, 450, 600, 900)),
    ("319901002001", "东一居委", "community", "319901002000", None, "committee", (600, -400, 1500, 900)),
]


def write_geojson(path, features):
    with open(path, "w", encoding="utf-8") as out:
        lines = ",\n".join(json.dumps({"type": "Feature", "properties": p, "geometry": g}, ensure_ascii=False) for p, g in features)
        out.write('{"type": "FeatureCollection", "features": [\n' + lines + "\n]}\n")


def write_csv(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_sql(path):
    """Streets and entrances as the tables that source fills; places keep the order they have here."""
    nodes = {}
    with open(path, "w", encoding="utf-8") as out:
        out.write("-- Streets and entrances of the hand-worked town, written by tests/stage/town/coordinates.py.\n"
                  "INSERT INTO parameter (name, value) VALUES ('horizon_min', '60');\n")
        for i, (name, a, b, _) in enumerate(STREETS, 1):
            ids = b"".join(nodes.setdefault(p, len(nodes) + 1).to_bytes(8, "little") for p in (a, b))
            line = f"LINESTRING({a[0]:.9f} {a[1]:.9f}, {b[0]:.9f} {b[1]:.9f})"
            out.write("INSERT INTO street (street_id, input_id, class, name, node_ids, geom) VALUES\n"
                      f"    ({i}, 1, 'residential', '{name}', x'{ids.hex()}', GeomFromText('{line}', 4326));\n")
        for i, (_, _, _, p, *_) in enumerate(FACILITIES, 1):
            out.write("INSERT INTO facility_entrance (facility_id, entrance_no, lon_deg, lat_deg) VALUES "
                      f"({i}, 1, {p[0]:.9f}, {p[1]:.9f});\n")


def main():
    write_sql("../../support/town_streets.sql")
    write_geojson("regions.geojson",
                  [({"code": c, "name": n, "level": lv, "parent": p, "class": k, "kind": kind},
                    {"type": "Polygon", "coordinates": box(*b)}) for c, n, lv, p, k, kind, b in REGIONS])
    write_geojson("streets.geojson",
                  [({"name": n, "class": "residential"}, {"type": "LineString", "coordinates": [a, b]}) for n, a, b, _ in STREETS])
    write_csv("facilities.csv", ["code", "name", "type", "lon", "lat", "area_m2", "beds", "status"],
              [(c, n, t, f"{p[0]:.9f}", f"{p[1]:.9f}", a, b, s) for c, n, t, p, a, b, s in FACILITIES])
    write_csv("population.csv", ["name", "lon", "lat", "resident", "age60"],
              [(n, f"{p[0]:.9f}", f"{p[1]:.9f}", r, e) for n, p, r, e in DEMAND])
    for name, a, b, metres in STREETS:
        assert round(distance(a, b) * 1000) == metres * 1000, (name, distance(a, b))
    for name, p, *_ in DEMAND:
        print(name, *[f"{c} {distance(p, q) * 1000:.0f}" for c, _, _, q, _, _, _ in FACILITIES])


if __name__ == "__main__":
    main()
