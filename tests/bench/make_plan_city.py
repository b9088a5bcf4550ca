"""make_plan_city.py DIR [DIVISOR]: a study of a generated city to evaluate the five built-in plans on: 16 districts, 220 towns, 6,500
communities, 20,000 facilities of every type, some of whose figures are missing, 600,000 places where people of seven groups live, streets
every 280 m. The city and two of its districts bear the codes that Shanghai's, Huangpu's and Baoshan's plans speak of; targets for a region
that is not there (Xianyang's) are the city's. The same every time. DIVISOR makes towns, facilities and places that many times fewer."""
import csv
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LON, LAT = 121.0, 31.0
SIDE_M = 56000
STEP_LON, STEP_LAT = 0.0104867 / 1000, 0.0090196 / 1000  # 1 m there
TOP = "310000000000"
DISTRICTS = [f"3101{n:02}000000" for n in (1, 4, 5, 6, 7, 9, 10, 12, 13, 14, 15, 16, 17, 18, 20, 51)]
GROUPS = ("resident", "registered", "age60", "age65", "age70", "age80", "age1_3")
FUNCTIONS = ("day_care", "full_time_care", "meals", "medical", "health_promotion", "smart_services", "family_support", "adviser", "culture")


def at(x, y):
    return [round(LON + x * STEP_LON, 8), round(LAT + y * STEP_LAT, 8)]


def square(box):
    x0, y0, x1, y1 = box
    return {"type": "Polygon", "coordinates": [[at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1), at(x0, y0)]]}


def split(box, parts):
    """A box cut into rows, each cut into as many boxes as make `parts` in all."""
    x0, y0, x1, y1 = box
    rows = max(1, round(parts ** 0.5))
    for row in range(rows):
        columns = parts * (row + 1) // rows - parts * row // rows
        low, high = y0 + (y1 - y0) * row / rows, y0 + (y1 - y0) * (row + 1) / rows
        for column in range(columns):
            yield x0 + (x1 - x0) * column / columns, low, x0 + (x1 - x0) * (column + 1) / columns, high


def share(total, among, index):
    return total * (index + 1) // among - total * index // among


def write_features(path, features):
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": p, "geometry": g} for p, g in features]}))


def regions(towns, communities):
    """(properties, geometry) of every region. The middle of the city is central, what lies around it urbanised, the rest rural."""
    city = (0, 0, SIDE_M, SIDE_M)
    yield {"code": TOP, "name": "City", "level": "city", "parent": "", "class": "", "kind": ""}, square(city)
    town_no = 0
    for d, district in enumerate(split(city, len(DISTRICTS))):
        kind_of_place = "central" if d % 4 in (1, 2) and d // 4 in (1, 2) else "urbanised" if d % 4 in (1, 2) else "rural"
        # The districts that plans are about are a central and a mixed one.
        code = DISTRICTS[{5: 0, 0: 5, 6: 8, 8: 6}.get(d, d)]
        yield {"code": code, "name": f"District {d + 1}", "level": "district", "parent": TOP, "class": "", "kind": ""}, square(district)
        for t, town in enumerate(split(district, share(towns, len(DISTRICTS), d))):
            town_code = f"{code[:6]}{t + 1:03}000"
            place = ("central", "urbanised", "rural")[(d + t) % 3] if t % 5 == 4 else kind_of_place
            yield {"code": town_code, "name": f"Town {town_no + 1}", "level": "town", "parent": code, "class": place,
                   "kind": "street" if place == "central" else "town" if t % 4 else "township"}, square(town)
            for c, community in enumerate(split(town, share(communities, towns, town_no))):
                yield {"code": f"{town_code[:9]}{c + 1:03}", "name": f"Community {town_no + 1}-{c + 1}", "level": "community", "parent": town_code,
                       "class": "", "kind": "village" if place == "rural" and c % 3 else "committee"}, square(community)
            town_no += 1


def streets(step_m):
    low, high, count = -step_m, SIDE_M + step_m, SIDE_M // step_m + 3
    line = [low + i * step_m for i in range(count)]
    for k in line:
        yield {"name": f"Row {k}"}, {"type": "LineString", "coordinates": [at(x, k) for x in line]}
        yield {"name": f"Column {k}"}, {"type": "LineString", "coordinates": [at(k, y) for y in line]}
    assert high == line[-1]


