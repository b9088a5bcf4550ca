"""The layers of src/report/layer_table.c as rows, and as the tables of docs/layers.md: `python3 layer_table.py` prints those."""
import re
from pathlib import Path

GEOMETRY = {"NONE": "none", "POINT": "points", "MULTILINE": "lines", "MULTIPOLYGON": "areas"}


def text(token):
    """The C string in LC_N("...") or "...", its pieces joined."""
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', token))


def layers(source):
    """[(name, title, geometry, [(name, short name, type, title)])] in the order of writing."""
    code = (Path(source) / "src/report/layer_table.c").read_text()
    fields = {}
    for name, body in re.findall(r"lc_layer_field (\w+)\[\] = \{(.*?)\n\};", code, re.S):
        rows = re.findall(r'\{\s*"(\w+)",\s*"(\w+)",\s*(LC_N\((?:\s*"(?:[^"\\]|\\.)*")+\)),\s*LC_FIELD_(\w+),', body)
        assert len(rows) == len(re.findall(r"LC_FIELD_", body)), name
        fields[name] = [(long, brief, kind.lower(), text(title)) for long, brief, title, kind in rows]
    body = re.search(r"lc_layer_table tables\[\] = \{(.*?)\n\};", code, re.S).group(1)
    tables = re.findall(r'\{"(\w+)",\s*(LC_N\((?:\s*"(?:[^"\\]|\\.)*")+\)),.*?LC_GEOMETRY_(\w+),\s*(\w+),', body, re.S)
    return [(name, text(title), GEOMETRY[geometry], fields[of]) for name, title, geometry, of in tables]


def markdown(source):
    out = []
    for name, title, geometry, fields in layers(source):
        out.append(f"## {name}\n{title}; {geometry}.\n\n| field | in a Shapefile | type | what |\n|---|---|---|---|")
        out += [f"| {long} | {brief} | {kind} | {what} |" for long, brief, kind, what in fields]
        out[-1] += "\n"
    return "\n".join(out)


if __name__ == "__main__":
    print(markdown(Path(__file__).parents[2]))
