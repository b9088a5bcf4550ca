"""Facilities: how many of each type in each town, where they stand, and the rows that are wrong on purpose."""
import math

from . import mesh as M
from . import plan
from .rng import Rng, largest_remainder

# Open facilities by town, in the order of plan.TOWNS; (smallest, largest) floor area, m2; names of the type as offices write them.
#                        云水 望桥 集贤 新溪 澄湾 南屏 平川 荷浦 柳渡 竹岭
COUNTS = {
    'day_care':             ([2, 2, 2, 1, 2, 2, 1, 1, 1, 0], (150, 320), ['日间照护中心', '老年人日间服务中心', '老年人日间照料中心']),
    'elder_home':           ([1, 1, 1, 1, 1, 1, 1, 1, 0, 0], (380, 620), ['长者照护之家']),
    'meal_point':           ([7, 6, 6, 4, 4, 4, 4, 2, 2, 1], (70, 160), ['社区老年助餐点', '社区长者食堂', '助餐点', '老年食堂']),
    'service_station':      ([5, 4, 4, 3, 3, 3, 3, 2, 2, 1], (50, 95), ['家门口养老服务站', '家门口服务站点']),
    'nursing_home':         ([2, 2, 3, 2, 3, 4, 3, 2, 2, 1], (2800, 9500), ['养老机构', '养老院', '敬老院', '福利院']),
    'health_centre':        ([1, 1, 1, 1, 1, 1, 1, 1, 1, 1], (2600, 5200), ['社区卫生服务中心']),
    'health_station':       ([3, 3, 3, 2, 3, 3, 3, 3, 2, 2], (120, 300), ['社区卫生服务站', '卫生服务站']),
    'nursing_station':      ([3, 3, 2, 2, 2, 2, 2, 1, 1, 0], (60, 180), ['护理站']),
    'neighbour_point':      ([3, 3, 3, 1, 2, 2, 3, 6, 5, 4], (40, 120), ['睦邻点', '示范睦邻点', '村组睦邻点']),
    'rural_mutual_home':    ([0, 0, 0, 0, 0, 0, 0, 2, 2, 2], (150, 300), ['农村互助幸福院']),
    'rental_point':         ([1, 1, 1, 1, 1, 1, 1, 1, 0, 0], (30, 80), ['康复辅助器具租赁点', '康复辅具租赁点']),
    'sports_home':          ([2, 1, 1, 1, 1, 1, 1, 0, 0, 0], (150, 320), ['长者运动健康之家']),
    'nursery_room':         ([2, 2, 2, 3, 2, 2, 2, 1, 0, 0], (150, 320), ['宝宝屋', '社区宝宝屋']),
    'nursery_kindergarten': ([3, 2, 3, 4, 3, 3, 2, 1, 1, 1], (3200, 7200), ['托幼一体幼儿园']),
    'child_station':        ([4, 4, 4, 5, 3, 4, 3, 2, 2, 1], (60, 260), ['儿童服务站', '儿童之家']),
    'culture_centre':       ([1, 1, 1, 1, 1, 1, 1, 1, 1, 1], (1600, 5200), ['社区文化活动中心']),
    'disability_home':      ([1, 1, 1, 1, 1, 1, 1, 1, 1, 1], (160, 420), ['阳光之家']),
}
ACTIVITY_LABELS = ['标准化老年活动室', '老年活动室', '村级老年活动室']
# Town, place, status. The new town across the river (3) has one centre far from its riverside; two across the water look near.
CENTRES = [
    (0, (1060, 1000), 'open'), (0, (-1700, 1080), 'open'), (0, (-260, 1560), 'open'),
    (1, (770, -140), 'open'), (1, (-240, -640), 'open'),
    (2, (-1900, -130), 'open'), (2, (-1480, -1230), 'open'), (2, (-2300, -900), 'closed'),
    (3, (2080, -560), 'open'), (3, (1640, 560), 'planned'),
    (4, (3520, 1480), 'open'), (4, (3760, -250), 'open'), (4, (4050, -1500), 'open'),
    (5, (-250, -2350), 'open'), (5, (-1950, -2480), 'open'), (5, (-3500, -2700), 'open'), (5, (-1250, -3900), 'planned'),
    (6, (-3300, 760), 'open'), (6, (-3350, -760), 'open'), (6, (-4600, 60), 'open'),
    (7, None, 'open'), (8, None, 'open'), (9, None, 'open'),
]
ELDERLY = ['comprehensive_centre', 'day_care', 'elder_home', 'meal_point', 'service_station', 'rural_mutual_home']
# Floor area of those per 1000 residents that each town is brought to, m2 (before rounding): the story of the gap table.
AREA_PER_1000 = [24.0, 22.5, 26.0, 34.5, 41.0, 36.0, 42.0, 56.0, 54.0, 70.0]
OPEN_BEDS = 5286        # of nursing homes, elder homes, centres and mutual-help homes together; 3.5 % of the elders is a little more
NURSING_SHARE, DEMENTIA_SHARE = 0.58, 0.07
STATUS = {'open': '开放', 'planned': '在建', 'closed': '停用'}
FUNCTIONS = ['日间照护', '全日照护', '助餐服务', '医养结合', '健康促进', '智能服务', '家庭支持', '养老顾问', '精神文化']
ENGLISH = {
    'comprehensive_centre': 'Comprehensive Centre for Elders', 'day_care': 'Day-care Centre', 'elder_home': 'Home for Elders',
    'meal_point': 'Meal Point', 'activity_room': 'Activity Room for Elders', 'service_station': 'Doorstep Service Station',
    'nursing_home': 'Nursing Home', 'health_centre': 'Community Health Centre', 'health_station': 'Community Health Station',
    'nursing_station': 'Nursing Station', 'neighbour_point': 'Neighbourhood Point', 'rural_mutual_home': 'Mutual-help Home',
    'rental_point': 'Assistive-device Rental Point', 'sports_home': 'Sports and Health Home', 'nursery_room': 'Nursery Room',
    'nursery_kindergarten': 'Kindergarten', 'child_station': "Children's Station", 'culture_centre': 'Culture Centre',
    'disability_home': 'Sunshine Home'}
