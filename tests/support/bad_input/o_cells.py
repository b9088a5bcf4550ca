"""Encodings, numbers and tables as planners make them"""
import small_study
from bad_input import fatal, told
from breaking import *


def area(name, value, code, say):
    """The floor area of the second facility."""
    told(name, cell("facilities.csv", 3, "area_m2", value), {"code": code, "file": "facilities.csv", "row": "3", "field": "area_m2"}, say)


def beds(name, value, code, say):
    told(name, cell("facilities.csv", 6, "beds", value), {"code": code, "file": "facilities.csv", "row": "6", "field": "beds"}, say)


def people(name, value, code, say):
    told(name, cell("people.csv", 3, "age60", value), {"code": code, "file": "people.csv", "row": "3", "field": "age60"}, say)


area("area in words", "about 300", "approximate_number", 'floor area is "about 300", an approximate figure; 300 is used. Write the exact figure.')
area("area with 约", "约1,200㎡", "approximate_number", 'floor area is "约1,200㎡", an approximate figure; 1200 is used.')
area("area with 左右", "１２００平方米左右", "approximate_number", 'floor area is "１２００平方米左右", an approximate figure; 1200 is used.')
area("area in 亩", "3亩", "converted_number", 'floor area is "3亩", which is in another unit; it was converted to 2000.')
area("area in 万平方米", "0.12万平方米", "converted_number", 'floor area is "0.12万平方米", which is in another unit; it was converted to 1200.')
area("area in hectares", "0.5公顷", "converted_number", 'floor area is "0.5公顷", which is in another unit; it was converted to 5000.')
area("area as a range", "1200-1500", "range_no_number", 'floor area is "1200-1500": two figures, not one; it is treated as unknown. Write the figure that is true.')
area("area at least", "≥1200", "bound_no_number", 'floor area is "≥1200": the least or the most that it may be, not what it is; it is treated as unknown.')
area("area in yuan", "1200元", "other_unit", 'floor area is "1200元": what stands behind the figure is no unit of it; it is treated as unknown. Write the figure alone. Units that are understood here: ㎡, 平方米, 亩, 公顷, 万平方米.')
area("area in per cent", "12%", "other_unit", 'floor area is "12%": what stands behind the figure is no unit of it')
area("area in Chinese numerals", "一千二百", "numerals", 'floor area is "一千二百", a number in Chinese numerals; it is treated as unknown. Write it in figures.')
area("area with a decimal comma", "1.200,50", "bad_number", 'floor area is "1.200,50", not a number; it is treated as unknown.')
area("area from a broken formula", "#REF!", "spreadsheet_error", "floor area is #REF!, an error of the spreadsheet; it is treated as unknown. Repair the formula, or write the value itself.")
area("area yet to be told", "待定", "empty_word", 'floor area is "待定", which is read as an empty cell: not known. Write 0 where there is none.')
area("area not told", "——", "missing_area", "The floor area is unknown; ratios that need it are given as bounds.")
beds("beds in square metres", "120㎡", "other_unit", "Units that are understood here: 张, 床.")
beds("no beds, or none known", "无", "empty_word", 'beds is "无", which is read as an empty cell: not known. Write 0 where there is none.')
people("people in 万", "0.12万人", "converted_number", 'age60 is "0.12万人", which is in another unit; it was converted to 1200.')
people("households for people", "350户", "other_unit", 'age60 is "350户": what stands behind the figure is no unit of it; it is treated as unknown. Write the figure alone. Units that are understood here: 人, 万人.')
people("people about", "约400", "approximate_number", 'age60 is "约400", an approximate figure; 400 is used.')
people("people as a sign of nothing", "--", "missing_people", "age60 is empty: nobody of this group is counted here. Fill it in, or write 0 where there is nobody.")


def opened(name, value, code, say):
    told(name, cell("facilities.csv", 3, "opened", value), {"code": code, "file": "facilities.csv", "row": "3", "field": "opened"}, say)


opened("day as a spreadsheet's number", "44561", "read_date", 'opened is "44561", no whole date; it is read as 2021-12-31. Write the day if it is known.')
opened("month for a day", "2021年12月", "read_date", 'opened is "2021年12月", no whole date; it is read as 2021-12-01.')
opened("year for a day", "2021", "read_date", 'opened is "2021", no whole date; it is read as 2021-01-01.')
opened("day the American way", "12/31/2021", "bad_date", 'opened is "12/31/2021", not a date; it is ignored. Write the date as in 2025-12-31.')
opened("day yet to be told", "待定", "empty_word", 'opened is "待定", which is read as an empty cell: not known.')
told("coordinates as a sign of nothing", several(cell("facilities.csv", 3, "lon", "—"), cell("facilities.csv", 3, "lat", "—")),
     {"code": "no_coordinates", "file": "facilities.csv", "row": "3", "field": "x"}, "There are no coordinates; the row is left out. Fill in x (longitude or easting).")
told("target yet to be set", cell("targets.csv", 2, "value", "待定"), {"code": "empty_word", "file": "targets.csv", "row": "2", "field": "value"}, 'value is "待定", which is read as an empty cell: not known.')
told("target about so much", cell("targets.csv", 2, "value", "约400"), {"code": "bad_target", "file": "targets.csv", "row": "2", "field": "value"}, "cannot be used. The target is left out. Write one such as: 40.")


# --- tables for persons ---

def table(change_text):
    """The register after a change of its text."""
    return content("facilities.csv", change_text(small_study.FACILITIES))


