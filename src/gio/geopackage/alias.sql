-- What people call a column. Names are unique within a table; of two columns called the same, the second keeps only its title.
-- params: :table, :column, :alias text
INSERT INTO gpkg_data_columns (table_name, column_name, name, title)
SELECT :table, :column,
       CASE WHEN EXISTS (SELECT 1 FROM gpkg_data_columns WHERE table_name = :table AND name = :alias) THEN NULL ELSE :alias END,
       :alias
