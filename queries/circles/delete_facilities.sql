-- Forgets which circle holds a facility.
-- params: none
-- reads: none
-- writes: facility_circle
DELETE FROM facility_circle
