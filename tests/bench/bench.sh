#!/usr/bin/env bash
# bench.sh: measures on this machine and prints one table after another; docs/performance.md says how to read them. Rerunnable; leaves
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

echo "$(nproc) processors, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), load $(cut -d' ' -f1 /proc/loadavg)"
"$program" --version

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

where=../shared/data/porto/junctions
if [ ! -r "$where/nodes.csv" ]; then
    where=$work/grid
    "$python" tests/bench/make_grid.py "$where" 250
fi
printf '\ngraph alone: %s junctions, %s street pieces, %s facilities, walks of at most 1000 m; best of 5 (igraph: 1 for t2)\n' \
    "$(($(wc -l <"$where/nodes.csv") - 1))" "$(($(wc -l <"$where/edges.csv") - 1))" "$(($(wc -l <"$where/facilities.csv") - 1))"
printf '| | lifecircle, 1 thread, s | 2 threads, s | igraph, s | ratio to 1 thread | same answer |\n|---|---|---|---|---|---|\n'
for task in t1 t2; do
    "$graph" "$where" "$task" 5 1 >"$work/$task-1"
    "$graph" "$where" "$task" 5 2 >"$work/$task-2"
    "$python" tests/bench/peer_igraph.py "$where" "$task" "$([ "$task" = t1 ] && echo 5 || echo 1)" >"$work/$task-peer"
    "$python" - "$task" "$work/$task-1" "$work/$task-2" "$work/$task-peer" <<'PY'
import sys
def rows(path):
    words = [line.split() for line in open(path) if line.startswith("query_s")]
    return min(float(w[1]) for w in words), {(w[3], w[5]) for w in words}
(one, a), (two, b), (peer, c) = map(rows, sys.argv[2:])
name = {"t1": "nearest facility of every junction", "t2": "catchment of every facility"}[sys.argv[1]]
print(f"| {name} | {one:.4f} | {two:.4f} | {peer:.3f} | {peer / one:.0f} | {'yes' if a == b == c and len(a) == 1 else 'NO'} |")
PY
done

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
