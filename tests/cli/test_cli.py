"""The command line from outside: help, grammar, language, exit codes, progress, Ctrl-C."""
import os
import pty
import re
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest

CLI = os.environ["LC_CLI"]
PAGES = Path(os.environ["LC_SOURCE"]) / "docs/cli"
COMMANDS = ["run", "check", "info", "new", "export", "explain", "network", "plans", "report"]


def environment(**more):
    clean = {k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "TERM")}
    return {**clean, "LANG": "en_US.UTF-8", **more}


def cli(*args, cwd=None, **env):
    return subprocess.run([CLI, *map(str, args)], cwd=cwd, env=environment(**env), capture_output=True, text=True,
                          encoding="utf-8", stdin=subprocess.DEVNULL, timeout=60)


@pytest.fixture
def study(tmp_path):
    """Two places of people, one centre beside the first; the target asks for both."""
    (tmp_path / "facilities.csv").write_text(
        "name,type,lon,lat,area_m2\nCentre,comprehensive_centre,121.4,31.2,800\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text(
        "name,lon,lat,resident\nNear,121.401,31.2,600\nFar,121.5,31.2,400\n", encoding="utf-8")
    (tmp_path / "study.yaml").write_text(
        "lifecircle: 1\n"
        "facilities: [{file: facilities.csv, crs: EPSG:4326}]\n"
        "population: [{file: people.csv, crs: EPSG:4326, form: points, year: 2025, groups: [resident]}]\n",
        encoding="utf-8")
    return tmp_path / "study.yaml"


# --- help ---

def test_no_argument_shows_the_overview_as_an_error():
    done = cli()
    assert done.returncode == 1
    assert done.stdout == ""
    assert "lifecircle COMMAND [OPTIONS] NAMES" in done.stderr


@pytest.mark.parametrize("args", [["help"], ["--help"], ["-h"]])
def test_help_shows_the_overview(args):
    done = cli(*args)
    assert (done.returncode, done.stderr) == (0, "")
    assert "130: stopped" in done.stdout
    assert "`" not in done.stdout and "#" not in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_of_a_command_is_its_page(command, language):
    forms = [["help", command, "--lang", language], [command, "--help", "--lang", language], ["--lang=" + language, "help", command],
             [command, "-h", "x", "y", "z", "--lang", language]]
    shown = [cli(*form) for form in forms]
    assert {s.returncode for s in shown} == {0}
    assert len({s.stdout for s in shown}) == 1
    page = (PAGES / (command + (".md" if language == "en" else ".zh.md"))).read_text(encoding="utf-8")
    assert page.splitlines()[2] in shown[0].stdout


def test_every_page_is_in_both_languages():
    names = {p.name for p in PAGES.glob("*.md")}
    assert names == {c + suffix for c in COMMANDS + ["lifecircle"] for suffix in (".md", ".zh.md")}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("suffix", [".md", ".zh.md"])
def test_the_page_has_the_options_that_the_parser_knows(command, suffix):
    done = cli(command, "--no-such-option-at-all")
    assert done.returncode == 1
    known = set(re.findall(r"--([a-z-]+)", done.stderr.split("Options of")[1]))
    page = (PAGES / (command + suffix)).read_text(encoding="utf-8")
    listed = set(re.findall(r"^- `--([a-z-]+)", page, re.M))
    usage = re.search(r"^lifecircle " + command + ".*", page, re.M).group(0)
    assert listed == known
    assert set(re.findall(r"--([a-z-]+)", usage)) == known


def test_the_overview_has_every_command_and_exit_code():
    for suffix in (".md", ".zh.md"):
        page = (PAGES / ("lifecircle" + suffix)).read_text(encoding="utf-8")
        assert re.findall(r"^- `([a-z]+) ", page, re.M) == ["new", "check", "run", "report", "info", "plans", "network", "export", "explain"]
        assert re.findall(r"^- `(\d+)`", page, re.M) == ["0", "1", "2", "3", "4", "5", "6", "7", "70", "130"]


def test_version_names_the_libraries():
    done = cli("--version")
    assert done.returncode == 0
    assert re.match(r"lifecircle \d+\.\d+\.\d+\n", done.stdout)
    assert "GDAL" in done.stdout


# --- grammar ---

