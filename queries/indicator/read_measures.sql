-- Ways of measuring reach.
-- params: none
-- reads: measure
-- writes: none
SELECT measure_id FROM measure ORDER BY measure_id
