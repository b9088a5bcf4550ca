"""The whole program on the hand-worked town (tests/stage/town/README.md derives every figure), from CSV and GeoJSON, and from the files that offices send."""
import csv
import json
import shutil
from decimal import Decimal
from fractions import Fraction

import pytest

from lc_run import SOURCE, one, pick, rows, run

TOWN = SOURCE / "tests/stage/town"
DISTRICT, WEST, EAST = "319901000000", "319901001000", "319901002000"
WEST_1, WEST_2, EAST_1 = "319901001001", "319901001201", "319901002001"
CENTRE, ROOM, BOTH = "comprehensive_centre", "activity_room", "community_elderly"


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return run(TOWN / "study.yaml", tmp_path_factory.mktemp("town") / "out")


@pytest.fixture(scope="module")
def indicators(out):
    return rows(out / "indicators.csv")


def printed(figure):
    """As the tables print a number: 12 significant digits, no blur, nothing for what is not known."""
    if figure is None:
        return ""
    exact = Fraction(figure) if not isinstance(figure, float) else Fraction(str(figure))
    text = format(Decimal(f"{exact.numerator / exact.denominator:.12g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def test_numbers_are_printed_as_this_test_prints_them():
    assert [printed(Fraction(1, 3)), printed(200), printed(Fraction(5, 2)), printed(None)] == ["0.333333333333", "200", "2.5", ""]


# indicator, region, types, group, mode, limit, value; README.md, "Indicators of the district"
FIGURES = [
    ("people", DISTRICT, "", "resident", "", "", 9500),
    ("people", WEST, "", "resident", "", "", 3800),
    ("people", EAST, "", "age60", "", "", 1100),
    ("people", WEST_1, "", "resident", "", "", 3000),
    ("people", WEST_2, "", "age60", "", "", 200),
    ("coverage", DISTRICT, CENTRE, "resident", "network", 5, Fraction(4000, 9500)),
    ("coverage", DISTRICT, CENTRE, "resident", "network", 10, Fraction(6000, 9500)),
    ("coverage", DISTRICT, CENTRE, "resident", "network", 15, Fraction(6800, 9500)),
    ("coverage", DISTRICT, CENTRE, "resident", "circle", 5, Fraction(4000, 9500)),
    ("coverage", DISTRICT, CENTRE, "resident", "circle", 10, 1),
    ("coverage", DISTRICT, CENTRE, "resident", "circle", 15, 1),
    ("coverage", DISTRICT, CENTRE, "resident", "ratio", 5, 1),
    ("coverage", DISTRICT, CENTRE, "resident", "ratio", 10, Fraction(6000, 9500)),
    ("coverage", DISTRICT, CENTRE, "resident", "ratio", 15, Fraction(6800, 9500)),
    ("coverage", DISTRICT, CENTRE, "age60", "network", 15, Fraction(1600, 2000)),
    ("coverage", EAST, CENTRE, "resident", "network", 15, Fraction(3000, 5700)),
    ("coverage", WEST_2, CENTRE, "resident", "ratio", 5, None),
    ("coverage", DISTRICT, BOTH, "resident", "network", 5, Fraction(4800, 9500)),
    ("coverage", DISTRICT, BOTH, "resident", "network", 15, Fraction(9000, 9500)),
    ("people_covered", DISTRICT, CENTRE, "resident", "network", 15, 6800),
    ("people_uncovered", DISTRICT, CENTRE, "resident", "network", 15, 2700),
    ("people_covered", DISTRICT, CENTRE, "resident", "circle", 15, 9500),
    ("people_uncovered", DISTRICT, CENTRE, "resident", "circle", 15, 0),
    ("people_reaching_0", DISTRICT, CENTRE, "resident", "network", 15, 2700),
    ("people_reaching_1", DISTRICT, CENTRE, "resident", "network", 15, 6800),
    ("people_reaching_2", DISTRICT, CENTRE, "resident", "network", 15, 0),
    ("people_reaching_0", DISTRICT, CENTRE, "resident", "circle", 15, 0),
    ("people_reaching_1", DISTRICT, CENTRE, "resident", "circle", 15, 4500),
    ("people_reaching_2", DISTRICT, CENTRE, "resident", "circle", 15, 5000),
    ("people_reaching_0", DISTRICT, BOTH, "resident", "network", 15, 500),
    ("people_reaching_1", DISTRICT, BOTH, "resident", "network", 15, 2200),
    ("people_reaching_2", DISTRICT, BOTH, "resident", "network", 15, 6800),
    ("people_reaching_3", DISTRICT, BOTH, "resident", "circle", 15, 3800),
    ("people_reaching_4", DISTRICT, BOTH, "resident", "circle", 15, 4200),
    ("people_reaching_5_or_more", DISTRICT, BOTH, "resident", "circle", 15, 0),
    ("time_mean", DISTRICT, CENTRE, "resident", "network", "", Fraction(5504, 9) * Fraction(15, 1000)),
    ("time_median", DISTRICT, CENTRE, "resident", "network", "", Fraction(825, 100)),
    ("time_p90", DISTRICT, CENTRE, "resident", "network", "", Fraction(2205, 100)),
    ("time_median", DISTRICT, BOTH, "resident", "network", "", Fraction(45, 10)),
    ("count", DISTRICT, CENTRE, "", "", "", 2),
    ("count", DISTRICT, ROOM, "", "", "", 2),
    ("count", WEST_1, ROOM, "", "", "", 0),
    ("count", DISTRICT, BOTH, "", "", "", 4),
    ("floor_area", DISTRICT, CENTRE, "", "", "", 1800),
    ("floor_area", DISTRICT, BOTH, "", "", "", None),
    ("area_per_1000", DISTRICT, CENTRE, "resident", "", "", Fraction(18000, 95)),
    ("area_per_1000", WEST, BOTH, "resident", "", "", Fraction(13500, 38)),
    ("area_per_1000", DISTRICT, BOTH, "resident", "", "", None),
    ("beds", DISTRICT, CENTRE, "", "", "", 40),
    ("beds_per_elder", DISTRICT, CENTRE, "age60", "", "", Fraction(40, 2000)),
    ("beds", DISTRICT, CENTRE, "bed=dementia", "", "", 4),
    ("beds", DISTRICT, CENTRE, "bed=public", "", "", 30),
    ("beds", DISTRICT, CENTRE, "bed=nursing", "", "", None),
    ("beds_share", DISTRICT, CENTRE, "bed=public", "", "", Fraction(3, 4)),
    ("beds_share", WEST, CENTRE, "bed=nursing", "", "", Fraction(3, 5)),
    ("capacity", WEST, CENTRE, "", "", "", 100),
    ("staff_per_1000_elder", WEST, CENTRE, "age60", "", "", Fraction(12000, 900)),
    ("staff_per_100_beds", DISTRICT, CENTRE, "", "", "", 45),
    ("staff_per_100_beds", DISTRICT, CENTRE, "staff=social_workers", "", "", Fraction(15, 2)),
    ("land_per_person", DISTRICT, CENTRE, "resident", "", "", Fraction(13, 95)),
    ("contracted_share", DISTRICT, CENTRE, "", "", "", Fraction(1, 2)),
    ("share_of_children_regions_with", DISTRICT, ROOM, "level=community", "", "", Fraction(2, 3)),
    ("share_of_children_regions_with", DISTRICT, ROOM, "level=town", "", "", 1),
]


@pytest.mark.parametrize("indicator, region, types, group, mode, limit, value", FIGURES)
def test_an_indicator_is_the_hand_s(indicators, indicator, region, types, group, mode, limit, value):
    variant, group = (group, "") if "=" in group else ("", group)
    row = one(indicators, indicator=indicator, region_code=region, types=types, group=group, mode=mode, limit=limit, variant=variant)
    assert row["value"] == printed(value)


def test_what_is_missing_is_counted(indicators):
    where = {"region_code": DISTRICT, "types": BOTH}
    assert one(indicators, indicator="floor_area", **where)["missing"] == "1"
    nursing = one(indicators, indicator="beds_share", region_code=DISTRICT, types=CENTRE, variant="bed=nursing")
    assert (nursing["numerator"], nursing["denominator"], nursing["missing"], nursing["low"], nursing["high"]) == ("18", "40", "1", "0.45", "0.7")
    per_1000 = one(indicators, indicator="area_per_1000", group="resident", **where)
    assert (per_1000["numerator"], per_1000["denominator"], per_1000["missing"]) == ("1950", "9500", "1")
    mean = one(indicators, indicator="time_mean", region_code=DISTRICT, types=CENTRE, group="resident", mode="network")
    assert (mean["numerator"], mean["missing"]) == ("9000", "500")


NEW_CENTRES = "(Comprehensive community centre for elders)"
NEW_ROOMS = "(Standard activity room for elders)"
# item, region, target, value, gap, status, what closes it; README.md, "Gaps"
GAPS = [
    ("千人建筑面积", DISTRICT, 200, Fraction(18000, 95), 200 - Fraction(18000, 95), "short", ["100 m²", "1 more standard facility " + NEW_CENTRES]),
    ("街镇千人建筑面积", WEST, 120, Fraction(13500, 38), 0, "met", []),
    ("街镇千人建筑面积", EAST, 120, None, None, "no data", ["facilities without a floor area: 1"]),
    ("千人设施面积", DISTRICT, 200, None, 0, "met", []),
    ("全体居民步行可达", DISTRICT, None, Fraction(6800, 9500), Fraction(2700, 9500), "short", ["2,700 more people", "1 further", "东镇"]),
    ("中心城区步行可达", WEST, 100, 100, 0, "met", []),
    ("综合为老服务中心数", DISTRICT, 4, 2, 2, "short", ["2 more standard facilities " + NEW_CENTRES]),
    ("养老床位占比", DISTRICT, Fraction(35, 10), 2, Fraction(15, 10), "short", ["30 more beds", "2 more standard facilities " + NEW_CENTRES]),
    ("居委活动室", DISTRICT, None, 50, 50, "short", ["1 ", "1 more standard facility " + NEW_ROOMS, "西一居委"]),
    ("活动室总数", DISTRICT, 4, 2, 2, "not yet due", ["2 more standard facilities " + NEW_ROOMS]),
    ("活动室（市级下达）", DISTRICT, None, 2, None, "awaiting", []),
    ("平均步行时间", DISTRICT, 9, Fraction(5504, 9) * Fraction(15, 1000), Fraction(5504, 9) * Fraction(15, 1000) - 9, "short", []),
    ("每个居村一处活动室", WEST_1, 1, 0, 1, "short", ["1 more standard facility " + NEW_ROOMS]),
    ("每个居村一处活动室", WEST_2, 1, 1, 0, "met", []),
    ("每个居村一处活动室", EAST_1, 1, 1, 0, "met", []),
    ("直线覆盖", WEST, 95, 100, 0, "met", []),
    ("直线覆盖", EAST, 95, 100, 0, "met", []),
    ("活动室（已达）", DISTRICT, 2, 2, 0, "met", []),
    ("活动室面积", DISTRICT, 2000, None, 350, "short", ["at least 350 m²", "2 more standard facilities " + NEW_ROOMS, "; facilities without a floor area: 1"]),
    ("未覆盖人数", DISTRICT, 2000, 2700, 700, "short", ["700 more people", "1 further"]),
    ("东镇床位", EAST, 31, 10, 21, "short", ["21 more beds", "2 more standard facilities " + NEW_CENTRES]),
]


@pytest.mark.parametrize("item, region, target, value, gap, status, closes", GAPS)
def test_a_gap_is_the_hand_s(out, item, region, target, value, gap, status, closes):
    row = one(rows(out / "gaps.csv"), item=item, region_code=region)
    assert (row["target"], row["value"], row["gap"], row["status"]) == (printed(target), printed(value), printed(gap), status)
    assert bool(closes) == bool(row["closes"]) and all(part in row["closes"] for part in closes), row["closes"]


# One activity room lacks its floor area: from nothing to 1500 m2. East has 600 m2 else for 5.7 thousand people, the district 1950 m2 for 9.5.
@pytest.mark.parametrize("item, region, low, high, lacks", [
    ("街镇千人建筑面积", EAST, Fraction(6000, 57), Fraction(21000, 57), "floor_area:1"),
    ("千人设施面积", DISTRICT, Fraction(19500, 95), Fraction(34500, 95), "floor_area:1"),
    ("活动室面积", DISTRICT, 150, 1650, "floor_area:1"),
    ("综合为老服务中心数", DISTRICT, None, None, ""),
])
def test_a_figure_that_is_only_bounded_says_so(out, item, region, low, high, lacks):
    row = one(rows(out / "gaps.csv"), item=item, region_code=region)
    assert (row["low"], row["high"], row["lacks"]) == (printed(low), printed(high), lacks)


def test_an_indicator_that_is_only_bounded_says_so(indicators):
    row = one(indicators, indicator="floor_area", region_code=DISTRICT, types="activity_room")
    assert (row["value"], row["missing"], row["low"], row["high"]) == ("", "1", "150", "1650")
    row = one(indicators, indicator="count", region_code=DISTRICT, types="activity_room")
    assert (row["value"], row["low"], row["high"]) == ("2", "", "")


def test_there_are_no_other_gaps(out):
    assert len(rows(out / "gaps.csv")) == len(GAPS)


def test_only_what_is_wrong_is_a_finding(out):
    found = rows(out / "findings.csv")
    assert [(f["code"], f["file"], f["row"], f["field"], f["value"]) for f in pick(found, severity="warning")] == [("unsnapped_demand", "", "", "", "1")]
    assert one(found, code="missing_area")["row"] == "5" and pick(found, severity="error") == []
    assert all((f["lon"], f["lat"]) == ("", "") for f in pick(found, code="margin_missing"))


# --- the same town as offices send it ---

def read_json(name):
    return json.loads((TOWN / name).read_text(encoding="utf-8"))["features"]


def write_regions(folder):
    """A Shapefile in GBK without a .cpg, in degrees."""
    ogr, osr = pytest.importorskip("osgeo.ogr"), pytest.importorskip("osgeo.osr")
    system = osr.SpatialReference()
    system.ImportFromEPSG(4326)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    data = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(folder / "regions.shp"))
    layer = data.CreateLayer("regions", system, ogr.wkbPolygon, ["ENCODING=GBK"])
    names = {"code": "区划代码", "name": "名称", "level": "级别", "parent": "上级代码", "class": "分类", "kind": "类别"}
    for theirs in names.values():
        layer.CreateField(ogr.FieldDefn(theirs, ogr.OFTString))
    for feature in read_json("regions.geojson"):
        row = ogr.Feature(layer.GetLayerDefn())
        for ours, theirs in names.items():
            if feature["properties"][ours] is not None:
                row.SetField(theirs, feature["properties"][ours])
        row.SetGeometry(ogr.CreateGeometryFromJson(json.dumps(feature["geometry"])))
        layer.CreateFeature(row)
    row = layer = data = None
    (folder / "regions.cpg").unlink()


def write_facilities(folder):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "台账"
    book.active.append(["编号", "设施名称", "设施类型", "经度", "纬度", "建筑面积（㎡）", "床位数", "状态",
                        "护理型床位", "认知障碍床位", "供餐能力", "工作人员", "社工人数", "用地面积", "举办性质", "是否签约", "启用日期", "改造日期"])
    words = {CENTRE: "综合为老服务中心", ROOM: "标准化老年活动室", "open": "在用", "planned": "planned", "public": "公办", "private": "民办",
             "yes": "已签约", "no": "否", "": None}
    counts = ("beds_nursing", "beds_dementia", "meals_per_day", "staff", "social_workers", "site_area_m2")
    with open(TOWN / "facilities.csv", encoding="utf-8", newline="") as file:
        for f in csv.DictReader(file):
            book.active.append([f["code"], f["name"], words[f["type"]], float(f["lon"]), float(f["lat"]),
                                *(int(f[k]) if f[k] else None for k in ("area_m2", "beds")), words[f["status"]],
                                *(int(f[k]) if f[k] else None for k in counts), words[f["ownership"]], words[f["contracted"]],
                                f["opened"] or None, f["renovated"] or None])
    book.save(folder / "facilities.xlsx")


def write_people(folder):
    ogr, osr = pytest.importorskip("osgeo.ogr"), pytest.importorskip("osgeo.osr")
    system = osr.SpatialReference()
    system.ImportFromEPSG(4490)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    data = ogr.GetDriverByName("GPKG").CreateDataSource(str(folder / "people.gpkg"))
    layer = data.CreateLayer("人口", system, ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("名称", ogr.OFTString))
    for name in ("常住人口", "老年人口"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTInteger))
    with open(TOWN / "population.csv", encoding="utf-8", newline="") as file:
        for p in csv.DictReader(file):
            row = ogr.Feature(layer.GetLayerDefn())
            row.SetField("名称", p["name"])
            row.SetField("常住人口", int(p["resident"]))
            row.SetField("老年人口", int(p["age60"]))
            row.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({p['lon']} {p['lat']})"))
            layer.CreateFeature(row)
    row = layer = data = None


