"""Every public call, with calls below it that fail one at a time (see docs/torture.md): here some of each kind, spread over the ways
that lead to them; `./run.sh torture MINUTES` goes on to all."""
import os
import re
import subprocess

import pytest

import small_study

PROGRAM = os.path.join(os.environ["LC_BUILD"], "bin", "torture")
CIRCLES = "circles: {people: [1000, 5000]}\nmodes:"
ALL = "[csv, json, gpkg, shapefile, geojson, html, xlsx, pdf]"


def write(folder, facilities=small_study.FACILITIES, formats="[csv, json]"):
    path = small_study.write(folder)
    path.write_text(path.read_text(encoding="utf-8").replace("[csv, json]", formats).replace("modes:", CIRCLES), encoding="utf-8")
    (folder / "facilities.csv").write_text(facilities, encoding="utf-8")


def studies(folder):
    """The studies that the program asks for: one, what it was before, and with all outputs."""
    write(folder / "study")
    write(folder / "old-study", facilities="\n".join(small_study.FACILITIES.splitlines()[:-1]) + "\n")
    write(folder / "all-study", formats=ALL)


def with_places(program, text):
    """Addresses of the program as functions and lines."""
    found = sorted(set(re.findall(r" (0x[0-9a-f]+)", text)))
    told = subprocess.run(["addr2line", "-s", "-f", "-e", str(program), *found], capture_output=True, text=True).stdout.splitlines()
    names = {a: f"{told[2 * i]}({told[2 * i + 1].split(' ')[0]})" for i, a in enumerate(found)} if told else {}
    return re.sub(r"0x[0-9a-f]+", lambda m: names.get(m[0], m[0]), text)


def torture(folder, *more, program=PROGRAM):
    done = subprocess.run([str(program), str(folder), *map(str, more)], capture_output=True, text=True, errors="replace")
    return done.returncode, with_places(program, done.stdout + done.stderr)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("torture")
    studies(made)
    return made


DOORS = "run,run-new,check,report,explain,explain-layer,info,network,rules,new,plans"
EXPORTS = ",".join("export-" + name for name in "csv json gpkg shapefile geojson flatgeobuf graph html xlsx pdf".split())


@pytest.mark.parametrize("doors, cases", [(DOORS, 2), (EXPORTS, 1)])
def test_a_call_that_fails_is_answered(folder, doors, cases):
    if "asan" in os.environ["LC_BUILD"]:  # several times slower, and looks for leaks of libraries, too
        doors, cases = {DOORS: ("run,explain-layer", 1), EXPORTS: ("export-gpkg,export-xlsx", 1)}[doors]
    code, said = torture(folder, "--door", doors, "--cases", cases)
    assert code == 0, said
    assert re.search(r"^[1-9]\d+ cases, \d+ of them not reached, 0 not well", said, re.M), said
