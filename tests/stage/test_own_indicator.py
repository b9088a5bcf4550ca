"""Indicators of the user's own: the tutorial followed to the letter, figures counted again in Python, and bad files refused with words.

docs/howto/add-an-indicator.md (and its Chinese twin) is the script: what its code blocks say is put where they say.
"""
import os
import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from lc_run import lifecircle, one, pick, rows
from small_study import write

SOURCE = Path(os.environ["LC_SOURCE"])
PAGES = ["docs/howto/add-an-indicator.md", "docs/howto/add-an-indicator.zh.md"]
GOOD = """-- id: mine
-- title_en: Mine
-- unit: people
-- sums: value
SELECT region_id, people_micro / 1e6 AS value FROM scratch_people JOIN people_group USING (group_id) WHERE code = 'resident'
"""


def blocks(page, language):
    return re.findall(rf"```{language}\n(.*?)```", (SOURCE / page).read_text(encoding="utf-8"), re.S)


@pytest.fixture(scope="module", params=PAGES)
def followed(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    study = folder / "my-study"
    shutil.copytree(SOURCE / "geodata/demo", study)
    (study / "indicators").mkdir()
    page = (SOURCE / request.param).read_text(encoding="utf-8")
    name = re.search(r"`my-study/(indicators/\w+\.sql)`", page).group(1)
    (study / name).write_text(blocks(request.param, "sql")[0], encoding="utf-8")
    with open(study / "study.yaml", "a", encoding="utf-8") as file:
        file.write(blocks(request.param, "yaml")[0])
    with open(study / "targets.csv", "a", encoding="utf-8") as file:
        file.write(blocks(request.param, "csv")[0])
    commands = [line for line in blocks(request.param, "sh")[-1].splitlines() if line]
    assert [c.split()[:2] for c in commands] == [["lifecircle", "check"], ["lifecircle", "run"]]
    for command in commands:
        done = lifecircle(*[word.replace("my-study", str(study), 1) for word in command.split()[1:]])
        assert done.returncode == 0, done.stderr
    return study / "out"


def test_the_figure_is_what_the_tables_say(followed):
    """Elders and places with meals are indicators of the program's own, so the new one is their quotient."""
    table = rows(followed / "indicators.csv")
    made = pick(table, indicator="elders_per_meal_place")
    assert len(made) > 20
    for row in made:
        elders = one(table, indicator="people", group="age60", region_code=row["region_code"])
        places = one(table, indicator="count", types="meals", region_code=row["region_code"])
        assert float(row["value"]) == pytest.approx(float(elders["value"]) / float(places["value"]), rel=1e-11)
        assert (row["numerator"], row["denominator"]) == (elders["value"], places["value"])
        assert row["types"] == "meals" and row["unit"] == "people"
    without = [r["region_code"] for r in pick(table, indicator="count", types="meals") if r["value"] == "0"]
    assert without and not {r["region_code"] for r in made} & set(without)


def test_the_target_is_evaluated_for_every_town(followed):
    found = pick(rows(followed / "gaps.csv"), indicator="elders_per_meal_place")
    towns = {r["region_code"] for r in rows(followed / "indicators.csv") if r["level"] == "town"}
    assert {r["region_code"] for r in found} == towns
    assert {"met", "short"} <= {r["status"] for r in found}
    for row in found:
        if row["value"]:
            assert (row["status"] == "met") == (float(row["value"]) <= 3000)


def test_the_page_defines_it(followed):
    page = (followed / "index.html").read_text(encoding="utf-8")
    entry = page[page.index('id="i-elders_per_meal_place"'):]
    entry = entry[:entry.index("</article>")]
    assert "60岁及以上户籍人口 ÷ 助餐场所数" in entry or "registered people of 60 and over / places with meals" in entry
    for file in ("population.gpkg", "facilities.xlsx", "targets.csv", "elders_per_meal_place.sql"):
        assert file in entry
    assert "streets.osm.pbf" not in entry


def test_the_store_says_whose_it_is(followed):
    with sqlite3.connect(followed / "lifecircle.sqlite") as store:
        made_by = store.execute("SELECT made_by FROM indicator WHERE indicator = 'elders_per_meal_place'").fetchone()[0]
        assert made_by.endswith("elders_per_meal_place.sql")
        told = store.execute("SELECT says_zh, says_en, formula_zh, formula_en, inputs, base_group, factor FROM indicator WHERE indicator = 'elders_per_meal_place'").fetchone()
        assert all(told[:4]) and told[4:] == ("regions population facilities", "resident", 1.0)
        assert store.execute("SELECT count(*) FROM input WHERE role = 'indicators' AND length(sha256) = 64").fetchone() == (1,)


@pytest.fixture
def small(tmp_path):
    folder = tmp_path / "small"
    write(folder)
    (folder / "mine").mkdir()
    study = folder / "study.yaml"
    study.write_text(study.read_text(encoding="utf-8") + "\nindicators: mine\n", encoding="utf-8")
    return folder


def run_with(folder, sql, name="a.sql", language="en"):
    if isinstance(sql, str):
        sql = sql.encode("utf-8")
    (folder / "mine" / name).write_bytes(sql)
    return lifecircle("run", folder / "study.yaml", "--out", folder / "out", "--lang", language, "--overwrite")


def test_a_changed_file_is_run_again_and_nothing_else(small):
    assert run_with(small, GOOD).returncode == 0
    first = one(rows(small / "out/indicators.csv"), indicator="mine", level="district")
    done = run_with(small, GOOD.replace("people_micro / 1e6", "2 * people_micro / 1e6"))
    assert done.returncode == 0, done.stderr
    again = one(rows(small / "out/indicators.csv"), indicator="mine", level="district")
    assert float(again["value"]) == 2 * float(first["value"])


def test_it_may_read_the_figures_of_others(small):
    sql = GOOD.split("SELECT")[0] + "SELECT region_id, value FROM indicator_value WHERE indicator = 'people' AND group_code = 'resident'"
    assert run_with(small, sql).returncode == 0
    table = rows(small / "out/indicators.csv")
    for row in pick(table, indicator="mine"):
        assert row["value"] == one(table, indicator="people", group="resident", region_code=row["region_code"])["value"]


HEAD = GOOD.split("SELECT")[0]
BODY = "SELECT" + GOOD.split("SELECT", 1)[1]
BAD = {
    "no header": (BODY, "must begin with its header"),
    "no unit": (GOOD.replace("-- unit: people\n", ""), "lacks its unit"),
    "id with blanks": (GOOD.replace("id: mine", "id: my own"), 'the id "my own" is no code'),
    "id that is taken": (GOOD.replace("id: mine", "id: count"), 'the id "count" is taken by indicators/count.sql'),
    "two ids": (GOOD.replace("-- unit", "-- id: other\n-- unit"), "it has a second id"),
    "misspelt word": (GOOD.replace("title_en", "titel_en"), 'a.sql:2: "titel_en" is no word of a header; did you mean "title_en"?'),
    "odd sums": (GOOD.replace("sums: value", "sums: perhaps"), 'sums: "perhaps" is none of'),
    "odd closing": (GOOD.replace("-- sums", "-- closes: money\n-- sums"), 'closes: "money" is none of'),
    "odd input": (GOOD.replace("-- sums", "-- inputs: regions people\n-- sums"), 'inputs: "people" is none of regions, population'),
    "endless definition": (GOOD.replace("-- unit", "-- says_en: " + "m" * 700 + "\n-- unit"), 'a.sql:3: "says_en" is too long'),
    "long title": (GOOD.replace("Mine", "M" * 200), 'a.sql:2: "title_en" is too long'),
    "no UTF-8": (HEAD.encode() + "-- 人口\n".encode("gbk") + BODY.encode(), "not UTF-8"),
    "a NUL": (GOOD.encode() + b"\0", "no text"),
    "a wrong column": (HEAD + "SELECT region_id,\n  peeple AS value FROM region", "a.sql:6: the statement cannot be used: no such column: peeple"),
    "a syntax error": (HEAD + "SELECT region_id value value FORM region", "the statement cannot be used"),
    "nothing": (HEAD, "no statement that gives columns"),
    "two statements": (GOOD.rstrip() + "; SELECT 1", '";" is not allowed'),
    "a deletion": (HEAD + "DELETE FROM region", '"region" is not allowed'),
    "a deletion behind": (GOOD.rstrip() + "; DELETE FROM region", "is not allowed"),
    "an insertion": (HEAD + "INSERT INTO indicator SELECT * FROM indicator", '"indicator" is not allowed'),
    "a pragma": (HEAD + "PRAGMA journal_mode=OFF", '"journal_mode" is not allowed'),
    "a pragma in disguise": (HEAD + "SELECT 1 AS region_id, name AS value FROM pragma_table_info('region')", '"pragma_table_info" is not allowed'),
    "a pragma that writes": (HEAD + "SELECT 1 AS region_id, 2 AS value FROM Pragma_Optimize(65534)", "is not allowed"),
    "another file": (HEAD + "ATTACH '/etc/passwd' AS x", "is not allowed"),
    "an extension": (HEAD + "SELECT region_id, load_extension('x') AS value FROM region", '"load_extension()" is not allowed'),
    "a file's bytes": (HEAD + "SELECT region_id, BlobFromFile('/etc/passwd') AS value FROM region", 'no such function: BlobFromFile'),
    "chance": (HEAD + "SELECT region_id, random() AS value FROM region", '"random()" is not allowed'),
    "a bomb": (HEAD + "SELECT region_id, length(zeroblob(999999999)) AS value FROM region", '"zeroblob()" is not allowed'),
    "for ever": (HEAD + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS region_id, 1 AS value FROM n", '"WITH RECURSIVE" is not allowed'),
    "a parameter": (HEAD + "SELECT region_id, :x AS value FROM region", '":x" is not allowed'),
    "no value": (HEAD + "SELECT region_id FROM region", "gives no column value"),
    "no region": (HEAD + "SELECT 1 AS value", "gives no column region_id"),
    "an unknown column": (HEAD + "SELECT region_id, 1 AS value, 2 AS colour FROM region", 'the column "colour" is unknown or there twice'),
    "a column twice": (HEAD + "SELECT region_id, 1 AS value, 2 AS value FROM region", 'the column "value" is unknown or there twice'),
    "a text": (HEAD + "SELECT region_id, name AS value FROM region", "row 1, column value: is no number"),
    "a region that is none": (HEAD + "SELECT 99 AS region_id, 1 AS value", "row 1, column region_id: is no region_id"),
    "no region in a row": (HEAD + "SELECT NULL AS region_id, 1 AS value", "row 1, column region_id: is no region_id"),
    "infinite": (HEAD + "SELECT region_id, 9e999 AS value FROM region", "row 1, column value: is no number"),
    "fewer than none missing": (HEAD + "SELECT region_id, 1 AS value, -1 AS missing FROM region", "column missing: is negative"),
    "more missing than there is": (HEAD + "SELECT region_id, 1 AS value, 1e300 AS missing FROM region", "column missing: is too large"),
    "a row twice": (HEAD + "SELECT region_id, 1 AS value FROM region UNION ALL SELECT region_id, 2 FROM region", "more than one row for a region"),
    "a sum too large": (HEAD + "SELECT region_id, sum(9223372036854775807) OVER () AS value FROM region", "the statement fails at row 1: integer overflow"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused(small, name):
    sql, words = BAD[name]
    done = run_with(small, sql)
    assert done.returncode == 2
    assert "a.sql" in done.stderr and words in done.stderr, done.stderr
    assert not (small / "out/gaps.csv").exists()


@pytest.mark.parametrize("name", ["no header", "misspelt word", "a wrong column", "a deletion", "an unknown column"])
def test_a_refusal_in_chinese(small, name):
    done = run_with(small, BAD[name][0], language="zh")
    assert done.returncode == 2 and re.search("文件头|语句|不允许|列", done.stderr), done.stderr


def test_a_refused_file_leaves_the_store_as_it_was(small):
    assert run_with(small, GOOD).returncode == 0
    before = (small / "out/indicators.csv").read_bytes()
    done = lifecircle("export", small / "out/lifecircle.sqlite", small / "one", "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert run_with(small, BAD["a deletion"][0]).returncode != 0
    assert (small / "out/indicators.csv").read_bytes() == before
    done = lifecircle("export", small / "out/lifecircle.sqlite", small / "two", "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert (small / "two/indicators.csv").read_bytes() == (small / "one/indicators.csv").read_bytes()


def test_a_folder_that_is_none(small):
    (small / "mine").rmdir()
    done = lifecircle("run", small / "study.yaml", "--out", small / "out", "--lang", "en")
    assert done.returncode != 0 and "study.yaml:" in done.stderr and "mine" in done.stderr
    (small / "mine").mkdir()
    done = lifecircle("run", small / "study.yaml", "--out", small / "out", "--lang", "en")
    assert done.returncode != 0 and "no .sql file" in done.stderr
