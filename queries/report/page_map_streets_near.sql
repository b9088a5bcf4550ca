-- The street pieces of a set in some squares of the ground, of near_street.
-- params: :set_id, :west and :east, :south and :north numbers of squares
-- reads: type_set_member
-- writes: none
SELECT n.pieces
FROM type_set_member m
CROSS JOIN near_street n ON n.type_id = m.type_id AND n.tile_y BETWEEN :south AND :north AND n.tile_x BETWEEN :west AND :east
WHERE m.set_id = :set_id;
