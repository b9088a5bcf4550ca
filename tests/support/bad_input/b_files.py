"""Files of any role"""
import os

import small_study
from bad_input import fatal
from breaking import *

fatal("file is absent", remove("facilities.csv"), 'study.yaml:7:11: file "facilities.csv" is not there (looked for facilities.csv); paths are relative to the study file')
fatal("folder of the file is absent", study("facilities.csv", "data/facilities.csv"), 'study.yaml:7:11: file "data/facilities.csv" is not there: the folder data does not exist')
fatal("file name with another case", study("facilities.csv", "Facilities.csv"), 'study.yaml:7:11: file "Facilities.csv" is not there (looked for Facilities.csv); did you mean "facilities.csv"?')
fatal("file is a folder", several(remove("facilities.csv"), lambda f: (f / "facilities.csv").mkdir()), 'study.yaml:7:11: "facilities.csv" is a folder (facilities.csv); name a file in it')
fatal("file is empty", content("facilities.csv", b""), "facilities.csv: is empty (0 bytes); get a whole copy of it.")
fatal("file of blank lines", content("facilities.csv", b"\n\n\n"), "facilities.csv: holds nothing but empty lines; its first line must name the columns.")
fatal("header alone", content("facilities.csv", small_study.FACILITIES.split("\n")[0] + "\n"), "facilities.csv: has no rows; fill it in, or take the file out of the study.")
fatal("file is UTF-16", content("facilities.csv", small_study.FACILITIES.encode("utf-16")), 'facilities.csv: is UTF-16 text; save it as "CSV UTF-8" and try again.')
fatal("CSV that is a workbook", several(workbook({"a": [["code"], ["1"]]}, "x.xlsx"),
                                        lambda f: (f / "x.xlsx").rename(f / "facilities.csv")), "facilities.csv: is no text but a spreadsheet; give it its right ending (.xlsx or .xls).")
fatal("CSV of random bytes", content("facilities.csv", bytes((i * 7919 + (i >> 3)) % 256 for i in range(5000))), 'facilities.csv: is no text file (it has zero bytes in its first line); save the table as "CSV UTF-8".')
fatal("quotation mark never closed", line("facilities.csv", 'F9,"Open,meal_point,121.41,31.21,1,2,2020-01-01,open\n'), "facilities.csv: line 8: a quotation mark opens here and is never closed; add the missing one, or take this one out.")
fatal("unknown encoding", study("facilities.csv\n", "facilities.csv\n    encoding: KLINGON\n"), 'study.yaml:8:15: unknown value "KLINGON" for encoding.')
fatal("device in place of a file", study("facilities.csv", "/dev/zero"), 'study.yaml:7:11: "/dev/zero" (/dev/zero) is a device or a pipe; save the data to a plain file')
fatal("pipe in place of a file", several(remove("facilities.csv"), lambda f: os.mkfifo(f / "facilities.csv")), 'study.yaml:7:11: "facilities.csv" (facilities.csv) is a device or a pipe; save the data to a plain file')
fatal("pipe in place of streets", several(remove("streets.osm"), lambda f: os.mkfifo(f / "streets.osm")), 'study.yaml:16:11: "streets.osm" (streets.osm) is a device or a pipe; save the data to a plain file')
fatal("pipe in place of the study", several(remove("study.yaml"), lambda f: os.mkfifo(f / "study.yaml")), "study.yaml is no ordinary file; a study file is a text file")
fatal("address on the network", study("facilities.csv", "/vsicurl/http://127.0.0.1:9/a.csv"), 'study.yaml:7:11: "/vsicurl/http://127.0.0.1:9/a.csv" is an address, a database or an archive; only plain files are read: save the data to a file first')
fatal("http address", study("facilities.csv", "http://127.0.0.1:9/a.csv"), 'study.yaml:7:11: "http://127.0.0.1:9/a.csv" is an address, a database or an archive; only plain files are read: save the data to a file first')
fatal("database connection", study("facilities.csv", "'PG:host=127.0.0.1 dbname=x'"), 'study.yaml:7:11: "PG:host=127.0.0.1 dbname=x" is an address, a database or an archive; only plain files are read: save the data to a file first')
fatal("inside an archive", study("facilities.csv", "/vsizip/a.zip/a.csv"), 'study.yaml:7:11: "/vsizip/a.zip/a.csv" is an address, a database or an archive; only plain files are read: save the data to a file first')
fatal("virtual file", several(content("x.vrt", "<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/etc/passwd</SrcDataSource>"
                                      "</OGRVRTLayer></OGRVRTDataSource>"), facilities_from("x.vrt")), "x.vrt: is of no format that can be read here; CSV, XLSX, GeoPackage, Shapefile, GeoJSON and GeoTIFF can.")
fatal("format that is not read", several(content("x.dwg", b"AC1032" + bytes(1000)), facilities_from("x.dwg")), "x.dwg: is of no format that can be read here; CSV, XLSX, GeoPackage, Shapefile, GeoJSON and GeoTIFF can.")
fatal("link to itself", several(remove("facilities.csv"), lambda f: os.symlink("facilities.csv", f / "facilities.csv")), 'study.yaml:7:11: file "facilities.csv" cannot be read (facilities.csv): links lead in a circle')
fatal("unknown coordinate system", study("facilities.csv\n    crs: EPSG:4326", "facilities.csv\n    crs: EPSG:999999"), 'facilities.csv: The coordinate system "EPSG:999999" is not known (proj_create: crs not found). Give an EPSG code such as EPSG:4549, WKT, a PROJ text, gcj02 or bd09.')
fatal("coordinate system by bare number", study("facilities.csv\n    crs: EPSG:4326", "facilities.csv\n    crs: 4326"), "study.yaml:8:10: crs must say whose number this is: write EPSG:4326")
fatal("no coordinate system", study("facilities.csv\n    crs: EPSG:4326", "facilities.csv"), "facilities.csv: neither the file nor the study says which coordinate system the coordinates are in. They are degrees (e.g. 121.4051, 31.2051): add crs: EPSG:4326, gcj02 or bd09, whichever is true.")
fatal("column of the study is absent", study("facilities.csv\n", "facilities.csv\n    columns: {area_m2: floor}\n"), 'study.yaml:8:15: facilities.csv has no column "floor"; its columns are: code, name, type, lon, lat, area_m2, beds, opened, status.')
fatal("column of the study without its unit", several(column("facilities.csv", "area_m2", "建筑面积（平方米）"), column("facilities.csv", "beds", "用地面积"), study("facilities.csv\n", "facilities.csv\n    columns: {area_m2: 建筑面积}\n")), 'facilities.csv has no column "建筑面积"; did you mean "建筑面积（平方米）"?')
fatal("one column named for two figures", study("facilities.csv\n", "facilities.csv\n    columns: {area_m2: area_m2, site_area_m2: area_m2}\n"), 'study.yaml:8:33: the column "area_m2" is named for two figures, area_m2 and site_area_m2; name for each its own, or take out one of the two.')
fatal("field that the role has not", study("facilities.csv\n", "facilities.csv\n    columns: {height: area_m2}\n"), 'study.yaml:8:15: unknown value "height" for columns.')
