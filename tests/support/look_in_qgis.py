#!/usr/bin/env python3
"""What QGIS sees: look_in_qgis.py OUT_FOLDER PICTURE prints each layer of the GeoPackage and of the store as JSON, and draws the regions."""
import json
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (QgsApplication, QgsCategorizedSymbolRenderer, QgsDataSourceUri, QgsFillSymbol, QgsMapRendererParallelJob,  # noqa: E402
                       QgsMapSettings, QgsRendererCategory, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402

COLOURS = {"central": "#d55e00", "urbanised": "#e69f00", "rural": "#009e73"}


def describe(layer):
    if not layer.isValid():
        return {"valid": False}
    box = layer.extent()
    texts = {}
    for feature in layer.getFeatures():
        for field in layer.fields():
            if isinstance(feature[field.name()], str):
                texts.setdefault(field.name(), []).append(feature[field.name()])
    return {"valid": True, "provider": layer.providerType(), "count": layer.featureCount(), "crs": layer.crs().authid(),
            "extent": [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()],
            "aliases": {f.name(): f.alias() for f in layer.fields()},
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


def draw(layer, picture):
    towns = layer.clone()
    towns.setSubsetString("level = 'town'")
    symbol = {k: QgsFillSymbol.createSimple({"color": c, "outline_color": "white"}) for k, c in COLOURS.items()}
    towns.setRenderer(QgsCategorizedSymbolRenderer("class", [QgsRendererCategory(k, s, k) for k, s in symbol.items()]))
    settings = QgsMapSettings()
    settings.setLayers([towns])
    settings.setBackgroundColor(QColor("black"))
    settings.setOutputSize(QSize(600, 600))
    settings.setExtent(towns.extent())
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    assert job.renderedImage().save(picture)


def main(folder, picture):
    application = QgsApplication([], False)
    application.initQgis()
    whole, layers = gpkg_layers(os.path.join(folder, "lifecircle.gpkg"))
    seen = {"gpkg": {name: describe(layer) for name, layer in layers.items()},
            "store": {name: describe(layer) for name, layer in store_layers(os.path.join(folder, "lifecircle.sqlite")).items()}}
    draw(layers["regions"], picture)
    del whole
    print(json.dumps(seen, ensure_ascii=False))
    sys.stdout.flush()
    os._exit(0)  # QGIS may crash while it tidies up


if __name__ == "__main__":
    main(*sys.argv[1:])
