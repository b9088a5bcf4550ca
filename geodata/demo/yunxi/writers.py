"""The files, made so that the same city gives the same bytes."""
import datetime
import io
import json
import math
import os
import re
import zipfile

import openpyxl
import osmium
from osgeo import gdal, ogr, osr

from . import facilities as F
from . import gcj02, plan
from . import mesh as M
from .people import GROUPS, GROUPS_ZH

gdal.UseExceptions()
ogr.UseExceptions()
osr.UseExceptions()
STAMP = (2025, 12, 31, 0, 0, 0)


def crs(code):
    s = osr.SpatialReference()
    s.ImportFromEPSG(code)
    s.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return s


_TO_WGS84 = None


def lonlat(p):
    """Metres from the origin to degrees."""
    global _TO_WGS84
    if _TO_WGS84 is None:
        _TO_WGS84 = osr.CoordinateTransformation(crs(4549), crs(4326))
    return _TO_WGS84.TransformPoint(plan.ORIGIN_E + p[0], plan.ORIGIN_N + p[1])[:2]


def metres(p):
    return plan.ORIGIN_E + p[0], plan.ORIGIN_N + p[1]


def multipolygon(rings, place=metres):
    """Rings of Mesh.outline to an OGR MultiPolygon, holes in the ring that holds them."""
    outer = [[r] for r in rings if M.area(r) > 0]
    for hole in (r for r in rings if M.area(r) <= 0):
        probe = ((hole[0][0] + hole[1][0]) / 2, (hole[0][1] + hole[1][1]) / 2)
        holders = [o for o in outer if M.inside(probe, o[0])]
        min(holders, key=lambda o: M.area(o[0])).append(hole)
    out = ogr.Geometry(ogr.wkbMultiPolygon)
    for rings in outer:
        polygon = ogr.Geometry(ogr.wkbPolygon)
        for ring in rings:
            line = ogr.Geometry(ogr.wkbLinearRing)
            for p in ring + ring[:1]:
                line.AddPoint_2D(*place(p))
            polygon.AddGeometry(line)
        out.AddGeometry(polygon)
    return out


def region_rows(city, groups):
    """level -> [(code, name, English name, parent, class, kind, blocks)]"""
    towns = [(t[0], t[1], t[2], plan.DISTRICT, plan.CLASS_ZH[t[3]], plan.KIND_ZH[t[4]], [f for c in groups if c.town == k for f in c.faces])
             for k, t in enumerate(plan.TOWNS)]
    return {
        'district': [(plan.DISTRICT, '云溪区', 'Yunxi District', '', '', '', [f for t in towns for f in t[6]])],
        'towns': towns,
        'communities': [(c.code, c.name, c.name_en, plan.TOWNS[c.town][0], plan.CLASS_ZH[plan.TOWNS[c.town][3]],
                         plan.KIND_ZH[c.kind], c.faces) for c in groups]}


def shapefiles(city, groups, folder):
    """GBK attributes, no .cpg and no language byte: only who made the file knows the encoding."""
    os.makedirs(folder, exist_ok=True)
    for layer, rows in region_rows(city, groups).items():
        path = os.path.join(folder, layer + '.shp')
        driver = ogr.GetDriverByName('ESRI Shapefile')
        data = driver.CreateDataSource(path)
        out = data.CreateLayer(layer, crs(4549), ogr.wkbPolygon, ['ENCODING=GBK', 'DBF_DATE_LAST_UPDATE=2025-12-31'])
        for name, width in (('代码', 12), ('名称', 40), ('英文名称', 60), ('上级代码', 12), ('分类', 24), ('类别', 10)):
            field = ogr.FieldDefn(name, ogr.OFTString)
            field.SetWidth(width)
            out.CreateField(field)
        for row in sorted(rows):
            feature = ogr.Feature(out.GetLayerDefn())
            for k, value in enumerate(row[:6]):
                if value:
                    feature.SetField(k, value)
            feature.SetGeometry(multipolygon(city.mesh.outline(row[6])))
            out.CreateFeature(feature)
        out = data = None
        if os.path.exists(path[:-4] + '.cpg'):
            os.remove(path[:-4] + '.cpg')
        with open(path[:-4] + '.dbf', 'r+b') as f:
            f.seek(29)
            f.write(b'\0')