def sheet(rows, merges=(), hidden=()):
    """The register as a workbook."""
    def change(folder):
        import openpyxl
        book = openpyxl.Workbook()
        page = book.active
        page.title = "Places"
        for row in rows:
            page.append(row)
        for cells in merges:
            page.merge_cells(cells)
        for row in hidden:
            page.row_dimensions[row].hidden = True
        book.save(folder / "places.xlsx")
    return several(change, facilities_from("places.xlsx", "    crs: EPSG:4326\n"))


SHEET = [["code", "name", "type", "lon", "lat", "beds"], ["A", "One", "nursing_home", 121.4051, 31.2051, 100], ["B", "Two", "nursing_home", 121.4151, 31.2151, 50]]


def told_csv(name, change_text, code, row, say):
    told(name, table(change_text), {"code": code, "file": "facilities.csv", "row": row}, say)


told_csv("title above the names", lambda t: "Register of facilities,,,,,,,,\n\n" + t, "names_below", "", 'The names of the columns are taken from row 3; what stands above them ("Register of facilities") is taken for a title.')
told_csv("names in two rows", lambda t: "code,name,type,place,,area_m2,beds,opened,status\n,,,lon,lat,,,,\n" + t.split("\n", 1)[1], "names_in_two", "",
         'The names of the columns stand in two rows (1, 2) and are read together, as "group name".')
told_csv("sums below", lambda t: t + "合计,,,,,8430,120,,\n", "sum_row", "8", 'The row "合计" adds up others (area_m2 8430, beds 120); it is not counted itself.')
told_csv("sums that are wrong", lambda t: t + "Total,,,,,8500,120,,\n", "sum_differs", "8",
         "floor area: the row of sums says 8500, the rows add up to 8430; the rows are used. Is one of them missing, twice there, or wrong?")
told_csv("remark below", lambda t: t + "注：数据截至2025年底,,,,,,,,\n", "remark_row", "8", 'The row is a remark, not one of the table: "注：数据截至2025年底"; it is left out.')
told_csv("names once more", lambda t: t + t.split("\n")[0] + "\n", "names_again", "8", "The row repeats the names of the columns; it is left out.")
told("people's sum", line("people.csv", "合计,,,8100,2030\n"), {"code": "sum_row", "file": "people.csv", "row": "10"}, 'The row "合计" adds up others (resident 8100, age60 2030); it is not counted itself.')
told("targets' sum", line("targets.csv", "Plan,Sum,合计,self,beds,types=nursing_home,>=,100,bed,2025,,,,\n"), {"code": "sum_row", "file": "targets.csv", "row": "6"}, 'The row "合计" adds up others')
told("a line in GBK in a file of UTF-8",
     content("facilities.csv", small_study.FACILITIES.replace("West canteen", "西片食堂").replace("West centre", "西片中心").encode() + "F9,东片食堂,meal_point,121.43,31.215,100,,,open\n".encode("gbk")),
     {"code": "mixed_encoding", "file": "facilities.csv", "row": "8", "feature": "东片食堂"}, "The line is in GB18030, the rest of the file in UTF-8; it was read as GB18030. Save the whole file in one encoding, best UTF-8.")
told("a line in UTF-8 in a file of GBK",
     content("facilities.csv", small_study.FACILITIES.replace("West canteen", "西片食堂").replace("West centre", "西片中心").encode("gbk") + "F9,东片食堂,meal_point,121.43,31.215,100,,,open\n".encode()),
     {"code": "mixed_encoding", "file": "facilities.csv", "row": "8", "feature": "东片食堂"}, "The line is in UTF-8, the rest of the file in GB18030; it was read as UTF-8.")


def cut_name(folder):
    """The name fills its field and ends within a character."""
    data = bytearray((folder / "places.dbf").read_bytes())
    begin, width = int.from_bytes(data[8:10], "little") + 1 + data[32 + 16], data[64 + 16]
    data[begin:begin + width] = b"a" * ((width - 1) % 3) + ("长" * width).encode()[:width - (width - 1) % 3]
    (folder / "places.dbf").write_bytes(data)


told("name cut within a character", several(shapefile(), cut_name), {"code": "text_cut", "file": "places.shp", "row": "0", "field": "name"}, "name ends in the middle of a character: the file has no room for more than")
told("merged cells", sheet([SHEET[0], SHEET[1], SHEET[2][:2] + [None] + SHEET[2][3:]], ["C2:C3"]), {"code": "merged_cells", "file": "places.xlsx"}, "Cells that stand under a merged cell and took its value: 1.")
told("a figure in a merged cell", sheet([SHEET[0], SHEET[1], SHEET[2][:5] + [None]], ["F2:F3"]), {"code": "merged_number", "file": "places.xlsx", "row": "2", "field": "beds", "cell": "Places!F2"},
     "beds is 100 in a merged cell of several rows; all of it is counted in the first, and in the others it is unknown. Undo the merging and write the figure of each.")
told("a hidden row", sheet(SHEET, hidden=[3]), {"code": "hidden_rows", "file": "places.xlsx"}, "1 rows of the sheet are hidden (the first is row 3); they are read like the others. Delete them where they are not to count.")
told("a formula without a result", sheet([SHEET[0], SHEET[1], SHEET[2][:5] + ["=F2/2"]]), {"code": "formula_without_result", "file": "places.xlsx"},
     "1 cells are formulas without a result (the first is F3) and are read as empty. Open the file in the program it is for, and save it.")
told("a wrong cell of a sheet", sheet([SHEET[0], SHEET[1], SHEET[2][:5] + ["约五十"]]), {"code": "numerals", "file": "places.xlsx", "row": "3", "cell": "Places!F3"}, 'beds is "约五十", a number in Chinese numerals')