@pytest.mark.parametrize("args, words", [
    (["rum"], "unknown command rum; did you mean run?"),
    (["transmogrify"], "unknown command transmogrify; see lifecircle help"),
    (["help", "exprot"], "did you mean export?"),
    (["run"], "wrong number of names for run: 1 needed, 0 given"),
    (["run", "a", "b"], "wrong number of names for run: 1 needed, 2 given"),
    (["export", "a", "--format", "csv"], "wrong number of names for export: 2 needed, 1 given"),
    (["run", "a", "--overwite"], "unknown option --overwite; did you mean --overwrite?"),
    (["run", "-q", "a"], "unknown option -q."),
    (["run", "a", "--out"], "--out needs a value"),
    (["run", "a", "--out="], "--out needs a value"),
    (["run", "a", "--quiet=yes"], "--quiet takes no value"),
    (["run", "a", "--threads", "two"], "--threads is a number from 1 to 256"),
    (["run", "a", "--threads=-1"], "--threads is a number from 1 to 256"),
    (["run", "a", "--threads=257"], "--threads is a number from 1 to 256"),
    (["run", "a", "--lang", "fr"], "--lang is zh or en, not fr"),
    (["export", "a", "b"], "export needs --format"),
    (["report"], "wrong number of names for report: 1 needed, 0 given"),
    (["report", "a", "b"], "wrong number of names for report: 1 needed, 2 given"),
    (["report", "a", "--regoins", "x"], "unknown option --regoins; did you mean --regions?"),
    (["report", "a", "--threads", "x"], "--threads is a number from 1 to 256"),
    (["report", "a", "--format", "docx"], '"docx" is no format of a report; choose among html, xlsx, pdf and csv.'),
    (["report", "a", "--format", "html,,pdf"], '"" is no format of a report'),
    (["report", "a", "--format", "gpkg"], '"gpkg" is no format of a report'),
    (["export", "a", "b", "--format", "flatgeobug"], "did you mean \"FlatGeobuf\"?"),
    (["export", "a", "b", "--format", "Klingon"], "no format that can be written here. GDAL writes: "),
    (["export", "a", "b", "--format", "csv", "--encoding", "gbk"], "--encoding goes with --format shapefile alone"),
    (["export", "a", "b", "--format", "shapefile", "--encoding", "big5"], "--encoding is utf-8 or gbk, not big5"),
    (["export", "a", "b", "--format", "gpkg", "--schema", "x"], "--schema goes with a database alone"),
    (["export", "a", "PG:dbname=x", "--format", "gpkg"], "The target is a database; leave --format out"),
    (["export", "a", "b", "--format", "postgresql"], "PostgreSQL needs a database for its target"),
    (["explain", "a"], "explain needs --at LON,LAT"),
    (["explain", "a", "--at", "121.4"], "--at is two numbers, LON,LAT, like 121.47,31.23; not 121.4"),
    (["explain", "a", "--at", "121.4;31.2"], "--at is two numbers"),
    (["explain", "a", "--at", "121.4,31.2,5"], "--at is two numbers"),
    (["network"], "wrong number of names for network"),
    (["network", "rule"], "network rule is unknown; did you mean network rules?"),
    (["network", "graph"], "network graph is unknown; write network rules or network info"),
    (["network", "info"], "network info needs a store or a study file"),
    (["network", "info", "a", "--csv"], "--csv is for network rules alone"),
    (["plans", "a", "b"], "wrong number of names for plans"),
    (["plans", "huangpu-2022", "--csv", "--observations"], "--csv and --observations are two tables; ask for one"),
    (["plans", "--observations"], "Name the plan whose reported figures are meant"),
    (["run", "a", "--plan", "x" * 600, "--plan", "y" * 600], "--plan is too long"),
])
def test_what_makes_no_sense_is_told(args, words):
    done = cli(*args)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("lifecircle: ")
    assert words in done.stderr


@pytest.mark.parametrize("args", [
    ["run", "no.yaml", "--out", "x", "--overwrite"],
    ["run", "--out=x", "--overwrite", "no.yaml"],
    ["run", "--threads", "2", "--lang=en", "--", "no.yaml"],
    ["--lang", "en", "run", "no.yaml"],
])
def test_options_stand_anywhere(args, tmp_path):
    done = cli(*args, cwd=tmp_path)
    assert done.returncode == 2
    assert "There is no study file no.yaml" in done.stderr


def test_two_dashes_end_the_options(tmp_path):
    done = cli("run", "--", "--quiet", cwd=tmp_path)
    assert done.returncode == 2
    assert "There is no study file --quiet" in done.stderr


# --- language ---

