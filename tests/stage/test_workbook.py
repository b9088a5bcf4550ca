"""lifecircle.xlsx: every cell of the targets, the coverage and the facilities is what the tables and the store say, in both languages; nothing of the
data becomes a formula or a link; LibreOffice reads what was written; the same study makes the same bytes."""
import csv
import datetime
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import time
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lc_demo import demo_run
from lc_run import CLI, lifecircle

openpyxl = pytest.importorskip("openpyxl")
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl knows no data bars of 2010

NAMES = {
    "zh": {"summary": "概要", "targets": "目标与缺口", "towns": "街镇对比", "uncovered": "未覆盖社区", "regions": "区域与人口", "coverage": "覆盖情况",
           "walks": "步行时间", "area": "建筑面积", "held": "床位托位人员", "functions": "功能齐全", "others": "其他指标", "circles": "服务圈",
           "facilities": "设施", "findings": "数据问题", "notes": "说明"},
    "en": {"summary": "Summary", "targets": "Targets and gaps", "towns": "Towns compared", "uncovered": "Uncovered communities",
           "regions": "Regions and people", "coverage": "Coverage", "walks": "Walks and choice", "area": "Floor area",
           "held": "Beds, places, staff", "functions": "Functions", "others": "Other figures", "circles": "Circles formed",
           "facilities": "Facilities", "findings": "Findings", "notes": "Notes"},
}
STATUS = {
    "zh": {"met": "● 达标", "short": "▲ 未达标", "no data": "◇ 无法判定", "not yet due": "○ 未到期", "awaiting": "– 待下达", "not read": "✕ 未能读入"},
    "en": {"met": "● Met", "short": "▲ Falls short", "no data": "◇ Not decidable", "not yet due": "○ Not yet due", "awaiting": "– Awaits its figure",
           "not read": "✕ Could not be read"},
}
SIGN = {">=": "≥", "<=": "≤", "=": "="}
HEADING_ROW = 3  # of a table: title, what it holds, headings
HOSTILE = ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "../../x", "\"quotes\" and 'more' & <b>", "😀🏥 emoji", "长" * 300, "مدينة الشرق", "+1+1", "@SUM(A1)",
           "-2+3", "https://example.org/x", "internal:Sheet1!A1", "mailto:a@b.c", "_x0041_ as written", "bell\x07", "\ufffe", "tab\tand\nline", "{=1}", "  spaces  "]


def export(store, out, language, **options):
    done = lifecircle("export", store, out, "--format", "xlsx", "--overwrite", "--lang", language, **options)
    assert done.returncode == 0, done.stderr
    return out / "lifecircle.xlsx"


@pytest.fixture(scope="module")
def store():
    return demo_run() / "lifecircle.sqlite"


@pytest.fixture(scope="module")
def files(store, tmp_path_factory):
    return {language: export(store, tmp_path_factory.mktemp(language), language) for language in ("zh", "en")}


@pytest.fixture(scope="module")
def books(files):
    return {language: openpyxl.load_workbook(path) for language, path in files.items()}


@pytest.fixture(scope="module", params=["zh", "en"])
def book(request, books):
    return request.param, books[request.param]


def rows_of(sheet, heading=HEADING_ROW):
    """The rows of a table below its headings, as lists of values."""
    return [list(row) for row in sheet.iter_rows(min_row=heading + 1, values_only=True)]


