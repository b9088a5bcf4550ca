"""Makes small geodata files with other programs' writers, for the unit tests of the room gio: make_gio_files.py KIND FOLDER."""

import datetime
import os
import struct
import sys

from osgeo import gdal, ogr, osr

gdal.UseExceptions()
folder = sys.argv[2]


def path(name):
    return os.path.join(folder, name)


def crs(code):
    system = osr.SpatialReference()
    system.ImportFromEPSG(code)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return system


def xlsx():
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "设施"
    sheet.append(["名称", "面积", "开办", "时刻", "代码", "备注"])
    sheet.append(["一号", 1.1 + 2.2, datetime.date(2024, 5, 6), datetime.datetime(2024, 5, 6, 7, 8, 9), "007", "1E5"])
    sheet.append([])
    sheet.append(["二号", 310101002001, None, None, 310101002001, "2024年"])
    book.create_sheet("Sheet2")
    book.save(path("one.xlsx"))
    book["Sheet2"].append(["a"])
    book["Sheet2"].append([1])
    book.save(path("two.xlsx"))
    gdal.VectorTranslate(path("one.ods"), path("one.xlsx"), format="ODS", layers=["设施"])


def dates():
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["开办", "时刻", "比例"])
    book.active.append([datetime.date(2024, 5, 6), datetime.datetime(2024, 5, 6, 7, 8, 9), 0.256])
    book.active["A2"].number_format = '[$-804]yyyy"年"m"月"d"日";@'
    book.active["B2"].number_format = "yyyy-mm-dd hh:mm:ss"
    book.active["C2"].number_format = "0.0%"
    book.save(path("dates.xlsx"))


def gdb():
    data = ogr.GetDriverByName("OpenFileGDB").CreateDataSource(path("a.gdb"))
    layer = data.CreateLayer("towns", crs(4326), ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("name", ogr.OFTString))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetField("name", "外滩")
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (121.5 31.2)"))
    layer.CreateFeature(feature)
    feature = layer = data = None


def shape_table(name, encoding, value, field="NAME"):
    """A .dbf written byte by byte: GDAL would add its own encoding. One text column of 20 bytes, one row, language driver 0x57."""
    raw, column = value.encode(encoding), field.encode(encoding)
    with open(path(name + ".dbf"), "wb") as out:
        out.write(struct.pack("<4BIHH17xB2x", 3, 124, 1, 1, 1, 32 + 32 + 1, 21, 0x57))
        out.write(column.ljust(11, b"\0") + b"C" + b"\0" * 4 + bytes([20, 0]) + b"\0" * 14 + b"\r")
        out.write(b" " + raw[:20].ljust(20, b" ") + b"\x1a")


def shape_points(name, system=None):
    driver = ogr.GetDriverByName("ESRI Shapefile")
    data = driver.CreateDataSource(path(name + ".shp"))
    layer = data.CreateLayer(name, system, ogr.wkbPoint25D)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT Z (121.5 31.2 7)"))
    layer.CreateFeature(feature)
    feature = layer = data = None
    for ending in (".dbf", ".cpg"):
        if os.path.exists(path(name + ending)):
            os.remove(path(name + ending))


def shape():
    for name, encoding in (("gbk", "gbk"), ("utf8", "utf-8")):
        shape_points(name, crs(4326) if name == "utf8" else None)
        shape_table(name, encoding, "南京东路街道", "街道名")
    shape_points("cut")
    shape_table("cut", "utf-8", "南京东路街道")  # 18 bytes; one more character is cut at byte 20
    shape_table("cut", "utf-8", "南京东路街道办")
    shape_points("bare")
    shape_points("noshx")
    os.remove(path("noshx.shx"))


def gpkg():
    data = ogr.GetDriverByName("GPKG").CreateDataSource(path("a.gpkg"))
    layer = data.CreateLayer("towns", crs(4527), ogr.wkbCurvePolygon)
    for name, kind in (("name", ogr.OFTString), ("n", ogr.OFTInteger64), ("x", ogr.OFTReal), ("d", ogr.OFTDate),
                       ("t", ogr.OFTDateTime)):
        layer.CreateField(ogr.FieldDefn(name, kind))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetFID(7)
    feature.SetField("name", " 外滩 ")
    feature.SetField("n", 310101002001)
    feature.SetField("x", 0.1 + 0.2)
    feature.SetField("d", "2024/05/06")
    feature.SetField("t", "2024/05/06 07:08:09")
    feature.SetGeometry(ogr.CreateGeometryFromWkt("CURVEPOLYGON (CIRCULARSTRING (0 0, 2 0, 0 0))"))
    layer.CreateFeature(feature)
    layer.CreateFeature(ogr.Feature(layer.GetLayerDefn()))
    layer = data.CreateLayer("points", None, ogr.wkbPoint)
    layer = data = None


