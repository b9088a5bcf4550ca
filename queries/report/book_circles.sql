-- Sheet of the service circles that the study forms as units.
-- params: none
-- reads: circle_told, circle, region, facility, facility_type, people_group, reach_limit, measure, indicator_value, gap
-- writes: none
SELECT name, kind, class, centre, people, elders, area_km2, convexity, facilities, targets, met, short, no_data, not_yet_due, awaiting, remark,
       code, parent
FROM circle_told
ORDER BY region_id;
