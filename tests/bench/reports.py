"""reports.py PROGRAM DIR [RUNS [DIVISOR]]: the seconds, the memory and the sizes of a whole set of reports (HTML, PDF, XLSX) of the city of
make_plan_city.py, 220 towns, against the bars that such a set is held to. The fastest of RUNS, with two threads on two processors."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import make_plan_city

SECONDS, MEGABYTES, PAGE_KB = 60, 1000, 300


def timed(*command):
    """Wall and processor seconds, largest memory in MB."""
    begun = time.monotonic()
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, command
    return time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def make_study(city, divisor):
    """With service areas, which the maps of the pages show."""
    make_plan_city.main(city, divisor)
    study = (city / "study.yaml").read_text(encoding="utf-8")
    (city / "report.yaml").write_text(re.sub(r"^service_areas.*\n", "", study, flags=re.M), encoding="utf-8")
    return city / "report.yaml"


def sizes_kb(folder, pattern):
    return sorted(path.stat().st_size / 1000 for path in folder.glob(pattern))


def main(program, folder, runs="3", divisor="1"):
    folder = pathlib.Path(folder)
    study, out, report = make_study(folder / "city", divisor), folder / "out", folder / "report"
    ran_s = timed(program, "run", study, "--out", out, "--quiet", "--lang", "en")[0]
    processors = sorted(os.sched_getaffinity(0))[:2]
    os.sched_setaffinity(0, processors)
    best = None
    for _ in range(int(runs)):
        shutil.rmtree(report, ignore_errors=True)
        one = timed(program, "report", out / "lifecircle.sqlite", "--out", report, "--format", "html,pdf,xlsx", "--threads", len(processors), "--quiet", "--lang", "zh")
        best = one if best is None else min(best, one)
    wall_s, worked_s, memory_mb = best
    pages, papers = sizes_kb(report, "regions/*.html"), sizes_kb(report, "regions/*.pdf")
    whole = sum(path.stat().st_size for path in report.rglob("*") if path.is_file()) / 1e6
    print(f"{len(pages)} towns, a page and a PDF of each, the whole city's and a workbook, {whole:.0f} MB in all; the run before took {ran_s:.0f} s; load {os.getloadavg()[0]:.1f}")
    print("| | measured | bar | |\n|---|---|---|---|")
    for words, measured, bar in (("seconds", wall_s, SECONDS), ("memory, MB", memory_mb, MEGABYTES), ("largest page of a town, kB", pages[-1], PAGE_KB)):
        print(f"| {words} | {measured:.1f} | {bar} | {'yes' if measured < bar else 'NO'} |")
    print(f"| seconds of the processors | {worked_s:.1f} | | |\n| median page, median PDF, kB | {pages[len(pages) // 2]:.0f}, {papers[len(papers) // 2]:.0f} | | |")


if __name__ == "__main__":
    main(*sys.argv[1:])