def write_people(path, places):
    columns = round(places ** 0.5)
    with open(path, "w") as file:
        file.write("lon,lat," + ",".join(GROUPS) + "\n")
        for i in range(places):
            x, y = i % columns, i // columns
            place = at((x + 0.37) * SIDE_M / columns, (y + 0.41) * SIDE_M / (places / columns))
            resident = 12 + (x * 7 + y * 13) % 61
            old = resident * (20 + (x + y) % 17) // 100
            file.write("%.8f,%.8f,%d,%d,%d,%d,%d,%d,%d\n" % (*place, resident, resident * 7 // 10, old, old * 2 // 3, old * 2 // 5, old // 7 % 9, (x ^ y) % 3))


def write_facilities(path, count):
    types = [row["code"] for row in csv.DictReader(open(ROOT / "geodata/types/types.csv", encoding="utf-8"))]
    beds = {"elder_home", "nursing_home", "disability_care_home", "child_welfare_home", "day_care"}
    fields = ("name", "type", "lon", "lat", "area_m2", "site_area_m2", "beds", "beds_nursing", "beds_dementia", "places", "meals_per_day", "staff",
              "ownership", "functions", "opened", "closed", "status")
    with open(path, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(fields)
        for i in range(count):
            # Spread evenly by the two golden numbers of the plane.
            x, y = i * 0.7548776662466927 % 1 * SIDE_M, i * 0.5698402909980532 % 1 * SIDE_M
            code, known = types[i % len(types)], i // len(types) % 11 != 10
            bed = 20 + i % 9 * 20 if code in beds and known else ""
            out.writerow((f"{code} {i}", code, *("%.8f" % v for v in at(x, y)), 150 + i % 17 * 60 if known else "", 400 + i % 13 * 100 if i % 7 else "", bed,
                          bed and bed * (4 + i % 5) // 10, bed and bed * (i % 3) // 20, 15 + i % 6 * 5 if code.startswith("nursery") and known else "",
                          60 + i % 8 * 30 if code in ("meal_point", "comprehensive_centre") and known else "", 3 + i % 14 if i % 6 else "",
                          ("public", "private")[i % 3 == 0], ";".join(FUNCTIONS[: i % (len(FUNCTIONS) + 1)]) if code == "comprehensive_centre" else "",
                          f"{2012 + i % 13}-{1 + i % 12:02}-{1 + i % 28:02}", f"{2023 + i % 2}-06-30" if i % 97 == 0 else "",
                          "planned" if i % 41 == 0 else "closed" if i % 97 == 0 else "open"))


def write_targets(path, codes):
    rows = []
    for plan in csv.DictReader(open(ROOT / "geodata/plans/plans.csv", encoding="utf-8")):
        with open(ROOT / f"geodata/plans/{plan['code']}.csv", encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    for row in rows:
        row["region_code"] = row["region_code"] if row["region_code"] in codes else TOP
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0].keys())
        out.writeheader()
        out.writerows(rows)


def main(folder, divisor=1):
    folder, divisor = pathlib.Path(folder), int(divisor)
    folder.mkdir(parents=True, exist_ok=True)
    tree = list(regions(max(16, 220 // divisor), max(64, 6500 // divisor)))
    write_features(folder / "regions.geojson", tree)
    write_features(folder / "streets.geojson", streets(280))
    write_people(folder / "people.csv", 600000 // divisor)
    write_facilities(folder / "facilities.csv", 20000 // divisor)
    write_targets(folder / "targets.csv", {properties["code"] for properties, _ in tree})
    groups = ", ".join(f"{group}: {group}" for group in GROUPS)
    study = f"""lifecircle: 1
title: {{zh: 生成的城市, en: Generated city}}
as_of: 2024-12-31
regions: [{{file: regions.geojson}}]
facilities: [{{file: facilities.csv, crs: "EPSG:4326"}}]
population: [{{file: people.csv, crs: "EPSG:4326", form: points, year: 2024, groups: {{{groups}}}}}]
streets: [{{file: streets.geojson}}]
service_areas: {{kinds: [none]}}
output: {{formats: [csv]}}
"""
    targets = "targets: [{file: targets.csv}]\n"
    (folder / "study.yaml").write_text(study + targets)
    (folder / "alone.yaml").write_text(study + targets + "indicators_for: targets\n")
    (folder / "none.yaml").write_text(study)


if __name__ == "__main__":
    main(*sys.argv[1:])
