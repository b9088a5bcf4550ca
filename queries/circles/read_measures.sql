-- The measures; the first of each mode belongs to the first profile.
-- params: none
-- reads: measure
-- writes: none
SELECT measure_id, mode = 'network' FROM measure ORDER BY measure_id
