"""The demo city: its committed files are what its generator makes, and they hold what its README promises."""
import collections
import csv
import filecmp
import importlib
import json
import os
import subprocess
import sys

import pytest

SOURCE = os.environ.get('LC_SOURCE', os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
DEMO = os.path.join(SOURCE, 'geodata', 'demo')
MADE_WITH = ('3.6.2', '3.0.9')  # GDAL and openpyxl; other versions write other bytes for the same content

for _name in ('osgeo', 'openpyxl', 'osmium'):
    pytest.importorskip(_name, reason='the demo generator needs python3-gdal, python3-openpyxl and python3-pyosmium')
from osgeo import gdal, ogr  # noqa: E402
import openpyxl  # noqa: E402
import osmium  # noqa: E402

sys.path.insert(0, DEMO)
generate = importlib.import_module('generate')
ogr.UseExceptions()


def table(name):
    with open(os.path.join(SOURCE, 'geodata', 'types', name), encoding='utf-8') as f:
        return list(csv.DictReader(f))


@pytest.fixture(scope='module')
def facts():
    with open(os.path.join(DEMO, 'facts.json'), encoding='utf-8') as f:
        return json.load(f)


def make(folder):
    subprocess.run([sys.executable, os.path.join(DEMO, 'generate.py'), str(folder)], check=True)
    return str(folder)


@pytest.fixture(scope='module')
def sheet():
    rows = list(openpyxl.load_workbook(os.path.join(DEMO, 'facilities.xlsx'))['设施'].values)
    return [dict(zip(rows[0], r)) for r in rows[1:]]


def layer(name):
    data = gdal.OpenEx(os.path.join(DEMO, 'boundaries', name + '.shp'), open_options=['ENCODING=GBK'])
    return [(f.GetField('代码'), f.GetField('上级代码'), f.geometry().Clone(), f.items()) for f in data.GetLayer(0)]


@pytest.fixture(scope='module')
def layers():
    return {n: layer(n) for n in ('district', 'towns', 'communities')}


def test_generator_makes_the_same_bytes_again(tmp_path):
    """The committed files are the first run; where other library versions would write them otherwise, two fresh runs are compared."""
    first, again = DEMO, make(tmp_path / 'again')
    if (gdal.__version__, openpyxl.__version__) != MADE_WITH:
        first = make(tmp_path / 'first')
    _, differ, missing = filecmp.cmpfiles(again, first, generate.FILES, shallow=False)
    assert differ == [] and missing == []


def test_small_enough():
    sizes = {f: os.path.getsize(os.path.join(d, f)) for d, _, fs in os.walk(DEMO) for f in fs}
    assert max(sizes.values()) < 4e6 and sum(sizes.values()) < 8e6


def test_boundaries_are_gbk_and_do_not_say_so():
    folder = os.path.join(DEMO, 'boundaries')
    assert not [f for f in os.listdir(folder) if f.endswith('.cpg')]
    for name in ('district', 'towns', 'communities'):
        with open(os.path.join(folder, name + '.dbf'), 'rb') as f:
            raw = f.read()
        assert raw[29] == 0 and '代码'.encode('gbk') in raw
        assert {'district': '云溪区', 'towns': '竹岭乡', 'communities': '居委会'}[name].encode('gbk') in raw
        with open(os.path.join(folder, name + '.prj'), encoding='ascii') as f:
            assert 'CGCS2000_3_Degree_GK_CM_120E' in f.read()


def test_ten_towns_of_three_classes_and_120_communities(layers):
    assert [len(layers[n]) for n in ('district', 'towns', 'communities')] == [1, 10, 120]
    assert collections.Counter(i['分类'] for *_, i in layers['towns']) == {'中心城区': 3, '郊区城镇化地区': 4, '农村地区': 3}
    assert {p for _, p, *_ in layers['communities']} == {c for c, *_ in layers['towns']}


@pytest.mark.parametrize('parents, children', [('district', 'towns'), ('towns', 'communities')])
def test_children_fill_their_parent_without_gap_or_overlap(layers, parents, children):
    for code, _, whole, _ in layers[parents]:
        parts = [g for _, parent, g, _ in layers[children] if parent == code]
        assert all(g.IsValid() for g in parts) and whole.IsValid()
        union = parts[0]
        for g in parts[1:]:
            union = union.Union(g)
        assert abs(sum(g.GetArea() for g in parts) - whole.GetArea()) < 0.01  # m2: no overlap among them ...
        assert union.SymmetricDifference(whole).GetArea() < 0.01              # ... and no gap


def test_600000_residents_and_nested_ages(facts):
    data = ogr.Open(os.path.join(DEMO, 'population.gpkg'))
    rows = [f.items() for f in data.GetLayerByName('居村人口')]
    assert len(rows) == 120 and sum(r['常住人口'] for r in rows) == 600000 == facts['people']['resident']
    for r in rows:
        assert r['常住人口'] >= r['户籍人口'] >= r['60岁及以上'] >= r['65岁及以上'] >= r['70岁及以上'] >= r['80岁及以上'] > 0
        assert r['1-3岁'] >= 0
    assert sum(r['60岁及以上'] for r in rows) == facts['people']['age60']


def test_people_live_inside_their_community(layers):
    from osgeo import osr
    data = ogr.Open(os.path.join(DEMO, 'population.gpkg'))
    to = osr.SpatialReference()
    to.ImportFromEPSG(4549)
    to.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    inside = {code: g for code, _, g, _ in layers['communities']}
    for f in data.GetLayerByName('居村人口'):
        g = f.geometry().Clone()
        g.TransformTo(to)
        # coordinates are rounded to 1e-8 degrees, about a millimetre
        assert g.Difference(inside[f['居村代码']]).GetArea() < 0.002 * g.Boundary().Length() + 0.1


class Streets(osmium.SimpleHandler):
    def __init__(self):
        super().__init__()
        self.tags, self.street_nodes, self.links = [], set(), []

    def way(self, w):
        tags = dict(w.tags)
        self.tags.append(tags)
        if tags.get('highway', 'motorway') not in ('motorway', 'motorway_link'):
            refs = [n.ref for n in w.nodes]
            self.street_nodes.update(refs)
            self.links += zip(refs, refs[1:])


@pytest.fixture(scope='module')
def streets():
    s = Streets()
    s.apply_file(os.path.join(DEMO, 'streets.osm.pbf'))
    return s


def test_streets(streets, facts):
    assert len(streets.street_nodes) >= 15000 and len(streets.tags) == facts['ways']
    kinds = collections.Counter(t.get('highway') for t in streets.tags)
    for kind in ('motorway', 'motorway_link', 'primary', 'secondary', 'tertiary', 'residential', 'footway', 'steps', 'path', 'service'):
        assert kinds[kind], kind
    assert kinds['steps'] == 8  # four footbridges, both ends
    assert sorted(t['bridge:name'] for t in streets.tags if 'bridge:name' in t) == ['云溪大桥', '望溪桥', '柳渡桥', '荷浦桥']


def test_all_streets_but_one_beyond_the_boundary_hang_together(streets):
    up = {n: n for n in streets.street_nodes}

    def top(n):
        while up[n] != n:
            up[n] = up[up[n]]
            n = up[n]
        return n
    for a, b in streets.links:
        up[top(a)] = top(b)
    assert sorted(collections.Counter(top(n) for n in up).values()) == [35, len(up) - 35]


# Shanghai's plan asks the city for these; one small district shows how a target is told whose facilities no inventory has.
NOT_IN_THE_DEMO = {'disability_care_home', 'child_welfare_home', 'community_complex', 'columbarium',
                   'adviser_point', 'elder_university', 'plain_kindergarten'}


def test_facilities_of_every_type(sheet, facts):
    known = {n: t['code'] for t in table('types.csv') for n in [t['name_zh']] + t['aliases'].split(';')}
    known.update({'老年食堂': 'meal_point', '家门口服务站点': 'service_station'})  # study.yaml maps these two
    faults = {w['sheet_row']: w['fault'] for w in facts['wrong_rows']}
    counts, beyond = collections.Counter(), 0
    for k, r in enumerate(sheet):
        if k + 2 in faults:
            continue
        if r['所属街镇'] == '邻县':
            beyond += 1
        elif r['状态'] == '开放':
            counts[known[r['设施类型']]] += 1
    assert sum(counts.values()) >= 400 and dict(counts) == facts['open_by_type']
    assert set(counts) == {t['code'] for t in table('types.csv')} - NOT_IN_THE_DEMO
    assert beyond == facts['facility_rows_beyond_boundary']
    assert len({(r['设施名称'], r['设施类型']) for k, r in enumerate(sheet) if k + 2 not in faults}) == len(sheet) - len(faults)


def test_what_the_newer_columns_hold(sheet, facts):
    faults = {w['sheet_row'] for w in facts['wrong_rows']}
    good = [r for k, r in enumerate(sheet) if k + 2 not in faults and r['所属街镇'] != '邻县']
    opened = [r for r in good if r['状态'] == '开放']
    told = facts['inventory']
    assert sum(r['启用日期'] is None for r in opened) == told['opened_missing'] == 10
    assert sum(r['医养签约'] == '是' for r in opened) == told['contracted'] and set(r['医养签约'] for r in good) == {'是', '否', None}
    assert sum(r['社工人数'] or 0 for r in opened) == told['social_workers_care']
    assert all(r['社工人数'] <= r['工作人员'] for r in good if r['社工人数'] is not None)
    assert all(r['护理床位'] <= r['床位数'] and r['认知障碍床位'] <= r['床位数'] for r in good if r['护理床位'] is not None)
    years = collections.Counter(r['启用日期'][:4] for r in opened if r['启用日期'])
    assert all(years[str(y)] >= 10 for y in range(2018, 2026))
    assert all('2018' <= r['改造日期'] < '2026' and (r['启用日期'] or '') < r['改造日期'] for r in good if r['改造日期'])
    assert 0 < sum(r['用地面积'] is None for r in opened) < 30


def test_every_row_of_the_type_table_has_every_column():
    with open(os.path.join(SOURCE, 'geodata', 'types', 'types.csv'), encoding='utf-8', newline='') as f:
        assert {len(row) for row in csv.reader(f)} == {16}


def test_wrong_rows_are_wrong(sheet, facts):
    wrong = {w['fault']: sheet[w['sheet_row'] - 2] for w in facts['wrong_rows']}
    assert len(wrong) == 10
    assert wrong['swapped']['经度'] < wrong['swapped']['纬度']
    assert wrong['negative_area']['建筑面积'] < 0
    assert wrong['unknown_type']['设施类型'] == '棋牌室'
    assert isinstance(wrong['text_area']['建筑面积'], str) and isinstance(wrong['text_beds']['床位数'], str)
    assert sum(r['设施名称'] == wrong['duplicate']['设施名称'] for r in sheet) == 2
    assert wrong['far_away']['纬度'] > 40
    assert wrong['no_coordinates']['经度'] is None and wrong['no_name']['设施名称'] is None
    assert wrong['bad_date']['启用日期'] == '2024-13-40'


def test_targets_name_what_exists():
    with open(os.path.join(DEMO, 'targets.csv'), encoding='utf-8') as f:
        rows = list(csv.DictReader(f))
    types = {t['code'] for t in table('types.csv')} | {t['code'] for t in table('sets.csv')}
    groups = {g['code'] for g in table('groups.csv')}
    lists = {f['code'] for f in table('function_lists.csv')}
    with open(os.path.join(DEMO, 'observations.csv'), encoding='utf-8') as f:
        reported = {o['indicator'] for o in csv.DictReader(f)}
    assert len(rows) == 33 and sum(r['value'] == '' for r in rows) == 1
    for r in rows:
        assert None not in r and r['op'] in ('>=', '<=', '=', 'all') and r['nature'] in ('binding', 'expected')
        params = dict(p.split('=') for p in r['parameters'].split('|'))
        if r['indicator'] == 'reported':
            assert params['key'] in reported
            continue
        assert (params['types'] in types if 'types' in params else params['list'] in lists) and params.get('group', 'resident') in groups


def test_observations_hold_what_the_readme_says(facts):
    with open(os.path.join(DEMO, 'observations.csv'), encoding='utf-8') as f:
        rows = list(csv.DictReader(f))
    assert len(rows) == facts['observations'] and {o['region_code'] for o in rows} == {'319900000000'}
    assert [o['date'] for o in rows if o['date'][:4] < '2025'] == ['2024', '2024-06-30']
    by_row = {k + 2: o for k, o in enumerate(rows)}
    assert (by_row[13]['indicator'], by_row[13]['value']) == ('count', str(facts['open_by_type']['comprehensive_centre']))
    assert (by_row[14]['indicator'], by_row[14]['value']) == ('beds', str(facts['open_beds'] + facts['planned_beds']))
    assert [by_row[k]['indicator'] for k in (2, 3)] == ['family_carers_trained'] * 2


def test_readme_tells_the_figures(facts):
    with open(os.path.join(DEMO, 'README.md'), encoding='utf-8') as f:
        text = f.read()
    for w in facts['wrong_rows']:
        assert '| %d | %s |' % (w['sheet_row'], w['name'] or '(none)') in text
    for n in (facts['facility_rows'], facts['facility_rows_good'], facts['open_without_area'], facts['observations'], facts['planned_beds']):
        assert str(n) in text
    told = facts['inventory']
    for n in (facts['street_nodes'], facts['ways'], facts['open_beds'], facts['people']['age60'], facts['open_beds'] + facts['planned_beds'],
              facts['people']['age1_3'], told['beds_nursing'], told['beds_public'], told['places'], told['meals_per_day']):
        assert '{:,}'.format(n) in text
    assert len(facts['communities_without_activity_room']['village']) == 20 and len(facts['villages_without_neighbour_point']) == 8
    assert len(facts['communities_without_activity_room']['committee']) == 9
