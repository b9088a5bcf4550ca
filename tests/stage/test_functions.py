"""Function lists on the demo, against a search of its own: every facility looked for from every home, by streets and as the crow flies."""
import collections
import heapq
import math
import re
import sqlite3

import pytest

from lc_demo import small_demo
from lc_run import lifecircle, pick, rows, run

LIMITS_MM = {5: 333333, 15: 1000000}  # 1000 m in 15 minutes
LISTS = {"one_plus_n": ("comprehensive_centre", [{"day_care", "full_time_care"}, {"meals"}, {"medical"}, {"health_promotion"}, {"smart_services"},
                                                 {"family_support"}, {"adviser"}, {"culture"}]),
         "small": ("nursery", [{"bathing", "home_nursing"}, {"nursery"}])}
OWN = """
function_lists:
  small: {en: Small, centre: nursery, functions: [[bathing, home_nursing], nursery]}
  rental: {zh: 租赁, centre: rental_point, functions: [aids_rental]}
"""
ASKED = [("one_plus_n", 15, "resident"), ("one_plus_n", 5, "age60"), ("small", 15, "age60"), ("small", 15, "resident"), ("rental", 15, "age60")]


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """The demo with two lists of its own, and targets that ask."""
    folder = tmp_path_factory.mktemp("functions")
    study = small_demo(folder / "demo", limits="[5, 15]", formats="[csv]")
    study.write_text(study.read_text(encoding="utf-8") + OWN, encoding="utf-8")
    with open(folder / "demo/targets.csv", "a", encoding="utf-8") as file:
        for code, limit, group in ASKED:
            file.write(f"p,i,319900000000,self,circle_completeness,list={code}|limit={limit}|group={group},>=,1,,,,,,\n")
    return run(study, folder / "out")


@pytest.fixture(scope="module")
def values(out):
    return [r for r in rows(out / "indicators.csv") if r["variant"].startswith("list=")]


@pytest.fixture(scope="module")
def store(out):
    base = sqlite3.connect(f"file:{out / 'lifecircle.sqlite'}?mode=ro", uri=True)
    yield base
    base.close()


# --- the search ---

def geodesic_m(a, b):
    """Vincenty's inverse solution on WGS-84 (Survey Review 1975): half a millimetre and better."""
    f, major = 1 / 298.257223563, 6378137.0
    minor = major * (1 - f)
    u1, u2 = (math.atan((1 - f) * math.tan(math.radians(p[1]))) for p in (a, b))
    length = lam = math.radians(b[0] - a[0])
    if a == b:
        return 0.0
    for _ in range(100):
        x = math.cos(u2) * math.sin(lam)
        y = math.cos(u1) * math.sin(u2) - math.sin(u1) * math.cos(u2) * math.cos(lam)
        sin_s, cos_s = math.hypot(x, y), math.sin(u1) * math.sin(u2) + math.cos(u1) * math.cos(u2) * math.cos(lam)
        s = math.atan2(sin_s, cos_s)
        sin_a = math.cos(u1) * math.cos(u2) * math.sin(lam) / sin_s
        cos2_a = 1 - sin_a * sin_a
        cos_2m = cos_s - 2 * math.sin(u1) * math.sin(u2) / cos2_a
        c = f / 16 * cos2_a * (4 + f * (4 - 3 * cos2_a))
        last, lam = lam, length + (1 - c) * f * sin_a * (s + c * sin_s * (cos_2m + c * cos_s * (2 * cos_2m ** 2 - 1)))
        if abs(lam - last) < 1e-13:
            break
    u = cos2_a * (major ** 2 - minor ** 2) / minor ** 2
    k = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    d = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    delta = d * sin_s * (cos_2m + d / 4 * (cos_s * (2 * cos_2m ** 2 - 1) - d / 6 * cos_2m * (4 * sin_s ** 2 - 3) * (4 * cos_2m ** 2 - 3)))
    return minor * k * (s - delta)


def by_circle(store, facilities):
    """{facility: {home: millimetres}}; nobody lives within 2 mm of a limit."""
    homes = store.execute("SELECT demand_id, lon_deg, lat_deg FROM demand WHERE region_id IS NOT NULL").fetchall()
    found = {}
    for facility, lon, lat in store.execute("SELECT facility_id, lon_deg, lat_deg FROM facility_entrance"):
        if facility not in facilities:
            continue
        near = found.setdefault(facility, {})
        for home, x, y in homes:
            if abs(y - lat) < 0.0095 and abs(x - lon) < 0.0115:  # more than 1000 m at 31 degrees north
                mm = geodesic_m((x, y), (lon, lat)) * 1000
                assert all(abs(mm - limit) > 2 for limit in LIMITS_MM.values())
                near[home] = min(mm, near.get(home, math.inf))
    return found


