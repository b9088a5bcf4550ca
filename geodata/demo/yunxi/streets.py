"""Blocks and streets: macro blocks are cut again and again until they have the size that the neighbourhood asks for."""
import math

from . import mesh as M
from . import plan
from .names import street_name

# Smallest block, m2, by class of the town; villages have small blocks near their hamlets only.
BLOCK = {'central': 10500, 'urbanised': 26000, 'rural': 420000, None: 600000}
HAMLET_BLOCK, HAMLET_M = 11000, 330.0


class City:
    """mesh, zone of every face, line id -> dict of tags"""

    def __init__(self, rng):
        self.rng = rng
        self.mesh = M.from_lines(plan.macro_lines())
        self.zone, self.barrier, self.lines, self.used = {}, {}, {}, set()
        for name, kind, *_ in plan.AVENUES:
            self.lines[name] = {'highway': kind, 'name': name}
        for name in ('滨溪西路', '滨溪东路', '环区公路'):
            self.lines[name] = {'highway': 'tertiary', 'name': name}
        self.hamlets = []  # (town, point); None for those beyond the boundary
        self.place_hamlets()
        for f in list(self.mesh.faces):
            p = interior_point(self.mesh.ring(f))
            self.zone[f], self.barrier[f] = plan.zone(p), plan.barrier_at(p)

    def place_hamlets(self):
        """One hamlet per rural community, as far from each other and from the edges as chance allows; a few beyond the boundary."""
        wants = [(z, t[6] + t[7]) for z, t in enumerate(plan.TOWNS) if t[3] == 'rural'] + [(None, 16)]
        for z, n in wants:
            near = []
            while len(near) < n:
                best = max((p for p in self.candidates(z, 40)), key=lambda p: (min((math.dist(p, h) for _, h in self.hamlets + near), default=0)))
                near.append((z, best))
            self.hamlets += near

    def candidates(self, z, n):
        out = []
        while len(out) < n:
            p = (self.rng.real(-6300, 6300), self.rng.real(-6300, 6300))
            r = math.dist(p, plan.CENTRE) - plan.outline_r(math.atan2(p[1] - plan.CENTRE[1], p[0] - plan.CENTRE[0]))
            if (r < -180 if z is not None else 250 < r < 950) and plan.zone(p) == z and abs(p[0] - plan.river_x(p[1])) > 190 \
                    and abs(p[1] - plan.rail_y(p[0])) > 130 and abs(p[1] - plan.expressway_y(p[0])) > 130:
                out.append(p)
        return out

    def class_of(self, f):
        return None if self.zone[f] is None else plan.TOWNS[self.zone[f]][3]

    def cut(self, f, line, tries=8, spread=0.10):
        """Cuts a block across its long side. None when no decent cut is found."""
        m, rng = self.mesh, self.rng
        ring = m.ring(f)
        long_m, short_m, angle = M.box(ring)
        c, total = M.centroid(ring), M.area(ring)
        for k in range(tries):
            off = rng.real(-spread, spread) * long_m
            pivot = (c[0] + off * math.cos(angle), c[1] + off * math.sin(angle))
            across = angle + math.pi / 2 + rng.real(-0.07, 0.07) + (math.pi / 2 if k > tries - 3 else 0)
            if not M.inside(pivot, ring):
                continue
            ends = m.chord(f, pivot, across, min(20.0, 0.12 * short_m))
            if ends is None or not self.decent(f, ends, total):
                continue
            between = self.bend(ring, ends[0][2], ends[1][2])
            out = m.split(f, ends, between, line)
            for g in out:
                self.zone[g], self.barrier[g] = self.zone[f], self.barrier[f]
            return out
        return None

    def decent(self, f, ends, total):
        (a, b, p), (c, d, q) = ends
        if a == c and b is None and d is None or math.dist(p, q) < 20:
            return False
        ring = list(self.mesh.faces[f])
        pts = [self.mesh.points[v] for v in ring]

        def after(e):  # index of the first vertex at or after the end
            if e[1] is None:
                return ring.index(e[0])
            i, j = ring.index(e[0]), ring.index(e[1])
            return j if (i + 1) % len(ring) == j else i
        i, j = after(ends[0]), after(ends[1])
        part = [p] + [pts[(i + k) % len(pts)] for k in range((j - i) % len(pts))] + [q]
        share = abs(M.area(part)) / total
        return 0.28 < share < 0.72

    def bend(self, ring, p, q):
        """Points between the ends of a new street, slightly off the straight line."""
        length = math.dist(p, q)
        n = int(length // 62)
        if n < 1:
            return []
        lean = self.rng.real(-0.022, 0.022) * length
        ripple = self.rng.real(-3.0, 3.0)
        nx, ny = -(q[1] - p[1]) / length, (q[0] - p[0]) / length
        for scale in (1.0, 0.3, 0.0):
            pts = []
            for k in range(1, n + 1):
                t = k / (n + 1)
                o = scale * (lean * math.sin(math.pi * t) + ripple * math.sin(2 * math.pi * t * max(1, n // 4)))
                pts.append((p[0] + t * (q[0] - p[0]) + o * nx, p[1] + t * (q[1] - p[1]) + o * ny))
            if all(M.inside(x, ring) for x in pts) and self.clear(ring, [p] + pts + [q]):
                return pts
        return pts

    @staticmethod
    def clear(ring, path):
        """Does the path stay clear of the ring between its ends?"""
        inner = path[1:-1]
        return all(M.distance_to_segment(x, a, b) > 4.0 for x in inner[1:-1] for a, b in zip(ring, ring[1:] + ring[:1]))

    def wanted(self, f):
        """The size at which a block is small enough, m2."""
        c = M.centroid(self.mesh.ring(f))
        size = BLOCK[self.class_of(f)]
        if self.zone[f] == 3:
            size = 34000  # the new town's superblocks
        if self.zone[f] == 5 and c[1] < -3400:
            size = 70000  # orchards south of the last road
        if self.class_of(f) == 'central':
            size *= 0.8 + 0.5 * min(1.0, math.dist(c, (-500, 300)) / 2500)
        near = min(math.dist(c, h) for _, h in self.hamlets)
        if near < HAMLET_M:
            return HAMLET_BLOCK if self.class_of(f) == 'rural' else min(size, 16000)
        if self.class_of(f) in ('rural', None) and any(M.inside(h, self.mesh.ring(f)) for _, h in self.hamlets):
            return HAMLET_BLOCK
        return size

    def street(self, f):
        """A new line for a street across block f."""
        a, cls = M.area(self.mesh.ring(f)), self.class_of(f)
        rural = cls in ('rural', None)
        if a > (1500000 if rural else 420000):
            tags = {'highway': 'tertiary'}
        elif a > (150000 if rural else 90000):
            tags = {'highway': 'unclassified' if rural else 'residential'}
        elif rural:
            tags = {'highway': self.rng.pick(['residential', 'service', 'path', 'track', 'footway'])}
        elif cls == 'central':
            tags = {'highway': 'residential' if a > 42000 else self.rng.pick(['living_street', 'residential', 'footway', 'pedestrian'])}
        else:
            tags = {'highway': 'residential' if a > 75000 else self.rng.pick(['service', 'footway', 'residential', 'living_street'])}
        if tags['highway'] in ('tertiary', 'unclassified', 'residential', 'living_street', 'pedestrian'):
            tags['name'] = street_name(self.rng, tags['highway'], self.used)
        line = 's%d' % len(self.lines)
        self.lines[line] = tags
        return line

    def grow(self):
        """Cuts until every block is small enough. Barriers are cut without streets, so that towns can share them out."""
        todo = sorted(self.mesh.faces)
        while todo:
            f = todo.pop()
            a = M.area(self.mesh.ring(f))
            if self.barrier[f]:
                if M.box(self.mesh.ring(f))[0] > 450:
                    todo += self.cut(f, None) or []
            elif a > self.wanted(f) * self.rng.real(1.15, 1.75):
                todo += self.cut(f, self.street(f)) or []


def interior_point(ring):
    """A point inside the ring, as far from its sides as a few tries find."""
    tries = [M.centroid(ring)]
    n = len(ring)
    for i in range(0, n, max(1, n // 12)):
        a, b = ring[i], ring[(i + 1) % n]
        length = math.dist(a, b) or 1.0
        for d in (5.0, 20.0, 80.0):
            tries.append(((a[0] + b[0]) / 2 - d * (b[1] - a[1]) / length, (a[1] + b[1]) / 2 + d * (b[0] - a[0]) / length))
    tries = [p for p in tries if M.inside(p, ring)]
    return max(tries, key=lambda p: min(M.distance_to_segment(p, a, b) for a, b in zip(ring, ring[1:] + ring[:1])))


def street_edges(city):
    """Edges that can be walked: (a, b) -> (line id, structure); structure is bridge or tunnel where an avenue crosses a barrier."""
    out = {}
    crosses = {a[0]: a[5] for a in plan.AVENUES}
    for (a, b), (line, faces) in sorted(city.mesh.edges.items()):
        if line is None or line.startswith('#'):
            continue
        walls = {city.barrier[f] for f in faces}
        if len(faces) == 2 and None not in walls:
            # Inside a barrier only the avenues that cross it go on.
            how = {crosses.get(line, {}).get(w) for w in walls}
            if None in how:
                continue
            out[(a, b)] = (line, sorted(how)[0])
        else:
            out[(a, b)] = (line, None)
    return out
