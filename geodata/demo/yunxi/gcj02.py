"""WGS-84 to GCJ-02, the public formula of the offset used by Chinese web maps. Degrees."""
import math

_A, _EE = 6378245.0, 0.00669342162296594323


def from_wgs84(lon, lat):
    x, y = lon - 105.0, lat - 35.0
    wave = (20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)) * 2 / 3
    dlat = (-100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + wave
            + (20 * math.sin(y * math.pi) + 40 * math.sin(y / 3 * math.pi)) * 2 / 3
            + (160 * math.sin(y / 12 * math.pi) + 320 * math.sin(y * math.pi / 30)) * 2 / 3)
    dlon = (300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + wave
            + (20 * math.sin(x * math.pi) + 40 * math.sin(x / 3 * math.pi)) * 2 / 3
            + (150 * math.sin(x / 12 * math.pi) + 300 * math.sin(x / 30 * math.pi)) * 2 / 3)
    rad = lat / 180 * math.pi
    magic = 1 - _EE * math.sin(rad) ** 2
    return (lon + dlon * 180 / (_A / math.sqrt(magic) * math.cos(rad) * math.pi),
            lat + dlat * 180 / (_A * (1 - _EE) / (magic * math.sqrt(magic)) * math.pi))
