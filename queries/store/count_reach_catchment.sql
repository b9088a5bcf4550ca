-- Is the catchment of a place kept? 1 or 0.
-- params: :measure_id, :doors blob
-- reads: reach_catchment_kept
-- writes: none
SELECT EXISTS (SELECT 1 FROM reach_catchment_kept WHERE measure_id = :measure_id AND doors = :doors)
