"""The PDFs of the demo district as poppler reads them: paper, fonts, words, figures, tables that are whole, names that mean harm, fonts that are missing."""
import csv
import os
import re
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from lc_demo import demo_run
from lc_run import lifecircle

TOWN = "319900004000"
LANGUAGES = ("zh", "en")
HAN = re.compile("[\u2e80-\u9fff]")


def tool(name, *arguments):
    done = subprocess.run([name, *map(str, arguments)], capture_output=True, timeout=120)
    assert done.returncode == 0 and done.stderr == b"", (name, arguments, done.stderr)
    return done.stdout.decode("utf-8")


def text_of(pdf, *options):
    return tool("pdftotext", *options, pdf, "-")


def squeezed(text):
    """Without white space, which a line's end may have put anywhere, and without marks of direction."""
    return re.sub(r"[\s\u2066-\u2069]", "", text)


def report(store, out, language, *more, env=None):
    return lifecircle("report", store, "--out", out, "--lang", language, "--format", "pdf", "--quiet", *more, **({"env": env} if env else {}))


@pytest.fixture(scope="module")
def store():
    return demo_run() / "lifecircle.sqlite"


@pytest.fixture(scope="module")
def sets(store, tmp_path_factory):
    """{language: folder}. Not to be written into."""
    found = {}
    for language in LANGUAGES:
        found[language] = tmp_path_factory.mktemp("pdf") / language
        done = report(store, found[language], language)
        assert done.returncode == 0 and done.stderr == "", done.stderr  # no font says a word either
    return found


def files(folder):
    return sorted(folder.rglob("*.pdf"))


def town_file(folder, code=TOWN):
    (found,) = (folder / "regions").glob(f"{code}-*.pdf")
    return found


def ask(store, sql, *values):
    base = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    rows = base.execute(sql, values).fetchall()
    base.close()
    return rows


def information(pdf):
    lines = tool("pdfinfo", pdf).splitlines()
    return {line.split(":", 1)[0]: line.split(":", 1)[1].strip() for line in lines}


# --- paper and fonts ---

@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_title_day_and_structure(store, sets, language):
    names = dict(ask(store, "SELECT code, name FROM region"))
    title = dict(ask(store, "SELECT name, value FROM parameter"))[f"title_{language}"]
    assert len(files(sets[language])) == 11
    for pdf in files(sets[language]):
        about = information(pdf)
        assert about["Page size"].endswith("(A4)") and about["Tagged"] == "yes" and about["JavaScript"] == "no"
        assert about["Title"] == (title if pdf.stem == "lifecircle" else f"{names[pdf.stem.split('-')[0]]} · {title}")
        assert re.fullmatch(r"lifecircle \d+\.\d+\.\d+", about["Creator"]) and about["Subject"] and about["Keywords"]
        assert about["CreationDate"] == about["ModDate"] and "Dec 31" in about["CreationDate"] and "2025" in about["CreationDate"]
        assert 4 <= int(about["Pages"]) <= 40
        assert (b"/Lang (zh-CN)" if language == "zh" else b"/Lang (en)") in pdf.read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_fonts_are_embedded_and_subset(sets, language):
    for pdf in files(sets[language]):
        fonts = tool("pdffonts", pdf).splitlines()[2:]
        assert fonts
        for line in fonts:
            embedded, subset, in_unicode = line.split()[-5:-2]
            assert (embedded, subset, in_unicode) == ("yes", "yes", "yes"), line
        assert pdf.stat().st_size < 900_000


def test_the_same_bytes_later_and_with_more_threads(store, sets, tmp_path):
    time.sleep(1.1)
    assert report(store, tmp_path / "again", "zh", "--threads", "3").returncode == 0
    again = files(tmp_path / "again")
    assert [p.name for p in again] == [p.name for p in files(sets["zh"])]
    assert all(a.read_bytes() == b.read_bytes() for a, b in zip(again, files(sets["zh"])))


