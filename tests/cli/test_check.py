"""lifecircle check: its words, its JSON, and the corrected copies of --fix-to."""
import contextlib
import csv
import fcntl
import hashlib
import json
import os
import subprocess
from pathlib import Path

import pytest

import breaking as b
import small_study

CLI = os.environ["LC_CLI"]
HOWTO = Path(os.environ["LC_SOURCE"]) / "docs/howto/add-an-indicator.md"


def call(*args, **kwargs):
    return subprocess.run([CLI, *map(str, args)], capture_output=True, timeout=120, **kwargs)


def check(study, *options, code=0):
    done = call("check", study, "--quiet", *options)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode("utf-8")


def document(study, *options, code=0):
    return json.loads(check(study, "--json", *options, code=code))


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def digests(folder):
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def good(tmp_path):
    folder = tmp_path / "study"
    folder.mkdir()
    small_study.write(folder)
    return folder


def area_of(row, value):
    return b.cell("facilities.csv", row, "area_m2", value)


BOWTIE = {"type": "Polygon", "coordinates": [[[121.42, 31.20], [121.44, 31.20], [121.44, 31.22], [121.4400001, 31.2200001], [121.4400001, 31.22],
                                              [121.44, 31.2200001], [121.42, 31.22], [121.42, 31.20]]]}


def make_dirty(folder):
    """One of each that can be corrected with certainty, and some that cannot."""
    b.several(area_of(4, "１，２００"), area_of(5, "2,800"), b.cell("facilities.csv", 3, "opened", "2021年5月1日"),
              b.cell("facilities.csv", 6, "lon", "31.2052"), b.cell("facilities.csv", 6, "lat", "121.4252"),
              b.cell("facilities.csv", 2, "type", "综合为老服务中心"), b.cell("facilities.csv", 2, "name", '=HYPERLINK("x")'),
              b.cell("facilities.csv", 7, "opened", "2021-13-45"),
              b.feature(2, geometry=BOWTIE))(folder)
    text = (folder / "facilities.csv").read_text(encoding="utf-8")
    lines = text.rstrip("\n").split("\n")
    (folder / "facilities.csv").write_bytes(("\n".join(lines + [lines[3]]) + "\n").encode("gbk"))


# --- words ---

def test_good_study_says_so(good):
    text = check(good / "study.yaml", "--lang", "en")
    assert "facilities.csv" in text and "rows read 6, used 6, with findings 0" in text and "What next" in text


def test_language_is_the_studys_unless_given(good):
    b.more("language: en\n")(good)
    area_of(3, "many")(good)
    assert "Write a plain number" in check(good / "study.yaml")
    assert "请填写纯数字" in check(good / "study.yaml", "--lang", "zh")


@pytest.mark.parametrize("lang, verdict, worst, more, advice", [
    ("en", "Errors: 1, warnings: 5, notes: 2.", "The worst: facilities.csv, row 2 (West centre): The facility type", "and 2 more", "→ Write a plain number"),
    ("zh", "错误 1 处，警告 5 处，提示 2 处。", "最严重的：facilities.csv，第 2 行（West centre）：设施类型", "另有 2 处", "→ 请填写纯数字")])
def test_findings_are_grouped_worst_first(good, lang, verdict, worst, more, advice):
    b.several(b.cell("facilities.csv", 2, "type", "karaoke"), *[b.cell("people.csv", row, "age60", "few") for row in range(2, 7)])(good)
    text = check(good / "study.yaml", "--lang", lang)
    assert verdict in text.split("\n")[0] and worst in text and more in text and text.count(advice) == 1


def people_in_ten_thousands(folder):
    b.every("people.csv", lambda row: row.update(resident=str(float(row["resident"]) / 10000)))(folder)


@pytest.mark.parametrize("lang, worst, advice", [
    ("en", "The worst: people.csv: The figures of resident are smaller than those of age60 in 8/8 rows", "→ Write the unit into the header, as in 常住人口（万人）"),
    ("zh", "最严重的：people.csv：常住人口的数字有 8/8 行小于age60：很可能以万人为单位。", "→ 请在表头写明单位，如：常住人口（万人）")])
