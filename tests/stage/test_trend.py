"""Several years in one run: what the trend says of a day is what a run on that day finds, figure by figure."""
import csv
import re
import sqlite3

import pytest

from lc_demo import small_demo
from lc_run import lifecircle, one, pick, rows, summary

AS_OF = "2025-12-31"
YEARS = (2020, 2022, 2025, 2027)
TREND = "trend: [2020, 2022, 2025, 2027]"
KEY = "indicator, types, group_code, mode, limit_min, variant, region_id"
FIGURES = "value, numerator, denominator, missing, low, high"
MORE = [  # beside those of the demo's plan: other limits, modes, classes, kinds, bounds, counts; 2030 lies behind all that is planned
    ("self", "coverage", "types=comprehensive_centre|group=age80|limit=5|mode=circle", ">=", 90, "%", 2026),
    ("self", "coverage", "types=community_elderly|limit=5", ">=", 90, "%", 2030),
    ("self", "coverage", "types=nursery|group=age1_3|mode=ratio", ">=", 60, "%", 2030),
    ("self", "coverage", "types=meals|group=age60|class=rural", ">=", 80, "%", 2027),
    ("each:town", "people_reaching_2", "types=meal_point|group=age60", ">=", 10, "人", 2027),
    ("each:community", "people_covered", "types=activity_room|group=age70|mode=circle", ">=", 10, "人", 2026),
    ("self", "floor_area", "types=day_care", ">=", 100, "m2", 2027),
    ("self", "beds", "types=nursing_home", ">=", 9000, "张", 2027),
    ("self", "share_of_children_regions_with", "types=rental_point|level=town|class=central", ">=", 100, "%", 2027),
    ("self", "time_median", "types=comprehensive_centre", "<=", 5, "min", 2027),
]


def study_with(folder, *changes):
    study = small_demo(folder, *changes, limits="[5, 15]", formats="[csv, json, html]")
    path = study.parent / "targets.csv"
    header = path.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    with open(path, "a", encoding="utf-8", newline="") as file:
        for i, more in enumerate(MORE):
            row = dict(zip(("scope", "indicator", "parameters", "op", "value", "unit", "year"), more))
            row.update(plan="再加", item=f"再加{i}", region_code="319900000000", nature="expected")
            csv.writer(file).writerow([row.get(column, "") for column in header])
    return study


def run(study, out, *more):
    done = lifecircle("run", study, "--out", out, "--lang", "en", "--overwrite", *more)
    assert done.returncode == 0, done.stderr
    return out


def store(out):
    return sqlite3.connect(f"file:{out / 'lifecircle.sqlite'}?mode=ro", uri=True)


def asked(base):
    """Every row of the trend but those of circles, which are the study's own day's on every day: {day: {key: figures}}."""
    table = {}
    for day, *row in base.execute(f"SELECT day, {KEY}, {FIGURES} FROM trend_value WHERE region_id NOT IN (SELECT region_id FROM region WHERE level = 'circle')"):
        table.setdefault(day, {})[tuple(row[:7])] = tuple(row[7:])
    return table


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("trend")


@pytest.fixture(scope="module")
def out(folder):
    return run(study_with(folder / "demo"), folder / "out")


@pytest.fixture(scope="module")
def trend(out):
    return asked(store(out))


def test_the_days_are_those_asked_and_those_of_targets_ahead(out, trend):
    assert store(out).execute("SELECT * FROM trend_day ORDER BY day").fetchall() == [
        ("2020-12-31", 1), ("2022-12-31", 1), ("2026-12-31", 0), ("2027-12-31", 1), ("2030-12-31", 0)]
    assert sorted(trend) == ["2020-12-31", "2022-12-31", AS_OF, "2026-12-31", "2027-12-31", "2030-12-31"]
    # All days have the same rows, but for the times of as_of, and for figures that no office had reported yet.
    assert {key[0] for key in set(trend[AS_OF]) - set(trend["2020-12-31"])} == {"time_median", "reported"}
    assert {key[0] for key in set(trend[AS_OF]) - set(trend["2026-12-31"])} == {"time_median"}
    assert all(set(day) <= set(trend[AS_OF]) for day in trend.values())


