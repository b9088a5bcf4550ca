"""The table of docs/findings.md, made from src/store/finding.c and its Chinese: `findings_page.py` writes it, a house test compares."""
import re
import sys
from pathlib import Path

HEAD = "| code | severity | what it says | what to do | 说明 |\n|---|---|---|---|---|\n"
BEGIN, END = "<!-- the kinds: tests/support/findings_page.py writes them -->\n", "<!-- end of the kinds -->\n"


def strings(text):
    """The C strings of a piece of source, joined."""
    return "".join(bytes(part, "utf-8").decode("unicode_escape").encode("latin-1").decode("utf-8")
                   for part in re.findall(r'"((?:[^"\\]|\\.)*)"', text))


def kinds(source):
    """(code, severity, what is wrong, what to do) of every kind, in the order of the table."""
    text = (source / "src/store/finding.c").read_text(encoding="utf-8")
    table = text[text.index("static const lc_finding_kind kinds[] = {"):text.index("enum { KIND_COUNT")]
    table = re.sub(r"/\*.*?\*/", "", table, flags=re.S)
    entry = re.compile(r'\{"(\w+)",\s*LC_FINDING_(\w+),\s*LC_N\(((?:\s*"(?:[^"\\]|\\.)*")+)\),\s*(?:NULL|LC_N\(((?:\s*"(?:[^"\\]|\\.)*")+)\))\}')
    found = [(m[1], m[2].lower(), strings(m[3]), strings(m[4] or "")) for m in entry.finditer(table)]
    assert len(found) == table.count("LC_FINDING_"), "a kind of finding is written in another way"
    return found


def chinese(source):
    known = {}
    for po in sorted((source / "po/zh_CN").glob("*.po")):
        for block in re.split(r"\n\n+", po.read_text(encoding="utf-8")):
            parts = re.match(r'(?:#.*\n)*msgid\s+((?:"(?:[^"\\]|\\.)*"\s*)+)msgstr\s+((?:"(?:[^"\\]|\\.)*"\s*)+)', block)
            if parts:
                known[strings(parts[1])] = strings(parts[2])
    return known


def cell(text):
    return text.replace("|", "\\|")


def table(source):
    known = chinese(source)
    lines = [f"| `{code}` | {severity} | {cell(wrong)} | {cell(advice)} | {cell(known[wrong] + (known[advice] if advice else ''))} |"
             for code, severity, wrong, advice in kinds(source)]
    return HEAD + "\n".join(lines) + "\n"


def page(source):
    """The page as it should be."""
    text = (source / "docs/findings.md").read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    return before + BEGIN + table(source) + END + rest.split(END)[1]


if __name__ == "__main__":
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2])
    made = page(root)
    (root / "docs/findings.md").write_text(made, encoding="utf-8")