def test_what_makes_all_doubtful_comes_before_errors(good, lang, worst, advice):
    """Before errors of rows, in words and in JSON; the rows behind it are not told one by one."""
    b.several(b.cell("facilities.csv", 2, "type", "karaoke"), b.cell("people.csv", 3, "lon", "east"), people_in_ten_thousands)(good)
    text = check(good / "study.yaml", "--lang", lang)
    assert worst in text.split("\n")[1] and text.count(advice) == 1
    codes = [f["code"] for f in document(good / "study.yaml")["findings"] if f["file"] == "people.csv"]
    assert codes[0] == "whole_in_ten_thousands" and len(codes) > 1 and "group_exceeds_total" not in codes and "few_people" not in codes


def test_a_run_ends_with_what_makes_all_doubtful(good):
    def run(*options):
        done = call("run", good / "study.yaml", "--out", good / "out", "--overwrite", "--lang", "en", *options)
        assert done.returncode == 0, done.stderr.decode()
        return [line for line in done.stdout.decode().splitlines() if line.startswith("Makes the figures doubtful: ")]
    assert run() == []
    people_in_ten_thousands(good)
    b.feature(2, code="310101")(good)
    lines = run()
    assert len(lines) == 2 and "regions.geojson, row 2 (Eastgate): The code 310101 is also that of Westgate (row 1)" in lines[0] and "people.csv: The figures of resident" in lines[1]
    assert run("--quiet") == []


def test_other_files_are_looked_at_when_one_cannot_be_used(good):
    b.several(b.content("targets.csv", "a,b\n1,2\n"), b.cell("facilities.csv", 3, "type", "karaoke"), b.content("regions.geojson", "{ nonsense"))(good)
    done = call("check", good / "study.yaml", "--quiet", "--lang", "en")
    text = done.stdout.decode()
    assert done.returncode == 2 and "a run would stop: 2 of its inputs" in done.stderr.decode()
    assert "The file cannot be used: no column for indicator" in text and "The file cannot be used: is damaged" in text and "karaoke" in text
    assert not document(good / "study.yaml", code=2)["usable"]
    assert call("run", good / "study.yaml", "--quiet").returncode == 2


def test_strict_is_for_scripts(good):
    assert call("check", good / "study.yaml", "--strict", "--quiet").returncode == 0
    area_of(3, "many")(good)
    assert call("check", good / "study.yaml", "--quiet").returncode == 0
    assert call("check", good / "study.yaml", "--strict", "--quiet").returncode == 2


def test_what_only_follows_from_a_broken_file_is_not_told(good):
    b.content("regions.geojson", "{broken")(good)
    told = json.loads(call("check", good / "study.yaml", "--json", "--quiet").stdout)
    assert [(f["code"], f["file"]) for f in told["findings"]] == [("unusable_file", "regions.geojson")]


def test_more_rows_of_a_kind_are_told_in_words(good):
    for i in range(120):
        b.line("people.csv", f"Q{i},121.4050,31.2050,10,20\n")(good)
    text = check(good / "study.yaml", "--lang", "en")
    assert "20 more rows have the same finding (\"age60 (…) is larger than the whole population (…)\")" in text


# --- JSON ---

HOSTILE = ['quote " and \\ back', "</script><b>&amp;", "tab\there", "‮evil", "=cmd|' /C calc'!A0", "𠮷🏥", "a\u0085b"]