CHINESE = {
    'comprehensive_centre': '社区综合为老服务中心', 'day_care': '日间照护中心', 'elder_home': '长者照护之家', 'meal_point': '老年助餐点',
    'activity_room': '老年活动室', 'service_station': '养老服务站', 'nursing_home': '养老院', 'health_centre': '社区卫生服务中心',
    'health_station': '社区卫生服务站', 'nursing_station': '护理站', 'neighbour_point': '睦邻点', 'rural_mutual_home': '互助幸福院',
    'rental_point': '康复辅具租赁点', 'sports_home': '长者运动健康之家', 'nursery_room': '宝宝屋', 'nursery_kindergarten': '幼儿园',
    'child_station': '儿童服务站', 'culture_centre': '社区文化活动中心', 'disability_home': '阳光之家'}
WALKED = ('primary', 'secondary', 'tertiary', 'unclassified', 'residential', 'living_street', 'pedestrian', 'service')
ONE_PER_TOWN = ('health_centre', 'culture_centre', 'disability_home', 'rental_point')


class Places:
    """Spots beside streets, block by block."""

    def __init__(self, city, groups, edges):
        self.city, self.taken, self.spots = city, [], {}
        owner = {f: c for c in groups for f in c.built}
        for (a, b), (line, how) in sorted(edges.items()):
            tags = city.lines[line]
            if how or tags['highway'] not in WALKED:
                continue
            for f in sorted(city.mesh.edge(a, b)[1]):
                if f in owner:
                    self.spots.setdefault(owner[f].code, []).append((a, b, f, tags.get('name')))

    def at(self, community, near=None):
        """(point, name of the street) in a community: the nearest to a point, or any."""
        m, rng = self.city.mesh, self.city.rng
        spots = self.spots[community.code]
        for k in range(60):
            if near:
                spots = sorted(spots, key=lambda s: math.dist(m.points[s[0]], near)) if k == 0 else spots
                a, b, f, street = spots[k]
            else:
                a, b, f, street = rng.pick(spots)
            (x1, y1), (x2, y2) = m.points[a], m.points[b]
            length, t, d = math.dist((x1, y1), (x2, y2)), rng.real(0.25, 0.75), rng.real(9, 19)
            for side in (1, -1):
                p = (x1 + t * (x2 - x1) - side * d * (y2 - y1) / length, y1 + t * (y2 - y1) + side * d * (x2 - x1) / length)
                if M.inside(p, m.ring(f)) and all(math.dist(p, q) > 22 for q in self.taken):
                    self.taken.append(p)
                    return p, street
        raise RuntimeError('no free spot in ' + community.code)


