"""The demo from its files to its figures, against what its generator says must be found (facts.json, README.md)."""
import collections
import csv
import json
import math
import re
import shutil
import sqlite3
import subprocess

import pytest

from lc_demo import DEMO, FACTS, demo_run, set_members, sheet_rows, small_demo, types_table
from lc_run import assert_conserved, lifecircle, one, pick, rows, run

DISTRICT = "319900000000"
# Of the ten wrong rows these five are left out; the others are kept without what is wrong with them.
LEFT_OUT = {42, 115, 196, 247, 288}
KEPT = {80: ("望桥街道", "service_station"), 155: ("集贤街道", "service_station"), 339: ("平川镇", "nursing_station"),
        380: ("荷浦镇", "elder_home"), 411: ("柳渡镇", "neighbour_point")}
WITHOUT_AREA = {80}  # among those kept
AREA_M2_OF = {155: 300, 380: 300}  # 155 says about 300
TOWN_OF = {town["name"]: code for code, town in FACTS["towns"].items()}
COMMUNITY_ELDERLY = set_members()["community_elderly"]


@pytest.fixture(scope="module")
def out():
    return demo_run()


@pytest.fixture(scope="module")
def indicators(out):
    return rows(out / "indicators.csv")


@pytest.fixture(scope="module")
def gaps(out):
    return rows(out / "gaps.csv")


@pytest.fixture(scope="module")
def summary(out):
    """Numbers stay the text that they are in the file."""
    return json.loads((out / "summary.json").read_text(encoding="utf-8"), parse_float=str, parse_int=str)


@pytest.fixture(scope="module")
def store(out):
    base = sqlite3.connect(f"file:{out / 'lifecircle.sqlite'}?mode=ro", uri=True)
    yield base
    base.close()


def expected_counts(town=None):
    """Facilities in use by type: the good rows of facts.json and the wrong ones that are kept."""
    facts = FACTS if town is None else FACTS["towns"][town]
    counts = collections.Counter(facts["open_by_type"])
    counts.update(code for name, code in KEPT.values() if town in (None, TOWN_OF[name]))
    return counts


# --- regions, people, facilities ---

def test_regions_by_level(summary):
    count = collections.Counter(r["level"] for r in summary["regions"]) + collections.Counter(r["kind"] for r in summary["regions"] if r["level"] == "community")
    assert {k: count[k] for k in FACTS["regions"]} == FACTS["regions"]


def test_towns_have_their_names_and_classes(summary):
    towns = {r["code"]: (r["name"], r["class"]) for r in summary["regions"] if r["level"] == "town"}
    assert towns == {code: (t["name"], t["class"]) for code, t in FACTS["towns"].items()}


def test_people_of_every_group(indicators):
    people = {(r["region_code"], r["group"]): r["value"] for r in pick(indicators, indicator="people")}
    for group, figure in FACTS["people"].items():
        assert people[DISTRICT, group] == str(figure)
        for code, town in FACTS["towns"].items():
            assert people[code, group] == str(town["people"][group])


def test_facilities_of_every_type(indicators):
    counts = {(r["region_code"], r["types"]): int(r["value"]) for r in pick(indicators, indicator="count")}
    for region in (None, *FACTS["towns"]):
        wanted = expected_counts(region)
        for code in types_table():
            assert counts.get((region or DISTRICT, code), 0) == wanted[code], (region, code)
        for name, members in set_members().items():
            assert counts.get((region or DISTRICT, name), 0) == sum(wanted[m] for m in members), (region, name)


