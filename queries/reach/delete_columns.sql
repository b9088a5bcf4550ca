-- Forgets what was found for a measure and a type.
-- params: :measure_id, :type_id
-- reads: reach_column
-- writes: reach_column
DELETE FROM reach_column WHERE measure_id = :measure_id AND type_id = :type_id