def write_streets(folder):
    """OpenStreetMap's XML, whose nodes have seven decimals: a centimetre."""
    nodes, ways = {}, []
    for feature in read_json("streets.geojson"):
        ids = [nodes.setdefault(tuple(at), len(nodes) + 1) for at in feature["geometry"]["coordinates"]]
        ways.append((feature["properties"]["name"], ids))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6">']
    lines += [f'<node id="{i}" version="1" lon="{x:.7f}" lat="{y:.7f}"/>' for (x, y), i in nodes.items()]
    for number, (name, ids) in enumerate(ways, 1):
        refs = "".join(f'<nd ref="{i}"/>' for i in ids)
        lines.append(f'<way id="{number}" version="1">{refs}<tag k="highway" v="residential"/><tag k="name" v="{name}"/></way>')
    (folder / "streets.osm").write_text("\n".join([*lines, "</osm>"]) + "\n", encoding="utf-8")


def as_offices_send_it(folder):
    write_regions(folder)
    write_facilities(folder)
    write_people(folder)
    write_streets(folder)
    shutil.copy(TOWN / "targets.csv", folder)
    text = (TOWN / "study.yaml").read_text(encoding="utf-8")
    for old, new in (("regions.geojson", "regions.shp\n    encoding: GBK"), ("facilities.csv", "facilities.xlsx"), ("population.csv", "people.gpkg"),
                     ("{resident: resident, age60: age60}", "{resident: 常住人口, age60: 老年人口}"), ("streets.geojson", "streets.osm")):
        assert old in text
        text = text.replace(old, new)
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    return folder / "study.yaml"


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    folder = tmp_path_factory.mktemp("offices")
    return run(as_offices_send_it(folder), folder / "out")