@pytest.mark.parametrize("name", HOSTILE)
def test_json_is_json_whatever_the_names(good, name):
    b.several(b.cell("facilities.csv", 3, "name", name), b.cell("facilities.csv", 3, "type", name))(good)
    found = [f for f in document(good / "study.yaml")["findings"] if f["code"] == "unknown_type"]
    assert len(found) == 1 and found[0]["row"] == 3 and found[0]["advice"]
    # the terminal is spared marks of direction
    assert found[0]["value"] == name.replace("\u202e", "\ufffd")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_json_has_what_a_run_tells(good, lang):
    make_dirty(good)
    told = document(good / "study.yaml", "--lang", lang)
    assert told["format"] == "lifecircle-check-1" and told["language"] == lang and told["usable"]
    assert call("run", good / "study.yaml", "--lang", lang, "--quiet").returncode == 0
    table = rows(good / "out/findings.csv")
    loading = {f["stage"] for f in told["findings"]}
    key = lambda f: tuple("" if f[k] is None else str(f[k]) for k in ("severity", "code", "stage", "file", "row", "field", "reason", "advice"))
    assert sorted(map(key, told["findings"])) == sorted(key(f) for f in table if f["stage"] in loading)
    assert all(f["message"].startswith(f["reason"]) and f["message"].endswith(f["advice"]) for f in table)
    assert sum(told["counts"].values()) == len(told["findings"])
    assert [i["file"] for i in told["inputs"]][:2] == ["regions.geojson", "people.csv"]


def test_findings_of_known_places_are_on_the_map(good):
    b.several(area_of(3, "many"), b.feature(2, **{"class": "lunar"}), b.cell("facilities.csv", 4, "type", "karaoke"))(good)
    found = {f["code"]: f for f in document(good / "study.yaml")["findings"]}
    assert (found["bad_number"]["lon"], found["bad_number"]["lat"]) == (121.4351, 31.2151)
    assert 121.42 < found["unknown_value"]["lon"] < 121.44 and found["unknown_type"]["lon"] is None


# --- corrected copies ---

def test_what_is_certain_is_corrected(good, tmp_path):
    make_dirty(good)
    before = digests(good)
    study, copy = good / "study.yaml", tmp_path / "copy"
    original = document(study, "--fix-to", copy)
    assert digests(good) == before
    mended = document(copy / "study.yaml")
    codes = lambda told: sorted(f["code"] for f in told["findings"])
    assert {"lat_lon_swapped", "duplicate_facility", "geometry_repaired", "bad_date"} <= set(codes(original))
    assert "bad_date" in codes(mended), "what is doubtful stays"
    assert not {"lat_lon_swapped", "duplicate_facility", "geometry_repaired"} & set(codes(mended))
    table = rows(copy / "facilities.csv")
    assert [t["code"] for t in table] == ["F1", "F2", "F3", "F4", "F5", "F6"]
    assert table[0]["name"] == '=HYPERLINK("x")' and table[0]["type"] == "comprehensive_centre"
    assert (table[1]["opened"], table[2]["area_m2"], table[3]["area_m2"]) == ("2021-05-01", "1200", "2800")
    assert (table[4]["lon"], table[4]["lat"], table[5]["opened"]) == ("121.4252", "31.2052", "2021-13-45")
    changes = {(c["file"], c["row"], c["field"]): (c["old"], c["new"]) for c in rows(copy / "changes.csv")}
    assert changes[("facilities.csv", "4", "area_m2")] == ("１，２００", "1200")
    spelling = ["word that lifecircle has" in c["reason"] for c in rows(copy / "changes.csv")]
    assert spelling == sorted(spelling), "corrections come first"
    assert changes[("facilities.csv", "", "")] == ("GB18030", "UTF-8") and ("facilities.csv", "8", "") in changes
    assert ("regions.geojson", "2", "") in changes and (copy / "regions.gpkg").exists()
    assert len(changes) == original["fixed"]["changes"] == len(rows(copy / "changes.csv"))
    assert (copy / "people.csv").read_bytes() == (good / "people.csv").read_bytes()
    assert (copy / "streets.osm").read_bytes() == (good / "streets.osm").read_bytes()
    assert document(copy / "study.yaml", "--fix-to", tmp_path / "again")["fixed"]["changes"] == 0


