#!/usr/bin/env bash
# bench.sh [plans|report]: measures on this machine and prints one table after another; docs/performance.md says how to read them. Rerunnable; leaves
# nothing but build/bench/. Seconds are the mean of several runs; "user" is what the processors worked, which other programs on the machine
# disturb least.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${LC_PYTHON:-/usr/bin/python3}
program=$PWD/build/release/bin/lifecircle
graph=$PWD/build/release/bin/lc_bench_graph
work=build/bench
runs=${BENCH_RUNS:-3}
rm -rf "$work"
mkdir -p "$work"

# measure NAME PREPARE COMMAND: one row from hyperfine.
measure() {
    hyperfine --style none --runs "$runs" --export-json "$work/one.json" --prepare "$2" "$3" >/dev/null 2>"$work/one.err" ||
        { cat "$work/one.err" >&2; exit 1; }
    "$python" - "$1" "$work/one.json" <<'PY'
import json, sys
r = json.load(open(sys.argv[2]))["results"][0]
print(f"| {sys.argv[1]} | {r['mean']:.2f} | {r['stddev'] or 0:.2f} | {r['user']:.2f} | {r['system']:.2f} |")
PY
}

# The five plans on a generated city.
plans() {
    printf '\nthe five plans, once reach is known; the fastest of %s\n' "$runs"
    "$python" tests/bench/plans.py "$program" "$work/plans" "$runs"
    rm -rf "$work/plans"
}

# A set of reports of the same city, against its bars.
reports() {
    printf '\na set of reports of 220 towns, two threads; the fastest of %s\n' "$runs"
    "$python" tests/bench/reports.py "$program" "$work/report" "$runs"
    rm -rf "$work/report"
}

echo "$(nproc) processors, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), load $(cut -d' ' -f1 /proc/loadavg)"
"$program" --version
[ "${1:-all}" != plans ] || { plans; exit; }
[ "${1:-all}" != report ] || { reports; exit; }

demo="'$program' run geodata/demo/study.yaml --out '$work/demo' --overwrite --quiet"
printf '\n| the demo district | s | +- | user | system |\n|---|---|---|---|---|\n'
measure "run from nothing" "rm -rf '$work/demo'" "$demo"
measure "run again, nothing changed" "true" "$demo"
for format in gpkg shapefile geojson csv json html; do
    sed -e "s/^  formats: .*/  formats: [$format]/" geodata/demo/study.yaml >"geodata/demo/.bench-$format.yaml"
    trap 'rm -f geodata/demo/.bench-*.yaml' EXIT
    one="'$program' run 'geodata/demo/.bench-$format.yaml' --out '$work/one-$format' --overwrite --quiet"
    bash -c "$one" >/dev/null
    measure "again, $format alone" "true" "$one"
    rm -f "geodata/demo/.bench-$format.yaml"
done

# A city from nothing: the fastest of the runs, its memory, and where its time went.
data=../shared/data/porto
if [ -r "$data/porto_portugal.osm.pbf" ] && [ -r "$data/junctions/nodes.csv" ]; then
    "$python" tests/bench/make_porto.py "$work/porto" "$data"
    "$python" - "$runs" "$work/porto" "$program" <<'PY'
