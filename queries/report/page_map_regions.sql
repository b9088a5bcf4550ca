-- Outlines for the map: the regions of one level, then those without one above them; with a place for the name.
-- params: :level
-- reads: region
-- writes: none
SELECT r.name, r.level = :level, X(PointOnSurface(r.geom)), Y(PointOnSurface(r.geom)), AsBinary(r.geom)
FROM region r
WHERE r.level = :level OR r.parent_id IS NULL
ORDER BY r.parent_id IS NULL, r.region_id;
