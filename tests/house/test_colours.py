"""The colours of drawings: told apart by people who see no red or no green, and in grey print by lightness or form.

The simulation is that of Machado, Oliveira and Fernandes (2009), severity 1, in linear RGB; differences are CIE 1976 in L*a*b*, where 2.3 is
just noticeable: 15 is told apart at a glance on areas that do not touch.
"""
import itertools
import os
import pathlib
import re

CSS = pathlib.Path(os.environ["LC_SOURCE"], "src/report/assets/draw.css").read_text()
SEEN = {
    "all": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}


def value(selector, what):
    """The value of a property in the first rule that has exactly this selector."""
    rule = re.search(r"(?:^|\})\s*" + re.escape(selector) + r"\{([^}]*)\}", CSS, re.M)
    assert rule, selector
    found = re.search(r"(?:^|;)" + what + r":([^;]+)", rule.group(1))
    assert found, (selector, what)
    return found.group(1)


def linear(colour, opacity=1.0):
    """A colour over white paper, in linear RGB."""
    if len(colour) == 4:
        colour = "#" + "".join(c * 2 for c in colour[1:])
    shares = [(int(colour[i:i + 2], 16) * opacity + 255 * (1 - opacity)) / 255 for i in (1, 3, 5)]
    return [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]


def lab(rgb, sight="all"):
    r, g, b = (min(1, max(0, sum(m * c for m, c in zip(row, rgb)))) for row in SEEN[sight])
    xyz = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505, 0.2126 * r + 0.7152 * g + 0.0722 * b, (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(a, b):
    """The least difference over all ways of seeing, and that of lightness alone: grey print."""
    least = min(sum((p - q) ** 2 for p, q in zip(lab(a, s), lab(b, s))) ** 0.5 for s in SEEN)
    return least, abs(lab(a)[0] - lab(b)[0])


def check(colours, alike_in_grey=()):
    """Every pair is apart in colour; in grey, too, but for pairs whose form differs."""
    for a, b in itertools.combinations(colours, 2):
        colour, grey = apart(colours[a], colours[b])
        assert colour >= 15, (a, b, colour)
        assert grey >= 10 or {a, b} in alike_in_grey, (a, b, grey)


def test_what_a_map_lays_over_each_other():
    check({
        "walked": linear(value(".walked", "stroke"), float(value(".walked", "stroke-opacity"))),
        "far": linear(value(".far path", "stroke")),
        "place": linear(value(".place circle", "fill")),
        "water": linear(value(".water", "fill")),
        "motorway": linear(value(".motorway", "stroke")),
        "rail": linear(value(".rail", "stroke")),
    }, alike_in_grey=[{"far", "rail"}, {"walked", "motorway"}, {"water", "motorway"}])  # dots, wide bands, thin lines, areas


def test_borders_of_service_circles():
    check({
        "unit": linear(value(".unit", "stroke")),
        "more": linear(value(".unit.more", "stroke")),
        "far": linear(value(".far path", "stroke")),
        "water": linear(value(".water", "fill")),
    }, alike_in_grey=[{"unit", "more"}, {"more", "far"}])  # full, dotted, dots


def test_bars():
    check({"walked": linear(value(".bar .w", "fill")), "circle": linear(value(".bar .c", "fill")), "rest": linear(value(".bar .track", "fill"))})
    check({"met": linear(value(".share .met", "fill")), "short": linear(value(".share .short", "fill")), "lacks": linear(value(".share .lacks", "fill"))})


def test_a_drawing_stands_by_itself():
    """No variables, which librsvg does not know, and no colour beside this file in what draws."""
    rules = re.sub(r"/\*.*?\*/", "", CSS, flags=re.S)
    assert "var(" not in rules and "@" not in rules
    for colour in re.findall(r"#[0-9a-f]{3,6}", CSS.split("*/")[0]):
        assert colour in rules, f"{colour} of the palette is not used"