def streets_of(store):
    """{node: [(node, piece is for the ends of a walk, mm)]}; every street of the demo is walked both ways and takes no time but its length."""
    around, pieces = collections.defaultdict(list), {}
    for edge, a, b, mm, ends_only, forward, backward, wait, up, down in store.execute(
            "SELECT edge_id, from_node, to_node, length_mm, ends_only, foot_forward, foot_backward, wait_s, slope_forward, slope_backward FROM net_edge"):
        assert (forward, backward, wait, up, down) == (1, 1, 0, 1, 1)
        pieces[edge] = (a, b, mm, bool(ends_only))
        around[a].append((b, bool(ends_only), mm))
        around[b].append((a, bool(ends_only), mm))
    assert store.execute("SELECT count(*) FROM net_node WHERE wait_s > 0 OR kind <> ''").fetchone() == (0,)
    return around, pieces


ARRIVE, PUBLIC, SET_OUT = range(3)  # private pieces beside the facility, streets, private pieces beside the home


def walk_from(around, pieces, doors):
    """Cheapest walks {(node, where): mm} from the doors (piece, offset, leg), as far as the widest limit."""
    heap, cost = [], {}
    for edge, offset, leg in doors:
        a, b, mm, private = pieces[edge]
        where = ARRIVE if private else PUBLIC
        heap += [(leg + offset, a, where), (leg + mm - offset, b, where)]
    heapq.heapify(heap)
    while heap:
        mm, node, where = heapq.heappop(heap)
        if mm > max(LIMITS_MM.values()) or (node, where) in cost:
            continue
        cost[node, where] = mm
        if where < SET_OUT:
            heapq.heappush(heap, (mm, node, where + 1))
        for other, private, length in around[node]:
            if private == (where != PUBLIC):
                heapq.heappush(heap, (mm + length, other, where))
    return cost


def by_walk(store, facilities):
    around, pieces = streets_of(store)
    homes = collections.defaultdict(list)
    for home, edge, offset, leg in store.execute("SELECT demand_id, edge_id, offset_mm, leg_mm FROM demand_join JOIN demand USING (demand_id)"
                                                 " WHERE edge_id IS NOT NULL AND region_id IS NOT NULL"):
        homes[edge].append((home, offset, leg))
    doors = collections.defaultdict(list)
    for facility, edge, offset, leg in store.execute("SELECT facility_id, edge_id, offset_mm, leg_mm FROM facility_join WHERE edge_id IS NOT NULL"):
        doors[facility].append((edge, offset, leg))
    found = {}
    for facility in facilities:
        cost = walk_from(around, pieces, doors[facility])
        near = found.setdefault(facility, {})
        for edge, living in homes.items():
            a, b, mm, private = pieces[edge]
            at_a, at_b = (min(cost.get((n, w), math.inf) for w in ((ARRIVE, SET_OUT) if private else (PUBLIC,))) for n in (a, b))
            same = [(o, g) for e, o, g in doors[facility] if e == edge]
            for home, offset, leg in living:
                ways = [at_a + offset, at_b + mm - offset, *(abs(offset - o) + g for o, g in same)]
                near[home] = min(ways) + leg
    return found


@pytest.fixture(scope="module")
def truth(store):
    """{(list, mode, limit): {home: (reaches a centre, items reached)}}."""
    types = collections.defaultdict(set)
    for code, facility in store.execute("SELECT type_set.code, facility_id FROM type_set JOIN type_set_member USING (set_id) JOIN facility USING (type_id)"
                                        " WHERE counts = 1"):
        types[code].add(facility)
    performs = collections.defaultdict(set)
    for facility, function in store.execute("SELECT facility_id, function_code FROM facility_function JOIN facility USING (facility_id) WHERE counts = 1"):
        performs[function].add(facility)
    wanted = set().union(*performs.values(), types["nursery"], types["comprehensive_centre"])
    searches = {"circle": by_circle(store, wanted), "network": by_walk(store, wanted)}
    result = {}
    for code, (centre, items) in LISTS.items():
        needed = [types[centre], *(set().union(*(performs[f] for f in item)) for item in items)]
        for mode, found in searches.items():
            for limit, limit_mm in LIMITS_MM.items():
                reached = collections.defaultdict(set)
                for number, able in enumerate(needed):
                    for facility in able:
                        for home, mm in found.get(facility, {}).items():
                            if mm <= limit_mm:
                                reached[home].add(number)
                result[code, mode, limit] = reached
    return result


def summed(store, reached, group, wanted):
    """Millionths of people of every region, all above and every circle whose homes fulfil a condition."""
    sums = collections.Counter()
    above = collections.defaultdict(list)
    for region, ancestor in store.execute("SELECT tree.region_id, region.code FROM region_tree AS tree JOIN region ON region.region_id = tree.ancestor_id"):
        above[region].append(ancestor)
    circle = {home: [code] for home, code in store.execute("SELECT demand_id, region.code FROM demand_circle JOIN region USING (region_id)")}
    for home, region, people in store.execute("SELECT demand_id, demand.region_id, people_micro FROM demand JOIN demand_people USING (demand_id)"
                                              " JOIN people_group USING (group_id) WHERE people_group.code = ? AND demand.region_id IS NOT NULL", (group,)):
        if wanted(reached.get(home, set())):
            for code in [*above[region], *circle.get(home, [])]:
                sums[code] += people
    return sums