def test_export_writes_the_one_of_the_whole(store, sets, tmp_path):
    done = lifecircle("export", store, tmp_path / "out", "--format", "pdf", "--lang", "en", "--quiet")
    assert done.returncode == 0, done.stderr
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["lifecircle.pdf"]
    assert (tmp_path / "out/lifecircle.pdf").read_bytes() == (sets["en"] / "lifecircle.pdf").read_bytes()


# --- what it says ---

@pytest.mark.parametrize("language,page,day", [("zh", r"第 {} 页，共 {} 页", "2025年12月31日"), ("en", "Page {} of {}", "31 December 2025")])
def test_each_page_says_which_it_is(sets, language, page, day):
    for pdf in (sets[language] / "lifecircle.pdf", town_file(sets[language])):
        pages = text_of(pdf).split("\f")[:-1]
        assert len(pages) == int(information(pdf)["Pages"])
        for i, text in enumerate(pages, 1):
            assert squeezed(page.format(i, len(pages))) in squeezed(text) and squeezed(day) in squeezed(text)


def shown(value, unit):
    """The beginnings that a figure of gaps.csv may have on paper: it is rounded to what tells it apart, thousands are parted."""
    number = float(value)
    texts = {f"{number:,.{d}f}" for d in (0, 1, 2) if abs(round(number, d) - number) <= 0.005 * max(1, abs(number))}
    return {re.sub(r"^-0(\.0+)?$", "0", t) for t in texts}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_every_target_is_there(store, sets, tmp_path, language):
    lifecircle("export", store, tmp_path / "csv", "--format", "csv", "--lang", language)
    with open(tmp_path / "csv/gaps.csv", encoding="utf-8-sig", newline="") as file:
        gaps = [row for row in csv.DictReader(file) if row["status"] != "not read"]
    text = squeezed(text_of(sets[language] / "lifecircle.pdf", "-raw"))
    # from where an item begins to the next plan's or item's: its own figures, in the order of the rows
    starts, at = [], 0
    items = list(dict.fromkeys(row["item"] for row in gaps))
    for item in items:
        found = text.find(squeezed(item), text.find("规划指标" if language == "zh" else "Targetsoftheplan") if not starts else at)
        assert found >= 0, item
        starts.append(found)
        at = found + len(squeezed(item))
    ends = starts[1:] + [text.find("分区域对比" if language == "zh" else "Placescompared", starts[-1])]
    checked = 0
    for item, start, end in zip(items, starts, ends):
        part = text[start:end]
        for row in (r for r in gaps if r["item"] == item):
            assert squeezed(row["region_name"]) in part or len({r["region_code"] for r in gaps if r["item"] == item}) == 1
            for name in ("value", "low", "high", "gap", "target"):
                if name == "target" and row["op"] == "all":
                    assert ("全部" if language == "zh" else "All") in part
                elif row[name] and (name == "value" or not (name in ("low", "high") and row["value"])):
                    assert any(figure in part for figure in shown(row[name], row["unit"])), (item, row["region_name"], name, row[name])
                    checked += 1
            assert all(squeezed(piece) in part for piece in re.split("；|; ", row["closes"])), (item, row["closes"])
    assert checked > 200


def uncovered(store):
    """{town: people beyond the walk to a comprehensive centre}, as on paper."""
    return {code: f"{value:,.0f}" for code, value in ask(store, """SELECT r.code, v.value FROM indicator_value v JOIN region r USING (region_id)
        WHERE r.level = 'town' AND v.indicator = 'people_uncovered' AND v.types = 'comprehensive_centre' AND v.group_code = 'resident' AND v.mode = 'network'
          AND v.limit_min = (SELECT max(limit_min) FROM reach_limit)""")}


