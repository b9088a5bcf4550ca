-- The named rivers, railways and expressways that cross or touch a region.
-- params: :region_id
-- reads: region, context_feature
-- writes: none
SELECT DISTINCT c.name
FROM region r
JOIN near n ON n.kind = 'context' AND n.west_deg <= MbrMaxX(r.geom) AND n.east_deg >= MbrMinX(r.geom)
     AND n.south_deg <= MbrMaxY(r.geom) AND n.north_deg >= MbrMinY(r.geom)
JOIN context_feature c ON c.context_id = n.item_id
WHERE r.region_id = :region_id AND c.kind IN ('water', 'railway', 'expressway') AND c.name IS NOT NULL AND c.name <> ''
  AND Intersects(GeomFromWKB(c.wkb, 4326), r.geom) = 1
ORDER BY c.context_id
LIMIT 4;