def big_gpkg():
    data = ogr.GetDriverByName("GPKG").CreateDataSource(path("big.gpkg"))
    layer = data.CreateLayer("points", crs(4326), ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("name", ogr.OFTString))
    data.StartTransaction()
    for i in range(5000):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("name", "x" * 100)
        feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (1 2)"))
        layer.CreateFeature(feature)
    data.CommitTransaction()


def raster():
    data = gdal.GetDriverByName("GTiff").Create(path("a.tif"), 3, 2, 2, gdal.GDT_Float32)
    data.SetProjection(crs(4326).ExportToWkt())
    data.SetGeoTransform([10, 2, 0.5, 50, 0.25, -4])
    band = data.GetRasterBand(1)
    band.SetNoDataValue(-9999.9)
    band.WriteRaster(0, 0, 3, 2, struct.pack("<6f", 1, 2, -9999.9, 4, float("nan"), 6))
    band = data.GetRasterBand(2)
    band.SetScale(0.5)
    band.SetOffset(100)
    band.WriteRaster(0, 0, 3, 2, struct.pack("<6f", 1, 2, 3, 4, 5, 6))
    data = None
    gdal.GetDriverByName("GTiff").Create(path("nowhere.tif"), 3, 2, 1, gdal.GDT_Byte)
    gdal.Translate(path("a.vrt"), path("a.tif"), format="VRT")


def big_raster():
    data = gdal.GetDriverByName("GTiff").Create(path("big.tif"), 600, 600, 1, gdal.GDT_Byte)
    data.SetGeoTransform([0, 1, 0, 0, 0, -1])
    data.GetRasterBand(1).WriteRaster(0, 0, 600, 600, bytes(i % 251 for i in range(600 * 600)))
    data = None


def vrt():
    with open(path("points.csv"), "w") as out:
        out.write("x,y\n1,2\n")
    with open(path("a.vrt"), "w") as out:
        out.write('<OGRVRTDataSource><OGRVRTLayer name="points"><SrcDataSource relativeToVRT="1">points.csv'
                  "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>")


def check_gpkg():
    """The other way round: what our writer made, seen by SQLite and not by GDAL."""
    import sqlite3

    base = sqlite3.connect(path("a.gpkg"))
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    contents = base.execute("SELECT table_name, description, last_change, srs_id FROM gpkg_contents").fetchall()
    assert contents == [("towns", "街镇 <结果>", "2024-05-06T00:00:00.000Z", 4326)], contents
    names = base.execute("SELECT table_name, column_name, name, title FROM gpkg_data_columns ORDER BY column_name").fetchall()
    assert names == [("towns", "code", "代码", "代码"), ("towns", "people", "人口 ':table'", "人口 ':table'"),
                     ("towns", "share", None, "代码")], names
    extensions = base.execute("SELECT table_name, extension_name FROM gpkg_extensions ORDER BY table_name").fetchall()
    assert extensions == [("gpkg_data_column_constraints", "gpkg_schema"), ("gpkg_data_columns", "gpkg_schema"),
                          ("towns", "gpkg_rtree_index")], extensions
    assert base.execute("SELECT count(*) FROM rtree_towns_geom").fetchone() == (4,)


def check_index():
    """The R-tree of many points: sound by SQLite's own check, and its answers are those of looking at each point."""
    import random
    import sqlite3
    import struct

    base = sqlite3.connect(path("many.gpkg"))
    points = {fid: struct.unpack("<dd", blob[-16:]) for fid, blob in base.execute("SELECT fid, geom FROM many WHERE geom IS NOT NULL")}
    assert len(points) == 5999, len(points)
    for table in ("many", "one", "none"):
        assert base.execute(f"SELECT rtreecheck('rtree_{table}_geom')").fetchone() == ("ok",)
        triggers = base.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? AND name LIKE 'rtree_%'",
                                (table,)).fetchone()
        assert triggers == (6,), triggers
    assert base.execute("SELECT count(*) FROM rtree_one_geom").fetchone() == (1,)
    assert base.execute("SELECT count(*) FROM rtree_none_geom").fetchone() == (0,)
    depth, = base.execute("SELECT data FROM rtree_many_geom_node WHERE nodeno = 1").fetchone()
    assert depth[:2] == b"\0\2", depth[:4]  # 6000 points in nodes of 51: leaves, their parents, the root
    dice = random.Random(5)
    for _ in range(300):
        x, y, side = dice.uniform(121, 122), dice.uniform(31, 32), dice.choice([0.001, 0.02, 0.3, 2])
        found = {i for i, in base.execute("SELECT id FROM rtree_many_geom WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?",
                                          (x, x + side, y, y + side))}
        inside = {fid for fid, (px, py) in points.items() if x <= px <= x + side and y <= py <= y + side}
        slack = 2e-5  # the tree holds single precision, rounded outwards
        near = {fid for fid, (px, py) in points.items() if x - slack <= px <= x + side + slack and y - slack <= py <= y + side + slack}
        assert inside <= found <= near, (x, y, side)


globals()[sys.argv[1]]()
