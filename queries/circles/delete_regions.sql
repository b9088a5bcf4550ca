-- Forgets the circles; the administrative regions stay.
-- params: none
-- reads: region
-- writes: region
DELETE FROM region WHERE level = 'circle'
