"""What adds up: of every indicator whose header says `sums: value`, parts sum to the whole, up every level, on the demo with all its groups and on
a small city of two districts; and where the header says `sums: ratio`, numerators and denominators do."""
import csv
import json
import re
import shutil

import pytest

from lc_demo import small_demo
from lc_run import SOURCE, rows, run

GROUPS = "groups: [resident, registered, age60, age65, age70, age80, age1_3]\n"


def headers():
    """{id: how it sums}, from the files themselves."""
    out = {}
    for path in sorted((SOURCE / "queries/indicators").glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        sums = re.search(r"^-- sums: (\w+)", text, re.M).group(1)
        out.update((indicator, sums) for indicator in re.findall(r"^-- id: (\w+)", text, re.M))
    return out


SUMS = headers()
ADDITIVE = sorted(i for i, sums in SUMS.items() if sums == "value")
RATIOS = sorted(i for i, sums in SUMS.items() if sums == "ratio")
KEY = ("indicator", "types", "group", "mode", "limit", "variant")
# The ratio of network to circle is none of people; its parts add up all the same. What an office reports is not summed.
MILLIONTH = 1e-6


def by_region(table, indicators):
    out = {}
    for row in table:
        if row["indicator"] in indicators:
            out.setdefault(tuple(row[k] for k in KEY), {})[row["region_code"]] = row
    return out


def number(text):
    return float(text) if text != "" else None


def parts_of(tree):
    """{code: its parts on the next level}, of regions that have any and lie in no gap between boundaries."""
    out = {}
    for code, parent in tree.items():
        if parent:
            out.setdefault(parent, []).append(code)
    return out


def close(total, parts):
    return abs(total - sum(parts)) <= MILLIONTH + 1e-11 * abs(total)


def assert_sums(table, tree, indicators, columns):
    """A whole is known exactly where all its parts are; else its bounds and what is missing add up. Gives {indicator: sums compared}."""
    compared = dict.fromkeys(indicators, 0)
    children = parts_of(tree)
    for key, figures in by_region(table, set(indicators)).items():
        for whole, parts in children.items():
            if whole not in figures:
                continue
            assert all(p in figures for p in parts), (key, whole)
            for column in columns:
                told, pieces = number(figures[whole][column]), [number(figures[p][column]) for p in parts]
                if column == "high" or (column == "value" and None in pieces):
                    assert (told is None) == (None in pieces) or column == "high", (key, whole, column)
                    continue
                if None in pieces or told is None:
                    continue
                assert close(told, pieces), (key, whole, column, told, sum(pieces))
                compared[key[0]] += 1
    return compared


def low(row):
    return number(row["low"]) if row["value"] == "" else number(row["value"])


def assert_bounds_sum(table, tree):
    """What is known for certain adds up, too, whatever is missing."""
    children, compared = parts_of(tree), 0
    for key, figures in by_region(table, set(ADDITIVE)).items():
        for whole, parts in children.items():
            if whole not in figures or figures[whole]["low"] == "":
                continue
            assert close(low(figures[whole]), [low(figures[p]) for p in parts]), (key, whole)
            compared += 1
    return compared


def tree_of(out):
    regions = [r for r in json.loads((out / "summary.json").read_text(encoding="utf-8"))["regions"] if r["level"] != "circle"]
    return {r["code"]: r["parent"] for r in regions}, {r["code"]: r["level"] for r in regions}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    study = small_demo(tmp_path_factory.mktemp("sums") / "demo")
    text = study.read_text(encoding="utf-8")
    study.write_text(text + "\n" + GROUPS, encoding="utf-8")
    return run(study, study.parent / "out")


SPAN_DEG = 0.04  # a district of the small city, two towns of two communities each


def write_city(folder):
    """A city of two districts, four towns and eight communities: squares side by side, people and facilities by a rule."""
    folder.mkdir()
    shapes, people, facilities = [], [], []

    def region(code, name, level, parent, x, y, width, height):
        ring = [[x, y], [x + width, y], [x + width, y + height], [x, y + height], [x, y]]
        shapes.append({"type": "Feature", "properties": {"code": code, "name": name, "level": level, "parent": parent},
                       "geometry": {"type": "Polygon", "coordinates": [ring]}})

    region("9", "City", "city", None, 121, 31, 2 * SPAN_DEG, SPAN_DEG)
    types = ["comprehensive_centre", "nursing_home", "meal_point", "nursery_room", "elder_home"]
    for d in range(2):
        region(f"9{d}", f"District {d}", "district", "9", 121 + d * SPAN_DEG, 31, SPAN_DEG, SPAN_DEG)
        for t in range(2):
            region(f"9{d}{t}", f"Town {d}{t}", "town", f"9{d}", 121 + d * SPAN_DEG, 31 + t * SPAN_DEG / 2, SPAN_DEG, SPAN_DEG / 2)
            for c in range(2):
                n, x, y = 4 * d + 2 * t + c, 121 + d * SPAN_DEG + c * SPAN_DEG / 2, 31 + t * SPAN_DEG / 2
                region(f"9{d}{t}{c}", f"Community {n}", "community", f"9{d}{t}", x, y, SPAN_DEG / 2, SPAN_DEG / 2)
                for k in range(4):
                    people.append([f"home {n}-{k}", x + 0.003 + 0.004 * k, y + 0.003 + 0.004 * k, 100 + 37 * n + 11 * k, 20 + 5 * n + k, 3 + n * k])
                for k, kind in enumerate(types):
                    beds = "" if (n, kind) == (5, "elder_home") else 10 + n + k
                    facilities.append([f"F{n}-{k}", f"F{n}-{k}", kind, x + 0.002 + 0.003 * k, y + 0.016 - 0.003 * k, 100 + 10 * n, 50 + n, beds,
                                       5 + n % 3, 2, 10 + n, 40 + n, 6 + n, n % 3, "public" if n % 2 else "private", "yes" if n % 2 else "no",
                                       f"{2018 + n}-03-01", "2024-05-05" if n == 3 else ""])
    (folder / "regions.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": shapes}), encoding="utf-8")
    for name, header, table in (
            ("people.csv", ["name", "lon", "lat", "resident", "age60", "age1_3"], people),
            ("facilities.csv", ["code", "name", "type", "lon", "lat", "area_m2", "site_area_m2", "beds", "beds_nursing", "beds_dementia", "places", "meals_per_day",
                                "staff", "social_workers", "ownership", "contracted", "opened", "renovated"], facilities),
            ("targets.csv", ["region_code", "indicator", "parameters", "op", "value", "unit"], [
                ["9", "open_in_period", "types=nursing_home|period=2019..2022", ">=", 1, "家"],
                ["9", "open_in_period", "types=elder_beds|period=2019..2022|of=beds", ">=", 1, "张"],
                ["9", "renovated_in_period", "types=elder_beds|period=2024", ">=", 1, "家"],
                ["9", "type_share", "types=nursing_home|among=elder_beds", ">=", 10, "%"],
                ["9", "circle_completeness", "list=one_plus_n|mode=circle", ">=", 10, "%"]])):
        with open(folder / name, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *table])
    (folder / "study.yaml").write_text("""lifecircle: 1
title: {zh: 两区小城, en: A small city of two districts}
language: en
as_of: 2025-12-31
regions: [{file: regions.geojson}]
facilities: [{file: facilities.csv, crs: EPSG:4326}]
population: [{file: people.csv, form: points, crs: EPSG:4326, year: 2025, groups: {resident: resident, age60: age60, age1_3: age1_3}}]
targets: [{file: targets.csv}]
groups: [resident, age60, age1_3]
limits_min: [5, 15]
modes: [circle]
output: {formats: [csv, json], csv_bom: false}
""", encoding="utf-8")
    return folder / "study.yaml"


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    study = write_city(tmp_path_factory.mktemp("sums") / "city")
    return run(study, study.parent / "out")


