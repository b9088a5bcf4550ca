"""The house rules that a machine can check: floors, file sizes, no SQL in C, every text in both languages, the project speaks of itself alone."""
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import check_floors
import findings_page

SOURCE = Path(os.environ["LC_SOURCE"])
C_FILES = sorted(f for f in (SOURCE / "src").rglob("*") if f.suffix in (".c", ".h", ".cc"))


def tree_with(tmp_path, room, text):
    (tmp_path / "src" / room).mkdir(parents=True)
    shutil.copy(SOURCE / "src/floors.txt", tmp_path / "src/floors.txt")
    (tmp_path / "src" / room / "x.c").write_text(text)
    return check_floors.check(tmp_path)[1]


def test_includes_keep_to_their_floors():
    files, wrong = check_floors.check(SOURCE)
    assert len(files) > 20
    assert wrong == []


@pytest.mark.parametrize("room, line", [
    ("base", '#include "db/db.h"'),
    ("reach", '#include "network/network.h"'),
    ("geom", "#include <gdal.h>"),
    ("store", "#include <sqlite3.h>"),
    ("cli", '#include "base/base.h"'),
    ("plan", '#include "attic/attic.h"'),
    ("graph", "#include <proj.h>"),
])
def test_a_forbidden_include_is_noticed(tmp_path, room, line):
    assert len(tree_with(tmp_path, room, line + "\n")) == 1


@pytest.mark.parametrize("room, line", [
    ("reach", '#include "graph/graph.h"'),
    ("gio", "#include <gdal.h>"),
    ("run", '#include "plan/plan.h"'),
    ("cli", "#include <lifecircle/lifecircle.h>"),
    ("base", "#include <stdio.h>"),
])
def test_a_lawful_include_is_let_pass(tmp_path, room, line):
    assert tree_with(tmp_path, room, line + "\n") == []


def test_no_file_is_over_800_lines():
    assert [str(f) for f in C_FILES if len(f.read_text(encoding="utf-8").splitlines()) > 800] == []


def test_c_holds_no_sql():
    sql = re.compile(r'"[^"\n]*\b(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|CREATE\s+TABLE|DELETE\s+FROM)')
    # db/table.c and db/rows.c tell SQLite the columns of a table that C answers, which SQLite wants to hear as CREATE TABLE.
    files = [f for f in C_FILES if f.parts[-2:] not in (("db", "table.c"), ("db", "rows.c"))]
    hits = [f"{f.name}: {m.group(0)}" for f in files for m in sql.finditer(f.read_text(encoding="utf-8"))]
    assert hits == []


def test_the_library_neither_prints_nor_exits():
    said = re.compile(r"(?<![\w])(printf|fprintf\s*\(\s*std(?:out|err)|puts|putchar|exit|abort)\s*\(")
    hits = [f"{f}: {m.group(0)}" for f in C_FILES if f.parts[-2] not in ("cli", "serve")
            for m in said.finditer(f.read_text(encoding="utf-8"))]
    assert hits == []


def test_fractions_are_printed_and_read_without_a_locale():
    """base/print.h; in gio GDAL's own functions do the same."""
    fraction = re.compile(r'(?<![\w])(?:sn?printf|fprintf)\((?:[^"();]|\([^()]*\))*"[^"]*%[-+0-9.*#]*l?[fgeEG]|(?<![\w])(?:vsn?printf|vasprintf|strtod|atof)\s*\(')
    assert fraction.search('snprintf(out, sizeof out, "%lld of %.1f", a, b)') and fraction.search("x = strtod(text, NULL);")
    hits = [f"{f}: {m.group(0)}" for f in C_FILES if f.parts[-2:] != ("base", "print.c") for m in fraction.finditer(f.read_text(encoding="utf-8"))]
    assert hits == []


def messages(room):
    """The msgids that xgettext finds in one room."""
    files = [str(f) for f in C_FILES if f.relative_to(SOURCE / "src").parts[0] == room]
    out = subprocess.run(
        ["xgettext", "--from-code=UTF-8", "-L", "C", "-k", "-kLC_N", "-klc_tr:2", "-klc_fail:3", "-klc_log:3",
         "-klc_progress_stage:2", "-klc_yaml_fail:3", "-klc_study_fail:5", "--no-location", "-o", "-", *files], check=True, capture_output=True, text=True).stdout
    return catalogue(out)


