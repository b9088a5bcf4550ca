-- What a facility is called.
-- params: :facility_id id
-- reads: facility
-- writes: none
SELECT code, name FROM facility WHERE facility_id = :facility_id;
