#!/usr/bin/env python3
"""What QGIS sees: look_in_qgis.py OUT_FOLDER PICTURES prints each layer of the GeoPackage, of the Shapefiles and of the store as JSON, and draws
those that come with a style as PICTURES/<kind>-<layer>.png."""
import json
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import QgsApplication, QgsDataSourceUri, QgsMapRendererParallelJob, QgsMapSettings, QgsVectorLayer, QgsWkbTypes  # noqa: E402
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402

def describe(layer):
    if not layer.isValid():
        return {"valid": False}
    box = layer.extent()
    styles = style(layer)
    texts = {}
    for feature in layer.getFeatures():
        for field in layer.fields():
            if isinstance(feature[field.name()], str):
                texts.setdefault(field.name(), []).append(feature[field.name()])
    return {"valid": True, **styles, "provider": layer.providerType(), "count": layer.featureCount(), "crs": layer.crs().authid(),
            "extent": [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()],
            "aliases": {f.name(): f.alias() for f in layer.fields()}, "comments": {f.name(): f.comment() for f in layer.fields()},
            "bad_shapes": sum(1 for f in layer.getFeatures() if f.hasGeometry() and not f.geometry().isGeosValid()),
            "texts": {name: sorted(set(values))[:500] for name, values in texts.items()}}


def gpkg_layers(path):
    """The names as QGIS lists them; what lists them stays open, lest QGIS change the file's journal under the others."""
    whole = QgsVectorLayer(path, "all", "ogr")
    names = [sub.split("!!::!!")[1] for sub in whole.dataProvider().subLayers()]
    return whole, {name: QgsVectorLayer(f"{path}|layername={name}", name, "ogr") for name in names}


def store_layers(path):
    layers = {}
    for table in ("region", "facility", "demand", "street", "service_circle", "service_street", "service_area"):
        uri = QgsDataSourceUri()
        uri.setDatabase(path)
        uri.setDataSource("", table, "geom")
        layers[table] = QgsVectorLayer(uri.uri(), table, "spatialite")
    return layers


def style(layer):
    """The style that QGIS opens the layer with, and the names of those it offers."""
    words, loaded = layer.loadDefaultStyle()
    found = {"styled": loaded, "style_words": words, "styles": layer.listStylesInDatabase()[2], "display": layer.displayExpression(), "labels": layer.labelsEnabled()}
    if loaded and layer.geometryType() != QgsWkbTypes.NullGeometry:
        rules = [rule for rule in layer.renderer().rootRule().descendants()]
        found["legend"] = [rule.label() for rule in rules]
        found["filters"] = [[rule.filterExpression(), rule.filter().parserErrorString() if rule.filter() else ""] for rule in rules if not rule.isElse()]
        found["colours"] = sorted({rule.symbol().color().name() for rule in rules if rule.symbol()})
    return found


def draw(layer, picture):
    """Pixels of each colour in a picture of the layer as it is styled."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setBackgroundColor(QColor("white"))
    settings.setOutputSize(QSize(600, 600))
    box = layer.extent()
    box.grow(0.002)
    settings.setExtent(box)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    assert image.save(picture)
    pixels = {}
    for y in range(0, 600, 2):
        for x in range(0, 600, 2):
            name = image.pixelColor(x, y).name()
            pixels[name] = pixels.get(name, 0) + 1
    return {name: count for name, count in pixels.items() if count > 3}


def look(kind, layers, pictures):
    seen = {}
    for name, layer in layers.items():
        seen[name] = describe(layer)
        if seen[name]["styled"] and layer.geometryType() != QgsWkbTypes.NullGeometry:
            seen[name]["pixels"] = draw(layer, os.path.join(pictures, f"{kind}-{name}.png"))
    return seen


def main(folder, pictures):
    application = QgsApplication([], False)
    application.initQgis()
    whole, layers = gpkg_layers(os.path.join(folder, "lifecircle.gpkg"))
    shapes = {name: QgsVectorLayer(os.path.join(folder, f"shapefile/{name}.shp"), name, "ogr") for name in ("regions", "demand", "gaps")}
    seen = {"gpkg": look("gpkg", layers, pictures), "shapefile": look("shapefile", shapes, pictures),
            "store": look("store", store_layers(os.path.join(folder, "lifecircle.sqlite")), pictures)}
    del whole
    print(json.dumps(seen, ensure_ascii=False))
    sys.stdout.flush()
    os._exit(0)  # QGIS may crash while it tidies up


if __name__ == "__main__":
    main(*sys.argv[1:])
