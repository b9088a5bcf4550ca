-- Tables that are doors: a virtual table may read any file when it is read. Three are SpatiaLite's own and stay
-- inside; a store with another was not made by this program.
-- params: none
-- reads: sqlite_master
-- writes: none
SELECT name FROM sqlite_master
WHERE sql LIKE '%virtual%' AND sql NOT LIKE 'create table %' AND sql NOT LIKE 'create view %' AND sql NOT LIKE 'create trigger %'
  AND sql NOT IN ('CREATE VIRTUAL TABLE SpatialIndex USING VirtualSpatialIndex()',
                  'CREATE VIRTUAL TABLE ElementaryGeometries USING VirtualElementary()',
                  'CREATE VIRTUAL TABLE KNN USING VirtualKNN()')
LIMIT 1;