def population(city, groups, path):
    """The blocks that people live in, by community; Chinese group columns; geographic CGCS2000."""
    gdal.SetConfigOption('OGR_CURRENT_DATE', '2025-12-31T00:00:00.000Z')
    if os.path.exists(path):
        os.remove(path)
    data = ogr.GetDriverByName('GPKG').CreateDataSource(path)
    out = data.CreateLayer('居村人口', crs(4490), ogr.wkbMultiPolygon, ['GEOMETRY_NAME=geom', 'IDENTIFIER=居村人口', 'DESCRIPTION='])
    for name in ('居村代码', '居村名称', '所属街镇'):
        out.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for name in GROUPS_ZH:
        out.CreateField(ogr.FieldDefn(name, ogr.OFTInteger))
    data.StartTransaction()
    for c in sorted(groups, key=lambda c: c.code):
        feature = ogr.Feature(out.GetLayerDefn())
        for k, value in enumerate((c.code, c.name, plan.TOWNS[c.town][1])):
            feature.SetField(k, value)
        for k, g in enumerate(GROUPS):
            feature.SetField(3 + k, c.people[g])
        feature.SetGeometry(multipolygon(city.mesh.outline(c.built), lambda p: tuple(round(v, 8) for v in lonlat(p))))
        out.CreateFeature(feature)
    data.CommitTransaction()
    out = data = None
    gdal.SetConfigOption('OGR_CURRENT_DATE', None)


HEADER = ['序号', '设施名称', '英文名称', '设施类型', '所属街镇', '所属居村', '地址', '经度', '纬度', '建筑面积', '床位数', '护理床位', '认知障碍床位',
          '托额', '助餐能力', '工作人员', '性质', '服务功能', '启用日期', '停用日期', '状态', '用地面积', '社工人数', '医养签约', '改造日期']


def sheet_row(number, r):
    lon, lat = gcj02.from_wgs84(*lonlat(r['point']))
    lon, lat = round(lon, 6), round(lat, 6)
    fault = r.get('fault')
    if fault == 'swapped':
        lon, lat = lat, lon
    if fault == 'far_away':
        lon, lat = 87.617700, 43.792800
    if fault == 'no_coordinates':
        lon = lat = None
    town = plan.TOWNS[r['town']][1] if r['town'] is not None else '邻县'
    return [number, r['name'], r['en'], r['label'], town, r['community_name'], r['address'], lon, lat, r['area'], r.get('beds'),
            r.get('beds_nursing'), r.get('beds_dementia'), r.get('places'), r.get('meals'), r['staff'],
            '公办' if r['public'] else '民办', r.get('functions'), r['opened'], r['closed'], F.STATUS[r['status']],
            r.get('site'), r.get('social'), r.get('contracted'), r.get('renovated')]


def workbook(rows, path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = '设施'
    sheet.append(HEADER)
    for k, r in enumerate(rows):
        sheet.append([v if v != '' else None for v in sheet_row(k + 1, r)])
    for column, width in zip('BCDG', (34, 40, 24, 34)):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = 'A2'
    book.properties.creator = 'geodata/demo/generate.py'
    book.properties.created = book.properties.modified = datetime.datetime(*STAMP)
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != '[Content_Types].xml', n)):
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            text = old.read(name)
            if name == 'docProps/core.xml':  # the moment of saving
                text = re.sub(rb'(<dcterms:modified[^>]*>)[^<]*', rb'\g<1>2025-12-31T00:00:00Z', text)
            new.writestr(info, text)


