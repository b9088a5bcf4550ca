-- The service circles of a set at the largest limit around places in some squares of the ground.
-- params: :set_id, :west and :east, :south and :north numbers of squares
-- reads: type_set_member
-- writes: none
SELECT n.lon_deg, n.lat_deg, n.radius_m
FROM near_place n
WHERE n.tile_y BETWEEN :south AND :north AND n.tile_x BETWEEN :west AND :east AND n.radius_m IS NOT NULL
  AND n.type_id IN (SELECT type_id FROM type_set_member WHERE set_id = :set_id)
ORDER BY n.facility_id;