def csv_of(name):
    with open(demo_run() / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text != "" else None


def same(cell, wanted):
    """Empty where nothing is known; figures of a CSV have 12 digits."""
    if wanted is None or cell is None:
        return cell is None and wanted is None
    return cell == pytest.approx(wanted, rel=1e-11, abs=1e-12)


# --- what is there ---


def test_the_sheets_in_their_order(book):
    language, file = book
    assert file.sheetnames == list(NAMES[language].values())


def test_every_table_has_headings_that_stay_filters_and_paper(book):
    language, file = book
    for key in set(NAMES[language]) - {"summary", "notes"}:
        sheet = file[NAMES[language][key]]
        heading = HEADING_ROW + (key == "towns")
        assert sheet.freeze_panes is not None and sheet.freeze_panes.endswith(str(heading + 1)), key
        assert sheet.auto_filter.ref.startswith(f"A{heading}:") and sheet.auto_filter.ref.endswith(str(sheet.max_row)), key
        assert all(cell.value for cell in sheet[heading]), key
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9, key
        assert sheet.print_title_rows.endswith(f"${heading}"), key
    assert file[NAMES[language]["summary"]].page_setup.paperSize == 9


def test_the_summary_links_to_every_sheet(book):
    language, file = book
    sheet = file[NAMES[language]["summary"]]
    links = {cell.value: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in file.sheetnames[1:]}
    assert not any(cell.hyperlink for other in file.worksheets[1:] for row in other.iter_rows() for cell in row)
    assert len(sheet._charts) == 2


def test_the_summary_says_what_the_page_says(book, store, tmp_path):
    language, file = book
    done = lifecircle("export", store, tmp_path, "--format", "html", "--lang", language)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    lead = re.sub("<[^>]*>", "", re.search('<p class="lead">(.*?)</p>', page, re.S)[1]).strip()
    cells = [row[0] for row in file[NAMES[language]["summary"]].iter_rows(values_only=True)]
    assert lead in cells


def test_the_summary_counts_plans_and_people(book, store):
    language, file = book
    values = [row for row in file[NAMES[language]["summary"]].iter_rows(values_only=True)]
    db = sqlite3.connect(store)
    worst = db.execute("""SELECT t.plan, count(*), sum(t.nature = 'binding'),
        sum(s = 4), sum(s = 0), sum(s = 2), sum(s = 1), sum(s = 3) FROM target t JOIN
        (SELECT target_id, min(CASE status WHEN 'short' THEN 0 WHEN 'no data' THEN 1 WHEN 'not yet due' THEN 2 WHEN 'awaiting' THEN 3 ELSE 4 END) AS s
         FROM gap GROUP BY target_id) USING (target_id) GROUP BY t.plan""").fetchall()
    for plan in worst:
        assert any(row[2:9] == plan[1:] for row in values), plan
    for name, year, people in db.execute(f"""SELECT g.name_{language}, g.year, sum(v.value) FROM people_group g JOIN indicator_value v ON v.group_code = g.code
            AND v.indicator = 'people' JOIN region r ON r.region_id = v.region_id AND r.parent_id IS NULL GROUP BY g.code"""):
        assert (name, year, people) in [row[:3] for row in values]


# --- every cell against the tables ---


def test_targets_are_those_of_the_table(book):
    language, file = book
    cells, lines = rows_of(file[NAMES[language]["targets"]]), csv_of("gaps.csv")
    assert len(cells) == len(lines) > 30
    for row, line in zip(cells, lines):
        part = 100 if line["unit"] == "%" else 1
        assert row[0] == STATUS[language][line["status"]]
        assert row[2] == (line["item_no"] or None)
        if language == "zh":
            assert (row[1], row[3]) == (line["plan"] or None, line["item"])
            assert row[12] == (line["closes"].removeprefix("'") or None)
            assert row[28] == (line["text"] or None)
        assert row[4] == (line["region_name"] or None) and row[29] == line["region_code"]
        assert line["op"] == "all" or row[5] == SIGN.get(line["op"])
        for column, name in ((6, "target"), (7, "value"), (8, "low"), (9, "high"), (10, "gap"), (17, "pace"), (18, "planned_value")):
            wanted = number(line[name])
            assert same(row[column], wanted if wanted is None else wanted / part), (line["item"], name)
        assert row[13] == number(line["year"])
        assert row[15] == (line["source"] or None) and row[16] == (line["responsible"] or None)
        assert row[19] == STATUS[language].get(line["planned_status"])
        assert row[21] == (datetime.datetime.fromisoformat(line["observed_on"]) if line["observed_on"] else None)
        assert row[22] == (line["observed_source"] or None)


def test_shares_are_shown_as_percent(book):
    language, file = book
    sheet = file[NAMES[language]["targets"]]
    for row, line in zip(sheet.iter_rows(min_row=HEADING_ROW + 1), csv_of("gaps.csv")):
        if line["unit"] == "%" and row[7].value is not None:
            assert row[7].number_format in ("0.0%", "0.00%")
        elif row[7].value is not None:
            assert row[7].number_format in ("#,##0", "#,##0.0", "#,##0.00", "0.0%", "0.00%")
    assert {cell.number_format for cell in file[NAMES[language]["coverage"]]["J"][HEADING_ROW:]} <= {"0.0%", "0.00%"}


def coverage_of_the_table(level_ranks):
    """{(set, group, code): {mode: row}} of the largest limit, of the regions that are told."""
    found = {}
    for line in csv_of("indicators.csv"):
        if line["indicator"] == "coverage" and line["limit"] == "15" and line["level"] in level_ranks:
            found.setdefault((line["types"], line["group"], line["region_code"]), {})[line["mode"]] = line
    return found


def test_coverage_is_that_of_the_table(book, store):
    language, file = book
    db = sqlite3.connect(store)
    singles = {code for (code,) in db.execute("SELECT code FROM type_set WHERE is_single = 1")}
    asked = {types for (types,) in db.execute("SELECT types FROM target_asks")}
    wanted = {key: modes for key, modes in coverage_of_the_table({"district", "town"}).items() if key[0] in singles | asked}
    names = dict(db.execute(f"SELECT code, name_{language} FROM type_set")) | dict(db.execute(f"SELECT code, name_{language} FROM people_group"))
    regions = dict(db.execute("SELECT code, name FROM region"))
    cells = rows_of(file[NAMES[language]["coverage"]])
    assert [r[13] for r in cells[:2]] == ["319900000000", "319900001000"]
    assert {(row[14], row[15], row[13]) for row in cells} == set(wanted) and len(cells) == len(wanted) > 400
    for row in cells:
        types, group, code = row[14], row[15], row[13]
        circle, walk, ratio = (wanted[types, group, code][mode] for mode in ("circle", "network", "ratio"))
        assert (row[0], row[1], row[3]) == (names[types], names[group], regions[code])
        assert same(row[5], number(walk["denominator"]))
        assert same(row[6], number(circle["numerator"])) and same(row[7], number(walk["numerator"]))
        assert same(row[8], number(circle["value"])) and same(row[9], number(walk["value"])) and same(row[10], number(ratio["value"]))
        assert same(row[11], number(circle["numerator"]) - number(walk["numerator"]))
        assert same(row[12], number(walk["denominator"]) - number(walk["numerator"]))


def values_of(store, indicator, limit=0, mode="", variant=""):
    query = """SELECT v.types, v.group_code, r.code, v.value, v.low, v.high, v.missing FROM indicator_value v JOIN region r USING (region_id)
        WHERE v.indicator = ? AND v.limit_min = ? AND v.mode = ? AND v.variant = ?"""
    return {row[:3]: row[3:] for row in sqlite3.connect(store).execute(query, (indicator, limit, mode, variant))}


def test_walks_areas_and_beds_are_those_of_the_store(book, store):
    language, file = book
    medians, reaching = values_of(store, "time_median", 0, "network"), values_of(store, "people_reaching_2", 15, "network")
    walks = rows_of(file[NAMES[language]["walks"]])
    for row in walks:
        assert row[5] == pytest.approx(medians[row[15], row[16], row[14]][0], rel=1e-14)
        assert row[10] == reaching[row[15], row[16], row[14]][0]
        assert sum(row[8:14]) == pytest.approx(values_of_people(store)[row[16], row[14]])
    areas = values_of(store, "area_per_1000")
    told = rows_of(file[NAMES[language]["area"]])
    for row in told:
        value, low, high, _ = areas[row[16], row[17], row[15]]
        assert same(row[11], value) and same(row[12], low) and same(row[13], high)
    assert any(row[11] is None and row[12] is not None for row in told)
    beds = values_of(store, "beds")
    held = rows_of(file[NAMES[language]["held"]])
    for row in held:
        value, low, high, missing = beds.get((row[27], "", row[26]), (None, None, None, None))
        assert same(row[4], value) and same(row[5], low) and same(row[6], high) and row[7] == missing
    assert len(walks) > 400 and len(told) > 400 and len(held) > 100


_people = {}


def values_of_people(store):
    if not _people:
        _people.update({key[1:]: value[0] for key, value in values_of(store, "people").items()})
    return _people


def test_every_facility_is_told(book, store):
    language, file = book
    cells = rows_of(file[NAMES[language]["facilities"]])
    wanted = sqlite3.connect(store).execute(f"""SELECT f.code, f.name, t.name_{language}, f.counts, f.area_m2, f.beds, f.opened FROM facility f
        JOIN facility_type t USING (type_id)""").fetchall()
    day = datetime.datetime.fromisoformat
    yes = {"zh": ("否", "是"), "en": ("No", "Yes")}[language]
    assert sorted(map(str, wanted)) == sorted(str((r[25], r[0], r[1], yes.index(r[5]), float(r[8]) if r[8] is not None else None, r[10],
                                                   r[18].date().isoformat() if r[18] else None)) for r in cells)
    assert all(isinstance(r[18], (datetime.datetime, type(None))) for r in cells) and day("2018-01-09")
    assert all(118 < r[21] < 123 and 29 < r[22] < 33 for r in cells)


def test_uncovered_communities_begin_with_the_most_people(book, store):
    language, file = book
    cells = rows_of(file[NAMES[language]["uncovered"]])
    groups = dict(sqlite3.connect(store).execute(f"SELECT name_{language}, code FROM people_group"))
    far = values_of(store, "people_uncovered", 15, "network")
    before = {}
    for row in cells:
        value = far[row[13], groups[row[1]], row[12]][0]
        assert row[6] == value > 0 and row[5] >= row[6] and row[7] == pytest.approx(row[6] / row[5])
        assert value <= before.get(row[13], value)
        before[row[13]] = value
        assert row[3] is not None  # the town
    for types in before:
        (group,) = {groups[row[1]] for row in cells if row[13] == types}
        level = {code for (code,) in sqlite3.connect(store).execute("SELECT code FROM region WHERE level = 'community'")}
        assert sum(row[13] == types for row in cells) == sum(k[0] == types and k[1] == group and k[2] in level and v[0] > 0 for k, v in far.items())


def test_towns_and_regions(book, store):
    language, file = book
    towns = rows_of(file[NAMES[language]["towns"]], HEADING_ROW + 1)
    db = sqlite3.connect(store)
    assert sorted(row[-1] for row in towns) == [c for (c,) in db.execute("SELECT code FROM region WHERE level = 'town' ORDER BY code")]
    assert [row[6] for row in towns] == sorted(row[6] for row in towns)
    for row in towns:
        assert tuple(row[2:5]) == db.execute("""SELECT count(*), sum(status = 'met'), sum(status = 'short') FROM gap JOIN region USING (region_id)
            WHERE code = ?""", (row[-1],)).fetchone()
    for row in rows_of(file[NAMES[language]["regions"]]):
        people = [p for (p,) in db.execute("""SELECT v.value FROM people_group g JOIN indicator_value v ON v.indicator = 'people' AND v.group_code = g.code
            JOIN region r USING (region_id) WHERE r.code = ? ORDER BY g.group_id""", (row[-1],))]
        assert row[4:-1] == people


def test_findings_and_notes(book, store):
    language, file = book
    db = sqlite3.connect(store)
    cells = rows_of(file[NAMES[language]["findings"]])
    assert [row[11] for row in cells] == [line["code"] for line in csv_of("findings.csv")]
    if language == "zh":
        assert [(row[7], row[8] or "") for row in cells] == [(line["reason"], line["advice"]) for line in csv_of("findings.csv")]
    notes = {cell for row in file[NAMES[language]["notes"]].iter_rows(values_only=True) for cell in row}
    assert {sha for (sha,) in db.execute("SELECT sha256 FROM input")} <= notes
    assert {version for (version,) in db.execute("SELECT version FROM version")} <= notes


# --- bytes, hostile texts, other programs, failures ---


def test_same_bytes_a_second_later(files, store, tmp_path):
    time.sleep(1.1)
    assert export(store, tmp_path, "zh").read_bytes() == files["zh"].read_bytes()
    properties = openpyxl.load_workbook(files["zh"]).properties
    assert properties.created == datetime.datetime(2025, 12, 31) == properties.modified
    assert properties.title == "云溪区社区生活圈评估"


def test_a_run_writes_it_too(tmp_path):
    import small_study
    study = small_study.write(tmp_path / "study")
    text = study.read_text(encoding="utf-8")
    assert "formats: [" in text
    study.write_text(re.sub(r"formats: \[.*?\]", "formats: [xlsx]", text), encoding="utf-8")
    done = lifecircle("run", study, "--out", tmp_path / "out", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert [sheet.title for sheet in openpyxl.load_workbook(tmp_path / "out/lifecircle.xlsx")][:2] == ["Summary", "Targets and gaps"]


@pytest.fixture(scope="module")
def hostile(store, tmp_path_factory):
    """The demo's store with every name of the data another hostile one."""
    folder = tmp_path_factory.mktemp("hostile")
    copy = folder / "lifecircle.sqlite"
    shutil.copy(store, copy)
    shutil.copy(f"{store}.network", f"{copy}.network")
    db = sqlite3.connect(copy)
    db.execute("CREATE TEMP TABLE bad (id INTEGER PRIMARY KEY, text TEXT)")
    db.executemany("INSERT INTO bad VALUES (?, ?)", enumerate(HOSTILE))
    for trigger, sql in db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{trigger}"')
    pick = "(SELECT text FROM bad WHERE id = {} % (SELECT count(*) FROM bad))"
    db.execute("UPDATE parameter SET value = ? WHERE name LIKE 'title%'", ("&A<script>=1+1",))
    db.execute(f"UPDATE region SET name = {pick.format('region_id')}")
    db.execute(f"UPDATE facility SET name = {pick.format('facility_id')}, address = {pick.format('facility_id + 5')}")
    db.execute(f"UPDATE type_set SET name_zh = {pick.format('set_id')}, name_en = {pick.format('set_id')}")
    db.execute(f"UPDATE people_group SET name_zh = {pick.format('group_id')}, name_en = {pick.format('group_id')}")
    db.execute(f"UPDATE target SET item = {pick.format('target_id')}, source = {pick.format('target_id + 3')}, plan = {pick.format('target_id % 2')}")
    db.execute(f"UPDATE target SET text = '{'长' * 40000}', responsible = '=HYPERLINK(\"http://x\")' WHERE target_id = 1")
    db.execute(f"UPDATE finding SET feature = {pick.format('finding_id')}, value = '=1+1'")
    db.commit()
    db.close()
    return copy, export(copy, folder / "out", "en")


def parts(path, folder="xl/worksheets/"):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith(folder) and name.endswith(".xml")}


@pytest.mark.parametrize("which", ["demo", "hostile"])
def test_no_cell_is_a_formula_or_a_link_of_the_data(which, files, hostile):
    path = files["zh"] if which == "demo" else hostile[1]
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    for name, content in parts(path).items():
        root = ElementTree.fromstring(content)
        assert root.findall(f".//{main}c/{main}f") == [], name
        assert [link.attrib for link in root.iter(f"{main}hyperlink") if "location" not in link.attrib] == [], name
    with zipfile.ZipFile(path) as archive:
        relations = b"".join(archive.read(n) for n in archive.namelist() if n.endswith(".rels"))
    assert b'TargetMode="External"' not in relations


def test_hostile_texts_come_back_as_they_are(hostile):
    store, path = hostile
    book = openpyxl.load_workbook(path)
    told = {row[0] for row in rows_of(book["Facilities"])}

    def as_cell(text):
        # what XML cannot say becomes a sign; openpyxl does not undo the escapes of Excel
        return text.replace("\ufffe", "\ufffd").replace("\x07", "_x0007_").replace("_x0041_", "_x005F_x0041_")
    assert told == {as_cell(text) for text in HOSTILE}
    text = next(row[28] for row in rows_of(book["Targets and gaps"]) if row[28] and row[28].startswith("长"))
    assert len(text) == 32767 and text.endswith("长…")
    assert "&&A<script>=1+1" in book["Summary"].oddFooter.left.text


def office(path, folder):
    """The sheets as LibreOffice writes them to CSV, full precision, by the sheet's number."""
    folder.mkdir()
    environment = {**os.environ, "HOME": str(folder)}
    # comma, quote, UTF-8, all text cells quoted, no formatting, every sheet
    form = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1'
    done = subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form, "--outdir", folder, path],
                          env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and "Error" not in done.stderr, done.stderr
    return {f.stem.removeprefix("lifecircle-"): list(csv.reader(open(f, encoding="utf-8", newline=""))) for f in folder.glob("*.csv")}


