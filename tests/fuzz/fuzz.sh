#!/usr/bin/env bash
# fuzz.sh SECONDS: every driver for that long with clang's fuzzer and sanitizers, from its saved cases and what earlier runs of this
# machine found (build/fuzz/found). A finding stops it; the case is left in build/fuzz/ and belongs in corpus/<driver>/ once mended.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
export LSAN_OPTIONS=suppressions=$PWD/tests/fuzz/leaks.txt
CC=clang CXX=clang++ cmake -S . -B build/fuzz -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DLC_FUZZ=ON \
    -DLC_SANITIZE=fuzzer-no-link,address,undefined >/dev/null
drivers=$(sed -n 's/^foreach(name \(.*\))/\1/p' tests/fuzz/CMakeLists.txt)
for name in $drivers; do
    cmake --build build/fuzz -j "$(nproc)" --target "fuzz_$name" | tail -1
done
for name in $drivers; do
    printf '\n== fuzz_%s, %s s\n' "$name" "$seconds"
    mkdir -p "build/fuzz/found/$name"
    build/fuzz/bin/fuzz_"$name" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3000 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/$name-" "build/fuzz/found/$name" "tests/fuzz/corpus/$name" 2>&1 |
        tee "build/fuzz/$name.log" | grep -E '^(stat::(number_of_executed|average)|SUMMARY|does not hold|==|.*ERROR)' || true
    if ls build/fuzz/"$name"-* >/dev/null 2>&1; then
        tail -40 "build/fuzz/$name.log"
        exit 1
    fi
done
