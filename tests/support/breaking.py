"""Ways of breaking one thing of the small study. Each answers with a function that is given the study's folder."""
import json

import small_study
from small_study import region

def study(old, new):
    """Replaces a text of the study file."""
    def change(folder):
        path = folder / "study.yaml"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (old, text.count(old))
        path.write_text(text.replace(old, new), encoding="utf-8")
    return change


def more(text):
    """Adds lines to the study file."""
    def change(folder):
        with open(folder / "study.yaml", "a", encoding="utf-8") as out:
            out.write(text)
    return change


def content(name, data):
    """Replaces a whole file."""
    def change(folder):
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return change


def cell(name, row, column, value):
    """Sets one cell of a CSV: row 2 is the first below the header, as in a spreadsheet."""
    def change(folder):
        rows = small_study.table((folder / name).read_text(encoding="utf-8"))
        rows[row - 1][rows[0].index(column)] = value
        (folder / name).write_text(small_study.untable(rows), encoding="utf-8")
    return change


def column(name, old, new=None):
    """Renames a column of a CSV, or removes it."""
    def change(folder):
        rows = small_study.table((folder / name).read_text(encoding="utf-8"))
        at = rows[0].index(old)
        if new is None:
            rows = [row[:at] + row[at + 1:] for row in rows]
        else:
            rows[0][at] = new
        (folder / name).write_text(small_study.untable(rows), encoding="utf-8")
    return change


def every(name, act):
    """Rewrites every row of a CSV: act(dict) changes it in place."""
    def change(folder):
        rows = small_study.table((folder / name).read_text(encoding="utf-8"))
        for i, row in enumerate(rows[1:], 1):
            record = dict(zip(rows[0], row))
            act(record)
            rows[i] = [record[c] for c in rows[0]]
        (folder / name).write_text(small_study.untable(rows), encoding="utf-8")
    return change


def line(name, text):
    """Appends a line to a file."""
    def change(folder):
        with open(folder / name, "ab") as out:
            out.write(text if isinstance(text, bytes) else text.encode("utf-8"))
    return change


def remove(name):
    return lambda folder: (folder / name).unlink()


def several(*changes):
    def change(folder):
        for one in changes:
            one(folder)
    return change


def feature(index, **properties):
    """Sets properties of a region; geometry=... its geometry."""
    def change(folder):
        data = small_study.regions()
        for key, value in properties.items():
            if key == "geometry":
                data["features"][index]["geometry"] = value
            elif value is DROP:
                del data["features"][index]["properties"][key]
            else:
                data["features"][index]["properties"][key] = value
        (folder / "regions.geojson").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return change


DROP = object()


def extra_region(*args):
    def change(folder):
        data = small_study.regions()
        data["features"].append(region(*args))
        (folder / "regions.geojson").write_text(json.dumps(data), encoding="utf-8")
    return change


def streets_file(name, data):
    """Other streets, under another name."""
    return several(study("streets.osm", name), content(name, data))


def layer(name, driver, rows, geometry=None, srs=4326, options=(), more_options=()):
    """A file written by GDAL: rows of (geometry as WKT, {field: value})."""
    def change(folder):
        from osgeo import ogr, osr
        ogr.UseExceptions()
        reference = None
        if srs is not None:
            reference = osr.SpatialReference()
            reference.ImportFromEPSG(srs)
            reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        source = ogr.GetDriverByName(driver).CreateDataSource(str(folder / name), options=list(more_options))
        out = source.CreateLayer(name.split(".")[0], reference, geometry or ogr.wkbNone, options=list(options))
        for key in rows[0][1]:
            out.CreateField(ogr.FieldDefn(key, ogr.OFTString))
        for wkt, values in rows:
            made = ogr.Feature(out.GetLayerDefn())
            for key, value in values.items():
                made.SetField(key, value)
            if wkt is not None:
                made.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
            out.CreateFeature(made)
            made = None
        out = source = None
    return change


FACILITY_ROWS = [("POINT (121.4051 31.2051)", {"code": "F1", "name": "West centre", "type": "comprehensive_centre"}),
                 ("POINT (121.4302 31.2101)", {"code": "F4", "name": "East canteen", "type": "meal_point"})]


def facilities_from(name, entry=""):
    return study("  - file: facilities.csv\n    crs: EPSG:4326\n", f"  - file: {name}\n{entry}")


def shapefile(srs=4326, **kwargs):
    return several(layer("places.shp", "ESRI Shapefile", FACILITY_ROWS, 1, srs, **kwargs), facilities_from("places.shp"))


def geopackage(**kwargs):
    return several(layer("places.gpkg", "GPKG", FACILITY_ROWS, 1, **kwargs), facilities_from("places.gpkg"))


def workbook(sheets, name="places.xlsx"):
    """An XLSX of sheets {title: rows}."""
    def change(folder):
        import openpyxl
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(folder / name)
    return change


def cut(name, share):
    """Keeps the first part of a file."""
    def change(folder):
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[:int(len(data) * share)])
    return change


def poke(name, share, data):
    """Overwrites bytes in the middle of a file."""
    def change(folder):
        path = folder / name
        whole = bytearray(path.read_bytes())
        at = int(len(whole) * share)
        whole[at:at + len(data)] = data
        path.write_bytes(bytes(whole))
    return change


def raster(values, srs=4326, place=True, bands=1, kind=None):
    """people.tif over the district, 4 x 2 cells, in place of the people."""
    def change(folder):
        from osgeo import gdal, osr
        import numpy
        gdal.UseExceptions()
        made = gdal.GetDriverByName("GTiff").Create(str(folder / "people.tif"), 4, 2, bands, kind or gdal.GDT_Float32)
        if place:
            made.SetGeoTransform([small_study.WEST, 0.01, 0, small_study.NORTH, 0, -0.01])
        if srs:
            reference = osr.SpatialReference()
            reference.ImportFromEPSG(srs)
            made.SetProjection(reference.ExportToWkt())
        made.GetRasterBand(1).WriteArray(numpy.array(values).reshape(2, 4))
        made = None
    return several(change, people_from("people.tif", "    form: raster\n    year: 2025\n    groups: [resident]\n"),
                   targets_of_residents)


def targets_of_residents(folder):
    path = folder / "targets.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("group=age60", "group=resident"), encoding="utf-8")


PEOPLE_ENTRY = ("  - file: people.csv\n    crs: EPSG:4326\n    form: points\n    year: 2025\n    groups: [resident, age60]\n")


def people_from(name, entry):
    return study(PEOPLE_ENTRY, f"  - file: {name}\n{entry}")


def osm(**kwargs):
    return content("streets.osm", small_study.streets(**kwargs))
