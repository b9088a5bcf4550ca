-- Says that the Schema extension is in use.
-- params: none
INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope)
VALUES
  ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write'),
  ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write')
