"""lifecircle network: the table of foot rules, and what became of a study's streets."""
import csv
import io
import os
import subprocess
from pathlib import Path

import pytest

CLI = os.environ["LC_CLI"]
TABLE = Path(os.environ["LC_SOURCE"]) / "geodata/foot-rules.csv"

OSM = """<?xml version='1.0'?><osm version='0.6'>
<node id='1' lat='31.2' lon='121.40'/><node id='2' lat='31.2' lon='121.41'><tag k='barrier' v='gate'/></node>
<node id='3' lat='31.2' lon='121.42'/><node id='4' lat='31.21' lon='121.40'/><node id='5' lat='31.21' lon='121.41'/>
<way id='1'><nd ref='1'/><nd ref='2'/><nd ref='3'/><tag k='highway' v='residential'/></way>
<way id='2'><nd ref='1'/><nd ref='4'/><tag k='highway' v='motorway'/></way>
<way id='3'><nd ref='4'/><nd ref='5'/><tag k='highway' v='service'/><tag k='access' v='private'/></way>
<way id='4'><nd ref='3'/><nd ref='5'/><tag k='highway' v='cycleway'/></way>
</osm>"""


def cli(*args, cwd=None):
    return subprocess.run([CLI, *map(str, args)], cwd=cwd, env={**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}, capture_output=True,
                          text=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=60)


@pytest.fixture
def study(tmp_path):
    (tmp_path / "facilities.csv").write_text("name,type,lon,lat,area_m2\nCentre,comprehensive_centre,121.4,31.2,800\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text("name,lon,lat,resident\nNear,121.401,31.2,600\nFar,121.42,31.21,400\n", encoding="utf-8")
    (tmp_path / "streets.osm").write_text(OSM, encoding="utf-8")
    (tmp_path / "study.yaml").write_text(
        "lifecircle: 1\n"
        "facilities: [{file: facilities.csv, crs: EPSG:4326}]\n"
        "population: [{file: people.csv, crs: EPSG:4326, form: points, year: 2025, groups: [resident]}]\n"
        "streets: [{file: streets.osm}]\n", encoding="utf-8")
    return tmp_path / "study.yaml"


def test_the_csv_is_the_table_that_was_compiled_in():
    done = cli("network", "rules", "--csv")
    assert (done.returncode, done.stderr) == (0, "")
    with TABLE.open(encoding="utf-8") as file:
        assert list(csv.reader(io.StringIO(done.stdout))) == list(csv.reader(file))


@pytest.mark.parametrize("language, words", [("en", "Walked only where a walk begins or ends"), ("zh", "只在步行的起止处可走")])
def test_rules_are_told_in_the_readers_language(language, words):
    done = cli("network", "rules", "--lang", language)
    assert done.returncode == 0
    assert words in done.stdout
    with TABLE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            assert row["id"] in done.stdout and row["text_" + language] in done.stdout


def test_each_group_says_what_it_decides():
    heads = [line for line in cli("network", "rules", "--lang", "zh").stdout.splitlines() if line.startswith("道路")]
    assert "道路: walk  能否步行？" in heads and "道路节点: node  节点上有什么？" in heads
    assert all(head.endswith("？") for head in heads)


def test_a_study_changes_the_table(study):
    (study.parent / "rules.csv").write_text("id,on,group,use,when,verdict,kind,wait_s,text_en\n"
                                            "slow_gate,node,node,on,barrier=gate,pass,gate,25,Slow.\n", encoding="utf-8")
    study.write_text(study.read_text() + "foot_rules: {file: rules.csv, on: [cycleway]}\n")
    rows = list(csv.DictReader(io.StringIO(cli("network", "rules", study, "--csv").stdout)))
    assert rows[0]["id"] == "slow_gate" and rows[0]["wait_s"] == "25"
    assert {r["id"]: r["use"] for r in rows}["cycleway"] == "on"


def test_the_written_table_is_a_file_of_rules(study):
    (study.parent / "rules.csv").write_text(cli("network", "rules", "--csv").stdout, encoding="utf-8")
    study.write_text(study.read_text() + "foot_rules: rules.csv\n")
    assert cli("network", "rules", study, "--csv").stdout == cli("network", "rules", "--csv").stdout


def test_a_bad_row_is_refused_with_its_place(study):
    (study.parent / "rules.csv").write_text("id,on,group,when,verdict\na,way,walk,highway=,no\n", encoding="utf-8")
    study.write_text(study.read_text() + "foot_rules: rules.csv\n")
    done = cli("network", "rules", study)
    assert done.returncode == 2
    assert "rules.csv, row 2: when \"highway=\" cannot be used: a value is missing" in done.stderr


def test_info_counts_by_rule(study):
    assert cli("run", study).returncode == 0
    done = cli("network", "info", study)
    assert (done.returncode, done.stderr) == (0, "")
    told = [" ".join(line.split()) for line in done.stdout.splitlines()]
    # 0.02 degrees of longitude at 31.2 N: 2 x 952.9 m; 0.01: 952.8 m at 31.21; 0.01 of latitude: 1108.7 m
    assert "streets.osm: walked" in told
    assert "1 streets 1.9 km class_open A class of street that people walk along." in told
    assert any(t.startswith("1 streets 1.0 km access_private ") for t in told)
    assert len([t for t in told if " class_closed " in t and t.startswith("2 streets 2.6 km")]) == 1
    assert any(t.startswith("1 passed 10 s node_gate ") for t in told)
    assert any(t.startswith("Main network: ") for t in told)


def test_a_store_without_streets_is_told(study):
    study.write_text(study.read_text().replace("streets: [{file: streets.osm}]\n", ""))
    assert cli("run", study).returncode == 0
    done = cli("network", "info", study)
    assert done.returncode == 2
    assert "the store has no streets" in done.stderr


def test_changed_rules_make_the_streets_stale(study):
    assert cli("run", study).returncode == 0
    assert cli("run", study, "--overwrite").returncode == 0
    study.write_text(study.read_text() + "foot_rules: {on: [cycleway]}\n")
    assert cli("run", study, "--overwrite").returncode == 0
    assert " cycleway " in cli("network", "info", study).stdout
