"""Where things are, in metres east and north of the old town gate (the origin): barriers, avenues, towns. All of it is invented."""
import math

# EPSG:4549 (CGCS2000, central meridian 120 E). The place is open water in the middle of a large lake: no real district lies there.
ORIGIN_E, ORIGIN_N = 512600.0, 3456400.0

RIVER_HALF, RAIL_HALF, EXPRESSWAY_HALF = 75.0, 14.0, 26.0
DISTRICT = '319900000000'
MARGIN_M = 1150.0  # streets are drawn this far beyond the boundary

# code, name, English name, class, kind, residents, committees, villages, registered per resident, 60+ per registered, toddlers per resident
TOWNS = [
    ('319900001000', '云水街道', 'Yunshui Subdistrict', 'central', 'street', 92000, 16, 0, .90, .395, .017),
    ('319900002000', '望桥街道', 'Wangqiao Subdistrict', 'central', 'street', 78000, 13, 0, .92, .420, .015),
    ('319900003000', '集贤街道', 'Jixian Subdistrict', 'central', 'street', 85000, 15, 0, .87, .385, .018),
    ('319900004000', '新溪街道', 'Xinxi Subdistrict', 'urbanised', 'street', 88000, 15, 0, .56, .185, .039),
    ('319900005000', '澄湾街道', 'Chengwan Subdistrict', 'urbanised', 'street', 61000, 9, 3, .62, .235, .033),
    ('319900006000', '南屏街道', 'Nanping Subdistrict', 'urbanised', 'street', 70000, 11, 1, .70, .290, .026),
    ('319900101000', '平川镇', 'Pingchuan Town', 'urbanised', 'town', 62000, 7, 4, .66, .270, .028),
    ('319900102000', '荷浦镇', 'Hepu Town', 'rural', 'town', 26000, 2, 8, .93, .365, .014),
    ('319900103000', '柳渡镇', 'Liudu Town', 'rural', 'town', 24000, 2, 7, .91, .350, .015),
    ('319900201000', '竹岭乡', 'Zhuling Township', 'rural', 'township', 14000, 1, 6, .95, .390, .012),
]
CLASS_ZH = {'central': '中心城区', 'urbanised': '郊区城镇化地区', 'rural': '农村地区'}
KIND_ZH = {'street': '街道', 'town': '镇', 'township': '乡', 'committee': '居委会', 'village': '村委会'}


def river_x(y):
    return 720 + 430 * math.sin(y / 1450 + 0.6) + 120 * math.sin(y / 520)


def expressway_y(x):
    return 2080 + 0.11 * x + 230 * math.sin(x / 1700)


def rail_y(x):
    return -1880 - 0.07 * x + 170 * math.sin(x / 2100 + 1)


def outline_r(t):
    """The district's boundary, metres from (-150, 50) in direction t."""
    return 5080 + 330 * math.sin(2 * t + 0.7) + 230 * math.sin(3 * t + 2) + 110 * math.sin(7 * t) + 60 * math.sin(13 * t + 1)


CENTRE = (-150.0, 50.0)


def outline(extra=0.0, n=620):
    ts = [2 * math.pi * k / n for k in range(n)]
    pts = [(CENTRE[0] + (outline_r(t) + extra) * math.cos(t), CENTRE[1] + (outline_r(t) + extra) * math.sin(t)) for t in ts]
    return pts + pts[:1]


def in_district(p):
    dx, dy = p[0] - CENTRE[0], p[1] - CENTRE[1]
    return math.hypot(dx, dy) < outline_r(math.atan2(dy, dx))


SPAN = 7200.0


def sampled(fn, low, high, step=50.0):
    n = max(2, int(abs(high - low) / step))
    return [fn(low + (high - low) * k / n) for k in range(n + 1)]


def curve_offset(pts, d):
    """The polyline moved d metres to its left."""
    out = []
    for i, (x, y) in enumerate(pts):
        (x0, y0), (x1, y1) = pts[max(0, i - 1)], pts[min(len(pts) - 1, i + 1)]
        n = math.hypot(x1 - x0, y1 - y0)
        out.append((x - d * (y1 - y0) / n, y + d * (x1 - x0) / n))
    return out


RIVER = sampled(lambda y: (river_x(y), y), -SPAN, SPAN)
RAIL = sampled(lambda x: (x, rail_y(x)), -SPAN, SPAN)
EXPRESSWAY = sampled(lambda x: (x, expressway_y(x)), -SPAN, SPAN)


def barrier_at(p):
    """river, rail or expressway when the point is on one, else None."""
    x, y = p
    if _near(p, RIVER, RIVER_HALF):
        return 'river'
    if abs(y - rail_y(x)) < 300 and _near(p, RAIL, RAIL_HALF):
        return 'rail'
    if abs(y - expressway_y(x)) < 300 and _near(p, EXPRESSWAY, EXPRESSWAY_HALF):
        return 'expressway'
    return None


