-- What people call a column.
-- params: @schema, @table, @column; :alias text
COMMENT ON COLUMN @schema.@table.@column IS :alias
