-- The table of styles is one of the GeoPackage's own, without places (OGC 12-128r17, clause 2.4).
-- params: :time text, RFC 3339
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)
VALUES ('layer_styles', 'attributes', 'layer_styles', '', :time)
