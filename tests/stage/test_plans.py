"""The demo held against every built-in plan: each row of each catalogue has its lines, and each line says how it stands or what it lacks."""
import csv
import os
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

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


def page_rows(page):
    """The rows of the targets on a page: the plan's number, the cells' text by their labels, and those of each region where there are many."""
    tree = ElementTree.fromstring(page.read_text(encoding="utf-8"))
    found = []
    for line in tree.findall(".//table[@class='targets']/tbody/tr"):
        if line.get("class") == "open":
            found[-1]["parts"] = [cells(part) for part in line.findall(".//table[@class='parts']/tbody/tr")]
        else:
            found.append(cells(line))
            number = line.find("th/span[@class='no']")
            found[-1]["no"] = "" if number is None else "".join(number.itertext()).strip()
    return found


def cells(line):
    return {"head": "".join(line.find("th").itertext()), "parts": [], **{td.get("data-l"): "".join(td.itertext()) for td in line.findall("td")}}


WORDS = {"met": "Met", "short": "Falls short", "no data": "Not decidable", "not yet due": "Not yet due", "awaiting": "Awaits its figure"}


@pytest.mark.parametrize("code", CODES)
def test_the_page_has_every_line_in_the_order_of_the_plan(runs, code):
    lines = [line for line in rows(runs[code] / "gaps.csv") if line["status"] != "not read"]
    shown = page_rows(runs[code] / "index.html")
    assert [row["no"] for row in shown] == list(dict.fromkeys(line["item_no"] for line in lines))
    for row in shown:
        own = pick(lines, item_no=row["no"])
        told = [(part["head"], part) for part in row["parts"]] or [(row["Where"], row)]
        assert len(told) == len(own)
        assert row["head"].split(own[0]["item_no"], 1)[1].strip().startswith(own[0]["item_en"] or own[0]["item"])
        for line in own:
            part = next(part for name, part in told if name.startswith(line["region_name"]))
            assert WORDS[line["status"]] in part["Status"]
            assert (part["Today"][0] == "–") == (line["value"] == line["low"] == "")
            assert part["What would close it"].split("; ")[0] in line["closes"]


def test_the_page_speaks_one_language(runs, demo):
    """An English page gives the item in Chinese beneath; a Chinese one has no English."""
    code = "huangpu-2022"
    plan = next(p for p in PLANS if p["code"] == code)
    row = next(filter(is_read, CATALOGUE[code]))
    run(demo, "--plan", code, lang="zh")
    english, chinese = ((folder / "index.html").read_text(encoding="utf-8") for folder in (runs[code], demo.parent / "out"))
    assert f"<h3 class=\"plan\"><bdi>{plan['name_en']}</bdi></h3>" in english and f"<h3 class=\"plan\"><bdi>{plan['name_zh']}</bdi></h3>" in chinese
    assert f"</span> <bdi>{row['item_en']}</bdi><span class=\"sub\" lang=\"zh-CN\"><bdi>{row['item']}</bdi></span>" in english
    assert f"</span> <bdi>{row['item']}</bdi>" in chinese
    assert row["item_en"] not in chinese and plan["name_en"] not in chinese


@pytest.mark.parametrize("lang, words", [("en", ": {} met, {} short, {} without data, {} not yet due, {} awaiting a figure (of {} targets)"),
                                         ("zh", "：达标 {} 项，未达标 {} 项，因缺数据无法判定 {} 项，未到期 {} 项，待下达 {} 项（共 {} 项指标）")])
def test_the_terminal_tells_how_the_plan_stands(demo, lang, words):
    """A target of many regions counts once, as the worst of them."""
    code = CODES[0]
    done = run(demo, "--plan", code, lang=lang)
    standing = {}
    for line in rows(demo.parent / "out/gaps.csv"):
        if line["status"] != "not read":
            standing.setdefault(line["item_no"], set()).add(line["status"])
    worst = [next(s for s in ("short", "no data", "not yet due", "awaiting", "met") if s in all_) for all_ in standing.values()]
    counts = [worst.count(s) for s in ("met", "short", "no data", "not yet due", "awaiting")]
    name = next(p for p in PLANS if p["code"] == code)[f"name_{lang}"]
    assert name + words.format(*counts, len(worst)) in done.stdout.splitlines()


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
