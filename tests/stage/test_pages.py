"""The pages of the demo's report set: every figure of a town's page is the one of the tables, every link leads somewhere, and no page is heavy."""
import csv
import html.parser
import urllib.parse

import pytest

from lc_demo import demo_run
from lc_run import lifecircle

LIGHT = 300_000
FIRST_SET, FIRST_GROUP, LIMIT = "comprehensive_centre", "resident", "15"
VOID = {"meta", "link", "input", "br", "img", "rect", "circle", "path"}


class Page(html.parser.HTMLParser):
    """Ids, links, and the cells of tables with the section they stand in: {section: [[text of a cell, ...], ...]}."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path, self.ids, self.links, self.rows = path, set(), [], {}
        self.section = self.cell = self.sub = None
        self.tables = 0
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            assert attributes["id"] not in self.ids, attributes["id"]
            self.ids.add(attributes["id"])
        self.links += [attributes[a] for a in ("href", "src") if a in attributes and tag in ("a", "link", "script")]
        if tag == "section":
            self.section = attributes["id"]
        if tag == "tr":
            self.rows.setdefault(self.section, []).append([])
        if tag in ("td", "th"):
            self.rows[self.section][-1].append("")
            self.cell, self.sub = tag, 0
        if self.cell and (self.sub or "sub" in attributes.get("class", "").split()) and tag not in VOID:
            self.sub += 1

    def handle_endtag(self, tag):
        if tag == self.cell and not self.sub:
            self.cell = None
        elif self.cell and self.sub and tag not in VOID:
            self.sub -= 1

    def handle_data(self, data):
        if self.cell and not self.sub:
            self.rows[self.section][-1][-1] += data


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    out = tmp_path_factory.mktemp("pages") / "set"
    done = lifecircle("report", demo_run() / "lifecircle.sqlite", "--out", out, "--format", "html,pdf,xlsx,csv", "--lang", "en", "--quiet")
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def pages(made):
    """{code of a town: its page}."""
    return {path.name.split("-")[0]: Page(path) for path in sorted((made / "regions").glob("*.html"))}


@pytest.fixture(scope="module")
def values(made):
    """{(region, indicator, mode): (value, numerator)} of the first set and group at the largest limit."""
    found = {}
    for row in table(made / "indicators.csv"):
        if row["types"] in (FIRST_SET, "") and row["group"] in (FIRST_GROUP, "") and row["limit"] in (LIMIT, "", "0"):
            found.setdefault((row["region_code"], row["indicator"], row["mode"]), row)
    return found


def share(text):
    return f"{100 * float(text):.1f}%"


def whole(text):
    return f"{float(text):,.0f}"


def children(made, code):
    """Codes and names of the communities of a town."""
    return {row["region_code"]: row["region_name"] for row in table(made / "indicators.csv")
            if row["indicator"] == "people" and row["region_code"][:9] == code[:9] and row["region_code"] != code}


def test_there_is_a_page_for_every_town(made, pages):
    assert len(pages) == 10
    assert Page(made / "index.html").links.count("lifecircle.pdf") == 1


def test_every_link_leads_somewhere(made, pages):
    seen = 0
    for page in [Page(made / "index.html"), *pages.values()]:
        for link in page.links:
            address = urllib.parse.urlsplit(urllib.parse.unquote(link))
            assert not address.scheme and not address.netloc, link
            target = (page.path.parent / address.path).resolve() if address.path else page.path
            assert target.is_file() and target.is_relative_to(made.resolve()), (page.path.name, link)
            if address.fragment:
                other = page if target == page.path else Page(target)
                assert address.fragment in other.ids, (page.path.name, link)
            seen += 1
    assert seen > 1000


def test_pages_are_light(pages):
    for page in pages.values():
        assert page.path.stat().st_size < LIGHT, page.path.name


def test_the_comparison_is_that_of_the_table(made, pages, values):
    """Each community of each town once for each choice, with its people and shares; the first choice is the first of the plan."""
    compared = 0
    for code, page in pages.items():
        names = children(made, code)
        rows = [row for row in page.rows["towns"] if row[0] in names.values()]
        assert len(rows) == 3 * len(names), code
        for region, name in names.items():
            told = next(row for row in rows if row[0] == name)
            walk, circle = values[region, "coverage", "network"], values[region, "coverage", "circle"]
            between = float(circle["numerator"]) - float(walk["numerator"])
            assert told[1] == whole(values[region, "people", ""]["value"]), name
            assert told[3:6] == [share(walk["value"]), share(circle["value"]), whole(between)], name
            compared += 1
    assert compared == 120


def test_the_types_are_those_of_the_table(made, pages):
    """The row of the first set: how many, by circle, on foot, and who is beyond."""
    found = {(row["region_code"], row["indicator"], row["mode"]): row for row in table(made / "indicators.csv")
             if row["types"] == FIRST_SET and row["group"] in (FIRST_GROUP, "") and row["limit"] in (LIMIT, "", "0")}
    for code, page in pages.items():
        told = next(row for row in page.rows["types"] if row[0] == "Comprehensive community centre for elders")
        assert told[2] == whole(found[code, "count", ""]["value"])
        assert told[3] == share(found[code, "coverage", "circle"]["value"])
        assert told[4] == share(found[code, "coverage", "network"]["value"])
        assert told[8] == whole(found[code, "people_uncovered", "network"]["value"])


def test_the_targets_are_those_of_the_table(made, pages):
    """As many targets as the table has about the town and what is in it, each with its worst status."""
    order = ["Falls short", "Not decidable", "Not yet due", "Awaits its figure", "Met"]
    words = {"short": order[0], "no data": order[1], "not yet due": order[2], "awaiting": order[3], "met": order[4]}
    gaps = table(made / "gaps.csv")
    for code, page in pages.items():
        inside = {code, *children(made, code)}
        wanted = {}
        for row in gaps:
            if row["region_code"] in inside:
                wanted.setdefault((row["plan"], row["item"], row["indicator"], row["parameters"]), []).append(words[row["status"]])
        told = sorted(row[1].split(" ", 1)[1].strip() for row in page.rows["targets"] if len(row) == 7 and row[1] != "Status")
        assert told == sorted(min(all_, key=order.index) for all_ in wanted.values()), code


def test_ranks_are_those_of_the_table(pages, values):
    shares = {code: float(values[code, "coverage", "network"]["value"]) for code in pages}
    for code, page in pages.items():
        row = next(row for row in page.rows["first"] if row[-1].endswith(f"of {len(shares)}"))
        better = sum(other > shares[code] for other in shares.values())
        assert row[-2:] == [share(shares[code]), f"{better + 1} of {len(shares)}"], code
