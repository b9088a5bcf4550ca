-- The service circles for the map: name, whether it has a centre, outline.
-- params: :west, :east, :south and :north of the map
-- reads: region
-- writes: none
SELECT r.name, r.kind = 'centre', AsBinary(r.geom)
FROM near n JOIN region r ON r.region_id = n.item_id
WHERE n.kind = 'region' AND r.level = 'circle' AND n.west_deg <= :east AND n.east_deg >= :west AND n.south_deg <= :north AND n.north_deg >= :south
ORDER BY r.region_id;
