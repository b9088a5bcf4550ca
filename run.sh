#!/usr/bin/env bash
# One door for everything: ./run.sh WORD. On a fresh Debian 12 it installs what is missing (root or sudo), builds, and does the rest.
set -euo pipefail
cd "$(dirname "$0")"
jobs=$(nproc)
python=/usr/bin/python3

build_packages=(gcc g++ cmake ninja-build pkg-config gettext
    libgdal-dev libproj-dev libgeos-dev libsqlite3-dev libspatialite-dev libyaml-dev nettle-dev
    libosmium2-dev libprotozero-dev libexpat1-dev zlib1g-dev libbz2-dev liblz4-dev
    libcairo2-dev libpango1.0-dev librsvg2-dev libxlsxwriter-dev fonts-noto-cjk)
test_packages=(libcmocka-dev python3 python3-pytest python3-gdal python3-numpy python3-openpyxl python3-xlwt python3-pyosmium
    python3-igraph python3-pyproj python3-shapely python3-yaml gdal-bin spatialite-bin sqlite3 python3-qgis
    chromium git locales poppler-utils strace libreoffice-calc-nogui postgresql-15 postgresql-15-postgis-3)
coverage_packages=(gcovr)
lint_packages=(clang clang-format clang-tidy cppcheck libomp-dev)
fuzz_packages=(clang libclang-rt-14-dev libomp-dev)
bench_packages=(hyperfine python3 python3-igraph valgrind gcc)

usage() {
    cat <<'EOT'
./run.sh WORD
  deps    install what building and the demo need (all: what tests, lint, fuzz and bench need, too)
  build   build/release/bin/lifecircle
  demo    build, run the demo district, make its set of reports, say where they are
  test    build, run the whole test suite, plain and under the sanitizers (--coverage: instead, which lines and branches it goes through)
  lint    clang-format, clang-tidy, cppcheck, and a clang build with all warnings
  fuzz    fuzz every door that data comes in by, for so many minutes together (fuzz MINUTES [TARGET...], default 10); a finding ends it with 1
  soak    [KILLS] [FAULTS] kill runs and reports at random moments (default 500), and let the disk fail (default 200); SOAK_SEED repeats one
  torture for so many MINUTES (default 10), let the calls below the public ones fail one by one, under the sanitizers too (docs/torture.md)
  bench   measure speed against peers on this machine (plans: evaluating the five plans alone; report: a set of reports of 220 towns alone)
EOT
}

say() { printf '\n== %s\n' "$*"; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else
        echo "Packages are missing and neither root nor sudo is at hand. Install: $*" >&2
        exit 1
    fi
}

