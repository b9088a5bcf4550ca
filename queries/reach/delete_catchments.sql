-- Forgets the catchments of a measure.
-- params: :measure_id
-- reads: reach_catchment_kept
-- writes: reach_catchment_kept
DELETE FROM reach_catchment_kept WHERE measure_id = :measure_id
