"""Running the program and reading what it leaves, for every pytest file."""
import csv
import json
import os
import subprocess
from pathlib import Path

CLI = os.environ["LC_CLI"]
SOURCE = Path(os.environ["LC_SOURCE"])
SHARED = SOURCE.parent / "shared/data"


def lifecircle(*arguments, **options):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_ALL", "LANG"))}
    environment.update(options.pop("env", {}))
    return subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True, timeout=280, env=environment, **options)


def run(study, out, *more):
    done = lifecircle("run", study, "--out", out, "--lang", "en", *more)
    assert done.returncode == 0, done.stderr
    return Path(out)


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def summary(out):
    return json.loads((Path(out) / "summary.json").read_text(encoding="utf-8"))


def pick(table, **wanted):
    """The rows whose columns have these texts."""
    return [row for row in table if all(row[k] == str(v) for k, v in wanted.items())]


def one(table, **wanted):
    found = pick(table, **wanted)
    assert len(found) == 1, (wanted, len(found))
    return found[0]


def assert_conserved(indicators):
    """covered + uncovered = people, for every region, set, group, mode and limit; and towns sum to their district."""
    people = {(r["region_code"], r["group"]): float(r["value"]) for r in pick(indicators, indicator="people")}
    covered = {}
    for row in indicators:
        if row["indicator"] in ("people_covered", "people_uncovered"):
            key = (row["region_code"], row["types"], row["group"], row["mode"], row["limit"])
            covered.setdefault(key, {})[row["indicator"]] = float(row["value"])
    assert covered
    for key, pair in covered.items():
        total = people[(key[0], key[2])]
        assert abs(pair["people_covered"] + pair["people_uncovered"] - total) < 1e-6, key
