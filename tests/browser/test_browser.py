"""The pages of a report set in a browser. Each .mjs beside this file is one test that node runs in headless Chromium; what it must see is
worked out here, from the store and from indicators.csv."""
import csv
import json
import os
import re
import shutil
import sqlite3
import struct
import subprocess
import xml.etree.ElementTree as xml
from pathlib import Path

import pytest

from lc_demo import demo_run
from lc_run import SOURCE, lifecircle

HERE = Path(__file__).parent
PACKAGES = SOURCE / "build/browser"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NODE = shutil.which("node")

pytestmark = [
    pytest.mark.skipif(not CHROMIUM or not NODE, reason="needs Chromium and Node.js (./run.sh test installs them)"),
    pytest.mark.skipif(not (PACKAGES / "node_modules/playwright-core").exists(),
                       reason=f"needs the packages of {HERE / 'package.json'} in {PACKAGES} (./run.sh test puts them there)")]


def node(name, **given):
    """Runs a test of this folder; gives what it printed."""
    done = subprocess.run([NODE, HERE / f"{name}.mjs", json.dumps({key: str(value) if isinstance(value, Path) else value for key, value in given.items()})],
                          env={**os.environ, "LC_CHROMIUM": CHROMIUM, "LC_NODE_PACKAGES": str(PACKAGES)}, capture_output=True, text=True, timeout=150)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def make_set(store, out, language):
    done = lifecircle("report", store, "--out", out, "--format", "html,csv,xlsx", "--lang", language, "--quiet")
    assert done.returncode == 0, done.stderr
    if not (out / "assets/maplibre-gl.js").exists():
        pytest.skip("the program was built without MapLibre: ./run.sh build fetches it")
    return out


@pytest.fixture(scope="session")
def store():
    return demo_run() / "lifecircle.sqlite"


