-- The finest region that holds a place, and all above it, finest first. No row: the place is outside the study.
-- params: :lon_deg degrees, :lat_deg degrees
-- reads: region, region_tree, level
-- writes: none
SELECT r.level, r.code, r.name
FROM region_tree AS t JOIN region AS r ON r.region_id = t.ancestor_id
WHERE t.region_id = (SELECT f.region_id
                     FROM region AS f JOIN level AS l ON l.level = f.level
                     WHERE f.level <> 'circle' AND Intersects(f.geom, MakePoint(:lon_deg, :lat_deg, 4326)) = 1
                     ORDER BY l.rank DESC, f.region_id
                     LIMIT 1)
ORDER BY t.depth;
