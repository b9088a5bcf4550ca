"""Figures that offices report, on the hand-worked town (tests/stage/town/README.md, "Reported figures"), from CSV and from the sheet that an office sends."""
import csv
import datetime
import shutil

import pytest

from lc_run import SOURCE, lifecircle, one, pick, rows, run

TOWN = SOURCE / "tests/stage/town"
DISTRICT, WEST, EAST = "319901000000", "319901001000", "319901002000"


def make_study(folder, observations):
    shutil.copytree(TOWN, folder)
    text = (folder / "study.yaml").read_text(encoding="utf-8")
    assert "  - file: targets.csv\n" in text
    text = text.replace("  - file: targets.csv\n", f"  - file: reported_targets.csv\nobservations:\n  - file: {observations}\n")
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    return folder / "study.yaml"


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return make_study(tmp_path_factory.mktemp("observed") / "town", "observations.csv")


@pytest.fixture(scope="module")
def out(study):
    return run(study, study.parent / "out")


@pytest.fixture(scope="module")
def gaps(out):
    return rows(out / "gaps.csv")


# item, region, value, gap, status, basis, observed_on, observed_source, lacks, a part of closes
GAPS = [
    ("照护者培训", DISTRICT, "180", "20", "short", "reported", "2025-06-30", "季报", "", "20 people more"),
    ("适老化改造", WEST, "60", "0", "met", "reported", "2024-12-30", "年报", "", ""),
    ("适老化改造", EAST, "", "", "no data", "", "", "", "observation:homes_adapted_share", "no office has reported this figure yet: add a row with the indicator homes_adapted_share"),
    ("中心数", DISTRICT, "2", "2", "short", "computed", "", "", "", "2 more standard facilities"),
    ("街镇千人建筑面积", WEST, "355.263157895", "0", "met", "computed", "", "", "", ""),
    ("街镇千人建筑面积", EAST, "130", "0", "met", "reported", "2025-12-31", "年报", "", ""),
    ("日间照护覆盖", WEST, "", "", "no data", "", "", "", "facilities:day_care", "the inventory lists no Day-care centre for elders at all"),
    ("日间照护覆盖", EAST, "60", "40", "short", "reported", "2025-12-31", "年报", "", "2,280 more people to be reached"),
    ("日间照护数", DISTRICT, "", "", "no data", "", "", "", "facilities:day_care", "or report the figure (0 too)"),
    ("从未上报", DISTRICT, "", "", "no data", "", "", "", "observation:never_reported", "no office has reported this figure yet: add a row with the indicator never_reported"),
    ("待下达", DISTRICT, "180", "", "awaiting", "reported", "2025-06-30", "季报", "", ""),
]


@pytest.mark.parametrize("item, region, value, gap, status, basis, observed_on, observed_source, lacks, closes", GAPS)
def test_a_gap_says_how_its_value_is_known(gaps, item, region, value, gap, status, basis, observed_on, observed_source, lacks, closes):
    row = one(gaps, item=item, region_code=region)
    known = {k: row[k] for k in ("value", "gap", "status", "basis", "observed_on", "observed_source", "lacks")}
    assert known == {"value": value, "gap": gap, "status": status, "basis": basis, "observed_on": observed_on, "observed_source": observed_source,
                     "lacks": lacks}
    assert closes in row["closes"] and bool(closes) == bool(row["closes"]), row["closes"]


def test_there_are_no_other_gaps(gaps):
    assert len(gaps) == len(GAPS)


def test_a_report_that_names_no_places_says_no_circles(gaps):
    assert "circle" not in one(gaps, item="日间照护覆盖", region_code=EAST)["closes"]


def told(found):
    return [(f["severity"], f["code"], f["stage"], f["row"], f["feature"], f["field"], f["value"]) for f in found if f["file"].startswith("observations")]


