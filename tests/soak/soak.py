#!/usr/bin/env python3
"""Kills and failing disks by the hundred: soak.py [--kills N] [--faults N] [--seed S] [--small] [--jobs J].

A kill is SIGKILL at a moment drawn evenly over the time that the command takes undisturbed, or at a drawn call of the system. A fault is one
of faults.c: the n-th call that touches a file of the study fails, once or from then on. After each everything is looked at: the store opens, is
sound, and each of its tables is that of before, that of afterwards or empty; each output is wholly the old or wholly the new one or absent; files
of others are untouched. From time to time the command is run again and must give what an undisturbed run gives, byte by byte."""
import argparse
import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import small_study
from lc_run import CLI, SOURCE

FAULTS = Path(os.environ["LC_BUILD"]) / "lib/liblc_faults.so"
DEMO = SOURCE / "geodata/demo"
DONE, INPUT = 0, 2
RERUN_EVERY = 25
FORMATS = "gpkg, shapefile, html, xlsx"
PLACES = {"run": "out", "report": "set", "export": "layers", "check": "copies"}  # of each command: where it writes
NOTES = b"notes of somebody else\n"
# What a killed process may leave beside the outputs; the next one removes it.
LEFT = (".lifecircle-new", ".lifecircle-lock-", ".lifecircle-report-new")
KINDS = {  # what it begins from, its share of the kills, and the command
    "fresh": ("nothing", 5, "run"), "changed": ("old", 4, "run"), "outputs": ("new", 4, "run"),
    "report": ("old set", 3, "report"), "first report": ("no set", 2, "report"), "export": ("new", 2, "export"),
    "copies": ("new", 3, "check")}
ERRORS = {"write": ("ENOSPC", "EIO", "EDQUOT", "EROFS", "short", "EINTR"), "sync": ("EIO", "ENOSPC", "EINTR"), "name": ("EIO", "ENOSPC", "EROFS"),
          "open": ("EIO", "EROFS", "ENOSPC", "EINTR"), "close": ("EIO", "ENOSPC", "EDQUOT", "EINTR"), "map": ("EIO",), "read": ("EIO",)}


class Wrong(Exception):
    """What must not happen has happened."""


