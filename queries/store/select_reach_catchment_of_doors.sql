-- The kept catchment of a place.
-- params: :measure_id, :doors blob
-- reads: reach_catchment_kept
-- writes: none
SELECT reach_catchment_kept_id, steps, costs
FROM reach_catchment_kept
WHERE measure_id = :measure_id AND doors = :doors
