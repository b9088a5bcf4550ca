-- The kept catchment of a facility.
-- params: :measure_id, :facility_id
-- reads: reach_facility, catchment_facility, measure, reach_catchment_kept
-- writes: none
SELECT kept.reach_catchment_kept_id, kept.steps, kept.costs
FROM measure
CROSS JOIN reach_catchment_kept AS kept
  ON kept.measure_id = measure.measure_id
 AND kept.doors = CASE measure.mode
                  WHEN 'circle' THEN (SELECT places FROM catchment_facility WHERE facility_id = :facility_id)
                  ELSE coalesce((SELECT doors FROM reach_facility WHERE facility_id = :facility_id),
                                (SELECT doors FROM catchment_facility WHERE facility_id = :facility_id)) END
WHERE measure.measure_id = :measure_id
