-- Forgets where entrances met the streets.
-- params: none
-- reads: none
-- writes: facility_join
DELETE FROM facility_join;
