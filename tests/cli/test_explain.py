"""lifecircle explain from outside: on the hand-worked town (tests/stage/town/README.md), where every leg is whole metres, and on a small study with
streets that nobody may walk, a river, and places that ask too much."""
import json
import os
import shutil
import sqlite3
import subprocess

import pytest

import small_study
from lc_run import SOURCE, lifecircle

TOWN = SOURCE / "tests/stage/town"
# Places of the town: longitude and latitude as population.csv has them.
D1, D2, D3 = "121.000000000,31.000901962", "121.004188374,31.001803855", "121.003447973,31.006049479"
D5, D7 = "121.008376944,31.002525356", "121.015601398,31.007214747"
LIMITS_MM = {5: 333333, 10: 666666, 15: 1000000}  # at 1000 m in 15 min


def run(study, out):
    done = lifecircle("run", study, "--out", out, "--lang", "en", "--quiet")
    assert done.returncode == 0, done.stderr
    return out / "lifecircle.sqlite"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return run(TOWN / "study.yaml", tmp_path_factory.mktemp("town") / "out")


def explain(store, at, *more, lang="en"):
    done = lifecircle("explain", store, "--at", at, "--lang", lang, *more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def tell(store, at, *more):
    return json.loads(explain(store, at, "--json", *more))


def only(told):
    assert len(told["types"]) == 1
    return told["types"][0]


# --- the way, leg by leg ---

# Legs: kind, street, metres. Where they come from is drawn in the README of the town.
WAYS = [
    # d3 stands 100 m from G; G-F 300, F-E 400, and P1 is 50 m from E: 850.
    (D3, "comprehensive_centre", "P1", [("to_street", None, 100), ("street", "FG", 300), ("street", "EF", 400), ("from_street", None, 50)]),
    # d1 stands on AE, 200 from E: no leg to the street. E-F 400, F-G 300, R1 40 from G: 940.
    (D1, "activity_room", "R1", [("street", "AE", 200), ("street", "EF", 400), ("street", "FG", 300), ("from_street", None, 40)]),
    # d2 stands on BF, 100 from F: 100 + 400 + 50 = 550.
    (D2, "comprehensive_centre", "P1", [("street", "BF", 100), ("street", "EF", 400), ("from_street", None, 50)]),
    # d5 stands 20 m from J; J-I 300, I-G 400, G-F 300, F-E 400, 50: 1470. P2 is 418 m away, but there is no bridge to it.
    (D5, "comprehensive_centre", "P1", [("to_street", None, 20), ("street", "IJ", 300), ("street", "GI", 400), ("street", "FG", 300),
                                        ("street", "EF", 400), ("from_street", None, 50)]),
]


@pytest.mark.parametrize("at, type_code, facility, legs", WAYS)
def test_every_leg_is_the_hand_s(town, at, type_code, facility, legs):
    told = only(tell(town, at, "--type", type_code))
    assert told["walk"]["code"] == facility
    assert [(leg["kind"], leg["street"], leg["cost_mm"]) for leg in told["legs"]] == [(k, s, m * 1000) for k, s, m in legs]
    assert [leg["length_mm"] for leg in told["legs"]] == [m * 1000 for _, _, m in legs]
    assert [leg["wait_mm"] for leg in told["legs"]] == [0] * len(legs)
    assert [leg["total_mm"] for leg in told["legs"]] == [sum(m for _, _, m in legs[:i + 1]) * 1000 for i in range(len(legs))]
    total_mm = sum(m for _, _, m in legs) * 1000
    assert told["walk"]["cost_mm"] == told["legs"][-1]["total_mm"] == total_mm
    assert told["walk"]["walk_min"] == pytest.approx(total_mm * 15e-6, rel=1e-9)
    assert told["walk"]["limit_min"] == min((n for n, mm in LIMITS_MM.items() if total_mm <= mm), default=None)


@pytest.mark.parametrize("at, type_code, marks", [
    # d3: 5 min end 233.333 m into FG (after 100), 10 min 266.666 m into EF (after 400), 15 min not at all.
    (D3, "comprehensive_centre", [(5, 1, 233333), (10, 2, 266666)]),
    # d5: 5 and 10 min end on GI (after 320), 15 min 280 m into FG (after 720).
    (D5, "comprehensive_centre", [(5, 2, 13333), (10, 2, 346666), (15, 3, 280000)]),
])
def test_where_the_limits_end(town, at, type_code, marks):
    told = only(tell(town, at, "--type", type_code))
    assert [(m["limit_min"], m["leg"], m["along_mm"]) for m in told["limits_end"]] == marks


def test_the_place_where_a_limit_ends_lies_on_the_street(town):
    # d5: 13.333 m of 400 after I (121.008376944, 31.005411631), on the way to G (121.004188413, 31.005411699)
    mark = only(tell(town, D5, "--type", "comprehensive_centre"))["limits_end"][0]
    assert mark["lon_deg"] == pytest.approx(121.008376944 - 0.004188531 * 13.333 / 400, abs=1.1e-9)
    assert mark["lat_deg"] == pytest.approx(31.005411631 + 0.000000068 * 13.333 / 400, abs=1.1e-9)


# --- circle against walk ---

@pytest.mark.parametrize("at, verdict, circle, circle_mm, walk", [  # README.md, "Circles" and "Walks"
    (D1, "covered", "P1", 237996, "P1"),
    (D3, "covered", "P1", 495396, "P1"),
    (D5, "circle_only", "P2", 417565, "P1"),
    (D7, "circle_only", "P2", 493989, None),
])
def test_circle_and_walk_are_judged_apart(town, at, verdict, circle, circle_mm, walk):
    told = only(tell(town, at, "--type", "comprehensive_centre"))
    assert told["verdict"] == verdict
    assert (told["circle"]["code"], told["circle"]["cost_mm"]) == (circle, circle_mm)
    assert (told["walk"]["code"] if told["walk"] else None) == walk


def test_a_place_is_where_it_is(town):
    told = tell(town, D3)
    assert [(r["level"], r["name"]) for r in told["regions"]] == [("community", "西二村"), ("town", "西镇"), ("district", "双河区")]
    assert told["at"] == {"lon_deg": 121.003447973, "lat_deg": 31.006049479}
    assert told["join"]["status"] == "ok" and told["join"]["leg_mm"] == 100000
    # at G; FG and GI meet there and are equally near: the lower one is taken
    assert (told["join"]["street"], told["join"]["class"]) == ("FG", "residential")
    assert (told["join"]["lon_deg"], told["join"]["lat_deg"]) == (121.004188413, 31.005411699)


def test_without_a_type_each_type_of_the_study_is_told(town):
    told = tell(town, D3)
    assert [t["type"] for t in told["types"]] == ["comprehensive_centre", "activity_room"]
    assert [t["walk"]["cost_mm"] for t in told["types"]] == [850000, 140000]
    assert all("legs" not in t for t in told["types"])
    lines = [line for line in explain(town, D3).splitlines() if "(comprehensive_centre)" in line or "(activity_room)" in line]
    assert len(lines) == 2


def test_a_place_off_the_streets_is_told_so(town):
    # d7 is 578 m from K
    told = tell(town, D7)
    assert told["join"] == {"status": "unsnapped", "blocked": False, "leg_mm": pytest.approx(578000, abs=1000)}
    text = explain(town, D7, "--type", "comprehensive_centre")
    assert "No street is within 300 m (the nearest is 578 m away): no walk begins here." in text
    assert "On foot: no street near enough." in text


def test_a_place_in_the_margin_is_told_of_though_no_region_holds_it(town):
    # 400 m west of A; the regions begin 300 m west of it, and things are read 1500 m beyond them
    told = tell(town, "120.9958117,31.0", "--type", "comprehensive_centre")
    assert told["regions"] == [] and told["join"]["status"] == "unsnapped"
    assert only(told)["circle"]["code"] == "P1"
    assert "This place lies in none of the study's regions." in explain(town, "120.9958117,31.0")


def test_a_study_that_walks_nowhere(tmp_path):
    study = tmp_path / "town"
    shutil.copytree(TOWN, study)
    text = (study / "study.yaml").read_text(encoding="utf-8")
    text = text.replace("modes: [circle, network]", "modes: [circle]")
    (study / "study.yaml").write_text(text, encoding="utf-8")
    (study / "targets.csv").write_text(text_of_targets_by_circle(), encoding="utf-8")
    store = run(study / "study.yaml", study / "out")
    told = tell(store, D5, "--type", "comprehensive_centre")
    assert told["join"] == {"status": "no_network"}
    assert (only(told)["verdict"], only(told)["walk"], only(told)["legs"]) == ("covered", None, [])
    text = explain(store, D5)
    assert "The study measures circles only" in text and "On foot" not in text
    assert ": covered. Circle: 418 m to 东镇综合为老服务中心 (within 10 min)." in text


def text_of_targets_by_circle():
    """The town's targets but for those that ask for walks."""
    lines = (TOWN / "targets.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if "mode=network" not in line)


# --- words ---

def test_the_story_in_english(town):
    text = explain(town, D5, "--type", "comprehensive_centre")
    assert "In: 东一居委 (319901002001), 东镇 (319901002000), 双河区 (319901000000)" in text
    assert "5 min are 333 m, 10 min are 667 m, 15 min are 1000 m" in text
    assert "To the street: 20 m straight to IJ (residential street)" in text
    assert "covered by the circle only, not on foot. Circle: 418 m to 东镇综合为老服务中心 (within 10 min). " \
           "On foot: 22.1 min, 1470 m to 西镇综合为老服务中心 (beyond 15 min)." in text
    assert "22.1     0.8      50   straight from the street to the entrance" in text
    assert "15 min end 280 m along the leg above" in text
    # 1470 m at 1000 m in 15 min are 22.05 min, printed as 22.1
    assert "Why: the walk takes 7.1 min more than the limit of 15 min" in text
    assert "The legs add up exactly: 1470.000 m of level walking." in text


def test_the_story_in_chinese(town):
    text = explain(town, D5, "--type", "comprehensive_centre", lang="zh")
    assert "位于：东一居委（319901002001）、东镇（319901002000）、双河区（319901000000）" in text
    assert "仅圈内覆盖，步行未覆盖。直线：418 米到东镇综合为老服务中心（10 分钟内）。步行：22.1 分钟、1470 米到西镇综合为老服务中心（超出 15 分钟）。" in text
    assert "满 15 分钟：在上面这一段的 280 米处" in text
    assert "原因：直线距离在圈内，但步行超时 7.1 分钟（时限 15 分钟）。" in text
    assert not any(word in text for word in ("minute", "street", "straight", "Circle"))


def test_why_a_place_outside_the_circle_is_not_covered(town):
    # 1300 m west of A, and P1 is east of it
    west = "120.986380,31.000000"
    assert only(tell(town, west, "--type", "comprehensive_centre"))["verdict"] == "not_covered"
    assert "Why: even in a straight line the nearest is farther than 1000 m." in explain(town, west, "--type", "comprehensive_centre")
    assert "Why:" not in explain(town, D3, "--type", "comprehensive_centre")


def test_what_is_printed_adds_up(town):
    for at in (D1, D2, D3, D5):
        rows = [line.split(None, 3) for line in explain(town, at, "--type", "activity_room").splitlines()
                if line[:7].strip().replace(".", "").isdigit() and line.count(".") >= 2]
        assert rows
        total = 0
        for so_far, minutes, *_ in rows:
            total = round(total + float(minutes), 1)
            assert float(so_far) == total


def test_the_study_s_language_speaks(town, tmp_path):
    # the town's study file says zh; --lang wins; a store alone leaves it to the environment
    study = tmp_path / "town"
    shutil.copytree(TOWN, study)
    run(study / "study.yaml", study / "out")
    assert "地点：" in lifecircle("explain", study / "study.yaml", "--at", D1, env={"LANG": "en_US.UTF-8"}).stdout
    assert "Place:" in lifecircle("explain", study / "study.yaml", "--at", D1, "--lang", "en").stdout
    assert "Place:" in lifecircle("explain", study / "out/lifecircle.sqlite", "--at", D1, env={"LANG": "en_US.UTF-8"}).stdout


# --- coordinates ---

def test_other_coordinate_systems_name_the_same_place(town):
    pyproj = pytest.importorskip("pyproj")
    x, y = pyproj.Transformer.from_crs(4326, 32651, always_xy=True).transform(121.003447973, 31.006049479)
    told = tell(town, f"{x:.4f},{y:.4f}", "--crs", "EPSG:32651", "--type", "comprehensive_centre")
    assert abs(only(told)["walk"]["cost_mm"] - 850000) <= 1
    # GCJ-02 shifts by some hundred metres here: the same numbers mean another place, to the west and north or so
    assert tell(town, D3, "--crs", "gcj02")["at"] != tell(town, D3)["at"]


def test_a_chinese_comma_parts_them_too(town):
    assert tell(town, "121.003447973，31.006049479")["at"] == tell(town, D3)["at"] == tell(town, D3.replace(",", ", "))["at"]


@pytest.mark.parametrize("at, more, words", [
    ("31.006,121.003", [], "is no place on the globe: longitude comes first"),
    ("121.003,31.006", ["--crs", "EPSG:9999999"], "EPSG:9999999"),
    ("500000,3400000", [], "is no place on the globe in that coordinate system"),
    ("nan,31", [], "--at is two numbers, LON,LAT, like 121.47,31.23; not nan,31"),
    ("12.5,41.9", [], "km outside the study, where nothing was read"),
    (D3, ["--type", "activity_rom"], "\"activity_rom\" is no facility type; did you mean activity_room?"),
    (D3, ["--type", "标准化老年活动"], "did you mean 标准化老年活动室?"),
    (D3, ["--type", "zoo"], "\"zoo\" is no facility type; there are: comprehensive_centre, "),
    (D3, ["--type", "community_elderly"], "is a set of types; name one of them: comprehensive_centre, activity_room."),
    (D3, ["--profile", "standrad"], "is no walking profile of this study; did you mean standard?"),
    (D3, ["--profile", "wolf"], "is no walking profile of this study; it has: standard."),
    (D3, ["--out", "why.shp"], "why.shp: a layer is called NAME.geojson or NAME.gpkg."),
])
def test_what_cannot_be_answered_is_told(town, tmp_path, at, more, words):
    done = lifecircle("explain", town, "--at", at, "--lang", "en", *more, cwd=tmp_path)
    assert done.returncode in (1, 2) and done.stdout == ""
    assert words in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_type_may_be_called_by_its_name(town):
    for name in ("activity_room", "Activity-Room", "标准化老年活动室", "Standard activity room for elders"):
        assert only(tell(town, D3, "--type", name))["type"] == "activity_room"


def test_a_type_that_the_study_lacks(town):
    assert "no facility of this type is open on 31 December 2025" in explain(town, D3, "--type", "day_care")


def test_a_store_must_be_there_and_finished(tmp_path, town):
    missing = lifecircle("explain", tmp_path / "no.sqlite", "--at", D1, "--lang", "en")
    assert missing.returncode == 2 and "there is no such store; run the study first, or name the store itself when the run had --out." in missing.stderr
    half = tmp_path / "half.sqlite"
    shutil.copy(town, half)
    with sqlite3.connect(half) as db:
        db.execute("DELETE FROM stage WHERE name = 'gaps'")
    unfinished = lifecircle("explain", half, "--at", D1, "--lang", "en")
    assert unfinished.returncode == 2 and "The store is not finished" in unfinished.stderr


def test_to_explain_writes_nothing(town, tmp_path):
    folder = tmp_path / "still"
    folder.mkdir()
    shutil.copy(town, folder / "lifecircle.sqlite")
    before = (folder / "lifecircle.sqlite").read_bytes()
    explain(folder / "lifecircle.sqlite", D1)
    assert [p.name for p in folder.iterdir()] == ["lifecircle.sqlite"]
    assert (folder / "lifecircle.sqlite").read_bytes() == before


# --- the layer ---

def ogrinfo(path):
    if shutil.which("ogrinfo") is None:
        pytest.skip("ogrinfo (package gdal-bin) is absent")
    done = subprocess.run(["ogrinfo", "-ro", "-al", "-so", str(path)], capture_output=True, text=True)
    assert done.returncode == 0 and "ERROR" not in done.stderr, done.stderr
    return done.stdout


def features(path):
    return json.loads(path.read_text(encoding="utf-8"))["features"]


@pytest.mark.parametrize("ending", ["geojson", "gpkg"])
def test_the_layer_opens(town, tmp_path, ending):
    path = tmp_path / f"why.{ending}"
    explain(town, D5, "--type", "comprehensive_centre", "--out", path)
    shown = ogrinfo(path)
    assert "Layer name: explanation" in shown
    # a straight line, 6 legs, GI cut in three and FG in two
    assert "Feature Count: 10" in shown
    for field in ("part", "type", "facility", "street", "class", "what", "rule", "words", "length_m", "cost_mm", "wait_mm", "total_mm", "total_min",
                  "limit_min"):
        assert f"\n{field}: " in shown
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_the_legs_of_the_layer_are_cut_where_limits_end(town, tmp_path):
    explain(town, D5, "--type", "comprehensive_centre", "--out", tmp_path / "why.geojson")
    rows = [f["properties"] for f in features(tmp_path / "why.geojson")]
    assert [(r["part"], r["street"], r["cost_mm"], r["total_mm"], r["limit_min"]) for r in rows] == [
        ("straight_line", None, 417565, 417565, 10), ("to_street", None, 20000, 20000, 5), ("street", "IJ", 300000, 320000, 5),
        ("street", "GI", 13333, 333333, 5), ("street", "GI", 333333, 666666, 10), ("street", "GI", 53334, 720000, 15),
        ("street", "FG", 280000, 1000000, 15), ("street", "FG", 20000, 1020000, None), ("street", "EF", 400000, 1420000, None),
        ("from_street", None, 50000, 1470000, None)]
    lines = [f["geometry"]["coordinates"] for f in features(tmp_path / "why.geojson")]
    assert lines[0][0] == lines[1][0]  # from the place both ways
    for before, after in zip(lines[1:], lines[2:]):
        assert before[-1] == after[0]


def test_the_layer_is_not_replaced_unasked(town, tmp_path):
    path = tmp_path / "why.geojson"
    path.write_text("mine", encoding="utf-8")
    refused = lifecircle("explain", town, "--at", D1, "--out", path, "--lang", "en")
    assert refused.returncode == 4 and "is there already; add --overwrite" in refused.stderr
    assert path.read_text(encoding="utf-8") == "mine"
    explain(town, D1, "--out", path, "--overwrite")
    assert {f["properties"]["type"] for f in features(path)} == {"comprehensive_centre", "activity_room"}


def test_what_the_study_reads_is_not_replaced(tmp_path):
    study = small_study.write(tmp_path / "study")
    run(study, tmp_path / "study/out")
    regions = study.parent / "regions.geojson"
    (study.parent / "link.geojson").symlink_to("regions.geojson")
    before = regions.read_bytes()
    for name in ("regions.geojson", "link.geojson", "out/../regions.geojson"):
        done = lifecircle("explain", study, "--at", "121.41,31.21", "--out", study.parent / name, "--overwrite", "--lang", "en")
        assert done.returncode == 4 and "is read by the study" in done.stderr, done.stderr
        assert regions.read_bytes() == before


def test_names_do_not_steer_the_terminal(tmp_path):
    study = small_study.write(tmp_path / "study")
    name = "\x1b]0;x\x07\x1b[2Jred\x7f\u009b31m 云"
    table = study.parent / "facilities.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("West canteen", name), encoding="utf-8")
    store = run(study, tmp_path / "out")
    told = explain(store, "121.41,31.21", "--type", "meal_point")
    assert "\ufffd]0;x\ufffd\ufffd[2Jred\ufffd\ufffd31m 云" in told
    assert not any(c < " " and c != "\n" or "\x7f" <= c < "\xa0" for c in told)
    assert only(tell(store, "121.41,31.21", "--type", "meal_point"))["walk"]["name"] == name
    done = lifecircle("explain", store, "--at", "121.41,31.21", "--type", "\x1b[31mx", "--lang", "en")
    assert done.returncode != 0 and "\x1b" not in done.stderr and "\ufffd[31mx" in done.stderr


@pytest.mark.parametrize("ending", ["geojson", "gpkg"])
def test_a_folder_that_is_not_there(town, tmp_path, ending):
    done = lifecircle("explain", town, "--at", D1, "--out", tmp_path / f"no/why.{ending}", "--lang", "en")
    assert done.returncode == 4 and done.stdout == ""
    assert f"no/why.{ending}" in done.stderr and ".new" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(town, tmp_path):
    tmp_path.chmod(0o500)
    done = lifecircle("explain", town, "--at", D1, "--out", tmp_path / "why.gpkg", "--lang", "en")
    tmp_path.chmod(0o700)
    assert done.returncode == 4


# --- streets that rules closed, private drives, gates, a river ---

def osm(nodes, ways):
    """nodes: {id: (metres east, metres north of 121.42 31.21, {tag: value})}; ways: [(id, [nodes], {tag: value})]."""
    out = ["<?xml version='1.0' encoding='UTF-8'?>", "<osm version='0.6'>"]

    def tags(pairs):
        return "".join(f"<tag k='{k}' v='{v}'/>" for k, v in pairs.items())
    for number, (east, north, *more) in nodes.items():
        lon, lat = at_metres(east, north)
        out.append(f"<node id='{number}' version='1' lat='{lat:.9f}' lon='{lon:.9f}'>{tags(more[0] if more else {})}</node>")
    for number, line, pairs in ways:
        out.append(f"<way id='{number}' version='1'>{''.join(f'<nd ref=%r/>' % str(n) for n in line)}{tags(pairs)}</way>")
    return "\n".join(out + ["</osm>", ""])


def at_metres(east, north):
    """Near enough for a town of a kilometre: metres to degrees at 31.21 N."""
    return 121.42 + east / 95291.0, 31.21 + north / 110868.0


@pytest.fixture(scope="module")
def riverside(tmp_path_factory):
    """The clinic F1 lies across the river from the home at (0, -20), which stands on South Street:

          F1 (0, 400)
      |----North Street (y = 380)----|
      |                              |
    West Bridge   ~~~ river y=200 ~~~  Motorway (x = 100)
      | (x = -500, steps at its end) |
      |----South Street (y = 0)------|

    A private drive leaves South Street at x = 50 to the north, and its locked gate is 40 m up; a footbridge is under construction at x = 20."""
    folder = tmp_path_factory.mktemp("river") / "study"
    small_study.write(folder)
    nodes = {1: (-500, 0), 2: (0, 0), 3: (100, 0), 4: (-500, 300), 5: (-500, 380), 6: (0, 380), 7: (100, 380), 8: (50, 0), 9: (50, 40, {"barrier": "gate", "locked": "yes"}),
             10: (50, 90), 11: (20, 0), 12: (20, 380), 13: (-500, 150, {"barrier": "gate"}), 14: (600, 0), 15: (-30, 0), 16: (-30, 60)}
    ways = [(101, [1, 15, 2, 11, 8, 3, 14], {"highway": "residential", "name": "South Street"}),
            (102, [1, 13, 4], {"highway": "footway", "name": "West Bridge", "bridge": "yes"}),
            (103, [4, 5], {"highway": "steps", "name": "West Steps"}),
            (104, [5, 6, 12, 7], {"highway": "residential", "name": "North Street"}),
            (105, [3, 7], {"highway": "motorway", "name": "River Motorway"}),
            (106, [8, 9, 10], {"highway": "service", "access": "private", "name": "Mill Drive"}),
            (107, [11, 12], {"highway": "construction", "name": "New Footbridge"}),
            (108, [15, 16], {"highway": "footway", "oneway:foot": "yes"})]
    (folder / "streets.osm").write_text(osm(nodes, ways), encoding="utf-8")
    east, north = at_metres(0, 400)
    (folder / "facilities.csv").write_text(f"code,name,type,lon,lat,area_m2\nF1,Clinic,comprehensive_centre,{east:.9f},{north:.9f},500\n", encoding="utf-8")
    (folder / "people.csv").write_text("name,lon,lat,resident,age60\nP1,{:.9f},{:.9f},100,20\n".format(*at_metres(0, -20)), encoding="utf-8")
    river = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"kind": "water", "name": "Mill River"},
         "geometry": {"type": "LineString", "coordinates": [at_metres(-900, 200), at_metres(900, 200)]}},
        {"type": "Feature", "properties": {"kind": "railway", "name": None},
         "geometry": {"type": "LineString", "coordinates": [at_metres(-900, 100), at_metres(900, 100)]}},
        {"type": "Feature", "properties": {"kind": "green", "name": "Park"},
         "geometry": {"type": "LineString", "coordinates": [at_metres(-900, 300), at_metres(900, 300)]}}]}
    (folder / "context.geojson").write_text(json.dumps(river), encoding="utf-8")
    study = folder / "study.yaml"
    text = study.read_text(encoding="utf-8")
    text = text.replace("modes:", "context:\n  - file: context.geojson\nprofiles: [standard, elder, step_free]\nmodes:")
    study.write_text(text, encoding="utf-8")
    return run(study, folder / "out")