def catalogue(text):
    entries = {}
    for block in re.split(r"\n\n+", text):
        parts = {"msgid": [], "msgstr": []}
        at = None
        for line in block.splitlines():
            if line.startswith("#~"):
                continue
            match = re.match(r'(msgid|msgstr)?\s*"(.*)"$', line)
            if match:
                at = match.group(1) or at
                parts[at].append(match.group(2))
        if "".join(parts["msgid"]):
            entries["".join(parts["msgid"])] = "".join(parts["msgstr"])
    return entries


def every_translation():
    both = {}
    for file in (SOURCE / "po/zh_CN").glob("*.po"):
        both.update(catalogue(file.read_text(encoding="utf-8")))
    return both


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="xgettext (package gettext) is absent")
@pytest.mark.parametrize("room", sorted({f.relative_to(SOURCE / "src").parts[0] for f in C_FILES}))
def test_every_text_has_its_chinese(room):
    known = every_translation()
    assert [m for m in messages(room) if not known.get(m)] == []


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="xgettext (package gettext) is absent")
@pytest.mark.parametrize("po", sorted((SOURCE / "po/zh_CN").glob("*.po")), ids=lambda p: p.stem)
def test_no_translation_is_left_over(po):
    used = set().union(*(messages(r) for r in {f.relative_to(SOURCE / "src").parts[0] for f in C_FILES}))
    assert [m for m in catalogue(po.read_text(encoding="utf-8")) if m not in used] == []


def test_a_text_has_one_chinese_everywhere():
    # the catalogues become one: of two translations of a text, one would be lost without a word
    told, twice = {}, []
    for po in sorted((SOURCE / "po/zh_CN").glob("*.po")):
        for text, chinese in catalogue(po.read_text(encoding="utf-8")).items():
            if told.setdefault(text, chinese) != chinese:
                twice.append((po.name, text))
    assert twice == []


def test_every_query_is_used():
    text = "\n".join(f.read_text(encoding="utf-8") for f in C_FILES)
    names = [str(f.relative_to(SOURCE / "queries"))[:-4] for f in (SOURCE / "queries").rglob("*.sql")]
    idle = [n for n in names if not n.startswith(("store/migrations/", "indicators/")) and f'"{n}"' not in text]
    assert idle == []


def test_nothing_is_left_unfinished():
    mark = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|not impl" r"emented")
    files = [*C_FILES, *(SOURCE / "queries").rglob("*.sql"), *(SOURCE / "include").rglob("*.h"), SOURCE / "run.sh"]
    assert [str(f) for f in files if mark.search(f.read_text(encoding="utf-8"))] == []


HAN = "\u4e00-\u9fff"


def half_width_marks(text):
    """ASCII marks between Han, where a Chinese sentence has full-width ones; the form of coordinates, 经度,纬度, apart."""
    return re.findall(f"[{HAN}][,;!?][{HAN}]|[{HAN}] ?[(][{HAN}]", text.replace("经度,纬度", ""))


def test_chinese_sentences_have_full_width_marks():
    assert half_width_marks("共三项,其中两项") and half_width_marks("覆盖率(步行)") and not half_width_marks("--at 经度,纬度；共三项，其中两项")
    wrong = {}
    for file in sorted((SOURCE / "po/zh_CN").glob("*.po")):
        marks = half_width_marks("\n".join(line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith(("msgstr", '"'))))
        if marks:
            wrong[file.name] = marks
    assert wrong == {}


def test_the_page_of_findings_is_up_to_date():
    """Every kind with its severity and words in both languages; `tests/support/findings_page.py` writes the table anew."""
    assert (SOURCE / "docs/findings.md").read_text(encoding="utf-8") == findings_page.page(SOURCE)


def test_every_finding_is_told_somewhere():
    """A kind that nothing tells is left over; a code that is no kind has no words."""
    code = "\n".join(f.read_text(encoding="utf-8") for f in [*C_FILES, *(SOURCE / "queries").rglob("*.sql")] if f.name not in ("finding.c", "finding_words.c"))
    assert [kind[0] for kind in findings_page.kinds(SOURCE) if not re.search(rf"""["']{kind[0]}["']""", code)] == []
