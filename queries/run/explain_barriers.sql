-- What the straight line between two places crosses: rivers, railways, expressways, and whatever stops a leg to a street; by name, the one
-- crossed first before the others.
-- params: :from_lon_deg degrees, :from_lat_deg degrees, :to_lon_deg degrees, :to_lat_deg degrees
-- reads: context_feature
-- writes: none
SELECT c.kind, c.name, MAX(c.blocks)
FROM (SELECT MakePoint(:from_lon_deg, :from_lat_deg, 4326) AS start,
             MakeLine(MakePoint(:from_lon_deg, :from_lat_deg, 4326), MakePoint(:to_lon_deg, :to_lat_deg, 4326)) AS line) AS l
JOIN context_feature AS c ON c.blocks OR c.kind IN ('water', 'railway', 'expressway')
WHERE Intersects(GeomFromWKB(c.wkb, 4326), l.line) = 1
GROUP BY c.kind, COALESCE(c.name, '')
ORDER BY MIN(Distance(l.start, Intersection(GeomFromWKB(c.wkb, 4326), l.line))), MIN(c.context_id);
