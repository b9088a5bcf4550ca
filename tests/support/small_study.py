"""A small good study: one district of two towns, six facilities, eight places of people, a grid of streets, four targets. A run takes a
fraction of a second. The test files break one thing of it at a time."""
import csv
import io
import json

WEST, SOUTH, MIDDLE, EAST, NORTH = 121.40, 31.20, 121.42, 121.44, 31.22


def box(west, south, east, north):
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def region(code, name, level, parent, ring):
    return {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": ring},
            "properties": {"code": code, "name": name, "level": level, "parent": parent}}


def regions():
    return {"type": "FeatureCollection", "features": [
        region("310100", "Yunxi", "district", None, box(WEST, SOUTH, EAST, NORTH)),
        region("310101", "Westgate", "town", "310100", box(WEST, SOUTH, MIDDLE, NORTH)),
        region("310102", "Eastgate", "town", "310100", box(MIDDLE, SOUTH, EAST, NORTH))]}


FACILITIES = """code,name,type,lon,lat,area_m2,beds,opened,status
F1,West centre,comprehensive_centre,121.4051,31.2051,2000,,2020-05-01,open
F2,East centre,comprehensive_centre,121.4351,31.2151,1500,,2021-05-01,open
F3,West canteen,meal_point,121.4102,31.2102,300,,2022-01-01,open
F4,East canteen,meal_point,121.4302,31.2101,280,,2022-01-01,open
F5,Care home,nursing_home,121.4252,31.2052,4000,120,2018-03-01,open
F6,Day care,day_care,121.4153,31.2153,350,,2023-06-01,open
"""
PEOPLE = """name,lon,lat,resident,age60
P1,121.4050,31.2050,1200,300
P2,121.4100,31.2100,1500,420
P3,121.4150,31.2150,900,200
P4,121.4180,31.2080,700,150
P5,121.4250,31.2050,1300,330
P6,121.4300,31.2100,1100,260
P7,121.4350,31.2150,800,210
P8,121.4380,31.2180,600,160
"""
TARGETS = """plan,item,region_code,scope,indicator,parameters,op,value,unit,year,nature,source,text,responsible
Plan,Floor area,310100,self,area_per_1000,types=comprehensive_centre|group=resident,>=,400,m2/1000,2025,binding,8,Text,Bureau
Plan,Centres,310100,each:town,count,types=comprehensive_centre,>=,1,,2025,binding,9,Text,Bureau
Plan,Reached,310100,self,coverage,types=meal_point|group=age60|limit=15|mode=network,>=,80,%,2025,expected,10,Text,Bureau
Plan,Beds,310102,self,beds,types=nursing_home,>=,100,bed,2025,binding,11,Text,Bureau
"""
STUDY = """lifecircle: 1
title: {zh: 云溪区, en: Yunxi}
as_of: 2025-12-31
regions:
  - file: regions.geojson
facilities:
  - file: facilities.csv
    crs: EPSG:4326
population:
  - file: people.csv
    crs: EPSG:4326
    form: points
    year: 2025
    groups: [resident, age60]
streets:
  - file: streets.osm
targets:
  - file: targets.csv
modes: [circle, network]
output: {formats: [csv, json]}
"""


def streets(lons=17, lats=9, west=WEST - 0.02, south=SOUTH - 0.01, highway="residential"):
    """A grid of streets, 0.005 degrees apart, as an OSM file."""
    out = ["<?xml version='1.0' encoding='UTF-8'?>", "<osm version='0.6'>"]
    for j in range(lats):
        for i in range(lons):
            out.append(f"<node id='{1 + j * lons + i}' version='1' lat='{south + 0.005 * j:.4f}' lon='{west + 0.005 * i:.4f}'/>")
    lines = [[1 + j * lons + i for i in range(lons)] for j in range(lats)]
    lines += [[1 + j * lons + i for j in range(lats)] for i in range(lons)]
    for number, line in enumerate(lines, 1000):
        nodes = "".join(f"<nd ref='{n}'/>" for n in line)
        out.append(f"<way id='{number}' version='1'>{nodes}<tag k='highway' v='{highway}'/></way>")
    return "\n".join(out + ["</osm>", ""])


def write(folder):
    """Writes the study; answers with the path of its study file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in [("regions.geojson", json.dumps(regions())), ("facilities.csv", FACILITIES), ("people.csv", PEOPLE),
                       ("targets.csv", TARGETS), ("streets.osm", streets()), ("study.yaml", STUDY)]:
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder / "study.yaml"


def table(text):
    return list(csv.reader(io.StringIO(text)))


def untable(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