def chains(mesh, edges, longest_m=1600.0):
    """Edges of each line joined to ways: [(line, structure, [vertices])], in a fixed order."""
    by_line = {}
    for e, key in edges.items():
        by_line.setdefault(key, []).append(e)
    for key in sorted(by_line, key=lambda k: (k[0], k[1] or '')):
        around = {}
        for a, b in by_line[key]:
            around.setdefault(a, set()).add(b)
            around.setdefault(b, set()).add(a)
        while around:
            ends = sorted(v for v in around if len(around[v]) != 2) or sorted(around)
            path, length = [ends[0]], 0.0
            while around.get(path[-1]):
                v = path[-1]
                w = min(around[v])
                around[v].discard(w)
                around[w].discard(v)
                length += math.dist(mesh.points[v], mesh.points[w])
                path.append(w)
                if length > longest_m or len(around.get(w, ())) > 1:
                    break
            for v in path:
                if not around.get(v, True):
                    del around[v]
            if len(path) > 1:
                yield key[0], key[1], path


class Osm:
    def __init__(self, city):
        self.city, self.nodes, self.ways, self.of_vertex = city, [], [], {}

    def node(self, p, tags=None):
        self.nodes.append((p, tags or {}))
        return len(self.nodes)

    def vertex(self, v):
        if v not in self.of_vertex:
            self.of_vertex[v] = self.node(self.city.mesh.points[v])
        return self.of_vertex[v]

    def way(self, ids, **tags):
        self.ways.append((ids, tags))


def streets(city, edges, path):
    """All ways as an .osm.pbf. Returns (street nodes, walkable ways)."""
    osm = Osm(city)
    for v in sorted({v for e in edges for v in e}):
        osm.vertex(v)
    street_nodes = len(osm.nodes)
    laid = 0
    for line, how, chain in chains(city.mesh, edges):
        laid += len(chain) - 1
        osm.way([osm.vertex(v) for v in chain], **way_tags(city, line, how))
    assert laid == len(edges), 'a street was lost'
    footbridges(city, osm, edges)
    big_lines(city, osm, edges)
    if os.path.exists(path):
        os.remove(path)
    writer = osmium.SimpleWriter(path)
    for k, (p, tags) in enumerate(osm.nodes):
        lon, lat = lonlat(p)
        writer.add_node(osmium.osm.mutable.Node(id=k + 1, location=(round(lon, 7), round(lat, 7)), tags=tags))
    for k, (ids, tags) in enumerate(osm.ways):
        writer.add_way(osmium.osm.mutable.Way(id=k + 1, nodes=ids, tags=dict(sorted(tags.items()))))
    writer.close()
    return street_nodes, len(osm.ways)


def way_tags(city, line, how):
    tags = dict(city.lines[line])
    if how:
        tags[how] = 'yes'
        tags['layer'] = '1' if how == 'bridge' else '-1'
        if how == 'bridge' and line in plan.BRIDGES:
            tags['bridge:name'] = plan.BRIDGES[line]
    if tags['highway'] in ('primary', 'secondary'):
        tags['sidewalk'], tags['lanes'] = 'both', '4' if tags['highway'] == 'primary' else '2'
    number = int(line[1:]) if line[1:].isdigit() else 0
    if tags['highway'] == 'residential' and number % 17 == 5:
        tags['oneway'] = 'yes'
    if tags['highway'] == 'service':
        tags['service'] = 'driveway' if number % 3 else 'alley'
        if number % 23 == 7:
            tags['access'] = 'private'
    if tags['highway'] in ('path', 'track'):
        tags['surface'] = 'unpaved'
    if tags['highway'] == 'footway':
        tags['surface'] = 'paving_stones'
    return tags


def along(line, x):
    """Point and unit direction of a barrier at easting x."""
    k = next(k for k in range(len(line) - 1) if line[k][0] <= x <= line[k + 1][0])
    (x1, y1), (x2, y2) = line[k], line[k + 1]
    n = math.dist(line[k], line[k + 1])
    t = (x - x1) / (x2 - x1)
    return (x, y1 + t * (y2 - y1)), ((x2 - x1) / n, (y2 - y1) / n)