def assert_adds_up(out, wanted_levels):
    tree, levels = tree_of(out)
    assert set(levels.values()) == wanted_levels
    table = rows(out / "indicators.csv")
    compared = assert_sums(table, tree, ADDITIVE, ("value", "missing"))
    compared_ratios = assert_sums(table, tree, RATIOS, ("numerator", "denominator", "missing"))
    return compared, compared_ratios, assert_bounds_sum(table, tree)


# Nobody asks the demo or the city for these, or they come from offices.
UNASKED = {"reported"}


def test_communities_towns_and_the_district_of_the_demo(demo):
    compared, ratios, bounds = assert_adds_up(demo, {"district", "town", "community"})
    assert not {i for i, n in {**compared, **ratios}.items() if n == 0} - UNASKED and bounds > 20


def test_districts_sum_to_the_city(city):
    compared, ratios, bounds = assert_adds_up(city, {"city", "district", "town", "community"})
    assert not {i for i, n in {**compared, **ratios}.items() if n == 0} - UNASKED and bounds > 0


def test_a_sum_that_is_wrong_is_seen(city, tmp_path):
    """The comparison itself: one person more in one district, and it fails."""
    copy = tmp_path / "out"
    shutil.copytree(city, copy)
    text = (copy / "indicators.csv").read_text(encoding="utf-8-sig")
    wrong = re.sub(r"(?m)^(90,.*,people,.*?,)(\d+)(,)", lambda m: f"{m[1]}{int(m[2]) + 1}{m[3]}", text, count=1)
    assert wrong != text
    (copy / "indicators.csv").write_text(wrong, encoding="utf-8")
    with pytest.raises(AssertionError):
        assert_adds_up(copy, {"city", "district", "town", "community"})