HOME = "{:.9f},{:.9f}".format(*at_metres(0, -20))


def test_the_way_round_by_the_bridge(riverside):
    told = only(tell(riverside, HOME, "--type", "comprehensive_centre"))
    # 20 m to the street, 500 west, 300 over the bridge with its gate, 80 of steps, 500 east, 20 to the door
    assert [(leg["kind"], leg["street"], leg["what"], leg["waits_at"]) for leg in told["legs"]] == [
        ("to_street", None, [], []), ("street", "South Street", [], []), ("street", "West Bridge", [], ["gate"]),
        ("street", "West Steps", ["steps"], []), ("street", "North Street", [], []), ("from_street", None, [], [])]
    assert [leg["length_mm"] for leg in told["legs"]] == [pytest.approx(m * 1000, rel=0.002) for m in (20, 500, 300, 80, 500, 20)]
    assert told["circle"]["cost_mm"] == pytest.approx(420000, rel=0.002)
    # a gate takes 10 s to open: at 1000 m in 15 min that is 11.111 m
    assert told["legs"][2]["wait_mm"] == 11111
    assert told["legs"][2]["cost_mm"] == told["legs"][2]["length_mm"] + 11111
    assert told["verdict"] == "circle_only"


def test_the_way_is_compared_with_the_straight_line_by_length(riverside):
    # 1420 m of way for 420 m in a straight line are 3.38 times, for older people too: what steps and the gate cost them is time, not length
    for profile in ("standard", "elder"):
        text = explain(riverside, HOME, "--type", "comprehensive_centre", "--profile", profile)
        assert "The way on foot is 3.38 times as long as the straight line." in text