def test_what_facilities_hold(indicators):
    """Row 380 of the register has a home whose beds read 待定; the other good rows are what facts.json adds up."""
    told = FACTS["inventory"]

    def district(indicator, types, **more):
        return one(indicators, indicator=indicator, types=types, region_code=DISTRICT, **{"variant": "", **more})

    assert district("places", "nursery")["value"] == str(told["places"])
    assert district("capacity", "meals")["value"] == str(told["meals_per_day"])
    assert district("open_in_period", "meal_point", variant="period=2021..2025")["low"] == str(told["meal_points_opened_2021_2025"])
    assert district("open_in_period", "meal_point", variant="period=2021..2025")["missing"] == str(told["meal_points_opened_missing"])
    assert district("renovated_in_period", "nursing_home", variant="period=2021..2026")["value"] == str(told["nursing_homes_renovated_2021_2025"])
    home = sheet_rows()[380]
    nursing = district("beds_share", "elder_beds", variant="bed=nursing")
    assert nursing["numerator"] == str(told["beds_nursing"] + home["护理床位"]) and nursing["denominator"] == str(FACTS["open_beds"])
    assert (nursing["value"], nursing["missing"]) == ("", "1") and float(nursing["low"]) < float(nursing["high"]) < 0.6
    assert district("beds", "elder_beds", variant="bed=dementia")["value"] == str(told["beds_dementia"] + home["认知障碍床位"])
    signed = district("contracted_share", "care")
    assert (signed["numerator"], signed["denominator"], signed["missing"]) == (
        str(told["contracted"] + (home["医养签约"] == "是")), str(told["care"] + 1), str(told["contracted_missing"] + (home["医养签约"] is None)))
    workers = district("staff_per_1000_elder", "care", variant="staff=social_workers")
    assert workers["numerator"] == str(told["social_workers_care"] + home["社工人数"]) and workers["denominator"] == str(FACTS["people"]["age60"])


def test_rows_in_and_kept(summary):
    facilities = one(summary["inputs"], role="facilities")
    assert (facilities["rows_in"], facilities["rows_kept"]) == (str(FACTS["facility_rows"]), str(FACTS["facility_rows"] - len(LEFT_OUT)))
    assert (facilities["crs"], facilities["encoding"]) == ("GCJ-02", "UTF-8")
    assert [i["encoding"] for i in pick(summary["inputs"], role="regions")] == ["GB18030"] * 3


def test_facilities_beyond_the_boundary_are_in_no_region(store):
    assert store.execute("SELECT count(*) FROM facility WHERE region_id IS NULL").fetchone() == (FACTS["facility_rows_beyond_boundary"],)
    by_status = dict(store.execute("SELECT status, count(*) FROM facility WHERE region_id IS NOT NULL GROUP BY status"))
    assert by_status == {"open": FACTS["open"] + len(KEPT), "planned": FACTS["planned"], "closed": FACTS["closed"]}


def test_facilities_stand_in_the_community_that_the_register_names(store):
    """GCJ-02 undone and the polygons right: each row lies in its own 居村."""
    found = dict(store.execute("SELECT f.row_no, r.name FROM facility AS f JOIN region AS r USING (region_id)"))
    named = {row: cells["所属居村"] for row, cells in sheet_rows().items() if row in found and cells["所属居村"]}
    assert len(named) > 440 and {row: found[row] for row in named} == named


def test_the_streets_are_all_read(summary, store):
    """All but the railway and the river; one road beyond the boundary is joined to nothing."""
    osmium = pytest.importorskip("osmium")

    class Streets(osmium.SimpleHandler):
        count = 0

        def way(self, way):
            self.count += "highway" in way.tags

    streets = Streets()
    streets.apply_file(str(DEMO / "streets.osm.pbf"))
    assert one(summary["inputs"], role="streets")["rows_in"] == str(streets.count)
    assert FACTS["ways"] - streets.count == 2
    assert store.execute("SELECT count(DISTINCT component) FROM net_node").fetchone() == (2,)


# --- what is wrong is told ---

WRONG = {"swapped": ("error", "lat_lon_swapped", ""), "negative_area": ("warning", "negative_number", "area_m2"), "unknown_type": ("error", "unknown_type", "type"),
         "text_area": ("warning", "approximate_number", "area_m2"), "duplicate": ("warning", "duplicate_facility", "name"), "far_away": ("warning", "outside_study", ""),
         "no_coordinates": ("error", "no_coordinates", "x"), "bad_date": ("warning", "bad_date", "opened"), "text_beds": ("note", "empty_word", "beds"),
         "no_name": ("warning", "missing_name", "name")}