@pytest.fixture(scope="session")
def sets(store, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sets")
    return {language: make_set(store, folder / language, language) for language in ("zh", "en")}


@pytest.fixture(scope="session")
def db(store):
    return sqlite3.connect(f"file:{store}?mode=ro&immutable=1", uri=True)


@pytest.fixture(scope="session")
def values(sets):
    """{(indicator, types, group, mode, limit, region): row} of the set's indicators.csv."""
    with open(sets["zh"] / "indicators.csv", encoding="utf-8-sig", newline="") as file:
        return {(row["indicator"], row["types"], row["group"], row["mode"], row["limit"], row["region_code"]): row for row in csv.DictReader(file)
                if row["variant"] == ""}


def ids(db, table, column):
    return dict(db.execute(f"SELECT code, {column} FROM {table}"))


# --- pages ---

@pytest.mark.parametrize("language, lang, most", [("zh", "zh-CN", 11), ("en", "en", 2)])
def test_pages_load_from_a_folder_and_their_links_lead_somewhere(sets, language, lang, most):
    told = node("pages", folder=sets[language], language=lang, checked=2, most=most)
    assert told.startswith(f"{most} pages")


def test_pages_are_whole_without_scripts(sets):
    region = sorted(path.name for path in (sets["zh"] / "regions").glob("*.html"))[0]
    node("still", folder=sets["zh"], files=["index.html", f"regions/{region}"])


# --- the map against the store ---

def beyond(db, set_code, group, limit, measure):
    """People of the top regions beyond a limit, as the store has added them up."""
    return db.execute("""SELECT sum(v.value) FROM indicator_value v JOIN region r ON r.region_id = v.region_id AND r.parent_id IS NULL
        WHERE v.indicator = 'people_uncovered' AND v.types = ? AND v.group_code = ? AND v.mode = ? AND v.limit_min = ?""",
                      (set_code, group, measure, limit)).fetchone()[0]


def test_the_map_shows_what_the_store_has(sets, db):
    set_id, group_id, measure_id = ids(db, "type_set", "set_id"), ids(db, "people_group", "group_id"), dict(db.execute("SELECT label, measure_id FROM measure"))
    limit_id = {minutes: limit for limit, minutes in db.execute("SELECT limit_id, limit_min FROM reach_limit")}
    expected = {}
    for code, set_number in set_id.items():
        group = db.execute("SELECT min(group_id) FROM set_group WHERE set_id = ?", (set_number,)).fetchone()[0]
        in_use, planned = db.execute("""SELECT total(f.counts = 1), total(f.counts = 0 AND f.status = 'planned') FROM facility f
            JOIN type_set_member m ON m.type_id = f.type_id WHERE m.set_id = ?""", (set_number,)).fetchone()
        if in_use and group:
            expected[set_number] = {"inUse": in_use, "planned": planned, "group": group, "limit": limit_id[15], "measure": measure_id["network"],
                                    "drawn": code in ("comprehensive_centre", "community_elderly")}
    assert len(expected) > 20 and sum(one["planned"] for one in expected.values()) > 0
    total = db.execute("SELECT count(*) FROM facility WHERE counts = 1").fetchone()[0]
    assert sum(expected[number]["inUse"] for code, number in set_id.items() if number in expected and
               db.execute("SELECT is_single FROM type_set WHERE set_id = ?", (number,)).fetchone()[0]) == total
    far = [{"set": set_id[code], "group": group_id[group], "limit": limit_id[limit], "measure": measure_id[measure], "people": beyond(db, code, group, limit, measure)}
           for code, group, limit, measure in [("comprehensive_centre", "resident", 15, "network"), ("comprehensive_centre", "resident", 15, "circle"),
                                               ("meals", "age60", 5, "network"), ("nursery", "age1_3", 10, "network")]]
    assert all(one["people"] for one in far)
    kept = list(expected)[:6] + [number for number, one in expected.items() if one["drawn"] or one["planned"]]
    node("map", folder=sets["zh"], sets={number: expected[number] for number in kept}, far=far, region=region_box(db, sets["zh"]))


def region_box(db, folder):
    """File of the first region with a page, and its box, which stands at the head of SpatiaLite's shapes."""
    file = sorted(path.name for path in (folder / "regions").glob("*.html"))[0]
    shape = db.execute("SELECT geom FROM region WHERE code = ?", (file.split("-")[0],)).fetchone()[0]
    return {"file": file, "box": struct.unpack_from("<4d", shape, 6)}


# --- the choosers against indicators.csv ---

def decimal(number, decimals=0):
    return f"{float(number):,.{decimals}f}"


def share(text):
    if text == "":
        return "–"
    number = float(text)
    if 0 < number < 0.0005:
        return "<0.1%"
    return ">99.9%" if 0.9995 <= number < 1 else decimal(number * 100, 1) + "%"


def area(row):
    """Floor area per 1000 as the Chinese page has it: the value or what bounds it."""
    if row is None or (row["value"] == "" and row["low"] == ""):
        return "–"
    if row["value"]:
        return decimal(row["value"], 1)
    return decimal(row["low"], 1) + (f" 至 {decimal(row['high'], 1)}" if row["high"] else " 以上")


def expected_choice(values, db, set_code, group, limit, measure):
    towns = [code for code, in db.execute("SELECT code FROM region WHERE level = 'town' ORDER BY region_id")]
    get = lambda mode, code: values[("coverage", set_code, group, mode, str(limit), code)]
    missed = dict(db.execute("SELECT r.code, total(g.status = 'short') FROM region r JOIN gap g USING (region_id) GROUP BY r.region_id"))
    order = sorted(towns, key=lambda code: (float(get(measure, code)["value"] or "inf"), towns.index(code)))
    rows, shades = [], {}
    for code in order:
        foot, circle = get("network", code), get("circle", code)
        name = foot["region_name"]
        rows.append([code, name, decimal(foot["denominator"]), share(foot["value"]), share(circle["value"]),
                     decimal(float(circle["numerator"]) - float(foot["numerator"])), area(values.get(("area_per_1000", set_code, group, "", "", code))),
                     "–" if code not in missed else f"▲ {decimal(missed[code])}" if missed[code] else "0"])
        value = get(measure, code)["value"]
        shades[code] = -1 if value == "" else min(4, int(float(value) * 5))
    whole = get(measure, db.execute("SELECT code FROM region WHERE parent_id IS NULL").fetchone()[0])
    number = lambda table, column, code: db.execute(f"SELECT {column} FROM {table} WHERE code = ?", (code,)).fetchone()[0]
    return {"set": number("type_set", "set_id", set_code), "group": number("people_group", "group_id", group),
            "limit": db.execute("SELECT limit_id FROM reach_limit WHERE limit_min = ?", (limit,)).fetchone()[0],
            "measure": db.execute("SELECT measure_id FROM measure WHERE label = ?", (measure,)).fetchone()[0],
            "rows": rows, "shades": shades, "says": [share(whole["value"]), decimal(float(whole["denominator"]) - float(whole["numerator"]))]}


def test_choosers_change_the_figures_to_those_of_the_table(sets, db, values):
    choices = [expected_choice(values, db, *one) for one in [
        ("comprehensive_centre", "resident", 15, "network"), ("comprehensive_centre", "resident", 5, "network"), ("comprehensive_centre", "age60", 10, "circle"),
        ("meal_point", "age60", 15, "network"), ("nursery", "age1_3", 10, "network"), ("community_elderly", "age80", 5, "circle")]]
    assert len({json.dumps(one["rows"]) for one in choices}) == len(choices)
    code = choices[0]["rows"][0][0]
    there = values[("coverage", "meal_point", "age60", "network", "10", code)]
    node("choosers", folder=sets["zh"], choices=choices, region={
        "file": next(path.name for path in (sets["zh"] / "regions").glob(f"{code}-*.html")),
        "choice": {**{key: choices[3][key] for key in ("set", "group", "measure")}, "limit": choices[2]["limit"]},
        "says": [share(there["value"]), decimal(float(there["denominator"]) - float(there["numerator"]))]})


# --- paper ---

@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext (poppler-utils)")
def test_no_table_is_cut_in_print(sets, tmp_path):
    pdf = tmp_path / "page.pdf"
    tables = json.loads(node("print", folder=sets["zh"], file="index.html", pdf=pdf))
    boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
    pages = xml.fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", boxes)).iter("{http://www.w3.org/1999/xhtml}page")
    where, heads = {}, set()
    for number, page in enumerate(pages):
        for word in page:
            for mark in re.findall(r"Qt\d+(?:h|r\d+[az])Q", word.text or ""):
                assert 0 <= float(word.get("xMin")) and float(word.get("xMax")) <= float(page.get("width")), f"{mark} lies off the paper"
                if mark.endswith("hQ"):
                    heads.add((mark, number))
                else:
                    where[mark] = number
    assert sum(table["rows"] for table in tables) > 100
    for t, table in enumerate(tables):
        for r in range(table["rows"]):
            first, last = where[f"Qt{t}r{r}aQ"], where[f"Qt{t}r{r}zQ"]
            assert first == last, f"row {r} of table {t} is cut between pages {first} and {last}"
            assert not table["head"] or (f"Qt{t}hQ", first) in heads, f"page {first} has rows of table {t} without its heading"


# --- hostile names ---

HOSTILE = ["<script>window.hacked=1</script>", "</script><b class=hostile>x</b>", "=cmd|' /C calc'!A0", "../../x", "\"quotes' & ]]> {name} [a|b]",
           "🏥👵🏽 emoji", "\u202eRTL שלום مرحبا", "长" * 300, "line\u2028separator", "<img src=x onerror=window.hacked=1>"]


def test_hostile_names_are_text(store, tmp_path):
    copy = tmp_path / "hostile.sqlite"
    shutil.copy(store, copy)
    with sqlite3.connect(copy) as db:
        set_number, group = db.execute("SELECT s.set_id, min(g.group_id) FROM type_set s JOIN set_group g USING (set_id) WHERE s.code = 'comprehensive_centre'").fetchone()
        places = [row[0] for row in db.execute("SELECT facility_id FROM facility JOIN type_set_member m USING (type_id) WHERE m.set_id = ? AND counts = 1 ORDER BY 1", (set_number,))]
        towns = [row[0] for row in db.execute("SELECT region_id FROM region WHERE level = 'town' ORDER BY 1")]
        assert len(places) >= len(HOSTILE) <= len(towns)
        for name, place, town in zip(HOSTILE, places, towns):
            db.execute("UPDATE facility SET name = ?, address = ? WHERE facility_id = ?", (name, name, place))
            db.execute("UPDATE region SET name = ? WHERE region_id = ?", (name, town))
        db.execute("UPDATE type_set SET name_zh = ? WHERE set_id = ?", (HOSTILE[0], set_number))
        db.execute("UPDATE people_group SET name_zh = ? WHERE group_id = ?", (HOSTILE[9], group))
        db.execute("UPDATE context_feature SET name = ?", (HOSTILE[1],))
        limit, = db.execute("SELECT limit_id FROM reach_limit ORDER BY limit_min DESC LIMIT 1").fetchone()
        measure, = db.execute("SELECT measure_id FROM measure WHERE label = 'network'").fetchone()
    folder = make_set(copy, tmp_path / "set", "zh")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hostile.sqlite", "set"]
    assert not any("<" in path.name or ".." in path.name for path in folder.rglob("*"))
    for path in (folder / "data").glob("*.js"):
        assert "<" not in path.read_text(encoding="utf-8"), path.name
    node("hostile", folder=folder, regions=HOSTILE, facilities=HOSTILE, choice={"set": set_number, "group": group, "limit": limit, "measure": measure})