def test_what_lies_across_the_straight_line_in_its_order(riverside):
    told = only(tell(riverside, HOME, "--type", "comprehensive_centre"))
    assert [(b["kind"], b["name"], b["blocks"]) for b in told["barriers"]] == [("railway", None, False), ("water", "Mill River", False)]
    text = explain(riverside, HOME, "--type", "comprehensive_centre")
    assert "The straight line to Clinic crosses: railway, Mill River (water)" in text


def test_the_street_next_door_and_the_rule_that_dropped_it(riverside):
    near = {(n["closed"], n["street"]): n for n in tell(riverside, HOME)["closed_nearby"]}
    assert set(near) == {("rule", "River Motorway"), ("rule", "New Footbridge"), ("ends_only", "Mill Drive"), ("node", None), ("one_way", None)}
    assert near["rule", "River Motorway"]["rule"] == "class_closed"
    assert near["rule", "River Motorway"]["distance_m"] == pytest.approx((100**2 + 20**2)**0.5, rel=0.002)
    assert near["rule", "New Footbridge"]["rule"] == "not_there"
    assert near["ends_only", "Mill Drive"]["rule"] == "access_private"
    assert near["node", None]["rule"] == "node_locked"
    assert near["node", None]["distance_m"] == pytest.approx((50**2 + 60**2)**0.5, rel=0.002)
    assert near["one_way", None]["rule"] is None
    text = explain(riverside, HOME)
    assert "River Motorway (motorway): nobody walks here. Rule class_closed: Motorways, cycleways" in text
    chinese = explain(riverside, HOME, lang="zh")
    assert "River Motorway（高速公路）：行人不能走。规则 class_closed：高速公路、自行车道" in chinese