@pytest.mark.parametrize("wrong", FACTS["wrong_rows"], ids=lambda w: w["fault"])
def test_a_wrong_row_is_a_finding(out, wrong):
    severity, code, field = WRONG[wrong["fault"]]
    found = one(rows(out / "findings.csv"), row=wrong["sheet_row"], code=code)
    assert (found["severity"], found["file"], found["layer"], found["feature"], found["field"]) == (severity, "facilities.xlsx", "设施", wrong["name"], field)
    assert found["message"]


def test_only_wrong_or_doubtful_rows_are_findings(out):
    told = {int(f["row"]) for f in pick(rows(out / "findings.csv"), file="facilities.xlsx") if f["severity"] != "note"}
    doubtful = {int(f["row"]) for f in pick(rows(out / "findings.csv"), code="doubtful_number")}
    assert told - doubtful == {w["sheet_row"] for w in FACTS["wrong_rows"] if WRONG[w["fault"]][0] != "note"}
    sheet = sheet_rows()
    largest = {t["name_zh"]: float(t["area_max_m2"]) for t in types_table().values() if t["area_max_m2"]}
    assert all(sheet[row]["建筑面积"] > largest[sheet[row]["设施类型"]] for row in doubtful)


def test_reported_figures(out, gaps):
    """Row 4 is of June 2024; row 14 counts beds that are still being built, where the register leaves at most 49 open."""
    told = [f for f in rows(out / "findings.csv") if f["file"] == "observations.csv"]
    assert [(f["row"], f["severity"], f["code"], f["field"], f["value"]) for f in told] == [
        ("4", "warning", "observation_old", "nursing_homes_graded_share", "2024-06-30"),
        ("14", "warning", "observation_differs", "beds (types=elder_beds)", f"{FACTS['open_beds'] + FACTS['planned_beds']} 张 (2025-12-31)")]
    most = FACTS["open_beds"] + int(types_table()["elder_home"]["beds_max"])
    assert f"{FACTS['open_beds']}..{most} 张" in told[1]["message"]
    known = {g["item"]: (g["value"], g["gap"], g["status"], g["observed_on"]) for g in gaps if g["basis"] == "reported"}
    assert known == {"家庭照护者培训累计人数": ("1860", "140", "short", "2025-09-30"), "养老机构等级评定覆盖率": ("62.5", "0", "met", "2024-06-30")}


def test_facilities_without_floor_area_are_told(out, store):
    told = {int(f["row"]) for f in pick(rows(out / "findings.csv"), code="missing_area")}
    lacking = {row for row, cells in sheet_rows().items() if cells["建筑面积"] is None and row not in LEFT_OUT} | WITHOUT_AREA
    assert told == lacking
    in_use = store.execute("SELECT count(*) FROM facility WHERE counts = 1 AND area_m2 IS NULL AND region_id IS NOT NULL").fetchone()[0]
    assert in_use == FACTS["open_without_area"] + len(WITHOUT_AREA)


# --- floor area, beds, and the places without ---

def community_area(town):
    """Known square metres and how many are missing, of the facilities for elders of a town."""
    facts = FACTS["towns"][town]
    kept = [row for row, (name, code) in KEPT.items() if TOWN_OF[name] == town and code in COMMUNITY_ELDERLY]
    return (facts["community_elderly_area_m2_known"] + sum(m2 for row, m2 in AREA_M2_OF.items() if row in kept),
            facts["community_elderly_area_missing"] + len(WITHOUT_AREA.intersection(kept)))


def close(text, figure):
    return math.isclose(float(text), figure, rel_tol=1e-11, abs_tol=1e-11)


