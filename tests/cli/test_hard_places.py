"""Hard places: folders that cannot be written, disks that fill up, stores that are none, interruptions, hostile names. Whatever happens, the
last good outputs stay as they were, nothing half-written is left, and the next run gives what an undisturbed one gives."""
import fcntl
import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import time

import pytest
import small_study
from lc_run import CLI, SOURCE, rows

DONE, INPUT, OUTPUT, STORE, STOPPED = 0, 2, 4, 5, 130
DEMO = SOURCE / "geodata/demo/study.yaml"


def lifecircle(*arguments, **options):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_ALL", "LANG"))}
    environment.update(options.pop("env", {}))
    done = subprocess.run([CLI, *map(str, arguments)], capture_output=True, stdin=subprocess.DEVNULL, timeout=280, env=environment, **options)
    done.words = done.stderr.decode("utf-8", "replace")
    return done


def run(study, *more, language="en", **options):
    return lifecircle("run", study, "--quiet", "--lang", language, *more, **options)


def outputs(out):
    """Every output of a run but the store, byte by byte."""
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*"))
            if p.is_file() and not p.name.startswith(("lifecircle.sqlite", ".lifecircle-lock-"))}


def hidden(out):
    return [p.name for p in out.iterdir() if p.name.startswith(".")]


def fails(code, say, *arguments, **options):
    """Runs; the message is one line and says `say`; in Chinese it fails alike."""
    done = run(*arguments, **options)
    assert done.returncode == code, (done.returncode, done.words)
    assert done.words.count("\n") == 1, done.words
    assert say in done.words, done.words
    chinese = run(*arguments, language="zh", **options)
    assert chinese.returncode == code
    assert re.search("[\u4e00-\u9fff]", chinese.words), chinese.words


@pytest.fixture
def study(tmp_path):
    return small_study.write(tmp_path / "study")


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("finished") / "study"
    study = small_study.write(folder)
    assert run(study).returncode == DONE
    return folder


@pytest.fixture
def good(finished, tmp_path):
    """A study with the outputs of a good run."""
    shutil.copytree(finished, tmp_path / "study")
    return tmp_path / "study/study.yaml"


@pytest.fixture
def mount(tmp_path):
    """mount(options) mounts a small file system of its own; skipped where this is not allowed."""
    mounted = []

    def make(options):
        place = tmp_path / f"disk{len(mounted)}"
        place.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], capture_output=True)
        if done.returncode != 0:
            pytest.skip("mounting is not allowed here")
        mounted.append(place)
        return place

    yield make
    for place in mounted:
        subprocess.run(["umount", place], check=True)


# --- output folders ---

def test_outputs_that_are_there(good):
    before = outputs(good.parent / "out")
    fails(OUTPUT, "is there already; add --overwrite to replace it", good)
    assert outputs(good.parent / "out") == before
    assert hidden(good.parent / "out") == []


def test_output_folder_is_a_file(study, tmp_path):
    (tmp_path / "taken").write_text("mine")
    fails(OUTPUT, "taken: is a file, a folder was expected", study, "--out", tmp_path / "taken")
    fails(OUTPUT, "taken/out: cannot be made or written (a part of the path is no folder)", study, "--out", tmp_path / "taken/out")
    assert (tmp_path / "taken").read_text() == "mine"


