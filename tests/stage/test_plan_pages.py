"""docs/plans/<code>.md against the plan documents and geodata/plans: no number of a document is passed over, none became a row unseen.

A page has two tables. "Every number" has one line per number of the document, in its order (tests/support/plan_numbers.py says what a number
is): figure and words around as that file prints them, what it is, and the row of the catalogue it became. What it is begins with one of

* target       the level to reach of the rows named; alone, it is their value; "target: <why>" where the value is another figure
               ("target: one in each" of a row that asks for 100 %)
* baseline     a figure the document states as reached: the observations named, obs-3 is the third of geodata/plans/<code>.observations.csv
* condition    whom or what a level is for (ages, per thousand, minutes): the row is told where there is one
* not a level  and why: a date, the number of a clause, a name ...

"Levels said in words" has the rows whose level is no number of the document (全覆盖, 完成市下达指标), with the words that set it.
"""
import csv
import os
import re
from pathlib import Path

import pytest

import plan_numbers

SOURCE = Path(os.environ["LC_SOURCE"])
PLANS = SOURCE / "geodata/plans"
PAGES = sorted((SOURCE / "docs/plans").glob("*-20*.md"))
# The documents are no part of the project; beside it they are looked at.
DOCUMENTS = SOURCE.parent / "shared/plans"
DOCUMENT = {
    "huangpu-2022": "huangpu-2022-care-plan.txt",
    "baoshan-2019": "baoshan-2019-2022-elderly-services.txt",
    "shanghai-2018": "shanghai-2018-work-plan.txt",
    "shanghai-2021": "shanghai-civil-affairs-14th-five-year.txt",
    "xianyang-2019": "xianyang-2019-elderly-services.txt",
}
TARGET_COLUMNS = ("plan,item,region_code,scope,indicator,parameters,op,value,unit,year,nature,source,text,responsible,"
                  "item_no,item_en,text_en").split(",")
OBSERVATION_COLUMNS = "indicator,parameters,region_code,date,value,unit,source,text,text_en".split(",")
PLAN_COLUMNS = "code,name_zh,name_en,region_code,region_zh,region_en,issued,horizon".split(",")
CLASSES = ("target", "baseline", "condition", "not a level")
LONGEST_TEXT = 90


def rows_of(path, columns):
    raw = path.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf"), "no BOM"
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        assert reader.fieldnames == columns
        rows = list(reader)
    assert all(None not in row and None not in row.values() for row in rows), "as many cells as columns"
    return rows


def observations(code):
    path = PLANS / f"{code}.observations.csv"
    return rows_of(path, OBSERVATION_COLUMNS) if path.exists() else []


def catalogue(code):
    """Every row by the name a page calls it."""
    rows = {row["item_no"]: row for row in rows_of(PLANS / f"{code}.csv", TARGET_COLUMNS)}
    return rows | {f"obs-{i}": row for i, row in enumerate(observations(code), 1)}


def table(page, heading):
    """The cells of the table under a heading."""
    part = re.search(rf"^## {heading}.*?$(.*?)(?=^## |\Z)", page.read_text(encoding="utf-8"), re.M | re.S)
    lines = re.findall(r"^\|(.*)\|$", part[1], re.M) if part else []
    return [[cell.strip() for cell in line.split("|")] for line in lines[2:]]


def references(cell):
    return [word.strip() for word in cell.split(";") if word.strip()]


def document(code):
    path = DOCUMENTS / DOCUMENT[code]
    if not path.exists():
        pytest.skip(f"no document {path}")
    return path.read_text(encoding="utf-8-sig")


def bare(text):
    return re.sub(r"[\s|]", "", text)


each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def test_each_plan_has_its_files():
    plans = rows_of(PLANS / "plans.csv", PLAN_COLUMNS)
    codes = [plan["code"] for plan in plans]
    assert codes == sorted(codes) == [page.stem for page in PAGES]
    assert set(codes) <= set(DOCUMENT)
    for plan in plans:
        assert all(plan.values())
        assert {row["region_code"] for row in catalogue(plan["code"]).values()} == {plan["region_code"]}


