"""Service circles as units, in whole runs of the demo: what they hold, and that nothing else changes because of them."""
import csv
import shutil
import sqlite3

import pytest

from lc_demo import small_demo
from lc_run import lifecircle

CIRCLES = "circles: {types: comprehensive_centre, group: resident, people: [30000, 50000], limit: 15, mode: network, class: [central, urbanised]}"
TARGET = "服务圈测试,各服务圈步行覆盖,319900000000,each:circle:class=central,coverage,types=comprehensive_centre|group=resident|limit=15|mode=network,>=,90,%,2025,expected,,,"


def run(study, out):
    done = lifecircle("run", study, "--out", out, "--threads", 2, "--overwrite", "--lang", "en")
    assert done.returncode == 0, done.stderr
    return out


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def store(out):
    return sqlite3.connect(f"file:{out / 'lifecircle.sqlite'}?mode=ro", uri=True)


def add_target(study):
    path = study.parent / "targets.csv"
    with open(path, encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    row = dict(zip(["plan", "item", "region_code", "scope", "indicator", "parameters", "op", "value", "unit", "year", "nature"], TARGET.split(",")))
    with open(path, "a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow([row.get(name, "") for name in header])


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """With circles and without, each with a target on every circle of the centre."""
    folder = tmp_path_factory.mktemp("circles")
    outs = []
    for name, change in (("with", ()), ("without", ((CIRCLES, ""),))):
        study = small_demo(folder / name, *change)
        add_target(study)
        outs.append(run(study, folder / name / "out"))
    return outs


def test_administrative_figures_are_as_without(runs):
    with_circles, without = ([row for row in table(out / "indicators.csv") if row["level"] != "circle"] for out in runs)
    assert len(without) > 10000 and with_circles == without
    assert not [row for row in table(runs[1] / "indicators.csv") if row["level"] == "circle"]
    ours, theirs = ([row for row in table(out / "gaps.csv") if "-C" not in row["region_code"] and row["plan"] != "服务圈测试"] for out in runs)
    assert ours and ours == theirs


def test_nobody_is_lost(runs):
    """Group by group, whole millionths: circles and those in none are all who live inside."""
    base = store(runs[0])
    for group, in base.execute("SELECT group_id FROM people_group").fetchall():
        total, inside = base.execute("SELECT sum(people_micro), sum(iif(c.region_id IS NULL, 0, people_micro)) FROM demand d JOIN demand_people p USING (demand_id)"
                                     " LEFT JOIN demand_circle c USING (demand_id) WHERE d.region_id IS NOT NULL AND group_id = ?", (group,)).fetchone()
        circles, = base.execute("SELECT sum(people_micro) FROM demand_circle JOIN demand_people USING (demand_id) WHERE group_id = ?", (group,)).fetchone()
        assert circles == inside <= total
        told, = base.execute("SELECT sum(value) FROM indicator_value v JOIN region r USING (region_id) WHERE r.level = 'circle' AND indicator = 'people'"
                             " AND group_code = (SELECT code FROM people_group WHERE group_id = ?)", (group,)).fetchone()
        assert told * 1e6 == pytest.approx(circles, abs=1)


def test_further_circles_keep_to_the_bounds_or_say_so(runs):
    for row in table(runs[0] / "circles.csv"):
        if row["kind"] == "further":
            assert 30000 <= float(row["people"]) <= 50000 or row["remark"]
        assert row["kind"] == "centre" or row["class"] in ("central", "urbanised")


def test_who_belongs_to_a_centre_is_covered_by_it(runs):
    """Within 15 minutes on foot: everybody of a centre's circle, nobody of a further one; so the walk of nine in ten is within 15 minutes there."""
    kinds = {row["code"]: row["kind"] for row in table(runs[0] / "circles.csv")}
    mine = [row for row in table(runs[0] / "indicators.csv") if row["level"] == "circle" and row["types"] == "comprehensive_centre" and row["group"] == "resident"
            and row["mode"] == "network"]
    covered = {row["region_code"]: float(row["value"]) for row in mine if row["indicator"] == "coverage" and row["limit"] == "15"}
    assert covered == {code: float(kind == "centre") for code, kind in kinds.items()}
    for row in mine:
        if row["indicator"] in ("time_median", "time_p90") and kinds[row["region_code"]] == "centre":
            assert 0 < float(row["value"]) <= 15
        if row["indicator"] in ("time_median", "time_p90") and kinds[row["region_code"]] == "further":
            assert row["value"] == "" or float(row["value"]) > 15


def test_no_further_circle_lies_on_both_sides_of_the_railway(runs):
    """南屏 lies beyond the railway: whoever is grouped there is grouped with nobody from the other side."""
    base = store(runs[0])
    sides = base.execute("SELECT c.region_id, count(DISTINCT instr(t.name, '南屏') > 0) FROM circle c JOIN demand_circle dc USING (region_id)"
                         " JOIN demand d USING (demand_id) JOIN region_tree w ON w.region_id = d.region_id JOIN region t ON t.region_id = w.ancestor_id"
                         " WHERE c.facility_id IS NULL AND t.level = 'town' GROUP BY c.region_id").fetchall()
    assert len(sides) >= 3 and all(count == 1 for _, count in sides)


def test_a_target_on_each_circle(runs):
    rows = [row for row in table(runs[0] / "gaps.csv") if row["plan"] == "服务圈测试"]
    central = [row["code"] for row in table(runs[0] / "circles.csv") if row["class"] == "central"]
    assert [row["region_code"] for row in rows] == central and {row["status"] for row in rows} == {"met", "short"}
    alone, = [row for row in table(runs[1] / "gaps.csv") if row["plan"] == "服务圈测试"]
    assert alone["status"] == "no data" and alone["lacks"] == "members:circle" and "circles in the study file" in alone["closes"]


def test_facilities_are_counted_where_they_stand(runs):
    base = store(runs[0])
    assert base.execute("SELECT count(*) FROM circle c JOIN facility_circle f ON f.facility_id = c.facility_id WHERE f.region_id <> c.region_id").fetchone() == (0,)
    counted = {row["region_code"]: float(row["value"]) for row in table(runs[0] / "indicators.csv")
               if row["indicator"] == "count" and row["types"] == "comprehensive_centre" and row["level"] == "circle"}
    for row in table(runs[0] / "circles.csv"):
        assert counted[row["code"]] >= (row["kind"] == "centre")


def test_a_second_run_and_a_fresh_one_agree_after_a_centre_has_gone(runs, tmp_path):
    """A store that already has circles, with a centre fewer, says what a new store says."""
    openpyxl = pytest.importorskip("openpyxl")
    study = small_demo(tmp_path / "demo")
    out = run(study, tmp_path / "out")
    before = table(out / "circles.csv")
    book = openpyxl.load_workbook(study.parent / "facilities.xlsx")
    sheet = book["设施"]
    gone = next(row[0].row for row in sheet.iter_rows() if any(cell.value == "新溪街道社区综合为老服务中心" for cell in row))
    sheet.delete_rows(gone)
    book.save(study.parent / "facilities.xlsx")
    run(study, out)
    fresh = run(study, tmp_path / "fresh")
    assert len([r for r in table(out / "circles.csv") if r["kind"] == "centre"]) == len([r for r in before if r["kind"] == "centre"]) - 1
    for name in ("circles.csv", "indicators.csv", "gaps.csv", "summary.json"):
        assert (out / name).read_bytes() == (fresh / name).read_bytes(), name
    text = study.read_text(encoding="utf-8").replace(CIRCLES, "")
    study.write_text(text, encoding="utf-8")
    run(study, out)
    shutil.rmtree(fresh)
    run(study, fresh)
    assert (out / "indicators.csv").read_bytes() == (fresh / "indicators.csv").read_bytes()
    assert table(out / "circles.csv") == []