def make(city, groups, edges):
    """All rows in the order of the sheet: dicts; then the wrong ones worked in."""
    places, rows = Places(city, groups, edges), []
    by_town = [[c for c in groups if c.town == k] for k in range(len(plan.TOWNS))]
    centres(city, by_town, places, rows)
    activity_rooms(city, groups, places, rows)
    for kind, (counts, size, labels) in COUNTS.items():
        for town, n in enumerate(counts):
            for k, c in enumerate(choose(city, by_town[town], kind, n)):
                add(city, rows, places, c, kind, size, labels, 'open', None, k if n > 1 else None)
    extra(city, by_town, places, rows)
    sizes(city, rows)
    beds(city, rows)
    capacities(city, rows)
    gaps_in_data(city, rows)
    beyond(city, rows)
    inventory(rows)
    rows = [r for _, r in sorted(enumerate(rows), key=lambda e: (e[1]['town'] if e[1]['town'] is not None else 99, e[0]))]
    return wrong(city, rows)


def choose(city, group, kind, n):
    if kind == 'rural_mutual_home' or (kind == 'neighbour_point' and any(c.kind == 'village' for c in group)):
        village = [c for c in group if c.kind == 'village']
        return city.rng.shuffled(village)[:n] if n <= len(village) else village + city.rng.shuffled(group)[:n - len(village)]
    if kind in ('health_centre', 'culture_centre', 'disability_home', 'rental_point', 'sports_home'):
        group = [c for c in group if c.kind == 'committee']
    picked = city.rng.shuffled(group)
    return [picked[i % len(picked)] for i in range(n)]


def add(city, rows, places, c, kind, size, labels, status, near, number):
    rng, town = city.rng, plan.TOWNS[c.town]
    p, street = places.at(c, near)
    base = kind.replace('health_station', 'health_centre')
    of_town = kind in ONE_PER_TOWN or kind == 'comprehensive_centre'
    who, who_en = (town[1], town[2]) if of_town else (c.name.replace('社区', '') if kind in ('nursing_home', 'nursery_kindergarten') else c.name, c.name_en)
    ordinal = '第' + '一二三四'[number] if kind == 'comprehensive_centre' and number else ''
    year = rng.whole(2009, 2025) if kind != 'comprehensive_centre' else rng.whole(2014, 2025)
    opened = '%04d-%02d-%02d' % (year, rng.whole(1, 12), rng.whole(1, 28))
    closed = None
    if status == 'planned':
        opened = '%04d-%02d-01' % (rng.pick([2026, 2026, 2027]), rng.pick([6, 9, 12]))
    if status == 'closed':
        opened, closed = '%04d-03-01' % rng.whole(2008, 2014), '%04d-%02d-30' % (rng.whole(2021, 2025), rng.whole(4, 11))
    label = rng.pick(labels)
    if kind == 'neighbour_point' and c.kind == 'committee':
        label = '睦邻点'
    rows.append({'kind': base, 'town': c.town, 'community': c.code, 'point': p, 'status': status, 'label': label,
                 'name': who + ordinal + CHINESE[kind], 'en': who_en + (' No. %d ' % (number + 1) if ordinal else ' ') + ENGLISH[kind],
                 'address': '%s%s%d号' % (town[1], street or c.name, rng.whole(1, 480)), 'area': rng.whole(*size), 'known': True,
                 'opened': opened, 'closed': closed, 'public': rng.chance(0.7), 'community_name': c.name})
    twins = [r for r in rows if r['community'] == c.code and r['name'] == rows[-1]['name']]
    if len(twins) > 1:
        rows[-1]['name'] += '（%s）' % (street or '%d号' % len(twins))
        rows[-1]['en'] += ' %d' % len(twins)