@pytest.mark.parametrize("env, chinese", [
    ({"LANG": ""}, True), ({"LANG": "C"}, True), ({"LANG": "C.UTF-8"}, True), ({"LANG": "POSIX"}, True),
    ({"LANG": "zh_CN.UTF-8"}, True), ({"LANG": "en_GB.UTF-8"}, False), ({"LANG": "pt_BR.UTF-8"}, False),
    ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, True), ({"LANG": "zh_CN", "LC_ALL": "en_US.UTF-8"}, False),
])
def test_the_environment_chooses_the_language(env, chinese):
    assert ("无法识别的命令" in cli("rum", **env).stderr) == chinese


def test_the_option_wins_over_the_environment():
    assert "无法识别的命令" in cli("rum", "--lang", "zh").stderr
    assert "unknown command" in cli("--lang=en", "rum", LANG="zh_CN.UTF-8").stderr


# --- how long it took ---

def test_timings_tell_every_step(study):
    done = cli("run", study, "--quiet", "--timings")
    lines = done.stderr.splitlines()
    assert lines[0] == " seconds  processors"
    rows = re.findall(r"^ *(\d+\.\d{3}) +\d+\.\d{3}  (\S+)( \(unchanged\))?$", done.stderr, re.M)
    assert len(rows) == len(lines) - 1
    names = [name for _, name, _ in rows]
    assert names[:4] == ["types", "regions", "population", "facilities"]
    assert {"reach", "indicators", "gaps", "csv", "gpkg"} <= set(names) and names[-1] == "together"
    assert not any(mark for _, _, mark in rows)
    assert abs(sum(float(s) for s, _, _ in rows[:-1]) - float(rows[-1][0])) < 0.0005 * len(rows)
    again = cli("run", study, "--quiet", "--overwrite", "--timings").stderr
    assert re.search(r" population \(unchanged\)$", again, re.M) and re.search(r" gpkg$", again, re.M)


def test_timings_speak_chinese(study):
    assert " 合计" in cli("run", study, "--quiet", "--timings", "--lang", "zh").stderr


def test_without_the_option_nothing_is_timed(study):
    assert cli("run", study, "--quiet").stderr == ""


# --- new, check ---

def test_new_writes_a_study_to_start_from(tmp_path):
    done = cli("new", "yunxi", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "yunxi/study.yaml\n")
    assert "lifecircle check yunxi/study.yaml" in done.stderr
    assert sorted(p.name for p in (tmp_path / "yunxi").iterdir()) == ["study.yaml", "targets.csv"]
    assert (tmp_path / "yunxi/study.yaml").read_text(encoding="utf-8").startswith("# The study file")


def test_new_speaks_chinese(tmp_path):
    assert cli("new", "yunxi", "--lang", "zh", cwd=tmp_path).returncode == 0
    assert (tmp_path / "yunxi/study.yaml").read_text(encoding="utf-8").startswith("# 研究文件")


def test_new_never_replaces(tmp_path):
    (tmp_path / "study.yaml").write_text("mine")
    done = cli("new", tmp_path)
    assert done.returncode == 4
    assert "is there already" in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["study.yaml"]
    assert (tmp_path / "study.yaml").read_text() == "mine"


def test_check_of_a_new_study_names_the_first_missing_file(tmp_path):
    cli("new", "s", cwd=tmp_path)
    done = cli("check", "s/study.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert re.search(r"s/study.yaml:\d+:\d+: file \"data/district.shp\" is not there", done.stderr)


def test_a_mistake_is_told_with_its_place(study):
    study.write_text(study.read_text(encoding="utf-8") + "limit_min: [15]\n", encoding="utf-8")
    for command in ("run", "check"):
        done = cli(command, study.name, cwd=study.parent)
        assert done.returncode == 2
        assert 'study.yaml:4:1: unknown key "limit_min" in the study; did you mean "limits_min"?' in done.stderr


def test_check_reads_everything_and_writes_nothing(study):
    done = cli("check", study)
    assert done.returncode == 0
    assert done.stdout != ""
    assert sorted(p.name for p in study.parent.iterdir()) == ["facilities.csv", "people.csv", "study.yaml"]


# --- run, info, export ---

def test_run_ends_with_the_path_of_the_page(study):
    done = cli("run", study)
    assert done.returncode == 0, done.stderr
    last = done.stdout.splitlines()[-1]
    assert last == str(study.parent / "out/index.html")
    assert Path(last).exists()
    assert "0 met, 0 short" in done.stdout
    assert re.search(r"^\[1/\d+\] ", done.stderr, re.M)
    assert "\r" not in done.stderr and "\x1b" not in done.stderr


