-- The facilities of a set that are in use on the study's day, in some squares of the ground.
-- params: :set_id, :west and :east, :south and :north numbers of squares
-- reads: facility, type_set_member
-- writes: none
SELECT n.lon_deg, n.lat_deg, f.name
FROM near_place n
JOIN facility f ON f.facility_id = n.facility_id
WHERE n.tile_y BETWEEN :south AND :north AND n.tile_x BETWEEN :west AND :east
  AND n.type_id IN (SELECT type_id FROM type_set_member WHERE set_id = :set_id)
ORDER BY n.facility_id;