def centres(city, by_town, places, rows):
    seen = {}
    for town, near, status in CENTRES:
        if near is None:
            c = [c for c in by_town[town] if c.kind == 'committee'][0]
            near = c.centre
        else:
            c = next((c for c in by_town[town] if any(M.inside(near, city.mesh.ring(f)) for f in c.built)),
                     min(by_town[town], key=lambda c: math.dist(c.centre, near)))
        k = seen[town] = seen.get(town, -1) + 1
        size = (420, 620) if town < 3 else (620, 980) if town < 7 else (420, 520)
        add(city, rows, places, c, 'comprehensive_centre', size, ['社区综合为老服务中心', '综合为老服务中心'], status, near, k)


# Communities without an activity room: how many committees by town; villages have one in every third
ROOMLESS = [1, 0, 1, 3, 1, 2, 1, 0, 0, 0]


def activity_rooms(city, groups, places, rows):
    for town, missing in enumerate(ROOMLESS):
        committees = [c for c in groups if c.town == town and c.kind == 'committee']
        villages = [c for c in groups if c.town == town and c.kind == 'village']
        without = city.rng.shuffled(committees)[:missing] + [c for k, c in enumerate(villages) if k % 3 != 1]
        for c in committees + villages:
            if c not in without:
                label = city.rng.pick(ACTIVITY_LABELS[:2] if c.kind == 'committee' else ACTIVITY_LABELS[1:])
                add(city, rows, places, c, 'activity_room', (90, 260), [label], 'open', None, None)


def extra(city, by_town, places, rows):
    """Planned and closed ones, which must not count."""
    for kind, town, status in (('nursing_home', 3, 'planned'), ('meal_point', 3, 'planned'), ('meal_point', 1, 'planned'), ('day_care', 0, 'planned'),
                               ('elder_home', 9, 'planned'), ('activity_room', 3, 'planned'), ('rental_point', 8, 'planned'),
                               ('nursery_room', 9, 'planned'), ('meal_point', 2, 'closed'), ('day_care', 5, 'closed'),
                               ('activity_room', 6, 'closed'), ('service_station', 0, 'closed'), ('nursing_home', 7, 'closed')):
        size, labels = COUNTS[kind][1:] if kind in COUNTS else ((90, 260), ['老年活动室'])
        add(city, rows, places, choose(city, by_town[town], kind, 1)[0], kind, size, labels, status, None, None)


def sizes(city, rows):
    """Brings the elderly facilities of each town to its floor area per 1000, and takes the figure away from a few."""
    lacking = {(0, 'service_station'), (3, 'service_station'), (6, 'service_station')}
    for town, kind in sorted(lacking):
        next(r for r in rows if r['town'] == town and r['kind'] == kind and r['status'] == 'open')['known'] = False
    for town, t in enumerate(plan.TOWNS):
        mine = [r for r in rows if r['town'] == town and r['kind'] in ELDERLY and r['status'] == 'open' and r['known']]
        factor = AREA_PER_1000[town] * t[5] / 1000 / sum(r['area'] for r in mine)
        for r in mine:
            r['area'] = max(20, round(r['area'] * factor))


