-- Rows of an R-tree's own tables (numbers of nodes with their bytes, of rows or nodes with the node that holds them); the values follow.
-- params: :nodes text, the table
INSERT OR REPLACE INTO :nodes VALUES 
