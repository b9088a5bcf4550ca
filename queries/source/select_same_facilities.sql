-- Facilities of the same type and name: one of them near by is the same facility written twice.
-- params: :type_id id, :name text
-- reads: facility
-- writes: none
SELECT ST_X(geom), ST_Y(geom), row_no FROM facility WHERE type_id = :type_id AND name = :name;
