-- Forgets who belongs to which circle.
-- params: none
-- reads: none
-- writes: demand_circle
DELETE FROM demand_circle
