"""A PostgreSQL with PostGIS of the test's own: what is exported to it equals the GeoPackage, all of it or nothing, whatever names the data have."""
import csv
import json
import math
import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import pytest

from lc_run import SOURCE, lifecircle, rows, run

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
NAMES = {"P1": "'; DROP TABLE lifecircle.regions; --", "P2": "\"quoted\" \\ \\N \\. 'x' $1", "R1": "云溪区社区综合为老服务中心" * 23 + "。",
         "R2": "<script>alert(1)</script> 🏥 𠮷野家", "R3": "مركز \u202eabc [% 1 %]"}
LAYERS = ["regions", "results", "circles", "facilities", "service_circles", "service_streets", "service_areas", "demand", "gaps", "findings", "README"]


class Server:
    """Runs as the user postgres when we are root, whom PostgreSQL does not serve; told of over a socket in its folder alone."""

    def __init__(self, folder):
        self.folder = folder
        self.prefix = []
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
            self.prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        self.do("initdb", "-D", f"{folder}/data", "-U", "planner", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.do("pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start")

    def do(self, program, *arguments):
        done = subprocess.run([*self.prefix, PROGRAMS / program, *arguments], capture_output=True, text=True, timeout=100, cwd=self.folder, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def sql(self, statement, base="planning"):
        return self.do("psql", "-h", self.folder, "-U", "planner", "-d", base, "-v", "ON_ERROR_STOP=1", "-qAtX", "-c", statement).rstrip("\n")

    def target(self, base="planning"):
        return f"PG:host={self.folder} user=planner dbname={base}"


@pytest.fixture(scope="module")
def server():
    if not (PROGRAMS / "initdb").exists() or not Path("/usr/share/postgresql/15/extension/postgis.control").exists():
        pytest.skip("PostgreSQL 15 with PostGIS is not installed (postgresql-15-postgis-3)")
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("root needs setpriv (util-linux) to start PostgreSQL as another user")
    folder = tempfile.mkdtemp(prefix="lcpg", dir="/tmp")  # a socket's path is short
    started = None
    try:
        started = Server(folder)
        started.sql("CREATE DATABASE planning", "postgres")
        started.sql("CREATE EXTENSION postgis")
        yield started
    finally:
        if started is not None:
            started.do("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """The hand-worked town, its facilities named by somebody who means harm."""
    folder = tmp_path_factory.mktemp("pg")
    town = folder / "town"
    shutil.copytree(SOURCE / "tests/stage/town", town)
    facilities = rows(town / "facilities.csv")
    for facility in facilities:
        facility["name"] = NAMES[facility["code"]]
    with open(town / "facilities.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, facilities[0].keys())
        writer.writeheader()
        writer.writerows(facilities)
    study = town / "study.yaml"
    study.write_text(study.read_text(encoding="utf-8").replace("[csv, json]", "[gpkg]"), encoding="utf-8")
    return run(study, folder / "out", "--lang", "zh")


@pytest.fixture(scope="module")
def exported(server, out):
    done = lifecircle("export", out / "lifecircle.sqlite", server.target())
    assert done.returncode == 0, done.stderr
    assert done.stdout == "" and "lifecircle" in done.stderr
    return server


def outline(blob):
    """The WKB behind a GeoPackage's own header (OGC 12-128r17, clause 2.1.3)."""
    return blob and blob[8 + (0, 32, 48, 48, 64)[blob[3] >> 1 & 7]:].hex()


@pytest.mark.parametrize("name", LAYERS)
def test_a_table_is_the_layer(exported, out, name):
    base = sqlite3.connect(f"file:{out}/lifecircle.gpkg?immutable=1", uri=True)
    base.row_factory = sqlite3.Row
    expected = [dict(row) for row in base.execute(f'SELECT * FROM "{name}" ORDER BY fid')]
    shape = "" if name == "README" else ", encode(ST_AsBinary(t.geom, 'NDR'), 'hex') AS wkb, ST_SRID(t.geom) AS srid, ST_IsValid(t.geom) AS valid"
    found = json.loads(exported.sql(f"""SELECT coalesce(json_agg(r ORDER BY r.fid), '[]') FROM (SELECT t.*{shape} FROM lifecircle."{name}" t) r""").replace("\n", ""))
    if name == "README":  # a database gets no styles
        expected = [row for row in expected if row["name"] != "样式"]
        for row in found + expected:
            del row["fid"]
    assert len(found) == len(expected) and (len(found) > 0 or name == "circles")
    for ours, theirs in zip(found, expected):
        if name != "README":
            assert ours.pop("wkb") == outline(theirs.pop("geom")) and ours.pop("srid") in (4326, None) and ours.pop("valid") in (True, None)
            ours.pop("geom")
        assert list(ours) == list(theirs)
        for field, value in theirs.items():  # GDAL tells a server 15 digits of a number
            assert ours[field] == value or math.isclose(ours[field], value, rel_tol=1e-14), field


def test_names_come_through_whole(exported, out):
    found = json.loads(exported.sql("SELECT json_object_agg(code, name) FROM lifecircle.facilities"))
    assert found == NAMES


def test_tables_say_what_they_are(exported):
    assert exported.sql("SELECT obj_description('lifecircle.regions'::regclass)") == "区域及其结果"
    assert exported.sql("""SELECT col_description(a.attrelid, a.attnum) FROM pg_attribute a
                           WHERE a.attrelid = 'lifecircle.regions'::regclass AND a.attname = 'region_code'""") == "代码"
    indexed = exported.sql("SELECT tablename FROM pg_indexes WHERE schemaname = 'lifecircle' AND indexdef LIKE '%USING gist (geom)%'").split()
    assert sorted(indexed) == sorted(set(LAYERS) - {"README"})


def state(server):
    return server.sql("SELECT oid, relname FROM pg_class WHERE relnamespace = 'lifecircle'::regnamespace ORDER BY oid") + server.sql(
        "SELECT count(*), sum(fid) FROM lifecircle.gaps")


def test_a_second_export_is_refused_and_changes_nothing(exported, out):
    before = state(exported)
    done = lifecircle("export", out / "lifecircle.sqlite", exported.target(), "--lang", "en")
    assert done.returncode == 4 and 'a table "regions" in the schema "lifecircle"' in done.stderr
    assert state(exported) == before


def test_what_somebody_built_on_a_table_is_theirs(exported, out):
    exported.sql("CREATE VIEW lifecircle.mine AS SELECT region_name FROM lifecircle.findings, lifecircle.gaps")
    before = state(exported)
    done = lifecircle("export", out / "lifecircle.sqlite", exported.target(), "--overwrite", "--lang", "en")
    assert done.returncode == 4 and "lifecircle.mine depends on" in done.stderr and "nothing was changed" in done.stderr
    assert state(exported) == before
    exported.sql("DROP VIEW lifecircle.mine")
    done = lifecircle("export", out / "lifecircle.sqlite", exported.target(), "--overwrite")
    assert done.returncode == 0, done.stderr
    assert state(exported) != before and exported.sql("SELECT count(*) FROM lifecircle.regions") != "0"


def test_all_or_nothing(exported, out):
    exported.sql("CREATE SCHEMA half; CREATE TABLE half.gaps (x int)")
    done = lifecircle("export", out / "lifecircle.sqlite", exported.target(), "--schema", "half")
    assert done.returncode == 4
    assert exported.sql("SELECT relname FROM pg_class WHERE relnamespace = 'half'::regnamespace") == "gaps"


def test_a_schema_may_be_called_anything(exported, out):
    name = "规划\"; DROP SCHEMA lifecircle CASCADE; --'"
    done = lifecircle("export", out / "lifecircle.sqlite", exported.target(), "--schema", name)
    assert done.returncode == 0, done.stderr
    assert name in exported.sql("SELECT nspname FROM pg_namespace").split("\n")
    assert exported.sql("SELECT count(*) FROM lifecircle.regions") != "0"


@pytest.mark.parametrize("target", ["PG:dbname=planning password=ge heim", "postgresql://planner:ge@heim@nowhere.invalid/x", "PG:host={} user=none password=geheim dbname=planning",
                                    "postgresql://none:geheim@/planning?host={}"])
def test_a_password_is_never_told(exported, out, target):
    done = lifecircle("export", out / "lifecircle.sqlite", target.format(exported.folder), "--lang", "en")
    assert done.returncode == 4 and "cannot be opened" in done.stderr
    assert "heim" not in done.stdout + done.stderr


@pytest.mark.parametrize("target", ["PG:host=127.0.0.1 port=1 password=geheim dbname=x", "postgresql://u:geheim@127.0.0.1:1/x"])
def test_a_reason_is_told_without_the_password(out, target):
    done = lifecircle("export", out / "lifecircle.sqlite", target, "--lang", "en")
    assert done.returncode == 4 and "Connection refused" in done.stderr and "heim" not in done.stderr


@pytest.mark.parametrize("target", ["postgresql://u:geheim", "postgresql://u:geheim%40127.0.0.1:1/x", "PG:host=127.0.0.1 port=1 password='geheim"])
def test_a_target_that_cannot_be_read_is_not_told(out, target):
    done = lifecircle("export", out / "lifecircle.sqlite", target, "--lang", "en")
    assert done.returncode == 4 and "heim" not in done.stderr


def test_a_schema_that_would_be_cut_is_refused(out):
    done = lifecircle("export", out / "lifecircle.sqlite", "PG:dbname=x", "--schema", "模" * 22, "--lang", "en")
    assert done.returncode == 1 and "63 bytes" in done.stderr


def test_a_database_without_postgis_is_told(exported, out):
    done = lifecircle("export", out / "lifecircle.sqlite", exported.target("postgres"), "--lang", "en")
    assert done.returncode == 7 and "CREATE EXTENSION postgis" in done.stderr
    assert exported.sql("SELECT count(*) FROM pg_namespace WHERE nspname = 'lifecircle'", "postgres") == "0"


