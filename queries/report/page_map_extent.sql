-- The box to be drawn, in degrees: the region, or all regions without one above them; else everybody's homes, else all facilities. And the radius
-- of the largest service circle.
-- params: :region_id NULL: the whole study
-- reads: region, demand, facility
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL)
SELECT coalesce(min(MbrMinX(r.geom)), (SELECT min(lon_deg) FROM demand), (SELECT min(MbrMinX(geom)) FROM facility)),
       coalesce(min(MbrMinY(r.geom)), (SELECT min(lat_deg) FROM demand), (SELECT min(MbrMinY(geom)) FROM facility)),
       coalesce(max(MbrMaxX(r.geom)), (SELECT max(lon_deg) FROM demand), (SELECT max(MbrMaxX(geom)) FROM facility)),
       coalesce(max(MbrMaxY(r.geom)), (SELECT max(lat_deg) FROM demand), (SELECT max(MbrMaxY(geom)) FROM facility)),
       (SELECT max(radius_m) FROM near_place)
FROM region r WHERE r.region_id IN (SELECT region_id FROM top);
