"""Attacks: files elsewhere, addresses, indicators and stores of others"""
import sqlite3

from bad_input import fatal
from breaking import *

HEAD = "-- id: mine\n-- title_en: Mine\n-- unit: people\n-- sums: value\n"
SEAMLESS = '!table\n!version 300\nDefinition Table\n  Type NATIVE\n  Fields 1\n    Table Char (200) ;\nbegin_metadata\n"\\IsSeamless" = "TRUE"\nend_metadata\n'
POINT = ('{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "x"}, "geometry": {"type": "Point", '
         '"coordinates": [121.41, 31.21]}}]}')


def elsewhere(folder):
    (folder.parent / "elsewhere").mkdir(exist_ok=True)
    (folder.parent / "elsewhere/types.csv").write_text("code,name_zh,name_en\nlib,x,y\n", encoding="utf-8")


def link(name, target):
    return lambda folder: (folder / name).symlink_to(target)


def hidden(folder):
    (folder / ".keys").mkdir()
    (folder / ".keys/types.csv").write_text("code,name_zh,name_en\nlib,x,y\n", encoding="utf-8")


def own(sql):
    def change(folder):
        (folder / "own").mkdir()
        (folder / "own/mine.sql").write_text(HEAD + sql, encoding="utf-8")
        more("indicators: own\n")(folder)
    return change


def door(folder):
    store = sqlite3.connect(folder / "other.sqlite")
    store.execute("PRAGMA application_id=0x4C434952")
    store.execute("CREATE TABLE something (x)")
    store.execute("PRAGMA writable_schema=ON")
    store.execute("INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES ('table', 'door', 'door', 0, "
                  "'CREATE VIRTUAL TABLE door USING VirtualText(''/etc/passwd'', ''UTF-8'', 0, POINT, NONE, '':'')')")
    store.commit()
    store.close()


fatal("file elsewhere", several(elsewhere, more("types: ../elsewhere/types.csv\n")),
      "outside of the study's folder. If the study may go there, add this line to it: allow_paths: [")
fatal("file elsewhere, another is allowed", several(elsewhere, more("types: ../elsewhere/types.csv\nallow_paths: [../another]\n")),
      "to the list allow_paths in it, or run with --allow-path")
fatal("link that leads out", several(elsewhere, link("types.csv", "../elsewhere/types.csv"), more("types: types.csv\n")),
      "outside of the study's folder. If the study may go there, add this line to it: allow_paths: [")
fatal("part of a Shapefile elsewhere", several(elsewhere, link("facilities.prj", "../elsewhere/types.csv")), "outside of the study's folder. If the study may go there, add this line to it: allow_paths: [")
fatal("outputs elsewhere", more("out: ../elsewhere\n"), "outside of the study's folder. If the study may go there, add this line to it: allow_paths: [")
fatal("store elsewhere", more("store: ../elsewhere/x.sqlite\n"), "outside of the study's folder. If the study may go there, add this line to it: allow_paths: [")
fatal("link that leads nowhere", several(link("results", "../absent"), more("out: results\n")),
      "is a link that leads nowhere, or to where you may not look; put the file itself there")
fatal("hidden file", several(hidden, more("types: .keys/types.csv\n")), "which is hidden or belongs to the system: no study may open that by itself.")
fatal("file of the system", more("types: /etc/passwd\n"), '"/etc/passwd" is /etc/passwd, which is hidden or belongs to the system: no study may open that by itself.')
fatal("study that opens the whole disk", more("allow_paths: [/]\n"),
      "study.yaml:21:15: allow_paths: a study may not open all of / by itself; name the folder of the data, or run with --allow-path")
fatal("MapInfo table that lists others", several(content("facilities.tab", SEAMLESS), study("facilities.csv", "facilities.tab")),
      "facilities.tab: is no table but a list of other MapInfo tables; name each of them, or save them as one table.")
fatal("MapInfo table that lists others, lines ended by carriage returns", several(content("facilities.tab", SEAMLESS.replace("\n", "\r")), study("facilities.csv", "facilities.tab")),
      "facilities.tab: is no table but a list of other MapInfo tables; name each of them, or save them as one table.")
fatal("MapInfo table that lists others, behind a form feed", several(content("facilities.tab", SEAMLESS.replace('"\\IsS', '\f"\\IsS')), study("facilities.csv", "facilities.tab")),
      "facilities.tab: is no table but a list of other MapInfo tables; name each of them, or save them as one table.")
fatal("MapInfo table without an end", several(content("facilities.tab", "!table" + " " * (11 << 20)), study("facilities.csv", "facilities.tab")),
      "facilities.tab: is damaged, or not what its ending says; open it in the program it comes from and save it anew.")
fatal("GML in GBK", several(content("facilities.gml", '<?xml version="1.0" encoding="GBK"?><a xmlns:gml="http://www.opengis.net/gml"><gml:featureMember>'
                                                      "<t><n>x</n></t></gml:featureMember></a>"), study("facilities.csv", "facilities.gml")),
      "facilities.gml: holds no layer or table, or is not in UTF-8; save the GML in UTF-8.")
fatal("indicator that asks for today", own("SELECT region_id, julianday('now') AS value FROM region"),
      "own/mine.sql: the statement was stopped: it asks what day it is ('now'), and would give something else tomorrow; write the day, or read as_of "
      "from the table parameter.")
fatal("indicator with rows without end", own("SELECT region.region_id, 1 AS value, a.rowid || '.' || b.rowid || '.' || c.rowid AS variant "
                                             "FROM region, demand a, demand b, demand c, demand d, demand e"),
      "own/mine.sql: gives more than 6000 rows, 2000 for each region; group them, and use variants for what targets ask alone.")
fatal("indicator with an endless word", own("SELECT region_id, 1 AS value, hex('" + "x" * 200 + "') AS variant FROM region"),
      "own/mine.sql: row 1, column variant: is longer than 300 bytes.")
fatal("indicator that builds a huge text", own("SELECT region_id, length(" + "replace(" * 9 + "'xxxxxxxxxx'" + ", 'x', 'xxxxxxxxxx')" * 9 + ") AS value FROM region"),
      "own/mine.sql: the statement fails at row 1: string or blob too big")
fatal("indicator that opens files by a pipeline", own("SELECT region_id, length(st_transform(geom, 4326, NULL, '+proj=pipeline +step +proj=hgridshift +grids=/etc/passwd')) AS value FROM region"),
      "st_transform()")
fatal("indicator that draws points without end", own("SELECT region_id, st_area(st_buffer(geom, 0.1, 2000000000)) AS value FROM region"), "st_buffer()")
fatal("indicator that searches a huge text", own("SELECT region_id, instr(" + "replace(" * 5 + "'aaaaaaaaaaaaaaaa'" + ", 'a', 'aaaaaaaaaaaaaaaa')" * 5 + ", 'b') AS value FROM region"),
      "own/mine.sql: the statement fails at row 1: string or blob too big")
fatal("store with a door to other files", several(door, more("store: other.sqlite\n")), 'other.sqlite: has a table "door" that reads other files, which no store made here has; move it away and run again to build it anew.', 5)
