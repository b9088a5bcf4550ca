"""Files that are damaged inside"""
import zipfile

import small_study
from bad_input import fatal
from breaking import *

SHEET = small_study.table(small_study.FACILITIES)
GPS = "    crs: EPSG:4326\n"
GEOMETRIES = [row[0] for row in FACILITY_ROWS]
ROWS = [(GEOMETRIES[i % 2], {**FACILITY_ROWS[i % 2][1], "code": f"F{i}"}) for i in range(12)]


def part(name, member, act):
    """Rewrites one member of a zip, which stays whole; one for which act answers None is left out."""
    def change(folder):
        with zipfile.ZipFile(folder / name) as old:
            members = {info.filename: old.read(info) for info in old.infolist()}
        members[member] = act(members[member])
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as new:
            for key, data in members.items():
                if data is not None:
                    new.writestr(key, data)
    return change


def before(mark, count, text):
    """Puts a text before the count-th mark."""
    def act(data):
        pieces = data.split(mark)
        assert len(pieces) > count
        return mark.join(pieces[:count]) + text + mark + mark.join(pieces[count:])
    return act


def rewrite(name, act):
    return lambda folder: (folder / name).write_bytes(act((folder / name).read_bytes()))


def up_to(mark, count):
    return lambda data: mark.join(data.split(mark)[:count]) + mark


def book(member, act):
    return several(workbook({"a": SHEET}), part("places.xlsx", member, act), facilities_from("places.xlsx", GPS))


def ods(act):
    return several(layer("places.ods", "ODS", [(None, {**v, "lon": g[7:15], "lat": g[16:23]}) for g, v in ROWS]), part("places.ods", "content.xml", act),
                   facilities_from("places.ods", GPS))


def as_file(name, driver, *changes):
    return several(layer(name, driver, ROWS, 1), *changes, facilities_from(name, GPS))


def shared(act):
    """A workbook as Excel writes it: its texts are in a member of their own."""
    return several(layer("places.xlsx", "XLSX", [(None, v) for _, v in ROWS]), part("places.xlsx", "xl/sharedStrings.xml", act),
                   facilities_from("places.xlsx", GPS))


INSIDE = "xl/worksheets/sheet1.xml"
WHOLE = "; get a whole copy of it."
fatal("workbook whose sheet is damaged", book(INSIDE, before(b"<row ", 4, b"<<")), "places.xlsx: is damaged or cut off (not well-formed (invalid token) at line 1, column ")
fatal("workbook whose sheet is cut off", book(INSIDE, up_to(b"<row ", 4)), "places.xlsx: is damaged or cut off (unclosed token at line 1, column ")
fatal("workbook whose sheet ends before its merged cells", book(INSIDE, up_to(b"</sheetData>", 1)), "places.xlsx: is damaged or cut off (no element found at line 1, column ")
fatal("workbook whose sheet makes up entities", book(INSIDE, lambda data: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + data), f"places.xlsx: is damaged or cut off ({INSIDE})" + WHOLE)
fatal("workbook whose sheet has an endless attribute", book(INSIDE, before(b"<row ", 4, b'<row x="' + b"a" * (11 << 20) + b'"/>')), "places.xlsx: is damaged or cut off (XLSX)" + WHOLE)
fatal("workbook without its texts", shared(lambda data: None), "places.xlsx: is damaged or cut off (xl/sharedStrings.xml)" + WHOLE)
fatal("workbook whose texts are cut off", shared(up_to(b"<si>", 4)), "places.xlsx: is damaged or cut off (no element found at line ")
fatal("workbook in a name with half a pair of braces", several(workbook({"a": SHEET}, "pla{ces.xlsx"), facilities_from('"pla{ces.xlsx"', GPS)),
      "pla{ces.xlsx: a packed file (XLSX, ODS, KMZ) cannot be opened where its name or a folder's has a single { or }; rename that.")
fatal("ODS whose sheet is damaged", ods(before(b"<table:table-row", 4, b"<<")), "places.ods: is damaged or cut off (not well-formed (invalid token) at line ")
fatal("ODS whose sheet is cut off", ods(up_to(b"<table:table-row", 4)), "places.ods: is damaged or cut off (unclosed token at line ")
fatal("MIF cut off", as_file("places.mif", "MapInfo File", rewrite("places.mif", lambda data: b"Point".join(data.split(b"Point")[:6]))),
      "places.mif: has 5 rows, but the .mid file beside it 12: one of them is damaged or cut off; get a whole copy of both.")
fatal("MID cut off", as_file("places.mif", "MapInfo File", cut("places.mid", 0.6)), "places.mif: is damaged behind row 7 (Error during reading Record.)" + WHOLE)
fatal("GML damaged", as_file("places.gml", "GML", poke("places.gml", 0.6, b"<<")), "places.gml: is damaged behind row 5 (")
fatal("GML cut off within the first row", as_file("places.gml", "GML", cut("places.gml", 0.2)), "places.gml: is damaged behind row 0 (")
fatal("FlatGeobuf cut off in its head", as_file("places.fgb", "FlatGeobuf", cut("places.fgb", 0.2)), "places.fgb: is damaged or cut off (FlatGeobuf)" + WHOLE)
fatal("FlatGeobuf cut off before its rows", as_file("places.fgb", "FlatGeobuf", cut("places.fgb", 0.45)), "places.fgb: is damaged or cut off (FlatGeobuf)" + WHOLE)
fatal("FlatGeobuf cut off", as_file("places.fgb", "FlatGeobuf", cut("places.fgb", 0.7)), "places.fgb: is damaged behind row 3 (")
