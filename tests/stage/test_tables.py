"""Tables as planners make them: one table in every encoding, and with a title, a head of two rows, merged cells, sums, remarks and figures
for persons, gives what the plain table gives."""
import csv
import io
import json
import re
import subprocess

import openpyxl
import pytest
import small_study
from breaking import facilities_from, layer, study
from lc_run import CLI, rows

# 㐂 and 𠮷 are four bytes in GB18030 and not in GBK; U+E000 is a character of somebody's own.
RARE = {"West centre": "㐂乐综合为老服务中心", "East centre": "东𠮷综合中心", "West canteen": "长者食堂\ue000一店"}
COMMON = {"West centre": "西片综合为老服务中心", "East centre": "东片综合中心", "West canteen": "长者食堂"}
HEAD = {"code": "编码", "name": "设施名称", "type": "类型", "lon": "经度", "lat": "纬度", "area_m2": "建筑面积", "beds": "床位数", "opened": "开业日期", "status": "状态"}


def run(folder):
    done = subprocess.run([CLI, "run", "study.yaml", "--quiet", "--lang", "en", "--overwrite"], cwd=folder, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return folder / "out"


def findings(out, *codes):
    return [f for f in rows(out / "findings.csv") if f["code"] in codes]


def chinese(text, names):
    lines = text.split("\n")
    lines[0] = ",".join(HEAD.get(word, word) for word in lines[0].split(","))
    text = "\n".join(lines)
    for english, name in names.items():
        text = text.replace(english, name)
    return text


def outputs(out):
    """Every output, without what says which bytes were read."""
    found = {}
    for path in sorted(out.rglob("*")):
        if not path.is_file() or path.name.startswith("lifecircle.sqlite"):
            continue
        text = path.read_bytes().decode("utf-8")
        text = re.sub(r'"(encoding|sha256|size_bytes|bytes)": *("[^"]*"|\d+)', r'"\1": 0', text)
        found[str(path.relative_to(out))] = text
    assert "gaps.csv" in found and "summary.json" in found
    return found


@pytest.fixture
def folder(tmp_path):
    small_study.write(tmp_path)
    study("formats: [csv, json]", "formats: [csv, json, geojson]")(tmp_path)
    return tmp_path


@pytest.mark.parametrize("names, codecs", [(COMMON, ["utf-8", "utf-8-sig", "gbk", "gb18030"]), (RARE, ["utf-8", "utf-8-sig", "gb18030"])])
def test_twins(folder, names, codecs):
    text = chinese(small_study.FACILITIES, names)
    made = {}
    for codec in codecs:
        (folder / "facilities.csv").write_bytes(text.encode(codec))
        made[codec] = outputs(run(folder))
        for name in names.values():
            assert any(name in one for one in made[codec].values()), (codec, name)
    assert all(one == made["utf-8"] for one in made.values())
    assert findings(folder / "out", "bad_encoding", "mixed_encoding") == []


def test_big5_declared(folder):
    text = small_study.FACILITIES.replace("West centre", "長者綜合服務中心")
    (folder / "facilities.csv").write_bytes(text.encode("big5"))
    study("facilities.csv\n", "facilities.csv\n    encoding: Big5\n")(folder)
    assert any("長者綜合服務中心" in one for one in outputs(run(folder)).values())


@pytest.mark.parametrize("encoding, cpg", [("GBK", True), ("GBK", False), ("UTF-8", True), ("UTF-8", False)])
def test_shapefile_twins(folder, encoding, cpg):
    places = [("POINT (121.4051 31.2051)", {"编码": "F1", "名称": "西片综合为老服务中心", "类型": "comprehensive_centre"}),
              ("POINT (121.4302 31.2101)", {"编码": "F4", "名称": "长者食堂", "类型": "meal_point"})]
    (folder / "plain.csv").write_text("code,name,type,lon,lat\nF1,西片综合为老服务中心,comprehensive_centre,121.4051,31.2051\n"
                                      "F4,长者食堂,meal_point,121.4302,31.2101\n", encoding="utf-8")
    facilities_from("plain.csv", "    crs: EPSG:4326\n")(folder)
    plain = run(folder)
    wanted = {name: (plain / name).read_bytes() for name in ("indicators.csv", "gaps.csv")}
    layer("places.shp", "ESRI Shapefile", places, 1, options=[f"ENCODING={encoding}"])(folder)
    if not cpg:
        (folder / "places.cpg").unlink(missing_ok=True)
        with open(folder / "places.dbf", "r+b") as dbf:
            dbf.seek(29)  # the language driver
            dbf.write(b"\0")
    study("  - file: plain.csv\n    crs: EPSG:4326\n", "  - file: places.shp\n")(folder)
    out = run(folder)
    assert {name: (out / name).read_bytes() for name in wanted} == wanted
    assert findings(out, "bad_encoding", "text_cut") == []


def test_a_name_cut_within_a_character(folder):
    """A width of 10 bytes has room for three characters of UTF-8 and a third of one."""
    layer("places.shp", "ESRI Shapefile", [("POINT (121.4051 31.2051)", {"code": "F1", "name": "abcdefghij", "type": "meal_point"})], 1)(folder)
    (folder / "places.dbf").write_bytes((folder / "places.dbf").read_bytes())
    data = bytearray((folder / "places.dbf").read_bytes())
    header = int.from_bytes(data[8:10], "little")
    widths = [data[32 + 32 * i + 16] for i in range(3)]
    at = header + 1 + widths[0]
    data[at:at + widths[1]] = ("长" * 40).encode()[:widths[1]].ljust(widths[1])
    (folder / "places.dbf").write_bytes(data)
    facilities_from("places.shp")(folder)
    out = run(folder)
    whole = "长" * (widths[1] // 3)
    cut = findings(out, "text_cut", "bad_encoding")
    assert widths[1] % 3 != 0
    assert [(f["code"], f["field"], f["value"], f["feature"]) for f in cut] == [("text_cut", "name", whole, whole)]


@pytest.mark.parametrize("most, other", [("utf-8", "gbk"), ("gbk", "utf-8")])
def test_a_mixed_file_is_told_by_line(folder, most, other):
    lines = chinese(small_study.FACILITIES, COMMON).encode().split(b"\n")
    mixed = [line.decode().encode(other if i == 2 else most) for i, line in enumerate(lines)]
    (folder / "facilities.csv").write_bytes(b"\n".join(lines))
    plain = outputs(run(folder))
    (folder / "facilities.csv").write_bytes(b"\n".join(mixed))
    out = run(folder)
    named = {"utf-8": "UTF-8", "gbk": "GB18030"}
    assert [(f["row"], f["value"], f["feature"]) for f in findings(out, "mixed_encoding", "bad_encoding")] == [("3", named[other], "东片综合中心")]
    made = outputs(out)
    assert made["gaps.csv"] == plain["gaps.csv"] and made["indicators.csv"] == plain["indicators.csv"]


# --- tables for persons ---

PLAIN = """code,name,type,lon,lat,area_m2,beds,beds_nursing
F1,West centre,comprehensive_centre,121.4051,31.2051,2000,,
F2,East centre,comprehensive_centre,121.4351,31.2151,1500,,
F3,West canteen,meal_point,121.4102,31.2102,300,,
F5,Care home,nursing_home,121.4252,31.2052,4000,120,80
"""
FANCY = [
    ["云溪区养老服务设施一览表（2025年）"],
    [],
    ["编码", "名称", "类型", "经度", "纬度", "建筑面积(㎡)", "床位", None],
    [None, None, None, None, None, None, "床位数", "护理床位"],
    ["F1", "West centre", "comprehensive_centre", 121.4051, 31.2051, "2,000㎡", "--", "/"],
    ["F2", "East centre", None, 121.4351, 31.2151, "1 500", None, None],
    ["小计", None, None, None, None, 3500, None, None],
    ["F3", "West canteen", "meal_point", 121.4102, 31.2102, "３００", None, None],
    ["F5", "Care home", "nursing_home", 121.4252, 31.2052, "0.4万平方米", "120张", 80],
    ["合 计", None, None, None, None, 7800, 120, 80],
    ["注：本表数据截至2025年底。"],
]


def results(out):
    return {name: (out / name).read_bytes() for name in ("indicators.csv", "gaps.csv")}


@pytest.fixture
def plain(folder):
    (folder / "facilities.csv").write_text(PLAIN, encoding="utf-8")
    return results(run(folder))


def fancy_workbook(folder, table, merges=(), hidden=(), name="places.xlsx"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "设施"
    for row in table:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    for row in hidden:
        sheet.row_dimensions[row].hidden = True
    book.save(folder / name)


def fancy_csv(folder, table):
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([["" if c is None else c for c in row + [None] * (8 - len(row))] for row in table])
    (folder / "places.csv").write_bytes(out.getvalue().encode("gb18030"))


def test_a_sheet_for_persons(folder, plain):
    fancy_workbook(folder, FANCY, ["A1:H1", "G3:H3"] + [f"{c}3:{c}4" for c in "ABCDEF"] + ["C5:C6"], hidden=[8])
    facilities_from("places.xlsx", "    crs: EPSG:4326\n")(folder)
    out = run(folder)
    assert results(out) == plain
    told = [(f["code"], f["row"], f["value"]) for f in rows(out / "findings.csv") if f["file"] == "places.xlsx"]
    assert sorted(told) == sorted([("names_below", "", "3"), ("names_in_two", "", "3, 4"), ("hidden_rows", "", "1"), ("merged_cells", "", "1"), ("sum_row", "7", "小计"),
                                   ("sum_row", "10", "合 计"), ("remark_row", "11", "注：本表数据截至2025年底。"), ("converted_number", "9", "0.4万平方米")])
    converted, = findings(out, "converted_number")
    assert converted["cell"] == "设施!F9"


def test_a_csv_for_persons(folder, plain):
    table = [list(row) for row in FANCY]
    table[5][2] = "comprehensive_centre"
    fancy_csv(folder, table)
    facilities_from("places.csv", "    crs: EPSG:4326\n")(folder)
    out = run(folder)
    assert results(out) == plain
    told = [(f["code"], f["row"]) for f in rows(out / "findings.csv") if f["file"] == "places.csv"]
    assert sorted(told) == sorted([("names_below", ""), ("names_in_two", ""), ("sum_row", "7"), ("sum_row", "10"), ("remark_row", "11"), ("converted_number", "9")])


@pytest.mark.parametrize("name", ["places.ods", "places.xls"])
def test_the_same_in_other_spreadsheets(folder, plain, name):
    if name.endswith("xls"):
        xlwt = pytest.importorskip("xlwt")
    table = [list(row) for row in FANCY]
    table[5][2] = "comprehensive_centre"
    if name.endswith("xls"):
        book = xlwt.Workbook()
        sheet = book.add_sheet("设施")
        for r, row in enumerate(table):
            for c, value in enumerate(row):
                if value is not None:
                    sheet.write(r, c, value)
        book.save(str(folder / name))
    else:
        fancy_workbook(folder, table)
        subprocess.run(["soffice", "--headless", "--convert-to", "ods", "places.xlsx"], cwd=folder, check=True, capture_output=True, timeout=120,
                       env={"HOME": str(folder), "PATH": "/usr/bin:/bin"})
    facilities_from(name, "    crs: EPSG:4326\n")(folder)
    out = run(folder)
    assert results(out) == plain
    assert [f["row"] for f in findings(out, "sum_row")] == ["7", "10"]


def test_sums_that_do_not_add_up(folder):
    text = small_study.PEOPLE + "小计,,,8100,2030\n合计,,,8000,2030\n"
    (folder / "people.csv").write_text(text, encoding="utf-8")
    out = run(folder)
    assert [(f["row"], f["field"], f["value"]) for f in findings(out, "sum_differs")] == [("11", "resident", "8000")]
    assert [f["row"] for f in findings(out, "sum_row")] == ["10", "11"]
    said, = findings(out, "sum_differs")
    assert said["message"].startswith("resident: the row of sums says 8000, the rows add up to 8100; the rows are used.")


def test_sums_above_their_rows(folder):
    head, *lines = small_study.PEOPLE.strip().split("\n")
    (folder / "people.csv").write_text("\n".join([head, "总计,,,8100,2030", "小计,,,4300,1070", *lines[:4], "小计,,,3800,960", *lines[4:], ""]), encoding="utf-8")
    out = run(folder)
    assert len(findings(out, "sum_row")) == 3 and findings(out, "sum_differs") == []
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert [i["rows_in"] for i in summary["inputs"] if i["path"] == "people.csv"] == [8]


def test_a_figure_in_a_merged_cell_counts_once(folder):
    table = [["code", "name", "type", "lon", "lat", "beds"], ["A", "One", "nursing_home", 121.4051, 31.2051, 100], ["B", "Two", "nursing_home", 121.4151, 31.2151, None]]
    fancy_workbook(folder, table, ["F2:F3"])
    facilities_from("places.xlsx", "    crs: EPSG:4326\n")(folder)
    out = run(folder)
    told, = findings(out, "merged_number")
    assert (told["row"], told["field"], told["value"], told["cell"]) == ("2", "beds", "100", "设施!F2")


def test_formulas_without_a_result(folder):
    table = [["code", "name", "type", "lon", "lat", "area_m2"], ["A", "One", "meal_point", 121.4051, 31.2051, "=100*2"]]
    fancy_workbook(folder, table)
    facilities_from("places.xlsx", "    crs: EPSG:4326\n")(folder)
    told, = findings(run(folder), "formula_without_result")
    assert told["message"].startswith("1 cells are formulas without a result (the first is F2) and are read as empty.")