def test_quiet_leaves_the_path_alone(study):
    done = cli("run", study, "--quiet", "--out", "other", cwd=study.parent)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
    assert (study.parent / done.stdout.strip()).samefile(study.parent / "other/index.html")


def test_outputs_are_not_replaced_unasked(study):
    assert cli("run", study).returncode == 0
    page = (study.parent / "out/index.html").read_bytes()
    done = cli("run", study)
    assert done.returncode == 4
    assert (study.parent / "out/index.html").read_bytes() == page
    assert cli("run", study, "--overwrite").returncode == 0


@pytest.mark.parametrize("where", ["gaps.csv", "shapefile/people.csv", "link/people.csv"])
def test_an_output_never_replaces_what_is_read(study, where):
    """With the outputs beside the inputs, --overwrite means the outputs of an earlier run."""
    folder = study.parent
    (folder / "shapefile").mkdir()
    (folder / "link").symlink_to("shapefile")
    (folder / "people.csv").rename(folder / where)
    study.write_text(study.read_text(encoding="utf-8").replace("people.csv", where) + "out: .\n", encoding="utf-8")
    before = (folder / where).read_bytes()
    for option in ([], ["--overwrite"]):
        done = cli("run", study, *option)
        assert done.returncode == 4
        assert "is read by the study, and an output would replace it" in done.stderr
    assert (folder / where).read_bytes() == before
    assert cli("run", study, "--out", folder / "elsewhere").returncode == 0


@pytest.mark.parametrize("wanted, told, code", [(2, "0 met, 1 short", 3), (1, "1 met, 0 short", 0)])
def test_fail_on_gap_tells_by_the_exit_code(study, wanted, told, code):
    (study.parent / "targets.csv").write_text(
        "plan,item,scope,indicator,parameters,op,value,unit,year,nature\n"
        f"Plan,Centres,self,count,types=comprehensive_centre,>=,{wanted},,2025,binding\n", encoding="utf-8")
    study.write_text(study.read_text(encoding="utf-8") + "targets: [{file: targets.csv}]\n", encoding="utf-8")
    done = cli("run", study, "--fail-on-gap")
    assert done.returncode == code, done.stderr
    assert told in done.stdout
    assert cli("run", study, "--overwrite").returncode == 0


def test_the_study_chooses_the_language_unless_told(study):
    study.write_text(study.read_text(encoding="utf-8") + "language: zh\n", encoding="utf-8")
    assert "项：达标" in cli("run", study).stdout
    assert "rows): 0 met" in cli("run", study, "--overwrite", "--lang", "en").stdout


def test_info_and_export_read_the_store(study):
    assert cli("run", study).returncode == 0
    for path in (study, study.parent / "out/lifecircle.sqlite"):
        done = cli("info", path)
        assert done.returncode == 0, done.stderr
        assert "facilities.csv" in done.stdout
    done = cli("export", study, "again", "--format", "csv", cwd=study.parent)
    assert done.returncode == 0, done.stderr
    assert (study.parent / "again/indicators.csv").read_bytes() == (study.parent / "out/indicators.csv").read_bytes()
    assert cli("export", study, "again", "--format", "csv", cwd=study.parent).returncode == 4
    assert cli("export", study, "again", "--format", "cvs", "--overwrite", cwd=study.parent).returncode == 1


def test_report_reads_the_store(study):
    assert cli("run", study).returncode == 0
    out = study.parent / "out/report"
    done = cli("report", study)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == str(out / "index.html") and (out / "index.html").exists()
    assert re.search(r"^Report \d+/\d+$", done.stderr, re.M)
    assert "\r" not in done.stderr and "\x1b" not in done.stderr
    assert cli("report", study).returncode == 4
    done = cli("report", study, "--overwrite", "--quiet", "--format", "csv")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{out}\n", "")
    assert (out / "gaps.csv").read_bytes() == (study.parent / "out/gaps.csv").read_bytes()


def test_a_report_is_in_the_language_of_the_study_unless_told(study):
    study.write_text(study.read_text(encoding="utf-8") + "language: zh\n", encoding="utf-8")
    assert cli("run", study).returncode == 0
    assert "分区域报告：本次完成 " in cli("report", study).stdout
    assert '<html lang="zh-CN"' in (study.parent / "out/report/index.html").read_text(encoding="utf-8")
    done = cli("report", study, "--lang", "en", "--overwrite")
    assert "Regions with a report of their own: " in done.stdout, done.stderr
    assert '<html lang="en"' in (study.parent / "out/report/index.html").read_text(encoding="utf-8")


