"""The demo district, run once for all tests of a build, and smaller copies of it to change."""
import csv
import fcntl
import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest

from lc_run import CLI, SOURCE, lifecircle

DEMO = SOURCE / "geodata/demo"
FACTS = json.loads((DEMO / "facts.json").read_text(encoding="utf-8"))
BUILD = Path(os.environ["LC_BUILD"])


def _program_and_demo():
    """Names this build of the program and these inputs: another of either is another run."""
    digest = hashlib.sha256()
    for path in (Path(CLI), *sorted((BUILD / "lib").glob("*.so.*")), *sorted(DEMO.rglob("*"))):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def demo_run():
    """The output folder of the demo as it is committed, run with two threads; made by the first test that asks. Not to be written into."""
    folder = BUILD / "demo_run"
    folder.mkdir(exist_ok=True)
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        out = folder / _program_and_demo()
        if not out.exists():
            for old in folder.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            done = lifecircle("run", DEMO / "study.yaml", "--out", folder / "new", "--threads", 2, "--overwrite")
            assert done.returncode == 0, done.stderr
            (folder / "new").rename(out)
    return out


def small_demo(folder, *changes, limits="[15]", formats="[csv, json]"):
    """A copy of the demo with one limit and few outputs; changes are pairs of texts in its study file. Gives its path."""
    shutil.copytree(DEMO, folder, ignore=shutil.ignore_patterns("*.py", "yunxi", "__pycache__", "out"))
    study = Path(folder) / "study.yaml"
    text = study.read_text(encoding="utf-8")
    for old, new in (("limits_min: [5, 10, 15]", f"limits_min: {limits}"), ("[gpkg, shapefile, csv, json, html]", formats), *changes):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    study.write_text(text, encoding="utf-8")
    return study


def sheet_rows():
    """The register of facilities: {row of the sheet: {header: cell}}."""
    openpyxl = pytest.importorskip("openpyxl")
    rows = list(openpyxl.load_workbook(DEMO / "facilities.xlsx")["设施"].values)
    return {i: dict(zip(rows[0], row)) for i, row in enumerate(rows[1:], 2)}


def types_table():
    with open(SOURCE / "geodata/types/types.csv", encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def set_members():
    """{set: the types in it}, every type being a set of itself."""
    members = {code: {code} for code in types_table()}
    with open(SOURCE / "geodata/types/sets.csv", encoding="utf-8", newline="") as file:
        members.update((row["code"], set(row["types"].split(";"))) for row in csv.DictReader(file))
    return members
