"""Study files and data are hostile input (docs/security.md): what a study may open, no network, no other program, and texts that stay texts
in every output."""
import csv
import html.parser
import json
import os
import re
import shutil
import sqlite3
import subprocess
import unicodedata
import xml.etree.ElementTree as ElementTree
import zipfile

import pytest
import small_study
from hostile import ALL
from lc_run import CLI, lifecircle

INPUT, USAGE, STORE, DONE = 2, 1, 5, 0
STRACE = shutil.which("strace")


@pytest.fixture
def study(tmp_path):
    return small_study.write(tmp_path / "study")


def call(*arguments, **options):
    done = lifecircle(*arguments, **options)
    done.words = done.stderr
    return done


def run(study, *more):
    return call("run", study, "--quiet", "--lang", "en", "--overwrite", *more)


def add(study, text):
    with open(study, "a", encoding="utf-8") as file:
        file.write(text + "\n")


# --- what a study may open ---

def outside(tmp_path, name, text="x"):
    folder = tmp_path / "my data"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_the_message_is_all_that_is_needed(study, tmp_path):
    """The line that the refusal names, copied into the study file, and the option that it names, lead to the same run."""
    people = outside(tmp_path, "people.csv", small_study.PEOPLE)
    study.write_text(small_study.STUDY.replace("people.csv", "../my data/people.csv"), encoding="utf-8")
    done = run(study)
    assert done.returncode == INPUT and f"is {people}, outside of the study's folder" in done.words
    line = re.search(r"add this line to it: (allow_paths: \[.*?\]) \(or run with (--allow-path) '(.*?)'\)", done.words)
    assert run(study, line.group(2), line.group(3)).returncode == DONE
    whole = {p.name: p.read_bytes() for p in (study.parent / "out").glob("*.csv")}
    shutil.rmtree(study.parent / "out")
    add(study, line.group(1))
    done = call("run", study, "--lang", "en")
    assert done.returncode == DONE, done.words
    assert f"The study may also read and write below {people.parent} (allow_paths)." in done.words
    assert {p.name: p.read_bytes() for p in (study.parent / "out").glob("*.csv")} == whole
    other = outside(tmp_path, "types.csv", "code,name_zh,name_en\nlib,x,y\n").rename(tmp_path / "types.csv")
    add(study, f"types: {other}")
    assert f"add {tmp_path} to the list allow_paths in it" in run(study).words


@pytest.mark.parametrize("line", ["types: {o}/t.csv", "indicators: {o}", "foot_rules: {o}/t.csv", "foot_rules: {{file: {o}/t.csv}}", "elevation: {o}/t.csv",
                                  "context: [{{file: {o}/t.csv}}]", "observations: [{{file: {o}/t.csv}}]", "out: {o}", "out: {o}/new/deep", "store: {o}/s.sqlite",
                                  "out: ../my data/../other", "types: link.csv", "types: folder/t.csv", "indicators: folder", "out: folder", "store: folder/s.sqlite",
                                  "out: dangling"])
