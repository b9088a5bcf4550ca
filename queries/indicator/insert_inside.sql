-- Every facility that counts on the study's day, with every region that holds it: its finest region, all above it, and its circle.
-- params: none
-- reads: facility, region_tree, facility_circle
-- writes: scratch_inside
INSERT INTO scratch_inside (region_id, facility_id)
SELECT region_tree.ancestor_id, facility.facility_id
FROM facility
JOIN region_tree ON region_tree.region_id = facility.region_id
WHERE facility.counts = 1
UNION ALL
SELECT facility_circle.region_id, facility.facility_id
FROM facility
JOIN facility_circle ON facility_circle.facility_id = facility.facility_id
WHERE facility.counts = 1
ORDER BY 1, 2