def _near(p, line, d):
    for (x1, y1), (x2, y2) in zip(line, line[1:]):
        if min(x1, x2) - d <= p[0] <= max(x1, x2) + d and min(y1, y2) - d <= p[1] <= max(y1, y2) + d:
            dx, dy = x2 - x1, y2 - y1
            t = max(0.0, min(1.0, ((p[0] - x1) * dx + (p[1] - y1) * dy) / (dx * dx + dy * dy)))
            if math.hypot(p[0] - x1 - t * dx, p[1] - y1 - t * dy) < d - 0.01:
                return True
    return False


def north(x0, lean=0.0, sway=40.0, phase=0.0):
    return lambda y: (x0 + lean * y + sway * math.sin(y / 640 + phase), y)


def east(y0, lean=0.0, sway=40.0, phase=0.0):
    return lambda x: (x, y0 + lean * x + sway * math.sin(x / 700 + phase))


# name, class, curve, from, to, barriers it crosses (and how); elsewhere it stops at them
AVENUES = [
    ('西环路', 'primary', north(-2560, -0.03, 70, 1), -SPAN, SPAN, {'rail': 'tunnel', 'expressway': 'tunnel'}),
    ('云溪大街', 'secondary', north(-820, 0.04, 35, 2), -2100, 3500, {'expressway': 'tunnel'}),
    ('文昌大街', 'primary', east(470, 0.03, 45, 0.4), -SPAN, 1400, {}),
    ('新城大道', 'primary', east(330, 0.02, 60, 0.9), 700, SPAN, {}),
    ('北大街', 'primary', east(1390, 0.07, 40, 1.7), -SPAN, SPAN, {'river': 'bridge'}),
    ('南大街', 'primary', east(-1090, -0.03, 45, 2.2), -SPAN, SPAN, {'river': 'bridge'}),
    ('溪东大道', 'primary', north(2920, 0.05, 60, 0.3), -SPAN, SPAN, {'rail': 'bridge', 'expressway': 'bridge'}),
    ('星湖路', 'secondary', north(1980, -0.05, 50, 0.8), -1900, 2300, {}),
    ('澄湾路', 'secondary', north(4130, 0.02, 60, 1.4), -1900, SPAN, {'expressway': 'tunnel'}),
    ('荷浦公路', 'secondary', east(3480, 0.03, 90, 0.2), -SPAN, SPAN, {'river': 'bridge'}),
    ('柳渡公路', 'secondary', east(-3330, 0.02, 90, 1.1), -SPAN, SPAN, {'river': 'bridge'}),
    ('平川大道', 'secondary', north(-4180, 0.02, 70, 2.4), -SPAN, 1900, {'rail': 'tunnel'}),
    ('槐树街', 'secondary', north(-1640, 0.02, 30, 0.5), -1800, 1950, {}),
    ('南屏大道', 'secondary', north(-700, 0.05, 60, 0.1), -SPAN, -2000, {}),
]
BRIDGES = {'北大街': '云溪大桥', '南大街': '望溪桥', '荷浦公路': '荷浦桥', '柳渡公路': '柳渡桥'}
# Footbridges with steps at both ends: barrier, where along it (x), name
FOOTBRIDGES = [('rail', -1530.0, '集贤人行天桥'), ('rail', 1900.0, '新溪人行天桥'), ('expressway', -1700.0, '北郊人行天桥'),
               ('expressway', 1750.0, '星湖人行天桥')]


def zone(p):
    """The number (in TOWNS) of the town that holds a point, None outside the district."""
    x, y = p
    if not in_district(p):
        return None
    west = x < river_x(y)
    if y > expressway_y(x):
        return 7 if west else 9
    if y < rail_y(x):
        return 5 if west else 8
    if not west:
        return 3 if x < north(2920, 0.05, 60, 0.3)(y)[0] else 4
    if x < north(-2560, -0.03, 70, 1)(y)[0]:
        return 6
    if y > east(470, 0.03, 45, 0.4)(x)[1]:
        return 0
    return 2 if x < north(-820, 0.04, 35, 2)(y)[0] else 1


def macro_lines():
    """The lines that cut the land into macro blocks: [(line id, points)]; ids starting with # are no streets."""
    fine = sampled(lambda y: (river_x(y), y), -SPAN, SPAN, 12.5)
    lines = [('环区公路', outline(n=2480)), ('#rim', outline(MARGIN_M)),
             ('#river', RIVER), ('#rail', RAIL), ('#expressway', EXPRESSWAY),
             ('滨溪西路', curve_offset(fine, RIVER_HALF)), ('滨溪东路', curve_offset(fine, -RIVER_HALF))]
    for name, line, half in (('#rail', RAIL, RAIL_HALF), ('#expressway', EXPRESSWAY, EXPRESSWAY_HALF)):
        lines += [(name + 'side', curve_offset(line, half)), (name + 'side', curve_offset(line, -half))]
    for name, _, curve, low, high, crosses in AVENUES:
        piece = []
        for p in sampled(curve, low, high, 12.0):
            b = barrier_at(p)
            if b is None or b in crosses:
                piece.append(p)
            elif piece:
                lines.append((name, piece + [p]))  # the last step ends inside the barrier and is dropped as dangling
                piece = []
            if b is not None and b not in crosses:
                piece = [p]
        lines.append((name, piece))
    return [(i, p if i.startswith('#') else p[:-1:4] + p[-1:]) for i, p in lines if len(p) > 1]
