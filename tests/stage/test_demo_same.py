"""Same inputs, same bytes: whatever the number of threads and the folder."""
import filecmp
import os
import subprocess

import pytest

from lc_demo import DEMO, demo_run
from lc_run import lifecircle

# The store holds the day-free rest; SQLite and GDAL may order its pages as they like.
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
    def rows(out):
        return subprocess.run(["sqlite3", out / "lifecircle.sqlite", ".dump"], capture_output=True, check=True).stdout
    first, second = map(rows, runs)
    assert len(first) > 1e7 and first == second
