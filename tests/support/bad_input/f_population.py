"""Population"""
import subprocess
import sys

from bad_input import fatal, told
from breaking import *

fatal("people without their column", column("people.csv", "age60"), "people.csv: no column for age60 (60岁及以上) was found among: name, lon, lat, resident. Write columns: {age60: ...}, or fix one value for all rows with set: {age60: ...}.")
fatal("people all in another country", every("people.csv", lambda r: r.update(lon="2.35", lat="48.85")), "people.csv: all of its 8 rows lie outside the study area and its margin; check crs: and the file.")
told("people all negative", every("people.csv", lambda r: r.update(resident="-5")), {"code": "negative_number", "file": "people.csv", "row": "2", "field": "resident"}, "resident is negative (-5); it is treated as unknown. Write the right figure, or leave the cell empty.")
fatal("population of nobody", every("people.csv", lambda r: r.update(resident="0", age60="0")), "people.csv: nobody lives here: every figure is 0 or unknown. Check groups: and the columns it names.")
told("negative people", cell("people.csv", 3, "resident", "-1500"), {"code": "negative_number", "file": "people.csv", "row": "3", "field": "resident"}, "resident is negative (-1500); it is treated as unknown. Write the right figure, or leave the cell empty.")
told("people in words", cell("people.csv", 3, "resident", "many"), {"code": "bad_number", "file": "people.csv", "row": "3", "field": "resident"}, 'resident is "many", not a number; it is treated as unknown. Write a plain number, such as 1200 or 35.5.')
told("people NaN", cell("people.csv", 3, "resident", "NaN"), {"code": "bad_number", "file": "people.csv", "row": "3", "field": "resident"}, 'resident is "NaN", not a number; it is treated as unknown. Write a plain number, such as 1200 or 35.5.')
told("group larger than the whole", cell("people.csv", 3, "age60", "9999"), {"code": "group_exceeds_total", "file": "people.csv", "row": "3", "field": "age60"}, "age60 (9999) is larger than the whole population (1500). Check both figures.")
told("no figure", cell("people.csv", 3, "resident", ""), {"code": "missing_people", "file": "people.csv", "row": "3", "field": "resident"}, "resident is empty: nobody of this group is counted here. Fill it in, or write 0 where there is nobody.")
told("more people than there are", cell("people.csv", 3, "resident", "1e15"), {"code": "impossible_number", "file": "people.csv", "row": "3", "field": "resident"}, "resident is 1e15, more than there can be (<= 9e12); it is treated as unknown. Check the figure and its unit.")
told("people swapped", several(cell("people.csv", 3, "lon", "31.21"), cell("people.csv", 3, "lat", "121.41")), {"code": "lat_lon_swapped", "file": "people.csv", "row": "3", "field": ""}, "Latitude and longitude look swapped (31.21, 121.41); the row is left out. Exchange the columns or the cells.")
fatal("polygons that are points", study("form: points", "form: polygons"), "people.csv: none of its 8 rows can be used. The commonest reason (8 rows, first in row 2): There is no usable geometry (POINT); the row is left out. Draw it anew in the source file, or delete the row.")
fatal("raster that is a table", study("form: points\n    year: 2025\n    groups: [resident, age60]", "form: raster\n    year: 2025\n    groups: [resident]"), "people.csv: is of no format that can be read here; CSV, XLSX, GeoPackage, Shapefile, GeoJSON and GeoTIFF can.")
fatal("raster with a missing band", several(raster([1] * 8), study("form: raster\n", "form: raster\n    band: 4\n")), "people.tif: has 1 bands, counted from 1; there is no band 4.")
fatal("raster of two groups", several(raster([1] * 8), study("groups: [resident]", "groups: [resident, age60]")), "study.yaml:13:13: a raster holds one group: write groups: [resident], and one entry per raster")
fatal("raster without system", raster([1] * 8, srs=None), "people.tif: neither the file nor the study says which coordinate system the coordinates are in: add crs: EPSG:4326, EPSG:4549, gcj02 or bd09, whichever is true.")
fatal("raster without place", raster([1] * 8, place=False), "people.tif: does not say where its cells are; georeference it first.")
fatal("raster of nobody", raster([0] * 8), "people.tif: band 1 holds no people in the study area; check band: and crs:.")
fatal("raster elsewhere", several(raster([100] * 8), lambda f: subprocess.run(
    [sys.executable, "-c", f"from osgeo import gdal; d = gdal.Open({str(f / 'people.tif')!r}, 1); d.SetGeoTransform([2, .01, 0, 48, 0, -.01])"], check=True)), "people.tif: band 1 holds no people in the study area; check band: and crs:.")
fatal("raster cut off", several(raster([100] * 8), cut("people.tif", 0.5)), "people.tif: is damaged or cut off (people.tif: TIFFFetchDirectory:people.tif: Can not read TIFF directory); get a whole copy of it.")
told("raster below zero", raster([100, 200, 300, -9999, 100, 200, 300, 400]), {"code": "negative_cells", "file": "people.tif", "row": "", "field": "resident"}, "1 cells of the raster are below 0 (resident); they count as empty. If this is how it marks missing data, declare that value as its nodata.")
