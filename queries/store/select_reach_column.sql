-- One packed column.
-- params: :reach_column_id
-- reads: reach_column
-- writes: none
SELECT packed FROM reach_column WHERE reach_column_id = :reach_column_id