def assert_sums(store, values, sums, **where):
    found = pick(values, **where)
    assert len(found) > 100
    for row in found:
        assert round(float(row["numerator"]) * 1e6) == sums[row["region_code"]], (row, sums[row["region_code"]])


@pytest.mark.parametrize("mode", ["circle", "network"])
@pytest.mark.parametrize("code,limit,group", [a for a in ASKED if a[0] in LISTS])
def test_every_region_has_the_people_that_a_search_of_its_own_finds(store, values, truth, code, limit, group, mode):
    reached, items = truth[code, mode, limit], LISTS[code][1]
    where = {"mode": mode, "limit": limit, "group": group}
    names = store.execute("SELECT position, function_code FROM function_list_item JOIN function_list USING (list_id) WHERE alternative = 1 AND code = ?"
                          " ORDER BY position", (code,)).fetchall()
    assert len(names) == len(items)
    assert_sums(store, values, summed(store, reached, group, lambda r: len(r) == len(items) + 1), indicator="circle_completeness", variant=f"list={code}", **where)
    for number, function in [(0, "centre"), *names]:
        assert_sums(store, values, summed(store, reached, group, lambda r: number in r), indicator="function_coverage",
                    variant=f"list={code}|function={function}", **where)
    for n in range(len(items) + 1):
        assert_sums(store, values, summed(store, reached, group, lambda r: len(r - {0}) == n), indicator="people_reaching_functions",
                    variant=f"list={code}|items={n}", **where)


@pytest.mark.parametrize("mode", ["circle", "network"])
@pytest.mark.parametrize("code,function,types,group", [("rental", "aids_rental", "rental_point", "age60"), ("rental", "centre", "rental_point", "age60"),
                                                       ("one_plus_n", "centre", "comprehensive_centre", "resident")])
def test_what_one_type_does_is_covered_as_the_type_is(out, values, mode, code, function, types, group):
    where = {"mode": mode, "limit": 15, "group": group}
    coverage = {r["region_code"]: (r["value"], r["numerator"]) for r in pick(rows(out / "indicators.csv"), indicator="coverage", types=types, **where)}
    functions = {r["region_code"]: (r["value"], r["numerator"]) for r in pick(values, indicator="function_coverage", variant=f"list={code}|function={function}", **where)}
    assert len(coverage) > 100 and functions == coverage
    if code == "rental":
        assert {r["region_code"]: (r["value"], r["numerator"]) for r in pick(values, indicator="circle_completeness", variant="list=rental", **where)} == coverage


def test_only_what_targets_ask_is_made(values):
    asked = {(f"list={code}", str(limit), group) for code, limit, group in ASKED} | {("list=one_plus_n", "15", "age60")}
    assert {(r["variant"].split("|")[0], r["limit"], r["group"]) for r in values} == asked


def test_without_a_target_nothing_is_made(tmp_path):
    study = small_demo(tmp_path / "demo", formats="[csv]")
    targets = tmp_path / "demo/targets.csv"
    lines = [line for line in targets.read_text(encoding="utf-8").splitlines(True) if "list=" not in line]
    targets.write_text("".join(lines), encoding="utf-8")
    assert not [r for r in rows(run(study, tmp_path / "out") / "indicators.csv") if r["variant"].startswith("list=")]


def test_a_gap_says_what_is_lacking_most_first(out, values):
    """The lines of a gap are those who lack each item, as its own figures say."""
    gaps = [g for g in rows(out / "gaps.csv") if g["indicator"] == "circle_completeness" and g["scope"].startswith("each:town")]
    assert len(gaps) == 7
    for gap in gaps:
        lacking = [int(n.replace(",", "")) for n in re.findall(r"([\d,]+) people without", gap["closes"])]
        figures = pick(values, indicator="function_coverage", mode="network", limit=15, group="resident", region_code=gap["region_code"])
        short = [float(r["denominator"]) - float(r["numerator"]) for r in figures if r["variant"].startswith("list=one_plus_n|")]
        assert lacking == sorted((math.ceil(n - 1e-9) for n in short if n > 0), reverse=True) and lacking
        assert "they live in" in gap["closes"]


@pytest.mark.parametrize("parameters,hint", [("list=one_plus_m", "list=one_plus_n"), ("list=one_plus_n|function=full_time_care", "function=centre, day_care, meals, medical"),
                                             ("list=one_plus_n", "function=...")])
def test_a_target_that_names_no_such_function_is_told(tmp_path, parameters, hint):
    study = small_demo(tmp_path / "demo", formats="[csv]")
    with open(tmp_path / "demo/targets.csv", "a", encoding="utf-8") as file:
        file.write(f"p,i,319900000000,self,function_coverage,{parameters},>=,1,,,,,,\n")
    done = lifecircle("check", study, "--lang", "en")
    assert hint in done.stdout + done.stderr