@pytest.fixture(scope="module")
def rounded(tmp_path_factory):
    """The town as it is, but for streets to seven decimals, as OpenStreetMap holds them."""
    folder = tmp_path_factory.mktemp("rounded") / "town"
    shutil.copytree(TOWN, folder)
    streets = read_json("streets.geojson")
    for feature in streets:
        feature["geometry"]["coordinates"] = [[round(x, 7) for x in at] for at in feature["geometry"]["coordinates"]]
    (folder / "streets.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": streets}), encoding="utf-8")
    return run(folder / "study.yaml", folder / "out")


def test_other_formats_give_the_same_gaps(rounded, sent):
    assert (sent / "gaps.csv").read_bytes() == (rounded / "gaps.csv").read_bytes()


def test_other_formats_give_the_same_indicators(rounded, sent):
    assert (sent / "indicators.csv").read_bytes() == (rounded / "indicators.csv").read_bytes()


def test_a_centimetre_of_the_streets_moves_only_times(indicators, rounded):
    others = rows(rounded / "indicators.csv")
    assert len(others) == len(indicators)
    for row, other in zip(indicators, others):
        if row["indicator"].startswith("time_") and row["value"]:
            assert abs(float(other.pop("value")) - float(row["value"])) < 0.001  # of a minute: 7 cm
        assert other.items() <= row.items()
