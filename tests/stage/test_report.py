"""Report sets of a district of ten small towns: what is in them, that threads, interruptions and kills change nothing, and that nothing of others is touched."""
import fcntl
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time

import pytest

from lc_run import CLI, lifecircle

DONE, USAGE, INPUT, OUTPUT, STORE, STOPPED = 0, 1, 2, 4, 5, 130
TABLES = ["circles.csv", "findings.csv", "gaps.csv", "indicators.csv"]
FRESH, KNOWN = ".lifecircle-report-new", ".lifecircle-report"


def square(west, east):
    return {"type": "Polygon", "coordinates": [[[west, 31.2], [east, 31.2], [east, 31.21], [west, 31.21], [west, 31.2]]]}


def write_study(folder):
    """Ten towns of 1 km in a row, three homes in each, a centre in every other one, one street through all of them."""
    regions = [({"code": "319900000000", "name": "云水区", "level": "district", "parent": ""}, square(121.4, 121.5))]
    people, centres = ["name,lon,lat,resident"], ["name,type,lon,lat,area_m2"]
    for i in range(10):
        west = 121.4 + i * 0.01
        regions.append(({"code": f"3199{i + 1:05}000", "name": f"第{i + 1}镇", "level": "town", "parent": "319900000000"}, square(west, west + 0.01)))
        people += [f"{i}-{k},{west + 0.002 * k + 0.002:.4f},31.2051,{100 + 10 * i + k}" for k in range(3)]
        centres += [f"Centre {i},comprehensive_centre,{west + 0.005:.4f},31.205,800"] if i % 2 else []
    features = [{"type": "Feature", "properties": p, "geometry": g} for p, g in regions]
    street = {"type": "LineString", "coordinates": [[121.4 + i * 0.005, 31.205] for i in range(21)]}
    (folder / "regions.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    (folder / "streets.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": street}]}))
    (folder / "people.csv").write_text("\n".join(people) + "\n")
    (folder / "centres.csv").write_text("\n".join(centres) + "\n")
    (folder / "study.yaml").write_text(
        "lifecircle: 1\nas_of: 2025-12-31\nregions: [{file: regions.geojson}]\nfacilities: [{file: centres.csv, crs: EPSG:4326}]\n"
        "population: [{file: people.csv, crs: EPSG:4326, form: points, year: 2025, groups: [resident]}]\n"
        "streets: [{file: streets.geojson}]\noutput: {formats: [csv]}\n")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    write_study(folder)
    done = lifecircle("run", folder / "study.yaml", "--out", folder / "out", "--lang", "en")
    assert done.returncode == DONE, done.stderr
    return folder / "out/lifecircle.sqlite"


def towns(store):
    base = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    found = base.execute("SELECT code, code || '-' || name FROM region WHERE level = 'town' ORDER BY code").fetchall()
    base.close()
    return found


def report(store, out, *more, code=DONE):
    done = lifecircle("report", store, "--out", out, *more, *([] if "--lang" in more else ["--lang", "en"]))
    assert done.returncode == code, done.stdout + done.stderr
    return done


def tree(folder):
    """{name: bytes} of every file that is not hidden, and of the hidden one that tells which are the set's."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*"))
            if p.is_file() and FRESH not in p.parts and not p.name.startswith(".lifecircle-lock-")}


@pytest.fixture(scope="module")
def whole(store, tmp_path_factory):
    """The whole set, by one thread and without interruption. Not to be written into."""
    out = tmp_path_factory.mktemp("whole") / "report"
    report(store, out, "--threads", 1)
    return out


@pytest.fixture
def copy(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "copy")


@pytest.fixture
def own_store(store, tmp_path):
    """A copy of the store that a test may change."""
    return shutil.copy(store, tmp_path / "own.sqlite")


def change(store, sql, *values):
    base = sqlite3.connect(store)
    base.execute("PRAGMA trusted_schema = OFF")
    assert base.execute(sql, values).rowcount > 0
    base.commit()
    base.close()


# --- what is in a set ---

def test_a_page_and_a_pdf_of_every_town(store, whole):
    assert len(towns(store)) == 10
    expected = {"index.html", "lifecircle.pdf", "lifecircle.xlsx", *TABLES, KNOWN}
    expected |= {f"regions/{name}.{ending}" for _, name in towns(store) for ending in ("html", "pdf")}
    names = set(tree(whole))
    assert {n for n in names if not n.startswith(("assets/", "data/"))} == expected
    assert not (whole / FRESH).exists()


def test_the_tables_are_those_of_the_run(store, whole):
    for name in TABLES:
        exported = lifecircle("export", store, whole.parent / "csv", "--format", "csv", "--lang", "en", "--overwrite")
        assert exported.returncode == DONE
        assert (whole / name).read_bytes() == (whole.parent / "csv" / name).read_bytes()


def test_the_hidden_file_tells_what_belongs_to_the_set(whole):
    lines = (whole / KNOWN).read_text(encoding="utf-8").splitlines()
    assert [line[5:] for line in lines if line.startswith("file ")] == sorted((n for n in tree(whole) if n != KNOWN), key=str.encode)
    assert "state finished" in lines and "language en" in lines and "formats html xlsx pdf csv" in lines


def test_the_last_line_is_the_page(store, tmp_path):
    done = report(store, tmp_path / "r", "--regions", "319900001000")
    assert done.stdout.splitlines() == ["Regions with a report of their own: 1 made, 0 made before, 0 failed", str(tmp_path / "r/index.html")]
    done = report(store, tmp_path / "q", "--quiet", "--format", "csv")
    assert (done.stdout, done.stderr) == (f"{tmp_path / 'q'}\n", "")
    assert set(tree(tmp_path / "q")) == {*TABLES, KNOWN}


@pytest.mark.parametrize("formats, whole_files, endings", [
    ("html", ["index.html"], ["html"]), ("pdf", ["lifecircle.pdf"], ["pdf"]), ("xlsx", ["lifecircle.xlsx"], []),
    (" pdf, csv ", ["lifecircle.pdf", *TABLES], ["pdf"]),
])
def test_formats_and_regions_are_chosen(store, tmp_path, formats, whole_files, endings):
    chosen = towns(store)[3:5]
    report(store, tmp_path / "r", "--format", formats, "--regions", ",".join(code for code, _ in reversed(chosen)))
    names = {n for n in tree(tmp_path / "r") if not n.startswith(("assets/", "data/"))}
    assert names == {KNOWN, *whole_files, *(f"regions/{name}.{ending}" for _, name in chosen for ending in endings)}


def test_the_default_place_is_beside_the_store(own_store):
    done = lifecircle("report", own_store, "--lang", "en", "--format", "csv")
    assert done.returncode == DONE, done.stderr
    assert set(tree(own_store.parent / "report")) == {*TABLES, KNOWN}


# --- the same, however it came about ---

@pytest.mark.parametrize("language", ["en", "zh"])
def test_threads_make_no_difference(store, whole, tmp_path, language):
    one = whole
    if language == "zh":
        one = tmp_path / "one"
        report(store, one, "--threads", 1, "--lang", "zh")
    report(store, tmp_path / "four", "--threads", 4, "--lang", language)
    assert tree(tmp_path / "four") == tree(one)


def begin(store, out, *more):
    return subprocess.Popen([CLI, "report", str(store), "--out", str(out), "--lang", "en", *more],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_killed_again_and_again_it_comes_to_the_same(store, whole, tmp_path):
    """Each call is killed somewhere; what it finished is not made again; no name ever stands for half a file."""
    chance, out, good = random.Random(20260), tmp_path / "r", tree(whole)
    begun = time.monotonic()
    report(store, tmp_path / "timed")
    takes_s = time.monotonic() - begun
    kills = 0
    for _ in range(40):
        process = begin(store, out)
        try:
            process.communicate(timeout=takes_s * chance.uniform(0.1, 0.4))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            kills += 1
        if out.exists():
            assert all(good[name] == data for name, data in tree(out).items() if name != KNOWN)
        if process.returncode == DONE:
            break
    if process.returncode != DONE:
        report(store, out)
    assert kills > 1
    assert tree(out) == good
    assert not (out / FRESH).exists()


def test_killed_while_it_replaces_another_set(store, whole, tmp_path):
    """The earlier set is whole until the new one is."""
    chance, out = random.Random(5), tmp_path / "r"
    report(store, out, "--lang", "zh", "--regions", "319900001000")
    before, good = tree(out), tree(whole)
    for _ in range(40):
        process = begin(store, out, "--overwrite")
        try:
            process.communicate(timeout=chance.uniform(0.02, 0.4))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        now = tree(out)
        if b"state moving" not in now[KNOWN]:
            assert now in (before, good)
        if process.returncode == DONE:
            break
    if process.returncode != DONE:
        report(store, out, "--overwrite")
    assert tree(out) == good


def unfinished(whole, out, regions, tail=""):
    """A set of which these regions' files were made when it was interrupted."""
    head = (whole / KNOWN).read_text(encoding="utf-8").split("state finished")[0]
    (out / FRESH / "regions").mkdir(parents=True)
    for _, name in regions:
        for ending in ("html", "pdf"):
            shutil.copy(whole / f"regions/{name}.{ending}", out / FRESH / "regions")
    (out / FRESH / ".state").write_text(head + "\n" + "".join(f"made regions/{name}\n" for _, name in regions) + tail, encoding="utf-8")


def test_only_what_lacks_is_made(store, whole, tmp_path):
    out, regions = tmp_path / "r", towns(store)
    unfinished(whole, out, regions[:4], tail=f"made regions/{regions[5][1]}")  # its line was cut off
    kept = out / FRESH / f"regions/{regions[0][1]}.html"
    stamp, number = kept.stat().st_mtime_ns, kept.stat().st_ino
    done = report(store, out)
    assert "6 made, 4 made before, 0 failed" in done.stdout
    now = (out / f"regions/{regions[0][1]}.html").stat()
    assert (now.st_mtime_ns, now.st_ino) == (stamp, number)
    assert tree(out) == tree(whole)


@pytest.mark.parametrize("more", [("--lang", "zh"), ("--format", "html"), ("--regions", "319900001000")])
def test_an_unfinished_set_of_something_else_is_not_gone_on_with(store, whole, tmp_path, more):
    out = tmp_path / "r"
    unfinished(whole, out, towns(store)[:4])
    (out / FRESH / "regions/left.html").write_text("of another set")
    done = report(store, out, *more, code=OUTPUT)
    assert FRESH in done.stderr
    assert (out / FRESH / "regions/left.html").exists()
    report(store, out, *more, "--overwrite")
    report(store, tmp_path / "other", *more)
    assert tree(out) == tree(tmp_path / "other")


def test_another_state_of_the_study_is_not_gone_on_with(own_store, whole, tmp_path):
    out = tmp_path / "r"
    unfinished(whole, out, towns(own_store)[:4])
    change(own_store, "UPDATE stage SET fingerprint = 'other' WHERE name = 'gaps'")
    assert "unfinished" in report(own_store, out, code=OUTPUT).stderr
    assert "10 made, 0 made before" in report(own_store, out, "--overwrite").stdout


def test_another_build_of_the_version_is_not_gone_on_with(store, whole, tmp_path):
    out = tmp_path / "r"
    unfinished(whole, out, towns(store)[:4])
    state = out / FRESH / ".state"
    head, rest = state.read_text(encoding="utf-8").split("\nprogram ")
    version, build = rest.split("\n")[0].split()
    assert len(build) == 64
    state.write_text(f"{head}\nprogram {rest.replace(build, '0' * 64)}", encoding="utf-8")
    assert "unfinished" in report(store, out, code=OUTPUT).stderr


def test_another_program_version_is_not_gone_on_with(store, whole, tmp_path):
    out = tmp_path / "r"
    unfinished(whole, out, towns(store)[:4])
    state = out / FRESH / ".state"
    text = state.read_text(encoding="utf-8")
    assert text.count("\nprogram ") == 1
    state.write_text(text.replace("\nprogram ", "\nprogram 9"), encoding="utf-8")
    assert "unfinished" in report(store, out, code=OUTPUT).stderr


def moving(folder, regions, log=".state"):
    """Killed among the renames: some files are in place, some are not, and one of an earlier set is still there."""
    (folder / FRESH / "regions").mkdir(parents=True)
    back = ["gaps.csv", "index.html", *(f"regions/{name}.pdf" for _, name in regions)]
    for name in back:
        (folder / name).rename(folder / FRESH / name)
    (folder / "regions/gone.html").write_text("of the earlier set")
    head = (folder / KNOWN).read_text(encoding="utf-8").split("state finished")[0]
    (folder / FRESH / log).write_text(head + "\nmade tables\n", encoding="utf-8")
    text = (folder / KNOWN).read_text(encoding="utf-8").replace("state finished\n", "state moving\n")
    (folder / KNOWN).write_text(text + "old regions/gone.html\n", encoding="utf-8")


@pytest.mark.parametrize("more", [(), ("--overwrite",)])
@pytest.mark.parametrize("log", [".state", ".moving"])
def test_an_interrupted_moving_is_ended_first(store, whole, copy, more, log):
    moving(copy, towns(store)[:5], log)
    assert "0 made, 10 made before" in report(store, copy, *more).stdout
    assert tree(copy) == tree(whole)
    assert not (copy / FRESH).exists()


def test_the_moving_of_another_set_is_left_alone_or_replaced(store, copy, tmp_path):
    moving(copy, towns(store)[:5])
    before = tree(copy)
    report(store, copy, "--lang", "zh", code=OUTPUT)
    assert tree(copy) == before and (copy / FRESH / "gaps.csv").exists()
    report(store, copy, "--lang", "zh", "--overwrite")
    report(store, tmp_path / "zh", "--lang", "zh")
    assert tree(copy) == tree(tmp_path / "zh")
    assert not (copy / FRESH).exists()


@pytest.mark.parametrize("left", [None, "file", "link", "whatever"])
def test_a_moving_that_is_only_said_removes_nothing(store, copy, left):
    text = (copy / KNOWN).read_text(encoding="utf-8").replace("state finished\n", "state moving\n")
    (copy / KNOWN).write_text(text + "old regions/kept.html\n", encoding="utf-8")
    (copy / "regions/kept.html").write_text("mine")
    if left == "file":
        (copy / FRESH).write_text("a file")
    elif left is not None:
        place = copy.parent / "elsewhere" if left == "link" else copy / FRESH
        place.mkdir()
        head = text.split("state moving")[0] if left == "link" else "whatever"
        (place / ".state").write_text(head + "\n", encoding="utf-8")
        if left == "link":
            (copy / FRESH).symlink_to(place)
    before = tree(copy)
    report(store, copy, code=OUTPUT)
    assert tree(copy) == before


def test_stopping_keeps_what_is_made(store, whole, tmp_path):
    out = tmp_path / "r"
    process = begin(store, out, "--threads", "1")
    while not (out / FRESH / ".state").exists() and process.poll() is None:
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    asked = time.monotonic()
    told = process.communicate(timeout=60)[1]
    assert time.monotonic() - asked < 5
    if process.returncode == STOPPED:  # not already at its end
        assert "of 10 regions are made and kept" in told
        assert tree(out) == {}
        assert not list(out.glob(FRESH + "/.work*"))
        report(store, out)
    assert tree(out) == tree(whole)


# --- what is there already ---

def test_a_finished_set_is_replaced_only_when_asked(store, whole, copy):
    (copy / "gaps.csv").write_text("as somebody changed it")
    before = tree(copy)
    done = report(store, copy, code=OUTPUT)
    assert "a report is there already" in done.stderr and "--overwrite" in done.stderr
    assert tree(copy) == before and not (copy / FRESH).exists()
    report(store, copy, "--overwrite")
    assert tree(copy) == tree(whole)


def test_overwriting_removes_what_the_new_set_lacks_and_nothing_else(store, copy):
    (copy / "regions/notes.txt").write_text("mine")
    (copy / "mine.csv").write_text("mine")
    (copy / "regions/sub").mkdir()
    (copy / "regions/sub/319900001000.html").write_text("mine")
    report(store, copy, "--overwrite", "--regions", "319900001000", "--format", "html")
    name = towns(store)[0][1]
    assert {n for n in tree(copy) if not n.startswith(("assets/", "data/"))} == {
        KNOWN, "index.html", f"regions/{name}.html", "regions/notes.txt", "regions/sub/319900001000.html", "mine.csv"}
    report(store, copy, "--overwrite", "--format", "csv")
    assert set(tree(copy)) == {KNOWN, *TABLES, "regions/notes.txt", "regions/sub/319900001000.html", "mine.csv"}
    assert not (copy / "assets").exists()  # nothing is left in it


@pytest.mark.parametrize("name", ["index.html", "gaps.csv", "regions", "regions/{}.pdf"])
@pytest.mark.parametrize("option", [[], ["--overwrite"]])
def test_files_of_others_are_never_replaced(store, tmp_path, name, option):
    path = tmp_path / "r" / name.format(towns(store)[7][1])
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    assert "no part of a report" in report(store, tmp_path / "r", *option, code=OUTPUT).stderr
    assert path.read_text() == "mine"
    assert set(tree(tmp_path / "r")) == {str(path.relative_to(tmp_path / "r"))}


def test_a_link_is_not_followed_into_another_folder(store, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "r").mkdir()
    (tmp_path / "r/regions").symlink_to(tmp_path / "elsewhere")
    report(store, tmp_path / "r", "--overwrite", code=OUTPUT)
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("line", ["file ../victim", "file /{}/victim", "file regions/../../victim", "file .", "old ../victim"])
@pytest.mark.parametrize("state", ["state finished", "state moving"])
def test_the_hidden_file_leads_nowhere_else(store, copy, line, state):
    """Whoever wrote it: only what is below the folder is removed."""
    victim = copy.parent / "victim"
    victim.write_text("mine")
    text = (copy / KNOWN).read_text(encoding="utf-8").replace("state finished", state)
    (copy / KNOWN).write_text(text + line.format(copy.parent) + "\n", encoding="utf-8")
    done = lifecircle("report", store, "--out", copy, "--overwrite", "--lang", "zh", "--format", "csv")
    assert done.returncode == DONE, done.stderr
    assert victim.read_text() == "mine"
    assert set(tree(copy)) == {KNOWN, *TABLES}


@pytest.mark.parametrize("option", [[], ["--overwrite"]])
@pytest.mark.parametrize("head", ["forged\n", "lifecircle report set, form 1: mine\n"])
def test_a_forged_list_owns_no_other_files(store, tmp_path, option, head):
    out, elsewhere = tmp_path / "r", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    kept = [elsewhere / "victim.txt", elsewhere / "page.html", out / "notes.txt"]
    for path in kept:
        path.write_text("mine")
    (out / "lnk").symlink_to(elsewhere)
    (out / "regions").symlink_to(elsewhere)
    lines = ["file a.csv", "old lnk/victim.txt", "old notes.txt", "file notes.txt", "old regions/page.html", "file regions/page.html"]
    (out / KNOWN).write_text(head + "state moving\n" + "\n".join(lines) + "\n")
    report(store, out, *option, code=OUTPUT)
    assert [path.read_text() for path in kept] == ["mine"] * 3
    (out / "regions").unlink()
    report(store, out, "--overwrite", "--format", "csv")
    assert [path.read_text() for path in kept] == ["mine"] * 3
    assert (out / "lnk").is_symlink()


@pytest.mark.parametrize("kind", ["pipe", "device", "link", "huge"])
def test_a_list_that_is_no_plain_file_is_not_read(store, copy, kind):
    path = copy / KNOWN
    path.rename(copy / "list")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "link":
        path.symlink_to("list")
    else:
        path.touch()
        os.truncate(path, 1 << 30)
    done = subprocess.run([CLI, "report", store, "--out", copy, "--lang", "en"], capture_output=True, text=True, timeout=20)
    assert done.returncode == OUTPUT and "no part of a report" in done.stderr


def test_a_pipe_for_a_log_is_not_waited_for(store, tmp_path):
    (tmp_path / FRESH).mkdir()
    os.mkfifo(tmp_path / FRESH / ".state")
    done = subprocess.run([CLI, "report", store, "--out", tmp_path, "--lang", "en", "--format", "csv"], capture_output=True, text=True, timeout=20)
    assert done.returncode == DONE, done.stderr


def test_a_file_of_the_study_in_the_list_is_not_removed(tmp_path):
    write_study(tmp_path)
    out = tmp_path / "report"
    out.mkdir()
    (tmp_path / "people.csv").rename(out / "trend.csv")
    text = (tmp_path / "study.yaml").read_text(encoding="utf-8")
    (tmp_path / "study.yaml").write_text(text.replace("people.csv", "report/trend.csv"), encoding="utf-8")
    assert lifecircle("run", tmp_path / "study.yaml").returncode == DONE
    report(tmp_path / "study.yaml", out, "--format", "html")
    text = (out / KNOWN).read_text(encoding="utf-8")
    (out / KNOWN).write_text(text + "file trend.csv\n", encoding="utf-8")
    report(tmp_path / "study.yaml", out, "--format", "html", "--overwrite", "--regions", "319900001000")
    assert (out / "trend.csv").exists() and not (out / "regions/319900002000-第2镇.html").exists()


def test_what_a_study_reads_is_never_replaced(tmp_path):
    (tmp_path / "people.csv").write_text("name,lon,lat,resident\nNear,121.401,31.2,600\n")
    (tmp_path / "gaps.csv").write_text("name,type,lon,lat,area_m2\nCentre,comprehensive_centre,121.4,31.2,800\n")
    (tmp_path / "study.yaml").write_text(
        "lifecircle: 1\nfacilities: [{file: gaps.csv, crs: EPSG:4326}]\n"
        "population: [{file: people.csv, crs: EPSG:4326, form: points, year: 2025, groups: [resident]}]\n")
    assert lifecircle("run", tmp_path / "study.yaml").returncode == DONE
    before = (tmp_path / "gaps.csv").read_bytes()
    done = report(tmp_path / "study.yaml", tmp_path, "--overwrite", code=OUTPUT)
    assert "is read by the study, and an output would replace it" in done.stderr
    assert (tmp_path / "gaps.csv").read_bytes() == before
    done = lifecircle("report", tmp_path / "study.yaml", "--lang", "en")
    assert done.returncode == DONE, done.stderr
    assert done.stdout.splitlines()[-1] == str(tmp_path / "out/report/index.html")


def test_two_at_a_time_are_refused(store, copy):
    folder = os.open(copy, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    assert "another lifecircle is writing here" in report(store, copy, "--overwrite", code=STORE).stderr
    os.close(folder)
    report(store, copy, "--overwrite")


def test_no_run_while_a_report_is_made(own_store, tmp_path):
    folder = os.open(own_store.parent, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)  # as a run does
    assert "another lifecircle" in report(own_store, tmp_path / "r", code=STORE).stderr
    fcntl.flock(folder, fcntl.LOCK_SH)  # as another report does
    report(own_store, tmp_path / "r")
    os.close(folder)
    report(own_store, own_store.parent, "--format", "csv")  # beside the store itself


# --- what cannot be done ---

def test_a_store_that_was_never_finished(own_store, tmp_path):
    change(own_store, "DELETE FROM stage WHERE name = 'gaps'")
    assert "its last run stopped early" in report(own_store, tmp_path / "r", code=INPUT).stderr
    assert not (tmp_path / "r").exists()


def test_no_store_no_report(tmp_path):
    assert "there is no such store; run the study first" in report(tmp_path / "no.sqlite", tmp_path / "r", code=INPUT).stderr
    assert not (tmp_path / "r").exists()


def test_an_unknown_region_is_told_before_anything_is_written(store, tmp_path):
    done = report(store, tmp_path / "r", "--regions", "319900001000,31990000200", code=INPUT)
    assert 'no region has the code or the name "31990000200"; did you mean "319900002000"?' in done.stderr
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize("column", ["name", "code"])
@pytest.mark.parametrize("more", [(), ("--regions", "319900001000")])
def test_a_region_without_a_name_is_told(own_store, tmp_path, column, more):
    base = sqlite3.connect(own_store)
    base.executescript(f"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '{column} TEXT NOT NULL', '{column} TEXT') WHERE name = 'region';")
    base.commit()
    base.close()
    change(own_store, f"UPDATE region SET {column} = NULL WHERE region_id = 5")
    done = report(own_store, tmp_path / "r", *more, code=STORE)
    assert "Region 5 of the store is damaged" in done.stderr
    assert not (tmp_path / "r").exists()