@pytest.mark.parametrize("day", ["2020-12-31", "2022-12-31", AS_OF, "2026-12-31", "2027-12-31", "2030-12-31"])
def test_a_day_of_the_trend_is_a_run_on_that_day(folder, trend, day):
    """The whole program again, on another day, without a trend: every asked row is the same to the last bit, no row is missing."""
    study = study_with(folder / day, (TREND, ""), (f"as_of: {AS_OF}", f"as_of: {day}"))
    base = store(run(study, folder / f"out-{day}"))
    then = {tuple(row[:7]): tuple(row[7:]) for row in base.execute(f"SELECT {KEY}, {FIGURES} FROM indicator_value")}
    assert len(trend[day]) > 2000
    wrong = [(key, figures, then.get(key)) for key, figures in trend[day].items() if then.get(key) != figures]
    assert wrong == []
    differs = sum(figures != trend[AS_OF][key] for key, figures in trend[day].items())
    assert day == AS_OF or differs > 100  # the days are not all alike


def test_what_is_planned_is_what_the_day_will_show(folder, out):
    """The targets of a year ahead, compared on its last day: that run's value and status are this run's planned ones."""
    ahead = store(out).execute("SELECT t.item, t.year, g.region_id, g.planned_value, g.planned_status FROM gap g JOIN target t USING (target_id) "
                               "WHERE t.year > 2025 AND t.value IS NOT NULL ORDER BY 1, 3").fetchall()
    assert {year for _, year, *_ in ahead} == {2026, 2027, 2030} and {row[-1] for row in ahead} == {"met", "short", "no data"}
    for year in (2026, 2027, 2030):
        then = store(folder / f"out-{year}-12-31").execute(
            "SELECT t.item, t.year, g.region_id, g.value, g.status FROM gap g JOIN target t USING (target_id) "
            "WHERE t.year = ? AND t.value IS NOT NULL ORDER BY 1, 3", (year,)).fetchall()
        mine = [row for row in ahead if row[1] == year]
        times = {row[0] for row in mine if row[0] == "再加9"}  # a median walk is known of as_of alone
        assert [row for row in mine if row[0] not in times] == [row for row in then if row[0] not in times]
        assert all(row[3:] == (None, "no data") for row in mine if row[0] in times)


def test_what_was_kept_is_what_a_fresh_run_finds(folder, out, trend):
    """Another trend, other targets, then back again: the store of many runs says what that of one says; so does one thread."""
    study = folder / "demo" / "study.yaml"
    again = folder / "again"
    text = study.read_text(encoding="utf-8")
    targets = (study.parent / "targets.csv").read_text(encoding="utf-8-sig")
    try:
        study.write_text(text.replace(TREND, "trend: [2021]"), encoding="utf-8")
        (study.parent / "targets.csv").write_text("\n".join(targets.splitlines()[:4]) + "\n", encoding="utf-8")
        run(study, again)
    finally:
        study.write_text(text, encoding="utf-8")
        (study.parent / "targets.csv").write_text(targets, encoding="utf-8")
    run(study, again, "--threads", 1)
    assert asked(store(again)) == trend
    for name in ("trend.csv", "gaps.csv", "indicators.csv"):
        assert (again / name).read_bytes() == (out / name).read_bytes(), name
    query = "SELECT measure_id, doors, steps, costs FROM reach_catchment_kept ORDER BY measure_id, doors"
    assert store(again).execute(query).fetchall() == store(out).execute(query).fetchall()


