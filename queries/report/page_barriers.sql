-- The named rivers, railways and expressways that cross or touch a region.
-- params: :region_id
-- reads: region, context_feature
-- writes: none
SELECT DISTINCT c.name
FROM context_feature c JOIN region r ON r.region_id = :region_id
WHERE c.kind IN ('water', 'railway', 'expressway') AND c.name IS NOT NULL AND c.name <> ''
  AND Intersects(GeomFromWKB(c.wkb, 4326), r.geom) = 1
ORDER BY c.context_id
LIMIT 4;