def test_a_town_has_its_own_figures(store, sets):
    beyond = uncovered(store)
    assert len(beyond) == 10 and len(set(beyond.values())) == 10
    for code, figure in beyond.items():
        figures = set(re.findall(r"[\d,.]+", text_of(town_file(sets["zh"], code), "-l", "1")))
        assert figure in figures
        assert [c for c, other in beyond.items() if other in figures and c != code] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_part_says_what_it_rests_on(store, sets, language):
    for pdf in (sets[language] / "lifecircle.pdf", town_file(sets[language])):
        text = squeezed(text_of(pdf))
        for path, digest in ask(store, "SELECT path, sha256 FROM input"):
            assert squeezed(Path(path).name) in text and digest[:12] in text
        for component, version in ask(store, "SELECT component, version FROM version"):
            assert squeezed(component) in text and squeezed(version) in text


def test_bookmarks_and_links_lead_to_what_is_there(sets):
    pdf = sets["zh"] / "lifecircle.pdf"
    places = tool("pdfinfo", "-dests", pdf)
    assert '"i-coverage"' in places and '"findings"' in places
    structure = tool("pdfinfo", "-struct-text", pdf)
    assert structure.startswith("Document\n") and all(f" {tag}" in structure for tag in ("H1", "H2", "P", "Table", "TR", "TD", "Figure", "Link"))
    assert "未达标" in structure and "设施台账中有" in structure  # text beside a link is told, too
    assert b"/Outlines" in pdf.read_bytes()


# --- tables are whole ---

WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_leaves_the_page_or_meets_its_foot(sets, language):
    for pdf in files(sets[language]):
        for page in text_of(pdf, "-bbox").split("<page ")[1:]:
            words = [(float(a), float(b), float(c), float(d), w) for a, b, c, d, w in WORD.findall(page)]
            assert words
            foot = max(d for a, b, c, d, w in words)
            assert foot < 842 and all(20 < a and c < 575 and b > 20 for a, b, c, d, w in words)
            body = [d for a, b, c, d, w in words if d < foot - 16]
            assert not body or max(body) < 790


@pytest.mark.parametrize("language,heading", [("zh", "建筑面积"), ("en", "Floor area")])
def test_rows_are_never_parted_and_have_their_heading(store, sets, language, heading):
    facilities = ask(store, """SELECT f.name, f.opened FROM facility f JOIN region_tree t ON t.region_id = f.region_id
        JOIN region r ON r.region_id = t.ancestor_id AND r.code = ? WHERE f.counts = 1 AND f.opened IS NOT NULL""", TOWN)
    assert len(facilities) > 40
    pages = text_of(town_file(sets[language]), "-raw").split("\f")
    for name, opened in facilities:
        year, month, day = opened.split("-")
        told = f"{year}年{int(month)}月{int(day)}日" if language == "zh" else rf"{int(day)}[A-Z][a-z]+{year}"
        whole = [p for p in pages if re.search(re.escape(name) + r".{0,120}?" + told, squeezed(p))]
        assert whole, (name, opened)
        assert all(squeezed(heading) in squeezed(p) for p in whole)


# --- names that mean harm ---

HOSTILE = {"319900001000": "<script>alert(1)</script>", "319900002000": "<b>&amp;\"'</b> =cmd|' /C calc'!A0", "319900003000": "مدينة الشرق ../../x",
           "319900004000": "长名" * 150, "319900005000": "🏥 emoji 👵🏽", "319900006000": "a\u202eright\x01to left"}


@pytest.fixture
def own_store(store, tmp_path):
    path = tmp_path / "own/lifecircle.sqlite"
    path.parent.mkdir()
    return Path(shutil.copy(store, path))