@pytest.mark.parametrize("town", FACTS["towns"])
def test_floor_area_of_a_town(indicators, gaps, store, town):
    known, missing = community_area(town)
    people = FACTS["towns"][town]["people"]["resident"]
    row = one(indicators, indicator="area_per_1000", region_code=town, types="community_elderly", group="resident")
    assert (row["numerator"], row["denominator"], row["missing"]) == (str(known), str(people), str(missing))
    low, high = store.execute("SELECT low, high FROM indicator_value JOIN region USING (region_id) WHERE code = ? AND indicator = 'area_per_1000'"
                              " AND types = 'community_elderly' AND group_code = 'resident'", (town,)).fetchone()
    gap = one(gaps, item="各街镇每千人社区养老服务设施建筑面积", region_code=town)
    if missing == 0:
        assert close(row["value"], known * 1000 / people)
        assert gap["status"] == ("met" if known * 1000 / people >= 40 else "short")
        assert close(gap["gap"], max(0, 40 - known * 1000 / people))
    else:
        assert row["value"] == "" and math.isclose(low, known * 1000 / people) and low < high
        assert gap["status"] == ("met" if low >= 40 else "short" if high < 40 else "no data")


def test_the_new_town_cannot_be_judged(gaps):
    assert [g["region_name"] for g in pick(gaps, status="no data")] == ["新溪街道"]


def test_beds(indicators, gaps):
    """5286 are known, those of row 380 are not: at most 49, the largest home there is."""
    most = FACTS["open_beds"] + int(types_table()["elder_home"]["beds_max"])
    elders = FACTS["people"]["age60"]
    row = one(indicators, indicator="beds_per_elder", region_code=DISTRICT, types="elder_beds")
    assert (row["value"], row["numerator"], row["denominator"], row["missing"]) == ("", str(FACTS["open_beds"]), str(elders), "1")
    gap = one(gaps, item="养老床位占户籍老年人口比例")
    assert gap["status"] == "short" and close(gap["gap"], 3.5 - most * 100 / elders)
    assert str(math.ceil(elders * 0.035 - most)) in gap["closes"]


def test_centres(gaps):
    assert FACTS["open_by_type"]["comprehensive_centre"] == 20
    assert one(gaps, item="综合为老服务中心数量（近期）")["status"] == "met"
    assert [one(gaps, item="综合为老服务中心数量（远期）")[k] for k in ("status", "gap")] == ["not yet due", "4"]


def members(store, item):
    return [code for code, in store.execute("SELECT r.code FROM gap JOIN target AS t USING (target_id) JOIN gap_member AS m USING (gap_id)"
                                            " JOIN region AS r ON r.region_id = m.region_id WHERE t.item = ? ORDER BY r.code", (item,))]


def assert_lacking(gaps, store, item, wanted, of):
    gap = one(gaps, item=item)
    assert members(store, item) == wanted
    names = dict(store.execute("SELECT code, name FROM region"))
    assert [name for name in re.split("[:：、，,；; ]+", gap["closes"]) if name in set(names.values())] == [names[code] for code in wanted]
    assert close(gap["gap"], len(wanted) * 100 / of)


def test_committees_without_an_activity_room(gaps, store):
    assert_lacking(gaps, store, "居委会标准化老年活动室", FACTS["communities_without_activity_room"]["committee"], FACTS["regions"]["committee"])


def test_villages_without_a_neighbour_point(gaps, store):
    assert_lacking(gaps, store, "行政村睦邻点", FACTS["villages_without_neighbour_point"], FACTS["regions"]["village"])


def test_rural_villages_without_an_activity_room(gaps, store):
    rural = [code for code, town in FACTS["towns"].items() if town["class"] == "rural"]
    wanted = [code for code in FACTS["communities_without_activity_room"]["village"] if code[:9] + "000" in rural]
    assert members(store, "村级老年活动室") == wanted
    assert [g["region_code"] for g in pick(gaps, item="村级老年活动室")] == rural


