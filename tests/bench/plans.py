"""plans.py PROGRAM DIR [RUNS [DIVISOR]]: the seconds that evaluating all five built-in plans takes on the city of make_plan_city.py once reach is
known, as whoever edits targets feels it: each run finds other targets, so that these, the indicators and the gaps are made anew and nothing else.
The fastest of RUNS. Beside it, as a yardstick for the machine, a plain scan of the table of people by SQLite."""
import csv
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import time

import make_plan_city

STAGES = ("targets", "indicators", "gaps")


def run(program, study, out):
    """Seconds of each step that was not skipped, as the clock went."""
    told = subprocess.run([program, "run", study, "--out", out, "--overwrite", "--quiet", "--timings", "--lang", "en"], check=True, text=True,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE).stderr
    return {name: (float(wall), float(cpu)) for wall, cpu, name in re.findall(r"^ *([0-9.]+) +([0-9.]+)  (\w+)$", told, re.M)}


def change(targets, number):
    """One more target of a reported figure, another for each number."""
    with open(targets, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows = [row for row in rows if row["plan"] != "bench"]
    extra = dict.fromkeys(rows[0], "") | {"plan": "bench", "item": f"turn {number}", "region_code": make_plan_city.TOP, "scope": "self",
                                          "indicator": "people", "op": ">=", "value": str(number)}
    with open(targets, "w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0].keys())
        out.writeheader()
        out.writerows(rows + [extra])


def ask(store, sql):
    base = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    found = base.execute(sql).fetchone()[0]
    base.close()
    return found


def scan_s(store):
    begun = time.monotonic()
    ask(store, "SELECT sum(people_micro) FROM demand_people")
    return time.monotonic() - begun


def main(program, folder, runs="3", divisor="1"):
    city, out = pathlib.Path(folder) / "city", pathlib.Path(folder) / "out"
    make_plan_city.main(city, divisor)
    first = run(program, city / "none.yaml", out)
    store = out / "lifecircle.sqlite"
    counts = [ask(store, f"SELECT count(*) FROM {table}") for table in
              ("region WHERE level = 'town'", "region WHERE level = 'community'", "facility", "demand", "demand_people")]
    print("a city of {:,} towns, {:,} communities, {:,} facilities and {:,} places with {:,} figures of people; reach and all before it took "
          "{:.1f} s; load {}".format(*counts, sum(wall for name, (wall, _) in first.items() if name not in STAGES + ("csv", "together")),
                                     os.getloadavg()[0]))
    print("| indicators | targets, s | indicators, s | gaps, s | together, s | of the processors, s | figures | figures a second | gaps "
          "| times a scan of the people |\n|---|---|---|---|---|---|---|---|---|---|")
    for words, name in (("for targets alone", "alone.yaml"), ("all", "study.yaml")):
        best, scan = None, None
        for turn in range(int(runs) if name == "alone.yaml" else 1):
            change(city / "targets.csv", turn + 1)
            steps = run(program, city / name, out)
            took = [steps[stage] for stage in STAGES]
            best = took if best is None or sum(t[0] for t in took) < sum(t[0] for t in best) else best
            scan = min(scan or 1e9, scan_s(store))
        together, rows = sum(t[0] for t in best), ask(store, "SELECT count(*) FROM indicator_value")
        print("| " + " | ".join((words, *(f"{wall:.2f}" for wall, _ in best), f"{together:.2f}", f"{sum(cpu for _, cpu in best):.2f}", f"{rows:,}",
                                 f"{rows / best[1][0]:,.0f}", f"{ask(store, 'SELECT count(*) FROM gap'):,}", f"{together / scan:.1f}")) + " |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
