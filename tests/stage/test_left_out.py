"""What was left out is told where the figures stand: targets that could not be read, facility rows that were refused, people between towns."""
import json
import re
import sqlite3
import subprocess

import openpyxl
import pytest
import small_study
from lc_run import CLI, lifecircle, rows

MISTYPED = [
    ("unknown set", "Plan,Mistyped,310100,self,count,types=day_car,>=,1,,2025,binding,12,Text,Bureau", 'parameters "types=day_car"'),
    ("unknown scope", "Plan,Mistyped,310100,every:town,count,types=day_care,>=,1,,2025,binding,12,Text,Bureau", 'scope "every:town"'),
    ("unknown indicator", "Plan,Mistyped,310100,self,counts,types=day_care,>=,1,,2025,binding,12,Text,Bureau", 'indicator "counts"'),
    ("unknown region", "Plan,Mistyped,310109,self,count,types=day_care,>=,1,,2025,binding,12,Text,Bureau", "The region code 310109"),
]


def run(folder, changes=(), formats="csv, json, html, gpkg", lang="en", *more):
    """Runs the small study with some texts of its files replaced; answers with the process and the output folder."""
    study = small_study.write(folder)
    for name, old, new in [("study.yaml", "csv, json", formats), *changes]:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = lifecircle("run", study, "--lang", lang, *more)
    return done, folder / "out"


def with_target(line):
    return [("targets.csv", "Plan,Floor area", f"{line}\nPlan,Floor area")]


def text_of(page):
    """What a person reads of a page, in one line."""
    return " ".join(re.sub("<[^>]*>", " ", re.sub("(?s)<style>.*?</style>", "", page)).split())


@pytest.mark.parametrize("line, says", [case[1:] for case in MISTYPED], ids=[case[0] for case in MISTYPED])
def test_a_mistyped_target_is_missing_aloud(tmp_path, line, says):
    done, out = run(tmp_path, with_target(line))
    assert done.returncode == 0, done.stderr
    assert "(5 rows)" in done.stdout and "Targets that could not be read and are in none of these figures: 1;" in done.stdout
    gaps = rows(out / "gaps.csv")
    last = gaps[-1]
    assert [row["status"] == "not read" for row in gaps] == [False] * 5 + [True]
    assert last["item"] == "Mistyped" and says in last["closes"] and not last["value"] and not last["gap"]
    assert last["region_code"] == ("310109" if "310109" in line else "")
    page = (out / "index.html").read_text(encoding="utf-8")
    section = re.search('(?s)<section id="targets".*?</section>', page).group(0)
    assert "Targets that could not be read and are missing below: 1 ." in text_of(section) and 'href="#findings"' in section
    assert "A further 1 could not be read" in text_of(page) and '<section id="findings"' in page


def test_a_mistyped_target_is_the_same_in_every_output(tmp_path):
    _, out = run(tmp_path, with_target(MISTYPED[0][1]) + [("facilities.csv", "2000,", ",")])  # a centre of unknown floor area: bounds
    table = rows(out / "gaps.csv")
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))["gaps"]
    assert [{k: "" if v is None else str(v) for k, v in row.items()} for row in summary] == table
    base = sqlite3.connect(out / "lifecircle.gpkg")
    base.row_factory = sqlite3.Row
    layer = [dict(row) for row in base.execute("SELECT * FROM gaps ORDER BY fid")]
    assert len(layer) == len(table) and any(row["low"] and row["high"] and not row["value"] for row in table)
    for a, b in zip(layer, table):
        assert all(str(a[k] or "") == b[k] for k in ("plan", "item", "region_code", "status", "closes", "source", "lacks"))
        assert all((a[k] is None) == (b[k] == "") and (a[k] is None or abs(a[k] - float(b[k])) <= 1e-9 * abs(a[k])) for k in ("value", "gap", "low", "high"))
    assert layer[-1]["geom"] is None and layer[0]["geom"] is not None


def test_nothing_is_said_where_every_target_was_read(tmp_path):
    done, out = run(tmp_path)
    assert "could not be read" not in done.stdout + text_of((out / "index.html").read_text(encoding="utf-8"))
    assert "not read" not in {row["status"] for row in rows(out / "gaps.csv")}


@pytest.mark.parametrize("lines, code", [([], 0), ([MISTYPED[2][1]], 3)])
def test_fail_on_gap_takes_it_for_missed(tmp_path, lines, code):
    """Each other target is met: floor area 3500 m2 for 8100 people is 432 of 400, a centre in each town, 1 % is reached, 120 beds of 100."""
    changes = [("targets.csv", ">=,80,%", ">=,1,%")] + (with_target(lines[0]) if lines else [])
    done, out = run(tmp_path, changes, "csv", "en", "--fail-on-gap")
    assert {row["status"] for row in rows(out / "gaps.csv")} - {"not read"} == {"met"}
    assert done.returncode == code, done.stderr


# --- facility rows ---

def targets_section(out):
    page = (out / "index.html").read_text(encoding="utf-8")
    return re.search('(?s)<section id="targets".*?</section>', page).group(0)


@pytest.mark.parametrize("lang, words", [("en", "Rows of the facility register that were left out, for want of coordinates, a known type or the like: 2 ."),
                                         ("zh", "设施台账中有 2 行因缺坐标、类型不明等原因未采用")])
