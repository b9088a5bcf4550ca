"""Units in headers, and rows of sums"""
from bad_input import fatal, told
from breaking import *

ROWS = "P1,121.415,31.211,0.12,20\nP2,121.425,31.212,0.1,30\n"

told("people's header in households", column("people.csv", "resident", "人口（户）"), {"code": "header_unit_unknown", "file": "people.csv", "row": "", "field": "人口（户）"},
     'The header "人口（户）" says "户", which is no unit of these figures; they are used as they are. Check what they count. Units that are understood here: 人, 万人.')
told("floor area in square feet", column("facilities.csv", "area_m2", "floor_area (sq ft)"), {"code": "header_unit_unknown", "file": "facilities.csv", "row": "", "field": "floor_area (sq ft)"},
     'The header "floor_area (sq ft)" says "sq ft", which is no unit of these figures')
told("unit behind a word in the header", several(column("facilities.csv", "area_m2", "建筑面积（单位：亩）"), every("facilities.csv", lambda r: r.update({"建筑面积（单位：亩）": "3"}))),
     {"code": "header_unit", "file": "facilities.csv", "row": "", "field": "建筑面积（单位：亩）"}, "gives the figures in 亩; they are taken times 666.6667.")
told("unit above the names", content("people.csv", "各街道人口表（单位：万人）,,,,\nname,lon,lat,人口,age60\n" + ROWS), {"code": "unit_above", "file": "people.csv", "row": "", "field": "人口"},
     'Above the names of the columns stands "各街道人口表（单位：万人）"; the figures of the column "人口" are used as they are. If they are in 万人, write that into the header of the column, in brackets.')
told("units below the names", content("people.csv", "name,lon,lat,人口,age60\n,度,度,万人,人\n" + ROWS), {"code": "units_row", "file": "people.csv", "row": "2"},
     'The row below the names of the columns names units ("万人"); it is left out, and the figures are used as they are.')
told("row of sums with a tail", content("people.csv", "name,lon,lat,人口,age60\nP1,121.415,31.211,1200,20\nP2,121.425,31.212,1000,30\n合计：2个小区,121.42,31.211,2200,50\n"),
     {"code": "sum_row", "file": "people.csv", "row": "4"}, 'The row "合计：2个小区" adds up others')
