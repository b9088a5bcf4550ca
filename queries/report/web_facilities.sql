-- The facilities of the interactive map: those in use on the study's day and those planned.
-- params: none
-- reads: facility, region
-- writes: none
SELECT f.type_id, f.counts, f.name, X(f.geom), Y(f.geom), r.name, f.address, f.area_m2, f.beds, f.places, f.meals_per_day, f.staff, f.opened
FROM facility f
LEFT JOIN region r ON r.region_id = f.region_id
WHERE f.geom IS NOT NULL AND (f.counts = 1 OR f.status = 'planned')
ORDER BY f.facility_id;
