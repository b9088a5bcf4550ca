-- Sheet of facilities: all of them, in use or not, with the region of the level that is compared and the finest one that holds them.
-- params: :zh 1 for Chinese names, 0 for English ones, :level that regions are compared at
-- reads: facility, facility_type, region, region_tree, facility_join
-- writes: none
SELECT f.name, CASE :zh WHEN 1 THEN t.name_zh ELSE t.name_en END,
       (SELECT a.name FROM region_tree w JOIN region a ON a.region_id = w.ancestor_id WHERE w.region_id = f.region_id AND a.level = :level), r.name,
       f.address, f.counts, f.status, f.ownership, f.area_m2, f.site_area_m2, f.beds, f.beds_nursing, f.beds_dementia, f.places, f.meals_per_day,
       f.staff, f.social_workers, f.contracted, f.opened, f.renovated, f.closed, X(f.geom), Y(f.geom),
       (SELECT min(j.leg_mm) / 1000.0 FROM facility_join j WHERE j.facility_id = f.facility_id),
       (SELECT j.status FROM facility_join j WHERE j.facility_id = f.facility_id ORDER BY j.leg_mm LIMIT 1), f.code, t.code, r.code
FROM facility f
JOIN facility_type t USING (type_id)
LEFT JOIN region r ON r.region_id = f.region_id
ORDER BY f.type_id, r.code, f.name, f.facility_id;
