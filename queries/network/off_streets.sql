-- Per facility file: how many places there are, and how many of them stand off the streets (those that a barrier cuts off stand beside one).
-- params: none
-- reads: facility, facility_join
-- writes: none
SELECT facility.input_id, count(*), sum(facility_join.status <> 'ok' AND NOT facility_join.blocked)
FROM facility
JOIN facility_join ON facility_join.facility_id = facility.facility_id
WHERE facility.input_id IS NOT NULL AND facility.region_id IS NOT NULL
GROUP BY facility.input_id
ORDER BY facility.input_id