def test_the_table_has_the_years_that_were_asked(out):
    table = rows(out / "trend.csv")
    assert list(table[0]) == ["day", "region_code", "region_name", "level", "indicator", "types", "group", "mode", "limit", "variant", "value",
                              "numerator", "denominator", "missing", "low", "high", "unit", "people_year"]
    assert {row["day"] for row in table} == {f"{year}-12-31" for year in YEARS}
    mine = pick(table, region_code="319900000000", indicator="coverage", types="comprehensive_centre", group="resident", mode="network", limit="15")
    assert [row["day"][:4] for row in mine] == [str(year) for year in YEARS] and {row["people_year"] for row in mine} == {"2025"}
    now = one(rows(out / "indicators.csv"), region_code="319900000000", indicator="coverage", types="comprehensive_centre", group="resident",
              mode="network", limit="15")
    assert [row["value"] for row in mine if row["day"] == AS_OF] == [now["value"]]
    listed = summary(out)["trend"]
    assert len(listed) == len(table) and listed[0]["day"] == table[0]["day"]
    assert {row["people_year"] for row in pick(table, indicator="count")} == {""}


def test_without_a_trend_there_is_no_table(folder):
    out = folder / f"out-{AS_OF}"
    assert not (out / "trend.csv").exists() and "trend" not in summary(out)
    study = folder / AS_OF / "study.yaml"
    text = study.read_text(encoding="utf-8")
    study.write_text(text + "\ntrend: [2024]\n", encoding="utf-8")
    assert {row["day"] for row in rows(run(study, out) / "trend.csv")} == {"2024-12-31", AS_OF}
    study.write_text(text, encoding="utf-8")
    assert not (run(study, out) / "trend.csv").exists()  # the one of the run before is gone


def page_table(page):
    """The rows of the page's table of years: what it says first, then its cells."""
    table = page[page.index('<table class="trend"'):].split("</table>")[0]
    return [[re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)] for line in table.split("</tr>")[:-1]]


def test_the_page_shows_the_years_side_by_side(folder, out):
    english = page_table((out / "index.html").read_text(encoding="utf-8"))
    assert english[0][1:] == [str(year) for year in YEARS]
    centres = next(row for row in english if row[0] == "Facilities · Comprehensive community centre for elders")
    assert centres[1:] == [f"{float(row['value']):.0f} facilities" for row in
                           pick(rows(out / "trend.csv"), region_code="319900000000", indicator="count", types="comprehensive_centre")]
    done = lifecircle("run", folder / "demo" / "study.yaml", "--out", folder / "zh", "--lang", "zh", "--overwrite")
    assert done.returncode == 0, done.stderr
    chinese = page_table((folder / "zh" / "index.html").read_text(encoding="utf-8"))
    assert [row[1:] for row in chinese][0] == english[0][1:] and len(chinese) == len(english)
    walked = next(row for row in chinese if row[0].startswith("服务覆盖率 · 社区综合为老服务中心") and "步行" in row[0])
    assert "常住人口 · 2025" in walked[0] and "15 分钟" in walked[0]
    words = {row["item"]: row["closes"] for row in rows(folder / "zh" / "gaps.csv")}
    assert words["老年助餐点数量（近期）"].endswith("规划设施建成后可补齐") and words["综合为老服务中心数量（远期）"].endswith("规划设施建成后仍缺 2 家")


def test_a_gap_says_what_is_planned(out):
    gaps = {row["item"]: row for row in rows(out / "gaps.csv")}
    closed, left = gaps["老年助餐点数量（近期）"], gaps["综合为老服务中心数量（远期）"]
    assert (closed["value"], closed["planned_value"], closed["planned_status"], closed["status"]) == ("40", "42", "met", "not yet due")
    assert closed["closes"].endswith("; planned facilities close it")
    assert (left["value"], left["planned_value"], left["planned_status"], left["gap"]) == ("20", "22", "short", "4")
    assert left["closes"].endswith("; planned facilities leave 2 facilities")
