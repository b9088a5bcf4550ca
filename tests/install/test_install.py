"""`cmake --install` into an empty folder, then a consumer built once by pkg-config and once by find_package."""
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

SOURCE, BUILD = Path(os.environ["LC_SOURCE"]), Path(os.environ["LC_BUILD"])

CONSUMER = r"""
#include <lifecircle/lifecircle.h>
#include <stdio.h>

static void show(void *user, const char *text)
{
    (void)user;
    fputs(text, stdout);
}

int main(void)
{
    lc_ctx *ctx = lc_ctx_new();
    lc_ctx_set_language(ctx, LC_LANG_EN);
    lc_run_options options = {0};
    lc_run_result result;
    lc_status status = lc_run(ctx, "no such study.yaml", &options, &result);
    lc_lonlat shanghai = {121.4737, 31.2304};
    double shift_m = lc_geodesic_distance_m(shanghai, lc_gcj02_from_wgs84(shanghai));
    printf("status %d, shift %.0f m, %s\n", (int)status, shift_m, lc_ctx_message(ctx));
    lc_versions(show, NULL);
    lc_ctx_free(ctx);
    return status == LC_INPUT && shift_m > 400 && shift_m < 600 ? 0 : 1;
}
"""


@pytest.fixture(scope="module")
def prefix(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prefix")
    subprocess.run(["cmake", "--install", BUILD, "--prefix", folder], check=True, capture_output=True)
    (folder / "consumer").mkdir()
    (folder / "consumer/main.c").write_text(CONSUMER)
    return folder


def library_folder(prefix):
    return next(prefix.glob("lib/**/liblifecircle.so")).parent


def environment(prefix):
    return {**os.environ, "LD_LIBRARY_PATH": str(library_folder(prefix)), "PKG_CONFIG_PATH": str(library_folder(prefix) / "pkgconfig")}


def check_consumer(binary, prefix):
    done = subprocess.run([binary], capture_output=True, text=True, env=environment(prefix))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no such study.yaml" in done.stdout
    assert "lifecircle 0." in done.stdout and "GDAL 3." in done.stdout


def test_a_consumer_by_pkg_config(prefix):
    # The .pc names the prefix that the build was configured with; a tree that was laid elsewhere says so.
    flags = subprocess.run(["pkg-config", "--define-variable", f"prefix={prefix}", "--cflags", "--libs", "lifecircle"], check=True,
                           capture_output=True, text=True, env=environment(prefix)).stdout.split()
    assert "-llifecircle" in flags
    binary = prefix / "consumer/by_pkg_config"
    subprocess.run(["cc", "-Wall", "-Wextra", "-Werror", prefix / "consumer/main.c", *flags, "-o", binary], check=True)
    check_consumer(binary, prefix)


def test_a_consumer_by_find_package(prefix):
    project = prefix / "consumer"
    (project / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.25)\nproject(consumer C)\nfind_package(lifecircle 0.1 REQUIRED)\n"
        "add_executable(consumer main.c)\ntarget_link_libraries(consumer PRIVATE lifecircle::lifecircle)\n")
    subprocess.run(["cmake", "-G", "Ninja", "-S", project, "-B", project / "build", f"-DCMAKE_PREFIX_PATH={prefix}"], check=True, capture_output=True)
    subprocess.run(["cmake", "--build", project / "build"], check=True, capture_output=True)
    check_consumer(project / "build/consumer", prefix)


def test_the_installed_program_runs(prefix):
    done = subprocess.run([prefix / "bin/lifecircle", "--version"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("lifecircle 0.")


def test_only_the_public_calls_leave_the_library(prefix):
    if shutil.which("nm") is None:
        pytest.skip("nm (binutils) is absent")
    out = subprocess.run(["nm", "-D", "--defined-only", library_folder(prefix) / "liblifecircle.so"], check=True, capture_output=True,
                         text=True).stdout
    exported = {line.split()[-1].split("@")[0] for line in out.splitlines()}
    declared = set()
    for header in (SOURCE / "include/lifecircle").glob("*.h"):
        declared |= set(re.findall(r"^LC_API [^;(]*?\b(lc_\w+)\(", header.read_text(), re.M))
    assert declared - exported == set()
    assert {name for name in exported if name.startswith("lc_")} - declared == set()
