-- The service circles of a set at the largest limit.
-- params: :set_id, :west, :east, :south and :north of the map
-- reads: type_set_member
-- writes: none
SELECT n.lon_deg, n.lat_deg, n.radius_m
FROM near n
WHERE n.kind = 'circle' AND n.west_deg <= :east AND n.east_deg >= :west AND n.south_deg <= :north AND n.north_deg >= :south
  AND n.type_id IN (SELECT type_id FROM type_set_member WHERE set_id = :set_id)
ORDER BY n.item_id;
