-- The name of a facility.
-- params: :facility_id facility
-- reads: facility
-- writes: none
SELECT name FROM facility WHERE facility_id = :facility_id
