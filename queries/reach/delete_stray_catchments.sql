-- Forgets the catchments of measures that are gone and of places where no facility is any more.
-- params: none
-- reads: reach_catchment_kept, measure, reach_facility
-- writes: reach_catchment_kept
DELETE FROM reach_catchment_kept
WHERE measure_id NOT IN (SELECT measure_id FROM measure) OR doors NOT IN (SELECT doors FROM reach_facility)