def test_output_folder_is_a_link_to_nowhere(study, tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    fails(OUTPUT, "link", study, "--out", tmp_path / "link")
    assert not (tmp_path / "nowhere").exists()


def test_output_folder_is_a_link(study, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert run(study, "--out", tmp_path / "link").returncode == DONE
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real/gaps.csv").exists()
    assert hidden(tmp_path / "real") == []


def test_name_too_long(study, tmp_path):
    fails(OUTPUT, "the name is too long", study, "--out", tmp_path / ("x" * 300))


def test_folder_without_permission(study, mount):
    place = mount("size=16m,ro")
    fails(OUTPUT, "the disk is read-only", study, "--out", place / "out")
    fails(OUTPUT, "cannot be made or written", study, "--out", place)


def test_disk_becomes_read_only(good, mount):
    place = mount("size=64m")
    assert run(good, "--out", place / "out").returncode == DONE
    before = outputs(place / "out")
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)
    fails(OUTPUT, "check the permissions, or name another place with --out", good, "--out", place / "out", "--overwrite")
    assert outputs(place / "out") == before
    assert hidden(place / "out") == []


@pytest.mark.parametrize("size_k", [64, 512, 900, 1100])
def test_full_disk(study, mount, size_k):
    """Whatever is being written when the disk is full: told, and nothing half-written is left under an output's name."""
    place = mount(f"size={size_k}k")
    fails(OUTPUT, "the disk is full; free some space and run again", study, "--out", place / "out")
    assert [p.name for p in (place / "out").iterdir() if not p.name.startswith("lifecircle.sqlite")] == []


def test_disk_fills_up_after_a_good_run(good, mount):
    place = mount("size=64m")
    assert run(good, "--out", place / "out").returncode == DONE
    before = outputs(place / "out")
    (place / "ballast").write_bytes(bytes(shutil.disk_usage(place).free))
    (good.parent / "people.csv").write_text(small_study.PEOPLE.replace("1200", "1201"))
    fails(OUTPUT, "the disk is full", good, "--out", place / "out", "--overwrite")
    assert outputs(place / "out") == before
    assert hidden(place / "out") == []
    (place / "ballast").unlink()
    assert run(good, "--out", place / "out", "--overwrite").returncode == DONE
    assert run(good, "--overwrite").returncode == DONE
    assert outputs(place / "out") == outputs(good.parent / "out")


@pytest.mark.parametrize("limit_bytes", [1000, 20000])
def test_files_may_not_grow(good, limit_bytes):
    """An output beyond the size that files may have; the store is there and large enough."""
    before = outputs(good.parent / "out")
    limit = (limit_bytes, limit_bytes)
    done = run(good, "--overwrite", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    assert done.returncode == OUTPUT, done.words
    assert done.words.count("\n") == 1
    assert outputs(good.parent / "out") == before
    assert hidden(good.parent / "out") == []


def report(study, *more, language="en"):
    return lifecircle("report", study, "--quiet", "--lang", language, *more)


def test_report_folder_is_a_file(good, tmp_path):
    (tmp_path / "taken").write_text("mine")
    for place, words in (("taken", "taken: is a file, a folder was expected"), ("taken/r", "a part of the path is no folder")):
        done = report(good, "--out", tmp_path / place)
        assert (done.returncode, done.words.count("\n")) == (OUTPUT, 1), done.words
        assert words in done.words
    assert (tmp_path / "taken").read_text() == "mine"


def test_report_folder_cannot_be_written(good, mount):
    place = mount("size=16m")
    assert report(good, "--out", place / "r").returncode == DONE
    before = outputs(place / "r")
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)
    for out in (place / "r", place / "new"):
        done = report(good, "--out", out, "--overwrite")
        assert done.returncode == OUTPUT
        assert "the disk is read-only" in done.words
    assert outputs(place / "r") == before


def test_report_on_a_full_disk(good, mount):
    """What was there stays; when there is room again the same command goes on."""
    place = mount("size=64m")
    assert report(good, "--out", place / "r", language="zh").returncode == DONE
    assert report(good, "--out", good.parent / "r").returncode == DONE

    def shown():
        return {name: data for name, data in outputs(place / "r").items() if not name.startswith(".lifecircle-report-new")}

    before = shown()
    for left in (0, 4096, 65536):
        (place / "ballast").write_bytes(bytes(max(0, shutil.disk_usage(place).free - left)))
        done = report(good, "--out", place / "r", "--overwrite")
        assert done.returncode == OUTPUT, (left, done.words)
        assert "the disk is full" in done.words
        assert shown() == before
        (place / "ballast").unlink()
    assert report(good, "--out", place / "r", "--overwrite").returncode == DONE
    assert outputs(place / "r") == outputs(good.parent / "r")


def test_checking_needs_a_temporary_folder(study, tmp_path):
    done = lifecircle("check", study, "--lang", "en", env={"TMPDIR": str(tmp_path / "nowhere")})
    assert done.returncode == OUTPUT
    assert "set TMPDIR to a folder that can be written" in done.words


def test_checking_leaves_nothing(study, tmp_path):
    (tmp_path / "tmp").mkdir()
    env = {"TMPDIR": str(tmp_path / "tmp")}
    assert lifecircle("check", study, env=env).returncode == DONE
    (study.parent / "targets.csv").write_text("")
    assert lifecircle("check", study, env=env).returncode == INPUT
    assert list((tmp_path / "tmp").iterdir()) == []


def test_nobody_reads_what_checking_says(study, tmp_path):
    (tmp_path / "tmp").mkdir()
    near, far = os.pipe()
    os.close(near)
    done = subprocess.run([CLI, "check", study], stdout=far, stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(tmp_path / "tmp")})
    os.close(far)
    assert done.returncode == OUTPUT
    assert list((tmp_path / "tmp").iterdir()) == []


