-- Forgets the catchments of measures that are gone and of places where no facility is any more.
-- params: none
-- reads: reach_catchment_kept, measure, reach_facility, catchment_facility
-- writes: reach_catchment_kept
DELETE FROM reach_catchment_kept
WHERE NOT EXISTS (
    SELECT 1
    FROM measure
    WHERE measure.measure_id = reach_catchment_kept.measure_id
      AND CASE measure.mode
          WHEN 'circle' THEN reach_catchment_kept.doors IN (SELECT places FROM catchment_facility)
          ELSE reach_catchment_kept.doors IN (SELECT doors FROM reach_facility)
               OR reach_catchment_kept.doors IN (SELECT doors FROM catchment_facility) END)
