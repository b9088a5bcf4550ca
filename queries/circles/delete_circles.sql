-- Forgets what is known of the circles.
-- params: none
-- reads: none
-- writes: circle
DELETE FROM circle