def sha(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").digest() if hasattr(hashlib, "file_digest") else hashlib.sha256(file.read()).digest()


def files(folder):
    """Every file below a folder but the store's and what is hidden: its name, and a digest of its bytes."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not name.parts[0].startswith((".", "lifecircle.sqlite")):
            found[str(name)] = sha(path)
    return found


def is_own(name, sql):
    return sql.startswith("CREATE TABLE") and not name.startswith(("spatialite_", "sqlite_", "sql_", "geometry_", "views_", "virts_", "idx_", "spatial_"))


def tables(store):
    """The rows of every table of the store, as a set of digests where there are few."""
    db = sqlite3.connect(store)
    names = [name for name, sql in db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL ORDER BY name")
             if is_own(name, sql)]
    content = {}
    for name in names:
        columns = [row[1] for row in db.execute(f'PRAGMA table_info("{name}")')]
        if name in COUNTED:
            columns = [c for c in columns if not c.endswith("_id")]
        rows = frozenset(hash(row) for row in db.execute("SELECT {} FROM \"{}\"".format(", ".join(f'"{c}"' for c in columns), name)))
        content[name] = rows
    db.close()
    return content


# Rows that are numbered on when a stage is done anew: their numbers say nothing.
COUNTED = {"input", "finding", "target"}


class Ground:
    """A study of its own, with the results of two undisturbed runs to compare with: of the study as it was and as it is now."""

    def __init__(self, root, small):
        self.root, self.small = root, small
        self.study, self.out, self.set, self.layers = root / "study/study.yaml", root / "out", root / "set", root / "layers"
        self.copies, self.tmp = root / "copies", root.with_name(root.name + "-tmp")
        self.tmp.mkdir()
        root.mkdir(parents=True)
        if small:
            small_study.write(root / "study")
            text = self.study.read_text(encoding="utf-8").replace("[csv, json]", f"[{FORMATS}, csv, json, geojson, pdf]")
        else:
            shutil.copytree(DEMO, root / "study")
            lines = self.study.read_text(encoding="utf-8").splitlines()
            lines = [line for line in lines if not line.startswith(("trend:", "limits_min:"))]
            text = "\n".join(lines).replace("[gpkg, shapefile, csv, json, html]", f"[{FORMATS}]") + "\nlimits_min: [15]\n"
        assert FORMATS in text
        self.study.write_text(text, encoding="utf-8")
        self.now = (root / "study/targets.csv").read_bytes()
        self.before = b"".join(self.now.splitlines(keepends=True)[:-1])
        self.results = {}
        for word, targets in (("old", self.before), ("new", self.now)):
            (root / "study/targets.csv").write_bytes(targets)
            start = time.monotonic()
            self.finish()
            self.took_s = time.monotonic() - start
            self.results[word] = self.look()
            for name in PLACES.values():
                shutil.copytree(root / name, root / "ref" / word / name)
        self.seconds, self.counts = {}, {}
        for kind in KINDS:
            self.begin(kind)
            start = time.monotonic()
            done = self.start(kind).wait()
            self.seconds[kind] = time.monotonic() - start
            if done != DONE:
                raise Wrong(f"{kind}: undisturbed it ends with {done}")
            self.expect_new(kind)

    def command(self, what):
        if what == "run":
            return ["run", self.study, "--out", self.out, "--overwrite", "--quiet", "--lang", "en"]
        if what == "check":
            return ["check", self.study, "--fix-to", self.copies, "--overwrite", "--quiet", "--lang", "en"]
        if what == "export":
            return ["export", self.out / "lifecircle.sqlite", self.layers, "--format", "FlatGeobuf", "--overwrite", "--lang", "en"]
        formats = "html,xlsx,pdf,csv" if self.small else "html,xlsx"
        return ["report", self.out / "lifecircle.sqlite", "--out", self.set, "--overwrite", "--quiet", "--lang", "en", "--format", formats]

    def start(self, kind_or_word, **faults):
        what = KINDS[kind_or_word][2] if kind_or_word in KINDS else kind_or_word
        env = {**os.environ, "TMPDIR": str(self.tmp), **{k: str(v) for k, v in faults.items()}}
        if faults:
            env.update(FAULT_ROOT=str(self.root), LD_PRELOAD=str(FAULTS))
        return subprocess.Popen([CLI, *map(str, self.command(what))], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env)

    def finish(self):
        for what in PLACES:
            process = self.start(what)
            words = process.communicate(timeout=900)[1].decode()
            if process.returncode != DONE:
                raise Wrong(f"undisturbed, {what} ends with {process.returncode}: {words}")

    def look(self):
        return {**{place: files(self.root / place) for place in PLACES.values()}, "tables": tables(self.out / "lifecircle.sqlite")}

    def begin(self, kind):
        """As things are before the command."""
        state = KINDS[kind][0]
        for name in PLACES.values():
            shutil.rmtree(self.root / name, ignore_errors=True)
            # copies are always there: check writes into no folder that has nothing but files of others
            if name == "copies" or state != "nothing" and not (state == "no set" and name == "set"):
                shutil.copytree(self.root / "ref" / ("old" if state == "old" or (state == "old set" and name != "out") or name in ("layers", "copies") else "new") / name,
                                self.root / name)
            else:
                (self.root / name).mkdir()
            (self.root / name / "notes.txt").write_bytes(NOTES)
        if state == "new":  # the store of now, the outputs of before: all that is left to do is writing
            for path in (self.root / "ref/old/out").iterdir():
                if not path.name.startswith("lifecircle.sqlite"):
                    target = self.out / path.name
                    if path.is_dir():
                        shutil.rmtree(target)
                        shutil.copytree(path, target)
                    else:
                        shutil.copy(path, target)

    def calls(self, kind, call):
        """How many calls of a sort the command makes; "any" is all but reading."""
        if kind not in self.counts:
            count = self.root / "count"
            self.begin(kind)
            self.start(kind, FAULT_COUNT=count).communicate()
            self.counts[kind] = dict(zip(ERRORS, map(int, count.read_text().split()[:len(ERRORS)])))
        counts = self.counts[kind]
        return counts[call] if call != "any" else sum(counts.values()) - counts["read"]

    # --- what must hold ---

    def check_files(self):
        for place in PLACES.values():
            folder = self.root / place
            if not folder.exists():
                continue
            there = files(folder)
            if there.pop("notes.txt", None) != hashlib.sha256(NOTES).digest():
                raise Wrong(f"{place}: a file of somebody else is changed")
            for name, digest in there.items():
                if digest not in (self.results[w][place].get(name) for w in ("old", "new")):
                    raise Wrong(f"{place}/{name}: neither the old nor the new one ({(folder / name).stat().st_size} bytes)")
            for path in folder.iterdir():
                if path.name.startswith(".") and not path.name.startswith(LEFT) and not path.name.startswith(".lifecircle-report"):
                    raise Wrong(f"{place}/{path.name}: nobody knows it")

    def check_store(self, rng):
        store = self.out / "lifecircle.sqlite"
        if not store.exists():
            return
        told = subprocess.run([CLI, "info", store, "--lang", "en"], capture_output=True, text=True)
        if told.returncode != DONE and not (told.returncode == INPUT and "not finished" in told.stderr):
            raise Wrong(f"info ends with {told.returncode}: {told.stderr}")
        db = sqlite3.connect(store)
        sound = db.execute("PRAGMA integrity_check").fetchall()
        db.close()
        if sound != [("ok",)]:
            raise Wrong(f"the store is not sound: {sound[:3]}")
        old, new = self.results["old"]["tables"], self.results["new"]["tables"]
        for name, rows in tables(store).items():
            if rows and rows != old[name] and rows != new[name] and (name not in SHARED or not rows <= old[name] | new[name]):
                raise Wrong(f"the table {name} is neither as before nor as afterwards")

    def check(self, rng):
        order = [self.check_files, lambda: self.check_store(rng)]
        rng.shuffle(order)
        for one in order:
            one()

    def expect_new(self, kind, strict=True):
        """The command is done: what it makes is whole and new."""
        what = KINDS[kind][2] if kind in KINDS else kind
        place = PLACES[what]
        there = files(self.root / place)
        there.pop("notes.txt", None)
        if there != self.results["new"][place]:
            odd = [n for n in there.keys() | self.results["new"][place].keys() if there.get(n) != self.results["new"][place].get(n)]
            raise Wrong(f"{what} is done, but not as undisturbed: {odd[:5]}")
        if what == "run" and tables(self.out / "lifecircle.sqlite") != self.results["new"]["tables"]:
            raise Wrong("run is done, but the store is another")
        hidden = [p.name for p in (self.root / place).iterdir() if p.name.startswith(LEFT)]
        if hidden and strict:
            raise Wrong(f"{what} is done, and leaves {hidden}")

    def rerun(self):
        self.finish()
        for what in PLACES:
            self.expect_new(what)
        left = [p.name for p in self.tmp.iterdir() if p.name.startswith("lifecircle-check-")]
        if left:
            raise Wrong(f"everything is done, and TMPDIR has {left}")


# Tables that several stages write rows of their own into.
SHARED = {"region", "region_tree", "finding", "input", "stage", "parameter", "version", "reach_basis", "reach_column", "reach_facility", "reach_catchment_kept", "measure"}


def kill_once(ground, rng, number, tally):
    kind = rng.choices(list(KINDS), [k[1] for k in KINDS.values()])[0]
    if number < len(KINDS):  # each has its turn, however few the rounds are
        kind = list(KINDS)[number]
    afresh, by_call = number == 0 or rng.random() < 0.6, rng.random() < 0.25
    count = ground.calls(kind, "any") if by_call else 0
    if afresh:  # else on what the kill before has left
        ground.begin(kind)
    if by_call:
        at = rng.randint(1, count)
        how = f"{kind}, at call {at}"
        process = ground.start(kind, FAULT_CALL="any", FAULT_AT=at, FAULT_ERROR="kill")
    else:
        at = rng.uniform(0, ground.seconds[kind] * 1.05)
        how = f"{kind}, after {at:.3f} s"
        process = ground.start(kind)
        time.sleep(at)
        process.send_signal(signal.SIGKILL)
    words = process.communicate(timeout=900)[1].decode()
    code = process.returncode
    tally["killed" if code == -signal.SIGKILL else f"ended with {code}"] += 1
    # on what a kill has left, the store may be unfinished or absent: a report is refused then
    if code not in (-signal.SIGKILL, DONE, INPUT):
        raise Wrong(f"{how}: ended with {code}: {words}")
    try:
        ground.check(rng)
    except Wrong as wrong:
        raise Wrong(f"{how}: {wrong}") from None
    return how


def fault_once(ground, rng, number, tally):
    kind = rng.choices(list(KINDS), [k[1] for k in KINDS.values()])[0]
    call = rng.choice(list(ERRORS))
    error = rng.choice(ERRORS[call])
    count = ground.calls(kind, call)
    if count == 0:
        call, error = "write", "EIO"
        count = ground.calls(kind, call)
    at, last = rng.randint(1, count), int(error != "EINTR" and rng.random() < 0.5)
    how = f"{kind}, {call} {at} of {count}: {error}{' from then on' if last else ''}"
    value = error if error == "short" else getattr(__import__("errno"), error)
    ground.begin(kind)
    told = ground.root / "count"
    told.unlink(missing_ok=True)
    process = ground.start(kind, FAULT_CALL=call, FAULT_AT=at, FAULT_LAST=last, FAULT_ERROR=value, FAULT_COUNT=told)
    words = process.communicate(timeout=900)[1].decode()
    code = process.returncode
    where = told.read_text().split(" ", len(ERRORS))[-1].strip() if told.exists() else "?"
    tally[f"exit {code}"] += 1
    try:
        if code < 0 or code > 5:
            raise Wrong(f"ended with {code}")
        said = [line for line in words.splitlines() if line.startswith("lifecircle: ")]  # libxlsxwriter writes there, too
        if code != DONE and len(said) != 1:
            raise Wrong("no one line that says why")
        ground.check(rng)
        if code == DONE:
            ground.expect_new(kind, call != "name")  # what cannot be removed is, by the next one
    except Wrong as wrong:
        raise Wrong(f"{how} ({where}): {wrong}; exit {code}: {words}") from None
    return f"{how} ({where}): exit {code} {words.strip()}"


class Soak:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.wrong, self.tally, self.lock, self.done, self.grounds = [], Counter(), threading.Lock(), Counter(), {}

    def work(self, job, name, one, share):
        """One thread's share of the rounds, on a ground of its own."""
        rng = random.Random(f"{self.options.seed} {name} {job}")
        small = self.options.small or name == "faults-small"
        if (small, job) not in self.grounds:
            self.grounds[small, job] = Ground(self.folder / f"{'small' if small else 'demo'}-{job}", small)
        ground = self.grounds[small, job]
        for number in range(share):
            try:
                how = one(ground, rng, number, self.tally)
                if self.options.verbose:
                    print(how, flush=True)
                if (number + 1) % RERUN_EVERY == 0 or number + 1 == share:
                    ground.rerun()
            except (Wrong, subprocess.TimeoutExpired) as wrong:
                with self.lock:
                    self.wrong.append(f"{name} {job}/{number}: {wrong}")
                print(f"WRONG {self.wrong[-1]}", flush=True)
                if isinstance(wrong, Wrong):
                    ground.begin("outputs")
            with self.lock:
                self.done[name] += 1

    def rounds(self, name, one, count):
        jobs = min(self.options.jobs, max(1, count))
        with ThreadPoolExecutor(jobs) as pool:
            for future in [pool.submit(self.work, j, name, one, count // jobs + (j < count % jobs)) for j in range(jobs)]:
                future.result()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--faults", type=int, default=200)
    parser.add_argument("--seed", default=str(int(time.time())))
    parser.add_argument("--small", action="store_true", help="the tiny study of the tests in place of the demo")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    print(f"seed {options.seed}, {options.kills} kills, {options.faults} faults", flush=True)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="lifecircle-soak-") as folder:
        soak = Soak(options, Path(folder).resolve())
        if options.kills > 0:
            soak.rounds("kills", kill_once, options.kills)
        # every tenth on the demo itself, the others on a study small enough that every call has its turn
        large = 0 if options.small else options.faults // 10
        if options.faults > 0:
            soak.rounds("faults-small", fault_once, options.faults - large)
        if large > 0:
            soak.rounds("faults", fault_once, large)
    for what, count in sorted(soak.tally.items()):
        print(f"{count:6} {what}")
    print(f"{sum(soak.done.values())} rounds in {time.monotonic() - start:.0f} s, {len(soak.wrong)} wrong")
    return 1 if soak.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