def told_by_office(cell, wanted):
    if wanted is None:
        return cell == ""
    if isinstance(wanted, datetime.datetime):
        return cell == wanted.date().isoformat()
    if isinstance(wanted, (int, float)):
        shown = float(cell.rstrip("%")) / (100 if cell.endswith("%") else 1)
        return shown == pytest.approx(wanted, rel=1e-13)
    return cell == wanted


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (package libreoffice-calc-nogui) is absent")
def test_libreoffice_reads_what_was_written(files, books, hostile, tmp_path):
    sheets = office(files["zh"], tmp_path / "demo")
    assert set(sheets) == set(NAMES["zh"].values())
    for name, lines in sheets.items():
        values = list(books["zh"][name].iter_rows(values_only=True))
        assert len(lines) == len(values), name
        wrong = [(i, c, w) for i, (line, row) in enumerate(zip(lines, values), 1) for c, w in zip(line, row) if not told_by_office(c, w)]
        assert wrong == [], (name, wrong[:3])
    lines = office(hostile[1], tmp_path / "hostile")["Facilities"][HEADING_ROW:]
    assert {line[0] for line in lines} >= {text for text in HOSTILE if text not in ("bell\x07", "\ufffe")}


@pytest.mark.parametrize("limit_kb", [1, 40, 300, 1100])
def test_a_file_that_may_not_grow_is_told(store, tmp_path, limit_kb):
    """As on a full disk: told with the file's name, and nothing is left."""
    limit = (limit_kb * 1024, limit_kb * 1024)
    done = subprocess.run([CLI, "export", store, tmp_path / "out", "--format", "xlsx", "--lang", "en"], capture_output=True, text=True,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit), timeout=60)
    assert done.returncode != 0
    assert "lifecircle.xlsx: the disk is full" in done.stderr, done.stderr
    assert list((tmp_path / "out").glob("*")) == []


@pytest.mark.parametrize("name", ["o{ut", "o}ut"])
def test_a_folder_may_have_half_a_pair_of_braces(store, tmp_path, name):
    """GDAL, which reads the workbook back, counts braces."""
    done = subprocess.run([CLI, "export", store, tmp_path / name, "--format", "xlsx", "--lang", "en"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / name / "lifecircle.xlsx").exists()


def test_it_is_quick(store, tmp_path):
    begin = time.monotonic()
    export(store, tmp_path, "zh")
    assert time.monotonic() - begin < 3  # a third of a second alone; other tests may run beside it
