-- Facilities of the same type and name: one of them near by is the same facility written twice.
-- params: :type_id id, :name text
-- reads: facility, input
-- writes: none
SELECT ST_X(geom), ST_Y(geom), row_no, input_id, path, area_m2, site_area_m2, beds, beds_nursing, beds_dementia, places, meals_per_day, staff, social_workers
FROM facility JOIN input USING (input_id)
WHERE type_id = :type_id AND name = :name;
