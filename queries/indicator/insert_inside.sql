-- Every facility that counts on the day looked at, with every region that holds it: its finest region, all above it, and its circle.
-- params: :day YYYY-MM-DD, NULL for the study's own
-- reads: facility, region_tree, facility_circle
-- writes: scratch_inside
INSERT INTO scratch_inside (region_id, facility_id)
SELECT region_tree.ancestor_id, facility.facility_id
FROM facility
JOIN region_tree ON region_tree.region_id = facility.region_id
WHERE iif(:day IS NULL, facility.counts, facility.counts_from <= :day AND :day < facility.counts_until)
UNION ALL
SELECT facility_circle.region_id, facility.facility_id
FROM facility
JOIN facility_circle ON facility_circle.facility_id = facility.facility_id
WHERE iif(:day IS NULL, facility.counts, facility.counts_from <= :day AND :day < facility.counts_until)
ORDER BY 1, 2
