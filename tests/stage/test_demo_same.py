"""Same inputs, same bytes: whatever the number of threads and the folder."""
import filecmp
import itertools
import re
import sqlite3

import pytest

from lc_demo import DEMO, demo_run
from lc_run import SOURCE, lifecircle

SAME = ["indicators.csv", "gaps.csv", "findings.csv", "summary.json", "index.html", "lifecircle.gpkg"]


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """The run that all tests share took two threads; this one takes one, into another folder, from another place."""
    out = tmp_path_factory.mktemp("once more") / "out"
    done = lifecircle("run", DEMO / "study.yaml", "--out", out, "--threads", 1, cwd=out.parent)
    assert done.returncode == 0, done.stderr
    return demo_run(), out


@pytest.mark.parametrize("name", SAME)
def test_two_runs_give_the_same_bytes(runs, name):
    first, second = runs
    assert filecmp.cmp(first / name, second / name, shallow=False)


def test_two_runs_give_the_same_shapefiles(runs):
    first, second = runs
    names = sorted(p.name for p in (first / "shapefile").iterdir())
    assert len(names) > 30 and names == sorted(p.name for p in (second / "shapefile").iterdir())
    assert filecmp.cmpfiles(first / "shapefile", second / "shapefile", names, shallow=False)[1:] == ([], [])


def test_two_stores_hold_the_same(runs):
    """Row for row, shapes as bytes; SpatiaLite's own tables hold the time of day."""
    first, second = (sqlite3.connect(f"file:{out / 'lifecircle.sqlite'}?mode=ro", uri=True) for out in runs)
    made, dropped = ([name for path in sorted((SOURCE / "queries/store/migrations").glob("*.sql"))
                      for name in re.findall(rf"^{verb} TABLE (\w+)", path.read_text(encoding="utf-8"), re.M)] for verb in ("CREATE", "DROP"))
    tables = [name for name in made if name not in dropped]
    assert len(tables) > 30
    for table in tables:
        one, other = (base.execute(f"SELECT * FROM {table}") for base in (first, second))
        assert all(a == b for a, b in itertools.zip_longest(one, other)), table
