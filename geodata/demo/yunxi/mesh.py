"""A planar mesh of blocks: vertices are shared, so whatever is built of blocks (communities, towns) fits without gaps or overlaps."""
import math


def area(ring):
    """Signed area of a ring of points, m2; counter-clockwise is positive."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1])) / 2


def centroid(ring):
    x0, y0 = ring[0]
    a = cx = cy = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        c = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        a += c
        cx += c * (x1 + x2 - 2 * x0)
        cy += c * (y1 + y2 - 2 * y0)
    return (x0 + cx / (3 * a), y0 + cy / (3 * a)) if a else ring[0]


def inside(p, ring):
    x, y = p
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            odd = not odd
    return odd


def distance_to_segment(p, a, b):
    dx, dy = b[0] - a[0], b[1] - a[1]
    n = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / n)) if n else 0.0
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def hull(points):
    points = sorted(set(points))

    def half(seq):
        out = []
        for p in seq:
            while len(out) > 1 and ((out[-1][0] - out[-2][0]) * (p[1] - out[-2][1])
                                    - (out[-1][1] - out[-2][1]) * (p[0] - out[-2][0])) <= 0:
                out.pop()
            out.append(p)
        return out[:-1]
    return half(points) + half(points[::-1])


def box(points):
    """The smallest enclosing rectangle: (long side, short side, angle of the long side)."""
    ring, best = hull(points), None
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        t = math.atan2(y2 - y1, x2 - x1)
        c, s = math.cos(t), math.sin(t)
        u = [x * c + y * s for x, y in ring]
        v = [y * c - x * s for x, y in ring]
        w, h = max(u) - min(u), max(v) - min(v)
        if best is None or w * h < best[0] - 1e-6:
            best = (w * h, w, h, t) if w >= h else (w * h, h, w, t + math.pi / 2)
    return best[1:]


class Mesh:
    """Vertices, edges (with the line they belong to, or None) and faces (rings of vertex numbers, counter-clockwise)."""

    def __init__(self):
        self.points, self.faces, self.edges = [], {}, {}  # edges: (low, high) -> [line, {face, ...}]
        self.next_face = 0
        self._number = {}

    def vertex(self, x, y):
        p = (round(x, 3), round(y, 3))
        if p not in self._number:
            self._number[p] = len(self.points)
            self.points.append(p)
        return self._number[p]

    def ring(self, face):
        return [self.points[v] for v in self.faces[face]]

    def edge(self, a, b):
        return self.edges[(a, b) if a < b else (b, a)]

    def _pairs(self, ring):
        return zip(ring, ring[1:] + ring[:1])

    def add_face(self, ring):
        f, self.next_face = self.next_face, self.next_face + 1
        self.faces[f] = ring
        for a, b in self._pairs(ring):
            self.edges.setdefault((min(a, b), max(a, b)), [None, set()])[1].add(f)
        return f

    def _drop_face(self, f):
        for a, b in self._pairs(self.faces[f]):
            self.edge(a, b)[1].discard(f)
        del self.faces[f]

    def cut_edge(self, a, b, p):
        """Puts a vertex on an edge, in every face that has it."""
        v = self.vertex(*p)
        if v in (a, b):
            return v
        line, faces = self.edges.pop((min(a, b), max(a, b)))
        for e in ((a, v), (v, b)):
            self.edges[(min(e), max(e))] = [line, set(faces)]
        for f in faces:
            ring = self.faces[f]
            i = next(i for i, e in enumerate(self._pairs(ring)) if e in ((a, b), (b, a)))
            ring.insert(i + 1, v)
        return v

    def refine(self, longest):
        """No edge of a line stays longer than this, m."""
        for a, b in sorted(self.edges):
            if self.edges[(a, b)][0] is None:
                continue
            (x1, y1), (x2, y2) = self.points[a], self.points[b]
            n = math.ceil(math.hypot(x2 - x1, y2 - y1) / longest)
            for k in range(1, n):
                t = k / n
                v = self.cut_edge(a, b, (x1 + t * (x2 - x1), y1 + t * (y2 - y1)))
                a = v

    def chord(self, face, pivot, angle, snap_m):
        """Where the straight line through pivot first leaves the face, both ways: [(edge or vertex, point), ...] or None."""
        ring = self.faces[face]
        dx, dy = math.cos(angle), math.sin(angle)
        hits = {1: None, -1: None}
        for a, b in self._pairs(ring):
            (x1, y1), (x2, y2) = self.points[a], self.points[b]
            ex, ey = x2 - x1, y2 - y1
            den = dx * ey - dy * ex
            if abs(den) < 1e-9:
                continue
            t = ((x1 - pivot[0]) * ey - (y1 - pivot[1]) * ex) / den
            u = ((x1 - pivot[0]) * dy - (y1 - pivot[1]) * dx) / den
            if 0 <= u <= 1:
                side = 1 if t > 0 else -1
                if hits[side] is None or abs(t) < abs(hits[side][0]):
                    hits[side] = (t, a, b, (x1 + u * ex, y1 + u * ey))
        if None in hits.values():
            return None
        ends = []
        for t, a, b, p in (hits[-1], hits[1]):
            near = min((a, b), key=lambda v: math.dist(self.points[v], p))
            ends.append((near, None, self.points[near]) if math.dist(self.points[near], p) < snap_m else (a, b, p))
        return ends

    def split(self, face, ends, between, line):
        """Cuts a face in two along end - between - end. Returns the two new faces."""
        v = [e[0] if e[1] is None else self.cut_edge(*e) for e in ends]
        path = [v[0]] + [self.vertex(*p) for p in between] + [v[1]]
        ring = list(self.faces[face])
        i, j = ring.index(v[0]), ring.index(v[1])
        ring = ring[i:] + ring[:i]
        j = (j - i) % len(ring)
        left, right = ring[:j + 1] + path[-2:0:-1], ring[j:] + [ring[0]] + path[1:-1]
        self._drop_face(face)
        out = [self.add_face(left), self.add_face(right)]
        for a, b in zip(path, path[1:]):
            self.edge(a, b)[0] = line
        return out

    def outline(self, faces):
        """The rings around a set of faces: outer ones counter-clockwise, holes clockwise."""
        faces = set(faces)
        go = {}
        for f in sorted(faces):
            for a, b in self._pairs(self.faces[f]):
                if len(self.edge(a, b)[1] & faces) == 1:
                    go.setdefault(a, []).append(b)
        rings = []
        while go:
            a = min(go)
            ring = [a]
            while True:
                here = ring[-1]
                ways = go[here]
                b = ways[0] if len(ways) == 1 else self._leftmost(ring[-2] if len(ring) > 1 else None, here, ways)
                ways.remove(b)
                if not ways:
                    del go[here]
                if b == ring[0]:
                    break
                ring.append(b)
            rings.append([self.points[v] for v in ring])
        return rings

    def _leftmost(self, before, here, ways):
        """At a vertex where two faces of the set touch by a corner, stay on the same face: take the sharpest left turn."""
        if before is None:
            return min(ways)
        x, y = self.points[here]
        back = math.atan2(self.points[before][1] - y, self.points[before][0] - x)
        return max(ways, key=lambda v: (math.atan2(self.points[v][1] - y, self.points[v][0] - x) - back) % (2 * math.pi))


def from_lines(lines):
    """A mesh from polylines [(line id, [points])] that may cross: cut at every crossing, dangling ends dropped, faces traced."""
    mesh = Mesh()
    cuts = [[[(0.0, p)] for p in pts[:-1]] for _, pts in lines]
    boxes = [[(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in zip(p, p[1:])] for _, p in lines]
    cells = {}
    for li, segs in enumerate(boxes):
        for si, (x0, y0, x1, y1) in enumerate(segs):
            for gx in range(int(x0 // 100), int(x1 // 100) + 1):
                for gy in range(int(y0 // 100), int(y1 // 100) + 1):
                    cells.setdefault((gx, gy), []).append((li, si))
    done = set()
    for cell in sorted(cells):
        here = cells[cell]
        for n, (li, si) in enumerate(here):
            for lj, sj in here[n + 1:]:
                if li == lj or (li, si, lj, sj) in done:
                    continue
                done.add((li, si, lj, sj))
                _cross(lines[li][1], si, lines[lj][1], sj, cuts[li][si], cuts[lj][sj])
    around = {}
    for (line, pts), segs in zip(lines, cuts):
        chain = [mesh.vertex(*p) for seg in segs for _, p in sorted(seg)] + [mesh.vertex(*pts[-1])]
        for a, b in zip(chain, chain[1:]):
            if a != b and (min(a, b), max(a, b)) not in mesh.edges:
                mesh.edges[(min(a, b), max(a, b))] = [line, set()]
                around.setdefault(a, set()).add(b)
                around.setdefault(b, set()).add(a)
    ends = sorted(v for v in around if len(around[v]) == 1)
    while ends:
        v = ends.pop()
        if len(around[v]) != 1:
            continue
        w = around[v].pop()
        around[w].discard(v)
        del mesh.edges[(min(v, w), max(v, w))]
        if len(around[w]) == 1:
            ends.append(w)
    _trace(mesh, around)
    return mesh


def _cross(p, i, q, j, cut_p, cut_q):
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = p[i], p[i + 1], q[j], q[j + 1]
    den = (x2 - x1) * (y4 - y3) - (y2 - y1) * (x4 - x3)
    if abs(den) < 1e-12:
        return
    t = ((x3 - x1) * (y4 - y3) - (y3 - y1) * (x4 - x3)) / den
    u = ((x3 - x1) * (y2 - y1) - (y3 - y1) * (x2 - x1)) / den
    if 0 <= t <= 1 and 0 <= u <= 1:
        at = (x1 + t * (x2 - x1), y1 + t * (y2 - y1))
        cut_p.append((t, at))
        cut_q.append((u, at))


def _trace(mesh, around):
    turn = {}
    for v, ws in around.items():
        x, y = mesh.points[v]
        ws = sorted(ws, key=lambda w: math.atan2(mesh.points[w][1] - y, mesh.points[w][0] - x))
        for k, w in enumerate(ws):
            turn[(w, v)] = (v, ws[k - 1])  # coming from w, the next edge clockwise keeps the face on the left
    seen = set()
    for start in sorted(turn):
        ring, e = [], start
        while e not in seen:
            seen.add(e)
            ring.append(e[0])
            e = turn[e]
        if ring and area([mesh.points[v] for v in ring]) > 1:
            mesh.add_face(ring)