FOUND = [
    ("error", "conflicting_observation", "observations", "12", "carers_trained", "value", "181"),
    ("error", "unknown_region", "observations", "13", "carers_trained", "region_code", "319909000000"),
    ("error", "bad_observation", "observations", "14", "people_trained", "unit", "万人"),
    ("warning", "observation_old", "gaps", "5", "西镇", "homes_adapted_share", "2024-12-30"),
    ("warning", "observation_differs", "gaps", "6", "双河区", "count (types=comprehensive_centre)", "5 处 (2025-12-31)"),
    ("note", "observation_ahead", "observations", "4", "carers_trained", "date", "2026-12-31"),
    ("note", "repeated_observation", "observations", "11", "carers_trained", "value", "180"),
]


def test_what_is_doubtful_is_a_finding(out):
    assert sorted(told(rows(out / "findings.csv"))) == sorted(FOUND)


def test_a_finding_gives_both_figures(out):
    words = one(rows(out / "findings.csv"), code="observation_differs")["message"]
    assert "5 处 (2025-12-31) is reported, 2 处 is computed" in words


def test_the_input_is_in_the_provenance(out, study):
    text = lifecircle("info", out / "lifecircle.sqlite", "--lang", "en").stdout
    assert "reported figures  observations.csv" in text or "observations  observations.csv" in text
    assert "rows read 13, used 9, with findings 5" in text


def test_check_tells_them_without_a_run(study):
    done = lifecircle("check", study, "--lang", "zh")
    assert "第 3 行已有同一数据" in done.stdout and "第 3 行对同一区域、同一日期上报了与 181 不同的数据" in done.stdout
    assert "上报数据  observations.csv" in done.stdout and "读入 13 行，采用 9 行" in done.stdout


def test_the_indicator_is_in_the_table(out):
    found = pick(rows(out / "indicators.csv"), indicator="reported")
    assert [(r["region_code"], r["variant"], r["value"]) for r in found] == [(DISTRICT, "key=carers_trained", "180"),
                                                                         (WEST, "key=homes_adapted_share", "0.6")]


def write_sheet(path):
    """Chinese headers, days as days, years and figures as numbers."""
    openpyxl = pytest.importorskip("openpyxl")
    names = {"indicator": "指标", "parameters": "参数", "region_code": "区域代码", "date": "日期", "value": "数值", "unit": "单位", "source": "来源",
             "text": "说明"}
    book = openpyxl.Workbook()
    book.active.title = "上报"
    book.active.append(list(names.values()))
    with open(TOWN / "observations.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cells = [row[k] or None for k in names]
            cells[3] = datetime.date.fromisoformat(row["date"]) if len(row["date"]) == 10 else int(row["date"]) if len(row["date"]) == 4 else row["date"]
            cells[4] = float(row["value"]) if "." in row["value"] else int(row["value"])
            book.active.append(cells)
    book.save(path)


def test_a_sheet_gives_the_same(tmp_path, out):
    study = make_study(tmp_path / "town", "observations.xlsx")
    write_sheet(tmp_path / "town/observations.xlsx")
    sent = run(study, tmp_path / "out")
    assert (sent / "gaps.csv").read_bytes() == (out / "gaps.csv").read_bytes()
    assert sorted(told(rows(sent / "findings.csv"))) == sorted(FOUND)


def test_a_new_report_is_seen_by_the_next_run(tmp_path):
    study = make_study(tmp_path / "town", "observations.csv")
    first = run(study, tmp_path / "out")
    assert one(rows(first / "gaps.csv"), item="照护者培训")["status"] == "short"
    with open(tmp_path / "town/observations.csv", "a", encoding="utf-8") as file:
        file.write("carers_trained,,319901000000,2025-12,215,人,季报,\n")
    again = run(study, tmp_path / "out", "--overwrite")
    row = one(rows(again / "gaps.csv"), item="照护者培训")
    assert (row["value"], row["status"], row["observed_on"]) == ("215", "met", "2025-12-31")
