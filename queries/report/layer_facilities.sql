-- Layer facilities. The distance to the street is that of the nearest entrance.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: facility, facility_type, region, facility_join
-- writes: none
SELECT f.facility_id, f.code, f.name, t.code, CASE :zh WHEN 1 THEN t.name_zh ELSE t.name_en END, f.address, f.area_m2, f.site_area_m2, f.beds, f.beds_nursing, f.beds_dementia,
       f.places, f.meals_per_day, f.staff, f.social_workers, f.ownership, f.contracted, f.opened, f.closed, f.renovated, f.status, f.counts, r.code,
       min(j.leg_mm) / 1000.0, j.status, AsBinary(f.geom)
FROM facility f
JOIN facility_type t USING (type_id)
LEFT JOIN region r ON r.region_id = f.region_id
LEFT JOIN facility_join j ON j.facility_id = f.facility_id
GROUP BY f.facility_id
ORDER BY f.facility_id;
