-- What the last run left columns of.
-- params: none
-- reads: reach_column
-- writes: none
SELECT DISTINCT measure_id, type_id FROM reach_column ORDER BY measure_id, type_id
