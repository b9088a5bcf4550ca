#!/usr/bin/env bash
# instructions.sh: how many instructions the release build spends on each arc that a search has to look at, as valgrind counts them: the
# same on every machine with the same compiler, however busy. A later build that needs many more than docs/performance.md records has become
# slower. What is counted is the difference between six repetitions and one, so neither loading nor building plays a part.
set -euo pipefail
cd "$(dirname "$0")/../.."
graph=$PWD/build/release/bin/lc_bench_graph
work=build/bench
mkdir -p "$work"

# count TOWN TASK REPS: all instructions of a run.
count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$graph" "$1" "$2" "$3" 1 2>&1 >"$work/instructions" |
        sed -n 's/.*Collected : *\([0-9]*\).*/\1/p'
}

printf '| instructions per arc | nearest (t1) | catchments (t2) |\n|---|---|---|\n'
for town in grid:250 ../shared/data/porto/junctions; do
    case $town in
    grid:*) name="grid of 250 x 250 junctions" ;;
    *) [ -r "$town/nodes.csv" ] || continue; name="Porto" ;;
    esac
    row="| $name |"
    for task in t1 t2; do
        one=$(count "$town" "$task" 1)
        six=$(count "$town" "$task" 6)
        arcs=$(sed -n 's/^query_s.* arcs \([0-9]*\)$/\1/p' "$work/instructions" | head -1)
        row+=$(awk -v n="$((six - one))" -v a="$arcs" 'BEGIN { printf " %.1f |", n / 5 / a }')
    done
    printf '%s\n' "$row"
done