import os, re, shutil, subprocess, sys, time
runs, place, program = int(sys.argv[1]), sys.argv[2], sys.argv[3]
best = None
for _ in range(runs):
    shutil.rmtree(place + "/out", ignore_errors=True)
    begun = time.monotonic()
    child = subprocess.Popen([program, "run", place + "/study.yaml", "--out", place + "/out", "--quiet", "--timings", "--lang", "en"],
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    told = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, told
    one = (time.monotonic() - begun, used.ru_utime, used.ru_maxrss / 1024, told)
    best = one if best is None else min(best, one)
wall, user, memory, told = best
size = sum(os.path.getsize(os.path.join(place, "out", n)) for n in os.listdir(place + "/out")) / 1e6
print("\nthe whole run of a city: Porto's streets, 500 facilities of 5 types, 300,000 places, 3 limits, 2 profiles, 30 towns; the fastest of", runs)
print("| wall, s | user, s | memory, MB | files, MB |\n|---|---|---|---|")
print(f"| {wall:.2f} | {user:.2f} | {memory:.0f} | {size:.0f} |")
steps = re.findall(r"([0-9.]+) +([0-9.]+)  (\w+)$", told, re.M)
print("\n| |" + "|".join(f" {name} " for _, _, name in steps) + "|\n|---" + "|---" * len(steps) + "|")
print("| s |" + "|".join(f" {float(s):.2f} " for s, _, _ in steps) + "|")
print("| of the processors, s |" + "|".join(f" {float(s):.2f} " for _, s, _ in steps) + "|")
PY
    printf '\nservice areas of its 500 facilities at the largest limit, 1 thread, processor time; the best of 5, and a tenth of them beside GEOS\n'
    build/release/bin/lc_bench_area "$work/porto/out/lifecircle.sqlite" 5 10 | sort -t' ' -k10,10n | awk '/^areas/ && !n++ || /^checked/'
    rm -rf "$work/porto"
fi

plans
reports

where=../shared/data/porto/junctions
if [ ! -r "$where/nodes.csv" ]; then
    where=$work/grid
    "$python" tests/bench/make_grid.py "$where" 250
fi
printf '\ngraph alone: %s junctions, %s street pieces, %s facilities, walks of at most 1000 m; igraph: best of 5 (of 1 for t2)\n' \
    "$(($(wc -l <"$where/nodes.csv") - 1))" "$(($(wc -l <"$where/edges.csv") - 1))" "$(($(wc -l <"$where/facilities.csv") - 1))"
# The bare yardstick stands beside the checkout, or not at all. Both take turns, so that whatever else runs here disturbs them alike.
limit=
if [ -r ../shared/bench/limit.c ] && [ "$where" != "$work/grid" ]; then
    limit=$work/limit
    gcc -O3 -march=native -fopenmp ../shared/bench/limit.c -o "$limit" -lm 2>"$work/limit.err" || limit=
fi
printf '| | 1 thread, s: least, median | limit.c, s: least, median | ratio: least, median | 2 threads, s: least, median | gain: least, median | igraph, s | same answer |\n'
printf '|---|---|---|---|---|---|---|---|\n'
for task in t1 t2; do
    for _ in $(seq "${BENCH_TURNS:-10}"); do
        "$graph" "$where" "$task" 10 1 >>"$work/$task-1"
        [ -z "$limit" ] || for order in hilbert file; do "$limit" "$where" "$task" 10 bucket 1 "$order" >>"$work/$task-limit-$order"; done
        "$graph" "$where" "$task" 10 2 >>"$work/$task-2"
    done
    "$python" tests/bench/peer_igraph.py "$where" "$task" "$([ "$task" = t1 ] && echo 5 || echo 1)" >"$work/$task-peer"
    "$python" - "$task" "$work" <<'PY'
import os, statistics, sys
task, work = sys.argv[1:]
answers = set()
def rows(name):
    """Least and median seconds."""
    words = [line.split() for line in open(f"{work}/{task}-{name}") if line.startswith("query_s")]
    answers.update((w[3], w[5]) for w in words)
    seconds = [float(w[1]) for w in words]
    return min(seconds), statistics.median(seconds)
def pair(values, form):
    return ", ".join(format(v, form) for v in values)
one, two, peer = rows("1"), rows("2"), rows("peer")
bare, ratio = "-", "-"
if os.path.exists(f"{work}/{task}-limit-file"):
    limit = min(rows("limit-hilbert"), rows("limit-file"))
    bare, ratio = pair(limit, ".5f"), pair((o / l for o, l in zip(one, limit)), ".2f")
gain = pair((o / t for o, t in zip(one, two)), ".2f") if task == "t2" else "-"
name = {"t1": "nearest facility of every junction", "t2": "catchment of every facility"}[task]
print(f"| {name} | {pair(one, '.5f')} | {bare} | {ratio} | {pair(two, '.5f')} | {gain} | {peer[0]:.3f} | {'yes' if len(answers) == 1 else 'NO'} |")
PY
done

printf '\n'
tests/bench/instructions.sh

printf '\n| a grid of | facilities | made ready, s | nearest, s | catchments, s | all of it, s | memory, MB |\n|---|---|---|---|---|---|---|\n'
"$python" - "$graph" ${BENCH_GRIDS:-245 500 1000 2000} <<'PY'
import math, resource, subprocess, sys
graph, sides = sys.argv[1], [int(s) for s in sys.argv[2:]]
taken = []
for side in sides:
    best, ready = {}, []
    for task in ("t1", "t2"):
        # Three programs, since each makes the graph once.
        lines = [line.split() for _ in range(3) for line in subprocess.run(
            [graph, f"grid:{side}", task, "5", "1"], check=True, capture_output=True, text=True).stdout.splitlines()]
        best[task] = min(float(w[1]) for w in lines if w[0] == "query_s")
        ready += [float(w[3]) + float(w[5]) for w in lines if w[0] == "load_s"]
    # The largest child so far: sides rise.
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    row = (side * side, min(ready), best["t1"], best["t2"], min(ready) + best["t1"] + best["t2"], memory)
    taken.append(row)
    print(f"| {side} x {side} junctions | {side * side // 126} | " + " | ".join(f"{v:.4f}" for v in row[1:5]) + f" | {memory:.0f} |")
def exponent(column):
    first, last = taken[0], taken[-1]
    return math.log(last[column] / first[column]) / math.log(last[0] / first[0])
if len(taken) > 1:
    print("| growth with the power of | | " + " | ".join(f"{exponent(column):.2f}" for column in range(1, 6)) + " |")
PY
pbf=../shared/data/porto/porto_portugal.osm.pbf
if [ -r "$pbf" ]; then
    # ready: file to nodes, pieces and index through the rules and the builder of a run, without its store; docs/performance.md
    build/release/bin/lc_bench_network "$pbf" "$work/network" 300000 2 >"$work/network.txt"
    printf '\nstreets of Porto, 2 threads\n| figure | |\n|---|---|\n'
    grep -E '^(read_s|build_s|ready_s|rss_mb|save_s|cache_mb|open_s|snap_s|snap_cpu_s) ' "$work/network.txt" |
        while read -r name figure; do printf '| %s | %s |\n' "$name" "$figure"; done
fi

printf '\n| a square town of | homes | user, s | memory, MB |\n|---|---|---|---|\n'
for side in ${BENCH_SIDES:-50 100 200 400}; do
    "$python" tests/bench/make_city.py "$work/city" "$side"
    "$python" - "$side" "$program" run "$work/city/study.yaml" --out "$work/city/out" --quiet <<'PY'
import resource, subprocess, sys
side = int(sys.argv[1])
subprocess.run(sys.argv[2:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"| {side} x {side} junctions | {2 * side * side} | {used.ru_utime:.1f} | {used.ru_maxrss / 1024:.0f} |")
PY
    rm -rf "$work/city"
done
