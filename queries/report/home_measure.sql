-- The measure of a mode.
-- params: :mode label of a measure
-- reads: measure
-- writes: none
SELECT measure_id FROM measure WHERE label = :mode;
