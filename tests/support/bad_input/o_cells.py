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
people("people as a sign of nothing", "--", "missing_people", "age60 is empty: nobody of this group is counted here. Fill it in, or write 0.")


def opened(name, value, code, say):
    told(name, cell("facilities.csv", 3, "opened", value), {"code": code, "file": "facilities.csv", "row": "3", "field": "opened"}, say)


opened("day as a spreadsheet's number", "44561", "read_date", 'opened is "44561", no whole date; it is read as 2021-12-31. Write the day if it is known.')
opened("month for a day", "2021年12月", "read_date", 'opened is "2021年12月", no whole date; it is read as 2021-12-01.')
opened("year for a day", "2021", "read_date", 'opened is "2021", no whole date; it is read as 2021-01-01.')
opened("day the American way", "12/31/2021", "bad_date", 'opened is "12/31/2021", not a date such as 2025-12-31; it is ignored.')
opened("day yet to be told", "待定", "empty_word", 'opened is "待定", which is read as an empty cell: not known.')
told("coordinates as a sign of nothing", several(cell("facilities.csv", 3, "lon", "—"), cell("facilities.csv", 3, "lat", "—")),
     {"code": "no_coordinates", "file": "facilities.csv", "row": "3", "field": "x"}, "There are no coordinates; fill in x (longitude or easting).")
told("target yet to be set", cell("targets.csv", 2, "value", "待定"), {"code": "empty_word", "file": "targets.csv", "row": "2", "field": "value"}, 'value is "待定", which is read as an empty cell: not known.')
told("target about so much", cell("targets.csv", 2, "value", "约400"), {"code": "bad_target", "file": "targets.csv", "row": "2", "field": "value"}, "cannot be used; write one such as: 40.")