def test_a_profile_that_takes_no_steps_has_no_way(riverside):
    foot_of_steps = "{:.9f},{:.9f}".format(*at_metres(-480, 300))
    told = tell(riverside, foot_of_steps, "--profile", "step_free", "--type", "comprehensive_centre")
    assert only(told)["walk"] is None
    assert ("steps", "West Steps") in {(n["closed"], n["street"]) for n in told["closed_nearby"]}
    assert "On foot: none within 60 min." in explain(riverside, foot_of_steps, "--profile", "step_free", "--type", "comprehensive_centre")


def test_who_lives_on_a_private_drive_walks_out_of_it(riverside):
    told = only(tell(riverside, "{:.9f},{:.9f}".format(*at_metres(55, 20)), "--type", "comprehensive_centre"))
    assert [(leg["street"], leg["what"]) for leg in told["legs"][1:3]] == [("Mill Drive", ["ends_only"]), ("South Street", [])]


def test_closed_streets_are_in_the_layer(riverside, tmp_path):
    explain(riverside, HOME, "--type", "comprehensive_centre", "--out", tmp_path / "why.geojson")
    closed = [f for f in features(tmp_path / "why.geojson") if f["properties"]["part"] == "closed"]
    assert {(f["properties"]["street"], f["properties"]["what"], f["properties"]["rule"]) for f in closed} == {
        ("River Motorway", "rule", "class_closed"), ("New Footbridge", "rule", "not_there"), ("Mill Drive", "ends_only", "access_private"),
        (None, "node", "node_locked"), (None, "one_way", None)}
    assert all(f["properties"]["words"] for f in closed if f["properties"]["rule"])