def footbridges(city, osm, edges):
    ends = sorted({v for e, (line, how) in edges.items() if not how for v in e})
    for barrier, x, name in plan.FOOTBRIDGES:
        line, half = (plan.RAIL, plan.RAIL_HALF) if barrier == 'rail' else (plan.EXPRESSWAY, plan.EXPRESSWAY_HALF)
        p, (dx, dy) = along(line, x)

        def across(d):
            return p[0] - dy * d, p[1] + dx * d
        ids = []
        for side in (-1, 1):
            foot = across(side * (half + 24))
            v = min((v for v in ends if (city.mesh.points[v][1] - along(line, max(-7000, min(7000, city.mesh.points[v][0])))[0][1]) * side > half),
                    key=lambda v: math.dist(city.mesh.points[v], foot))
            ids.append([osm.vertex(v), osm.node(foot), osm.node(across(side * (half + 3)))])
        (a, b, c), (f, e, d) = ids
        osm.way([a, b], highway='footway')
        osm.way([b, c], highway='steps', incline='up')
        osm.way([c, d], highway='footway', bridge='yes', layer='2', name=name)
        osm.way([d, e], highway='steps', incline='down')
        osm.way([e, f], highway='footway')


def big_lines(city, osm, edges):
    """What nobody may walk on, with nodes of its own: no junction where it passes over a street."""
    rim = plan.MARGIN_M

    def within(pts):
        return [p for p in pts if math.dist(p, plan.CENTRE) < plan.outline_r(math.atan2(p[1] - plan.CENTRE[1], p[0] - plan.CENTRE[0])) + rim]
    sides = []
    for off, flip in ((11.0, True), (-11.0, False)):
        pts = within(plan.curve_offset(plan.EXPRESSWAY, off))
        ids = [osm.node(p) for p in (pts[::-1] if flip else pts)]
        sides.append(ids)
        osm.way(ids, highway='motorway', oneway='yes', ref='S99', name='云溪绕城高速', lanes='3')
    x = -2560.0
    west = sorted({v for e, (line, _) in edges.items() if line == '西环路' for v in e})
    for ids, side in zip(sides, (1, -1)):  # ramps to the western ring road
        y = plan.expressway_y(x) + side * 150
        v = min(west, key=lambda v: math.dist(city.mesh.points[v], (x, y)))
        k = min(range(len(ids)), key=lambda k: math.dist(osm.nodes[ids[k] - 1][0], (x + 260, plan.expressway_y(x + 260))))
        osm.way([ids[k], osm.vertex(v)], highway='motorway_link', oneway='yes')
    osm.way([osm.node(p) for p in within(plan.RAIL)], railway='rail', name='宁溪铁路', gauge='1435')
    osm.way([osm.node(p) for p in within(plan.RIVER)], waterway='river', name='云溪')


def context(path):
    """River, railway and expressway for the map; WGS-84."""
    def line(pts):
        return [[round(v, 7) for v in lonlat(p)] for p in pts if math.dist(p, plan.CENTRE) < 6600]
    west = line(plan.curve_offset(plan.RIVER, plan.RIVER_HALF))
    eastern = line(plan.curve_offset(plan.RIVER, -plan.RIVER_HALF))
    ring = eastern + west[::-1] + eastern[:1]
    features = [('河流', '云溪', 'Polygon', [ring]), ('铁路', '宁溪铁路', 'LineString', line(plan.RAIL)),
                ('高速公路', '云溪绕城高速', 'LineString', line(plan.EXPRESSWAY))]
    text = ',\n'.join(json.dumps({'type': 'Feature', 'properties': {'类别': kind, '名称': name},
                                  'geometry': {'type': form, 'coordinates': xy}}, ensure_ascii=False) for kind, name, form, xy in features)
    with open(path, 'w', encoding='utf-8') as f:
        f.write('{"type": "FeatureCollection", "features": [\n' + text + '\n]}\n')