def test_copies_give_the_same_numbers(good, tmp_path):
    make_dirty(good)
    text = (good / "facilities.csv").read_bytes().decode("gbk").replace("31.2052,121.4252", "121.4252,31.2052")
    (good / "facilities.csv").write_bytes(text.encode("gbk"))
    check(good / "study.yaml", "--fix-to", tmp_path / "copy")
    for folder in (good, tmp_path / "copy"):
        assert call("run", folder / "study.yaml", "--quiet").returncode == 0
    for name in ("indicators.csv", "gaps.csv"):
        assert (good / "out" / name).read_bytes() == (tmp_path / "copy/out" / name).read_bytes(), name


def test_workbook_becomes_a_table_and_comments_stay(good, tmp_path):
    table = small_study.table((good / "facilities.csv").read_text(encoding="utf-8"))
    table[3][table[0].index("area_m2")] = "３００"
    b.several(b.workbook({"设施": table, "other": [["x"], [1]]}),
              b.study("  - file: facilities.csv\n    crs: EPSG:4326\n",
                      "  - {sheet: 设施, file: places.xlsx, crs: EPSG:4326} # ours, 2025\n"))(good)
    check(good / "study.yaml", "--fix-to", tmp_path / "copy")
    text = (tmp_path / "copy/study.yaml").read_text(encoding="utf-8")
    assert '  - {file: "places.csv", crs: EPSG:4326} # ours, 2025\n' in text
    assert rows(tmp_path / "copy/places.csv")[2]["area_m2"] == "300"
    check(tmp_path / "copy/study.yaml")


def test_nothing_else_is_replaced(good, tmp_path):
    study, copy = good / "study.yaml", tmp_path / "copy"
    copy.mkdir()
    check(study, "--fix-to", copy)
    check(study, "--fix-to", copy, code=4)
    check(study, "--fix-to", copy, "--overwrite")
    before = digests(copy)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("years of work")
    check(study, "--fix-to", tmp_path / "mine", "--overwrite", code=4)
    check(study, "--fix-to", good, "--overwrite", code=4)
    assert (tmp_path / "mine/thesis.txt").exists() and digests(copy) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy", "mine", "study"], "nothing half-made is left"


def test_what_check_did_not_write_stays(good, tmp_path):
    study, copy = good / "study.yaml", tmp_path / "copy"
    check(study, "--fix-to", copy)
    assert call("run", copy / "study.yaml", "--quiet").returncode == 0
    (copy / "notes.txt").write_text("years of work")
    mine = digests(copy)
    make_dirty(good)
    check(study, "--fix-to", copy, "--overwrite")
    assert {n: d for n, d in digests(copy).items() if n not in CHANGED} == {n: d for n, d in mine.items() if n not in CHANGED}
    assert [n for n in CHANGED if mine.get(n) == digests(copy)[n]] == []
    assert not [p.name for p in copy.iterdir() if p.name.startswith(".lifecircle")]


CHANGED = ("changes.csv", "facilities.csv", "regions.gpkg", "study.yaml")


def test_what_would_be_read_with_a_copy_is_refused(good, tmp_path):
    """A folder is replaced whole, and a Shapefile is read with whatever has its name."""
    b.several(b.layer("places.shp", "ESRI Shapefile", b.FACILITY_ROWS, 1), b.study("  - file: facilities.csv\n", "  - file: places.shp\n"),
              b.study("targets:\n", "indicators: own\ntargets:\n"))(good)
    (good / "own").mkdir()
    (good / "own/elders.sql").write_text(HOWTO.read_text(encoding="utf-8").split("```sql\n")[1].split("```")[0], encoding="utf-8")
    copy = tmp_path / "copy"
    check(good / "study.yaml", "--fix-to", copy)
    (copy / "own.txt").write_text("beside a folder, not in it")
    check(good / "study.yaml", "--fix-to", copy, "--overwrite")
    for name in ("places.qix", "own/mine.sql"):
        (copy / name).write_text("mine")
        before = digests(copy)
        done = call("check", good / "study.yaml", "--quiet", "--lang", "en", "--fix-to", copy, "--overwrite")
        assert done.returncode == 4 and f"copy/{name}: was not written by this check" in done.stderr.decode()
        assert digests(copy) == before
        (copy / name).unlink()


