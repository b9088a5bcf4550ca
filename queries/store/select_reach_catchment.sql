-- The kept catchment of a facility.
-- params: :measure_id, :facility_id
-- reads: reach_facility, reach_catchment_kept
-- writes: none
SELECT kept.reach_catchment_kept_id, kept.steps, kept.costs
FROM reach_facility
CROSS JOIN reach_catchment_kept AS kept ON kept.measure_id = :measure_id AND kept.doors = reach_facility.doors
WHERE reach_facility.facility_id = :facility_id
