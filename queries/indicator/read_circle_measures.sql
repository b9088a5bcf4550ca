-- The measures that are circles.
-- params: none
-- reads: measure
-- writes: none
SELECT measure_id FROM measure WHERE mode = 'circle' ORDER BY measure_id