# --- stores ---

def put_store(study, data):
    (study.parent / "out").mkdir()
    (study.parent / "out/lifecircle.sqlite").write_bytes(data)
    return study.parent / "out/lifecircle.sqlite"


@pytest.mark.parametrize("data", [b"not a database at all " * 100, b"SQLite format 3\0" + bytes(1000), b"x", b"notes of mine\n" * 20])
def test_store_that_is_no_database(study, data):
    store = put_store(study, data)
    fails(STORE, "move it away and run again to build it anew", study)
    assert store.read_bytes() == data
    assert hidden(store.parent) == []


def test_store_of_another_program(study):
    (study.parent / "out").mkdir()
    path = study.parent / "out/lifecircle.sqlite"
    other = sqlite3.connect(path)
    other.executescript("CREATE TABLE secret (x); INSERT INTO secret VALUES (42)")
    other.close()
    before = path.read_bytes()
    fails(STORE, "is an SQLite file, but no lifecircle store", study)
    assert path.read_bytes() == before


def test_store_of_a_newer_program(good):
    path = good.parent / "out/lifecircle.sqlite"
    other = sqlite3.connect(path)
    other.execute("PRAGMA user_version = 999")
    other.commit()
    other.close()
    before = outputs(good.parent / "out")
    fails(STORE, "was written by a newer lifecircle (edition 999", good, "--overwrite")
    assert outputs(good.parent / "out") == before


def test_store_that_is_a_folder(study):
    (study.parent / "out/lifecircle.sqlite").mkdir(parents=True)
    done = run(study)
    assert done.returncode in (OUTPUT, STORE), done.words
    assert "lifecircle.sqlite" in done.words


def test_store_in_a_folder_that_is_not_there(study):
    study.write_text(study.read_text() + "store: deep/down/s.sqlite\n")
    done = run(study)
    assert done.returncode == DONE or "deep/down" in done.words, done.words


@pytest.mark.parametrize("share", [0.05, 0.2, 0.4, 0.6, 0.8, 0.95])
def test_store_damaged_in_the_middle(good, share):
    """Pages overwritten: told, or not met. What is never met: a crash, or the outputs of a good run lost."""
    path = good.parent / "out/lifecircle.sqlite"
    before = outputs(good.parent / "out")
    data = bytearray(path.read_bytes())
    at = int(len(data) * share) // 4096 * 4096
    data[at:at + 16384] = bytes([0xA5]) * 16384
    path.write_bytes(bytes(data[:path.stat().st_size]))
    (good.parent / "facilities.csv").write_text(small_study.FACILITIES.replace("2000", "2001"))
    done = run(good, "--overwrite")
    assert done.returncode in (DONE, STORE), (done.returncode, done.words)
    if done.returncode == STORE:
        assert "move it away and run again" in done.words, done.words
        assert outputs(good.parent / "out") == before
    assert lifecircle("info", path).returncode in (DONE, STORE)
    path.unlink()
    assert run(good, "--overwrite").returncode == DONE


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_store_cut_off(good, share):
    path = good.parent / "out/lifecircle.sqlite"
    before = outputs(good.parent / "out")
    path.write_bytes(path.read_bytes()[:int(path.stat().st_size * share)])
    fails(STORE, "move it away and run again", good, "--overwrite")
    assert outputs(good.parent / "out") == before


