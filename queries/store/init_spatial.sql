-- SpatiaLite's own tables in an empty file, inside the caller's transaction.
-- params: none
-- reads: none
-- writes: none
SELECT InitSpatialMetaData(0, 'WGS84');
