-- What the map shows besides: waters first, so that railways and expressways cross them.
-- params: :region_id NULL: the whole study, as it is; else cut to the map, :west, :east, :south and :north of the map
-- reads: context_feature
-- writes: none
SELECT c.kind, c.name,
       iif(:region_id IS NULL, c.wkb, coalesce(AsBinary(Intersection(GeomFromWKB(c.wkb, 4326), BuildMbr(:west, :south, :east, :north, 4326))), c.wkb))
FROM near n JOIN context_feature c ON c.context_id = n.item_id
WHERE n.kind = 'context' AND n.west_deg <= :east AND n.east_deg >= :west AND n.south_deg <= :north AND n.north_deg >= :south
ORDER BY CASE c.kind WHEN 'water' THEN 0 WHEN 'railway' THEN 2 ELSE 1 END, c.context_id;
