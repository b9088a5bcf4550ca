-- circles.csv and the rows of summary.json: what is told of each service circle.
-- params: none
-- reads: circle_told, circle, region, facility, facility_type, people_group, reach_limit, measure, indicator_value, gap
-- writes: none
SELECT code, name, kind, class, parent, centre_code, centre, people, elders, "groups", area_km2, convexity, facilities, functions_reached,
       functions_missing, targets, met, short, no_data, not_yet_due, awaiting, remark
FROM circle_told
ORDER BY region_id;