def test_villages_without_an_activity_room_are_those_of_the_facts(indicators):
    none = [r["region_code"] for r in pick(indicators, indicator="count", types="activity_room", value=0) if r["level"] == "community"]
    assert sorted(none) == sorted(sum(FACTS["communities_without_activity_room"].values(), []))


def test_towns_without_a_rental_point(gaps, store):
    wanted = [code for code, town in FACTS["towns"].items() if "rental_point" not in town["open_by_type"]]
    assert_lacking(gaps, store, "康复辅助器具租赁点街镇覆盖率", wanted, FACTS["regions"]["town"])


# --- the story of the README ---

def test_the_river_shows_between_circle_and_walk(indicators):
    where = {"region_code": TOWN_OF["新溪街道"], "indicator": "coverage", "types": "comprehensive_centre", "group": "resident", "limit": 15}
    circle, walk = (float(one(indicators, mode=mode, **where)["value"]) for mode in ("circle", "network"))
    assert 0.75 < circle < 0.85 and 0.15 < walk < 0.25


def test_the_old_centre_is_near_but_small(indicators):
    for name in ("云水街道", "望桥街道", "集贤街道"):
        code = TOWN_OF[name]
        assert float(one(indicators, region_code=code, indicator="coverage", types="comprehensive_centre", group="resident", mode="circle", limit=15)["value"]) > 0.96
        assert 22 < community_area(code)[0] * 1000 / FACTS["towns"][code]["people"]["resident"] < 30


def test_nobody_walks_shorter_than_the_crow_flies(indicators):
    shares = {tuple(r[k] for k in ("region_code", "types", "group", "mode", "limit")): float(r["value"]) for r in pick(indicators, indicator="people_covered")}
    pairs = [(shares[key], shares[(*key[:3], key[3].replace("network", "circle"), key[4])]) for key in shares if key[3].startswith("network")]
    assert len(pairs) > 10000 and all(walk <= circle for walk, circle in pairs)


# --- sums ---

ADDITIVE = {"people", "people_covered", "people_uncovered", "count", "people_reaching_functions", *(f"people_reaching_{n}" for n in ("0", "1", "2", "3", "4", "5_or_more"))}


def test_covered_and_uncovered_are_everybody(indicators):
    assert_conserved(indicators)


def test_parts_sum_to_the_whole(indicators, summary):
    parent = {r["code"]: r["parent"] for r in summary["regions"]}
    sums, values = collections.Counter(), {}
    for row in indicators:
        if row["indicator"] in ADDITIVE and row["level"] != "circle":  # circles lie across the tree
            key = tuple(row[k] for k in ("indicator", "types", "group", "mode", "limit", "variant"))
            values[key, row["region_code"]] = float(row["value"])
            sums[key, parent[row["region_code"]]] += float(row["value"])
    checked = [place for place in values if place in sums]
    assert len(checked) > 10000
    for place in checked:
        assert abs(sums[place] - values[place]) < 1e-6, place


def test_those_who_reach_n_are_everybody(indicators):
    people = {(r["region_code"], r["group"]): float(r["value"]) for r in pick(indicators, indicator="people")}
    sums = collections.Counter()
    for row in indicators:
        if row["indicator"].startswith("people_reaching_"):
            sums[tuple(row[k] for k in ("region_code", "group", "types", "mode", "limit"))] += float(row["value"])
    assert sums and all(abs(total - people[key[:2]]) < 1e-6 for key, total in sums.items())


# --- one set of figures in every output ---

@pytest.mark.parametrize("table", ["indicators", "gaps", "findings"])
def test_the_summary_has_the_rows_of_the_tables(out, summary, table):
    in_json = [{k: "" if v is None else v for k, v in row.items()} for row in summary[table]]
    assert in_json == rows(out / f"{table}.csv")


STAGES = 17  # of a study that walks along streets
HEADERS = {"indicators": "region_code,region_name,level,indicator,types,group,mode,limit,value,numerator,denominator,missing,unit,low,high,variant",
           "gaps": "plan,item,region_code,region_name,indicator,op,target,value,gap,unit,status,closes,year,nature,source,low,high,lacks,"
           "item_no,item_en,pace,basis,observed_on,observed_source,planned_value,planned_status,parameters,scope,text,text_en,responsible,plan_code"}


