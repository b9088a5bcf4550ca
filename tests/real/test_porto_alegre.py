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
allow_paths: [{data}]
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


SPEED_MPS = 1000 / 900
SET_OUT, PUBLIC, ARRIVE = range(3)


class Streets:
    """The exported graph, walked backwards from a super-source over the facilities. Every node is there for those who set out, for public
    streets and for those who arrive; where everybody waits, each piece ends beside the node."""

    def __init__(self, graph):
        self.waits = [round(float(n["wait_s"]) * SPEED_MPS * 1000) for n in graph["nodes"]]
        self.vertices = 3 * len(self.waits)
        self.pairs, self.weights, self.pieces = [], [], []
        for node in range(len(self.waits)):
            for phase in (SET_OUT, PUBLIC):
                self.arc(3 * node + phase + 1, 3 * node + phase, 0)
        for e in graph["edges"]:
            cost = int(e["length_mm"]) + round(float(e["wait_s"]) * SPEED_MPS * 1000)
            phases = (SET_OUT, ARRIVE) if e["ends_only"] == "1" else (PUBLIC,)
            ends = [(self.end(int(e["from_node"]), phase), self.end(int(e["to_node"]), phase)) for phase in phases]
            forward, backward = e["foot_forward"] == "1", e["foot_backward"] == "1"
            for begin, end in ends:
                if forward:
                    self.arc(end, begin, cost)
                if backward:
                    self.arc(begin, end, cost)
            self.pieces.append((ends, int(e["length_mm"]), cost, forward, backward))

    def arc(self, tail, head, cost):
        self.pairs.append((tail, head))
        self.weights.append(cost)

    def end(self, node, phase):
        if self.waits[node] == 0:
            return 3 * node + phase
        port, self.vertices = self.vertices, self.vertices + 1
        self.arc(3 * node + phase, port, self.waits[node])
        self.arc(port, 3 * node + phase, 0)
        return port

    def place(self, row):
        """The piece, the offset in cost and the leg of a joined place."""
        piece = self.pieces[int(row["edge_id"])]
        offset = int(row["offset_mm"]) * piece[2] / max(1, piece[1])
        return piece, offset, int(row["leg_mm"])


def test_every_walk_is_igraphs(graph):
    """An ordinary Dijkstra by igraph over all nodes and one super-source."""
    igraph = pytest.importorskip("igraph")
    streets = Streets(graph)
    source, streets.vertices = streets.vertices, streets.vertices + 1
    places = {}
    for f in graph["facilities"]:
        if not f["edge_id"] or f["counts"] != "1":
            continue
        (ends, _, cost, forward, backward), offset, leg = streets.place(f)
        begin, end = ends[-1]
        if forward or offset == 0:
            streets.arc(source, begin, offset + leg)
        if backward or offset == cost:
            streets.arc(source, end, cost - offset + leg)
        places.setdefault(f["edge_id"], []).append((offset, leg))
    network = igraph.Graph(n=streets.vertices, edges=streets.pairs, directed=True)
    distance = network.distances(source=[source], weights=streets.weights)[0]
    horizon_mm = 60 * 60 * 1000 / 900 * 1000
    compared = 0
    seen = set()
    for d in graph["demand"]:
        if d["demand_id"] in seen or not d["edge_id"]:
            continue
        seen.add(d["demand_id"])
        (ends, _, cost, forward, backward), offset, leg = streets.place(d)
        best = math.inf
        for begin, end in ends:
            if backward or offset == 0:
                best = min(best, distance[begin] + offset)
            if forward or offset == cost:
                best = min(best, distance[end] + cost - offset)
        for o, l in places.get(d["edge_id"], []):
            if o == offset or (forward if o > offset else backward):
                best = min(best, abs(offset - o) + l)
        best += leg
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
