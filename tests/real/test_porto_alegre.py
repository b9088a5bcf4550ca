"""A whole run with real people: Porto Alegre's hexagons (IBGE census), healthcare as facilities, OpenStreetMap streets. Its circles are compared with PROJ's geodesics
over every pair, its walks with igraph's Dijkstra on the exported graph."""
import csv
import math

import pytest

from lc_run import SHARED, assert_conserved, lifecircle, one, pick, rows, run

DATA = SHARED / "porto_alegre"
pytestmark = pytest.mark.skipif(not (DATA / "poa_osm.pbf").exists(), reason="the Porto Alegre data are not beside the checkout")

STUDY = """lifecircle: 1
title: {{zh: 阿雷格里港, en: Porto Alegre}}
as_of: 2024-12-31
facilities:
  - file: {data}/poa_hexgrid.csv
    crs: EPSG:4326
    columns: {{x: lon, y: lat, name: id}}
    set: {{type: health_centre}}
    where: {{healthcare: "> 0"}}
population:
  - file: {data}/poa_hexgrid.csv
    crs: EPSG:4326
    form: points
    year: 2010
    columns: {{x: lon, y: lat, name: id}}
    groups: {{resident: population}}
streets:
  - file: {data}/poa_osm.pbf
modes: [circle, network]
profiles: [standard]
limits_min: [5, 10, 15]
horizon_min: 60
groups: [resident]
output: {{formats: [csv, json, gpkg]}}
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("poa")
    (folder / "study.yaml").write_text(STUDY.format(data=DATA), encoding="utf-8")
    return run(folder / "study.yaml", folder / "out")


@pytest.fixture(scope="module")
def hexagons():
    with open(DATA / "poa_hexgrid.csv", newline="") as file:
        return [(float(h["lon"]), float(h["lat"]), int(h["population"] or 0), int(h["healthcare"] or 0)) for h in csv.DictReader(file)]


def test_every_resident_is_there(out):
    assert one(rows(out / "indicators.csv"), indicator="people", group="resident")["value"] == "812935"


@pytest.mark.parametrize("limit, radius_m", [(5, 1000 / 3), (10, 2000 / 3), (15, 1000)])
def test_the_circle_covers_whom_proj_says(out, hexagons, limit, radius_m):
    geod = pytest.importorskip("pyproj").Geod(ellps="WGS84")
    numpy = pytest.importorskip("numpy")
    lon, lat, people, _ = (numpy.array(column) for column in zip(*hexagons))
    nearest = numpy.full(len(lon), math.inf)
    for x, y, _, healthcare in hexagons:
        if healthcare > 0:
            _, _, distance = geod.inv(lon, lat, numpy.full(len(lon), x), numpy.full(len(lon), y))
            nearest = numpy.minimum(nearest, distance)
    expected = int(people[nearest <= radius_m].sum())
    row = one(rows(out / "indicators.csv"), indicator="people_covered", types="health_centre", mode="circle", limit=limit)
    assert row["value"] == str(expected)


def test_covered_and_uncovered_are_everybody(out):
    assert_conserved(rows(out / "indicators.csv"))


@pytest.fixture(scope="module")
def graph(out, tmp_path_factory):
    folder = tmp_path_factory.mktemp("graph")
    done = lifecircle("export", out / "lifecircle.sqlite", folder / "g", "--format", "graph")
    assert done.returncode == 0, done.stderr
    return {name: rows(folder / "g" / f"{name}.csv") for name in ("nodes", "edges", "demand", "facilities")}


def test_every_walk_is_igraphs(graph):
    """All nodes, one virtual node per joined facility that splits its piece, one super-source over them: an ordinary Dijkstra by igraph."""
    igraph = pytest.importorskip("igraph")
    nodes = len(graph["nodes"])
    edges = [(int(e["from_node"]), int(e["to_node"]), int(e["length_mm"])) for e in graph["edges"]]
    source = nodes
    pairs, weights = [], []
    for a, b, length in edges:
        pairs.append((a, b))
        weights.append(length)
    facilities = [f for f in graph["facilities"] if f["edge_id"] and f["counts"] == "1"]
    places = {}
    for f in facilities:
        edge, offset, leg = int(f["edge_id"]), int(f["offset_mm"]), int(f["leg_mm"])
        a, b, length = edges[edge]
        pairs += [(source, a), (source, b)]
        weights += [offset + leg, length - offset + leg]
        places.setdefault(edge, []).append((offset, leg))
    network = igraph.Graph(n=nodes + 1, edges=pairs)
    distance = network.distances(source=[source], weights=weights)[0]
    horizon_mm = 60 * 60 * 1000 / 900 * 1000
    compared = 0
    seen = set()
    for d in graph["demand"]:
        if d["demand_id"] in seen or not d["edge_id"]:
            continue
        seen.add(d["demand_id"])
        edge, offset, leg = int(d["edge_id"]), int(d["offset_mm"]), int(d["leg_mm"])
        a, b, length = edges[edge]
        best = min(distance[a] + offset, distance[b] + length - offset)
        best = min([best] + [abs(offset - o) + l for o, l in places.get(edge, [])]) + leg
        if best <= horizon_mm:
            assert d["cost_mm"], d
            assert abs(float(d["cost_mm"]) - best) <= 10, (d, best)
            compared += 1
        else:
            assert not d["cost_mm"], (d, best)
    assert compared > 1000


def test_the_graph_is_one_main_piece(graph):
    main = sum(n["component"] == "0" for n in graph["nodes"])
    assert main / len(graph["nodes"]) > 0.95


def test_walking_never_covers_more_than_the_circle(out):
    table = rows(out / "indicators.csv")
    for limit in (5, 10, 15):
        circle = one(table, indicator="people_covered", mode="circle", limit=limit, types="health_centre")
        network = one(table, indicator="people_covered", mode="network", limit=limit, types="health_centre")
        assert 0 < float(network["value"]) < float(circle["value"])
    assert float(pick(table, indicator="coverage", mode="ratio", limit="15", types="health_centre")[0]["value"]) < 1