@pytest.mark.parametrize("table", HEADERS)
def test_the_tables_begin_for_excel(out, table):
    """The demo asks for a byte order mark; lines end as RFC 4180 has them."""
    head = (out / f"{table}.csv").read_bytes().split(b"\n", 1)[0]
    assert head == b"\xef\xbb\xbf" + HEADERS[table].encode() + b"\r"


def test_the_page_says_the_figures(out):
    page = (out / "index.html").read_text(encoding="utf-8")
    assert all(name in page for name in TOWN_OF) and "600,000" in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page)


@pytest.mark.parametrize("name, group, share", [
    ("老年助餐场所", "60岁及以上户籍人口", "meals"),        # targets on it speak of the elders, though a centre also serves all residents
    ("养老床位机构", "60岁及以上户籍人口", "elder_beds"),
    ("照护服务设施", "60岁及以上户籍人口", "care"),          # no target; all of its four types serve them
    ("社区养老服务设施", "常住人口", "community_elderly"),  # the plan counts its floor area per 1000 residents
    ("社区综合为老服务中心", "常住人口", "comprehensive_centre"),
    ("托育服务设施", "1—3岁幼儿", "nursery"),
])
def test_the_page_shows_a_set_for_the_people_it_is_for(out, indicators, name, group, share):
    page = (out / "index.html").read_text(encoding="utf-8")
    table = page[page.index('<table class="types"'):page.index('<section id="findings"')]
    lines = [[re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)] for line in table.split("</tr>")]
    row = next(line for line in lines if line[:1] == [name])
    code = {"60岁及以上户籍人口": "age60", "常住人口": "resident", "1—3岁幼儿": "age1_3"}[group]
    walked = one(indicators, region_code=DISTRICT, indicator="coverage", types=share, group=code, mode="network", limit=15)
    assert row[:2] == [name, group] and row[4] == f"{100 * float(walked['value']):.1f}%"


# --- the store ---

def test_the_store_is_sound(store):
    assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert store.execute("PRAGMA foreign_key_check").fetchall() == []


