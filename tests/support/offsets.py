"""GCJ-02 and BD-09 as the open converters have them (eviltransform, coordtransform), written down once more for the tests: nothing here is the
program's. Longitude first, degrees."""
import math

A_M, E2 = 6378245.0, 0.00669342162296594323


def _waves(t, *terms):
    return sum(2 / 3 * size * math.sin(t * math.pi / part) for size, part in terms)


def gcj02_from_wgs84(lon, lat):
    x, y = lon - 105, lat - 35
    both = _waves(x, (20, 1 / 6), (20, 1 / 2))
    north_m = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + both + _waves(y, (20, 1), (40, 3), (160, 12), (320, 30))
    east_m = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + both + _waves(x, (20, 1), (40, 3), (150, 12), (300, 30))
    w2 = 1 - E2 * math.sin(math.radians(lat)) ** 2
    return (lon + math.degrees(east_m / (A_M / math.sqrt(w2) * math.cos(math.radians(lat)))),
            lat + math.degrees(north_m / (A_M * (1 - E2) / w2 ** 1.5)))


def bd09_from_gcj02(lon, lat):
    wave = math.pi * 3000 / 180
    radius = math.hypot(lon, lat) + 0.00002 * math.sin(lat * wave)
    angle = math.atan2(lat, lon) + 0.000003 * math.cos(lon * wave)
    return radius * math.cos(angle) + 0.0065, radius * math.sin(angle) + 0.006


def wgs84_from_gcj02(lon, lat):
    x, y = lon, lat
    for _ in range(30):
        there = gcj02_from_wgs84(x, y)
        x, y = x - there[0] + lon, y - there[1] + lat
    return x, y
