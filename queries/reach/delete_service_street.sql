-- Before the stage fills service_street afresh.
-- params: none
-- reads: none
-- writes: service_street
DELETE FROM service_street;
