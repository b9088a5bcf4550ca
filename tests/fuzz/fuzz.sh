#!/usr/bin/env bash
# fuzz.sh MINUTES [TARGET...]: reruns the saved cases under clang, then fuzzes all targets (or those named) side by side on all cores for so
# many minutes of the wall clock together, each from its saved cases and what earlier runs of this machine found (build/fuzz/found). A crash,
# a leak or a case of more than 10 s is a finding: it is left in build/fuzz/findings/<target>/, named at the end, and the answer is not 0.
# Once it is mended it belongs in tests/fuzz/corpus/<target>/ under a name that says what it was.
set -euo pipefail
cd "$(dirname "$0")/../.."
minutes=${1:-10}
shift || true
cores=$(nproc)
here=tests/fuzz made=build/fuzz
# files in memory, where there are such: some targets write one for each case
[ ! -w /dev/shm ] || export TMPDIR=/dev/shm
export LSAN_OPTIONS=suppressions=$PWD/$here/leaks.txt
CC=clang CXX=clang++ cmake -S . -B $made -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DLC_FUZZ=ON \
    -DLC_SANITIZE=fuzzer-no-link,address,undefined >/dev/null

largest() { awk -v t="$1" '$1 == t { print $2 }' $here/targets.txt; }

targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(awk '/^[a-z]/ { print $1 }' $here/targets.txt)
for t in "${targets[@]}"; do
    [ -n "$(largest "$t")" ] || { echo "fuzz.sh: $t is no target of $here/targets.txt" >&2; exit 1; }
done
cmake --build $made -j "$cores" --target "${targets[@]/#/fuzz_}" >$made/build.log 2>&1 || { grep -nE 'error|FAILED' $made/build.log >&2; exit 1; }

ctest --test-dir $made -R "^fuzz_($(IFS='|'; echo "${targets[*]}"))\$" -j "$cores" --output-on-failure --no-tests=error >$made/saved.log 2>&1 || { tail -60 $made/saved.log >&2; exit 1; }

seconds=$(awk -v m="$minutes" -v c="$cores" -v n="${#targets[@]}" \
    'BEGIN { side = c < n ? c : n; s = m * 60 * side / n; printf "%d", s < 1 ? 1 : s }')
echo "${#targets[@]} targets, $seconds s each, $cores side by side"
rm -rf $made/findings
mkdir -p $made/findings $made/found $made/logs

# One target for its time. libFuzzer ends at the first finding.
fuzz_one() {
    local t=$1 words=() code=0
    mkdir -p "$made/findings/$t" "$made/found/$t"
    [ ! -f "$here/words/$t.dict" ] || words=(-dict="$here/words/$t.dict")
    "$made/bin/fuzz_$t" -max_total_time="$seconds" -max_len="$(largest "$t")" "${words[@]}" -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -artifact_prefix="$made/findings/$t/" "$made/found/$t" "$here/corpus/$t" >"$made/logs/$t.log" 2>&1 || code=$?
    echo "$code" >"$made/logs/$t.code"
}
export -f fuzz_one largest
export made here seconds
printf '%s\n' "${targets[@]}" | xargs -P "$cores" -I '{}' bash -c 'fuzz_one {}'

# libFuzzer's last line of state: "#1234 DONE cov: 10 ft: 20 corp: 5/99b lim: 64 exec/s: 7 rss: 50Mb".
field() { awk -v key="$2" '/^#[0-9]+/ { for (i = 1; i < NF; i++) if ($i == key) v = $(i + 1) } END { print v == "" ? "-" : v }' "$made/logs/$1.log"; }
executions() { awk '/^#[0-9]+/ { n = substr($1, 2) } /number_of_executed_units/ { n = $2 } END { print n == "" ? "-" : n }' "$made/logs/$1.log"; }

failed=0
printf '\n%-14s %12s %8s %7s %7s %12s %9s\n' target executions exec/s cov ft corpus findings
for t in "${targets[@]}"; do
    count=$(find "$made/findings/$t" -type f | wc -l)
    code=$(cat "$made/logs/$t.code")
    printf '%-14s %12s %8s %7s %7s %12s %9s\n' "$t" "$(executions "$t")" "$(field "$t" exec/s:)" "$(field "$t" cov:)" "$(field "$t" ft:)" \
        "$(field "$t" corp:)" "$count"
    [ "$count" = 0 ] && [ "$code" = 0 ] || failed=1
done
[ $failed = 0 ] && exit 0
for t in "${targets[@]}"; do
    [ "$(cat "$made/logs/$t.code")" != 0 ] || continue
    printf '\n== %s: %s\n' "$t" "$(find "$made/findings/$t" -type f | tr '\n' ' ')"
    grep -E '^(SUMMARY|does not hold|.*ERROR|ALARM|.*runtime error)' "$made/logs/$t.log" | head -5 || tail -20 "$made/logs/$t.log"
done
exit 1
