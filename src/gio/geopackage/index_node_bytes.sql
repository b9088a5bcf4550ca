-- How large SQLite makes a node of an R-tree: that of the empty root.
-- params: :nodes text, the R-tree's table of nodes
SELECT length(data) FROM :nodes WHERE nodeno = 1
