-- What is left of circles.
SELECT (SELECT count(*) FROM region WHERE level = 'circle') + (SELECT count(*) FROM circle) + (SELECT count(*) FROM demand_circle)
     + (SELECT count(*) FROM facility_circle) + (SELECT count(*) FROM region_tree WHERE region_id > 6);
