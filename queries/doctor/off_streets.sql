-- A facilities file: how many entrances of places in a region it has, and how many of them stand off the streets (those that a barrier cuts off stand beside one).
-- params: :input_id id
-- reads: facility, facility_join
-- writes: none
SELECT count(*), coalesce(sum(facility_join.status <> 'ok' AND NOT facility_join.blocked), 0)
FROM facility
JOIN facility_join ON facility_join.facility_id = facility.facility_id
WHERE facility.input_id = :input_id AND facility.region_id IS NOT NULL;
