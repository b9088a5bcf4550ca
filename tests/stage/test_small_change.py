"""A run after a small change leaves what a fresh run leaves, and searches only what changed."""
import filecmp
import sqlite3

import pytest

import small_study
from lc_run import lifecircle

OUTPUTS = ["indicators.csv", "gaps.csv", "findings.csv", "summary.json"]
# In the order of their keys: rows may lie otherwise in the file.
TABLES = ["SELECT measure_id, type_id, part, limit_id, packed FROM reach_column ORDER BY 1, 2, 3, 4",
          "SELECT measure_id, doors, steps, costs FROM reach_catchment_kept ORDER BY 1, 2",
          "SELECT facility_id, type_id, rank, places, doors FROM reach_facility ORDER BY 1",
          "SELECT demand_ids FROM reach_demand", "SELECT measure_id, basis FROM reach_basis ORDER BY 1"]
LINES = small_study.FACILITIES.splitlines()
NEW = "F9,Middle canteen,meal_point,121.4203,31.2083,200,,2024-01-01,open"
# The facilities, and what of the two network measures is then searched: types and facilities.
CHANGES = {
    "a row is added in the middle": (LINES[:4] + [NEW] + LINES[4:], (1, 1)),
    "one closes": ([line.replace("2022-01-01,open", "2022-01-01,closed") if line.startswith("F4") else line
                    for line in LINES], (1, 0)),
    "one moves": ([line.replace("121.4153,31.2153", "121.4161,31.2138") for line in LINES], (1, 1)),
    "a name changes": ([line.replace("Care home", "Old care home") for line in LINES], (0, 0)),
    "rows change places": (LINES[:1] + LINES[:0:-1], (2, 0)),
}


def run(study, out):
    done = lifecircle("run", study, "--out", out, "--overwrite")
    assert done.returncode == 0, done.stderr
    return sqlite3.connect(f"file:{out / 'lifecircle.sqlite'}?mode=ro", uri=True)


@pytest.mark.parametrize("what", CHANGES)
def test_a_small_change(tmp_path, what):
    lines, searched = CHANGES[what]
    study = small_study.write(tmp_path / "study")
    study.write_text(small_study.STUDY + "profiles: [standard, elder]\n", encoding="utf-8")
    run(study, tmp_path / "kept").close()
    (study.parent / "facilities.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    kept, fresh = run(study, tmp_path / "kept"), run(study, tmp_path / "fresh")
    for name in OUTPUTS:
        assert filecmp.cmp(tmp_path / "kept" / name, tmp_path / "fresh" / name, shallow=False), name
    for query in TABLES:
        rows = kept.execute(query).fetchall()
        assert rows and rows == fresh.execute(query).fetchall(), query
    counts = kept.execute("SELECT types_searched, facilities_searched FROM reach_basis JOIN measure USING (measure_id) WHERE mode = 'network'")
    assert counts.fetchall() == [searched, searched]
    kept.close()
    fresh.close()