@pytest.mark.parametrize("west, joined, text", [
    # from 900 m west on: every street is behind it; from 10 m west on: the leg goes past its end to the corner at (-30, 0)
    (-900, "unsnapped", "Every street within 300 m lies behind a barrier (the nearest is 20 m away): no walk begins here."),
    (-10, "ok", "A nearer street lies behind a barrier, which no straight leg may cross."),
])
def test_a_wall_keeps_the_place_from_the_nearest_street(riverside, tmp_path, west, joined, text):
    study = tmp_path / "walled"
    shutil.copytree(riverside.parents[1], study, ignore=shutil.ignore_patterns("out"))
    wall = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"kind": "wall", "name": "Old Wall"}, "geometry": {
        "type": "LineString", "coordinates": [at_metres(west, -10), at_metres(900, -10)]}}]}
    (study / "wall.geojson").write_text(json.dumps(wall), encoding="utf-8")
    words = (study / "study.yaml").read_text(encoding="utf-8")
    (study / "study.yaml").write_text(words.replace("context:\n", "context:\n  - {file: wall.geojson, blocks: true}\n"), encoding="utf-8")
    store = run(study / "study.yaml", study / "out")
    told = tell(store, HOME, "--type", "comprehensive_centre")
    assert (told["join"]["status"], told["join"]["blocked"]) == (joined, True)
    assert ("wall", "Old Wall", True) in [(b["kind"], b["name"], b["blocks"]) for b in only(told)["barriers"]]
    assert text in explain(store, HOME)