def test_store_that_another_program_holds(good):
    other = sqlite3.connect(good.parent / "out/lifecircle.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    before = outputs(good.parent / "out")
    fails(STORE, "another program is using this store; close it and run again", good, "--overwrite")
    other.execute("ROLLBACK")
    other.close()
    assert outputs(good.parent / "out") == before
    assert run(good, "--overwrite").returncode == DONE


def test_two_runs_on_one_folder(good):
    folder = os.open(good.parent / "out", os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    fails(STORE, "another lifecircle is writing here; wait for it, or name another place with --out", good, "--overwrite")
    os.close(folder)
    assert run(good, "--overwrite").returncode == DONE


def test_two_studies_on_one_store(study, tmp_path):
    """The store lies outside the output folder, and somebody else is at it."""
    shared = tmp_path / "shared"
    shared.mkdir()
    with open(study, "a", encoding="utf-8") as file:
        file.write(f"\nallow_paths: [{shared}]\nstore: {shared}/store.sqlite\n")
    folder = os.open(shared, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    done = run(study)
    assert done.returncode == STORE and "another lifecircle is writing here" in done.words
    assert list(shared.iterdir()) == []
    os.close(folder)
    assert run(study).returncode == DONE


def test_what_a_killed_run_left_is_undone_by_a_reader(tmp_path):
    """The half of a stage that had gone to the disk, and the journal that undoes it: `info` tells of the store as it was before."""
    study = small_study.write(tmp_path / "study")
    assert run(study).returncode == DONE
    store, left = tmp_path / "study/out/lifecircle.sqlite", tmp_path / "left.sqlite"
    before = lifecircle("info", store).stdout
    writer = sqlite3.connect(store, isolation_level=None)
    writer.executescript("PRAGMA cache_size=1; BEGIN IMMEDIATE; DELETE FROM demand_people; UPDATE parameter SET value = 'lost'")
    writer.executemany("INSERT INTO version VALUES (?, 'half-done')", [(f"x{i}" * 50,) for i in range(2000)])
    shutil.copy(store, left)
    shutil.copy(f"{store}-journal", f"{left}-journal")
    writer.close()
    assert b"half-done" in left.read_bytes()
    after = lifecircle("info", left)
    assert after.returncode == DONE, after.words
    assert after.stdout == before
    assert not (tmp_path / "left.sqlite-journal").exists()
    reader = sqlite3.connect(left)
    assert reader.execute("SELECT count(*) FROM version WHERE version = 'half-done'").fetchone() == (0,)
    assert reader.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    reader.close()


@pytest.fixture
def at_work(good):
    """at_work(argument, ..., folder=) starts a command and stops it (SIGSTOP) as soon as it holds the folder."""
    started = []

    def start(*arguments, folder):
        process = subprocess.Popen([CLI, *map(str, arguments), "--lang", "en"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        started.append(process)
        for _ in range(5000):
            if any(p.suffix != ".part" for p in folder.glob(".lifecircle-lock-*")):
                process.send_signal(signal.SIGSTOP)
                if any(folder.glob(".lifecircle-lock-*")):
                    return process
            if process.poll() is not None:
                break
            time.sleep(0.001)
        pytest.fail("it ended before it could be stopped")

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stderr.close()


def told_who(done, what, process):
    assert done.returncode == STORE, (done.returncode, done.words)
    assert done.words.count("\n") == 1
    assert re.search(rf'"lifecircle {what}" is at work here \(process {process.pid}, since \d\d\d\d-\d\d-\d\d \d\d:\d\d:\d\d\); wait until it has ended',
                     done.words), done.words


def test_who_is_at_work_is_told(good, at_work, tmp_path):
    """While a run is at it: another run, a report, an export, an explanation."""
    out, store = good.parent / "out", good.parent / "out/lifecircle.sqlite"
    first = at_work("run", good, "--overwrite", "--quiet", folder=out)
    told_who(run(good, "--overwrite"), "run", first)
    assert "or name another place with --out" in run(good, "--overwrite").words
    told_who(report(store, "--out", tmp_path / "r"), "run", first)
    told_who(lifecircle("export", store, tmp_path / "e", "--format", "FlatGeobuf", "--lang", "en"), "run", first)
    told_who(lifecircle("explain", store, "--at", "121.41,31.21", "--lang", "en"), "run", first)
    chinese = run(good, "--overwrite", language="zh")
    assert f"“lifecircle run”正在此处工作（进程 {first.pid}" in chinese.words
    assert run(good, "--out", tmp_path / "elsewhere").returncode == DONE
    first.send_signal(signal.SIGCONT)
    first.communicate(timeout=120)
    assert run(good, "--overwrite").returncode == DONE
    assert hidden(out) == []


def test_who_makes_a_report_is_told(good, at_work, tmp_path):
    """A run waits for whoever reads; another report of the same store does not, one into the same folder does."""
    store = good.parent / "out/lifecircle.sqlite"
    first = at_work("report", store, "--out", tmp_path / "r", "--quiet", folder=good.parent / "out")
    told_who(run(good, "--overwrite"), "report", first)
    assert report(store, "--out", tmp_path / "other").returncode == DONE
    first.kill()
    first.communicate()
    assert any((good.parent / "out").glob(".lifecircle-lock-r-*"))  # its words are left, and mislead nobody
    assert run(good, "--overwrite").returncode == DONE
    assert hidden(good.parent / "out") == []


def test_words_of_nobody_are_not_believed(good):
    """Left by a process that was killed, or put there by somebody: without a lock on them they are removed."""
    for name in ("w-there-1-0", "r-here-2-0", "w-here-3-0.part"):
        (good.parent / f"out/.lifecircle-lock-{name}").write_text("lifecircle run\n1\nthere\n2020-01-01 00:00:00\n")
    assert run(good, "--overwrite").returncode == DONE
    assert hidden(good.parent / "out") == []


def test_a_holder_on_another_computer(good):
    """On a network disk the folder's own lock is not seen elsewhere, that of the words is."""
    words = good.parent / "out/.lifecircle-lock-w-planning7-4711-0"
    words.write_text("lifecircle run\n4711\nplanning7\n2026-03-01 09:30:00\n")
    with open(words, encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        fails(STORE, '"lifecircle run" is at work here (process 4711 on the computer planning7, since 2026-03-01 09:30:00)', good, "--overwrite")
    assert run(good, "--overwrite").returncode == DONE


def test_new_waits_for_nobody(tmp_path):
    folder = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    done = lifecircle("new", tmp_path, "--lang", "en")
    assert done.returncode == STORE and "another lifecircle is writing here" in done.words
    os.close(folder)
    (tmp_path / ".study.yaml.part").write_text("half of i")
    assert lifecircle("new", tmp_path, "--lang", "en").returncode == DONE
    assert sorted(p.name for p in tmp_path.iterdir()) == ["study.yaml", "targets.csv"]


def test_store_with_a_journal_where_nothing_can_be_written(tmp_path, mount):
    study = small_study.write(tmp_path / "study")
    assert run(study).returncode == DONE
    place, store = mount("size=64m"), tmp_path / "study/out/lifecircle.sqlite"
    writer = sqlite3.connect(store, isolation_level=None)
    writer.executescript("PRAGMA cache_size=1; BEGIN IMMEDIATE; DELETE FROM demand_people; UPDATE parameter SET value = 'lost'")
    writer.executemany("INSERT INTO version VALUES (?, 'half-done')", [(f"x{i}" * 50,) for i in range(2000)])
    shutil.copy(store, place / "s.sqlite")
    shutil.copy(f"{store}-journal", place / "s.sqlite-journal")
    writer.close()
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)
    done = lifecircle("info", place / "s.sqlite", "--lang", "en")
    assert done.returncode == OUTPUT and "copy both to where you may write" in done.words, done.words
    for name in ("s.sqlite", "s.sqlite-journal"):
        shutil.copy(place / name, tmp_path / name)
    assert lifecircle("info", tmp_path / "s.sqlite").returncode == DONE


def test_store_that_another_program_set_to_wal(good):
    """It is set back, so that it can be read where nothing can be written."""
    store = good.parent / "out/lifecircle.sqlite"
    other = sqlite3.connect(store)
    assert other.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
    other.close()
    assert run(good, "--overwrite").returncode == DONE
    assert store.read_bytes()[18:20] == b"\1\1"


def test_store_that_was_never_finished(study):
    """Killed while the file was made: there, and empty."""
    (study.parent / "out").mkdir()
    (study.parent / "out/lifecircle.sqlite").write_bytes(b"")
    done = lifecircle("info", study.parent / "out/lifecircle.sqlite", "--lang", "en")
    assert done.returncode == INPUT and "The store is not finished" in done.words
    assert run(study).returncode == DONE


def test_what_waited_aside_comes_back(good):
    """Killed between the two renames of a disk that cannot swap names: the old output is put back."""
    out = good.parent / "out"
    before = outputs(out)
    (out / ".lifecircle-new/.old").mkdir(parents=True)
    (out / "gaps.csv").rename(out / ".lifecircle-new/.old/gaps.csv")
    fails(OUTPUT, "is there already; add --overwrite to replace it", good)
    assert outputs(out) == before
    assert hidden(out) == []


def test_two_runs_at_once(tmp_path):
    study = small_study.write(tmp_path / "study")
    both = [subprocess.Popen([CLI, "run", study, "--quiet", "--lang", "en", "--overwrite"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            for _ in range(2)]
    words = [process.communicate(timeout=120)[1].decode() for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([DONE, STORE], [DONE, DONE]), words
    assert hidden(tmp_path / "study/out") == []


# --- interruptions, in the middle of the demonstration ---

@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The undisturbed run: its outputs, and how long it took."""
    out = tmp_path_factory.mktemp("demo") / "out"
    start = time.monotonic()
    done = run(DEMO, "--out", out)
    assert done.returncode == DONE, done.words
    return outputs(out), time.monotonic() - start


def interrupt(out, after_s, number):
    process = subprocess.Popen([CLI, "run", DEMO, "--lang", "en", "--out", out], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    time.sleep(after_s)
    process.send_signal(number)
    words = process.communicate(timeout=120)[1].decode()
    return process.returncode, words


@pytest.mark.parametrize("number, share", [(signal.SIGINT, 0.3), (signal.SIGINT, 0.7), (signal.SIGTERM, 0.9),
                                           (signal.SIGKILL, 0.2), (signal.SIGKILL, 0.5), (signal.SIGKILL, 0.8)])
def test_interrupted_run(demo, tmp_path, number, share):
    whole, needed_s = demo
    out = tmp_path / "out"
    code, words = interrupt(out, needed_s * share, number)
    if number == signal.SIGKILL:
        assert code in (-signal.SIGKILL, DONE)
    else:
        assert code in (STOPPED, DONE), words
        if code == STOPPED:
            assert "Stopped as asked" in words
            assert hidden(out) == []
    if code == STOPPED:
        assert outputs(out) == {}
    # A kill may fall between the first output put in place and the program's end: what is there is whole. What was being written is still
    # in its hidden folder then, which the next run removes.
    assert [name for name, text in outputs(out).items() if not name.startswith(".lifecircle-new/") and text != whole[name]] == []
    done_before = 0
    if (out / "lifecircle.sqlite").exists():
        assert lifecircle("info", out / "lifecircle.sqlite").returncode == DONE
        store = sqlite3.connect(out / "lifecircle.sqlite")
        assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        done_before = store.execute("SELECT count(*) FROM stage").fetchone()[0]
        store.close()
    again = lifecircle("run", DEMO, "--lang", "en", "--out", out, "--overwrite")
    assert again.returncode == DONE, again.words
    if code != DONE:
        skipped = int(re.search(rb"(\d+) unchanged and skipped", again.stdout).group(1))
        assert skipped == done_before
    left = outputs(out)
    assert left.keys() == whole.keys()
    assert [name for name in whole if left[name] != whole[name]] == []
    assert hidden(out) == []


# --- hostile names ---

NAMES = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "../../x", "a\"b'c`d", "😀🏥", "x" * 300, "‮שלום\u202e", "a;b\tc", "-1+2", "@SUM(A1)",
         "&lt;b&gt;", "%s%n%d", "'; DROP TABLE facility; --", "]]>", "\\", "ﷺ"]


@pytest.mark.parametrize("name", NAMES, ids=[str(i) for i in range(len(NAMES))])
def test_hostile_names(study, name):
    folder = study.parent
    data = small_study.regions()
    data["features"][1]["properties"]["name"] = name
    (folder / "regions.geojson").write_text(json.dumps(data), encoding="utf-8")
    table = small_study.table(small_study.FACILITIES)
    table[1][1] = name
    (folder / "facilities.csv").write_text(small_study.untable(table), encoding="utf-8")
    targets = small_study.table(small_study.TARGETS)
    targets[1][0] = targets[1][1] = name
    (folder / "targets.csv").write_text(small_study.untable(targets), encoding="utf-8")
    study.write_text(small_study.STUDY.replace("[csv, json]", "[gpkg, shapefile, csv, json, html, geojson]")
                     .replace("{zh: 云溪区, en: Yunxi}", json.dumps(name if name.strip() else "x", ensure_ascii=False)), encoding="utf-8")
    done = run(study)
    assert done.returncode == DONE, done.words
    out = folder / "out"
    assert hidden(out) == []
    assert sorted(p.name for p in folder.parent.iterdir()) == ["study"]
    gaps = rows(out / "gaps.csv")
    shown = {row["region_name"] for row in gaps if row["region_code"] == "310101"}
    assert len(shown) == 1
    if len(name) < 200:
        assert shown <= {name, "'" + name}  # spreadsheets take what follows ' for text
    for path in out.rglob("*.csv"):
        for row in rows(path):
            for cell in row.values():
                assert not re.match(r"[=@]|[-+](?!\d)", cell), (path.name, cell)
    json.loads((out / "summary.json").read_text(encoding="utf-8"))
    html = (out / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in html
