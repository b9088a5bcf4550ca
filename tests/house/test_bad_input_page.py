"""docs/bad-input.md is what its generator writes today."""
import os
from pathlib import Path

import bad_input_page


def test_the_page_is_up_to_date():
    there = (Path(os.environ["LC_SOURCE"]) / "docs/bad-input.md").read_text(encoding="utf-8")
    assert there == bad_input_page.page(), "run: PYTHONPATH=tests/support python3 tests/support/bad_input_page.py > docs/bad-input.md"
