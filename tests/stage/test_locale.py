"""A program with a decimal comma calls the library: every byte is the same as without. German stands for all of them; the locale is made here."""
import os
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
from lc_run import SOURCE, lifecircle

TOWN = SOURCE / "tests/stage/town"
PROGRAM = Path(os.environ["LC_BUILD"]) / "bin/in_locale"
FORMATS = "formats: [gpkg, shapefile, csv, json, html, geojson, xlsx]"


@pytest.fixture(scope="module")
def german(tmp_path_factory):
    """The folder of the locale."""
    folder = tmp_path_factory.mktemp("locale")
    if shutil.which("localedef") is None or not Path("/usr/share/i18n/locales/de_DE").exists():
        pytest.skip("no locale can be made here (package locales)")
    subprocess.run(["localedef", "--no-archive", "-i", "de_DE", "-f", "UTF-8", folder / "de_DE.UTF-8"], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """The hand-worked town with limits, margins and a profile that are no whole numbers, and every format."""
    folder = shutil.copytree(TOWN, tmp_path_factory.mktemp("study") / "town")
    path = folder / "study.yaml"
    text = re.sub(r"(?m)^output:.*(\n[ -].*)*", "", path.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^(margin_m|snap|horizon_min):.*\n", "", text)
    path.write_text(text + f"\nmargin_m: 2000.5\nsnap: {{warn_m: 99.5, limit_m: 300.25}}\nhorizon_min: 60.5\noutput: {{{FORMATS}}}\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=["", "+"], ids=["process", "thread"])
def outs(request, german, study, tmp_path_factory):
    plain, comma = tmp_path_factory.mktemp("plain") / "out", tmp_path_factory.mktemp("comma") / "out"
    done = lifecircle("run", study, "--out", plain, "--lang", "en")
    assert done.returncode == 0, done.stderr
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_ALL", "LANG"))} | {"LOCPATH": str(german), "LC_ALL": "de_DE.UTF-8"}
    done = subprocess.run([PROGRAM, f"{request.param}{study}", comma], capture_output=True, text=True, env=environment, timeout=280)
    assert done.returncode == 0, (done.returncode, done.stderr)
    assert done.stdout == "0,5\n"  # the locale was in force, and is afterwards
    return plain, comma


def test_every_file_is_the_same(outs):
    plain, comma = outs
    names = sorted(str(p.relative_to(plain)) for p in plain.rglob("*") if p.is_file() and "sqlite" not in p.name)
    assert len(names) > 30 and names == sorted(str(p.relative_to(comma)) for p in comma.rglob("*") if p.is_file() and "sqlite" not in p.name)
    assert [n for n in names if (plain / n).read_bytes() != (comma / n).read_bytes()] == []


@pytest.mark.parametrize("table", ["parameter", "finding", "profile", "reach_limit", "region", "facility", "demand", "net_edge", "reach_column",
                                   "indicator_value", "target", "gap", "gap_closes", "stage"])
def test_the_store_is_the_same(outs, table):
    a, b = (sqlite3.connect(out / "lifecircle.sqlite").execute(f"SELECT * FROM {table}").fetchall() for out in outs)
    assert a == b and (a or table == "finding")


def test_fractions_are_among_the_parameters(outs):
    stored = dict(sqlite3.connect(outs[1] / "lifecircle.sqlite").execute("SELECT name, value FROM parameter"))
    assert (stored["margin_m"], stored["snap_warn_m"], stored["snap_limit_m"], stored["horizon_min"]) == ("2000.5", "99.5", "300.25", "60.5")
