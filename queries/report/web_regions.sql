-- The regions of the interactive map: those that are compared and those without one above them, with how many targets each misses.
-- params: :level
-- reads: region, gap
-- writes: none
SELECT r.region_id, r.code, r.name, r.level = :level, r.parent_id IS NULL,
       (SELECT count(*) FROM gap g WHERE g.region_id = r.region_id AND g.status = 'short'),
       (SELECT count(*) FROM gap g WHERE g.region_id = r.region_id), AsBinary(r.geom)
FROM region r
WHERE r.level = :level OR r.parent_id IS NULL
ORDER BY r.region_id;
