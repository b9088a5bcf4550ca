"""Communities made of blocks, and the people in them."""
import heapq
import math

from . import mesh as M
from . import plan
from .names import community_name
from .rng import largest_remainder

GROUPS = ['resident', 'registered', 'age60', 'age65', 'age70', 'age80', 'age1_3']
GROUPS_ZH = ['常住人口', '户籍人口', '60岁及以上', '65岁及以上', '70岁及以上', '80岁及以上', '1-3岁']


class Community:
    def __init__(self, code, name, name_en, town, kind, faces, built, centre):
        self.code, self.name, self.name_en, self.town, self.kind = code, name, name_en, town, kind
        self.faces, self.built, self.centre = faces, built, centre  # all blocks; those that people live in; a point
        self.people = {}


def density(town, p):
    """People per m2, up to a factor: the new town has built along its river first, outskirts are thin."""
    if town == 3:
        return 3.4 if p[0] - plan.river_x(p[1]) < 850 else 1.0
    if town in (4, 5, 6):
        return 0.35 + math.exp(-math.dist(p, (0, 0)) / 2600)
    return 1.0


def seeds(city, town, count):
    """Centres of communities: k-means over the blocks, weighted by people (Lloyd, 14 rounds)."""
    blocks = [(M.centroid(city.mesh.ring(f)), M.area(city.mesh.ring(f))) for f in sorted(city.mesh.faces)
              if city.zone[f] == town and not city.barrier[f]]
    blocks = [(c, a * density(town, c)) for c, a in blocks]
    at = [blocks[int((k + 0.5) * len(blocks) / count)][0] for k in range(count)]
    at = [(x + city.rng.real(-200, 200), y + city.rng.real(-200, 200)) for x, y in at]
    for _ in range(14):
        sums = [[0.0, 0.0, 0.0] for _ in at]
        for c, w in blocks:
            s = sums[min(range(len(at)), key=lambda k: math.dist(c, at[k]))]
            s[0] += w * c[0]
            s[1] += w * c[1]
            s[2] += w
        at = [(s[0] / s[2], s[1] / s[2]) if s[2] else a for s, a in zip(sums, at)]
    return at


def grow(city, town, at):
    """Blocks of each seed: shortest way over neighbouring blocks of the town, so that every community hangs together."""
    m = city.mesh
    mine = [f for f in sorted(m.faces) if city.zone[f] == town]
    c = {f: M.centroid(m.ring(f)) for f in mine}
    owner, heap = {}, []
    for k, p in enumerate(at):
        f = min((f for f in mine if not city.barrier[f]), key=lambda f: (not M.inside(p, m.ring(f)), math.dist(p, c[f])))
        heapq.heappush(heap, (0.0, k, f))
    while heap:
        d, k, f = heapq.heappop(heap)
        if f in owner:
            continue
        owner[f] = k
        ring = m.faces[f]
        for a, b in zip(ring, ring[1:] + ring[:1]):
            line = m.edge(a, b)[0]
            # Crossing an avenue costs extra: communities like to end there.
            extra = 120 if line in city.lines and city.lines[line]['highway'] in ('primary', 'secondary', 'tertiary') else 0
            for g in m.edge(a, b)[1]:
                if g not in owner and city.zone[g] == town:
                    heapq.heappush(heap, (d + math.dist(c[f], c[g]) + extra, k, g))
    assert len(owner) == len(mine), 'a town falls apart'
    return [[f for f in mine if owner[f] == k] for k in range(len(at))]


def communities(city):
    out, used = [], set()
    for town, t in enumerate(plan.TOWNS):
        count = t[6] + t[7]
        rural = t[3] == 'rural'
        at = [h for z, h in city.hamlets if z == town] if rural else seeds(city, town, count)
        at.sort(key=lambda p: math.dist(p, (300, 200)))  # committees near the centre, villages far out
        for k, faces in enumerate(grow(city, town, at)):
            kind = 'committee' if k < t[6] else 'village'
            code = t[0][:9] + '%03d' % (k + 1 if kind == 'committee' else 200 + k - t[6] + 1)
            built = [f for f in faces if not city.barrier[f]]
            if rural:
                reach = 620 if kind == 'committee' else 430
                built = [f for f in built if math.dist(M.centroid(city.mesh.ring(f)), at[k]) < reach and M.area(city.mesh.ring(f)) < 90000] \
                    or sorted(built, key=lambda f: math.dist(M.centroid(city.mesh.ring(f)), at[k]))[:2]
            name, en = community_name(city.rng, kind, used)
            out.append(Community(code, name, en, town, kind, faces, built, at[k]))
        people(city, [c for c in out if c.town == town], t)
    return out


def people(city, group, t):
    rng, rural = city.rng, t[3] == 'rural'
    weights = []
    for c in group:
        w = sum(M.area(city.mesh.ring(f)) * density(c.town, M.centroid(city.mesh.ring(f))) for f in c.built)
        weights.append((w if not rural else 2.6 if c.kind == 'committee' else 1.0) * rng.real(0.75, 1.3) * (0.55 if c.kind == 'village' and not rural else 1))
    for c, n in zip(group, largest_remainder(t[5], weights)):
        reg = min(n, round(n * t[8] * rng.real(0.93, 1.06)))
        a60 = round(reg * t[9] * rng.real(0.88, 1.12))
        a65 = round(a60 * rng.real(0.70, 0.76))
        a70 = round(a65 * rng.real(0.60, 0.66))
        a80 = round(a70 * rng.real(0.31, 0.40))
        c.people = dict(zip(GROUPS, (n, reg, a60, a65, a70, a80, round(n * t[10] * rng.real(0.85, 1.15)))))
