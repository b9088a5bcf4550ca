"""docs/layers.md says what the layers are, and short names are what a Shapefile can hold."""
import os
import sys
from pathlib import Path

import pytest

SOURCE = Path(os.environ["LC_SOURCE"])
sys.path.insert(0, str(SOURCE / "tests/support"))
import layer_table  # noqa: E402

LAYERS = layer_table.layers(SOURCE)


def test_all_layers_are_read():
    assert [layer[0] for layer in LAYERS] == ["regions", "results", "circles", "facilities", "service_circles", "service_streets", "service_areas", "demand",
                                              "gaps", "findings"]


def test_the_page_is_the_table():
    page = (SOURCE / "docs/layers.md").read_text()
    assert page.endswith(layer_table.markdown(SOURCE)), "print it anew: python3 tests/support/layer_table.py"


@pytest.mark.parametrize("name, title, geometry, fields", LAYERS, ids=[layer[0] for layer in LAYERS])
def test_short_names_fit_a_shapefile(name, title, geometry, fields):
    assert all(len(brief.encode("ascii")) <= 10 for _, brief, _, _ in fields)
    assert len({brief.lower() for _, brief, _, _ in fields}) == len(fields)
    assert len({long for long, _, _, _ in fields}) == len(fields)
