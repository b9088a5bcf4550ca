"""lifecircle explain on the demo: its figures are those of the tables, for points all over the district and every type."""
import json
import os
import random
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from lc_demo import demo_run
from lc_run import lifecircle

CHECK = Path(os.environ["LC_BUILD"]) / "bin/lc_check_trace"


@pytest.fixture(scope="module")
def store():
    return demo_run() / "lifecircle.sqlite"


def test_joins_circles_and_walks_are_those_of_the_tables(store):
    done = subprocess.run([CHECK, store], capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stderr
    words = done.stdout.split()
    told = dict(zip(words[::2], map(int, words[1::2])))
    # 400 points and more, 18 types, two ways: most pairs have a row, and enough ways were added up
    assert told["pairs"] > 10000 and told["walks"] > 500 and told["steps"] > 5000


def some_places(store, count):
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as db:
        places = db.execute("SELECT lon_deg, lat_deg FROM demand ORDER BY demand_id").fetchall()
    return random.Random(3).sample(places, count)


def explain(store, lon, lat, *more):
    done = lifecircle("explain", store, "--at", f"{lon!r},{lat!r}", "--json", "--lang", "en", *more)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_legs_add_up_and_agree_with_the_one_line(store):
    for lon, lat in some_places(store, 12):
        for line in explain(store, lon, lat)["types"][::5]:
            whole = explain(store, lon, lat, "--type", line["type"])["types"][0]
            assert (whole["circle"], whole["walk"], whole["verdict"]) == (line["circle"], line["walk"], line["verdict"])
            assert (whole["walk"] is None) == (whole["legs"] == [])
            if whole["walk"]:
                assert sum(leg["cost_mm"] for leg in whole["legs"]) == whole["walk"]["cost_mm"] == whole["legs"][-1]["total_mm"]
                assert all(leg["length_mm"] <= leg["cost_mm"] for leg in whole["legs"])
                kinds = [leg["kind"] for leg in whole["legs"]]
                assert kinds.count("to_street") <= 1 and kinds.count("from_street") <= 1
                ends = [mark["limit_min"] for mark in whole["limits_end"]]
                assert ends == [n for n in (5, 10, 15) if whole["walk"]["walk_min"] > n]


def test_an_answer_takes_well_under_a_second(store):
    lon, lat = some_places(store, 1)[0]
    took = []
    for _ in range(5):
        begun = time.monotonic()
        explain(store, lon, lat)
        took.append(time.monotonic() - begun)
    assert min(took) < 0.8