def test_one_check_at_a_time_writes(good, tmp_path):
    copy = tmp_path / "copy"
    check(good / "study.yaml", "--fix-to", copy)
    with open_folder(copy) as folder:
        fcntl.flock(folder, fcntl.LOCK_EX)
        check(good / "study.yaml", "--fix-to", copy, "--overwrite", code=5)
    check(good / "study.yaml", "--fix-to", copy, "--overwrite")


@contextlib.contextmanager
def open_folder(path):
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    yield folder
    os.close(folder)


def test_scratch_stores_of_killed_checks_go(good, tmp_path):
    tmp = tmp_path / "tmp"
    for name in ("lifecircle-check-aB3xYz", "lifecircle-check-inuse1", "lifecircle-check-of somebody"):
        (tmp / name).mkdir(parents=True)
        (tmp / name / "check.sqlite").write_bytes(b"half")
    with open_folder(tmp / "lifecircle-check-inuse1") as folder:
        fcntl.flock(folder, fcntl.LOCK_EX)
        assert call("check", good / "study.yaml", "--quiet", env={**os.environ, "TMPDIR": str(tmp)}).returncode == 0
    assert sorted(p.name for p in tmp.iterdir()) == ["lifecircle-check-inuse1", "lifecircle-check-of somebody"]


def test_files_of_one_name_do_not_meet(good, tmp_path):
    (good / "north").mkdir()
    text = (good / "people.csv").read_text(encoding="utf-8")
    (good / "north/people.csv").write_text(text.replace("P1", "N1"), encoding="utf-8")
    b.study("population:\n", "population:\n  - file: north/people.csv\n    crs: EPSG:4326\n    form: points\n    year: 2025\n    groups: {resident: resident}\n")(good)
    check(good / "study.yaml", "--fix-to", tmp_path / "copy")
    assert {p.name for p in (tmp_path / "copy").glob("people*")} == {"people.csv", "people-2.csv"}
    assert len(document(tmp_path / "copy/study.yaml")["inputs"]) == 6


def test_anchors_stay(good, tmp_path):
    b.several(make_dirty, b.study("  - file: facilities.csv\n    crs: EPSG:4326\n", "  - {file: facilities.csv, crs: EPSG:4326, encoding: &e GBK}\n"),
              lambda folder: (folder / "more.csv").write_bytes("code,name,type,lon,lat\nM1,新点,meal_point,121.4111,31.2111\n".encode("gbk")),
              b.study("population:\n", "  - {file: more.csv, crs: EPSG:4326, encoding: *e}\npopulation:\n"))(good)
    check(good / "study.yaml", "--fix-to", tmp_path / "copy")
    text = (tmp_path / "copy/study.yaml").read_text(encoding="utf-8")
    assert 'encoding: &e "UTF-8"' in text and "encoding: *e" in text
    check(tmp_path / "copy/study.yaml")


def test_an_anchor_of_two_meanings_is_refused(good, tmp_path):
    """The layer's copy is in EPSG:4326, the table's in the system it was in: the `crs` they share would have to be two."""
    b.several(b.layer("places.gpkg", "GPKG", [(w, {**v, "name": v["name"], "area_m2": "１００"}) for w, v in b.FACILITY_ROWS], 1),
              b.study("  - file: facilities.csv\n    crs: EPSG:4326\n", "  - {file: places.gpkg, crs: &c gcj02}\n"),
              b.study("population:\n  - file: people.csv\n    crs: EPSG:4326\n", "population:\n  - file: people.csv\n    crs: *c\n"))(good)
    done = call("check", good / "study.yaml", "--quiet", "--lang", "en", "--fix-to", tmp_path / "copy")
    assert done.returncode == 7 and "uses one anchor (&) for several files" in done.stderr.decode()
    assert not (tmp_path / "copy").exists() and [p.name for p in tmp_path.iterdir()] == ["study"]