# Installs the packages of the named lists that are not there yet.
need() {
    local missing=() p
    for p in "$@"; do
        dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing+=("$p")
    done
    [ ${#missing[@]} = 0 ] && return
    say "installing ${#missing[@]} Debian packages (a few minutes the first time): ${missing[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" >/tmp/lifecircle-apt.$$.log 2>&1 ||
        { tail -20 /tmp/lifecircle-apt.$$.log >&2; exit 1; }
    rm -f /tmp/lifecircle-apt.$$.log
}

build() {
    local preset=$1
    shift
    say "building ($preset; a few minutes the first time)"
    cmake --preset "$preset" "$@" >build-"$preset".log 2>&1 || { tail -30 build-"$preset".log >&2; exit 1; }
    cmake --build "build/$preset" -j "$jobs" >>build-"$preset".log 2>&1 || { grep -nE 'error|FAILED' build-"$preset".log >&2; exit 1; }
    rm -f build-"$preset".log
}

# The npm packages that a folder's lock file names, in build/NAME. Without npm or a network the build goes on: pages then keep their static maps.
node_packages() {
    local from=$1 to=build/$2
    cmp -s "$from/package-lock.json" "$to/package-lock.json" && [ -d "$to/node_modules" ] && return
    say "fetching the npm packages of $from"
    rm -rf "$to"
    mkdir -p "$to"
    cp "$from/package.json" "$from/package-lock.json" "$to"
    # a machine may have Node.js and npm from elsewhere, beside which Debian's cannot stand
    if command -v npm >/dev/null || (need npm); then
        (cd "$to" && npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1) && return
        tail -5 "$to/npm.log" >&2
    fi
    rm -rf "$to"
    echo "npm could not fetch them; going on without: what needs them is left out or skipped." >&2
}

word_build() {
    need "${build_packages[@]}"
    node_packages src/report/web web
    build release -DLC_TESTS=OFF
    echo "build/release/bin/lifecircle"
}

word_demo() {
    word_build
    say "running geodata/demo"
    build/release/bin/lifecircle run geodata/demo/study.yaml --out build/demo --overwrite
    say "its set of reports: begin with the page that is named last"
    build/release/bin/lifecircle report build/demo/lifecircle.sqlite --overwrite
}

word_test() {
    need "${build_packages[@]}" "${test_packages[@]}"
    node_packages src/report/web web
    node_packages tests/browser browser
    build release -DLC_TESTS=ON
    rm -rf build/release/results build/asan-ubsan/results
    mkdir -p build/release/results build/asan-ubsan/results
    local failed=0
    say "tests"
    ctest --test-dir build/release --output-on-failure --no-tests=error -j "$jobs" || failed=1
    build asan-ubsan
    say "tests under the address and undefined-behaviour sanitizers"
    ctest --test-dir build/asan-ubsan --output-on-failure --no-tests=error -L 'unit|sql|fuzz|sanitized' -j "$jobs" || failed=1
    $python tests/support/count_cases.py build/release/results build/asan-ubsan/results || failed=1
    return $failed
}

# Which lines and branches of src/ the whole suite goes through. Branches that only C++ exceptions take do not count.
word_coverage() {
    need "${build_packages[@]}" "${test_packages[@]}" "${coverage_packages[@]}"
    node_packages src/report/web web
    node_packages tests/browser browser
    build coverage
    find build/coverage -name '*.gcda' -delete
    mkdir -p build/coverage/results
    local failed=0
    say "tests, counted"
    # a test that fills a disk leaves no room for counts either: that is no news
    GCOV_ERROR_FILE=/dev/null ctest --test-dir build/coverage --output-on-failure --no-tests=error -j "$jobs" || failed=1
    say "coverage of src/ (build/coverage/lines.html tells them one by one)"
    gcovr --root . --filter src/ --exclude-throw-branches --exclude-unreachable-branches -j "$jobs" --txt build/coverage/files.txt --html-details build/coverage/lines.html \
        --print-summary --fail-under-line 90 --fail-under-branch 75 build/coverage || failed=1
    return $failed
}

word_lint() {
    need "${build_packages[@]}" "${test_packages[@]}" "${lint_packages[@]}"
    say "layout (clang-format)"
    git ls-files '*.c' '*.h' '*.cc' | xargs clang-format --dry-run --Werror
    say "a clang build with all warnings as errors"
    CC=clang CXX=clang++ cmake -S . -B build/clang -G Ninja -DCMAKE_BUILD_TYPE=Debug -DLC_STRICT=ON -DCMAKE_EXPORT_COMPILE_COMMANDS=ON >/dev/null
    cmake --build build/clang -j "$jobs" >build/clang.log 2>&1 || { grep -nE 'error|warning' build/clang.log; exit 1; }
    say "cppcheck"
    # varFuncNullUB: POSIX defines NULL as a pointer, so it may end a variadic call; the sentinel attribute checks that it does.
    cppcheck --quiet --std=c11 --language=c --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
        --suppress=missingIncludeSystem --suppress=varFuncNullUB -j "$jobs" -I include -I src $(git ls-files 'src/*.c')
    say "clang-tidy"
    git ls-files 'src/*.c' | xargs -P "$jobs" -n 1 clang-tidy --quiet -p build/clang
}

word_fuzz() {
    need "${build_packages[@]}" "${test_packages[@]}" "${fuzz_packages[@]}"
    exec tests/fuzz/fuzz.sh "$@"
}

word_soak() {
    need "${build_packages[@]}" "${test_packages[@]}"
    node_packages src/report/web web
    build release -DLC_TESTS=ON
    exec env LC_BUILD="$PWD/build/release" LC_SOURCE="$PWD" LC_CLI="$PWD/build/release/bin/lifecircle" PYTHONPATH=tests/support PYTHONDONTWRITEBYTECODE=1 \
        $python tests/soak/soak.py --kills "${1:-500}" --faults "${2:-200}" ${SOAK_SEED:+--seed "$SOAK_SEED"}
}

# One process for each core; half of them under the sanitizers, where there are two or more.
word_torture() {
    need "${build_packages[@]}" "${test_packages[@]}"
    node_packages src/report/web web
    build release -DLC_TESTS=ON
    build asan-ubsan
    exec $python tests/torture/all.py "${1:-10}" build/release build/asan-ubsan
}

word_bench() {
    need "${build_packages[@]}" "${test_packages[@]}" "${bench_packages[@]}"
    node_packages src/report/web web
    build release -DLC_TESTS=ON
    exec tests/bench/bench.sh "${1:-all}"
}

case ${1:-} in
deps) need "${build_packages[@]}"; node_packages src/report/web web; [ "${2:-}" != all ] || need "${test_packages[@]}" "${coverage_packages[@]}" "${lint_packages[@]}" "${fuzz_packages[@]}" "${bench_packages[@]}" ;;
build) word_build ;;
demo) word_demo ;;
test) if [ "${2:-}" = --coverage ]; then word_coverage; else word_test; fi ;;
lint) word_lint ;;
fuzz) shift; word_fuzz "$@" ;;
soak) word_soak "${2:-}" "${3:-}" ;;
torture) word_torture "${2:-}" ;;
bench) word_bench "${2:-}" ;;
*) usage; exit 1 ;;
esac