def test_hostile_names_are_plain_text(own_store, tmp_path):
    base = sqlite3.connect(own_store)
    for code, name in HOSTILE.items():
        base.execute("UPDATE region SET name = ? WHERE code = ?", (name, code))
    base.execute("UPDATE facility SET name = '</td><svg/onload=x>' WHERE facility_id % 7 = 0")
    base.commit()
    base.close()
    done = report(own_store, tmp_path / "out", "en")
    assert done.returncode == 0 and done.stderr == "", done.stderr
    whole = squeezed(text_of(tmp_path / "out/lifecircle.pdf"))
    for code in HOSTILE:
        (pdf,) = (tmp_path / "out/regions").glob(f"{code}*.pdf")
        text = squeezed(text_of(pdf, "-raw"))
        fonts = tool("pdffonts", pdf)
        assert all(line.split()[-5:-3] == ["yes", "yes"] for line in fonts.splitlines()[2:])
        if code in ("319900001000", "319900002000", "319900004000"):
            assert squeezed(HOSTILE[code]) in text
        assert "</td><svg/onload=x>" in text
    assert "<script>alert(1)</script>" in whole and squeezed(HOSTILE["319900002000"]) in whole


# --- fonts that are missing ---

def fonts_of(folder, *paths):
    """An environment whose only fonts are these files."""
    (folder / "fonts").mkdir(parents=True)
    for path in paths:
        shutil.copy(path, folder / "fonts")
    (folder / "fonts.conf").write_text(f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>""", encoding="utf-8")
    return {"FONTCONFIG_FILE": str(folder / "fonts.conf")}


def latin_font():
    """A font without Chinese."""
    for line in tool("fc-list", "--format", "%{file} %{lang}\n", ":lang=en:scalable=true").splitlines():
        path, languages = line.rsplit(" ", 1)
        if "zh-cn" not in languages.split("|") and path.endswith((".ttf", ".otf")) and "Sans" in path and "Mono" not in path:
            return path
    pytest.skip("no font without Chinese is installed (package fonts-dejavu-core)")


@pytest.mark.parametrize("language,words", [("zh", "没有安装任何字体"), ("en", "No font is installed")])
def test_without_fonts_it_says_which_package_helps(store, tmp_path, language, words):
    done = lifecircle("export", store, tmp_path / "out", "--format", "pdf", "--lang", language, env=fonts_of(tmp_path / "none"))
    assert done.returncode == 7 and words in done.stderr and "fonts-noto-cjk" in done.stderr and len(done.stderr.splitlines()) == 1
    assert not list((tmp_path / "out").glob("*")) if (tmp_path / "out").exists() else True


@pytest.mark.parametrize("language,words", [("zh", "没有安装含中文的字体"), ("en", "No font with Chinese is installed")])
def test_without_a_chinese_font_it_says_which_package_helps(store, tmp_path, language, words):
    done = lifecircle("export", store, tmp_path / "out", "--format", "pdf", "--lang", language, env=fonts_of(tmp_path / "latin", latin_font()))
    assert done.returncode == 7 and words in done.stderr and "fonts-noto-cjk" in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_study_without_chinese_needs_no_chinese_font(own_store, tmp_path):
    base = sqlite3.connect(own_store)
    base.create_function("latin", 1, lambda text: HAN.sub("x", text) if isinstance(text, str) else text)
    for table, columns in {"region": ["name"], "facility": ["name"], "context_feature": ["name"], "target": ["plan", "item", "unit", "source", "responsible"],
                           "input": ["path", "layer"], "finding": ["feature", "field", "value", "detail"], "parameter": ["value"],
                           "observation": ["source"], "gap": ["observed_source"]}.items():
        known = {row[1] for row in base.execute(f"PRAGMA table_info({table})")}
        for column in known & set(columns):
            base.execute(f"UPDATE {table} SET {column} = latin({column}) WHERE {column} IS NOT NULL")
    base.commit()
    base.close()
    done = lifecircle("export", own_store, tmp_path / "out", "--format", "pdf", "--lang", "en", env=fonts_of(tmp_path / "latin", latin_font()))
    assert done.returncode == 0, done.stderr
    text = text_of(tmp_path / "out/lifecircle.pdf")
    assert "Targets of the plan" in text and not HAN.search(text)
    assert "Noto" not in tool("pdffonts", tmp_path / "out/lifecircle.pdf")
    assert os.path.getsize(tmp_path / "out/lifecircle.pdf") < 900_000
