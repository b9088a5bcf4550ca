-- The facilities of a set that are in use on the study's day.
-- params: :set_id, :west, :east, :south and :north of the map
-- reads: facility, type_set_member
-- writes: none
SELECT n.lon_deg, n.lat_deg, f.name
FROM near n
JOIN facility f ON f.facility_id = n.item_id
WHERE n.kind = 'facility' AND n.west_deg <= :east AND n.east_deg >= :west AND n.south_deg <= :north AND n.north_deg >= :south
  AND n.type_id IN (SELECT type_id FROM type_set_member WHERE set_id = :set_id)
ORDER BY f.facility_id;
