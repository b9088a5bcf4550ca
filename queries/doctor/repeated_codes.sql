-- Facilities whose code another one before them has, with that one's name.
-- params: none
-- reads: facility
-- writes: none
WITH first AS (SELECT code, min(facility_id) AS facility_id FROM facility WHERE code IS NOT NULL GROUP BY code HAVING count(*) > 1)
SELECT 'repeated_code', f.input_id, f.row_no, f.name, 'code', f.code, o.name, ST_X(f.geom), ST_Y(f.geom)
FROM first JOIN facility f ON f.code = first.code AND f.facility_id > first.facility_id
JOIN facility o ON o.facility_id = first.facility_id
ORDER BY f.facility_id;