def test_nothing_outside(study, tmp_path, line):
    elsewhere = outside(tmp_path, "t.csv", "code,name_zh\nx,y\n").parent
    (study.parent / "link.csv").symlink_to(elsewhere / "t.csv")
    (study.parent / "folder").symlink_to(elsewhere)
    (study.parent / "dangling").symlink_to(tmp_path / "nowhere")
    add(study, line.format(o=elsewhere))
    done = run(study)
    assert done.returncode == INPUT and re.search(r"outside of the study's folder|link that leads nowhere", done.words), done.words
    assert sorted(p.name for p in elsewhere.iterdir()) == ["t.csv"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["my data", "study"]
    if line in ("types: {o}/t.csv", "indicators: folder", "out: {o}/new/deep"):
        assert "outside of the study's folder" not in run(study, "--allow-path", tmp_path).words


def test_what_lies_beside_a_file(study, tmp_path):
    """The parts of a Shapefile, and files in a folder of indicators, are judged like the file that is named."""
    secret = outside(tmp_path, "secret.dbf")
    (study.parent / "people.prj").symlink_to(secret)
    done = run(study)
    assert done.returncode == INPUT and f'"people.prj" is {secret}, outside' in done.words
    (study.parent / "people.prj").unlink()
    (study.parent / "own").mkdir()
    (study.parent / "own/a.sql").symlink_to(secret)
    add(study, "indicators: own")
    done = run(study)
    assert done.returncode == INPUT and f'"a.sql" is {secret}, outside' in done.words


@pytest.mark.parametrize("name", ["out", "out/lifecircle.sqlite"])
def test_outputs_go_through_no_link_that_leads_out(study, tmp_path, name):
    target = outside(tmp_path, "precious")
    place = study.parent / name
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(target if "sqlite" in name else target.parent)
    done = run(study)
    assert done.returncode == INPUT and "outside of the study's folder" in done.words
    assert target.read_text() == "x" and len(list(target.parent.iterdir())) == 1


def test_a_name_at_an_output_is_replaced_not_followed(study, tmp_path):
    target = outside(tmp_path, "precious")
    out = study.parent / "out"
    out.mkdir()
    (out / "gaps.csv").symlink_to(target)
    os.link(target, out / "indicators.csv")
    (out / ".lifecircle-new").symlink_to(target.parent)
    assert run(study).returncode == DONE
    assert target.read_text() == "x" and os.listdir(target.parent) == ["precious"]
    assert not (out / "gaps.csv").is_symlink() and (out / "indicators.csv").stat().st_nlink == 1


@pytest.mark.parametrize("entry", ["/", "/home", "~", "~/..", "/etc", "/proc/self"])
def test_a_study_cannot_open_everything(study, entry):
    home = study.parent.parent / "home"
    home.mkdir()
    add(study, f"allow_paths: [{entry.replace('~', str(home))}]")
    done = call("check", study, "--lang", "en", env={"HOME": str(home)})
    assert done.returncode == INPUT and "allow_paths: a study may not open all of" in done.words, done.words


@pytest.mark.parametrize("line", ["types: .ssh/config", "types: /etc/passwd", "out: .config/autostart", "elevation: /proc/self/environ", "indicators: /etc",
                                  "allow_paths: [/usr/share, ..]\ntypes: ../x/.hidden/t.csv"])
def test_hidden_and_system_files_are_the_persons_to_open(study, tmp_path, line):
    for folder in (study.parent / ".ssh", tmp_path / "x/.hidden"):
        folder.mkdir(parents=True)
        (folder / ("config" if folder.name == ".ssh" else "t.csv")).write_text("code,name_zh\nx,y\n")
    add(study, line)
    done = run(study)
    assert done.returncode == INPUT and "hidden or belongs to the system: no study may open that by itself" in done.words, done.words
    word = re.search(r"run with --allow-path (.*)", done.words).group(1).strip().strip("'")
    if os.path.isdir(word) or os.path.isfile(word):
        assert "hidden or belongs" not in run(study, "--allow-path", word).words


def test_what_the_person_names_is_theirs_to_choose(study, tmp_path):
    assert run(study, "--out", tmp_path / "results").returncode == DONE
    add(study, "out: /nowhere/at/all")
    assert run(study, "--out", tmp_path / "results").returncode == DONE
    done = run(study, "--allow-path", tmp_path / "absent")
    assert done.returncode == USAGE and "cannot be opened to the study" in done.words


def test_a_message_is_one_line(study):
    study.write_text(small_study.STUDY.replace("facilities.csv", json.dumps("x\nlifecircle: all is well")), encoding="utf-8")
    done = run(study)
    assert done.returncode == INPUT and done.words.count("\n") == 1 and "x\ufffdlifecircle" in done.words


# --- no network, no other program ---

GML = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE a [<!ENTITY e SYSTEM "{entity}"><!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;]>
<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:xlink="http://www.w3.org/1999/xlink" xsi:schemaLocation="http://ogr.maptools.org/ http://127.0.0.1:9/x.xsd"><gml:featureMember><ogr:t fid="t.1">
<ogr:geometryProperty><gml:Point srsName="http://127.0.0.1:9/crs"><gml:coordinates>121.41,31.21</gml:coordinates></gml:Point></ogr:geometryProperty>
<ogr:name>&e;</ogr:name><ogr:link xlink:href="http://127.0.0.1:9/l"/></ogr:t></gml:featureMember></ogr:FeatureCollection>"""
POINT = '{{"type": "FeatureCollection", "crs": {crs}, "features": [{{"type": "Feature", "properties": {{"name": "x"}}, "geometry": {{"type": "Point", "coordinates": [121.41, 31.21]}}}}]}}'
KML = """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link>
<href>http://127.0.0.1:9/a.kml</href></Link></NetworkLink><Placemark><name>{name}</name><styleUrl>http://127.0.0.1:9/s.kml#x</styleUrl><Point>
<coordinates>121.41,31.21</coordinates></Point></Placemark></Document></kml>"""
LAUGHS = "<!DOCTYPE a [<!ENTITY l0 'lollollol'>" + "".join(f"<!ENTITY l{i} '{'&l%d;' % (i - 1) * 10}'>" for i in range(1, 11)) + "]>"
INPUTS = {
    "utf8.gml": GML.format(encoding="UTF-8", entity="file:///etc/passwd"), "gbk.gml": GML.format(encoding="GBK", entity="http://127.0.0.1:9/e"),
    "link.geojson": POINT.format(crs='{"type": "link", "properties": {"href": "http://127.0.0.1:9/crs", "type": "proj4"}}'),
    "named.geojson": POINT.format(crs='{"type": "name", "properties": {"name": "http://127.0.0.1:9/crs"}}'),
    "file.geojson": POINT.format(crs='{"type": "name", "properties": {"name": "/etc/passwd"}}'),
    "service.json": '{"serviceURL": "http://127.0.0.1:9/", "type": "FeatureCollection", "features": []}',
    "net.kml": KML.format(name="x"), "entity.kml": KML.format(name="&e;"),
    "laughs.kml": "<?xml version='1.0'?>" + LAUGHS + "<kml><Document><Placemark><name>&l10;</name></Placemark></Document></kml>",
    "laughs.gpx": "<?xml version='1.0'?>" + LAUGHS + '<gpx version="1.1"><wpt lat="31.2" lon="121.4"><name>&l10;</name></wpt></gpx>',
    "laughs.gml": "<?xml version='1.0'?>" + LAUGHS + '<a xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><t><n>&l10;</n></t></gml:featureMember></a>',
    "list.vrt": "<OGRVRTDataSource><OGRVRTLayer name='t'><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
    "list.kml": "<OGRVRTDataSource><OGRVRTLayer name='t'><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
    "seamless.tab": '!table\n!version 300\nDefinition Table\n  Type NATIVE\n  Fields 1\n    Table Char (200) ;\nbegin_metadata\n"\\IsSeamless" = "TRUE"\nend_metadata\n',
    "view.tab": '!table\n!version 100\nopen table "../secret.tab" hide\nopen table "b.tab"\ncreate view V as\nselect x from secret, b\nwhere secret.id=b.id\n',
}


def traced(tmp_path, *arguments, env=None):
    """Runs the program; what it asked of the network and which programs it began, beside itself."""
    log = tmp_path / "trace"
    done = subprocess.run([STRACE, "-f", "-qq", "-o", log, "-e", "trace=network,execve", CLI, *map(str, arguments)], capture_output=True, timeout=280,
                          stdin=subprocess.DEVNULL, env={**os.environ, **(env or {})})
    calls = [line.split(None, 1)[1] for line in log.read_text(errors="replace").splitlines()]
    calls = [line for line in calls if re.match(r"\w+\(", line)]
    assert calls and calls[0].startswith("execve(")
    return done, calls[1:]


# What other programs are told by these must not reach ours.
ENVIRONMENT = {"PROJ_NETWORK": "ON", "GDAL_DRIVER_PATH": "/tmp", "CPL_DEBUG": "ON", "GML_PARSER": "XERCES", "SPATIALITE_SECURITY": "relaxed",
               "GDAL_VRT_ENABLE_PYTHON": "YES", "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "YES", "OGR_SQLITE_LOAD_EXTENSIONS": "/tmp/x.so", "GDAL_SKIP": "GeoJSON"}


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
@pytest.mark.parametrize("name", INPUTS)
def test_no_input_reaches_the_network(study, tmp_path, name):
    (study.parent / name).write_bytes(INPUTS[name].encode("ascii"))
    study.write_text(small_study.STUDY.replace("facilities.csv", f"{name}\n    set: {{type: meal_point}}"), encoding="utf-8")
    done, calls = traced(tmp_path, "check", study, "--lang", "en", "--quiet", env=ENVIRONMENT)
    assert calls == []
    assert done.returncode in (DONE, INPUT), done.stderr
    assert b"root:" not in done.stdout + done.stderr and b"CPL" not in done.stderr
    if name.endswith(".tab"):
        assert b"is no table but a list of other MapInfo tables" in done.stdout


@pytest.mark.parametrize("expression", ["ogr_geocode('Paris')", "hex(BlobFromFile('/etc/passwd'))", "load_extension('/tmp/x.so')", "ST_AsText(geom)"])
def test_a_view_of_a_geopackage_calls_no_functions(study, expression):
    gdal = pytest.importorskip("osgeo.gdal")
    source, path = study.parent / "point.geojson", study.parent / "view.gpkg"
    source.write_text(POINT.format(crs="null"))
    gdal.VectorTranslate(str(path), str(source), format="GPKG", layerName="t")
    store = sqlite3.connect(path)
    store.execute(f"CREATE VIEW v AS SELECT fid, geom, {expression} AS name FROM t")
    store.execute("INSERT INTO gpkg_contents SELECT 'v', 'features', 'v', description, last_change, min_x, min_y, max_x, max_y, srs_id FROM gpkg_contents")
    store.execute("INSERT INTO gpkg_geometry_columns SELECT 'v', column_name, geometry_type_name, srs_id, z, m FROM gpkg_geometry_columns")
    store.commit()
    store.close()
    study.write_text(small_study.STUDY.replace("facilities.csv", "view.gpkg\n    layer: v\n    set: {type: meal_point}"), encoding="utf-8")
    done = call("check", study, "--lang", "en", env={"SPATIALITE_SECURITY": "relaxed"})
    assert done.returncode == INPUT, done.stdout
    if expression.startswith("ST_"):
        assert "layer v is a view that calls functions" in done.stdout


# --- a store from elsewhere ---

DOORS = ["CREATE VIRTUAL TABLE door USING VirtualText('/etc/passwd', 'UTF-8', 0, POINT, NONE, ':')",
         "create /* CREATE TABLE */ virtual table door using VirtualShape('/tmp/x', 'UTF-8', 4326)"]


@pytest.mark.parametrize("door", DOORS, ids=["text", "shape"])
def test_a_store_has_no_doors_of_its_own(study, tmp_path, door):
    """A virtual table of SpatiaLite under the name of one of ours would put any file into a report."""
    assert run(study).returncode == DONE
    path = study.parent / "out/lifecircle.sqlite"
    store = sqlite3.connect(path)
    store.execute("PRAGMA writable_schema=ON")
    store.execute("INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES ('table', 'door', 'door', 0, ?)", (door,))
    store.commit()
    store.close()
    for command in (("info", path), ("report", path, "--out", tmp_path / "set"), ("export", path, tmp_path / "x", "--format", "csv"),
                    ("run", study, "--overwrite"), ("explain", path, "--at", "121.41,31.21")):
        done = call(*command, "--lang", "en")
        assert done.returncode == STORE and 'has a table "door" that reads other files' in done.words, (command, done.words)
    assert not (tmp_path / "x").exists() or not list((tmp_path / "x").iterdir())


# --- indicators of others ---

HEAD = "-- id: mine\n-- title_en: Mine\n-- unit: people\n-- sums: value\n"
BOUNDS = {
    "now": ("SELECT region_id, julianday('now') AS value FROM region", "asks what day it is ('now')"),
    "no argument": ("SELECT region_id, julianday() AS value FROM region", "asks what day it is ('now')"),
    "built": ("SELECT region_id, julianday('n' || 'ow') AS value FROM region", "asks what day it is ('now')"),
    "text": ("SELECT region_id, length(" + "replace(" * 9 + "'xxxxxxxxxx'" + ", 'x', 'xxxxxxxxxx')" * 9 + ") AS value FROM region", "string or blob too big"),
    "variants": ("SELECT region.region_id, 1 AS value, s.rowid || '.' || f.rowid || '.' || g.rowid AS variant FROM region, demand s, demand f, demand g, demand h",
                 "gives more than 6000 rows, 2000 for each region"),
    "word": ("SELECT region_id, 1 AS value, replace('xxxxxxxxxx', 'x', name_zh || '0123456789012345678901234567890123456789') AS variant FROM region, people_group",
             "is longer than 300 bytes"),
    "pattern": ("SELECT region_id, 'a' LIKE replace(replace(replace('aaaaaaaaaa', 'a', 'bbbbbbbbbb'), 'b', 'cccccccccc'), 'c', '%c') AS value FROM region", "LIKE or GLOB pattern too complex"),
}


@pytest.mark.parametrize("case", BOUNDS)
def test_indicators_of_others_are_bounded(study, case):
    sql, say = BOUNDS[case]
    (study.parent / "own").mkdir()
    (study.parent / "own/mine.sql").write_text(HEAD + sql, encoding="utf-8")
    add(study, "indicators: own")
    done = run(study)
    assert done.returncode == INPUT and say in done.words and "own/mine.sql" in done.words, done.words


# --- texts stay texts ---

SIDE = 6


def code_of(i):
    """Codes that collide as file names where capitals play no part, and some that are no names of files."""
    odd = ["A1", "a1", "CON", "..", "a/b", "=1+1", "-rf", "é", "e\u0301", "x" * 200]
    return odd[i] if i < len(odd) else f"T{i:03d}"


def as_field(text):
    return text.replace("\x00", "")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A study whose every name is one of the corpus, run and written in every way there is, and what the terminal was shown."""
    folder = tmp_path_factory.mktemp("hostile")
    study = small_study.write(folder / "study")
    texts = [as_field(text) for text in ALL]
    features = [small_study.region("310100", texts[0], "district", None, small_study.box(121.40, 31.20, 121.44, 31.22))]
    count = len(texts)
    for i in range(count):
        west, east = 121.40 + 0.04 * i / count, 121.40 + 0.04 * (i + 1) / count
        features.append(small_study.region(code_of(i), texts[i], "town", "310100", small_study.box(west, 31.20, east, 31.22)))
    (study.parent / "regions.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    with open(study.parent / "facilities.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["code", "name", "type", "lon", "lat", "area_m2", "address", "opened", "status"])
        for i, text in enumerate(texts):
            kind = ["comprehensive_centre", "meal_point", "day_care", text][i % 4]
            table.writerow([text, text, kind, f"{121.4001 + 0.0398 * i / count:.6f}", "31.2101", 300, texts[-i - 1], "2020-01-01", "open"])
    with open(study.parent / "targets.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow("plan,item,region_code,scope,indicator,parameters,op,value,unit,year,nature,source,text,responsible".split(","))
        for i, text in enumerate(texts[:40]):
            table.writerow(["Plan" if i % 2 else texts[0], text, "310100", "self", "count", "types=meal_point", ">=", i, "", 2025, "binding", text, texts[-i - 1], text])
    streets = small_study.streets().replace("v='residential'/></way>", "v='residential'/><tag k='name' v='&lt;script&gt;&#10;=1'/></way>")
    (study.parent / "streets.osm").write_text(streets, encoding="utf-8")
    study.write_text(small_study.STUDY.replace("[csv, json]", "[gpkg, shapefile, csv, json, html, geojson, xlsx, pdf]")
                     .replace("{zh: 云溪区, en: Yunxi}", json.dumps("</title><script>window.hacked=1</script>=1+1"))
                     + "sets: {mine: {zh: '</script><b>', en: '=1+1', types: [meal_point]}}\n", encoding="utf-8")
    out, shown = study.parent / "out", []
    calls = [("check", study), ("run", study), ("info", study), ("report", study, "--format", "html,csv,xlsx"), ("report", study, "--format", "pdf", "--out", out / "some", "--regions", "A1,a1,..,-rf,T030,T050"), ("network", "info", study),
             ("explain", study, "--at", "121.41,31.21", "--type", "meal_point"), ("explain", study, "--at", "121.41,31.21", "--json"),
             ("export", study, out / "kml", "--format", "KML"), ("export", study, out / "graph", "--format", "graph")]
    for language in ("en", "zh"):
        for words in calls if language == "en" else calls[:1]:
            done = subprocess.run([CLI, *map(str, words), "--lang", language], capture_output=True, timeout=280, cwd=folder)
            assert done.returncode == DONE, (words, done.stderr)
            shown.append((words[0], done.stdout, done.stderr))
    return folder, out, shown


def test_the_terminal_is_not_steered(hostile):
    for command, *streams in hostile[2]:
        for raw in streams:
            text = raw.decode("utf-8")
            bad = {c for c in text if (unicodedata.category(c) == "Cc" and c not in "\n\t") or c in "\u2028\u2029\u202e\u2066\u2069"}
            assert not bad, (command, bad)
            assert not re.search(r"^lifecircle: all is well", text, re.M), command


def test_nothing_is_written_elsewhere(hostile):
    folder, out, _ = hostile
    assert os.listdir(folder) == ["study"]
    assert sorted(os.listdir(out.parent)) == sorted(["out", "study.yaml", "regions.geojson", "facilities.csv", "people.csv", "streets.osm", "targets.csv"])
    for place, folders, files in os.walk(out):
        assert len({unicodedata.normalize("NFC", name).casefold() for name in folders + files}) == len(folders + files), place
        for name in folders + files:
            assert len(name.encode()) <= 255 and not re.search(r'[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\\:*?"<>|]', name), name
            assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?|.*[. ]", name), name
            assert not name.startswith(("-", "=")), name
    assert len(list((out / "report/regions").glob("*.html"))) == len(ALL)


def test_tables_hold_no_formulas(hostile):
    for path in hostile[1].rglob("*.csv"):
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert len({len(row) for row in rows}) <= 1, path
        for row in rows:
            for cell in row:
                assert not re.match(r"[=@\t\r]|[-+](?!\d+(\.\d+)?(e[-+]?\d+)?$)", cell), (path, cell)


def test_json_is_json(hostile):
    seen = 0
    for path in [*hostile[1].rglob("*.json"), *hostile[1].rglob("*.geojson")]:
        json.loads(path.read_text(encoding="utf-8"))
        seen += 1
    assert seen > 3
    told = next(out for command, out, _ in hostile[2] if command == "explain" and out.startswith(b"{"))
    json.loads(told)


class Page(html.parser.HTMLParser):
    """The elements and attributes that a browser would see."""

    def __init__(self, text):
        super().__init__()
        self.problems, self.inline = [], False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.inline = tag == "script"
        named = dict(attributes)
        if tag in ("img", "iframe", "object", "embed", "base", "form", "foreignobject") or (tag == "script" and named.get("src") is None and "type" not in named):
            self.problems.append((tag, attributes))
        for name, value in attributes:
            if name.startswith("on") or re.match(r"\s*(javascript|data|file|https?):", value or "", re.I) and name in ("href", "src", "xlink:href", "action"):
                self.problems.append((tag, name, value))


def test_pages_run_nothing_of_the_data(hostile):
    pages = list(hostile[1].rglob("*.html"))
    assert len(pages) > len(ALL)
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text), path
        problems = [p for p in Page(text).problems if "openstreetmap" not in str(p) and "creativecommons" not in str(p)]
        assert problems == [], (path, problems)
        assert "<script>window" not in text and "<svg><image" not in text, path


def test_scripts_hold_data_as_text(hostile):
    for path in hostile[1].rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        if "assets" not in path.parts:
            assert "</script" not in text.lower() and "\u2028" not in text and "\u2029" not in text and "<!--" not in text, path


def test_layers_keep_their_names(hostile):
    store = sqlite3.connect(next(hostile[1].glob("*.gpkg")))
    assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    names = [name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert all(re.fullmatch(r"[A-Za-z0-9_]+", name) for name in names), names
    styles = store.execute("SELECT styleQML FROM layer_styles").fetchall()
    assert styles
    for (style,) in styles:
        root = ElementTree.fromstring(style)
        for element in root.iter():
            for key, value in element.attrib.items():
                if key in ("expression", "field", "filter", "exp") or element.get("type") == "expression":
                    assert not any(text in value for text in ("eval(", "env(", "@project", "$geometry")), value


def test_the_workbook_has_no_formula_and_no_link_out(hostile):
    for path in hostile[1].rglob("*.xlsx"):
        with zipfile.ZipFile(path) as book:
            assert book.testzip() is None
            for name in book.namelist():
                assert not re.search(r"externalLink|vba|embeddings|\.\.", name), name
                if name.endswith((".xml", ".rels")):
                    root = ElementTree.fromstring(book.read(name))
                    assert root.findall(".//{*}c/{*}f") == [], name
                    for element in root.iter():
                        assert element.get("TargetMode") != "External" or element.get("Target", "").startswith("https://"), element.attrib


def test_pdfs_do_nothing(hostile):
    paths = list(hostile[1].rglob("*.pdf"))
    assert len(paths) > 6
    for path in paths:
        data = path.read_bytes()
        assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF"), path
        for word in (b"/JavaScript", b"/Launch", b"/OpenAction", b"/EmbeddedFile", b"/SubmitForm"):
            assert word not in data, (path, word)


def test_kml_is_xml(hostile):
    paths = list((hostile[1] / "kml").rglob("*.kml"))
    assert paths
    for path in paths:
        ElementTree.parse(path)


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
def test_no_command_reaches_the_network(hostile, tmp_path):
    folder, out, _ = hostile
    study = out.parent / "study.yaml"
    for words in (("run", study, "--overwrite", "--out", tmp_path / "out"), ("info", study), ("explain", study, "--at", "121.41,31.21"),
                  ("report", study, "--out", tmp_path / "set", "--regions", "T060", "--format", "html,pdf,xlsx")):
        done, calls = traced(tmp_path, *words, env=ENVIRONMENT)
        assert done.returncode == DONE, done.stderr
        assert calls == [], words