def test_a_report_without_a_run_is_told(study):
    done = cli("report", study)
    assert done.returncode == 2
    assert "there is no such store; run the study first" in done.stderr
    assert not (study.parent / "out").exists()


def test_export_by_a_driver_of_gdal(study):
    """A folder takes a file of each layer, a name with a dot is one file; what is there, and what the study reads, is spared."""
    folder = study.parent
    assert cli("run", study).returncode == 0
    assert cli("export", study, "fgb", "--format", "flatgeobuf", cwd=folder).returncode == 0
    assert {p.name for p in (folder / "fgb").iterdir()} == {f"{name}.fgb" for name in (
        "regions", "results", "circles", "facilities", "service_circles", "service_streets", "service_areas", "demand", "gaps", "findings")}
    before = (folder / "fgb/demand.fgb").read_bytes()
    assert cli("export", study, "fgb", "--format", "FlatGeobuf", cwd=folder).returncode == 4
    (folder / "fgb/notes.txt").write_text("mine")
    assert cli("export", study, "fgb", "--format", "FlatGeobuf", "--overwrite", cwd=folder).returncode == 0
    assert (folder / "fgb/demand.fgb").read_bytes() == before and (folder / "fgb/notes.txt").read_text() == "mine"
    done = cli("export", study, "one.fgb", "--format", "FlatGeobuf", cwd=folder)
    assert done.returncode == 1 and "holds one layer; name a folder" in done.stderr
    done = cli("export", study, "all.sqlite", "--format", "SQLite", cwd=folder)
    assert done.returncode == 0 and done.stdout == "all.sqlite\n"
    base = sqlite3.connect(folder / "all.sqlite")
    assert base.execute("SELECT count(*) FROM facilities").fetchone()[0] > 0
    assert cli("export", study, "all.sqlite", "--format", "SQLite", cwd=folder).returncode == 4
    kept = sorted(p.name for p in folder.iterdir())
    assert not any("lifecircle-" in name for name in kept)


def test_a_store_that_is_none_is_told(tmp_path):
    (tmp_path / "x.sqlite").write_bytes(b"SQLite format 3\0" + bytes(1000))
    assert cli("info", tmp_path / "x.sqlite").returncode == 5


def test_a_full_standard_output_is_told():
    with open("/dev/full", "w") as full:
        done = subprocess.run([CLI, "help"], stdout=full, stderr=subprocess.PIPE, env=environment(), text=True)
    assert done.returncode == 4
    assert "standard output cannot be written" in done.stderr


# --- the terminal ---

def on_terminal(args, stop_at=None):
    """Runs with standard error on a terminal; returns exit code and what was shown. Sends SIGINT when `stop_at` is shown."""
    try:
        ours, theirs = pty.openpty()
    except OSError:
        pytest.skip("this machine has no pseudo-terminals")
    process = subprocess.Popen([CLI, *map(str, args)], stdout=subprocess.PIPE, stderr=theirs, stdin=subprocess.DEVNULL,
                               env=environment(TERM="xterm"))
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
            if stop_at is not None and stop_at in shown:
                process.send_signal(signal.SIGINT)
                stop_at = None
    except OSError:
        pass  # the other end is closed
    process.communicate(timeout=60)
    os.close(ours)
    return process.returncode, shown.decode()


def test_progress_is_one_line_that_is_cleared(study):
    code, shown = on_terminal(["run", study])
    assert code == 0
    assert re.search(r"\r\x1b\[K\[1/\d+\] [^\n]+ \d+%", shown)
    assert shown.endswith("\r\x1b[K")


@pytest.mark.parametrize("language, words", [("en", r"Report \d+/\d+"), ("zh", r"报告 \d+/\d+")])
def test_progress_of_reports_is_one_line_that_is_cleared(study, language, words):
    assert cli("run", study).returncode == 0
    code, shown = on_terminal(["report", study, "--lang", language])
    assert code == 0
    assert re.search(r"\r\x1b\[K" + words, shown)
    assert shown.endswith("\r\x1b[K") and "\n" not in shown


def test_ctrl_c_stops_and_keeps_the_rest_whole(study):
    rows = "".join(f"P{i},{121.3 + i % 700 * 0.0003:.4f},{31.0 + i // 700 * 0.0003:.4f},1\n" for i in range(200000))
    (study.parent / "people.csv").write_text("name,lon,lat,resident\n" + rows)
    code, shown = on_terminal(["run", study], stop_at=b"%")
    assert code == 130
    assert "Stopped as asked" in shown
    assert not (study.parent / "out/index.html").exists()
    assert not list(study.parent.glob("out/*.csv"))
