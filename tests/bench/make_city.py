"""make_city.py DIR SIDE: a study of a square town with SIDE x SIDE junctions 100 m apart: streets along the grid, a home beside every
junction and one in every block, a facility for every 400 homes, 16 towns, two targets. The same every time."""
import json
import pathlib
import sys

LON, LAT = 121.0, 31.0
STEP_LON, STEP_LAT = 0.00104867, 0.00090196  # 100 m there


def at(x, y):
    return [round(LON + x * STEP_LON, 8), round(LAT + y * STEP_LAT, 8)]


def square(x0, y0, x1, y1):
    return {"type": "Polygon", "coordinates": [[at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1), at(x0, y0)]]}


def collection(features):
    return json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": p, "geometry": g} for p, g in features]})


def main(folder, side):
    folder, side = pathlib.Path(folder), int(side)
    folder.mkdir(parents=True, exist_ok=True)
    low, high = -0.7, side - 0.3
    cut = [low + (high - low) * i / 4 for i in range(5)]
    regions = [({"code": "1", "name": "Town", "level": "district", "parent": ""}, square(low, low, high, high))]
    regions += [({"code": f"1{i}{j}", "name": f"Part {i}{j}", "level": "town", "parent": "1"},
                 square(cut[i], cut[j], cut[i + 1], cut[j + 1])) for i in range(4) for j in range(4)]
    (folder / "regions.geojson").write_text(collection(regions))
    lines = [({"name": f"Row {y}"}, {"type": "LineString", "coordinates": [at(x, y) for x in range(side)]}) for y in range(side)]
    lines += [({"name": f"Column {x}"}, {"type": "LineString", "coordinates": [at(x, y) for y in range(side)]}) for x in range(side)]
    (folder / "streets.geojson").write_text(collection(lines))
    homes = [(x + d, y + d) for y in range(side) for x in range(side) for d in (0.1, 0.45)]
    with open(folder / "people.csv", "w") as people:
        people.write("lon,lat,resident,age60\n")
        people.writelines("%.8f,%.8f,%d,%d\n" % (*at(x, y), 7 + i % 5, 1 + i % 3) for i, (x, y) in enumerate(homes))
    with open(folder / "facilities.csv", "w") as facilities:
        facilities.write("name,type,lon,lat,area_m2\n")
        for i, (x, y) in enumerate(homes[::400]):
            for kind in ("activity_room", "comprehensive_centre")[: 1 + i % 2]:
                facilities.write("%s %d,%s,%.8f,%.8f,%d\n" % (kind, i, kind, *at(x, y), 300 + i % 7 * 100))
    (folder / "targets.csv").write_text(
        "plan,item,region_code,scope,indicator,parameters,op,value,unit,year\n"
        "Plan,Centres,1,self,coverage,types=comprehensive_centre|limit=15,>=,90,%,2025\n"
        "Plan,Area,1,each:town,area_per_1000,types=community_elderly,>=,40,m2/1000,2025\n")
    (folder / "study.yaml").write_text("""lifecircle: 1
title: {zh: 方城, en: Square town}
as_of: 2025-12-31
regions: [{file: regions.geojson}]
facilities: [{file: facilities.csv, crs: "EPSG:4326"}]
population: [{file: people.csv, crs: "EPSG:4326", form: points, year: 2025, groups: {resident: resident, age60: age60}}]
streets: [{file: streets.geojson}]
targets: [{file: targets.csv}]
output: {formats: [gpkg, csv, json, html]}
""")


if __name__ == "__main__":
    main(*sys.argv[1:])
