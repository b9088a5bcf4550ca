-- Layer circles: what is told of each service circle, and its ground.
-- params: none
-- reads: circle_told, circle, region, facility, facility_type, people_group, reach_limit, measure, indicator_value, gap
-- writes: none
SELECT t.code, t.name, t.kind, t.class, t.parent, t.centre_code, t.centre, t.people, t.elders, t."groups", t.area_km2, t.convexity,
       t.facilities, t.functions_reached, t.functions_missing, t.targets, t.met, t.short, t.no_data, t.not_yet_due, t.awaiting, t.remark,
       AsBinary(r.geom)
FROM circle_told t
JOIN region r ON r.region_id = t.region_id
ORDER BY t.region_id;
