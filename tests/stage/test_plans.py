"""The demo held against every built-in plan: each row of each catalogue has its lines, and each line says how it stands or what it lacks."""
import csv
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from lc_demo import small_demo
from lc_run import CLI, SOURCE, lifecircle, pick, rows

NOT_YET = ()  # words of rows that are not read yet
PLANS = rows(SOURCE / "geodata/plans/plans.csv")
CATALOGUE = {p["code"]: rows(SOURCE / f"geodata/plans/{p['code']}.csv") for p in PLANS}
DISTRICT = "319900000000"
STATUSES = {"met", "short", "no data", "not yet due", "awaiting"}


def is_read(row):
    return not any(word in f"{row['indicator']} {row['parameters']} {row['scope']}" for word in NOT_YET)


CODES = [code for code, catalogue in CATALOGUE.items() if any(map(is_read, catalogue))]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A small demo without targets of its own: the plan alone suffices."""
    folder = tmp_path_factory.mktemp("plans") / "demo"
    return small_demo(folder, ("targets:\n  - file: targets.csv\n", ""), formats="[csv, html]")


def run(study, *arguments, lang="en"):
    done = lifecircle("run", study, "--overwrite", "--lang", lang, *arguments)
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def runs(demo):
    """The output of a run for each plan; what does not depend on the plan is done once."""
    made = {}
    for code in CODES:
        run(demo, "--plan", code)
        made[code] = demo.parent / code
        made[code].mkdir()
        for name in ("gaps.csv", "findings.csv", "index.html"):
            shutil.copy(demo.parent / "out" / name, made[code])
    return made


@pytest.mark.parametrize("code", CODES)
def test_every_row_of_the_catalogue_has_its_lines(runs, code):
    lines = rows(runs[code] / "gaps.csv")
    assert {line["plan_code"] for line in lines} == {code}
    for row in filter(is_read, CATALOGUE[code]):
        own = pick(lines, item_no=row["item_no"])
        assert own, row["item_no"]
        for line in own:
            same = ("item", "item_en", "indicator", "op", "unit", "year", "nature", "source", "text", "text_en", "responsible")
            assert {k: line[k] for k in same} == {k: row[k] for k in same}
            assert (line["target"] or None) == (row["value"] or None)
            assert line["status"] in STATUSES
            assert (line["status"] == "awaiting") == (row["value"] == "" and row["op"] != "all")
            if line["status"] in ("met", "short", "not yet due"):
                assert line["value"] or line["low"]
                assert line["gap"]
            if line["status"] == "no data":
                assert line["lacks"] and line["closes"]


@pytest.mark.parametrize("code", CODES)
def test_no_row_is_refused(runs, code):
    refused = pick(rows(runs[code] / "gaps.csv"), status="not read")
    assert len(refused) == sum(not is_read(row) for row in CATALOGUE[code])
    assert len(rows(runs[code] / "gaps.csv")) >= len(CATALOGUE[code])


@pytest.mark.parametrize("code", CODES)
def test_the_scope_says_where(runs, code):
    """The demo is a district: `self` and `each:district` are the district itself, towns are its ten."""
    lines = rows(runs[code] / "gaps.csv")
    for row in filter(is_read, CATALOGUE[code]):
        where = [line["region_code"] for line in pick(lines, item_no=row["item_no"])]
        if row["scope"] in ("self", "each:district"):
            assert where == [DISTRICT]
        elif row["scope"].startswith("each:town"):
            assert len(where) == len(set(where)) and 1 < len(where) <= 10 and DISTRICT not in where


@pytest.mark.parametrize("code", CODES)
def test_a_plan_of_another_place_is_told_once(runs, code):
    told = pick(rows(runs[code] / "findings.csv"), code="plan_elsewhere")
    plan = next(p for p in PLANS if p["code"] == code)
    assert [(t["file"], t["severity"]) for t in told] == [(f"plan:{code}", "note")]
    assert plan["region_en"] in told[0]["message"] and DISTRICT in told[0]["message"]


def test_the_page_speaks_one_language(runs, demo):
    code = "huangpu-2022"
    plan = next(p for p in PLANS if p["code"] == code)
    row = next(filter(is_read, CATALOGUE[code]))
    told = "<th scope=\"row\"><bdi>{}</bdi>", "<bdi>{}</bdi> · <bdi>"
    words = {"zh": (row["item"], plan["name_zh"]), "en": (row["item_en"], plan["name_en"])}
    run(demo, "--plan", code, lang="zh")
    for language, page in (("en", runs[code] / "index.html"), ("zh", demo.parent / "out/index.html")):
        text = page.read_text(encoding="utf-8")
        for frame, zh, en in zip(told, words["zh"], words["en"]):
            assert (frame.format(zh) in text, frame.format(en) in text) == (language == "zh", language == "en")


def lines_of(path):
    return [{**line, "closes": ""} for line in rows(path)]


def test_several_at_once_say_what_each_says(runs, demo):
    """In the study or on the command line, once each, in the order in which they are named."""
    text = demo.read_text(encoding="utf-8")
    both = demo.parent / "both.yaml"
    both.write_text(text + f"plans: [{CODES[1]}]\n", encoding="utf-8")
    run(both, "--plan", f"{CODES[0]},{CODES[1]}", "--plan", CODES[2])
    together = lines_of(demo.parent / "out/gaps.csv")
    for code in CODES[:3]:
        assert pick(together, plan_code=code) == lines_of(runs[code] / "gaps.csv")
    read = [line["plan_code"] for line in together if line["status"] != "not read"]
    assert list(dict.fromkeys(read)) == [CODES[1], CODES[0], CODES[2]]


def skipped(done):
    return int(done.stdout.split("Stages: ")[1].split("run, ")[1].split()[0])


def test_a_run_knows_which_plans_it_was_for(demo):
    run(demo, "--plan", CODES[0])
    again, other = run(demo, "--plan", CODES[0]), run(demo, "--plan", CODES[1])
    assert skipped(again) > skipped(other) > 5
    assert {line["plan_code"] for line in rows(demo.parent / "out/gaps.csv")} == {CODES[1]}


def test_the_provenance_names_the_plan(demo):
    run(demo, "--plan", CODES[0])
    done = lifecircle("info", demo.parent / "out/lifecircle.sqlite", "--lang", "en")
    assert f"  targets  plan:{CODES[0]}" in done.stdout
    assert f"rows read {len(CATALOGUE[CODES[0]])}, used" in done.stdout


def test_check_reads_the_plan(demo):
    study = demo.parent / "check.yaml"
    study.write_text(demo.read_text(encoding="utf-8") + "plans: [huangpu-2022]\n", encoding="utf-8")
    done = lifecircle("check", study, "--lang", "en")
    assert done.returncode == 0 and "plan:huangpu-2022" in done.stdout


@pytest.mark.parametrize("arguments, words", [
    (["--plan", "huangpu-2021"], '--plan: no plan is called "huangpu-2021"; did you mean "huangpu-2022"?'),
    (["--plan", "huangpu-2022,zebra"], '--plan: no plan is called "zebra"; `lifecircle plans` lists them.'),
])
def test_an_unknown_plan_is_refused_before_anything_is_read(demo, arguments, words):
    out = demo.parent / "never"
    done = lifecircle("run", demo, "--out", out, "--lang", "en", *arguments)
    assert done.returncode == 2 and words in done.stderr and not out.exists()


# --- docs/howto/add-a-plan.md, followed to the letter ---

def blocks(text, language):
    return [part.split("```", 1)[0] for part in text.split(f"```{language}\n")[1:]]


@pytest.fixture(scope="module", params=["add-a-plan.md", "add-a-plan.zh.md"])
def followed(request, tmp_path_factory):
    """The page's commands in a shell, its replacements in the files, its lines where it says."""
    folder = tmp_path_factory.mktemp("howto")
    (folder / "geodata").symlink_to(SOURCE / "geodata")
    environment = {**os.environ, "PATH": f"{Path(CLI).parent}:{os.environ['PATH']}", "LC_ALL": "en_US.UTF-8"}
    page = (SOURCE / "docs/howto" / request.param).read_text(encoding="utf-8")
    commands, study = blocks(page, "sh"), folder / "my-study"

    def shell(script):
        subprocess.run(["bash", "-e", "-c", script], cwd=folder, env=environment, check=True, capture_output=True, timeout=280)

    assert len(commands) == 4
    for script in commands[:3]:
        shell(script)
    plan = study / "my-plan.csv"
    text = plan.read_text(encoding="utf-8")
    replacements = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| `") and line.count("|") >= 4 and "` | `" in line]
    assert len(replacements) == 3
    for old, new in replacements:
        old, new = old.strip().strip("`"), new.strip().strip("`")
        assert old in text
        text = text.replace(old, new)
    plan.write_text(text + blocks(page, "csv")[0], encoding="utf-8")
    wanted = "  - file: targets.csv\n"
    settings = (study / "study.yaml").read_text(encoding="utf-8")
    assert settings.count(wanted) == 1
    (study / "study.yaml").write_text(settings.replace(wanted, wanted + blocks(page, "yaml")[0]), encoding="utf-8")
    shell(commands[3])
    return study


def test_the_howto_ends_where_it_says(followed):
    assert {line["plan_code"] for line in rows(followed / "try/gaps.csv")} == {"", "huangpu-2022"}
    mine = pick(rows(followed / "out/gaps.csv"), plan="yunxi-2028")
    changed = pick(mine, item_no="elder-6")
    assert [(line["target"], line["year"], line["region_code"]) for line in changed] == [("45", "2028", DISTRICT)]
    every, each, awaited = (pick(mine, item_no=f"own-{i}") for i in (1, 2, 3))
    assert len(every) == 1 and every[0]["status"] in STATUSES - {"no data", "awaiting"}
    assert len(each) == 10 and {"met", "not yet due"} == {line["status"] for line in each}
    assert [line["status"] for line in awaited] == ["awaiting"]
    assert every[0]["item_en"] == "Every street and town has a day-care centre"


def test_the_howto_loses_no_row(followed):
    """All of the plan is still there, and the demo's own targets are, too."""
    lines = rows(followed / "out/gaps.csv")
    numbers = {line["item_no"] for line in pick(lines, plan="yunxi-2028")}
    assert {row["item_no"] for row in filter(is_read, CATALOGUE["huangpu-2022"])} | {"own-1", "own-2", "own-3"} == numbers
    with open(SOURCE / "geodata/demo/targets.csv", encoding="utf-8", newline="") as file:
        assert {row["item"] for row in csv.DictReader(file)} <= {line["item"] for line in lines}
