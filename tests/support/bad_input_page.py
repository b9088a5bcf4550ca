"""docs/bad-input.md out of the table of bad input: python3 tests/support/bad_input_page.py > docs/bad-input.md. What an input looks like is
found by breaking the small study and comparing, so the page cannot say anything else than what the tests do."""
import difflib
import stat
import sys
import tempfile
from itertools import groupby
from pathlib import Path

import small_study
from bad_input import CASES, GOOD, INPUT, USAGE

WIDTH = 90
HEAD = """# Bad input

What the program says to input that is wrong, {count} cases. The page is generated from the table that the tests run
(`tests/support/bad_input`; `tests/support/bad_input_page.py` writes the page: `PYTHONPATH=tests/support python3 tests/support/bad_input_page.py > docs/bad-input.md`; a test compares), in English; every message exists in Chinese, too.

- Exit {input}: nothing can go on; the message is the last line on the terminal, the outputs of the last good run stay as they were, and the mended study gives what it gave before.
- Exit {usage}: the command line is wrong.
- Exit {good}: the run goes on; the message is a finding, kept in the store and written to `findings.csv`, the layers, the page and the workbook.

The input is the small study of the tests (`tests/support/small_study.py`) with one thing broken: the first line that differs is shown, shortened.
"""


def kind(path):
    if path.is_symlink():
        return f"is a link to {path.readlink()}"
    mode = path.stat().st_mode
    return "is a folder" if stat.S_ISDIR(mode) else "is a pipe" if stat.S_ISFIFO(mode) else None


def lines(data):
    return data.decode("utf-8", "backslashreplace").split("\n")


def shown(line):
    plain = "".join(c if c.isprintable() else "\\x%02x" % ord(c) for c in line).replace("`", "'")
    return f"`{plain[:WIDTH]}{'…' if len(plain) > WIDTH else ''}`" if plain.strip() else "an empty line"


def changed(name, old, new):
    """The first line of `new` that is not in `old`, with its number; of a line that went, the number in `old`."""
    if b"\0" in new[:4000] or name.endswith((".xlsx", ".gpkg", ".shp", ".pbf", ".tif")):
        return f"{name}: other bytes"
    if not new:
        return f"{name}: empty"
    before, after = lines(old), lines(new)
    for tag, i, _, j, k in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "delete":
            return f"{name}: without {shown(before[i])}"
        if tag != "equal":
            return f"{name}, line {j + 1}: {shown(first_odd(before[i:], after[j:k]))}"
    return f"{name}: other bytes"


def first_odd(before, after):
    """Of the new lines, a long one only from where it differs."""
    old, new = before[0] if before else "", after[0]
    if len(new) <= WIDTH:
        return new
    at = next((i for i, (a, b) in enumerate(zip(old, new)) if a != b), min(len(old), len(new)))
    return ("…" if at > 20 else "") + new[max(0, at - 20):]


def content(folder):
    return {str(p.relative_to(folder)): p for p in sorted(folder.rglob("*"))}


def described(case, scratch):
    """The input in words: every file that differs from the unbroken study."""
    good, bad = small_study.write(scratch / "good").parent, small_study.write(scratch / "bad").parent
    case.change(bad)
    old, new, words = content(good), content(bad), []
    for name in sorted(old.keys() | new.keys(), key=lambda n: (n not in old, n)):
        if name not in new:
            words.append(f"no {name}")
        elif kind(new[name]):
            words.append(f"{name} {kind(new[name])}")
        elif name not in old:
            data = new[name].read_bytes()
            words.append(f"a file {name}" if b"\0" in data[:4000] or len(lines(data)) > 60 or not data else f"{name}: {shown(lines(data)[0])}")
        elif old[name].read_bytes() != new[name].read_bytes():
            words.append(changed(name, old[name].read_bytes(), new[name].read_bytes()))
    return "; ".join(words[:4])


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")


def row(case):
    with tempfile.TemporaryDirectory() as scratch:
        words = described(case, Path(scratch))
    say = case.say if case.code != GOOD else f"{case.finding['code']}: {case.say}"
    return f"| {cell(case.name)} | {cell(words)} | {case.code} | {cell(say)} |"


def page():
    out = [HEAD.format(count=len(CASES), good=GOOD, usage=USAGE, input=INPUT)]
    for section, cases in groupby(CASES, lambda case: case.section):
        out.append(f"\n## {section}\n\n| what is wrong | input | exit | message |\n|---|---|---|---|")
        out += map(row, cases)
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