def spatialite(out, sql):
    if shutil.which("spatialite") is None:
        pytest.skip("the spatialite shell is not installed (spatialite-bin)")
    done = subprocess.run(["spatialite", "-silent", "-bail", f"file:{out / 'lifecircle.sqlite'}?mode=ro", sql], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and "rror" not in done.stderr, done.stderr
    return done.stdout.strip()


def test_the_spatialite_shell_opens_the_store(out):
    assert spatialite(out, "SELECT CheckSpatialMetaData()") == "3"
    kinds = spatialite(out, "SELECT f_table_name, geometry_type, srid FROM geometry_columns ORDER BY 1").splitlines()
    assert "region|6|4326" in kinds and "facility|1|4326" in kinds and "demand|1|4326" in kinds


def test_the_shapes_of_the_store_are_valid(out):
    assert spatialite(out, "SELECT count(*), sum(ST_IsValid(geom)), max(abs(ST_Area(geom, 1) / area_m2 - 1) < 1e-6) FROM region WHERE level <> 'circle'") == "131|131|1"
    assert spatialite(out, "SELECT count(*), sum(ST_IsValid(geom)), max(abs(ST_Area(geom, 1) / area_m2 - 1) < 1e-6) FROM region WHERE level = 'circle'") == "26|26|1"
    assert spatialite(out, "SELECT count(*), sum(GeomFromWKB(wkb, 4326) IS NOT NULL) FROM context_feature") == "3|3"
    assert spatialite(out, "SELECT count(*) FROM facility AS f JOIN region AS r USING (region_id) WHERE NOT ST_Intersects(f.geom, r.geom)") == "0"


# --- doing only what changed ---

def stages(done_stdout):
    return tuple(map(int, re.search(r"Stages: (\d+) run, (\d+) unchanged", done_stdout).groups()))


def again(study, out):
    done = lifecircle("run", study, "--out", out, "--lang", "en", "--overwrite")
    assert done.returncode == 0, done.stderr
    return stages(done.stdout)


def tables_of(out):
    return {name: (out / f"{name}.csv").read_bytes() for name in ("indicators", "gaps", "findings")}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    study = small_demo(folder / "demo")
    out = folder / "out"
    assert again(study, out) == (STAGES, 0)
    return study, out


def test_a_second_run_does_nothing_and_says_the_same(small):
    study, out = small
    before = tables_of(out)
    assert again(study, out) == (0, STAGES)
    assert tables_of(out) == before


def move_north(study, name, metres):
    openpyxl = pytest.importorskip("openpyxl")
    path = study.parent / "facilities.xlsx"
    book = openpyxl.load_workbook(path)
    header, *body = book["设施"].iter_rows()
    place = {cell.value: i for i, cell in enumerate(header)}
    row = next(r for r in body if r[place["设施名称"]].value == name)
    row[place["纬度"]].value += metres / 111000
    book.save(path)


def values_by_key(out):
    keys = ("region_code", "indicator", "types", "group", "mode", "limit", "variant")
    return {tuple(r[k] for k in keys): (r["value"], r["numerator"], r["denominator"], r["missing"]) for r in rows(out / "indicators.csv")}


ON_FUNCTIONS = {"circle_completeness", "function_coverage", "functions_mean", "people_reaching_functions"}


def test_moving_one_facility_changes_what_leans_on_it(small, tmp_path):
    """A nursing station of 平川镇 goes 10 m north: types, regions, people, streets, targets, background and network stay as they are."""
    study, out = small
    moved = tmp_path / "demo"
    shutil.copytree(study.parent, moved)
    warm = tmp_path / "warm"
    shutil.copytree(out, warm)
    name = next(c["设施名称"] for row, c in sheet_rows().items() if c["设施类型"] == "护理站" and c["所属街镇"] == "平川镇" and row not in LEFT_OUT | set(KEPT))
    move_north(moved / "study.yaml", name, 10)
    before = values_by_key(out)
    assert again(moved / "study.yaml", warm) == (9, STAGES - 9)
    after = values_by_key(warm)
    changed = {key for key in before if before[key] != after[key]}
    assert before.keys() == after.keys() and changed
    touched = {code for code, types in set_members().items() if "nursing_station" in types}
    assert {key[2] for key in changed if key[2]} <= touched
    assert {key[1] for key in changed if not key[2]} <= ON_FUNCTIONS  # it has medical care, an item of "1+N"
    assert {key[1] for key in changed} <= {"coverage", "people_covered", "people_uncovered", "time_mean", "time_median", "time_p90", *ADDITIVE, *ON_FUNCTIONS} - {"people", "count"}
    assert tables_of(run(moved / "study.yaml", tmp_path / "cold")) == tables_of(warm)


def test_a_new_target_leaves_reach_alone(small, tmp_path):
    """Targets, the indicators (a target may name a set that was not reckoned) and gaps."""
    study, out = small
    copy, warm = tmp_path / "demo", tmp_path / "warm"
    shutil.copytree(study.parent, copy)
    shutil.copytree(out, warm)
    targets = rows(copy / "targets.csv")
    targets[0]["value"] = "41"
    with open(copy / "targets.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, targets[0].keys())
        writer.writeheader()
        writer.writerows(targets)
    before = tables_of(warm)
    assert again(copy / "study.yaml", warm) == (5, STAGES - 5)
    after = tables_of(warm)
    assert (after["indicators"], after["findings"]) == (before["indicators"], before["findings"])
    old, new = before["gaps"].splitlines(), after["gaps"].splitlines()
    assert [i for i, line in enumerate(old) if line != new[i]] == [1] and len(old) == len(new)
