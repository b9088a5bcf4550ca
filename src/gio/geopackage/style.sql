-- One style of a layer. Catalogue and schema are empty texts: QGIS asks for them so.
-- params: :table, :column, :name, :qml, :description text; :default '1' or '0'; :time text, RFC 3339
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, styleSLD, useAsDefault,
                          description, owner, ui, update_time)
VALUES ('', '', :table, :column, :name, :qml, '', CAST(:default AS INTEGER), :description, '', NULL, :time)