@each_page
def test_the_rows_are_well_formed(page):
    rows = rows_of(PLANS / f"{page.stem}.csv", TARGET_COLUMNS)
    numbers = [row["item_no"] for row in rows]
    assert len(set(numbers)) == len(numbers)
    for row in rows:
        assert row["plan"] == page.stem
        assert all(row[c] for c in ("item", "item_en", "scope", "indicator", "op", "source", "text", "text_en")), row
        assert row["op"] in (">=", "<=", "=", "all") and row["nature"] in ("binding", "expected", "")
        assert re.fullmatch(r"(\d+(\.\d+)?)?", row["value"]) and re.fullmatch(r"(20\d\d)?", row["year"])
    for row in observations(page.stem):
        assert all(row[c] for c in ("indicator", "date", "value", "source", "text", "text_en"))
        assert re.fullmatch(r"\d+(\.\d+)?", row["value"])
    for row in catalogue(page.stem).values():
        assert len(row["text"]) <= LONGEST_TEXT, "facts carry over, long passages do not"


@each_page
def test_sets_and_groups_of_the_rows_exist(page):
    codes = {name: {row["code"] for row in csv.DictReader(open(SOURCE / f"geodata/types/{name}.csv", encoding="utf-8"))}
             for name in ("types", "sets", "groups")}
    known = {"types": codes["types"] | codes["sets"], "among": codes["types"] | codes["sets"], "group": codes["groups"]}
    for name, row in catalogue(page.stem).items():
        words = [word.partition("=") for word in row["parameters"].split("|") if word]
        assert all(value and (key not in known or value in known[key]) for key, _, value in words), name
        assert row["indicator"] != "reported" or [key for key, _, _ in words] == ["key"], name


def test_huangpu_has_its_thirty_numbered_indicators_and_no_other():
    numbers = {row["item_no"].rstrip("ab") for row in rows_of(PLANS / "huangpu-2022.csv", TARGET_COLUMNS)}
    assert numbers == {f"elder-{i}" for i in range(1, 23)} | {f"child-{i}" for i in range(1, 9)}


@each_page
def test_the_words_are_those_of_the_plan(page):
    """text is quoted; what is left out between two pieces is told by an ellipsis."""
    text = bare(document(page.stem))
    for name, row in catalogue(page.stem).items():
        place = 0
        for piece in bare(row["text"]).split("…"):
            assert piece in text[place:], (name, piece)
            place = text.index(piece, place)
    for place, words, _ in table(page, "Levels said in words"):
        assert place and bare(words) in text, words


@each_page
def test_every_number_is_listed_in_its_order(page):
    found = [list(number) for number in plan_numbers.numbers(document(page.stem))]
    lines = table(page, "Every number")
    for i, (number, line) in enumerate(zip(found, lines), 1):
        assert [str(i), *number] == [line[0], *line[2:4]]
    assert len(lines) == len(found)


@each_page
def test_every_number_is_told_what_it_is(page):
    rows = catalogue(page.stem)
    lines = table(page, "Every number")
    assert lines
    for line in lines:
        _, place, figure, _, what, refs = line
        kind, _, why = what.partition(":")
        assert place and kind in CLASSES, line
        assert all(ref in rows for ref in references(refs)), line
        if kind == "not a level":
            assert why and not references(refs), line
        if kind in ("target", "baseline"):
            assert references(refs), line
            for ref in references(refs):
                assert ref.startswith("obs-") == (kind == "baseline"), line
                if not why:
                    assert float(rows[ref]["value"] or "nan") == plan_numbers.value(figure), line
                    assert figure in rows[ref]["text"], "the row quotes other words"


@each_page
def test_every_row_is_on_its_page(page):
    told = {ref for line in table(page, "Every number") if line[4].split(":")[0] in ("target", "baseline") for ref in references(line[5])}
    in_words = {ref for line in table(page, "Levels said in words") for ref in references(line[2])}
    assert told | in_words == set(catalogue(page.stem))


def test_what_a_number_is():
    text = "到2022年1月，统一每千人40㎡、1.47万张（3.5%），1-3岁，二0三五年十个街道；“1+N”、十二家|\n 20%—50%"
    found = plan_numbers.numbers(text)
    assert [n.figure for n in found] == ["2022年1月", "千", "40㎡", "1.47万", "3.5%", "1-3", "二0三五", "十", "1+N", "十二", "20%—50%"]
    assert found[0].words == "到2022年1月，统一每千人4"
    # 1.47 x 10000; 10 + 2; 100; joined figures and dates are no single value
    assert [plan_numbers.value(n.figure) for n in found] == [None, 1000, 40, 14700, 3.5, None, None, 10, None, 12, None]
    assert plan_numbers.value("三千二百") == 3200
