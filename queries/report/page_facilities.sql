-- The facilities in a region that are open or planned, by type and name: name, type, the finest region that holds it, floor area, beds, places,
-- meals a day, status, opening day, whether it counts on the study's day.
-- params: :zh 1 for Chinese names, 0 for English ones, :region_id, :most rows
-- reads: region_tree, facility, facility_type, region
-- writes: none
SELECT f.name, CASE :zh WHEN 1 THEN y.name_zh ELSE y.name_en END, iif(f.region_id = :region_id, NULL, r.name), f.area_m2, f.beds, f.places,
       f.meals_per_day, f.status, f.opened, f.counts
FROM region_tree t
CROSS JOIN facility f ON f.region_id = t.region_id
JOIN facility_type y ON y.type_id = f.type_id
JOIN region r ON r.region_id = f.region_id
WHERE t.ancestor_id = :region_id AND (f.counts = 1 OR f.status = 'planned')
ORDER BY y.type_id, f.counts DESC, f.name, f.facility_id
LIMIT :most;
