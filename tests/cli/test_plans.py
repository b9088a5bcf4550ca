"""lifecircle plans: which plans are built in, what one wants, and its table to copy."""
import csv
import io
import os
import subprocess
from pathlib import Path

import pytest

CLI = os.environ["LC_CLI"]
FOLDER = Path(os.environ["LC_SOURCE"]) / "geodata/plans"


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PLANS = table(FOLDER / "plans.csv")
CODES = [plan["code"] for plan in PLANS]


def cli(*args):
    return subprocess.run([CLI, *args], env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, stdin=subprocess.DEVNULL, timeout=60)


def text_of(*args):
    done = cli(*args)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode("utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_names_every_plan(language):
    told = text_of("plans", "--lang", language)
    assert [line.split()[0] for line in told.splitlines() if not line.startswith(" ")] == CODES
    for plan in PLANS:
        assert plan["name_" + language] in told and plan["region_" + language] in told
        rows = len(table(FOLDER / f"{plan['code']}.csv"))
        assert (f"，{rows} 行" if language == "zh" else f", {rows} rows") in told
    assert ("issued" in told) == (language == "en")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_plan_is_told_row_by_row(code, language):
    told = text_of("plans", code, "--lang", language)
    head, *rows = told.rstrip("\n").split("\n\n")
    assert head.startswith(code)
    wanted = table(FOLDER / f"{code}.csv")
    assert len(rows) == len(wanted)
    for block, row in zip(rows, wanted):
        first, question, level, clause = block.split("\n")
        assert first.split(" ", 1)[0] == row["item_no"]
        assert first.endswith(row["item" if language == "zh" else "item_en"])
        assert question.split("  ")[2:] == [word for word in (row["indicator"], row["parameters"], row["scope"]) if word]
        assert level.split()[0] == row["op"] and row["value"] in level and row["unit"] in level and row["year"] in level
        waiting = row["value"] == "" and row["op"] != "all"
        assert ({"zh": "（待下达）", "en": "(awaits a figure)"}[language] in level) == waiting
        nature = {"binding": {"zh": "约束性", "en": "binding"}, "expected": {"zh": "预期性", "en": "expected"}}
        assert level.endswith(nature[row["nature"]][language]) if row["nature"] else "约束性" not in level
        assert clause.strip() == row["source"].strip()


@pytest.mark.parametrize("code", CODES)
def test_the_table_comes_as_it_lies_there(code):
    assert cli("plans", code, "--csv").stdout == (FOLDER / f"{code}.csv").read_bytes()


def test_the_list_as_a_table():
    assert list(csv.DictReader(io.StringIO(text_of("plans", "--csv")))) == PLANS


@pytest.mark.parametrize("code", CODES)
def test_the_reported_figures(code):
    file = FOLDER / f"{code}.observations.csv"
    done = cli("plans", code, "--observations", "--lang", "en")
    if file.exists():
        assert (done.returncode, done.stdout) == (0, file.read_bytes())
    else:
        assert done.returncode == 2 and b"reports no figures of its own" in done.stderr


def test_an_unknown_plan_is_told_with_the_nearest():
    done = cli("plans", "huangpu2022", "--lang", "en")
    assert done.returncode == 2 and done.stdout == b""
    assert done.stderr.decode() == 'lifecircle: no plan is called "huangpu2022"; did you mean "huangpu-2022"? `lifecircle plans` lists them.\n'