def test_refused_facilities_are_told_beside_the_targets(tmp_path, lang, words):
    done, out = run(tmp_path, [("facilities.csv", "121.4051,31.2051", ","), ("facilities.csv", "nursing_home", "nursing_hom")], "html", lang)
    assert done.returncode == 0, done.stderr
    assert words in text_of(targets_section(out)) and 'href="#findings"' in targets_section(out)


def test_rows_that_are_rightly_left_out_are_not_told_there(tmp_path):
    """A place in another town, and one that stands there already."""
    line = "F1,West centre,comprehensive_centre,121.4051,31.2051,2000,,2020-05-01,open\n"
    done, out = run(tmp_path, [("facilities.csv", line, line + line), ("facilities.csv", "121.4302,31.2101", "122.4302,31.2101")], "html, csv")
    assert {"duplicate_facility", "outside_study"} <= {row["code"] for row in rows(out / "findings.csv")}
    assert 'class="warn"' not in targets_section(out)


# --- the table of targets ---

def test_a_bounded_gap_is_told_as_the_least(tmp_path):
    """Without the West centre's area: 1500 m2 to 1500 + 6000 for 8100 people, of 1000 wanted; 8100 - 7500 m2 are missing in any case."""
    _, out = run(tmp_path, [("facilities.csv", "2000,", ","), ("targets.csv", "400", "1000")], "html, csv")
    row = rows(out / "gaps.csv")[0]
    assert (row["status"], row["value"]) == ("short", "") and abs(float(row["gap"]) - 600 / 8.1) < 1e-9
    head, line = re.findall(r"(?s)<tr>(.*?)</tr>", targets_section(out))[:2]
    assert re.findall(r'<th scope="col">([^<]*)', head)[:6] == ["What the plan asks for", "Status", "Where", "Wanted", "Today", "Still missing"]
    cells = [text_of(cell) for cell in re.findall(r"(?s)<td[^>]*>(.*?)</td>", line)]
    assert cells[0] == "▲ Falls short" and "facilities without a floor area" in cells[5] and cells[4] == "at least 74.1 m²/1,000"


# --- gaps between towns ---

def narrow_westgate(folder):
    """Westgate ends 0.005 degrees short of Eastgate: P3 (900 people), P4 (700) and the day care fall between them."""
    data = json.loads((folder / "regions.geojson").read_text(encoding="utf-8"))
    data["features"][1]["geometry"]["coordinates"] = small_study.box(121.40, 31.20, 121.4149, 31.22)
    (folder / "regions.geojson").write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize("lang, people, facilities", [
    ("en", "Places where people live that lie in a district but in none of the areas below it: 2 (1600 people). They count there and in no part of it. "
           "Close the gaps between the boundaries.", "Facilities that lie in a district but in none of the areas below it: 1."),
    ("zh", "有 2 个居住点（1600 人）位于区（县）内，却不在其下任何一个区域内", "有 1 处设施位于区（县）内")])
def test_people_between_towns_are_told(tmp_path, lang, people, facilities):
    study = small_study.write(tmp_path)
    narrow_westgate(tmp_path)
    done = lifecircle("run", study, "--lang", lang)
    assert done.returncode == 0, done.stderr
    out = tmp_path / "out"
    found = {row["code"]: row for row in rows(out / "findings.csv") if row["code"] in ("no_region", "facilities_in_no_region")}
    assert found["no_region"]["message"].startswith(people) and found["facilities_in_no_region"]["message"].startswith(facilities)
    assert all(row["severity"] == "warning" and row["feature"] == "Yunxi" and row["field"] == "district" for row in found.values())
    values = {row["region_code"]: float(row["value"]) for row in rows(out / "indicators.csv") if row["indicator"] == "people" and row["group"] == "resident"}
    assert values == {"310100": 8100, "310101": 8100 - 1600 - 3800, "310102": 3800}


def test_nobody_is_between_towns_that_touch(tmp_path):
    _, out = run(tmp_path, formats="csv")
    assert not {"no_region", "facilities_in_no_region"} & {row["code"] for row in rows(out / "findings.csv")}


@pytest.mark.parametrize("lang, begins, says", [("en", "Makes the figures doubtful:", "The code 310101 is also that of Westgate (row 1), which is kept"),
                                                ("zh", "使结果整体存疑：", "代码 310101 与Westgate（第 1 行）相同")])
def test_what_makes_all_doubtful_stands_above_the_figures(tmp_path, lang, begins, says):
    """On page, paper and first sheet; a good study has no such box."""
    good, _ = run(tmp_path / "good", formats="csv, html", lang=lang)
    assert good.returncode == 0 and begins not in text_of((tmp_path / "good/out/index.html").read_text(encoding="utf-8"))
    done, out = run(tmp_path / "bad", [("regions.geojson", '"310102"', '"310101"')], "csv, html, xlsx, pdf", lang)
    assert done.returncode == 0, done.stderr
    page = (out / "index.html").read_text(encoding="utf-8")
    head = page[page.index("<header>"):page.index("</header>")]
    box = head[head.index('<p class="warn">'):head.index('<div class="tiles">')]
    assert begins in box and says in box and 'href="#findings"' in box
    sheet = openpyxl.load_workbook(out / "lifecircle.xlsx").worksheets[0]
    assert any(begins in str(cell.value) and says in str(cell.value) for row in sheet.iter_rows(max_row=12) for cell in row)
    paper = subprocess.run(["pdftotext", "-f", "1", "-l", "1", out / "lifecircle.pdf", "-"], capture_output=True, check=True).stdout.decode()
    assert begins in " ".join(paper.split())
