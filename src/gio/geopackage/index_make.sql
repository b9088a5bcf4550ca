-- An R-tree for a layer that is still empty, with all that the standard wants beside it.
-- params: :table text
SELECT CreateSpatialIndex(:table, 'geom')