def beds(city, rows):
    rng = city.rng
    for r in rows:
        if r['kind'] == 'comprehensive_centre':
            r['beds'] = rng.whole(0, 3) * 6 if r['area'] < 900 else rng.whole(2, 5) * 6
        elif r['kind'] == 'elder_home':
            r['beds'] = max(12, min(49, r['area'] // 26))
        elif r['kind'] == 'rural_mutual_home':
            r['beds'] = rng.whole(6, 14)
        elif r['kind'] == 'nursing_home':
            r['beds'] = 260 if r['status'] == 'planned' else 90 if r['status'] == 'closed' else 0
    homes = [r for r in rows if r['kind'] == 'nursing_home' and r['status'] == 'open']
    rest = OPEN_BEDS - sum(r.get('beds', 0) for r in rows if r['status'] == 'open')
    for r, n in zip(homes, largest_remainder(rest, [r['area'] for r in homes])):
        r['beds'], r['area'] = n, round(n * rng.real(29, 38))
    for r in rows:
        if 'beds' in r:
            r['beds_nursing'] = round(r['beds'] * NURSING_SHARE * rng.real(0.8, 1.2))
            r['beds_dementia'] = round(r['beds'] * DEMENTIA_SHARE * rng.real(0.3, 1.7)) if r['kind'] != 'rural_mutual_home' else 0


def capacities(city, rows):
    rng = city.rng
    for r in rows:
        if r['kind'] in ('nursery_room', 'nursery_kindergarten'):
            r['places'] = rng.whole(2, 5) * 10
        if r['kind'] == 'meal_point':
            r['meals'] = max(30, r['area'] // 10 * 10)
        if r['kind'] == 'comprehensive_centre':
            r['meals'] = r['area'] // 8 // 10 * 10
            keep = FUNCTIONS if r['area'] > 1000 else [f for k, f in enumerate(FUNCTIONS) if k in (2, 7) or rng.chance(0.72)]
            r['functions'] = '、'.join(f for f in keep if f != '全日照护' or r['beds'])
        r['staff'] = max(1, round((r['beds'] * 0.42 if r.get('beds') else 0) + r['area'] / 190)) if r['kind'] != 'neighbour_point' else 1


def gaps_in_data(city, rows):
    """Floor area unknown: those of sizes(), and every seventh of some other types."""
    n = 0
    for r in rows:
        if r['kind'] in ('health_centre', 'child_station', 'disability_home', 'nursery_room'):
            n += 1
            r['known'] = n % 7 != 3
        if not r['known']:
            r['area'] = None


# Site area by floor area, (smallest, largest); those that share a building with others stand on little ground.
GROUND = {'nursing_home': (0.7, 1.3), 'elder_home': (0.5, 0.9), 'nursery_kindergarten': (1.3, 2.0), 'health_centre': (0.4, 0.9),
          'culture_centre': (0.4, 0.8), 'comprehensive_centre': (0.4, 0.8), 'rural_mutual_home': (1.0, 2.0)}
CARING = ('comprehensive_centre', 'day_care', 'elder_home', 'nursing_home')  # they sign with a community health centre


def inventory(rows):
    """What the newer columns hold. Some say nothing on purpose: every 29th site area, every 41st opening day, of every kind that cares one
    contract, and the social workers of one day-care centre. Drawn from a sequence of its own, so that nothing else moves."""
    rng, seen = Rng(20260101), {}
    for k, r in enumerate(rows):
        n = seen[r['kind']] = seen.get(r['kind'], -1) + 1
        floor = r['area'] or 150
        r['site'] = None if k % 29 == 17 and r['kind'] not in ELDERLY else max(15, round(floor * rng.real(*GROUND.get(r['kind'], (0.3, 0.6)))))
        if r['kind'] == 'rural_mutual_home':
            r['meals'] = rng.whole(2, 6) * 10
        if r['kind'] in CARING:
            worked = min(r['staff'], rng.whole(0, 1) + (r.get('beds') or 0) // 110)
            r['social'] = None if r['kind'] == 'day_care' and n == 7 else worked
            signed = rng.chance(0.85)
            r['contracted'] = None if n == 3 else '是' if signed else '否'
        if r['opened'] < '2017' and r['status'] == 'open' and rng.chance(0.8 if r['kind'] == 'nursing_home' else 0.3):
            r['renovated'] = '%04d-%02d-15' % (rng.whole(2018, 2025), rng.whole(3, 11))
        if k % 41 == 23 and r['status'] == 'open':
            r['opened'] = None


def beyond(city, rows):
    """A few of the neighbours' facilities, beyond the boundary: they count for walking, not for the district's inventory."""
    kinds = ['meal_point', 'comprehensive_centre', 'activity_room', 'health_centre', 'nursing_home', 'meal_point', 'day_care', 'neighbour_point']
    out = [h for z, h in city.hamlets if z is None]
    for k, kind in enumerate(kinds):
        x, y = out[k]
        rows.append({'kind': kind, 'town': None, 'community': None, 'point': (round(x + 20, 1), round(y - 15, 1)), 'status': 'open',
                     'label': CHINESE[kind], 'name': '邻县%s%s' % ('东西南北前后左右'[k] + '塘', CHINESE[kind]),
                     'en': 'Neighbouring County %s %d' % (ENGLISH[kind], k + 1), 'address': '邻县', 'area': 300 + 40 * k, 'known': True,
                     'opened': '2016-05-01', 'closed': None, 'public': True, 'community_name': None, 'staff': 3})
        if kind == 'nursing_home':
            rows[-1]['beds'] = 60


def wrong(city, rows):
    """Ten rows that are wrong on purpose, spread over the sheet. Each carries what is wrong with it in `fault`."""
    def copy(i, **changes):
        return dict(rows[i], **changes)

    def first(kind, town):
        return next(i for i, r in enumerate(rows) if r['kind'] == kind and r['town'] == town and r['status'] == 'open' and r['area'])

    bad = [
        (40, copy(first('meal_point', 0), name='云水街道滨河助餐点', en='Riverside Meal Point', fault='swapped')),
        (77, copy(first('service_station', 1), name='望桥街道南门养老服务站', en='South Gate Service Station', area=-120, fault='negative_area')),
        (111, copy(first('activity_room', 2), name='集贤街道棋牌娱乐室', en='Card Room', label='棋牌室', fault='unknown_type')),
        (150, copy(first('service_station', 2), name='集贤街道老街养老服务站', en='Old Street Service Station', area='约300平方米', fault='text_area')),
        (190, copy(first('day_care', 3), fault='duplicate')),
        (240, copy(first('meal_point', 4), name='澄湾街道港口助餐点', en='Harbour Meal Point', fault='far_away')),
        (280, copy(first('activity_room', 5), name='南屏街道新苑老年活动室', en='Xinyuan Activity Room', fault='no_coordinates')),
        (330, copy(first('nursing_station', 6), name='平川镇镇北护理站', en='North Nursing Station', opened='2024-13-40', fault='bad_date')),
        (370, copy(first('elder_home', 7), name='荷浦镇第二长者照护之家', en='Hepu Second Home for Elders', beds='待定', fault='text_beds')),
        (400, copy(first('neighbour_point', 8), name='', en='', fault='no_name')),
    ]
    for k, (at, row) in enumerate(bad):
        if row['fault'] not in ('duplicate', 'swapped', 'far_away', 'no_coordinates'):
            row['point'] = (row['point'][0] + 31.0, row['point'][1] + 17.0)
        rows.insert(at + k, row)
    return rows
